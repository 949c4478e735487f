//! Who signed in, read from the id_token.
//!
//! The token came from the token endpoint itself over TLS, which vouches for it in place of its signature
//! (OpenID Connect Core 1.0, §3.1.3.7, point 6); that it was made for this application is checked all the same.
//! The name here is for showing, comparing, and SMTP's `user=`; no access is granted by it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

/// The account that signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// User principal name: what SMTP's `user=` must say (`facts/exchange.md` §0.3).
    pub upn: String,
    /// Mail address, where the token tells one.
    pub mail: Option<String>,
    /// Display name.
    pub name: Option<String>,
    /// Tenant ID.
    pub tenant_id: Option<String>,
}

#[derive(Deserialize)]
struct Claims {
    #[serde(default)]
    aud: serde_json::Value,
    preferred_username: Option<String>,
    upn: Option<String>,
    unique_name: Option<String>,
    email: Option<String>,
    sub: Option<String>,
    name: Option<String>,
    tid: Option<String>,
}

impl Account {
    /// The account that an id_token for this application names.
    #[must_use]
    pub fn from_id_token(id_token: &str, client_id: &str) -> Option<Self> {
        let payload = id_token.split('.').nth(1)?;
        let json = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?;
        let claims: Claims = serde_json::from_slice(&json).ok()?;
        let made_for_us = match &claims.aud {
            serde_json::Value::String(audience) => audience == client_id,
            serde_json::Value::Array(all) => all.iter().any(|audience| audience == client_id),
            _ => false,
        };
        if !made_for_us {
            return None;
        }
        let text = |claim: Option<String>| claim.filter(|text| !text.trim().is_empty());
        let mail = text(claims.email).filter(|mail| mail.contains('@'));
        // v2.0 tokens say `preferred_username`, v1.0 tokens `upn`; other servers may name the account by mail or
        // by subject alone.
        let upn = text(claims.preferred_username)
            .or_else(|| text(claims.upn))
            .or_else(|| text(claims.unique_name))
            .or_else(|| mail.clone())
            .or_else(|| text(claims.sub))?;
        Some(Self { upn, mail, name: text(claims.name), tenant_id: text(claims.tid) })
    }

    /// Whether this account is the mailbox, by either of its names. In many organisations they differ.
    #[must_use]
    pub fn is(&self, mailbox: &str) -> bool {
        let mailbox = mailbox.trim();
        [Some(&self.upn), self.mail.as_ref()]
            .into_iter()
            .flatten()
            .any(|name| name.eq_ignore_ascii_case(mailbox))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(claims: &serde_json::Value) -> String {
        format!("e30.{}.signature", URL_SAFE_NO_PAD.encode(claims.to_string()))
    }

    #[test]
    fn the_upn_wins_and_either_name_is_the_mailbox() {
        let token = token(&serde_json::json!({
            "aud": "app", "preferred_username": "u123@corp.example", "email": "scan@corp.example", "tid": "t"
        }));
        let account = Account::from_id_token(&token, "app").expect("an account");
        assert_eq!(account.upn, "u123@corp.example");
        assert!(account.is("SCAN@corp.example") && account.is("u123@corp.example"));
        assert!(!account.is("admin@corp.example"));
    }

    #[test]
    fn a_token_for_another_application_names_nobody() {
        let token = token(&serde_json::json!({"aud": "other", "preferred_username": "a@b.example"}));
        assert_eq!(Account::from_id_token(&token, "app"), None);
        assert_eq!(Account::from_id_token("not a token", "app"), None);
    }
}
