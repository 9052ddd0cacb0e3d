//! Levers that are nothing but ordinary public calls (`public`), and routes of the target's own (`mapping`).
//!
//! What no chain of documented calls arranges is answered as a target answers that has no such lever: `501`, which makes
//! a scenario not testable.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Map, Value, json};

use super::lever::{Lever, Pull};
use super::mapping::{Ask, Body, Mapping, Route};
use super::{LeverError, Manifest, Pulled, template};
use crate::spec::capability::Capability;
use crate::target::client::{Client, Plain, segment};
use crate::target::exchange::Exchange;
use crate::target::secret::Secret;

/// The documented number of a bank account that pays out, and its routing number.
const BANK: (&str, &str) = ("000123456789", "110000000");

/// The documented token of a debit card.
const CARD: &str = "tok_visa_debit";

/// The documented token of a card whose charges are available at once.
const PAYS_AT_ONCE: &str = "tok_bypassPending";

/// Levers made of public calls, and of what the owner of the target maps.
#[derive(Debug, Clone)]
pub struct PublicLevers {
    /// The URL of the target.
    pub url: String,
    /// The key of the profile.
    pub key: Secret,
    /// The key of the world that was mapped last, which wins over it.
    pub world_key: Arc<Mutex<Option<Secret>>>,
    /// The way to it.
    pub client: Client,
    /// Routes that do what a lever does.
    pub mapping: Mapping,
    /// What the owner declares, since there is no manifest.
    pub capabilities: BTreeSet<Capability>,
}

/// The outcome of a lever, or why there is none.
type Reply = Result<Value, LeverError>;

/// What was called on the way, for those who read the transcript.
type Calls = Vec<Value>;

impl PublicLevers {
    /// What the owner declares. One world at a time, as a mapped one is a target that begins anew.
    #[must_use]
    pub fn manifest(&self) -> Manifest {
        let worlds = self.mapping.routes.contains_key(&Lever::Worlds);
        Manifest {
            capabilities: self.capabilities.clone(),
            parallel_worlds: worlds.then_some(1),
            ..Manifest::of_everything()
        }
    }

    /// Pulls a lever.
    pub async fn pull(&self, method: &str, path: &str, body: Option<&Value>) -> Pulled {
        let mut calls = Calls::new();
        let reply = if method == "DELETE" {
            Ok(json!({}))
        } else {
            match Pull::read(method, path, body) {
                Some(pull) => self.arrange(&pull, &mut calls).await,
                None => Err(unsupported("no lever is called that")),
            }
        };
        let sent = body.map(Value::to_string).unwrap_or_default();
        let mut exchange = Exchange::of_lever(method, path, sent);
        let (status, mut told) = match &reply {
            Ok(reply) => (Some(200), reply.clone()),
            Err(LeverError::Unsupported(why)) => (Some(501), json!({"unsupported": why})),
            Err(LeverError::Fault(why)) => (Some(502), json!({"fault": why})),
            Err(LeverError::Unreachable(why)) => {
                exchange.trouble = Some(why.clone());
                (None, Value::Null)
            }
        };
        if let Value::Object(members) = &mut told {
            members.insert("calls".to_owned(), calls.into());
        }
        (exchange.status, exchange.answer) = (status, Arc::new(told));
        let reply = reply.map(|_| Arc::clone(&exchange.answer));
        (exchange, reply)
    }

    async fn arrange(&self, pull: &Pull, calls: &mut Calls) -> Reply {
        if let Some(route) = self.mapping.routes.get(&pull.lever) {
            return self.mapped(route, pull, calls).await;
        }
        match pull.lever {
            Lever::Accounts => self.account(pull, calls).await,
            Lever::ExternalAccounts => self.external_account(pull, calls).await,
            Lever::Funds => self.funds(pull, calls).await,
            Lever::Charges => self.charge(pull, calls).await,
            Lever::FinancialAccounts => self.financial_account(pull, calls).await,
            Lever::ReceivedDebits => self.received_debit(pull, calls).await,
            Lever::Worlds
            | Lever::Payouts
            | Lever::BankSubmit
            | Lever::BankPay
            | Lever::BankFail
            | Lever::DebitComplete
            | Lever::DebitCancel
            | Lever::TopupPay
            | Lever::TopupFail
            | Lever::TopupReturn
            | Lever::ClockAdvance
            | Lever::ClockRead
            | Lever::Balances => Err(unsupported(&format!(
                "no public call does what the lever {} does; a mapping may name a route that does",
                pull.lever.name()
            ))),
        }
    }

