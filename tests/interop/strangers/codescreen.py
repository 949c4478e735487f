"""The code screen behind [Start Authentication]: the same grant shown as a page, a popup, a frame or an AJAX answer."""

import json

from forms import Control, Deed
from rows import Rows

LINKS = ["https://microsoft.com/devicelogin", "https://www.microsoft.com/devicelogin", "https://login.microsoftonline.com/common/oauth2/deviceauth",
         "https://microsoft.com/devicelogin"]


class CodeScreen:
    def __init__(self, printer):
        self.printer = printer
        dice = self.dice = printer.dice
        pick = dice.pick
        self.kind = pick("code screen", "own page", "own page", "own page hops", "popup post", "popup get", "iframe", "xhr html", "xhr xml", "xhr json", "self refresh")
        self.link = pick("link", *LINKS)
        self.link_style = pick("link style", "anchor", "anchor blank", "button open", "script function", "image link", "location")
        self.code_style = pick("code style", "bold", "font", "readonly input", "cell", "strong span", "same line", "h2")
        self.decoys = pick("decoys", "none", "job id", "dates", "serial", "session digits", "many")
        if self.kind == "xhr html" and self.link_style == "script function":
            self.link_style = "anchor"      # a script inside innerHTML never runs
        self.not_yet = pick("not yet", "same page", "error page", "alert")
        self.after = pick("after grant", "mark", "mark", "reload")
        self.prepare = self.kind == "self refresh"
        self.xhr = self.kind.startswith("xhr")
        self.outside = self.xhr or self.kind in ("popup get", "popup post", "iframe")
        self.marks_by_script = self.outside and self.after == "mark"
        self.refreshes = self.outside and self.after == "reload"
        self.serialise = pick("xhr body", "few", "whole form")

    # On the e-mail page ----------------------------------------------------------------------------------------------

    def start(self, builder, form, mode, native):
        """The functions of the e-mail page that start the grant, and the deed that they amount to."""
        printer, s = self.printer, builder.scripts
        url = builder.url(printer.urls.mail if builder.page.one_cgi else printer.urls.oauth, "exec=auth")
        sets = (("paramControl", "SESSION"),) + mode("AUTH")
        code = builder.code
        if self.kind in ("own page", "own page hops", "self refresh"):
            code.append(f"function startAuth() {{\n{s.send(form, url, builder.urls, sets)}\n}}")
            builder.deed("start", url, sets)
            return
        if self.kind == "popup get":
            short = printer.urls.oauth.rsplit("/", 1)[-1]
            code.append(f'var oauthWin = null;\nfunction startAuth() {{\n  oauthWin = window.open("{short}?exec=start", "oauthWin", "width=500,height=400,scrollbars=yes");\n}}')
        elif self.kind in ("popup post", "iframe"):
            target = "oauthWin" if self.kind == "popup post" else "oauthFrame"
            path = url.partition("?")[0] if s.style == "split" else url
            adds = [("wimToken", builder.token)] if s.token_style == "variable" else []
            lines = [f"  var f = {form};"] + [f"  f.{name}.value = \"{value}\";" for name, value in sets]
            if target == "oauthWin":
                lines.append('  window.open("about:blank", "oauthWin", "width=500,height=400");')
            lines += [f"  f.action = {json.dumps(path)};", '  f.method = "post";', f'  f.target = "{target}";']
            lines += ["  addToken(f);"] if adds else []
            lines += ["  f.submit();", '  f.target = "_self";']
            if native:
                # The page stays, and its own submit button sends this form as it was written.
                back = builder.printer.urls.set.rsplit("/", 1)[-1]
                lines.insert(1, "".join(f"  var {name}Before = f.{name}.value;" for name, _ in sets))
                lines += [f"  f.{name}.value = {name}Before;" for name, _ in sets] + [f"  f.action = {json.dumps(back)};"]
            code.append("function startAuth() {\n" + "\n".join(lines) + "\n}")
            builder.deeds.append(Deed(printer.absolute(path, builder.page_url), builder.rows.controls, "start", builder.page_url, dict(sets), adds,
                                      hollow=builder.page.form_place == "between rows"))
        else:
            self.start_xhr(builder, form, url.partition("?")[0])
        mark = builder.words("authorised")
        if self.marks_by_script:
            code.append(f'function authDone() {{\n  document.getElementById("oauthStat").innerHTML = "{mark}";\n}}')
        elif self.refreshes:
            code.append("function authDone() { pageRefresh(); }")

    def start_xhr(self, builder, form, url):
        printer, token = self.printer, builder.token
        short = printer.urls.oauth.rsplit("/", 1)[-1]
        code = builder.code
        make = "window.XMLHttpRequest ? new XMLHttpRequest() : new ActiveXObject('Microsoft.XMLHTTP')"
        whole = self.serialise == "whole form"
        body = '"exec=start&wimToken=" + encodeURIComponent(tokenOf(f))'
        code.append(f"""function tokenOf(f) {{ return {'wimToken' if builder.scripts.token_style == 'variable' else 'f.elements["wimToken"].value'}; }}
function xhrPost(url, body, done) {{
  var x = {make};
  x.open("POST", url, true);
  x.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
  x.setRequestHeader("X-Requested-With", "XMLHttpRequest");
  x.onreadystatechange = function () {{
    if (x.readyState == 4) {{ if (x.status == 200) {{ done(x); }} else {{ alert("error"); }} }}
  }};
  x.send(body);
}}""")
        if whole:
            code.append("""function formBody(f) {
  var parts = [];
  for (var i = 0; i < f.elements.length; i++) {
    var e = f.elements[i];
    if (!e.name || e.disabled || e.type == "button" || e.type == "image" || e.type == "submit") { continue; }
    if ((e.type == "radio" || e.type == "checkbox") && !e.checked) { continue; }
    parts.push(encodeURIComponent(e.name) + "=" + encodeURIComponent(e.value));
  }
  return parts.join("&");
}""")
            body = "formBody(f) + " + '"&exec=start"' + (' + "&wimToken=" + wimToken' if builder.scripts.token_style == "variable" else "")
        show = {
            "xhr html": 'document.getElementById("oauthBox").innerHTML = x.responseText;\n    document.getElementById("oauthBox").style.display = "block";',
            "xhr xml": 'var d = x.responseXML.getElementsByTagName("userCode")[0].firstChild.nodeValue;\n'
                       '    document.getElementById("oauthCode").innerHTML = d;\n    document.getElementById("oauthBox").style.display = "block";',
            "xhr json": f'var r = {"JSON.parse(x.responseText)" if builder.markup.modern else chr(101) + "val(" + chr(34) + "(" + chr(34) + " + x.responseText + " + chr(34) + ")" + chr(34) + ")"};\n'
                        '    document.getElementById("oauthCode").innerHTML = r.user_code;\n    document.getElementById("oauthBox").style.display = "";',
        }[self.kind]
        message = builder.words("not_yet")
        code.append(f"""function startAuth() {{
  var f = {form};
  xhrPost("{short}", {body}, function (x) {{
    {show}
  }});
}}
function authCheck() {{
  var f = {form};
  xhrPost("{short}", "exec=check&wimToken=" + encodeURIComponent(tokenOf(f)), function (x) {{
    if (x.responseText.indexOf("OK") >= 0) {{
      document.getElementById("oauthBox").style.display = "none";
      authDone();
    }} else {{
      alert("{message}");
    }}
  }});
}}""")
        target = printer.absolute(short, builder.page_url)
        start = Deed(target, builder.rows.controls, "start", builder.page_url, ajax=True)
        if whole:
            start.adds = [("exec", "start")] + ([("wimToken", token)] if builder.scripts.token_style == "variable" else [])
        else:
            start.exact = [("exec", "start"), ("wimToken", token)]
        builder.deeds.append(start)
        builder.deeds.append(Deed(target, [], "check", builder.page_url, exact=[("exec", "check"), ("wimToken", token)], ajax=True))

    def box(self, builder):
        """What the e-mail page holds ready for the screen."""
        if self.kind == "iframe":
            return '<iframe name="oauthFrame" id="oauthFrame" src="about:blank" width="500" height="300" frameborder="0"></iframe>'
        if self.kind == "xhr html":
            return '<div id="oauthBox" style="display:none"></div>'
        if self.xhr:
            w = builder.words
            inner = self.content('<b id="oauthCode"></b>', builder.words, builder.markup, self.ok(builder, "authCheck()"), raw=True)
            return f'<div id="oauthBox" style="display:none"><h3>{builder.markup.text(w("oauth"))}</h3>{inner}</div>'
        return ""

    # The screen itself -----------------------------------------------------------------------------------------------

    def ok(self, builder, call):
        html, tail = builder.scripts.button(builder.words("ok"), call, "OkCode")
        if tail and self.xhr:
            # A fragment has no end of page to run a listener at.
            html, tail = builder.scripts.button(builder.words("ok"), call, "OkCode", style="input button")
        return html + (builder.markup.script(tail) if tail else "")

    def content(self, code, words, m, ok, raw=False):
        w = words
        label = w("code")
        shown = code if raw else {
            "bold": f"<b>{code}</b>", "font": f'<font size="5" color="blue">{code}</font>', "readonly input": f'<input type="text" name="dispCode" value="{code}" readonly size="12">',
            "cell": None, "strong span": f'<strong><span class="code">{code}</span></strong>', "same line": code, "h2": f"<h2>{code}</h2>",
        }[self.code_style]
        if shown is None:
            line = (m.tag("table", border="1") + m.tag("tr") + m.wrap("td", label) + m.wrap("td", code) + m.end("tr") + f"</{m.case('table')}>")
        else:
            line = f"<p>{label}: {shown}</p>"
        decoys = {
            "job id": ["JOB No. 20481733"], "dates": ["2025/11/23 10:42:07", "VER20250131"], "serial": ["Machine ID: 3089RA10234"],
            "session digits": ["Session 178962527"], "many": ["Machine ID: 3089RA10234", "2025/11/23", "No. 000123456", "System Version 2.13.1"], "none": [],
        }[self.decoys]
        before, after = "".join(f"<p>{decoy}</p>" for decoy in decoys[:2]), "".join(f"<p>{decoy}</p>" for decoy in decoys[2:])
        return f"{before}{line}<p>{self.microsoft(m)}</p><p>{w('press_ok')}</p><div>{ok}</div>{after}"

    def microsoft(self, m):
        link = self.printer.override.get("link", self.link)
        match self.link_style:
            case "anchor":
                return f'<a href="{link}">Microsoft</a>'
            case "anchor blank":
                return f'[<a href="{link}" target="_blank" rel="noopener">Microsoft</a>]'
            case "image link":
                return f'<a href="{link}" target="ms"><img src="/images/ms.gif" alt="Microsoft"></a>'
            case "button open":
                return f'<input type="button" value="Microsoft" onclick="window.open(\'{link}\')">'
            case "location":
                return f'<a href="javascript:void window.open(\'{link}\',\'ms\')">Microsoft</a>'
            case _:
                return m.script(f'var msUrl = "{link}";\nfunction openMs() {{ window.open(msUrl, "_blank"); }}') + '<input type="button" value="Microsoft" onClick="openMs();">'

    def page(self, token, page_url, code, message="", waiting=False):
        """The screen as a page of its own, with its form."""
        builder = ScreenBuilder(self.printer, token, page_url)
        printer, s, m, w = self.printer, builder.scripts, builder.markup, builder.words
        r = builder.rows
        hidden = []
        first = r.input(Control("hidden", "wimToken", token)) if s.token_style != "variable" else ""
        hidden.append(first)
        hidden.append(r.input(Control("hidden", "inputSpecifyMode", "SESSION")))
        hidden.append(r.input(Control("hidden", "wayFrom", printer.urls.mail.rsplit("/", 1)[-1])))
        url = printer.urls.check.rsplit("/", 1)[-1]
        form = s.form("oauthForm", 0)
        sets = (("inputSpecifyMode", "FIX"),)
        if self.code_style == "readonly input" and code:
            r.controls.append(Control("text", "dispCode", code))
        builder.code.append(f"function authOk() {{\n{s.send(form, url, builder.urls, sets)}\n}}")
        path, adds = s.arrival(url, token)
        deed = Deed(printer.absolute(path, page_url), r.controls, "check", page_url, dict(sets), adds)
        back = f'function authCancel() {{ location.href = "{printer.urls.mail.rsplit("/", 1)[-1]}"; }}'
        builder.code.append(back)
        ok, tail = s.button(w("ok"), "authOk()", "OkCode")
        if self.kind not in ("popup get", "popup post", "iframe"):
            cancel, tail2 = s.button(w("cancel"), "authCancel()", "CancelCode")
            ok += "&nbsp;" + cancel
            tail += tail2
        alert = ""
        onload = "baseInit();"
        if message and self.not_yet == "alert":
            onload += f"alert('{message}');"
        elif message:
            alert = f'<p class="err"><font color="red">{message}</font></p>'
        inner = self.content(code, w, m, ok)
        html = f'<form name="oauthForm" onsubmit="return false">{"".join(hidden)}<h3>{m.text(w("oauth"))}</h3>{alert}{inner}</form>' + (m.script(tail) if tail else "")
        base = ""
        if self.prepare:
            onload += "setTimeout('location.reload()', 20000);"
        return printer.page(m.text(w("oauth")), html, scripts=s.tags("\n".join(builder.code), token, builder.urls), onload=onload, base=base), [deed]

    def fragment(self, code):
        """The AJAX answer: (content type, text)."""
        printer = self.printer
        if self.kind == "xhr json":
            link = self.printer.override.get("link", self.link)
            return "application/json" if printer.markup.modern else "text/plain", json.dumps(
                {"result": "SUCCESS", "user_code": code, "verification_uri": link, "expires_in": 900, "jobId": 20481733})
        if self.kind == "xhr xml":
            link = self.printer.override.get("link", self.link)
            return "text/xml", (f'<?xml version="1.0" encoding="UTF-8"?>\n<response><returnValue>SUCCESS</returnValue><userCode>{code}</userCode>'
                                f'<verificationUri>{link}</verificationUri></response>')
        builder = ScreenBuilder(printer, "", "")
        return "text/html", f"<h3>{printer.markup.text(printer.words('oauth'))}</h3>" + self.content(code, printer.words, printer.markup, self.ok(builder, "authCheck()"))


class ScreenBuilder:
    def __init__(self, printer, token, page_url):
        self.printer, self.token, self.page_url = printer, token, page_url
        self.markup, self.words, self.scripts = printer.markup, printer.words, printer.scripts
        self.rows = Rows(self.markup, self.words)
        self.code, self.urls, self.tail, self.deeds = [], [], [], []
