//! The office's Microsoft, over the wire.

mod kit;

use std::time::Duration;

use kit::{form, http, poll, start_code};
use serde_json::{Value, json};
use tegata_office::config::{Application, Consent, DeviceCodePolicy, OfficeConfig, Tenant};
use tegata_office::microsoft::{Decision, Endpoint, FaultRule, HttpFault, Outcome, aadsts};
use tegata_office::{Office, config::Account};

async fn office() -> Office {
    Office::start(OfficeConfig::without_printers()).await.expect("office")
}

fn user_code(code: &Value) -> &str {
    code["user_code"].as_str().expect("user code")
}

#[tokio::test]
async fn a_code_that_is_approved_gives_a_token_and_says_who_signed_in() {
    let office = office().await;
    let code = start_code(&office, &office.scope()).await;
    assert_eq!(code["verification_uri"], office.verification_url());
    assert_eq!((&code["expires_in"], &code["interval"]), (&json!(900), &json!(5)));
    let (status, body) = poll(&office, &code).await;
    assert_eq!(
        (status, &body["error"], &body["error_codes"]),
        (400, &json!("authorization_pending"), &json!([70016]))
    );
    assert_eq!(office.sign_in(user_code(&code), "scan@contoso.example", Decision::Approve), Outcome::Done);
    let (status, body) = poll(&office, &code).await;
    assert_eq!(status, 200, "{body}");
    assert!(body.get("refresh_token").is_none(), "nobody asked for offline_access");

    let keys: jsonwebtoken::jwk::JwkSet = http(&office)
        .get(format!("{}/{}/discovery/v2.0/keys", office.authority_url(), office.tenant_id()))
        .send()
        .await
        .expect("keys")
        .json()
        .await
        .expect("JWK set");
    let key = jsonwebtoken::DecodingKey::from_jwk(&keys.keys[0]).expect("key");
    let mut rules = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::RS256);
    rules.set_audience(&[office.client_id()]);
    rules.set_issuer(&[format!("{}/{}/v2.0", office.authority_url(), office.tenant_id())]);
    let id_token = body["id_token"].as_str().expect("id_token");
    let claims = jsonwebtoken::decode::<Value>(id_token, &key, &rules).expect("signed").claims;
    assert_eq!(claims["preferred_username"], "scan@contoso.example");

    let (_, body) = poll(&office, &code).await;
    assert_eq!((&body["error"], &body["error_codes"]), (&json!("invalid_grant"), &json!([54005])));
}

#[tokio::test]
async fn asking_too_fast_slows_down_and_asking_too_late_is_too_late() {
    let office = office().await;
    let code = start_code(&office, &office.scope()).await;
    assert_eq!(poll(&office, &code).await.1["error"], "authorization_pending");
    assert_eq!(poll(&office, &code).await.1["error"], "slow_down");
    office.clock().advance(Duration::from_secs(6));
    assert_eq!(poll(&office, &code).await.1["error"], "slow_down", "the interval is ten seconds now");
    office.clock().advance(Duration::from_secs(16));
    assert_eq!(poll(&office, &code).await.1["error"], "authorization_pending");
    office.clock().advance(Duration::from_secs(900));
    let (status, body) = poll(&office, &code).await;
    assert_eq!(
        (status, &body["error"], &body["error_codes"]),
        (400, &json!("expired_token"), &json!([70020]))
    );
    assert_eq!(
        office.sign_in(user_code(&code), "scan@contoso.example", Decision::Approve),
        Outcome::Error(70019)
    );
}

#[tokio::test]
async fn declining_and_refusing_consent_have_different_words() {
    let office = office().await;
    for (decision, word) in
        [(Decision::Decline, "authorization_declined"), (Decision::RefuseConsent, "access_denied")]
    {
        let code = start_code(&office, &office.scope()).await;
        assert_eq!(office.sign_in(user_code(&code), "", decision), Outcome::Declined);
        assert_eq!(poll(&office, &code).await.1["error"], word);
    }
}

#[tokio::test]
async fn the_tenant_is_looked_up_by_domain() {
    let office = office().await;
    let url = |name: &str| format!("{}/{name}/v2.0/.well-known/openid-configuration", office.authority_url());
    let body: Value =
        http(&office).get(url("contoso.example")).send().await.expect("answer").json().await.expect("JSON");
    assert_eq!(body["issuer"], format!("{}/{}/v2.0", office.authority_url(), office.tenant_id()));
    assert_eq!(body["cloud_instance_name"], "microsoftonline.com");
    let answer = http(&office).get(url("contosso.example")).send().await.expect("answer");
    assert_eq!(answer.status(), 400);
    let body: Value = answer.json().await.expect("JSON");
    assert_eq!(body["error_codes"], json!([90002]));
}

