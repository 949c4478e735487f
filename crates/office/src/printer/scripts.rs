//! The scripts of a printer's pages. `utilSubmitForm` with its split query, the base64 functions and `wsMenu_jumpUrl` do
//! what captured scripts do [V]; everything about the e-mail page and the code screen is invented. Statements end in
//! semicolons and there are no line comments, so that a page may be written in one line.

use super::config::{CodeScreen, ModeSwitch, PrinterConfig, Submit};
use super::names::{choice_value, naming};
use super::settings::Key;

/// Submitting a form in the manner of Web Image Monitor.
pub(crate) const UTIL: &str = r#"
var _g_form_submitDone = false;
function utilSetHidden(form, name, value) {
  var e = form.elements[name];
  if (e) { e.value = value; return; }
  e = document.createElement("input");
  e.type = "hidden"; e.name = name; e.value = value;
  form.appendChild(e);
}
function utilSubmitForm(form, dest) {
  if (_g_form_submitDone) { return false; }
  _g_form_submitDone = true;
  var q = dest.indexOf("?");
  if (q >= 0) {
    var list = dest.substring(q + 1).split("&");
    for (var i = 0; i < list.length; i++) {
      var kv = list[i].split("=");
      utilSetHidden(form, kv[0], decodeURIComponent(kv[1]));
    }
    dest = dest.substring(0, q);
  }
  form.action = dest;
  form.method = "post";
  form.target = "_self";
  form.submit();
  return true;
}
function wsMenu_jumpUrl(url) { location.href = url; }
function jumpTo(url) { location.href = url; }
function openNew(url) { window.open(url, "_blank"); }
"#;

/// Base64 of UTF-8, as the login page does it.
pub(crate) const BASE64: &str = r#"
var b64map = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
function utf16to8(str) {
  var out = "";
  for (var i = 0; i < str.length; i++) {
    var c = str.charCodeAt(i);
    if (c < 0x80) { out += str.charAt(i); }
    else if (c > 0x07FF) { out += String.fromCharCode(0xE0 | (c >> 12), 0x80 | ((c >> 6) & 0x3F), 0x80 | (c & 0x3F)); }
    else { out += String.fromCharCode(0xC0 | (c >> 6), 0x80 | (c & 0x3F)); }
  }
  return out;
}
function encode64(str) {
  var s = utf16to8(str), out = "", i = 0;
  while (i < s.length) {
    var a = s.charCodeAt(i++), b = s.charCodeAt(i++), c = s.charCodeAt(i++);
    out += b64map.charAt(a >> 2) + b64map.charAt(((a & 3) << 4) | (b >> 4));
    out += isNaN(b) ? "=" : b64map.charAt(((b & 15) << 2) | (c >> 6));
    out += isNaN(b) || isNaN(c) ? "=" : b64map.charAt(c & 63);
  }
  return out;
}
"#;

/// The address of another program of the same profile and language, as a page's script would write it.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned()).unwrap_or_default();
    if folder(from) == folder(to) {
        to.rsplit('/').next().unwrap_or(to).to_owned()
    } else {
        format!("../../{to}")
    }
}

/// All scripts of the e-mail page.
pub(crate) fn mail_page(config: &PrinterConfig) -> String {
    let paths = super::names::paths(config.paths);
    let target = |to: &str| relative(paths.get, to);
    let mut script = String::from(UTIL);
    script.push_str(BASE64);
    script.push_str(&pack(config));
    let set = target(paths.set);
    let dest = match config.submit {
        Submit::QuerySplit => format!("{set}?paramControl=SET&inputSpecifyMode=WRITE"),
        _ => set,
    };
    script.push_str(&format!(
        "function Apply() {{ packFields(document.mainForm); utilSubmitForm(document.mainForm, \"{dest}\"); }}\n\
         function doSet(url) {{ packFields(document.mainForm); utilSubmitForm(document.mainForm, url); }}\n\
         function pageRefresh() {{ packFields(document.mainForm); utilSubmitForm(document.mainForm, \"{}?paramControl=REFRESH\"); }}\n\
         function Cancel() {{ location.href = \"../../websys/webArch/configList.cgi\"; }}\n",
        target(paths.refresh)
    ));
    if config.mode_switch == ModeSwitch::Script {
        script.push_str(&change_mode(config));
    }
    script.push_str(&start(config));
    script
}

/// Copies work fields into their base64 partners and empties them.
fn pack(config: &PrinterConfig) -> String {
    let mut body = String::new();
    for key in Key::ALL {
        let name = naming(config.names, key);
        let Some(work) = name.work else { continue };
        if let Key::AllowFrom(n) = key {
            // Five fields of one name: the collection has to be walked, once.
            if n == 0 {
                body.push_str(&format!(
                    "  for (var i = 0; i < f.elements[\"{work}\"].length; i++) {{ f.elements[\"{}\"][i].value = encode64(f.elements[\"{work}\"][i].value); }}\n",
                    name.name
                ));
            }
        } else if key.is_password() {
            body.push_str(&format!(
                "  if (f.{work} && f.{work}.value != \"\") {{ f.{0}.value = encode64(f.{work}.value); f.{work}.value = \"\"; }}\n",
                name.name
            ));
        } else {
            body.push_str(&format!(
                "  if (f.{work}) {{ f.{0}.value = encode64(f.{work}.value); }}\n",
                name.name
            ));
        }
    }
    format!("function packFields(f) {{\n{body}  return true;\n}}\n")
}

