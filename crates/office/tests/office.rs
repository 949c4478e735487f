//! The office as a whole: printers, control API, the product's configuration, the end.

mod kit;

use serde_json::{Value, json};
use tegata_office::config::OfficeConfig;
use tegata_office::{Office, program};

async fn office() -> Office {
    Office::start(OfficeConfig { advertise: false, ..OfficeConfig::default() }).await.expect("office")
}

#[tokio::test]
async fn scanning_fails_before_the_move_and_the_control_api_says_why() {
    let office = office().await;
    assert_eq!(office.printers().len(), 3);
    let body: Value = kit::http(&office)
        .post(format!("{}/printers/0/scan", office.control_url()))
        .json(&json!({ "to": "it@contoso.example" }))
        .send()
        .await
        .expect("answer")
        .json()
        .await
        .expect("JSON");
    assert_eq!(body["sent"], false, "{body}");
    assert!(body["error"].as_str().is_some_and(|error| error.contains("5.7.30")), "{body}");
}

#[tokio::test]
async fn the_control_api_signs_in_and_makes_faults() {
    let office = office().await;
    let post = |path: &'static str, body: Value| {
        let request = kit::http(&office).post(format!("{}{path}", office.control_url())).json(&body);
        async move { request.send().await.expect("answer") }
    };
    let code = kit::start_code(&office, &office.scope()).await;
    let rule = json!({ "endpoint": "token", "times": 1, "fault": { "aadsts": { "code": 50076 } } });
    assert_eq!(post("/microsoft/faults", rule).await.status(), 204);
    assert_eq!(kit::poll(&office, &code).await.1["error_codes"], json!([50076]));
    let sign_in =
        json!({ "user_code": code["user_code"], "account": "scan@contoso.example", "decision": "approve" });
    let answer: Value = post("/sign-in", sign_in.clone()).await.json().await.expect("JSON");
    assert_eq!(answer, json!({ "outcome": "done" }));
    assert_eq!(post("/sign-in", sign_in).await.status(), 409, "a code is used once");
    assert_eq!(kit::poll(&office, &code).await.0, 200);
    let reply = json!({ "phase": "auth", "reply": { "named": "no_such_name" } });
    assert_eq!(post("/exchange/replies", reply).await.status(), 400);
    let state: Value = kit::http(&office)
        .get(format!("{}/state", office.control_url()))
        .send()
        .await
        .expect("answer")
        .json()
        .await
        .expect("JSON");
    assert_eq!(state["codes"][0]["state"], "redeemed");
    assert!(!state.to_string().contains("device_code\":\""), "device codes stay secret");
}

#[tokio::test]
async fn the_configuration_for_the_product_names_everything() {
    let office = office().await;
    let dir = std::env::temp_dir().join(format!("tegata-office-test-{}", office.smtp_port()));
    let path = office.config_toml(&dir).expect("written");
    let text = std::fs::read_to_string(&path).expect("read");
    for part in [office.authority_url(), office.verification_host(), format!("port = {}", office.smtp_port())]
    {
        assert!(text.contains(&part), "{part} in {text}");
    }
    let lines = program::announcement(&office, &path);
    assert_eq!(lines.len(), 4);
    assert_eq!((&lines[0]["event"], &lines[3]["event"]), (&json!("printer"), &json!("office")));
    assert_eq!(lines[3]["config"], json!(path));
    std::fs::remove_dir_all(&dir).expect("removed");
}

#[tokio::test]
async fn nothing_listens_after_the_end() {
    let office = office().await;
    let address = (office.smtp_host(), office.smtp_port());
    let printer = office.printers()[0].https_addr();
    office.shutdown().await;
    assert!(tokio::net::TcpStream::connect((address.0.as_str(), address.1)).await.is_err());
    // The printer's listener ends in a task of its own.
    for _ in 0..100 {
        if tokio::net::TcpStream::connect(printer).await.is_err() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("the printer still listens");
}
