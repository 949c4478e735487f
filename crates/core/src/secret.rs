//! What must never be seen: administrator passwords and tokens.
//!
//! A [`Secret`] has no `Display`, no `Serialize` and a `Debug` that says nothing; it is wiped when dropped.
//! Reading it is a visible act, [`Secret::expose`], so that a search for that word lists every place where a
//! secret leaves its shell. Copies made inside HTTP and SMTP buffers are outside this room's reach.

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

/// A text that is wiped from memory when dropped and cannot be printed or serialised.
#[derive(Clone, Deserialize)]
pub struct Secret(SecretString);

impl Secret {
    /// Takes a text into custody.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(SecretString::from(text.into()))
    }

    /// The text itself. Every call is a place to argue about.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Whether there is nothing inside.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.expose().is_empty()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[redacted]")
    }
}

/// The Web Image Monitor account that may change the mail settings: the network administrator, or a
/// custom-privilege administrator with the right 送信（メール／フォルダー） (`guide-ja.txt`, step 3).
#[derive(Clone, Debug, Deserialize)]
pub struct AdminCredentials {
    /// Login user name, as typed.
    pub name: String,
    /// Login password; may be empty, as on printers whose administrator never set one.
    pub password: Secret,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_of_credentials_shows_no_password() {
        let credentials = AdminCredentials { name: "admin".into(), password: Secret::new("canary-8d1f") };
        let shown = format!("{credentials:?}");
        assert!(!shown.contains("canary"), "the password must not be printed: {shown}");
        assert!(shown.contains("admin"));
    }

    /// A panic prints what `unwrap` and `assert` were given.
    #[test]
    fn the_text_of_a_panic_shows_no_password() {
        fn refused(credentials: AdminCredentials) -> Result<(), AdminCredentials> {
            Err(credentials)
        }
        let credentials = AdminCredentials { name: "admin".into(), password: Secret::new("canary-8d1f") };
        let told = std::panic::catch_unwind(|| {
            refused(credentials).expect("the panic that is looked at");
        });
        let told = told.expect_err("a panic");
        let text = told.downcast_ref::<String>().expect("its text");
        assert!(text.contains("admin") && !text.contains("canary"), "{text}");
    }
}
