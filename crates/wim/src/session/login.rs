//! Logging in: once per click, by the form as the printer's own page sends it.
//!
//! The password leaves its shell here and nowhere else in this crate. A rejected one is never sent again; a printer
//! locks its administrators out (`facts/wim.md` §1.3).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tegata_core::AdminCredentials;
use url::Url;

use crate::error::WimError;
use crate::labels::Word;
use crate::page::{Choice, Effect, Page, Submission};
use crate::session::verdict::{Verdict, login_form, said, verdict};
use crate::session::walk::Walk;

/// Logs in and returns the first page behind the login.
pub(crate) async fn log_in(
    walk: &mut Walk,
    login: &Url,
    referer: &Url,
    credentials: &AdminCredentials,
) -> Result<Page, WimError> {
    let mut page = walk.open(login, Some(referer)).await.map_err(|error| match error {
        WimError::Busy { said } => rejected(Verdict::Busy(said), credentials),
        other => other,
    })?;
    if login_form(&page).is_none() {
        for frame in page.frames() {
            let inner = walk.open(&frame, Some(page.url())).await?;
            if login_form(&inner).is_some() {
                page = inner;
                break;
            }
        }
    }
    match verdict(&page) {
        Verdict::Login => {}
        Verdict::Fine => {
            return Err(WimError::PageNotRecognised {
                page: page.url().path().to_owned(),
                looked_for: "the login form".into(),
            });
        }
        other => return Err(rejected(other, credentials)),
    }
    let submission = filled(walk, &mut page, credentials).await?;
    let from = page.url().clone();
    let answer = walk.submit_raw(&submission, &from, walk.wire.patience.first_byte).await?;
    let back_to_login = answer.location.as_deref().is_some_and(|l| l.contains("authForm"));
    let redirected = (300..400).contains(&answer.status) && !back_to_login;
    let page = walk.arrive(answer, true).await?;
    if back_to_login {
        return Err(rejected(Verdict::Message(said(&page)), credentials));
    }
    match verdict(&page) {
        Verdict::Fine => {}
        other => return Err(rejected(other, credentials)),
    }
    let page = walk.settle(page).await?;
    let cookies = walk.wire.cookies();
    let logged_in = cookies.logged_in() || redirected && !cookies.session_known() || shows_logout(&page);
    match verdict(&page) {
        Verdict::Fine if logged_in => Ok(page),
        other => Err(rejected(other, credentials)),
    }
}

fn shows_logout(page: &Page) -> bool {
    !page.links_where(|text| Word::Logout.is(text)).is_empty()
}

/// The form as the page's own script would send it, else by the known convention (`facts/wim.md` §1.2).
async fn filled(
    walk: &mut Walk,
    page: &mut Page,
    credentials: &AdminCredentials,
) -> Result<Submission, WimError> {
    let no_form =
        || WimError::PageNotRecognised { page: "login".into(), looked_for: "the login form".into() };
    let (form, user, password) = login_form(page).ok_or_else(no_form)?;
    let (user_field, password_field) = (page.field_of(user), page.field_of(password));
    let buttons: Vec<_> = form
        .controls
        .iter()
        .filter(|c| matches!(c.kind.as_str(), "submit" | "image" | "button") && !c.disabled)
        .map(|c| page.button_of(c))
        .collect();
    let name = Choice::Text(credentials.name.clone());
    walk.ask(page, |page| page.set(&user_field, &name)).await?;
    // The one place where the password leaves its shell: into the printer's own form.
    let secret = Choice::Text(credentials.password.expose().to_owned());
    walk.ask(page, |page| page.set(&password_field, &secret)).await?;
    let words = page.links_where(|text| Word::Login.is(text) || Word::Ok.is(text));
    let button = match (words.as_slice(), buttons.as_slice()) {
        ([one], _) => one.control.clone(),
        ([], [one]) => one.clone(),
        (several, _) => several
            .iter()
            .find(|c| buttons.contains(&c.control))
            .or_else(|| several.first())
            .map(|c| c.control.clone())
            .ok_or_else(no_form)?,
    };
    let learnt = walk.ask(page, |page| page.click(&button)).await;
    if let Ok(effect) = learnt {
        let submissions: Vec<Submission> = effect
            .each()
            .into_iter()
            .filter_map(|e| if let Effect::Submit(submission) = e { Some(submission) } else { None })
            .collect();
        if let [one] = submissions.as_slice() {
            let mut submission = one.clone();
            if let Some((_, user, password)) = login_form(page) {
                encode_what_was_left(&mut submission, [&user.name, &password.name]);
            }
            return Ok(submission);
        }
    }
    by_convention(page, credentials).ok_or_else(|| WimError::ClickNotUnderstood {
        control: button.text,
        reason: "the login page does not say how it is sent".into(),
    })
}

