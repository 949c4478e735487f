"""A young printer, in English: definition lists, a small jQuery-like library, listeners instead of inline handlers, a
drop-down for the sending method that only enables and disables controls, and the code in a dialog of the same page that is
fed by XMLHttpRequest with JSON. Saving asks with confirm() and shows its result on a page of its own."""

import json

from ground.printer import Printer, fill
from ground.wire import Answer, Habits

LIBRARY = r"""
(function (w, d) {
  'use strict';
  function Set(list) { this.length = list.length; for (var i = 0; i < list.length; i++) { this[i] = list[i]; } }
  function $(what) {
    if (typeof what === 'function') { if (d.readyState === 'loading') { d.addEventListener('DOMContentLoaded', what); } else { what(); } return; }
    if (typeof what !== 'string') { return new Set([what]); }
    if (what.charAt(0) === '#' && what.indexOf(' ') < 0) { var e = d.getElementById(what.substr(1)); return new Set(e ? [e] : []); }
    return new Set(d.querySelectorAll(what));
  }
  Set.prototype = {
    each: function (f) { for (var i = 0; i < this.length; i++) { f.call(this[i], i, this[i]); } return this; },
    on: function (name, f) { return this.each(function () { this.addEventListener(name, f, false); }); },
    val: function (v) { if (v === undefined) { return this.length ? this[0].value : undefined; } return this.each(function () { this.value = v; }); },
    text: function (v) { if (v === undefined) { return this[0].textContent; } return this.each(function () { this.textContent = v; }); },
    attr: function (n, v) { if (v === undefined) { return this[0].getAttribute(n); } return this.each(function () { this.setAttribute(n, v); }); },
    prop: function (n, v) { if (v === undefined) { return this[0][n]; } return this.each(function () { this[n] = v; }); },
    show: function () { return this.each(function () { this.style.display = 'block'; }); },
    hide: function () { return this.each(function () { this.style.display = 'none'; }); },
    addClass: function (c) { return this.each(function () { this.classList.add(c); }); },
    removeClass: function (c) { return this.each(function () { this.classList.remove(c); }); },
    submit: function () { return this.each(function () { this.submit(); }); }
  };
  $.ajax = function (o) {
    var x = new XMLHttpRequest(), pairs = [], k;
    for (k in o.data) { if (o.data.hasOwnProperty(k)) { pairs.push(encodeURIComponent(k) + '=' + encodeURIComponent(o.data[k])); } }
    x.open(o.type || 'GET', o.url, true);
    x.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
    x.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8');
    x.onreadystatechange = function () {
      if (x.readyState !== 4) { return; }
      if (x.status === 200) { o.success(JSON.parse(x.responseText)); } else if (o.error) { o.error(x.status); }
    };
    x.send(pairs.join('&'));
  };
  w.$ = $;
})(window, document);
"""

