//! The configuration list: 「機器」の[メール].

use crate::error::WimError;
use crate::labels::Word;
use crate::page::titles::looks_like_title;
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

/// Whether the nearest title above says 「機器」.
fn below_device(page: &Page, link: &Clickable) -> bool {
    let document = page.document();
    let title = |id| {
        let block = matches!(
            document.name(id),
            "h1" | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "th"
                | "td"
                | "legend"
                | "dt"
                | "caption"
                | "b"
                | "strong"
                | "div"
                | "p"
                | "span"
                | "font"
                | "li"
        );
        // A title says a few words and leads nowhere.
        let leads = || document.descendants(id).any(|d| page.leads_somewhere(d));
        if !block || page.leads_somewhere(id) || leads() {
            return None;
        }
        let text = document.text(id);
        let short = !text.is_empty() && text.chars().count() < 40;
        (short && (Word::MenuDevice.is(&text) || looks_like_title(document, id))).then_some(text)
    };
    let above = document.all().take_while(|id| *id != link.control.node).filter_map(title).last();
    above.is_some_and(|text| Word::MenuDevice.is(&text))
}
