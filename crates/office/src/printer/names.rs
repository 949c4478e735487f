//! Field names, value strings and addresses of the e-mail page. All invented: no capture of the page exists. Five schemes
//! that share nothing, in the manners that captures of other pages show (camelCase with `In`, `Out` pairs, `wk_` pairs).

use super::config::{NameScheme, PathScheme};
use super::settings::Key;
use base64::{Engine, engine::general_purpose::STANDARD};

/// How one control is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Naming {
    /// The field that counts.
    pub(crate) name: String,
    /// A visible work field, copied by script into `name` as base64.
    pub(crate) work: Option<String>,
    /// A hidden field with the old value.
    pub(crate) old: Option<String>,
}

pub(crate) fn naming(scheme: NameScheme, key: Key) -> Naming {
    let text = key.choices().is_empty();
    let index = Key::ALL.iter().position(|other| *other == key).unwrap_or(0);
    // Rows with the same name many times over are normal on these pages.
    let index = if let Key::AllowFrom(n) = key { index - usize::from(n) } else { index };
    let (name, work, old) = match scheme {
        NameScheme::CamelIn => {
            let name = format!("{}In", camel(key));
            let work = format!("{name}wk");
            (name, key.is_password().then_some(work), None)
        }
        NameScheme::Short => {
            let name = short(key).to_owned();
            let work = format!("{name}_work");
            (name, key.is_password().then_some(work), None)
        }
        NameScheme::Opaque => {
            let name = format!("item{:03}", 10 + index * 7);
            let work = format!("{name}w");
            (name, key.is_password().then_some(work), None)
        }
        NameScheme::OldNewPairs => {
            let name = camel(key).to_owned();
            let work = format!("wk_{name}");
            let old = format!("{name}Out");
            (name, key.is_password().then_some(work), (!key.is_password()).then_some(old))
        }
        NameScheme::Base64Pairs => {
            let name = romaji(key).to_owned();
            let work = format!("wk_{name}");
            (name, text.then_some(work), None)
        }
    };
    Naming { name, work, old }
}

/// The value string of a choice.
pub(crate) fn choice_value(scheme: NameScheme, key: Key, canonical: &str) -> String {
    let index = key.choices().iter().position(|word| *word == canonical).unwrap_or(0);
    match scheme {
        NameScheme::CamelIn => match canonical {
            "oauth" => "OAUTH2_EXO".into(),
            other => other.to_ascii_uppercase(),
        },
        NameScheme::Short => index.to_string(),
        NameScheme::Opaque => format!("{}", (index + 1) * 16),
        NameScheme::OldNewPairs => format!("{}{canonical}", camel(key).chars().next().unwrap_or('x')),
        NameScheme::Base64Pairs => STANDARD.encode(canonical),
    }
}

fn camel(key: Key) -> &'static str {
    match key {
        Key::SendMethod => "mailSendAuthType",
        Key::Server => "smtpServerName",
        Key::Port => "smtpPortNo",
        Key::Ssl => "smtpSecure",
        Key::SmtpAuth => "smtpAuthOnOff",
        Key::AuthAddress => "smtpAuthMailAddr",
        Key::AuthUser => "smtpAuthUserName",
        Key::AuthPassword => "smtpAuthPasswd",
        Key::AuthEncryption => "smtpAuthEncript",
        Key::ImapPort => "imapPortNo",
        Key::AdminAddress => "adminMailAddr",
        Key::AutoSender => "autoSpecifySender",
        Key::ReceiveProtocol => "recvProtocol",
        Key::ReceiveInterval => "recvInterval",
        Key::KeepMail => "recvMailKeep",
        Key::AllowFrom(_) => "recvAllowAddr",
        Key::PopBeforeSmtp => "popBeforeSmtp",
        Key::PopWait => "popWaitTime",
        Key::PopAuthUser => "popAuthUserName",
        Key::PopAuthPassword => "popAuthPasswd",
        Key::PopAuthAddress => "popAuthMailAddr",
        Key::PopServer => "popServerName",
        Key::PopPort => "popPortNo",
        Key::PopEncryption => "popSecure",
        Key::NotifyAddress => "notifyMailAddr",
        Key::NotifyReceive => "notifyRecieve",
        Key::NotifyUser => "notifyUserName",
        Key::NotifyPassword => "notifyPasswd",
        Key::Signature => "mailSignature",
    }
}

