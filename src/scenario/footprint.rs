//! What stood before the act, to show what moved and what a refusal left behind.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use cucumber::gherkin::Step;
use serde_json::Value;

use super::cell::quoted;
use super::notation::Owner;
use super::object::{Kind, Object};
use super::trouble::Stop;
use super::words::Collection;
use super::world::World;
use crate::spec::capability::Capability;
use crate::target::client::{Request, segment};
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
    /// What these steps will compare.
    #[must_use]
    pub fn of(steps: &[Step]) -> Self {
        let mut wants = Self::default();
        for step in steps {
            let step = step.value.as_str();
            let refusal = step.ends_with(" is refused")
                || step.ends_with(" is turned away")
                || step.starts_with("no such ");
            wants.traces |= refusal;
            wants.money |= refusal
                || step == "no money has moved"
                || step == "the money moved is:"
                || step.contains("of the requests succeed");
            wants.events |= refusal || step.contains(" event of ") || step.contains("events");
        }
        wants
    }
}

/// Money by who has it and currency: `acme`, `platform`, `financial account`.
pub type Balances = BTreeMap<(String, String), Balance>;

/// What somebody has in a currency, in minor units.
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
    /// Ids by the list that shows them, when wanted.
    pub traces: Option<BTreeMap<Trace, BTreeSet<String>>>,
    /// The object of the act as it was.
    pub object: Option<Arc<Value>>,
}

/// A list that would show a trace of a refused request.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trace {
    /// Whose list it is, in words.
    pub owner: String,
    /// One of what it lists.
    pub noun: &'static str,
    path: String,
    account: Option<String>,
}

impl Trace {
    /// The list of an owner's events.
    #[must_use]
    pub fn of_events(owner: &Owner, account: Option<String>) -> Self {
        Self::new(owner, Collection::Events, account)
    }

