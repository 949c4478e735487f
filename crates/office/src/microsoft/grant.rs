//! The device authorization grant: codes handed out, and what polling for one is answered.

use std::time::Duration;

use serde_json::{Value, json};

use super::scope::Scope;
use super::{Code, Endpoint, Microsoft, Refusal, State, words};
use crate::config::{Application, Tenant};
use crate::lock::locked;

impl Microsoft {
    /// The tenant of a path segment: `None` inside `Ok` for `common` and `organizations`.
    pub(super) fn path_tenant(&self, segment: &str) -> Result<Option<Tenant>, u32> {
        match segment {
            "common" | "organizations" => Ok(None),
            "consumers" => Err(9_002_332),
            other => self.0.directory.tenant(other).map(Some).ok_or(90002),
        }
    }

    /// The application, where it may be used from this path segment.
    pub(super) fn usable_application(
        &self,
        client_id: &str,
        tenant: Option<&Tenant>,
    ) -> Result<Application, u32> {
        let application = self.0.directory.application(client_id).ok_or(700_016_u32)?;
        if application.disabled {
            return Err(7_000_112);
        }
        match (&application.home_tenant, tenant) {
            (Some(_), None) => Err(50194),
            (Some(home), Some(tenant)) if !home.eq_ignore_ascii_case(&tenant.id) => Err(700_016),
            _ => Ok(application),
        }
    }

    pub(super) fn start(
        &self,
        segment: &str,
        client_id: &str,
        scope: &str,
        mkt: Option<&str>,
    ) -> Result<Value, Refusal> {
        if let Some(fault) = self.take_fault(Endpoint::Devicecode, client_id, None) {
            return Err(Refusal::Http(fault));
        }
        let tenant = self.path_tenant(segment).map_err(Refusal::number)?;
        let application = self.usable_application(client_id, tenant.as_ref()).map_err(Refusal::number)?;
        let scope = Scope::parse(scope, &self.0.exchange_resource).map_err(Refusal::number)?;
        if scope.permissions.iter().any(|permission| permission == "SMTP.Send") && !application.smtp_send {
            return Err(Refusal::number(650_057));
        }
        let device_code = self.0.chance.opaque(120);
        let user_code = self.0.chance.user_code();
        let message = words::of(mkt).ask(&self.0.verification_uri, &user_code);
        locked(&self.0.codes).push(Code {
            device_code: device_code.clone(),
            user_code: user_code.clone(),
            client_id: application.client_id,
            tenant: tenant.map(|tenant| tenant.id),
            scope,
            expires: self.0.clock.now() + Duration::from_secs(self.0.config.code_seconds),
            interval: Duration::from_secs(self.0.config.interval_seconds),
            polled: None,
            state: State::Pending,
            flow: None,
        });
        Ok(json!({
            "user_code": user_code,
            "device_code": device_code,
            "verification_uri": self.0.verification_uri,
            "expires_in": self.0.config.code_seconds,
            "interval": self.0.config.interval_seconds,
            "message": message,
        }))
    }

    pub(super) fn poll(
        &self,
        segment: &str,
        client_id: &str,
        device_code: &str,
        secret: bool,
    ) -> Result<Value, Refusal> {
        let account =
            locked(&self.0.codes).iter().find(|code| code.device_code == device_code).and_then(|code| {
                match &code.state {
                    State::Approved(upn) => Some(upn.clone()),
                    _ => None,
                }
            });
        if let Some(fault) = self.take_fault(Endpoint::Token, client_id, account.as_deref()) {
            return Err(Refusal::Http(fault));
        }
        let tenant = self.path_tenant(segment).map_err(Refusal::number)?;
        self.public_client(client_id, tenant.as_ref(), secret)?;
        let now = self.0.clock.now();
        let (upn, scope) = {
            let mut codes = locked(&self.0.codes);
            let code = codes
                .iter_mut()
                .find(|code| {
                    code.device_code == device_code
                        && code.client_id.eq_ignore_ascii_case(client_id)
                        && code.tenant == tenant.as_ref().map(|tenant| tenant.id.clone())
                })
                .ok_or(Refusal::number(70018))?;
            match code.state.clone() {
                State::Redeemed => return Err(Refusal::number(54005)),
                State::Declined => {
                    return Err(Refusal::Aadsts {
                        code: 70016,
                        word: Some("authorization_declined".into()),
                        detail: "OAuth 2.0 device flow error. The end-user denied the authorization request."
                            .into(),
                    });
                }
                State::ConsentRefused => return Err(Refusal::number(65004)),
                State::Refused(number) => return Err(Refusal::number(number)),
                State::Pending | State::Approved(_) if code.expires <= now => {
                    return Err(Refusal::number(70020));
                }
                State::Pending => {
                    // A tenth of slack: a client that waits the interval between an answer and its next
                    // question must never be told that it was too fast.
                    let early =
                        code.polled.is_some_and(|last| now.saturating_sub(last) < code.interval * 9 / 10);
                    code.polled = Some(now);
                    if early && self.0.config.enforce_interval {
                        code.interval += Duration::from_secs(5);
                        return Err(Refusal::Word("slow_down"));
                    }
                    return Err(Refusal::number(70016));
                }
                State::Approved(upn) => {
                    code.state = State::Redeemed;
                    (upn, code.scope.clone())
                }
            }
        };
        self.issue(&upn, client_id, tenant.map(|tenant| tenant.id), &scope)
    }
}
