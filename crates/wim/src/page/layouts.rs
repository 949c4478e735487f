//! Layouts of settings pages that were met in the wild or drawn by chance, one test for each idea that they taught.

use tegata_core::Field;
use url::Url;

use super::*;
use crate::labels::{self, Word};

fn page(html: &str) -> Page {
    Page::parse(&Url::parse("http://printer.test/web/entry/ja/websys/mail/getMail.cgi").unwrap(), html)
        .unwrap()
}

fn text_of(page: &Page, field: Field) -> Option<String> {
    page.find(&labels::wanted(field)).ok().map(|found| page.value(&found.field).text)
}

#[test]
fn a_panels_title_ends_with_the_panel() {
    let page = page(
        r#"<form><div class="panel"><h3>POP3/IMAP4</h3><div><span>Server Name</span><span><input name=a value=pop></span></div></div>
        <div class="panel"><div><span>Administrator's E-mail Address</span><span><input name=b value=admin></span></div></div></form>"#,
    );
    assert_eq!(text_of(&page, Field::AdminAddress).as_deref(), Some("admin"));
    assert_eq!(text_of(&page, Field::SmtpServer), None);
}

#[test]
fn a_title_in_a_table_of_its_own_heads_the_next_table() {
    let page = page(
        r##"<form><table><tr bgcolor="#becfe6"><td><div>SMTP</div></td></tr></table>
        <table><tr><td>Server Name</td><td><input name=a value=mail></td></tr></table>
        <table><tr bgcolor="#becfe6"><td><div>POP before SMTP</div></td></tr></table>
        <table><tr><td>Server Name</td><td><input name=b value=pop></td></tr></table></form>"##,
    );
    assert_eq!(text_of(&page, Field::SmtpServer).as_deref(), Some("mail"));
}

#[test]
fn a_help_button_is_no_part_of_its_row() {
    for help in [
        r#"<input type=button value="?" onclick="help()">"#,
        r#"<a href="javascript:help()">[?]</a>"#,
        r#"<button type=button>ヘルプ</button>"#,
        r#"<a href="javascript:help()"><img src=help.gif alt="?"></a>"#,
    ] {
        let page = page(&format!(
            "<form><b>SMTP</b><br>SMTP Server Name {help} <input name=a value=mail><br>SMTP Port No. * {help} <input name=b value=25></form>"
        ));
        assert_eq!(text_of(&page, Field::SmtpServer).as_deref(), Some("mail"), "{help}");
        assert_eq!(text_of(&page, Field::SmtpPort).as_deref(), Some("25"), "{help}");
    }
}

#[test]
fn a_label_is_one_even_where_a_line_breaks_in_it() {
    let page = page(
        r#"<form><div><span class=cap>Administrator's<br>E-mail Address</span><span class=val><input name=a value=x></span></div>
        <div><label>Auto Specify<br>Sender Name</label> <input type=radio name=s value=1>On<input type=radio name=s value=0 checked>Off</div></form>"#,
    );
    assert_eq!(text_of(&page, Field::AdminAddress).as_deref(), Some("x"));
    assert_eq!(text_of(&page, Field::AutoSender).as_deref(), Some("Off"));
}

#[test]
fn a_label_beside_an_empty_field_is_no_title() {
    let page = page(
        "<form><div><h3>POP3/IMAP4</h3><div><span>ポート番号:</span><span><input name=a value=110></span></div></div>
        <div><h3>SMTP</h3><div><span>SMTPポート番号:</span><span><input name=b value=465></span></div></div></form>",
    );
    assert_eq!(text_of(&page, Field::SmtpPort).as_deref(), Some("465"));
}

#[test]
fn a_table_in_a_cell_has_the_label_of_its_cell() {
    let page = page(
        "<form><table><tr><td><font>Administrator's<br>E-mail Address:</font><td><table><tr><td><input name=a value=x></table></table></form>",
    );
    assert_eq!(text_of(&page, Field::AdminAddress).as_deref(), Some("x"));
}

#[test]
fn words_may_stand_before_their_radios() {
    let mut page = page(
        r#"<form><table><tr><td>送信者名自動指定</td><td>する<input type=radio name=s value=1>しない<input type=radio name=s value=0 checked></td></tr></table></form>"#,
    );
    assert_eq!(text_of(&page, Field::AutoSender).as_deref(), Some("しない"));
    let found = page.find(&labels::wanted(Field::AutoSender)).unwrap();
    page.set(&found.field, &Choice::Checked(true)).unwrap();
    assert_eq!(text_of(&page, Field::AutoSender).as_deref(), Some("する"));
    // The next row's label is no radio's word, and cells beside their radios are read as ever.
    let page = self::page(
        r#"<form><div><span>Auto Specify Sender Name</span><span>On<input type=radio name=s value=1 checked>Off<input type=radio name=s value=0></span></div>
        <div><span>SMTP Authentication</span><table><tr><td><input type=radio name=a value=1><td>On<td><input type=radio name=a value=0 checked><td>Off</table></div></form>"#,
    );
    assert_eq!(text_of(&page, Field::AutoSender).as_deref(), Some("On"));
    assert_eq!(text_of(&page, Field::SmtpAuth).as_deref(), Some("Off"));
}

