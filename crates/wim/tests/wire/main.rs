//! The wire as printers have it: certificates nobody would sign today, answers that end anyhow, servers of another kind.
//!
//! The server is scripted byte by byte and independent of the virtual office.

mod certificates;
mod server;
mod site;

use std::sync::Arc;
use std::time::{Duration, Instant};

use certificates::{Shown, expired, old, ordinary, stolen};
use server::{Act, Asked, Server, serve, serve_raw};
use tegata_core::problem::{Code, printer as codes};
use tegata_core::{AdminCredentials, Fingerprint, PrinterAddress, Problem, Secret};
use tegata_wim::{Access, Connection, Patience, Session, Trust, WimError, contact_with};

const PASSWORD: &str = "correct horse";

fn patience() -> Patience {
    Patience {
        connect: Duration::from_secs(5),
        first_byte: Duration::from_secs(3),
        save: Duration::from_secs(3),
        body_idle: Duration::from_millis(600),
        total: Duration::from_secs(3),
        ..Patience::default()
    }
}

fn access(trust: Trust, allow_http: bool) -> Access {
    Access { trust, allow_http, extra_verification_hosts: Vec::new() }
}

async fn reach(address: &str, access: &Access) -> Result<Connection, WimError> {
    let address: PrinterAddress = address.parse().expect("an address");
    contact_with(&address, access, patience()).await
}

/// First contact over HTTPS, trusting what is shown.
async fn reached(server: &Server) -> Result<Connection, WimError> {
    reach(&format!("https://{}", server.address), &access(Trust::FirstUse, false)).await
}

async fn logged_in(connection: Connection) -> Result<Session, WimError> {
    let credentials = AdminCredentials { name: "admin".into(), password: Secret::new(PASSWORD) };
    let (notices, _) = tokio::sync::mpsc::unbounded_channel();
    Session::login(connection, credentials, notices).await
}

fn code(result: Result<Connection, WimError>) -> (Code, Problem) {
    let problem: Problem = result.map(|_| ()).expect_err("a problem").into();
    (problem.code, problem)
}

/// Over HTTPS with an ordinary certificate; the first page is what the test says.
async fn first_page(acts: Vec<Act>) -> Server {
    serve(
        Some(ordinary().config),
        move |asked| {
            if asked.path() == "/" { acts.clone() } else { site::whole(asked) }
        },
    )
    .await
}

// Certificates.

#[tokio::test]
async fn an_old_printer_s_certificate_is_pinned_and_its_key_is_proven() {
    let shown = old();
    let server = serve(Some(Arc::clone(&shown.config)), site::whole).await;
    let connection =
        reached(&server).await.expect("version 1, 1024 bits, expired, nameless: pinned all the same");
    assert_eq!(connection.fingerprint(), Some(shown.fingerprint()));
    let mut session = logged_in(connection).await.expect("a session");
    session.logout().await;
    assert!(server.lines().iter().any(|line| line.contains("logout.cgi")));
}

#[tokio::test]
async fn an_expired_certificate_of_another_name_is_pinned() {
    let shown = expired();
    let server = serve(Some(Arc::clone(&shown.config)), site::whole).await;
    assert_eq!(reached(&server).await.expect("a connection").fingerprint(), Some(shown.fingerprint()));
}

#[tokio::test]
async fn an_unknown_and_a_changed_certificate_get_no_request() {
    let shown = ordinary();
    let server = serve(Some(Arc::clone(&shown.config)), site::whole).await;
    let address = format!("https://{}", server.address);
    let pinned = Fingerprint::from_digest([7; 32]);
    assert_eq!(code(reach(&address, &access(Trust::Ask, true)).await).0, codes::CERTIFICATE_UNKNOWN);
    let (code, problem) = code(reach(&address, &access(Trust::Pinned(pinned), true)).await);
    assert_eq!(code, codes::CERTIFICATE_CHANGED);
    assert_eq!(problem.args["fingerprint"], shown.fingerprint().to_string());
    assert_eq!(server.lines(), Vec::<String>::new(), "nothing is asked of a stranger");
}

