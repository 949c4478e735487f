"""A printer that speaks French until asked for English, over plain HTTP, with the scripts of today: fetch, promises, arrow
functions, template strings, classes, delegated listeners on the document. The token travels in a meta element too, the
code sits in a <dialog>, saving answers 303. Settings are table rows with captions, each label wrapped around its control."""

import json

from ground.forms import differences, successful
from ground.printer import Printer, fill
from ground.wire import Answer, Habits

SCRIPT = r"""
'use strict';
const api = async (name, data = {}) => {
  const token = document.querySelector('meta[name="wim-token"]').content;
  const body = new URLSearchParams({ wimToken: token, ...data });
  const response = await fetch(`../api/${name}.cgi`, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Requested-With': 'XMLHttpRequest' }, body });
  if (!response.ok) { throw new Error(`HTTP ${response.status}`); }
  return response.json();
};
class MailPage {
  #started = false;
  constructor(root) {
    this.root = root;
    root.addEventListener('change', (event) => { if (event.target.matches('[name="auth[method]"]')) { this.show(event.target.value); } });
    root.addEventListener('click', (event) => {
      const action = event.target.closest('[data-action]')?.dataset.action;
      if (action && typeof this[action] === 'function') { event.preventDefault(); this[action](event.target); }
    });
    this.show(root.querySelector('[name="auth[method]"]:checked')?.value);
  }
  show(method) {
    for (const row of this.root.querySelectorAll('tr[data-for]')) {
      const on = row.dataset.for === method;
      row.hidden = !on;
      row.querySelectorAll('input, select').forEach((control) => { control.disabled = !on; });
    }
  }
  async start() {
    if (this.#started) { return; }
    const { user_code: code, verification_uri: uri } = await api('deviceStart', { user: this.root.querySelector('#authUser').value });
    this.#started = true;
    const dialog = document.getElementById('device');
    dialog.innerHTML = `<h2>OAuth 2.0 Authentication (for Exchange Online)</h2><p>Code: <strong>${code}</strong></p>
      <p><a href="${uri}" target="_blank" rel="noopener">Microsoft</a></p><p class="hint">When authentication is complete, press [OK].</p>
      <button type="button" data-action="finish">OK</button> <button type="button" data-action="cancel">Cancel</button>`;
    dialog.setAttribute('open', '');
  }
  finish() {
    api('deviceFinish').then(({ state }) => {
      if (state === 'pending') { document.querySelector('#device .hint').textContent = 'Authentication is not completed yet. Press [OK] after it is.'; return; }
      document.getElementById('device').removeAttribute('open');
      document.getElementById('device').innerHTML = '';
      document.getElementById('oauthState').textContent = state === 'granted' ? '(Authenticated)' : '(Failed)';
    }).catch(() => alert('Communication error'));
  }
  cancel() { document.getElementById('device').removeAttribute('open'); }
  save() { const form = this.root.querySelector('form'); form.requestSubmit(form.querySelector('button[value="apply"]')); }
}
document.addEventListener('DOMContentLoaded', () => { new MailPage(document.body); });
"""

WORDS = {
    "fr": dict(login="Connexion", logout="Déconnexion", manage="Gestion périphérique", config="Configuration", language="Langue", lead="Informations"),
    "en": dict(login="Login", logout="Logout", manage="Device Management", config="Configuration", language="Language", lead="Information"),
}


