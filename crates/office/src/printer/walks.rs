//! Whole visits to printers drawn from seeds, by a client that knows the names (a page cannot be misread here: reading it
//! without knowing is the adapters' test). It proves that every variant can be walked to an authorised printer, and that
//! the record of untouched fields tells right from wrong.

use super::form::{self, View};
use super::names::{choice_value, naming, paths};
use super::settings::Key;
use super::wording::Wording;
use super::*;
use axum::routing::{get, post};
use axum::{Json, Router, extract::State, http::StatusCode};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU8, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const WAITING: u8 = 0;
const APPROVED: u8 = 1;
const DECLINED: u8 = 2;

/// A Microsoft that answers what the test says.
async fn microsoft() -> (Arc<World>, Arc<AtomicU8>) {
    let verdict = Arc::new(AtomicU8::new(WAITING));
    let code = || async {
        Json(
            serde_json::json!({ "user_code": "FRWQDE7YL", "device_code": "secret", "verification_uri": "https://microsoft.com/devicelogin", "expires_in": 900, "interval": 0 }),
        )
    };
    let token = |State(verdict): State<Arc<AtomicU8>>| async move {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        match verdict.load(Ordering::SeqCst) {
            APPROVED => (
                StatusCode::OK,
                Json(serde_json::json!({ "access_token": "a", "refresh_token": "r", "expires_in": 3600 })),
            ),
            DECLINED => {
                (StatusCode::BAD_REQUEST, Json(serde_json::json!({ "error": "authorization_declined" })))
            }
            _ => (StatusCode::BAD_REQUEST, Json(serde_json::json!({ "error": "authorization_pending" }))),
        }
    };
    let app = Router::new()
        .route("/contoso.example/oauth2/v2.0/devicecode", post(code))
        .route("/contoso.example/oauth2/v2.0/token", post(token))
        .route("/", get(|| async { "" }))
        .with_state(Arc::clone(&verdict));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await });
    let world = World {
        authority: url::Url::parse(&format!("http://{address}/")).unwrap(),
        tenant: "contoso.example".into(),
        ca_pem: String::new(),
        smtp_host: "localhost".into(),
        smtp_port: 1,
        scope: "https://outlook.office.com/SMTP.Send".into(),
        printer_client_id: "printer".into(),
    };
    (Arc::new(world), verdict)
}

struct Client<'a> {
    printer: &'a RunningPrinter,
    cookies: BTreeMap<String, String>,
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn token(&self) -> String {
        let lower = self.body.to_ascii_lowercase();
        let at = lower.rfind("wimtoken").expect("a token");
        let rest = &self.body[at..];
        let digits = rest.find(|c: char| c.is_ascii_digit()).expect("digits");
        rest[digits..].chars().take_while(char::is_ascii_digit).collect()
    }

    fn value(&self) -> String {
        let at = self.body.to_ascii_lowercase().find("returnvalue").expect("a return value");
        let rest = &self.body[at + "returnvalue".len()..];
        let mut words = rest.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
        words.find(|word| !word.eq_ignore_ascii_case("value")).unwrap().to_owned()
    }
}

impl<'a> Client<'a> {
    fn new(printer: &'a RunningPrinter) -> Self {
        Self { printer, cookies: BTreeMap::from([("cookieOnOffChecker".into(), "on".into())]) }
    }

    async fn send(&mut self, method: &str, path: &str, body: &str) -> io::Result<Answer> {
        let mut stream = TcpStream::connect(self.printer.http_addr()).await?;
        let cookies: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: printer\r\nReferer: http://printer/\r\nCookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            cookies.join("; "),
            body.len()
        );
        stream.write_all(request.as_bytes()).await?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await?;
        let cut = bytes.windows(4).position(|w| w == b"\r\n\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
        let head = String::from_utf8_lossy(&bytes[..cut]).into_owned();
        for line in head.lines().filter_map(|line| line.strip_prefix("Set-Cookie: ")) {
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.insert(name.into(), value.into());
        }
        let body = routes::encoding(&self.printer.device).decode(&bytes[cut + 4..]).0.into_owned();
        Ok(Answer { status: head[9..12].parse().unwrap(), head, body })
    }

    async fn get(&mut self, rest: &str) -> Answer {
        let path = format!("/web/{}/{}/{rest}", self.profile(), self.printer.config().language.segment());
        self.send("GET", &path, "").await.unwrap()
    }

    async fn post(&mut self, rest: &str, fields: &[(String, String)]) -> Answer {
        let path = format!("/web/{}/{}/{rest}", self.profile(), self.printer.config().language.segment());
        let body = encode(self.printer, fields);
        self.send("POST", &path, &body).await.unwrap()
    }

