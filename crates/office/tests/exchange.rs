//! The office's Exchange and inbox, over the wire.

mod kit;

use std::time::Duration;

use kit::{Smtp, token_for, xoauth2};
use tegata_office::config::{Account, BasicAuth, ExchangeConfig, OfficeConfig, Tenant};
use tegata_office::exchange::{NAMED, Phase, Reply, ReplyRule};
use tegata_office::{Office, inbox::Mail};

const SCAN: &str = "scan@contoso.example";
const MESSAGE: &str = "From: Scan <scan@contoso.example>\r\nTo: it@contoso.example\r\n\
                       Subject: =?utf-8?B?44K544Kt44Oj44Oz?=\r\n\r\nHello\r\n..dot";

async fn office() -> Office {
    Office::start(OfficeConfig::without_printers()).await.expect("office")
}

#[tokio::test]
async fn a_message_sent_with_a_token_is_in_the_inbox() {
    let office = office().await;
    let mut smtp = Smtp::signed_in(&office, SCAN).await;
    let reply = smtp.submit(SCAN, "it@contoso.example", MESSAGE).await;
    assert!(reply.starts_with("250 2.0.0 OK <"), "{reply}");
    assert!(smtp.say("QUIT").await.starts_with("221"));
    let mails: Vec<Mail> = office.inbox().mails();
    assert_eq!(mails.len(), 1);
    assert_eq!((mails[0].subject.as_str(), mails[0].method), ("スキャン", "XOAUTH2"));
    assert!(mails[0].text.contains("Hello") && mails[0].text.contains("\n.dot"), "{:?}", mails[0].text);
    let page =
        kit::http(&office).get(office.inbox_url()).send().await.expect("page").text().await.expect("text");
    assert!(page.contains("スキャン"));
}

#[tokio::test]
async fn the_offer_changes_with_starttls() {
    let office = office().await;
    let (mut smtp, greeting) = Smtp::connect(&office).await;
    assert!(greeting.contains("outlook.office365.com Microsoft ESMTP MAIL Service ready"), "{greeting}");
    assert_eq!(smtp.say("EHLO DESKTOP-XYZ").await, "501 5.5.4 Invalid domain name");
    let hello = smtp.say("EHLO [127.0.0.1]").await;
    assert!(hello.contains("250-STARTTLS") && !hello.contains("AUTH"), "{hello}");
    assert!(smtp.say("AUTH XOAUTH2 AAAA").await.starts_with("504 5.7.4"));
    assert!(smtp.say("MAIL FROM:<a@b.example>").await.starts_with("530 5.7.57"));
    let (_, hello) = Smtp::secure(&office).await;
    assert!(hello.contains("250-AUTH LOGIN XOAUTH2") && !hello.contains("STARTTLS"), "{hello}");
}

#[tokio::test]
async fn both_forms_of_xoauth2_work() {
    let office = office().await;
    let token = token_for(&office, SCAN).await;
    let (mut smtp, _) = Smtp::secure(&office).await;
    assert_eq!(smtp.say("AUTH XOAUTH2").await, "334");
    assert!(smtp.say(&xoauth2(SCAN, &token)).await.starts_with("235"));
}

#[tokio::test]
async fn a_token_opens_only_its_own_mailbox_and_only_while_it_lives() {
    let office = office().await;
    let token = token_for(&office, SCAN).await;
    let (mut smtp, _) = Smtp::secure(&office).await;
    for (user, token) in [("admin@contoso.example", token.as_str()), (SCAN, "garbage")] {
        let reply = smtp.say(&format!("AUTH XOAUTH2 {}", xoauth2(user, token))).await;
        assert!(reply.starts_with("535 5.7.3 Authentication unsuccessful ["), "{reply}");
    }
    // The mail address is not the sign-in name.
    let other = token_for(&office, "u100042@contoso.example").await;
    let reply = smtp.say(&format!("AUTH XOAUTH2 {}", xoauth2("hanako.yamada@contoso.example", &other))).await;
    assert!(reply.starts_with("535 5.7.3"), "{reply}");
    office.clock().advance(Duration::from_secs(4022));
    let reply = smtp.say(&format!("AUTH XOAUTH2 {}", xoauth2(SCAN, &token))).await;
    assert!(reply.starts_with("535 5.7.3"), "{reply}");
}

#[tokio::test]
async fn a_token_for_graph_is_refused() {
    let office = office().await;
    let code = kit::start_code(&office, "https://graph.microsoft.com/SMTP.Send").await;
    office.sign_in(
        code["user_code"].as_str().expect("code"),
        SCAN,
        tegata_office::microsoft::Decision::Approve,
    );
    let (_, body) = kit::poll(&office, &code).await;
    let (mut smtp, _) = Smtp::secure(&office).await;
    let blob = xoauth2(SCAN, body["access_token"].as_str().expect("token"));
    assert!(smtp.say(&format!("AUTH XOAUTH2 {blob}")).await.starts_with("535 5.7.3"));
}

