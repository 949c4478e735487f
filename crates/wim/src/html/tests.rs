use proptest::prelude::*;

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
        let _ = (page.links(), page.text(), page.find(&crate::labels::wanted(tegata_core::Field::SmtpPort)).is_ok());
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

#[test]
fn too_large_is_said() {
    assert_eq!(parse(&"x".repeat(4 * 1024 * 1024 + 1), ParseLimits::default()).err(), Some(TooLarge));
    assert_eq!(parse(&"<input>".repeat(50_001), ParseLimits::default()).err(), Some(TooLarge));
}

#[test]
fn a_large_page_takes_linear_time() {
    let start = std::time::Instant::now();
    let html = "<table><form>".to_owned() + &"<tr><td>Label<td><input name=a form=x>".repeat(20_000);
    let page = crate::page::Page::parse(&"http://p.test/".parse().unwrap(), &html).unwrap();
    assert_eq!(page.forms()[0].controls.len(), 20_000);
    let _ = page.find(&crate::labels::wanted(tegata_core::Field::SmtpPort));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