class ModernFetchOverHttp(Printer):
    model = "IM C320F"
    languages = ["fr", "en"]
    secure = False
    habits = Habits(framing="length", server="")
    token_per_page = False
    before = {name: value for name, value in Printer.before.items() if name != "smtp_auth"}

    def static(self, path):
        return Answer(SCRIPT, kind="text/javascript; charset=utf-8") if path == "/assets/mail.js" else None

    def routes(self):
        arch = "websys/webArch/"
        return {("GET", arch + "mainFrame.cgi"): self.main, ("GET", arch + "topPage.cgi"): self.main, ("GET", arch + "authForm.cgi"): self.login_page, ("GET", arch + "configList.cgi"): self.config,
                ("GET", "device/mail.cgi"): self.mail_page, ("POST", "device/mail.cgi"): self.save, ("POST", "api/deviceStart.cgi"): self.start, ("POST", "api/deviceFinish.cgi"): self.finish}

    def words(self, session):
        return WORDS[session.memory["language"]]

    def main(self, request, session):
        w, here = self.words(session), session.memory["language"]
        options = "".join(f'<option value="{code}" {"selected" if code == here else ""}>{name}</option>' for code, name in (("fr", "Français"), ("en", "English")))
        menu = f'<nav><ul><li>{w["manage"]}<ul><li><a href="configList.cgi">{w["config"]}</a></li></ul></li></ul></nav><a href="logout.cgi">{w["logout"]}</a>' if session.logged_in else f'<a href="authForm.cgi">{w["login"]}</a>'
        return f"""<!doctype html><html lang="{here}"><head><meta charset="utf-8"><title>{w["lead"]} - Web Image Monitor</title><script>const switchTo = (l) => {{ location.pathname = location.pathname.replace(/\\/(fr|en)\\//, `/${{l}}/`); }};</script></head><body><header><label>{w["language"]} <select name="language" onchange="switchTo(this.value)">{options}</select></label>{menu}</header></body></html>"""

    def login_page(self, request, session, failed=False):
        return """<!doctype html><html><body><form action="login.cgi" method="post" id="l"><input type="hidden" name="wimToken" value="@TOKEN@"><label>Login User Name <input name="userid_work" autocomplete="username"></label><input type="hidden" name="userid"><label>Login Password <input type="password" name="password_work"></label><input type="hidden" name="password"><input type="hidden" name="open"><button>Login</button></form>
<script>document.getElementById('l').addEventListener('submit', function (e) { const b = (s) => btoa(String.fromCharCode(...new TextEncoder().encode(s))); for (const n of ['userid', 'password']) { this.elements[n].value = b(this.elements[n + '_work'].value); this.elements[n + '_work'].value = ''; } });</script></body></html>"""

    def config(self, request, session):
        return """<!doctype html><html><body><section><h2>Device Settings</h2><ul><li><a href="../../device/mail.cgi">E-mail</a></li><li><a href="../../device/ldap.cgi">LDAP Server</a></li></ul></section></body></html>"""

    def mail_page(self, request, session):
        if session.memory["language"] == "fr":
            self.wrong("the settings were read in French though English is offered")
        v = self.state
        oauth = v["method"] == "oauth2"
        check = lambda on: "checked" if on else ""
        row = lambda label, control, more="": f'<tr {more}><td><label>{label} {control}</label></td></tr>'
        text = lambda name, value, more="": fill('<input name="{{n}}" value="{{v}}" {{!m}}>', n=name, v=value, m=more)
        return """<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="wim-token" content="@TOKEN@"><title>E-mail</title><script src="/assets/mail.js" defer></script></head><body><form method="post" action="mail.cgi" accept-charset="utf-8"><input type="hidden" name="wimToken" value="@TOKEN@">
<table><caption>Administrator</caption>""" + row("Administrator's E-mail Address", text("admin[mail]", v["admin_address"])) + \
            f'<tr><td>Auto Specify Sender Name <label><input type="radio" name="sender[auto]" value="on" {check(v["auto_sender"])}> On</label><label><input type="radio" name="sender[auto]" value="off" {check(not v["auto_sender"])}> Off</label></td></tr></table><table><caption>SMTP</caption>' + \
            f'<tr><td>E-mail Send Authentication Method <label><input type="radio" name="auth[method]" value="smtp" {check(not oauth)}> SMTP Authentication</label><label><input type="radio" name="auth[method]" value="oauth" {check(oauth)}> OAuth 2.0 Authentication (for Exchange Online)</label></td></tr>' + \
            row("SMTP Server Name", text("smtp[host]", v["server"])) + row("SMTP Port No.", text("smtp[port]", "25", "type=number"), 'data-for="smtp"') + \
            row("SMTP Auth. E-mail Address", text("auth[mail]", v["auth_address"], "type=email")) + row("SMTP Auth. User Name", text("auth[user]", v["auth_user"], 'id="authUser"')) + row("SMTP Auth. Password", '<input type="password" name="auth[pw]">', 'data-for="smtp"') + \
            f'<tr data-for="oauth"><td>OAuth 2.0 Authentication <a href="#start" data-action="start" role="button">Start Authentication</a> <output id="oauthState">{"(Authenticated)" if v["authorised"] else ""}</output></td></tr></table>' + \
            "<table><caption>POP before SMTP</caption>" + row("User Name", text("pop[user]", "")) + "</table><button name='do' value='apply'>OK</button></form><dialog id='device'></dialog></body></html>"

    def api(self, request, names):
        if [n for n, _ in request.fields] != names:
            self.wrong(f"{request.path}: {request.fields}")

    def start(self, request, session):
        self.api(request, ["wimToken", "user"])
        session.code = self.authority.new_code()
        return Answer(json.dumps({"user_code": session.code, "verification_uri": self.verification_uri}), kind="application/json")

    def finish(self, request, session):
        self.api(request, ["wimToken"])
        session.memory["granted"] = self.authority.granted(session.code)
        return Answer(json.dumps({"state": "granted" if session.memory["granted"] else "pending"}), kind="application/json")

    def save(self, request, session):
        f = dict(request.fields)
        oauth = f["auth[method]"] == "oauth"
        page = self.page_of(request, session).replace('<form method="post"', '<form name="m" method="post"')
        expected = successful(page, "m", disabled=("smtp[port]", "auth[pw]") if oauth else ()) + [("do", "apply")]
        if found := differences(request.fields, expected, {"admin[mail]", "sender[auto]", "auth[method]", "smtp[host]", "smtp[port]", "auth[mail]", "auth[user]"}):
            self.wrong(f"mail.cgi: {found}")
        self.saves += 1
        self.state.update(method="oauth2" if oauth else "password", server=f["smtp[host]"], auth_address=f["auth[mail]"], auth_user=f["auth[user]"], admin_address=f["admin[mail]"], auto_sender=f["sender[auto]"] == "on",
                          authorised=oauth and bool(session.memory.get("granted") or self.state["authorised"]))
        return Answer("", 303, headers=[("Location", "mail.cgi")])
