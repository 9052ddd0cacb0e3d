//! Transfers, reversals, destination charges and fees, from request to balance.

use recoup::reference::{Options, Readings};
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{Answer, World, id};

/// A world seen as its platform sees it.
struct Platform(World);

impl Platform {
    async fn new() -> Self {
        Self(World::new().await)
    }

    async fn reading(choice: &str, value: &str) -> Self {
        let mut readings = Readings::default();
        readings.set(choice, value).unwrap();
        let options = Options {
            readings,
            ..Options::default()
        };
        Self(World::with(options).await)
    }

    async fn call(&self, method: Method, path: &str, form: &str) -> Answer {
        self.0.call_as(None, method, path, form).await
    }

    async fn get(&self, path: &str) -> Value {
        self.call(Method::GET, path, "").await.ok()
    }

    async fn post(&self, path: &str, form: &str) -> Answer {
        self.call(Method::POST, path, form).await
    }

    /// Funds a transfer to acme and makes it.
    async fn transfer(&self, amount: i64, more: &str) -> Value {
        self.0.lever("funds", &json!({"amount": amount})).await;
        let acme = &self.0.acme;
        let form = format!("amount={amount}&currency=usd&destination={acme}{more}");
        self.post("/v1/transfers", &form).await.ok()
    }

    async fn reverse(&self, transfer: &Value, form: &str) -> Answer {
        let path = format!("/v1/transfers/{}/reversals", id(transfer));
        self.post(&path, form).await
    }

    async fn charge(&self, wanted: Value) -> Value {
        let mut body = json!({"account": self.0.acme, "amount": 2000});
        for (name, value) in wanted.as_object().unwrap() {
            body[name] = value.clone();
        }
        self.0.lever("charges", &body).await
    }

    async fn again(&self, object: &Value, collection: &str) -> Value {
        self.get(&format!("/v1/{collection}/{}", id(object))).await
    }

    /// What the platform and acme have available.
    async fn balances(&self) -> (i64, i64) {
        let available = |balance: Value| balance["available"][0]["amount"].as_i64().unwrap();
        let platform = available(self.get("/v1/balance").await);
        (platform, available(self.0.get("/v1/balance").await))
    }

    async fn event_types(&self) -> Vec<String> {
        let list = self.get("/v1/events?limit=100").await;
        let events = list["data"].as_array().unwrap().iter().rev();
        let types = events.map(|event| event["type"].as_str().unwrap().to_owned());
        types.collect()
    }
}

fn refusal(answer: &Answer) -> (u16, &str, &str) {
    (answer.status, answer.error("code"), answer.error("param"))
}

#[tokio::test]
async fn a_transfer_is_made_and_looks_as_documented() {
    let platform = Platform::new().await;
    let more = "&description=rent&metadata[order_id]=6735&transfer_group=ORDER_95";
    let made = platform.transfer(800, more).await;
    assert_eq!(platform.again(&made, "transfers").await, made);
    let members = json!({
        "object": "transfer", "amount": 800, "amount_reversed": 0, "currency": "usd",
        "created": 1_700_000_000, "description": "rent", "destination": platform.0.acme,
        "livemode": false, "metadata": {"order_id": "6735"}, "reversed": false,
        "source_transaction": null, "source_type": "card", "transfer_group": "ORDER_95",
        "reversals": {
            "object": "list", "data": [], "has_more": false,
            "url": format!("/v1/transfers/{}/reversals", id(&made)),
        },
    });
    for (name, value) in members.as_object().unwrap() {
        assert_eq!(&made[name], value, "{name}");
    }
    assert_eq!(platform.balances().await, (0, 800));
    let payment = made["destination_payment"].as_str().unwrap();
    assert!(payment.starts_with("py_"));
    let received = platform.0.get(&format!("/v1/charges/{payment}")).await;
    assert_eq!(
        (&received["object"], &received["amount"]),
        (&json!("charge"), &json!(800))
    );
    assert_eq!(received["source_transfer"], made["id"]);
    let booked = received["balance_transaction"].as_str().unwrap();
    let booked = platform
        .0
        .get(&format!(
            "/v1/balance_transactions/{booked}?expand[]=source.source_transfer"
        ))
        .await;
    assert_eq!(
        (&booked["type"], &booked["net"]),
        (&json!("payment"), &json!(800))
    );
    assert_eq!(booked["source"]["source_transfer"]["id"], made["id"]);
    assert_eq!(platform.event_types().await, ["transfer.created"]);
}