#[tokio::test]
async fn smtp_auth_switched_off_stops_a_good_token_too() {
    let office = office().await;
    let token = token_for(&office, "nomail@contoso.example").await;
    let (mut smtp, _) = Smtp::secure(&office).await;
    let reply = smtp.say(&format!("AUTH XOAUTH2 {}", xoauth2("nomail@contoso.example", &token))).await;
    assert!(reply.contains("SmtpClientAuthentication is disabled for the Mailbox"), "{reply}");
    office.directory().put_tenant(Tenant { smtp_auth: false, ..Tenant::default() });
    let token = token_for(&office, SCAN).await;
    let reply = smtp.say(&format!("AUTH XOAUTH2 {}", xoauth2(SCAN, &token))).await;
    assert!(reply.contains("SmtpClientAuthentication is disabled for the Tenant"), "{reply}");
}

#[tokio::test]
async fn another_sender_is_refused_after_the_message_in_one_long_line_and_then_throttled() {
    let office = office().await;
    let mut smtp = Smtp::signed_in(&office, SCAN).await;
    let foreign = MESSAGE.replace("<scan@", "<boss@");
    for _ in 0..office.config().exchange.throttle_after {
        let reply = smtp.submit(SCAN, "it@contoso.example", &foreign).await;
        assert!(
            reply.starts_with(
                "554 5.2.252 SendAsDenied; scan@contoso.example not allowed to send as boss@contoso.example;"
            ),
            "{reply}"
        );
        assert!(reply.len() > 1536 && !reply.contains('\n'));
    }
    let reply = smtp.submit(SCAN, "it@contoso.example", &foreign).await;
    assert!(reply.starts_with("550 5.2.252 Sender throttled"), "{reply}");
    assert!(office.inbox().mails().is_empty());
}

#[tokio::test]
async fn send_as_rights_and_the_primary_address_are_honoured() {
    let office = office().await;
    office
        .directory()
        .put_account(Account { send_as: vec!["boss@contoso.example".into()], ..Account::new(SCAN, "Scan") });
    let mut smtp = Smtp::signed_in(&office, SCAN).await;
    let reply = smtp.submit(SCAN, "it@contoso.example", &MESSAGE.replace("<scan@", "<boss@")).await;
    assert!(reply.starts_with("250"), "{reply}");
    let mut smtp = Smtp::signed_in(&office, "u100042@contoso.example").await;
    let mail = MESSAGE.replace("<scan@", "<hanako.yamada@");
    assert!(
        smtp.submit("hanako.yamada@contoso.example", "it@contoso.example", &mail).await.starts_with("250")
    );
}

#[tokio::test]
async fn password_sign_in_ends_as_the_policy_says() {
    let office = office().await;
    for (policy, expected) in [
        (BasicAuth::NotSupported, "550 5.7.30 Basic authentication is not supported for Client Submission."),
        (BasicAuth::Disabled, "535 5.7.139 Authentication unsuccessful, basic authentication is disabled."),
        (BasicAuth::SecurityDefaults, "535 5.7.139 Authentication unsuccessful, user is locked"),
        (BasicAuth::ConditionalAccess, "535 5.7.139 Authentication unsuccessful, the request did not meet"),
        (BasicAuth::Allowed, "235 2.7.0"),
    ] {
        office.directory().put_tenant(Tenant { basic_auth: policy, ..Tenant::default() });
        let (mut smtp, _) = Smtp::secure(&office).await;
        assert_eq!(smtp.say("AUTH LOGIN").await, "334 VXNlcm5hbWU6");
        assert_eq!(smtp.say("c2NhbkBjb250b3NvLmV4YW1wbGU=").await, "334 UGFzc3dvcmQ6");
        let reply = smtp.say("c2VjcmV0").await;
        assert!(reply.starts_with(expected), "{reply}");
    }
}