#[tokio::test]
async fn requests_that_microsoft_refuses_are_refused_with_its_number() {
    let office = office().await;
    let tenant = office.tenant_id().to_owned();
    let code = format!("{tenant}/oauth2/v2.0/devicecode");
    let scope = office.scope();
    let id = office.client_id();
    for (path, fields, number) in [
        (code.as_str(), vec![("client_id", id)], 900_144),
        (&code, vec![("client_id", "00000000-0000-0000-0000-000000000000"), ("scope", &scope)], 700_016),
        (&code, vec![("client_id", id), ("scope", "https://outlook.office.com/SMTP.Sent")], 70011),
        (
            &code,
            vec![("client_id", id), ("scope", "https://outlook.office.com/SMTP.Send User.Read")],
            700_022,
        ),
        ("common/oauth2/v2.0/devicecode", vec![("client_id", id), ("scope", &scope)], 50194),
        ("nobody.example/oauth2/v2.0/devicecode", vec![("client_id", id), ("scope", &scope)], 90002),
    ] {
        let (_, body) = form(&office, path, &fields).await;
        assert_eq!(body["error_codes"], json!([number]), "{fields:?}");
    }
}

#[tokio::test]
async fn a_registration_that_is_no_public_client_fails_at_the_token() {
    let office = office().await;
    office.directory().put_application(Application { public_client: false, ..Application::default() });
    let code = start_code(&office, &office.scope()).await;
    let (status, body) = poll(&office, &code).await;
    assert_eq!(
        (status, &body["error"], &body["error_codes"]),
        (401, &json!("invalid_client"), &json!([7_000_218]))
    );
}

#[tokio::test]
async fn a_policy_that_blocks_the_flow_stops_the_browser_and_leaves_the_client_waiting() {
    let office = office().await;
    let block = |tell_client| Tenant {
        device_code: DeviceCodePolicy {
            block: true,
            except: vec!["admin@contoso.example".into()],
            tell_client,
        },
        ..Tenant::default()
    };
    office.directory().put_tenant(block(false));
    let code = start_code(&office, &office.scope()).await;
    let blocked = office.sign_in(user_code(&code), "scan@contoso.example", Decision::Approve);
    assert_eq!(blocked, Outcome::Error(53003));
    assert_eq!(poll(&office, &code).await.1["error"], "authorization_pending");
    assert_eq!(office.sign_in(user_code(&code), "admin@contoso.example", Decision::Approve), Outcome::Done);

    office.directory().put_tenant(block(true));
    let code = start_code(&office, &office.scope()).await;
    office.sign_in(user_code(&code), "scan@contoso.example", Decision::Approve);
    assert_eq!(poll(&office, &code).await.1["error_codes"], json!([53003]));
}

#[tokio::test]
async fn wrong_accounts_see_a_page_and_the_client_goes_on_waiting() {
    let office = office().await;
    office.directory().put_application(Application {
        assigned: Some(vec!["admin@contoso.example".into()]),
        ..Application::default()
    });
    let code = start_code(&office, &office.scope()).await;
    for (upn, number) in [
        ("guest@fabrikam.example", 50020),
        ("nobody@contoso.example", 50034),
        ("sales@contoso.example", 50057),
        ("scan@contoso.example", 50105),
    ] {
        assert_eq!(office.sign_in(user_code(&code), upn, Decision::Approve), Outcome::Error(number));
    }
    assert_eq!(poll(&office, &code).await.1["error"], "authorization_pending");
}

#[tokio::test]
async fn every_number_comes_over_the_wire_on_request_with_its_word_and_status() {
    let office = office().await;
    let code = start_code(&office, &office.scope()).await;
    for row in aadsts::ROWS {
        office.microsoft().add_fault(FaultRule {
            endpoint: Endpoint::Token,
            client_id: None,
            account: None,
            times: Some(1),
            fault: HttpFault::Aadsts { code: row.code, error: None },
        });
        let (status, body) = poll(&office, &code).await;
        assert_eq!((status, &body["error"]), (row.status, &json!(row.error)), "{}", row.code);
        assert_eq!(body["error_codes"], json!([row.code]));
        let text = body["error_description"].as_str().expect("text");
        assert!(text.starts_with(&format!("AADSTS{}: ", row.code)) && text.contains("\r\nTrace ID: "));
        assert!(body["trace_id"].is_string() && body["correlation_id"].is_string());
    }
}

#[tokio::test]
async fn pages_that_are_no_json_and_dropped_connections_come_on_request() {
    let office = office().await;
    let code = start_code(&office, &office.scope()).await;
    let rule = |fault| FaultRule {
        endpoint: Endpoint::Token,
        client_id: None,
        account: None,
        times: Some(1),
        fault,
    };
    office.microsoft().add_fault(rule(HttpFault::Raw {
        status: 503,
        content_type: "text/html".into(),
        body: "<h1>Service Unavailable</h1>".into(),
        retry_after: Some("7".into()),
        location: None,
    }));
    office.microsoft().add_fault(rule(HttpFault::Drop));
    let url = format!("{}/{}/oauth2/v2.0/token", office.authority_url(), office.tenant_id());
    let post = || http(&office).post(&url).form(&[("grant_type", "x"), ("client_id", office.client_id())]);
    // The rules apply to polls, so a request that is none passes them by.
    assert_eq!(post().send().await.expect("answer").status(), 400);
    let device_code = code["device_code"].as_str().expect("device code").to_owned();
    let fields = [
        ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
        ("client_id", office.client_id()),
        ("device_code", &device_code),
    ];
    let answer = http(&office).post(&url).form(&fields).send().await.expect("answer");
    assert_eq!((answer.status().as_u16(), answer.headers()["retry-after"].to_str().ok()), (503, Some("7")));
    let dropped = match http(&office).post(&url).form(&fields).send().await {
        Ok(answer) => answer.bytes().await.is_err(),
        Err(_) => true,
    };
    assert!(dropped);
}

