//! RICOH's Web Image Monitor as a [`ManagedPrinter`].

use tegata_core::{AdminCredentials, Change, Fingerprint, Identity, MailSettings, PrinterAddress, Problem};
pub use tegata_wim::outline::Record;
use tegata_wim::{CodeText, Connection, Link, Patience, PrinterCode, Session, Trust};
use tokio::sync::mpsc;

use crate::outside::{AuthorizationCode, Confirmation, Door, ManagedPrinter, Notice};

/// What may be trusted on the way to a printer.
#[derive(Clone, Debug)]
pub struct Access {
    /// The pinned certificate, or `None` if nobody has vouched for one yet.
    pub pinned: Option<Fingerprint>,
    /// Take whatever certificate is shown the first time.
    pub trust_on_first_use: bool,
    /// The person agreed to plain HTTP.
    pub allow_http: bool,
    /// Hosts that may stand in for Microsoft's (configuration `extra_verification_hosts`).
    pub extra_verification_hosts: Vec<String>,
    /// Where the outlines of the printer's pages go, where a diagnostic bundle may be wanted.
    pub record: Option<Record>,
}

impl Access {
    fn for_wim(&self) -> tegata_wim::Access {
        tegata_wim::Access {
            trust: match (self.pinned, self.trust_on_first_use) {
                (Some(pin), _) => Trust::Pinned(pin),
                (None, true) => Trust::FirstUse,
                (None, false) => Trust::Ask,
            },
            allow_http: self.allow_http,
            extra_verification_hosts: self.extra_verification_hosts.clone(),
        }
    }
}

/// The way in to a Web Image Monitor.
pub struct WimDoor {
    address: PrinterAddress,
    access: Access,
    credentials: AdminCredentials,
    notices: mpsc::UnboundedSender<tegata_wim::Notice>,
    connection: Option<Connection>,
    patience: Patience,
}

/// Reaches a printer without logging in: who it is and which certificate it shows.
///
/// # Errors
/// As [`tegata_wim::contact`], among them the decisions of a person: unknown certificate, plain HTTP only.
pub async fn contact(address: &PrinterAddress, access: &Access) -> Result<Connection, Problem> {
    reach(address, access, Patience::default()).await
}

async fn reach(address: &PrinterAddress, access: &Access, patience: Patience) -> Result<Connection, Problem> {
    let wanted = access.for_wim();
    Ok(match &access.record {
        Some(record) => tegata_wim::contact_recorded(address, &wanted, patience, record.clone()).await?,
        None => tegata_wim::contact_with(address, &wanted, patience).await?,
    })
}

impl WimDoor {
    /// A door, and where it tells of busy printers and renewed sessions.
    #[must_use]
    pub fn new(
        address: PrinterAddress,
        access: Access,
        credentials: AdminCredentials,
    ) -> (Self, mpsc::UnboundedReceiver<tegata_wim::Notice>) {
        let (notices, heard) = mpsc::unbounded_channel();
        let door =
            Self { address, access, credentials, notices, connection: None, patience: Patience::default() };
        (door, heard)
    }

    /// The same door with other waiting times.
    #[must_use]
    pub const fn with_patience(mut self, patience: Patience) -> Self {
        self.patience = patience;
        self
    }

    /// The same door, already reached.
    #[must_use]
    pub fn with_connection(mut self, connection: Connection) -> Self {
        self.connection = Some(connection);
        self
    }

    /// The certificate that was shown, once contacted.
    #[must_use]
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        self.connection.as_ref().and_then(Connection::fingerprint)
    }
}

/// The notices of the adapter, in the job's words.
#[must_use]
pub fn notice(notice: &tegata_wim::Notice) -> Notice {
    match *notice {
        tegata_wim::Notice::Busy { attempt, of } => Notice::Busy { attempt, of },
        tegata_wim::Notice::SessionRenewed => Notice::SessionRenewed,
        tegata_wim::Notice::FlowRestarted => Notice::FlowRestarted,
    }
}

impl Door for WimDoor {
    type Printer = WimPrinter;

    fn is_reached(&self) -> bool {
        self.connection.is_some()
    }

    async fn contact(&mut self) -> Result<(), Problem> {
        if self.connection.is_none() {
            self.connection = Some(reach(&self.address, &self.access, self.patience).await?);
        }
        Ok(())
    }

