#!/usr/bin/env python3
"""Drives the command `tegata` against printers that share nothing with it.

    python3 tests/interop/printers/run.py target/debug/tegata [NAME...] [--verbose]

Each file beside this one is a whole printer, written from what is publicly known of Web Image Monitor and from the
vendor's guide, by its own idea of everything that is not known: paths, field names, markup, scripts, wording, the code
screen. Each checks what it is sent as strictly as a printer could, and plays the person's part at Microsoft in-process.

For each: inspect; onboard with an early Enter (the printer must say "not yet"), a sign-in, and Enter; onboard again,
which must write nothing; restore, which must bring back what was there. Printers where the only right answer is to stop
must see a named problem, nothing posted to a guess, nothing stored, and a logout. Needs Python 3.9 and `openssl`."""

import argparse
import concurrent.futures
import importlib
import inspect
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from ground.printer import Printer  # noqa: E402

SENDER = "scan@contoso.example"
WANTED = dict(method="oauth2", server="smtp.office365.com", auth_address=SENDER, auth_user=SENDER, admin_address=SENDER, auto_sender=True, authorised=True)
NAMES = dict(method="sending_method", server="smtp_server", auth_address="auth_address", auth_user="auth_user_name", admin_address="admin_address", auto_sender="auto_sender",
             authorised="authorised", smtp_auth="smtp_auth")
PATIENCE = 100


class Command:
    """One run of the program: its events, its end, and what a person would type."""

    def __init__(self, program, folder, printer, *arguments):
        environment = dict(os.environ, TEGATA_ADMIN_PASSWORD=printer.password, TEGATA_DATA_DIR=folder, TEGATA_LANGUAGE="en")
        self.started = time.monotonic()
        self.log = tempfile.TemporaryFile("w+", encoding="utf-8")
        self.process = subprocess.Popen([program, *arguments, "--printer", printer.address, "--admin", printer.admin, "--trust-on-first-use", "--json", *([] if printer.secure else ["--allow-http"])],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, text=True, encoding="utf-8", env=environment)
        self.events, self.printer = [], printer

    def type(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def run(self, on_event=lambda command, event: None):
        end = threading.Timer(PATIENCE, self.process.kill)
        end.start()
        for line in self.process.stdout:
            event = json.loads(line)
            self.events.append(event)
            on_event(self, event)
        end.cancel()
        self.process.wait()
        self.log.seek(0)
        self.errors = self.log.read()
        self.seconds = time.monotonic() - self.started
        return self

    @property
    def last(self):
        return self.events[-1] if self.events else {"event": "nothing", "stderr": self.errors[-400:]}

    @property
    def result(self):
        last = self.last
        return last.get("result") or last.get("code") or last["event"]


class Person:
    """Presses Enter too early once, then signs in with the code that the printer showed, then presses Enter."""

    def __init__(self, printer):
        self.printer, self.code, self.complaints, self.early = printer, None, [], False

    def __call__(self, command, event):
        if event["event"] == "code":
            self.code = event["user_code"]
            if event["verification_uri"] != self.printer.verification_uri:
                self.complaints.append(f"the link is {event['verification_uri']}, the page says {self.printer.verification_uri}")
            if self.printer.candidates > 1:
                shown = event.get("candidates") or []
                if self.code or self.printer.person_knows not in shown or len(shown) != self.printer.candidates:
                    self.complaints.append(f"of {self.printer.candidates} possible codes it showed {self.code!r} and {shown}")
                self.code = self.printer.person_knows
            command.type("")
        elif event["event"] == "not_yet":
            if self.early:
                self.complaints.append("a second not_yet after the sign-in")
                command.type("cancel")
                return
            self.early = True
            if not self.printer.authority.sign_in(self.code):
                self.complaints.append(f"the code {self.code!r} was never given out")
                command.type("cancel")
                return
            command.type("")
        elif event["event"] in ("code_expired", "code_failed"):
            self.complaints.append(f"{event['event']}: {event.get('problem', {}).get('code')}")
            command.type("cancel")


def unlike(settings, wanted):
    """What the command says of the settings, against what the printer holds."""
    return [f"{name}: {settings.get(NAMES[name])!r} instead of {value!r}" for name, value in wanted.items()
            if name in NAMES and (settings.get(NAMES[name]), value) != (None, False) and settings.get(NAMES[name]) != (("password" if value == "password" else "oauth2") if name == "method" else value)]


def examine(printer, program):
    """The whole visit. Returns rows (command, result, requests, seconds, complaints)."""
    rows = []
    stops = printer.expected != "verified"
    with tempfile.TemporaryDirectory() as folder:
        def visit(name, *arguments, person=None):
            printer.begin_command()
            command = Command(program, folder, printer, *arguments).run(person or (lambda c, e: None))
            printer.end_command()
            complaints = list(printer.violations) + (person.complaints if person else [])
            if printer.logins != 1:
                complaints.append(f"{printer.logins} logins")
            rows.append([name, command.result, len(printer.requests), command.seconds, complaints, command, list(printer.requests)])
            return command, complaints

        def must(condition, complaint, complaints):
            if not condition:
                complaints.append(complaint)

        command, complaints = visit("inspect", "inspect")
        must(command.result == "read", "expected read", complaints)
        if command.result == "read":
            complaints += unlike(command.last["settings"], {k: v for k, v in printer.state.items() if k != "smtp_auth" or not stops})
        must(printer.saves == 0, "inspect saved", complaints)

        person = Person(printer)
        before = dict(printer.state)
        onboard = ("onboard", "--sender", SENDER, "--yes")
        command, complaints = visit("onboard", *onboard, person=person)
        if stops:
            must(command.result in printer.expected, f"expected one of {printer.expected}", complaints)
            must(printer.state == before and printer.saves == 0, "something was stored", complaints)
            return rows
        must(command.result == "verified", "expected verified", complaints)
        must(person.early, "no not_yet was seen", complaints)
        must(all(printer.state[k] == v for k, v in WANTED.items()), f"the printer holds {printer.state}", complaints)
        if command.result == "verified":
            complaints += unlike(command.last["settings"], WANTED)
        if command.result != "verified":
            return rows

        command, complaints = visit("again", *onboard, person=Person(printer))
        must(command.result == "unchanged", "expected unchanged", complaints)
        must(printer.saves == 0, "saved although nothing differed", complaints)

        command, complaints = visit("restore", "restore", "--yes", person=Person(printer))
        must(command.result == "verified", "expected verified", complaints)
        must(all(printer.state[k] == v for k, v in before.items()), f"the printer holds {printer.state}", complaints)
    return rows


def printers(names):
    for path in sorted(HERE.glob("*.py")):
        if path.stem == "run" or (names and not any(n in path.stem for n in names)):
            continue
        module = importlib.import_module(path.stem)
        for _, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, Printer) and kind.__module__ == path.stem:
                yield path.stem, kind


