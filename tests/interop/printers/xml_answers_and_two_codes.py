"""A printer in English whose pages speak XML to their server: [Start] fetches a fragment with XMLHttpRequest and writes it
into the page, and the whole form is saved the same way, answered by a bare array as text/plain.

Its code screen shows a request number that looks exactly like a code. Nothing tells the two apart but a person's eyes: the
right answer is to show both, take neither, and let the person choose."""

from ground.printer import Printer, fill
from ground.wire import Answer, Habits

SCRIPT = r"""
var Ajax = (function(){
  var queue = [], busy = false;
  function next(){
    if(busy || queue.length == 0){ return; }
    busy = true;
    var job = queue.shift(), req = window.XMLHttpRequest ? new XMLHttpRequest() : new ActiveXObject('Microsoft.XMLHTTP');
    req.open('POST', job.url, true);
    req.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
    req.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
    req.onload = function(){ busy = false; job.done(req); setTimeout(next, 100); };
    req.send(job.body);
  }
  return { post: function(url, body, done){ queue.push({url: url, body: body, done: done}); setTimeout(next, 0); } };
})();
function serialize(form){
  var out = [];
  for(var i = 0; i < form.elements.length; i++){
    var e = form.elements[i];
    if(!e.name || e.disabled){ continue; }
    if((e.type == 'radio' || e.type == 'checkbox') && !e.checked){ continue; }
    if(e.type == 'button' || e.type == 'submit'){ continue; }
    var v = e.tagName.toLowerCase() == 'select' ? e.options[e.selectedIndex].value : e.value;
    out.push(encodeURIComponent(e.name) + '=' + encodeURIComponent(v));
  }
  return out.join('&');
}
function onMethod(sel){
  var rows = document.getElementsByTagName('tr');
  for(var i = 0; i < rows.length; i++){
    if(rows[i].className == 'forBasic'){ rows[i].style.display = sel.value == 'EXO' ? 'none' : ''; }
    if(rows[i].className == 'forOauth'){ rows[i].style.display = sel.value == 'EXO' ? '' : 'none'; }
  }
}
function start(){
  Ajax.post('mailOauth.cgi', 'act=start&wimToken=' + document.mainForm.wimToken.value, function(req){
    var doc = req.responseXML, area = document.getElementById('codeArea');
    if(doc.getElementsByTagName('status')[0].firstChild.nodeValue != '0'){ alert('error'); return; }
    area.innerHTML = doc.getElementsByTagName('body')[0].firstChild.nodeValue;
    area.style.visibility = 'visible';
  });
}
function done(){
  Ajax.post('mailOauth.cgi', 'act=done&wimToken=' + document.mainForm.wimToken.value, function(req){
    var st = req.responseXML.getElementsByTagName('status')[0].firstChild.nodeValue;
    if(st == '1'){ document.getElementById('codeMsg').innerHTML = 'Authentication is not completed.'; return; }
    document.getElementById('codeArea').innerHTML = '';
    document.getElementById('authMark').innerHTML = '(Authenticated)';
  });
}
function ok(){
  Ajax.post('mailSet.cgi', serialize(document.mainForm), function(req){
    var r = eval(req.responseText);
    if(r[0] == 0){ location.href = '../websys/webArch/configList.cgi'; } else { alert('Error ' + r[0]); }
  });
}
"""


