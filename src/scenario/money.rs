//! What moved between just before the act and now.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::cell::quoted;
use super::footprint::{Balance, Balances, FINANCIAL_ACCOUNT};
use super::notation::{Money, Owner};
use super::object::Object;
use super::order::settled;
use super::solitude::SHARED;
use super::trouble::Stop;
use super::world::{Answer, World};
use crate::target::client::{Request, segment};
use crate::target::exchange::Purpose;

/// A row of a table of money that moved.
#[derive(Debug, Clone)]
pub struct Moved {
    /// Who has it, in the words of the table.
    pub owner: String,
    /// The currency.
    pub currency: String,
    /// By how much each balance changed.
    pub change: Balance,
}

/// A row of a table of balance transactions.
#[derive(Debug, Clone)]
pub struct Booked {
    /// Column and cell, `amount` excepted.
    pub cells: Vec<(String, String)>,
    /// The amount.
    pub money: Money,
}

impl Booked {
    /// Whether a balance transaction is the one that the row means.
    fn fits(&self, transaction: &Value) -> bool {
        let mut kinds = self.cells.iter().filter(|(column, _)| column == "type");
        transaction["amount"] == self.money.minor
            && kinds.all(|(_, it)| transaction["type"] == **it)
    }
}

impl World {
    /// Checks that exactly this money moved, and nobody else's.
    ///
    /// # Errors
    /// When other money moved.
    pub async fn check_moved(&mut self, rows: &[Moved]) -> Result<(), Stop> {
        let Some(before) = self.footprint.balances.clone() else {
            return Err(self.fault("balances were not read before the act"));
        };
        for row in rows {
            let known = row.owner == FINANCIAL_ACCOUNT || self.knows(&Owner::from_cell(&row.owner));
            if !known {
                return Err(self.fault(format!("nobody in the scenario is called {}", row.owner)));
            }
        }
        let after = self.balances().await?;
        let moved = difference(&before, &after);
        let listed: BTreeMap<_, _> = rows
            .iter()
            .map(|row| ((row.owner.clone(), row.currency.clone()), row.change))
            .collect();
        let keys: BTreeSet<_> = moved.keys().chain(listed.keys()).cloned().collect();
        for key in keys {
            let expected = listed.get(&key).copied().unwrap_or_default();
            let seen = moved.get(&key).copied().unwrap_or_default();
            let (owner, currency) = &key;
            self.check(expected == seen, None, || {
                (
                    format!("{owner}: {}", show(expected, currency)),
                    format!("{owner}: {}", show(seen, currency)),
                )
            })?;
        }
        Ok(())
    }

    /// What an object has booked, oldest first, and the exchange that lists it.
    async fn booked_by(
        &mut self,
        object: &Object,
        shown: &Value,
    ) -> Result<(Vec<Value>, usize), Stop> {
        let (_, account) = self.locate(object).await?;
        let id = shown["id"].as_str().unwrap_or_default().to_owned();
        let source = [("source".to_owned(), id)];
        let answer = self.transactions(account.clone(), source).await?;
        let mut booked = answer.body["data"].as_array().cloned().unwrap_or_default();
        booked.reverse();
        // Some read the filter as the first transaction only; what the object itself names is there in any case.
        for member in ["balance_transaction", "failure_balance_transaction"] {
            let Some(named) = shown[member].as_str() else {
                continue;
            };
            if booked.iter().all(|transaction| transaction["id"] != named) {
                let path = format!("/v1/balance_transactions/{}", segment(named));
                let read = self.observe(path, account.clone()).await?;
                booked.push(Value::clone(&read.body));
            }
        }
        Ok((booked, answer.exchange))
    }