def main():
    parser = argparse.ArgumentParser(description="Drives the command tegata against the printers of this folder.")
    parser.add_argument("program")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--verbose", action="store_true", help="show requests and events of what deviates")
    options = parser.parse_args()
    if shutil.which("openssl") is None:
        print("skipped: openssl is not installed", file=sys.stderr)
        return 77
    started = time.monotonic()
    bad = 0
    chosen = list(printers(options.names))
    with concurrent.futures.ThreadPoolExecutor(max_workers=4) as pool:
        visits = [(name, pool.submit(lambda kind: examine(kind(), options.program), kind)) for name, kind in chosen]
        print(f"{'printer':<28} {'command':<8} {'result':<30} {'requests':>8} {'seconds':>8}  violations")
        for name, visit in visits:
            for command, result, requests, seconds, complaints, run, log in visit.result():
                print(f"{name:<28} {command:<8} {result:<30} {requests:>8} {seconds:>8.1f}  {len(complaints) or '-'}", flush=True)
                bad += bool(complaints)
                for complaint in complaints:
                    print(f"    {complaint}")
                if complaints and run.last.get("event") == "problem":
                    print(f"    ! {run.last.get('detail')} | {run.last.get('what')}")
                if complaints and options.verbose:
                    print("\n".join("      " + line for line in log))
                    print("\n".join("      " + json.dumps(e, ensure_ascii=False)[:300] for e in run.events))
                    print("      " + run.errors[-1500:].replace("\n", "\n      "))
    print(f"{len(chosen)} printers, {time.monotonic() - started:.0f} s, {'all as expected' if not bad else f'{bad} visits deviate'}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
