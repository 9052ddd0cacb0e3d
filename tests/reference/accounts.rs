//! Accounts and where they pay out to, over the public API.

use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{Answer, World, id};

const NUMBER: &str = "000123456789";

struct Externals<'a> {
    world: &'a World,
    path: String,
}

impl<'a> Externals<'a> {
    fn of(world: &'a World, account: &str) -> Self {
        let path = format!("/v1/accounts/{account}/external_accounts");
        Self { world, path }
    }

    async fn ask(&self, method: Method, of: &str, form: &str) -> Answer {
        let path = format!("{}{of}", self.path);
        self.world.call_as(None, method, &path, form).await
    }

    async fn add(&self, currency: &str, more: &str) -> Value {
        let form = format!(
            "external_account[object]=bank_account&external_account[country]=US&\
             external_account[currency]={currency}&external_account[account_number]={NUMBER}&\
             external_account[routing_number]=110000000{more}"
        );
        self.ask(Method::POST, "", &form).await.ok()
    }

    async fn now(&self, external: &Value) -> Value {
        self.ask(Method::GET, &format!("/{}", id(external)), "")
            .await
            .ok()
    }
}

async fn open(world: &World, form: &str) -> Answer {
    world
        .call_as(None, Method::POST, "/v1/accounts", form)
        .await
}

