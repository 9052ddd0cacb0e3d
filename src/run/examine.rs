//! Trying a target and each of its levers once, to say what works and how to mend what does not.

use std::sync::Arc;

use serde_json::{Value, json};

use super::check::{Check, CheckError};
use super::isolation::{Isolation, isolation};
use crate::scenario::context::{Context, START};
use crate::spec::Capability;
use crate::target::client::{Client, Request, segment};
use crate::target::exchange::Purpose;
use crate::target::levers::{LeverError, Levers, Unusable};
use crate::target::profile::Profile;
use crate::target::secret::{Redactor, Secret};

/// The most of a reason that is told, and the most capabilities that nobody knows: a target may say anything.
const LONGEST: usize = 500;
const UNKNOWN: usize = 20;

/// Something that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// What.
    pub what: String,
    /// How it went.
    pub went: Went,
}

/// How something went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Went {
    /// It works; a word on how.
    Well(String),
    /// It does not: why, and how to mend it.
    Wrong(String, String),
    /// It is not declared, so nothing was expected of it.
    Undeclared,
}

/// A world to try levers in.
struct Ground<'a> {
    context: &'a Context,
    world: String,
    key: Secret,
}

impl Check {
    /// Tries the target and everything that it declares once, in order; what stands on something wrong is not tried.
    ///
    /// # Errors
    /// When the URL or the key cannot be used at all.
    pub async fn examine(&self) -> Result<Vec<Tried>, CheckError> {
        self.profile.check().map_err(CheckError::Target)?;
        let client = Client::new(self.profile.timeout)
            .map_err(|error| CheckError::Start(error.to_string()))?;
        let mut tried = Vec::new();
        let mut secrets = vec![self.profile.key.clone()];
        if let Some(context) = declared(&self.profile, client, &mut tried).await {
            secrets.extend(target(&context, &mut tried).await);
        }
        let redactor = Redactor::new(secrets);
        for one in &mut tried {
            if let Went::Wrong(why, _) = &mut one.went {
                let told = redactor.text(std::mem::take(why));
                *why = told.chars().take(LONGEST).collect();
            }
        }
        Ok(tried)
    }
}

/// What the target says of itself.
async fn declared(profile: &Profile, client: Client, tried: &mut Vec<Tried>) -> Option<Context> {
    let levers = Levers::of(profile, client.clone());
    let manifest = match levers.manifest().await {
        Ok(manifest) => manifest,
        Err(unusable) => {
            let mend = match unusable {
                Unusable::Unreachable(_) => "start it, or give the right URL with --levers",
                Unusable::NotTheProtocol(_) => {
                    "answer GET on the levers URL with a levers/1 manifest, or take another way of levers"
                }
            };
            tried.push(wrong("levers", unusable.to_string(), mend));
            return None;
        }
    };
    let names = manifest
        .capabilities
        .iter()
        .map(|capability| capability.name());
    let names: Vec<&str> = names.collect();
    tried.push(well("levers", &format!("declare {}", names.join(", "))));
    for name in manifest.unknown.iter().take(UNKNOWN) {
        let mend = "take it out of the manifest, or spell it as levers/1 does";
        tried.push(wrong("levers", format!("`{name}` is no capability"), mend));
    }
    Some(Context::new(profile.clone(), client, levers, manifest))
}

/// The target and its levers, in a world of their own where there are worlds.
///
/// Gives the key of that world, which is as secret as the profile's.
async fn target(context: &Context, tried: &mut Vec<Tried>) -> Option<Secret> {
    if let Err(why) = context.probe().await {
        tried.push(wrong("target", why, "start it, or give the right URL"));
        return None;
    }
    tried.push(well("target", "answers"));
    let worlds = context.manifest.capabilities.contains(&Capability::Worlds);
    let ground = if worlds {
        Ground::made(context).await
    } else {
        Ok(Ground {
            context,
            world: "/worlds/default".to_owned(),
            key: context.profile.key.clone(),
        })
    };
    let ground = match ground {
        Ok(ground) => ground,
        Err(why) => {
            let mend =
                "make POST /worlds answer world, api_key and account, or do not declare worlds";
            tried.push(wrong("worlds", why, mend));
            return None;
        }
    };
    let how = if worlds {
        "one was made"
    } else {
        "not declared: scenarios run one at a time"
    };
    tried.push(well("worlds", how));
    tried.push(ground.key().await);
    if worlds {
        let alone = context.manifest.parallel_worlds == Some(1);
        tried.push(if alone {
            well(
                "isolation",
                "one world at a time: there is no other to see it",
            )
        } else {
            isolated(isolation(context).await)
        });
    }
    ground.levers(tried).await;
    if worlds {
        context.drop_world(&ground.world).await;
    }
    Some(ground.key)
}

