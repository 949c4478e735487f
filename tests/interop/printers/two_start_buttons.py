"""A printer in Japanese that must make a careful driver stop: its SMTP section has two rows 「OAuth2.0 認証」, each with a
[認証開始] of its own (for two sending accounts, which the page says nowhere). Whichever is pressed may be the wrong one."""

from ground.printer import Printer, fill
from ground.wire import Habits

UNSURE = ("printer.click_not_understood", "printer.page_not_recognised", "printer.field_not_found")


class TwoStartButtons(Printer):
    model = "IM C4500"
    languages = ["ja", "en"]
    habits = Habits(framing="length")
    expected = UNSURE

    def routes(self):
        arch = "websys/webArch/"
        return {("GET", arch + "mainFrame.cgi"): self.main, ("GET", arch + "topPage.cgi"): self.main, ("GET", arch + "authForm.cgi"): self.login_page, ("GET", arch + "configList.cgi"): self.config,
                ("GET", "websys/mail/getSmtp.cgi"): self.mail_page, ("POST", "websys/mail/getSmtp.cgi"): self.refresh, ("POST", "websys/mail/setSmtp.cgi"): self.never, ("POST", "websys/mail/authA.cgi"): self.never, ("POST", "websys/mail/authB.cgi"): self.never}

    def main(self, request, session):
        link = '<a href="logout.cgi">ログアウト</a><div>機器の管理</div><div><a href="configList.cgi">設定</a></div>' if session.logged_in else '<a href="authForm.cgi">ログイン</a>'
        return f"<!DOCTYPE html><html><head><title>複合機 - Web Image Monitor</title></head><body>{link}</body></html>"

    def login_page(self, request, session, failed=False):
        return """<!DOCTYPE html><html><body><script>function b64(s){ return btoa(unescape(encodeURIComponent(s))); } function enc(){ var f = document.forms[0]; f.userid.value = b64(f.userid_work.value); f.password.value = b64(f.password_work.value); f.userid_work.value = ''; f.password_work.value = ''; return true; }</script><form action="login.cgi" method="post" onsubmit="return enc()"><input type="hidden" name="wimToken" value="@TOKEN@"><div>ログインユーザー名<input name="userid_work"><input type="hidden" name="userid"></div><div>ログインパスワード<input type="password" name="password_work"><input type="hidden" name="password"></div><input type="hidden" name="open"><button>ログイン</button></form></body></html>"""

    def config(self, request, session):
        return """<!DOCTYPE html><html><body><div><b>機器</b><div><a href="../mail/getSmtp.cgi">メール</a></div></div></body></html>"""

    def mail_page(self, request, session):
        v = session.staged or self.state
        oauth = v["method"] == "oauth2"
        row = lambda label, control: f'<div class="row"><div class="cell">{label}</div><div class="cell">{control}</div></div>'
        text = lambda name, value: fill('<input name="{{n}}" value="{{v}}">', n=name, v=value)
        check = lambda on: "checked" if on else ""
        starts = "".join(row("OAuth2.0 認証", f'<button type="button" onclick="go(\'auth{x}.cgi\')">認証開始</button>') for x in "AB") if oauth else ""
        return """<!DOCTYPE html><html><head><title>メール</title><script>function go(u){ var f = document.getElementById('m'); f.action = u; f.method = 'post'; f.submit(); }</script></head><body><form id="m" name="m"><input type="hidden" name="wimToken" value="@TOKEN@">
<h4>管理者メールアドレス</h4>""" + row("管理者メールアドレス", text("kanri", v["admin_address"])) + "<h4>SMTP</h4>" + \
            row("メール送信 認証方式", f"""<select name="how" onchange="go('getSmtp.cgi')"><option value="0">SMTP 認証</option><option value="1" {"selected" if oauth else ""}>OAuth2.0 認証 (Exchange Online 用)</option></select>""") + \
            row("SMTP サーバー名", text("srv", v["server"])) + row("SMTP 認証", "する") + row("認証メールアドレス", text("mail", v["auth_address"])) + row("認証ユーザー名", text("usr", v["auth_user"])) + starts + \
            row("送信者名自動指定", f'<label><input type="radio" name="auto" value="y" {check(v["auto_sender"])}>する</label><label><input type="radio" name="auto" value="n" {check(not v["auto_sender"])}>しない</label>') + \
            """<button type="button" onclick="go('setSmtp.cgi')">OK</button></form></body></html>"""

    def refresh(self, request, session):
        self.expect_form(request, session, "m", free={"how", "srv", "mail", "usr", "auto", "kanri"})
        f = dict(request.fields)
        session.staged = dict(self.state, method="oauth2" if f["how"] == "1" else "password", server=f["srv"], auth_address=f["mail"], auth_user=f["usr"], admin_address=f["kanri"], auto_sender=f["auto"] == "y")
        return self.mail_page(request, session)

    def never(self, request, session):
        self.wrong(f"{request.path} was posted to, though nobody can know that this was meant")
        return self.mail_page(request, session)
