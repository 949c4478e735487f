//! Everything about a printer that can be chosen: who it is, which of the many possible shapes its pages have, how it
//! behaves on the wire, and what its settings are at the start. Plain data with defaults, so that a test can name one
//! thing and leave the rest. It decides nothing.

use super::fault::Fault;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// One printer of the office. `PrinterConfig::default()` is an IM C3000 in Japanese on the straight path.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PrinterConfig {
    /// The name a person gave the device; it is the mDNS instance name too.
    pub name: String,
    /// The model as the pages show it, without the brand.
    pub model: String,
    /// The machine id.
    pub serial: String,
    /// Host name, `RNP` and twelve hexadecimal digits on a real device.
    pub host_name: String,
    /// Where the device stands.
    pub location: String,
    /// Firmware, as configuration.cgi calls it.
    pub firmware: String,
    /// The language of the first visit.
    pub language: Language,
    /// A second language the pages can be had in.
    pub second_language: Option<Language>,
    /// Whether this firmware knows OAuth 2.0 at all.
    pub oauth_offered: bool,
    /// With no OAuth: whether the row for the sending method exists all the same.
    pub method_row_without_oauth: bool,
    /// The administrator.
    pub admin: Account,
    /// Further accounts.
    pub accounts: Vec<Account>,
    /// How rows are laid out on the e-mail page.
    pub layout: Layout,
    /// How the HTML is written.
    pub markup: Markup,
    /// Which names the fields have.
    pub names: NameScheme,
    /// Which addresses the e-mail page's programs have.
    pub paths: PathScheme,
    /// What happens on [OK].
    pub submit: Submit,
    /// What happens when the sending method is chosen.
    pub mode_switch: ModeSwitch,
    /// How choices are shown.
    pub choices: ChoiceKind,
    /// What a value fixed by OAuth looks like.
    pub fixed_rows: FixedRows,
    /// The shape of the code screen.
    pub code_screen: CodeScreen,
    /// What [OK] on the code screen does while nobody has signed in.
    pub not_yet: NotYet,
    /// Which of the known spellings the labels have.
    pub wording: u8,
    /// The answer to a successful save.
    pub after_save: AfterSave,
    /// How the pages are encoded and what they say of it.
    pub charset: Charset,
    /// When a fresh wimToken is drawn.
    pub tokens: TokenRule,
    /// Smaller peculiarities.
    pub quirks: Quirks,
    /// How the sockets behave.
    pub wire: Wire,
    /// Auto logout of Web Image Monitor.
    pub session_timeout: Duration,
    /// Rejected logins until the account is locked; 0 = never.
    pub lockout_after: u32,
    /// Where the settings start.
    pub settings: InitialSettings,
    /// What goes wrong, and when.
    pub faults: Vec<Fault>,
    /// Drawn values (tokens, session ids, decoys) come from here.
    pub seed: u64,
}

impl Default for PrinterConfig {
    fn default() -> Self {
        Self {
            name: "RICOH IM C3000".into(),
            model: "IM C3000".into(),
            serial: "3119R500217".into(),
            host_name: "RNP58387913A0C1".into(),
            location: "本社 3F".into(),
            firmware: "5.03".into(),
            language: Language::Ja,
            second_language: Some(Language::En),
            oauth_offered: true,
            method_row_without_oauth: false,
            admin: Account::default(),
            accounts: Vec::new(),
            layout: Layout::WimTable,
            markup: Markup::Plain,
            names: NameScheme::CamelIn,
            paths: PathScheme::Netw,
            submit: Submit::ApplyInline,
            mode_switch: ModeSwitch::Repost,
            choices: ChoiceKind::Radio,
            fixed_rows: FixedRows::Disabled,
            code_screen: CodeScreen::OwnPage,
            not_yet: NotYet::ErrorPage,
            wording: 0,
            after_save: AfterSave::SkipToList,
            charset: Charset::Utf8,
            tokens: TokenRule::PerSession,
            quirks: Quirks::default(),
            wire: Wire::default(),
            session_timeout: Duration::from_secs(180),
            lockout_after: 5,
            settings: InitialSettings::default(),
            faults: Vec::new(),
            seed: 1,
        }
    }
}

impl PrinterConfig {
    /// The first of the three default printers: an IM C3000 in Japanese.
    pub fn im_c3000() -> Self {
        Self::default()
    }

    /// The second: an MP C4504 in English, with a different shape of page and code screen.
    pub fn mp_c4504() -> Self {
        Self {
            name: "RICOH MP C4504".into(),
            model: "MP C4504".into(),
            serial: "C737M330085".into(),
            host_name: "RNP002673B41F07".into(),
            location: "Osaka, 2nd floor".into(),
            firmware: "1.12".into(),
            language: Language::En,
            second_language: Some(Language::Ja),
            names: NameScheme::OldNewPairs,
            paths: PathScheme::Mail,
            submit: Submit::QuerySplit,
            mode_switch: ModeSwitch::Repost,
            fixed_rows: FixedRows::Text,
            not_yet: NotYet::SameScreen,
            seed: 2,
            ..Self::default()
        }
    }

