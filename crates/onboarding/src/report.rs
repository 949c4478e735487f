//! The result as a paper: what was verified, field by field, for the person who files it.
//!
//! One set of facts, three shapes: a page to print, a table for a spreadsheet, JSON for a program. All texts of the
//! printer in it are untrusted: escaped on the page, defused in the table (a cell that begins like a formula would be
//! run by a spreadsheet). It holds no secret, because none of its sources can.

use std::path::Path;

use serde_json::{Value as Json, json};
use tegata_core::problem::local;
use tegata_core::{Catalogue, Field, Fingerprint, MailSettings, Plan, PrinterAddress, Problem, Value};
use time::OffsetDateTime;

use crate::desk::messages::{JobResult, Outcome};
use crate::kept::rfc3339;

/// The shape of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A page to print.
    Html,
    /// A table for a spreadsheet.
    Csv,
    /// For programs.
    Json,
}

impl Format {
    /// By the name of the file.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "html" | "htm" => Some(Self::Html),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// The ending of a file's name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// One printer's result.
#[derive(Clone, Debug)]
pub struct Finished {
    /// Where the printer is.
    pub address: PrinterAddress,
    /// The certificate that was trusted, where there was one.
    pub certificate: Option<Fingerprint>,
    /// How the job ended.
    pub ended: Result<Outcome, Problem>,
    /// When.
    pub at: OffsetDateTime,
}

/// One line of a report: a field before and after.
struct Row {
    field: Field,
    before: Option<Value>,
    now: Option<Value>,
    standing: Standing,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Written, and read back as wanted.
    Verified,
    /// Read; it was so before.
    Unchanged,
    /// The printer itself holds it.
    Fixed,
    /// It would be written.
    Planned,
}

impl Standing {
    const fn key(self) -> &'static str {
        match self {
            Self::Verified => "report-standing-verified",
            Self::Unchanged => "report-standing-unchanged",
            Self::Fixed => "report-standing-fixed",
            Self::Planned => "report-standing-planned",
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Unchanged => "unchanged",
            Self::Fixed => "fixed",
            Self::Planned => "planned",
        }
    }
}

fn rows(result: JobResult, settings: &MailSettings, plan: &Plan) -> Vec<Row> {
    let rows = Field::ALL.into_iter().filter_map(|field| {
        let now = settings.get(field);
        let change = plan.changes.iter().find(|change| change.field == field);
        let (before, standing) = match change {
            Some(change) if result == JobResult::Planned => (change.from.clone(), Standing::Planned),
            Some(change) => (change.from.clone(), Standing::Verified),
            None if settings.is_fixed(field) || plan.fixed.iter().any(|fixed| fixed.field == field) => {
                let from =
                    plan.fixed.iter().find(|fixed| fixed.field == field).map(|fixed| fixed.from.clone());
                (from.unwrap_or_else(|| now.clone()), Standing::Fixed)
            }
            None => (now.clone(), Standing::Unchanged),
        };
        let now = if standing == Standing::Planned { change.map(|change| change.to.clone()) } else { now };
        (before.is_some() || now.is_some()).then_some(Row { field, before, now, standing })
    });
    rows.collect()
}

/// A value in words.
#[must_use]
pub fn value_in_words(value: Option<&Value>, texts: &Catalogue) -> String {
    match value {
        None => texts.text("value-not-shown"),
        Some(Value::Flag(true)) => texts.text("value-yes"),
        Some(Value::Flag(false)) => texts.text("value-no"),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Text(text))
            if matches!(text.as_str(), "password" | "oauth2" | "off" | "ssl" | "starttls") =>
        {
            texts.text(&format!("value-{text}"))
        }
        Some(Value::Text(text)) if text.is_empty() => "—".to_owned(),
        Some(Value::Text(text)) => text.clone(),
    }
}

fn field_in_words(field: Field, texts: &Catalogue) -> String {
    texts.text(&field.message())
}

