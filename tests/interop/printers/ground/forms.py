"""What a browser would send for a form of a page we served: the examiner's own reading of it, in source order."""

from html.parser import HTMLParser


class _Controls(HTMLParser):
    def __init__(self, form):
        super().__init__(convert_charrefs=True)
        self.wanted, self.inside = form, False
        self.controls = []  # dicts: name, kind, values, disabled
        self.select = self.option = self.area = None
        self.off = 0  # depth of disabled fieldsets

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "form":
            self.inside = self.wanted in (a.get("name"), a.get("id"))
        elif tag == "fieldset":
            self.off += 1 if ("disabled" in a or self.off) else 0
        elif not self.inside:
            return
        elif tag == "input":
            kind = (a.get("type") or "text").lower()
            if kind in ("button", "submit", "image", "reset"):
                return
            on = "checked" in a if kind in ("radio", "checkbox") else True
            default = "on" if kind in ("radio", "checkbox") else ""
            self._add(a, kind, [a["value"] if a.get("value") is not None else default], on)
        elif tag == "select":
            self.select = self._add(a, "select", [], True)
            self.select["options"] = []
        elif tag == "option" and self.select is not None:
            self.option = {"value": a.get("value"), "text": "", "on": "selected" in a}
            self.select["options"].append(self.option)
        elif tag == "textarea":
            self.area = self._add(a, "textarea", [""], True)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_data(self, data):
        if self.option is not None:
            self.option["text"] += data
        elif self.area is not None:
            self.area["values"][0] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "fieldset" and self.off:
            self.off -= 1
        elif tag == "select" and self.select is not None:
            options = self.select["options"]
            chosen = [o for o in options if o["on"]][-1:] or options[:1]
            self.select["values"] = [o["value"] if o["value"] is not None else o["text"].strip() for o in chosen]
            self.select = self.option = None
        elif tag == "option":
            self.option = None
        elif tag == "textarea" and self.area is not None:
            text = self.area["values"][0].removeprefix("\n")
            self.area["values"] = [text.replace("\r\n", "\n").replace("\n", "\r\n")]
            self.area = None

    def _add(self, a, kind, values, on):
        control = {"name": a.get("name"), "kind": kind, "values": values, "on": on, "disabled": "disabled" in a or self.off > 0}
        self.controls.append(control)
        return control


def successful(page, form, enabled=(), disabled=()):
    """The ordered pairs that `form` (its name or id) would send untouched, after a script enabled or disabled some."""
    reader = _Controls(form)
    reader.feed(page)
    pairs = []
    for control in reader.controls:
        name = control["name"]
        off = name in disabled or (control["disabled"] and name not in enabled)
        if name and control["on"] and not off:
            pairs += [(name, value) for value in control["values"]]
    return pairs


def differences(posted, expected, free=(), optional=(), added=()):
    """Where a posted form departs from the served one. `free` may have other values, `optional` may come or not; the
    `added` pairs, which a script makes, may stand anywhere: browsers differ where a form and a table cross."""
    posted = list(posted)
    for pair in added:
        if pair not in posted:
            return f"{pair} is missing"
        posted.remove(pair)
    skip = set(optional)
    got = [(n, None if n in free else v) for n, v in posted if n not in skip]
    want = [(n, None if n in free else v) for n, v in expected if n not in skip]
    if got == want:
        return None
    for index in range(max(len(got), len(want))):
        g = got[index] if index < len(got) else None
        w = want[index] if index < len(want) else None
        if g != w:
            return f"field {index}: got {g}, expected {w} (of {len(got)}/{len(want)})"
    return None
