//! What every call has in common: credentials, errors, lists, expansion; and the levers.

use recoup::reference::{Clock, DEFAULT_KEY, Embedded, Options};
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{Answer, World, id};

const TEN_DAYS: u64 = 10 * 86_400;

#[tokio::test]
async fn both_ways_to_authenticate_and_the_default_world_work() {
    let server = Embedded::start(Options::default()).unwrap();
    let client = recoup::https::client().build().unwrap();
    let url = format!("{}/v1/balance", server.url());
    let basic = client.get(&url).basic_auth(DEFAULT_KEY, Some(""));
    let basic = Answer::of(basic.send().await.unwrap()).await;
    let bearer = client.get(&url).bearer_auth(DEFAULT_KEY);
    let bearer = Answer::of(bearer.send().await.unwrap()).await;
    assert_ne!(basic.request_id, bearer.request_id);
    assert_eq!(basic.ok(), bearer.ok());
}

#[tokio::test]
async fn strangers_are_turned_away_and_every_answer_has_a_request_id() {
    let world = World::new().await;
    let url = format!("{}/v1/payouts", world.server.url());
    let none = Answer::of(world.client.get(&url).send().await.unwrap()).await;
    assert_eq!(
        (none.status, none.error("type")),
        (401, "invalid_request_error")
    );
    assert!(
        none.error("message")
            .starts_with("You did not provide an API key")
    );
    assert!(none.request_id.starts_with("req_"));
    let wrong = world.client.get(&url).bearer_auth("sk_test_wrong_one");
    let wrong = Answer::of(wrong.send().await.unwrap()).await;
    assert_eq!((wrong.status, wrong.error("code")), (401, ""));
    assert!(!wrong.error("message").contains("sk_test"));
    let foreign = world
        .call_as(Some("acct_nobody"), Method::GET, "/v1/payouts", "")
        .await;
    assert_eq!(
        (foreign.status, foreign.error("code")),
        (403, "account_invalid")
    );
    let nowhere = world.call(Method::GET, "/v1/nothing", "").await;
    assert_eq!(nowhere.status, 404);
    assert!(
        nowhere
            .error("message")
            .starts_with("Unrecognized request URL (GET: /v1/nothing)")
    );
    assert!(!nowhere.request_id.is_empty());
    let no_method = world.call(Method::DELETE, "/v1/payouts", "").await;
    assert_eq!(no_method.status, 404);
}

#[tokio::test]
async fn errors_name_type_code_parameter_and_page() {
    let world = World::new().await;
    let refused = |form: &'static str| world.post("/v1/payouts", form);
    let unknown = refused("amount=1&currency=usd&color=red").await;
    let error = json!({"error": {
        "type": "invalid_request_error", "code": "parameter_unknown", "param": "color",
        "message": "Received unknown parameter: color",
        "doc_url": "https://stripe.com/docs/error-codes/parameter-unknown",
    }});
    assert_eq!((unknown.status, unknown.body), (400, error));
    for (form, code, param) in [
        ("currency=usd", "parameter_missing", "amount"),
        ("amount=100", "parameter_missing", "currency"),
        (
            "amount=1.5&currency=usd",
            "parameter_invalid_integer",
            "amount",
        ),
        (
            "amount=0&currency=usd",
            "parameter_invalid_integer",
            "amount",
        ),
        ("amount=1&currency=xyz", "", "currency"),
        ("amount=1&currency=usd&method=slow", "", "method"),
        (
            "amount=1&currency=usd&destination=ba_no",
            "resource_missing",
            "destination",
        ),
        ("amount=1&currency=usd", "balance_insufficient", ""),
        ("amount=1&currency=eur", "", ""),
    ] {
        let refused = refused(form).await;
        assert_eq!(refused.status, 400, "{form}");
        assert_eq!(
            (refused.error("code"), refused.error("param")),
            (code, param),
            "{form}"
        );
    }
    let missing = world.call(Method::GET, "/v1/payouts/po_no", "").await;
    assert_eq!((missing.status, missing.error("param")), (404, "payout"));
    assert_eq!(missing.error("message"), "No such payout: 'po_no'");
    let page = world.get("/v1/payouts").await;
    assert_eq!(
        page,
        json!({"object": "list", "url": "/v1/payouts", "has_more": false, "data": []})
    );
}

