//! Several clients at once: what they ask for together, and that it adds up afterwards.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::str::FromStr;

use cucumber::Parameter;
use futures::future::join_all;
use serde_json::Value;

use super::act::Act;
use super::footprint::{Balance, Balances};
use super::notation::{Money, Owner, Which};
use super::object::{Kind, Object};
use super::treasury::reversal_of_debit;
use super::trouble::Stop;
use super::world::{Answer, World, refusal_text};
use crate::target::client::{Request, segment};
use crate::target::exchange::Purpose;

/// What each of several clients asks for.
#[derive(Debug, Clone, PartialEq, Eq, Parameter)]
#[param(
    name = "client_act",
    regex = r#"reverse [0-9.]+ [A-Z]{3} of the transfer|reverse the payout|reverse the received debit|pay out [0-9.]+ [A-Z]{3} from (?:"[^"]+"|the platform)"#
)]
pub enum ClientAct {
    /// Part of the transfer back.
    ReversePart(Money),
    /// The payout back.
    ReversePayout,
    /// The received debit back.
    ReverseDebit,
    /// A payout.
    PayOut(Money, Owner),
}

impl FromStr for ClientAct {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "reverse the payout" => return Ok(Self::ReversePayout),
            "reverse the received debit" => return Ok(Self::ReverseDebit),
            _ => {}
        }
        let part = text
            .strip_prefix("reverse ")
            .and_then(|rest| rest.strip_suffix(" of the transfer"));
        if let Some(money) = part {
            return money.parse().map(Self::ReversePart);
        }
        let wrong = || format!("`{text}` is nothing that several clients ask for");
        let paid = text.strip_prefix("pay out ").ok_or_else(wrong)?;
        let (money, owner) = paid.split_once(" from ").ok_or_else(wrong)?;
        Ok(Self::PayOut(money.parse()?, owner.parse()?))
    }
}

impl World {
    /// Lets clients ask for the same at once, over connections that are open already.
    ///
    /// # Errors
    /// When the scenario's history cannot be arranged, or an answer does not come.
    pub async fn ask_at_once(&mut self, clients: usize, act: &ClientAct) -> Result<(), Stop> {
        self.make_draft().await?;
        let (request, owner, kind) = self.request_of(act).await?;
        self.take_footprint(&BTreeSet::from([owner.clone()]), None, None)
            .await?;
        if let ClientAct::ReversePart(_) = act {
            let (path, account) = self.locate(&Object::Newest(Kind::Transfer)).await?;
            let reading = Request::get(path, account, Purpose::Footprint);
            self.footprint.object = Some(self.arrange(&reading).await?.body);
        }
        self.open_connections(clients, &owner).await?;
        let at = self.now().await?;
        let request = self.keyed(request);
        let answers = self.ask_together(&vec![request.clone(); clients]).await?;
        for answer in answers.iter().filter(|answer| answer.status == 200) {
            let id = answer.body["id"].as_str().unwrap_or_default();
            match kind {
                Some(kind) => self.note_thing(kind, id, owner.clone()),
                None if *act == ClientAct::ReversePayout => {
                    self.name_payout(Which::Reversing, id, owner.clone());
                }
                None => self.name_payout(Which::New, id, owner.clone()),
            }
        }
        self.act = Some(Act {
            request: Some(request),
            answer: answers.last().cloned(),
            first: None,
            answers,
            at,
            owner,
            object: None,
            heard: true,
        });
        Ok(())
    }

    async fn request_of(
        &mut self,
        act: &ClientAct,
    ) -> Result<(Request, Owner, Option<Kind>), Stop> {
        Ok(match act {
            ClientAct::ReversePart(money) => {
                let request = self.reversal_of_transfer(Some(money), false, Purpose::Act)?;
                (request, Owner::Platform, Some(Kind::TransferReversal))
            }
            ClientAct::ReversePayout => {
                let made = self.payout(Which::Original).await?;
                let account = self.on_behalf_of(&made.owner).await?;
                let path = format!("/v1/payouts/{}/reverse", segment(&made.id));
                (Request::post(path, account, Purpose::Act), made.owner, None)
            }
            ClientAct::ReverseDebit => {
                let made = self.thing(Kind::ReceivedDebit)?;
                let account = self.on_behalf_of(&made.owner).await?;
                let request = reversal_of_debit(&made.id, account, Purpose::Act);
                (request, made.owner, Some(Kind::DebitReversal))
            }
            ClientAct::PayOut(money, owner) => {
                let account = self.on_behalf_of(owner).await?;
                let params = vec![
                    ("amount".to_owned(), money.minor.to_string()),
                    ("currency".to_owned(), money.currency.clone()),
                ];
                let request = Request::post("/v1/payouts", account, Purpose::Act).with(params);
                (request, owner.clone(), None)
            }
        })
    }

    /// So many readings at once leave so many open connections behind.
    async fn open_connections(&mut self, clients: usize, owner: &Owner) -> Result<(), Stop> {
        let account = self.on_behalf_of(owner).await?;
        let reading = Request::get("/v1/balance", account, Purpose::Footprint);
        self.ask_together(&vec![reading; clients]).await.map(drop)
    }

    async fn ask_together(&mut self, requests: &[Request]) -> Result<Vec<Answer>, Stop> {
        let key = self.key().await?;
        let context = Rc::clone(&self.context);
        let sent = requests
            .iter()
            .map(|request| context.client.send(&context.profile.url, &key, request));
        let mut exchanges = join_all(sent).await;
        // Who comes first is chance; winners before losers, in the order of their ids, tells nothing of it.
        exchanges.sort_by_cached_key(|exchange| {
            let id = exchange.answer["id"].as_str().map(str::to_owned);
            (exchange.status, id)
        });
        let mut answers = Vec::new();
        for (exchange, request) in exchanges.into_iter().zip(requests) {
            answers.push(self.receive(exchange, request.purpose).await?);
        }
        Ok(answers)
    }