#[tokio::test]
async fn a_transfer_that_cannot_be_made_leaves_nothing() {
    let platform = Platform::new().await;
    let closed = platform
        .0
        .lever("accounts", &json!({"transfers": false}))
        .await;
    let closed = closed["account"].as_str().unwrap();
    platform.0.lever("funds", &json!({"amount": 800})).await;
    let acme = platform.0.acme.clone();
    for (form, expected) in [
        (
            format!("amount=800&destination={acme}"),
            (400, "parameter_missing", "currency"),
        ),
        (
            "amount=800&currency=usd".into(),
            (400, "parameter_missing", "destination"),
        ),
        (
            format!("currency=usd&destination={acme}"),
            (400, "parameter_missing", "amount"),
        ),
        (
            "amount=800&currency=usd&destination=acct_no".into(),
            (400, "resource_missing", "destination"),
        ),
        (
            format!("amount=800&currency=usd&destination={closed}"),
            (400, "", ""),
        ),
        (
            format!("amount=801&currency=usd&destination={acme}"),
            (400, "balance_insufficient", ""),
        ),
        (
            format!("amount=800&currency=eur&destination={acme}"),
            (400, "balance_insufficient", ""),
        ),
    ] {
        let refused = platform.post("/v1/transfers", &form).await;
        assert_eq!(refusal(&refused), expected, "{form}");
    }
    let form = format!("amount=800&currency=usd&destination={acme}");
    let by_account = platform.0.post("/v1/transfers", &form).await;
    assert_eq!(
        refusal(&by_account),
        (400, "resource_missing", "destination")
    );
    let listed = platform.get("/v1/transfers").await;
    assert_eq!(listed["data"], json!([]));
    assert_eq!(platform.balances().await, (800, 0));
}

#[tokio::test]
async fn a_transfer_is_reversed_in_parts_until_nothing_is_left() {
    let platform = Platform::new().await;
    let made = platform.transfer(800, "").await;
    let form =
        "amount=500&metadata[a]=1&description=wrong&expand[]=transfer.reversals.data.transfer";
    let first = platform.reverse(&made, form).await.ok();
    assert_eq!(
        (&first["amount"], &first["metadata"]["a"]),
        (&json!(500), &json!("1"))
    );
    assert_eq!(first.get("description"), None);
    let expanded = &first["transfer"];
    assert_eq!(
        (&expanded["amount_reversed"], &expanded["reversed"]),
        (&json!(500), &json!(false))
    );
    assert_eq!(
        expanded["reversals"]["data"][0]["transfer"]["id"],
        made["id"]
    );
    let over = platform.reverse(&made, "amount=301").await;
    assert_eq!(refusal(&over), (400, "", "amount"));
    let rest = platform.reverse(&made, "").await.ok();
    assert_eq!(rest["amount"], 300);
    assert_eq!(platform.balances().await, (800, 0));
    let again = platform.reverse(&made, "amount=1").await;
    assert_eq!(refusal(&again), (400, "", ""));
    let now = platform.again(&made, "transfers").await;
    assert_eq!(
        (&now["amount_reversed"], &now["reversed"]),
        (&json!(800), &json!(true))
    );
    assert_eq!(now["reversals"]["data"][0], rest);
    let path = format!("/v1/transfers/{}/reversals", id(&made));
    let older = platform
        .get(&format!("{path}?starting_after={}", id(&rest)))
        .await;
    assert_eq!(older["data"][0]["id"], first["id"]);
    let refund = rest["destination_payment_refund"].as_str().unwrap();
    let refund = platform.0.get(&format!("/v1/refunds/{refund}")).await;
    assert_eq!(refund["source_transfer_reversal"], rest["id"]);
    assert_eq!(refund["transfer_reversal"], Value::Null);
    let events = platform.event_types().await;
    assert_eq!(
        events,
        ["transfer.created", "transfer.reversed", "transfer.reversed"]
    );
    let query = "/v1/events?type=transfer.reversed";
    let events = platform.get(query).await;
    let (last, before) = (&events["data"][0]["data"], &events["data"][1]["data"]);
    assert_eq!(last["object"], now);
    assert_eq!(
        (
            &before["object"]["amount_reversed"],
            before.get("previous_attributes")
        ),
        (&json!(500), None)
    );
}