    fn profile(&self) -> &'static str {
        match self.cookies.get("wimsesid").map(String::as_str) {
            None | Some("--") => "guest",
            Some(_) => "entry",
        }
    }

    async fn log_in(&mut self, password: &str) -> Answer {
        let mut form = self.get("websys/webArch/authForm.cgi").await;
        if form.body.to_ascii_lowercase().contains("document.form1.submit()") {
            form = self.post("websys/webArch/authForm.cgi", &[("wimToken".into(), form.token())]).await;
        }
        let fields = [
            ("wimToken".to_owned(), form.token()),
            ("userid_work".to_owned(), String::new()),
            ("userid".to_owned(), STANDARD.encode("admin")),
            ("password_work".to_owned(), String::new()),
            ("password".to_owned(), STANDARD.encode(password)),
            ("open".to_owned(), String::new()),
        ];
        self.post("websys/webArch/login.cgi", &fields).await
    }

    /// The e-mail form with some settings changed, as a browser would post it.
    fn fields(&self, token: &str, changes: &[(Key, &str)]) -> Vec<(String, String)> {
        let device = &self.printer.device;
        let config = &device.config;
        let (values, expected) = {
            let memory = device.memory();
            let session = memory.sessions.values().next().unwrap();
            (session.draft.clone().unwrap(), session.expected.clone())
        };
        let mut values = values;
        for (key, value) in changes {
            values.set(*key, *value);
        }
        let mut fields = vec![("wimToken".to_owned(), token.to_owned())];
        fields.extend(expected);
        let words = Wording { language: config.language, variant: config.wording };
        let view = View { config, words, values: &values, authorised: false, read_only: false };
        for control in form::sections(&view).iter().flat_map(|s| &s.rows).flat_map(|r| &r.controls) {
            let Some(key) = control.key.filter(|key| key.concerns_onboarding() && control.enabled) else {
                continue;
            };
            let name = naming(config.names, key);
            if control.name != name.name || fields.iter().any(|(field, _)| *field == name.name) {
                continue;
            }
            let value = if key.is_password() {
                String::new()
            } else if !key.choices().is_empty() {
                choice_value(config.names, key, values.get(key))
            } else if name.work.is_some() {
                STANDARD.encode(values.get(key))
            } else {
                values.get(key).to_owned()
            };
            fields.push((name.name, value));
        }
        fields
    }
}

fn encode(printer: &RunningPrinter, fields: &[(String, String)]) -> String {
    let encoding = routes::encoding(&printer.device);
    let part = |text: &str| -> String {
        encoding
            .encode(text)
            .0
            .iter()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(*byte).to_string(),
                other => format!("%{other:02X}"),
            })
            .collect()
    };
    fields.iter().map(|(name, value)| format!("{}={}", part(name), part(value))).collect::<Vec<_>>().join("&")
}

const WANTED: [(Key, &str); 6] = [
    (Key::SendMethod, "oauth"),
    (Key::Server, "smtp.office365.com"),
    (Key::AuthAddress, "scan@contoso.example"),
    (Key::AuthUser, "scan@contoso.example"),
    (Key::AdminAddress, "scan@contoso.example"),
    (Key::AutoSender, "on"),
];

/// Logs in, authorises, saves, logs out.
async fn onboard(printer: &RunningPrinter, verdict: &AtomicU8) {
    let paths = paths(printer.config().paths);
    let mut client = Client::new(printer);
    verdict.store(WAITING, Ordering::SeqCst);
    let seed = printer.config().seed;
    assert_eq!(client.log_in("tegata-demo").await.status, 302, "seed {seed}: login");
    client.get("websys/webArch/topPage.cgi").await;
    let list = client.get("websys/webArch/configList.cgi").await;
    assert!(list.body.contains(paths.get), "seed {seed}: the list leads to the e-mail page");
    let page = client.get(paths.get).await;
    let refreshed = client.post(paths.refresh, &client.fields(&page.token(), &WANTED[..1])).await;
    assert_eq!(refreshed.value(), "SUCCESS", "seed {seed}: refresh");
    let started = client.post(paths.start, &client.fields(&refreshed.token(), &WANTED)).await;
    assert_eq!(started.status, 200, "seed {seed}: start");
    let token = refreshed.token();
    let shown = tokio::time::timeout(std::time::Duration::from_secs(10), async {
        loop {
            if started.body.contains("FRWQDE7YL") || client.get(paths.code).await.body.contains("FRWQDE7YL") {
                break;
            }
        }
    });
    shown.await.unwrap_or_else(|_| panic!("seed {seed}: no code"));
    let ok = |mode: &str| {
        [("wimToken".to_owned(), token.clone()), ("inputSpecifyMode".to_owned(), mode.to_owned())]
    };
    client.post(paths.check, &ok("FIX")).await;
    assert!(!printer.state().mail.authorised, "seed {seed}: not yet");
    verdict.store(APPROVED, Ordering::SeqCst);
    tokio::time::timeout(std::time::Duration::from_secs(10), async {
        loop {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            // A fresh token each time: some printers know only the last four.
            client.get(paths.back).await;
            let back = client.get(paths.back).await;
            let fix =
                [("wimToken".to_owned(), back.token()), ("inputSpecifyMode".to_owned(), "FIX".to_owned())];
            client.post(paths.check, &fix).await;
            let back = client.get(paths.back).await;
            let words = Wording { language: printer.config().language, variant: printer.config().wording };
            if back.body.contains(words.authorised()) {
                break;
            }
        }
    })
    .await
    .unwrap_or_else(|_| panic!("seed {seed}: never marked as authorised"));
    assert!(!printer.state().mail.authorised, "seed {seed}: authorised but unsaved");
    save(&mut client).await;
    if printer.config().quirks.separate_saves {
        client.get(paths.get).await;
        save(&mut client).await;
    }
    client.get("websys/webArch/logout.cgi").await;
}

