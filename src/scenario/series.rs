//! Several things of a kind, made one after another, for lists and their pages.

use serde_json::Value;

use super::cast::USUAL_CURRENCY;
use super::naming::place_from_newest;
use super::notation::{Destination, Money, More, Owner, Stretch, Which};
use super::object::Kind;
use super::treasury::reversal_of_debit;
use super::trouble::Stop;
use super::words::Collection;
use super::world::{Answer, World};
use crate::spec::capability::Capability;
use crate::target::client::Request;
use crate::target::exchange::Purpose;

/// The amount of each payout, transfer, debit and top-up of a series.
const EACH: i64 = 100;
/// The amount of each reversal of the transfer.
const PART: i64 = 10;

fn usd(minor: i64) -> Money {
    Money {
        minor,
        currency: USUAL_CURRENCY.to_owned(),
    }
}

fn acme() -> Owner {
    Owner::Connected("acme".to_owned())
}

impl World {
    /// Makes so many things of a kind, oldest first, a second apart where there is a clock.
    ///
    /// # Errors
    /// When one cannot be made.
    pub async fn make_series(&mut self, collection: Collection, count: usize) -> Result<(), Stop> {
        self.make_draft().await?;
        self.prepare_series(collection, count).await?;
        for _ in 0..count {
            if self.offers(Capability::Clock) {
                self.advance(1).await?;
            }
            let id = self.make_next(collection).await?;
            self.series.push(id);
        }
        if collection == Collection::Events {
            self.series = self.newest_events(count).await?;
        }
        Ok(())
    }

    /// Makes what the things of a series have in common.
    async fn prepare_series(&mut self, collection: Collection, count: usize) -> Result<(), Stop> {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        match collection {
            Collection::Payouts | Collection::BalanceTransactions | Collection::Events => {
                let all = Money {
                    minor: count.saturating_mul(EACH),
                    currency: self.own_currency(&acme()),
                };
                self.fund(&acme(), &all, "card").await
            }
            Collection::Transfers => {
                self.account_id(&acme()).await?;
                self.fund(&Owner::Platform, &usd(count.saturating_mul(EACH)), "card")
                    .await
            }
            Collection::TransferReversals => {
                self.make_transfer(&usd(count.saturating_mul(PART)), &acme(), None)
                    .await
            }
            Collection::ReceivedDebits
            | Collection::DebitReversals
            | Collection::TreasuryTransactions
            | Collection::TreasuryEntries => {
                self.make_financial_account(&acme(), &usd(count.saturating_mul(EACH)))
                    .await
            }
            Collection::Topups | Collection::WebhookEndpoints => Ok(()),
        }
    }

    /// Makes the next thing of a series and answers its id in the list.
    async fn make_next(&mut self, collection: Collection) -> Result<String, Stop> {
        match collection {
            Collection::Payouts | Collection::Events => {
                let answer = self.make_small_payout().await?;
                let id = self.text_of(&answer, "id")?;
                self.name_payout(Which::Original, &id, acme());
                Ok(id)
            }
            Collection::BalanceTransactions => {
                let answer = self.make_small_payout().await?;
                self.text_of(&answer, "balance_transaction")
            }
            Collection::Transfers => {
                self.make_transfer(&usd(EACH), &acme(), None).await?;
                Ok(self.thing(Kind::Transfer)?.id)
            }
            Collection::TransferReversals => {
                self.reverse_transfer(Some(&usd(PART)), false).await?;
                Ok(self.thing(Kind::TransferReversal)?.id)
            }
            Collection::ReceivedDebits => {
                self.receive_debit("ach", &usd(EACH), false).await?;
                Ok(self.thing(Kind::ReceivedDebit)?.id)
            }
            Collection::DebitReversals => self.make_debit_reversal().await,
            Collection::Topups => {
                let request = Request::post("/v1/topups", None, Purpose::Arrange);
                let answer = self.arrange(&request.with(amount(USUAL_CURRENCY))).await?;
                self.noted(Kind::Topup, Owner::Platform, &answer)
            }
            Collection::WebhookEndpoints => {
                self.listen("*", false).await?;
                Ok(self.thing(Kind::WebhookEndpoint)?.id)
            }
            Collection::TreasuryTransactions | Collection::TreasuryEntries => {
                Err(self.fault(format!("no step makes a series of {}", collection.word())))
            }
        }
    }

