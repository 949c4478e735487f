"""A printer in English with the older spelling (E-mail): XHTML, an inline frame for the work area, a login page that posts
itself on, label-for layouts, check boxes with hidden twins, a code screen that refreshes itself, a busy answer at the
first save, and a confirmation page before anything is stored."""

from ground.printer import Printer, fill
from ground.wire import Answer, Habits

XHTML = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><title>{{title}}</title>{{!head}}
<script type="text/javascript">
//<![CDATA[
{{!script}}
//]]>
</script></head><body {{!body}}>{{!content}}</body></html>"""

MAIL_SCRIPT = r"""
var Mail = {
  form: function () { return document.getElementById('emailForm'); },
  method: function () {
    var r = this.form().sendMethod;
    for (var i = 0; i < r.length; i++) { if (r[i].checked) { return r[i].value; } }
    return null;
  },
  twin: function (box) { this.form().elements[box.name.replace('Box', '')].value = box.checked ? 'true' : 'false'; },
  changed: function () {
    var f = this.form();
    f.phase.value = 'redraw';
    f.setAttribute('action', 'emailSetup.cgi');
    f.submit();
  },
  start: function () {
    var f = this.form();
    f.phase.value = 'begin';
    f.action = location.pathname.replace(/emailSetup\.cgi$/, 'emailOauth.cgi');
    f.submit();
    return false;
  },
  ok: function () {
    var f = this.form(), need = { server: 'SMTP Server Name', account: 'SMTP Auth. E-mail Address' };
    for (var n in need) { if (f[n].value.replace(/\s/g, '') === '') { alert(need[n] + ' is empty.'); f[n].focus(); return false; } }
    f.phase.value = 'confirm';
    f.action = 'emailConfirm.cgi';
    return true;
  }
};
"""


class WaitingPageAndConfirm(Printer):
    model = "IM C300"
    languages = ["en"]
    habits = Habits(framing="length")
    verification_uri = "https://login.microsoftonline.com/common/oauth2/deviceauth"
    busy = 1

    def begin_command(self):
        super().begin_command()
        self.busy_left = self.busy

    def routes(self):
        arch, mail = "websys/webArch/", "websys/mail/"
        return {
            ("GET", arch + "mainFrame.cgi"): self.frame, ("GET", arch + "topPage.cgi"): self.top, ("GET", arch + "authForm.cgi"): self.login_hop, ("POST", arch + "authForm.cgi"): self.login_page,
            ("GET", arch + "configList.cgi"): self.config, ("GET", mail + "emailSetup.cgi"): self.mail_page, ("POST", mail + "emailSetup.cgi"): self.redraw,
            ("POST", mail + "emailOauth.cgi"): self.begin, ("GET", mail + "emailOauth.cgi"): self.waiting, ("POST", mail + "emailOauthEnd.cgi"): self.end,
            ("POST", mail + "emailConfirm.cgi"): self.confirm, ("POST", mail + "emailSet.cgi"): self.save,
        }

    def page(self, content, title="Web Image Monitor", script="", body="", head=""):
        return fill(XHTML, title=title, script=script, body=body, content=content, head=head)

    def frame(self, request, session):
        bar = '<a href="logout.cgi">Logout</a>' if session.logged_in else '<a href="authForm.cgi">Login</a>'
        return self.page(f'<h2 id="modelName">{self.model}</h2>{bar}<iframe name="work" src="topPage.cgi" width="100%"></iframe>', "printer-2 - Web Image Monitor")

    def top(self, request, session):
        menu = """<div class="menu"><p>Device Management</p><p><span class="item" onclick="go('configList.cgi')">Configuration</span></p><p><span class="item" onclick="go('../../address/adrsList.cgi')">Address Book</span></p></div>""" if session.logged_in else ""
        return self.page(menu + "<dl><dt>Device Name</dt><dd>:&nbsp;RICOH IM C300</dd></dl>", script="function go(u){ window.location = u; }")

    def login_hop(self, request, session):
        return self.page("""<form name="form1" method="post" action="authForm.cgi"><input type="hidden" name="wimToken" value="@TOKEN@" /><input type="hidden" name="open" value="" /></form>""", body='onload="document.form1.submit()"')

    def login_page(self, request, session, failed=False):
        return self.page(("<p>Authentication has failed.</p>" if failed else "") + """<form name="loginForm" action="login.cgi" method="post" onsubmit="return enc(this)"><input type="hidden" name="wimToken" value="@TOKEN@" />
<p>Login User Name : <input type="text" name="userid_work" value="" /><input type="hidden" name="userid" value="" /></p><p>Login Password : <input type="password" name="password_work" value="" /><input type="hidden" name="password" value="" /></p><input type="hidden" name="open" value="" /><input type="submit" value="Login" /></form>""",
                         script="function b(s){return btoa(unescape(encodeURIComponent(s)));} function enc(f){f.userid.value=b(f.userid_work.value);f.password.value=b(f.password_work.value);f.userid_work.value='';f.password_work.value='';return true;}")

    def config(self, request, session):
        return self.page("""<table><caption>Device Settings</caption><tbody><tr><td><a href="../config/system.cgi">System</a></td></tr><tr><td><a href="#" onclick="parent.work ? (parent.work.location.href='../mail/emailSetup.cgi') : (location.href='../mail/emailSetup.cgi'); return false;">E-mail</a></td></tr><tr><td><a href="../mail/auto.cgi">Auto E-mail Notification</a></td></tr></tbody></table>
