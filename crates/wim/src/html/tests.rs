use proptest::prelude::*;
use tegata_core::Field;

use super::*;

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000), header in ".{0,30}") {
        let text = decode(&bytes, Some(&header));
        let document = parse(&text, ParseLimits::default()).unwrap();
        for id in document.all() {
            let _ = (document.text(id), document.is_disabled(id), document.value(id));
        }
    }

    #[test]
    fn arbitrary_markup_never_panics(parts in proptest::collection::vec(prop_oneof![
        Just("<table>"), Just("<tr>"), Just("<td>"), Just("</td>"), Just("</tr>"), Just("</table>"), Just("<form name=a>"),
        Just("</form>"), Just("<select>"), Just("<option selected>"), Just("</select>"), Just("<input>"), Just("<p>"),
        Just("</p>"), Just("<script>"), Just("</script>"), Just("text"), Just("<fieldset disabled><legend>"), Just("<dl><dt>"), Just("<dd/>"),
    ], 0..200)) {
        let page = crate::page::Page::parse(&"http://p.test/".parse().unwrap(), &parts.concat()).unwrap();
        let _ = (page.links(), page.text(), page.find(&crate::labels::wanted(Field::SmtpPort)).is_ok());
    }

    /// Whatever stands between them, the controls of a form come out complete and in order.
    #[test]
    fn no_control_is_lost_or_moved(between in proptest::collection::vec(prop_oneof![
        Just("<tr><td>"), Just("</td></tr>"), Just("<td>"), Just("</table><table>"), Just("<div>"), Just("</div>"), Just("<p>"),
        Just("<li>"), Just("<dd/>"), Just("x"), Just("<!-- c -->"), Just("</span>"), Just("<b>"),
    ], 1..60)) {
        let mut html = String::from("<table><form name=f>");
        for (at, part) in between.iter().enumerate() {
            html.push_str(part);
            html.push_str(&format!("<input type=hidden name=n value={at}>"));
        }
        html.push_str("</form><input name=outside></table>");
        let page = crate::page::Page::parse(&"http://p.test/".parse().unwrap(), &html).unwrap();
        let values: Vec<String> = page.forms()[0].controls.iter().map(|c| c.value.clone()).collect();
        let wanted: Vec<String> = (0..between.len()).map(|at| at.to_string()).collect();
        prop_assert_eq!(values, wanted);
    }
}

/// Headings with their rows: label, what stands in the field, and which field it is, if any.
type Part = (&'static str, Vec<(&'static str, &'static str, Option<Field>)>);

fn parts() -> Vec<Part> {
    vec![
        (
            "SMTP",
            vec![
                ("SMTP サーバー名", "smtp.test", Some(Field::SmtpServer)),
                ("SMTP ポート番号", "25", Some(Field::SmtpPort)),
                ("認証メールアドレス", "a@smtp.test", Some(Field::AuthAddress)),
                ("認証ユーザー名", "a-smtp", Some(Field::AuthUserName)),
                ("認証パスワード", "", None),
            ],
        ),
        (
            "POP before SMTP",
            vec![("認証メールアドレス", "a@pop.test", None), ("認証ユーザー名", "a-pop", None)],
        ),
        ("メール通知用アカウント", vec![("認証ユーザー名", "a-notify", None), ("認証パスワード", "", None)]),
        ("メール通信ポート", vec![("POP3", "110", None), ("IMAP4", "143", Some(Field::Imap4Port))]),
        ("機器", vec![("管理者メールアドレス", "it@test", Some(Field::AdminAddress)), ("署名", "x", None)]),
    ]
}

proptest! {
    /// Where a section or a row stands says nothing about what it is.
    #[test]
    fn fields_are_found_in_any_order(
        order in Just(parts()).prop_shuffle(),
        rows in proptest::collection::vec(any::<proptest::sample::Index>(), 5),
    ) {
        let mut html = String::from("<form name=mainForm><table>");
        let mut wanted = Vec::new();
        for ((heading, mut own), turn) in order.into_iter().zip(rows) {
            let turn = turn.index(own.len());
            own.rotate_left(turn);
            html.push_str(&format!("<tr bgcolor=#becfe6><td colspan=4><div><b>{heading}</b></div></td></tr>"));
            for (label, value, field) in own {
                html.push_str(&format!("<tr><td>{label}</td><td>:</td><td><input name=x value='{value}'></td></tr>"));
                wanted.extend(field.map(|field| (field, value)));
            }
        }
        html.push_str("</table></form>");
        let page = crate::page::Page::parse(&"http://p.test/".parse().unwrap(), &html).unwrap();
        for (field, value) in wanted {
            let found = page.find(&crate::labels::wanted(field));
            let shown = found.as_ref().map(|found| page.value(&found.field).text);
            prop_assert_eq!(shown.as_deref(), Ok(value), "{}", field);
        }
    }
}

#[test]
fn too_large_is_said() {
    assert_eq!(parse(&"x".repeat(4 * 1024 * 1024 + 1), ParseLimits::default()).err(), Some(TooLarge));
    assert_eq!(parse(&"<input>".repeat(50_001), ParseLimits::default()).err(), Some(TooLarge));
}

/// Four times the page may take four times as long, not sixteen times.
#[test]
fn a_large_page_takes_linear_time() {
    let seconds = |rows: usize| {
        let html = "<table><form>".to_owned() + &"<tr><td>Label<td><input name=a form=x>".repeat(rows);
        let start = std::time::Instant::now();
        let page = crate::page::Page::parse(&"http://p.test/".parse().unwrap(), &html).unwrap();
        assert_eq!(page.forms()[0].controls.len(), rows);
        let _ = page.find(&crate::labels::wanted(Field::SmtpPort));
        start.elapsed().as_secs_f64()
    };
    // The other tests run at the same time: the best of three is the page's own time.
    let best = |rows| (0..3).map(|_| seconds(rows)).fold(f64::INFINITY, f64::min);
    let (small, large) = (best(1000), best(4000));
    assert!(large < small * 10.0, "{small} s, {large} s");
}
