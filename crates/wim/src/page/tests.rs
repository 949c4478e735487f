use super::*;
use crate::labels::{self, Word};
use tegata_core::Field;

fn url() -> Url {
    Url::parse("http://printer.test/web/entry/ja/websys/mail/getMail.cgi").unwrap()
}

fn page(html: &str) -> Page {
    Page::parse(&url(), html).unwrap()
}

fn click(page: &mut Page, text: &str) -> Result<Effect, PageError> {
    let control = page.links_where(|t| t == text).remove(0).control;
    page.click(&control)
}

fn submitted(effect: Effect) -> Submission {
    match effect {
        Effect::Submit(submission) => submission,
        other => panic!("not a submission: {other:?}"),
    }
}

fn pairs(submission: &Submission) -> Vec<(&str, &str)> {
    submission.fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect()
}

#[test]
fn a_handler_sets_the_action_and_submits() {
    let mut page = page(
        r#"<script>function Apply(){ var f=document.mainForm; f.action='setMail.cgi'; f.method='post'; f.wk.value='done'; f.submit(); f.wk.value='late'; }</script>
        <table><form name="mainForm" onSubmit="return false;"><tr><td><input type=hidden name=wimToken value=12><input name=wk></td></tr>
        <tr><td class="defaultTableButton" onclick="javascript:Apply(); return false;"><a href="javascript:Apply()">OK</a></td></tr></form></table>"#,
    );
    assert_eq!(page.load_effect().unwrap(), Effect::Nothing);
    let sent = submitted(click(&mut page, "OK").unwrap());
    assert_eq!(sent.url.path(), "/web/entry/ja/websys/mail/setMail.cgi");
    assert_eq!(pairs(&sent), [("wimToken", "12"), ("wk", "done")]);
    assert_eq!(sent.method, Method::Post);
}

#[test]
fn a_query_is_split_into_hidden_fields_by_the_page() {
    let mut page = page(
        r#"<script><!--
        function utilSubmitForm(form, dest){
          var q = dest.indexOf('?');
          if (q >= 0) {
            var parts = dest.substring(q+1).split('&');
            for (var i=0;i<parts.length;i++){ var kv = parts[i].split('=');
              if (form.elements[kv[0]]) { form.elements[kv[0]].value = kv[1]; }
              else { var h=document.createElement('input'); h.type='hidden'; h.name=kv[0]; h.value=kv[1]; form.appendChild(h); } }
            dest = dest.substring(0,q);
          }
          form.action = dest; form.method='post'; form.target='_self'; form.submit();
        }
        function Apply(){ utilSubmitForm(document.forms['mainForm'], 'setMail.cgi?mode=SET&step=2#top'); }
        //--></script>
        <form name=mainForm><input type=hidden name=step value=1><input type=text name=a value="x"></form>
        <input type=button value=OK onclick="Apply()">"#,
    );
    let sent = submitted(click(&mut page, "OK").unwrap());
    assert_eq!(pairs(&sent), [("step", "2#top"), ("a", "x"), ("mode", "SET")]);
    assert_eq!(sent.url.query(), None);
}

#[test]
fn a_radio_posts_the_page_again() {
    let mut page = page(
        r#"<script>function pageRefresh(){ document.mainForm.action='getMail.cgi'; document.mainForm.method='POST'; document.mainForm.submit(); }</script>
        <form name=mainForm><table><tr><td>メール送信 認証方式</td><td>:</td><td>
        <input type=radio name=m value=0 checked onClick="javascript:pageRefresh()">SMTP 認証
        <input type=radio name=m value=1 onClick="javascript:pageRefresh()">OAuth2.0 認証 (Exchange Online 用)</td></tr></table></form>"#,
    );
    let found = page.find(&labels::wanted(Field::SendingMethod)).unwrap();
    let value = page.value(&found.field);
    assert_eq!(value.text, "SMTP 認証");
    assert!(Word::OauthOption.within(&value.options[1].text));
    let sent = submitted(page.set(&found.field, &Choice::Option(1)).unwrap());
    assert_eq!(pairs(&sent), [("m", "1")]);
}

