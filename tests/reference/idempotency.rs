//! Idempotency keys over HTTP.

use futures::future::join_all;
use recoup::reference::{Defect, Options};
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{Answer, World, id};

const FORM: &str = "amount=100&currency=usd";
const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

async fn with(defect: Option<&str>) -> World {
    let defect = defect.map(|name| name.parse::<Defect>().unwrap());
    World::with(Options {
        defect,
        ..Options::default()
    })
    .await
}

async fn pay_out(world: &World, key: &str, form: &str) -> Answer {
    world.keyed((&world.acme, key), "/v1/payouts", form).await
}

async fn payouts(world: &World) -> usize {
    let list = world.get("/v1/payouts?limit=100").await;
    list["data"].as_array().unwrap().len()
}

#[tokio::test]
async fn the_first_result_is_answered_again_and_marked() {
    let world = World::new().await;
    world.fund(1000).await;
    let first = pay_out(&world, "k", FORM).await;
    world.bank(&id(&first.body), "pay").await;
    let again = pay_out(&world, "k", "currency=usd&amount=100").await;
    assert!(again.replayed && !first.replayed);
    assert_ne!(again.request_id, first.request_id);
    assert_eq!((again.status, &again.body), (200, &first.body));
    assert_eq!(payouts(&world).await, 1);
    let events = world.get("/v1/events?type=payout.created").await;
    let request = &events["data"][0]["request"];
    assert_eq!(
        *request,
        json!({"id": first.request_id, "idempotency_key": "k"})
    );
}

#[tokio::test]
async fn a_refusal_is_answered_again_when_its_cause_is_gone() {
    let world = World::new().await;
    let first = pay_out(&world, "k", FORM).await;
    assert_eq!(first.error("code"), "balance_insufficient");
    world.fund(1000).await;
    let again = pay_out(&world, "k", FORM).await;
    assert_eq!((again.replayed, again.status), (true, 400));
    assert_eq!(again.body, first.body);
    let payout = id(&pay_out(&world, "another", FORM).await.ok());
    let cancel = format!("/v1/payouts/{payout}/cancel");
    world.bank(&payout, "submit").await;
    for replayed in [false, true] {
        let refused = world.keyed((&world.acme, "late"), &cancel, "").await;
        assert_eq!((refused.status, refused.replayed), (400, replayed));
    }
}

#[tokio::test]
async fn what_is_wrong_in_itself_leaves_the_key_unused() {
    let world = World::new().await;
    world.fund(1000).await;
    for wrong in [
        "amount=100",
        "amount=ten&currency=usd",
        "amount=100&currency=usd&color=red",
        "amount=100&currency=usd&metadata[]=1",
        "amount=100&currency=usd&expand[]=amount",
        "amount=100&currency=usd&destination=ba_nothing",
        "amount=100&currency=usd&amount[a]=1",
        "amount=100&currency=usd&description=%FF",
    ] {
        let refused = pay_out(&world, "k", wrong).await;
        assert_eq!((refused.status, refused.replayed), (400, false), "{wrong}");
    }
    let nobody = world.keyed(("acct_nobody", "k"), "/v1/payouts", FORM).await;
    assert_eq!(nobody.status, 403);
    for path in ["/v1/payouts/po_nothing", "/v1/nothing"] {
        let nowhere = world.keyed((&world.acme, "k"), path, "").await;
        assert_eq!(nowhere.status, 404);
    }
    let made = pay_out(&world, "k", FORM).await;
    assert_eq!((made.status, made.replayed), (200, false));
}

#[tokio::test]
async fn a_key_stands_for_one_request() {
    let world = World::new().await;
    world.fund(1000).await;
    let payout = id(&pay_out(&world, "k", FORM).await.ok());
    let updated = format!("/v1/payouts/{payout}");
    for (path, form) in [
        ("/v1/payouts", "amount=200&currency=usd"),
        ("/v1/payouts", "amount=100&currency=usd&color=red"),
        (updated.as_str(), FORM),
        (updated.as_str(), ""),
    ] {
        let refused = world.keyed((&world.acme, "k"), path, form).await;
        let kind = (refused.status, refused.error("type"), refused.error("code"));
        assert_eq!(kind, (400, "idempotency_error", ""), "{path} {form}");
        assert!(!refused.replayed && refused.error("message").contains("'k'"));
    }
    assert_eq!(payouts(&world).await, 1);
}

