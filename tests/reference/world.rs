//! A world to test in: its requests, and what they answered.

use recoup::reference::{Embedded, Options};
use reqwest::{Client, Method, Response};
use serde_json::{Value, json};

/// A world of its own on a reference of its own.
pub struct World {
    pub server: Embedded,
    pub client: Client,
    pub key: String,
    pub levers: String,
    pub acme: String,
    pub bank_account: String,
}

/// An answer: status, body and headers that matter.
pub struct Answer {
    pub status: u16,
    pub request_id: String,
    /// Whether it is marked as a replay.
    pub replayed: bool,
    pub body: Value,
}

impl Answer {
    pub async fn of(response: Response) -> Self {
        let header = |name: &str| {
            let value = response.headers().get(name);
            value.map_or(String::new(), |value| value.to_str().unwrap().to_owned())
        };
        let (status, request_id) = (response.status().as_u16(), header("request-id"));
        let replayed = header("idempotent-replayed") == "true";
        let text = response.text().await.unwrap();
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Self {
            status,
            request_id,
            replayed,
            body,
        }
    }

    pub fn ok(self) -> Value {
        assert_eq!(self.status, 200, "{}", self.body);
        self.body
    }

    pub fn error(&self, member: &str) -> &str {
        self.body["error"][member].as_str().unwrap_or_default()
    }
}

pub fn id(object: &Value) -> String {
    object["id"].as_str().unwrap().to_owned()
}

impl World {
    pub async fn new() -> Self {
        Self::with(Options::default()).await
    }

    pub async fn with(options: Options) -> Self {
        let server = Embedded::start(options).unwrap();
        let client = recoup::https::client().build().unwrap();
        let url = format!("{}/worlds", server.levers_url());
        let world = Answer::of(
            client
                .post(url)
                .body(r#"{"label":"a test"}"#)
                .send()
                .await
                .unwrap(),
        );
        let world = world.await.ok();
        let text = |name: &str| world[name].as_str().unwrap().to_owned();
        let levers = format!("{}/worlds/{}", server.levers_url(), text("world"));
        let acme = client
            .post(format!("{levers}/accounts"))
            .body(r#"{"external_account":{"kind":"bank_account"}}"#);
        let acme = Answer::of(acme.send().await.unwrap()).await.ok();
        Self {
            server,
            client,
            key: text("api_key"),
            levers,
            acme: acme["account"].as_str().unwrap().to_owned(),
            bank_account: acme["external_account"].as_str().unwrap().to_owned(),
        }
    }

    pub async fn lever(&self, path: &str, body: &Value) -> Value {
        let request = self.client.post(format!("{}/{path}", self.levers));
        Answer::of(request.body(body.to_string()).send().await.unwrap())
            .await
            .ok()
    }

    pub async fn call(&self, method: Method, path: &str, form: &str) -> Answer {
        self.call_as(Some(&self.acme), method, path, form).await
    }

    pub async fn call_as(
        &self,
        account: Option<&str>,
        method: Method,
        path: &str,
        form: &str,
    ) -> Answer {
        let url = format!("{}{path}", self.server.url());
        let mut request = self.client.request(method, url).bearer_auth(&self.key);
        if let Some(account) = account {
            request = request.header("Stripe-Account", account);
        }
        if !form.is_empty() {
            let kind = "application/x-www-form-urlencoded";
            request = request.header("Content-Type", kind).body(form.to_owned());
        }
        Answer::of(request.send().await.unwrap()).await
    }

    /// A POST with an idempotency key.
    pub async fn keyed(&self, (account, key): (&str, &str), path: &str, form: &str) -> Answer {
        let url = format!("{}{path}", self.server.url());
        let kind = "application/x-www-form-urlencoded";
        let request = self.client.post(url).bearer_auth(&self.key);
        let request = request.header("Stripe-Account", account);
        let request = request.header("Idempotency-Key", key);
        let request = request.header("Content-Type", kind).body(form.to_owned());
        Answer::of(request.send().await.unwrap()).await
    }

    pub async fn get(&self, path: &str) -> Value {
        self.call(Method::GET, path, "").await.ok()
    }

    pub async fn post(&self, path: &str, form: &str) -> Answer {
        self.call(Method::POST, path, form).await
    }

    pub async fn fund(&self, amount: i64) {
        self.lever("funds", &json!({"account": self.acme, "amount": amount}))
            .await;
    }

    pub async fn payout(&self, amount: i64) -> String {
        self.fund(amount).await;
        let form = format!("amount={amount}&currency=usd");
        id(&self.post("/v1/payouts", &form).await.ok())
    }

    pub async fn bank(&self, payout: &str, act: &str) {
        self.lever(&format!("payouts/{payout}/bank"), &json!({"act": act}))
            .await;
    }

    pub async fn advance(&self, seconds: u64) {
        self.lever("clock", &json!({"advance": seconds})).await;
    }

    pub async fn status(&self, payout: &str) -> String {
        let object = self.get(&format!("/v1/payouts/{payout}")).await;
        object["status"].as_str().unwrap().to_owned()
    }

    /// Available and pending, as the levers say, which must be what the API says.
    pub async fn balance(&self) -> (i64, i64) {
        let url = format!("{}/balances", self.levers);
        let all = Answer::of(self.client.get(url).send().await.unwrap())
            .await
            .ok();
        let lever = &all["accounts"][&self.acme]["usd"];
        let api = self.get("/v1/balance").await;
        assert_eq!(api["available"][0]["amount"], lever["available"]);
        assert_eq!(api["pending"][0]["amount"], lever["pending"]);
        (
            lever["available"].as_i64().unwrap(),
            lever["pending"].as_i64().unwrap(),
        )
    }

    pub async fn event_types(&self) -> Vec<String> {
        let list = self.get("/v1/events?limit=100").await;
        let events = list["data"].as_array().unwrap().iter().rev();
        let typed = events.map(|event| {
            let object = &event["data"]["object"];
            format!(
                "{} {}",
                event["type"].as_str().unwrap(),
                object["status"].as_str().unwrap()
            )
        });
        typed.collect()
    }
}