#[tokio::test]
async fn reversals_are_found_under_their_own_transfer_by_the_platform() {
    let platform = Platform::new().await;
    let (made, other) = (
        platform.transfer(800, "").await,
        platform.transfer(800, "").await,
    );
    let reversal = platform.reverse(&made, "amount=1").await.ok();
    let path =
        |transfer: &Value| format!("/v1/transfers/{}/reversals/{}", id(transfer), id(&reversal));
    assert_eq!(platform.get(&path(&made)).await, reversal);
    let wrong = platform.call(Method::GET, &path(&other), "").await;
    assert_eq!(refusal(&wrong), (404, "resource_missing", "id"));
    let foreign = platform.0.call(Method::GET, &path(&made), "").await;
    assert_eq!(refusal(&foreign), (404, "resource_missing", "transfer"));
    let create = format!("/v1/transfers/{}/reversals", id(&made));
    let foreign = platform.0.post(&create, "amount=1").await;
    assert_eq!(refusal(&foreign), (404, "resource_missing", "id"));
    let updated = platform
        .post(&path(&made), "metadata[a]=1&description=x")
        .await
        .ok();
    assert_eq!(updated["metadata"], json!({"a": "1"}));
    let refused = platform.post(&path(&made), "amount=2").await;
    assert_eq!(refusal(&refused), (400, "parameter_unknown", "amount"));
}

#[tokio::test]
async fn the_newest_ten_reversals_are_shown_inline() {
    let platform = Platform::new().await;
    let made = platform.transfer(800, "").await;
    let mut last = Value::Null;
    for _ in 0..11 {
        last = platform.reverse(&made, "amount=10").await.ok();
    }
    let now = platform.again(&made, "transfers").await;
    let shown = now["reversals"]["data"].as_array().unwrap();
    assert_eq!(
        (shown.len(), &shown[0], &now["reversals"]["has_more"]),
        (10, &last, &json!(true))
    );
}

#[tokio::test]
async fn transfers_are_updated_and_listed() {
    let platform = Platform::new().await;
    let globex = platform.0.lever("accounts", &json!({})).await;
    let globex = globex["account"].as_str().unwrap().to_owned();
    let first = platform.transfer(100, "&transfer_group=ORDER_1").await;
    platform.0.lever("funds", &json!({"amount": 200})).await;
    let form = format!("amount=200&currency=usd&destination={globex}&transfer_group=ORDER_1");
    let second = platform.post("/v1/transfers", &form).await.ok();
    let list = async |query: String| {
        let list = platform.get(&format!("/v1/transfers?{query}")).await;
        let ids = list["data"].as_array().unwrap().iter().map(id);
        ids.collect::<Vec<_>>()
    };
    assert_eq!(list(String::new()).await, [id(&second), id(&first)]);
    assert_eq!(list(format!("destination={globex}")).await, [id(&second)]);
    assert_eq!(
        list(format!("destination={globex}&transfer_group=ORDER_1")).await,
        [id(&second)]
    );
    assert_eq!(
        list(format!("starting_after={}", id(&second))).await,
        [id(&first)]
    );
    let none = list("transfer_group=ORDER".into()).await;
    assert!(none.is_empty(), "{none:?}");
    assert_eq!(platform.0.get("/v1/transfers").await["data"], json!([]));
    let path = format!("/v1/transfers/{}", id(&first));
    let updated = platform
        .post(&path, "description=rent&metadata[a]=1")
        .await
        .ok();
    assert_eq!(
        (&updated["description"], &updated["metadata"]),
        (&json!("rent"), &json!({"a": "1"}))
    );
    let unset = platform.post(&path, "description=&metadata=").await.ok();
    assert_eq!(
        (&unset["description"], &unset["metadata"]),
        (&Value::Null, &json!({}))
    );
    let refused = platform.post(&path, "amount=1").await;
    assert_eq!(refusal(&refused), (400, "parameter_unknown", "amount"));
    let events = platform.get("/v1/events?type=transfer.updated").await;
    let previous = &events["data"][1]["data"]["previous_attributes"];
    assert_eq!(
        previous,
        &json!({"description": null, "metadata": {"a": null}})
    );
}

