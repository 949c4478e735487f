//! Which tenant and cloud a mail domain belongs to, without signing in.
//!
//! Microsoft publishes an OpenID configuration for every tenant under each of its verified domains
//! (`facts/exchange.md` §1.1). A mistyped domain is caught here, before a code is asked for.

use serde::Deserialize;
use time::OffsetDateTime;
use url::Url;

use crate::aadsts::During;
use crate::cloud::{Cloud, Registration};
use crate::web::RawAnswer;
use crate::{MicrosoftError, Refusal, Web};

/// What is known of a tenant from its domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TenantInfo {
    /// The tenant's ID, from the issuer.
    pub tenant_id: String,
    /// Its cloud, where the answer names a known one.
    pub cloud: Option<Cloud>,
    /// Its region, e.g. `AS`.
    pub region: Option<String>,
    /// The server's clock when it answered.
    pub server_time: Option<OffsetDateTime>,
}

#[derive(Deserialize)]
struct Configuration {
    issuer: String,
    cloud_instance_name: Option<String>,
    tenant_region_scope: Option<String>,
}

/// Looks a domain (or tenant ID) up at an authority.
///
/// # Errors
/// No answer, or no such tenant.
pub async fn look_up_tenant(web: &Web, authority: &Url, domain: &str) -> Result<TenantInfo, MicrosoftError> {
    ask(web, authority, domain).await.0
}

/// The answer, and the server's clock where it answered at all.
pub(crate) async fn ask(
    web: &Web,
    authority: &Url,
    domain: &str,
) -> (Result<TenantInfo, MicrosoftError>, Option<OffsetDateTime>) {
    let place = Registration::at(authority.clone(), &Cloud::GLOBAL, Some(domain), "");
    match web.get(place.endpoint(&["v2.0", ".well-known", "openid-configuration"])).await {
        Err(no_answer) => (Err(MicrosoftError::NoAnswer(no_answer)), None),
        Ok(answer) => (read(&answer, place.tenant), answer.date),
    }
}

fn read(answer: &RawAnswer, tenant: String) -> Result<TenantInfo, MicrosoftError> {
    if answer.is_outage() {
        return Err(MicrosoftError::Busy { host: answer.host.clone(), status: answer.status });
    }
    let foreign = || MicrosoftError::ForeignAnswer { host: answer.host.clone(), status: answer.status };
    if let Some(refusal) = Refusal::read(answer) {
        // Another authorization server says in the same form that it has no such page.
        if answer.status == 404 && refusal.numbers.is_empty() {
            return Err(foreign());
        }
        return Err(MicrosoftError::Refused {
            refusal: Box::new(refusal),
            during: During::LookUp,
            application: String::new(),
            tenant,
            host: answer.host.clone(),
        });
    }
    if answer.status != 200 {
        return Err(foreign());
    }
    let configuration: Configuration = serde_json::from_slice(&answer.body).map_err(|_| foreign())?;
    let tenant_id = tenant_of_issuer(&configuration.issuer)
        .ok_or(MicrosoftError::AnswerIncomplete("the issuer names no tenant"))?;
    Ok(TenantInfo {
        tenant_id,
        cloud: configuration.cloud_instance_name.as_deref().and_then(Cloud::of_instance),
        region: configuration.tenant_region_scope,
        server_time: answer.date,
    })
}

/// `https://login.microsoftonline.com/{tenant}/v2.0` → the tenant.
fn tenant_of_issuer(issuer: &str) -> Option<String> {
    let url = Url::parse(issuer).ok()?;
    let mut segments = url.path_segments()?.filter(|s| !s.is_empty() && *s != "v2.0");
    segments.next_back().map(str::to_owned)
}