    /// Checks the balance transactions of an object, in booking order, and that object and transactions name each other.
    ///
    /// # Errors
    /// When they are others.
    pub async fn check_booked(&mut self, object: &Object, rows: &[Booked]) -> Result<(), Stop> {
        let shown = self.read(object).await?;
        let (booked, exchange) = self.booked_by(object, &shown.body).await?;
        let booked = settled(booked, rows, |transaction, row| row.fits(transaction));
        let seen = booked
            .iter()
            .map(|b| format!("{} {}", word(&b["type"]), b["amount"]))
            .collect::<Vec<_>>()
            .join(", ");
        self.check(booked.len() == rows.len(), Some(exchange), || {
            (
                format!("{} balance transactions of {object}", rows.len()),
                format!("{}: {seen}", booked.len()),
            )
        })?;
        for (row, transaction) in rows.iter().zip(&booked) {
            let mut cells = row.cells.clone();
            cells.push(("amount".to_owned(), row.money.to_string()));
            cells.push(("source".to_owned(), word(&shown.body["id"])));
            self.check_members(&cells, transaction, None, exchange)
                .await?;
            self.check_net(transaction, exchange)?;
        }
        // Payouts alone have a second transaction that undoes the first.
        let undone = matches!(object, Object::Payout(_))
            .then_some(("failure_balance_transaction", booked.get(1)));
        let first = ("balance_transaction", booked.first());
        for (member, transaction) in [Some(first), undone].into_iter().flatten() {
            let named = transaction.map_or(&Value::Null, |t| &t["id"]);
            self.check(shown.body[member] == *named, Some(shown.exchange), || {
                (
                    format!("{member} is {named}"),
                    format!("{member} is {}", shown.body[member]),
                )
            })?;
        }
        Ok(())
    }

    /// The balance transactions that an account lists, so far as they fit these filters.
    async fn transactions<const N: usize>(
        &mut self,
        account: Option<String>,
        filters: [(String, String); N],
    ) -> Result<Answer, Stop> {
        let mut query = Vec::from(filters);
        query.push(("limit".to_owned(), "100".to_owned()));
        let request = Request::get("/v1/balance_transactions", account, Purpose::Observe);
        self.ask(&request.with(query)).await
    }

    fn check_net(&mut self, transaction: &Value, exchange: usize) -> Result<(), Stop> {
        let member = |name: &str| transaction[name].as_i64();
        let (amount, fee, net) = (member("amount"), member("fee"), member("net"));
        let holds = amount
            .zip(fee)
            .and_then(|(a, f)| a.checked_sub(f))
            .zip(net)
            .is_some_and(|(sum, net)| sum == net);
        self.check(holds, Some(exchange), || {
            let seen = format!(
                "amount {}, fee {}, net {}",
                transaction["amount"], transaction["fee"], transaction["net"]
            );
            ("net is amount less fee".to_owned(), seen)
        })
    }

    /// Checks that an owner's balance is the sum of the owner's balance transactions.
    ///
    /// # Errors
    /// When it is not.
    pub async fn check_sum(&mut self, owner: &Owner) -> Result<(), Stop> {
        if *owner == Owner::Platform && self.is_shared() {
            // What others do stands in its books too, and more of it than a list shows at once.
            return Err(self.untestable(SHARED));
        }
        let account = self.on_behalf_of(owner).await?;
        let answer = self.transactions(account.clone(), []).await?;
        let booked = self.items(&answer, "data")?;
        let now = self.time_by_now().await?;
        let mut sums: BTreeMap<(String, bool), i64> = BTreeMap::new();
        for transaction in &booked {
            let due = transaction["available_on"]
                .as_i64()
                .is_some_and(|due| due <= now);
            let key = (word(&transaction["currency"]), due);
            let sum = sums.entry(key).or_default();
            *sum = sum.saturating_add(transaction["net"].as_i64().unwrap_or_default());
        }
        let balance = self.observe("/v1/balance".to_owned(), account).await?;
        for (member, due) in [("available", true), ("pending", false)] {
            let mut currencies: BTreeSet<String> =
                sums.keys().map(|(currency, _)| currency.clone()).collect();
            let amounts = self.items(&balance, member)?;
            currencies.extend(amounts.iter().map(|amount| word(&amount["currency"])));
            for currency in currencies {
                let sum = sums
                    .get(&(currency.clone(), due))
                    .copied()
                    .unwrap_or_default();
                let shown: i64 = amounts
                    .iter()
                    .filter(|amount| amount["currency"] == *currency)
                    .filter_map(|amount| amount["amount"].as_i64())
                    .fold(0, i64::saturating_add);
                self.check(shown == sum, Some(balance.exchange), || {
                    let show =
                        |minor| format!("{member} is {}", Money::show(minor, &currency, false));
                    (
                        format!("{}, the sum of the transactions", show(sum)),
                        show(shown),
                    )
                })?;
            }
        }
        Ok(())
    }

