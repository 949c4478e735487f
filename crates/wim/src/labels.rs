//! The printers' wording, as data: which words name a field, a section, a button, a state.
//!
//! Nothing in this crate compares a page's text with a literal; it asks here. The words live in `labels/*.toml`, one
//! file per language, and all languages are matched at once, because a page does not reliably say which one it is in.
//! Compared is the [`normalise`]d form: compatibility characters unified (NFKC), case folded, everything but letters
//! and digits dropped (so `E-mail`, `Email`, 「OAuth2.0 認証」 and 「OAuth2.0認証」 meet), long-vowel marks dropped
//! (サーバ, サーバー), common abbreviations unified (`Auth.`, `No.`).
//! It refuses to find "the closest" word: a spelling is known or it is not.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use tegata_core::Field;
use unicode_normalization::UnicodeNormalization;

const FILES: [&str; 2] = [include_str!("labels/ja.toml"), include_str!("labels/en.toml")];

/// The form in which texts are compared.
#[must_use]
pub fn normalise(text: &str) -> String {
    // Without spaces first: the voicing mark of a half-width kana may stand at the next element's start.
    let mut out: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric() && !matches!(c, 'ー' | 'ｰ'))
        .collect();
    for (long, short) in [
        ("authentication", "auth"),
        ("administrators", "administrator"),
        ("electronicmail", "email"),
        ("電子メル", "メル"),
        ("portnumber", "portno"),
        ("useraccountname", "username"),
        ("automatically", "auto"),
        ("automatic", "auto"),
        ("settings", "setting"),
        ("oauth20", "oauth2"),
        ("oauth2auth", "oauth2"),
        ("oauthauth", "oauth2"),
    ] {
        if out.contains(long) {
            out = out.replace(long, short);
        }
    }
    out
}

/// The text without a trailing remark in brackets or an asterisk: 「ポート番号 (1-65535)」 → 「ポート番号」.
fn without_remark(text: &str) -> Option<&str> {
    let trimmed = text.trim().trim_end_matches([':', '：', '*', '＊', '※']).trim_end();
    let opening = match trimmed.chars().last()? {
        ')' | '）' => ['(', '（'],
        ']' | '］' => ['[', '［'],
        '】' => ['【', '【'],
        _ => return (trimmed.len() < text.trim().len()).then_some(trimmed),
    };
    let at = trimmed.rfind(opening)?;
    Some(trimmed[..at].trim_end()).filter(|rest| !rest.is_empty())
}

/// A kind of section of the e-mail page. `Page` is the page's own title, which says nothing about a row below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named after the sections themselves")]
pub enum Section {
    Page,
    Smtp,
    Oauth,
    Administrator,
    Sender,
    Ports,
    Pop,
    PopBeforeSmtp,
    Imap,
    Reception,
    Notification,
    Fax,
    Other,
}