#[test]
fn scripts_that_are_missing_are_asked_for_and_then_used() {
    let html = r#"<script src="/js/util.js"></script><script src="http://elsewhere.test/x.js"></script>
        <a href="javascript:wsMenu_jumpUrl('../../websys/webArch/configList.cgi')">設定</a>"#;
    let mut page = page(html);
    let script = Url::parse("http://printer.test/js/util.js").unwrap();
    assert_eq!(click(&mut page, "設定").unwrap(), Effect::NeedsScript(vec![script.clone()]));
    page.provide_script(&script, "function wsMenu_jumpUrl(u){ location.href = u; }");
    let to = Url::parse("http://printer.test/web/entry/ja/websys/webArch/configList.cgi").unwrap();
    assert_eq!(click(&mut page, "設定").unwrap(), Effect::Navigate(to));
}

#[test]
fn a_page_that_skips_by_itself() {
    let mut page = page(
        r#"<script>function baseInit(){} function pageSkip(){ document.mainForm.action = document.mainForm.wayTo.value; document.mainForm.submit(); }</script>
        <body onLoad="baseInit();pageSkip();"><form name=mainForm method=post><input type=hidden name=wayTo value="next.cgi?a=1&amp;b=2"></form>"#,
    );
    let sent = submitted(page.load_effect().unwrap());
    assert_eq!(sent.url.as_str(), "http://printer.test/web/entry/ja/websys/mail/next.cgi?a=1&b=2");
}

#[test]
fn a_failing_script_elsewhere_does_not_matter() {
    let mut page = page(
        r#"<script>this is not a script</script><script>null.x; </script>
        <script>function go(){ window.location = 'b.cgi'; }</script><button type=button onclick="go()">次へ</button>"#,
    );
    assert!(matches!(click(&mut page, "次へ").unwrap(), Effect::Navigate(u) if u.path().ends_with("/b.cgi")));
}