    async fn make_small_payout(&mut self) -> Result<Answer, Stop> {
        let behalf = self.on_behalf_of(&acme()).await?;
        let destination = Destination::usual();
        let currency = self.own_currency(&acme());
        let destination = self
            .destination_id(&acme(), &destination, &currency)
            .await?;
        let mut params = amount(&currency);
        params.push(("destination".to_owned(), destination));
        let request = Request::post("/v1/payouts", behalf, Purpose::Arrange);
        self.arrange(&request.with(params)).await
    }

    async fn make_debit_reversal(&mut self) -> Result<String, Stop> {
        self.receive_debit("ach", &usd(EACH), false).await?;
        let debit = self.thing(Kind::ReceivedDebit)?.id;
        let behalf = self.on_behalf_of(&acme()).await?;
        let request = reversal_of_debit(&debit, behalf, Purpose::Arrange);
        let answer = self.arrange(&request).await?;
        self.noted(Kind::DebitReversal, acme(), &answer)
    }

    /// Notes what an answer shows as a thing of the scenario.
    fn noted(&mut self, kind: Kind, owner: Owner, answer: &Answer) -> Result<String, Stop> {
        let id = self.text_of(answer, "id")?;
        self.note_thing(kind, &id, owner);
        Ok(id)
    }

    fn text_of(&mut self, answer: &Answer, member: &str) -> Result<String, Stop> {
        let shown = &answer.body[member];
        let why = || format!("something was made whose {member} is {shown}");
        let text = shown.as_str().filter(|text| !text.is_empty());
        let text = text.map(str::to_owned);
        text.ok_or_else(|| self.untestable(why()))
    }

    /// The newest events of the account, oldest first, which no answer names.
    async fn newest_events(&mut self, count: usize) -> Result<Vec<String>, Stop> {
        let behalf = self.on_behalf_of(&acme()).await?;
        let params = vec![("limit".to_owned(), "100".to_owned())];
        let request = Request::get("/v1/events", behalf, Purpose::Footprint).with(params);
        let answer = self.arrange(&request).await?;
        let events = answer.body["data"].as_array().into_iter().flatten();
        let ids = events.filter_map(|event| event["id"].as_str().map(str::to_owned));
        let mut ids: Vec<_> = ids.take(count).collect();
        ids.reverse();
        Ok(ids)
    }

    /// The id that `the newest`, `the oldest` or `the 3rd newest` of the series stands for.
    ///
    /// # Errors
    /// When the series is not that long.
    pub fn in_series(&mut self, text: &str) -> Result<Option<String>, Stop> {
        let place = match text {
            "the oldest" => Some(self.series.len()),
            _ => place_from_newest(text),
        };
        let Some(place) = place else {
            return Ok(None);
        };
        let found = place
            .checked_sub(1)
            .and_then(|place| self.series.iter().rev().nth(place));
        match found {
            Some(id) => Ok(Some(id.clone())),
            None => Err(self.fault(format!("there is no {text}: no step has made so many"))),
        }
    }

    /// Checks that the list of the act is this stretch of the series, and what it says of more.
    ///
    /// # Errors
    /// When it is not.
    pub fn check_stretch(&mut self, stretch: Stretch, More(more): More) -> Result<(), Stop> {
        let answer = self.answer()?;
        let items = answer.body["data"].as_array().into_iter().flatten();
        let seen: Vec<_> = items
            .map(|item| item["id"].as_str().unwrap_or("no id").to_owned())
            .collect();
        let due = self.series.iter().rev().skip(stretch.first - 1);
        let due: Vec<_> = due
            .take(stretch.last + 1 - stretch.first)
            .cloned()
            .collect();
        if due.len() != stretch.last + 1 - stretch.first {
            return Err(self.fault("the list cannot hold more than a step has made"));
        }
        let at = Some(answer.exchange);
        self.check(answer.status == 200 && seen == due, at, || {
            (
                format!(
                    "newest first, {} to {}: {}",
                    stretch.first,
                    stretch.last,
                    due.join(", ")
                ),
                format!("status {}, {}", answer.status, seen.join(", ")),
            )
        })?;
        let (has_more, Some(more)) = (&answer.body["has_more"], more) else {
            return Ok(());
        };
        self.check(*has_more == Value::Bool(more), at, || {
            (
                format!("has_more is {more}"),
                format!("has_more is {has_more}"),
            )
        })
    }
}

fn amount(currency: &str) -> Vec<(String, String)> {
    vec![
        ("amount".to_owned(), EACH.to_string()),
        ("currency".to_owned(), currency.to_owned()),
    ]
}
