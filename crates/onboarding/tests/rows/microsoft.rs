//! `facts/exchange.md` §1.4, and §2.5–2.7 where they speak of an answer.

use tegata_core::problem::microsoft as codes;
use tegata_office::microsoft::HttpFault;

use super::Leads::{self, OnWaiting, To};

/// How a row comes over the wire.
#[derive(Clone, Debug)]
pub enum Way {
    /// A poll is answered with this number, and with this word where it is not the office's own for it.
    Poll(u32, Option<&'static str>),
    /// A poll is answered with this word and nothing else, as RFC 6749 and RFC 8628 have it.
    Word(&'static str),
    /// A poll is answered by something that is no answer.
    Instead(HttpFault),
    /// The request for the code is answered by something that is none.
    InsteadOfCode(HttpFault),
    /// A remembered sign-in is refused with this number.
    Refresh(u32),
    /// The look-up of a tenant is refused with this number.
    LookUp(u32),
    /// The person meets this number on the page, while the program hears "pending".
    Page(u32),
    /// A person presses *Cancel*, or refuses the permissions.
    Decline { permissions: bool },
    /// Nothing is wrong; the person has not come yet.
    Nothing,
    /// Nobody listens at the authority.
    NobodyThere,
    /// The authority shows a certificate of somebody else.
    OtherCertificate,
}

/// One row.
pub struct Row {
    /// The table's words.
    pub said: &'static str,
    /// Every way in which it comes.
    pub ways: Vec<Way>,
    /// Where each of them leads.
    pub leads: Leads,
}

fn row(said: &'static str, leads: Leads, ways: impl IntoIterator<Item = Way>) -> Row {
    Row { said, ways: ways.into_iter().collect(), leads }
}

fn polls(numbers: &[u32]) -> Vec<Way> {
    numbers.iter().map(|&number| Way::Poll(number, None)).collect()
}

fn refreshes(numbers: &[u32]) -> Vec<Way> {
    numbers.iter().map(|&number| Way::Refresh(number)).collect()
}

fn pages(numbers: &[u32]) -> Vec<Way> {
    numbers.iter().map(|&number| Way::Page(number)).collect()
}

fn raw(status: u16, content_type: &str, body: &str) -> HttpFault {
    HttpFault::Raw {
        status,
        content_type: content_type.into(),
        body: body.into(),
        retry_after: None,
        location: None,
    }
}

/// A proxy's page.
fn html(status: u16) -> HttpFault {
    raw(status, "text/html", "<html><title>Sign in to the guest network</title></html>")
}

/// The table.
pub fn rows() -> Vec<Row> {
    use Way::{Instead, InsteadOfCode, Poll, Word};
    vec![
        row("`authorization_pending` 70016", OnWaiting("reach-pending"), [Way::Nothing]),
        row("`slow_down`", OnWaiting("reach-pending"), [Word("slow_down")]),
        row(
            "`authorization_declined`",
            To(codes::DECLINED),
            [Word("authorization_declined"), Word("access_denied"), Way::Decline { permissions: false }],
        ),
        row(
            "`access_denied` 65004",
            To(codes::PERMISSION_DECLINED),
            [Poll(65004, None), Way::Decline { permissions: true }],
        ),
        row(
            "`expired_token` 70020, 70019",
            To(codes::CODE_EXPIRED),
            [Poll(70020, None), Poll(70019, None), Word("expired_token")],
        ),
        row("`code_expired`", To(codes::CODE_EXPIRED), [Word("code_expired")]),
        row(
            "`bad_verification_code` 70018",
            To(codes::CODE_NOT_RECOGNISED),
            [Poll(70018, None), Word("bad_verification_code")],
        ),
        row(
            "`invalid_grant` 54005, 70000, 90120",
            To(codes::CODE_USED),
            [polls(&[54005, 70000, 90120]), vec![Word("invalid_grant")]].concat(),
        ),
        row(
            "`invalid_grant`, `interaction_required` 53003 (§2.5)",
            To(codes::DEVICE_CODE_BLOCKED),
            [Poll(53003, None), Poll(53003, Some("interaction_required"))],
        ),
        row("53003 on the page (§2.5)", To(codes::DEVICE_CODE_BLOCKED), pages(&[53003])),
        row(
            "`invalid_grant` 530036 (§2.5)",
            To(codes::DEVICE_CODE_BLOCKED_LATER),
            [Poll(530_036, None), Way::Refresh(530_036)],
        ),
        row(
            "`invalid_grant` 50076, 50079, 50074, 50072, 50078",
            To(codes::TWO_STEP_NEEDED),
            [polls(&[50076, 50079, 50074, 50072, 50078]), vec![Poll(50076, Some("interaction_required"))]]
                .concat(),
        ),
        row("`invalid_grant` 70043", To(codes::SIGN_IN_FREQUENCY), refreshes(&[70043])),
        row(
            "`invalid_grant` 700082, 70008, 50173, 50089",
            To(codes::SIGN_IN_ENDED),
            refreshes(&[700_082, 70008, 50173, 50089]),
        ),
        row(
            "`invalid_client` 7000218",
            To(codes::PUBLIC_CLIENT_OFF),
            [Poll(7_000_218, None), Word("invalid_client")],
        ),
        row("`invalid_client` 700025", To(codes::SECRET_SENT), polls(&[700_025])),
        row(
            "`unauthorized_client` 700016, 700011",
            To(codes::APPLICATION_UNKNOWN),
            [polls(&[700_016, 700_011]), vec![Word("unauthorized_client")]].concat(),
        ),
        row(
            "`unauthorized_client` 7000112, 70001, 1000031",
            To(codes::APPLICATION_DISABLED),
            polls(&[7_000_112, 70001, 1_000_031]),
        ),
        row("`invalid_request` 90002", To(codes::TENANT_UNKNOWN), [Poll(90002, None), Way::LookUp(90002)]),
        row(
            "`invalid_request` 90038",
            To(codes::TENANT_IN_OTHER_CLOUD),
            [Poll(90038, None), Way::LookUp(90038)],
        ),
        row(
            "`invalid_request` 50194, 9001023, 90124, 90130, 9002332",
            To(codes::TENANT_ID_NEEDED),
            polls(&[50194, 9_001_023, 90124, 90130, 9_002_332]),
        ),
        row(
            "`invalid_request` 50059, 50128, 90019",
            To(codes::TENANT_NOT_NAMED),
            polls(&[50059, 50128, 90019]),
        ),
        row(
            "`invalid_scope` 70011, 28002, 700022",
            To(codes::SCOPE_INVALID),
            polls(&[70011, 28002, 700_022]),
        ),
        row(
            "`invalid_resource` 500011, 50001, 650057, 650052",
            To(codes::EXCHANGE_UNAVAILABLE),
            polls(&[500_011, 50001, 650_057, 650_052]),
        ),
        row(
            "`consent_required`, `interaction_required`, `invalid_grant` 65001 (§2.7)",
            To(codes::CONSENT_NEEDED),
            ["consent_required", "interaction_required", "invalid_grant"].map(|word| Poll(65001, Some(word))),
        ),
        row("90094, 90095 on the page (§2.7)", To(codes::APPROVAL_NEEDED), pages(&[90094, 90095])),
        row("65002", To(codes::APPLICATION_OF_MICROSOFT), [polls(&[65002]), pages(&[65002])].concat()),
        row("`invalid_grant` 50105", To(codes::NOT_ASSIGNED), polls(&[50105])),
        row("50105 on the page", To(codes::NOT_ASSIGNED), pages(&[50105])),
        row(
            "50020, 50034, 51004, 90072, 16000, 500208, 50014 on the page",
            To(codes::WRONG_ACCOUNT),
            pages(&[50020, 50034, 51004, 90072, 16000, 500_208, 50014]),
        ),
        row("50126, 50056 on the page", To(codes::PASSWORD_WRONG), pages(&[50126, 50056])),
        row("50053 on the page", To(codes::ACCOUNT_LOCKED), pages(&[50053])),
        row("50055, 50144 on the page", To(codes::PASSWORD_EXPIRED), pages(&[50055, 50144])),
        row("50057 on the page", To(codes::ACCOUNT_DISABLED), pages(&[50057])),
        row(
            "50097, 53000, 53001, 50005, 50131, 53002 on the page (§2.5)",
            To(codes::MANAGED_DEVICE_NEEDED),
            pages(&[50097, 53000, 53001, 50005, 50131, 53002]),
        ),
        row("50134 on the page", To(codes::CODE_MISROUTED), pages(&[50134])),
        row(
            "500021, 500022, 50002",
            To(codes::TENANT_BLOCKED_BY_PROXY),
            [polls(&[500_021, 500_022, 50002]), pages(&[500_021, 500_022, 50002])].concat(),
        ),
        row("530035 (§2.6)", To(codes::SECURITY_DEFAULTS), [polls(&[530_035]), pages(&[530_035])].concat()),
        row("50196", To(codes::TOO_MANY_TRIES), polls(&[50196])),
        row(
            "`temporarily_unavailable`, 5xx, 429; 90006, 90012, 90024, 90033, 90055, 50033, 50087",
            OnWaiting("reach-unavailable"),
            [
                polls(&[90006, 90012, 90024, 90033, 90055, 50033, 50087]),
                vec![
                    Word("temporarily_unavailable"),
                    Instead(raw(429, "", "")),
                    Instead(raw(500, "application/json", "{}")),
                    Instead(html(503)),
                ],
            ]
            .concat(),
        ),
        row(
            "the same, to the request for the code",
            To(codes::BUSY),
            [InsteadOfCode(raw(429, "", "")), InsteadOfCode(html(503))],
        ),
        row(
            "not JSON, connection dropped",
            OnWaiting("reach-offline"),
            [Instead(html(200)), Instead(html(403)), Instead(HttpFault::Drop)],
        ),
        row(
            "not JSON, to the request for the code",
            To(codes::FOREIGN_ANSWER),
            [InsteadOfCode(html(200)), InsteadOfCode(html(407))],
        ),
        row(
            "an answer that lacks a field",
            To(codes::ANSWER_INCOMPLETE),
            [
                InsteadOfCode(raw(200, "application/json", r#"{"user_code":"ABC"}"#)),
                Instead(raw(200, "application/json", r#"{"token_type":"Bearer"}"#)),
            ],
        ),
        row("no connection, no name", To(codes::UNREACHABLE), [Way::NobodyThere]),
        row("TLS: certificate not trusted", To(codes::CERTIFICATE_REFUSED), [Way::OtherCertificate]),
        row(
            "any other number or word",
            To(codes::UNKNOWN_ERROR),
            [Poll(4_999_999, Some("new_word")), Word("new_word")],
        ),
    ]
}
