//! The payouts of a scenario, and how each comes into the state that a `Given` names.

mod several;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use several::Listed;
pub use several::Row;

use super::notation::{Destination, Money, Owner, Which};
use super::object::Object;
use super::trouble::Stop;
use super::words::{BankAct, PayoutState};
use super::world::World;
use crate::target::client::{Request, segment};
use crate::target::exchange::Purpose;

/// The payouts that a scenario refers to.
#[derive(Debug, Default)]
pub struct Payouts {
    draft: Option<Draft>,
    made: BTreeMap<Which, Made>,
    listed: Vec<Listed>,
}

/// A payout that steps have described and nothing has needed yet.
#[derive(Debug, Clone)]
struct Draft {
    money: Money,
    owner: Owner,
    destination: Destination,
    origin: Origin,
    metadata: Vec<(String, String)>,
}

/// How a payout is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Request,
    InstantRequest,
    Schedule,
}

/// A payout that exists.
#[derive(Debug, Clone)]
pub struct Made {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub owner: Owner,
}

impl World {
    /// Describes the payout that the scenario is about; it is made when something needs it.
    ///
    /// # Errors
    /// When the scenario has one already.
    pub fn draft_payout(
        &mut self,
        money: Money,
        owner: Owner,
        destination: Destination,
    ) -> Result<(), Stop> {
        if self.payouts.draft.is_some() || self.payouts.made.contains_key(&Which::Original) {
            return Err(self.fault(
                "the scenario has a payout already; write two scenarios, or `these payouts`",
            ));
        }
        self.payouts.draft = Some(Draft {
            money,
            owner,
            destination,
            origin: Origin::Request,
            metadata: Vec::new(),
        });
        Ok(())
    }

    /// Brings a payout into a state.
    ///
    /// # Errors
    /// When the state cannot be arranged.
    pub async fn bring(&mut self, which: Which, state: PayoutState) -> Result<(), Stop> {
        match state {
            PayoutState::Manual => self.originate(Origin::Request),
            PayoutState::Automatic => self.originate(Origin::Schedule),
            PayoutState::Instant => self.originate(Origin::InstantRequest),
            PayoutState::Pending => self.payout(which).await.map(drop),
            PayoutState::InTransit => self.bank(which, BankAct::Submits, None).await,
            PayoutState::Paid => self.bank(which, BankAct::Pays, None).await,
            PayoutState::Failed => self.bank(which, BankAct::Fails, None).await,
            PayoutState::Canceled => {
                let made = self.payout(which).await?;
                self.cancel_by_request(&made).await
            }
            PayoutState::BeingReversed => self.request_reversal(which).await,
            PayoutState::Completed | PayoutState::Refunded | PayoutState::Succeeded => {
                Err(self.fault(format!("a payout is never {}", state.word())))
            }
            PayoutState::Reversed => {
                self.request_reversal(which).await?;
                self.bank(Which::Reversing, BankAct::Pays, None).await
            }
        }
    }

    fn originate(&mut self, origin: Origin) -> Result<(), Stop> {
        match &mut self.payouts.draft {
            Some(draft) => {
                draft.origin = origin;
                Ok(())
            }
            None => Err(self.fault("say how the payout was made before saying what became of it")),
        }
    }

