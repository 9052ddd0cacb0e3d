//! What all endpoints have in common, asked of each of them.

use recoup::reference::Options;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{Answer, World, id};

/// A world in which every kind of object exists.
struct Things {
    world: World,
    payout: String,
    paid: String,
    transfer: String,
    reversal: String,
    financial: String,
    debit: String,
    taken_back: String,
}

impl Things {
    async fn new() -> Self {
        let world = World::new().await;
        let (payout, paid) = (world.payout(1000).await, world.payout(1000).await);
        world.bank(&paid, "pay").await;
        world.lever("funds", &json!({"amount": 5000})).await;
        world.fund(5000).await;
        let form = format!("amount=1000&currency=usd&destination={}", world.acme);
        let transfer = world.call_as(None, Method::POST, "/v1/transfers", &form);
        let transfer = id(&transfer.await.ok());
        let path = format!("/v1/transfers/{transfer}/reversals");
        let reversal = world.call_as(None, Method::POST, &path, "amount=10");
        let reversal = id(&reversal.await.ok());
        let account = json!({"account": world.acme, "amount": 9000});
        let financial = world.lever("financial_accounts", &account).await;
        let financial = financial["financial_account"].as_str().unwrap().to_owned();
        let mut debits = Vec::new();
        for _ in 0..2 {
            let debit =
                json!({"account": world.acme, "financial_account": financial, "amount": 100});
            let made = world.lever("received_debits", &debit).await;
            debits.push(made["received_debit"].as_str().unwrap().to_owned());
        }
        let form = format!("received_debit={}", debits[0]);
        let taken_back = world.post("/v1/treasury/debit_reversals", &form).await;
        Self {
            payout,
            paid,
            transfer,
            reversal,
            financial,
            debit: debits.remove(1),
            taken_back: id(&taken_back.ok()),
            world,
        }
    }

    /// Calls as the owner of what the path names: the platform has transfers, the account all else.
    async fn call(&self, method: Method, path: &str, form: &str) -> Answer {
        let account = (!path.contains("/transfers")).then_some(self.world.acme.as_str());
        self.world.call_as(account, method, path, form).await
    }

    /// Every list, with what it needs, and an id that it holds.
    fn lists(&self) -> Vec<(String, &str)> {
        let of = format!("financial_account={}&", self.financial);
        let below = format!("/v1/transfers/{}/reversals?", self.transfer);
        vec![
            ("/v1/payouts?".to_owned(), &self.payout),
            ("/v1/transfers?".to_owned(), &self.transfer),
            (below, &self.reversal),
            (
                format!("/v1/treasury/received_debits?{of}"),
                self.debit.as_str(),
            ),
            (
                format!("/v1/treasury/debit_reversals?{of}"),
                &self.taken_back,
            ),
            ("/v1/balance_transactions?".to_owned(), ""),
            ("/v1/events?".to_owned(), ""),
        ]
    }

    /// Every call that changes something, with parameters that are right.
    fn changes(&self) -> Vec<(String, String)> {
        let transfer = format!("/v1/transfers/{}", self.transfer);
        let to = format!("amount=100&currency=usd&destination={}", self.world.acme);
        let taken = format!("received_debit={}", self.debit);
        let owned = |path: &str, form: &str| (path.to_owned(), form.to_owned());
        vec![
            owned("/v1/payouts", "amount=100&currency=usd"),
            owned(&format!("/v1/payouts/{}", self.payout), ""),
            owned(&format!("/v1/payouts/{}/reverse", self.paid), ""),
            owned(&format!("/v1/payouts/{}/cancel", self.payout), ""),
            owned("/v1/transfers", &to),
            owned(&transfer, ""),
            owned(&format!("{transfer}/reversals"), "amount=10"),
            owned(&format!("{transfer}/reversals/{}", self.reversal), ""),
            owned("/v1/treasury/debit_reversals", &taken),
        ]
    }
}

fn refused<'a>(answer: &'a Answer, about: &str) -> (&'a str, &'a str) {
    assert_eq!(answer.status, 400, "{about}: {}", answer.body);
    assert_eq!(answer.error("type"), "invalid_request_error", "{about}");
    (answer.error("code"), answer.error("param"))
}

