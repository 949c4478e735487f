//! The configuration list: 「機器」の[メール].

use crate::error::WimError;
use crate::labels::Word;
use crate::page::{Clickable, Effect, Page};
use crate::session::walk::Walk;

/// What a click on [メール] does. No such entry means an account without the right to it.
pub(crate) async fn mail_entry(walk: &mut Walk, page: &mut Page, user: &str) -> Result<Effect, WimError> {
    let links = page.links_where(|text| Word::MenuMail.is(text));
    let mut effects: Vec<(Effect, bool)> = Vec::new();
    for link in links {
        let effect = walk.ask(page, |page| page.click(&link.control)).await?;
        let device = below_device(page, &link);
        match effects.iter_mut().find(|(known, _)| *known == effect) {
            Some((_, known)) => *known |= device,
            None if effect != Effect::Nothing => effects.push((effect, device)),
            None => {}
        }
    }
    if effects.len() > 1 && effects.iter().any(|(_, device)| *device) {
        effects.retain(|(_, device)| *device);
    }
    match effects.len() {
        1 => Ok(effects.remove(0).0),
        0 => Err(WimError::NoMailRights { user: user.to_owned() }),
        found => Err(WimError::FieldNotFound { looked_for: "Device Settings > E-mail".into(), found }),
    }
}

/// Whether the nearest heading above says 「機器」.
fn below_device(page: &Page, link: &Clickable) -> bool {
    let document = page.document();
    let is_heading = |name: &str| {
        matches!(name, "h1" | "h2" | "h3" | "h4" | "th" | "legend" | "dt" | "caption" | "b" | "strong")
    };
    let heading = |id| {
        let name = document.name(id);
        let class = document.attribute(id, "class").unwrap_or_default().to_ascii_lowercase();
        let text = document.text(id);
        let looks = is_heading(name)
            || matches!(name, "div" | "td" | "span") && (class.contains("title") || class.contains("head"))
            || matches!(name, "div" | "td") && Word::MenuDevice.is(&text);
        let no_link = document.elements(id, "a").next().is_none();
        (looks && no_link && !text.is_empty() && text.chars().count() < 40).then_some(text)
    };
    let above = document.all().take_while(|id| *id != link.control.node).filter_map(heading).last();
    above.is_some_and(|text| Word::MenuDevice.is(&text))
}
