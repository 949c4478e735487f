//! What the window may ask for: each command hands over to the desk and nothing more.
//!
//! No command returns a secret, and none takes an address to open: what is opened or copied comes from the desk, which
//! checked it. A listener that is gone is a closed window, so a failed `send` is no event's concern.

use std::sync::Arc;

use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use tauri_plugin_opener::OpenerExt as _;
use tegata_core::problem::local;
use tegata_core::{Fingerprint, MailSettings, Printer, PrinterAddress, Problem};
use tegata_onboarding::desk::Desk;
use tegata_onboarding::desk::advice::{Letter, LetterRequest, RegistrationGuide};
use tegata_onboarding::desk::messages::{
    Contact, Decision, DiscoveryEvent, InspectRequest, Inspection, MailSent, OnboardRequest, Outcome,
    Preferences, Preview, Progress, RecoverRequest, Recovery, SavedFile, SignInProgress, SignedIn, Startup,
    StepLine, TargetForm, TestMailRequest,
};
use tegata_onboarding::desk::papers::ReportFormat;
use tegata_onboarding::desk::remembered::{Forgotten, Remembered};

use crate::copied::Copied;

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
    app: AppHandle,
    desk: OfDesk<'_>,
    request: OnboardRequest,
    events: Channel<Progress>,
) -> Answer<Outcome> {
    let _copied = Copied::until_the_end_of(&app, &request.operation);
    desk.onboard(request, to_window(events)).await
}

#[tauri::command]
pub(crate) async fn recovery(
    desk: OfDesk<'_>,
    address: PrinterAddress,
    settings: MailSettings,
) -> Answer<Recovery> {
    desk.recovery(&address, &settings)
}

#[tauri::command]
pub(crate) async fn finish(
    app: AppHandle,
    desk: OfDesk<'_>,
    request: RecoverRequest,
    events: Channel<Progress>,
) -> Answer<Outcome> {
    let _copied = Copied::until_the_end_of(&app, &request.operation);
    desk.finish(request, to_window(events)).await
}

#[tauri::command]
pub(crate) async fn restore(
    app: AppHandle,
    desk: OfDesk<'_>,
    request: RecoverRequest,
    events: Channel<Progress>,
) -> Answer<Outcome> {
    let _copied = Copied::until_the_end_of(&app, &request.operation);
    desk.restore(request, to_window(events)).await
}

#[tauri::command]
pub(crate) async fn leave_as_it_is(desk: OfDesk<'_>, address: PrinterAddress) -> Answer<()> {
    desk.leave_as_it_is(&address)
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
    // A code that the person must pick is copied by nobody; the page is opened all the same.
    if let Some(user_code) = code.user_code {
        Copied::copy(&app, &operation, user_code)?;
    }
    open_page(&app, &code.url)
}

fn open_page(app: &AppHandle, page: &str) -> Answer<()> {
    app.opener().open_url(page, None::<&str>).map_err(|error| Problem::new(local::UNEXPECTED).detail(error))
}

#[tauri::command]
pub(crate) async fn sign_in(
    app: AppHandle,
    desk: OfDesk<'_>,
    operation: String,
    sender: String,
    remember: bool,
    events: Channel<SignInProgress>,
) -> Answer<SignedIn> {
    let _copied = Copied::until_the_end_of(&app, &operation);
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
pub(crate) async fn preflight(
    desk: OfDesk<'_>,
    address: String,
    administrator: Option<String>,
) -> Answer<Vec<StepLine>> {
    Ok(desk.preflight(&address, administrator.as_deref()).await)
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
    desk.printer_page(&address).map_or(Ok(()), |page| open_page(&app, page.as_str()))
}

#[tauri::command]
pub(crate) async fn letter(desk: OfDesk<'_>, request: LetterRequest) -> Answer<Letter> {
    Ok(desk.letter(request))
}

#[tauri::command]
pub(crate) async fn mail_letter(app: AppHandle, desk: OfDesk<'_>, request: LetterRequest) -> Answer<()> {
    open_page(&app, &desk.letter(request).mail_link())
}

#[tauri::command]
pub(crate) async fn save_letter(desk: OfDesk<'_>, request: LetterRequest) -> Answer<SavedFile> {
    desk.save_letter(request)
}

#[tauri::command]
pub(crate) async fn save_report(
    desk: OfDesk<'_>,
    address: PrinterAddress,
    format: ReportFormat,
) -> Answer<SavedFile> {
    desk.save_report(&address, format)
}

#[tauri::command]
pub(crate) async fn save_diagnostics(desk: OfDesk<'_>, address: PrinterAddress) -> Answer<SavedFile> {
    desk.diagnose(&address)
}

#[tauri::command]
pub(crate) async fn registration_guide(desk: OfDesk<'_>) -> Answer<RegistrationGuide> {
    Ok(desk.registration_guide())
}

#[tauri::command]
pub(crate) async fn check_registration(desk: OfDesk<'_>) -> Answer<()> {
    desk.check_registration().await
}

#[tauri::command]
pub(crate) async fn open_portal(app: AppHandle, desk: OfDesk<'_>) -> Answer<()> {
    open_page(&app, &desk.portal())
}

#[tauri::command]
pub(crate) async fn open_log_folder(app: AppHandle, desk: OfDesk<'_>) -> Answer<()> {
    let folder = desk.log_folder()?;
    app.opener()
        .open_path(folder.to_string_lossy(), None::<&str>)
        .map_err(|error| Problem::new(local::UNEXPECTED).detail(error))
}

#[tauri::command]
pub(crate) async fn remembered(desk: OfDesk<'_>) -> Answer<Remembered> {
    desk.remembered()
}

#[tauri::command]
pub(crate) async fn forget(desk: OfDesk<'_>, what: Forgotten) -> Answer<Remembered> {
    desk.forget(&what).await
}

#[tauri::command]
pub(crate) async fn cancel(desk: OfDesk<'_>, operation: String) -> Answer<()> {
    desk.cancel(&operation);
    Ok(())
}
