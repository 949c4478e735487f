//! Every row of the facts' tables, said by the virtual office over real sockets, leads to an explanation of its own
//! in both languages; and `docs/explanations.md` is the table of it.
//!
//! `UPDATE_EXPLANATIONS=1 cargo test -p tegata-onboarding --test explanations` writes the table anew.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod rows;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use rows::exchange::{ROWS as SMTP_ROWS, Way as SmtpWay};
use rows::microsoft::{Way, rows as sign_in_rows};
use rows::{Leads, SHARED};
use tegata_core::{Catalogue, Code, Language, Problem, Secret};
use tegata_mail::{Server, TestMail};
use tegata_microsoft::aadsts::by_number;
use tegata_microsoft::{AppCode, Client, MicrosoftError, PollState, Registration, Web, look_up_tenant};
use tegata_office::config::{Account, Application};
use tegata_office::exchange::{NAMED, Phase, Reply, ReplyRule};
use tegata_office::microsoft::{Decision, Endpoint, FaultRule, HttpFault, Outcome, aadsts};
use tegata_office::{Office, OfficeConfig};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use url::Url;

async fn office() -> Office {
    let mut config = OfficeConfig::without_printers();
    config.microsoft.interval_seconds = 1;
    config.exchange.max_connections = 50;
    Office::start(config).await.unwrap()
}

/// Each way has an application of its own, so that all can be tried side by side.
fn application(number: usize) -> Application {
    Application { client_id: format!("00000000-0000-0000-0000-{number:012}"), ..Application::default() }
}

fn client(office: &Office, authority: &str, client_id: &str, root: &str) -> Client {
    let registration = Registration {
        authority: Url::parse(authority).unwrap(),
        tenant: office.tenant_id().to_owned(),
        client_id: client_id.to_owned(),
        scope: office.scope(),
        extra_verification_hosts: vec![office.verification_host()],
    };
    Client::new(registration, &[root.to_owned()]).unwrap()
}

