//! Microsoft's error numbers and the protocol's error words, as a table (`facts/exchange.md` §1.4, §2.5–2.7).
//!
//! The numbers choose the explanation. Whether to go on asking is decided by the protocol's word ([`crate::poll`]),
//! because Microsoft may change numbers and texts at any time; only an outage is recognised by its number, too. What
//! no row knows becomes [`UNKNOWN_ERROR`](codes::UNKNOWN_ERROR) with the raw words.

use tegata_core::Code;
use tegata_core::problem::microsoft as codes;

use crate::Refusal;

/// What was being done when the refusal came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum During {
    /// Asking for a device code, or waiting for its grant.
    DeviceCode,
    /// Using a remembered sign-in.
    Refresh,
    /// Looking a tenant up.
    LookUp,
}

/// Where a person meets the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In an answer to the program.
    Answer,
    /// On the page in the browser, while the program still hears "pending".
    Browser,
}

/// One way to be refused.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The AADSTS numbers.
    pub numbers: &'static [u32],
    /// The protocol's words that mean the same without a number.
    pub words: &'static [&'static str],
    /// Where it is met.
    pub place: Place,
    /// What it means.
    pub code: Code,
}

const fn row(numbers: &'static [u32], words: &'static [&'static str], place: Place, code: Code) -> Row {
    Row { numbers, words, place, code }
}

use Place::{Answer, Browser};

/// The table. No number and no word stands in two rows.
pub const ROWS: &[Row] = &[
    row(&[70020, 70019], &["expired_token", "code_expired"], Answer, codes::CODE_EXPIRED),
    row(&[], &["authorization_declined", "access_denied"], Answer, codes::DECLINED),
    row(&[65004], &[], Answer, codes::PERMISSION_DECLINED),
    row(&[70018], &["bad_verification_code"], Answer, codes::CODE_NOT_RECOGNISED),
    row(&[54005, 70000, 90120], &[], Answer, codes::CODE_USED),
    row(&[53003], &[], Answer, codes::DEVICE_CODE_BLOCKED),
    row(&[530_036], &[], Answer, codes::DEVICE_CODE_BLOCKED_LATER),
    row(&[530_035], &[], Answer, codes::SECURITY_DEFAULTS),
    row(&[50076, 50079, 50074, 50072, 50078], &["interaction_required"], Answer, codes::TWO_STEP_NEEDED),
    row(&[70043], &[], Answer, codes::SIGN_IN_FREQUENCY),
    row(&[700_082, 70008, 50173, 50089], &[], Answer, codes::SIGN_IN_ENDED),
    row(&[7_000_218], &["invalid_client"], Answer, codes::PUBLIC_CLIENT_OFF),
    row(&[700_025], &[], Answer, codes::SECRET_SENT),
    row(&[700_016, 700_011], &["unauthorized_client"], Answer, codes::APPLICATION_UNKNOWN),
    row(&[7_000_112, 70001, 1_000_031], &[], Answer, codes::APPLICATION_DISABLED),
    row(&[65002], &[], Answer, codes::APPLICATION_OF_MICROSOFT),
    row(&[90002], &["invalid_tenant"], Answer, codes::TENANT_UNKNOWN),
    row(&[90038], &[], Answer, codes::TENANT_IN_OTHER_CLOUD),
    row(&[50194, 9_001_023, 90124, 90130, 9_002_332], &[], Answer, codes::TENANT_ID_NEEDED),
    row(&[50059, 50128, 90019], &[], Answer, codes::TENANT_NOT_NAMED),
    row(&[70011, 28002, 700_022], &["invalid_scope"], Answer, codes::SCOPE_INVALID),
    row(&[500_011, 50001, 650_057, 650_052], &["invalid_resource"], Answer, codes::EXCHANGE_UNAVAILABLE),
    row(&[65001], &["consent_required"], Answer, codes::CONSENT_NEEDED),
    row(&[50196], &[], Answer, codes::TOO_MANY_TRIES),
    row(
        &[90006, 90012, 90024, 90033, 90055, 50033, 50087],
        &["temporarily_unavailable", "server_error"],
        Answer,
        codes::BUSY,
    ),
    row(&[90094, 90095], &[], Browser, codes::APPROVAL_NEEDED),
    row(&[50105], &[], Browser, codes::NOT_ASSIGNED),
    row(&[50020, 50034, 51004, 90072, 16000, 500_208, 50014], &[], Browser, codes::WRONG_ACCOUNT),
    row(&[50126, 50056], &[], Browser, codes::PASSWORD_WRONG),
    row(&[50055, 50144], &[], Browser, codes::PASSWORD_EXPIRED),
    row(&[50053], &[], Browser, codes::ACCOUNT_LOCKED),
    row(&[50057], &[], Browser, codes::ACCOUNT_DISABLED),
    row(&[50097, 53000, 53001, 50005, 50131, 53002], &[], Browser, codes::MANAGED_DEVICE_NEEDED),
    row(&[50134], &[], Browser, codes::CODE_MISROUTED),
    row(&[500_021, 500_022, 50002], &[], Browser, codes::TENANT_BLOCKED_BY_PROXY),
];

/// The row of an AADSTS number, as the help *the browser shows an error?* looks it up.
#[must_use]
pub fn by_number(number: u32) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.numbers.contains(&number))
}