fn isolated(isolation: Isolation) -> Tried {
    match isolation {
        Isolation::Kept => well(
            "isolation",
            "what is made in one world is not seen in another",
        ),
        Isolation::Lost => {
            let why = "an account that was made in one world is seen in another".to_owned();
            wrong(
                "isolation",
                why,
                "keep each world's objects apart by its key; until then scenarios run one at a time",
            )
        }
        Isolation::Unknown => {
            let why = "GET /v1/accounts/{id} does not show an account even to its owner".to_owned();
            wrong("isolation", why, "answer it, so that isolation can be seen")
        }
    }
}

impl<'a> Ground<'a> {
    async fn made(context: &'a Context) -> Result<Self, String> {
        let body = json!({"label": "doctor", "now": START});
        let (_, made) = context.levers.pull("POST", "/worlds", Some(&body)).await;
        let made = made.map_err(told)?;
        match (made["world"].as_str(), made["api_key"].as_str()) {
            (Some(world), Some(key)) => Ok(Self {
                context,
                world: format!("/worlds/{}", segment(world)),
                key: Secret::new(key),
            }),
            _ => Err("POST /worlds answered without world or api_key".to_owned()),
        }
    }

    async fn key(&self) -> Tried {
        let request = Request::get("/v1/balance", None, Purpose::Arrange);
        let exchange = self
            .context
            .client
            .send(&self.context.profile.url, &self.key, &request)
            .await;
        match exchange.status {
            Some(200) => well("key", "is accepted"),
            Some(status) => {
                let why = format!("GET /v1/balance answered {status}");
                wrong(
                    "key",
                    why,
                    "give the target's secret key with --key, or accept the key that POST /worlds gives",
                )
            }
            None => wrong(
                "key",
                exchange.trouble.unwrap_or_default(),
                "answer GET /v1/balance",
            ),
        }
    }

    /// Every lever once, each on what the ones before it made.
    async fn levers(&self, tried: &mut Vec<Tried>) {
        let bank = json!({"kind": "bank_account", "country": "US", "currency": "usd"});
        let body = json!({"country": "US", "currency": "usd", "external_account": bank});
        let made = self
            .lever((Capability::Accounts, "/accounts", "account"), body, tried)
            .await;
        let account = made.map_or(Value::Null, |made| made["account"].clone());
        let sum = json!({"account": account, "amount": 5000, "currency": "usd"});
        self.lever((Capability::Funds, "/funds", ""), sum.clone(), tried)
            .await;
        let payout = json!({"account": account, "amount": 1000, "currency": "usd"});
        let made = self
            .lever((Capability::Schedule, "/payouts", "payout"), payout, tried)
            .await;
        if let Some(payout) = made.as_ref().and_then(|made| made["payout"].as_str()) {
            let path = format!("/payouts/{}/bank", segment(payout));
            self.lever((Capability::Bank, &path, ""), json!({"act": "pay"}), tried)
                .await;
        }
        self.lever(
            (Capability::Charges, "/charges", "charge"),
            sum.clone(),
            tried,
        )
        .await;
        self.lever(
            (
                Capability::Treasury,
                "/financial_accounts",
                "financial_account",
            ),
            sum,
            tried,
        )
        .await;
        self.lever(
            (Capability::Clock, "/clock", "now"),
            json!({"advance": 60}),
            tried,
        )
        .await;
        self.lever(
            (Capability::Balance, "/balances", "accounts"),
            Value::Null,
            tried,
        )
        .await;
    }

    async fn lever(
        &self,
        (capability, path, needed): (Capability, &str, &str),
        body: Value,
        tried: &mut Vec<Tried>,
    ) -> Option<Arc<Value>> {
        let is_declared = self.context.manifest.capabilities.contains(&capability);
        let path = format!("{}{path}", self.world);
        let body = Some(&body).filter(|body| !body.is_null());
        let method = if body.is_some() { "POST" } else { "GET" };
        let (_, reply) = self.context.levers.pull(method, &path, body).await;
        let reply = reply.and_then(|reply| {
            if needed.is_empty() || !reply[needed].is_null() {
                return Ok(reply);
            }
            Err(LeverError::Fault(format!(
                "{method} {path} answered without `{needed}`"
            )))
        });
        let name = capability.name();
        tried.push(match &reply {
            Ok(_) if is_declared => well(name, "works"),
            Ok(_) => well(
                name,
                "works, though it is not declared: declare it, and its rules are judged",
            ),
            Err(_) if !is_declared => Tried {
                what: name.to_owned(),
                went: Went::Undeclared,
            },
            Err(why) => {
                let mend = "make it work as levers/1 says, or do not declare it";
                wrong(
                    name,
                    format!("is declared and does not work: {}", told(why.clone())),
                    mend,
                )
            }
        });
        reply.ok()
    }
}

fn told(error: LeverError) -> String {
    match error {
        LeverError::Unsupported(why) => format!("501, {why}"),
        LeverError::Fault(why) | LeverError::Unreachable(why) => why,
    }
}

fn well(what: &str, how: &str) -> Tried {
    Tried {
        what: what.to_owned(),
        went: Went::Well(how.to_owned()),
    }
}

fn wrong(what: &str, why: String, mend: &str) -> Tried {
    Tried {
        what: what.to_owned(),
        went: Went::Wrong(why, mend.to_owned()),
    }
}
