//! The one act of a scenario, and what it answered.

use std::collections::BTreeSet;

use serde_json::Value;

use super::notation::{Actor, Object, Owner, Which};
use super::trouble::Stop;
use super::words::{Collection, Noun, Verb};
use super::world::{Answer, World, refusal_text};
use crate::target::client::{Request, segment};
use crate::target::exchange::Purpose;

/// What the scenario's `When` did.
#[derive(Debug, Clone)]
pub struct Act {
    /// The request, when the act was one (and not the bank's or the clock's).
    pub request: Option<Request>,
    /// Its answer.
    pub answer: Option<Answer>,
    /// The answer to the request that it repeats.
    pub first: Option<Answer>,
    /// The world's time when it happened.
    pub at: i64,
    /// Whose events and objects it concerns.
    pub owner: Owner,
    /// What was read before, to compare with: path and `Stripe-Account`.
    pub object: Option<(String, Option<String>)>,
}

/// Statuses by which an API says no to a request that it understood.
const REFUSALS: [u16; 4] = [400, 402, 403, 409];

impl World {
    /// The path of an object, and on whose behalf it is read.
    ///
    /// # Errors
    /// When the scenario has no such object.
    pub async fn locate(&mut self, object: &Object) -> Result<(String, Option<String>), Stop> {
        if let Object::Payout(which) = object {
            let made = self.payout(*which).await?;
            let account = self.on_behalf_of(&made.owner).await?;
            return Ok((format!("/v1/payouts/{}", segment(&made.id)), account));
        }
        if let Object::Balance(owner) = object {
            return Ok(("/v1/balance".to_owned(), self.on_behalf_of(owner).await?));
        }
        let id = self.object_id(object).await?;
        let Some(owner) = self.external_owner(&id) else {
            return Err(self.fault(format!("nobody in the scenario has {object}")));
        };
        let account = self.account_id(&owner).await?;
        Ok((
            format!(
                "/v1/accounts/{}/external_accounts/{}",
                segment(&account),
                segment(&id)
            ),
            None,
        ))
    }

