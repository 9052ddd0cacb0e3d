//! The reference over HTTP, as a stranger would drive it.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by panicking"
)]

mod defects;
mod world;

use recoup::reference::{DEFAULT_KEY, Defect, Embedded, Options};
use reqwest::{Client, Method};
use serde_json::{Value, json};

use self::world::{Answer, World, id};

const TEN_DAYS: u64 = 10 * 86_400;

#[tokio::test]
async fn both_ways_to_authenticate_and_the_default_world_work() {
    let server = Embedded::start(Options::default()).unwrap();
    let client = Client::new();
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
async fn a_payout_is_made_and_looks_as_documented() {
    let world = World::new().await;
    world.fund(1100).await;
    let form = "amount=1100&currency=usd&metadata[order_id]=6735&description=rent";
    let made = world.post("/v1/payouts", form).await.ok();
    let path = format!("/v1/payouts/{}", id(&made));
    assert_eq!(world.get(&path).await, made);
    let members = json!({
        "object": "payout", "amount": 1100, "automatic": false, "currency": "usd",
        "description": "rent", "destination": world.bank_account,
        "failure_balance_transaction": null, "failure_code": null, "failure_message": null,
        "livemode": false, "metadata": {"order_id": "6735"}, "method": "standard",
        "original_payout": null, "reconciliation_status": "not_applicable", "reversed_by": null,
        "source_type": "card", "statement_descriptor": null, "status": "pending",
        "type": "bank_account", "created": 1_700_000_000, "arrival_date": 1_700_006_400,
    });
    for (name, value) in members.as_object().unwrap() {
        assert_eq!(&made[name], value, "{name}");
    }
    assert_eq!(world.balance().await, (0, 0));
    assert_eq!(world.event_types().await, ["payout.created pending"]);
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
async fn a_cancellation_without_a_body_gives_the_money_back_once() {
    let world = World::new().await;
    let payout = world.payout(1100).await;
    let path = format!("/v1/payouts/{payout}/cancel");
    let canceled = world.post(&path, "").await.ok();
    assert_eq!(canceled["status"], "canceled");
    assert_eq!(canceled["failure_code"], Value::Null);
    assert_eq!(world.balance().await, (1100, 0));
    let again = world.post(&path, "").await;
    assert_eq!((again.status, again.error("code")), (400, ""));
    let transactions = world
        .get(&format!("/v1/balance_transactions?source={payout}"))
        .await;
    let seen: Vec<_> = transactions["data"].as_array().unwrap().iter().collect();
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[0]["id"], canceled["failure_balance_transaction"]);
    assert_eq!(
        (&seen[0]["type"], &seen[0]["amount"]),
        (&json!("payout_cancel"), &json!(1100))
    );
    assert_eq!(seen[1]["id"], canceled["balance_transaction"]);
    world.bank(&payout, "pay").await;
    assert_eq!(world.status(&payout).await, "canceled");
}

#[tokio::test]
async fn a_paid_payout_is_reversed_and_the_money_becomes_available_after_five_business_days() {
    let world = World::new().await;
    let payout = world.payout(1100).await;
    world.bank(&payout, "pay").await;
    let path = format!("/v1/payouts/{payout}/reverse");
    let reversing = world
        .post(&path, "metadata[why]=error&expand[0]=original_payout")
        .await
        .ok();
    assert_eq!(
        (&reversing["amount"], &reversing["status"]),
        (&json!(-1100), &json!("pending"))
    );
    assert_eq!(reversing["original_payout"]["reversed_by"], reversing["id"]);
    assert_eq!(reversing["original_payout"]["metadata"], json!({}));
    assert_eq!(world.balance().await, (0, 1100));
    assert_eq!(world.post(&path, "").await.status, 400);
    let reversing = id(&reversing);
    world.bank(&reversing, "pay").await;
    let events = world.event_types().await;
    let expected = [
        "payout.created pending",
        "payout.updated in_transit",
        "payout.paid paid",
        "payout.updated paid",
        "payout.created pending",
        "payout.updated in_transit",
        "payout.paid paid",
    ];
    assert_eq!(events, expected);
    world.advance(7 * 86_400 - 1).await;
    assert_eq!(world.balance().await, (0, 1100));
    world.advance(1).await;
    assert_eq!(world.balance().await, (1100, 0));
    world.bank(&reversing, "fail").await;
    assert_eq!(world.balance().await, (0, 0));
    assert_eq!(world.status(&payout).await, "paid");
}

#[tokio::test]
async fn the_failure_of_the_original_cancels_a_pending_reversal() {
    let world = World::new().await;
    let payout = world.payout(1100).await;
    world.bank(&payout, "submit").await;
    let reversing = world
        .post(&format!("/v1/payouts/{payout}/reverse"), "")
        .await
        .ok();
    let reversing = id(&reversing);
    world.bank(&payout, "fail").await;
    assert_eq!(world.status(&payout).await, "failed");
    assert_eq!(world.status(&reversing).await, "canceled");
    assert_eq!(world.balance().await, (1100, 0));
    let events = world.event_types().await;
    let last = events[events.len() - 3..].to_vec();
    let expected = [
        "payout.failed failed",
        "account.external_account.updated errored",
        "payout.canceled canceled",
    ];
    assert_eq!(last, expected);
    let blocked = world.post("/v1/payouts", "amount=1&currency=usd").await;
    assert_eq!(blocked.status, 400);
    let external = format!(
        "/v1/accounts/{}/external_accounts/{}",
        world.acme, world.bank_account
    );
    assert_eq!(world.post(&external, "").await.ok()["status"], "new");
    world
        .post("/v1/payouts", "amount=1&currency=usd")
        .await
        .ok();
}

#[tokio::test]
async fn documented_test_numbers_settle_when_their_time_has_come() {
    let world = World::new().await;
    for (number, status, code) in [
        ("000123456789", "paid", json!(null)),
        ("000111111116", "failed", json!("no_account")),
        ("000111111113", "failed", json!("account_closed")),
    ] {
        let body = json!({"account": world.acme, "account_number": number, "default": true});
        world.lever("external_accounts", &body).await;
        let payout = world.payout(500).await;
        world.advance(86_400).await;
        let settled = world.get(&format!("/v1/payouts/{payout}")).await;
        assert_eq!(
            (&settled["status"], &settled["failure_code"]),
            (&json!(status), &code)
        );
    }
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
async fn a_defect_breaks_what_it_says() {
    let defect = Some("reverse-twice".parse::<Defect>().unwrap());
    let world = World::with(Options {
        defect,
        ..Options::default()
    })
    .await;
    let payout = world.payout(1100).await;
    world.bank(&payout, "pay").await;
    let path = format!("/v1/payouts/{payout}/reverse");
    world.post(&path, "").await.ok();
    world.post(&path, "").await.ok();
    assert_eq!(world.balance().await, (0, 2200));
}

#[tokio::test]
async fn levers_say_what_they_cannot_do() {
    let world = World::new().await;
    let ask = |path: String| {
        let request = world.client.post(path).body("{}");
        async move { Answer::of(request.send().await.unwrap()).await }
    };
    let unknown = ask(format!("{}/charges", world.levers)).await;
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
    assert_eq!(manifest["readings"]["reversal-day-90"], "refused");
    let dropped = world.client.delete(&world.levers).send().await.unwrap();
    assert_eq!(dropped.status(), 204);
    let gone = world.call(Method::GET, "/v1/balance", "").await;
    assert_eq!(gone.status, 401);
}

#[tokio::test]
async fn the_same_requests_have_the_same_answers() {
    let mut transcripts = Vec::new();
    for _ in 0..2 {
        let world = World::new().await;
        let payout = world.payout(1100).await;
        world.bank(&payout, "pay").await;
        world
            .post(&format!("/v1/payouts/{payout}/reverse"), "")
            .await
            .ok();
        let events = world.get("/v1/events").await;
        transcripts.push(events.to_string());
    }
    assert_eq!(transcripts[0], transcripts[1]);
}
