"""A printer in English that draws itself: the menu by document.write, the e-mail page's fields by a fragment that is fetched
when the page loads. Saves go to a hidden inline frame whose answer calls back into the page. The code screen asks the
printer by itself every two seconds and enables its [OK] only once the sign-in is done."""

import json

from ground.forms import differences, successful
from ground.printer import Printer, fill
from ground.wire import Answer, Habits

MENU = r"""
var wsMenu = [
  ['Device Management', [['Configuration', '../../websys/webArch/configList.cgi'], ['Address Book', '../../address/adrsList.cgi']]],
  ['Job', [['Spool', '../../job/spool.cgi']]]
];
function wsMenu_jumpUrl(u){ window.location.assign(u); }
function wsMenu_draw(){
  for(var i in wsMenu){
    document.write('<div class="menuTitle">' + wsMenu[i][0] + '</div>');
    for(var j = 0; j < wsMenu[i][1].length; j++){
      document.write("<div class='menuItem'><a href=\"javascript:wsMenu_jumpUrl('" + wsMenu[i][1][j][1] + "')\">" + wsMenu[i][1][j][0] + '<' + '/a></div>');
    }
  }
}
"""

MAIL = r"""
var Tabs = { current: null, timer: 0 };
Tabs.load = function(name){
  var x = new XMLHttpRequest();
  x.onreadystatechange = function(){
    if(this.readyState == 4 && this.status == 200){
      document.getElementById('tabBody').innerHTML = this.responseText;
      Tabs.current = name;
      Tabs.adjust();
    }
  };
  x.open('GET', 'tab.cgi?name=' + encodeURIComponent(name));
  x.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
  x.send(null);
};
Tabs.adjust = function(){
  var f = document.forms.settings, oauth = f.elements.namedItem('mode_oauth').checked;
  ['smtpPort', 'smtpSec', 'smtpAuthOn', 'smtpPass'].forEach(function(n){
    var e = f.elements[n];
    if(e.length && e[0] && e[0].type === 'radio'){ Array.prototype.slice.call(e).forEach(function(r){ r.disabled = oauth; }); } else { e.disabled = oauth; }
  });
  document.getElementById('oauthRow').style.display = oauth ? 'table-row' : 'none';
};
Tabs.saved = function(code, text){
  document.getElementById('msg').innerHTML = text;
  if(code === 0){ Tabs.load('email'); }
};
Tabs.begin = function(){
  Tabs.ask('device.cgi?op=new', function(r){
    var box = document.getElementById('box');
    box.style.display = '';
    box.querySelector('.code').textContent = r.code;
    box.querySelector('a').href = r.url;
    document.getElementById('boxOk').disabled = true;
    Tabs.timer = setInterval(Tabs.poll, 2000);
  });
};
Tabs.poll = function(){
  Tabs.ask('device.cgi?op=poll', function(r){
    if(r.state === 'wait'){ return; }
    clearInterval(Tabs.timer);
    document.querySelector('#box .state').textContent = r.state === 'done' ? 'Authentication is complete.' : 'Authentication failed.';
    document.getElementById('boxOk').disabled = r.state !== 'done';
  });
};
Tabs.close = function(){
  document.getElementById('box').style.display = 'none';
  document.getElementById('oauthMark').innerHTML = '(Authenticated)';
  document.forms.settings.granted.value = '1';
};
Tabs.ask = function(u, then){
  var x = new XMLHttpRequest();
  x.open('POST', u, true);
  x.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
  x.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
  x.onload = function(){ then(JSON.parse(x.responseText)); };
  x.send('wimToken=' + encodeURIComponent(document.forms.settings.wimToken.value));
};
window.onload = function(){
  Tabs.load('email');
  document.getElementById('apply').onclick = function(){
    var f = document.forms['settings'];
    f.action = 'store.cgi'; f.method = 'post'; f.target = 'sink';
    f.submit();
  };
};
"""


