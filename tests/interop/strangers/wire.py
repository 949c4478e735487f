"""The printer's HTTP as old firmware speaks it: bodies that end when the connection does, no close_notify, one TLS version."""

import os
import socket
import ssl
import subprocess
import threading
import time
import traceback

REASONS = {200: "OK", 302: "Found", 404: "Not Found", 503: "Service Unavailable"}


def certificate(folder, name="printer"):
    """A self-signed certificate, made by the openssl program."""
    path = os.path.join(folder, f"{name}.pem")
    if not os.path.exists(path):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj", "/CN=RNP002673123456/O=RICOH", "-keyout", path + ".key",
                        "-out", path + ".crt"], check=True, stderr=subprocess.DEVNULL)
        with open(path, "w", encoding="ascii") as out:
            for part in (".key", ".crt"):
                with open(path + part, encoding="ascii") as source:
                    out.write(source.read())
    return path


class Wire:
    def __init__(self, printer, pem):
        self.printer = printer
        dice = printer.dice
        self.framing = dice.pick("framing", "close", "close", "close late", "length", "LENGTH", "chunked", "http/1.0")
        self.notify = dice.pick("close_notify", True, False, False)
        self.tls = dice.pick("tls", "1.2 only", "any", "1.2 only")
        self.scheme = dice.pick("scheme", "https", "https", "https", "https", "http")
        self.pause = dice.pick("pause", 0.0, 0.0, 0.01)
        self.context = None
        if self.scheme == "https":
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(pem)
            if self.tls == "1.2 only":
                self.context.maximum_version = ssl.TLSVersion.TLSv1_2
        self.in_flight = 0
        self.count = threading.Lock()
        self.closing = False
        self.listen(0)
        printer.origin = f"{self.scheme}://127.0.0.1:{self.port}"
        printer.reboot = self.reboot
        self.requests = 0

    def listen(self, port):
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(("127.0.0.1", port))
        self.listener.listen(16)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, args=(self.listener,), daemon=True).start()

    def accept(self, listener):
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def shut(self):
        try:
            self.listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.listener.close()

    def reboot(self):
        """The network is away for three seconds, as after a change of its settings; sessions survive nothing."""
        def away():
            self.shut()
            self.printer.session = None
            self.printer.rebooted = True
            time.sleep(3)
            if not self.closing:
                self.listen(self.port)
        threading.Thread(target=away, daemon=True).start()

    def close(self):
        self.closing = True
        self.shut()

    # One connection --------------------------------------------------------------------------------------------------

    def serve(self, raw):
        raw.settimeout(20)
        connection = raw
        try:
            if self.context:
                connection = self.context.wrap_socket(raw, server_side=True)
            buffer = b""
            while True:
                request = self.read(connection, buffer)
                if request is None:
                    break
                method, target, headers, body, buffer = request
                if not self.answer(connection, method, target, headers, body):
                    break
            if self.context and self.notify:
                connection.settimeout(1)
                connection.unwrap()
        except (OSError, ssl.SSLError, ValueError):
            pass
        finally:
            connection.close()

    def read(self, connection, buffer):
        while b"\r\n\r\n" not in buffer:
            data = connection.recv(65536)
            if not data:
                return None
            buffer += data
        head, _, rest = buffer.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        method, target, _ = lines[0].split(" ", 2)
        headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        length = int(headers.get("content-length", 0))
        while len(rest) < length:
            data = connection.recv(65536)
            if not data:
                return None
            rest += data
        return method, target, headers, rest[:length], rest[length:]

    def answer(self, connection, method, target, headers, body):
        held = True
        with self.count:
            self.in_flight += 1
            self.requests += 1
            if self.in_flight > 1:
                self.printer.wrong(f"{method} {target} while another request was in flight")
        try:
            if self.pause:
                time.sleep(self.pause)
            try:
                reply = self.printer.handle(method, target, headers, body)
            except Exception:
                self.printer.wrong("the tester itself: " + " | ".join(traceback.format_exc().splitlines()[-5:]))
                raise ValueError from None
            data = reply.body.encode(self.printer.encoding, "xmlcharrefreplace") if reply.kind in ("text/html", "application/x-javascript") else reply.body.encode("utf-8")
            lines = [("Server", "Web-Server/3.0"), ("Content-Type", self.printer.content_type(reply.kind)), ("Cache-Control", "no-cache"), ("Pragma", "no-cache"),
                     ("Expires", "Thu, 01 Jan 1970 00:00:00 GMT")] + reply.headers
            version, keep = "HTTP/1.1", False
            framing = self.framing if reply.status == 200 else "close"
            if framing in ("close", "close late"):
                lines.append(("Connection", "Keep-Alive" if reply.status == 200 else "close"))
            elif framing == "http/1.0":
                version = "HTTP/1.0"
            elif framing == "chunked":
                lines.append(("Transfer-Encoding", "chunked"))
                middle = len(data) // 2
                data = b"".join(b"%X\r\n%s\r\n" % (len(part), part) for part in (data[:middle], data[middle:]) if part) + b"0\r\n\r\n"
                keep = True
            else:
                lines.append(("content-length" if framing == "length" else "CONTENT-LENGTH", str(len(data))))
                keep = framing == "length"
            head = f"{version} {reply.status} {REASONS[reply.status]}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines) + "\r\n"
            answer = head.encode("latin-1") + data
            connection.sendall(answer[:-1])
            # Over before the last byte leaves: the next request may follow faster than this thread runs on.
            with self.count:
                self.in_flight -= 1
                held = False
            connection.sendall(answer[-1:])
        finally:
            if held:
                with self.count:
                    self.in_flight -= 1
        if reply.then:
            reply.then()
        if framing == "close late":
            time.sleep(0.15)
        return keep and headers.get("connection", "").lower() != "close"