    /// Lets the bank submit the payout while the platform cancels it.
    ///
    /// # Errors
    /// When the scenario's history cannot be arranged, or an answer does not come.
    pub async fn submit_while_canceling(&mut self) -> Result<(), Stop> {
        self.before_happening().await?;
        let made = self.payout(Which::Original).await?;
        let account = self.on_behalf_of(&made.owner).await?;
        self.open_connections(2, &made.owner).await?;
        let request = Request::post(
            format!("/v1/payouts/{}/cancel", segment(&made.id)),
            account,
            Purpose::Act,
        );
        let (key, lever) = (
            self.key().await?,
            self.lever_path(&format!("/payouts/{}/bank", segment(&made.id)))
                .await?,
        );
        let context = Rc::clone(&self.context);
        let body = serde_json::json!({"act": "submit", "failure_code": null});
        let (submitted, canceled) = futures::join!(
            context.levers.pull("POST", &lever, Some(&body)),
            context.client.send(&context.profile.url, &key, &request)
        );
        self.pulled(submitted).await?;
        let answer = self.receive(canceled, Purpose::Act).await?;
        if let Some(act) = &mut self.act {
            act.answers = vec![answer.clone()];
            (act.answer, act.request) = (Some(answer), Some(request));
        }
        Ok(())
    }

    /// Checks how many of the requests succeeded, that the others were refused, and that it all adds up.
    ///
    /// # Errors
    /// When more or fewer did, or money was made or lost.
    pub async fn check_succeeded(&mut self, count: usize, at_most: bool) -> Result<(), Stop> {
        let act = self.acted()?;
        let mut won = act
            .answers
            .iter()
            .filter(|answer| answer.status == 200)
            .count();
        let last = act.answers.last().map(|answer| answer.exchange);
        if act
            .request
            .as_ref()
            .is_some_and(|request| request.path.ends_with("/cancel"))
        {
            let shown = self.read(&Object::Payout(Which::Original)).await?;
            let (status, at) = (&shown.body["status"], Some(shown.exchange));
            let ended = if won == 0 { "in_transit" } else { "canceled" };
            self.check(status == ended, at, || {
                let way = format!("the payout went one way: it is {ended}");
                (way, format!("its status is {status}"))
            })?;
            won += usize::from(status == "in_transit");
        }
        let holds = if at_most { won <= count } else { won == count };
        self.check(holds, last, || {
            let word = if at_most { "at most " } else { "" };
            (
                format!("{word}{count} of the requests succeed"),
                format!("{won} succeed"),
            )
        })?;
        for answer in act.answers.iter().filter(|answer| answer.status != 200) {
            let busy = answer.status == 429 && answer.body["error"]["code"] == "lock_timeout";
            let refused = [400, 402, 403, 409].contains(&answer.status);
            self.check(busy || refused, Some(answer.exchange), || {
                let seen = format!("status {}{}", answer.status, refusal_text(&answer.body));
                (
                    "the losers are refused, or told to try again".to_owned(),
                    seen,
                )
            })?;
        }
        self.check_conserved(&act).await
    }

    /// Checks that what the winners took from the transfer is what it shows, and what moved.
    async fn check_conserved(&mut self, act: &Act) -> Result<(), Stop> {
        let of_transfer = act
            .request
            .as_ref()
            .is_some_and(|request| request.path.starts_with("/v1/transfers/"));
        if !of_transfer {
            return Ok(());
        }
        let won = act.answers.iter().filter(|answer| answer.status == 200);
        let sum: i64 = won
            .filter_map(|answer| answer.body["amount"].as_i64())
            .fold(0, i64::saturating_add);
        let shown = self.read(&Object::Newest(Kind::Transfer)).await?;
        let before = self
            .footprint
            .object
            .as_ref()
            .map(|was| &was["amount_reversed"]);
        let due = before
            .and_then(Value::as_i64)
            .unwrap_or_default()
            .saturating_add(sum);
        let reversed = &shown.body["amount_reversed"];
        self.check(reversed.as_i64() == Some(due), Some(shown.exchange), || {
            (
                format!("amount_reversed is {due}, the sum of all reversals"),
                format!("amount_reversed is {reversed}"),
            )
        })?;
        let before = self.footprint.balances.clone().unwrap_or_default();
        let after = self.balances().await?;
        // What a target shows may be any number; sums are kept where they cannot overflow.
        let whole = |balance: &Balance| i128::from(balance.available) + i128::from(balance.pending);
        let total = |balances: &Balances| -> i128 { balances.values().map(whole).sum() };
        let of_platform = |balances: &Balances| -> i128 {
            let own = balances
                .iter()
                .filter(|((owner, _), _)| owner == "platform");
            own.map(|(_, balance)| whole(balance)).sum()
        };
        let (gained, sum) = (of_platform(&after) - of_platform(&before), i128::from(sum));
        let conserved = total(&before) == total(&after) && gained == sum;
        self.check(conserved, None, || {
            let lost = gained - (total(&after) - total(&before));
            let expected = format!("the platform gains {sum}, which the account loses");
            (
                expected,
                format!("the platform gains {gained}, the account loses {lost}"),
            )
        })
    }
}