#[test]
fn the_guides_own_word_goes_before_other_words_for_it() {
    let page = page(
        r#"<form><input type=button value="変更" onclick="password()"><input type=button value="OK" onclick="apply()"></form>"#,
    );
    assert_eq!(page.button(Word::Ok).unwrap().text, "OK");
}

#[test]
fn the_same_link_above_and_below_is_one_button() {
    let link = r#"<a href="javascript:apply()">OK</a>"#;
    assert!(page(&format!("{link}<form></form>{link}")).button(Word::Ok).is_ok());
    let bare = r##"<a href="#">OK</a>"##;
    assert!(page(&format!("{bare}<form></form>{bare}")).button(Word::Ok).is_err());
}

#[test]
fn a_choice_that_disables_other_rows() {
    let mut page = page(
        r#"<script>function chg() { var f = document.forms[0]; var on = (f.elements["mail.type"][1].checked);
          var names = ["mail.port", "mail.ssl", "pop"];
          for (var i = 0; i < names.length; i++) { var el = f.elements[names[i]];
            if (el.length && !el.options) { for (var j = 0; j < el.length; j++) { el[j].disabled = on; } } else { el.disabled = on; } }
          var b = document.getElementsByTagName("*");
          for (var k = 0; k < b.length; k++) { if ((b[k].getAttribute("onclick") || "").indexOf("start") >= 0) { b[k].disabled = !on; } } }</script>
        <form><table><tr><td>E-mail Send Auth. Method</td><td><input type=radio name="mail.type" value=0 checked onClick='chg()'>Password
        <input type=radio name="mail.type" value=1 onClick='chg()'>OAuth 2.0 (Exchange Online)</td></tr></table>
        <input name="mail.port" value=25><input type=radio name="mail.ssl" value=1 checked><input type=radio name="mail.ssl" value=0>
        <select name=pop><option>a</select><input type=button value=Start onclick="start()" disabled></form>"#,
    );
    let found = page.find(&labels::wanted(Field::SendingMethod)).unwrap();
    page.set(&found.field, &Choice::Option(1)).unwrap();
    let document = page.document();
    let disabled: Vec<&str> = document
        .all()
        .filter(|id| document.is_control(*id) && document.is_disabled(*id))
        .filter_map(|id| document.attribute(id, "name"))
        .collect();
    assert_eq!(disabled, ["mail.port", "mail.ssl", "mail.ssl", "pop"]);
    assert!(!page.links_where(|text| text == "Start")[0].disabled);
}

#[test]
fn a_label_above_its_field_is_no_title() {
    let page = page(
        r##"<form><table><tr bgcolor="#becfe6"><td colspan=2>POP3/IMAP4</td></tr>
        <tr><td colspan=2>受信プロトコル</td></tr><tr><td>&nbsp;</td><td><input type=radio name=a checked>POP<input type=radio name=a>IMAP</td></tr>
        <tr><td colspan=2><b>ポート番号</b></td></tr><tr><td>&nbsp;</td><td><input name=b value=110></td></tr>
        <tr bgcolor="#becfe6"><td colspan=2>SMTP</td></tr>
        <tr><td colspan=2>SMTP ポート番号</td></tr><tr><td>&nbsp;</td><td><input name=c value=465></td></tr></table></form>"##,
    );
    assert_eq!(text_of(&page, Field::SmtpPort).as_deref(), Some("465"));
    // A box has its words behind it, and a drawn title may stand over a choice without a label.
    let page = self::page(
        r#"<form><div>SMTP</div><div><input type=checkbox name=a>Use it</div><div>Server Name <input name=b value=mail></div>
        <div><b>POP</b></div><div><input type=radio name=c>On<input type=radio name=c>Off</div><div>Server Name <input name=d value=pop></div></form>"#,
    );
    assert_eq!(text_of(&page, Field::SmtpServer).as_deref(), Some("mail"));
}

#[test]
fn a_part_of_a_line_is_no_title() {
    let page = page(
        "<form><div><b>SMTP</b></div><table><tr><td><font><span>SMTP</span><span>ポート番号</span></font></td><td><table><tr><td>25</td></tr></table></td></tr>
        <tr><td>SSL</td><td><select><option>しない</select></td></tr></table></form>",
    );
    assert_eq!(text_of(&page, Field::SmtpTls).as_deref(), Some("しない"));
}

