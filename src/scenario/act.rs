//! The one act of a scenario, and what it answered.

use std::collections::BTreeSet;

use super::notation::{Actor, Holder, Owner, Which};
use super::object::{Kind, Object};
use super::treasury::reversal_of_debit;
use super::trouble::Stop;
use super::words::{Collection, Noun, Verb};
use super::world::{Answer, World, refusal_text};
use crate::target::client::{Request, segment};
use crate::target::exchange::{Credentials, Purpose};

/// What the scenario's `When` did.
#[derive(Debug, Clone)]
pub struct Act {
    /// The request, when the act was one (and not the bank's or the clock's).
    pub request: Option<Request>,
    /// Its answer.
    pub answer: Option<Answer>,
    /// The answer to the request that it repeats.
    pub first: Option<Answer>,
    /// The answers, where several clients asked at once.
    pub answers: Vec<Answer>,
    /// The world's time when it happened.
    pub at: i64,
    /// Whose events and objects it concerns.
    pub owner: Owner,
    /// What was read before, to compare with: path and `Stripe-Account`.
    pub object: Option<(String, Option<String>)>,
    /// Whether a step has looked at the answer.
    pub heard: bool,
}

/// An object that the act is about: where it is read, for comparing what it was and what it is.
type Place = Option<(String, Option<String>)>;

impl World {
    /// Reads an object for a comparison.
    ///
    /// # Errors
    /// When it cannot be read: then the rule is broken.
    pub async fn read(&mut self, object: &Object) -> Result<Answer, Stop> {
        let (path, account) = self.locate(object).await?;
        self.observe(path, account).await
    }

    /// Asks something of an object that exists.
    ///
    /// # Errors
    /// When no answer comes, or the scenario's history cannot be arranged.
    pub async fn act_on(
        &mut self,
        verb: Verb,
        object: &Object,
        actor: Option<Actor>,
        params: Vec<(String, String)>,
    ) -> Result<(), Stop> {
        self.make_draft().await?;
        let (path, account) = self.locate(object).await?;
        let owner = self.owner_of(object).await?;
        let (behalf, credentials, others) = self.acting(actor, account.as_ref()).await?;
        let request = match (verb, object) {
            (Verb::Reverses, Object::Newest(Kind::Transfer)) => {
                Request::post(format!("{path}/reversals"), behalf, Purpose::Act).with(params)
            }
            (Verb::Reverses, Object::Newest(Kind::ReceivedDebit)) => {
                let mut request =
                    reversal_of_debit(&self.object_id(object).await?, behalf, Purpose::Act);
                request.params.extend(params);
                request
            }
            (Verb::Retrieves | Verb::Updates | Verb::Cancels | Verb::Reverses, _) => {
                ask_for(verb, &path, behalf).with(params)
            }
        };
        let request = Request {
            credentials,
            ..request
        };
        let owners = others.into_iter().chain([owner.clone()]).collect();
        let place = (*object != Object::MisplacedReversal).then_some((path, account));
        self.perform(request, owner.clone(), &owners, place).await?;
        match (verb, object) {
            (Verb::Reverses, Object::Newest(Kind::Transfer)) => {
                self.note_answer(Kind::TransferReversal, &owner);
            }
            (Verb::Reverses, Object::Newest(Kind::ReceivedDebit)) => {
                self.note_answer(Kind::DebitReversal, &owner);
            }
            (Verb::Reverses, _) => self.note_made(Which::Reversing, &owner),
            (Verb::Retrieves | Verb::Updates | Verb::Cancels, _) => {}
        }
        Ok(())
    }

    /// What the request of an actor names and shows, and whose traces are looked at beside the owner's.
    async fn acting(
        &mut self,
        actor: Option<Actor>,
        account: Option<&String>,
    ) -> Result<(Option<String>, Credentials, Option<Owner>), Stop> {
        let usual = Credentials::default();
        Ok(match actor {
            None => (account.cloned(), usual, None),
            Some(Actor::Owner(who)) => (self.on_behalf_of(&who).await?, usual, Some(who)),
            Some(Actor::Visitor(credentials)) => (account.cloned(), credentials, None),
            Some(Actor::NoAccount) => (Some("acct_doesnotexist".to_owned()), usual, None),
            Some(Actor::ForeignAccount) => (Some(self.foreign_account().await?), usual, None),
        })
    }

    async fn owner_of(&mut self, object: &Object) -> Result<Owner, Stop> {
        Ok(match object {
            Object::Payout(which) => self.payout(*which).await?.owner,
            Object::BalanceTransaction => self.payout(Which::Original).await?.owner,
            Object::Balance(owner) => owner.clone(),
            Object::Newest(kind) => self.thing(*kind)?.owner,
            Object::TreasuryTransaction => self.thing(Kind::ReceivedDebit)?.owner,
            Object::DestinationOfPayout
            | Object::External(_)
            | Object::FirstReversal
            | Object::MisplacedReversal
            | Object::FeeRefund
            | Object::DestinationPayment => Owner::Platform,
        })
    }

