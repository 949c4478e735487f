"""What a browser would send: the controls of a page in their order, and the deeds that its buttons do.

A deed names the address and everything the page's own script changes or adds; what arrives is compared pair by pair.
"""

from dataclasses import dataclass, field


@dataclass
class Control:
    kind: str                       # hidden text password radio checkbox select textarea button submit image
    name: str
    value: str = ""
    options: list = field(default_factory=list)     # select: (value, selected); radio controls stand singly
    checked: bool = False
    key: str = ""                   # which setting it carries
    disabled: bool = False
    disabled_in: tuple = ()         # sending methods in which the page's own script disables it


@dataclass
class Deed:
    path: str                       # with the query, as a browser would request it
    controls: list                  # of the form
    name: str
    page_url: str = ""
    sets: dict = field(default_factory=dict)    # values that the script writes into existing controls
    adds: list = field(default_factory=list)    # pairs that the script appends
    exact: list = None              # a body written by hand (XMLHttpRequest)
    own: dict = field(default_factory=dict)     # keys that may be changed → their legal values by name
    ajax: bool = False
    hollow: bool = False            # the form stands between table rows: what a script appends to it comes first

    def differences(self, pairs, mode_of=None):
        """None if it is what a browser would send, else the first difference in words."""
        if self.exact is not None:
            return first_difference(self.exact, pairs)
        return first_difference(self.expected(pairs, mode_of), pairs)

    def expected(self, pairs, mode_of=None):
        posted = {}
        for name, value in pairs:
            posted.setdefault(name, []).append(value)
        mode = mode_of(posted) if mode_of else None
        used = {}
        result = []
        groups = {}
        for control in self.controls:
            if control.kind == "radio" and control.key:
                groups.setdefault(control.name, []).append(control)
        for control in self.controls:
            if control.kind == "image" and self.own.get("submit") == "image":
                result += [(control.name + "x", "*"), (control.name + "y", "*")]
                continue
            if control.kind in ("button", "image") or not control.name or (control.kind == "submit" and self.own.get("submit") != control.name):
                continue
            if (mode in control.disabled_in) if control.disabled_in else control.disabled:
                continue
            name = control.name
            if name in self.sets and control.kind in ("hidden", "password", "text"):
                result.append((name, self.sets[name]))
                used[name] = used.get(name, 0) + 1
                continue
            given = posted.get(name, [])
            index = used.get(name, 0)
            if control.kind == "radio":
                group = groups.get(name)
                if group:
                    legal = [other.value for other in group]
                    want = given[index] if len(given) > index and given[index] in legal else None
                    chosen = control.value == want if want is not None else control.checked
                else:
                    chosen = control.checked
                if chosen:
                    result.append((name, control.value))
            elif control.kind == "checkbox":
                chosen = (control.value in given) if control.key else control.checked
                if chosen:
                    result.append((name, control.value))
            elif control.kind == "select":
                values = [value for value, _ in control.options]
                current = next((value for value, selected in control.options if selected), values[0] if values else None)
                if control.key and len(given) > index and given[index] in values:
                    current = given[index]
                if current is not None:
                    result.append((name, current))
                    used[name] = index + 1
            else:
                value = control.value
                if control.key in FREE and len(given) > index:
                    value = given[index]
                result.append((name, value))
                used[name] = index + 1
        return list(self.adds) + result if self.hollow else result + list(self.adds)


# Only these may carry a new text; every other text goes back as it was.
FREE = {"server", "address", "user", "admin", "port", "imap4"}


def first_difference(expected, got):
    expected, got = list(expected), list(got)
    for index, (want, have) in enumerate(zip(expected, got)):
        if want != have:
            return f"pair {index}: expected {want!r}, got {have!r}"
    if len(expected) > len(got):
        return f"missing from pair {len(got)} on: {expected[len(got):][:4]!r}"
    if len(got) > len(expected):
        return f"too many: {got[len(expected):][:4]!r}"
    return None