/// Writes the report of some printers.
#[must_use]
pub fn render(format: Format, printers: &[Finished], texts: &Catalogue) -> String {
    match format {
        Format::Html => html(printers, texts),
        Format::Csv => csv(printers, texts),
        Format::Json => {
            let all: Vec<Json> = printers.iter().map(in_json).collect();
            let report = json!({ "program": program(), "printers": all });
            format!("{report:#}\n")
        }
    }
}

/// Writes a report into a file; its name says the shape.
///
/// # Errors
/// `local.report_format_unknown`, `local.file_not_written`.
pub fn write(path: &Path, printers: &[Finished], texts: &Catalogue) -> Result<(), Problem> {
    let format = Format::of(path)
        .ok_or_else(|| Problem::new(local::REPORT_FORMAT_UNKNOWN).arg("path", path.display()))?;
    std::fs::write(path, render(format, printers, texts))
        .map_err(|error| Problem::new(local::FILE_NOT_WRITTEN).arg("path", path.display()).detail(error))
}

fn program() -> String {
    format!("Tegata {}", env!("CARGO_PKG_VERSION"))
}

fn in_json(finished: &Finished) -> Json {
    let mut told = json!({
        "address": finished.address,
        "certificate": finished.certificate,
        "at": rfc3339(finished.at),
    });
    let more = match &finished.ended {
        Ok(outcome) => {
            let rows = rows(outcome.result, &outcome.settings, &outcome.plan).into_iter().map(|row| {
                json!({ "field": row.field, "before": row.before, "now": row.now, "standing": row.standing.word() })
            });
            json!({
                "result": outcome.result,
                "identity": outcome.identity,
                "authorised": outcome.settings.authorised,
                "fields": rows.collect::<Vec<_>>(),
            })
        }
        Err(problem) => json!({ "result": "problem", "problem": problem }),
    };
    if let (Some(told), Json::Object(more)) = (told.as_object_mut(), more) {
        told.extend(more);
    }
    told
}

fn result_in_words(finished: &Finished, texts: &Catalogue) -> String {
    match &finished.ended {
        Ok(outcome) => texts.text(match outcome.result {
            JobResult::Verified => "report-result-verified",
            JobResult::Unchanged => "report-result-unchanged",
            JobResult::Planned => "report-result-planned",
        }),
        Err(problem) => texts.explain(problem).title,
    }
}

fn authorised_in_words(settings: &MailSettings, texts: &Catalogue) -> String {
    texts.text(match settings.authorised {
        Some(true) => "value-authorised",
        Some(false) => "value-not-authorised",
        None => "value-not-shown",
    })
}

/// RFC 4180 with a byte order mark, which is how spreadsheets recognise UTF-8.
fn csv(printers: &[Finished], texts: &Catalogue) -> String {
    let mut told = String::from("\u{feff}");
    let mut line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| csv_cell(cell)).collect();
        told.push_str(&cells.join(","));
        told.push_str("\r\n");
    };
    let head = [
        "report-address",
        "report-model",
        "report-serial",
        "report-at",
        "report-result",
        "report-field",
        "report-before",
        "report-now",
        "report-standing",
    ];
    line(&head.map(|key| texts.text(key)));
    for finished in printers {
        let identity = finished.ended.as_ref().map(|outcome| outcome.identity.clone()).unwrap_or_default();
        let first = [
            finished.address.to_string(),
            identity.model.unwrap_or_default(),
            identity.serial.unwrap_or_default(),
            rfc3339(finished.at),
            result_in_words(finished, texts),
        ];
        let mut row = |field: String, before: String, now: String, standing: String| {
            let mut cells = first.to_vec();
            cells.extend([field, before, now, standing]);
            line(&cells);
        };
        match &finished.ended {
            Ok(outcome) => {
                for each in rows(outcome.result, &outcome.settings, &outcome.plan) {
                    row(
                        field_in_words(each.field, texts),
                        value_in_words(each.before.as_ref(), texts),
                        value_in_words(each.now.as_ref(), texts),
                        texts.text(each.standing.key()),
                    );
                }
                let authorised = authorised_in_words(&outcome.settings, texts);
                row(texts.text("field-authorised"), String::new(), authorised, String::new());
            }
            Err(problem) => {
                let code = problem.code.as_str().to_owned();
                row(String::new(), String::new(), problem.detail.clone().unwrap_or_default(), code);
            }
        }
    }
    told
}

