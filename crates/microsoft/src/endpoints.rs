//! Where a code is asked for, and where it is exchanged.
//!
//! At Microsoft both addresses are known. Any other authorization server says where they are in its metadata (OpenID
//! Connect Discovery 1.0 §4, RFC 8414 §3, RFC 8628 §4); one that says nothing is taken to be laid out as Microsoft's.
//! An address on another host than the configured authority is not believed: the code of this program and what it
//! is exchanged for stay with the server that the configuration names.

use serde::Deserialize;
use url::Url;

use crate::verification::is_loopback;
use crate::web::{RawAnswer, Reached};
use crate::{Cloud, MicrosoftError, Registration, Web};

/// The two addresses of the device authorization grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Endpoints {
    /// Where a code is asked for.
    pub(crate) device_code: Url,
    /// Where it is exchanged.
    pub(crate) token: Url,
}

#[derive(Deserialize)]
struct Metadata {
    device_authorization_endpoint: Url,
    token_endpoint: Url,
}

impl Endpoints {
    /// The endpoints of a registration's authority.
    ///
    /// # Errors
    /// The authority cannot be reached at all.
    pub(crate) async fn of(web: &Web, registration: &Registration) -> Result<Self, MicrosoftError> {
        let published = match Cloud::of_authority(&registration.authority) {
            Some(_) => None,
            None => Self::published(web, registration).await?,
        };
        Ok(published.unwrap_or_else(|| Self {
            device_code: registration.device_code_url(),
            token: registration.token_url(),
        }))
    }

    /// What the authority's metadata says, where it has any.
    ///
    /// # Errors
    /// The authority cannot be reached at all.
    pub(crate) async fn published(
        web: &Web,
        registration: &Registration,
    ) -> Result<Option<Self>, MicrosoftError> {
        for place in places(registration) {
            match web.get(place).await {
                Ok(answer) => {
                    if let Some(found) = read(&answer, &registration.authority) {
                        return Ok(Some(found));
                    }
                }
                // Asking the same silent host again for the code would only double the wait.
                Err(no_answer) if no_answer.reached == Reached::Nothing => {
                    return Err(MicrosoftError::NoAnswer(no_answer));
                }
                Err(_) => break,
            }
        }
        Ok(None)
    }
}

/// Where metadata may be: below the tenant as Microsoft does, below the authority, and at RFC 8414's place.
fn places(registration: &Registration) -> Vec<Url> {
    let authority = &registration.authority;
    let mut places = vec![registration.endpoint(&["v2.0", ".well-known", "openid-configuration"])];
    let mut below = authority.clone();
    if let Ok(mut path) = below.path_segments_mut() {
        path.pop_if_empty().extend([".well-known", "openid-configuration"]);
    }
    places.push(below);
    let mut rfc8414 = authority.clone();
    let rest = authority.path().trim_end_matches('/');
    rfc8414.set_path(&format!("/.well-known/oauth-authorization-server{rest}"));
    places.push(rfc8414);
    places
}

fn read(answer: &RawAnswer, authority: &Url) -> Option<Endpoints> {
    if answer.status != 200 {
        return None;
    }
    let found: Metadata = serde_json::from_slice(&answer.body).ok()?;
    let believed = |url: &Url| {
        url.origin() == authority.origin()
            && url.username().is_empty()
            && url.password().is_none()
            && (url.scheme() == "https" || is_loopback(url))
    };
    let endpoints =
        Endpoints { device_code: found.device_authorization_endpoint, token: found.token_endpoint };
    if believed(&endpoints.device_code) && believed(&endpoints.token) {
        return Some(endpoints);
    }
    tracing::warn!("the authority's metadata names another host; it is not followed");
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registration(authority: &str, tenant: Option<&str>) -> Registration {
        Registration::at(Url::parse(authority).expect("a URL"), &Cloud::GLOBAL, tenant, "app")
    }

    #[test]
    fn metadata_is_looked_for_where_the_standards_put_it() {
        let texts = |registration: &Registration| {
            places(registration).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(
            texts(&registration("https://idp.example/realms/x", None)),
            [
                "https://idp.example/realms/x/v2.0/.well-known/openid-configuration",
                "https://idp.example/realms/x/.well-known/openid-configuration",
                "https://idp.example/.well-known/oauth-authorization-server/realms/x",
            ]
        );
        assert_eq!(
            texts(&registration("https://127.0.0.1:8443", Some("t"))),
            [
                "https://127.0.0.1:8443/t/v2.0/.well-known/openid-configuration",
                "https://127.0.0.1:8443/.well-known/openid-configuration",
                "https://127.0.0.1:8443/.well-known/oauth-authorization-server",
            ]
        );
    }

    #[test]
    fn metadata_that_leads_to_another_host_is_not_followed() {
        let authority = Url::parse("https://idp.example").expect("a URL");
        let answer = |device: &str| {
            RawAnswer {
            host: "idp.example".into(),
            status: 200,
            retry_after: None,
            date: None,
            body: format!(
                r#"{{"device_authorization_endpoint":"{device}","token_endpoint":"https://idp.example/token"}}"#
            )
            .into_bytes(),
        }
        };
        assert!(read(&answer("https://idp.example/device"), &authority).is_some());
        for other in [
            "https://evil.example/device",
            "http://idp.example/device",
            "https://idp.example:8443/device",
            "https://u@idp.example/device",
        ] {
            assert_eq!(read(&answer(other), &authority), None, "{other}");
        }
    }
}
