//! The app's own sign-in by device code (RFC 8628).
//!
//! The `oauth2` crate builds the requests and reads the grants through a closure over this room's client, which
//! keeps the raw answer: Microsoft's numbers and ids are lost otherwise. The wait is [`crate::poll`]'s, because the
//! crate's own takes one overloaded answer for the end and says nothing while it waits (`facts/exchange.md` §8.1).

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use oauth2::basic::{
    BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse, BasicTokenType,
};
use oauth2::{
    ClientId, DeviceAuthorizationResponse, DeviceAuthorizationUrl, EmptyExtraDeviceAuthorizationFields,
    EndpointNotSet, EndpointSet, ExtraTokenFields, RefreshToken, RequestTokenError, Scope,
    StandardRevocableToken, StandardTokenResponse, TokenResponse, TokenUrl,
};
use serde::{Deserialize, Serialize};
use tegata_core::Secret;
use tokio::time::Instant;
use url::Url;

use crate::aadsts::During;
use crate::endpoints::Endpoints;
use crate::poll::{Asked, DEFAULT_INTERVAL, Ended, until_granted};
use crate::verification::{RefusedLink, check_link, is_loopback};
use crate::web::{NoAnswer, RawAnswer, Web};
use crate::{Account, MicrosoftError, PollState, Refusal, Registration};

/// A code of the app's own, waiting to be typed.
pub struct AppCode {
    /// What the person types. Its length and alphabet are the server's affair.
    pub user_code: String,
    /// Where it is typed: a page that may be opened, or one that may only be shown.
    pub verification_uri: Result<Url, RefusedLink>,
    /// How long the code lives, from `started`.
    pub expires_in: Duration,
    /// How long to wait between questions.
    pub interval: Duration,
    /// When the answer came, on the monotonic clock.
    pub started: Instant,
    device_code: Secret,
    /// Where the same server exchanges it.
    token_endpoint: Url,
}

impl AppCode {
    /// How long the code lives from now.
    #[must_use]
    pub fn left(&self) -> Duration {
        (self.started + self.expires_in).saturating_duration_since(Instant::now())
    }
}

impl fmt::Debug for AppCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The user code is a credential while it lives.
        f.debug_struct("AppCode").field("left", &self.left()).finish_non_exhaustive()
    }
}

/// What a sign-in brings.
#[derive(Clone, Debug)]
pub struct Grant {
    /// For the test mail.
    pub access_token: Secret,
    /// Only where the sign-in is to be remembered.
    pub refresh_token: Option<Secret>,
    /// Who signed in, where the answer says so. Microsoft's does; OAuth 2.0 without OpenID Connect does not.
    pub account: Option<Account>,
    /// How long the access token lives.
    pub expires_in: Duration,
    /// What was granted; what was asked for, where the server does not say.
    pub scopes: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct IdToken {
    #[serde(default, skip_serializing)]
    id_token: Option<Secret>,
}
impl ExtraTokenFields for IdToken {}

type Tokens = StandardTokenResponse<IdToken, BasicTokenType>;
type OAuth = oauth2::Client<
    BasicErrorResponse,
    Tokens,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointNotSet,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

/// Signs in with one registration.
#[derive(Clone, Debug)]
pub struct Client {
    registration: Registration,
    web: Web,
}

/// The longest user code that is shown. RFC 8628 §6.1 advises short ones; nobody types more than this.
const CODE_CHARACTERS: usize = 64;
/// Microsoft's tokens live an hour; a server that does not say is trusted for half of it.
const UNSAID_LIFETIME: Duration = Duration::from_secs(1800);

impl Client {
    /// A client for the registration, trusting the system's roots and these (PEM texts).
    ///
    /// # Errors
    /// An authority that is neither `https` nor this computer itself, an empty application ID, an unreadable root.
    pub fn new(registration: Registration, extra_root_pems: &[String]) -> Result<Self, MicrosoftError> {
        let authority = &registration.authority;
        if authority.scheme() != "https" && !(authority.scheme() == "http" && is_loopback(authority)) {
            return Err(MicrosoftError::Setup(format!("{authority} is not https")));
        }
        if registration.client_id.trim().is_empty() {
            return Err(MicrosoftError::NotRegistered);
        }
        Ok(Self { web: Web::new(extra_root_pems)?, registration })
    }

    fn oauth(&self, endpoints: &Endpoints) -> OAuth {
        oauth2::Client::new(ClientId::new(self.registration.client_id.clone()))
            .set_device_authorization_url(DeviceAuthorizationUrl::from_url(endpoints.device_code.clone()))
            .set_token_uri(TokenUrl::from_url(endpoints.token.clone()))
    }