/// Words the driver acts on, beside the fields' labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// [OK], [Apply]: takes over what was entered.
    Ok,
    /// [キャンセル], [戻る].
    Cancel,
    /// [ログアウト].
    Logout,
    /// [ログイン].
    Login,
    /// [認証開始].
    StartAuthorization,
    /// The code screen's [Microsoft].
    OpenMicrosoft,
    /// The code screen's title.
    CodeScreenTitle,
    /// 「コード」 beside the code.
    CodeLabel,
    /// 「認証が完了したら [OK] を押してください」.
    PressOkWhenDone,
    /// (認証済).
    Authorised,
    /// (未認証).
    NotAuthorised,
    /// The menu 「機器の管理」.
    MenuDeviceManagement,
    /// The menu item [設定].
    MenuConfiguration,
    /// The item [メール].
    MenuMail,
    /// The heading 「機器」 on the configuration list.
    MenuDevice,
    /// Login name or password refused.
    LoginRejected,
    /// Account locked.
    LockedOut,
    /// Another administrator is logged in.
    AnotherAdministrator,
    /// In use by another function.
    Busy,
    /// The WIM session ended.
    SessionExpired,
    /// The code ran out.
    CodeExpired,
    /// Not authorised yet: the person has not finished.
    NotYetAuthorised,
    /// The person or the tenant said no.
    Declined,
    /// The authorisation failed otherwise.
    AuthorizationFailed,
    /// No right to see or change the page.
    NoRights,
    /// Cookies are off.
    CookiesOff,
    /// Pages called out of order.
    BadFlow,
    /// The printer restarts.
    Restarting,
    /// A page that asks "are you sure?".
    ConfirmQuestion,
    /// する, On.
    On,
    /// しない, Off.
    Off,
    /// The OAuth option of the sending method.
    OauthOption,
    /// Another provider's OAuth option: not the one for Exchange Online.
    OtherProvider,
    /// The password options of the sending method.
    PasswordOption,
    /// STARTTLS.
    Starttls,
    /// SSL/TLS from the first byte.
    Ssl,
    /// The label of the login name.
    LoginUserName,
    /// The label of the login password.
    LoginPassword,
    /// The language list.
    LanguageSelect,
    /// Explains a row, and is no part of it.
    Help,
    /// Marks a row that must be filled in, and is no part of its label.
    Required,
    /// 機種名: the label of the model.
    Model,
    /// 設置場所: the label of the location.
    Location,
    /// ホスト名: the label of the host name.
    HostName,
    /// 機番: the label of the serial number.
    Serial,
    /// Japanese, by its names and tags.
    Japanese,
    /// English, by its names and tags.
    English,
}

/// What a row must be to be the wanted one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Something one types in.
    Text,
    /// Radios, a list, a checkbox.
    Choice,
    /// A button.
    Button,
}

/// What is looked for: a field by (section, label).
#[derive(Clone, Debug)]
pub struct Wanted {
    /// How it is called in a problem's text, e.g. `smtp_server`.
    pub name: &'static str,
    /// What it must be.
    pub shape: Shape,
    item: &'static Item,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Item {
    /// Labels that say the section themselves: enough alone outside a competing section.
    qualified: Vec<String>,
    /// Labels that mean this item only inside one of `sections`.
    bare: Vec<String>,
    sections: Vec<Section>,
    competing: Vec<Section>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Spelling {
    /// The whole text.
    is: Vec<String>,
    /// A part of the text.
    contains: Vec<String>,
    /// Where this stands, it is not meant after all.
    unless: Vec<String>,
    /// The first of `is` in each language.
    #[serde(skip)]
    first: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Dictionary {
    sections: BTreeMap<Section, Spelling>,
    items: BTreeMap<String, Item>,
    words: BTreeMap<Word, Spelling>,
}

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| {
    let mut all = Dictionary::default();
    for file in FILES {
        // The files are compiled in and read by a test: a mistake in them never ships.
        #[allow(clippy::expect_used)]
        let one: Dictionary = toml::from_str(file).expect("the label files are well formed");
        for (section, spelling) in one.sections {
            all.sections.entry(section).or_default().add(spelling);
        }
        for (word, spelling) in one.words {
            all.words.entry(word).or_default().add(spelling);
        }
        for (name, item) in one.items {
            let known = all.items.entry(name).or_default();
            known.qualified.extend(item.qualified.iter().map(|s| normalise(s)));
            known.bare.extend(item.bare.iter().map(|s| normalise(s)));
            known.sections.extend(item.sections);
            known.competing.extend(item.competing);
        }
    }
    all
});

impl Spelling {
    fn add(&mut self, other: Self) {
        let normal = |list: Vec<String>| list.into_iter().map(|s| normalise(&s)).filter(|s| !s.is_empty());
        self.first.extend(other.is.first().map(|s| normalise(s)));
        self.is.extend(normal(other.is));
        self.contains.extend(normal(other.contains));
        self.unless.extend(normal(other.unless));
    }

    fn is_named_by(&self, normal: &str) -> bool {
        self.is.iter().any(|s| s == normal)
    }