#[tokio::test]
async fn lists_are_filtered_and_paged() {
    let world = World::new().await;
    let mut made = Vec::new();
    for _ in 0..4 {
        made.push(world.payout(100).await);
        world.advance(TEN_DAYS).await;
    }
    world.bank(&made[1], "pay").await;
    let ids =
        |list: &Value| -> Vec<String> { list["data"].as_array().unwrap().iter().map(id).collect() };
    let world = &world;
    let list = |query: String| async move { world.get(&format!("/v1/payouts?{query}")).await };
    assert_eq!(ids(&list("status=paid".into()).await), [made[1].clone()]);
    let page = list("limit=2".into()).await;
    assert_eq!(page["has_more"], true);
    assert_eq!(ids(&page), [made[3].clone(), made[2].clone()]);
    let older = list(format!("limit=2&starting_after={}", made[2])).await;
    assert_eq!(ids(&older), [made[1].clone(), made[0].clone()]);
    let newer = list(format!("limit=1&ending_before={}", made[1])).await;
    assert_eq!(
        (ids(&newer), &newer["has_more"]),
        (vec![made[2].clone()], &json!(true))
    );
    let since = 1_700_000_000 + TEN_DAYS;
    assert_eq!(ids(&list(format!("created[gt]={since}")).await).len(), 2);
    assert_eq!(
        ids(&list(format!("created={since}")).await),
        [made[1].clone()]
    );
    let expanded = list("expand[]=data.balance_transaction.source&limit=1".into()).await;
    assert_eq!(
        expanded["data"][0]["balance_transaction"]["source"]["id"],
        json!(made[3])
    );
}

#[tokio::test]
async fn levers_say_what_they_cannot_do() {
    let world = World::new().await;
    let ask = |path: String| {
        let request = world.client.post(path).body("{}");
        async move { Answer::of(request.send().await.unwrap()).await }
    };
    let unknown = ask(format!("{}/nothing", world.levers)).await;
    assert_eq!(unknown.status, 501);
    assert!(unknown.body["unsupported"].is_string());
    let nowhere = ask(format!("{}/worlds/w_99/clock", world.server.levers_url())).await;
    assert_eq!(nowhere.status, 404);
    let nowhere = world
        .client
        .get(format!("{}/worlds/w_99/clock", world.server.levers_url()));
    assert_eq!(nowhere.send().await.unwrap().status(), 404);
    let manifest = world.client.get(world.server.levers_url());
    let manifest = Answer::of(manifest.send().await.unwrap()).await.ok();
    assert_eq!(manifest["protocol"], "levers/1");
    let offered = manifest["capabilities"].as_array().unwrap();
    for name in [
        "received-debits",
        "debit-reversals",
        "treasury",
        "treasury-bank",
    ] {
        assert!(offered.contains(&json!(name)), "{name}");
    }
    assert_eq!(manifest["readings"], json!({}), "none was asked for");
    let dropped = world.client.delete(&world.levers).send().await.unwrap();
    assert_eq!(dropped.status(), 204);
    let gone = world.call(Method::GET, "/v1/balance", "").await;
    assert_eq!(gone.status, 401);
}

#[tokio::test]
async fn expansion_is_checked_before_anything_happens() {
    let world = World::new().await;
    world.fund(100).await;
    for (path, code) in [
        ("amount", ""),
        ("destination.account.email", ""),
        (
            "original_payout.original_payout.original_payout.original_payout.destination",
            "property_expansion_max_depth",
        ),
    ] {
        let form = format!("amount=100&currency=usd&expand[]={path}");
        let refused = world.post("/v1/payouts", &form).await;
        assert_eq!(
            (refused.status, refused.error("code")),
            (400, code),
            "{path}"
        );
    }
    let form = "amount=100&currency=usd&expand[]=destination.account&expand[]=reversed_by";
    let made = world.post("/v1/payouts", form).await.ok();
    assert_eq!(made["destination"]["account"]["id"], json!(world.acme));
    assert_eq!(made["reversed_by"], Value::Null);
    let without_data = world
        .call(Method::GET, "/v1/payouts?expand[]=destination", "")
        .await;
    assert!(without_data.error("message").contains("data.destination"));
}

#[tokio::test]
async fn a_real_clock_runs_and_levers_put_it_ahead() {
    let options = Options {
        clock: Clock::Real,
        ..Options::default()
    };
    let server = Embedded::start(options).unwrap();
    let (client, url) = (
        recoup::https::client().build().unwrap(),
        server.levers_url() + "/worlds/default/clock",
    );
    let seconds = |answer: &Answer| answer.body["now"].as_u64().unwrap();
    let before = Answer::of(client.get(&url).send().await.unwrap()).await;
    let body = r#"{"advance":3600}"#;
    let after = Answer::of(client.post(&url).body(body).send().await.unwrap()).await;
    let gone_by = seconds(&after) - seconds(&before);
    assert!((3600..3660).contains(&gone_by), "{gone_by}");
}
