//! The money monitor: after every scenario, whatever it was about, the books must add up.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::notation::{Money, Owner};
use super::trouble::{Stop, kept};
use super::world::World;
use crate::target::client::Request;
use crate::target::exchange::Purpose;
use crate::target::secret::Redactor;

/// The rule that a breach breaks.
pub const RULE: &str = "LED-08";

/// Where the books of a scenario do not add up: what was expected, and what they show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// What the rule demands.
    pub expected: String,
    /// What the target shows.
    pub observed: String,
}

impl Breach {
    /// As it is told: without secrets, and short enough to be read.
    #[must_use]
    pub fn told(self, redactor: &Redactor) -> Self {
        Self {
            expected: kept(&redactor.text(self.expected)),
            observed: kept(&redactor.text(self.observed)),
        }
    }
}

/// Transactions that move money between the platform and its accounts: over all of them nothing is made or lost.
const WITHIN: [&str; 10] = [
    "transfer",
    "transfer_refund",
    "transfer_cancel",
    "transfer_failure",
    "payment",
    "payment_refund",
    "application_fee",
    "application_fee_refund",
    "connect_collection_transfer",
    "reserve_transaction",
];

/// The most transactions that a list shows at once; an account with more is not audited.
const PAGE: usize = 100;

/// What came of the books of one owner.
enum Audited {
    /// They do not add up.
    Wrong(Breach),
    /// They do, and these are the transactions.
    Right(Arc<Value>),
    /// They are not shown, or not as documented, or too long; other rules judge that.
    Unread,
}

impl World {
    /// Holds everybody's balance against everybody's transactions, as far as a target shows them.
    pub(super) async fn audit(&mut self) -> Option<Breach> {
        let shared = self.is_shared();
        let mut within: Option<BTreeMap<String, i128>> = Some(BTreeMap::new());
        // What others do on a platform that is theirs too stands in its books beside what the scenario did.
        let audited = self.everybody().into_iter();
        for owner in audited.filter(|owner| !shared || *owner != Owner::Platform) {
            // Where no answer comes any more, there is nobody to be audited.
            match self.audit_of(&owner).await.ok()? {
                Audited::Wrong(breach) => return Some(breach),
                Audited::Right(booked) => {
                    within = within.and_then(|sums| add_within(sums, &booked));
                }
                // What moves between accounts can be summed only where all of them are seen.
                Audited::Unread => within = None,
            }
        }
        let mut sums = within?.into_iter();
        let (currency, sum) = sums.find(|(_, sum)| *sum != 0 && !shared)?;
        Some(Breach {
            expected: "what moves between the platform and its accounts is neither made nor lost"
                .to_owned(),
            observed: format!("it sums to {}", Money::show(narrow(sum), &currency, true)),
        })
    }

    async fn audit_of(&mut self, owner: &Owner) -> Result<Audited, Stop> {
        let now = self.time_by_now().await?;
        let Some(listed) = self.statement(owner, "/v1/balance_transactions").await? else {
            return Ok(Audited::Unread);
        };
        let booked = listed["data"].as_array();
        let Some(booked) = booked.filter(|items| items.len() < PAGE) else {
            return Ok(Audited::Unread);
        };
        let Some(balance) = self.statement(owner, "/v1/balance").await? else {
            return Ok(Audited::Unread);
        };
        // A clock that goes on by itself has reached something by then, maybe, that it had not before.
        let then = self.time_by_now().await?;
        let breach = compare(owner, booked, &balance, now)
            .and_then(|_| compare(owner, booked, &balance, then));
        Ok(breach.map_or(Audited::Right(Arc::clone(&listed)), Audited::Wrong))
    }

    async fn statement(&mut self, owner: &Owner, path: &str) -> Result<Option<Arc<Value>>, Stop> {
        let account = self.on_behalf_of(owner).await?;
        let mut request = Request::get(path, account, Purpose::Footprint);
        if path.ends_with("transactions") {
            request = request.with(vec![("limit".to_owned(), PAGE.to_string())]);
        }
        let answer = self.ask(&request).await?;
        Ok((answer.status == 200).then_some(answer.body))
    }
}

/// Adds what an owner's transactions move between accounts; nothing where one does not say how much.
fn add_within(mut sums: BTreeMap<String, i128>, listed: &Value) -> Option<BTreeMap<String, i128>> {
    for transaction in listed["data"].as_array().into_iter().flatten() {
        let kind = transaction["type"].as_str().unwrap_or_default();
        let currency = transaction["currency"].as_str().unwrap_or_default();
        if WITHIN.contains(&kind) {
            *sums.entry(currency.to_owned()).or_default() +=
                i128::from(transaction["net"].as_i64()?);
        }
    }
    Some(sums)
}

/// A sum as far as money goes: what a target shows may add up to more than that.
fn narrow(sum: i128) -> i64 {
    let most = if sum < 0 { i64::MIN } else { i64::MAX };
    i64::try_from(sum).unwrap_or(most)
}

fn compare(owner: &Owner, booked: &[Value], balance: &Value, now: i64) -> Option<Breach> {
    for (member, due) in [("available", true), ("pending", false)] {
        let mut sums: BTreeMap<&str, (i128, i128)> = BTreeMap::new();
        for transaction in booked {
            let is_due = transaction["available_on"].as_i64()? <= now;
            if is_due == due {
                let currency = transaction["currency"].as_str()?;
                sums.entry(currency).or_default().0 += i128::from(transaction["net"].as_i64()?);
            }
        }
        for amount in balance[member].as_array()? {
            sums.entry(amount["currency"].as_str()?).or_default().1 +=
                i128::from(amount["amount"].as_i64()?);
        }
        let wrong = sums.into_iter().find(|(_, (sum, shown))| sum != shown);
        if let Some((currency, (sum, shown))) = wrong {
            let show = |minor| Money::show(narrow(minor), currency, false);
            return Some(Breach {
                expected: format!(
                    "{owner}: {member} is {}, the sum of the transactions",
                    show(sum)
                ),
                observed: format!("{owner}: {member} is {}", show(shown)),
            });
        }
    }
    None
}