    fn occurs_in(&self, normal: &str) -> bool {
        let mut rest = normal.to_owned();
        for not in &self.unless {
            rest = rest.replace(not.as_str(), "\u{1}");
        }
        self.contains.iter().any(|s| rest.contains(s.as_str())) || self.is_named_by(&rest)
    }
}

impl Word {
    fn spelling(self) -> Option<&'static Spelling> {
        DICTIONARY.words.get(&self)
    }

    /// Whether the whole text is this word.
    #[must_use]
    pub fn is(self, text: &str) -> bool {
        self.spelling().is_some_and(|s| {
            s.is_named_by(&normalise(text))
                || without_remark(text).is_some_and(|t| s.is_named_by(&normalise(t)))
        })
    }

    /// Whether the whole text is the guide's own spelling of this word, the first of its list in each language.
    #[must_use]
    pub fn is_as_in_the_guide(self, text: &str) -> bool {
        self.spelling().is_some_and(|s| s.first.contains(&normalise(text)))
    }

    /// Whether the text says this somewhere; negations known as such do not count.
    #[must_use]
    pub fn within(self, text: &str) -> bool {
        self.spelling().is_some_and(|s| s.occurs_in(&normalise(text)))
    }
}

/// What a text says about being authorised: 「(認証済)」 yes, 「(未認証)」 no, nothing of the kind `None`.
#[must_use]
pub fn authorised(text: &str) -> Option<bool> {
    if Word::NotAuthorised.within(text) || Word::NotYetAuthorised.within(text) {
        Some(false)
    } else if Word::Authorised.within(text) {
        Some(true)
    } else {
        None
    }
}

/// Whether an option of the sending method is OAuth 2.0 for Exchange Online.
#[must_use]
pub fn is_oauth_option(text: &str) -> bool {
    Word::OauthOption.within(text) && !Word::OtherProvider.within(text)
}