fn csv_cell(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let defused = if plain.starts_with(['=', '+', '-', '@']) { format!("'{plain}") } else { plain };
    if defused.contains([',', '"', ';']) { format!("\"{}\"", defused.replace('"', "\"\"")) } else { defused }
}

/// The page's own style: ink on paper, in the fonts that the system has.
const STYLE: &str = "body{font:15px/1.6 system-ui,'Hiragino Sans','Yu Gothic UI','Noto Sans JP',sans-serif;\
max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1c1c1e;background:#fff}\
h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2rem 0 .25rem}\
.quiet{color:#5a5a60}.result{font-weight:600}table{border-collapse:collapse;width:100%;margin:.75rem 0}\
th,td{border-bottom:1px solid #c9c9ce;padding:.35rem .6rem;text-align:start;vertical-align:top;\
overflow-wrap:anywhere}th{font-weight:600}section{break-inside:avoid}@page{margin:18mm}";

fn html(printers: &[Finished], texts: &Catalogue) -> String {
    let mut told = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>{STYLE}</style>\n\
         <h1>{}</h1>\n<p class=\"quiet\">{}</p>\n",
        texts.language(),
        escaped(&texts.text("report-title")),
        escaped(&texts.text("report-title")),
        escaped(&texts.with("report-made-by", &[("program", &program())])),
    );
    for finished in printers {
        told.push_str(&section(finished, texts));
    }
    told.push_str(&format!("<p class=\"quiet\">{}</p>\n</html>\n", escaped(&texts.text("report-last-step"))));
    told
}

fn section(finished: &Finished, texts: &Catalogue) -> String {
    let identity = finished.ended.as_ref().map(|outcome| outcome.identity.clone()).unwrap_or_default();
    let name = identity.model.clone().unwrap_or_else(|| finished.address.to_string());
    let mut told = format!("<section>\n<h2>{}</h2>\n<p class=\"quiet\">", escaped(&name));
    let certificate = finished.certificate.map(|fingerprint| fingerprint.grouped());
    let facts = [
        ("report-address", Some(finished.address.to_string())),
        ("report-serial", identity.serial),
        ("report-location", identity.location),
        ("report-firmware", identity.firmware),
        ("report-certificate", certificate),
        ("report-at", Some(rfc3339(finished.at))),
    ];
    for (key, value) in facts {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            told.push_str(&format!("{}: {}<br>", escaped(&texts.text(key)), escaped(&value)));
        }
    }
    told.push_str(&format!("</p>\n<p class=\"result\">{}</p>\n", escaped(&result_in_words(finished, texts))));
    match &finished.ended {
        Ok(outcome) => {
            told.push_str("<table>\n<tr>");
            for key in ["report-field", "report-before", "report-now", "report-standing"] {
                told.push_str(&format!("<th scope=\"col\">{}</th>", escaped(&texts.text(key))));
            }
            told.push_str("</tr>\n");
            for row in rows(outcome.result, &outcome.settings, &outcome.plan) {
                let cells = [
                    value_in_words(row.before.as_ref(), texts),
                    value_in_words(row.now.as_ref(), texts),
                    texts.text(row.standing.key()),
                ];
                let cells: String = cells.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect();
                let field = escaped(&field_in_words(row.field, texts));
                told.push_str(&format!("<tr><th scope=\"row\">{field}</th>{cells}</tr>\n"));
            }
            told.push_str(&format!(
                "<tr><th scope=\"row\">{}</th><td></td><td>{}</td><td></td></tr>\n</table>\n",
                escaped(&texts.text("field-authorised")),
                escaped(&authorised_in_words(&outcome.settings, texts)),
            ));
        }
        Err(problem) => {
            let words = texts.explain(problem);
            told.push_str(&format!("<p>{}</p>\n<ol>\n", escaped(&words.what)));
            for step in &words.remedy {
                told.push_str(&format!("<li>{}</li>\n", escaped(step)));
            }
            told.push_str("</ol>\n");
        }
    }
    told.push_str("</section>\n");
    told
}