    async fn login(&mut self) -> Result<WimPrinter, Problem> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => reach(&self.address, &self.access, self.patience).await?,
        };
        let session = Session::login(connection, self.credentials.clone(), self.notices.clone()).await?;
        Ok(WimPrinter { session })
    }
}

/// A Web Image Monitor one is logged in to.
pub struct WimPrinter {
    session: Session,
}

impl ManagedPrinter for WimPrinter {
    fn identity(&self) -> Identity {
        self.session.identity().clone()
    }

    async fn read(&mut self) -> Result<MailSettings, Problem> {
        Ok(self.session.read().await?)
    }

    async fn fill(&mut self, changes: &[Change]) -> Result<(), Problem> {
        Ok(self.session.fill(changes).await?)
    }

    async fn start_authorization(&mut self) -> Result<AuthorizationCode, Problem> {
        Ok(code(self.session.start_authorization().await?))
    }

    async fn confirm_authorization(&mut self) -> Result<Confirmation, Problem> {
        Ok(match self.session.confirm_authorization().await? {
            tegata_wim::Confirmation::Authorised => Confirmation::Authorised,
            tegata_wim::Confirmation::NotYet => Confirmation::NotYet,
            tegata_wim::Confirmation::Expired => Confirmation::Expired,
            tegata_wim::Confirmation::Declined(words) => Confirmation::Declined(words),
            tegata_wim::Confirmation::Failed(words) => Confirmation::Failed(words),
        })
    }

    async fn new_code(&mut self) -> Result<AuthorizationCode, Problem> {
        Ok(code(self.session.new_code().await?))
    }

    async fn keep_alive(&mut self) {
        self.session.keep_alive().await;
    }

    async fn save(&mut self) -> Result<(), Problem> {
        Ok(self.session.save().await?)
    }

    async fn logout(&mut self) {
        self.session.logout().await;
    }

    fn requests(&self) -> u32 {
        self.session.requests()
    }
}

fn code(screen: PrinterCode) -> AuthorizationCode {
    let (user_code, candidates) = match screen.user_code {
        CodeText::Found(code) => (Some(code), Vec::new()),
        CodeText::PickFrom { candidates } => (None, candidates),
    };
    let (verification_uri, refused_link) = match screen.link {
        Link::Official(url) => (url, None),
        Link::Refused { given, official } => (official, Some(given)),
    };
    AuthorizationCode {
        user_code,
        candidates,
        screen_text: screen.page_text,
        verification_uri,
        refused_link,
        expires_in: screen.expires_in,
    }
}

#[cfg(test)]
mod tests {
    use tegata_core::{MailAddress, Plan, Secret, Target};
    use tokio_util::sync::CancellationToken;

    use super::*;
    use crate::job::{self, Agree, Order};
    use crate::log::NoLog;

    struct Yes;

    impl Agree for Yes {
        async fn agree(&mut self, _: &MailSettings, _: &Plan) -> Result<(), Problem> {
            Ok(())
        }
    }

    /// The window's threads have two megabytes of stack. A job carried by value through its callers overflowed them
    /// where a new code meant a new login.
    #[test]
    fn a_job_on_a_real_printer_is_small_to_carry() {
        let address = "192.0.2.1".parse().expect("an address");
        let access = Access {
            pinned: None,
            trust_on_first_use: false,
            allow_http: false,
            extra_verification_hosts: Vec::new(),
            record: None,
        };
        let credentials = AdminCredentials { name: "admin".into(), password: Secret::new("x") };
        let (mut door, _heard) = WimDoor::new(address, access, credentials);
        let sender: MailAddress = "scan@contoso.example".parse().expect("an address");
        let order = Order { target: Target::exchange_online(&sender), dry_run: false, grant: true };
        let (_person, mut decisions) = mpsc::channel(1);
        let cancel = CancellationToken::new();
        let (mut yes, mut log) = (Yes, NoLog);
        let job = job::run(&mut door, &order, &mut yes, &mut log, &|_| {}, &mut decisions, &cancel);
        assert!(size_of_val(&job) < 12_288, "{} bytes", size_of_val(&job));
    }
}
