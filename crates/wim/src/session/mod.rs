//! One administrator's session at one printer: login → configuration list → e-mail page → code screen → save → logout.
//!
//! The procedure follows the guide; what is added is what a person does when a printer is busy, forgets its session or
//! loses the thread: wait, log in once more, start the page over, fill everything in again. Nothing else is repeated.
//! A save whose answer was lost is never sent again; the next reading decides.

pub(crate) mod contact;
mod interfaces;
mod language;
mod leave;
mod login;
pub(crate) mod perform;
mod save;
pub(crate) mod verdict;
pub(crate) mod walk;

use std::time::Instant;

use tegata_core::{AdminCredentials, Change, Identity, MailSettings};
use tokio::sync::mpsc::UnboundedSender;
use url::Url;

use crate::authorization::{self, Confirmation, PrinterCode, Screen};
use crate::error::WimError;
use crate::labels::{self, Word};
use crate::page::{Effect, Page};
use crate::quirks::Quirks;
use crate::screens::home::Shell;
use crate::screens::{configuration, email, home};
use contact::Connection;
use verdict::fine;
use walk::Walk;

/// Things to show while it works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The printer is busy; another try follows.
    Busy {
        /// Which try.
        attempt: u8,
        /// Of how many.
        of: u8,
    },
    /// The printer had ended the session; logged in once more.
    SessionRenewed,
    /// The printer lost the thread; started over from the e-mail page.
    FlowRestarted,
}

/// Further looks at a page that does not show yet what a save without an answer was to store.
const LOOKS: u8 = 2;

/// How much patience one call still has with the printer.
#[derive(Default)]
struct Grace {
    renewed: bool,
    restarted: bool,
}

/// A session of a logged-in administrator.
pub struct Session {
    walk: Walk,
    credentials: AdminCredentials,
    identity: Identity,
    main: Url,
    login: Url,
    /// The pages' language, where it is one whose words are not known.
    foreign: Option<String>,
    extra_hosts: Vec<String>,
    /// The first page behind the login, until the way to the settings is known.
    first: Option<Page>,
    shell: Option<Shell>,
    /// The e-mail page's address and the page that names it.
    mail_at: Option<(Url, Url)>,
    mail: Option<Page>,
    filled: Vec<Change>,
    /// What a save was to store whose answer was lost.
    in_doubt: Vec<Change>,
    screen: Option<Screen>,
    unsaved_authorization: bool,
    saved_at: Option<Instant>,
    last_sign: Instant,
    keep_alive_unwelcome: bool,
    logged_in: bool,
}

impl Session {
    /// Logs in. One attempt.
    ///
    /// # Errors
    /// What the printer has against it.
    pub async fn login(
        connection: Connection,
        credentials: AdminCredentials,
        notices: UnboundedSender<Notice>,
    ) -> Result<Self, WimError> {
        let Connection { mut walk, identity, main, login, foreign, extra_hosts, .. } = connection;
        walk.notices = Some(notices);
        let quirks = Quirks::of(&identity);
        walk.wire.patience.save = quirks.save.unwrap_or(walk.wire.patience.save);
        let mut session = Self {
            walk,
            credentials,
            identity,
            main,
            login,
            foreign,
            extra_hosts,
            first: None,
            shell: None,
            mail_at: None,
            mail: None,
            filled: Vec::new(),
            in_doubt: Vec::new(),
            screen: None,
            unsaved_authorization: false,
            saved_at: None,
            last_sign: Instant::now(),
            keep_alive_unwelcome: quirks.no_keep_alive,
            logged_in: false,
        };
        if let Err(error) = session.log_in().await {
            // The printer may have opened a session before it answered badly.
            if session.walk.posted > 0 {
                session.logged_in = true;
                session.logout().await;
            }
            return Err(error);
        }
        Ok(session)
    }

    /// Who the printer is.
    #[must_use]
    pub const fn identity(&self) -> &Identity {
        &self.identity
    }

    /// HTTP requests sent since the first contact.
    #[must_use]
    pub const fn requests(&self) -> u32 {
        self.walk.wire.sent()
    }

    /// Opens the e-mail page and reads it. After a save this waits for a printer that restarts, and after one whose
    /// answer was lost a little longer: the printer may still be at it.
    ///
    /// # Errors
    /// Whatever keeps the page from being read; [`WimError::ReadOnly`] and [`WimError::NoMailRights`] among it.
    pub async fn read(&mut self) -> Result<MailSettings, WimError> {
        self.filled.clear();
        self.screen = None;
        let in_doubt = std::mem::take(&mut self.in_doubt);
        let mut looks = 0;
        let mut grace = Grace::default();
        loop {
            let result = match self.open_mail().await {
                Ok(()) => self
                    .mail
                    .as_ref()
                    .ok_or(WimError::SessionLost)
                    .and_then(|p| email::read(p, &self.credentials.name)),
                Err(error) => Err(error),
            };
            match result {
                Ok(settings) => {
                    let stored = in_doubt.iter().all(|c| settings.get(c.field).as_ref() == Some(&c.to));
                    if stored || looks == LOOKS {
                        self.saved_at = None;
                        return Ok(settings);
                    }
                    looks += 1;
                    tokio::time::sleep(self.walk.wire.patience.busy_pause).await;
                }
                Err(error) if self.may_be_restarting(&error) => {
                    tokio::time::sleep(self.walk.wire.patience.busy_pause).await;
                }
                Err(error) => self.recover(self.for_want_of_words(error), &mut grace).await?,
            }
        }
    }

