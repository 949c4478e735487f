//! The test mail itself: text and HTML, in the person's language first and the other one below.
//!
//! It goes to the signed-in address by default, says which program sent it and why, and marks itself as generated so
//! that no vacation reply answers it. It never holds a code, a token or a password.

use mail_builder::MessageBuilder;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::text::Text;
use tegata_core::{Catalogue, Language, MailAddress, Secret};
use time::OffsetDateTime;
use uuid::Uuid;

/// A test mail to be sent.
#[derive(Clone, Debug)]
pub struct TestMail {
    /// The sender that the printer will use.
    pub from: MailAddress,
    /// The recipient.
    pub to: MailAddress,
    /// The signed-in account's user principal name, which goes into `user=`.
    pub user: String,
    /// The access token.
    pub token: Secret,
    /// The language that stands first.
    pub language: Language,
    /// Which printer this is about, as it should be named.
    pub printer: Option<String>,
    /// What was set up.
    pub settings: Vec<Setting>,
}

/// One row of what was set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The Fluent message that names it.
    pub label: String,
    /// The value in English.
    pub english: String,
    /// The value in Japanese.
    pub japanese: String,
}

impl Setting {
    fn in_words(&self, catalogue: &Catalogue) -> (String, String) {
        let value = match catalogue.language() {
            Language::English => &self.english,
            Language::Japanese => &self.japanese,
        };
        (catalogue.text(&self.label), value.clone())
    }
}

/// A test mail as it goes over the wire.
pub struct Composed {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The Message-ID, without brackets.
    pub message_id: String,
    /// The subject, with its unique mark.
    pub subject: String,
}

impl TestMail {
    /// Writes the message.
    ///
    /// # Errors
    /// Never in practice: writing to memory.
    pub fn compose(&self) -> std::io::Result<Composed> {
        let id = Uuid::new_v4();
        let mark = id.simple().to_string()[..8].to_uppercase();
        let message_id = format!("{}@{}", id.simple(), self.from.domain());
        let other = match self.language {
            Language::English => Language::Japanese,
            Language::Japanese => Language::English,
        };
        let (first, second) = (Catalogue::new(self.language), Catalogue::new(other));
        let subject = first.with("test-mail-subject", &[("mark", &mark)]);
        let halves = [self.half(&first, &mark), self.half(&second, &mark)];
        let bytes = MessageBuilder::new()
            .from(self.from.as_str())
            .to(self.to.as_str())
            .subject(subject.as_str())
            .date(OffsetDateTime::now_utc().unix_timestamp())
            .message_id(MessageId::new(message_id.as_str()))
            .header("Auto-Submitted", Text::new("auto-generated"))
            .header("X-Auto-Response-Suppress", Text::new("All"))
            .text_body(plain(&halves))
            .html_body(self.html(&halves))
            .write_to_vec()?;
        Ok(Composed { bytes, message_id, subject })
    }

    fn half(&self, catalogue: &Catalogue, mark: &str) -> Half {
        let printer = self.printer.clone().unwrap_or_else(|| catalogue.text("test-mail-no-printer"));
        let args = [
            ("mark", mark),
            ("printer", printer.as_str()),
            ("sender", self.from.as_str()),
            ("version", env!("CARGO_PKG_VERSION")),
        ];
        let text = |id| catalogue.with(id, &args);
        Half {
            greeting: text("test-mail-greeting"),
            settings: self.settings.iter().map(|setting| setting.in_words(catalogue)).collect(),
            rest: ["test-mail-proves", "test-mail-next", "test-mail-origin"].map(text),
        }
    }

    fn html(&self, halves: &[Half; 2]) -> String {
        let [first, second] = halves.each_ref().map(Half::html);
        format!("<!doctype html><html lang=\"{}\"><body>{first}<hr>{second}</body></html>", self.language)
    }
}

/// The message in one language.
struct Half {
    greeting: String,
    /// Label and value.
    settings: Vec<(String, String)>,
    rest: [String; 3],
}

impl Half {
    fn plain(&self) -> String {
        let settings = self.settings.iter().map(|(label, value)| format!("- {label}: {value}"));
        let settings = settings.collect::<Vec<_>>().join("\r\n");
        let parts = std::iter::once(&self.greeting).chain(Some(&settings)).chain(&self.rest);
        parts.filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("\r\n\r\n")
    }

    fn html(&self) -> String {
        let paragraph = |text: &String| format!("<p>{}</p>", escaped(text));
        let rows: String = self
            .settings
            .iter()
            .map(|(label, value)| {
                format!("<tr><th align=\"left\">{}</th><td>{}</td></tr>", escaped(label), escaped(value))
            })
            .collect();
        let table = if rows.is_empty() { String::new() } else { format!("<table>{rows}</table>") };
        let rest: String = self.rest.iter().map(paragraph).collect();
        format!("{}{table}{rest}", paragraph(&self.greeting))
    }
}

fn plain(halves: &[Half; 2]) -> String {
    let [first, second] = halves.each_ref().map(Half::plain);
    format!("{first}\r\n\r\n----\r\n\r\n{second}\r\n")
}

/// Printer names come from the network: they are text, whatever they hold.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
