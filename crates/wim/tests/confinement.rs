//! A page's scripts cannot harm the program: they run in a child that can be ended.

use std::time::{Duration, Instant};

use tegata_wim::page::{Effect, Page, PageError};
use tegata_wim::sandbox;
use url::Url;

fn page(handler: &str) -> Page {
    sandbox::confine_in_child(env!("CARGO_BIN_EXE_tegata-script-sandbox").into());
    let url = Url::parse("http://printer.test/a/b.cgi").expect("a url");
    let html = format!(
        "<script>function f(){{ {handler} }}</script><button type=button onclick=\"f()\">OK</button>"
    );
    Page::parse(&url, &html).expect("a page")
}

fn click(page: &mut Page) -> Result<Effect, PageError> {
    let control = page.links().remove(0).control;
    page.click(&control)
}

#[test]
fn an_ordinary_handler_is_followed() {
    let effect = click(&mut page("location.href = 'c.cgi';")).expect("an effect");
    assert!(matches!(effect, Effect::Navigate(url) if url.path() == "/a/c.cgi"));
}

#[test]
fn memory_time_and_depth_end_in_an_error() {
    for bomb in [
        "var a = 'x'; for (;;) { a = a + a; }",
        "var a = []; for (;;) { a.push(new Array(10000).join('y') + a.length); }",
        "/^(a+)+$/.test(new Array(60).join('a') + 'b');",
        "for (;;) {}",
        "f();",
        "var s = '1'; for (var i = 0; i < 100000; i++) { s = '(' + s + ')'; } eval(s);",
    ] {
        let start = Instant::now();
        let mut page = page(bomb);
        let result = click(&mut page);
        assert!(
            matches!(result, Err(PageError::ScriptOutOfBounds(_) | PageError::ClickNotUnderstood { .. })),
            "{bomb}: {result:?}"
        );
        // The limit is ten seconds of the processor, of which a busy machine has few.
        assert!(start.elapsed() < Duration::from_secs(59), "{bomb} took {:?}", start.elapsed());
        // The page can still be used for what needs no script.
        assert_eq!(page.links().len(), 1);
    }
}
