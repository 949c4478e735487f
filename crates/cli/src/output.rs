//! What the command says: JSON lines for programs, or text for people; and its exit code.
//!
//! With `--json` standard output carries events only and every word for people goes to standard error. Without, the
//! same events are told in words. Both come from one place so that they cannot drift apart.

use serde_json::{Value as Json, json};
use tegata_core::problem::{local, printer};
use tegata_core::text::Explanation;
use tegata_core::{Catalogue, Field, Language, MailSettings, Plan, Problem, Value};
use tegata_onboarding::desk::messages::{CodeOrigin, Progress, ShownCode, StepLine};
use tegata_onboarding::report::value_in_words;

/// Where words and events go.
pub struct Output {
    texts: Catalogue,
    json: bool,
}

impl Output {
    /// An output in a language, as events or as text.
    pub fn new(language: Language, json: bool) -> Self {
        Self { texts: Catalogue::new(language), json }
    }

    /// The words.
    pub const fn texts(&self) -> &Catalogue {
        &self.texts
    }

    /// Whether events are wanted.
    pub const fn json(&self) -> bool {
        self.json
    }

    /// One event for programs; nothing for people.
    pub fn event(&self, event: &Json) {
        if self.json {
            write_line(&mut std::io::stdout().lock(), &event.to_string());
        }
    }

    /// One line for people.
    pub fn say(&self, line: &str) {
        if self.json {
            write_line(&mut std::io::stderr().lock(), line);
        } else {
            write_line(&mut std::io::stdout().lock(), line);
        }
    }

    /// A message of the catalogue, for people.
    pub fn message(&self, id: &str, args: &[(&str, &str)]) {
        self.say(&self.texts.with(id, args));
    }

    /// The end of a job that went well.
    pub fn done(&self, result: &str, more: Json) {
        let mut event = json!({ "event": "done", "result": result });
        if let (Some(event), Json::Object(more)) = (event.as_object_mut(), more) {
            event.extend(more);
        }
        self.event(&event);
    }

    fn explained(&self, event: &str, problem: &Problem) -> (Json, Explanation) {
        let words = self.texts.explain(problem);
        let mut told = json!({
            "event": event,
            "code": problem.code.as_str(),
            "title": words.title,
            "what": words.what,
            "detail": problem.detail,
            "remedy": words.remedy.join("\n"),
            "command": words.command,
            "who": problem.code.who(),
            "retry": problem.code.retry(),
        });
        if let Some(told) = told.as_object_mut() {
            for (name, value) in &problem.args {
                told.entry(*name).or_insert_with(|| Json::from(value.as_str()));
            }
        }
        (told, words)
    }

    /// Something to know before going on, with cause and remedy.
    pub fn warning(&self, problem: &Problem) {
        let (event, words) = self.explained("warning", problem);
        self.event(&event);
        self.say(&format!("\n! {}", words.title));
        for line in std::iter::once(&words.what).chain(&words.remedy).filter(|line| !line.is_empty()) {
            self.say(&format!("  {line}"));
        }
    }

    /// What went wrong, with cause, remedy, and who can do it.
    pub fn problem(&self, problem: &Problem) {
        let (event, words) = self.explained("problem", problem);
        self.event(&event);
        let mut text = format!("\n✗ {}\n", words.title);
        if !words.what.is_empty() {
            text.push_str(&format!("  {}\n", words.what));
        }
        for (number, step) in words.remedy.iter().enumerate() {
            text.push_str(&format!("  {}. {step}\n", number + 1));
        }
        if let Some(command) = &words.command {
            text.push_str(&format!("\n    {command}\n\n"));
        }
        text.push_str(&format!("  {}\n", self.texts.with("command-who", &[("who", &words.who)])));
        if let Some(detail) = &problem.detail {
            text.push_str(&format!("  {}\n", self.texts.with("command-detail", &[("detail", detail)])));
        }
        text.push_str(&format!("  [{}]", problem.code.as_str()));
        write_line(&mut std::io::stderr().lock(), &text);
    }

    /// What a running job says.
    pub fn progress(&self, progress: &Progress) {
        if let Ok(event) = serde_json::to_value(progress) {
            self.event(&event);
        }
        match progress {
            Progress::Stage { stage } => {
                let key = serde_json::to_value(stage).ok().and_then(|v| v.as_str().map(str::to_owned));
                self.message(&format!("command-stage-{}", key.unwrap_or_default()), &[]);
            }
            Progress::Plan { plan } => self.plan(plan),
            Progress::Code { code } => self.code(code),
            Progress::NotYet => self.message("command-not-yet", &[]),
            Progress::CodeExpired => self.message("command-code-expired", &[]),
            Progress::CodeFailed { problem } => {
                // The printer's own words where it had any; a lost answer has none.
                let title = self.texts.explain_message(problem).title;
                let detail = problem.detail.as_deref().filter(|said| !said.is_empty()).unwrap_or(&title);
                self.message("command-code-failed", &[("detail", detail)]);
            }
            Progress::Busy { attempt, of } => {
                self.message("command-busy", &[("attempt", &attempt.to_string()), ("of", &of.to_string())]);
            }
            Progress::SessionRenewed => self.message("command-session-renewed", &[]),
            Progress::FlowRestarted => self.message("command-flow-restarted", &[]),
        }
    }

