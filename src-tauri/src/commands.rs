//! What the window may ask for: each command hands over to the desk and nothing more.
//!
//! No command returns a secret, and none takes an address to open: what is opened or copied comes from the desk, which
//! checked it. A listener that is gone is a closed window, so a failed `send` is no event's concern.

use std::sync::Arc;

use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use tauri_plugin_clipboard_manager::ClipboardExt as _;
use tauri_plugin_opener::OpenerExt as _;
use tegata_core::problem::local;
use tegata_core::{Fingerprint, MailSettings, Printer, PrinterAddress, Problem};
use tegata_onboarding::desk::Desk;
use tegata_onboarding::desk::messages::{
    Contact, Decision, DiscoveryEvent, InspectRequest, Inspection, MailSent, OnboardRequest, Outcome,
    Preferences, Preview, Progress, SignInProgress, SignedIn, Startup, StepLine, TargetForm, TestMailRequest,
};

type Answer<T> = Result<T, Problem>;
type OfDesk<'a> = State<'a, Arc<Desk>>;

/// Turns a channel to the window into the listener that the desk wants.
fn to_window<E: serde::Serialize + Send + Sync + 'static>(
    events: Channel<E>,
) -> impl Fn(E) + Send + Sync + 'static {
    move |event| {
        let _ = events.send(event);
    }
}

#[tauri::command]
pub(crate) async fn startup(desk: OfDesk<'_>) -> Answer<Startup> {
    desk.startup()
}

#[tauri::command]
pub(crate) async fn discover(desk: OfDesk<'_>, events: Channel<DiscoveryEvent>) -> Answer<()> {
    desk.discover(to_window(events))
}

#[tauri::command]
pub(crate) async fn stop_discovery(desk: OfDesk<'_>) -> Answer<()> {
    desk.stop_discovery();
    Ok(())
}

#[tauri::command]
pub(crate) async fn add_printer(desk: OfDesk<'_>, address: String) -> Answer<Printer> {
    desk.add_printer(&address)
}

#[tauri::command]
pub(crate) async fn look(desk: OfDesk<'_>, address: PrinterAddress, allow_http: bool) -> Answer<Contact> {
    desk.look(&address, allow_http).await
}

#[tauri::command]
pub(crate) async fn trust(desk: OfDesk<'_>, address: PrinterAddress, fingerprint: Fingerprint) -> Answer<()> {
    desk.trust(&address, fingerprint)
}

#[tauri::command]
pub(crate) async fn inspect(
    desk: OfDesk<'_>,
    request: InspectRequest,
    events: Channel<Progress>,
) -> Answer<Inspection> {
    desk.inspect(request, to_window(events)).await
}

#[tauri::command]
pub(crate) async fn preview(desk: OfDesk<'_>, settings: MailSettings, form: TargetForm) -> Answer<Preview> {
    desk.preview(&settings, &form)
}

#[tauri::command]
pub(crate) async fn onboard(
    desk: OfDesk<'_>,
    request: OnboardRequest,
    events: Channel<Progress>,
) -> Answer<Outcome> {
    desk.onboard(request, to_window(events)).await
}

#[tauri::command]
pub(crate) async fn decide(desk: OfDesk<'_>, operation: String, decision: Decision) -> Answer<()> {
    desk.decide(&operation, decision).await;
    Ok(())
}

/// Copies first: if no browser opens, the code is at least in the person's hand.
#[tauri::command]
pub(crate) async fn open_sign_in(app: AppHandle, desk: OfDesk<'_>, operation: String) -> Answer<()> {
    let Some(code) = desk.code_to_open(&operation) else { return Ok(()) };
    let unopened = |error: String| Problem::new(local::UNEXPECTED).detail(error);
    // A code that the person must pick is copied by nobody; the page is opened all the same.
    if let Some(user_code) = code.user_code {
        app.clipboard().write_text(user_code).map_err(|error| unopened(error.to_string()))?;
    }
    app.opener().open_url(code.url, None::<&str>).map_err(|error| unopened(error.to_string()))
}

#[tauri::command]
pub(crate) async fn sign_in(
    desk: OfDesk<'_>,
    operation: String,
    sender: String,
    remember: bool,
    events: Channel<SignInProgress>,
) -> Answer<SignedIn> {
    desk.sign_in(&operation, &sender, remember, to_window(events)).await
}

#[tauri::command]
pub(crate) async fn sign_out(desk: OfDesk<'_>) -> Answer<()> {
    desk.sign_out().await
}

#[tauri::command]
pub(crate) async fn test_mail(
    desk: OfDesk<'_>,
    request: TestMailRequest,
    events: Channel<StepLine>,
) -> Answer<MailSent> {
    desk.test_mail(request, to_window(events)).await
}

#[tauri::command]
pub(crate) async fn preflight(desk: OfDesk<'_>, address: String) -> Answer<Vec<StepLine>> {
    Ok(desk.preflight(&address).await)
}

#[tauri::command]
pub(crate) async fn save_preferences(desk: OfDesk<'_>, preferences: Preferences) -> Answer<()> {
    desk.save_preferences(&preferences)
}

#[tauri::command]
pub(crate) async fn open_printer_page(
    app: AppHandle,
    desk: OfDesk<'_>,
    address: PrinterAddress,
) -> Answer<()> {
    let Some(page) = desk.printer_page(&address) else { return Ok(()) };
    app.opener()
        .open_url(page.as_str(), None::<&str>)
        .map_err(|error| Problem::new(local::UNEXPECTED).detail(error))
}

#[tauri::command]
pub(crate) async fn cancel(desk: OfDesk<'_>, operation: String) -> Answer<()> {
    desk.cancel(&operation);
    Ok(())
}