<table><caption>Fax</caption><tbody><tr><td><a href="../fax/email.cgi">E-mail Settings</a></td></tr></tbody></table>""")

    def values(self, session):
        return session.staged or self.state

    def mail_page(self, request, session, keep=False):
        if not keep:
            session.staged = None
        v = self.values(session)
        oauth = v["method"] == "oauth2"
        check = lambda on: 'checked="true"' if on else ""
        server_part = """<p><label for="f4">SMTP Port No.</label> : <span>587</span></p><p><label>SSL</label> : <span>STARTTLS</span></p><p><label>SMTP Authentication</label> : <span>Active</span></p>""" if oauth else \
            fill("""<p><label for="f4">SMTP Port No.</label> : <input id="f4" type="text" name="port" value="25" /></p><p><label for="f5">SSL</label> : <select id="f5" name="ssl"><option value="0" selected="selected">Inactive</option><option value="1">Active</option></select></p>
<p><label>SMTP Authentication</label> : <input type="radio" name="auth" id="a1" value="1" {{!a1}} /><label for="a1">Active</label><input type="radio" name="auth" id="a0" value="0" {{!a0}} /><label for="a0">Inactive</label></p>
<p><label for="f8">SMTP Auth. Password</label> : <input id="f8" type="password" name="pass" value="" /></p>""", a1=check(v["smtp_auth"]), a0=check(not v["smtp_auth"]))
        oauth_part = fill("""<p><label>OAuth 2.0 Authentication</label> : <a href="#" class="btn" onclick="return Mail.start();">Start Authentication</a> <em>{{mark}}</em></p>""", mark="(Authenticated)" if v["authorised"] else "") if oauth else ""
        return self.page(fill("""<form id="emailForm" name="mainForm" method="post" action=""><div><input type="hidden" name="wimToken" value="@TOKEN@" /><input type="hidden" name="phase" value="" /><input type="hidden" name="back" value="emailSetup.cgi?view=1&amp;kind=ALL" /></div>
<div class="sec"><h4>Administrator</h4><p><label for="f1">Administrator E-mail Address</label> : <input id="f1" type="text" name="adminAddr" value="{{admin}}" /></p></div>
<div class="sec"><h4>E-mail Reception</h4><p><label for="r1">POP/IMAP Server Name</label> : <input id="r1" name="rsrv" type="text" value="pop.example.com" /></p><p><label for="r2">Port No.</label> : <input id="r2" name="rport" type="text" value="110" /></p>
<p><label for="r3">User Name</label> : <input id="r3" name="ruser" type="text" value="r&#38;d" /></p></div>
<div class="sec"><h4>SMTP</h4><p><label>E-mail Send Auth. Method</label> : <input type="radio" name="sendMethod" id="m1" value="pw" onclick="Mail.changed()" {{!m1}} /><label for="m1">SMTP Auth.</label> <input type="radio" name="sendMethod" id="m2" value="oa" onclick="Mail.changed()" {{!m2}} /><label for="m2">OAuth 2.0 Authentication (Exchange Online)</label></p>
<p><label for="f3">SMTP Server Name</label> : <input id="f3" type="text" name="server" value="{{server}}" /></p>{{!server_part}}
<p><label for="f6">SMTP Auth. E-mail Address</label> : <input id="f6" type="text" name="account" value="{{mail}}" /></p><p><label for="f7">SMTP Auth. User Name</label> : <input id="f7" type="text" name="acctName" value="{{user}}" /></p>{{!oauth_part}}
<p><label for="f9">Auto Specify Sender Name</label> : <input type="hidden" name="autoFrom" value="{{auto}}" /><input id="f9" type="checkbox" name="autoFromBox" value="on" {{!autobox}} onclick="Mail.twin(this)" /></p></div>
<div class="sec"><h4>E-mail Notification</h4><p><label for="n1">E-mail Notification E-mail Address</label> : <input id="n1" name="nmail" type="text" value="n@example.com" /></p><p><label for="n2">User Name</label> : <input id="n2" name="nuser" type="text" value="" /></p><p><input type="hidden" name="grp" value="true" /><input type="checkbox" name="grpBox" checked="true" /><input type="hidden" name="grp" value="false" /><input type="checkbox" name="grpBox" /></p></div>
<p><input type="image" name="okImg" src="/images/img_OK.gif" alt="OK" onclick="return Mail.ok()" /> <a href="../webArch/configList.cgi">Cancel</a></p></form>
<form name="basicForm" action="#"><input type="hidden" name="wimToken" value="@TOKEN@" /><input type="hidden" name="returnValue" value="SUCCESS" /><input type="hidden" name="methodName" value="emailSetup" /></form>""",
            admin=v["admin_address"], m1=check(not oauth), m2=check(oauth), server=v["server"], server_part=server_part, oauth_part=oauth_part, mail=v["auth_address"], user=v["auth_user"],
            auto="true" if v["auto_sender"] else "false", autobox=check(v["auto_sender"])), "E-mail", MAIL_SCRIPT)

    FREE = {"adminAddr", "sendMethod", "server", "account", "acctName", "autoFrom", "phase", "ssl", "auth", "port"}

    def take(self, request, session, phase):
        optional = {"autoFromBox", "okImg.x", "okImg.y"}
        self.expect_form(request, session, "mainForm", free=self.FREE, optional=optional)
        f = dict(request.fields)
        if f.get("phase") != phase:
            self.wrong(f"phase {f.get('phase')} where the page says {phase}")
        if (f["autoFrom"] == "true") != ("autoFromBox" in f):
            self.wrong("a check box and its hidden twin disagree")
        if phase == "confirm" and "okImg.x" not in f:
            self.wrong("the image button's coordinates are missing")
        session.staged = dict(self.values(session), method="oauth2" if f["sendMethod"] == "oa" else "password", server=f["server"], auth_address=f["account"],
                              auth_user=f["acctName"], admin_address=f["adminAddr"], auto_sender=f["autoFrom"] == "true")
        if "auth" in f:
            session.staged["smtp_auth"] = f["auth"] == "1"

    def redraw(self, request, session):
        if request.field("phase") is None:  # from the code screen or from the confirmation's Back
            return self.mail_page(request, session, keep=True)
        self.take(request, session, "redraw")
        return self.mail_page(request, session, keep=True)

    def begin(self, request, session):
        self.take(request, session, "begin")
        session.code = self.authority.new_code()
        return self.code_page(session)

    def code_page(self, session, note=""):
        return self.page(fill("""<h4>OAuth 2.0 Authentication (Exchange Online)</h4><p class="note">{{note}}</p><ol><li>Make a note of the code: <tt>{{code}}</tt></li>