/// `userid_work`/`password_work` are typed in; their base64 goes into `userid`/`password`; the former go out empty.
fn by_convention(page: &Page, credentials: &AdminCredentials) -> Option<Submission> {
    let (form, user, password) = login_form(page)?;
    form.action.as_ref()?;
    let mut submission = page.submission_of(form)?;
    let work = |name: &str| name.strip_suffix("_work").map(str::to_owned);
    let (Some(user), Some(password)) = (work(&user.name), work(&password.name)) else {
        return Some(submission);
    };
    for (name, value) in &mut submission.fields {
        if *name == user {
            *value = STANDARD.encode(&credentials.name);
        } else if *name == password {
            *value = STANDARD.encode(credentials.password.expose());
        } else if work(name).is_some_and(|n| n == user || n == password) {
            value.clear();
        }
    }
    Some(submission)
}

/// Where the page did not carry a typed value over to its empty twin (its script is not there, or fails), the known
/// convention does: a login sent in the clear would only cost an attempt.
fn encode_what_was_left(submission: &mut Submission, typed: [&str; 2]) {
    for work in typed {
        let Some(name) = work.strip_suffix("_work") else { continue };
        let fields = &mut submission.fields;
        let at = |fields: &[(String, String)], name: &str| {
            let mut places = (0..fields.len()).filter(|at| fields[*at].0 == name);
            places.next().filter(|_| places.next().is_none())
        };
        if let (Some(from), Some(to)) = (at(fields, work), at(fields, name))
            && fields[to].1.is_empty()
        {
            let typed = std::mem::take(&mut fields[from].1);
            fields[to].1 = STANDARD.encode(typed);
        }
    }
}

fn rejected(verdict: Verdict, credentials: &AdminCredentials) -> WimError {
    let user = credentials.name.clone();
    let said = match verdict {
        Verdict::Busy(said) if Word::AnotherAdministrator.within(&said) => {
            return WimError::AnotherAdministrator { said };
        }
        Verdict::Busy(said) => return WimError::Busy { said },
        Verdict::Timeout => return WimError::SessionLost,
        Verdict::BadFlow => return WimError::FlowBroken,
        Verdict::Message(said) | Verdict::Refused(said) => said,
        Verdict::Login | Verdict::Fine => String::new(),
    };
    if Word::CookiesOff.within(&said) {
        WimError::CookiesRefused
    } else if Word::LockedOut.within(&said) {
        WimError::LockedOut { user, said }
    } else if Word::AnotherAdministrator.within(&said) {
        WimError::AnotherAdministrator { said }
    } else {
        WimError::LoginRejected { user, said }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(html: &str) -> Vec<(String, String)> {
        let url = Url::parse("https://printer.test/web/guest/en/websys/webArch/authForm.cgi").unwrap();
        let page = Page::parse(&url, html).unwrap();
        let mut submission = page.submission_of(&page.forms()[0]).unwrap();
        encode_what_was_left(&mut submission, ["userid_work", "password_work"]);
        submission.fields
    }

    fn pairs(fields: &[(&str, &str)]) -> Vec<(String, String)> {
        fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn what_no_script_carried_over_is_carried_over() {
        let page = "<form action=login.cgi method=post><input name=userid_work value=admin><input type=hidden name=userid>
            <input name=password_work value='p+/='><input type=hidden name=password><input type=hidden name=open></form>";
        assert_eq!(
            sent(page),
            pairs(&[
                ("userid_work", ""),
                ("userid", "YWRtaW4="),
                ("password_work", ""),
                ("password", "cCsvPQ=="),
                ("open", "")
            ])
        );
    }

    #[test]
    fn what_the_page_did_itself_stays() {
        let done = "<form action=login.cgi method=post><input name=userid_work><input type=hidden name=userid value=QUJD></form>";
        assert_eq!(sent(done), pairs(&[("userid_work", ""), ("userid", "QUJD")]));
        let without_twin = "<form action=login.cgi method=post><input name=userid_work value=admin></form>";
        assert_eq!(sent(without_twin), pairs(&[("userid_work", "admin")]));
    }
}