#[test]
fn panels_in_one_cell_of_a_table_have_their_titles() {
    let rows = |name: &str| {
        format!("<div>SSL <select name={name}0><option>{name}</select></div>").to_owned()
            + &format!("<div>A setting that is none of the wanted ones <input name={name}1></div>").repeat(3)
    };
    let page = page(&format!(
        "<table><form><tr><td><div><div class=panel-title>POP3/IMAP4</div>{}</div><div><div class=panel-title>SMTP</div>{}</div></td></tr></form></table>",
        rows("pop"),
        rows("smtp"),
    ));
    assert_eq!(text_of(&page, Field::SmtpTls).as_deref(), Some("smtp"));
}

#[test]
fn a_label_in_parts_is_one_label() {
    let page = page(
        "<form><b>SMTP</b><br><span>IMAP4</span><span> ポート番号</span>：<input name=a value=143><br>
        <span>SMTP</span><span>ポート番号</span>：<input name=b value=25><br>
        <span class=must>必須</span> <span>SMTPサーバー名</span> <input name=c value=mail></form>",
    );
    assert_eq!(text_of(&page, Field::SmtpPort).as_deref(), Some("25"));
    assert_eq!(text_of(&page, Field::Imap4Port).as_deref(), Some("143"));
    assert_eq!(text_of(&page, Field::SmtpServer).as_deref(), Some("mail"));
}

#[test]
fn the_last_line_of_a_label_is_no_label() {
    let page = page(
        "<form><h3>SMTP</h3><dl><dt>SMTP<br>Port No.</dt><dd><input name=a value=25></dd></dl><dl><dt>IMAP4<br>Port No.:</dt><dd><input name=b value=143></dd></dl>
        <dl><dt>必須<br>SMTP Server Name</dt><dd><input name=c value=mail></dd></dl></form>",
    );
    assert_eq!(text_of(&page, Field::SmtpPort).as_deref(), Some("25"));
    assert_eq!(text_of(&page, Field::Imap4Port).as_deref(), Some("143"));
    assert_eq!(text_of(&page, Field::SmtpServer).as_deref(), Some("mail"));
}

#[test]
fn a_table_of_choices_in_a_definition_has_the_term_as_its_label() {
    let page = page(
        "<form><dl><dt>Email<br>Transmission Auth. Method</dt><dd><table><tr><td><input type=radio name=m checked></td><td>Password</td>
        <td><input type=radio name=m></td><td>OAuth 2.0 (Exchange Online)</td></tr></table></dd></dl></form>",
    );
    assert_eq!(text_of(&page, Field::SendingMethod).as_deref(), Some("Password"));
}

#[test]
fn a_letter_in_two_halves_is_one_letter() {
    let page = page(
        "<form><b>SMTP</b><br><span>ＳＭＴＰﾎ</span><span>ﾟｰﾄ番号</span>：<input name=a value=25></form>",
    );
    assert_eq!(text_of(&page, Field::SmtpPort).as_deref(), Some("25"));
}

#[test]
fn a_label_in_the_row_above_is_read_whole() {
    let page = page(
        r#"<form><p><font><b>SMTP</b></font></p><table>
        <tr><td colspan=2>Email<br>Send Auth. Method: <a href="javascript:help()">[?]</a></td></tr>
        <tr><td width=20>&nbsp;</td><td><select name=m><option selected>SMTP Authentication<option>OAuth 2.0 Authentication (Exchange Online)</select></td></tr>
        <tr><td colspan=2>IMAP4<br>Port No.:</td></tr><tr><td>&nbsp;</td><td><input name=a value=143></td></tr>
        <tr><td colspan=2>SMTP<br>Port No.:</td></tr><tr><td>&nbsp;</td><td><input name=b value=25></td></tr>
        <tr><td colspan=2>SMTP<br>Use Secure Connection:</td></tr>
        <tr><td>&nbsp;</td><td><table><tr><td><input type=radio name=t></td><td>Off</td></tr><tr><td><input type=radio name=t checked></td><td>STARTTLS</td></tr></table></td></tr>
        <tr><td colspan=2>Auto Specify<br>Sender Name:</td></tr>
        <tr><td>&nbsp;</td><td><font>On</font><input type=radio name=s checked><font>Off</font><input type=radio name=s></td></tr>
        </table></form>"#,
    );
    assert_eq!(text_of(&page, Field::AutoSender).as_deref(), Some("On"));
    assert_eq!(text_of(&page, Field::SendingMethod).as_deref(), Some("SMTP Authentication"));
    assert_eq!(text_of(&page, Field::SmtpPort).as_deref(), Some("25"));
    assert_eq!(text_of(&page, Field::Imap4Port).as_deref(), Some("143"));
    assert_eq!(text_of(&page, Field::SmtpTls).as_deref(), Some("STARTTLS"));
}
