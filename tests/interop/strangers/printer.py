"""One stranger: a virtual printer drawn from a seed. It keeps its state, answers requests, and writes down every
deviation of its visitor from what a person with a browser would have sent."""

import base64
import threading
import urllib.parse
from dataclasses import dataclass, field

from codescreen import CodeScreen
from dice import Dice
from forms import Control, Deed
from mailpage import MailPage
from markup import Markup
from scripts import Scripts
from shell import Shell
from words import Words

ADMIN, PASSWORD = "admin", "pa+ss/wörd=1"
FIXED = {"port": "587", "ssl": "starttls", "smtp_auth": True, "imap4": "993"}


@dataclass
class Urls:
    folder: str
    mail: str
    set: str
    oauth: str
    check: str
    hop: str
    config: str
    method_name: str


@dataclass
class Reply:
    body: str = ""
    status: int = 200
    headers: list = field(default_factory=list)
    kind: str = "text/html"
    then: object = None


class Printer:
    def __init__(self, seed, fixed=None, override=None):
        dice = self.dice = Dice(seed, fixed)
        self.override = dict(override or {})
        pick, chance = dice.pick, dice.chance
        self.language = pick("language", "ja", "ja", "en")
        self.languages = {"ja": [["ja", "en"], ["ja"]], "en": [["en", "it"], ["en"], ["en", "ja"]]}[self.language]
        self.languages = self.languages[dice.number("languages", 0, len(self.languages) - 1)]
        self.foreign_default = chance("foreign default", 12) and "it" in self.languages
        self.default_language = "it" if self.foreign_default else self.language
        self.charset = pick("charset", "utf-8 header and meta", "utf-8 header", "utf-8 meta", "utf-8 nowhere", "shift_jis header", "shift_jis meta", "euc-jp header", "euc-jp meta", "double meta") \
            if self.language == "ja" and self.languages == ["ja"] else pick("charset", "utf-8 header and meta", "utf-8 header", "utf-8 meta", "utf-8 nowhere", "double meta")
        self.model = pick("model", "IM C3000", "MP C4504", "IM 550", "MP C2011", "Pro C5300S")
        self.host_name = "RNP" + dice.text("host", "0123456789ABCDEF", 12)
        self.markup = Markup(dice)
        self.scripts = Scripts(dice, self.markup)
        self.words = Words(dice, self.language)
        self.apply_name = pick("apply name", "Apply", "fnOK", "doSet", "submitPage", "onOk")
        self.urls = self.draw_urls()
        self.shell = Shell(self)
        self.screen = CodeScreen(self)
        self.mail_page = MailPage(self)
        self.token_rule = pick("token rule", "one per page", "one per session")
        self.cookie_style = pick("cookies", "plain", "no space", "reset first", "with path web", "extra cookie")
        self.login_location = pick("login location", "full", "path", "relative")
        self.after_save = pick("after save", "list", "mail page", "done page", "wait page", "confirm page", "hop", "reboot") if not self.scripts.confirm else "list"
        self.strict_referer = chance("strict referer", 80)
        self.start_hop = self.screen.kind == "own page hops"
        self.origin = ""
        self.lock = threading.RLock()
        self.pending, self.expecting, self.violations, self.notes, self.log = [], {}, [], [], []
        self.counter = 0
        self.keep = None            # what was asked and answered, when somebody wants to read it
        self.session = None         # the value of wimsesid
        self.session_token = dice.token("session token")
        self.draft = None
        self.logins = self.logouts = 0
        self.grant = None           # {"code": …, "signed_in": bool}
        self.confirmed = None
        self.saves = 0
        self.reboot = None          # set by the wire: closes the door for a while
        self.stored = {
            "method": "password", "server": pick("old server", "mail.example.com", "", "192.0.2.25"), "port": pick("old port", "25", "465"),
            "ssl": pick("old ssl", "off", "ssl"), "smtp_auth": pick("old auth", True, False), "address": pick("old address", "scan@old.example", ""),
            "user": pick("old user", "scan", ""), "password": "", "imap4": "143", "admin": pick("old admin", "scan@old.example", "boss@old.example"),
            "auto": pick("old auto", False, False, True), "authorised": False, "pop_server": "pop.example.com", "pop_address": "", "pop_user": "popuser",
            "notice_address": "", "subject": "スキャナー 通知" if self.language == "ja" else "It's <a> \"test\" & more", "group_to": "a@example.com",
        }

    def draw_urls(self):
        base = f"/web/entry/{self.language}/websys/"
        folder = base + self.dice.pick("mail folder", "mail/", "config/", "netw/", "email/", "smtpSetting/")
        names = {
            "get/set": ("getMail", "setMail", "getOauth", "setOauth", "mailSkip"), "suffix": ("emailGet", "emailSet", "emailOauthGet", "emailOauthSet", "emailSkip"),
            "numbers": ("dm010", "dm011", "dm020", "dm021", "dm000"), "verbs": ("showMailSetting", "applyMailSetting", "startOauth", "finishOauth", "enterMail"),
            "getMailSetting": ("getMailSetting", "setMailSetting", "getMailAuthorize", "setMailAuthorize", "getMailFirst"),
        }
        get, set_, oauth, check, hop = names[self.dice.pick("cgi names", *names)]
        return Urls(folder, folder + get + ".cgi", folder + set_ + ".cgi", folder + oauth + ".cgi", folder + check + ".cgi", folder + hop + ".cgi",
                    base + "webArch/configList.cgi", get)

    # Help for the page builders --------------------------------------------------------------------------------------

    def absolute(self, path, page_url):
        return urllib.parse.urljoin(page_url, path)

    def urls_path(self, target):
        return target

    def relative_config(self, page_url):
        return self.shell.address(self.urls.config, page_url)

    def count_up(self):
        self.counter += 1
        return self.counter

    def fresh_token(self):
        if self.token_rule == "one per session":
            return self.session_token
        return str(self.dice.stream(f"token{self.count_up()}").randint(10**8, 10**10 - 1))

    def language_of(self, folder):
        return folder.split("/")[3]

    def words_for(self, folder):
        language = self.language_of(folder)
        return self.words if language == self.language else Words(self.dice, language)

    def page(self, title, body, scripts="", onload="", base=""):
        meta = {"utf-8 header and meta": '<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">', "utf-8 meta": '<meta charset="utf-8">',
                "shift_jis meta": '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=Shift_JIS">', "euc-jp meta": '<meta http-equiv=content-type content="text/html;charset=EUC-JP">',
                "double meta": '<meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><meta http-equiv="Content-Type" content="text/html" charset="UTF-8">'}.get(self.charset, "")
        return self.markup.page(title, body, scripts=scripts, onload=onload, charset_meta=meta, base=base)

    @property
    def encoding(self):
        return {"shift_jis": "cp932", "euc-jp": "euc_jp"}.get(self.charset.split()[0], "utf-8")

    def content_type(self, kind):
        if kind != "text/html" or "header" not in self.charset:
            return kind
        name = self.charset.split()[0]
        return f"{kind}; charset={ {'utf-8': 'UTF-8', 'shift_jis': 'Shift_JIS', 'euc-jp': 'EUC-JP'}[name] }"

    # Judging ---------------------------------------------------------------------------------------------------------

    def wrong(self, what):
        self.violations.append(what)

    def expect(self, deeds):
        for deed in deeds:
            known = self.expecting.setdefault(deed.path, [])
            known[:] = [other for other in known if other.name != deed.name] + [deed]

    def arrived(self, url, pairs, headers):
        """Which of the deeds of the pages served this is; None, and a violation, if it is none."""
        deeds = self.expecting.get(url)
        if not deeds:
            self.wrong(f"a POST to {url}, which no page asked for")
            return None
        best = None
        # Of several that look alike, the one whose page is named by the Referer.
        named = headers.get("referer", "").removeprefix(self.origin)
        for deed in sorted(deeds, key=lambda deed: deed.page_url != named):
            got = [(name, "*" if deed.own.get("submit") == "image" and name in ("x", "y") else value) for name, value in pairs]
            difference = deed.differences(got, self.mail_page.mode_of)
            if difference is None:
                best = deed
                break
            # With several deeds at one address the one that the script's own marks name is meant.
            meant = all(pair in pairs for pair in list(deed.sets.items()) + [add for add in deed.adds if add[1] != "*"]) and (deed.exact is None or deed.exact[0] in pairs)
            if best is None or (meant and best[1] is False):
                best = (deed, meant, difference)
        if isinstance(best, tuple):
            deed, _, difference = best
            self.wrong(f"{deed.name} to {url}: {difference}")
            best = deed
        referer = headers.get("referer", "")
        if self.strict_referer and referer.removeprefix(self.origin) != best.page_url:
            self.wrong(f"{best.name}: Referer {referer!r} instead of {self.origin + best.page_url!r}")
        if best.ajax and headers.get("x-requested-with") != "XMLHttpRequest":
            self.wrong(f"{best.name}: no X-Requested-With")
        return best

    # Requests --------------------------------------------------------------------------------------------------------

    def handle(self, method, target, headers, body):
        url = urllib.parse.urlsplit(target)
        path, query = url.path, dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
        cookies = dict(part.strip().split("=", 1) for part in headers.get("cookie", "").split(";") if "=" in part)
        pairs = []
        if body:
            # A script's encodeURIComponent knows only UTF-8; a form is sent in the page's charset.
            encoding = "utf-8" if "x-requested-with" in headers else self.encoding
            try:
                pairs = urllib.parse.parse_qsl(body.decode("ascii"), keep_blank_values=True, encoding=encoding, errors="strict")
            except UnicodeDecodeError as error:
                self.wrong(f"{target}: the body is not in its charset ({error})")
        self.log.append(f"{method} {target}")
        with self.lock:
            reply = self.route(method, path, target, query, pairs, cookies, headers)
            if self.keep is not None:
                self.keep.append((method, target, pairs, reply))
            self.expect(self.pending)
            self.pending.clear()
            return reply

    def route(self, method, path, target, query, pairs, cookies, headers):
        if path == "/" and "root" in self.override:
            return Reply(self.override["root"])
        if path == "/":
            html, location = self.shell.root()
            return Reply(html) if html else Reply(status=302, headers=[("Location", location)])
        if path == self.scripts.external_path().partition("?")[0]:
            return Reply(self.scripts.library(), kind="application/x-javascript")
        parts = path.split("/")
        if len(parts) < 5 or parts[1] != "web" or parts[3] not in self.languages:
            return self.missing(method, target)
        profile, folder = parts[2], "/".join(parts[:5]) + "/webArch/"
        name = parts[-1]
        extra = [("Set-Cookie", "cookieOnOffChecker=on; path=/")] if profile == "guest" else []
        if name == "logout.cgi" and method == "GET":
            if self.session and cookies.get("wimsesid") == self.session:
                self.logouts += 1
            self.session = None
            self.draft = None
            return Reply(status=302, headers=[("Location", f"/web/guest/{parts[3]}/websys/webArch/mainFrame.cgi"), ("Set-Cookie", "wimsesid=--;path=/")])
        if profile == "guest" or name in ("authForm.cgi", "login.cgi"):
            reply = self.guest(method, name, folder, target, query, pairs, cookies, headers)
            if reply:
                reply.headers += extra
                return reply
        if not self.session or cookies.get("wimsesid") != self.session:
            self.notes.append(f"{method} {target} without a session")
            return self.auth_form(folder, folder + "authForm.cgi")
        if self.cookie_style == "extra cookie" and cookies.get("ricohview") != "a1":
            self.wrong(f"{target}: the cookie ricohview is missing")
        return self.entry(method, path, name, folder, target, query, pairs, headers)

    def missing(self, method, target):
        if method == "POST":
            self.wrong(f"a POST to the unknown address {target}")
        else:
            self.notes.append(f"GET of the unknown address {target}")
        return Reply("<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>", status=404)

    # Login -----------------------------------------------------------------------------------------------------------

    def guest(self, method, name, folder, target, query, pairs, cookies, headers):
        if name == "mainFrame.cgi":
            return Reply(self.shell.main_frame(folder, "guest"))
        if name == "header.cgi":
            return Reply(self.shell.header(folder, "guest"))
        if name == "topPage.cgi":
            return Reply(self.shell.top_page(folder, "guest"))
        if name in ("inner.cgi", "menu.cgi"):
            return Reply(self.shell.inner_frame(folder) if name == "inner.cgi" else self.shell.menu(folder, "guest"))
        if name == "authForm.cgi":
            if method == "POST":
                self.arrived(target, pairs, headers)
                return self.auth_form(folder, target, final=True)
            return self.auth_form(folder, target, final=not self.shell.auth_hop)
        if name == "login.cgi":
            return self.login(folder, target, pairs, cookies, headers)
        if name == "configuration.cgi":
            return Reply(self.page("Status", "<dl><dt>Model Name</dt><dd>:&nbsp;" + self.model + "</dd><dt>Machine ID</dt><dd>:&nbsp;3089RA10234</dd></dl>"))
        if name == "message.cgi":
            self.wrong("followed the meta refresh to message.cgi")
        return self.missing(method, target) if method == "POST" or name == "message.cgi" else None

    def auth_form(self, folder, target, final=True):
        token = self.fresh_token()
        if not final:
            self.pending.append(Deed(target.partition("?")[0], [Control("hidden", "wimToken", token), Control("hidden", "open", "")], "login hop", target))
            return Reply(self.page("Login", f'<form name="form1" method="post" action="authForm.cgi"><input type="hidden" name="wimToken" value="{token}"><input type="hidden" name="open" value=""></form>',
                                   onload="document.form1.submit()"))
        m = self.markup
        rows = "".join(m.tag("tr") + m.wrap("td", label) + m.wrap("td", control) + m.end("tr") for label, control in [
            ("User", m.tag("input", void=True, type="text", name="userid_work", value="")), ("Password", m.tag("input", void=True, type="password", name="password_work", value=""))])
        hidden = lambda name, value="": f'<input type="hidden" name="{name}" value="{value}">'
        body = (f'<form name="form1" method="post" action="login.cgi">{hidden("wimToken", token)}{m.tag("table")}{rows}{hidden("userid")}{hidden("password")}{hidden("open")}'
                f'</{m.case("table")}><input type="button" value="Login" onclick="doLogin()"></form>')
        # The order on the wire is that of the verified script, which every known client sends.
        self.login_form = (token, target)
        return Reply(self.page("Web Image Monitor", body, scripts=m.script("function doLogin() { var f = document.form1; f.userid.value = encode64(f.userid_work.value); f.userid_work.value = ''; "
                                                                     "f.password.value = encode64(f.password_work.value); f.password_work.value = ''; f.submit(); }")),
                     headers=[("Set-Cookie", "risessionid=066124883298009;HttpOnly")])

    def login(self, folder, target, pairs, cookies, headers):
        self.logins += 1
        sent = dict(pairs)
        token, page_url = getattr(self, "login_form", ("", ""))
        if cookies.get("cookieOnOffChecker") != "on":
            self.wrong("login without cookieOnOffChecker")
            return Reply("<html><body>Enable cookies in the browser.</body></html>")
        if sorted(sent) != sorted(("wimToken", "userid_work", "userid", "password_work", "password", "open")) or len(pairs) != 6:
            self.wrong(f"login with the fields {[name for name, _ in pairs]}")
        if sent.get("wimToken") != token:
            self.wrong("login with another page's token")
        if sent.get("userid_work") or sent.get("password_work"):
            self.wrong("login sends the work fields")
        if not headers.get("referer", "").endswith(page_url):
            self.wrong(f"login: Referer {headers.get('referer')!r}")
        right = (base64.b64encode(ADMIN.encode()).decode(), base64.b64encode(PASSWORD.encode()).decode())
        if (sent.get("userid"), sent.get("password")) != right:
            return Reply(self.page("Login", "Authentication has failed."))
        self.session = str(self.dice.stream(f"session{self.logins}").randint(10**8, 10**9))
        entry = f"/web/entry/{folder.split('/')[3]}/websys/webArch/mainFrame.cgi"
        if "login location" in self.override:
            return Reply(status=302, headers=[("Location", self.override["login location"]), ("Set-Cookie", f"wimsesid={self.session};path=/")])
        location = {"full": self.origin + entry, "path": entry, "relative": "../../../../entry/" + folder.split("/")[3] + "/websys/webArch/mainFrame.cgi"}[self.login_location]
        cookie = {
            "plain": [f"wimsesid={self.session}; path=/; HttpOnly"], "no space": [f"wimsesid={self.session};path=/;HttpOnly"],
            "reset first": ["wimsesid=--;path=/", f"wimsesid={self.session};path=/;HttpOnly", "wimsesid=--;path=/web/guest"],
            "with path web": [f"wimsesid={self.session};path=/web/", f"risessionid={self.session}1"],
            "extra cookie": [f"wimsesid={self.session};path=/;HttpOnly", "ricohview=a1; Path=/web/entry"],
        }[self.cookie_style]
        return Reply(status=302, headers=[("Location", location)] + [("Set-Cookie", line) for line in cookie])

    # Logged in -------------------------------------------------------------------------------------------------------

    def entry(self, method, path, name, folder, target, query, pairs, headers):
        u = self.urls
        if method == "POST":
            if path in ("/".join(folder.split("/")[:-1]) + "/configList.cgi", u.config) and target in self.expecting:
                self.arrived(target, pairs, headers)
                return Reply(self.shell.config_list(path))
            if path in (u.mail, u.hop) and target in self.expecting and self.expecting[target][-1].name == "menu":
                self.arrived(target, pairs, headers)
                return self.enter(path)
            return self.post(path, target, pairs, headers)
        if name == "mainFrame.cgi":
            return Reply(self.shell.main_frame(folder, "entry"))
        if name == "header.cgi":
            return Reply(self.shell.header(folder, "entry"))
        if name == "topPage.cgi":
            return Reply(self.shell.top_page(folder, "entry"))
        if name in ("inner.cgi", "menu.cgi"):
            return Reply(self.shell.inner_frame(folder) if name == "inner.cgi" else self.shell.menu(folder, "entry"))
        if name == "configuration.cgi":
            return self.guest(method, name, folder, target, query, pairs, {}, headers)
        if path == u.config:
            return Reply(self.shell.config_list(path))
        if path == u.hop:
            return self.enter(path)
        if path == u.mail:
            if not query.get("exec") and query.get("keep") != "1":
                self.draft = None
            return self.show_mail(target)
        if path == u.oauth and self.screen.kind == "popup get" and query.get("exec") == "start":
            self.begin_grant()
            return self.show_code(target)
        if path == u.oauth and self.grant and self.screen.kind in ("self refresh", "own page", "own page hops", "popup post", "iframe", "popup get"):
            return self.show_code(target)
        if path == u.set:
            self.wrong(f"a GET of {target}, which changes things")
        return self.missing(method, target)

    def enter(self, path):
        if path == self.urls.hop:
            return self.hop(path, self.urls.mail, "enter")
        self.draft = None
        return self.show_mail(path)

    def hop(self, page_url, target, name):
        """An almost empty page whose script posts itself on at once."""
        token = self.fresh_token()
        self.pending.append(Deed(target, [Control("hidden", "wimToken", token), Control("hidden", "wayTo", target.rsplit("/", 1)[-1])], "hop:" + name, page_url))
        short = target.rsplit("/", 1)[-1]
        style = self.dice.pick("hop style", "onload function", "onload submit", "script at end")
        form = (f'<form name="mainForm"><input type="hidden" name="wimToken" value="{token}"><input type="hidden" name="wayTo" value="{short}"></form>')
        if style == "onload submit":
            form = form.replace('name="mainForm"', f'name="mainForm" method="post" action="{short}"')
            return Reply(self.page("", form, onload="document.mainForm.submit();"))
        code = f'function pageSkip() {{ var f = document.mainForm; f.action = f.wayTo.value; f.method = "post"; f.target = "_self"; f.submit(); }}'
        if style == "script at end":
            return Reply(self.page("", form + self.markup.script(code + "\npageSkip();")))
        return Reply(self.page("", form, scripts=self.markup.script(code + "\nfunction baseInit() {}"), onload="baseInit();pageSkip();"))

    def show_mail(self, target):
        state = self.draft or dict(self.stored)
        html, deeds = self.mail_page.build(state, self.fresh_token(), target)
        self.pages_served = getattr(self, "pages_served", 0) + 1
        if self.override.get("mail"):
            html = self.override["mail"](self, html)
        self.pending += deeds
        return Reply(html)

    def show_code(self, target, message=""):
        html, deeds = self.screen.page(self.fresh_token(), target, self.grant["code"], message)
        if self.override.get("code"):
            html = self.override["code"](self, html)
        self.pending += deeds
        return Reply(html)

    def post(self, path, target, pairs, headers):
        u, screen = self.urls, self.screen
        deed = self.arrived(target, pairs, headers)
        if deed is None:
            return Reply(self.page("Error", '<input type="hidden" name="returnValue" value="BADFLOW">BADFLOW'))
        name = deed.name
        if name == "hop:enter":
            return self.show_mail(target)
        if name == "hop:code":
            return self.show_code(target)
        if name == "hop:back":
            return self.show_mail(target)
        if name == "hop:saved":
            return self.show_mail(target)
        if name == "confirm":
            self.store(self.confirmed)
            return self.saved(target)
        if name in ("save", "refresh", "start"):
            state = dict(self.draft or self.stored)
            state.update(self.mail_page.decode(pairs))
        if name == "save":
            if self.after_save == "confirm page":
                self.confirmed = state
                return self.confirm(target)
            self.store(state)
            return self.saved(target)
        if name == "refresh":
            self.draft = state
            return self.show_mail(target)
        if name == "start":
            if not screen.xhr or screen.serialise == "whole form":
                self.draft = state
                if state["method"] != "oauth":
                    self.wrong("the authorisation was started while the page said password")
                if not state["address"]:
                    self.wrong("the authorisation was started without an authentication address")
            self.begin_grant()
            if screen.xhr:
                kind, text = screen.fragment(self.grant["code"])
                return Reply(text, kind=kind)
            return self.hop(target, u.check if False else u.oauth, "code") if self.start_hop else self.show_code(target)
        if name == "check":
            return self.check(target)
        self.wrong(f"the deed {name} at {target}")
        return self.missing("POST", target)

    # The grant -------------------------------------------------------------------------------------------------------

    def begin_grant(self):
        letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
        number = self.count_up()
        stream = self.dice.stream(f"code{number}")
        code = "".join(stream.choice(letters) for _ in range(7))
        self.grant = {"code": code[:4] + "K7" + code[4:], "signed_in": False}

    def sign_in(self, code):
        """What a person at Microsoft's page does."""
        with self.lock:
            if self.grant and self.grant["code"] == code:
                self.grant["signed_in"] = True
                return True
            return False

    def check(self, target):
        screen = self.screen
        if not self.grant:
            self.wrong("[OK] on a code screen that is not open")
            return self.show_mail(self.urls.mail)
        granted = self.grant["signed_in"]
        if screen.xhr:
            if granted:
                self.authorised()
                return Reply('{"result":"OK"}' if screen.kind == "xhr json" else "[OK]", kind="text/plain")
            return Reply('{"result":"NG_PENDING"}' if screen.kind == "xhr json" else "[12]", kind="text/plain")
        if not granted:
            message = self.words("not_yet")
            if screen.not_yet == "error page":
                back = self.urls.oauth.rsplit("/", 1)[-1]
                return Reply(self.page("Error", '<table><tr><td><img src="/images/messageIconE.gif"></td></tr><tr class="responseMessage"><td>' + message
                                       + f'</td></tr></table><input type="button" value="OK" onclick="location.href=\'{back}\'">').replace("<body", '<body class="errorMessage"'))
            return self.show_code(target, message)
        self.authorised()
        if screen.kind in ("popup get", "popup post"):
            return Reply(self.page("", "", onload="opener.authDone();window.close();"))
        if screen.kind == "iframe":
            return Reply(self.page("", "", onload="parent.authDone();"))
        if screen.kind == "own page hops":
            return self.hop(target, self.urls.mail, "back")
        return self.show_mail(target)

    def authorised(self):
        self.draft = dict(self.draft or self.stored)
        self.draft["authorised"] = True
        self.grant = None
        self.token_granted = True

    # Saving ----------------------------------------------------------------------------------------------------------

    def store(self, state):
        self.saves += 1
        state = dict(state)
        if getattr(self, "token_granted", False) and state["method"] == "oauth":
            state["authorised"] = True
        if state["method"] == "oauth":
            state.update(FIXED)
        self.stored = state
        self.draft = None

    def confirm(self, target):
        token = self.fresh_token()
        path = self.urls.set
        controls = [Control("hidden", "wimToken", token), Control("hidden", "confirmed", "1")]
        self.pending.append(Deed(path, controls, "confirm", target))
        short = path.rsplit("/", 1)[-1]
        ok = f'<a href="javascript:document.mainForm.submit()">{self.words("ok")}</a>'
        cancel = f'<a href="{self.urls.mail.rsplit("/", 1)[-1]}">{self.words("cancel")}</a>'
        return Reply(self.page("", f'<form name="mainForm" method="post" action="{short}"><input type="hidden" name="wimToken" value="{token}"><input type="hidden" name="confirmed" value="1"></form>'
                                   f'<table><tr class="responseMessage"><td>{self.words("confirm")}</td></tr></table>{ok}&nbsp;{cancel}'))

    def saved(self, target):
        match self.after_save:
            case "mail page":
                return self.show_mail(target)
            case "done page" | "confirm page":
                return Reply(self.page("", f'<table><tr class="responseMessage"><td>{self.words("saved")}</td></tr></table>'
                                           f'<input type="button" value="OK" onclick="location.href=\'{self.shell.address(self.urls.config, target)}\'">'))
            case "wait page":
                mail = self.urls.mail.rsplit("/", 1)[-1]
                return Reply(self.page("", self.words("wait"), base=f'<meta http-equiv="refresh" content="1;url={mail}">'))
            case "hop":
                return self.hop(target, self.urls.mail, "saved")
            case "reboot":
                return Reply(self.page("", self.words("wait")), then=self.reboot)
            case _:
                return Reply(self.shell.config_list(self.urls.config))