#[tokio::test]
async fn the_first_of_a_currency_is_the_default_until_another_is() {
    let world = World::new().await;
    let account = open(&world, "type=custom").await.ok();
    let externals = Externals::of(&world, &id(&account));
    let first = externals.add("usd", "").await;
    let second = externals.add("usd", "").await;
    let euros = externals.add("eur", "").await;
    for (external, default) in [(&first, true), (&second, false), (&euros, true)] {
        assert_eq!(external["default_for_currency"], default);
        assert!(!external.to_string().contains(NUMBER));
        assert_eq!(external["last4"], "6789");
    }
    let form = "default_for_currency=true&account_type=savings&account_holder_type=company";
    let moved = externals
        .ask(Method::POST, &format!("/{}", id(&second)), form)
        .await
        .ok();
    assert_eq!(moved["default_for_currency"], true);
    assert_eq!(moved["account_type"], "savings");
    assert_eq!(externals.now(&first).await["default_for_currency"], false);
    assert_eq!(externals.now(&euros).await["default_for_currency"], true);
    let third = externals.add("usd", "&default_for_currency=true").await;
    assert_eq!(third["default_for_currency"], true);
    assert_eq!(externals.now(&second).await["default_for_currency"], false);
    let gone = externals
        .ask(Method::DELETE, &format!("/{}", id(&third)), "")
        .await
        .ok();
    assert_eq!(
        (&gone["id"], &gone["deleted"]),
        (&third["id"], &json!(true))
    );
    assert_eq!(externals.now(&first).await["default_for_currency"], true);
    let missing = externals
        .ask(Method::GET, &format!("/{}", id(&third)), "")
        .await;
    assert_eq!(missing.status, 404);
    let left = externals.ask(Method::GET, "", "").await.ok();
    assert_eq!(left["data"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn an_external_account_is_refused_for_what_is_wrong_with_it() {
    let world = World::new().await;
    let externals = Externals::of(&world, &world.acme);
    for (form, code, param) in [
        ("", "parameter_missing", "external_account"),
        (
            "bank_account[country]=US",
            "parameter_missing",
            "bank_account[account_number]",
        ),
        (
            "external_account[account_number]=1",
            "parameter_missing",
            "external_account[country]",
        ),
        (
            "external_account[color]=red",
            "parameter_unknown",
            "external_account[color]",
        ),
        (
            "external_account[country]=US&bank_account[country]=US",
            "parameters_exclusive",
            "",
        ),
    ] {
        let refused = externals.ask(Method::POST, "", form).await;
        assert_eq!(refused.status, 400, "{form}");
        let seen = (refused.error("code"), refused.error("param"));
        assert_eq!(seen, (code, param), "{form}");
    }
    let form = "bank_account[country]=CA&bank_account[account_number]=000123456789";
    let made = externals.ask(Method::POST, "", form).await.ok();
    assert_eq!(
        (&made["country"], &made["currency"]),
        (&json!("CA"), &json!("usd"))
    );
}

#[tokio::test]
async fn payouts_do_not_go_to_what_is_deleted_or_errored() {
    let world = World::new().await;
    let externals = Externals::of(&world, &world.acme);
    let other = externals.add("usd", "").await;
    externals
        .ask(Method::DELETE, &format!("/{}", id(&other)), "")
        .await
        .ok();
    world.fund(1000).await;
    let form = format!("amount=100&currency=usd&destination={}", id(&other));
    let refused = world.post("/v1/payouts", &form).await;
    assert_eq!(refused.error("code"), "resource_missing");
    let payout = world.payout(100).await;
    world.bank(&payout, "fail").await;
    let blocked = world.post("/v1/payouts", "amount=1&currency=usd").await;
    assert_eq!(blocked.error("code"), "bank_account_unusable");
    let path = format!("/{}", world.bank_account);
    let form = "account_holder_name=Jane%20Diaz";
    let updated = externals.ask(Method::POST, &path, form).await.ok();
    assert_eq!(updated["status"], "new");
    world
        .post("/v1/payouts", "amount=1&currency=usd")
        .await
        .ok();
}

#[tokio::test]
async fn what_is_deleted_is_not_told_to_have_changed() {
    let world = World::new().await;
    let externals = Externals::of(&world, &world.acme);
    world.fund(1000).await;
    let payout = world.payout(100).await;
    externals.add("usd", "&default_for_currency=true").await;
    let path = format!("/{}", world.bank_account);
    externals.ask(Method::DELETE, &path, "").await.ok();
    let listed = |events: Value| -> Vec<String> {
        let all = events["data"].as_array().cloned().unwrap_or_default();
        all.iter().map(|event| event["type"].to_string()).collect()
    };
    let before = listed(world.get("/v1/events?limit=100").await).len();
    world.bank(&payout, "fail").await;
    let mut sent = listed(world.get("/v1/events?limit=100").await);
    sent.truncate(sent.len() - before);
    assert!(
        sent.iter().any(|kind| kind.contains("payout.failed")),
        "{sent:?}"
    );
    assert!(
        !sent.iter().any(|kind| kind.contains("external_account")),
        "{sent:?}"
    );
}

#[tokio::test]
async fn accounts_are_made_and_listed() {
    let world = World::new().await;
    let form = "country=CA&controller[losses][payments]=application&email=a%40b.example&\
                capabilities[transfers][requested]=true&metadata[a]=1&\
                settings[payouts][schedule][interval]=manual&\
                external_account[object]=bank_account&external_account[country]=CA&\
                external_account[account_number]=000123456789";
    let made = open(&world, form).await.ok();
    assert_eq!(made["default_currency"], "cad");
    assert_eq!(made["controller"]["losses"]["payments"], "application");
    assert_eq!(made["capabilities"]["transfers"], "active");
    assert_eq!(
        made["settings"]["payouts"]["schedule"]["interval"],
        "manual"
    );
    assert_eq!(made["external_accounts"]["data"][0]["currency"], "cad");
    assert_eq!(
        (&made["email"], &made["metadata"]),
        (&json!("a@b.example"), &json!({"a": "1"}))
    );
    let path = format!("/v1/accounts/{}", id(&made));
    let read = world.call_as(None, Method::GET, &path, "").await.ok();
    assert_eq!(read, made);
    let list = world
        .call_as(None, Method::GET, "/v1/accounts", "")
        .await
        .ok();
    let ids: Vec<String> = list["data"].as_array().unwrap().iter().map(id).collect();
    assert_eq!(ids, [id(&made), world.acme.clone()]);
    for (form, param) in [
        ("type=none", "type"),
        ("country=USA", "country"),
        (
            "controller[losses][payments]=me",
            "controller[losses][payments]",
        ),
        (
            "external_account[country]=US",
            "external_account[account_number]",
        ),
        ("color=red", "color"),
    ] {
        let refused = open(&world, form).await;
        assert_eq!(
            (refused.status, refused.error("param")),
            (400, param),
            "{form}"
        );
    }
    let list = world
        .call_as(None, Method::GET, "/v1/accounts", "")
        .await
        .ok();
    assert_eq!(
        list["data"].as_array().unwrap().len(),
        2,
        "what is refused leaves nothing"
    );
}
