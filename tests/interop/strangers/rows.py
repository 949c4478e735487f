"""Rows of a settings page: a section's heading, a label and its controls, in the layouts that the pages know."""


class Rows:
    """Collects a form's controls while it writes them."""

    def __init__(self, markup, words):
        self.markup, self.words = markup, words
        self.controls = []
        self.count = 0

    # Controls --------------------------------------------------------------------------------------------------------

    def add(self, control):
        self.controls.append(control)
        return control

    def input(self, control, **attributes):
        m = self.markup
        self.add(control)
        kind = {"text": "text", "password": "password", "hidden": "hidden"}[control.kind]
        extra = {"size": "40", "maxlength": "128"} if kind != "hidden" else {}
        shown = control.value if m.quote != "none when possible" or control.value else ""
        typed = {"type": kind} if not (kind == "text" and m.age == "2008" and m.dice.drawn.get("type omitted")) else {}
        return m.tag("input", void=True, **typed, name=control.name, value=shown, **extra,
                     **({"disabled": True} if control.disabled else {}), **attributes)

    def radios(self, controls, texts, onclick=None):
        m = self.markup
        parts = []
        for control, text in zip(controls, texts):
            self.add(control)
            self.count += 1
            ident = f"rd{self.count}"
            style = m.radio_text
            attributes = {"type": "radio", "name": control.name, "value": control.value}
            if style == "label for":
                attributes["id"] = ident
            if control.checked:
                attributes["checked"] = True
            if control.disabled:
                attributes["disabled"] = True
            if onclick:
                attributes["onClick"] = onclick(control)
            box = m.tag("input", void=True, **attributes)
            text = m.text(text)
            if style == "label around":
                parts.append(f"<label>{box}{text}</label>")
            elif style == "label for":
                parts.append(f'{box}<label for="{ident}">{text}</label>')
            elif style == "before":
                parts.append(f"{m.styled(text)}{box}")
            elif style == "cells":
                parts.append(m.wrap("td", box) + m.wrap("td", m.styled(text)))
            elif style == "nbsp after":
                parts.append(f"{box}&nbsp;{text}&nbsp;&nbsp;")
            else:
                parts.append(f"{box}{text}<img src=\"/images/spacer.gif\" width=\"10\">")
        inner = "".join(parts)
        if m.radio_text == "cells":
            return m.tag("table", border="0") + m.tag("tr") + inner + m.end("tr") + f"</{m.case('table')}>"
        return inner

    def select(self, control, texts, onchange=None):
        m = self.markup
        self.add(control)
        attributes = {"onChange": onchange} if onchange else {}
        options = ""
        for (value, selected), text in zip(control.options, texts):
            options += m.wrap("option", m.text(text), value=value, **({"selected": True} if selected else {}))
        return m.tag("select", name=control.name, **({"disabled": True} if control.disabled else {}), **attributes) + options + f"</{m.case('select')}>"

    def checkbox(self, control, text=""):
        self.add(control)
        box = self.markup.tag("input", void=True, type="checkbox", name=control.name, value=control.value,
                              **({"checked": True} if control.checked else {}), **({"disabled": True} if control.disabled else {}))
        return box + text

    # Layout ----------------------------------------------------------------------------------------------------------

    def help(self):
        return {
            "img in link": "<a href=\"javascript:toHelp('mail','set0905.html')\"><img src=\"/images/help.gif\" alt=\"?\" border=\"0\"></a>",
            "text in link": "<a href=\"javascript:toHelp('mail','set0905.html')\">[?]</a>",
            "button": "<input type=\"button\" value=\"?\" onclick=\"toHelp('mail','set0905.html')\">",
        }.get(self.markup.help_icon, "")

    def row(self, label, inner, required=False, ident=None):
        """A label and what stands beside it."""
        m = self.markup
        words = m.label(label)
        if required and m.required:
            words += m.styled(m.required)
        icon = self.help()
        pad = "&nbsp;" if m.nbsp else ""
        colon = ":" if m.colon == "cell" else ""
        tr, end_tr = m.tag("tr"), m.end("tr")
        match m.rows:
            case "bullet":
                bullet = m.wrap("td", '<img src="/images/settingBullet.gif">', nowrap=None)
                middle = m.wrap("td", colon, nowrap=None) if colon else ""
                return (m.tag("tr", class_="staticProp") + bullet + m.wrap("td", words + icon, nowrap=None) + middle
                        + m.wrap("td", inner, nowrap=None) + end_tr + "\n")
            case "th td":
                return tr + m.wrap("th", words + icon + colon, align="left") + m.wrap("td", pad + inner) + end_tr + "\n"
            case "label above":
                return (tr + m.wrap("td", words + icon, colspan="2") + end_tr + tr + m.wrap("td", "&nbsp;", width="20") + m.wrap("td", inner) + end_tr + "\n")
            case "nested table":
                inside = m.tag("table") + tr + m.wrap("td", pad + inner) + end_tr + f"</{m.case('table')}>"
                return tr + m.wrap("td", words + colon + icon) + m.wrap("td", inside) + end_tr + "\n"
            case "one cell":
                return tr + m.wrap("td", words + " " + icon + colon + " " + inner) + end_tr + "\n"
            case "dl":
                return f'<dl class="listboxdtl"><dt>{words}{icon}</dt><dd>{colon}{pad}{inner}</dd></dl>\n'
            case "plain br":
                return f"{words}{colon}{icon} {inner}<{m.case('br')}>\n"
            case "div label for" if ident:
                return f'<div class="row"><label for="{ident}">{words}{icon}</label><div class="ctl">{inner}</div></div>\n'
            case "div spans" | "div label for":
                return f'<div class="row"><span class="cap">{words}{icon}</span><span class="val">{inner}</span></div>\n'
            case "fieldset":
                return f'<p class="item"><label>{words}</label>{icon} {inner}</p>\n'
        raise ValueError(m.rows)

    def section(self, title, rows):
        m = self.markup
        inner = "".join(rows)
        tabular = m.rows in ("bullet", "th td", "label above", "one cell", "nested table")
        heading = ""
        if title:
            text = m.text(title)
            heading = {
                "becfe6": f'<a name="S{self.count}"></a>' + m.tag("table", width="100%") + m.tag("tr", bgcolor="#becfe6")
                          + m.wrap("td", f'<div class="standard" style="font-weight:bold;">{text}</div>') + m.end("tr") + f"</{m.case('table')}>",
                "bold cell": m.tag("table", width="100%") + m.tag("tr") + m.wrap("td", f"<b>{text}</b>", bgcolor="#cccccc", colspan="4") + m.end("tr") + f"</{m.case('table')}>",
                "anchor div": f'<a name="sec{self.count}"></a><div class="sectionTitle">{text}</div>',
                "font b": f'<p><font size="3"><b>{text}</b></font></p>',
                "h3": f"<h3>{text}</h3>", "div title": f'<div class="panel-title">{text}</div>',
            }.get(m.heading, "")
        self.count += 1
        if m.heading == "th row" and title:
            if tabular:
                inner = m.tag("tr") + m.wrap("th", m.text(title), colspan="4", align="left", bgcolor="#becfe6") + m.end("tr") + inner
            else:
                heading = m.tag("table") + m.tag("tr") + m.wrap("th", m.text(title)) + m.end("tr") + f"</{m.case('table')}>"
        if tabular:
            inner = m.tag("table", border="0", cellspacing="1") + inner + f"</{m.case('table')}>\n"
        if m.heading == "legend" and title:
            return f"<fieldset><legend>{m.text(title)}</legend>{inner}</fieldset>\n"
        if m.modern:
            return f'<div class="panel">{heading}{inner}</div>\n'
        return heading + m.nest(inner) + "\n"