    async fn mapped(&self, route: &Route, pull: &Pull, calls: &mut Calls) -> Reply {
        served(route, pull)?;
        let mut said = pull.said.clone();
        let answer = match &route.ask {
            Some(ask) => self.asked(ask, &said, calls).await?,
            None => Value::Null,
        };
        said.insert("key".to_owned(), self.key.reveal().into());
        let mut reply = Map::new();
        for (member, template) in route.reply.as_object().into_iter().flatten() {
            let value = match (template::reply(template, &answer, &said), &route.ask) {
                (Ok(value), _) => value,
                (Err(found), Some(ask)) if pull.lever.reply().contains(&member.as_str()) => {
                    return Err(LeverError::Fault(format!(
                        "{} {} answered without {found}, which is to be the `{member}` of the lever {}",
                        ask.method,
                        ask.path,
                        pull.lever.name()
                    )));
                }
                (Err(_), _) => Value::Null,
            };
            reply.insert(member.clone(), value);
        }
        if pull.lever == Lever::Worlds {
            let own = reply["api_key"].as_str().map(Secret::new);
            *self
                .world_key
                .lock()
                .unwrap_or_else(PoisonError::into_inner) = own;
            // Whoever does not map the time of a world has the time of everybody.
            let now = || chrono::Utc::now().timestamp().into();
            reply.entry("now").or_insert_with(now);
        }
        Ok(reply.into())
    }

    async fn asked(&self, ask: &Ask, said: &Map<String, Value>, calls: &mut Calls) -> Reply {
        let account = ask.account.as_deref();
        let account = account.map(|name| template::text(name, said));
        let body = match &ask.body {
            Body::None => None,
            Body::Form(form) => Some(form_of(&template::value(form, said))),
            Body::Json(json) => {
                let text = template::value(json, said).to_string();
                Some(("application/json", text))
            }
        };
        let plain = Plain {
            method: ask.method.clone(),
            path: template::text(&ask.path, &segments(said)),
            account: account.filter(|account| !account.is_empty()),
            body,
        };
        self.call(plain, calls).await?.map_err(LeverError::Fault)
    }

    async fn account(&self, pull: &Pull, calls: &mut Calls) -> Reply {
        if pull.text("losses") != Some("platform") {
            return Err(unsupported("an account whose losses the processor bears"));
        }
        if pull.get("payouts_enabled") != true {
            return Err(unsupported("an account whose payouts are disabled"));
        }
        let mut form = json!({
            "type": "custom",
            "country": pull.get("country"),
            "default_currency": pull.get("currency"),
            "settings": {"payouts": {"schedule": {"interval": pull.get("schedule")}}},
        });
        if pull.get("transfers") == true {
            form["capabilities"] = json!({"transfers": {"requested": true}});
        }
        if let Some(kind) = pull.text("external_account.kind") {
            let of = |name: &str| pull.get(&format!("external_account.{name}")).clone();
            form["external_account"] =
                external(kind, (of("country"), of("currency")), &Value::Null);
        }
        let made = self.post("/v1/accounts", None, (&form, calls)).await?;
        let own = made.pointer("/external_accounts/data/0/id");
        Ok(json!({"account": id(&made)?, "external_account": own}))
    }

    async fn external_account(&self, pull: &Pull, calls: &mut Calls) -> Reply {
        let Some(account) = pull.text("account") else {
            return Err(unsupported("an external account of the platform itself"));
        };
        let place = (pull.get("country").clone(), pull.get("currency").clone());
        let kind = pull.text("kind").unwrap_or_default();
        let form = json!({
            "external_account": external(kind, place, pull.get("account_number")),
            "default_for_currency": pull.get("default"),
        });
        let path = format!("/v1/accounts/{}/external_accounts", segment(account));
        let made = self.post(&path, None, (&form, calls)).await?;
        Ok(json!({"external_account": id(&made)?}))
    }

    /// A top-up of the platform, and a transfer to the account.
    async fn funds(&self, pull: &Pull, calls: &mut Calls) -> Reply {
        if pull.text("source_type") != Some("card") {
            return Err(unsupported("funds of another source than card"));
        }
        let mut form = json!({
            "amount": pull.get("amount"), "currency": pull.get("currency"), "description": "recoup",
        });
        let topup = self.post("/v1/topups", None, (&form, calls)).await?;
        if topup["status"] != "succeeded" {
            let why = format!("funds at once: a top-up is {}", topup["status"]);
            return Err(unsupported(&why));
        }
        if let Some(account) = pull.text("account") {
            form["destination"] = account.into();
            self.post("/v1/transfers", None, (&form, calls)).await?;
        }
        Ok(json!({}))
    }

    async fn charge(&self, pull: &Pull, calls: &mut Calls) -> Reply {
        let form = json!({
            "amount": pull.get("amount"),
            "currency": pull.get("currency"),
            "source": PAYS_AT_ONCE,
            "transfer_data": {"destination": pull.get("account"), "amount": pull.get("transfer_amount")},
            "application_fee_amount": pull.get("application_fee_amount"),
        });
        let made = self.post("/v1/charges", None, (&form, calls)).await?;
        let fee = made.get("application_fee");
        Ok(json!({"charge": id(&made)?, "transfer": made.get("transfer"), "application_fee": fee}))
    }