    /// A code to type at Microsoft, told with whose it is.
    pub fn code(&self, code: &ShownCode) {
        let heading = match code.origin {
            CodeOrigin::Printer => "command-code-of-printer",
            CodeOrigin::App => "command-code-of-app",
        };
        self.say("");
        self.message(heading, &[]);
        match &code.user_code {
            Some(user_code) => self.say(&format!("\n      {user_code}\n")),
            None => {
                self.message("command-code-pick", &[]);
                for candidate in &code.candidates {
                    self.say(&format!("      {candidate}"));
                }
                if let Some(text) = &code.screen_text {
                    self.say(&format!("\n{text}\n"));
                }
            }
        }
        self.message("command-code-where", &[("address", &code.verification_uri)]);
        if let Some(given) = &code.refused_link {
            self.message("command-link-refused", &[("given", given)]);
        }
        let minutes = code.expires_in / 60;
        self.message("command-code-life", &[("minutes", &minutes.to_string())]);
        if code.origin == CodeOrigin::Printer {
            self.message("command-code-how", &[]);
        }
    }

    /// The preview: current → wanted.
    fn plan(&self, plan: &Plan) {
        if plan.is_empty() {
            self.message("command-plan-empty", &[]);
            return;
        }
        self.message("command-plan", &[]);
        for change in &plan.changes {
            let from = self.value(change.from.as_ref());
            self.say(&format!("  {}: {from} → {}", self.field(change.field), self.value(Some(&change.to))));
        }
        for fixed in &plan.fixed {
            let text = [("field", self.field(fixed.field)), ("value", self.value(Some(&fixed.to)))];
            self.message("command-plan-fixed", &[("field", &text[0].1), ("value", &text[1].1)]);
        }
        if plan.needs_authorization {
            self.message("command-plan-authorization", &[]);
        }
    }

    /// One line of a course: the test mail's phases, the preflight's checks.
    pub fn step(&self, line: &StepLine) {
        let words = line.problem.as_ref().map(|problem| self.texts.explain_message(problem));
        let mut event = json!({ "event": "step" });
        if let (Some(event), Ok(Json::Object(line))) = (event.as_object_mut(), serde_json::to_value(line)) {
            event.extend(line);
        }
        if let (Some(words), Some(problem)) = (&words, event["problem"].as_object_mut()) {
            problem.insert("title".to_owned(), words.title.as_str().into());
            problem.insert("what".to_owned(), words.what.as_str().into());
            problem.insert("remedy".to_owned(), words.remedy.join("\n").into());
            problem.insert("command".to_owned(), words.command.as_deref().into());
        }
        self.event(&event);
        let mark = match line.outcome.as_str() {
            "running" => return,
            "ok" => "✓",
            "warning" => "!",
            "failed" => "✗",
            _ => "–",
        };
        let detail = line.detail.as_deref().map(|detail| format!("  {detail}")).unwrap_or_default();
        self.say(&format!("  {mark} {}{detail}", self.texts.text(&line.step)));
        if let Some(words) = words {
            self.say(&format!("      {}", words.title));
            for (number, step) in words.remedy.iter().enumerate() {
                self.say(&format!("      {}. {step}", number + 1));
            }
            if let Some(command) = &words.command {
                self.say(&format!("          {command}"));
            }
        }
    }

    /// The mail settings, one line per item.
    pub fn settings(&self, settings: &MailSettings) {
        for field in Field::ALL {
            let value = self.value(settings.get(field).as_ref());
            let fixed =
                if settings.is_fixed(field) { self.texts.text("command-fixed") } else { String::new() };
            self.say(format!("  {}: {value} {fixed}", self.field(field)).trim_end());
        }
        let authorised = match settings.authorised {
            Some(true) => "value-authorised",
            Some(false) => "value-not-authorised",
            None => "value-not-shown",
        };
        self.say(&format!("  {}: {}", self.texts.text("field-authorised"), self.texts.text(authorised)));
    }

    fn field(&self, field: Field) -> String {
        self.texts.text(&field.message())
    }

    fn value(&self, value: Option<&Value>) -> String {
        value_in_words(value, &self.texts)
    }
}

/// Output that nobody reads any more (a closed pipe) is no reason to leave a printer logged in.
fn write_line(to: &mut impl std::io::Write, line: &str) {
    let _ = writeln!(to, "{line}");
    let _ = to.flush();
}

/// The exit code of a problem: 3 where a decision of the person is needed, 2 for usage, 130 for cancelled, else 1.
pub fn exit_code(problem: &Problem) -> u8 {
    match problem.code {
        code if [printer::CERTIFICATE_UNKNOWN, printer::HTTP_ONLY, local::CONFIRMATION_NEEDED]
            .contains(&code) =>
        {
            3
        }
        code if [
            local::MAIL_ADDRESS_INVALID,
            local::ADDRESS_INVALID,
            local::PASSWORD_MISSING,
            local::REPORT_FORMAT_UNKNOWN,
        ]
        .contains(&code) =>
        {
            2
        }
        code if code == local::CANCELLED => 130,
        _ => 1,
    }
}