#[tokio::test]
async fn a_mailbox_has_three_connections() {
    let office = office().await;
    let mut open = Vec::new();
    for _ in 0..3 {
        open.push(Smtp::signed_in(&office, SCAN).await);
    }
    let token = token_for(&office, SCAN).await;
    let (mut fourth, _) = Smtp::secure(&office).await;
    let blob = format!("AUTH XOAUTH2 {}", xoauth2(SCAN, &token));
    assert!(fourth.say(&blob).await.starts_with("432 4.3.2 Concurrent connections limit exceeded"));
    open[0].say("QUIT").await;
    assert_eq!(open[0].reply().await, "", "the server hangs up");
    // The place is given back when the server's task ends, which the client cannot see.
    for _ in 0..100 {
        if fourth.say(&blob).await.starts_with("235") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the place was never given back");
}

#[tokio::test]
async fn sizes_lines_and_recipients_have_limits() {
    let config = OfficeConfig {
        exchange: ExchangeConfig {
            max_message_bytes: 2000,
            max_recipients: 1,
            check_recipients: true,
            ..ExchangeConfig::default()
        },
        ..OfficeConfig::without_printers()
    };
    let office = Office::start(config).await.expect("office");
    let mut smtp = Smtp::signed_in(&office, SCAN).await;
    assert!(smtp.say(&format!("MAIL FROM:<{SCAN}> SIZE=2001")).await.starts_with("552 5.3.4"));
    let long = format!("{MESSAGE}\r\n{}", "x".repeat(999));
    assert!(smtp.submit(SCAN, SCAN, &long).await.starts_with("500 5.5.2"));
    let big = format!("{MESSAGE}{}", "\r\nline".repeat(400));
    assert!(smtp.submit(SCAN, SCAN, &big).await.starts_with("552 5.3.4"));
    assert!(smtp.submit(SCAN, "nobody@contoso.example", MESSAGE).await.starts_with("550 5.1.10"));
    assert!(smtp.say(&format!("RCPT TO:<{SCAN}>")).await.starts_with("250"));
    assert!(smtp.say(&format!("RCPT TO:<{SCAN}>")).await.starts_with("452 4.5.3"));
}

#[tokio::test]
async fn a_message_can_come_in_chunks() {
    let office = office().await;
    let mut smtp = Smtp::signed_in(&office, SCAN).await;
    smtp.say(&format!("MAIL FROM:<{SCAN}>")).await;
    smtp.say(&format!("RCPT TO:<{SCAN}>")).await;
    let (head, tail) = MESSAGE.split_at(40);
    assert!(smtp.say(&format!("BDAT {}\r\n{}", head.len() + 2, head)).await.starts_with("250 2.6.0"));
    let reply = smtp.say(&format!("BDAT {} LAST\r\n{}", tail.len() + 2, tail)).await;
    assert!(reply.starts_with("250 2.0.0"), "{reply}");
}

#[tokio::test]
async fn every_named_reply_is_given_at_the_end_of_auth_on_request() {
    let office = office().await;
    let token = token_for(&office, SCAN).await;
    for (name, text) in NAMED {
        office.exchange().add_reply(ReplyRule {
            phase: Phase::Auth,
            account: Some(SCAN.into()),
            times: Some(1),
            reply: Reply::Named((*name).into()),
        });
        let (mut smtp, _) = Smtp::secure(&office).await;
        let reply = smtp.say(&format!("AUTH XOAUTH2 {}", xoauth2(SCAN, &token))).await;
        assert_eq!(reply.get(..9), text.get(..9), "{name}: {reply}");
    }
}

#[tokio::test]
async fn replies_on_request_come_in_their_phase() {
    for phase in [
        Phase::Greeting,
        Phase::Ehlo,
        Phase::Starttls,
        Phase::Auth,
        Phase::MailFrom,
        Phase::RcptTo,
        Phase::Data,
        Phase::EndOfData,
    ] {
        let office = office().await;
        let text = "451 4.7.0 Temporary server error. Please try again later. PRX2";
        office.exchange().add_reply(ReplyRule {
            phase,
            account: None,
            times: Some(1),
            reply: Reply::Text(text.into()),
        });
        let heard = match phase {
            Phase::Greeting => Smtp::connect(&office).await.1,
            Phase::Ehlo => Smtp::connect(&office).await.0.say("EHLO a.example").await,
            Phase::Starttls => {
                let (mut smtp, _) = Smtp::connect(&office).await;
                smtp.say("EHLO a.example").await;
                smtp.say("STARTTLS").await
            }
            Phase::Auth => {
                let (mut smtp, _) = Smtp::secure(&office).await;
                smtp.say("AUTH XOAUTH2 AAAA").await
            }
            _ => Smtp::signed_in(&office, SCAN).await.submit(SCAN, SCAN, MESSAGE).await,
        };
        assert_eq!(heard, text, "{phase:?}");
    }
}

#[tokio::test]
async fn a_challenge_and_a_dropped_connection_come_on_request() {
    let office = office().await;
    let rule = |reply| ReplyRule { phase: Phase::Auth, account: None, times: Some(1), reply };
    office
        .exchange()
        .add_reply(rule(Reply::Challenge { then: "535 5.7.3 Authentication unsuccessful".into() }));
    office.exchange().add_reply(rule(Reply::Drop));
    let (mut smtp, _) = Smtp::secure(&office).await;
    assert!(smtp.say("AUTH XOAUTH2 AAAA").await.starts_with("334 eyJzdGF0dXMi"));
    assert_eq!(smtp.say("").await, "535 5.7.3 Authentication unsuccessful");
    assert_eq!(smtp.say("AUTH XOAUTH2 AAAA").await, "");
}