async fn without_its_key(shown: Shown) {
    let impostor = stolen(&shown.der);
    let server = serve(Some(impostor.config), site::whole).await;
    let trust = Trust::Pinned(shown.fingerprint());
    let result = reach(&format!("https://{}", server.address), &access(trust, true)).await;
    assert_eq!(code(result).0, codes::TLS_FAILED);
    assert_eq!(server.lines(), Vec::<String>::new());
}

#[tokio::test]
async fn the_pinned_certificate_without_its_key_is_worth_nothing() {
    without_its_key(ordinary()).await;
    without_its_key(old()).await;
}

// Other ages of TLS, and none.

/// Alert `protocol_version`, as a TLS 1.1 server answers one that begins at 1.2.
const ALERT: &[u8] = &[0x15, 0x03, 0x02, 0x00, 0x02, 0x02, 0x46];
/// A TLS 1.1 ServerHello: version, random, no session, TLS_RSA_WITH_AES_128_CBC_SHA, no compression.
const SERVER_HELLO: &[u8] = &[
    0x16, 0x03, 0x02, 0x00, 0x2a, 0x02, 0x00, 0x00, 0x26, 0x03, 0x02, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 0x00, 0x00, 0x2f, 0x00,
];

#[tokio::test]
async fn tls_1_1_is_called_too_old() {
    for bytes in [ALERT, SERVER_HELLO] {
        let server = serve_raw(bytes).await;
        let (code, _) = code(reached(&server).await);
        assert_eq!(code, codes::TLS_TOO_OLD);
        // Without a scheme the same; plain HTTP is not offered behind the person's back.
        let (code, _) = self::code(reach(&server.address.to_string(), &access(Trust::FirstUse, false)).await);
        assert_eq!(code, codes::TLS_TOO_OLD);
    }
}

#[tokio::test]
async fn a_refused_handshake_is_a_problem_of_tls() {
    let server = serve_raw(&[0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28]).await;
    assert_eq!(code(reached(&server).await).0, codes::TLS_FAILED);
}

#[tokio::test]
async fn plain_http_wants_consent() {
    let server = serve(None, site::whole).await;
    let address = server.address.to_string();
    assert_eq!(code(reach(&address, &access(Trust::FirstUse, false)).await).0, codes::HTTP_ONLY);
    assert_eq!(server.lines(), Vec::<String>::new());
    let connection = reach(&address, &access(Trust::FirstUse, true)).await.expect("by plain HTTP");
    assert_eq!((connection.origin().scheme(), connection.fingerprint()), ("http", None));
    let wanted = format!("http://{address}");
    assert_eq!(code(reach(&wanted, &access(Trust::FirstUse, false)).await).0, codes::HTTP_ONLY);
}

#[tokio::test]
async fn http_leads_on_to_https_and_never_back() {
    let secure = serve(Some(ordinary().config), site::whole).await;
    let to = format!("https://{}/", secure.address);
    let plain = serve(None, move |_: &Asked| vec![Act::Say(site::redirect(&to))]).await;
    let address = format!("http://{}", plain.address);
    let connection = reach(&address, &access(Trust::FirstUse, true)).await.expect("a connection");
    assert_eq!(connection.origin().scheme(), "https");

    let back = format!("http://{}/", plain.address);
    let downgraded = first_page(vec![Act::Say(site::redirect(&back))]).await;
    assert_eq!(code(reached(&downgraded).await).0, codes::HTTP_ONLY);
}

// Elsewhere.