#[tokio::test]
async fn a_key_has_1_to_255_characters() {
    let world = World::new().await;
    world.fund(1000).await;
    for (key, status) in [
        ("k".repeat(255), 200),
        ("k".repeat(256), 400),
        (String::new(), 400),
    ] {
        let answer = pay_out(&world, &key, FORM).await;
        assert_eq!(answer.status, status, "{}", key.len());
    }
    assert_eq!(payouts(&world).await, 1);
}

#[tokio::test]
async fn a_key_is_known_for_a_day() {
    let world = World::new().await;
    world.fund(1000).await;
    pay_out(&world, "k", FORM).await.ok();
    world.advance(23 * HOUR + 59 * MINUTE).await;
    assert!(pay_out(&world, "k", FORM).await.replayed);
    world.advance(2 * MINUTE).await;
    let new = pay_out(&world, "k", "amount=200&currency=usd").await;
    assert_eq!((new.status, new.replayed), (200, false));
    assert_eq!(payouts(&world).await, 2);
}

#[tokio::test]
async fn accounts_have_keys_of_their_own_and_reads_have_none() {
    let world = World::new().await;
    let globex = world
        .lever("accounts", &json!({"external_account": {}}))
        .await;
    let globex = globex["account"].as_str().unwrap();
    world.fund(1000).await;
    world
        .lever("funds", &json!({"account": globex, "amount": 1000}))
        .await;
    let one = id(&pay_out(&world, "k", FORM).await.ok());
    let other = world.keyed((globex, "k"), "/v1/payouts", FORM).await;
    assert!(!other.replayed);
    assert_ne!(id(&other.body), one);
    for status in ["pending", "in_transit"] {
        let url = format!("{}/v1/payouts/{one}", world.server.url());
        let read = world.client.get(url).bearer_auth(&world.key);
        let read = read.header("Stripe-Account", &world.acme);
        let read = read.header("Idempotency-Key", "k").send().await.unwrap();
        let read = Answer::of(read).await;
        assert_eq!(
            (read.replayed, &read.body["status"]),
            (false, &json!(status))
        );
        world.bank(&one, "submit").await;
    }
}

#[tokio::test]
async fn a_reversal_is_repeated_without_a_second_one() {
    let world = World::new().await;
    let payout = world.payout(1100).await;
    world.bank(&payout, "pay").await;
    let path = format!("/v1/payouts/{payout}/reverse");
    let reverse = || world.keyed((&world.acme, "k"), &path, "");
    let (first, again) = (reverse().await.ok(), reverse().await);
    assert!(again.replayed);
    assert_eq!(again.ok(), first);
    let without = world.call(Method::POST, &path, "").await;
    assert_eq!(without.status, 400);
}

/// What clients that come at once with one key are answered, in a few rounds with a key each.
async fn at_once(world: &World) -> Vec<Vec<Answer>> {
    const CLIENTS: usize = 8;
    world.fund(100_000).await;
    let mut rounds = Vec::new();
    for round in 0..20 {
        let key = format!("key {round}");
        let calls = (0..CLIENTS).map(|_| pay_out(world, &key, FORM));
        rounds.push(join_all(calls).await);
    }
    rounds
}

fn ids(answers: &[Answer]) -> Vec<&Value> {
    let mut ids: Vec<&Value> = answers
        .iter()
        .filter(|answer| answer.status == 200)
        .map(|answer| &answer.body["id"])
        .collect();
    ids.dedup();
    ids
}

#[tokio::test]
async fn of_requests_with_one_key_at_once_one_is_carried_out() {
    let world = with(None).await;
    let rounds = at_once(&world).await;
    let mut in_use = 0;
    for answers in &rounds {
        assert_eq!(ids(answers).len(), 1);
        for answer in answers.iter().filter(|answer| answer.status != 200) {
            let kind = (answer.status, answer.error("type"), answer.error("code"));
            assert_eq!(kind, (409, "idempotency_error", "idempotency_key_in_use"));
            in_use += 1;
        }
    }
    assert_eq!(payouts(&world).await, rounds.len());
    assert!(in_use > 0, "nobody ever came while a key was in use");
}

#[tokio::test]
async fn keys_that_race_may_all_be_carried_out_or_fail() {
    let racing = with(Some("idempotency-keys-race")).await;
    let rounds = at_once(&racing).await;
    // Whether requests meet is up to the machine; of twenty rounds some do, and without the defect none comes to this.
    assert!(rounds.iter().any(|answers| ids(answers).len() > 1));
    let failing = with(Some("idempotency-key-in-use-race-fails")).await;
    let rounds = at_once(&failing).await;
    let fails = |answers: &Vec<Answer>| answers.iter().any(|answer| answer.status == 500);
    assert!(rounds.iter().any(fails));
}