fn escaped(text: &str) -> String {
    let mut told = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => told.push_str("&amp;"),
            '<' => told.push_str("&lt;"),
            '>' => told.push_str("&gt;"),
            '"' => told.push_str("&quot;"),
            c if c.is_control() && c != '\n' => told.push(' '),
            c => told.push(c),
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use tegata_core::{Change, Identity, Language};

    fn finished() -> Finished {
        let settings = MailSettings {
            smtp_server: Some("smtp.office365.com".into()),
            smtp_port: Some(587),
            admin_address: Some("scan@contoso.com".into()),
            authorised: Some(true),
            ..MailSettings::default()
        };
        let change = Change {
            field: Field::AdminAddress,
            from: Some(Value::Text("=1+1,\"x\"".into())),
            to: Value::Text("scan@contoso.com".into()),
        };
        let fixed = Change { field: Field::SmtpPort, from: Some(Value::Number(25)), to: Value::Number(587) };
        let plan = Plan { changes: vec![change], fixed: vec![fixed], needs_authorization: true };
        let model = Some("IM <b>C3000</b>".into());
        let identity = Identity { model, serial: Some("@SUM(A1)".into()), ..Identity::default() };
        Finished {
            address: "192.0.2.10".parse().expect("an address"),
            certificate: None,
            ended: Ok(Outcome { result: JobResult::Verified, identity, settings, plan, requests: 20 }),
            at: OffsetDateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_printer_s_own_words_are_text_everywhere() {
        for language in Language::ALL {
            let texts = Catalogue::new(language);
            let page = render(Format::Html, &[finished()], &texts);
            assert!(page.contains("IM &lt;b&gt;C3000&lt;/b&gt;") && !page.contains("<b>"), "{page}");
            let table = render(Format::Csv, &[finished()], &texts);
            assert!(table.contains("\"'=1+1,\"\"x\"\"\"") && table.contains("'@SUM(A1)"), "{table}");
            assert!(!table.contains("report-") && !page.contains("report-"), "a text is missing: {table}");
        }
    }

    #[test]
    fn each_field_says_how_it_stands() {
        let texts = Catalogue::new(Language::English);
        let report: Json = serde_json::from_str(&render(Format::Json, &[finished()], &texts)).expect("JSON");
        let fields = report["printers"][0]["fields"].as_array().expect("fields").clone();
        let standing = |name: &str| {
            fields
                .iter()
                .find(|row| row["field"] == name)
                .map(|row| row["standing"].clone())
                .unwrap_or_default()
        };
        assert_eq!(standing("admin_address"), "verified");
        assert_eq!(standing("smtp_port"), "fixed");
        assert_eq!(standing("smtp_server"), "unchanged");
        assert_eq!(fields.len(), 3, "what the page does not show is no line");
    }

    #[test]
    fn a_problem_is_reported_with_what_to_do() {
        let texts = Catalogue::new(Language::Japanese);
        let problem = Problem::new(local::CANCELLED);
        let title = texts.explain(&problem).title;
        let failed = Finished { ended: Err(problem), ..finished() };
        for format in [Format::Html, Format::Csv] {
            assert!(render(format, std::slice::from_ref(&failed), &texts).contains(&title));
        }
        assert!(render(Format::Json, &[failed], &texts).contains("local.cancelled"));
    }
}
