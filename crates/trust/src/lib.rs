//! Whom this program trusts on the way to Microsoft and Exchange: what the system trusts, and the certificates that
//! `[tls] extra_roots` names.
//!
//! The sign-in and the test mail speak over different wires but must not differ in whom they believe, so the decision
//! stands here once. It never switches verification off: names and dates are checked for every certificate. Printers
//! are another matter; their certificates are pinned (`crates/wim`).

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::verify_server_name;
use rustls::crypto::aws_lc_rs;
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use rustls_platform_verifier::Verifier;

/// The roots or the TLS library cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct TrustError(String);

impl TrustError {
    fn because(error: impl std::fmt::Display) -> Self {
        Self(error.to_string())
    }
}

/// TLS that trusts what the system trusts, and these certificates besides (PEM texts, each with one or more).
///
/// A system without any roots (a bare container) is no reason to fail here: then nothing is trusted, and the first
/// connection says so.
///
/// # Errors
/// A PEM text that holds no readable certificate, or a TLS set-up that fails.
pub fn client_config(extra_root_pems: &[String]) -> Result<ClientConfig, TrustError> {
    let mut named = Vec::new();
    for pem in extra_root_pems {
        let before = named.len();
        for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
            named.push(certificate.map_err(TrustError::because)?);
        }
        if named.len() == before {
            return Err(TrustError("an extra root holds no certificate in PEM form".to_owned()));
        }
    }
    let provider = Arc::new(aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(TrustError::because)?;
    Ok(match Verifier::new_with_extra_roots(named.clone(), provider) {
        Ok(system) => builder
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(SystemAndNamed { system, named }))
            .with_no_client_auth(),
        Err(error) if named.is_empty() => {
            tracing::warn!(%error, "the system trusts no certificate authority");
            builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth()
        }
        Err(error) => return Err(TrustError::because(error)),
    })
}

/// The system's verifier, and certificates that somebody named one by one.
///
/// A server's self-made certificate usually calls itself an authority, and an authority's certificate is refused as a
/// server's own. Where the configuration names that very certificate, its owner has answered the question of trust
/// already; name and dates are still asked for.
#[derive(Debug)]
struct SystemAndNamed {
    system: Verifier,
    named: Vec<CertificateDer<'static>>,
}

impl ServerCertVerifier for SystemAndNamed {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        if self.named.contains(end_entity) {
            is_in_its_time(end_entity, now)?;
            verify_server_name(&ParsedCertificate::try_from(end_entity)?, server_name)?;
            return Ok(ServerCertVerified::assertion());
        }
        self.system.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.system.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.system.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.system.supported_verify_schemes()
    }
}

fn is_in_its_time(certificate: &CertificateDer<'_>, now: UnixTime) -> Result<(), rustls::Error> {
    let (_, parsed) =
        x509_parser::parse_x509_certificate(certificate).map_err(|_| CertificateError::BadEncoding)?;
    let now = i64::try_from(now.as_secs()).unwrap_or(i64::MAX);
    let validity = parsed.validity();
    if now < validity.not_before.timestamp() {
        return Err(CertificateError::NotValidYet.into());
    }
    if now > validity.not_after.timestamp() {
        return Err(CertificateError::Expired.into());
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair};
    use time::{Duration, OffsetDateTime};

    fn self_made(name: &str, days: i64) -> rcgen::Certificate {
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.not_before = OffsetDateTime::now_utc() - Duration::days(10);
        params.not_after = OffsetDateTime::now_utc() + Duration::days(days);
        params.self_signed(&KeyPair::generate().unwrap()).unwrap()
    }

    fn verify(
        named: &rcgen::Certificate,
        shown: &rcgen::Certificate,
        name: &str,
    ) -> Result<(), rustls::Error> {
        let named = vec![named.der().clone()];
        let provider = Arc::new(aws_lc_rs::default_provider());
        let system = Verifier::new_with_extra_roots(named.clone(), provider).unwrap();
        let name = ServerName::try_from(name.to_owned()).unwrap();
        SystemAndNamed { system, named }
            .verify_server_cert(shown.der(), &[], &name, &[], UnixTime::now())
            .map(|_| ())
    }

    #[test]
    fn a_named_certificate_is_trusted_for_its_name_and_time_only() {
        let own = self_made("127.0.0.1", 10);
        assert_eq!(verify(&own, &own, "127.0.0.1"), Ok(()));
        let refused = verify(&own, &own, "127.0.0.2").unwrap_err();
        assert!(
            matches!(
                refused,
                rustls::Error::InvalidCertificate(
                    CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. }
                )
            ),
            "{refused:?}"
        );
        let old = self_made("127.0.0.1", -1);
        assert_eq!(verify(&old, &old, "127.0.0.1"), Err(CertificateError::Expired.into()));
        assert!(verify(&own, &self_made("127.0.0.1", 10), "127.0.0.1").is_err());
    }

    #[test]
    fn a_text_without_a_certificate_is_refused() {
        assert!(client_config(&["no certificate".to_owned()]).is_err());
        assert!(client_config(&[]).is_ok());
    }
}