<li>Click <a href="https://login.microsoftonline.com/common/oauth2/deviceauth" target="_blank">Microsoft</a> and enter the code.</li><li>When authentication is complete, press [OK].</li></ol>
<form name="endForm" method="post" action="emailOauthEnd.cgi"><input type="hidden" name="wimToken" value="@TOKEN@" /><input type="submit" name="okay" value="OK" /><input type="button" value="Cancel" onclick="location.href='emailSetup.cgi'" /></form>""", code=session.code, note=note),
                         head='<meta http-equiv="refresh" content="3;url=emailOauth.cgi?step=wait" />')

    def waiting(self, request, session):
        return self.code_page(session, "Waiting for authentication...") if session.code else self.error("BADFLOW", "Operate again from the beginning.")

    def end(self, request, session):
        self.expect_form(request, session, "endForm", added=[("okay", "OK")])
        if not self.authority.granted(session.code):
            return self.code_page(session, "Authentication is not yet complete.")
        session.staged["authorised"] = True
        return self.mail_page(request, session, keep=True)

    def error(self, value, text):
        return self.page(fill("""<img src="/images/messageIconE.gif" alt="" /><table><tr class="responseMessage"><td>{{text}}</td></tr></table><form name="basicForm" action="#"><input type="hidden" name="wimToken" value="@TOKEN@" /><input type="hidden" name="returnValue" value="{{value}}" /><input type="hidden" name="methodName" value="emailConfirm" /></form>""",
                              value=value, text=text), body='class="errorMessage"')

    def confirm(self, request, session):
        if self.busy_left:
            self.busy_left -= 1
            return self.error("BUSY", "This device is in use by another function.")
        self.take(request, session, "confirm")
        return self.page(fill("""<h4>Confirm</h4><p>The following settings will be made.</p><dl><dt>SMTP Server Name</dt><dd>{{server}}</dd><dt>Administrator E-mail Address</dt><dd>{{admin}}</dd></dl>
<form name="confForm" method="post" action="emailSet.cgi"><input type="hidden" name="wimToken" value="@TOKEN@" /><input type="hidden" name="fixed" value="yes" /><button type="submit" name="go" value="set">OK</button></form><form name="backForm" method="post" action="emailSetup.cgi"><input type="hidden" name="wimToken" value="@TOKEN@" /><button type="submit">Back</button></form>""",
                              server=session.staged["server"], admin=session.staged["admin_address"]), "Confirm")

    def save(self, request, session):
        self.expect_form(request, session, "confForm", added=[("go", "set")])
        self.saves += 1
        self.state.update(session.staged)
        if self.state["method"] != "oauth2":
            self.state["authorised"] = False
        session.staged = None
        return Answer("", 302, headers=[("Location", "../webArch/configList.cgi")])
