//! The money monitor: after every scenario, whatever it was about, the books must add up.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::notation::{Money, Owner};
use super::trouble::{Stop, kept};
use super::world::World;
use crate::target::client::Request;
use crate::target::exchange::{Exchange, Purpose};
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

/// What everybody's books show after a scenario, to be audited when somebody has time.
#[derive(Debug)]
pub struct Books {
    statements: Vec<Statement>,
    /// Whether they are all that money moves between: not so where others' books stand beside them, or some were not shown.
    are_whole: bool,
}

/// An owner's books: where in the transcript they are shown, and the time before and after.
#[derive(Debug)]
struct Statement {
    owner: Owner,
    transactions: usize,
    balance: usize,
    before: i64,
    after: i64,
}

/// What came of the books of one owner.
enum Audited {
    /// They do not add up.
    Wrong(Breach),
    /// They do.
    Right,
    /// They are not shown as documented, or too long; other rules judge that.
    Unread,
}

impl World {
    /// Asks for everybody's balance and transactions, as far as a target shows them.
    pub(super) async fn books(&mut self) -> Books {
        let shared = self.is_shared();
        let mut books = Books {
            statements: Vec::new(),
            are_whole: !shared,
        };
        // What others do on a platform that is theirs too stands in its books beside what the scenario did.
        let audited = self.everybody().into_iter();
        for owner in audited.filter(|owner| !shared || *owner != Owner::Platform) {
            match self.statement(owner).await {
                Ok(Some(statement)) => books.statements.push(statement),
                // What moves between accounts can be summed only where all of them are seen.
                Ok(None) => books.are_whole = false,
                // Where no answer comes any more, there is nobody to be audited.
                Err(Stop) => {
                    books.are_whole = false;
                    break;
                }
            }
        }
        books
    }

    async fn statement(&mut self, owner: Owner) -> Result<Option<Statement>, Stop> {
        let before = self.time_by_now().await?;
        let account = self.on_behalf_of(&owner).await?;
        let read = |path: &str| Request::get(path, account.clone(), Purpose::Footprint);
        let limit = vec![("limit".to_owned(), PAGE.to_string())];
        let transactions = read("/v1/balance_transactions").with(limit);
        let Some(transactions) = self.fetch(&transactions).await? else {
            return Ok(None);
        };
        let Some(balance) = self.fetch(&read("/v1/balance")).await? else {
            return Ok(None);
        };
        Ok(Some(Statement {
            owner,
            transactions,
            balance,
            before,
            // A clock that goes on by itself has reached something by then, maybe, that it had not before.
            after: self.time_by_now().await?,
        }))
    }
}

impl Books {
    /// Holds everybody's balance against everybody's transactions.
    ///
    /// # Errors
    /// Where books are shown that are no JSON: the exchange, and what is wrong.
    pub fn audit(
        &self,
        transcript: &mut [Exchange],
        redactor: &Redactor,
    ) -> Result<Option<Breach>, (usize, String)> {
        let mut within = self.are_whole.then(BTreeMap::<String, i128>::new);
        for statement in &self.statements {
            let shown = [statement.transactions, statement.balance];
            for index in shown {
                read(&mut transcript[index], redactor).map_err(|why| (index, why))?;
            }
            let [listed, balance] = shown.map(|index| Arc::clone(&transcript[index].answer));
            match statement.audit(&listed, &balance) {
                Audited::Wrong(breach) => return Ok(Some(breach)),
                Audited::Right => within = within.and_then(|sums| add_within(sums, &listed)),
                Audited::Unread => within = None,
            }
            // One owner's books at a time: what they say takes several times what they are long.
            for index in shown {
                transcript[index].lay_aside(true);
            }
        }
        let mut sums = within.into_iter().flatten();
        let uneven = sums.find(|(_, sum)| *sum != 0);
        Ok(uneven.map(|(currency, sum)| Breach {
            expected: "what moves between the platform and its accounts is neither made nor lost"
                .to_owned(),
            observed: format!("it sums to {}", Money::show(narrow(sum), &currency, true)),
        }))
    }
}

impl Statement {
    fn audit(&self, listed: &Value, balance: &Value) -> Audited {
        let booked = listed["data"].as_array();
        let Some(booked) = booked.filter(|items| items.len() < PAGE) else {
            return Audited::Unread;
        };
        // What is right at either time is right.
        let at = |time| compare(&self.owner, booked, balance, time);
        let breach = at(self.before).and_then(|_| at(self.after));
        breach.map_or(Audited::Right, Audited::Wrong)
    }
}

/// Reads an answer that nobody has read so far.
fn read(exchange: &mut Exchange, redactor: &Redactor) -> Result<(), String> {
    if exchange.is_unread() {
        exchange.read_late(redactor);
    }
    match &exchange.trouble {
        Some(trouble) => Err(format!("{} {}: {trouble}", exchange.method, exchange.path)),
        None => Ok(()),
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shown(path: &str, text: String) -> Exchange {
        let mut exchange = Exchange::of_lever("GET", path, String::new());
        exchange.text = text.into_bytes();
        exchange
    }

    fn audit(transactions: String, available: i64) -> Result<Option<Breach>, (usize, String)> {
        let balance = json!({
            "available": [{"amount": available, "currency": "usd"}],
            "pending": [],
        });
        let books = Books {
            statements: vec![Statement {
                owner: Owner::Platform,
                transactions: 0,
                balance: 1,
                before: 1,
                after: 2,
            }],
            are_whole: true,
        };
        let mut transcript = [
            shown("/v1/balance_transactions", transactions),
            shown("/v1/balance", balance.to_string()),
        ];
        books.audit(&mut transcript, &Redactor::default())
    }

    #[test]
    fn books_are_read_when_they_are_audited() {
        let booked = |kind: &str| {
            let one = json!({"type": kind, "currency": "usd", "net": 700, "available_on": 2});
            json!({ "data": [one] }).to_string()
        };
        // What becomes available between the two times may be seen in either place.
        assert_eq!(audit(booked("charge"), 700), Ok(None));
        let breach = audit(booked("charge"), 699);
        let observed = breach.map(|breach| breach.map(|breach| breach.observed));
        let expected = "platform: available is 6.99 USD".to_owned();
        assert_eq!(observed, Ok(Some(expected)));
        let made = audit(booked("payment"), 700);
        let observed = made.map(|breach| breach.map(|breach| breach.observed));
        assert_eq!(observed, Ok(Some("it sums to +7.00 USD".to_owned())));
        let (index, fault) = audit("{".to_owned(), 0).err().unwrap_or_default();
        assert_eq!(index, 0);
        assert!(
            fault.starts_with("GET /v1/balance_transactions: "),
            "{fault}"
        );
        assert_eq!(audit(json!([]).to_string(), 0), Ok(None));
    }
}