    /// Sets values on the e-mail page. Nothing is saved.
    ///
    /// # Errors
    /// A field that is not there, is held fast, or does not take the value.
    pub async fn fill(&mut self, changes: &[Change]) -> Result<(), WimError> {
        self.filled = changes.to_vec();
        let mut grace = Grace::default();
        loop {
            match self.fill_in().await {
                Ok(()) => return Ok(()),
                Err(error) => {
                    self.recover(error, &mut grace).await?;
                    self.reopen(&mut grace).await?;
                }
            }
        }
    }

    /// Clicks [認証開始] and reads the code.
    ///
    /// # Errors
    /// Where the screen does not come or does not show a code.
    pub async fn start_authorization(&mut self) -> Result<PrinterCode, WimError> {
        let mut grace = Grace::default();
        loop {
            let Some(mail) = self.mail.as_mut() else { return Err(WimError::NoAuthorization) };
            match authorization::start(&mut self.walk, mail, &self.extra_hosts).await {
                Ok((screen, code)) => {
                    self.screen = Some(screen);
                    self.last_sign = Instant::now();
                    return Ok(code);
                }
                Err(error) => {
                    self.recover(error, &mut grace).await?;
                    self.restart_page(&mut grace).await?;
                }
            }
        }
    }

    /// The person says that the sign-in is done: clicks the screen's [OK].
    ///
    /// # Errors
    /// Where the answer is not understood or the session is gone.
    pub async fn confirm_authorization(&mut self) -> Result<Confirmation, WimError> {
        let (Some(mail), Some(screen)) = (self.mail.as_mut(), self.screen.as_mut()) else {
            return Err(WimError::NoAuthorization);
        };
        let result = authorization::confirm(&mut self.walk, mail, screen).await;
        self.last_sign = Instant::now();
        let (confirmation, gone) = result?;
        if gone {
            self.screen = None;
        }
        if confirmation == Confirmation::Authorised {
            self.unsaved_authorization = true;
        }
        Ok(confirmation)
    }

    /// A new code: the e-mail page from the start, everything filled in again, [認証開始].
    ///
    /// # Errors
    /// As [`Self::start_authorization`].
    pub async fn new_code(&mut self) -> Result<PrinterCode, WimError> {
        self.screen = None;
        self.unsaved_authorization = false;
        let mut grace = Grace::default();
        self.restart_page(&mut grace).await?;
        self.start_authorization().await
    }

    /// A sign of life while a person signs in: a harmless page, at most once a minute. Silent; given up for good when
    /// the printer dislikes it.
    pub async fn keep_alive(&mut self) {
        if self.keep_alive_unwelcome || self.last_sign.elapsed() < self.walk.wire.patience.keep_alive {
            return;
        }
        self.last_sign = Instant::now();
        let url = self.shell.as_ref().map_or(&self.main, |shell| &shell.harmless).clone();
        let request = self.walk.request(&url, Some(&self.main));
        self.keep_alive_unwelcome =
            !matches!(self.walk.send(request).await, Ok(answer) if answer.status == 200);
    }

    async fn log_in(&mut self) -> Result<(), WimError> {
        let page = login::log_in(&mut self.walk, &self.login, &self.main, &self.credentials).await?;
        self.logged_in = true;
        self.main = page.url().clone();
        self.first = Some(page);
        self.shell = None;
        self.mail_at = None;
        self.mail = None;
        Ok(())
    }