#[tokio::test]
async fn credentials_never_leave_the_printer() {
    let elsewhere = serve(None, site::whole).await;
    let host = format!("localhost:{}", elsewhere.address.port());
    for place in ["/", "authForm.cgi", "login.cgi", "entry"] {
        let to = format!("http://{host}/web/guest/en/websys/webArch/authForm.cgi");
        let server = serve(Some(ordinary().config), move |asked| {
            let here = asked.path() == place || place != "/" && asked.path().contains(place);
            if here { vec![Act::Say(site::redirect(&to))] } else { site::whole(asked) }
        })
        .await;
        let result = match reached(&server).await {
            Ok(connection) => logged_in(connection).await.map(|_| ()),
            Err(error) => Err(error),
        };
        assert!(
            matches!(&result, Err(WimError::ForeignRedirect { host }) if host == "localhost"),
            "{place}: {result:?}"
        );
    }
    let action = format!("https://{host}/login.cgi");
    let server = serve(Some(ordinary().config), move |asked| match asked.path().contains("authForm") {
        true => vec![Act::Say(site::page(&site::login_form(&action)))],
        false => site::whole(asked),
    })
    .await;
    let connection = reached(&server).await.expect("a connection");
    let result = logged_in(connection).await.map(|_| ());
    assert!(matches!(result, Err(WimError::ForeignRedirect { .. })), "{result:?}");
    assert_eq!(elsewhere.connections(), 0, "nobody else was ever spoken to");
}

#[tokio::test]
async fn the_password_goes_out_once_and_encoded() {
    let server = serve(Some(ordinary().config), site::whole).await;
    let mut session = logged_in(reached(&server).await.expect("a connection")).await.expect("a session");
    session.logout().await;
    let asked = server.asked.lock().expect("the requests");
    let posts: Vec<&Asked> = asked.iter().filter(|asked| asked.line().starts_with("POST")).collect();
    let [login] = posts.as_slice() else { panic!("one POST") };
    assert_eq!(
        login.body,
        "wimToken=123456789&userid_work=&userid=YWRtaW4%3D&password_work=&password=Y29ycmVjdCBob3JzZQ%3D%3D"
    );
    assert!(login.head.to_lowercase().contains("referer: https://127.0.0.1"));
    assert!(asked.iter().all(|asked| !asked.head.contains(PASSWORD)));
}

// Ends.

async fn ends_well(acts: Vec<Act>, why: &str) {
    let server = first_page(acts).await;
    if let Err(error) = reached(&server).await {
        panic!("{why}: {error}");
    }
}

#[tokio::test]
async fn a_whole_page_may_end_anyhow() {
    let said = || Act::Say(site::page(site::ROOT));
    ends_well(vec![said(), Act::Drop], "no close_notify").await;
    ends_well(vec![said(), Act::Reset], "a reset behind the last byte").await;
    ends_well(vec![said(), Act::Wait(Duration::from_secs(60))], "never closed").await;
    ends_well(vec![said(), Act::Wait(Duration::from_millis(300))], "closed late").await;
    let (one, two) = site::ROOT.split_at(40);
    let late = vec![Act::Say(site::page(one)), Act::Wait(Duration::from_millis(300)), Act::Say(two.into())];
    ends_well(late, "in two pieces").await;
    let interim = [b"HTTP/1.1 100 Continue\r\n\r\n".to_vec(), site::page(site::ROOT)].concat();
    ends_well(vec![Act::Say(interim)], "100 first").await;
}

#[tokio::test]
async fn half_a_page_is_never_taken_for_a_page() {
    let half = || Act::Say(site::page(&site::ROOT[..120]));
    for (acts, why) in [
        (vec![half()], "closed in good order"),
        (vec![half(), Act::Drop], "no close_notify"),
        (vec![half(), Act::Reset], "reset"),
        (vec![half(), Act::Wait(Duration::from_secs(60))], "never closed"),
    ] {
        let server = first_page(acts).await;
        assert_eq!(code(reached(&server).await).0, codes::ANSWER_CUT, "{why}");
    }
}

// Floods.

/// The code, and that it came within the patience.
async fn bounded(acts: Vec<Act>) -> Code {
    let server = first_page(acts).await;
    let started = Instant::now();
    let code = code(reached(&server).await).0;
    assert!(started.elapsed() < Duration::from_secs(20), "{code:?} after {:?}", started.elapsed());
    code
}

