"""One developer's JavaScript: how a button of a printer's page comes to send its form."""

import json
import posixpath


class Scripts:
    """`used` collects what one page needs (addresses in an array, listeners); the rest is the same on every page."""

    def __init__(self, dice, markup):
        self.dice, self.markup = dice, markup
        pick, chance = dice.pick, dice.chance
        self.style = pick("submit style", "plain", "split", "split", "timeout string", "timeout function", "with", "array", "concat", "guard",
                          "eval", "variable")
        self.access = pick("form access", "document.NAME", "document.forms['NAME']", "document.forms[INDEX]", "getElementsByName", "document.all",
                           "document.NAME[0]")
        self.external = chance("external script", 50)
        self.token_style = pick("token", "hidden", "hidden", "hidden last", "variable")
        self.query = chance("target with query", 40)
        self.button_style = pick("button style", *(("button", "listener", "input button", "link class") if markup.modern else
                                 ("input button", "td onclick", "link text", "link image", "input image", "link js void", "input button var")))
        self.confirm = pick("confirm()", False, False, False, True)
        self.sniffing = chance("browser sniffing", 40)
        self.go = pick("go name", "utilSubmitForm", "form_Submit", "goNext", "sendForm", "fncSubmit", "s")
        self.broken = chance("broken onload", 40)

    # What the server expects -----------------------------------------------------------------------------------------

    def arrival(self, url, token):
        """(address, pairs appended) of a scripted submission to `url` with or without a query."""
        path, _, query = url.partition("?")
        adds = []
        if self.style == "split" and query:
            adds += [tuple(part.split("=", 1)) for part in query.split("&")]
            url = path
        if self.token_style == "variable":
            adds.append(("wimToken", token))
        return url, adds

    # What the page says ----------------------------------------------------------------------------------------------

    def form(self, name, index):
        if self.access == "document.NAME[0]":
            # `document.mainForm[0]` is the first control of a single form of that name; only a pair of forms makes a list.
            return f"document.{name}"
        if self.access == "getElementsByName":
            return f"document.getElementsByName('{name}')[0]"
        if self.access == "document.all":
            return f"(document.all ? document.all['{name}'] : document.{name})"
        return self.access.replace("NAME", name).replace("INDEX", str(index))

    def library(self):
        token = "  addToken(f);\n" if self.token_style == "variable" else ""
        add_token = """
function addToken(f) {
  if (f.elements["wimToken"]) { return; }
  var i = document.createElement("input");
  i.type = "hidden"; i.name = "wimToken"; i.value = wimToken;
  f.appendChild(i);
}
""" if token else ""
        body = {
            "plain": 'f.action = dest;\n  f.method = "post";\n  f.target = "_self";\n' + token + "  f.submit();",
            "variable": 'var d = dest;\n  var m = "POST";\n  f.action = d; f.method = m;\n' + token + "  f.submit();",
            "timeout string": 'gForm = f;\n  f.action = dest; f.method = "post";\n' + token + '  setTimeout("gForm.submit()", 0);',
            "timeout function": 'f.action = dest;\n  f.method = "post";\n' + token + "  setTimeout(function () { f.submit(); }, 0);",
            "with": token + '  with (f) {\n    action = dest;\n    method = "POST";\n    submit();\n  }',
            "array": 'f.action = CGI[dest];\n  f.method = "post";\n' + token + "  f.submit();",
            "concat": 'f.action = dest;\n  f.setAttribute("method", "post");\n' + token + "  f.submit();",
            "guard": 'if (_g_form_submitDone) { return false; }\n  _g_form_submitDone = true;\n  f.action = dest; f.method = "post"; f.target = "_self";\n'
                     + token + "  f.submit();\n  return true;",
            "eval": 'eval("f.action = \'" + dest + "\'");\n  f.method = "post";\n' + token + '  eval("f" + ".submit()");',
            "split": """var q = dest.indexOf("?");
  if (q >= 0) {
    var args = dest.substring(q + 1).split("&");
    dest = dest.substring(0, q);
    for (var i = 0; i < args.length; i++) {
      var pair = args[i].split("=");
      var el = f.elements[pair[0]];
      if (el == null) {
        el = document.createElement("input");
        el.setAttribute("type", "hidden"); el.setAttribute("name", pair[0]);
        f.appendChild(el);
      }
      el.value = pair[1];
    }
  }
  f.action = dest; f.method = "post"; f.target = "_self";
""" + token + "  f.submit();",
        }[self.style]
        sniff = """
var isIE = (navigator.appName.indexOf("Microsoft") != -1);
var isNN = (navigator.appName == "Netscape" && document.layers) ? true : false;
if (isNN) { document.captureEvents(Event.KEYPRESS); }
""" if self.sniffing else ""
        return f"""// common functions
var _g_form_submitDone = false;
var gForm = null;
{sniff}{add_token}
function {self.go}(f, dest) {{
  {body}
}}
function jumpTo(url) {{ location.href = url; }}
function wsMenu_jumpUrl(url) {{ if (!url) {{ return; }} window.location = url; }}
function toHelp(id, file) {{ window.open("/web/help/help.cgi?ID=" + file, "help", "width=600,height=400"); }}
function baseInit() {{ {"top.header.document.title2.value = document.title;" if self.broken else "window.focus();"} }}
"""

    def here(self, url):
        """An expression for `url` in this developer's manner."""
        if self.style == "concat" and ".cgi" in url:
            folder, name = posixpath.split(url.partition("?")[0])
            stem = name.removesuffix(".cgi")
            rest = "?" + url.partition("?")[2] if "?" in url else ""
            folder = folder + "/" if folder else ""
            return f"'{folder}' + \"{stem[:3]}\" + '{stem[3:]}' + \".cgi{rest}\""
        return json.dumps(url)

    def tags(self, code, token, urls=()):
        """The script elements of a page."""
        first = ""
        if self.token_style == "variable":
            first += f'var wimToken = "{token}";\n'
        if self.style == "array":
            first += "var CGI = new Array(" + ", ".join(json.dumps(url) for url in urls) + ");\n"
        m = self.markup
        trap = "// <form action='setTrap.cgi'></table>\n" if m.comments else ""
        if self.external:
            return m.script("", src=self.external_path()) + "\n" + m.script(first + trap + code)
        return m.script(first + trap + self.library() + code)

    def external_path(self):
        return self.dice.pick("script path", "/scripts/common.js?ver=1.04", "/js/wim.xjs?ver=20180221", "/web/scripts/util.js")

    def send(self, form, url, urls, sets=(), ask=None):
        """Statements that send `form` (an expression) to `url`."""
        lines = [f"  var f = {form};"]
        lines += [f'  f.{name}.value = "{value}";' if name.isidentifier() else f'  f.elements["{name}"].value = "{value}";' for name, value in sets]
        if ask:
            lines.insert(0, f'  if (!confirm("{ask}")) {{ return; }}')
        if self.style == "array":
            if url not in urls:
                urls.append(url)
            target = str(urls.index(url))
        else:
            target = self.here(url)
        return "\n".join(lines + [f"  {self.go}(f, {target});"])

    # Clickable things ------------------------------------------------------------------------------------------------

    def button(self, text, call, ident, style=None, disabled=False):
        """(html, statements to run at the page's end) of something to click that runs `call`."""
        m = self.markup
        style = style or self.button_style
        plain = m.text(text)
        off = {"disabled": True} if disabled else {}
        match style:
            case "input button":
                return m.tag("input", void=True, type="button", value=text, onclick=f"{call};", **off), ""
            case "input button var":
                return m.tag("input", void=True, type="button", class_="defaultButton", value=f" {text} ", onclick=f"javascript:{call}; return false;", **off), ""
            case "td onclick":
                return (m.tag("table", align="right") + m.tag("tr") + f'<td class="defaultTableButton" onclick="javascript:{call}; return false;">'
                        f'<a href="javascript:{call}" class="defaultTableCommandButton">{plain}</a></td>' + m.end("tr") + f"</{m.case('table')}>"), ""
            case "link text":
                return f'<a href="javascript:{call}">{plain}</a>', ""
            case "link class":
                return f'<a href="#" class="btn btn-primary" onclick="{call};return false;"><span>{plain}</span></a>', ""
            case "link image":
                return f'<a href="javascript:{call};"><img src="/images/btn_{ident}.gif" alt="{text}" border="0"></a>', ""
            case "link js void":
                return f'<a href="javascript:void(0)" onClick="{call}">{plain}</a>', ""
            case "input image":
                return m.tag("input", void=True, type="image", src=f"/images/img_{ident}.gif", alt=text, onclick=f"{call};return false;"), ""
            case "button":
                return f'<button type="button" onclick="{call}"{" disabled" if disabled else ""}>{plain}</button>', ""
            case "listener":
                return (f'<button type="button" id="btn{ident}"{" disabled" if disabled else ""}>{plain}</button>',
                        f"document.getElementById('btn{ident}').addEventListener('click', function (e) {{ {call}; }}, false);\n")
        raise ValueError(style)
