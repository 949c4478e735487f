//! The commands of `src-tauri/src/commands.rs`, by the same names and with the same arguments, handed over to the desk.
//!
//! What the desktop would open or copy is told instead: there is no browser and no clipboard here.

use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::{Value, json};
use tegata_core::{Fingerprint, MailSettings, PrinterAddress, Problem};
use tegata_onboarding::desk::Desk;
use tegata_onboarding::desk::advice::LetterRequest;
use tegata_onboarding::desk::messages::{
    Decision, InspectRequest, OnboardRequest, Preferences, RecoverRequest, TargetForm, TestMailRequest,
};
use tegata_onboarding::desk::papers::ReportFormat;
use tegata_onboarding::desk::remembered::Forgotten;

use crate::lines::{Asker, Ended, answer_all, say};

/// A channel of the page's, written by its toolkit as `__CHANNEL__:7`.
struct Channel(u32);

impl<'de> Deserialize<'de> for Channel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let number = text.strip_prefix("__CHANNEL__:").and_then(|number| number.parse().ok());
        number.map(Self).ok_or_else(|| de::Error::custom(format!("not a channel: {text}")))
    }
}

impl Channel {
    /// The listener that the desk wants.
    fn of<E: Serialize>(self, asker: Asker) -> impl Fn(E) + Send + Sync + 'static {
        move |event| asker.event(self.0, &event)
    }
}

#[derive(Deserialize)]
#[serde(tag = "command", content = "args", rename_all = "snake_case", rename_all_fields = "camelCase")]
enum Command {
    Startup {},
    Discover { events: Channel },
    StopDiscovery {},
    AddPrinter { address: String },
    Look { address: PrinterAddress, allow_http: bool },
    Trust { address: PrinterAddress, fingerprint: Fingerprint },
    Inspect { request: InspectRequest, events: Channel },
    Preview { settings: MailSettings, form: TargetForm },
    Onboard { request: OnboardRequest, events: Channel },
    Decide { operation: String, decision: Decision },
    OpenSignIn { operation: String },
    SignIn { operation: String, sender: String, remember: bool, events: Channel },
    SignOut {},
    TestMail { request: TestMailRequest, events: Channel },
    Preflight { address: String, administrator: Option<String> },
    SavePreferences { preferences: Preferences },
    OpenPrinterPage { address: PrinterAddress },
    Cancel { operation: String },
    Recovery { address: PrinterAddress, settings: MailSettings },
    Finish { request: RecoverRequest, events: Channel },
    Restore { request: RecoverRequest, events: Channel },
    LeaveAsItIs { address: PrinterAddress },
    Letter { request: LetterRequest },
    MailLetter { request: LetterRequest },
    SaveLetter { request: LetterRequest },
    SaveReport { address: PrinterAddress, format: ReportFormat },
    SaveDiagnostics { address: PrinterAddress },
    RegistrationGuide {},
    CheckRegistration {},
    OpenPortal {},
    OpenLogFolder {},
    Remembered {},
    Forget { what: Forgotten },
}

/// Opens the desk, answers until the window is gone, and leaves no printer logged in.
pub(crate) async fn run() -> Result<(), Ended> {
    let desk = Desk::open().map_err(|problem| format!("the desk does not open: {problem:?}"))?;
    say(&json!({ "ready": "desk" }));
    let answered = answer_all(|command, asker| hand_over(desk.clone(), command, asker)).await;
    desk.shut_down().await;
    answered
}

/// One function answers everything, so each long way is kept off its stack.
async fn hand_over(desk: Desk, command: Command, asker: Asker) -> Result<Value, Problem> {
    use Command as C;
    match command {
        C::Startup {} => told(desk.startup()),
        C::Discover { events } => told(desk.discover(events.of(asker))),
        C::StopDiscovery {} => {
            desk.stop_discovery();
            told(Ok(()))
        }
        C::AddPrinter { address } => told(desk.add_printer(&address)),
        C::Look { address, allow_http } => told(Box::pin(desk.look(&address, allow_http)).await),
        C::Trust { address, fingerprint } => told(desk.trust(&address, fingerprint)),
        C::Inspect { request, events } => told(Box::pin(desk.inspect(request, events.of(asker))).await),
        C::Preview { settings, form } => told(desk.preview(&settings, &form)),
        C::Onboard { request, events } => told(Box::pin(desk.onboard(request, events.of(asker))).await),
        C::Decide { operation, decision } => {
            Box::pin(desk.decide(&operation, decision)).await;
            told(Ok(()))
        }
        C::OpenSignIn { operation } => {
            let code = desk.code_to_open(&operation);
            if let Some(code) = &code {
                say(&json!({ "copied": code.user_code }));
            }
            opened(code.map(|code| code.url))
        }
        C::SignIn { operation, sender, remember, events } => {
            told(Box::pin(desk.sign_in(&operation, &sender, remember, events.of(asker))).await)
        }
        C::SignOut {} => told(Box::pin(desk.sign_out()).await),
        C::TestMail { request, events } => told(Box::pin(desk.test_mail(request, events.of(asker))).await),
        C::Preflight { address, administrator } => {
            told(Ok(Box::pin(desk.preflight(&address, administrator.as_deref())).await))
        }
        C::SavePreferences { preferences } => told(desk.save_preferences(&preferences)),
        C::OpenPrinterPage { address } => opened(desk.printer_page(&address)),
        C::Cancel { operation } => {
            desk.cancel(&operation);
            told(Ok(()))
        }
        C::Recovery { address, settings } => told(desk.recovery(&address, &settings)),
        C::Finish { request, events } => told(Box::pin(desk.finish(request, events.of(asker))).await),
        C::Restore { request, events } => told(Box::pin(desk.restore(request, events.of(asker))).await),
        C::LeaveAsItIs { address } => told(desk.leave_as_it_is(&address)),
        C::Letter { request } => told(Ok(desk.letter(request))),
        C::MailLetter { request } => opened(Some(desk.letter(request).mail_link())),
        C::SaveLetter { request } => told(desk.save_letter(request)),
        C::SaveReport { address, format } => told(desk.save_report(&address, format)),
        C::SaveDiagnostics { address } => told(desk.diagnose(&address)),
        C::RegistrationGuide {} => told(Ok(desk.registration_guide())),
        C::CheckRegistration {} => told(Box::pin(desk.check_registration()).await),
        C::OpenPortal {} => opened(Some(desk.portal())),
        C::OpenLogFolder {} => opened(Some(desk.log_folder()?.to_string_lossy())),
        C::Remembered {} => told(desk.remembered()),
        C::Forget { what } => told(Box::pin(desk.forget(&what)).await),
    }
}

fn opened(page: Option<impl std::fmt::Display>) -> Result<Value, Problem> {
    if let Some(page) = page {
        say(&json!({ "opened": page.to_string() }));
    }
    told(Ok(()))
}

fn told<T: Serialize>(answer: Result<T, Problem>) -> Result<Value, Problem> {
    answer.map(|answer| json!(answer))
}