    /// Asks something of an object that does not exist.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn act_on_nothing(&mut self, verb: Verb, noun: Noun) -> Result<(), Stop> {
        let owner = match noun {
            Noun::Transfer
            | Noun::TransferReversal
            | Noun::Topup
            | Noun::WebhookEndpoint
            | Noun::Route => Owner::Platform,
            Noun::Payout
            | Noun::BalanceTransaction
            | Noun::Event
            | Noun::ReceivedDebit
            | Noun::DebitReversal => Owner::Connected("acme".to_owned()),
        };
        let behalf = self.on_behalf_of(&owner).await?;
        let path = match noun {
            Noun::Payout => "/v1/payouts/po_doesnotexist",
            Noun::BalanceTransaction => "/v1/balance_transactions/txn_doesnotexist",
            Noun::Event => "/v1/events/evt_doesnotexist",
            Noun::Transfer => "/v1/transfers/tr_doesnotexist",
            Noun::TransferReversal => {
                // Where there is a transfer, its reversal is what is missing.
                let transfer = self
                    .known_thing(Kind::Transfer)
                    .map(|made| made.id.as_str());
                let transfer = segment(transfer.unwrap_or("tr_doesnotexist"));
                &format!("/v1/transfers/{transfer}/reversals/trr_doesnotexist")
            }
            Noun::ReceivedDebit => "/v1/treasury/received_debits/rd_doesnotexist",
            Noun::DebitReversal => "/v1/treasury/debit_reversals/debrev_doesnotexist",
            Noun::Topup => "/v1/topups/tu_doesnotexist",
            Noun::WebhookEndpoint => "/v1/webhook_endpoints/we_doesnotexist",
            Noun::Route => "/v1/this_route_does_not_exist",
        };
        let request = match (verb, noun) {
            (Verb::Reverses, Noun::Transfer) => {
                Request::post(format!("{path}/reversals"), behalf, Purpose::Act)
            }
            (Verb::Reverses, Noun::ReceivedDebit) => {
                reversal_of_debit("rd_doesnotexist", behalf, Purpose::Act)
            }
            (Verb::Retrieves | Verb::Updates | Verb::Cancels | Verb::Reverses, _) => {
                ask_for(verb, path, behalf)
            }
        };
        let owners = BTreeSet::from([owner.clone()]);
        self.perform(request, owner, &owners, None).await
    }

    /// Asks for a list; the lists of a financial account name it, unless the parameters are given.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn list(
        &mut self,
        collection: Collection,
        holder: Holder,
        params: Option<Vec<(String, String)>>,
    ) -> Result<(), Stop> {
        self.make_draft().await?;
        let owner = match &holder {
            Holder::Owner(owner) => owner.clone(),
            Holder::Transfer => Owner::Platform,
        };
        let behalf = self.on_behalf_of(&owner).await?;
        let path = self.list_path(collection)?;
        let params = match params {
            Some(params) => params,
            None => self.list_params(collection)?,
        };
        let request = Request::get(path, behalf, Purpose::Act).with(params);
        let owners = BTreeSet::from([owner.clone()]);
        self.perform(request, owner, &owners, None).await
    }

    /// Where a collection of this scenario is listed.
    ///
    /// # Errors
    /// When it belongs to a transfer and the scenario has none.
    pub fn list_path(&mut self, collection: Collection) -> Result<String, Stop> {
        if collection != Collection::TransferReversals {
            return Ok(collection.path().to_owned());
        }
        let transfer = self.thing(Kind::Transfer)?.id;
        Ok(format!(
            "{}/{}/reversals",
            collection.path(),
            segment(&transfer)
        ))
    }

    /// What has to be named for a collection to be listed at all.
    ///
    /// # Errors
    /// When it belongs to a financial account and the scenario has none.
    pub fn list_params(&mut self, collection: Collection) -> Result<Vec<(String, String)>, Stop> {
        if !collection.is_of_financial_account() {
            return Ok(Vec::new());
        }
        let cash = self.thing(Kind::FinancialAccount)?.id;
        Ok(vec![("financial_account".to_owned(), cash)])
    }

    /// Sends the last request of the scenario's history once more.
    ///
    /// # Errors
    /// When there is none, or no answer comes.
    pub async fn repeat(&mut self) -> Result<(), Stop> {
        self.make_draft().await?;
        let Some((request, first)) = self.last_request.clone() else {
            return Err(self.fault("there is no request to repeat; let a `Given` make one"));
        };
        let owner = self.owner_of_account(request.account.as_deref());
        let owners = BTreeSet::from([owner.clone()]);
        let request = Request {
            purpose: Purpose::Act,
            ..request
        };
        self.perform(request, owner, &owners, None).await?;
        if let Some(act) = &mut self.act {
            act.first = Some(first);
        }
        Ok(())
    }

    /// Takes the footprint before something happens that is no request: time, or the bank.
    ///
    /// # Errors
    /// When the scenario's history cannot be arranged.
    pub async fn before_happening(&mut self) -> Result<(), Stop> {
        self.make_draft().await?;
        let owner = self.subject();
        self.take_footprint(&BTreeSet::from([owner.clone()]), None, None)
            .await?;
        let at = self.now().await?;
        self.act = Some(Act {
            request: None,
            answer: None,
            first: None,
            answers: Vec::new(),
            at,
            owner,
            object: None,
            heard: false,
        });
        Ok(())
    }

    /// Who the scenario is about: whoever has the payout or the debit, else the platform.
    fn subject(&self) -> Owner {
        let payout = self.known_payout(Which::Original);
        let made = payout.or_else(|| self.known_thing(Kind::ReceivedDebit));
        made.map_or(Owner::Platform, |made| made.owner.clone())
    }

    pub(super) async fn perform(
        &mut self,
        request: Request,
        owner: Owner,
        owners: &BTreeSet<Owner>,
        object: Place,
    ) -> Result<(), Stop> {
        self.take_footprint(owners, object.clone(), Some(&request))
            .await?;
        let at = self.now().await?;
        let request = self.keyed(request);
        let answer = self.ask(&request).await?;
        let (request, answer) = (Some(request), Some(answer));
        self.act = Some(Act {
            request,
            answer,
            first: None,
            answers: Vec::new(),
            at,
            owner,
            object,
            heard: false,
        });
        Ok(())
    }

    /// Notes what the act has made, if it succeeded.
    pub(super) fn note_answer(&mut self, kind: Kind, owner: &Owner) {
        let answer = self.act.as_ref().and_then(|act| act.answer.as_ref());
        let id = answer
            .filter(|answer| answer.status == 200)
            .and_then(|answer| answer.body["id"].as_str());
        if let Some(id) = id.map(str::to_owned) {
            self.note_thing(kind, &id, owner.clone());
        }
    }

    pub(super) fn note_made(&mut self, which: Which, owner: &Owner) {
        let answer = self.act.as_ref().and_then(|act| act.answer.as_ref());
        let id = answer
            .filter(|answer| answer.status == 200)
            .and_then(|answer| answer.body["id"].as_str())
            .filter(|id| !id.is_empty());
        if let Some(id) = id.map(str::to_owned) {
            self.name_payout(which, &id, owner.clone());
        }
    }

    /// The act.
    ///
    /// # Errors
    /// When nothing has been done yet.
    pub fn acted(&mut self) -> Result<Act, Stop> {
        match &self.act {
            Some(act) => Ok(act.clone()),
            None => Err(self.fault("nothing has been done yet that could be judged")),
        }
    }

    /// The end of a scenario whose act was to make something and was refused.
    pub(super) fn refused_act(&mut self) -> Option<Stop> {
        let answer = self.act.as_ref()?.answer.clone()?;
        if answer.status == 200 {
            return None;
        }
        let seen = format!("status {}{}", answer.status, refusal_text(&answer.body));
        let due = "the request succeeds (status 200)";
        Some(self.broken(due, seen, Some(answer.exchange)))
    }

    /// Sees to it that an act that no step has looked at was not refused: what such a scenario compares would show
    /// only what was there before.
    pub(super) fn hear_act(&mut self) {
        let unheard = |act: &Act| !act.heard && act.answers.is_empty();
        if self.trouble().is_none() && self.act.as_ref().is_some_and(unheard) {
            // The trouble stays in the world.
            let _ = self.refused_act();
        }
    }

    /// The answer to the act.
    ///
    /// # Errors
    /// When the act was no request.
    pub fn answer(&mut self) -> Result<Answer, Stop> {
        let answer = self.acted()?.answer;
        if let Some(act) = &mut self.act {
            act.heard = true;
        }
        match answer {
            Some(answer) => Ok(answer),
            None => Err(self.fault("the act of this scenario is no request and has no answer")),
        }
    }
}

fn ask_for(verb: Verb, path: &str, account: Option<String>) -> Request {
    match verb {
        Verb::Retrieves => Request::get(path, account, Purpose::Act),
        Verb::Updates => Request::post(path, account, Purpose::Act),
        Verb::Cancels => Request::post(format!("{path}/cancel"), account, Purpose::Act),
        Verb::Reverses => Request::post(format!("{path}/reverse"), account, Purpose::Act),
    }
}