    /// The way of the guide, step 4 and 5.
    async fn open_mail(&mut self) -> Result<(), WimError> {
        self.mail = None;
        if let Some((url, referer)) = self.mail_at.clone() {
            let page = fine(self.walk.open(&url, Some(&referer)).await?)?;
            return self.arrive_at_mail(page).await;
        }
        if self.shell.is_none() {
            let first = match self.first.take() {
                Some(page) => page,
                None => fine(self.walk.open(&self.main.clone(), Some(&self.login)).await?)?,
            };
            self.shell = Some(home::find_configuration(&mut self.walk, first, &mut self.identity).await?);
        }
        let Some(shell) = &self.shell else { return Err(WimError::SessionLost) };
        let (list, named_by) = (shell.configuration.clone(), shell.named_by.clone());
        let mut page = match fine(self.walk.open(&list, Some(&named_by)).await?) {
            Err(WimError::Message { said }) if Word::NoRights.within(&said) => return Err(self.no_rights()),
            other => other?,
        };
        let mut entry = configuration::mail_entry(&mut self.walk, &mut page, &self.credentials.name).await;
        if entry.is_err() && page.lacks_scripts() {
            // A list that its scripts draw.
            page = self.walk.complete(page).await?;
            entry = configuration::mail_entry(&mut self.walk, &mut page, &self.credentials.name).await;
        }
        for frame in page.frames() {
            if entry.is_ok() {
                break;
            }
            let from = page.url().clone();
            page = fine(self.walk.open(&frame, Some(&from)).await?)?;
            entry = configuration::mail_entry(&mut self.walk, &mut page, &self.credentials.name).await;
        }
        let effect = entry?;
        let from = page.url().clone();
        if let Effect::Navigate(url) = &effect {
            self.mail_at = Some((url.clone(), from));
        }
        let came = self.walk.perform(&mut page, effect).await?;
        let arrived = came.page.or(came.popup).ok_or_else(|| WimError::PageNotRecognised {
            page: page.url().path().to_owned(),
            looked_for: "Device Settings > E-mail".into(),
        })?;
        match fine(arrived) {
            Err(WimError::Message { said }) if Word::NoRights.within(&said) => Err(self.no_rights()),
            other => self.arrive_at_mail(other?).await,
        }
    }

    /// What is not found on pages in a foreign language may well be there.
    fn for_want_of_words(&self, error: WimError) -> WimError {
        use WimError as E;
        match (&self.foreign, error) {
            (
                Some(language),
                E::NoMailRights { .. } | E::PageNotRecognised { .. } | E::FieldNotFound { .. },
            ) => E::LanguageUnknown { language: language.clone() },
            (_, error) => error,
        }
    }

    fn no_rights(&self) -> WimError {
        WimError::NoMailRights { user: self.credentials.name.clone() }
    }

    async fn arrive_at_mail(&mut self, mut page: Page) -> Result<(), WimError> {
        if !email::is_mail_page(&page) {
            page = self.walk.complete(page).await?;
        }
        if !email::is_mail_page(&page) {
            for frame in page.frames() {
                let from = page.url().clone();
                let inner = fine(self.walk.open(&frame, Some(&from)).await?)?;
                if email::is_mail_page(&inner) {
                    page = inner;
                    break;
                }
            }
        }
        if !email::is_mail_page(&page) {
            return Err(WimError::PageNotRecognised {
                page: page.url().path().to_owned(),
                looked_for: "the fields of the e-mail page".into(),
            });
        }
        self.mail = Some(self.walk.complete(page).await?);
        Ok(())
    }

    /// Sets every wanted value, following re-posts, and checks that all of them stand at the end.
    pub(super) async fn fill_in(&mut self) -> Result<(), WimError> {
        for pass in 0..3 {
            let mut touched = false;
            for change in self.filled.clone() {
                let Some(mail) = self.mail.as_mut() else { return Err(WimError::SessionLost) };
                let found = mail.find(&labels::wanted(change.field))?;
                if email::shows(change.field, &mail.value(&found.field), &change.to) {
                    continue;
                }
                touched = true;
                if let Some(page) = email::set(&mut self.walk, mail, &change).await? {
                    self.arrive_at_mail(fine(page)?).await?;
                }
            }
            if !touched {
                return Ok(());
            }
            if pass == 2 {
                break;
            }
        }
        Err(WimError::PageNotRecognised {
            page: "e-mail".into(),
            looked_for: "the values just entered".into(),
        })
    }

    fn tell(&self, notice: Notice) {
        if let Some(notices) = &self.walk.notices {
            let _ = notices.send(notice);
        }
    }

    /// Logs in once more or starts over once, whichever the error asks for; or hands it back.
    async fn recover(&mut self, error: WimError, grace: &mut Grace) -> Result<(), WimError> {
        match error {
            WimError::SessionLost if !grace.renewed => {
                grace.renewed = true;
                self.walk.wire.forget_cookies();
                self.log_in().await?;
                self.tell(Notice::SessionRenewed);
                Ok(())
            }
            WimError::FlowBroken if !grace.restarted => {
                grace.restarted = true;
                self.mail_at = None;
                self.tell(Notice::FlowRestarted);
                Ok(())
            }
            other => Err(other),
        }
    }

    async fn reopen(&mut self, grace: &mut Grace) -> Result<(), WimError> {
        loop {
            match self.open_mail().await {
                Ok(()) => return Ok(()),
                Err(error) => self.recover(error, grace).await?,
            }
        }
    }

    /// The e-mail page from the start with everything filled in again.
    async fn restart_page(&mut self, grace: &mut Grace) -> Result<(), WimError> {
        loop {
            self.reopen(grace).await?;
            match self.fill_in().await {
                Ok(()) => return Ok(()),
                Err(error) => self.recover(error, grace).await?,
            }
        }
    }

    fn may_be_restarting(&self, error: &WimError) -> bool {
        error.is_lost_answer()
            && self.saved_at.is_some_and(|at| at.elapsed() < self.walk.wire.patience.restart)
    }
}
