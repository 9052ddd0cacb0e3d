//! What stood before the act, to show what moved and what a refusal left behind.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;

use super::notation::Owner;
use super::trouble::Stop;
use super::world::World;
use crate::spec::capability::Capability;
use crate::target::client::Request;
use crate::target::exchange::Purpose;

/// What the steps of a scenario will compare, so that only that is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wants {
    /// Balances before and after.
    pub money: bool,
    /// Payouts, balance transactions and the object of the act, before and after.
    pub traces: bool,
    /// Events before and after.
    pub events: bool,
}

impl Wants {
    /// What these step texts will compare.
    pub fn of<'a>(steps: impl Iterator<Item = &'a str>) -> Self {
        let mut wants = Self::default();
        for step in steps {
            let refusal = step == "the request is refused" || step.starts_with("no such ");
            wants.traces |= refusal;
            wants.money |= refusal || step == "no money has moved" || step == "the money moved is:";
            wants.events |= refusal || step.contains(" event of ") || step.contains("events");
        }
        wants
    }
}

/// Money by owner and currency.
pub type Balances = BTreeMap<(Owner, String), Balance>;

/// What an owner has in a currency, in minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Balance {
    /// At the owner's disposal.
    pub available: i64,
    /// On its way.
    pub pending: i64,
}

/// What stood just before the act.
#[derive(Debug, Default)]
pub struct Footprint {
    /// Balances, when wanted.
    pub balances: Option<Balances>,
    /// Ids of what the owners had, by the list that shows it, when wanted.
    pub traces: Option<BTreeMap<(Owner, Trace), BTreeSet<String>>>,
    /// The object of the act as it was.
    pub object: Option<Arc<Value>>,
}

/// A list that would show a trace of a refused request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trace {
    /// Payouts.
    Payouts,
    /// Balance transactions.
    BalanceTransactions,
    /// Events.
    Events,
}

impl Trace {
    fn path(self) -> &'static str {
        match self {
            Self::Payouts => "/v1/payouts",
            Self::BalanceTransactions => "/v1/balance_transactions",
            Self::Events => "/v1/events",
        }
    }

    /// One of them, in words.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Payouts => "payout",
            Self::BalanceTransactions => "balance transaction",
            Self::Events => "event",
        }
    }
}

impl World {
    /// Reads everybody's balances.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn balances(&mut self) -> Result<Balances, Stop> {
        let mut balances = Balances::new();
        if !self.offers(Capability::Balance) || !self.names_platform().await? {
            for owner in self.everybody() {
                let account = self.on_behalf_of(&owner).await?;
                let answer = self.footprint_read("/v1/balance", account).await?;
                read_balance_object(&mut balances, &owner, &answer);
            }
            return Ok(balances);
        }
        let reply = self.read_lever("/balances").await?;
        let mut owners = BTreeMap::new();
        for owner in self.everybody() {
            owners.insert(self.account_id(&owner).await?, owner);
        }
        let Some(accounts) = reply["accounts"].as_object() else {
            return Err(self.fault(format!(
                "GET /balances answered without `accounts`: {reply}"
            )));
        };
        for (account, currencies) in accounts {
            let Some(owner) = owners.get(account) else {
                continue;
            };
            for (currency, balance) in currencies.as_object().into_iter().flatten() {
                let (Some(available), Some(pending)) =
                    (balance["available"].as_i64(), balance["pending"].as_i64())
                else {
                    return Err(self.fault(format!(
                        "GET /balances: available and pending are integers: {balance}"
                    )));
                };
                balances.insert(
                    (owner.clone(), currency.clone()),
                    Balance { available, pending },
                );
            }
        }
        Ok(balances)
    }

    async fn footprint_read(
        &mut self,
        path: &str,
        account: Option<String>,
    ) -> Result<Arc<Value>, Stop> {
        let request = Request::get(path, account, Purpose::Footprint);
        self.arrange(&request).await.map(|answer| answer.body)
    }

    /// Reads the ids that a list shows of an owner.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub async fn trace(&mut self, owner: &Owner, trace: Trace) -> Result<BTreeSet<String>, Stop> {
        let account = self.on_behalf_of(owner).await?;
        let request = Request::get(trace.path(), account, Purpose::Footprint);
        let answer = self
            .arrange(&request.with(vec![("limit".to_owned(), "100".to_owned())]))
            .await?;
        let Some(items) = answer.body["data"].as_array() else {
            let path = trace.path();
            return Err(self.untestable(format!("GET {path} answered 200 without a list")));
        };
        Ok(items
            .iter()
            .filter_map(|item| item["id"].as_str())
            .map(str::to_owned)
            .collect())
    }

    /// Which lists are read for these owners before and after the act.
    pub(super) fn traced(&self, owners: &BTreeSet<Owner>) -> Vec<(Owner, Trace)> {
        let mut lists = Vec::new();
        for owner in owners {
            if self.wants.traces {
                lists.push((owner.clone(), Trace::Payouts));
                lists.push((owner.clone(), Trace::BalanceTransactions));
            }
            if self.wants.events && self.offers(Capability::Events) {
                lists.push((owner.clone(), Trace::Events));
            }
        }
        lists
    }

    /// Takes the footprint of everything that the steps will compare.
    ///
    /// # Errors
    /// When something cannot be read.
    pub async fn take_footprint(
        &mut self,
        owners: &BTreeSet<Owner>,
        object: Option<(String, Option<String>)>,
    ) -> Result<(), Stop> {
        if self.wants.money {
            self.footprint.balances = Some(self.balances().await?);
        }
        let mut traces = BTreeMap::new();
        for (owner, trace) in self.traced(owners) {
            let ids = self.trace(&owner, trace).await?;
            traces.insert((owner, trace), ids);
        }
        self.footprint.traces = Some(traces);
        if let Some((path, account)) = object.filter(|_| self.wants.traces) {
            self.footprint.object = Some(self.footprint_read(&path, account).await?);
        }
        Ok(())
    }
}

/// Adds what a balance object shows; an amount that is no integer counts as none and is judged where balances are.
fn read_balance_object(balances: &mut Balances, owner: &Owner, object: &Value) {
    for (member, pending) in [("available", false), ("pending", true)] {
        for amount in object[member].as_array().into_iter().flatten() {
            let (Some(minor), Some(currency)) =
                (amount["amount"].as_i64(), amount["currency"].as_str())
            else {
                continue;
            };
            let balance = balances
                .entry((owner.clone(), currency.to_owned()))
                .or_default();
            if pending {
                balance.pending = balance.pending.saturating_add(minor);
            } else {
                balance.available = balance.available.saturating_add(minor);
            }
        }
    }
}
