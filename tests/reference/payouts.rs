//! Payouts and reversals from request to bank to balance.

use recoup::reference::{Defect, Options};
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{World, id};

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
async fn what_the_schedule_pays_out_can_be_listed_once_it_has_left() {
    let world = World::new().await;
    let mut paid_out = Vec::new();
    for amount in [1100, 700] {
        let of = json!({"account": world.acme, "amount": amount, "currency": "usd"});
        world.fund(amount).await;
        let made = world.lever("payouts", &of).await;
        let payout = made["payout"].as_str().unwrap().to_owned();
        let itemized = format!("/v1/balance_transactions?payout={payout}");
        let shown = world.get(&format!("/v1/payouts/{payout}")).await;
        assert_eq!(shown["reconciliation_status"], "in_progress");
        let refused = world.call(Method::GET, &itemized, "").await;
        let why = (refused.error("code"), refused.error("param"));
        assert_eq!(why, ("payout_reconciliation_not_ready", "payout"));
        world.bank(&payout, "pay").await;
        let shown = world.get(&format!("/v1/payouts/{payout}")).await;
        assert_eq!(shown["reconciliation_status"], "completed");
        let last = world.event_types().await.pop();
        assert_eq!(
            last.as_deref(),
            Some("payout.reconciliation_completed paid")
        );
        let listed = world.get(&itemized).await;
        let listed = listed["data"].as_array().unwrap().iter();
        paid_out.push(listed.map(|it| it["amount"].clone()).collect::<Vec<_>>());
    }
    assert_eq!(paid_out, [[-1100, 1100], [-700, 700]]);
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

#[tokio::test]
async fn events_tell_who_caused_them_and_keep_what_they_saw() {
    let world = World::new().await;
    let payout = world.payout(100).await;
    let updated = world
        .post(&format!("/v1/payouts/{payout}"), "metadata[a]=1")
        .await;
    world.bank(&payout, "pay").await;
    let events = world.get("/v1/events?type=payout.updated").await;
    let by_bank = &events["data"][0];
    assert_eq!(
        by_bank["request"],
        json!({"id": null, "idempotency_key": null})
    );
    assert_eq!(
        by_bank["data"]["previous_attributes"],
        json!({"status": "pending"})
    );
    let by_request = &events["data"][1];
    assert_eq!(by_request["request"]["id"], json!(updated.request_id));
    assert_eq!(by_request["account"], json!(world.acme));
    assert_eq!(by_request["data"]["object"], updated.body);
    let previous = &by_request["data"]["previous_attributes"];
    assert_eq!(previous, &json!({"metadata": {"a": null}}));
    let single = world.get(&format!("/v1/events/{}", id(by_bank))).await;
    assert_eq!(&single, by_bank);
    world.advance(31 * 86_400).await;
    assert_eq!(world.get("/v1/events").await["data"], json!([]));
}