/// What came of a way: an end with a code, or a wait that ended well after these states.
#[derive(Debug)]
enum Came {
    To(Box<Problem>),
    Through(BTreeSet<&'static str>),
}

async fn sign_in_way(office: &Office, way: &Way, number: usize) -> Came {
    let application = application(number);
    let client_id = application.client_id.clone();
    office.directory().put_application(application);
    let fault = |endpoint, fault| {
        let rule =
            FaultRule { endpoint, client_id: Some(client_id.clone()), account: None, times: Some(1), fault };
        office.microsoft().add_fault(rule);
    };
    let person = format!("person{number}@contoso.example");
    let aadsts = |code, error: Option<&str>| HttpFault::Aadsts { code, error: error.map(str::to_owned) };
    let (mut authority, mut root) = (office.authority_url(), office.ca_pem().to_owned());
    match way {
        Way::Poll(code, word) => fault(Endpoint::Token, aadsts(*code, *word)),
        Way::Word(word) => fault(Endpoint::Token, HttpFault::Oauth { error: (*word).to_owned() }),
        Way::Instead(instead) => fault(Endpoint::Token, instead.clone()),
        Way::InsteadOfCode(instead) => fault(Endpoint::Devicecode, instead.clone()),
        Way::NobodyThere => authority = format!("https://127.0.0.1:{}", closed_port().await),
        Way::OtherCertificate => root = self::office().await.ca_pem().to_owned(),
        _ => {}
    }
    let browser_error = match way {
        Way::Page(number) => Some(*number),
        _ => None,
    };
    office.directory().put_account(Account { browser_error, ..Account::new(&person, "Somebody") });
    let client = client(office, &authority, &client_id, &root);

    let code = match client.request_code(true).await {
        Ok(code) => code,
        Err(error) => return Came::To(Box::new(error.into())),
    };
    match way {
        Way::Page(_) => {
            let met = page(office, &code, &person).await;
            // The program still hears "pending"; the person finds the number under the help.
            let problem = Problem::new(by_number(met).unwrap().code).arg("application", &client_id);
            return Came::To(Box::new(problem));
        }
        Way::Decline { permissions } => {
            let decision = if *permissions { Decision::RefuseConsent } else { Decision::Decline };
            assert_eq!(office.sign_in(&code.user_code, &person, decision), Outcome::Declined);
        }
        // Somebody comes after the first question was answered.
        Way::Nothing => {}
        _ => {
            assert_eq!(office.sign_in(&code.user_code, &person, Decision::Approve), Outcome::Done);
        }
    }
    let states = Mutex::new(BTreeSet::new());
    let heard = |state| {
        if matches!(way, Way::Nothing) && !states.lock().unwrap().is_empty() {
            office.sign_in(&code.user_code, &person, Decision::Approve);
        }
        states.lock().unwrap().insert(match state {
            PollState::Pending { .. } => "reach-pending",
            PollState::SlowDown => "slow-down",
            PollState::Offline => "reach-offline",
            PollState::Unavailable => "reach-unavailable",
        });
    };
    let granted = client.await_grant(&code, heard).await;
    let refreshed = match (way, granted) {
        (Way::Refresh(number), Ok(grant)) => {
            fault(Endpoint::Refresh, aadsts(*number, None));
            client.refresh(&grant.refresh_token.unwrap()).await
        }
        (_, granted) => granted,
    };
    match refreshed {
        Ok(grant) => {
            assert_eq!(grant.account.unwrap().upn, person);
            Came::Through(states.into_inner().unwrap())
        }
        Err(error) => Came::To(Box::new(error.into())),
    }
}

/// What a person meets in the browser: types the code, chooses the account, reads the number.
async fn page(office: &Office, code: &AppCode, account: &str) -> u32 {
    let encoded = |fields: &[(&str, &str)]| {
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
    };
    let accounts = post(office, "/devicelogin", &encoded(&[("otc", &code.user_code)])).await;
    let flow = between(&accounts, r#"name="flow" value=""#, "\"");
    let end = post(office, "/devicelogin/account", &encoded(&[("flow", flow), ("account", account)])).await;
    between(&end, r#"<dd id="error-code">"#, "<").parse().unwrap()
}

fn between<'a>(text: &'a str, before: &str, behind: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("{before} is missing in {text}"));
    rest.split_once(behind).unwrap().0
}

async fn post(office: &Office, path: &str, body: &str) -> String {
    let host = office.verification_host();
    let mut stream = TcpStream::connect(&host).await.unwrap();
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: \
         application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

async fn closed_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port()
}

#[tokio::test]
async fn every_row_of_the_sign_in_leads_to_its_explanation() {
    let office = Arc::new(office().await);
    // Look-ups name no application, so they take turns, before the others ask for the same page.
    let web = Web::new(&[office.ca_pem().to_owned()]).unwrap();
    let authority = Url::parse(&office.authority_url()).unwrap();
    for row in sign_in_rows() {
        for way in &row.ways {
            let Way::LookUp(code) = way else { continue };
            office.microsoft().add_fault(FaultRule {
                endpoint: Endpoint::OpenidConfiguration,
                client_id: None,
                account: None,
                times: Some(1),
                fault: HttpFault::Aadsts { code: *code, error: None },
            });
            let error: MicrosoftError =
                look_up_tenant(&web, &authority, "contoso.example").await.unwrap_err();
            assert_eq!(Leads::To(Problem::from(error).code), row.leads, "{}: {way:?}", row.said);
        }
    }
    // Side by side, but not all at once: a hundred handshakes on a small machine outlast their time-outs.
    let places = Arc::new(Semaphore::new(16));
    let mut tried = JoinSet::new();
    for (row, way) in sign_in_rows().into_iter().flat_map(|row| {
        let (said, leads) = (row.said, row.leads);
        row.ways.into_iter().map(move |way| ((said, leads), way))
    }) {
        if matches!(way, Way::LookUp(_)) {
            continue;
        }
        let (office, places, number) = (Arc::clone(&office), Arc::clone(&places), tried.len());
        tried.spawn(async move {
            let _place = places.acquire().await.unwrap();
            let came = sign_in_way(&office, &way, number).await;
            (row, way, came)
        });
    }
    let count = tried.len();
    for ((said, leads), way, came) in tried.join_all().await {
        match (leads, &came) {
            (Leads::To(code), Came::To(problem)) => {
                assert_eq!(problem.code, code, "{said}: {way:?}: {problem:?}");
                check_words(problem);
            }
            (Leads::OnWaiting(id), Came::Through(states)) => {
                assert!(states.contains(id), "{said}: {way:?}: {states:?}");
                let slowed = matches!(way, Way::Word("slow_down"));
                assert_eq!(states.contains("slow-down"), slowed, "{said}: {way:?}");
            }
            _ => panic!("{said}: {way:?} came to {came:?}"),
        }
    }
    assert!(count > 90, "only {count} ways");
}

/// Signed in, with what the mail needs.
struct Sender {
    server: Server,
    tokens: BTreeMap<&'static str, Secret>,
}

impl Sender {
    async fn at(office: &Office) -> Self {
        let accounts: BTreeSet<&'static str> = SMTP_ROWS
            .iter()
            .flat_map(|row| row.ways)
            .filter_map(|way| match way {
                SmtpWay::By(account, ..) => Some(*account),
                _ => None,
            })
            .chain(["scan@contoso.example"])
            .collect();
        let client = client(office, &office.authority_url(), office.client_id(), office.ca_pem());
        let mut tokens = BTreeMap::new();
        for account in accounts {
            let code = client.request_code(false).await.unwrap();
            office.sign_in(&code.user_code, account, Decision::Approve);
            tokens.insert(account, client.await_grant(&code, |_| {}).await.unwrap().access_token);
        }
        let server = Server::new(office.smtp_host(), office.smtp_port(), vec![office.ca_pem().to_owned()]);
        Self { server, tokens }
    }

