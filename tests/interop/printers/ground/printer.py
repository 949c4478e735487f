"""The rules that every printer here enforces: cookies, tokens, Referer, one request at a time, login and logout.

A printer derives from `Printer`, writes its own pages, and calls `expect_form` in its handlers. Whatever a real browser
in a person's hands would not have done is written down in `violations`; the printer answers as a device would."""

import base64
import html
import itertools
import random
import re
import threading
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from .authority import Authority
from .forms import differences, successful
from .wire import Answer, Habits, Server

PREFIX = re.compile(r"^/web/(guest|entry)/([a-z]{2})/(.+)$")


def fill(template, **values):
    """`{{name}}` becomes the escaped value, `{{!name}}` the value as it is."""
    def put(match):
        value = str(values[match[2]])
        return value if match[1] else html.escape(value, quote=True)
    return re.sub(r"\{\{(!?)(\w+)\}\}", put, template)


@dataclass
class Session:
    ident: str
    logged_in: bool = False
    tokens: dict = field(default_factory=dict)  # token -> (path, page)
    staged: dict = None  # values of the e-mail form that the printer keeps before they are saved
    code: str = None
    token: str = None
    memory: dict = field(default_factory=dict)


class Printer:
    """One device. Subclasses set the words and write the pages."""

    model = "IM C3000"
    languages = ["ja"]
    admin, password = "admin", "Pässwörd+/=1"
    habits = Habits()
    secure = True
    token_per_page = True

    # What the runner expects.
    expected = "verified"  # or the beginning of a problem's code
    before = dict(method="password", server="mail.example.jp", auth_address="copier@example.jp", auth_user="copier",
                  admin_address="root@example.jp", auto_sender=False, smtp_auth=True)
    candidates = 1  # how many codes the code screen seems to show
    verification_uri = "https://microsoft.com/devicelogin"

    def __init__(self, seed=1):
        self.random = random.Random(f"{seed}{type(self).__name__}")
        self.authority = Authority(f"{seed}{type(self).__name__}")
        self.state = dict(self.before, authorised=False)
        self.grants = None
        self.sessions, self.guests = {}, {}
        self.violations, self.requests = [], []
        self.logins = self.saves = 0
        self.lock, self.in_flight = threading.RLock(), 0
        self.person_knows = None
        self.server = Server(self.handle, self.habits, type(self).__name__.lower(), self.secure)
        self.numbers = itertools.count(1)

    # ---- the runner's view

    @property
    def address(self):
        return self.server.address

    def begin_command(self):
        self.violations, self.requests = [], []
        self.logins = self.saves = 0

    def end_command(self):
        if any(s.logged_in for s in self.sessions.values()):
            self.wrong("the session was left without logging out")
            self.sessions.clear()
        if self.logins > 1:
            self.wrong(f"{self.logins} login attempts in one command")

    def wrong(self, text):
        with self.lock:
            if text not in self.violations:
                self.violations.append(text)

    # ---- requests

    def handle(self, request):
        with self.lock:
            self.in_flight += 1
            if self.in_flight > 1:
                self.wrong(f"{self.in_flight} requests at once at {request.path}")
            self.requests.append(f"{request.method} {request.target}")

        def answered():
            with self.lock:
                self.in_flight -= request.pending
                request.pending = 0
        request.pending = 1
        request.answered = answered
        try:
            answer = self._answer(request)
        except Exception as error:  # a fault of the printer's own code must be seen, not guessed at
            self.wrong(f"PRINTER FAULT {type(error).__name__}: {error} at {request.method} {request.path}")
            answer = Answer("<html><body>500</body></html>", 500)
        return answer if isinstance(answer, Answer) else Answer(answer)

    def _answer(self, request):
        if request.path == "/":
            return self.with_cookies(self.root())
        if "MSG_JAVASCRIPTOFF" in request.target:
            self.wrong("the trap for browsers without scripts was followed")
        static = self.static(request.path)
        if static is not None:
            return static
        match = PREFIX.match(request.path)
        if not match:
            return self.lost(request)
        profile, language, page = match.groups()
        session = self.session_of(request)
        session.memory["language"], session.memory["profile"] = language, profile
        if language not in self.languages:
            return self.lost(request)
        if page == "websys/webArch/login.cgi":
            return self.login(request, session)
        if page == "websys/webArch/logout.cgi":
            session.logged_in = False
            self.sessions.pop(session.ident, None)
            return Answer("", 302, headers=[("Location", f"/web/guest/{language}/websys/webArch/mainFrame.cgi"),
                                            ("Set-Cookie", "wimsesid=--;path=/;HttpOnly")])
        if profile == "entry" and not session.logged_in:
            return Answer("", 302, headers=[("Location", f"/web/guest/{language}/websys/webArch/authForm.cgi")])
        if request.method == "POST":
            self.check_post(request, session)
        handler = self.routes().get((request.method, page))
        if handler is None:
            return self.lost(request)
        if session.logged_in and not request.header("referer") and "mainFrame" not in page:
            self.wrong(f"no Referer at {page}")
        with self.lock:
            body = handler(request, session)
        if isinstance(body, str):
            body = Answer(self.stamp(body, request, session))
        elif isinstance(body.body, str):
            body.body = self.stamp(body.body, request, session)
        return self.with_cookies(body) if not session.logged_in else body

    def lost(self, request):
        if request.method == "POST":
            self.wrong(f"posted to {request.path}, which nothing on any page names")
        return Answer("<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>", 404)

    def with_cookies(self, answer):
        answer = answer if isinstance(answer, Answer) else Answer(answer)
        answer.headers += [("Set-Cookie", "cookieOnOffChecker=on; path=/"),
                           ("Set-Cookie", "risessionid=%015d;HttpOnly" % self.random.randrange(10**15)),
                           ("Set-Cookie", "wimsesid=--;path=/;HttpOnly")]
        return answer

    def session_of(self, request):
        ident = request.cookies.get("wimsesid", "--")
        if ident in self.sessions:
            return self.sessions[ident]
        return self.guests.setdefault("--", Session("--"))

    def stamp(self, page, request, session):
        """Puts the page's token in, and remembers the page by it."""
        if self.token_per_page or session.token is None:
            session.token = str(self.random.randrange(10**8, 2 * 10**9))
        page = page.replace("@TOKEN@", session.token)
        session.tokens.setdefault(session.token, []).append((request.path, page))
        return page

    # ---- session rules

    def login(self, request, session):
        self.logins += 1
        language = session.memory["language"]
        if request.method != "POST":
            self.wrong("login.cgi was not posted to")
        if request.cookies.get("cookieOnOffChecker") != "on":
            self.wrong("login without the cookie test's cookie")
            return "<html><body class='errorMessage'>Enable cookies in the browser.</body></html>"
        self.check_post(request, session)
        names = [name for name, _ in request.fields]
        if names != ["wimToken", "userid_work", "userid", "password_work", "password", "open"]:
            self.wrong(f"login form's fields: {names}")
        if request.field("userid_work") or request.field("password_work"):
            self.wrong("the login form's typed inputs were sent")
        decode = lambda name: base64.b64decode(request.field(name, ""), validate=True).decode()
        if (decode("userid"), decode("password")) != (self.admin, self.password):
            return self.login_page(request, session, failed=True)
        ident = str(self.random.randrange(10**8, 10**9))
        self.sessions[ident] = Session(ident, logged_in=True)
        return Answer("", 302, headers=[("Location", f"/web/entry/{language}/websys/webArch/mainFrame.cgi"),
                                        ("Set-Cookie", "wimsesid=--;path=/;HttpOnly"),
                                        ("Set-Cookie", f"wimsesid={ident};path=/;HttpOnly"),
                                        ("Set-Cookie", "risessionid=066124883298009;HttpOnly")])

    def check_post(self, request, session):
        where = request.path.rsplit("/", 1)[1]
        token = request.field("wimToken") or dict(request.query).get("wimToken")
        if request.header("cookie") is None or request.cookies.get("cookieOnOffChecker") != "on":
            self.wrong(f"{where}: no cookieOnOffChecker cookie")
        referer = urlsplit(request.header("referer", ""))
        if not referer.path:
            self.wrong(f"{where}: no Referer")
        elif f"{referer.scheme}://{referer.netloc}" != self.address:
            self.wrong(f"{where}: foreign Referer {referer.netloc}")
        if token not in session.tokens:
            self.wrong(f"{where}: token {token!r} belongs to no page of this session")
        elif referer.path and referer.path not in [path for path, _ in session.tokens[token]]:
            self.wrong(f"{where}: the token is of {session.tokens[token][-1][0]}, the Referer says {referer.path}")
        kind = request.header("content-type", "")
        if not kind.startswith("application/x-www-form-urlencoded"):
            self.wrong(f"{where}: content type {kind!r}")

    def page_of(self, request, session):
        """The page whose form is posted here: the last one served under the request's token at the Referer's path."""
        referer = urlsplit(request.header("referer", "")).path
        pages = session.tokens.get(request.field("wimToken"), [])
        return next((page for path, page in reversed(pages) if path == referer), "")

    def expect_form(self, request, session, form, free=(), optional=(), enabled=(), disabled=(), changed=None, added=()):
        """Compares the post with the form we served; `changed` values and `added` pairs must come so."""
        expected = successful(self.page_of(request, session), form, enabled, disabled)
        expected = [(n, (changed or {}).get(n, v)) for n, v in expected]
        if found := differences(request.fields, expected, free, optional, added):
            self.wrong(f"{request.path.rsplit('/', 1)[1]}: {found}")

    # ---- what subclasses write

    def root(self):
        language = self.languages[0]
        return fill("""<html><head><title>Web Image Monitor</title>
<meta http-equiv="refresh" content="5; URL=/web/guest/{{l}}/websys/webArch/message.cgi?messageID=MSG_JAVASCRIPTOFF&amp;buttonURL=/../../../">
<script language="javascript"><!--
function jumpPage(){ self.document.cookie="cookieOnOffChecker=on; path=/"; location.href="/web/guest/{{l}}/websys/webArch/mainFrame.cgi"; }
// --></script></head><body onLoad="jumpPage()"></body></html>""", l=language)

    def static(self, path):
        return None

    def routes(self):
        raise NotImplementedError

    def login_page(self, request, session, failed=False):
        raise NotImplementedError
