"""A printer in English that must make a careful driver stop: [Start Authentication] calls an object that only the device's
own panel browser has, and the script that would say more is not there. The page holds plausible addresses in a comment and
in dead code: posting to any of them would be a guess."""

from ground.printer import Printer, fill
from ground.wire import Answer, Habits
from two_start_buttons import UNSURE


class ButtonWithoutEvidence(Printer):
    model = "IM 550"
    languages = ["en"]
    habits = Habits(framing="close", pause_before_close=0.02)
    expected = UNSURE

    def routes(self):
        arch = "websys/webArch/"
        return {("GET", arch + "mainFrame.cgi"): self.main, ("GET", arch + "topPage.cgi"): self.top, ("GET", arch + "authForm.cgi"): self.login_page, ("GET", arch + "configList.cgi"): self.config,
                ("GET", "set/email/get.cgi"): self.mail_page, ("POST", "set/email/setEmail.cgi"): self.never}

    def main(self, request, session):
        return """<html><head><title>x - Web Image Monitor</title></head><frameset rows="*"><frame src="topPage.cgi"></frameset></html>"""

    def top(self, request, session):
        return ('<a href="logout.cgi">Logout</a><br>Device Management: <a href="configList.cgi">Configuration</a>' if session.logged_in else '<a href="authForm.cgi">Login</a>')

    def login_page(self, request, session, failed=False):
        return """<script>function b64(s){ return btoa(unescape(encodeURIComponent(s))); } function enc(){ var f = document.forms[0]; f.userid.value = b64(f.userid_work.value); f.password.value = b64(f.password_work.value); f.userid_work.value = ''; f.password_work.value = ''; return true; }</script><form action="login.cgi" method="post" onsubmit="return enc();"><input type="hidden" name="wimToken" value="@TOKEN@"><input name="userid_work"><input type="hidden" name="userid"><input type="password" name="password_work"><input type="hidden" name="password"><input type="hidden" name="open"><input type="submit" value="Login"></form>"""

    def config(self, request, session):
        return """<h3>Device Settings</h3><a href="../../set/email/get.cgi">E-mail</a>"""

    def mail_page(self, request, session):
        v = self.state
        return fill("""<html><head><title>E-mail</title><script src="panel.js"></script><script>
// old: document.f.action = 'setOauthStart.cgi'; document.f.submit();
function ok(){ document.f.action = 'setEmail.cgi'; document.f.method = 'POST'; document.f.submit(); }
function begin(){ if(window.external && false){ location.href = 'oauthBegin.cgi'; } ricohPanel.invoke('oauth', document.f.wimToken.value); }
</script></head><body><form name="f"><input type="hidden" name="wimToken" value="@TOKEN@"><table>
<tr><td>Administrator E-mail Address</td><td>:</td><td><input name="adm" value="{{a}}"></td></tr></table><b>SMTP</b><table>
<tr><td>E-mail Send Auth. Method</td><td>:</td><td><input type="radio" name="how" value="0" checked>SMTP Auth. <input type="radio" name="how" value="1">OAuth 2.0 Authentication (for Exchange Online)</td></tr>
<tr><td>SMTP Server Name</td><td>:</td><td><input name="srv" value="{{s}}"></td></tr><tr><td>SMTP Auth. E-mail Address</td><td>:</td><td><input name="mail" value="{{m}}"></td></tr><tr><td>SMTP Auth. User Name</td><td>:</td><td><input name="usr" value="{{u}}"></td></tr>
<tr><td>OAuth 2.0 Authentication</td><td>:</td><td><input type="button" value="Start Authentication" onclick="begin()"></td></tr>
<tr><td>Auto Specify Sender Name</td><td>:</td><td><input type="radio" name="auto" value="1">On<input type="radio" name="auto" value="0" checked>Off</td></tr></table><input type="button" value="OK" onclick="ok()"></form></body></html>""",
                    a=v["admin_address"], s=v["server"], m=v["auth_address"], u=v["auth_user"])

    def never(self, request, session):
        self.wrong("saved, though the authorisation could not even be started")
        return self.mail_page(request, session)
