//! Tokens: made, remembered by their digest, renewed and revoked.

use std::collections::HashMap;
use std::time::Duration;

use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::scope::Scope;
use super::{Endpoint, Microsoft, Refusal};
use crate::config::Tenant;
use crate::lock::locked;

#[derive(Default)]
pub(super) struct Tokens {
    /// By the SHA-256 of the token.
    access: HashMap<[u8; 32], AccessToken>,
    refresh: HashMap<String, RefreshToken>,
}

/// What an access token stands for.
#[derive(Debug, Clone, Serialize)]
pub struct AccessToken {
    /// The account that signed in.
    pub upn: String,
    /// The application that asked.
    pub client_id: String,
    /// The resource it is for.
    pub audience: String,
    /// The permissions.
    pub permissions: Vec<String>,
    /// When it ends, on the office's clock.
    #[serde(skip)]
    pub expires: Duration,
}

#[derive(Clone)]
pub(super) struct RefreshToken {
    upn: String,
    client_id: String,
    tenant: Option<String>,
    scope: Scope,
    unused_since: Duration,
}

impl Microsoft {
    /// What an access token stands for; `None` for one this office did not make or that has ended.
    pub fn access_token(&self, token: &str) -> Option<AccessToken> {
        let known = locked(&self.0.tokens).access.get(&digest(token)).cloned()?;
        (known.expires > self.0.clock.now()).then_some(known)
    }

    /// Ends every refresh token of an account, as a password change or *Revoke sessions* does.
    pub fn revoke(&self, upn: &str) {
        locked(&self.0.tokens).refresh.retain(|_, token| !token.upn.eq_ignore_ascii_case(upn));
    }

    pub(super) fn refresh(
        &self,
        segment: &str,
        client_id: &str,
        token: &str,
        scope: Option<&str>,
        secret: bool,
    ) -> Result<Value, Refusal> {
        let known = locked(&self.0.tokens).refresh.get(token).cloned();
        let account = known.as_ref().map(|known| known.upn.as_str());
        if let Some(fault) = self.take_fault(Endpoint::Refresh, client_id, account) {
            return Err(Refusal::Http(fault));
        }
        let tenant = self.path_tenant(segment).map_err(Refusal::number)?;
        self.public_client(client_id, tenant.as_ref(), secret)?;
        let known = known.ok_or(Refusal::number(50173))?;
        if !known.client_id.eq_ignore_ascii_case(client_id) {
            return Err(Refusal::number(70000));
        }
        let idle = self.0.clock.now().saturating_sub(known.unused_since);
        if idle > Duration::from_secs(self.0.config.refresh_token_days * 86_400) {
            return Err(Refusal::number(700_082));
        }
        let account = self.0.directory.account(&known.upn).ok_or(Refusal::number(50034))?;
        if let Some(number) = account.refresh_error {
            return Err(Refusal::number(number));
        }
        if self.blocked(&account) {
            return Err(Refusal::number(530_036));
        }
        let scope = match scope.map(str::trim).filter(|scope| !scope.is_empty()) {
            Some(text) => {
                let asked = Scope::parse(text, &self.0.exchange_resource).map_err(Refusal::number)?;
                Scope { offline: true, ..asked }
            }
            None => known.scope,
        };
        self.issue(&known.upn, client_id, known.tenant, &scope)
    }

    pub(super) fn public_client(
        &self,
        client_id: &str,
        tenant: Option<&Tenant>,
        secret: bool,
    ) -> Result<(), Refusal> {
        let application = self.usable_application(client_id, tenant).map_err(Refusal::number)?;
        match (application.public_client, secret) {
            (false, _) => Err(Refusal::number(7_000_218)),
            (true, true) => Err(Refusal::number(700_025)),
            (true, false) => Ok(()),
        }
    }

    pub(super) fn issue(
        &self,
        upn: &str,
        client_id: &str,
        tenant: Option<String>,
        scope: &Scope,
    ) -> Result<Value, Refusal> {
        let account = self.0.directory.account(upn).ok_or(Refusal::number(50034))?;
        let home = self.0.directory.tenant_of(upn).map(|tenant| tenant.id).unwrap_or_default();
        let (now, lifetime) = (self.0.clock.now(), self.0.config.access_token_seconds);
        let issued = self.0.clock.unix();
        let issuer = format!("{}/{home}/v2.0", self.0.authority);
        let oid = object_id(upn);
        let access = self.0.key.sign(&json!({
            "aud": scope.resource, "iss": issuer, "iat": issued, "nbf": issued, "exp": issued + lifetime,
            "appid": client_id, "oid": oid, "upn": account.upn, "name": account.name,
            "scp": scope.permissions.join(" "), "tid": home, "ver": "1.0", "uti": self.0.chance.opaque(16),
        }));
        let Ok(access) = access else { return Err(Refusal::number(50033)) };
        let mut answer = json!({
            "token_type": "Bearer", "scope": scope.granted(),
            "expires_in": lifetime, "ext_expires_in": lifetime, "access_token": access,
        });
        let mut tokens = locked(&self.0.tokens);
        tokens.access.insert(
            digest(&access),
            AccessToken {
                upn: account.upn.clone(),
                client_id: client_id.to_owned(),
                audience: scope.resource.clone(),
                permissions: scope.permissions.clone(),
                expires: now + Duration::from_secs(lifetime),
            },
        );
        if scope.offline {
            // The one that was used stays valid, as Microsoft's does.
            let refresh = format!("0.A{}", self.0.chance.opaque(600));
            tokens.refresh.insert(
                refresh.clone(),
                RefreshToken {
                    upn: account.upn.clone(),
                    client_id: client_id.to_owned(),
                    tenant,
                    scope: scope.clone(),
                    unused_since: now,
                },
            );
            answer["refresh_token"] = json!(refresh);
        }
        drop(tokens);
        if scope.openid {
            let mut claims = json!({
                "aud": client_id, "iss": issuer, "iat": issued, "nbf": issued, "exp": issued + lifetime,
                "oid": oid, "sub": hex::encode(&digest(&format!("{upn} {client_id}"))[..16]), "tid": home,
                "ver": "2.0",
            });
            if scope.profile {
                claims["name"] = json!(account.name);
                claims["preferred_username"] = json!(account.upn);
            }
            if scope.email {
                claims["email"] = json!(account.address());
            }
            let Ok(id_token) = self.0.key.sign(&claims) else { return Err(Refusal::number(50033)) };
            answer["id_token"] = json!(id_token);
        }
        Ok(answer)
    }
}

fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// The same account has the same object id in every run.
fn object_id(upn: &str) -> String {
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&digest(&upn.to_lowercase())[..16]);
    uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
}