/// What a choice's text says: する / On yes, しない / Off no.
#[must_use]
pub fn flag(text: &str) -> Option<bool> {
    match (Word::On.is(text), Word::Off.is(text)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Which section a heading begins, if it is a known one.
#[must_use]
pub fn section(heading: &str) -> Option<Section> {
    let normal = normalise(heading);
    let exact = DICTIONARY.sections.iter().find(|(_, s)| s.is_named_by(&normal));
    let known = exact.or_else(|| {
        let bare = normalise(without_remark(heading)?);
        DICTIONARY.sections.iter().find(|(_, s)| s.is_named_by(&bare))
    });
    known
        .or_else(|| {
            // The competing ones first: a heading that says both ("POP before SMTP") is theirs.
            const BY_PART: [Section; 10] = [
                Section::Notification,
                Section::PopBeforeSmtp,
                Section::Fax,
                Section::Ports,
                Section::Pop,
                Section::Imap,
                Section::Reception,
                Section::Oauth,
                Section::Smtp,
                Section::Administrator,
            ];
            BY_PART.iter().find_map(|kind| {
                DICTIONARY.sections.get_key_value(kind).filter(|(_, s)| s.occurs_in(&normal))
            })
        })
        .map(|(kind, _)| *kind)
}

/// Whether a text is exactly the name of a known section (stricter than [`section`]: no "contains").
#[must_use]
pub fn names_section(text: &str) -> bool {
    let normal = normalise(text);
    DICTIONARY.sections.values().any(|s| s.is_named_by(&normal))
}

/// How well a row fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The label alone says it, or the page has no sections.
    ByLabel,
    /// Section and label say it.
    BySection,
}

impl Wanted {
    fn of(name: &'static str, shape: Shape) -> Self {
        static NONE: LazyLock<Item> = LazyLock::new(Item::default);
        Self { name, shape, item: DICTIONARY.items.get(name).unwrap_or(&NONE) }
    }

    /// Whether a row with this label, in this place, is the wanted one. `sections` are the headings over it, the nearest
    /// first; `page_has_sections` whether the page has any known section heading at all.
    #[must_use]
    pub fn fits(&self, label: &str, sections: &[&str], page_has_sections: bool) -> Option<Fit> {
        let mut spellings = vec![normalise(label)];
        spellings.extend(without_remark(label).map(normalise));
        let known = |list: &[String]| spellings.iter().any(|s| list.contains(s));
        let qualified = known(&self.item.qualified);
        if !qualified && !known(&self.item.bare) {
            return None;
        }
        let kinds: Vec<Option<Section>> = sections.iter().map(|s| section(s)).collect();
        // The nearest heading that is known decides; an unknown one nearer than it leaves its rows in doubt.
        let nearest = kinds.iter().flatten().find(|k| **k != Section::Page).copied();
        let doubt = matches!(kinds.first(), Some(None));
        match nearest {
            Some(kind) if self.item.competing.contains(&kind) => None,
            Some(kind) if self.item.sections.contains(&kind) && (qualified || !doubt) => Some(Fit::BySection),
            _ if qualified => Some(Fit::ByLabel),
            None if !doubt && !page_has_sections => Some(Fit::ByLabel),
            _ => None,
        }
    }
}

/// What to look for to find a field.
#[must_use]
pub fn wanted(field: Field) -> Wanted {
    let shape = match field {
        Field::SendingMethod | Field::SmtpTls | Field::SmtpAuth | Field::AutoSender => Shape::Choice,
        _ => Shape::Text,
    };
    Wanted::of(field.as_str(), shape)
}

/// What to look for to find the row of [認証開始].
#[must_use]
pub fn oauth_row() -> Wanted {
    Wanted::of("oauth_row", Shape::Button)
}

/// What to look for to find the login page's user name.
#[must_use]
pub fn login_user() -> Wanted {
    Wanted::of("login_user", Shape::Text)
}

/// What to look for to find the login page's password.
#[must_use]
pub fn login_password() -> Wanted {
    Wanted::of("login_password", Shape::Text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_and_word_is_spelled_in_the_files() {
        for field in Field::ALL {
            let wanted = wanted(field);
            assert!(!wanted.item.qualified.is_empty(), "{field} has no label");
        }
        assert!(DICTIONARY.words.len() >= 38, "{} words", DICTIONARY.words.len());
    }

    #[test]
    fn spellings_that_mean_the_same_meet() {
        for (a, b) in [
            ("E-mail", "Ｅｍａｉｌ"),
            ("OAuth2.0 認証", "OAuth2.0認証"),
            ("Administrator's E-mail Address", "Administrator Email Address:"),
            ("SMTP Auth. User Name", "SMTP Authentication User-Name"),
            ("サーバー名", "ｻｰﾊﾞ名"),
            ("Port No.", "Port Number"),
        ] {
            assert_eq!(normalise(a), normalise(b), "{a} / {b}");
        }
    }

    #[test]
    fn a_denial_is_never_read_as_authorised() {
        for no in [
            "(未認証)",
            "Not authenticated",
            "(Not yet authorized)",
            "認証されていません",
            "Unauthenticated",
            "認証済ではありません",
        ] {
            assert_eq!(authorised(no), Some(false), "{no}");
        }
        for yes in ["(認証済)", "（認証済み）", "(Authenticated)", "Authorized", "[認証完了]"] {
            assert_eq!(authorised(yes), Some(true), "{yes}");
        }
        for nothing in ["認証開始", "Start Authentication", "OAuth 2.0 Authentication", "SMTP認証", ""]
        {
            assert_eq!(authorised(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn pop_before_smtp_is_not_smtp() {
        assert_eq!(section("POP before SMTP"), Some(Section::PopBeforeSmtp));
        assert_eq!(section("■ SMTP"), Some(Section::Smtp));
        assert_eq!(section("SMTP設定"), Some(Section::Smtp));
        assert_eq!(section("メール"), Some(Section::Page));
        assert_eq!(section("POP3/IMAP4"), Some(Section::Pop));
    }
}
