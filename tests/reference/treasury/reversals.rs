//! Debit reversals, from the request to the cash that comes back.

use recoup::reference::{Options, Readings};
use serde_json::{Value, json};

use super::{HOURS_36, Treasury};
use crate::world::id;

#[tokio::test]
async fn a_reversal_brings_the_cash_back_when_it_is_completed() {
    let treasury = Treasury::new().await;
    let world = &treasury.world;
    let debit = id(&treasury.debit(1000).await);
    let form = format!("received_debit={debit}&metadata[reason]=Because");
    let made = world.post("/v1/treasury/debit_reversals", &form).await.ok();
    let members = json!({
        "object": "treasury.debit_reversal", "amount": 1000, "currency": "usd",
        "financial_account": treasury.account, "linked_flows": null, "livemode": false,
        "metadata": {"reason": "Because"}, "network": "ach", "received_debit": debit,
        "resolution": null, "status": "processing", "status_transitions": {"completed_at": null},
    });
    for (name, value) in members.as_object().unwrap() {
        assert_eq!(&made[name], value, "{name}");
    }
    assert_eq!(treasury.cash().await, 4000);
    let reversal = id(&made);
    world.advance(60).await;
    for _ in 0..2 {
        treasury.bank(&reversal, "complete").await;
        assert_eq!(treasury.cash().await, 5000);
        let path = format!("/v1/treasury/debit_reversals/{reversal}");
        let done = world.get(&path).await;
        assert_eq!(done["status"], "completed");
        assert_eq!(done["status_transitions"]["completed_at"], 1_700_000_060);
        world.advance(60).await;
    }
    treasury.bank(&reversal, "cancel").await;
    let path = format!("/v1/treasury/debit_reversals/{reversal}");
    assert_eq!(world.get(&path).await["status"], "completed");
    let expected = [
        "treasury.received_debit.created succeeded",
        "treasury.debit_reversal.created processing",
        "treasury.debit_reversal.completed completed",
    ];
    assert_eq!(world.event_types().await, expected);
    let events = world.get("/v1/events").await;
    assert_eq!(events["data"][0]["account"], json!(world.acme));
    assert_eq!(events["data"][1]["data"]["object"], made);
}

#[tokio::test]
async fn a_canceled_reversal_leaves_the_money_and_voids_its_transaction() {
    let treasury = Treasury::new().await;
    let debit = id(&treasury.debit(1000).await);
    let reversal = treasury.reverse(&debit).await.ok();
    treasury.bank(&id(&reversal), "cancel").await;
    treasury.bank(&id(&reversal), "complete").await;
    assert_eq!(treasury.cash().await, 4000);
    let path = format!("/v1/treasury/debit_reversals/{}", id(&reversal));
    let canceled = treasury.world.get(&path).await;
    assert_eq!(canceled["status"], "canceled");
    assert_eq!(canceled["status_transitions"]["completed_at"], Value::Null);
    let path = format!(
        "/v1/treasury/transactions/{}",
        reversal["transaction"].as_str().unwrap()
    );
    let void = treasury.world.get(&path).await;
    assert_eq!(
        (&void["status"], &void["amount"]),
        (&json!("void"), &json!(0))
    );
    assert_eq!(
        void["status_transitions"],
        json!({"posted_at": null, "void_at": 1_700_000_000})
    );
    assert_eq!(treasury.reverse(&debit).await.status, 400);
}

#[tokio::test]
async fn readings_choose_words_and_the_last_instant() {
    let mut readings = Readings::default();
    for (choice, value) in [
        ("debit-deadline-instant", "accepted"),
        ("debit-reversal-status", "succeeded"),
        ("debit-reversal-object", "debit_reversal"),
    ] {
        readings.set(choice, value).unwrap();
    }
    let options = Options {
        readings,
        ..Options::default()
    };
    let treasury = Treasury::with(options).await;
    let [first, second] = [
        id(&treasury.debit(100).await),
        id(&treasury.debit(100).await),
    ];
    treasury.world.advance(HOURS_36).await;
    let made = treasury.reverse(&first).await.ok();
    assert_eq!(made["object"], "debit_reversal");
    treasury.bank(&id(&made), "complete").await;
    let path = format!("/v1/treasury/debit_reversals/{}", id(&made));
    assert_eq!(treasury.world.get(&path).await["status"], "succeeded");
    for word in ["completed", "succeeded"] {
        let listed = treasury
            .ids("debit_reversals", &format!("status={word}"))
            .await;
        assert_eq!(listed, [id(&made)]);
    }
    treasury.world.advance(1).await;
    assert_eq!(treasury.reverse(&second).await.status, 400);
}

#[tokio::test]
async fn of_reversals_that_are_asked_for_at_once_one_is_made() {
    for (defect, expected) in [(None, 1), (Some("debit-reversal-race".parse().unwrap()), 4)] {
        let options = Options {
            defect,
            ..Options::default()
        };
        let treasury = Treasury::with(options).await;
        let debit = id(&treasury.debit(100).await);
        assert_eq!(
            treasury.reverse_at_once(&debit).await,
            expected,
            "{defect:?}"
        );
        let listed = treasury.ids("debit_reversals", "").await;
        assert_eq!(listed.len(), expected);
    }
}