fn short(key: Key) -> &'static str {
    match key {
        Key::SendMethod => "ml_mth",
        Key::Server => "ml_srv",
        Key::Port => "ml_prt",
        Key::Ssl => "ml_tls",
        Key::SmtpAuth => "ml_au",
        Key::AuthAddress => "ml_au_adr",
        Key::AuthUser => "ml_au_usr",
        Key::AuthPassword => "ml_au_pw",
        Key::AuthEncryption => "ml_au_enc",
        Key::ImapPort => "im_prt",
        Key::AdminAddress => "adm_adr",
        Key::AutoSender => "snd_auto",
        Key::ReceiveProtocol => "rx_pro",
        Key::ReceiveInterval => "rx_int",
        Key::KeepMail => "rx_keep",
        Key::AllowFrom(_) => "rx_from",
        Key::PopBeforeSmtp => "pbs",
        Key::PopWait => "pbs_wait",
        Key::PopAuthUser => "pbs_usr",
        Key::PopAuthPassword => "pbs_pw",
        Key::PopAuthAddress => "pbs_adr",
        Key::PopServer => "pop_srv",
        Key::PopPort => "pop_prt",
        Key::PopEncryption => "pop_tls",
        Key::NotifyAddress => "nt_adr",
        Key::NotifyReceive => "nt_rx",
        Key::NotifyUser => "nt_usr",
        Key::NotifyPassword => "nt_pw",
        Key::Signature => "ml_sig",
    }
}

fn romaji(key: Key) -> &'static str {
    match key {
        Key::SendMethod => "sousinHoushiki",
        Key::Server => "sousinServer",
        Key::Port => "sousinPort",
        Key::Ssl => "sousinAngou",
        Key::SmtpAuth => "sousinNinshou",
        Key::AuthAddress => "ninshouMail",
        Key::AuthUser => "ninshouUser",
        Key::AuthPassword => "ninshouPass",
        Key::AuthEncryption => "ninshouAngou",
        Key::ImapPort => "imapBangou",
        Key::AdminAddress => "kanrishaMail",
        Key::AutoSender => "jidouShitei",
        Key::ReceiveProtocol => "jushinHoushiki",
        Key::ReceiveInterval => "jushinKankaku",
        Key::KeepMail => "jushinHozon",
        Key::AllowFrom(_) => "jushinKyoka",
        Key::PopBeforeSmtp => "popMae",
        Key::PopWait => "popMachi",
        Key::PopAuthUser => "popUser",
        Key::PopAuthPassword => "popPass",
        Key::PopAuthAddress => "popMail",
        Key::PopServer => "popServer",
        Key::PopPort => "popBangou",
        Key::PopEncryption => "popAngou",
        Key::NotifyAddress => "tsuuchiMail",
        Key::NotifyReceive => "tsuuchiJushin",
        Key::NotifyUser => "tsuuchiUser",
        Key::NotifyPassword => "tsuuchiPass",
        Key::Signature => "shomei",
    }
}

/// The programs behind the e-mail page, below `/web/<profile>/<language>/`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paths {
    pub(crate) get: &'static str,
    pub(crate) set: &'static str,
    pub(crate) refresh: &'static str,
    pub(crate) start: &'static str,
    pub(crate) code: &'static str,
    pub(crate) check: &'static str,
    pub(crate) back: &'static str,
}

pub(crate) fn paths(scheme: PathScheme) -> Paths {
    match scheme {
        PathScheme::Netw => Paths {
            get: "websys/netw/getEmail.cgi",
            set: "websys/netw/setEmail.cgi",
            refresh: "websys/netw/refreshEmail.cgi",
            start: "websys/netw/getEmailOauth.cgi",
            code: "websys/netw/getEmailOauthCode.cgi",
            check: "websys/netw/setEmailOauth.cgi",
            back: "websys/netw/recoverEmail.cgi",
        },
        PathScheme::Mail => Paths {
            get: "websys/mail/mailGetFunc.cgi",
            set: "websys/mail/mailSetFunc.cgi",
            refresh: "websys/mail/mailRedraw.cgi",
            start: "websys/mail/mailTokenStart.cgi",
            code: "websys/mail/mailTokenDetail.cgi",
            check: "websys/mail/mailTokenFix.cgi",
            back: "websys/mail/mailReturn.cgi",
        },
        PathScheme::Config => Paths {
            get: "websys/config/getMailManager.cgi",
            set: "websys/config/setMailManager.cgi",
            refresh: "websys/config/changeMailManager.cgi",
            start: "websys/oauth/startAuthorization.cgi",
            code: "websys/oauth/showAuthorization.cgi",
            check: "websys/oauth/fixAuthorization.cgi",
            back: "websys/config/sessionMailManager.cgi",
        },
        PathScheme::OneProgram => Paths {
            get: "websys/device/mailSetting.cgi",
            set: "websys/device/mailSettingW.cgi",
            refresh: "websys/device/mailSettingR.cgi",
            start: "websys/device/mailSettingA.cgi",
            code: "websys/device/mailSettingC.cgi",
            check: "websys/device/mailSettingF.cgi",
            back: "websys/device/mailSettingB.cgi",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn within_a_scheme_names_are_distinct() {
        for scheme in [
            NameScheme::CamelIn,
            NameScheme::Short,
            NameScheme::Opaque,
            NameScheme::OldNewPairs,
            NameScheme::Base64Pairs,
        ] {
            let names: BTreeSet<String> = Key::ALL.iter().map(|key| naming(scheme, *key).name).collect();
            assert_eq!(
                names.len(),
                Key::ALL.len() - 4,
                "{scheme:?}: only the five allowed senders share a name"
            );
        }
    }
}
