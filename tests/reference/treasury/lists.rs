//! What of treasury can be read, by whom, and in which order.

use reqwest::Method;
use serde_json::{Value, json};

use super::Treasury;
use crate::world::id;

#[tokio::test]
async fn treasury_belongs_to_its_account() {
    let treasury = Treasury::new().await;
    let world = &treasury.world;
    let debit = treasury.debit(100).await;
    let reversal = treasury.reverse(&id(&debit)).await.ok();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let paths = [
        format!("financial_accounts/{}", treasury.account),
        format!("received_debits/{}", id(&debit)),
        format!("debit_reversals/{}", id(&reversal)),
        format!("transactions/{}", text(&debit["transaction"])),
    ];
    for path in paths {
        let path = format!("/v1/treasury/{path}");
        world.get(&path).await;
        let foreign = world.call_as(None, Method::GET, &path, "").await;
        let seen = (foreign.status, foreign.error("code"));
        assert_eq!(seen, (404, "resource_missing"), "{path}");
    }
    let other = id(&treasury.debit(100).await);
    let form = format!("received_debit={other}");
    let path = "/v1/treasury/debit_reversals";
    let foreign = world.call_as(None, Method::POST, path, &form).await;
    assert_eq!(
        (
            foreign.status,
            foreign.error("code"),
            foreign.error("param")
        ),
        (404, "resource_missing", "received_debit")
    );
}

#[tokio::test]
async fn what_does_not_exist_is_an_unrecognized_url() {
    let treasury = Treasury::new().await;
    let debit = id(&treasury.debit(100).await);
    let reversal = id(&treasury.reverse(&debit).await.ok());
    for path in [
        "/v1/treasury/received_debits".to_owned(),
        format!("/v1/treasury/debit_reversals/{reversal}"),
    ] {
        let answer = treasury.world.post(&path, "metadata[a]=1").await;
        let begin = format!("Unrecognized request URL (POST: {path})");
        assert_eq!(answer.status, 404);
        assert!(
            answer.error("message").starts_with(&begin),
            "{}",
            answer.body
        );
    }
}

#[tokio::test]
async fn lists_are_of_one_financial_account_and_filtered() {
    let treasury = Treasury::new().await;
    let [first, second] = [
        id(&treasury.debit(100).await),
        id(&treasury.debit(200).await),
    ];
    let done = id(&treasury.reverse(&first).await.ok());
    let open = id(&treasury.reverse(&second).await.ok());
    treasury.bank(&done, "complete").await;
    for of in [
        "received_debits",
        "debit_reversals",
        "transactions",
        "transaction_entries",
    ] {
        let missing = treasury.list(of, "limit=3").await;
        let seen = (
            missing.status,
            missing.error("code"),
            missing.error("param"),
        );
        assert_eq!(seen, (400, "parameter_missing", "financial_account"));
        let unknown = treasury.list(of, "financial_account=fa_nope").await;
        let seen = (
            unknown.status,
            unknown.error("code"),
            unknown.error("param"),
        );
        assert_eq!(seen, (400, "resource_missing", "financial_account"));
    }
    for (query, expected) in [
        (String::new(), vec![&open, &done]),
        ("limit=1".into(), vec![&open]),
        (format!("starting_after={open}"), vec![&done]),
        ("status=processing".into(), vec![&open]),
        ("status=completed".into(), vec![&done]),
        ("status=succeeded".into(), vec![&done]),
        ("status=canceled".into(), vec![]),
        ("resolution=won".into(), vec![]),
        (format!("received_debit={first}"), vec![&done]),
        (format!("received_debit={first}&status=processing"), vec![]),
    ] {
        let listed = treasury.ids("debit_reversals", &query).await;
        assert_eq!(listed.iter().collect::<Vec<_>>(), expected, "{query}");
    }
    assert_eq!(treasury.ids("received_debits", "").await, [second, first]);
    let accounts = treasury
        .list("financial_accounts", "status=open")
        .await
        .ok();
    assert_eq!(id(&accounts["data"][0]), treasury.account);
    let closed = treasury
        .list("financial_accounts", "status=closed")
        .await
        .ok();
    assert_eq!(closed["data"], json!([]));
}

#[tokio::test]
async fn transactions_are_posted_with_their_flow_and_tell_of_it() {
    let treasury = Treasury::new().await;
    let debit = treasury.debit(100).await;
    let reversal = treasury.reverse(&id(&debit)).await.ok();
    let path = |object: &Value| {
        let transaction = object["transaction"].as_str().unwrap();
        format!("/v1/treasury/transactions/{transaction}")
    };
    let taken = treasury.world.get(&path(&debit)).await;
    assert_eq!(
        (&taken["status"], &taken["amount"], &taken["flow_type"]),
        (&json!("posted"), &json!(-100), &json!("received_debit"))
    );
    assert_eq!(
        (&taken["flow"], &taken["entries"]),
        (&debit["id"], &Value::Null)
    );
    let open = treasury.world.get(&path(&reversal)).await;
    assert_eq!(
        (&open["status"], &open["amount"]),
        (&json!("open"), &json!(100))
    );
    assert_eq!(open["balance_impact"]["cash"], 0);
    treasury.world.advance(60).await;
    treasury.bank(&id(&reversal), "complete").await;
    let expanded = format!("{}?expand[]=entries&expand[]=flow_details", path(&reversal));
    let back = treasury.world.get(&expanded).await;
    assert_eq!(
        back["status_transitions"],
        json!({"posted_at": 1_700_000_060, "void_at": null})
    );
    assert_eq!(back["flow_details"]["debit_reversal"]["id"], reversal["id"]);
    let entries = back["entries"]["data"].as_array().unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(
        (&entries[0]["balance_impact"]["cash"], &entries[0]["type"]),
        (&json!(100), &json!("debit_reversal"))
    );
    let entry = format!("/v1/treasury/transaction_entries/{}", id(&entries[0]));
    let entry = treasury
        .world
        .get(&format!("{entry}?expand[]=transaction.flow_details"))
        .await;
    assert_eq!(
        entry["transaction"]["flow_details"]["type"],
        "debit_reversal"
    );
}

#[tokio::test]
async fn transactions_are_filtered_by_their_posting_only_in_its_order() {
    let treasury = Treasury::new().await;
    let first = treasury.debit(100).await;
    let reversal = treasury.reverse(&id(&first)).await.ok();
    treasury.world.advance(60).await;
    let second = treasury.debit(100).await;
    treasury.world.advance(60).await;
    treasury.bank(&id(&reversal), "complete").await;
    let of = |object: &Value| object["transaction"].as_str().unwrap().to_owned();
    let filter = "status_transitions[posted_at][gt]=1700000000";
    for too_little in [
        "",
        "status=posted",
        "order_by=posted_at",
        "status=open&order_by=posted_at",
    ] {
        let query = format!(
            "financial_account={}&{filter}&{too_little}",
            treasury.account
        );
        assert_eq!(treasury.list("transactions", &query).await.status, 400);
    }
    let posted = "status=posted&order_by=posted_at";
    let listed = treasury
        .ids("transactions", &format!("{filter}&{posted}"))
        .await;
    assert_eq!(listed, [of(&reversal), of(&second)]);
    let made = treasury.ids("transactions", "limit=2").await;
    assert_eq!(made, [of(&second), of(&reversal)]);
    let flow = format!("flow={}", id(&second));
    assert_eq!(treasury.ids("transactions", &flow).await, [of(&second)]);
    let in_list = format!(
        "financial_account={}&expand[]=data.entries",
        treasury.account
    );
    assert_eq!(treasury.list("transactions", &in_list).await.status, 400);
}