    /// The items of a list in an answer: without it there would be nothing to compare.
    fn items(&mut self, answer: &Answer, member: &str) -> Result<Vec<Value>, Stop> {
        let listed = answer.body[member].as_array().cloned();
        let holds = answer.status == 200 && listed.is_some();
        self.check(holds, Some(answer.exchange), || {
            let (status, shown) = (answer.status, quoted(answer.body.get(member)));
            let seen = format!("status {status}, {member} is {shown}");
            (format!("a list as `{member}`"), seen)
        })?;
        Ok(listed.unwrap_or_default())
    }

    /// Checks that the funds of a payout come no sooner than so many business days after the act.
    ///
    /// # Errors
    /// When they come sooner, or are there already.
    pub async fn check_due(&mut self, object: &Object, business_days: u32) -> Result<(), Stop> {
        let at = self.acted()?.at;
        let shown = self.read(object).await?;
        let (_, account) = self.locate(object).await?;
        let id = word(&shown.body["balance_transaction"]);
        let answer = self
            .observe(
                format!("/v1/balance_transactions/{}", segment(&id)),
                account,
            )
            .await?;
        let earliest = add_business_days(at, business_days);
        let due = answer.body["available_on"].as_i64();
        self.check(due.is_some_and(|due| due >= earliest), Some(answer.exchange), || {
            let expected = format!("available_on is {earliest} (the start of business day {business_days}) or later");
            (expected, format!("available_on is {}", answer.body["available_on"]))
        })
    }
}

/// The text of a member, or its JSON when it is none.
fn word(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// The start (midnight UTC) of the n-th business day after a time.
fn add_business_days(from: i64, days: u32) -> i64 {
    const DAY: i64 = 86_400;
    let mut day = from.div_euclid(DAY);
    let mut left = days;
    while left > 0 {
        day += 1;
        // Day 0 of the epoch was a Thursday; counted from Monday it is weekday 3.
        if (day + 3).rem_euclid(7) < 5 {
            left -= 1;
        }
    }
    day.saturating_mul(DAY)
}

fn difference(before: &Balances, after: &Balances) -> Balances {
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).cloned().collect();
    keys.into_iter()
        .filter_map(|key| {
            let was = before.get(&key).copied().unwrap_or_default();
            let is = after.get(&key).copied().unwrap_or_default();
            let change = Balance {
                available: is.available.saturating_sub(was.available),
                pending: is.pending.saturating_sub(was.pending),
            };
            (change != Balance::default()).then_some((key, change))
        })
        .collect()
}

fn show(change: Balance, currency: &str) -> String {
    let part = |minor| Money::show(minor, currency, true);
    format!(
        "available {}, pending {}",
        part(change.available),
        part(change.pending)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn business_days_leave_out_the_weekend() {
        let friday = 1_767_960_000; // 2026-01-09 12:00 UTC
        let monday = 1_768_176_000; // 2026-01-12 00:00 UTC
        assert_eq!(add_business_days(friday, 1), monday);
        assert_eq!(add_business_days(friday, 5), monday + 4 * 86_400);
    }

    #[test]
    fn balances_that_appear_or_vanish_have_moved() {
        let key = |name: &str| (name.to_owned(), "usd".to_owned());
        let balance = |available| Balance {
            available,
            pending: 0,
        };
        let before = Balances::from([(key("a"), balance(5)), (key("b"), balance(0))]);
        let after = Balances::from([(key("c"), balance(2))]);
        assert_eq!(
            difference(&before, &after),
            Balances::from([(key("a"), balance(-5)), (key("c"), balance(2))])
        );
    }
}
