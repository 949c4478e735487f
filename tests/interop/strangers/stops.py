"""Spoilt printers: pages from which the evidence was taken, or on which it points two ways or out of the house.

The driver must end with a Problem of a fitting name, save nothing, post nowhere that no page named, and log out.
"""

from forms import Control
from visit import SENDER, SERVER, Visit

# A plain page, so that what is spoilt is all that is odd.
PLAIN = {
    "age": "2012", "tag case": "lower", "quoting": '"', "rows": "bullet", "heading": "becfe6", "radio text": "after", "label split": "no", "help icon": "none", "required mark": "", "reveal": "always",
    "method control": "radio", "filled by script": "False", "native submit": "False", "button style": "input button", "start style": "input button", "width": "as is",
    "person": "straight", "foreign default": "False", "scheme": "http", "colon": "cell", "gmail option": "False", "confirm()": "False", "after save": "list",
    "submit style": "plain", "decoy buttons": "False", "broken onload": "False", "validates": "False", "buttons": "bottom", "form action": "none", "link style": "anchor",
    "decoys": "none", "code style": "bold", "not yet": "same page", "hop before e-mail page": "False", "unclosed tags": "False",
}
EVIL = "https://microsoft.com.login.example/devicelogin"


def again(key):
    """The same row once more, with another field."""
    def change(builder, row):
        control = Control("text", key + "2", "other@old.example")
        return row + builder.rows.row(builder.words(key), builder.rows.input(control))
    return change


def second_start(builder, row):
    html, _ = builder.scripts.button(builder.words("start"), "startOther()", "Other", style="input button")
    return row.replace("<input", html + "<input", 1)


def without_handler(printer, html):
    return html.replace(f'onclick="{printer.apply_name}();"', "").replace(f"onclick='{printer.apply_name}();'", "").replace(f"onclick={printer.apply_name}();", "")


def read_only(printer, html):
    for kind in ("text", "radio", "password", "checkbox"):
        for quote in ('"', "'", ""):
            html = html.replace(f"type={quote}{kind}{quote}", f"type={quote}{kind}{quote} disabled")
    return html.replace("<select", "<select disabled").replace("<SELECT", "<SELECT disabled").replace("<Select", "<Select disabled").replace("<textarea", "<textarea disabled")


def two_codes(printer, html):
    code = printer.grant["code"]
    return html.replace(f"<b>{code}</b>", f"<b>{code}</b> <b>{code[::-1]}</b>")


def no_code(printer, html):
    return html.replace(printer.grant["code"], "")


FIELD = {"printer.field_not_found"}
CLICK = {"printer.click_not_understood", "printer.script_out_of_bounds"}
OWN_PAGE = {"code screen": "own page"}