    /// The id of an object.
    ///
    /// # Errors
    /// When the scenario has no such object.
    pub async fn object_id(&mut self, object: &Object) -> Result<String, Stop> {
        match object {
            Object::Payout(which) => Ok(self.payout(*which).await?.id),
            Object::Balance(_) => Err(self.fault("a balance has no id")),
            Object::External(destination) => match self.external_id(destination) {
                Some(id) => Ok(id),
                None => Err(self.fault(format!(
                    "the scenario has no external account that `{object}` refers to"
                ))),
            },
            Object::DestinationOfPayout => {
                let (path, account) =
                    Box::pin(self.locate(&Object::Payout(Which::Original))).await?;
                let answer = self
                    .arrange(&Request::get(path, account, Purpose::Footprint))
                    .await?;
                match answer.body["destination"].as_str() {
                    Some(id) => Ok(id.to_owned()),
                    None => {
                        Err(self.fault(format!("the payout names no destination: {}", answer.body)))
                    }
                }
            }
        }
    }

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
        let (path, account) = self.locate(object).await?;
        let owner = match object {
            Object::Payout(which) => self.payout(*which).await?.owner,
            Object::Balance(owner) => owner.clone(),
            Object::DestinationOfPayout | Object::External(_) => Owner::Platform,
        };
        let (behalf, others) = match actor {
            None => (account.clone(), None),
            Some(Actor(who)) => (self.on_behalf_of(&who).await?, Some(who)),
        };
        let request = ask_for(verb, &path, behalf).with(params);
        let owners = others.into_iter().chain([owner.clone()]).collect();
        self.perform(request, owner.clone(), &owners, Some((path, account)))
            .await?;
        if verb == Verb::Reverses {
            self.note_made(Which::Reversing, &owner);
        }
        Ok(())
    }

    /// Asks something of an object that does not exist.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn act_on_nothing(&mut self, verb: Verb, noun: Noun) -> Result<(), Stop> {
        let owner = Owner::Connected("acme".to_owned());
        let behalf = self.on_behalf_of(&owner).await?;
        let path = match noun {
            Noun::Payout => "/v1/payouts/po_doesnotexist",
            Noun::BalanceTransaction => "/v1/balance_transactions/txn_doesnotexist",
            Noun::Event => "/v1/events/evt_doesnotexist",
        };
        let request = ask_for(verb, path, behalf);
        let owners = BTreeSet::from([owner.clone()]);
        self.perform(request, owner, &owners, None).await
    }

    /// Asks for a new payout.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn create_payout(
        &mut self,
        owner: Owner,
        params: Vec<(String, String)>,
    ) -> Result<(), Stop> {
        self.make_draft().await?;
        let behalf = self.on_behalf_of(&owner).await?;
        let request = Request::post("/v1/payouts", behalf, Purpose::Act).with(params);
        let owners = BTreeSet::from([owner.clone()]);
        self.perform(request, owner.clone(), &owners, None).await?;
        self.note_made(Which::New, &owner);
        if self.known_payout(Which::Original).is_none() {
            self.note_made(Which::Original, &owner);
        }
        Ok(())
    }

    /// Asks for a list.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn list(
        &mut self,
        collection: Collection,
        owner: Owner,
        params: Vec<(String, String)>,
    ) -> Result<(), Stop> {
        self.make_draft().await?;
        let behalf = self.on_behalf_of(&owner).await?;
        let request = Request::get(collection.path(), behalf, Purpose::Act).with(params);
        let owners = BTreeSet::from([owner.clone()]);
        self.perform(request, owner, &owners, None).await
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
        let owner = self
            .known_payout(Which::Original)
            .map_or(Owner::Platform, |made| made.owner.clone());
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
        let owner = self
            .known_payout(Which::Original)
            .map_or(Owner::Platform, |made| made.owner.clone());
        self.take_footprint(&BTreeSet::from([owner.clone()]), None)
            .await?;
        let at = self.now().await?;
        self.act = Some(Act {
            request: None,
            answer: None,
            first: None,
            at,
            owner,
            object: None,
        });
        Ok(())
    }

    async fn perform(
        &mut self,
        request: Request,
        owner: Owner,
        owners: &BTreeSet<Owner>,
        object: Option<(String, Option<String>)>,
    ) -> Result<(), Stop> {
        self.take_footprint(owners, object.clone()).await?;
        let at = self.now().await?;
        let answer = self.ask(&request).await?;
        let (request, answer) = (Some(request), Some(answer));
        self.act = Some(Act {
            request,
            answer,
            first: None,
            at,
            owner,
            object,
        });
        Ok(())
    }

    fn note_made(&mut self, which: Which, owner: &Owner) {
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

    /// The answer to the act.
    ///
    /// # Errors
    /// When the act was no request.
    pub fn answer(&mut self) -> Result<Answer, Stop> {
        match self.acted()?.answer {
            Some(answer) => Ok(answer),
            None => Err(self.fault("the act of this scenario is no request and has no answer")),
        }
    }

    /// Checks that the answer is a refusal of the documented form.
    ///
    /// # Errors
    /// When it is not.
    pub fn check_refused(&mut self, answer: &Answer) -> Result<(), Stop> {
        let seen = || format!("status {}{}", answer.status, refusal_text(&answer.body));
        let at = Some(answer.exchange);
        // What a creation refers to may be refused as missing; an object that is asked for may not.
        let creation = self.act.as_ref().is_some_and(|act| act.object.is_none());
        let refused = REFUSALS.contains(&answer.status) || (creation && answer.status == 404);
        self.check(refused, at, || {
            ("the request is refused (status 400)".into(), seen())
        })?;
        self.check_error(answer)
    }

    /// Checks that the answer says that there is no such object.
    ///
    /// # Errors
    /// When it does not.
    pub fn check_missing(&mut self, answer: &Answer, noun: Noun) -> Result<(), Stop> {
        let seen = || format!("status {}{}", answer.status, refusal_text(&answer.body));
        let missing = answer.status == 404 && answer.body["error"]["code"] == "resource_missing";
        let at = Some(answer.exchange);
        self.check(missing, at, || {
            (
                format!(
                    "no such {} is found (status 404, code resource_missing)",
                    noun.word()
                ),
                seen(),
            )
        })?;
        self.check_error(answer)
    }

    fn check_error(&mut self, answer: &Answer) -> Result<(), Stop> {
        let at = Some(answer.exchange);
        let kind = &answer.body["error"]["type"];
        self.check(kind == "invalid_request_error", at, || {
            (
                "error.type is invalid_request_error".into(),
                format!("error.type is {kind}"),
            )
        })?;
        let message = &answer.body["error"]["message"];
        let spoken = message.as_str().is_some_and(|text| !text.trim().is_empty());
        self.check(spoken, at, || {
            (
                "error.message says something".into(),
                format!("error.message is {message}"),
            )
        })
    }

    /// Checks that a refused request left no trace: nothing made, nothing sent, nothing changed.
    ///
    /// # Errors
    /// When it left one.
    pub async fn check_no_trace(&mut self) -> Result<(), Stop> {
        let act = self.acted()?;
        let before = self.footprint.traces.clone().unwrap_or_default();
        for ((owner, trace), ids) in before {
            let after = self.trace(&owner, trace).await?;
            let made: Vec<_> = after.difference(&ids).cloned().collect();
            let noun = trace.noun();
            self.check(made.is_empty(), None, || {
                (
                    format!("a refused request makes no {noun}"),
                    format!("{owner} has a new {noun}: {}", made.join(", ")),
                )
            })?;
        }
        let (Some(was), Some((path, account))) = (self.footprint.object.clone(), act.object) else {
            return Ok(());
        };
        let answer = self.observe(path, account).await?;
        let changed = first_difference(&was, &answer.body);
        self.check(changed.is_none(), Some(answer.exchange), || {
            let (member, was, now) = changed.unwrap_or_default();
            (
                format!("a refused request changes nothing: {member} is {was}"),
                format!("{member} is {now}"),
            )
        })
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

/// The first top-level member that differs: its name, what it was and what it is.
#[must_use]
pub fn first_difference(was: &Value, now: &Value) -> Option<(String, String, String)> {
    let (Some(before), Some(after)) = (was.as_object(), now.as_object()) else {
        return (was != now).then(|| ("the object".to_owned(), was.to_string(), now.to_string()));
    };
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let show = |value: Option<&Value>| value.map_or("absent".to_owned(), Value::to_string);
    names
        .into_iter()
        .find(|name| before.get(*name) != after.get(*name))
        .map(|name| (name.clone(), show(before.get(name)), show(after.get(name))))
}