    /// The registration it signs in with.
    #[must_use]
    pub const fn registration(&self) -> &Registration {
        &self.registration
    }

    /// The HTTP client, for look-ups beside the sign-in.
    #[must_use]
    pub const fn web(&self) -> &Web {
        &self.web
    }

    /// Asks for a code. The clock starts with the answer, so this belongs behind a click.
    ///
    /// # Errors
    /// No answer, a refusal, or an answer that is none.
    pub async fn request_code(&self, remember: bool) -> Result<AppCode, MicrosoftError> {
        let endpoints = Endpoints::of(&self.web, &self.registration).await?;
        let seen = Seen::default();
        let http = carrier(self.web.clone(), Arc::clone(&seen));
        let details: DeviceAuthorizationResponse<EmptyExtraDeviceAuthorizationFields> = self
            .oauth(&endpoints)
            .exchange_device_code()
            .add_scopes(self.scopes(remember))
            .request_async(&http)
            .await
            .map_err(|error| self.failure(error, &seen, During::DeviceCode))?;
        let interval = details.interval();
        let user_code = shown(details.user_code().secret());
        if user_code.is_empty() || details.device_code().secret().is_empty() {
            return Err(MicrosoftError::AnswerIncomplete("the answer holds no code"));
        }
        Ok(AppCode {
            user_code,
            verification_uri: check_link(
                details.verification_uri(),
                &self.registration.extra_verification_hosts,
            ),
            expires_in: details.expires_in(),
            interval: if interval.is_zero() { DEFAULT_INTERVAL } else { interval },
            started: Instant::now(),
            device_code: Secret::new(details.device_code().secret().clone()),
            token_endpoint: endpoints.token,
        })
    }

    /// Waits until the person has finished in the browser. Drop the future to cancel.
    ///
    /// # Errors
    /// The code ran out, or the sign-in was refused.
    pub async fn await_grant(
        &self,
        code: &AppCode,
        progress: impl Fn(PollState) + Send,
    ) -> Result<Grant, MicrosoftError> {
        until_granted(code.started, code.expires_in, code.interval, progress, || self.ask(code))
            .await
            .map_err(|ended| match ended {
                Ended::Expired => MicrosoftError::CodeExpired,
                Ended::Refused(refusal) => self.refused(refusal, During::DeviceCode),
            })?
    }

    /// Signs in again with what was remembered.
    ///
    /// # Errors
    /// No answer, or the remembered sign-in is no longer valid.
    pub async fn refresh(&self, refresh_token: &Secret) -> Result<Grant, MicrosoftError> {
        let endpoints = Endpoints::of(&self.web, &self.registration).await?;
        let seen = Seen::default();
        let http = carrier(self.web.clone(), Arc::clone(&seen));
        let token = RefreshToken::new(refresh_token.expose().to_owned());
        let tokens = self
            .oauth(&endpoints)
            .exchange_refresh_token(&token)
            .add_scopes(self.scopes(true))
            .request_async(&http)
            .await
            .map_err(|error| self.failure(error, &seen, During::Refresh))?;
        self.grant(&tokens)
    }

    fn scopes(&self, remember: bool) -> Vec<Scope> {
        let asked = self.registration.scope.split_whitespace();
        asked.chain(remember.then_some("offline_access")).map(|scope| Scope::new(scope.to_owned())).collect()
    }

    /// One question at the token endpoint.
    async fn ask(&self, code: &AppCode) -> Asked<Result<Grant, MicrosoftError>> {
        let form = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("grant_type", "urn:ietf:params:oauth:grant-type:device_code")
            .append_pair("client_id", &self.registration.client_id)
            .append_pair("device_code", code.device_code.expose())
            .finish();
        let mut request = reqwest::Request::new(reqwest::Method::POST, code.token_endpoint.clone());
        request.headers_mut().insert(
            reqwest::header::CONTENT_TYPE,
            reqwest::header::HeaderValue::from_static("application/x-www-form-urlencoded"),
        );
        *request.body_mut() = Some(form.into());
        let answer = match self.web.send(request).await {
            Err(_) => return Asked::Nobody,
            Ok(answer) => answer,
        };
        match Refusal::read(&answer) {
            // Some servers say it with a status of their own.
            Some(refusal) if refusal.error == "slow_down" || !answer.is_outage() => Asked::Refused(refusal),
            _ if answer.is_outage() => Asked::Busy(answer.retry_after),
            _ if answer.status != 200 => Asked::Nobody,
            _ => match answer.normalised() {
                None => Asked::Nobody,
                // The code is spent with this answer: asking again would only hear that it was used.
                Some(json) => Asked::Granted(match serde_json::from_slice::<Tokens>(&json) {
                    Ok(tokens) => self.grant(&tokens),
                    Err(_) => Err(MicrosoftError::AnswerIncomplete("the answer holds no usable token")),
                }),
            },
        }
    }

