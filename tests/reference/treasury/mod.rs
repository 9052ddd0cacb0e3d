//! Received debits and their reversals, from the debit to the cash that comes back.

mod debits;
mod lists;
mod reversals;

use recoup::reference::Options;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{Answer, World, id};

const HOURS_36: u64 = 36 * 3_600;

/// A financial account of acme in a world.
struct Treasury {
    world: World,
    account: String,
}

impl Treasury {
    async fn with(options: Options) -> Self {
        let world = World::with(options).await;
        let body = json!({"account": world.acme, "amount": 5000});
        let made = world.lever("financial_accounts", &body).await;
        let account = made["financial_account"].as_str().unwrap().to_owned();
        Self { world, account }
    }

    async fn new() -> Self {
        Self::with(Options::default()).await
    }

    async fn debit(&self, amount: i64) -> Value {
        let form = format!(
            "amount={amount}&currency=usd&network=ach&financial_account={}",
            self.account
        );
        let path = "/v1/test_helpers/treasury/received_debits";
        self.world.post(path, &form).await.ok()
    }

    async fn reverse(&self, debit: &str) -> Answer {
        let form = format!("received_debit={debit}");
        self.world.post("/v1/treasury/debit_reversals", &form).await
    }

    async fn bank(&self, reversal: &str, act: &str) {
        let path = format!("debit_reversals/{reversal}/bank");
        self.world.lever(&path, &json!({ "act": act })).await;
    }

    async fn details(&self, debit: &str) -> Value {
        let path = format!("/v1/treasury/received_debits/{debit}");
        self.world.get(&path).await["reversal_details"].clone()
    }

    async fn list(&self, of: &str, query: &str) -> Answer {
        let path = format!("/v1/treasury/{of}?{query}");
        self.world.call(Method::GET, &path, "").await
    }

    /// The ids of a list of this financial account.
    async fn ids(&self, of: &str, query: &str) -> Vec<String> {
        let query = format!("financial_account={}&{query}", self.account);
        let list = self.list(of, &query).await.ok();
        list["data"].as_array().unwrap().iter().map(id).collect()
    }

    /// The cash, as the API says, which must be what the levers say and what the entries add up to.
    async fn cash(&self) -> i64 {
        let path = format!("/v1/treasury/financial_accounts/{}", self.account);
        let cash = self.world.get(&path).await["balance"]["cash"]["usd"].clone();
        let url = format!("{}/balances", self.world.levers);
        let all = self.world.client.get(url).send().await.unwrap();
        let all = Answer::of(all).await.ok();
        assert_eq!(all["financial_accounts"][&self.account]["usd"], cash);
        let query = format!("financial_account={}&limit=100", self.account);
        let entries = self.list("transaction_entries", &query).await.ok();
        let impact = |entry: &Value| entry["balance_impact"]["cash"].as_i64().unwrap();
        let entries = entries["data"].as_array().unwrap().iter();
        assert_eq!(entries.map(impact).sum::<i64>(), cash.as_i64().unwrap());
        cash.as_i64().unwrap()
    }

    /// Reverses a debit by several requests that are all there at once; answers how many succeeded.
    async fn reverse_at_once(&self, debit: &str) -> usize {
        let all = [(); 4].map(|()| self.reverse(debit));
        let [a, b, c, d] = all;
        let answers = tokio::join!(a, b, c, d);
        let answers = [answers.0, answers.1, answers.2, answers.3];
        let refused = answers.iter().filter(|answer| answer.status == 400).count();
        let made = answers.iter().filter(|answer| answer.status == 200).count();
        assert_eq!(made + refused, 4);
        made
    }
}