async fn save(client: &mut Client<'_>) {
    let paths = paths(client.printer.config().paths);
    let page = client.get(paths.back).await;
    let mut answer = client.post(paths.set, &client.fields(&page.token(), &WANTED)).await;
    if client.printer.config().quirks.confirm_page {
        let confirmed = [("wimToken".to_owned(), answer.token()), ("confirmed".to_owned(), "FIX".to_owned())];
        answer = client.post(paths.set, &confirmed).await;
    }
    assert!(answer.status == 302 || answer.value() == "SUCCESS", "seed {}", client.printer.config().seed);
}

#[tokio::test]
async fn every_drawn_printer_can_be_walked_to_its_authorisation() {
    let (world, verdict) = microsoft().await;
    for seed in 0..60 {
        let mut config = PrinterConfig::from_seed(seed);
        config.wire.close_after = std::time::Duration::ZERO;
        let printer = start(config, Arc::clone(&world)).await.unwrap();
        onboard(&printer, &verdict).await;
        let state = printer.state();
        assert!(state.mail.authorised && state.mail.oauth, "seed {seed}: {state:?}");
        assert_eq!(state.mail.admin_address, "scan@contoso.example", "seed {seed}");
        assert!(state.mail.auto_sender, "seed {seed}");
        assert_eq!(
            (state.mail.port.as_str(), state.mail.ssl.as_str(), state.mail.imap_port.as_str()),
            ("587", "starttls", "993")
        );
        assert_eq!(state.deviations, Vec::<String>::new(), "seed {seed}");
        assert_eq!(printer.open_sessions(), 0, "seed {seed}");
    }
}

#[tokio::test]
async fn a_field_that_came_back_changed_is_noted() {
    let (world, _) = microsoft().await;
    let printer = start(PrinterConfig::default(), world).await.unwrap();
    let mut client = Client::new(&printer);
    client.log_in("tegata-demo").await;
    let page = client.get("websys/netw/getEmail.cgi").await;
    let mut fields = client.fields(&page.token(), &[]);
    let at = fields.iter().position(|(name, _)| name == "recvIntervalIn").unwrap();
    fields[at].1 = "16".into();
    client.post("websys/netw/setEmail.cgi", &fields).await;
    assert_eq!(printer.state().deviations.len(), 1);
}

#[tokio::test]
async fn a_declined_sign_in_leaves_no_authorisation() {
    let (world, verdict) = microsoft().await;
    verdict.store(DECLINED, Ordering::SeqCst);
    let printer = start(PrinterConfig::default(), world).await.unwrap();
    let mut client = Client::new(&printer);
    client.log_in("tegata-demo").await;
    let page = client.get("websys/netw/getEmail.cgi").await;
    let token = page.token();
    client.post("websys/netw/getEmailOauth.cgi", &client.fields(&token, &WANTED)).await;
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    let fix = [("wimToken".to_owned(), token), ("inputSpecifyMode".to_owned(), "FIX".to_owned())];
    let answer = client.post("websys/netw/setEmailOauth.cgi", &fix).await;
    assert_eq!(answer.value(), "NGAUTH");
    assert!(answer.body.contains("認証が拒否されました"));
}

#[tokio::test]
async fn the_account_is_locked_after_five_wrong_passwords() {
    let (world, _) = microsoft().await;
    let printer = start(PrinterConfig::default(), world).await.unwrap();
    let mut client = Client::new(&printer);
    for _ in 0..5 {
        assert_eq!(client.log_in("wrong").await.status, 200);
    }
    let locked = client.log_in("tegata-demo").await;
    assert!(locked.status == 200 && locked.body.contains("ロックアウト"));
    assert!(printer.logins().iter().all(|login| !login.accepted));
}