    /// The third: a firmware without the OAuth option.
    pub fn without_oauth() -> Self {
        Self {
            name: "RICOH MP C3003".into(),
            model: "MP C3003".into(),
            serial: "E154M820441".into(),
            host_name: "RNP0026738C2D11".into(),
            location: "名古屋 1F".into(),
            firmware: "1.05".into(),
            oauth_offered: false,
            names: NameScheme::Short,
            seed: 3,
            ..Self::default()
        }
    }

    /// The office of the demo: the three above, then printers drawn from their numbers.
    pub fn office(count: usize) -> Vec<Self> {
        let mut all = vec![Self::im_c3000(), Self::mp_c4504(), Self::without_oauth()];
        all.truncate(count);
        for index in all.len()..count {
            let mut more = Self::from_seed(1000 + index as u64);
            more.name = format!("RICOH {} ({})", more.model, index + 1);
            all.push(more);
        }
        all
    }
}

/// An account of Web Image Monitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Login name.
    pub name: String,
    /// Password. The office's secrets are nobody's.
    pub password: String,
    /// What it may do.
    pub rights: Rights,
}

impl Default for Account {
    fn default() -> Self {
        Self { name: "admin".into(), password: "tegata-demo".into(), rights: Rights::Full }
    }
}

/// What an account may do with the e-mail settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rights {
    /// The network administrator.
    Full,
    /// A custom-privilege administrator with the right to sending (mail, folder): fewer menu entries, same e-mail page.
    CustomSending,
    /// Sees the e-mail page without controls.
    ReadOnly,
    /// The menu has no e-mail entry.
    NoMailLink,
}

/// A language of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// Japanese.
    Ja,
    /// English.
    En,
    /// French: one that the app need not know.
    Fr,
}

impl Language {
    /// The path segment.
    pub fn segment(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
            Self::Fr => "fr",
        }
    }
}

/// How rows are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layout {
    /// Verified on other pages: bullet, label, colon, control in four cells.
    WimTable,
    /// `dl`, `dt`, `dd` as in newer dialogs.
    DefinitionList,
    /// `fieldset` and `legend`.
    Fieldset,
    /// `label for`.
    LabelFor,
    /// Text before a control, `br` behind it.
    Plain,
}

/// How the HTML is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Markup {
    /// Lower case, quoted, no doctype.
    Plain,
    /// Upper-case tags and attribute names.
    UpperCase,
    /// Attributes without quotation marks where they can be.
    Unquoted,
    /// The whole page in one line.
    OneLine,
    /// XHTML Transitional doctype, XSLT leftovers, `checked="true"`.
    XhtmlLeftovers,
}

/// Field names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NameScheme {
    /// `smtpServerNameIn`
    CamelIn,
    /// `ml_srv`
    Short,
    /// `item017`
    Opaque,
    /// hidden `smtpHostOut` with the old value, `smtpHost` with the new
    OldNewPairs,
    /// visible `wk_sousinServer`, hidden `sousinServer` with base64
    Base64Pairs,
}

/// Addresses of the e-mail page's programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PathScheme {
    /// `websys/netw/getEmail.cgi`
    Netw,
    /// `websys/mail/mailGetFunc.cgi`
    Mail,
    /// `websys/config/getMailManager.cgi`
    Config,
    /// `websys/device/mailSetting.cgi` for both reading and writing
    OneProgram,
}

/// What happens on [OK].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Submit {
    /// `Apply()` in an inline script; the form has no action.
    ApplyInline,
    /// `Apply()` in an external script.
    ApplyExternal,
    /// `Apply()` whose target carries a query that is split into hidden fields.
    QuerySplit,
    /// `action`, `method` and a submit button.
    Action,
    /// `action`, `method` and an image button.
    Image,
    /// An anchor with a `javascript:` address that takes the target as argument.
    Anchor,
}

/// What choosing the sending method does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ModeSwitch {
    /// The page is posted to the server and comes back changed.
    Repost,
    /// A script enables and disables.
    Script,
    /// Nothing: the server ignores what does not apply.
    Nothing,
}

/// How choices are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChoiceKind {
    /// Radio buttons with bare text behind each.
    Radio,
    /// A select.
    Select,
}

/// What a value fixed by OAuth looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FixedRows {
    /// A disabled control.
    Disabled,
    /// Plain text.
    Text,
    /// The row is gone.
    Absent,
}