#[tokio::test]
async fn refresh_tokens_are_renewed_until_they_were_idle_for_ninety_days() {
    let office = office().await;
    let code = start_code(&office, &format!("{} offline_access", office.scope())).await;
    office.sign_in(user_code(&code), "scan@contoso.example", Decision::Approve);
    let mut refresh = poll(&office, &code).await.1["refresh_token"].as_str().expect("refresh").to_owned();
    let path = format!("{}/oauth2/v2.0/token", office.tenant_id());
    for _ in 0..2 {
        office.clock().advance(Duration::from_secs(80 * 86_400));
        let fields =
            [("grant_type", "refresh_token"), ("client_id", office.client_id()), ("refresh_token", &refresh)];
        let (status, body) = form(&office, &path, &fields).await;
        assert_eq!(status, 200, "{body}");
        refresh = body["refresh_token"].as_str().expect("refresh").to_owned();
    }
    let fields =
        [("grant_type", "refresh_token"), ("client_id", office.client_id()), ("refresh_token", &refresh)];
    office.directory().put_tenant(Tenant {
        device_code: DeviceCodePolicy { block: true, ..DeviceCodePolicy::default() },
        ..Tenant::default()
    });
    assert_eq!(form(&office, &path, &fields).await.1["error_codes"], json!([530_036]));
    office.directory().put_tenant(Tenant::default());
    office.clock().advance(Duration::from_secs(91 * 86_400));
    assert_eq!(form(&office, &path, &fields).await.1["error_codes"], json!([700_082]));
}

#[tokio::test]
async fn a_person_walks_through_the_pages_in_their_language() {
    let office = office().await;
    office.directory().put_application(Application { consent: Consent::User, ..Application::default() });
    office.directory().put_account(Account {
        password: Some("correct".into()),
        ..Account::new("scan@contoso.example", "<b>Scan</b>")
    });
    let code = start_code(&office, &office.scope()).await;
    let base = office.verification_url();
    let browser = http(&office);
    let page = |path: &'static str, fields: Vec<(&'static str, String)>| {
        let request = browser.post(format!("{base}{path}")).header("accept-language", "ja,en;q=0.5");
        async move { request.form(&fields).send().await.expect("page").text().await.expect("text") }
    };
    let wrong = page("", vec![("otc", "NOTACODE1".into())]).await;
    assert!(wrong.contains("そのコードは正しくありません"), "{wrong}");
    let accounts = page("", vec![("otc", user_code(&code).to_lowercase())]).await;
    assert!(accounts.contains("RICOH mail onboarding") && accounts.contains("Microsoft ではありません"));
    assert!(accounts.contains("&lt;b&gt;Scan") && !accounts.contains("<b>Scan</b>"));
    let (_, rest) = accounts.split_once(r#"name="flow" value=""#).expect("flow");
    let flow = rest.split_once('"').expect("flow").0.to_owned();
    let who = || ("account", "scan@contoso.example".to_owned());
    let password = page("/account", vec![("flow", flow.clone()), who()]).await;
    assert!(password.contains("パスワードの入力"));
    let again = page("/password", vec![("flow", flow.clone()), who(), ("passwd", "wrong".into())]).await;
    assert!(again.contains("アカウントまたはパスワードが正しくありません"));
    let confirm = page("/password", vec![("flow", flow.clone()), who(), ("passwd", "correct".into())]).await;
    assert!(confirm.contains("サインインしようとしていますか"), "{confirm}");
    let consent = page("/confirm", vec![("flow", flow.clone()), who(), ("action", "continue".into())]).await;
    assert!(consent.contains("要求されているアクセス許可"));
    assert_eq!(poll(&office, &code).await.1["error"], "authorization_pending");
    let done = page("/consent", vec![("flow", flow), who(), ("action", "accept".into())]).await;
    assert!(done.contains("id=\"done\""), "{done}");
    assert_eq!(poll(&office, &code).await.0, 200);
}

#[tokio::test]
async fn the_pages_answer_to_loopback_names_only() {
    let office = office().await;
    let answer = http(&office)
        .get(office.verification_url())
        .header("host", "evil.example")
        .send()
        .await
        .expect("answer");
    assert_eq!(answer.status(), 421);
}

#[tokio::test]
async fn one_seed_gives_one_series_of_codes() {
    let (first, second) = (office().await, office().await);
    let codes = async |office: &Office| {
        let code = start_code(office, &office.scope()).await;
        code["user_code"].as_str().expect("code").to_owned()
    };
    let code = codes(&first).await;
    assert_eq!(code, codes(&second).await);
    assert!(code.len() == 9 && code.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()));
}