#[tokio::test]
async fn lists_take_the_same_parameters() {
    let things = Things::new().await;
    for (list, held) in things.lists() {
        let page = things.call(Method::GET, &list, "").await.ok();
        let members: Vec<&String> = page.as_object().unwrap().keys().collect();
        assert_eq!(members, ["data", "has_more", "object", "url"], "{list}");
        assert!(list.starts_with(page["url"].as_str().unwrap()));
        let held = if held.is_empty() {
            id(&page["data"][0])
        } else {
            held.to_owned()
        };
        for (query, code, param) in [
            ("limit=0", "", "limit"),
            ("limit=101", "", "limit"),
            ("limit=ten", "parameter_invalid_integer", "limit"),
            ("starting_after=no", "resource_missing", "starting_after"),
            ("ending_before=no", "resource_missing", "ending_before"),
            ("starting_after=$&ending_before=$", "", ""),
            (
                "starting_after=$&ending_before=no",
                "resource_missing",
                "ending_before",
            ),
            ("expand[]=amount", "", ""),
            ("color=red", "parameter_unknown", "color"),
        ] {
            let path = format!("{list}{}", query.replace('$', &held));
            let answer = things.call(Method::GET, &path, "").await;
            assert_eq!(refused(&answer, &path), (code, param), "{path}");
        }
        for query in ["limit=1", "limit=100", "expand[]=data", "expand[0]=data"] {
            let path = format!("{list}{query}");
            let page = things.call(Method::GET, &path, "").await.ok();
            assert!(page["data"][0].is_object(), "{path}");
        }
    }
}

#[tokio::test]
async fn limits_out_of_range_are_taken_as_the_nearest_under_that_reading() {
    let mut options = Options::default();
    options
        .readings
        .set("list-limit-out-of-range", "clamped")
        .unwrap();
    let world = World::with(options).await;
    for _ in 0..2 {
        world.payout(100).await;
    }
    for (limit, count) in [(-1, 1), (0, 1), (101, 2)] {
        let page = world.get(&format!("/v1/payouts?limit={limit}")).await;
        assert_eq!(page["data"].as_array().unwrap().len(), count, "{limit}");
    }
}

#[tokio::test]
async fn changes_are_refused_for_the_same_parameters() {
    let things = Things::new().await;
    for (path, form) in things.changes() {
        let deep = "a.b.c.d.e";
        for (wrong, code, param) in [
            ("color=red", "parameter_unknown", "color"),
            ("expand[]=amount", "", ""),
            (
                &format!("expand[]={deep}"),
                "property_expansion_max_depth",
                "",
            ),
            ("expand=a", "", "expand"),
        ] {
            let form = format!("{form}&{wrong}");
            let answer = things.call(Method::POST, &path, &form).await;
            assert_eq!(refused(&answer, &path), (code, param), "{path} {wrong}");
        }
        if !path.ends_with("/cancel") {
            metadata_is_refused(&things, &path, &form).await;
        }
    }
    // Nothing has happened by all that.
    let payout = things.world.status(&things.payout).await;
    assert_eq!(payout, "pending");
}

async fn metadata_is_refused(things: &Things, path: &str, form: &str) {
    let many: Vec<String> = (0..51).map(|n| format!("metadata[key{n}]=v")).collect();
    let long_key = format!("metadata[{}]", "k".repeat(41));
    for (wrong, param) in [
        (many.join("&"), "metadata"),
        (format!("{long_key}=v"), long_key.as_str()),
        (format!("metadata[a]={}", "é".repeat(501)), "metadata[a]"),
        ("metadata=text".to_owned(), "metadata"),
    ] {
        let form = format!("{form}&{wrong}");
        let answer = things.call(Method::POST, path, &form).await;
        assert_eq!(refused(&answer, path), ("", param), "{path} {param}");
    }
}

