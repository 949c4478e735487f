//! From what the libraries below say to what it means.
//!
//! The libraries nest their errors; what matters stands inside: a TLS alert, a refused connection, a certificate that
//! the pins refused. Nothing is judged by message text.

use std::error::Error as _;
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
    let mut source = error.source();
    while let Some(inner) = source {
        let tls = inner.downcast_ref::<TlsError>().or_else(|| {
            inner
                .downcast_ref::<io::Error>()
                .and_then(|io| io.get_ref())
                .and_then(|e| e.downcast_ref::<TlsError>())
        });
        if let Some(tls) = tls {
            return Some(judged(tls));
        }
        source = inner.source();
    }
    None
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
