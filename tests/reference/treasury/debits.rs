//! Received debits: what they take, and how long they can be reversed.

use serde_json::{Value, json};

use super::{HOURS_36, Treasury};
use crate::world::id;

#[tokio::test]
async fn a_debit_looks_as_documented_and_takes_the_cash() {
    let treasury = Treasury::new().await;
    let debit = treasury.debit(1000).await;
    let path = format!("/v1/treasury/received_debits/{}", id(&debit));
    assert_eq!(treasury.world.get(&path).await, debit);
    let members = json!({
        "object": "treasury.received_debit", "amount": 1000, "created": 1_700_000_000,
        "currency": "usd", "description": "Stripe Test", "failure_code": null,
        "financial_account": treasury.account, "livemode": false, "network": "ach",
        "reversal_details": {"deadline": 1_700_129_600, "restricted_reason": null},
        "status": "succeeded",
    });
    for (name, value) in members.as_object().unwrap() {
        assert_eq!(&debit[name], value, "{name}");
    }
    let bank = &debit["initiating_payment_method_details"]["us_bank_account"];
    assert_eq!(
        bank,
        &json!({"bank_name": "STRIPE TEST BANK", "last4": "6789", "routing_number": "110000000"})
    );
    assert_eq!(treasury.cash().await, 4000);
    let events = treasury.world.event_types().await;
    assert_eq!(events, ["treasury.received_debit.created succeeded"]);
}

#[tokio::test]
async fn a_debit_of_more_than_the_cash_fails_and_cannot_be_reversed() {
    let treasury = Treasury::new().await;
    let failed = treasury.debit(5001).await;
    assert_eq!(
        (
            &failed["status"],
            &failed["failure_code"],
            &failed["transaction"]
        ),
        (&json!("failed"), &json!("insufficient_funds"), &Value::Null)
    );
    assert_eq!(treasury.cash().await, 5000);
    let refused = treasury.reverse(&id(&failed)).await;
    assert_eq!(
        (refused.status, refused.error("param")),
        (400, "received_debit")
    );
    assert_eq!(treasury.debit(5000).await["status"], "succeeded");
    assert_eq!(treasury.cash().await, 0);
    let listed = treasury.ids("received_debits", "status=failed").await;
    assert_eq!(listed, [id(&failed)]);
}

#[tokio::test]
async fn the_deadline_passes_unless_the_debit_has_been_reversed_before() {
    let treasury = Treasury::new().await;
    let [early, late] = [
        id(&treasury.debit(100).await),
        id(&treasury.debit(100).await),
    ];
    treasury.world.advance(HOURS_36 - 1).await;
    let open = json!({"deadline": 1_700_129_600, "restricted_reason": null});
    assert_eq!(treasury.details(&late).await, open);
    treasury.reverse(&early).await.ok();
    treasury.world.advance(1).await;
    let passed = json!({"deadline": 1_700_129_600, "restricted_reason": "deadline_passed"});
    assert_eq!(treasury.details(&late).await, passed);
    let reversed = json!({"deadline": 1_700_129_600, "restricted_reason": "already_reversed"});
    assert_eq!(treasury.details(&early).await, reversed);
    let refused = treasury.reverse(&late).await;
    assert_eq!((refused.status, refused.error("code")), (400, ""));
    assert_eq!(treasury.details(&late).await, passed);
    let listed = treasury.ids("debit_reversals", "").await;
    assert_eq!(listed.len(), 1);
}

#[tokio::test]
async fn a_financial_account_with_addresses_shows_one_and_a_card_has_an_id() {
    let treasury = Treasury::new().await;
    let path = format!("/v1/treasury/financial_accounts/{}", treasury.account);
    let shown = treasury.world.get(&path).await;
    assert_eq!(shown["active_features"][0], "financial_addresses.aba");
    let address = &shown["financial_addresses"][0];
    let last4 = address["aba"]["account_number_last4"].as_str();
    assert_eq!(
        (&address["type"], last4.map(str::len)),
        (&json!("aba"), Some(4))
    );
    let body = json!({
        "account": treasury.world.acme, "financial_account": treasury.account,
        "amount": 100, "network": "card",
    });
    let made = treasury.world.lever("received_debits", &body).await;
    let debit = made["received_debit"].as_str().unwrap();
    let path = format!("/v1/treasury/received_debits/{debit}");
    let by = &treasury.world.get(&path).await["initiating_payment_method_details"];
    let card = by["issuing_card"].as_str().unwrap_or_default();
    assert!(
        by["type"] == "issuing_card" && card.starts_with("ic_"),
        "{by}"
    );
}

#[tokio::test]
async fn cards_and_restricted_sources_are_never_reversible() {
    let treasury = Treasury::new().await;
    for (network, restricted, reason) in [
        ("card", false, "network_restricted"),
        ("ach", true, "source_flow_restricted"),
        ("card", true, "source_flow_restricted"),
    ] {
        let body = json!({
            "account": treasury.world.acme, "financial_account": treasury.account,
            "amount": 100, "network": network, "source_flow_restricted": restricted,
        });
        let made = treasury.world.lever("received_debits", &body).await;
        let debit = made["received_debit"].as_str().unwrap();
        let details = json!({"deadline": null, "restricted_reason": reason});
        assert_eq!(treasury.details(debit).await, details);
        assert_eq!(treasury.reverse(debit).await.status, 400);
        assert_eq!(treasury.details(debit).await, details);
    }
    assert_eq!(treasury.cash().await, 4700);
}

#[tokio::test]
async fn the_helper_needs_what_it_needs() {
    let treasury = Treasury::new().await;
    let all = ["amount=1", "currency=usd", "network=ach"];
    let account = format!("financial_account={}", treasury.account);
    let all = [all[0], all[1], all[2], account.as_str()];
    let path = "/v1/test_helpers/treasury/received_debits";
    for missing in all {
        let form: Vec<_> = all.into_iter().filter(|one| *one != missing).collect();
        let answer = treasury.world.post(path, &form.join("&")).await;
        let (name, _) = missing.split_once('=').unwrap();
        let seen = (answer.status, answer.error("code"), answer.error("param"));
        assert_eq!(seen, (400, "parameter_missing", name));
    }
    let form = all.join("&");
    for (wrong, param) in [
        ("network=card", "network"),
        ("currency=cad", "currency"),
        ("amount=0", "amount"),
        (
            "initiating_payment_method_details[us_bank_account][account_number]=1",
            "initiating_payment_method_details[type]",
        ),
    ] {
        let answer = treasury.world.post(path, &format!("{form}&{wrong}")).await;
        assert_eq!((answer.status, answer.error("param")), (400, param));
    }
    let details = "initiating_payment_method_details";
    let told = format!(
        "{form}&{details}[type]=us_bank_account&{details}[us_bank_account][account_number]=000123450042&{details}[us_bank_account][account_holder_name]=Jenny"
    );
    let debit = treasury.world.post(path, &told).await.ok();
    assert_eq!(debit[details]["us_bank_account"]["last4"], "0042");
    assert_eq!(debit[details]["billing_details"]["name"], "Jenny");
}