CASES = {
    # name: (what is spoilt, dimensions, the Problems that fit)
    "no row for the sending method": ({"row:method": lambda builder, row: ""}, {}, FIELD | {"printer.no_oauth_option"}),
    "no OAuth option": ({"no oauth option": True}, {}, {"printer.no_oauth_option"}),
    "two administrator addresses": ({"row:admin": again("admin")}, {}, FIELD),
    "two authentication addresses": ({"row:address": again("address")}, {}, FIELD),
    "no authentication address": ({"row:address": lambda builder, row: ""}, {}, FIELD),
    "two start buttons": ({"row:oauth": second_start}, {}, FIELD | CLICK),
    "an OK that does nothing": ({"mail": without_handler}, {}, FIELD | CLICK),
    "an OK whose target is unknown": ({"apply": "  document.forms[0].action = targetFromNowhere();\n"}, {}, CLICK),
    "an OK that never ends": ({"apply": "  while (true) { }\n"}, {}, CLICK),
    "an OK that leaves the house": ({"apply": '  location.href = "http://elsewhere.example/setMail.cgi"; return;\n'}, {}, CLICK | {"printer.foreign_redirect"}),
    "an OK that sends the form elsewhere": ({"apply": '  var f0 = document.forms[document.forms.length > 1 ? 1 : 0]; f0 = document.getElementsByTagName("form")[0]; f0.action = "http://elsewhere.example/x.cgi"; f0.method = "post"; f0.submit(); return;\n'}, {}, CLICK | {"printer.foreign_redirect"}),
    "a read-only page": ({"mail": read_only}, {}, {"printer.read_only", "printer.no_mail_rights"}),
    "no link to the e-mail page": ({"list": lambda links: [link for link in links if "ail" not in link[0] or "otif" in link[0]][:0] + [links[0], links[1]]}, {"mail in other sections": "False"}, FIELD | {"printer.no_mail_rights"}),
    "two links to the e-mail page": ({"list": lambda links: links + [(links[3][0], links[3][1].replace(".cgi", "2.cgi"))]}, {"list link": "href"}, FIELD),
    "an entry page that leads to another host": ({"root": '<html><head><script>location.href="http://elsewhere.example/web/guest/ja/websys/webArch/mainFrame.cgi";</script></head></html>'}, {}, {"printer.foreign_redirect", "printer.not_web_image_monitor"}),
    "a login that leads to another host": ({"login location": "http://elsewhere.example/web/entry/ja/websys/webArch/mainFrame.cgi"}, {}, {"printer.foreign_redirect"}),
}

# On the code screen the driver does not stop: it shows what is certain and lets the person decide.
SHOWN = {
    "a link to another host": ({"link": EVIL}, OWN_PAGE, lambda event, code: event.get("user_code") == code and event.get("verification_uri") == "https://microsoft.com/devicelogin" and EVIL.split("/")[2] in str(event.get("refused_link"))),
    "a link to another host, in JSON": ({"link": EVIL}, {"code screen": "xhr json"}, lambda event, code: event.get("user_code") == code and "microsoft.com.login" not in event.get("verification_uri", "")),
    "two codes": ({"code": two_codes}, OWN_PAGE, lambda event, code: event.get("user_code") is None and set(event.get("candidates") or []) == {code, code[::-1]}),
    "no code": ({"code": no_code}, OWN_PAGE, lambda event, code: event.get("user_code") is None),
}

SEEDS = (1000,)


def cases():
    return [(name, seed) for name in (*CASES, *SHOWN) for seed in SEEDS]


class Spoilt(Visit):
    """A person who goes on as ever, or one who looks at the code and goes away."""

    goes_on = True

    def code_shown(self, process, event, codes):
        self.shown = event
        self.code = (self.printer.grant or {}).get("code")
        if self.goes_on:
            super().code_shown(process, event, codes)
        else:
            self.say(process, "cancel")


def check(program, pem, case):
    """None if the driver did right, else a sentence."""
    name, seed = case
    override, dimensions, fitting = CASES.get(name) or SHOWN[name]
    visit = Spoilt(program, seed, pem, dict(PLAIN, **dimensions), override)
    visit.goes_on = name in CASES
    try:
        code, events = visit.run("onboard", "--sender", SENDER, "--smtp-server", SERVER, "--yes")
    finally:
        visit.wire.close()
    printer = visit.printer
    last = events[-1] if events else {}
    wrong = list(visit.failures)
    if name in CASES:
        if code != 1 or last.get("code") not in fitting:
            wrong.append(f"exit {code}, {visit.problem(events)}; wanted {sorted(fitting)}")
    elif not hasattr(visit, "shown"):
        wrong.append(f"no code shown: exit {code}, {visit.problem(events)}")
    elif not fitting(visit.shown, visit.code):
        wrong.append(f"shown {visit.shown}")
    if printer.saves:
        wrong.append("something was saved")
    if printer.violations:
        wrong.append("; ".join(printer.violations[:3]))
    if printer.session is not None:
        wrong.append("not logged out")
    if printer.logins > 1:
        wrong.append(f"{printer.logins} logins")
    return f"{name} (seed {seed}): " + "; ".join(wrong) if wrong else None