    fn new(owner: &Owner, collection: Collection, account: Option<String>) -> Self {
        Self {
            owner: owner.to_string(),
            noun: collection.word().trim_end_matches('s'),
            path: collection.path().to_owned(),
            account,
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
        if self.offers(Capability::Balance) && self.names_platform().await? {
            let reply = self.read_lever("/balances").await?;
            self.lever_balances(&reply, &mut balances).await?;
            return Ok(balances);
        }
        for owner in self.everybody() {
            let account = self.on_behalf_of(&owner).await?;
            let answer = self.footprint_read("/v1/balance", account).await?;
            if let Err(why) = read_balance_object(&mut balances, &owner, &answer) {
                return Err(self.untestable(why));
            }
        }
        if self.known_thing(Kind::FinancialAccount).is_some() {
            let (path, account) = self.locate(&Object::Newest(Kind::FinancialAccount)).await?;
            let answer = self.footprint_read(&path, account).await?;
            if let Err(why) =
                read_cash(&mut balances, FINANCIAL_ACCOUNT, &answer["balance"]["cash"])
            {
                return Err(self.untestable(format!("GET {path}: {why}")));
            }
        }
        Ok(balances)
    }

    async fn lever_balances(&mut self, reply: &Value, balances: &mut Balances) -> Result<(), Stop> {
        let mut owners = BTreeMap::new();
        for owner in self.everybody() {
            owners.insert(self.account_id(&owner).await?, owner.to_string());
        }
        let Some(accounts) = reply["accounts"].as_object() else {
            return Err(self.lacking("GET /balances", "`accounts`", reply));
        };
        for (account, owner) in &owners {
            let Some(currencies) = accounts.get(account) else {
                // By the protocol every account is there; without it no money would ever seem to move.
                return Err(
                    self.lever_fault(format!("GET /balances leaves out {account} ({owner})"))
                );
            };
            let Some(currencies) = currencies.as_object() else {
                return Err(self.lever_fault(format!(
                    "GET /balances: what {account} ({owner}) has is no object by currency: {}",
                    quoted(Some(currencies))
                )));
            };
            for (currency, balance) in currencies {
                let (Some(available), Some(pending)) =
                    (balance["available"].as_i64(), balance["pending"].as_i64())
                else {
                    return Err(self.lever_fault(format!(
                        "GET /balances: available and pending are integers: {balance}"
                    )));
                };
                let key = (owner.clone(), currency.clone());
                balances.insert(key, Balance { available, pending });
            }
        }
        let own = self.known_thing(Kind::FinancialAccount);
        let own = own.map(|made| made.id.clone());
        let cash = reply["financial_accounts"].as_object();
        if let Some(id) = own
            .as_ref()
            .filter(|id| cash.is_none_or(|cash| !cash.contains_key(*id)))
        {
            return Err(self.lever_fault(format!(
                "GET /balances leaves out {id} ({FINANCIAL_ACCOUNT})"
            )));
        }
        for (id, cash) in cash.into_iter().flatten() {
            let is_own = own.as_ref() == Some(id);
            let name = if is_own { FINANCIAL_ACCOUNT } else { id };
            if let Err(why) = read_cash(balances, name, cash) {
                return Err(self.lever_fault(format!("GET /balances: {why}")));
            }
        }
        Ok(())
    }

    async fn footprint_read(
        &mut self,
        path: &str,
        account: Option<String>,
    ) -> Result<Arc<Value>, Stop> {
        let request = Request::get(path, account, Purpose::Footprint);
        self.arrange(&request).await.map(|answer| answer.body)
    }

    /// Reads the ids that a list shows.
    ///
    /// # Errors
    /// When the list cannot be read.
    pub async fn trace(&mut self, trace: &Trace) -> Result<BTreeSet<String>, Stop> {
        let (path, query) = trace.path.split_once('?').unwrap_or((&trace.path, ""));
        let mut params: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        params.push(("limit".to_owned(), "100".to_owned()));
        let request = Request::get(path, trace.account.clone(), Purpose::Footprint);
        let answer = self.arrange(&request.with(params)).await?;
        let Some(items) = answer.body["data"].as_array() else {
            return Err(self.untestable(format!("GET {path} answered 200 without a list")));
        };
        let ids = items.iter().filter_map(|item| item["id"].as_str());
        Ok(ids.map(str::to_owned).collect())
    }

    /// Which lists are read for these owners before and after the act.
    async fn traced(
        &mut self,
        owners: &BTreeSet<Owner>,
        act: Option<&Request>,
    ) -> Result<Vec<Trace>, Stop> {
        let mut lists = Vec::new();
        for owner in owners {
            let account = self.on_behalf_of(owner).await?;
            let list = |collection| Trace::new(owner, collection, account.clone());
            if self.wants.traces {
                lists.push(list(Collection::BalanceTransactions));
                if self.offers(Capability::Payouts) {
                    lists.push(list(Collection::Payouts));
                }
            }
            if self.wants.events && self.offers(Capability::Events) {
                lists.push(list(Collection::Events));
            }
        }
        if !self.wants.traces {
            return Ok(lists);
        }
        let transfer = self.known_thing(Kind::Transfer).map(|made| made.id.clone());
        let platforms = transfer.as_ref().map(|_| Collection::Transfers);
        let asked = act.and_then(|request| self.platforms_list(request));
        for collection in platforms.into_iter().chain(asked).collect::<BTreeSet<_>>() {
            lists.push(Trace::new(&Owner::Platform, collection, None));
        }
        if let Some(transfer) = transfer {
            let mut reversals = Trace::new(&Owner::Platform, Collection::TransferReversals, None);
            reversals.path = format!("/v1/transfers/{}/reversals", segment(&transfer));
            lists.push(reversals);
        }
        if let Some(cash) = self.known_thing(Kind::FinancialAccount).cloned() {
            let account = self.on_behalf_of(&cash.owner).await?;
            let collections = [
                Collection::ReceivedDebits,
                Collection::DebitReversals,
                Collection::TreasuryTransactions,
            ];
            for collection in collections {
                let mut list = Trace::new(&cash.owner, collection, account.clone());
                list.path = format!("{}?financial_account={}", list.path, cash.id);
                lists.push(list);
            }
        }
        Ok(lists)
    }

    /// The list of the platform's that would show what a request makes, whatever else the scenario is about.
    fn platforms_list(&self, request: &Request) -> Option<Collection> {
        let makes = |(collection, _): &(Collection, Capability)| {
            let rest = request.path.strip_prefix(collection.path());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        [
            (Collection::Transfers, Capability::Transfers),
            (Collection::Topups, Capability::Topups),
            (Collection::WebhookEndpoints, Capability::Webhooks),
        ]
        .into_iter()
        .find(|one| request.method == "POST" && makes(one))
        .filter(|(_, capability)| self.offers(*capability))
        .map(|(collection, _)| collection)
    }

    /// Takes the footprint of everything that the steps will compare, and that this request might leave.
    ///
    /// # Errors
    /// When something cannot be read.
    pub async fn take_footprint(
        &mut self,
        owners: &BTreeSet<Owner>,
        object: Option<(String, Option<String>)>,
        act: Option<&Request>,
    ) -> Result<(), Stop> {
        self.note_deliveries().await?;
        if self.wants.money {
            self.footprint.balances = Some(self.balances().await?);
        }
        let mut traces = BTreeMap::new();
        for trace in self.traced(owners, act).await? {
            let ids = self.trace(&trace).await?;
            traces.insert(trace, ids);
        }
        self.footprint.traces = Some(traces);
        if let Some((path, account)) = object.filter(|_| self.wants.traces) {
            self.footprint.object = Some(self.footprint_read(&path, account).await?);
        }
        Ok(())
    }
}

/// How money tables call the financial account of the scenario.
pub const FINANCIAL_ACCOUNT: &str = "financial account";

/// Adds cash by currency, all of which is available.
fn read_cash(balances: &mut Balances, name: &str, cash: &Value) -> Result<(), String> {
    let wrong = || {
        format!(
            "the cash of {name} is integers by currency: {}",
            quoted(Some(cash))
        )
    };
    for (currency, minor) in cash.as_object().ok_or_else(wrong)? {
        let available = minor.as_i64().ok_or_else(wrong)?;
        let key = (name.to_owned(), currency.clone());
        balances.insert(
            key,
            Balance {
                available,
                pending: 0,
            },
        );
    }
    Ok(())
}

/// Adds what a balance object shows; an amount that is no integer counts as none and is judged where balances are.
fn read_balance_object(
    balances: &mut Balances,
    owner: &Owner,
    object: &Value,
) -> Result<(), String> {
    for (member, pending) in [("available", false), ("pending", true)] {
        let Some(amounts) = object[member].as_array() else {
            let seen = quoted(object.get(member));
            return Err(format!("GET /v1/balance shows no list as {member}: {seen}"));
        };
        for amount in amounts {
            let (Some(minor), Some(currency)) =
                (amount["amount"].as_i64(), amount["currency"].as_str())
            else {
                continue;
            };
            let balance = balances
                .entry((owner.to_string(), currency.to_owned()))
                .or_default();
            if pending {
                balance.pending = balance.pending.saturating_add(minor);
            } else {
                balance.available = balance.available.saturating_add(minor);
            }
        }
    }
    Ok(())
}
