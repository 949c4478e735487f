//! The e-mail page: showing it, redrawing it when the sending method is chosen, saving it. The rows and fixed values
//! follow the guide [S]; addresses, names and the order of sections are invented.

use super::super::config::{AfterSave, Layout, Markup, PrinterConfig, Submit};
use super::super::device::Memory;
use super::super::fault::What;
use super::super::form::{self, View};
use super::super::http::Response;
use super::super::layout;
use super::super::markup::{Page, escape, without_evidence};
use super::super::routes::Visit;
use super::super::scripts::{self, relative};
use super::super::settings::{Key, Values};
use super::{auto_skip, basic_form, code, error, menu};

/// Whether another session stands in the e-mail settings.
pub(crate) fn in_use(visit: &Visit<'_>) -> bool {
    let memory = visit.device.memory();
    memory.sessions.iter().any(|(id, session)| Some(id) != visit.session.as_ref() && session.mail_open)
}

/// The page as stored; what was not saved before is gone.
pub(crate) fn show(visit: &Visit<'_>) -> Response {
    let in_session = visit.field("mode").as_deref() == Some("SESSION");
    let values = visit.device.memory().values.clone();
    visit.with_session(|session| {
        if !in_session || session.draft.is_none() {
            session.leave_mail();
            session.draft = Some(values);
        }
        session.mail_open = true;
    });
    draw(visit)
}

/// The page as it stands in the session, after the code screen.
pub(crate) fn back(visit: &Visit<'_>) -> Response {
    let open = visit.with_session(|session| session.mail_open && session.draft.is_some()).unwrap_or(false);
    if open { draw(visit) } else { error::page(visit, "BADFLOW") }
}

/// The page again with another sending method, nothing saved.
pub(crate) fn refresh(visit: &Visit<'_>) -> Response {
    match carry(visit) {
        Ok(()) => draw(visit),
        Err(value) => error::page(visit, value),
    }
}