    /// Metadata of an object; of the payout that the scenario is about from its creation on, where that is possible.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn label(
        &mut self,
        object: &Object,
        metadata: Vec<(String, String)>,
    ) -> Result<(), Stop> {
        let of_draft = *object == Object::Payout(Which::Original);
        let requested = |draft: &&mut Draft| of_draft && draft.origin != Origin::Schedule;
        if let Some(draft) = self.payouts.draft.as_mut().filter(requested) {
            draft.metadata = metadata;
            return Ok(());
        }
        let (path, account) = self.locate(object).await?;
        let request = Request::post(path, account, Purpose::Arrange);
        let params = metadata
            .into_iter()
            .map(|(key, value)| (format!("metadata[{key}]"), value))
            .collect();
        self.arrange(&request.with(params)).await.map(drop)
    }

    /// A payout that exists; the one that the scenario is about is made now if it was only described.
    ///
    /// # Errors
    /// When it cannot be made, or the scenario has none.
    pub async fn payout(&mut self, which: Which) -> Result<Made, Stop> {
        if which == Which::Original {
            self.make_draft().await?;
        }
        match self.payouts.made.get(&which) {
            Some(made) => Ok(made.clone()),
            None => Err(self.unmade(which)),
        }
    }

    /// Why there is no such payout: the act made it without naming it, or no step made one.
    fn unmade(&mut self, which: Which) -> Stop {
        let answer = self.act.as_ref().and_then(|act| act.answer.as_ref());
        let nameless = answer.filter(|answer| answer.status == 200 && !is_id(&answer.body["id"]));
        if let Some((id, exchange)) = nameless.map(|a| (a.body["id"].to_string(), a.exchange)) {
            let expected = format!("the answer names {} by its id", which.phrase());
            return self.broken(&expected, format!("id is {id}"), Some(exchange));
        }
        if let Some(refused) = self.refused_act() {
            return refused;
        }
        self.fault(format!(
            "the scenario has made no payout that `{}` refers to",
            which.phrase()
        ))
    }

    /// The id of what a request of the scenario's history made.
    fn id_of(&mut self, made: &Value) -> Result<String, Stop> {
        match made["id"].as_str().filter(|_| is_id(&made["id"])) {
            Some(id) => Ok(id.to_owned()),
            None => Err(self.untestable(format!(
                "a payout was made, but the answer does not name it: id is {}",
                made["id"]
            ))),
        }
    }

    /// The payout by that name, if it has been made.
    #[must_use]
    pub fn known_payout(&self, which: Which) -> Option<&Made> {
        self.payouts.made.get(&which)
    }

    /// Gives a payout a name.
    pub fn name_payout(&mut self, which: Which, id: &str, owner: Owner) {
        self.payouts.made.insert(
            which,
            Made {
                id: id.to_owned(),
                owner,
            },
        );
    }

    /// Makes what is described, and everything that it needs.
    ///
    /// # Errors
    /// When it cannot be made.
    pub async fn make_draft(&mut self) -> Result<(), Stop> {
        let Some(draft) = self.payouts.draft.take() else {
            return Ok(());
        };
        let answer = self.make_payout(&draft).await?;
        let id = self.id_of(&answer)?;
        self.name_payout(Which::Original, &id, draft.owner);
        Ok(())
    }

    async fn make_payout(&mut self, draft: &Draft) -> Result<Arc<Value>, Stop> {
        self.account_for(&draft.owner, &draft.destination, &draft.money.currency)
            .await?;
        let destination = self
            .destination_id(&draft.owner, &draft.destination, &draft.money.currency)
            .await?;
        self.fund_if_silent(&draft.owner, &draft.money).await?;
        if draft.origin == Origin::Schedule {
            return self.schedule_payout(draft).await;
        }
        let mut params = vec![
            ("amount".to_owned(), draft.money.minor.to_string()),
            ("currency".to_owned(), draft.money.currency.clone()),
            ("destination".to_owned(), destination),
        ];
        if draft.origin == Origin::InstantRequest {
            params.push(("method".to_owned(), "instant".to_owned()));
        }
        params.extend(
            draft
                .metadata
                .iter()
                .map(|(key, value)| (format!("metadata[{key}]"), value.clone())),
        );
        let account = self.on_behalf_of(&draft.owner).await?;
        let request = Request::post("/v1/payouts", account, Purpose::Arrange).with(params);
        let answer = self.arrange(&request).await?;
        Ok(answer.body)
    }

    async fn account_for(
        &mut self,
        owner: &Owner,
        destination: &Destination,
        currency: &str,
    ) -> Result<(), Stop> {
        if self.knows(owner) {
            return Ok(());
        }
        let mut plan = super::cast::AccountPlan::default();
        let member = match destination {
            Destination::Card => "debit card".to_owned(),
            Destination::Bank {
                country,
                number: None,
            } => format!("{country} bank account"),
            Destination::Bank {
                country,
                number: Some(number),
            } => format!("{country} bank account numbered {number}"),
        };
        let set = plan
            .set("external_account", &member)
            .and_then(|()| plan.set("currency", currency));
        if let Err(why) = set {
            return Err(self.fault(why));
        }
        match owner {
            Owner::Platform => Ok(()),
            Owner::Connected(name) => self.make_account(name, plan).await,
        }
    }

    async fn schedule_payout(&mut self, draft: &Draft) -> Result<Arc<Value>, Stop> {
        let account = self.on_behalf_of(&draft.owner).await?;
        let body = json!({"account": account, "amount": draft.money.minor, "currency": draft.money.currency});
        let reply = self.pull("/payouts", body).await?;
        match reply["payout"].as_str() {
            Some(id) => Ok(Arc::new(json!({"id": id}))),
            None => Err(self.lacking("POST /payouts", "`payout`", &reply)),
        }
    }

    /// Lets the bank act on a payout.
    ///
    /// # Errors
    /// When the lever is missing or broken.
    pub async fn bank(
        &mut self,
        which: Which,
        act: BankAct,
        failure_code: Option<&str>,
    ) -> Result<(), Stop> {
        let id = self.payout(which).await?.id;
        let act = act.lever();
        self.pull(
            &format!("/payouts/{}/bank", segment(&id)),
            json!({"act": act, "failure_code": failure_code}),
        )
        .await
        .map(drop)
    }

    async fn cancel_by_request(&mut self, made: &Made) -> Result<(), Stop> {
        let account = self.on_behalf_of(&made.owner).await?;
        let request = Request::post(
            format!("/v1/payouts/{}/cancel", segment(&made.id)),
            account,
            Purpose::Arrange,
        );
        self.arrange(&request).await.map(drop)
    }

    async fn request_reversal(&mut self, which: Which) -> Result<(), Stop> {
        let made = self.payout(which).await?;
        let account = self.on_behalf_of(&made.owner).await?;
        let request = Request::post(
            format!("/v1/payouts/{}/reverse", segment(&made.id)),
            account,
            Purpose::Arrange,
        );
        let answer = self.arrange(&request).await?;
        let id = self.id_of(&answer.body)?;
        self.name_payout(Which::Reversing, &id, made.owner);
        Ok(())
    }

    /// Pays a payout, and lets time pass until its expected arrival lies that far back.
    ///
    /// # Errors
    /// When it cannot be arranged, or lies in the past already.
    pub async fn arrived(&mut self, which: Which, seconds_ago: i64) -> Result<(), Stop> {
        self.bank(which, BankAct::Pays, None).await?;
        let made = self.payout(which).await?;
        let account = self.on_behalf_of(&made.owner).await?;
        let request = Request::get(
            format!("/v1/payouts/{}", segment(&made.id)),
            account,
            Purpose::Arrange,
        );
        let answer = self.arrange(&request).await?;
        let arrival = answer.body["arrival_date"].as_i64();
        let Some(until) = arrival.map(|arrival| arrival.saturating_add(seconds_ago)) else {
            return Err(self.untestable("the payout shows no arrival_date"));
        };
        let wait = until.saturating_sub(self.now().await?);
        if wait < 0 {
            return Err(self.untestable("the payout's expected arrival lies further back already"));
        }
        self.advance(wait).await
    }
}

/// Whether a value can be an object's id.
fn is_id(value: &Value) -> bool {
    value.as_str().is_some_and(|id| !id.is_empty())
}
