//! Which language the pages are in, and changing to one whose words are known.
//!
//! A printer carries two languages or more and shows the one of its first address. Where that is neither Japanese nor
//! English, but the home page offers one of them, it is chosen as a person would choose it; Japanese first, because its
//! words come from the guide itself. Nothing is translated and nothing is guessed from a foreign page: without a known
//! language the way ends before the login.

use url::Url;

use crate::error::WimError;
use crate::html::Document;
use crate::http::redirect;
use crate::labels::Word;
use crate::page::{Choice, Effect, FieldRef, Page};
use crate::session::walk::Walk;

/// Best known first.
const KNOWN: [Word; 2] = [Word::Japanese, Word::English];

fn is_known(tag: &str) -> bool {
    KNOWN.iter().any(|word| word.is(tag))
}

/// `fr` of `/web/guest/fr/websys/webArch/mainFrame.cgi` (`facts/wim.md` §1.2).
fn segment(url: &Url) -> Option<&str> {
    let mut parts = url.path_segments()?.skip_while(|part| !matches!(*part, "guest" | "entry"));
    parts.nth(1).filter(|part| (2..=5).contains(&part.len()))
}

/// The language of the pages, where they say so and it is none of the known ones.
pub(crate) fn foreign(page: &Page) -> Option<String> {
    let declared = || {
        let document = page.document();
        document.elements(Document::ROOT, "html").find_map(|html| document.attribute(html, "lang"))
    };
    segment(page.url()).or_else(declared).filter(|tag| !is_known(tag)).map(str::to_owned)
}

/// Chooses a known language where one of the pages offers it. `None`: none does, or the one shown is known already.
pub(crate) async fn switch(walk: &mut Walk, pages: &mut [Page]) -> Result<Option<Page>, WimError> {
    for word in KNOWN {
        for page in &mut *pages {
            let Some(offer) = offer(page, word) else { continue };
            let from = page.url().clone();
            let Some(url) = leads_to(walk, page, &offer).await else { continue };
            if url == from || redirect::judge(&from, &url, !walk.settled).is_err() {
                continue;
            }
            return Ok(Some(walk.open(&url, Some(&from)).await?));
        }
    }
    Ok(None)
}

/// How a page offers a language.
enum Offer {
    List { field: FieldRef, at: usize, value: String },
    Link(crate::page::ControlRef),
}

fn offer(page: &Page, word: Word) -> Option<Offer> {
    for list in lists(page) {
        let shown = page.value(&list);
        let is = |option: &crate::page::Offered, word: Word| word.is(&option.text) || word.is(&option.value);
        if shown.options.iter().any(|o| o.selected && KNOWN.iter().any(|known| is(o, *known))) {
            // The page is in a language that is known already.
            return None;
        }
        if let Some(at) = shown.options.iter().position(|o| !o.disabled && is(o, word)) {
            let value = shown.options[at].value.clone();
            return Some(Offer::List { field: list, at, value });
        }
    }
    match page.links_where(|text| word.is(text)).as_slice() {
        [link] => Some(Offer::Link(link.control.clone())),
        _ => None,
    }
}

fn lists(page: &Page) -> Vec<FieldRef> {
    let document = page.document();
    let lists = document.elements(Document::ROOT, "select");
    lists
        .map(|list| FieldRef { controls: vec![list], plain: String::new(), label: "language".into() })
        .collect()
}

async fn leads_to(walk: &mut Walk, page: &mut Page, offer: &Offer) -> Option<Url> {
    let effect = match offer {
        Offer::List { field, at, .. } => walk.ask(page, |page| page.set(field, &Choice::Option(*at))).await,
        Offer::Link(link) => walk.ask(page, |page| page.click(link)).await,
    };
    for one in effect.unwrap_or(Effect::Nothing).each() {
        match one {
            Effect::Navigate(url) => return Some(url),
            Effect::Submit(submission) if submission.method == crate::page::Method::Get => {
                return Some(submission.address());
            }
            _ => {}
        }
    }
    // The list names the segments of the addresses; its script could not be followed.
    match offer {
        Offer::List { value, .. } => other_segment(page.url(), value),
        Offer::Link(_) => None,
    }
}

/// The same page in another language.
fn other_segment(url: &Url, language: &str) -> Option<Url> {
    let own = segment(url)?;
    let fits = language.len() <= 5 && language.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let parts: Vec<&str> = url.path_segments()?.collect();
    let at = parts.iter().position(|part| matches!(*part, "guest" | "entry"))? + 1;
    (fits && !own.is_empty()).then_some(())?;
    let changed: Vec<&str> =
        parts.iter().enumerate().map(|(n, part)| if n == at { language } else { *part }).collect();
    let mut other = url.clone();
    other.set_path(&changed.join("/"));
    Some(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(address: &str, body: &str) -> Page {
        Page::parse(&Url::parse(address).expect("a URL"), body).expect("a page")
    }

    #[test]
    fn the_address_says_the_language_before_the_page_does() {
        let at = |path: &str| format!("http://printer{path}");
        assert_eq!(foreign(&page(&at("/web/guest/fr/websys/webArch/mainFrame.cgi"), "")), Some("fr".into()));
        assert_eq!(foreign(&page(&at("/web/guest/ja/websys/webArch/mainFrame.cgi"), "<html lang=fr>")), None);
        assert_eq!(foreign(&page(&at("/home"), "<html lang=it><body>")), Some("it".into()));
        assert_eq!(foreign(&page(&at("/home"), "<html><body>")), None);
    }

    #[test]
    fn a_list_in_a_known_language_is_left_alone() {
        let list = |selected: &str| {
            let option = |value: &str, text: &str| {
                let mark = if value == selected { " selected" } else { "" };
                format!("<option value={value}{mark}>{text}</option>")
            };
            format!("<select name=language>{}{}</select>", option("fr", "Français"), option("en", "English"))
        };
        assert!(offer(&page("http://p/", &list("en")), Word::English).is_none());
        assert!(offer(&page("http://p/", &list("fr")), Word::Japanese).is_none());
        assert!(matches!(
            offer(&page("http://p/", &list("fr")), Word::English),
            Some(Offer::List { at: 1, .. })
        ));
    }

    #[test]
    fn only_the_language_of_an_address_changes() {
        let url = Url::parse("http://p/web/guest/fr/websys/webArch/topPage.cgi?a=1").expect("a URL");
        let other = other_segment(&url, "en").expect("another address");
        assert_eq!(other.as_str(), "http://p/web/guest/en/websys/webArch/topPage.cgi?a=1");
        assert!(other_segment(&url, "../../x").is_none());
    }
}