#[tokio::test]
async fn floods_end() {
    let no_pause = Duration::ZERO;
    let five = 5 * 1024 * 1024;
    let large = [site::page("<html>"), vec![b'x'; five]].concat();
    assert_eq!(bounded(vec![Act::Say(large)]).await, codes::PAGE_TOO_LARGE, "5 MiB");
    let announced = format!("HTTP/1.1 200 OK\r\nContent-Length: {five}\r\n\r\n<html>").into_bytes();
    assert_eq!(bounded(vec![Act::Say(announced)]).await, codes::PAGE_TOO_LARGE, "5 MiB announced");
    let endless = vec![Act::Say(site::page("<html>")), Act::Forever(vec![b'x'; 65536], no_pause)];
    assert_eq!(bounded(endless).await, codes::PAGE_TOO_LARGE, "an endless body");
    let drip = vec![Act::Say(site::page("<html>")), Act::Forever(b" ".to_vec(), Duration::from_millis(50))];
    assert_eq!(bounded(drip).await, codes::ANSWER_CUT, "a slow drip");
    let drip = vec![Act::Forever(b"H".to_vec(), Duration::from_millis(50))];
    assert_eq!(bounded(drip).await, codes::NO_ANSWER, "a head that never ends, slowly");
    let head = b"HTTP/1.1 200 OK\r\n".to_vec();
    let headers = vec![Act::Say(head), Act::Forever(b"X-Flood: 0123456789abcdef\r\n".repeat(100), no_pause)];
    assert_eq!(bounded(headers).await, codes::ANSWER_CUT, "a flood of headers");
    assert_eq!(bounded(vec![Act::Wait(Duration::from_secs(60))]).await, codes::NO_ANSWER, "silence");
}

// Servers of another kind.

#[tokio::test]
async fn what_is_not_http_is_no_page() {
    for garbage in
        ["<html>HTTP/0.9</html>", "SSH-2.0-OpenSSH_9.2\r\n", "220 RICOH FTP server\r\n", "\r\n\r\n"]
    {
        let code = bounded(vec![Act::Say(garbage.into())]).await;
        assert_eq!(code, codes::ANSWER_CUT, "{garbage}");
    }
}

async fn kind(answer: Vec<u8>) -> Problem {
    let server = first_page(vec![Act::Say(answer)]).await;
    code(reached(&server).await).1
}

#[tokio::test]
async fn other_interfaces_are_named() {
    let titled = |title: &str| {
        site::page(&format!("<html><head><title>{title}</title></head><body>Welcome</body></html>"))
    };
    for (answer, named) in [
        (site::redirect("/wcd/index.html"), "wcd"),
        (site::page("<html><body onload=\"location.href='/wcd/top.xml'\"></body></html>"), "wcd"),
        (site::redirect("/machinei.asp?Lang=en-us"), "older web interface"),
        (titled("Remote UI: Login : iR-ADV C3530"), "Canon"),
        (titled("Web Config - ES-C380W"), "Epson"),
        (titled("Command Center RX"), "Kyocera"),
        (titled("Brother MFC-L8900CDW series"), "Brother"),
    ] {
        let problem = kind(answer).await;
        assert_eq!(problem.code, codes::UNSUPPORTED_INTERFACE, "{named}: {problem:?}");
        assert!(problem.args["interface"].contains(named), "{named}: {problem:?}");
    }
    for other in
        [titled("Welcome to nginx!"), b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec()]
    {
        assert_eq!(kind(other).await.code, codes::NOT_WEB_IMAGE_MONITOR);
    }
    let starting = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n".to_vec();
    assert_eq!(kind(starting).await.code, codes::HTTP_ERROR, "it may well be a printer, a little later");
}

#[tokio::test]
async fn web_image_monitor_without_a_login_is_said_to_be_so() {
    let small = "<html><head><title>Web Image Monitor</title></head><body>Enter the administrator password. Click [Apply]\
                 <form><input type=\"password\" name=\"p\"></form></body></html>";
    let problem = kind(site::page(small)).await;
    assert_eq!(problem.code, codes::UNSUPPORTED_INTERFACE, "{problem:?}");
}
