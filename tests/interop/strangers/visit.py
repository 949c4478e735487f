"""One onboarding of one stranger by the command, judged."""

import json
import os
import subprocess
import tempfile
import threading
import time

from printer import ADMIN, PASSWORD, Printer
from wire import Wire

SENDER, SERVER = "scan-2f@contoso.example", "smtp.office365.com"
LIMIT = 180


class Visit:
    def __init__(self, program, seed, pem, fixed=None, override=None, verbose=False):
        self.program, self.seed, self.verbose = program, seed, verbose
        self.printer = Printer(seed, fixed, override)
        self.wire = Wire(self.printer, pem)
        self.failures = []
        self.events = []
        self.words = ""
        self.person = self.printer.dice.pick("person", "straight", "straight", "too early", "new code")
        self.seconds = 0

    def fail(self, what):
        self.failures.append(what)

    # The command -----------------------------------------------------------------------------------------------------

    def run(self, *arguments):
        """(exit code, events); the person at the keyboard answers the code events."""
        with tempfile.TemporaryDirectory(prefix="stranger-") as folder:
            environment = dict(os.environ, TEGATA_ADMIN_PASSWORD=PASSWORD, TEGATA_DATA_DIR=folder, TEGATA_LANGUAGE="en")
            environment.pop("TEGATA_CONFIG", None)
            trust = ["--trust-on-first-use"] if self.wire.scheme == "https" else ["--allow-http"]
            command = [self.program, *arguments, "--printer", self.printer.origin, "--admin", ADMIN, "--json", *trust]
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment)
            killer = threading.Timer(LIMIT, process.kill)
            killer.start()
            errors = []
            drain = threading.Thread(target=lambda: errors.append(process.stderr.read()), daemon=True)
            drain.start()
            events = []
            codes = 0
            for line in process.stdout:
                try:
                    event = json.loads(line)
                except ValueError:
                    self.fail(f"not JSON: {line!r}")
                    continue
                events.append(event)
                if event["event"] == "code":
                    codes += 1
                    self.code_shown(process, event, codes)
                elif event["event"] in ("code_failed", "code_expired"):
                    self.fail(f"{event['event']}: {(event.get('problem') or {}).get('code')} {(event.get('problem') or {}).get('detail')}")
                    self.say(process, "cancel")
                elif event["event"] == "not_yet":
                    self.sign_in(events)
                    self.say(process, "")
            process.wait()
            killer.cancel()
            drain.join(2)
            self.words = "".join(errors)
            if process.returncode < 0:
                self.fail(f"no end within {LIMIT} s")
            return process.returncode, events

    def say(self, process, line):
        try:
            process.stdin.write(line + "\n")
            process.stdin.flush()
        except OSError:
            pass

    def sign_in(self, events):
        code = next((event.get("user_code") for event in reversed(events) if event["event"] == "code"), None)
        if not self.printer.sign_in(code):
            self.fail(f"the code shown is {code!r}, the printer's is {(self.printer.grant or {}).get('code')!r}")

    def code_shown(self, process, event, codes):
        grant = self.printer.grant or {}
        if event.get("user_code") != grant.get("code"):
            self.fail(f"the code shown is {event.get('user_code')!r} of {event.get('candidates')!r}, the printer's is {grant.get('code')!r}")
            self.say(process, "cancel")
            return
        if event.get("verification_uri") != self.printer.screen.link:
            self.fail(f"the link shown is {event.get('verification_uri')!r}, the printer's is {self.printer.screen.link!r}")
        if self.person == "new code" and codes == 1:
            self.say(process, "new")
            return
        if self.person == "too early" and codes == 1:
            self.say(process, "")
            return
        self.sign_in([event])
        self.say(process, "")

    # The judgement ---------------------------------------------------------------------------------------------------

    def go(self):
        started = time.monotonic()
        try:
            self.inspect()
            if not self.failures:
                self.onboard()
        finally:
            self.wire.close()
            self.seconds = time.monotonic() - started
        return self

    def problem(self, events):
        last = events[-1] if events else {}
        if last.get("event") == "problem":
            return f"{last['code']}: {last.get('title')} | {last.get('detail')} | {last.get('looked_for') or last.get('item') or ''}"
        return f"last event {last}"

    def inspect(self):
        code, events = self.run("inspect")
        self.events = events
        if code != 0:
            self.fail(f"inspect: exit {code}, {self.problem(events)}")
            self.gone("inspect", 1)
            return
        self.compare("inspect", events[-1].get("settings", {}), self.printer.stored)
        self.gone("inspect", 1)

    def compare(self, when, settings, stored):
        wanted = {"sending_method": {"password": "password", "oauth": "oauth2"}[stored["method"]], "smtp_server": stored["server"], "auth_address": stored["address"],
                  "admin_address": stored["admin"], "auto_sender": stored["auto"], "oauth2_offered": True, "auth_user_name": stored["user"]}
        for name, value in wanted.items():
            if settings.get(name) != value and not (value == "" and settings.get(name) is None):
                self.fail(f"{when}: {name} is {settings.get(name)!r}, the printer has {value!r}")
        loose = {"smtp_port": int(stored["port"]), "smtp_tls": stored["ssl"], "smtp_auth": stored["smtp_auth"]}
        for name, value in loose.items():
            if settings.get(name) not in (value, None) or (settings.get(name) is None and stored["method"] == "password"):
                self.fail(f"{when}: {name} is {settings.get(name)!r}, the printer has {value!r}")
        if stored["method"] == "oauth" and settings.get("authorised") is not stored["authorised"]:
            self.fail(f"{when}: authorised is {settings.get('authorised')!r}")

    def gone(self, when, logins):
        printer = self.printer
        printer_logins = 2 if getattr(printer, "rebooted", False) else 1
        if printer.logins > printer_logins:
            self.fail(f"{when}: {printer.logins} login attempts")
        if printer.session is not None:
            self.fail(f"{when}: not logged out")
        if printer.violations:
            self.fail(f"{when}: " + "; ".join(printer.violations[:4]))
        printer.logins = printer.logouts = 0

    def onboard(self):
        printer = self.printer
        before = dict(printer.stored)
        self.wire.requests = 0
        code, events = self.run("onboard", "--sender", SENDER, "--smtp-server", SERVER, "--yes")
        self.events = events
        if code != 0:
            self.fail(f"onboard: exit {code}, {self.problem(events)}")
        self.gone("onboard", 1)
        if code != 0:
            return
        wanted = dict(before, method="oauth", server=SERVER, address=SENDER, admin=SENDER, auto=True, authorised=True, port="587", ssl="starttls", smtp_auth=True, imap4="993")
        stored = dict(printer.stored)
        if stored["user"] not in (before["user"], SENDER):
            self.fail(f"user name {stored['user']!r}")
        wanted["user"] = stored["user"]
        for name, value in wanted.items():
            if stored.get(name) != value:
                self.fail(f"onboard: stored {name} is {stored.get(name)!r}, wanted {value!r}")
        if events[-1].get("result") != "verified":
            self.fail(f"onboard: {self.problem(events)}")
        self.compare("onboard", events[-1].get("settings", {}), stored)