#[tokio::test]
async fn a_short_destination_is_told_apart_by_what_the_transfer_was_for() {
    for (more, value, status) in [
        ("", "refused", 400),
        ("", "negative", 200),
        ("&transfer_group=ORDER_95", "refused", 400),
        ("&transfer_group=ORDER_95", "negative", 400),
    ] {
        let platform = Platform::reading("transfer-reversal-shortfall", value).await;
        let made = platform.transfer(800, more).await;
        platform
            .0
            .post("/v1/payouts", "amount=1&currency=usd")
            .await
            .ok();
        let reversed = platform.reverse(&made, "").await;
        assert_eq!(reversed.status, status, "{more} {value}");
        let enough = platform.reverse(&made, "amount=799").await;
        assert_eq!(enough.status == 200, status == 400, "{more} {value}");
    }
}

#[tokio::test]
async fn the_readings_of_reversals_are_taken() {
    let choice = "transfer-reversal-default-amount";
    let platform = Platform::reading(choice, "error").await;
    let made = platform.transfer(800, "").await;
    platform.reverse(&made, "amount=1").await.ok();
    let refused = platform.reverse(&made, "").await;
    assert_eq!(refusal(&refused), (400, "", "amount"));
    let platform = Platform::reading("reversal-update-description", "refused").await;
    let made = platform.transfer(800, "").await;
    let reversal = platform.reverse(&made, "").await.ok();
    let path = format!("/v1/transfers/{}/reversals/{}", id(&made), id(&reversal));
    let refused = platform.post(&path, "description=x").await;
    assert_eq!(refusal(&refused), (400, "parameter_unknown", "description"));
}

#[tokio::test]
async fn a_destination_charge_is_passed_on_and_its_fee_comes_back() {
    let platform = Platform::new().await;
    let made = platform
        .charge(json!({"application_fee_amount": 200}))
        .await;
    assert_eq!(platform.balances().await, (200, 1800));
    let charge = made["charge"].as_str().unwrap();
    let charge = platform
        .get(&format!("/v1/charges/{charge}?expand[]=transfer"))
        .await;
    assert_eq!(charge["transfer"]["id"], made["transfer"]);
    assert_eq!(charge["application_fee"], made["application_fee"]);
    let fee = made["application_fee"].as_str().unwrap();
    let fee = platform.get(&format!("/v1/application_fees/{fee}")).await;
    assert_eq!(
        (&fee["amount"], &fee["refunded"]),
        (&json!(200), &json!(false))
    );
    assert_eq!(fee["originating_transaction"], charge["id"]);
    assert_eq!(fee["charge"], charge["transfer"]["destination_payment"]);
    let payments = platform.0.get("/v1/balance_transactions").await;
    let payment = &payments["data"][0];
    let told = (&payment["amount"], &payment["fee"], &payment["net"]);
    assert_eq!(told, (&json!(2000), &json!(200), &json!(1800)));
    let transfer = json!({"id": made["transfer"]});
    platform.reverse(&transfer, "amount=500").await.ok();
    assert_eq!(platform.balances().await, (700, 1300));
    platform
        .reverse(&transfer, "amount=1000&refund_application_fee=true")
        .await
        .ok();
    assert_eq!(platform.balances().await, (1600, 400));
    let over = platform.reverse(&transfer, "amount=501").await;
    assert_eq!(refusal(&over), (400, "", "amount"));
    let fee = platform.again(&fee, "application_fees").await;
    assert_eq!(
        (&fee["amount_refunded"], &fee["refunded"]),
        (&json!(100), &json!(false))
    );
    let path = format!("/v1/application_fees/{}/refunds", id(&fee));
    let rest = platform.post(&path, "").await.ok();
    assert_eq!((&rest["amount"], &rest["fee"]), (&json!(100), &fee["id"]));
    assert_eq!(refusal(&platform.post(&path, "").await).0, 400);
    assert_eq!(platform.get(&path).await["data"][0], rest);
    let listed = platform
        .get(&format!("/v1/application_fees?charge={}", id(&charge)))
        .await;
    assert_eq!(listed["data"][0]["refunded"], true);
    let events = platform.event_types().await;
    let expected = [
        "transfer.created",
        "application_fee.created",
        "transfer.reversed",
        "transfer.reversed",
        "application_fee.refunded",
        "application_fee.refunded",
    ];
    assert_eq!(events, expected);
}

