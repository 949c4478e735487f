"""One developer's HTML: the age and the sloppiness of a printer's pages, from 2008's tables to 2025's flex boxes."""

import html as entities


class Markup:
    def __init__(self, dice):
        self.dice = dice
        pick, chance = dice.pick, dice.chance
        self.age = pick("age", "2008", "2012", "2016", "2021")
        self.modern = self.age == "2021"
        self.upper = pick("tag case", "lower", "lower", "UPPER", "Mixed") if not self.modern else "lower"
        self.quote = pick("quoting", '"', '"', "'", "none when possible") if not self.modern else '"'
        self.unclosed = chance("unclosed tags", 40) and not self.modern
        self.xhtml = chance("xhtml leftovers", 25)
        self.font = chance("font tags", 50) and not self.modern
        self.nbsp = chance("nbsp everywhere", 40)
        self.one_line = chance("one line", 20)
        self.nesting = dice.number("nesting", 0, 3) if not self.modern else 0
        self.doctype = pick("doctype", "", "", "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\">",
                            "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">",
                            "<!DOCTYPE html>")
        self.script_wrap = pick("script wrap", "bare", "comment", "comment", "cdata", "language attribute")
        self.comments = chance("comments with tags", 50)
        self.checked_style = pick("checked", "checked", 'checked="true"', 'checked="checked"', "CHECKED")
        self.colon = pick("colon", "cell", "after label", "full width", "none")
        self.rows = pick("rows", *(("div label for", "div label for", "dl", "fieldset", "th td", "div spans") if self.modern
                                   else ("bullet", "bullet", "th td", "label above", "dl", "plain br", "one cell", "nested table")))
        self.heading = pick("heading", *(("h3", "legend", "div title") if self.modern
                                         else ("becfe6", "bold cell", "th row", "anchor div", "font b")))
        if self.rows == "fieldset":
            self.heading = "legend"
        elif self.heading == "legend":
            self.heading = "h3"
        self.split = pick("label split", "no", "no", "no", "span", "br")
        self.radio_text = pick("radio text", "after", "after", "label around", "label for", "before", "cells", "nbsp after")
        if self.rows in ("plain br", "one cell", "fieldset"):
            # Nothing but the words' order tells these lines apart: no break in a label, no choice before its radio.
            self.split = "no" if self.split == "br" else self.split
            self.radio_text = "after" if self.radio_text == "before" else self.radio_text
        self.required = pick("required mark", "", "", "*", "(*)", "※") if dice.drawn.get("charset") != "latin" else ""
        self.help_icon = pick("help icon", "none", "none", "img in link", "text in link", "button")

    # Tags ------------------------------------------------------------------------------------------------------------

    def case(self, name):
        if self.upper == "UPPER":
            return name.upper()
        if self.upper == "Mixed":
            return name.capitalize() if len(name) > 2 else name.upper()
        return name

    def attribute(self, name, value):
        if value is None:
            return self.case(name) if self.upper == "UPPER" else name
        value = str(value).replace("&", "&amp;")
        if self.quote == "none when possible" and value and all(c.isalnum() or c in "-_.%#" for c in value):
            return f"{name}={value}"
        if self.quote == "'":
            return name + "='" + value.replace("'", "&#39;") + "'"
        return name + '="' + value.replace('"', "&quot;") + '"'

    def tag(self, name, /, void=False, **attributes):
        parts = [self.case(name)]
        for key, value in attributes.items():
            if value is False:
                continue
            key = key.rstrip("_").replace("__", "-")
            if key == "checked" and value is True:
                parts.append(self.checked_style)
            elif value is True:
                parts.append(f'{key}="{key}"' if self.xhtml else key)
            else:
                parts.append(self.attribute(key, value))
        return "<" + " ".join(parts) + (" />" if void and self.xhtml else ">")

    def end(self, name):
        if self.unclosed and name in ("td", "tr", "th", "option", "li", "p", "dd", "dt"):
            return ""
        return f"</{self.case(name)}>"

    def wrap(self, name, inner, /, **attributes):
        return self.tag(name, **attributes) + inner + self.end(name)

    def text(self, raw):
        """Text that may hold an entity of its own already."""
        return raw if "&" in raw else entities.escape(raw, quote=False)

    def styled(self, inner):
        if self.font:
            return f'{self.tag("font", size="2", color="#333333")}{inner}</{self.case("font")}>'
        return inner

    # Pages -----------------------------------------------------------------------------------------------------------

    def script(self, code, src=None):
        if src:
            return f'<{self.case("script")} type="text/javascript" src="{src}"></{self.case("script")}>'
        opening = f'<{self.case("script")} language="JavaScript">' if self.script_wrap == "language attribute" else f'<{self.case("script")} type="text/javascript">'
        body = {"comment": f"\n<!--\n{code}\n//-->\n", "cdata": f"\n//<![CDATA[\n{code}\n//]]>\n"}.get(self.script_wrap, f"\n{code}\n")
        return f"{opening}{body}</{self.case('script')}>"

    def page(self, title, body, scripts="", onload="", charset_meta="", base=""):
        head = f"{charset_meta}{base}<{self.case('title')}>{title}</{self.case('title')}>{scripts}"
        noise = ""
        if self.comments:
            noise = "<!-- <form name=\"oldForm\" action=\"setTrap.cgi\"><input name=trap value=1></form> old layout -->\n"
        attributes = {"onLoad": onload} if onload else {}
        html_attributes = ' xmlns:axsl="http://localhost"' if self.xhtml else ""
        text = (f"{self.doctype}\n<{self.case('html')}{html_attributes}>\n<{self.case('head')}>{head}</{self.case('head')}>\n"
                f"{self.tag('body', bgcolor='#ffffff', **attributes)}\n{noise}{body}\n</{self.case('body')}>\n</{self.case('html')}>\n")
        if self.one_line and self.script_wrap not in ("comment", "cdata"):
            text = text.replace("\n<t", "<t").replace(">\n<", "><")
        return text

    def nest(self, inner):
        """Layout tables around a content, as deep as this developer goes."""
        for depth in range(self.nesting):
            spacer = self.wrap("td", "&nbsp;" if self.nbsp else "", width="1")
            inner = (self.tag("table", border="0", cellpadding="0", cellspacing="0", width="100%") + self.tag("tr") + spacer
                     + self.wrap("td", inner, valign="top") + self.end("tr") + f"</{self.case('table')}>")
        return inner

    # Labels ----------------------------------------------------------------------------------------------------------

    def label(self, words):
        words = words.strip()
        if self.split == "span" and len(words) > 4 and "&" not in words:
            cut = words.find(" ") if " " in words else len(words) // 2
            words = f"<span>{words[:cut]}</span><span>{words[cut:]}</span>"
        elif self.split == "br" and " " in words and "&" not in words:
            left, right = words.split(" ", 1)
            words = f"{left}<{self.case('br')}>{right}"
        if self.colon == "after label":
            words += ":"
        elif self.colon == "full width":
            words += "：" if self.dice.drawn.get("language") == "ja" else " :"
        pad = "&nbsp;" if self.nbsp else ""
        return self.styled(pad + words + pad)