#[tokio::test]
async fn cookies_and_tokens_are_asked_for() {
    let (world, _) = microsoft().await;
    let printer = start(PrinterConfig::default(), world).await.unwrap();
    let mut client = Client::new(&printer);
    client.cookies.clear();
    let path = "/web/guest/ja/websys/webArch/login.cgi";
    assert!(client.send("POST", path, "userid=YQ==").await.unwrap().body.contains("クッキー"));
    client.cookies.insert("cookieOnOffChecker".into(), "on".into());
    assert_eq!(client.send("POST", path, "wimToken=1&userid=YQ==").await.unwrap().value(), "BADFLOW");
    let root = client.send("GET", "/", "").await.unwrap();
    assert!(root.body.contains("location.href=\"/web/guest/ja/websys/webArch/mainFrame.cgi\""));
    assert!(!root.head.contains("Content-Length") && root.head.contains("Connection: Keep-Alive"));
}

#[tokio::test]
async fn faults_fire_where_they_are_told_to() {
    let (world, _) = microsoft().await;
    let home = "/web/guest/ja/websys/webArch/topPage.cgi";
    let whole = {
        let printer = start(PrinterConfig::default(), Arc::clone(&world)).await.unwrap();
        Client::new(&printer).send("GET", home, "").await.unwrap().body.len()
    };
    let faulty = async |what: What| {
        let config = PrinterConfig { faults: vec![Fault::nth(1, what)], ..PrinterConfig::default() };
        let printer = start(config, Arc::clone(&world)).await.unwrap();
        let mut client = Client::new(&printer);
        let first = client.send("GET", home, "").await;
        (first, printer)
    };
    for what in [What::ResetBefore, What::ResetMidBody, What::Refuse(std::time::Duration::from_millis(50))] {
        let (answer, _printer) = faulty(what.clone()).await;
        assert!(answer.is_err(), "{what:?}");
    }
    assert_eq!(faulty(What::Http503).await.0.unwrap().status, 503);
    assert_eq!(faulty(What::ForeignRedirect).await.0.unwrap().status, 302);
    assert!(faulty(What::Truncate).await.0.unwrap().body.len() < whole);
    for (what, value) in [(What::Busy(1), "BUSY"), (What::Timeout, "TIMEOUT"), (What::BadFlow, "BADFLOW")] {
        assert_eq!(faulty(what).await.0.unwrap().value(), value);
    }
    let (answer, _printer) = faulty(What::WrongCharsetLabel).await;
    assert!(answer.unwrap().head.contains("charset=Shift_JIS"));
    let (_, printer) = faulty(What::RebootAfterSave(std::time::Duration::from_millis(300))).await;
    tokio::time::sleep(std::time::Duration::from_millis(60)).await;
    let mut client = Client::new(&printer);
    assert!(client.send("GET", home, "").await.is_err(), "nobody listens while it reboots");
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert_eq!(client.send("GET", home, "").await.unwrap().status, 200);
}

#[tokio::test]
async fn the_certificate_is_the_one_that_was_told_and_can_change() {
    let (world, _) = microsoft().await;
    let printer = start(PrinterConfig::default(), world).await.unwrap();
    let seen = async || {
        let client = reqwest::Client::builder()
            .tls_danger_accept_invalid_certs(true)
            .tls_info(true)
            .no_proxy()
            .build()
            .unwrap();
        let answer = client.get(format!("https://{}/", printer.https_addr())).send().await.unwrap();
        let info: &reqwest::tls::TlsInfo = answer.extensions().get().unwrap();
        let fingerprint: [u8; 32] =
            <sha2::Sha256 as sha2::Digest>::digest(info.peer_certificate().unwrap()).into();
        fingerprint
    };
    let first = seen().await;
    assert_eq!(first, printer.fingerprint_sha256());
    printer.change_certificate().unwrap();
    let second = seen().await;
    assert!(second != first && second == printer.fingerprint_sha256());
}

#[tokio::test]
async fn after_a_time_out_the_way_to_the_login_form_is_open() {
    let (world, _) = microsoft().await;
    let printer = start(PrinterConfig::default(), world).await.unwrap();
    let mut client = Client::new(&printer);
    client.log_in("tegata-demo").await;
    printer.set_fault(Fault::at("configList", 1, What::Timeout));
    let stale = client.cookies.clone();
    assert_eq!(client.get("websys/webArch/configList.cgi").await.value(), "TIMEOUT");
    client.cookies = stale;
    assert!(client.get("websys/webArch/authForm.cgi").await.body.contains("userid_work"));
    client.cookies.remove("wimsesid");
    let path = "/web/entry/ja/websys/webArch/configList.cgi";
    assert_eq!(client.send("GET", path, "").await.unwrap().status, 302, "nobody is logged in any more");
}
