//! Top-ups from request to bank to balance.

use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{Answer, World, id};

const URL: &str = "/v1/topups";

async fn ask(world: &World, method: Method, path: &str, form: &str) -> Answer {
    world.call_as(None, method, path, form).await
}

async fn top_up(world: &World, form: &str) -> Value {
    ask(world, Method::POST, URL, form).await.ok()
}

async fn bank(world: &World, topup: &Value, act: &str) {
    let path = format!("topups/{}/bank", id(topup));
    world.lever(&path, &json!({"act": act})).await;
}

async fn now(world: &World, topup: &Value) -> Value {
    let path = format!("{URL}/{}", id(topup));
    ask(world, Method::GET, &path, "").await.ok()
}

async fn available(world: &World) -> Value {
    let balance = ask(world, Method::GET, "/v1/balance", "").await.ok();
    balance["available"][0]["amount"].clone()
}

/// The platform's balance transactions by type and amount, and its events by type, oldest first.
async fn booked_and_sent(world: &World) -> (Vec<Value>, Vec<Value>) {
    let list = |path: &'static str| async move {
        let page = ask(world, Method::GET, path, "").await.ok();
        page["data"].as_array().unwrap().clone()
    };
    let booked = list("/v1/balance_transactions").await;
    let booked = booked.iter().rev();
    let booked = booked.map(|txn| json!([txn["type"], txn["amount"]]));
    let sent = list("/v1/events").await;
    let sent = sent.iter().rev().map(|event| event["type"].clone());
    (booked.collect(), sent.collect())
}

#[tokio::test]
async fn a_top_up_is_pending_then_credited_then_returned() {
    let world = World::new().await;
    let made = top_up(
        &world,
        "amount=2000&currency=usd&description=cash&statement_descriptor=top-up&metadata[a]=1",
    )
    .await;
    let expected = json!({
        "id": id(&made), "object": "topup", "amount": 2000, "balance_transaction": null,
        "created": 1_700_000_000, "currency": "usd", "description": "cash",
        "expected_availability_date": 1_700_006_400, "failure_code": null, "failure_message": null,
        "livemode": false, "metadata": {"a": "1"}, "source": null, "statement_descriptor": "top-up",
        "status": "pending", "transfer_group": null,
    });
    assert_eq!(made, expected);
    assert_eq!(available(&world).await, 0);
    bank(&world, &made, "return").await;
    assert_eq!(
        now(&world, &made).await,
        expected,
        "there is nothing to return"
    );
    bank(&world, &made, "pay").await;
    let paid = now(&world, &made).await;
    assert_eq!(paid["status"], "succeeded");
    assert_eq!(available(&world).await, 2000);
    let path = format!("{URL}/{}?expand[]=balance_transaction.source", id(&made));
    let read = ask(&world, Method::GET, &path, "").await.ok();
    assert_eq!(read["balance_transaction"]["type"], "topup");
    assert_eq!(read["balance_transaction"]["source"], paid);
    bank(&world, &made, "fail").await;
    bank(&world, &made, "return").await;
    bank(&world, &made, "return").await;
    let returned = now(&world, &made).await;
    assert_eq!(returned["status"], "reversed");
    assert_eq!(returned["balance_transaction"], paid["balance_transaction"]);
    assert_eq!(available(&world).await, 0);
    let (booked, sent) = booked_and_sent(&world).await;
    assert_eq!(
        booked,
        [json!(["topup", 2000]), json!(["topup_reversal", -2000])]
    );
    assert_eq!(sent, ["topup.created", "topup.succeeded", "topup.reversed"]);
}

#[tokio::test]
async fn only_a_pending_top_up_is_canceled() {
    let world = World::new().await;
    let made = top_up(&world, "amount=100&currency=usd").await;
    let path = format!("{URL}/{}/cancel", id(&made));
    let canceled = ask(&world, Method::POST, &path, "").await.ok();
    assert_eq!(canceled["status"], "canceled");
    bank(&world, &made, "pay").await;
    world.advance(7 * 86_400).await;
    assert_eq!(now(&world, &made).await, canceled);
    assert_eq!(available(&world).await, 0);
    for (act, why) in [("pay", Value::Null), ("fail", json!("insufficient_funds"))] {
        let made = top_up(&world, "amount=100&currency=usd").await;
        bank(&world, &made, act).await;
        // One of the codes of errors, and not of those that only payouts have.
        assert_eq!(now(&world, &made).await["failure_code"], why);
        let path = format!("{URL}/{}/cancel", id(&made));
        let refused = ask(&world, Method::POST, &path, "").await;
        assert_eq!((refused.status, refused.error("code")), (400, ""), "{act}");
    }
    assert_eq!(ask(&world, Method::POST, &path, "").await.status, 400);
}

#[tokio::test]
async fn top_ups_arrive_by_themselves_and_are_listed() {
    let world = World::new().await;
    let first = top_up(&world, "amount=100&currency=usd").await;
    world.advance(86_400).await;
    assert_eq!(now(&world, &first).await["status"], "succeeded");
    let second = top_up(&world, "amount=300&currency=usd").await;
    let second = {
        let path = format!("{URL}/{}", id(&second));
        let form = "description=again&metadata[b]=2";
        ask(&world, Method::POST, &path, form).await.ok()
    };
    assert_eq!(second["description"], "again");
    for (query, found) in [
        ("", vec![&second, &first]),
        ("status=pending", vec![&second]),
        ("amount[gt]=100", vec![&second]),
        ("amount=100", vec![&first]),
        ("created[lte]=1700000000", vec![&first]),
        ("limit=1", vec![&second]),
    ] {
        let page = ask(&world, Method::GET, &format!("{URL}?{query}"), "")
            .await
            .ok();
        let seen = page["data"].as_array().unwrap().iter().map(id);
        let found: Vec<String> = found.into_iter().map(id).collect();
        assert_eq!(seen.collect::<Vec<_>>(), found, "{query}");
    }
    for (form, param) in [
        ("amount=100", "currency"),
        ("currency=usd", "amount"),
        (
            "amount=1&currency=usd&statement_descriptor=1234567890123456",
            "statement_descriptor",
        ),
    ] {
        let refused = ask(&world, Method::POST, URL, form).await;
        assert_eq!((refused.status, refused.error("param")), (400, param));
    }
    let unlisted = ask(&world, Method::GET, &format!("{URL}?status=reversed"), "").await;
    assert_eq!((unlisted.status, unlisted.error("param")), (400, "status"));
    let foreign = world
        .call(Method::GET, &format!("{URL}/{}", id(&first)), "")
        .await;
    assert_eq!((foreign.status, foreign.error("param")), (404, "topup"));
}
