//! Requests at the same time: what holds without a defect, and what each of the defects breaks.

use futures::future::join_all;
use recoup::reference::{Defect, Options};
use reqwest::Method;
use serde_json::json;

use crate::world::{World, id};

const CLIENTS: usize = 8;

async fn world_with(defect: Option<&str>) -> World {
    let defect = defect.map(|name| name.parse::<Defect>().unwrap());
    let options = Options {
        defect,
        ..Options::default()
    };
    World::with(options).await
}

/// How many of the same requests succeed when all are made at once.
async fn succeeding(world: &World, account: Option<&str>, path: &str, form: &str) -> usize {
    // Connections are opened before, so that the requests arrive together.
    let warm = (0..CLIENTS).map(|_| world.call_as(account, Method::GET, "/v1/balance", ""));
    join_all(warm).await;
    let calls = (0..CLIENTS).map(|_| world.call_as(account, Method::POST, path, form));
    let answers = join_all(calls).await;
    let good = answers.iter().filter(|answer| answer.status == 200);
    good.count()
}

async fn payouts_that_succeed(defect: Option<&str>) -> usize {
    let world = world_with(defect).await;
    world.fund(500).await;
    let form = "amount=300&currency=usd";
    let count = succeeding(&world, Some(&world.acme), "/v1/payouts", form).await;
    let paid = i64::try_from(count).unwrap() * 300;
    assert_eq!(world.balance().await, (500 - paid, 0));
    count
}

#[tokio::test]
async fn payouts_at_once_cannot_overspend() {
    assert_eq!(payouts_that_succeed(None).await, 1);
    assert!(payouts_that_succeed(Some("payouts-race")).await > 1);
}

async fn reverses_that_succeed(defect: Option<&str>) -> usize {
    let world = world_with(defect).await;
    let payout = world.payout(1100).await;
    world.bank(&payout, "pay").await;
    let path = format!("/v1/payouts/{payout}/reverse");
    succeeding(&world, Some(&world.acme), &path, "").await
}

#[tokio::test]
async fn reverses_at_once_make_one_reversing_payout() {
    assert_eq!(reverses_that_succeed(None).await, 1);
    assert!(reverses_that_succeed(Some("payout-reversals-race")).await > 1);
}

async fn reversals_that_succeed(defect: Option<&str>) -> (usize, i64) {
    let world = world_with(defect).await;
    world.lever("funds", &json!({"amount": 800})).await;
    world.fund(8_000).await;
    let form = format!("amount=800&currency=usd&destination={}", world.acme);
    let made = world.call_as(None, Method::POST, "/v1/transfers", &form);
    let made = made.await.ok();
    let path = format!("/v1/transfers/{}/reversals", id(&made));
    let count = succeeding(&world, None, &path, "amount=300").await;
    let path = format!("/v1/transfers/{}", id(&made));
    let now = world.call_as(None, Method::GET, &path, "").await.ok();
    (count, now["amount_reversed"].as_i64().unwrap())
}

#[tokio::test]
async fn reversals_at_once_take_no_more_than_is_left() {
    assert_eq!(reversals_that_succeed(None).await, (2, 600));
    let (count, reversed) = reversals_that_succeed(Some("transfer-reversals-race")).await;
    assert!(
        count > 2 && reversed > 800,
        "{count} reversals of {reversed}"
    );
}

/// Whether a cancellation went through, and what the payout is after all.
async fn canceled_while_submitted(defect: Option<&str>) -> (bool, String) {
    let world = world_with(defect).await;
    let payout = world.payout(1100).await;
    let path = format!("/v1/payouts/{payout}/cancel");
    let (canceled, ()) = tokio::join!(world.post(&path, ""), world.bank(&payout, "submit"));
    (canceled.status == 200, world.status(&payout).await)
}

#[tokio::test]
async fn a_payout_is_canceled_or_submitted() {
    let (canceled, status) = canceled_while_submitted(None).await;
    assert_eq!(status, if canceled { "canceled" } else { "in_transit" });
    let both = canceled_while_submitted(Some("cancel-races-submission")).await;
    assert_eq!(both, (true, "in_transit".to_owned()));
}
