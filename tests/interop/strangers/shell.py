"""The way to the settings: entry page, frames, header, home, login form and the configuration list."""

import posixpath

from forms import Control, Deed


class Shell:
    def __init__(self, printer):
        self.printer = printer
        dice = self.dice = printer.dice
        pick, chance = dice.pick, dice.chance
        self.entry = pick("entry", "location.href", "location.href", "location.replace", "window.location", "302", "top.location", "variable")
        self.frames = pick("frames", "named", "named", "unnamed", "menu frame", "nested", "single", "iframe")
        self.nav = pick("menu link", "href", "wsMenu_jumpUrl", "jumpTo", "onclick row", "image map", "parent.frames", "top.location", "form post", "hash onclick",
                        "image link", "open function")
        self.leaf = pick("list link", "href", "wsMenu_jumpUrl", "onclick cell", "image link", "form post", "hash onclick", "li onclick", "onclick row")
        self.relative = pick("addresses", "relative", "relative", "absolute path", "full")
        self.base = pick("base", "", "", "", "target", "href")
        self.auth_hop = chance("login page hop", 20)
        self.mail_hop = chance("hop before e-mail page", 20)
        self.list_layout = pick("list layout", *(("ul", "divs", "table") if printer.markup.modern else ("table", "table", "columns", "ul", "dl")))
        self.section_repeats = chance("mail in other sections", 40)
        self.logout_in = pick("logout link", "header", "both", "top page")

    # Addresses -------------------------------------------------------------------------------------------------------

    def address(self, target, page_url):
        """How a page at `page_url` writes the address `target`."""
        if self.relative == "absolute path":
            return target
        if self.relative == "full":
            return self.printer.origin + target
        return posixpath.relpath(target.partition("?")[0], posixpath.dirname(page_url.partition("?")[0])) + (
            "?" + target.partition("?")[2] if "?" in target else "")

    def base_tag(self, page_url):
        if self.base == "target":
            return '<base target="_self">'
        if self.base == "href":
            return f'<base href="{self.printer.origin}{posixpath.dirname(page_url)}/">'
        return ""

    # Before login ----------------------------------------------------------------------------------------------------

    def root(self):
        p = self.printer
        target = f"/web/guest/{p.default_language}/websys/webArch/mainFrame.cgi"
        trap = f'<meta http-equiv="refresh" content="1; URL=/web/guest/{p.default_language}/websys/webArch/message.cgi?messageID=MSG_JAVASCRIPTOFF">'
        jump = {"location.href": f'location.href="{target}";', "location.replace": f"location.replace('{target}');", "window.location": f"window.location = '{target}';",
                "top.location": f'top.location.href = "{target}";', "302": "",
                "variable": f'var lang = "{p.default_language}";\nvar url = "/web/guest/" + lang + "/websys/webArch/mainFrame.cgi";\nlocation.href = url;'}[self.entry]
        if self.entry == "302":
            return None, target
        return (f'<html><head><title>Web Image Monitor</title>{trap}<script language="javascript">\n<!--\n{jump}\n//-->\n</script></head>'
                "<body></body></html>"), target

    def main_frame(self, folder, profile):
        p = self.printer
        title = f"{p.host_name} - Web Image Monitor"
        header, top, menu = folder + "header.cgi", folder + "topPage.cgi", folder + "menu.cgi"
        page_url = folder + "mainFrame.cgi"
        a = lambda target: self.address(target, page_url)
        doctype = '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Frameset//EN">' if p.markup.doctype else ""
        noframes = "<noframes><body>This page uses frames.</body></noframes>"
        if self.frames == "single":
            inner = self.header_inner(folder, profile, page_url) + self.top_inner(folder, profile, page_url)
            return self.body_page(title, inner, page_url)
        if self.frames == "iframe":
            return self.body_page(title, self.header_inner(folder, profile, page_url) + f'<iframe name="work" src="{a(top)}" width="100%" height="800"></iframe>', page_url)
        sets = {
            "named": f'<frameset rows="60,*" border=0><frame name="header" src="{a(header)}" noresize><frame name="work" src="{a(top)}">{noframes}</frameset>',
            "unnamed": f'<FRAMESET ROWS=60,*><FRAME SRC="{a(header)}"><FRAME SRC="{a(top)}"></FRAMESET>',
            "menu frame": f'<frameset rows="60,*"><frame name="header" src="{a(header)}"><frameset cols="200,*"><frame name="menu" src="{a(menu)}"><frame name="work" src="{a(top)}"></frameset></frameset>',
            "nested": f'<frameset rows="60,*"><frame name="header" src="{a(header)}"><frame name="inner" src="{a(folder + "inner.cgi")}"></frameset>',
        }
        return f"{doctype}<html><head><title>{title}</title></head>{sets[self.frames]}</html>"

    def inner_frame(self, folder):
        page_url = folder + "inner.cgi"
        a = lambda target: self.address(target, page_url)
        return (f'<html><head><title>-</title></head><frameset cols="200,*"><frame name="menu" src="{a(folder + "menu.cgi")}"><frame name="work" src="{a(folder + "topPage.cgi")}">'
                "</frameset></html>")

    def has_menu_frame(self):
        return self.frames in ("menu frame", "nested")

    # Pieces ----------------------------------------------------------------------------------------------------------

    def body_page(self, title, inner, page_url, onload="", token=""):
        p = self.printer
        tags = p.scripts.tags(f'function openConfigListPage() {{ location.href = "{self.address(p.urls.config, page_url)}"; }}\n'
                              f'function openList() {{ openConfigListPage(); }}', token)
        return p.page(title, inner, scripts=tags, onload=onload, base=self.base_tag(page_url))

    def header_inner(self, folder, profile, page_url):
        p, w = self.printer, self.printer.words_for(folder)
        model = f'<h2 id="modelName">{p.model}</h2>' if p.markup.modern else f'<span class="modelName">{p.model}</span>'
        logo = '<img src="/images/RICOH.gif">'
        parts = [logo, model]
        if profile == "entry":
            if self.logout_in in ("header", "both"):
                parts.append(f'<a href="javascript:jumpTo(\'{self.address(folder + "logout.cgi", page_url)}\')">{w("logout")}</a>')
        else:
            parts.append(f'<a href="javascript:jumpTo(\'{self.address(folder + "authForm.cgi", page_url)}\')">{w("login")}</a>')
        return "<div>" + "".join(parts) + "</div>"

    def header(self, folder, profile):
        return self.body_page("header", self.header_inner(folder, profile, folder + "header.cgi"), folder + "header.cgi")

    def top_page(self, folder, profile):
        return self.body_page(self.printer.host_name, self.top_inner(folder, profile, folder + "topPage.cgi"), folder + "topPage.cgi")

    def menu(self, folder, profile):
        return self.body_page("menu", self.menu_inner(folder, profile, folder + "menu.cgi"), folder + "menu.cgi")

    def top_inner(self, folder, profile, page_url):
        p, w = self.printer, self.printer.words_for(folder)
        names = {"ja": ("機種名", "設置場所", "コメント", "ホスト名"), "en": ("Device Name", "Location", "Comment", "Host Name")}.get(
            p.language_of(folder), ("Nome dispositivo", "Posizione", "Commento", "Nome host"))
        values = (f"RICOH {p.model}", "2F", "", p.host_name)
        inner = "<dl>" + "".join(f"<dt>{name}</dt><dd>:&nbsp;{value}</dd>" for name, value in zip(names, values)) + "</dl>"
        labels = {"ja": "日本語", "en": "English", "it": "Italiano"}
        options = "".join(f'<option value="{code}"{" selected" if code == p.language_of(folder) else ""}>{labels[code]}</option>' for code in p.languages)
        if len(p.languages) > 1:
            inner += (f'<form name="langForm"><input type="hidden" name="wimToken" value="{p.fresh_token()}"><select name="language" onchange="changeLanguage()">{options}</select></form>')
        if profile == "entry" and self.logout_in in ("both", "top page"):
            inner += f'<a href="{self.address(folder + "logout.cgi", page_url)}">{w("logout")}</a>'
        if not self.has_menu_frame():
            inner += self.menu_inner(folder, profile, page_url)
        return inner

    # The menu --------------------------------------------------------------------------------------------------------

    def menu_inner(self, folder, profile, page_url):
        """Device Management > Configuration, among its neighbours."""
        p, w = self.printer, self.printer.words_for(folder)
        if profile != "entry":
            return f'<ul><li><a href="{self.address(folder.replace("webArch/", "status/") + "configuration.cgi", page_url)}">{"Status"}</a></li></ul>'
        target = folder + "configList.cgi"
        other = {"ja": ["アドレス帳", "ログ"], "en": ["Address Book", "Logs"]}.get(p.language_of(folder), ["Rubrica", "Log"])
        links = "".join(f'<li><a href="{self.address(folder.replace("websys/webArch/", "") + "address/adrsList.cgi", page_url)}">{name}</a></li>' for name in other)
        return f'<div><b>{w("management")}</b><ul>{links}<li>{self.link(self.nav, w("configuration"), target, page_url, "menuForm")}</li></ul></div>'

    def link(self, style, text, target, page_url, form_name):
        """Something to click that leads to `target`."""
        a = self.address(target, page_url)
        alt = text
        match style:
            case "href":
                frame = ' target="work"' if self.has_menu_frame() else ""
                return f'<a href="{a}"{frame}>{text}</a>'
            case "wsMenu_jumpUrl":
                return f"<a href=\"javascript:wsMenu_jumpUrl('{a}')\">{text}</a>"
            case "jumpTo":
                return f'<a href="javascript:jumpTo(\'{a}\');"><span>{text}</span></a>'
            case "onclick row":
                return f"<table><tr onclick=\"location.href='{a}'\"><td><img src=\"/images/icon.gif\"></td><td>{text}</td></tr></table>"
            case "onclick cell":
                return f"<table><tr><td style=\"cursor:pointer\" onClick=\"jumpTo('{a}')\">{text}</td></tr></table>"
            case "li onclick":
                return f"<div class=\"item\" onclick=\"wsMenu_jumpUrl('{a}')\"><p>{text}</p></div>"
            case "image map":
                return (f'<img src="/images/menu.gif" usemap="#m{form_name}" border="0"><map name="m{form_name}"><area shape="rect" coords="0,0,100,20" href="javascript:toHelp(\'a\',\'top.html\')" alt="Help">'
                        f'<area shape="rect" coords="0,20,100,40" href="{a}" alt="{alt}"></map>')
            case "parent.frames" if self.frames in ("named", "menu frame"):
                return f"<a href=\"javascript:void(parent.frames['work'].location.href='{a}')\">{text}</a>"
            case "top.location":
                return f"<a href=\"#\" onclick=\"top.location='{self.printer.urls_path(target)}'; return false;\">{text}</a>"
            case "form post":
                token = self.printer.fresh_token()
                name = f"{form_name}{self.printer.count_up()}"
                self.printer.pending.append(Deed(target, [Control("hidden", "wimToken", token), Control("hidden", "menuId", "cfg")], "menu", page_url))
                return (f'<form name="{name}" method="post" action="{a}"><input type="hidden" name="wimToken" value="{token}"><input type="hidden" name="menuId" value="cfg"></form>'
                        f'<a href="javascript:document.{name}.submit()">{text}</a>')
            case "hash onclick":
                return f"<a href=\"#\" onclick=\"jumpTo('{a}');return false;\">{text}</a>"
            case "image link":
                return f'<a href="{a}"><img src="/images/menu_{form_name}.gif" alt="{alt}" border="0"></a>'
            case "open function" if target == self.printer.urls.config:
                return f'<a href="javascript:openList()">{text}</a>'
            case _:
                return f'<a href="{a}">{text}</a>'

    # The list --------------------------------------------------------------------------------------------------------

    def config_list(self, page_url):
        p, w = self.printer, self.printer.words
        ja = w.language == "ja"
        other = lambda name: p.urls.folder + name
        mail_target = p.urls.hop if self.mail_hop else p.urls.mail
        device = [("システム" if ja else "System", other("../config/getSystem.cgi")), ("用紙トレイ用紙設定" if ja else "Paper", other("getTray.cgi")),
                  ("日付・時刻" if ja else "Date/Time", other("getDate.cgi")), (w("email"), mail_target),
                  ("自動メール通知" if ja else "Auto E-mail Notification", other("getAutoNotice.cgi")),
                  ("要求時メール通知" if ja else "On-demand E-mail Notification", other("getDemandNotice.cgi")),
                  ("ユーザー認証管理" if ja else "User Authentication Management", other("../config/getUserAuthenticationManager.cgi"))]
        network = [("IPv4", other("getIpv4.cgi")), ("IPv6", other("getIpv6.cgi")), ("SNMPv3", other("getSnmp.cgi"))]
        fax = [("インターネットファクス" if ja else "Internet Fax", other("getIfax.cgi"))]
        if self.section_repeats:
            fax.append((w("email"), other("getFaxMail.cgi")))
        device = p.override.get("list", lambda links: links)(device)
        sections = [(w("device"), device), ("ファクス" if ja else "Fax", fax), ("ネットワーク" if ja else "Network", network)]
        html = ""
        m = p.markup
        cells = []
        for title, links in sections:
            items = [self.link(self.leaf if name == w("email") else "href", name, self.normal(target), page_url, "listForm") for name, target in links]
            match self.list_layout:
                case "ul":
                    html += f"<h3>{title}</h3><ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
                case "divs":
                    html += f'<div class="box"><div class="box-title">{title}</div>' + "".join(f'<div class="box-item">{item}</div>' for item in items) + "</div>"
                case "dl":
                    html += f"<dl><dt><b>{title}</b></dt>" + "".join(f"<dd>{item}{m.end('dd')}" for item in items) + "</dl>"
                case "columns":
                    cells.append(m.tag("td", valign="top") + m.tag("table") + m.tag("tr", bgcolor="#becfe6") + m.wrap("td", f"<b>{title}</b>") + m.end("tr")
                                 + "".join(m.tag("tr") + m.wrap("td", item) + m.end("tr") for item in items) + f"</{m.case('table')}>" + m.end("td"))
                case _:
                    html += (m.tag("table", width="100%") + m.tag("tr", bgcolor="#becfe6") + m.wrap("td", f'<div class="standard" style="font-weight:bold;">{title}</div>', colspan="2")
                             + m.end("tr") + "".join(m.tag("tr") + m.wrap("td", '<img src="/images/settingBullet.gif">') + m.wrap("td", item) + m.end("tr") for item in items)
                             + f"</{m.case('table')}>")
        if cells:
            html = m.tag("table") + m.tag("tr") + "".join(cells) + m.end("tr") + f"</{m.case('table')}>"
        title = w("configuration")
        return self.body_page(title, f"<h2>{title}</h2>{html}", page_url, token=p.fresh_token())

    def normal(self, target):
        path, _, query = target.partition("?")
        return posixpath.normpath(path) + ("?" + query if query else "")