/// The shape of the code screen. All of them are invented: no capture exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CodeScreen {
    /// A page of its own, reached and left by auto-skip pages.
    OwnPage,
    /// A window opened by script, that the form is posted into.
    Popup,
    /// An AJAX answer with an HTML fragment.
    AjaxHtml,
    /// An AJAX answer in XML.
    AjaxXml,
    /// An AJAX answer in JSON.
    AjaxJson,
    /// A page that reloads itself by a timer until the code is there.
    SelfRefresh,
    /// The same by `meta refresh`.
    MetaRefresh,
}

/// What [OK] does too early.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotYet {
    /// An error page whose button leads back to the code.
    ErrorPage,
    /// The code screen again, with a sentence more.
    SameScreen,
}

/// The answer to a successful save.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AfterSave {
    /// An auto-skip page that leads to the list.
    SkipToList,
    /// The list itself.
    List,
    /// The e-mail page again.
    SamePage,
    /// 302 to the list.
    Redirect,
}

/// Encoding and its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Charset {
    /// UTF-8, said by the header and the page.
    Utf8,
    /// UTF-8, said by the page only.
    Utf8MetaOnly,
    /// Shift_JIS, said by the header.
    ShiftJis,
    /// Shift_JIS, said by the page only.
    ShiftJisMetaOnly,
}

/// When a fresh wimToken is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TokenRule {
    /// One for the session, as in three captures.
    PerSession,
    /// One for each page; a form must carry its page's own.
    PerPage,
}

/// Smaller peculiarities, all off on the straight path unless a capture showed them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Quirks {
    /// After [OK] a page asks once more.
    pub confirm_page: bool,
    /// A save that changes the sending side does not take the administrator's address and the sender rule.
    pub separate_saves: bool,
    /// Changing the authentication address after the sign-in drops the mark and the token.
    pub address_change_drops_mark: bool,
    /// A script on the e-mail page fails while it loads.
    pub script_error: bool,
    /// The home page must have been seen before a settings page is opened.
    pub home_first: bool,
    /// Another session in the e-mail settings is answered with BUSY.
    pub exclusive: bool,
    /// The login form is reached through an auto-submit page.
    pub login_hop: bool,
    /// Posts without a Referer are BADFLOW.
    pub referer_required: bool,
    /// The administrator's section stands before SMTP.
    pub admin_first: bool,
    /// The IMAP4 port stands within the SMTP section.
    pub imap_in_smtp: bool,
    /// The e-mail entry of the menu is a plain link and not a script call.
    pub plain_menu_links: bool,
    /// configuration.cgi only after login.
    pub hide_identity: bool,
    /// Pages whose scripts and targets were taken out: nothing on them says what a click does.
    pub evidence_removed: bool,
}

impl Default for Quirks {
    fn default() -> Self {
        Self {
            confirm_page: false,
            separate_saves: false,
            address_change_drops_mark: true,
            script_error: false,
            home_first: false,
            exclusive: false,
            login_hop: false,
            referer_required: true,
            admin_first: false,
            imap_in_smtp: false,
            plain_menu_links: false,
            hide_identity: false,
            evidence_removed: false,
        }
    }
}

/// How the sockets behave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wire {
    /// Bodies of pages end when the connection closes, though the header says Keep-Alive (verified).
    pub close_delimited: bool,
    /// How long after the last byte the device closes: about a second on a real one.
    pub close_after: Duration,
    /// TLS ends without close_notify.
    pub no_close_notify: bool,
    /// Pause before the first byte of an answer.
    pub think: Duration,
}

impl Default for Wire {
    fn default() -> Self {
        Self {
            close_delimited: true,
            close_after: Duration::from_millis(30),
            no_close_notify: false,
            think: Duration::ZERO,
        }
    }
}

/// The settings at the start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InitialSettings {
    /// OAuth is already chosen (and nobody signed in).
    pub oauth: bool,
    /// SMTP server name.
    pub server: String,
    /// SMTP port.
    pub port: String,
    /// `off`, `starttls` or `ssl`.
    pub ssl: String,
    /// SMTP authentication.
    pub smtp_auth: bool,
    /// Authentication address.
    pub auth_address: String,
    /// Authentication user name.
    pub auth_user: String,
    /// Authentication password.
    pub auth_password: String,
    /// Administrator's address.
    pub admin_address: String,
    /// Auto-specify sender name.
    pub auto_sender: bool,
}

impl Default for InitialSettings {
    fn default() -> Self {
        Self {
            oauth: false,
            server: "smtp.office365.com".into(),
            port: "587".into(),
            ssl: "starttls".into(),
            smtp_auth: true,
            auth_address: "scan@contoso.example".into(),
            auth_user: "scan@contoso.example".into(),
            auth_password: "old-password".into(),
            admin_address: "it@contoso.example".into(),
            auto_sender: false,
        }
    }
}
