use super::*;

fn outlined(body: &str) -> String {
    let url = Url::parse("https://192.0.2.10/web/entry/ja/websys/netw/getEmail.cgi").expect("an address");
    page::outline(&Page::parse(&url, body).expect("a page"))
}

const PAGE: &str = r#"<html><head><title>RNP0026738C2D11 - Web Image Monitor</title>
<script>function Apply(){ var t="1043841972"; form_Submit(mainForm,"setEmail.cgi?mode=canary-query&x=1","post"); }
// canary-comment
</script></head><body onload="javascript:init('canary text with spaces')">
<form name=mainForm><input type=hidden name=wimToken value=1043841972>
<table><tr><td>SMTPサーバー名</td><td>:</td><td><input name="smtpServerNameIn" value="mail.canary.example"></td></tr>
<tr><td>認証メールアドレス</td><td><input name=authAddr value="canary@canary.example"></td></tr>
<tr><td>host mail7.canary.co.jp at 192.0.2.77 or fe80::1ff:fe23:4567:890a, serial 3119R500217, mac 58387913A0C1</td></tr>
<tr><td><input type=password name=pw value="Y2FuYXJ5cGFzcw=="></td></tr>
<tr><td><input type=radio name=auth value=oauth checked>する</td></tr></table>
<p>コード: FRWQDE7YL または HKWQZRTBN</p>
<a href="javascript:wsMenu_jumpUrl('../webArch/configList.cgi')">[メール]</a>
<a href="https://microsoft.com/devicelogin">Microsoft</a>
<a href="https://intranet.canary.example/x">x</a>
<input type=button value="OK" onclick="Apply()"></form>"#;

#[test]
fn structure_stays_and_private_things_go() {
    let told = outlined(PAGE);
    for kept in [
        "SMTPサーバー名",
        "smtpServerNameIn",
        "authAddr",
        "wimToken",
        "setEmail.cgi?mode&x",
        "configList.cgi",
        "Web Image Monitor",
        "name=mainForm",
        "type=password",
        "value=set",
        "microsoft.com/devicelogin",
        "Apply()",
        "value=“OK”",
        "する",
        "checked",
    ] {
        assert!(told.contains(kept), "{kept} was lost:\n{told}");
    }
    for gone in [
        "canary",
        "RNP0026738C2D11",
        "1043841972",
        "192.0.2.77",
        "fe80",
        "3119R500217",
        "58387913A0C1",
        "FRWQDE7YL",
        "HKWQZRTBN",
        "Y2FuYXJ5",
    ] {
        assert!(!told.contains(gone), "{gone} is told:\n{told}");
    }
}

#[test]
fn what_is_known_goes_in_any_case_and_in_base64() {
    let redaction =
        Redaction::default().without("Geheim99", "[password]").without("admin", "[administrator]");
    let told = redaction.apply("geheim99 GEHEIM99 R2VoZWltOTk= Administrator logged in: admin");
    assert_eq!(told, "[password] [password] [password]= Administrator logged in: [administrator]");
}

#[test]
fn ordinary_words_of_the_pages_stay() {
    for text in [
        "メール送信 認証方式",
        "OAuth2.0 認証 (Exchange Online 用)",
        "SMTP Port No.",
        "587",
        "STARTTLS",
        "websys/webArch/topPage.cgi",
        "smtpServerNameIn",
        "item017",
        "IM C3000",
        "MP C4504",
        "MSG_JAVASCRIPTOFF",
        "BADFLOW",
        "IMAP4",
        "setUserAuthenticationManager.cgi",
        "MENU_USERAUTH",
    ] {
        assert_eq!(Redaction::patterns(text), text);
    }
}

proptest::proptest! {
    #[test]
    fn no_address_survives_wherever_it_stands(before in "[ -~]{0,12}", after in "[ -~]{0,12}", user in "[a-z]{3,8}") {
        let told = Redaction::patterns(&format!("{before} {user}@canary.example {after}"));
        proptest::prop_assert!(!told.contains("canary.example"));
    }

    #[test]
    fn any_script_has_a_skeleton(source in "\\PC{0,200}") {
        let _ = script::skeleton(&source);
    }
}