/// What a refusal means.
#[must_use]
pub fn code_of(refusal: &Refusal, during: During) -> Code {
    let by_number = refusal.numbers.iter().find_map(|&number| by_number(number));
    let bad_grant = match by_number {
        // 70000 only says that the grant is bad; which grant it was is known here.
        Some(row) => row.code == codes::CODE_USED,
        None => refusal.error == "invalid_grant",
    };
    match during {
        During::Refresh if bad_grant => codes::SIGN_IN_ENDED,
        _ if bad_grant => codes::CODE_USED,
        _ => by_number
            .or_else(|| ROWS.iter().find(|row| row.words.contains(&refusal.error.as_str())))
            .map_or(codes::UNKNOWN_ERROR, |row| row.code),
    }
}

/// Whether the refusal only means that Microsoft is busy.
#[must_use]
pub fn passes_with_time(refusal: &Refusal) -> bool {
    code_of(refusal, During::DeviceCode) == codes::BUSY
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn refusal(error: &str, numbers: &[u32]) -> Refusal {
        Refusal { error: error.to_owned(), numbers: numbers.to_vec(), ..Refusal::default() }
    }

    #[test]
    fn no_number_word_or_code_stands_in_two_rows() {
        let (mut numbers, mut words, mut meanings) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for row in ROWS {
            assert!(row.numbers.iter().all(|number| numbers.insert(number)), "{:?}", row.code);
            assert!(row.words.iter().all(|word| words.insert(word)), "{:?}", row.code);
            assert!(meanings.insert(row.code.as_str()), "{:?}", row.code);
        }
    }

    #[test]
    fn the_number_explains_and_the_word_helps_out() {
        assert_eq!(
            code_of(&refusal("invalid_grant", &[53003]), During::DeviceCode),
            codes::DEVICE_CODE_BLOCKED
        );
        assert_eq!(code_of(&refusal("access_denied", &[]), During::DeviceCode), codes::DECLINED);
        assert_eq!(
            code_of(&refusal("access_denied", &[65004]), During::DeviceCode),
            codes::PERMISSION_DECLINED
        );
        assert_eq!(code_of(&refusal("invalid_request", &[99, 90002]), During::LookUp), codes::TENANT_UNKNOWN);
        assert_eq!(code_of(&refusal("invalid_grant", &[]), During::DeviceCode), codes::CODE_USED);
        assert_eq!(code_of(&refusal("invalid_grant", &[70000]), During::Refresh), codes::SIGN_IN_ENDED);
        assert_eq!(code_of(&refusal("new_word", &[123]), During::DeviceCode), codes::UNKNOWN_ERROR);
    }
}