    async fn send(&self, server: &Server, account: &str, user: &str, from: &str) -> Problem {
        let mail = TestMail {
            from: from.parse().unwrap(),
            to: "scan@contoso.example".parse().unwrap(),
            user: user.to_owned(),
            token: self.tokens[account].clone(),
            language: Language::English,
            printer: None,
            settings: Vec::new(),
        };
        tegata_mail::send(server, &mail, |_| {}).await.unwrap_err().into()
    }
}

async fn smtp_way(office: &Office, sender: &Sender, way: SmtpWay) -> Problem {
    const SCAN: &str = "scan@contoso.example";
    let mut server = sender.server.clone();
    let say = |phase: Phase, reply: Reply| {
        office.exchange().clear_replies();
        // The first EHLO comes before STARTTLS.
        office.exchange().add_reply(ReplyRule { phase, account: None, times: Some(1), reply });
    };
    let (mut account, mut user, mut from) = (SCAN, SCAN, SCAN);
    match way {
        SmtpWay::Named(phase, name) => say(phase, Reply::Named(name.to_owned())),
        SmtpWay::Text(phase, words) => say(phase, Reply::Text(words.to_owned())),
        SmtpWay::Drop(phase) => say(phase, Reply::Drop),
        SmtpWay::By(who, as_user, as_sender) => (account, user, from) = (who, as_user, as_sender),
        SmtpWay::NobodyThere => server.port = closed_port().await,
        SmtpWay::OtherCertificate => server.extra_root_pems = vec![self::office().await.ca_pem().to_owned()],
        SmtpWay::NoStartTls | SmtpWay::NoXoauth2 => {
            let mut config = OfficeConfig::without_printers();
            config.exchange.starttls = !matches!(way, SmtpWay::NoStartTls);
            config.exchange.mechanisms = vec!["LOGIN".into()];
            let other = Office::start(config).await.unwrap();
            server = Server::new(other.smtp_host(), other.smtp_port(), vec![other.ca_pem().to_owned()]);
            return sender.send(&server, account, user, from).await;
        }
    }
    sender.send(&server, account, user, from).await
}

#[tokio::test]
async fn every_row_of_the_submission_leads_to_its_explanation() {
    let office = office().await;
    let sender = Sender::at(&office).await;
    for row in SMTP_ROWS {
        for way in row.ways {
            let problem = smtp_way(&office, &sender, *way).await;
            assert_eq!(problem.code, row.code, "{}: {way:?}: {problem:?}", row.said);
            check_words(&problem);
        }
    }
    assert!(office.inbox().mails().is_empty(), "a refused mail arrived");
}

/// Nothing is missing and no blank is left open.
fn check_words(problem: &Problem) {
    for language in Language::ALL {
        let words = Catalogue::new(language).explain(problem);
        let all = format!("{words:?}");
        assert!(!all.contains("{$") && !all.contains("problem-") && !all.contains("who-"), "{all}");
        assert!(!words.title.is_empty() && !words.what.is_empty() && !words.remedy.is_empty(), "{all}");
    }
}

/// Rows in the order of the facts: source, the table's words, where they lead.
fn all_rows() -> Vec<(&'static str, &'static str, Leads)> {
    let sign_in = sign_in_rows().into_iter().map(|row| ("§1.4", row.said, row.leads));
    sign_in.chain(SMTP_ROWS.iter().map(|row| ("§3.3", row.said, Leads::To(row.code)))).collect()
}

#[test]
fn no_two_rows_share_a_text_by_accident() {
    let mut rows_of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (_, said, leads) in all_rows() {
        if let Leads::To(code) = leads {
            rows_of.entry(code.as_str()).or_default().push(said);
        }
    }
    let shared: BTreeMap<&str, &str> = SHARED.iter().copied().collect();
    for (code, rows) in &rows_of {
        assert!(rows.len() == 1 || shared.contains_key(code), "{code} explains {rows:?}");
    }
    for (code, why) in &shared {
        let rows = rows_of.get(code).map_or(0, Vec::len);
        assert!(rows > 0, "{code} ({why}) explains no row");
    }
    // Two codes with the same words would be one explanation under two names.
    for language in Language::ALL {
        let catalogue = Catalogue::new(language);
        let mut titles: BTreeMap<String, &str> = BTreeMap::new();
        let mut causes: BTreeMap<String, &str> = BTreeMap::new();
        for code in rows_of.keys() {
            let code = Code::all().find(|known| known.as_str() == *code).unwrap();
            let words = catalogue.explain(&Problem::new(code));
            for (seen, text) in [(&mut titles, words.title), (&mut causes, words.what)] {
                if let Some(other) = seen.insert(text.clone(), code.as_str()) {
                    panic!("{other} and {code:?} both say: {text}");
                }
            }
        }
    }
}

/// What the office can say and no row expects would be a row that somebody forgot.
#[test]
fn everything_that_the_office_can_say_stands_in_a_row() {
    let rows = sign_in_rows();
    let numbers: BTreeSet<u32> = rows
        .iter()
        .flat_map(|row| &row.ways)
        .filter_map(|way| match way {
            Way::Poll(number, _) | Way::Refresh(number) | Way::LookUp(number) | Way::Page(number) => {
                Some(*number)
            }
            _ => None,
        })
        .collect();
    // A poll without a parameter, an unknown kind of grant: mistakes that this program does not make.
    let of_others = [900_144, 70003];
    for row in aadsts::ROWS.iter().filter(|row| !of_others.contains(&row.code) && row.code != 70016) {
        assert!(numbers.contains(&row.code), "AADSTS{} stands in no row", row.code);
    }
    let said: BTreeSet<&str> = SMTP_ROWS
        .iter()
        .flat_map(|row| row.ways)
        .filter_map(|way| match way {
            SmtpWay::Named(_, name) => Some(*name),
            _ => None,
        })
        .collect();
    for (name, _) in NAMED {
        assert!(said.contains(name), "the reply {name} stands in no row");
    }
}

fn table() -> String {
    let (english, japanese) = (Catalogue::new(Language::English), Catalogue::new(Language::Japanese));
    let mut table = String::from(
        "# Every refusal and its explanation\n\n\
         Written by `crates/onboarding/tests/explanations.rs`, which has the virtual office say every row over the wire\n\
         and checks where it leads; `UPDATE_EXPLANATIONS=1` writes this page anew. §1.4 is Microsoft's sign-in, §3.3\n\
         Exchange Online's submission; “still waiting” means that the program says so and goes on asking until the code's\n\
         own end. What happened, the numbered steps, and a command where one exists stand in\n\
         `locales/*/{microsoft,mail}-problems.ftl` under the code.\n",
    );
    let mut part = "";
    for (source, said, leads) in all_rows() {
        if source != part {
            part = source;
            let heading =
                if source == "§1.4" { "Signing in (§1.4, §2.5–2.7)" } else { "Sending (§3.1, §3.3)" };
            let _ = write!(
                table,
                "\n## {heading}\n\n| What is met | Code | Title | 日本語 | Who | Again? |\n|---|---|---|---|---|---|\n"
            );
        }
        let said = said.replace('|', "\\|");
        let cells = match leads {
            Leads::To(code) => {
                let (en, ja) = (english.explain(&code.into()), japanese.explain(&code.into()));
                let again = serde_json::to_value(code.retry()).unwrap();
                let again = again.as_str().unwrap().replace('_', " ");
                format!("`{}` | {} | {} | {} | {again}", code.as_str(), en.title, ja.title, en.who)
            }
            Leads::OnWaiting(id) => {
                format!("still waiting | {} | {} | Nobody | by itself", english.text(id), japanese.text(id))
            }
        };
        let _ = writeln!(table, "| {said} | {cells} |");
    }
    table
}

#[test]
fn the_documented_table_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/explanations.md");
    let table = table();
    if std::env::var_os("UPDATE_EXPLANATIONS").is_some() {
        std::fs::write(path, &table).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert!(written == table, "docs/explanations.md is out of date: run with UPDATE_EXPLANATIONS=1");
}
