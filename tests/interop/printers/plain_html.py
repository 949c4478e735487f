"""A printer in Japanese without a single script: one form whose submit buttons say by their names what is wanted, a code
screen that is a plain form, a message page after saving. The e-mail page lives in an inline frame of the configuration."""

from ground.forms import differences, successful
from ground.printer import Printer, fill
from ground.wire import Habits


class PlainHtml(Printer):
    model = "IM C2000"
    languages = ["ja", "en"]
    habits = Habits(framing="close", pause_before_close=0.02)
    before = dict(Printer.before, smtp_auth=False)

    def root(self):
        return """<html><head><title>Web Image Monitor</title><meta http-equiv="refresh" content="0; url=/web/guest/ja/websys/webArch/mainFrame.cgi"></head><body><a href="/web/guest/ja/websys/webArch/mainFrame.cgi">Web Image Monitor</a></body></html>"""

    def routes(self):
        arch = "websys/webArch/"
        return {("GET", arch + "mainFrame.cgi"): self.main, ("GET", arch + "authForm.cgi"): self.login_page, ("GET", arch + "configList.cgi"): self.config,
                ("GET", "kiki/mailWaku.cgi"): self.outer, ("GET", "kiki/mail.cgi"): self.mail_page, ("POST", "kiki/mail.cgi"): self.posted, ("POST", "kiki/ninsho.cgi"): self.code_posted}

    def main(self, request, session):
        links = '<p>機器の管理</p><p><a href="configList.cgi">設定</a></p><p><a href="logout.cgi">ログアウト</a></p>' if session.logged_in else '<p><a href="authForm.cgi">ログイン</a></p>'
        return f"<html><head><title>複合機 - Web Image Monitor</title></head><body><span class='modelName'>{self.model}</span>{links}</body></html>"

    def login_page(self, request, session, failed=False):
        return f"""<html><body>{"<p>認証に失敗しました。</p>" if failed else ""}<form action="login.cgi" method="post"><input type="hidden" name="wimToken" value="@TOKEN@"><table><tr><td>ログインユーザー名</td><td><input type="text" name="userid_work" value=""><input type="hidden" name="userid" value=""></td></tr><tr><td>ログインパスワード</td><td><input type="password" name="password_work" value=""><input type="hidden" name="password" value=""></td></tr></table><input type="hidden" name="open" value=""><input type="submit" value="ログイン"></form></body></html>"""

    def config(self, request, session):
        return """<html><body><dl><dt>機器</dt><dd><a href="../../kiki/system.cgi">システム</a></dd><dd><a href="../../kiki/mailWaku.cgi">メール</a></dd><dt>インターフェース</dt><dd><a href="../../kiki/if.cgi">インターフェース</a></dd></dl></body></html>"""

    def outer(self, request, session):
        return """<html><body><h2>メール</h2><iframe src="mail.cgi" width="100%"></iframe></body></html>"""

    def values(self, session):
        return session.staged or self.state

    def mail_page(self, request, session, message="", keep=False):
        if not keep:
            session.staged = None
        v = self.values(session)
        row = lambda label, control: f"<tr><th>{label}</th><td>{control}</td></tr>"
        text = lambda name, value: fill('<input type="text" name="{{n}}" value="{{v}}">', n=name, v=value)
        pick = lambda on: "selected" if on else ""
        check = lambda on: "checked" if on else ""
        yes = lambda name, on: f'<input type="radio" name="{name}" value="1" {check(on)}>する <input type="radio" name="{name}" value="0" {check(not on)}>しない'
        return f"""<html><body><p>{message}</p><form action="mail.cgi" method="post"><input type="hidden" name="wimToken" value="@TOKEN@"><input type="hidden" name="serial" value="0007">
<h3>一般</h3><table>""" + row("管理者メールアドレス", text("kanri", v["admin_address"])) + row("送信者名自動指定", yes("jidou", v["auto_sender"])) + "</table><h3>SMTP</h3><table>" + \
            row("メール送信 認証方式", f'<select name="houshiki"><option value="a">認証しない</option><option value="b" {pick(v["method"] == "password")}>SMTP認証</option><option value="c" {pick(v["method"] == "oauth2")}>OAuth2.0認証(Exchange Online用)</option></select>') + \
            row("SMTPサーバー名", text("server", v["server"])) + row("SMTPポート番号", text("port", "25")) + row("SMTP認証", yes("smtpninsho", v["smtp_auth"])) + row("認証メールアドレス", text("address", v["auth_address"])) + row("認証ユーザー名", text("user", v["auth_user"])) + \
            row("認証パスワード", '<input type="submit" name="henkou" value="変更">') + row("OAuth2.0認証", f'<input type="submit" name="kaishi" value="認証開始"> {"(認証済)" if v["authorised"] else "(未認証)"}') + \
            "</table><h3>IMAP4</h3><table>" + row("認証ユーザー名", text("imapuser", "受信")) + row("ポート番号", text("imapport", "143")) + \
            '</table><p><input type="submit" name="ok" value="OK"> <input type="submit" name="cancel" value="キャンセル"></p></form></body></html>'

    def posted(self, request, session):
        f = dict(request.fields)
        button = [name for name in ("henkou", "kaishi", "ok", "cancel") if name in f]
        if button not in (["kaishi"], ["ok"]):
            self.wrong(f"mail.cgi: pressed {button}")
            return self.mail_page(request, session)
        page = self.page_of(request, session).replace('<form action="mail.cgi"', '<form name="m" action="mail.cgi"')
        words = {"kaishi": "認証開始", "ok": "OK"}[button[0]]
        if found := differences(request.fields, successful(page, "m"), {"kanri", "jidou", "houshiki", "server", "port", "smtpninsho", "address", "user"}, added=[(button[0], words)]):
            self.wrong(f"mail.cgi: {found}")
        session.staged = dict(self.values(session), method="oauth2" if f["houshiki"] == "c" else "password", server=f["server"], auth_address=f["address"], auth_user=f["user"], admin_address=f["kanri"], auto_sender=f["jidou"] == "1", smtp_auth=f["smtpninsho"] == "1")
        if button == ["kaishi"]:
            if f["houshiki"] != "c":
                self.wrong("authorisation was started without OAuth 2.0 chosen")
            session.code = self.authority.new_code()
            return self.code_page(session)
        self.saves += 1
        self.state.update(session.staged)
        if self.state["method"] != "oauth2":
            self.state["authorised"] = False
        session.staged = None
        return """<html><body><p>設定しました。</p><form action="mail.cgi" method="get"><input type="submit" value="OK"></form></body></html>"""

    def code_page(self, session, message=""):
        return fill("""<html><body><h3>OAuth2.0 認証 (Exchange Online 用)</h3><p>{{m}}</p><p>コード：<b>{{c}}</b></p><p><a href="https://microsoft.com/devicelogin" target="_blank">Microsoft</a></p><p>認証が完了したら [OK] を押してください</p>
<form action="ninsho.cgi" method="post"><input type="hidden" name="wimToken" value="@TOKEN@"><input type="submit" name="ok" value="OK"> <input type="submit" name="cancel" value="キャンセル"></form></body></html>""", c=session.code, m=message)

    def code_posted(self, request, session):
        if request.field("ok") is None or request.field("cancel") is not None:
            self.wrong(f"ninsho.cgi: {request.fields}")
        if not self.authority.granted(session.code):
            return self.code_page(session, "認証が完了していません。")
        session.staged["authorised"] = True
        return self.mail_page(request, session, keep=True)