#[tokio::test]
async fn a_refund_reverses_the_transfer_in_proportion() {
    let platform = Platform::new().await;
    let made = platform.charge(json!({"transfer_amount": 1800})).await;
    assert_eq!(platform.balances().await, (200, 1800));
    let charge = made["charge"].as_str().unwrap();
    let form = format!("charge={charge}&amount=1000&reverse_transfer=true&reason=duplicate");
    let refund = platform.post("/v1/refunds", &form).await.ok();
    assert_eq!(platform.balances().await, (100, 900));
    let path = format!(
        "/v1/refunds/{}?expand[]=transfer_reversal.source_refund",
        id(&refund)
    );
    let refund = platform.get(&path).await;
    assert_eq!(refund["transfer_reversal"]["amount"], 900);
    assert_eq!(
        refund["transfer_reversal"]["source_refund"]["id"],
        refund["id"]
    );
    let plain = platform
        .post("/v1/refunds", &format!("charge={charge}&amount=1"))
        .await
        .ok();
    assert_eq!(plain["transfer_reversal"], Value::Null);
    let over = platform
        .post("/v1/refunds", &format!("charge={charge}&amount=1000"))
        .await;
    assert_eq!(refusal(&over), (400, "", "amount"));
    let rest = platform
        .post("/v1/refunds", &format!("charge={charge}"))
        .await
        .ok();
    assert_eq!(rest["amount"], 999);
    let again = platform
        .post("/v1/refunds", &format!("charge={charge}"))
        .await;
    assert_eq!(refusal(&again), (400, "charge_already_refunded", ""));
    let unknown = platform.post("/v1/refunds", "charge=ch_no").await;
    assert_eq!(refusal(&unknown), (404, "resource_missing", "id"));
    let events = platform.get("/v1/events?type=charge.refunded").await;
    assert_eq!(events["data"].as_array().unwrap().len(), 3);
    assert_eq!(events["data"][0]["data"]["object"]["refunded"], true);
}

#[tokio::test]
async fn a_refund_gives_back_the_fee_with_the_transfer() {
    let platform = Platform::new().await;
    let made = platform
        .charge(json!({"application_fee_amount": 200}))
        .await;
    let charge = made["charge"].as_str().unwrap();
    let form = format!("charge={charge}&reverse_transfer=true&refund_application_fee=true");
    platform.post("/v1/refunds", &form).await.ok();
    assert_eq!(platform.balances().await, (0, 0));
    let events = platform.event_types().await;
    let last = [
        "charge.refunded",
        "transfer.reversed",
        "application_fee.refunded",
    ];
    assert_eq!(events[events.len() - 3..], last);
    let transfer = json!({"id": made["transfer"]});
    let refused = platform.reverse(&transfer, "amount=1").await;
    assert_eq!(refused.status, 400);
}