#[test]
fn what_cannot_be_followed_is_an_error() {
    let mut page = page(r#"<button type=button onclick="nowhere()">OK</button>"#);
    assert!(
        matches!(click(&mut page, "OK"), Err(PageError::ClickNotUnderstood { control, .. }) if control == "OK")
    );
}

#[test]
fn loops_and_recursion_end() {
    for bad in ["while(true){}", "(function f(){ f(); })()", "for(;;){ try { throw 1 } catch(e) {} }"] {
        let mut page = page(&format!("<button type=button onclick=\"{bad}\">OK</button>"));
        let result = click(&mut page, "OK");
        assert!(matches!(result, Err(PageError::ScriptOutOfBounds(_))), "{bad}: {result:?}");
    }
}

#[test]
fn a_request_changes_the_page() {
    let mut page = page(
        r#"<div id=box></div><script>
        function start(){ var x = new XMLHttpRequest(); x.open('POST','oauth.cgi',true);
          x.setRequestHeader('X-Requested-With','XMLHttpRequest');
          x.onreadystatechange=function(){ if(x.readyState==4&&x.status==200){ document.getElementById('box').innerHTML=x.responseText; } };
          x.send('a=1'); }</script>
        <form name=mainForm action="set.cgi"><input type=button value="認証開始" onclick="start()"></form>"#,
    );
    let effect = click(&mut page, "認証開始").unwrap();
    let Effect::Request { id, method, url, headers, body } = effect else { panic!("{effect:?}") };
    assert_eq!((method.as_str(), url.path()), ("POST", "/web/entry/ja/websys/mail/oauth.cgi"));
    assert!(headers.contains(&("X-Requested-With".into(), "XMLHttpRequest".into())));
    assert_eq!(body.as_deref(), Some("a=1"));
    let done = page.respond(
        id,
        200,
        "text/html",
        "<p>コード <b>ABCD12345</b></p><input type=button value=OK onclick=\"location='x.cgi'\">",
    );
    assert_eq!(done.unwrap(), Effect::Nothing);
    assert!(page.text().contains("ABCD12345"));
    assert!(matches!(click(&mut page, "OK").unwrap(), Effect::Navigate(_)));
}

#[test]
fn fetch_json_and_a_synchronous_request() {
    let mut page = page(
        r#"<p id=code></p><script>
        function a(){ fetch('c.cgi',{method:'POST',body:new URLSearchParams({x:'1 2'})}).then(function(r){return r.json()}).then(function(j){ document.getElementById('code').textContent=j.code; }); }
        function b(){ var x=new XMLHttpRequest(); x.open('GET','s.cgi',false); x.send(); document.getElementById('code').innerText=x.responseText; setTimeout(function(){ location.reload(); }, 5000); }
        </script><button type=button onclick="a()">A</button><button type=button onclick="b()">B</button>"#,
    );
    let Effect::Request { id, body, .. } = click(&mut page, "A").unwrap() else { panic!() };
    assert_eq!(body.as_deref(), Some("x=1+2"));
    assert_eq!(
        page.respond(id, 200, "application/json", r#"{"code":"QWERTY123"}"#).unwrap(),
        Effect::Nothing
    );
    assert!(page.text().contains("QWERTY123"));
    let Effect::Request { id, .. } = click(&mut page, "B").unwrap() else { panic!() };
    let Effect::Timer { id, after } = page.respond(id, 200, "text/plain", "SYNC").unwrap() else { panic!() };
    assert_eq!(after.as_secs(), 5);
    assert!(page.text().contains("SYNC"));
    assert_eq!(page.fire_timer(id).unwrap(), Effect::Navigate(url()));
}

#[test]
fn what_stands_beside_a_link_is_found_without_a_table() {
    let beside = |html: &str| {
        let page = page(html);
        let link = page.links_where(|text| text == "認証開始").remove(0).control;
        page.beside(&link).1
    };
    let link = "<a href='javascript:start()'>認証開始</a>";
    assert_eq!(
        beside(&format!("<div><span>OAuth2.0 認証</span> {link} <span>(認証済)</span></div><div>x</div>")),
        "(認証済)"
    );
    assert_eq!(
        beside(&format!("<form>SMTP<br>OAuth2.0 認証: {link} <b>(認証済)</b><br>x</form>")),
        "(認証済)"
    );
    assert_eq!(
        beside(&format!("<table><tr><td>y</td><td>{link}</td><td>(認証済)</td></tr></table>")),
        "(認証済)"
    );
    assert_eq!(beside(&format!("<div>{link}</div>")), "");
}

#[test]
fn a_form_that_goes_into_a_new_window_says_so() {
    let mut page = page(
        r#"<script>function start(){ var f=document.mainForm; window.open("", "oauthWin", "width=640"); f.action="start.cgi"; f.method="post"; f.target="oauthWin"; f.submit(); f.target="_self"; }</script>
        <form name=mainForm><input type=hidden name=a value=1></form><input type=button value=Start onclick="start()">"#,
    );
    let effects = click(&mut page, "Start").unwrap().each();
    let [Effect::OpenWindow { url, name }, Effect::Submit(submission)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!((url.as_str(), name.as_str()), ("about:blank", "oauthWin"));
    assert_eq!(submission.target.as_deref(), Some("oauthWin"));
}

#[test]
fn windows_and_their_openers() {
    let mut parent = page(
        r#"<script>function pop(){ window.open('code.cgi','oauth','width=500'); } function done(v){ document.mainForm.r.value=v; document.mainForm.submit(); }</script>
        <form name=mainForm method=post action=set.cgi><input type=hidden name=r></form><span onclick="pop()">認証開始</span>"#,
    );
    let effect = click(&mut parent, "認証開始").unwrap();
    assert!(
        matches!(effect, Effect::OpenWindow { url, name } if name == "oauth" && url.path().ends_with("code.cgi"))
    );
    let mut popup = page(
        r#"<input type=button value=OK onclick="if(window.opener && !window.opener.closed){ opener.done('1'); } window.close();">"#,
    );
    popup.set_opened_by_window();
    let effects = click(&mut popup, "OK").unwrap().each();
    assert_eq!(effects.len(), 2, "{effects:?}");
    let Effect::Opener(act) = &effects[0] else { panic!("{effects:?}") };
    assert_eq!(effects[1], Effect::Closed);
    assert_eq!(pairs(&submitted(parent.act_as_opener(act).unwrap())), [("r", "1")]);
}

#[test]
fn listeners_and_submit_events() {
    let mut page = page(
        r#"<form id=f action=login.cgi method=post><input name=userid_work value="管理"><input type=hidden name=userid><input type=submit name=go value=ログイン></form>
        <script>window.onload=function(){ var f=document.getElementById('f');
          f.addEventListener('submit', function(){ f.userid.value=btoa(unescape(encodeURIComponent(f.userid_work.value))); f.userid_work.value=''; }); };</script>"#,
    );
    let sent = submitted(click(&mut page, "ログイン").unwrap());
    assert_eq!(pairs(&sent), [("userid_work", ""), ("userid", "566h55CG"), ("go", "ログイン")]);
}

#[test]
fn html_alone_needs_no_script() {
    let mut page = page(
        r#"<form action="/set.cgi?q=1" method=post><label for=h>SMTP server name</label><input id=h name=h value=old><input name=d disabled value=x>
        <select name=s><option>a<option value=b selected>B</select><input type=checkbox name=c checked="true"><input type=submit name=ok value=OK></form>"#,
    );
    let found = page.find(&labels::wanted(Field::SmtpServer)).unwrap();
    assert_eq!(page.set(&found.field, &Choice::Text("smtp.office365.com".into())).unwrap(), Effect::Nothing);
    let sent = submitted(click(&mut page, "OK").unwrap());
    assert_eq!(pairs(&sent), [("h", "smtp.office365.com"), ("s", "b"), ("c", "on"), ("ok", "OK")]);
    assert_eq!(sent.url.query(), Some("q=1"));
}

#[test]
fn the_same_label_in_other_sections_is_never_taken() {
    let page = page(
        r##"<table><tr bgcolor="#becfe6"><td><div style="font-weight:bold;">POP before SMTP</div></td></tr>
        <tr><td><img></td><td>ポート番号</td><td>:</td><td><input name=p1 value=110></td></tr>
        <tr><td><img></td><td>ユーザー名</td><td>:</td><td><input name=u1></td></tr>
        <tr bgcolor="#becfe6"><td><div style="font-weight:bold;">SMTP</div></td></tr>
        <tr><td><img></td><td>ポート番号</td><td>:</td><td><input name=p2 value=25></td></tr>
        <tr><td><img></td><td>SSL</td><td>:</td><td>STARTTLS</td></tr></table>"##,
    );
    let found = page.find(&labels::wanted(Field::SmtpPort)).unwrap();
    assert_eq!(page.value(&found.field).text, "25");
    let fixed = page.find(&labels::wanted(Field::SmtpTls)).unwrap();
    assert_eq!((page.value(&fixed.field).text.as_str(), page.value(&fixed.field).fixed), ("STARTTLS", true));
    assert!(matches!(page.find(&labels::wanted(Field::AuthUserName)), Err(FindError::None { .. })));
}

#[test]
fn lists_and_fieldsets() {
    let page = page(
        r#"<fieldset><legend>SMTP</legend><dl><dt>Server Name<dd><input name=s value=h1><dt>SMTP Authentication<dd><input type=radio name=a checked>On <input type=radio name=a>Off</dl></fieldset>
        <fieldset><legend>POP3 / IMAP4</legend><dl><dt>Server Name<dd><input name=q value=h2></dl></fieldset>
        <p>Administrator's E-mail Address: <input name=ad value="a@b.c"></p>"#,
    );
    let value = |field| page.value(&page.find(&labels::wanted(field)).unwrap().field);
    assert_eq!(value(Field::SmtpServer).text, "h1");
    assert_eq!(value(Field::SmtpAuth).flag(), Some(true));
    assert_eq!(value(Field::AdminAddress).text, "a@b.c");
}

#[test]
fn a_listener_of_an_external_script_is_asked_for_before_the_control_is_touched() {
    // Nothing in the HTML says that choosing shows the button, or that the button does anything.
    let html = r#"<script src="/js/mail.js"></script><form name="f"><table><tr><td>メール送信 認証方式</td><td>
        <select id="m" name="m"><option>SMTP 認証</option><option>OAuth2.0 認証 (Exchange Online 用)</option></select></td></tr></table>
        <div id="hide" style="display:none"><button type="button" id="b">認証開始</button></div></form>"#;
    let script = Url::parse("http://printer.test/js/mail.js").unwrap();
    let mut page = page(html);
    assert_eq!(page.load_effect().unwrap(), Effect::Nothing);
    assert!(page.lacks_scripts());
    let found = page.find(&labels::wanted(Field::SendingMethod)).unwrap().field;
    assert_eq!(page.set(&found, &Choice::Option(1)).unwrap(), Effect::NeedsScript(vec![script.clone()]));
    page.provide_script(
        &script,
        "document.getElementById('m').addEventListener('change', function(){ document.getElementById('hide').style.display = 'block'; });
         document.getElementById('b').addEventListener('click', function(){ document.f.action = 'start.cgi'; document.f.submit(); });",
    );
    assert_eq!(page.set(&found, &Choice::Option(1)).unwrap(), Effect::Nothing);
    let start = page.button(Word::StartAuthorization).unwrap();
    assert!(submitted(page.click(&start).unwrap()).url.path().ends_with("/start.cgi"));
}

#[test]
fn a_page_drawn_by_its_script_is_read_with_it_and_drawn_once() {
    let html = r#"<script src="/js/draw.js"></script><script>drawn = (typeof draw == 'function') ? draw() : document.write('<p>old</p>');</script>"#;
    let mut page = page(html);
    let script = Url::parse("http://printer.test/js/draw.js").unwrap();
    assert_eq!(page.load_effect().unwrap(), Effect::NeedsScript(vec![script.clone()]));
    page.provide_script(&script, "function draw(){ document.write('<a href=\"list.cgi\">設定</a>'); }");
    assert_eq!(page.load_effect().unwrap(), Effect::Nothing);
    assert_eq!(page.load_effect().unwrap(), Effect::Nothing);
    assert_eq!(page.links_where(|t| t == "設定").len(), 1);
    assert!(!page.text().contains("old"));
}

#[test]
fn elements_by_a_shared_name_are_all_of_them() {
    let mut page = page(
        r#"<form name=f><input type=radio name=m value=N checked onclick="turn()">SMTP 認証 <input type=radio name=m value=X onclick="turn()">OAuth2.0 認証 (Exchange Online 用)
        <input type=button id=b value="認証開始" disabled></form><meta name=token content=T1>
        <script>function turn(){ var o = document.forms['f'].elements['m'], on = false, i;
          for(i = 0; i < o.length; i++){ if(o[i].checked && o[i].value == 'X'){ on = true; } }
          if(document.f.elements.namedItem('m').length == 2 && document.querySelector('meta[name=token]').content == 'T1') document.getElementById('b').disabled = !on; }</script>"#,
    );
    let radio = page.forms()[0].controls[1].clone();
    let radio = page.button_of(&radio);
    page.click(&radio).unwrap();
    assert!(!page.forms()[0].controls[2].disabled);
}
