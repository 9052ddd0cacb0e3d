//! A world to try levers in: each lever once, on what the ones before it made.

use std::cell::RefCell;
use std::sync::Arc;

use serde_json::{Value, json};

use super::{Tried, Went, told, undeclared, well, wrong};
use crate::scenario::context::{Context, START};
use crate::scenario::world::refusal_text;
use crate::spec::Capability;
use crate::target::client::{Request, segment};
use crate::target::exchange::Purpose;
use crate::target::levers::LeverError;
use crate::target::secret::Secret;

/// A world of its own where there are worlds.
pub(in crate::run) struct Ground<'a> {
    pub(super) context: &'a Context,
    /// Its path.
    pub(in crate::run) world: String,
    /// The key of the world, which is as secret as the profile's.
    pub(in crate::run) key: Secret,
    tried: RefCell<Vec<Tried>>,
}

impl<'a> Ground<'a> {
    /// A world of its own, or the only one.
    ///
    /// # Errors
    /// Why none can be made.
    pub(in crate::run) async fn of(context: &'a Context, label: &str) -> Result<Self, String> {
        let ground = |world: String, key: Secret| Self {
            context,
            world,
            key,
            tried: RefCell::default(),
        };
        if !context.manifest.capabilities.contains(&Capability::Worlds) {
            let key = context.profile.key.clone();
            return Ok(ground("/worlds/default".to_owned(), key));
        }
        let body = json!({"label": label, "now": START});
        let (_, made) = context.levers.pull("POST", "/worlds", Some(&body)).await;
        let made = made.map_err(told)?;
        match (made["world"].as_str(), made["api_key"].as_str()) {
            (Some(world), Some(key)) => {
                let (path, key) = (format!("/worlds/{}", segment(world)), Secret::new(key));
                if key.can_be_sent() {
                    return Ok(ground(path, key));
                }
                Err("POST /worlds answered with a key that no header can carry".to_owned())
            }
            _ => Err("POST /worlds answered without world or api_key".to_owned()),
        }
    }

    /// Takes the world away again.
    pub(in crate::run) async fn close(&self) {
        if self.world != "/worlds/default" {
            self.context.drop_world(&self.world).await;
        }
    }

    pub(super) fn declares(&self, capability: Capability) -> bool {
        self.context.manifest.capabilities.contains(&capability)
    }

    pub(super) fn note(&self, one: Tried) {
        self.tried.borrow_mut().push(one);
    }

    /// What came of it so far.
    pub(super) fn hand_over(&self) -> Vec<Tried> {
        self.tried.take()
    }

    /// Every lever once, each on what the ones before it made. Gives the account.
    pub(super) async fn levers(&self) -> Option<String> {
        let bank = json!({"kind": "bank_account", "country": "US", "currency": "usd"});
        let body = json!({"country": "US", "currency": "usd", "external_account": bank});
        let made = self
            .lever((Capability::Accounts, "/accounts", "account"), body)
            .await;
        let account = made.and_then(|made| made["account"].as_str().map(str::to_owned));
        if let Some(account) = &account {
            let body = json!({"account": account, "kind": "bank_account", "country": "US", "currency": "usd"});
            let lever = (
                Capability::Accounts,
                "/external_accounts",
                "external_account",
            );
            self.lever(lever, body).await;
        }
        let sum = |amount: i64| json!({"account": account, "amount": amount, "currency": "usd"});
        self.lever((Capability::Funds, "/funds", ""), sum(5_000))
            .await;
        let made = self
            .lever((Capability::Schedule, "/payouts", "payout"), sum(1_000))
            .await;
        let payout = made.and_then(|made| made["payout"].as_str().map(str::to_owned));
        self.bank(account.as_deref(), payout).await;
        self.lever((Capability::Charges, "/charges", "charge"), sum(5_000))
            .await;
        self.treasury(account.as_deref()).await;
        self.lever((Capability::Clock, "/clock", "now"), json!({"advance": 60}))
            .await;
        self.lever((Capability::Clock, "/clock", "now"), Value::Null)
            .await;
        self.lever((Capability::Balance, "/balances", "accounts"), Value::Null)
            .await;
        account
    }