    fn grant(&self, tokens: &Tokens) -> Result<Grant, MicrosoftError> {
        if tokens.token_type() != &BasicTokenType::Bearer {
            return Err(MicrosoftError::AnswerIncomplete("the token is of a kind that SMTP does not take"));
        }
        // No id_token names nobody, which is allowed; one that is made for somebody else is not.
        let account = match &tokens.extra_fields().id_token {
            None => None,
            Some(token) => Some(
                Account::from_id_token(token.expose(), &self.registration.client_id)
                    .ok_or(MicrosoftError::AccountNotNamed)?,
            ),
        };
        let scopes = tokens.scopes().map_or_else(
            || self.registration.scope.split_whitespace().map(str::to_owned).collect(),
            |granted| granted.iter().map(|scope| scope.to_string()).collect(),
        );
        Ok(Grant {
            access_token: Secret::new(tokens.access_token().secret().clone()),
            refresh_token: tokens.refresh_token().map(|token| Secret::new(token.secret().clone())),
            account,
            expires_in: tokens.expires_in().unwrap_or(UNSAID_LIFETIME),
            scopes,
        })
    }

    /// What a failure of the `oauth2` crate means, by the raw answer rather than by its own words, which quote bodies.
    fn failure(
        &self,
        error: RequestTokenError<NoAnswer, BasicErrorResponse>,
        seen: &Seen,
        during: During,
    ) -> MicrosoftError {
        let answer = seen.lock().ok().and_then(|mut slot| slot.take());
        match (error, answer) {
            (RequestTokenError::Request(silence), _) => MicrosoftError::NoAnswer(silence),
            (_, Some(answer)) if answer.is_outage() => {
                MicrosoftError::Busy { host: answer.host, status: answer.status }
            }
            (_, Some(answer)) => match Refusal::read(&answer) {
                Some(refusal) => self.refused(refusal, during),
                None if answer.status == 200 && answer.normalised().is_some() => {
                    MicrosoftError::AnswerIncomplete("the answer lacks a field that the protocol demands")
                }
                None => MicrosoftError::ForeignAnswer { host: answer.host, status: answer.status },
            },
            (_, None) => MicrosoftError::AnswerIncomplete("the request could not be made"),
        }
    }

    fn refused(&self, refusal: Refusal, during: During) -> MicrosoftError {
        MicrosoftError::Refused {
            refusal: Box::new(refusal),
            during,
            application: self.registration.client_id.clone(),
            tenant: self.registration.tenant.clone(),
            host: self.registration.authority.host_str().unwrap_or_default().to_owned(),
        }
    }
}

/// A code as it may be put on a screen: it comes from the network.
fn shown(code: &str) -> String {
    code.trim().chars().filter(|c| !c.is_control()).take(CODE_CHARACTERS).collect()
}

/// The raw answer beside the one that the `oauth2` crate reads.
type Seen = Arc<Mutex<Option<RawAnswer>>>;
type Carried = Pin<Box<dyn Future<Output = Result<oauth2::HttpResponse, NoAnswer>> + Send>>;

/// Carries a request of the `oauth2` crate and keeps the raw answer. The futures own what they use, so that those
/// around them can move between threads.
fn carrier(web: Web, seen: Seen) -> impl Fn(oauth2::HttpRequest) -> Carried + Send + Sync {
    move |request| {
        let (web, seen) = (web.clone(), Arc::clone(&seen));
        Box::pin(async move {
            let host = request.uri().host().unwrap_or_default().to_owned();
            let request = reqwest::Request::try_from(request).map_err(|error| NoAnswer {
                host,
                silence: crate::web::Silence::Unreachable,
                reached: crate::web::Reached::Nothing,
                message: error.to_string(),
            })?;
            let answer = web.send(request).await?;
            let response = answer.for_oauth2();
            if let Ok(mut slot) = seen.lock() {
                *slot = Some(answer);
            }
            Ok(response)
        })
    }
}