/// Takes the posted form into the session, unsaved.
pub(crate) fn carry(visit: &Visit<'_>) -> Result<(), &'static str> {
    if !visit.post_is_in_order() {
        return Err("BADFLOW");
    }
    let posted = visit.fields();
    visit
        .with_session(|session| {
            if !session.mail_open || !session.may_change() {
                return Err("BADFLOW");
            }
            let Some(draft) = &mut session.draft else { return Err("BADFLOW") };
            form::take(&visit.device.config, &posted, draft).map_err(|_| "NGPARAM")
        })
        .unwrap_or(Err("TIMEOUT"))
}

fn draw(visit: &Visit<'_>) -> Response {
    let config = visit.config();
    let token = visit.token();
    let (values, read_only, authorised) = {
        let memory = visit.device.memory();
        let session = visit.session.as_ref().and_then(|id| memory.sessions.get(id));
        let values =
            session.and_then(|session| session.draft.clone()).unwrap_or_else(|| memory.values.clone());
        let read_only = session.is_none_or(|session| !session.may_change());
        let unsaved =
            session.and_then(|session| session.unsaved.as_ref()).map(|(_, address)| address.as_str());
        let stored = memory.token.as_ref().map(|(_, address)| address.as_str());
        let authorised = unsaved.or(stored).is_some_and(|address| holds(config, &values, address));
        (values, read_only, authorised)
    };
    let view = View { config, words: visit.words, values: &values, authorised, read_only };
    let sections = form::sections(&view);
    let expected = if read_only { Vec::new() } else { form::untouched(config, &sections) };
    visit.with_session(|session| session.expected = expected);
    let mut page = Page::new(&format!("{} - Web Image Monitor", visit.words.mail()));
    let mut script = code::texts(visit);
    if config.quirks.script_error {
        page.head.push_str("<script type=\"text/javascript\">var menuObject = top.header.menuFrame.getMenu(); menuObject.init();</script>\n");
    }
    if config.submit == Submit::ApplyExternal {
        page.head.push_str("<script language=\"JavaScript\" src=\"/scripts/mailSetting.js\"></script>\n");
    } else {
        script.push_str(&scripts::mail_page(config));
    }
    page.script = script;
    page.body = body(visit, &token, &layout::sections(config, visit.words, &sections), read_only);
    let html = page.write(config);
    Response::page(if config.quirks.evidence_removed { without_evidence(&html) } else { html })
}

/// Whether a sign-in made for an address still counts for a form.
fn holds(config: &PrinterConfig, values: &Values, address: &str) -> bool {
    values.oauth() && (!config.quirks.address_change_drops_mark || values.get(Key::AuthAddress) == address)
}

fn body(visit: &Visit<'_>, token: &str, rows: &str, read_only: bool) -> String {
    let config = visit.config();
    let hidden: String = form::constants(config)
        .iter()
        .map(|(name, value)| format!("<input type=\"hidden\" name=\"{name}\" value=\"{}\">\n", escape(value)))
        .collect();
    let hidden = format!("<input type=\"hidden\" name=\"wimToken\" value=\"{token}\">\n{hidden}");
    let opening = if form::has_action(config.submit) {
        let paths = visit.paths();
        format!(
            "<form name=\"mainForm\" method=\"post\" action=\"{}\" onsubmit=\"return packFields(this);\">\n",
            relative(paths.get, paths.set)
        )
    } else {
        "<form name=\"mainForm\" onsubmit=\"return false;\">\n".to_owned()
    };
    let note = if read_only {
        format!("<p class=\"standard\">{}</p>\n", visit.words.read_only())
    } else {
        String::new()
    };
    let buttons = layout::buttons(config, visit.words, !read_only);
    let area = if code::is_ajax(config) { "<div id=\"oauthArea\"></div>\n" } else { "" };
    // Within the table layout the form opens between rows, as captured pages do.
    let form = if config.layout == Layout::WimTable {
        format!(
            "<table border=\"0\">\n<tr><td colspan=\"4\">{buttons}</td></tr>\n{opening}{hidden}{rows}<tr><td colspan=\"4\">{}</td></tr>\n</form>\n</table>\n",
            submit_row(config, &buttons)
        )
    } else {
        format!("{opening}{hidden}{rows}{buttons}</form>\n")
    };
    let top = match (config.layout, form::has_action(config.submit)) {
        // Submit controls outside of their form would do nothing.
        (Layout::WimTable, true) => {
            form.replacen(&format!("<tr><td colspan=\"4\">{buttons}</td></tr>\n"), "", 1)
        }
        _ => form,
    };
    let help = format!(
        "<form name=\"helpForm\"><input type=\"hidden\" name=\"wimToken\" value=\"{token}\"></form>\n<a href=\"javascript:openNew('../../websys/webArch/help.cgi?ID=set0905.html')\">?</a>\n"
    );
    let leftovers = if config.markup == Markup::XhtmlLeftovers {
        "<div class=\"standard\" xmlns:axsl=\"http://localhost\"></div>\n"
    } else {
        ""
    };
    format!(
        "<h1>{}</h1>\n{leftovers}{help}{note}{top}{area}{}",
        visit.words.mail(),
        basic_form(visit, token, "SUCCESS")
    )
}

fn submit_row(config: &PrinterConfig, buttons: &str) -> String {
    // On script pages one pair of buttons stands at the top, as on captured pages; submit controls stand inside the form.
    if form::has_action(config.submit) { buttons.to_owned() } else { String::new() }
}

/// [OK].
pub(crate) fn save(visit: &Visit<'_>) -> Response {
    if !visit.post_is_in_order() {
        return error::page(visit, "BADFLOW");
    }
    let posted = visit.fields();
    let config = visit.config();
    let fixed = visit.field("confirmed").as_deref() == Some("FIX");
    let prepared = visit.with_session(|session| {
        if !session.mail_open || !session.may_change() {
            return Err("BADFLOW");
        }
        if fixed {
            return session.pending_save.take().map(|values| (values, Vec::new())).ok_or("BADFLOW");
        }
        let Some(draft) = &session.draft else { return Err("BADFLOW") };
        let mut values = draft.clone();
        form::take(config, &posted, &mut values).map_err(|_| "NGPARAM")?;
        Ok((values, form::deviations(&session.expected, &posted)))
    });
    let (values, deviations) = match prepared.unwrap_or(Err("TIMEOUT")) {
        Ok(prepared) => prepared,
        Err(value) => return error::page(visit, value),
    };
    visit.device.memory().deviations.extend(deviations);
    let constant_lost = !fixed
        && form::constants(config)
            .iter()
            .filter(|(name, _)| matches!(*name, "title" | "accessConf"))
            .any(|pair| !posted.iter().any(|(name, value)| (name.as_str(), value) == (pair.0, &pair.1)));
    if constant_lost {
        return error::page(visit, "NGPARAM");
    }
    if config.quirks.confirm_page && !fixed {
        visit.with_session(|session| session.pending_save = Some(values));
        return confirm(visit);
    }
    if !visit.effects.contains(&What::SilentlyNotStored) {
        store(visit, values);
    }
    visit.device.memory().saves += 1;
    after_save(visit)
}

fn store(visit: &Visit<'_>, mut values: Values) {
    let config = visit.config();
    let mut memory = visit.device.memory();
    let unsaved =
        visit.session.as_ref().and_then(|id| memory.sessions.get_mut(id)).and_then(|s| s.unsaved.take());
    if config.quirks.separate_saves && sending_changed(&memory, &values, unsaved.is_some()) {
        for key in [Key::AdminAddress, Key::AutoSender] {
            let kept = memory.values.get(key).to_owned();
            values.set(key, kept);
        }
    }
    if let Some(fresh) = unsaved {
        memory.token = Some(fresh);
    }
    let still = memory.token.as_ref().is_some_and(|(_, address)| holds(config, &values, address));
    if !still {
        memory.token = None;
    }
    memory.values = values;
}

fn sending_changed(memory: &Memory, values: &Values, token: bool) -> bool {
    token
        || [Key::SendMethod, Key::Server, Key::AuthAddress, Key::AuthUser]
            .iter()
            .any(|key| memory.values.get(*key) != values.get(*key))
}

fn confirm(visit: &Visit<'_>) -> Response {
    let paths = visit.paths();
    let token = visit.token();
    let mut page = Page::new("Web Image Monitor");
    page.script = format!(
        "{}\nfunction Apply() {{ utilSubmitForm(document.mainForm, \"{}?confirmed=FIX\"); }}\nfunction Cancel() {{ location.href = \"{}\"; }}",
        scripts::UTIL,
        relative(paths.set, paths.set),
        relative(paths.set, paths.get)
    );
    page.body = format!(
        "<form name=\"mainForm\" onsubmit=\"return false;\">\n<input type=\"hidden\" name=\"wimToken\" value=\"{token}\">\n<p>{}</p>\n\
         <table><tr><td class=\"defaultTableButton\" onclick=\"javascript:Apply(); return false;\"><a href=\"javascript:Apply()\">{}</a></td>\
         <td class=\"defaultTableButton\" onclick=\"javascript:Cancel(); return false;\"><a href=\"javascript:Cancel()\">{}</a></td></tr></table>\n</form>\n{}",
        visit.words.confirm(),
        visit.words.ok(),
        visit.words.cancel(),
        basic_form(visit, &token, "SUCCESS")
    );
    Response::page(page.write(visit.config()))
}

fn after_save(visit: &Visit<'_>) -> Response {
    visit.with_session(|session| session.leave_mail());
    match visit.config().after_save {
        AfterSave::SkipToList => auto_skip(visit, "../../websys/webArch/configList.cgi"),
        AfterSave::List => menu::config_list(visit),
        AfterSave::SamePage => show(visit),
        AfterSave::Redirect => {
            let here = format!("/web/entry/{}/websys/webArch/configList.cgi", visit.language());
            Response::redirect(&here)
        }
    }
}
