//! The key that signs id_tokens and access tokens, and its public half as a JWK set.

use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use rcgen::{KeyPair, PKCS_RSA_SHA256};
use serde_json::{Value, json};

use crate::office::OfficeError;

/// An RSA key made for one run of the office.
pub(super) struct SigningKey {
    key: EncodingKey,
    id: String,
    public: Value,
}

impl SigningKey {
    pub(super) fn create(id: String) -> Result<Self, OfficeError> {
        let pair = KeyPair::generate_for(&PKCS_RSA_SHA256)?;
        let key = EncodingKey::from_rsa_pem(pair.serialize_pem().as_bytes())?;
        let mut public = serde_json::to_value(Jwk::from_encoding_key(&key, Algorithm::RS256)?)?;
        if let Some(fields) = public.as_object_mut() {
            fields.insert("kid".into(), json!(id));
            fields.insert("use".into(), json!("sig"));
        }
        Ok(Self { key, id, public })
    }

    /// `{"keys": […]}`.
    pub(super) fn set(&self) -> Value {
        json!({ "keys": [self.public] })
    }

    /// A JWT with these claims.
    pub(super) fn sign(&self, claims: &Value) -> Result<String, OfficeError> {
        let mut header = Header::new(Algorithm::RS256);
        header.kid = Some(self.id.clone());
        Ok(encode(&header, claims, &self.key)?)
    }
}
