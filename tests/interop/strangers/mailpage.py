"""The e-mail settings page: this printer's fields in its sections, what its buttons send, and what may come back."""

from forms import Control, Deed
from names import STYLES, VALUES
from rows import Rows

POP_KEYS = ("pop_protocol", "pop_server", "pop_user")


class MailPage:
    def __init__(self, printer):
        self.printer = printer
        dice = self.dice = printer.dice
        pick, chance = dice.pick, dice.chance
        self.names = STYLES[pick("field names", *STYLES)]
        self.values = pick("values", 0, 1, 2, 3)
        self.values = VALUES[self.values]
        self.reveal = pick("reveal", "always", "repost", "repost", "script disable", "script display")
        self.fixed = pick("fixed rows", "disabled", "text", "absent", "readonly", "hidden and text")
        self.method_kind = pick("method control", "radio", "radio", "select")
        self.bool_kind = pick("on/off control", "radio", "radio", "select")
        self.ssl_kind = pick("ssl control", "radio", "select")
        self.auto_kind = pick("auto sender control", "radio", "radio", "checkbox", "select")
        self.password_kind = pick("password control", "empty", "stars", "work pair", "change button")
        self.gmail = chance("gmail option", 15)
        self.imap = pick("imap4 row", "smtp section", "smtp section", "pop section", "absent")
        self.order = pick("section order", "method smtp pop notice admin", "admin method smtp pop notice", "method pop smtp notice admin",
                          "notice method smtp admin pop", "admin+method smtp notice pop")
        self.one_cgi = chance("one cgi", 30)
        self.form_action = pick("form action", "none", "none", "#", "get page", "wrong")
        self.form_place = pick("form place", "around", "around", "between rows", "never closed")
        self.buttons_place = pick("buttons", "bottom", "bottom", "top and bottom", "top")
        if printer.scripts.button_style == "listener" and self.buttons_place == "top and bottom":
            # Two buttons of one name whose listeners cannot be compared: the driver stops there, and may.
            self.buttons_place = "bottom"
        self.extra_hidden = pick("hidden between", "start", "between rows", "end")
        self.outs = chance("out pairs", 40)
        self.status_place = pick("status", "after", "span", "cell", "font", "nbsp")
        self.by_script = chance("filled by script", 6)
        self.native_save = pick("native submit", False, False, False, False, "submit", "image", "submit named")
        self.form_name = pick("form name", "mainForm", "mainForm", "form1", "frmMail", "F")
        self.help_form = pick("help form", "first", "none", "last")
        self.get_url, self.set_url, self.oauth_url = printer.urls.mail, printer.urls.set, printer.urls.oauth
        self.decoy_buttons = chance("decoy buttons", 40)

    # The choices' texts ----------------------------------------------------------------------------------------------

    def mode_of(self, posted):
        """The sending method in what was posted."""
        values = posted.get(self.names["method"])
        return None if not values else ("oauth" if values[-1] == self.values["method"][1] else "password")

    def decode(self, pairs):
        """What the posted form says of the settings."""
        posted = {}
        for name, value in pairs:
            posted.setdefault(name, []).append(value)
        result = {}
        names, values = self.names, self.values
        for key in ("server", "port", "address", "user", "imap4", "admin"):
            if names[key] in posted:
                result[key] = posted[names[key]][-1]
        if names["method"] in posted:
            result["method"] = self.mode_of(posted)
        for key in ("smtp_auth", "auto"):
            if names[key] in posted:
                result[key] = posted[names[key]][-1] == values["bool"][0]
        if self.auto_kind == "checkbox":
            result["auto"] = names["auto"] in posted
        if names["ssl"] in posted and posted[names["ssl"]][-1] in values["ssl"]:
            result["ssl"] = ("off", "ssl", "starttls")[values["ssl"].index(posted[names["ssl"]][-1])]
        return result

    # The page --------------------------------------------------------------------------------------------------------

    def build(self, state, token, page_url):
        """(html, deeds) for these values; `state` is what is stored, or the unsaved draft of the session."""
        builder = PageBuilder(self, state, token, page_url)
        return builder.html(), builder.deeds


