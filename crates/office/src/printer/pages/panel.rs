//! The operation panel, as a small page of its own over plain HTTP: what the printer's state is, and a button that scans
//! a page to somebody. No printer has such a page; it stands for the glass and the green button.

use super::super::device::Device;
use super::super::http::{Request, Response};
use super::super::markup::escape;
use super::super::smtp;
use std::sync::Arc;

pub(crate) async fn answer(device: &Arc<Device>, request: &Request) -> Response {
    if request.method == "POST" && request.path == "/panel/scan" {
        let to = request.field("to").unwrap_or_default();
        let from = request.field("from").filter(|from| !from.is_empty());
        let outcome = match smtp::scan(device, to.trim(), from.as_deref()).await {
            Ok(reply) => format!("OK {reply}"),
            Err(error) => format!("NG {error}"),
        };
        device.memory().last_scan = Some(outcome);
        return Response::redirect("/panel");
    }
    if request.path != "/panel" {
        return Response::not_found();
    }
    Response::page(page(device))
}

fn page(device: &Device) -> String {
    let state = device.state();
    let mail = &state.mail;
    let last = device.memory().last_scan.clone().unwrap_or_default();
    let class = if last.starts_with("OK") { "good" } else { "bad" };
    let japanese = device.config.language == super::super::config::Language::Ja;
    let say = |ja: &'static str, en: &'static str| if japanese { ja } else { en };
    let method = match (mail.oauth, mail.authorised) {
        (false, _) => say("基本認証（パスワード）", "password"),
        (true, true) => say("OAuth 2.0（認証済）", "OAuth 2.0, authorised"),
        (true, false) => say("OAuth 2.0（未認証）", "OAuth 2.0, not authorised"),
    };
    format!(
        "<!doctype html><html><head><meta charset=\"UTF-8\"><title>{name}</title><style>\
         body{{font-family:sans-serif;background:#24303a;color:#eef;max-width:34rem;margin:2rem auto}}\
         main{{background:#31414e;border-radius:12px;padding:1.5rem}}dt{{opacity:.7}}dd{{margin:0 0 .6rem}}\
         input{{font:inherit;padding:.4rem;width:60%}}button{{font:inherit;padding:.5rem 1rem;background:#3c9a5f;color:#fff;border:0;border-radius:6px}}\
         .good{{color:#8fe0aa}}.bad{{color:#ffb0a0}}</style></head><body><main><h1>{name}</h1>\
         <dl><dt>{}</dt><dd>{method}</dd><dt>SMTP</dt><dd>{}:{} {}</dd><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd></dl>\
         <form method=\"post\" action=\"/panel/scan\"><input name=\"to\" type=\"email\" value=\"{}\" required> <button>{}</button></form>\
         <p class=\"{class}\" id=\"result\">{}</p></main></body></html>",
        say("メール送信", "Sending mail"),
        escape(&mail.server),
        escape(&mail.port),
        escape(&mail.ssl),
        say("認証", "Authentication"),
        escape(&mail.auth_address),
        say("管理者メールアドレス", "Administrator"),
        escape(&mail.admin_address),
        escape(&mail.admin_address),
        say("スキャンして送る", "Scan a page to me"),
        escape(&last),
        name = escape(&device.config.name)
    )
}
