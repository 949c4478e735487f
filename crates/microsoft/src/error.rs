//! What can go wrong in this room, and how it leaves it.

use tegata_core::Problem;
use tegata_core::problem::microsoft as codes;

use crate::Refusal;
use crate::aadsts::{self, During};
use crate::web::{NoAnswer, Silence};

/// A failure on Microsoft's side or on the way there.
#[derive(Clone, Debug, thiserror::Error)]
pub enum MicrosoftError {
    /// No application ID is configured.
    #[error("no application is registered")]
    NotRegistered,
    /// What was pasted holds no usable IDs.
    #[error("no application ID in “{0}”")]
    RegistrationInvalid(String),
    /// The configuration cannot be used.
    #[error("{0}")]
    Setup(String),
    /// No answer came.
    #[error(transparent)]
    NoAnswer(NoAnswer),
    /// The service is busy.
    #[error("{host} is busy (HTTP {status})")]
    Busy {
        /// Who answered.
        host: String,
        /// HTTP status.
        status: u16,
    },
    /// Something else answered in the service's place.
    #[error("{host} gave an answer that is not Microsoft's (HTTP {status})")]
    ForeignAnswer {
        /// Who was asked.
        host: String,
        /// HTTP status.
        status: u16,
    },
    /// An answer lacks what the protocol demands.
    #[error("{0}")]
    AnswerIncomplete(&'static str),
    /// The id_token names nobody.
    #[error("the answer does not say who signed in")]
    AccountNotNamed,
    /// The code ran out.
    #[error("the code ran out")]
    CodeExpired,
    /// The service refused.
    #[error("{refusal}")]
    Refused {
        /// What it said.
        refusal: Box<Refusal>,
        /// What was being done.
        during: During,
        /// The application ID used.
        application: String,
        /// The tenant asked.
        tenant: String,
        /// Who refused.
        host: String,
    },
}

impl From<MicrosoftError> for Problem {
    fn from(error: MicrosoftError) -> Self {
        use MicrosoftError as E;
        let detail = error.to_string();
        match error {
            E::NotRegistered => codes::NOT_REGISTERED.into(),
            E::RegistrationInvalid(given) => Self::new(codes::REGISTRATION_INVALID).arg("given", given),
            E::Setup(_) => {
                Self::new(tegata_core::problem::local::CONFIGURATION_INVALID).arg("path", "").detail(detail)
            }
            E::NoAnswer(no_answer) => Self::new(match no_answer.silence {
                Silence::Unreachable => codes::UNREACHABLE,
                Silence::Certificate => codes::CERTIFICATE_REFUSED,
            })
            .arg("host", no_answer.host)
            .detail(no_answer.message),
            E::Busy { host, .. } => Self::new(codes::BUSY).arg("host", host).detail(detail),
            E::ForeignAnswer { host, status } => {
                Self::new(codes::FOREIGN_ANSWER).arg("host", host).arg("status", status).detail(detail)
            }
            E::AnswerIncomplete(_) => Self::new(codes::ANSWER_INCOMPLETE).detail(detail),
            E::AccountNotNamed => codes::ACCOUNT_NOT_NAMED.into(),
            E::CodeExpired => codes::CODE_EXPIRED.into(),
            E::Refused { refusal, during, application, tenant, host } => {
                Self::new(aadsts::code_of(&refusal, during))
                    .arg("application", application)
                    .arg("tenant", tenant)
                    .arg("host", host)
                    .detail(detail)
            }
        }
    }
}
