//! The endpoints that clients call, over TLS, and Microsoft's way of writing errors.

use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use serde_json::{Value, json};

use super::fault::{delay, dropped, raw};
use super::{Endpoint, HttpFault, Microsoft, Refusal, aadsts};

type Fields = HashMap<String, String>;

pub(crate) fn router(microsoft: Microsoft) -> Router {
    Router::new()
        .route("/{tenant}/v2.0/.well-known/openid-configuration", get(openid_configuration))
        .route("/{tenant}/discovery/v2.0/keys", get(keys))
        .route("/{tenant}/oauth2/v2.0/devicecode", post(devicecode))
        .route("/{tenant}/oauth2/v2.0/token", post(token))
        .with_state(microsoft)
}

async fn openid_configuration(State(microsoft): State<Microsoft>, Path(segment): Path<String>) -> Response {
    if let Some(fault) = microsoft.take_fault(Endpoint::OpenidConfiguration, "", None) {
        match fault {
            HttpFault::Delay { milliseconds } => delay(milliseconds).await,
            fault => return microsoft.replaced(fault),
        }
    }
    let tenant = match microsoft.path_tenant(&segment) {
        Ok(tenant) => tenant,
        Err(9_002_332) => None,
        Err(number) => {
            let detail = format!(
                "Tenant '{segment}' not found. Check to make sure you have the correct tenant ID and are \
                 signing into the correct cloud. Check with your subscription administrator, this may \
                 happen if there are no active subscriptions for the tenant."
            );
            return microsoft.refuse(&Refusal::Aadsts {
                code: number,
                word: Some("invalid_tenant".into()),
                detail,
            });
        }
    };
    let base = &microsoft.0.authority;
    let issuer = tenant.as_ref().map_or("{tenantid}", |tenant| &tenant.id);
    let place = tenant.as_ref().map_or(segment.as_str(), |tenant| &tenant.id);
    Json(json!({
        "token_endpoint": format!("{base}/{place}/oauth2/v2.0/token"),
        "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt", "client_secret_basic"],
        "jwks_uri": format!("{base}/{place}/discovery/v2.0/keys"),
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid", "profile", "email", "offline_access"],
        "issuer": format!("{base}/{issuer}/v2.0"),
        "device_authorization_endpoint": format!("{base}/{place}/oauth2/v2.0/devicecode"),
        "tenant_region_scope": tenant.as_ref().map(|tenant| tenant.region.clone()),
        "cloud_instance_name": tenant.as_ref().map_or("microsoftonline.com", |tenant| &tenant.cloud),
    }))
    .into_response()
}

async fn keys(State(microsoft): State<Microsoft>) -> Json<Value> {
    Json(microsoft.0.key.set())
}

async fn devicecode(
    State(microsoft): State<Microsoft>,
    Path(segment): Path<String>,
    Query(query): Query<Fields>,
    Form(fields): Form<Fields>,
) -> Response {
    let answer = match (required(&fields, "client_id"), required(&fields, "scope")) {
        (Ok(client_id), Ok(scope)) => {
            let mkt = query.get("mkt").map(String::as_str);
            let first = microsoft.start(&segment, client_id, scope, mkt);
            match late(first).await {
                Some(first) => first,
                None => microsoft.start(&segment, client_id, scope, mkt),
            }
        }
        (Err(refusal), _) | (_, Err(refusal)) => Err(refusal),
    };
    microsoft.answer(answer)
}

async fn token(
    State(microsoft): State<Microsoft>,
    Path(segment): Path<String>,
    Form(fields): Form<Fields>,
) -> Response {
    let mut answer = microsoft.token(&segment, &fields);
    // A delayed answer is computed after the delay: a person may have signed in meanwhile.
    answer = match late(answer).await {
        Some(answer) => answer,
        None => microsoft.token(&segment, &fields),
    };
    microsoft.answer(answer)
}

/// Waits if the answer is to be late, and then asks for it to be made again.
async fn late(answer: Result<Value, Refusal>) -> Option<Result<Value, Refusal>> {
    match answer {
        Err(Refusal::Http(HttpFault::Delay { milliseconds })) => {
            delay(milliseconds).await;
            None
        }
        answer => Some(answer),
    }
}

fn required<'a>(fields: &'a Fields, name: &str) -> Result<&'a str, Refusal> {
    fields.get(name).map(String::as_str).filter(|value| !value.is_empty()).ok_or_else(|| Refusal::Aadsts {
        code: 900_144,
        word: None,
        detail: format!("The request body must contain the following parameter: '{name}'."),
    })
}

impl Microsoft {
    fn token(&self, segment: &str, fields: &Fields) -> Result<Value, Refusal> {
        let secret = fields.contains_key("client_secret") || fields.contains_key("client_assertion");
        let client_id = required(fields, "client_id")?;
        match required(fields, "grant_type")? {
            "urn:ietf:params:oauth:grant-type:device_code" => {
                self.poll(segment, client_id, required(fields, "device_code")?, secret)
            }
            "refresh_token" => {
                let scope = fields.get("scope").map(String::as_str);
                self.refresh(segment, client_id, required(fields, "refresh_token")?, scope, secret)
            }
            _ => Err(Refusal::number(70003)),
        }
    }

    fn answer(&self, answer: Result<Value, Refusal>) -> Response {
        match answer {
            Ok(value) => Json(value).into_response(),
            Err(refusal) => self.refuse(&refusal),
        }
    }

    fn replaced(&self, fault: HttpFault) -> Response {
        self.refuse(&Refusal::Http(fault))
    }

    fn refuse(&self, refusal: &Refusal) -> Response {
        match refusal {
            Refusal::Word(word) => bare(word),
            Refusal::Aadsts { code, word, detail } => self.explain(*code, word.as_deref(), detail),
            Refusal::Http(fault) => match fault {
                HttpFault::Aadsts { code, error } => self.explain(*code, error.as_deref(), ""),
                HttpFault::Oauth { error } => bare(error),
                HttpFault::Raw { status, content_type, body, retry_after, location } => {
                    raw(*status, content_type, body.clone(), retry_after.as_deref(), location.as_deref())
                }
                HttpFault::Drop | HttpFault::Delay { .. } => dropped(),
            },
        }
    }

    /// Microsoft's error JSON: shape from captured answers (`facts/exchange.md` §1.3).
    fn explain(&self, code: u32, word: Option<&str>, detail: &str) -> Response {
        let row = aadsts::row(code);
        let text = if detail.is_empty() { row.text } else { detail };
        let (trace, correlation, stamp) = (self.0.chance.guid(), self.0.chance.guid(), self.0.clock.stamp());
        let body = json!({
            "error": word.unwrap_or(row.error),
            "error_description": format!(
                "AADSTS{code}: {text}\r\nTrace ID: {trace}\r\nCorrelation ID: {correlation}\r\nTimestamp: {stamp}"
            ),
            "error_codes": [code],
            "timestamp": stamp,
            "trace_id": trace,
            "correlation_id": correlation,
            "error_uri": format!("{}/error?code={code}", self.0.authority),
        });
        (StatusCode::from_u16(row.status).unwrap_or(StatusCode::BAD_REQUEST), Json(body)).into_response()
    }
}

fn bare(word: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({ "error": word }))).into_response()
}