    /// What the bank does to a payout and to a top-up; those that no lever made are made as a customer does.
    async fn bank(&self, account: Option<&str>, payout: Option<String>) {
        let payout = match payout {
            None if self.declares(Capability::Bank) && self.declares(Capability::Payouts) => {
                let params = [("amount", "1000"), ("currency", "usd")];
                self.made(("/v1/payouts", account), &params).await
            }
            payout => payout,
        };
        if let Some(payout) = payout {
            let path = format!("/payouts/{}/bank", segment(&payout));
            self.lever((Capability::Bank, &path, ""), json!({"act": "pay"}))
                .await;
        }
        if self.declares(Capability::Bank) && self.declares(Capability::Topups) {
            let params = [("amount", "1000"), ("currency", "usd")];
            if let Some(topup) = self.made(("/v1/topups", None), &params).await {
                let path = format!("/topups/{}/bank", segment(&topup));
                self.lever((Capability::Bank, &path, ""), json!({"act": "pay"}))
                    .await;
            }
        }
    }

    /// A financial account, a debit that it receives, and what the bank does to the reversal of that.
    async fn treasury(&self, account: Option<&str>) {
        let body = json!({"account": account, "amount": 5_000, "currency": "usd"});
        let lever = (
            Capability::Treasury,
            "/financial_accounts",
            "financial_account",
        );
        let Some(cash) = self.lever(lever, body).await else {
            return;
        };
        let body = json!({
            "account": account, "financial_account": cash["financial_account"], "amount": 1_000, "currency": "usd",
            "network": "ach",
        });
        let lever = (Capability::Treasury, "/received_debits", "received_debit");
        let debit = self.lever(lever, body).await;
        let debit = debit.and_then(|made| made["received_debit"].as_str().map(str::to_owned));
        let products = [Capability::TreasuryBank, Capability::DebitReversals];
        if let Some(debit) = debit
            && products.into_iter().all(|product| self.declares(product))
        {
            let to = ("/v1/treasury/debit_reversals", account);
            if let Some(id) = self.made(to, &[("received_debit", &debit)]).await {
                let path = format!("/debit_reversals/{}/bank", segment(&id));
                let lever = (Capability::TreasuryBank, path.as_str(), "");
                self.lever(lever, json!({"act": "complete"})).await;
            }
        }
    }

    /// Makes something as a customer does, to try a lever on it; gives its id.
    pub(super) async fn made(
        &self,
        (path, account): (&str, Option<&str>),
        params: &[(&str, &str)],
    ) -> Option<String> {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let request = Request::post(path, account.map(str::to_owned), Purpose::Arrange)
            .with(params.iter().map(own).collect());
        let url = &self.context.profile.url;
        let exchange = self.context.client.send(url, &self.key, &request).await;
        let id = exchange.answer["id"].as_str().map(str::to_owned);
        if let (Some(200..300), Some(id)) = (exchange.status, id) {
            return Some(id);
        }
        let why = match exchange.status {
            Some(status) => {
                let said = refusal_text(&exchange.answer);
                format!("POST {path} answered {status}{said}")
            }
            None => exchange.trouble.unwrap_or_default(),
        };
        let mend = "let it make one from these parameters, as the API reference says";
        let what = path.trim_start_matches("/v1/");
        self.note(wrong(what, why, mend));
        None
    }

    pub(super) async fn lever(
        &self,
        (capability, path, needed): (Capability, &str, &str),
        body: Value,
    ) -> Option<Arc<Value>> {
        let place = format!("{}{path}", self.world);
        let body = Some(&body).filter(|body| !body.is_null());
        let method = if body.is_some() { "POST" } else { "GET" };
        let (_, reply) = self.context.levers.pull(method, &place, body).await;
        let reply = reply.and_then(|reply| {
            if needed.is_empty() || !reply[needed].is_null() {
                return Ok(reply);
            }
            Err(LeverError::Fault(format!(
                "{method} {place} answered without `{needed}`"
            )))
        });
        self.note(verdict(
            (capability, &lever_name(method, path)),
            (reply.as_ref().err(), self.declares(capability)),
        ));
        reply.ok()
    }
}

/// How a lever is called in a line: its route without ids.
fn lever_name(method: &str, path: &str) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        [_, noun, _, act] => format!("{method} /{noun}/…/{act}"),
        _ => format!("{method} {path}"),
    }
}

fn verdict(
    (capability, lever): (Capability, &str),
    (failed, is_declared): (Option<&LeverError>, bool),
) -> Tried {
    let name = capability.name();
    match failed {
        None if is_declared => well(name, &format!("{lever} works")),
        None => well(
            name,
            &format!(
                "{lever} works, though {name} is not declared: declare it, and what needs it is judged"
            ),
        ),
        Some(_) if !is_declared => undeclared(name),
        Some(why) => {
            let why = format!("is declared and does not work: {}", told(why.clone()));
            wrong(
                name,
                why,
                "make it work as levers/1 says, or do not declare it",
            )
        }
    }
}

impl Tried {
    /// Whether it is of something that is not declared.
    pub(super) fn is_undeclared(&self) -> bool {
        self.went == Went::Undeclared
    }
}
