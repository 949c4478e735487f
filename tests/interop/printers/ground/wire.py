"""HTTP over (self-signed) TLS as small devices speak it.

Written on bare sockets because the interesting part is what a well-behaved library would not let us do: bodies without a
length that end when the device closes, no close_notify, HTTP/1.0, chunks cut at odd places, a pause before the end."""

import os
import re
import socket
import ssl
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit


@dataclass
class Habits:
    """How a device's web server behaves on the wire."""

    http: str = "1.1"
    framing: str = "length"  # length | close | chunked
    close_notify: bool = True
    pause_before_close: float = 0.0
    server: str = "Web-Server/3.0"
    charset: str = "UTF-8"
    announce_charset: bool = True


@dataclass
class Request:
    method: str
    target: str
    headers: dict
    body: bytes
    secure: bool
    charset: str = "utf-8"
    path: str = ""
    query: list = field(default_factory=list)

    def __post_init__(self):
        parts = urlsplit(self.target)
        self.path = parts.path
        self.query = parse_qsl(parts.query, keep_blank_values=True)

    @property
    def fields(self):
        """The posted pairs in their order; a body that is not in the page's charset is an error of the sender."""
        if not self.body:
            return []
        text = self.body.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, encoding=CODECS.get(self.charset, self.charset), errors="strict")

    def field(self, name, default=None):
        return next((v for n, v in self.fields if n == name), default)

    def header(self, name, default=None):
        return self.headers.get(name.lower(), default)

    @property
    def cookies(self):
        pairs = (p.strip().partition("=") for p in self.headers.get("cookie", "").split(";"))
        return {name: value for name, _, value in pairs if name}


@dataclass
class Answer:
    body: object = b""
    status: int = 200
    kind: str = "text/html"
    headers: list = field(default_factory=list)


def certificate(name, folder):
    """A self-signed certificate as devices make them: nobody vouches for it."""
    key, cert = os.path.join(folder, name + ".key"), os.path.join(folder, name + ".pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "3650",
         "-subj", f"/CN={name}/O=printer", "-keyout", key, "-out", cert],
        check=True, capture_output=True)
    return cert, key


# What browsers and devices mean by the name.
CODECS = {"shift_jis": "cp932"}

REASONS = {200: "OK", 302: "Found", 303: "See Other", 307: "Temporary Redirect", 400: "Bad Request", 403: "Forbidden", 404: "Not Found",
           405: "Method Not Allowed", 500: "Internal Server Error", 503: "Service Unavailable"}


class Server:
    """Listens on loopback, one thread for each connection, and hands every request to `answer`."""

    def __init__(self, answer, habits, name, secure=True):
        self.answer, self.habits, self.secure = answer, habits, secure
        self.tls = None
        if secure:
            with tempfile.TemporaryDirectory() as folder:
                cert, key = certificate(name, folder)
                self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                self.tls.load_cert_chain(cert, key)
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self):
        return f"{'https' if self.secure else 'http'}://127.0.0.1:{self.port}"

    def close(self):
        self.socket.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, raw):
        connection = raw
        try:
            raw.settimeout(60)
            if self.tls:
                connection = self.tls.wrap_socket(raw, server_side=True)
            stream = connection.makefile("rb")
            while request := self._read(stream):
                answer = self.answer(request)
                try:
                    keep = self._write(connection, answer, request)
                finally:
                    request.answered()
                if not keep:
                    break
            if self.tls and self.habits.close_notify:
                connection.unwrap()
        except OSError:
            pass  # the other side left
        finally:
            try:
                connection.close()
            except OSError:
                pass

    def _read(self, stream):
        line = stream.readline(65536).decode("latin-1").rstrip("\r\n")
        if not line:
            return None
        method, target, _ = line.split(" ", 2)
        headers = {}
        while (line := stream.readline(65536).decode("latin-1").rstrip("\r\n")):
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        body = stream.read(int(headers.get("content-length", 0)))
        return Request(method, target, headers, body, self.secure, self.habits.charset.lower())

    def _write(self, connection, answer, request):
        habits = self.habits
        body = answer.body if isinstance(answer.body, bytes) else answer.body.encode(CODECS.get(habits.charset.lower(), habits.charset))
        kind = answer.kind
        if kind.startswith("text/html") and habits.announce_charset:
            kind += f"; charset={habits.charset}"
        head = [f"HTTP/{habits.http} {answer.status} {REASONS[answer.status]}", f"Server: {habits.server}", f"Content-Type: {kind}",
                "Cache-Control: no-cache", "Pragma: no-cache"]
        head += [f"{name}: {value}" for name, value in answer.headers]
        static = not re.search(r"\.cgi$|/$|\.htm$", request.path)
        framing = "length" if static else habits.framing
        keep = framing != "close" and habits.http == "1.1"
        if framing == "length":
            head.append(f"Content-Length: {len(body)}")
        elif framing == "chunked":
            head.append("Transfer-Encoding: chunked")
        head.append("Connection: " + ("Keep-Alive" if framing == "close" or keep else "close"))
        request.answered()  # whoever has the last byte may ask again; what follows is the device's own slowness
        connection.sendall(("\r\n".join(head) + "\r\n\r\n").encode("latin-1"))
        if framing == "chunked":
            for start in range(0, len(body), 1021):
                piece = body[start:start + 1021]
                connection.sendall(b"%x\r\n%b\r\n" % (len(piece), piece))
            connection.sendall(b"0\r\n\r\n")
        else:
            connection.sendall(body)
        if framing == "close":
            time.sleep(habits.pause_before_close)
        return keep