#[tokio::test]
async fn lengths_are_counted_in_characters_and_keys_after_the_merge() {
    let things = Things::new().await;
    let keys: Vec<String> = (0..50).map(|n| format!("metadata[key{n}]=v")).collect();
    let full = [
        format!("metadata[{}]=v", "é".repeat(40)),
        format!("metadata[a]={}", "é".repeat(500)),
        format!("metadata=&{}", "expand[]=destination"),
        keys.join("&"),
        "metadata[key7]=&metadata[one]=more".to_owned(),
    ];
    let path = format!("/v1/payouts/{}", things.payout);
    for form in &full {
        things.call(Method::POST, &path, form).await.ok();
    }
    let answer = things
        .call(Method::POST, &path, "metadata[another]=more")
        .await;
    assert_eq!(refused(&answer, "the 51st key"), ("", "metadata"));
    for (descriptor, description, param) in [
        (22, 5000, ""),
        (23, 5000, "statement_descriptor"),
        (22, 5001, "description"),
    ] {
        let form = format!(
            "amount=1&currency=usd&statement_descriptor={}&description={}",
            "é".repeat(descriptor),
            "é".repeat(description)
        );
        let answer = things.call(Method::POST, "/v1/payouts", &form).await;
        assert_eq!(answer.error("param"), param);
        assert_eq!(answer.status == 200, param.is_empty());
    }
}

#[tokio::test]
async fn creations_cancellations_and_reversals_expand() {
    let things = Things::new().await;
    for (path, form) in things.changes() {
        let (member, object) = if path.contains("debit_reversals") {
            ("transaction", "treasury.transaction")
        } else {
            ("balance_transaction", "balance_transaction")
        };
        let form = format!("{form}&expand[]={member}");
        let answer = things.call(Method::POST, &path, &form).await.ok();
        assert_eq!(answer[member]["object"], object, "{path}");
    }
    let path = format!("/v1/payouts/{}?expand[]=original_payout", things.paid);
    let original = things.call(Method::GET, &path, "").await.ok();
    assert_eq!(original["original_payout"], Value::Null);
    let reversing = original["reversed_by"].as_str().unwrap();
    let path = format!("/v1/payouts/{reversing}?expand[]=original_payout.reversed_by");
    let reversing = things.call(Method::GET, &path, "").await.ok();
    let back = &reversing["original_payout"]["reversed_by"]["id"];
    assert_eq!(*back, reversing["id"]);
}

#[tokio::test]
async fn bodies_that_are_no_form_are_refused() {
    let things = Things::new().await;
    let world = &things.world;
    for (path, _) in things.changes() {
        for (kind, body) in [
            ("application/json", br#"{"amount":1}"#.as_slice()),
            ("multipart/form-data; boundary=b", b"--b--"),
            ("application/x-www-form-urlencoded", b"description=%FF"),
            ("application/x-www-form-urlencoded", b"description=\xff"),
        ] {
            let request = world.client.post(format!("{}{path}", world.server.url()));
            let request = request.bearer_auth(&world.key).header("Content-Type", kind);
            let answer = Answer::of(request.body(body).send().await.unwrap()).await;
            assert_eq!(refused(&answer, &path), ("", ""), "{path} {kind}");
            assert!(answer.error("message").contains("form"), "{path} {kind}");
        }
    }
}

#[tokio::test]
async fn an_account_sees_what_is_its_own() {
    let things = Things::new().await;
    let other = things
        .world
        .lever("accounts", &json!({"external_account": {}}))
        .await;
    let other = other["account"].as_str();
    for (list, _) in things.lists() {
        let (path, query) = list.split_once('?').unwrap();
        let own = things.call(Method::GET, &list, "").await.ok();
        let first = id(&own["data"][0]);
        let foreign = things
            .world
            .call_as(other, Method::GET, &format!("{path}/{first}"), "")
            .await;
        let kind = (foreign.status, foreign.error("code"));
        assert_eq!(kind, (404, "resource_missing"), "{path}");
        let listed = things.world.call_as(other, Method::GET, &list, "").await;
        if query.is_empty() && !path.ends_with("/reversals") {
            assert_eq!(listed.ok()["data"], json!([]), "{path}");
        } else {
            assert_eq!(listed.error("code"), "resource_missing", "{path}");
        }
        let nobody = Some("acct_nobody");
        let nobody = things.world.call_as(nobody, Method::GET, &list, "").await;
        assert_eq!((nobody.status, nobody.error("param")), (403, ""), "{path}");
    }
}