    async fn financial_account(&self, pull: &Pull, calls: &mut Calls) -> Reply {
        let account = pull.text("account");
        let form = json!({
            "supported_currencies": [pull.get("currency")],
            "features": {"inbound_transfers": {"ach": {"requested": true}}, "financial_addresses": {"aba": {"requested": true}}},
        });
        let path = "/v1/treasury/financial_accounts";
        let made = self.post(path, account, (&form, calls)).await?;
        let own = id(&made)?;
        if pull.get("amount").as_i64() != Some(0) {
            let form = json!({
                "amount": pull.get("amount"), "currency": pull.get("currency"), "network": "ach", "financial_account": own,
            });
            let path = "/v1/test_helpers/treasury/received_credits";
            self.post(path, account, (&form, calls)).await?;
        }
        Ok(json!({"financial_account": own}))
    }

    async fn received_debit(&self, pull: &Pull, calls: &mut Calls) -> Reply {
        if pull.text("network") != Some("ach") {
            return Err(unsupported("a received debit of another network than ach"));
        }
        if pull.get("source_flow_restricted") == true {
            return Err(unsupported(
                "a received debit whose source flow is restricted",
            ));
        }
        let form = json!({
            "amount": pull.get("amount"), "currency": pull.get("currency"), "network": "ach",
            "financial_account": pull.get("financial_account"),
        });
        let path = "/v1/test_helpers/treasury/received_debits";
        let made = self
            .post(path, pull.text("account"), (&form, calls))
            .await?;
        Ok(json!({"received_debit": id(&made)?}))
    }

    /// A public call; one that is refused arranges nothing.
    async fn post(
        &self,
        path: &str,
        account: Option<&str>,
        (form, calls): (&Value, &mut Calls),
    ) -> Reply {
        let plain = Plain {
            method: "POST".to_owned(),
            path: path.to_owned(),
            account: account.map(str::to_owned),
            body: Some(form_of(form)),
        };
        let answer = self.call(plain, calls).await?;
        answer.map_err(|why| unsupported(&why))
    }

    /// A call; within, the answer or how it was refused.
    async fn call(
        &self,
        plain: Plain,
        calls: &mut Calls,
    ) -> Result<Result<Value, String>, LeverError> {
        let own = self.world_key.lock().map_or(None, |key| key.clone());
        let key = own.unwrap_or_else(|| self.key.clone());
        let exchange = self.client.call(&self.url, &key, plain).await;
        let place = format!("{} {}", exchange.method, exchange.path);
        let Some(status) = exchange.status else {
            let cause = exchange.trouble.as_deref().unwrap_or("no answer");
            return Err(LeverError::Unreachable(format!("{place}: {cause}")));
        };
        calls.push(format!("{place} → {status}").into());
        if (200..300).contains(&status) {
            return Ok(Ok((*exchange.answer).clone()));
        }
        let said = exchange.answer["error"]["message"]
            .as_str()
            .unwrap_or_default();
        let said = if said.is_empty() {
            String::new()
        } else {
            format!(": {said}")
        };
        Ok(Err(format!("{place} answered {status}{said}")))
    }
}

/// Refuses a request that a route does not serve.
fn served(route: &Route, pull: &Pull) -> Result<(), LeverError> {
    for (name, only) in &route.only {
        let said = pull.get(name);
        let is_one = only.as_array().is_some_and(|any| any.contains(said));
        if said != only && !is_one {
            return Err(unsupported(&format!(
                "the mapping serves {} only where {name} is {only}, and here it is {said}",
                pull.lever.name()
            )));
        }
    }
    Ok(())
}

fn unsupported(what: &str) -> LeverError {
    LeverError::Unsupported(what.to_owned())
}

fn id(made: &Value) -> Result<&str, LeverError> {
    let id = made["id"].as_str();
    id.ok_or_else(|| LeverError::Fault(format!("an object was made without an id: {made}")))
}

fn external(kind: &str, (country, currency): (Value, Value), number: &Value) -> Value {
    if kind == "card" {
        return CARD.into();
    }
    let routing = (country == "US").then_some(BANK.1);
    json!({
        "object": "bank_account", "country": country, "currency": currency, "routing_number": routing,
        "account_number": number.as_str().unwrap_or(BANK.0),
    })
}

fn form_of(value: &Value) -> (&'static str, String) {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(template::form(value));
    ("application/x-www-form-urlencoded", form.finish())
}

/// What is said, each as a segment of a path.
fn segments(said: &Map<String, Value>) -> Map<String, Value> {
    let each = said.iter().map(|(name, value)| {
        let value = match value {
            Value::String(text) => segment(text).into_owned().into(),
            other => other.clone(),
        };
        (name.clone(), value)
    });
    each.collect()
}