class PageBuilder:
    def __init__(self, page, state, token, page_url):
        self.page, self.state, self.token, self.page_url = page, state, token, page_url
        self.printer = page.printer
        self.markup, self.words, self.scripts = self.printer.markup, self.printer.words, self.printer.scripts
        self.rows = Rows(self.markup, self.words)
        self.oauth = state["method"] == "oauth"
        self.deeds, self.urls, self.code, self.tail = [], [], [], []
        self.filled = []

    # Pieces ----------------------------------------------------------------------------------------------------------

    def off_in_oauth(self, key):
        """How a row that OAuth fixes or does not use is drawn now: (disabled, disabled_in)."""
        if self.page.reveal == "script disable":
            return self.oauth, ("oauth",)
        if self.page.reveal in ("repost", "script display"):
            return self.oauth and self.page.fixed == "disabled" and self.page.reveal == "repost", ()
        return False, ()

    def text(self, key, kind="text", **more):
        p = self.page
        value = self.state[key]
        control = Control(kind, p.names[key], value, key=key, **more)
        if p.by_script and value and kind == "text":
            html = self.rows.input(control)
            self.filled.append((p.names[key], value))
            return html.replace(f'value="{value}"', 'value=""').replace(f"value='{value}'", "value=''").replace(f"value={value}", 'value=""')
        return self.rows.input(control, **({"id": "f_" + key} if self.markup.rows == "div label for" else {}))

    def choice(self, key, kind, values, texts, index, handler=None, **more):
        name = self.page.names[key]
        if kind == "select":
            control = Control("select", name, options=[(value, number == index) for number, value in enumerate(values)], key=key, **more)
            return self.rows.select(control, texts, onchange=handler)
        controls = [Control("radio", name, value, checked=number == index, key=key, **more) for number, value in enumerate(values)]
        return self.rows.radios(controls, texts, onclick=(lambda control: handler) if handler else None)

    def on_off(self, key, kind, **more):
        on, off = self.words.pair("on_off")
        values = self.page.values["bool"]
        return self.choice(key, kind, values, (on, off), 0 if self.state[key] else 1, **more)

    def fixed_row(self, key, label, shown, make):
        """A row that the printer holds under OAuth 2.0."""
        p = self.page
        if not (self.oauth and p.reveal == "repost"):
            disabled, disabled_in = self.off_in_oauth(key)
            return self.rows.row(label, make(disabled=disabled, disabled_in=disabled_in), ident=None)
        match p.fixed:
            case "absent":
                return ""
            case "text":
                return self.rows.row(label, self.markup.text(shown))
            case "hidden and text":
                hidden = self.rows.input(Control("hidden", p.names[key] + "Fix", "1"))
                return self.rows.row(label, hidden + self.markup.text(shown))
            case "readonly" if key in ("port", "imap4"):
                control = Control("text", p.names[key], self.state[key])
                return self.rows.row(label, self.rows.input(control, readonly=True))
            case _:
                return self.rows.row(label, make(disabled=True))

    def spoil(self, key, row):
        """A row as a spoilt page has it; the ordinary page leaves it alone."""
        change = self.printer.override.get("row:" + key)
        return change(self, row) if change else row

    # Sections --------------------------------------------------------------------------------------------------------

    def method_row(self):
        p, w = self.page, self.words
        values, texts = list(p.values["method"]), [w("password_way"), w("oauth")]
        if p.gmail:
            values.append("9")
            texts.append(w("oauth").replace("Exchange Online", "Gmail").replace("Ｅｘｃｈａｎｇｅ Ｏｎｌｉｎｅ", "Ｇｍａｉｌ"))
        handler = {"repost": "javascript:pageRefresh()", "script disable": "chgMethod()", "script display": "chgMethod()"}.get(p.reveal)
        if "no oauth option" in self.printer.override:
            values, texts = [values[0], "7"], [texts[0], w.pair("on_off")[1]]
        row = self.rows.row(w("method"), self.choice("method", p.method_kind, values, texts, 1 if self.oauth else 0, handler=handler))
        return self.spoil("method", row)

    def smtp_rows(self):
        p, w, s, r = self.page, self.words, self.state, self.rows
        ident = lambda key: "f_" + key if self.markup.rows == "div label for" else None
        on = w.pair("on_off")[0]
        rows = [r.row(w("server"), self.text("server"), required=True, ident=ident("server"))]
        rows.append(self.fixed_row("port", w("port"), "587", lambda **more: self.text("port", **more)))
        rows.append(self.fixed_row("ssl", w("ssl"), w.pair("tls")[2], lambda **more: self.choice(
            "ssl", p.ssl_kind, p.values["ssl"], w.pair("tls"), ("off", "ssl", "starttls").index(s["ssl"]), **more)))
        rows.append(self.fixed_row("smtp_auth", w("smtp_auth"), on, lambda **more: self.on_off("smtp_auth", p.bool_kind, **more)))
        rows.append(self.spoil("address", r.row(w("address"), self.text("address"), required=True, ident=ident("address"))))
        rows.append(r.row(w("user"), self.text("user"), ident=ident("user")))
        rows.append(r.row(w("password"), self.password("password")))
        disabled, disabled_in = self.off_in_oauth("encryption")
        rows.append(r.row(w("encryption"), r.select(Control("select", p.names["encryption"], options=[("a", True), ("1", False), ("0", False)],
                                                             disabled=disabled, disabled_in=disabled_in), ["自動" if w.language == "ja" else "Auto", *w.pair("on_off")])))
        rows.append(self.oauth_row())
        if p.imap == "smtp section":
            rows.append(self.fixed_row("imap4", w("imap4"), "993", lambda **more: self.text("imap4", **more)))
        return rows

    def password(self, key):
        p, r = self.page, self.rows
        name = p.names.get(key, key)
        match p.password_kind:
            case "stars":
                return r.input(Control("password", name, "********"))
            case "work pair":
                return r.input(Control("password", name + "wk", "")) + r.input(Control("hidden", name, ""))
            case "change button":
                return r.input(Control("hidden", name + "Flg", "0")) + f'<input type="button" value="{self.words("change")}" onclick="chgPw(\'{key}\')">'
            case _:
                return r.input(Control("password", name, ""))

    def oauth_row(self):
        p, w, m = self.page, self.words, self.markup
        if p.reveal == "repost" and not self.oauth:
            return ""
        off = p.reveal == "script disable" and not self.oauth
        button, tail = self.scripts.button(w("start"), "startAuth()", "Auth", style=p.dice.pick(
            "start style", "input button", "input button var", "button", "link text", "link class", "listener"), disabled=off)
        self.tail.append(tail)
        self.start_locked = off
        mark = w("authorised") if self.state["authorised"] else w("unauthorised")
        status = {
            "after": f"{mark}", "span": f'<span id="oauthStat">{mark}</span>', "font": f'<font color="red">{mark}</font>', "nbsp": f"&nbsp;&nbsp;{mark}",
            "cell": "",
        }[p.status_place]
        if p.printer.screen.marks_by_script:
            status = f'<span id="oauthStat">{mark}</span>'
        inner = button + status
        if p.status_place == "cell" and not p.printer.screen.marks_by_script:
            inner = (m.tag("table", border="0") + m.tag("tr") + m.wrap("td", button) + m.wrap("td", mark) + m.end("tr") + f"</{m.case('table')}>")
        row = self.spoil("oauth", self.rows.row(w("oauth_row"), inner))
        if p.reveal == "script display":
            shown = "" if self.oauth else "display:none"
            if row.lstrip().lower().startswith("<tr"):
                end = row.lower().index("<tr") + 3
                row = row[:end] + f' id="oauthRow" style="{shown}"' + row[end:]
            else:
                row = f'<div id="oauthRow" style="{shown}">{row}</div>'
        return row

    def pop_rows(self):
        w, r, p, s = self.words, self.rows, self.page, self.state
        disabled, disabled_in = self.off_in_oauth("pop")
        more = {"disabled": disabled, "disabled_in": disabled_in}
        rows = [
            r.row(w("protocol"), r.select(Control("select", "rcvProt", options=[("pop", True), ("imap", False), ("smtp", False)]), ["POP3", "IMAP4", "SMTP"])),
            r.row(w("p_server"), r.input(Control("text", "popSvr", s["pop_server"], **more))),
            r.row(w("p_port"), r.input(Control("text", "popPort", "110", **more))),
            r.row(w("p_address"), r.input(Control("text", "popAdrs", s["pop_address"], **more))),
            r.row(w("p_user"), r.input(Control("text", "popUser", s["pop_user"], **more))),
            r.row(w("p_password"), self.password("popPw")),
            r.row("SSL", r.radios([Control("radio", "popSsl", "1"), Control("radio", "popSsl", "0", checked=True)], w.pair("on_off"))),
        ]
        if p.imap == "pop section":
            rows.append(self.fixed_row("imap4", w("imap4"), "993", lambda **more: self.text("imap4", **more)))
        return rows

    def notice_rows(self):
        w, r, s = self.words, self.rows, self.state
        rows = [
            r.row(w("n_address"), r.input(Control("text", "ntcAdrs", s["notice_address"]))),
            r.row(w("n_get"), r.radios([Control("radio", "ntcGet", "1"), Control("radio", "ntcGet", "0", checked=True)], w.pair("on_off"))),
            r.row(w("n_user"), r.input(Control("text", "ntcUser", ""))),
            r.row(w("n_password"), self.password("ntcPw")),
            r.row(w("subject"), r.input(Control("text", "ntcSubj", s["subject"]))),
        ]
        for group in w.list("groups"):
            rows.append(r.row(group, r.checkbox(Control("checkbox", "ntcGrp", "1", checked=group.endswith("2"))) + r.input(Control("hidden", "ntcGrpbox", "0"))
                              + r.input(Control("text", "ntcTo", s["group_to"] if group.endswith("1") else ""))))
        return rows

    def admin_rows(self):
        w, r, p = self.words, self.rows, self.page
        ident = "f_admin" if self.markup.rows == "div label for" else None
        rows = [self.spoil("admin", r.row(w("admin"), self.text("admin"), required=True, ident=ident))]
        if p.auto_kind == "checkbox":
            rows.append(r.row(w("auto"), r.checkbox(Control("checkbox", p.names["auto"], p.values["bool"][0], checked=self.state["auto"], key="auto"),
                                                     w.pair("on_off")[0])))
        else:
            rows.append(r.row(w("auto"), self.on_off("auto", p.auto_kind)))
        return rows

    # The whole -------------------------------------------------------------------------------------------------------

    def hidden(self):
        r = self.rows
        inputs = []
        for name, value in [("accessConf", "MDowOjA6MDoxOjE6MTowOg=="), ("title", "MENU_EMAIL"), ("paramControl", "INPUT"), ("availability", "nameon"),
                            ("availability", "nameoff"), ("wayTo", "mailDone.cgi?inputSpecifyMode=NONE&kind=MAIL"), ("empty", "")]:
            inputs.append(r.input(Control("hidden", name, value)))
        if self.page.one_cgi:
            inputs.append(r.input(Control("hidden", "mode", "")))
        if self.page.outs:
            for key in ("server", "address", "admin"):
                inputs.append(r.input(Control("hidden", self.page.names[key] + "Out", self.state[key])))
        return "\n".join(inputs)

    def token_input(self):
        return self.rows.input(Control("hidden", "wimToken", self.token))

    def html(self):
        p, m, w, r = self.page, self.markup, self.words, self.rows
        style = self.scripts.token_style
        native = p.native_save if style != "variable" and not p.one_cgi and p.form_action != "wrong" else False
        parts = []
        if style == "hidden":
            parts.append(self.token_input())
        if p.extra_hidden == "start":
            parts.append(self.hidden())
        top = bottom = ""
        if p.buttons_place != "bottom" and not native:
            top = self.buttons("T")
        # Rows without a heading of their own stand first, or in a box that shows where they begin.
        boxed = m.modern or m.heading == "legend"
        loose = lambda key: "" if boxed or not body else w(key)
        sections = {"method": lambda: r.section(loose("of_sending"), [self.method_row()]), "smtp": lambda: r.section(w("smtp"), self.smtp_rows()),
                    "pop": lambda: r.section(w.pair("pop_mail")[0], self.pop_rows()), "notice": lambda: r.section(w("notice"), self.notice_rows()),
                    "admin": lambda: r.section(loose("of_admin"), self.admin_rows()),
                    "admin+method": lambda: r.section(loose("of_admin"), self.admin_rows() + [self.method_row()])}
        body = []
        for number, name in enumerate(p.order.split()):
            body.append(sections[name]())
            if number == 1 and p.extra_hidden == "between rows":
                body.append(self.hidden())
        if p.extra_hidden == "end":
            body.append(self.hidden())
        if p.buttons_place != "top" or native:
            bottom = self.native_buttons(native) if native else self.buttons("B")
        if style == "hidden last":
            bottom += self.token_input()
        index = 1 if p.help_form == "first" else 0
        form = self.scripts.form(p.form_name, index)
        self.functions(form, native)
        action = {"none": {}, "#": {"action": "#"}, "get page": {"action": p.get_url.rsplit("/", 1)[-1], "method": "get"}, "wrong": {"action": "setTrap.cgi", "method": "post"}}[p.form_action]
        if native:
            action = {"action": p.set_url.rsplit("/", 1)[-1], "method": "post"}
        else:
            action["onSubmit"] = "return false;"
        opening = m.tag("form", name=p.form_name, **action)
        closing = "" if p.form_place == "never closed" and p.help_form != "last" else f"</{m.case('form')}>"
        inner = top + "".join(parts) + "".join(body) + bottom
        if p.form_place == "between rows":
            inner = m.tag("table") + opening + m.tag("tr") + m.tag("td") + inner + m.end("td") + m.end("tr") + closing + f"</{m.case('table')}>"
        else:
            inner = opening + inner + closing
        help_form = f'<form name="help"><input type="hidden" name="wimToken" value="{self.token}"><input type="hidden" name="helpId" value="set0905.html"></form>'
        basic = f'<form name="basicForm"><input type="hidden" name="returnValue" value="SUCCESS"><input type="hidden" name="methodName" value="{p.printer.urls.method_name}"><input type="hidden" name="wimToken" value="{self.token}"></form>' if closing else ""
        title = self.printer.words("email")
        body_html = ((help_form if p.help_form == "first" else "") + f"<h2>{m.text(title)}</h2>" + inner + basic + (help_form if p.help_form == "last" else "")
                     + self.printer.screen.box(self))
        tail = "".join(self.tail)
        if tail:
            body_html += m.script(tail)
        tags = self.scripts.tags("\n".join(self.code), self.token, self.urls)
        if p.by_script:
            fill = "".join(f'  f.elements["{name}"].value = "{value}";\n' for name, value in self.filled)
            tags = tags + m.script(f"function initValues() {{\n  var f = {form};\n{fill}}}")
        onload = "baseInit();" + ("initValues();" if p.by_script else "")
        if p.by_script and self.scripts.broken:
            onload = "initValues();baseInit();"
        return self.printer.page(title, body_html, scripts=tags, onload=onload)

    def buttons(self, where):
        ok, tail = self.scripts.button(self.words("ok"), f"{self.printer.apply_name}()", "Ok" + where)
        cancel, tail2 = self.scripts.button(self.words("cancel"), "doCancel()", "Cancel" + where)
        self.tail += [tail, tail2]
        decoy = ""
        if self.page.decoy_buttons:
            decoy, tail3 = self.scripts.button(self.words("start_scan"), "connTest()", "Test" + where)
            self.tail.append(tail3)
        return f"<div>{decoy}{ok}&nbsp;{cancel}</div>"

    def native_buttons(self, native):
        ok = self.words("ok")
        cancel, tail = self.scripts.button(self.words("cancel"), "doCancel()", "CancelB", style="input button")
        self.tail.append(tail)
        m = self.markup
        if native == "image":
            self.rows.add(Control("image", ""))
            return m.tag("input", void=True, type="image", src="/images/ok.gif", alt=ok) + cancel
        if native == "submit named":
            self.submit_control = self.rows.add(Control("submit", "exec", ok))
            return m.tag("input", void=True, type="submit", name="exec", value=ok) + cancel
        return m.tag("input", void=True, type="submit", value=ok) + cancel

    def deed(self, name, url, sets=(), **more):
        path, adds = self.scripts.arrival(url, self.token)
        own = {}
        self.deeds.append(Deed(self.printer.absolute(path, self.page_url), self.rows.controls, name, self.page_url, dict(sets), adds, own=own,
                               hollow=self.page.form_place == "between rows", **more))

    def url(self, base, query):
        """An address of this page's own, relative, with this developer's query."""
        short = base.rsplit("/", 1)[-1]
        return f"{short}?{query}" if self.scripts.query and not self.page.one_cgi else short

    def functions(self, form, native):
        """The page's own handlers, and the deeds that they amount to."""
        p, s, w = self.page, self.scripts, self.words
        mode = lambda value: (("mode", value),) if p.one_cgi else ()
        save = self.url(p.get_url if p.one_cgi else p.set_url, "exec=set&kind=MAIL")
        sets = (("paramControl", "FIX"),) + mode("SET")
        if native:
            self.deeds.append(Deed(self.printer.absolute(p.set_url.rsplit("/", 1)[-1], self.page_url), self.rows.controls, "save", self.page_url))
            if native == "image":
                self.deeds[-1].own["submit"] = "image"
            if native == "submit named":
                self.deeds[-1].own["submit"] = "exec"
        else:
            check = f'  if ({form}.elements["{p.names["admin"]}"].value == "") {{ alert("error"); return; }}\n' if p.dice.chance("validates", 30) else ""
            check = self.printer.override.get("apply", "") + check
            self.code.append(f"function {self.printer.apply_name}() {{\n{check}{s.send(form, save, self.urls, sets, ask=w('confirm') if s.confirm else None)}\n}}")
            self.deed("save", save, sets)
        self.printer.screen.start(self, form, mode, native)
        if p.reveal == "repost" or self.printer.screen.refreshes:
            refresh = self.url(p.get_url, "exec=refresh")
            sets = (("paramControl", "REFRESH"),) + mode("REFRESH")
            self.code.append(f"function pageRefresh() {{\n{s.send(form, refresh, self.urls, sets)}\n}}")
            self.deed("refresh", refresh, sets)
        if p.reveal.startswith("script"):
            self.code.append(self.toggle(form))
        self.code.append(f'function doCancel() {{ location.href = "{p.printer.relative_config(self.page_url)}"; }}')
        self.code.append(f'function connTest() {{\n{s.send(form, "setConnTest.cgi", self.urls)}\n}}')
        self.code.append('function chgPw(id) { window.open("chgPassword.cgi?id=" + id, "pw", "width=400"); }')

    def toggle(self, form):
        """The script that follows the choice of the sending method."""
        p = self.page
        names = list(dict.fromkeys(control.name for control in self.rows.controls if "oauth" in control.disabled_in))
        value = p.values["method"][1]
        read = (f'f.elements["{p.names["method"]}"].value == "{value}"' if p.method_kind == "select" else
                f'f.elements["{p.names["method"]}"][1].checked')
        lines = [f"  var f = {form};", f"  var on = ({read});"]
        if names:
            lines += ["  var names = [" + ", ".join(f'"{name}"' for name in names) + "];",
                      "  for (var i = 0; i < names.length; i++) {", "    var el = f.elements[names[i]];",
                      "    if (el.length && !el.options) { for (var j = 0; j < el.length; j++) { el[j].disabled = on; } } else { el.disabled = on; }", "  }"]
        if p.reveal == "script display":
            lines.append('  document.getElementById("oauthRow").style.display = on ? "" : "none";')
        if getattr(self, "start_locked", None) is not None and p.reveal == "script disable":
            lines.append('  var b = document.getElementsByTagName("*");')
            lines.append('  for (var k = 0; k < b.length; k++) { if ((b[k].getAttribute("onclick") || "").indexOf("startAuth") >= 0 || b[k].id == "btnAuth") { b[k].disabled = !on; } }')
        return "function chgMethod() {\n" + "\n".join(lines) + "\n}"