class TabsDrawnByScript(Printer):
    model = "IM C6010"
    languages = ["en"]
    habits = Habits(framing="length")
    token_per_page = False

    def static(self, path):
        source = {"/scripts/menu.js": MENU, "/scripts/mail.js": MAIL}.get(path)
        return source and Answer(source, kind="application/javascript")

    def routes(self):
        arch, mail = "websys/webArch/", "network/mail/"
        return {("GET", arch + "mainFrame.cgi"): self.main, ("GET", arch + "topPage.cgi"): self.main, ("GET", arch + "authForm.cgi"): self.login_page, ("GET", arch + "configList.cgi"): self.config,
                ("GET", mail + "index.cgi"): self.mail_page, ("GET", mail + "tab.cgi"): self.tab, ("POST", mail + "device.cgi"): self.device, ("POST", mail + "store.cgi"): self.store}

    def main(self, request, session):
        menu = "<script>wsMenu_draw();</script><a href='logout.cgi'>Logout</a>" if session.logged_in else "<a href='authForm.cgi'>Login</a>"
        return f"""<html><head><title>RNP002673445566 - Web Image Monitor</title><script src="/scripts/menu.js"></script></head><body><h2 id="modelName">{self.model}</h2>{menu}</body></html>"""

    def login_page(self, request, session, failed=False):
        text = "<b>Authentication has failed.</b>" if failed else ""
        return f"""<html><body>{text}<form name="loginForm" action="login.cgi" method="post"><input type="hidden" name="wimToken" value="@TOKEN@"><input type="text" name="userid_work"><input type="hidden" name="userid"><input type="password" name="password_work"><input type="hidden" name="password"><input type="hidden" name="open" value=""><input type="submit" value="Login"></form></body></html>"""

    def config(self, request, session):
        return """<html><head><script src="/scripts/menu.js"></script></head><body><h4>Device Settings</h4><script>
var items = { System: 'sys.cgi', Email: '../../network/mail/index.cgi', 'Auto Email Notification': 'auto.cgi' };
for(var k in items){ document.writeln('<li><a href="javascript:wsMenu_jumpUrl(\\'' + items[k] + '\\');">' + k + '</a>'); }
</script></body></html>"""

    def mail_page(self, request, session):
        return """<html><head><title>Email</title><script src="/scripts/mail.js"></script></head><body><div class="tabs"><span onclick="Tabs.load('email')">General</span></div><div id="msg"></div>
<form name="settings" onsubmit="return false"><input type="hidden" name="wimToken" value="@TOKEN@"><input type="hidden" name="granted" value=""><div id="tabBody">Loading...</div><button type="button" id="apply">OK</button></form>
<iframe name="sink" style="display:none"></iframe>
<div id="box" style="display:none"><h3>OAuth 2.0 Authentication (for Exchange Online)</h3><p>Enter this code: <span class="code"></span> at <a target="_blank">Microsoft</a></p><p class="state">Waiting for authentication...</p><p>When authentication is complete, press [OK].</p><button type="button" id="boxOk" onclick="Tabs.close()" disabled>OK</button></div></body></html>"""

    def tab(self, request, session):
        v = self.state
        oauth = v["method"] == "oauth2"
        check = lambda on: "checked" if on else ""
        row = lambda label, control, more="": f"<tr {more}><td class='l'>{label}</td><td>{control}</td></tr>"
        text = lambda name, value: fill('<input name="{{n}}" value="{{v}}">', n=name, v=value)
        html = "<h4>Administrator</h4><table>" + row("Administrator's Email Address", text("adminTo", v["admin_address"])) + "</table><h4>SMTP</h4><table>" + \
            row("Email Sending Authentication Method", f'<input type="radio" name="mode" id="mode_basic" value="b" onclick="Tabs.adjust()" {check(not oauth)}><label for="mode_basic">SMTP Authentication</label><input type="radio" name="mode" id="mode_oauth" value="o" onclick="Tabs.adjust()" {check(oauth)}><label for="mode_oauth">OAuth 2.0 Authentication (for Exchange Online)</label>') + \
            row("SMTP Server Name", text("smtpHost", v["server"])) + row("SMTP Port No.", text("smtpPort", "587" if oauth else "25")) + \
            row("Use Secure Connection (SSL)", f'<select name="smtpSec"><option value="0">Inactive</option><option value="1" {"selected" if oauth else ""}>STARTTLS</option></select>') + \
            row("SMTP Authentication", f'<input type="radio" name="smtpAuthOn" value="1" {check(v["smtp_auth"])}>Active<input type="radio" name="smtpAuthOn" value="0" {check(not v["smtp_auth"])}>Inactive') + \
            row("SMTP Auth. Email Address", text("authMail", v["auth_address"])) + row("SMTP Auth. User Name", text("authName", v["auth_user"])) + row("SMTP Auth. Password", '<input type="password" name="smtpPass">') + \
            row("OAuth 2.0 Authentication", f'<input type="button" value="Start Authentication" onclick="Tabs.begin()"> <span id="oauthMark">{"(Authenticated)" if v["authorised"] else ""}</span>', 'id="oauthRow"') + \
            row("Auto Specify Sender Name", f'<input type="radio" name="autoName" value="1" {check(v["auto_sender"])}>Active<input type="radio" name="autoName" value="0" {check(not v["auto_sender"])}>Inactive') + \
            "</table><h4>POP before SMTP</h4><table>" + row("User Name", text("popName", "x<y")) + row("Email Address", text("popMail", "pop@example.com")) + "</table>"
        session.memory["tab"] = html
        return Answer(html, kind="text/html")

    def device(self, request, session):
        if request.header("x-requested-with") != "XMLHttpRequest":
            self.wrong("device.cgi without X-Requested-With")
        if request.query == [("op", "new")]:
            session.code = self.authority.new_code()
            return Answer(json.dumps({"code": session.code, "url": self.verification_uri}), kind="application/json")
        done = self.authority.granted(session.code)
        session.memory["done"] = done
        return Answer(json.dumps({"state": "done" if done else "wait"}), kind="application/json")

    def store(self, request, session):
        page = self.page_of(request, session).replace("Loading...", session.memory.get("tab", ""))
        f = dict(request.fields)
        oauth = f.get("mode") == "o"
        off = ("smtpPort", "smtpSec", "smtpAuthOn", "smtpPass")
        if found := differences(request.fields, successful(page, "settings", disabled=off if oauth else ()), {"granted", "adminTo", "mode", "smtpHost", "smtpPort", "smtpSec", "smtpAuthOn", "authMail", "authName", "autoName"}):
            self.wrong(f"store.cgi: {found}")
        if f["granted"] and not session.memory.get("done"):
            self.wrong("granted, before the printer knew it")
        self.saves += 1
        self.state.update(method="oauth2" if oauth else "password", server=f["smtpHost"], auth_address=f["authMail"], auth_user=f["authName"], admin_address=f["adminTo"], auto_sender=f["autoName"] == "1",
                          authorised=oauth and (f["granted"] == "1" or self.state["authorised"]))
        if not oauth:
            self.state["smtp_auth"] = f["smtpAuthOn"] == "1"
        return "<html><body><script>parent.Tabs.saved(0, 'Saved.');</script></body></html>"