class XmlAnswersAndTwoCodes(Printer):
    model = "MP C5503"
    languages = ["en", "fr"]
    habits = Habits(framing="length")
    candidates = 2

    def static(self, path):
        return Answer(SCRIPT, kind="text/javascript") if path == "/web/js/mail.js" else None

    def routes(self):
        arch = "websys/webArch/"
        return {("GET", arch + "mainFrame.cgi"): self.main, ("GET", arch + "topPage.cgi"): self.top, ("GET", arch + "authForm.cgi"): self.login_page, ("GET", arch + "configList.cgi"): self.config,
                ("GET", "mail/mailGet.cgi"): self.mail_page, ("POST", "mail/mailOauth.cgi"): self.oauth, ("POST", "mail/mailSet.cgi"): self.save}

    def main(self, request, session):
        return """<html><head><title>RNP - Web Image Monitor</title></head><frameset cols="100%"><frame name="wk" src="topPage.cgi"></frameset></html>"""

    def top(self, request, session):
        if not session.logged_in:
            return """<html><body><a href="authForm.cgi">Login</a></body></html>"""
        return """<html><body><a href="logout.cgi">Logout</a><table><tr><td>Device Management</td></tr><tr><td><a href="javascript:void(location.href='configList.cgi')">Configuration</a></td></tr></table></body></html>"""

    def login_page(self, request, session, failed=False):
        return ("<p>Authentication has failed.</p>" if failed else "") + """<html><body><script>function b64(s){ return btoa(unescape(encodeURIComponent(s))); } function enc(){ var f = document.forms[0]; f.userid.value = b64(f.userid_work.value); f.password.value = b64(f.password_work.value); f.userid_work.value = ''; f.password_work.value = ''; return true; }</script><form name="login" action="login.cgi" method="post" onSubmit="enc()"><input type="hidden" name="wimToken" value="@TOKEN@">User Name <input name="userid_work"><input type="hidden" name="userid">Password <input type="password" name="password_work"><input type="hidden" name="password"><input type="hidden" name="open"><input type="submit" value="Login"></form></body></html>"""

    def config(self, request, session):
        return """<html><body><b>Device Settings</b><br><a href="../../mail/mailGet.cgi">Email</a><br><a href="../../mail/demand.cgi">On-demand Email Notification</a><br><b>Network</b><br><a href="../../net/snmp.cgi">SNMP</a><a href="../websys/x.cgi">LDAP Server</a></body></html>"""

    def mail_page(self, request, session):
        v = self.state
        oauth = v["method"] == "oauth2"
        row = lambda label, control, kind="all": f'<tr class="{kind}" {"style=display:none" if (kind == "forBasic" and oauth) or (kind == "forOauth" and not oauth) else ""}><th align=left>{label}:</th><td>{control}</td></tr>'
        pick = lambda on: "selected" if on else ""
        text = lambda name, value: fill("<input name={{n}} value='{{v}}'>", n=name, v=value)
        return """<html><head><title>Email</title><script src="/web/js/mail.js"></script></head><body><form name="mainForm" onsubmit="ok();return false"><input type="hidden" name="wimToken" value="@TOKEN@"><input type="hidden" name="stamp" value="a b+c%2F">
<table><tr><td colspan=2><b>Email Transmission</b></td></tr>""" + row("Email Sending Auth. Method", f'<select name="meth" onchange="onMethod(this)"><option value="STD" {pick(not oauth)}>SMTP Auth.</option><option value="EXO" {pick(oauth)}>OAuth2.0 Authentication (For Exchange Online)</option></select>') + \
            row("Administrator's Email Address", text("ad", v["admin_address"])) + row("Auto Specify Sender Name", f'<select name="asn"><option value="1" {pick(v["auto_sender"])}>On</option><option value="0" {pick(not v["auto_sender"])}>Off</option></select>') + \
            '</table><table><tr><td colspan=2><b>SMTP</b></td></tr>' + row("SMTP Server Name", text("sv", v["server"])) + row("SMTP Port No.", text("pt", "25"), "forBasic") + row("SMTP Port No.", "587", "forOauth") + \
            row("SMTP Authentication", f'<select name="au"><option value="1" {pick(v["smtp_auth"])}>On</option><option value="0" {pick(not v["smtp_auth"])}>Off</option></select>', "forBasic") + row("SMTP Authentication", "On", "forOauth") + \
            row("SMTP Auth. Email Address", text("am", v["auth_address"])) + row("SMTP Auth. User Name", text("un", v["auth_user"])) + row("SMTP Auth. Password", '<input type="password" name="pw">', "forBasic") + \
            row("OAuth2.0 Authentication", f'<input type="button" value="Start Authentication" onclick="start()"><span id="authMark">{"(Authenticated)" if v["authorised"] else ""}</span>', "forOauth") + \
            '</table><table><tr><td colspan=2><b>POP3 / IMAP4</b></td></tr>' + row("User Name", text("pu", "pu")) + row("POP3 Port No.", text("pp", "110")) + row("IMAP4 Port No.", text("ip", "143")) + \
            '</table><input type="button" value="OK" onclick="ok()"><input type="button" value="Cancel" onclick="history.back()"></form><div id="codeArea" style="visibility:hidden"></div></body></html>'

    def ajax(self, request):
        if request.header("x-requested-with") != "XMLHttpRequest":
            self.wrong(f"{request.path}: no X-Requested-With")

    def oauth(self, request, session):
        self.ajax(request)
        act = request.field("act")
        if act == "start":
            session.code, other = self.authority.new_code(), self.authority.new_code()
            self.person_knows = session.code
            inner = f"""<h3>OAuth2.0 Authentication (For Exchange Online)</h3><table><tr><td>{other}</td></tr><tr><td>{session.code}</td></tr></table><a href="https://microsoft.com/devicelogin" target="ms">Microsoft</a><p id="codeMsg">When authentication is complete, press [OK].</p><input type="button" value="OK" onclick="done()">"""
            return Answer(fill('<?xml version="1.0" encoding="UTF-8"?><answer><status>0</status><body>{{x}}</body></answer>', x=inner), kind="text/xml")
        if act != "done" or session.code is None:
            self.wrong(f"mailOauth.cgi: {request.fields}")
        granted = self.authority.granted(session.code)
        session.memory["granted"] = granted
        return Answer(f'<?xml version="1.0" encoding="UTF-8"?><answer><status>{0 if granted else 1}</status></answer>', kind="text/xml")

    def save(self, request, session):
        self.ajax(request)
        self.expect_form(request, session, "mainForm", free={"meth", "ad", "asn", "sv", "am", "un", "au", "pt"})
        f = dict(request.fields)
        self.saves += 1
        oauth = f["meth"] == "EXO"
        self.state.update(method="oauth2" if oauth else "password", server=f["sv"], auth_address=f["am"], auth_user=f["un"], admin_address=f["ad"], auto_sender=f["asn"] == "1", smtp_auth=oauth or f["au"] == "1",
                          authorised=oauth and (session.memory.get("granted", False) or self.state["authorised"]))
        return Answer("[0]", kind="text/plain")
