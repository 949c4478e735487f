//! The home page: who the printer is, where its login is, and the way to 機器の管理 > 設定.

use tegata_core::Identity;
use url::Url;

use crate::error::WimError;
use crate::html::Document;
use crate::labels::Word;
use crate::page::{Clickable, Effect, Page};
use crate::session::walk::Walk;

/// Takes over what a page says about the printer (`facts/wim.md` §4).
pub(crate) fn identify(page: &Page, identity: &mut Identity) {
    let document = page.document();
    let model = document.all().find(|id| {
        document.attribute(*id, "id") == Some("modelName")
            || document
                .attribute(*id, "class")
                .is_some_and(|c| c.split_whitespace().any(|c| c == "modelName"))
    });
    let short =
        |text: String| Some(text.trim().chars().take(100).collect::<String>()).filter(|t| !t.is_empty());
    if identity.model.is_none() {
        identity.model = model.and_then(|id| short(document.text(id)));
    }
    if identity.host_name.is_none()
        && let Some((host, _)) = page.title().and_then(|title| title.split_once(" - Web Image Monitor"))
    {
        identity.host_name = short(host.to_owned());
    }
    for dt in document.elements(Document::ROOT, "dt") {
        let label = document.text(dt);
        let Some(dd) = document.all().skip_while(|id| *id != dt).find(|id| document.name(*id) == "dd") else {
            continue;
        };
        let value = document.text(dd);
        let value = short(value.trim_start_matches([':', '：', '\u{a0}', ' ']).to_owned());
        let known = [
            (Word::Model, &mut identity.model),
            (Word::Location, &mut identity.location),
            (Word::HostName, &mut identity.host_name),
            (Word::Serial, &mut identity.serial),
        ];
        for (word, kept) in known {
            if kept.is_none() && word.is(&label) {
                kept.clone_from(&value);
            }
        }
    }
}

/// Where [ログイン] leads, if the page has exactly one such place.
pub(crate) async fn login_link(walk: &mut Walk, page: &mut Page) -> Option<Url> {
    let links = page.links_where(|text| Word::Login.is(text));
    let mut targets = targets(walk, page, &links).await;
    targets.retain(|url| url.host() == page.url().host());
    if targets.len() == 1 { targets.pop() } else { None }
}

/// The distinct addresses that links lead to.
pub(crate) async fn targets(walk: &mut Walk, page: &mut Page, links: &[Clickable]) -> Vec<Url> {
    let mut found: Vec<Url> = Vec::new();
    for link in links {
        let Ok(effect) = walk.ask(page, |page| page.click(&link.control)).await else { continue };
        for one in effect.each() {
            if let Effect::Navigate(url) | Effect::OpenWindow { url, .. } = one
                && !found.contains(&url)
            {
                found.push(url);
            }
        }
    }
    found
}

/// What the way to the settings taught about the printer's shell.
pub(crate) struct Shell {
    /// 機器の管理 > 設定.
    pub(crate) configuration: Url,
    /// The page that names it.
    pub(crate) named_by: Url,
    /// [ログアウト].
    pub(crate) logout: Option<Url>,
    /// A page that can be read without consequences.
    pub(crate) harmless: Url,
}

/// Finds 機器の管理 > 設定, on the page or in its frames.
pub(crate) async fn find_configuration(
    walk: &mut Walk,
    mut main: Page,
    identity: &mut Identity,
) -> Result<Shell, WimError> {
    let main_url = main.url().clone();
    let mut frames = main.frames();
    // The head frame shows who is logged in; the menu is in another.
    frames.sort_by_key(|url| url.path().contains("header"));
    let harmless = frames.iter().find(|u| u.path().contains("header")).unwrap_or(&main_url).clone();
    let mut logout = logout_link(walk, &mut main).await;
    let mut pages = vec![main];
    let mut next = 0;
    loop {
        while let Some(mut page) = pages.pop() {
            identify(&page, identity);
            if logout.is_none() {
                logout = logout_link(walk, &mut page).await;
            }
            if let Some(configuration) = configuration_on(walk, &mut page).await? {
                return Ok(Shell { configuration, named_by: page.url().clone(), logout, harmless });
            }
            let menus = page.links_where(|text| Word::MenuDeviceManagement.is(text));
            if let [target] = targets(walk, &mut page, &menus).await.as_slice()
                && target != page.url()
                && !frames.contains(target)
            {
                frames.push(target.clone());
            }
        }
        let Some(frame) = frames.get(next).cloned() else { break };
        next += 1;
        if next > 6 {
            break;
        }
        let inner = walk.open(&frame, Some(&main_url)).await?;
        pages.push(crate::session::verdict::fine(inner)?);
    }
    if main_url.path().contains("/websys/webArch/")
        && let Ok(configuration) = main_url.join("configList.cgi")
    {
        // The menu is drawn in a way that could not be read; this address was seen on real printers (facts/wim.md §2.1).
        return Ok(Shell { configuration, named_by: main_url, logout, harmless });
    }
    Err(WimError::PageNotRecognised {
        page: main_url.path().to_owned(),
        looked_for: "Device Management > Configuration".into(),
    })
}

async fn logout_link(walk: &mut Walk, page: &mut Page) -> Option<Url> {
    let links = page.links_where(|text| Word::Logout.is(text));
    targets(walk, page, &links).await.into_iter().find(|url| url.host() == page.url().host())
}

async fn configuration_on(walk: &mut Walk, page: &mut Page) -> Result<Option<Url>, WimError> {
    let links = page.links_where(|text| Word::MenuConfiguration.is(text));
    let mut found = targets(walk, page, &links).await;
    if found.len() > 1 {
        found.retain(|url| url.path().ends_with("/configList.cgi"));
        if found.len() != 1 {
            return Err(WimError::FieldNotFound {
                looked_for: "Device Management > Configuration".into(),
                found: links.len(),
            });
        }
    }
    Ok(found.pop())
}
