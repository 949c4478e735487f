//! From what the libraries below say to what it means.
//!
//! The libraries nest their errors; what matters stands inside: a TLS alert, a refused connection, a certificate that
//! the pins refused. Nothing is judged by message text.

use std::io;

use rustls::{AlertDescription, Error as TlsError, PeerIncompatible};

use super::pins::Refused;
use crate::error::WimError;

/// How a TLS handshake failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TlsTrouble {
    TooOld,
    /// The other side does not speak TLS at all.
    NotTls,
    Other(String),
}

/// What was refused becomes the error that a person can decide on.
pub(crate) fn refusal(refused: Refused, address: &str) -> WimError {
    let address = address.to_owned();
    match refused {
        Refused::Unknown(fingerprint) => WimError::CertificateUnknown { address, fingerprint },
        Refused::Changed { seen, pinned } => {
            WimError::CertificateChanged { address, fingerprint: seen, pinned }
        }
    }
}

/// The TLS error inside, if there is one.
pub(crate) fn tls_trouble(error: &reqwest::Error) -> Option<TlsTrouble> {
    tls_error(error).map(judged)
}

/// The libraries wrap I/O errors in I/O errors, and an I/O error names as its source not what it holds but the source of
/// that. So each is opened.
fn tls_error<'a>(error: &'a (dyn std::error::Error + 'static)) -> Option<&'a TlsError> {
    let held = || error.downcast_ref::<io::Error>()?.get_ref();
    error
        .downcast_ref::<TlsError>()
        .or_else(|| held().and_then(|held| tls_error(held)))
        .or_else(|| error.source().and_then(tls_error))
}

fn judged(error: &TlsError) -> TlsTrouble {
    match error {
        TlsError::AlertReceived(AlertDescription::ProtocolVersion)
        | TlsError::PeerIncompatible(
            PeerIncompatible::ServerDoesNotSupportTls12Or13
            | PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig,
        ) => TlsTrouble::TooOld,
        TlsError::InvalidMessage(_) => TlsTrouble::NotTls,
        other => TlsTrouble::Other(other.to_string()),
    }
}

/// The last error of the chain in words: the one that knows.
pub(crate) fn innermost(error: &reqwest::Error) -> String {
    let mut last: &dyn std::error::Error = error;
    while let Some(inner) = last.source() {
        last = inner;
    }
    last.to_string()
}
