//! Which certificates are trusted: those a person has trusted, by their fingerprint, and no others.
//!
//! Printers sign their own certificates, so no authority can vouch for them; names, dates and extensions are whatever
//! the factory wrote. All of that is ignored on purpose. What is never skipped is the proof that the other side holds
//! the certificate's key (the handshake signature), on every connection, or the pin would be a picture of a lock.
//! Keys of 1024 bits and version-1 certificates, which the TLS library refuses, are still verified, by the library
//! below it: old printers cannot make better ones, and the pin, not the key's issuer, is what is trusted. SHA-1
//! handshake signatures are refused.

use std::sync::{Arc, Mutex, PoisonError};

use aws_lc_rs::signature::{
    RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY,
    RSA_PKCS1_2048_8192_SHA384, RSA_PSS_2048_8192_SHA256, RSA_PSS_2048_8192_SHA384, RSA_PSS_2048_8192_SHA512,
    UnparsedPublicKey, VerificationAlgorithm,
};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, SignatureScheme};
use sha2::{Digest, Sha256};
use tegata_core::Fingerprint;

/// Which certificate is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Exactly this one.
    Pinned(Fingerprint),
    /// Whatever is shown first, from then on only that.
    FirstUse,
    /// None yet: an unknown certificate ends in [`crate::WimError::CertificateUnknown`].
    Ask,
}

/// What the last refused certificate was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    Unknown(Fingerprint),
    Changed { seen: Fingerprint, pinned: Fingerprint },
}

#[derive(Debug)]
struct State {
    trust: Trust,
    refused: Option<Refused>,
}

/// The judgement over certificates, shared by all connections to one printer.
#[derive(Debug, Clone)]
pub(crate) struct Pins {
    state: Arc<Mutex<State>>,
    provider: Arc<CryptoProvider>,
}

impl Pins {
    pub(crate) fn new(trust: Trust) -> Self {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        Self { state: Arc::new(Mutex::new(State { trust, refused: None })), provider }
    }

    /// The TLS settings that go with it.
    pub(crate) fn tls(&self) -> Result<ClientConfig, Error> {
        let mut config = ClientConfig::builder_with_provider(Arc::clone(&self.provider))
            .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(self.clone()))
            .with_no_client_auth();
        // Resumed sessions show no certificate; every connection is to be checked.
        config.resumption = rustls::client::Resumption::disabled();
        Ok(config)
    }

    /// The certificate that is trusted by now.
    pub(crate) fn trusted(&self) -> Option<Fingerprint> {
        match self.state.lock().unwrap_or_else(PoisonError::into_inner).trust {
            Trust::Pinned(pin) => Some(pin),
            Trust::FirstUse | Trust::Ask => None,
        }
    }

    /// Why the last connection was refused, once.
    pub(crate) fn take_refused(&self) -> Option<Refused> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).refused.take()
    }
}

impl ServerCertVerifier for Pins {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let seen = Fingerprint::from_digest(Sha256::digest(end_entity.as_ref()).into());
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.refused = match state.trust {
            Trust::Pinned(pinned) if pinned == seen => None,
            Trust::Pinned(pinned) => Some(Refused::Changed { seen, pinned }),
            Trust::Ask => Some(Refused::Unknown(seen)),
            Trust::FirstUse => {
                state.trust = Trust::Pinned(seen);
                None
            }
        };
        match state.refused {
            None => Ok(ServerCertVerified::assertion()),
            Some(_) => Err(CertificateError::ApplicationVerificationFailure.into()),
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
            .or_else(|error| legacy(message, cert, dss).ok_or(error))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
            .or_else(|error| legacy(message, cert, dss).ok_or(error))
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        // PKCS#1 before PSS: a 1024-bit key can be verified under the former only.
        let mut schemes = self.provider.signature_verification_algorithms.supported_schemes();
        schemes.sort_by_key(|scheme| {
            matches!(
                scheme,
                SignatureScheme::RSA_PSS_SHA256
                    | SignatureScheme::RSA_PSS_SHA384
                    | SignatureScheme::RSA_PSS_SHA512
            )
        });
        schemes
    }
}

/// The handshake signature under a key or a certificate form that the TLS library itself refuses.
fn legacy(
    message: &[u8],
    cert: &CertificateDer<'_>,
    dss: &DigitallySignedStruct,
) -> Option<HandshakeSignatureValid> {
    let (_, certificate) = x509_parser::parse_x509_certificate(cert.as_ref()).ok()?;
    let info = certificate.public_key();
    let rsa = info.algorithm.algorithm == x509_parser::oid_registry::OID_PKCS1_RSAENCRYPTION;
    let algorithm: &dyn VerificationAlgorithm = match dss.scheme {
        SignatureScheme::RSA_PKCS1_SHA256 => &RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY,
        SignatureScheme::RSA_PKCS1_SHA384 => &RSA_PKCS1_2048_8192_SHA384,
        SignatureScheme::RSA_PKCS1_SHA512 => &RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY,
        SignatureScheme::RSA_PSS_SHA256 => &RSA_PSS_2048_8192_SHA256,
        SignatureScheme::RSA_PSS_SHA384 => &RSA_PSS_2048_8192_SHA384,
        SignatureScheme::RSA_PSS_SHA512 => &RSA_PSS_2048_8192_SHA512,
        _ => return None,
    };
    let key = UnparsedPublicKey::new(algorithm, info.subject_public_key.data.as_ref());
    (rsa && key.verify(message, dss.signature()).is_ok()).then(HandshakeSignatureValid::assertion)
}