fn change_mode(config: &PrinterConfig) -> String {
    let oauth = choice_value(config.names, Key::SendMethod, "oauth");
    let mut body = String::new();
    for key in Key::ALL {
        let greyed = key.fixed_by_oauth().is_some() || key.unused_by_oauth();
        if greyed {
            let name = naming(config.names, key);
            let shown = name.work.unwrap_or(name.name);
            body.push_str(&format!("  setDisabled(f.elements[\"{shown}\"], o);\n"));
        }
    }
    format!(
        "function setDisabled(e, d) {{\n  if (!e) {{ return; }}\n  if (e.length && !e.options) {{ for (var i = 0; i < e.length; i++) {{ e[i].disabled = d; }} }}\n  else {{ e.disabled = d; }}\n}}\n\
         function changeMode(v) {{\n  var f = document.mainForm;\n  var o = (v == \"{oauth}\");\n{body}  setDisabled(f.elements[\"oauthStartButton\"], !o);\n}}\n"
    )
}

fn start(config: &PrinterConfig) -> String {
    let paths = super::names::paths(config.paths);
    let to_start = relative(paths.get, paths.start);
    let to_check = relative(paths.get, paths.check);
    match config.code_screen {
        CodeScreen::OwnPage | CodeScreen::SelfRefresh | CodeScreen::MetaRefresh => format!(
            "function startAuth() {{ packFields(document.mainForm); utilSubmitForm(document.mainForm, \"{to_start}?inputSpecifyMode=SESSION&wayFrom={}&wayTo={}\"); }}\n",
            paths.get.rsplit('/').next().unwrap_or_default(),
            paths.code.rsplit('/').next().unwrap_or_default()
        ),
        CodeScreen::Popup => format!(
            "var oauthWin = null;\nfunction startAuth() {{\n  var f = document.mainForm;\n  packFields(f);\n  oauthWin = window.open(\"\", \"oauthWin\", \"width=640,height=480\");\n  f.action = \"{to_start}\"; f.method = \"post\"; f.target = \"oauthWin\";\n  f.submit();\n  f.target = \"_self\";\n}}\n"
        ),
        CodeScreen::AjaxHtml => ajax(config, &to_start, &to_check, "  area.innerHTML = t;\n"),
        CodeScreen::AjaxXml => ajax(
            config,
            &to_start,
            &to_check,
            &drawn(
                "between(t, \"<userCode>\", \"</userCode>\")",
                "between(t, \"<url>\", \"</url>\")",
                "between(t, \"<message>\", \"</message>\")",
            ),
        ),
        CodeScreen::AjaxJson => ajax(
            config,
            &to_start,
            &to_check,
            &format!("  var d = JSON.parse(t);\n{}", drawn("d.userCode", "d.url", "d.message")),
        ),
    }
}

/// The code screen drawn by script from an answer's three values.
fn drawn(code: &str, url: &str, message: &str) -> String {
    format!(
        "  var m = {message};\n  if (m) {{ area.innerHTML = '<p class=\"errorText\">' + m + '</p>'; return; }}\n  area.innerHTML = g_oauthTexts[0].replace('%CODE%', {code}).replace('%URL%', {url}).replace('%URL%', {url});\n"
    )
}

fn ajax(config: &PrinterConfig, start: &str, check: &str, shown: &str) -> String {
    let _ = config;
    format!(
        r#"
function between(t, a, b) {{
  var i = t.indexOf(a); if (i < 0) {{ return ""; }}
  var j = t.indexOf(b, i); return t.substring(i + a.length, j).replace(/&amp;/g, "&");
}}
function serializeForm(f) {{
  var out = [];
  for (var i = 0; i < f.elements.length; i++) {{
    var e = f.elements[i];
    if (!e.name || e.disabled) {{ continue; }}
    if ((e.type == "radio" || e.type == "checkbox") && !e.checked) {{ continue; }}
    if (e.type == "button" || e.type == "submit" || e.type == "image") {{ continue; }}
    out.push(encodeURIComponent(e.name) + "=" + encodeURIComponent(e.value));
  }}
  return out.join("&");
}}
function oauthSend(url, body, done) {{
  var x = new XMLHttpRequest();
  x.open("POST", url, true);
  x.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
  x.setRequestHeader("X-Requested-With", "XMLHttpRequest");
  x.onreadystatechange = function () {{ if (x.readyState == 4 && x.status == 200) {{ done(x.responseText); }} }};
  x.send(body);
}}
function oauthShow(t) {{
  var area = document.getElementById("oauthArea");
{shown}}}
function startAuth() {{
  packFields(document.mainForm);
  oauthSend("{start}", serializeForm(document.mainForm), oauthShow);
}}
function oauthOk() {{
  oauthSend("{check}", "wimToken=" + document.mainForm.wimToken.value + "&inputSpecifyMode=FIX", function (t) {{
    var r = eval(t);
    if (r[0] == 0) {{
      document.getElementById("oauthArea").innerHTML = "";
      document.getElementById("oauthState").innerHTML = r[1];
    }} else if (r[0] == 1) {{
      alert(r[1]);
    }} else {{
      document.getElementById("oauthArea").innerHTML = '<p class="errorText">' + r[1] + '</p>';
    }}
  }});
}}
function oauthCancel() {{
  oauthSend("{check}", "wimToken=" + document.mainForm.wimToken.value + "&inputSpecifyMode=CANCEL", function (t) {{
    document.getElementById("oauthArea").innerHTML = "";
  }});
}}
"#
    )
}
