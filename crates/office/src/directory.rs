//! Who exists: organisations, accounts, applications. Microsoft asks it who may sign in, Exchange who may
//! send; the control API changes it while the office is open.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use crate::config::{Account, Application, OfficeConfig, Tenant};
use crate::lock::locked;

#[derive(Debug, Default)]
struct Entries {
    tenants: Vec<Tenant>,
    accounts: Vec<Account>,
    applications: Vec<Application>,
    /// (client id, UPN in lower case) of consents given on the page.
    consents: HashSet<(String, String)>,
}

/// The directory, shared by everybody in the office.
#[derive(Debug, Clone)]
pub struct Directory(Arc<Mutex<Entries>>);

impl Directory {
    /// The directory a configuration describes.
    pub fn new(config: &OfficeConfig) -> Self {
        Self(Arc::new(Mutex::new(Entries {
            tenants: config.tenants.clone(),
            accounts: config.accounts.clone(),
            applications: config.applications.clone(),
            consents: HashSet::new(),
        })))
    }

    /// A tenant by its id or one of its domains.
    pub fn tenant(&self, id_or_domain: &str) -> Option<Tenant> {
        locked(&self.0)
            .tenants
            .iter()
            .find(|tenant| {
                tenant.id.eq_ignore_ascii_case(id_or_domain)
                    || tenant.domains.iter().any(|domain| domain.eq_ignore_ascii_case(id_or_domain))
            })
            .cloned()
    }

    /// The tenant that an address belongs to.
    pub fn tenant_of(&self, address: &str) -> Option<Tenant> {
        self.tenant(address.rsplit_once('@')?.1)
    }

    /// An account by its sign-in name. Mail addresses are no sign-in names.
    pub fn account(&self, upn: &str) -> Option<Account> {
        locked(&self.0).accounts.iter().find(|account| account.upn.eq_ignore_ascii_case(upn.trim())).cloned()
    }

    /// The account whose mailbox has this address, by primary address or alias.
    pub fn mailbox(&self, address: &str) -> Option<Account> {
        locked(&self.0)
            .accounts
            .iter()
            .find(|account| {
                account.address().eq_ignore_ascii_case(address)
                    || account.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(address))
            })
            .cloned()
    }

    /// All tenants.
    pub fn tenants(&self) -> Vec<Tenant> {
        locked(&self.0).tenants.clone()
    }

    /// All accounts.
    pub fn accounts(&self) -> Vec<Account> {
        locked(&self.0).accounts.clone()
    }

    /// All applications.
    pub fn applications(&self) -> Vec<Application> {
        locked(&self.0).applications.clone()
    }

    /// An application by its client id.
    pub fn application(&self, client_id: &str) -> Option<Application> {
        locked(&self.0).applications.iter().find(|app| app.client_id.eq_ignore_ascii_case(client_id)).cloned()
    }

    /// Replaces the tenant with the same id, or adds it.
    pub fn put_tenant(&self, tenant: Tenant) {
        let mut entries = locked(&self.0);
        entries.tenants.retain(|known| !known.id.eq_ignore_ascii_case(&tenant.id));
        entries.tenants.push(tenant);
    }

    /// Replaces the account with the same UPN in its place, or adds it.
    pub fn put_account(&self, account: Account) {
        let mut entries = locked(&self.0);
        match entries.accounts.iter_mut().find(|known| known.upn.eq_ignore_ascii_case(&account.upn)) {
            Some(known) => *known = account,
            None => entries.accounts.push(account),
        }
    }

    /// Replaces the application with the same client id in its place, or adds it. Consents given to it
    /// on the page are forgotten.
    pub fn put_application(&self, application: Application) {
        let mut entries = locked(&self.0);
        let id = application.client_id.to_lowercase();
        entries.consents.retain(|(client, _)| *client != id);
        match entries
            .applications
            .iter_mut()
            .find(|known| known.client_id.eq_ignore_ascii_case(&application.client_id))
        {
            Some(known) => *known = application,
            None => entries.applications.push(application),
        }
    }

    /// Whether this person's consent to this application was given on the page.
    pub fn has_consented(&self, client_id: &str, upn: &str) -> bool {
        locked(&self.0).consents.contains(&(client_id.to_lowercase(), upn.to_lowercase()))
    }

    /// Notes a consent given on the page.
    pub fn note_consent(&self, client_id: &str, upn: &str) {
        locked(&self.0).consents.insert((client_id.to_lowercase(), upn.to_lowercase()));
    }
}