MAIL_SCRIPT = r"""
$(function () {
  var base = $('#mailForm').attr('data-base');
  function mode() {
    var oauth = $('#authMethod').val() === '2';
    $('.basicOnly').each(function () { this.disabled = oauth; });
    if (oauth) { $('#oauthBlock').show(); $('#port').val('587'); } else { $('#oauthBlock').hide(); }
  }
  function valid() {
    var m = $('#senderAddr').val();
    if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(m)) { alert('Enter a valid SMTP Auth. Email Address.'); return false; }
    return true;
  }
  $('#authMethod').on('change', mode);
  mode();
  $('#startAuth').on('click', function (ev) {
    ev.preventDefault();
    if (!valid()) { return; }
    $.ajax({ type: 'POST', url: base + 'oauth/request.cgi',
      data: { wimToken: $('#tok').val(), account: $('#userName').val(), kind: 'EXO' },
      success: function (r) {
        if (r.result !== 'OK') { alert(r.message); return; }
        $('#userCode').text(r.device.userCode);
        $('#msLink').attr('href', r.device.verificationUri);
        $('#transaction').val(r.transaction);
        $('#dialog').show();
      } });
  });
  $('#dialogOk').on('click', function () {
    $.ajax({ type: 'POST', url: base + 'oauth/confirm.cgi', data: { wimToken: $('#tok').val(), transaction: $('#transaction').val() },
      success: function (r) {
        if (r.result === 'PENDING') { alert('Authentication is not completed. Complete it on the Microsoft page, then press [OK].'); return; }
        if (r.result !== 'OK') { alert('Authentication failed.'); $('#dialog').hide(); return; }
        $('#oauthState').text('(Authenticated)');
        $('#grant').val(r.grant);
        $('#dialog').hide();
      } });
  });
  $('#dialogCancel').on('click', function () { $('#dialog').hide(); });
  $('#okButton').on('click', function (ev) {
    if (!valid()) { ev.preventDefault(); return; }
    if (!confirm('Apply the settings?')) { return; }
    $('#mailForm').attr('action', base + ['set', 'Email', '.cgi'].join('')).attr('method', 'post').submit();
  });
});
"""

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="UTF-8"><title>{{title}}</title>
<script src="/js/wim-core.js?v=104"></script>{{!head}}</head>
<body><div id="global"><span id="modelName">{{model}}</span> {{!user}}</div><div id="contents">{{!content}}</div></body></html>"""


class DialogsAndJson(Printer):
    model = "IM C2510"
    languages = ["en", "ja"]
    habits = Habits(framing="chunked")

    def static(self, path):
        source = {"/js/wim-core.js": LIBRARY, "/js/email.js": MAIL_SCRIPT}.get(path)
        return source and Answer(source, kind="text/javascript")

    def routes(self):
        arch = "websys/webArch/"
        return {
            ("GET", arch + "mainFrame.cgi"): self.home, ("GET", arch + "topPage.cgi"): self.home, ("GET", arch + "authForm.cgi"): self.login_page,
            ("GET", arch + "configList.cgi"): self.config, ("GET", "device/network/email.cgi"): self.mail_page,
            ("POST", "device/network/oauth/request.cgi"): self.code, ("POST", "device/network/oauth/confirm.cgi"): self.confirm,
            ("POST", "device/network/setEmail.cgi"): self.save,
        }

    def page(self, session, content, title="Web Image Monitor", head=""):
        user = """<a class="logout" href="../../websys/webArch/logout.cgi">Logout</a>""" if session.logged_in else """<a href="../../websys/webArch/authForm.cgi">Login</a>"""
        return fill(PAGE, title=title, head=head, model=self.model, user=user, content=content)

    def home(self, request, session):
        links = ""
        if session.logged_in:
            links = """<nav><ul><li>Status/Information</li><li>Device Management<ul><li><a href="../../websys/webArch/configList.cgi">Configuration</a></li>
<li><a href="../../address/adrsList.cgi">Address Book</a></li></ul></li><li><a href="../../job/list.cgi">Print Job/Stored File</a></li></ul></nav>"""
        return self.page(session, links + "<dl><dt>Device Name</dt><dd>:&nbsp;RICOH IM C2510</dd><dt>Host Name</dt><dd>:&nbsp;RNP5838790FFEE0</dd></dl>", "RNP5838790FFEE0 - Web Image Monitor")

    def login_page(self, request, session, failed=False):
        return self.page(session, ("<p class='msg'>Authentication has failed.</p>" if failed else "") + """<form name="loginForm" id="loginForm" action="login.cgi" method="post"><input type="hidden" name="wimToken" value="@TOKEN@">
<label for="u">Login User Name</label> <input id="u" type="text" name="userid_work"><input type="hidden" name="userid"><label for="p">Login Password</label> <input id="p" type="password" name="password_work"><input type="hidden" name="password"><input type="hidden" name="open" value="">
<button type="button" id="go">Login</button></form><script>$(function(){$('#go').on('click',function(){var f=document.forms[0];f.userid.value=btoa(unescape(encodeURIComponent(f.userid_work.value)));f.password.value=btoa(unescape(encodeURIComponent(f.password_work.value)));f.userid_work.value=f.password_work.value='';f.submit();});});</script>""")

    def config(self, request, session):
        return self.page(session, """<h2>Configuration</h2><section><h3>Device Settings</h3><ul><li><a href="../../device/system.cgi">System</a></li><li><a href="../../device/date.cgi">Date/Time</a></li>
<li><a href="../../device/network/email.cgi">Email</a></li><li><a href="../../device/network/autoNotify.cgi">Auto Email Notification</a></li><li><a href="../../device/network/demand.cgi">On-demand Email Notification</a></li></ul></section>
<section><h3>Security</h3><ul><li><a href="../../security/userLockout.cgi">User Lockout Policy</a></li></ul></section>""")

    def mail_page(self, request, session):
        v = self.state
        chosen = lambda now, this: "selected" if now == this else ""
        check = lambda on: "checked" if on else ""
        return self.page(session, fill("""<h2>Email</h2>
<form id="mailForm" name="mailForm" data-base="/web/entry/en/device/network/" onsubmit="return false">
<input type="hidden" id="tok" name="wimToken" value="@TOKEN@"><input type="hidden" name="rev" value="3 &amp; 4"><input type="hidden" id="grant" name="oauthGrant" value="">
<h3>Administrator Email Address</h3><dl class="listbox"><dt>Administrator Email Address</dt><dd><input type="text" name="mgrAddr" value="{{admin}}"></dd>
<dt>Signature</dt><dd><textarea name="sig" rows="2">
Sent by
 the copier &gt;2F</textarea></dd></dl>
<h3>Email Sending</h3><dl class="listbox"><dt>Email Send Authentication Method</dt><dd><select id="authMethod" name="sendAuth"><option value="0" {{!none}}>Do not authenticate</option><option value="1" {{!basic}}>SMTP Authentication</option><option value="2" {{!oauth}}>OAuth 2.0 Authentication (for Exchange Online)</option></select></dd>
<dt>Auto Specify Sender Name</dt><dd><label><input type="radio" name="autoSender" value="1" {{!auto1}}> On</label> <label><input type="radio" name="autoSender" value="0" {{!auto0}}> Off</label></dd></dl>
<h3>SMTP</h3><dl class="listbox"><dt>SMTP Server Name</dt><dd><input type="text" name="host" value="{{server}}" maxlength="127"></dd>
<dt>SMTP Port No.</dt><dd><input class="basicOnly" id="port" name="port" value="{{port}}" size="5"></dd>
<dt>Use Secure Connection (SSL)</dt><dd><select class="basicOnly" name="tls"><option value="n">Off</option><option value="s" {{!starttls}}>STARTTLS</option><option value="y">SSL</option></select></dd>
<dt>SMTP Authentication</dt><dd><input class="basicOnly" type="radio" name="sa" value="1" {{!sa1}}>On <input class="basicOnly" type="radio" name="sa" value="0" {{!sa0}}>Off</dd>
<dt>SMTP Auth. Email Address</dt><dd><input type="email" id="senderAddr" name="authAddr" value="{{mail}}"></dd>
<dt>SMTP Auth. User Name</dt><dd><input type="text" id="userName" name="authName" value="{{user}}"></dd>
<dt>SMTP Auth. Password</dt><dd><input type="password" class="basicOnly" name="pwNew" value=""><input type="hidden" name="pwKeep" value="1"></dd>
<dt>SMTP Auth. Encryption</dt><dd><select class="basicOnly" name="enc"><option selected>Auto</option><option>CRAM-MD5</option></select></dd></dl>
<div id="oauthBlock" style="display:none"><dl class="listbox"><dt>OAuth 2.0 Authentication</dt><dd><button id="startAuth">Start Authentication</button> <span id="oauthState">{{mark}}</span></dd></dl></div>
<h3>POP before SMTP</h3><dl class="listbox"><dt>POP User Name</dt><dd><input name="popUser" value="pop"></dd><dt>Server Name</dt><dd><input name="popHost" value=""></dd></dl>
<h3>POP3/IMAP4</h3><dl class="listbox"><dt>Server Name</dt><dd><input name="imapHost" value="imap.example.com"></dd><dt>IMAP4 Port No.</dt><dd><input class="basicOnly" name="imapPort" value="{{imap}}"></dd></dl>
<h3>Email Notification Account</h3><dl class="listbox"><dt>Email Notification Email Address</dt><dd><input name="ntfAddr" value="ntf@example.com"></dd><dt>Receive Email Notification</dt><dd><input type="checkbox" name="ntfOn" value="yes" checked> <input type="checkbox" name="ntfMore"></dd><dt>Email Notification User Name</dt><dd><input name="ntfUser" value="ntf"></dd></dl>
<div class="buttons"><button type="button" id="okButton">OK</button><button type="reset">Reset</button></div></form>
<div id="dialog" style="display:none"><h3>OAuth 2.0 Authentication (for Exchange Online)</h3><p>Code: <b id="userCode"></b></p><p><a id="msLink" target="_blank" href="#">Microsoft</a></p>
<p>When authentication is complete, press [OK].</p><input type="hidden" id="transaction" value=""><button type="button" id="dialogOk">OK</button><button type="button" id="dialogCancel">Cancel</button></div>""",
            admin=v["admin_address"], server=v["server"], port="587" if v["method"] == "oauth2" else "25", mail=v["auth_address"], user=v["auth_user"],
            none="", basic=chosen(v["method"], "password"), oauth=chosen(v["method"], "oauth2"), auto1=check(v["auto_sender"]), auto0=check(not v["auto_sender"]),
            starttls=chosen(v["method"], "oauth2"), sa1=check(v["smtp_auth"]), sa0=check(not v["smtp_auth"]), mark="(Authenticated)" if v["authorised"] else "(Not authenticated)",
            imap="993" if v["method"] == "oauth2" else "143"), "Email", '<script src="/js/email.js"></script>')

    def ajax(self, request, want):
        if request.header("x-requested-with") != "XMLHttpRequest":
            self.wrong(f"{request.path}: no X-Requested-With")
        if [name for name, _ in request.fields] != want:
            self.wrong(f"{request.path}: fields {request.fields}")

    def code(self, request, session):
        self.ajax(request, ["wimToken", "account", "kind"])
        session.code = self.authority.new_code()
        session.memory["transaction"] = str(next(self.numbers))
        session.memory["account"] = request.field("account")
        return Answer(json.dumps({"result": "OK", "transaction": session.memory["transaction"], "device": {
            "userCode": session.code, "verificationUri": "https:\\/\\/microsoft.com/devicelogin".replace("\\", ""), "expiresIn": 900}}), kind="application/json")

    def confirm(self, request, session):
        self.ajax(request, ["wimToken", "transaction"])
        if request.field("transaction") != session.memory.get("transaction"):
            self.wrong("confirm.cgi: not the transaction that was started")
        if not self.authority.granted(session.code):
            return Answer('{"result":"PENDING"}', kind="application/json")
        session.memory["grant"] = "g" + session.memory["transaction"]
        return Answer(json.dumps({"result": "OK", "grant": session.memory["grant"]}), kind="application/json")

    def save(self, request, session):
        f = dict(request.fields)
        oauth = f.get("sendAuth") == "2"
        controls = {"port", "tls", "sa", "pwNew", "enc", "imapPort"}
        self.expect_form(request, session, "mailForm", free={"mgrAddr", "sendAuth", "autoSender", "host", "authAddr", "authName", "oauthGrant", "port", "tls", "sa", "imapPort"},
                         disabled=controls if oauth else ())
        granted = f["oauthGrant"] and f["oauthGrant"] == session.memory.get("grant")
        if f["oauthGrant"] and not granted:
            self.wrong("a grant came back that this session never got")
        self.saves += 1
        self.state.update(method={"2": "oauth2"}.get(f["sendAuth"], "password"), server=f["host"], auth_address=f["authAddr"], auth_user=f["authName"],
                          admin_address=f["mgrAddr"], auto_sender=f["autoSender"] == "1")
        if not oauth:
            self.state.update(smtp_auth=f.get("sa") == "1", authorised=False)
        elif granted:
            self.state["authorised"] = True
        return self.page(session, """<p class="result">The settings have been changed.</p><a href="email.cgi">Back</a>""")
