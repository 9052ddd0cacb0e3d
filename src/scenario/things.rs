//! The things of a scenario, by kind and in the order in which they were made.

use std::collections::BTreeMap;

use serde_json::Value;

use super::notation::{Owner, Which};
use super::object::{Kind, Object};
use super::payout::Made;
use super::trouble::Stop;
use super::world::World;
use crate::target::client::{Request, segment};
use crate::target::exchange::Purpose;

/// Everything but payouts and external accounts, which have files of their own.
#[derive(Debug, Default)]
pub struct Things(BTreeMap<Kind, Vec<Made>>);

impl World {
    /// Notes that a thing was made.
    pub fn note_thing(&mut self, kind: Kind, id: &str, owner: Owner) {
        let made = Made {
            id: id.to_owned(),
            owner,
        };
        self.things.0.entry(kind).or_default().push(made);
    }

    /// Notes what a request of the scenario's history made.
    ///
    /// # Errors
    /// When the answer does not name it.
    pub(super) fn note_made_thing(
        &mut self,
        kind: Kind,
        shown: &Value,
        owner: Owner,
    ) -> Result<(), Stop> {
        let (noun, id) = (kind.noun(), &shown["id"]);
        match id.as_str().filter(|id| !id.is_empty()) {
            Some(id) => {
                self.note_thing(kind, id, owner);
                Ok(())
            }
            None => Err(self.untestable(format!(
                "a {noun} was made, but the answer does not name it: id is {id}"
            ))),
        }
    }

    /// Every thing of a kind, oldest first.
    pub(super) fn known_things(&self, kind: Kind) -> &[Made] {
        self.things.0.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The newest thing of a kind, if there is one.
    #[must_use]
    pub fn known_thing(&self, kind: Kind) -> Option<&Made> {
        self.things.0.get(&kind).and_then(|made| made.last())
    }

    /// The newest thing of a kind.
    ///
    /// # Errors
    /// When the scenario has none.
    pub fn thing(&mut self, kind: Kind) -> Result<Made, Stop> {
        match self.known_thing(kind) {
            Some(made) => Ok(made.clone()),
            // What the act was to make, and did not, is the target's doing.
            None if self.act.is_some() => {
                if let Some(refused) = self.refused_act() {
                    return Err(refused);
                }
                let noun = kind.noun();
                Err(self.broken(
                    &format!("there is a {noun}"),
                    format!("no answer names a {noun}"),
                    None,
                ))
            }
            None => Err(self.fault(format!("the scenario has no {}", kind.noun()))),
        }
    }

    /// The path of an object, and on whose behalf it is read.
    ///
    /// # Errors
    /// When the scenario has no such object.
    pub async fn locate(&mut self, object: &Object) -> Result<(String, Option<String>), Stop> {
        match object {
            Object::Payout(which) => {
                let made = self.payout(*which).await?;
                let account = self.on_behalf_of(&made.owner).await?;
                Ok((format!("/v1/payouts/{}", segment(&made.id)), account))
            }
            Object::Balance(owner) => {
                Ok(("/v1/balance".to_owned(), self.on_behalf_of(owner).await?))
            }
            Object::BalanceTransaction => {
                let owner = self.payout(Which::Original).await?.owner;
                let account = self.on_behalf_of(&owner).await?;
                let id = self.object_id(object).await?;
                Ok((
                    format!("/v1/balance_transactions/{}", segment(&id)),
                    account,
                ))
            }
            Object::DestinationOfPayout | Object::External(_) => self.locate_external(object).await,
            Object::Newest(kind) => self.locate_newest(*kind).await,
            Object::FirstReversal | Object::MisplacedReversal => self.locate_reversal(object).await,
            Object::FeeRefund => {
                let fee = self.thing(Kind::ApplicationFee)?.id;
                let id = self.object_id(object).await?;
                Ok((
                    format!(
                        "/v1/application_fees/{}/refunds/{}",
                        segment(&fee),
                        segment(&id)
                    ),
                    None,
                ))
            }
            Object::DestinationPayment => {
                let id = self.object_id(object).await?;
                let account = self.member_of_transfer("destination").await?;
                Ok((format!("/v1/charges/{}", segment(&id)), Some(account)))
            }
            Object::TreasuryTransaction => {
                let id = self.object_id(object).await?;
                let owner = self.thing(Kind::ReceivedDebit)?.owner;
                let account = self.on_behalf_of(&owner).await?;
                Ok((
                    format!("/v1/treasury/transactions/{}", segment(&id)),
                    account,
                ))
            }
        }
    }

    /// The first reversal of the transfer, or its newest below a transfer that is not its own.
    async fn locate_reversal(&mut self, object: &Object) -> Result<(String, Option<String>), Stop> {
        let (transfer, reversal) = if *object == Object::MisplacedReversal {
            let reversal = self.thing(Kind::TransferReversal)?.id;
            (self.another_transfer().await?, reversal)
        } else {
            let transfer = self.thing(Kind::Transfer)?.id;
            let all = self.things.0.get(&Kind::TransferReversal);
            match all.and_then(|all| all.first()) {
                Some(first) => (transfer, first.id.clone()),
                None => return Err(self.fault("the scenario has no transfer reversal")),
            }
        };
        let (transfer, reversal) = (segment(&transfer), segment(&reversal));
        Ok((
            format!("/v1/transfers/{transfer}/reversals/{reversal}"),
            None,
        ))
    }

    async fn locate_external(&mut self, object: &Object) -> Result<(String, Option<String>), Stop> {
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

    async fn locate_newest(&mut self, kind: Kind) -> Result<(String, Option<String>), Stop> {
        let made = self.thing(kind)?;
        let account = self.on_behalf_of(&made.owner).await?;
        let folder = match kind {
            Kind::Transfer => "transfers".to_owned(),
            Kind::TransferReversal => {
                format!(
                    "transfers/{}/reversals",
                    segment(&self.thing(Kind::Transfer)?.id)
                )
            }
            Kind::Charge => "charges".to_owned(),
            Kind::ApplicationFee => "application_fees".to_owned(),
            Kind::Refund => "refunds".to_owned(),
            Kind::FinancialAccount => "treasury/financial_accounts".to_owned(),
            Kind::ReceivedDebit => "treasury/received_debits".to_owned(),
            Kind::DebitReversal => "treasury/debit_reversals".to_owned(),
            Kind::Topup => "topups".to_owned(),
            Kind::WebhookEndpoint => "webhook_endpoints".to_owned(),
        };
        Ok((format!("/v1/{folder}/{}", segment(&made.id)), account))
    }

    /// The id of an object.
    ///
    /// # Errors
    /// When the scenario has no such object.
    pub async fn object_id(&mut self, object: &Object) -> Result<String, Stop> {
        match object {
            Object::Payout(which) => Ok(self.payout(*which).await?.id),
            Object::Balance(_) => Err(self.fault("a balance has no id")),
            Object::Newest(kind) => Ok(self.thing(*kind)?.id),
            Object::External(destination) => match self.external_id(destination) {
                Some(id) => Ok(id),
                None => Err(self.fault(format!(
                    "the scenario has no external account that `{object}` refers to"
                ))),
            },
            Object::DestinationOfPayout => {
                let payout = Object::Payout(Which::Original);
                self.member_id(&payout, "destination").await
            }
            Object::BalanceTransaction => {
                let payout = Object::Payout(Which::Original);
                self.member_id(&payout, "balance_transaction").await
            }
            Object::FirstReversal | Object::MisplacedReversal => {
                let (path, _) = Box::pin(self.locate(object)).await?;
                Ok(path.rsplit('/').next().unwrap_or_default().to_owned())
            }
            Object::FeeRefund => {
                self.member_id(&Object::Newest(Kind::ApplicationFee), "refunds.data.0.id")
                    .await
            }
            Object::DestinationPayment => self.member_of_transfer("destination_payment").await,
            Object::TreasuryTransaction => {
                let reversed = self.known_thing(Kind::DebitReversal).is_some();
                let kind = if reversed {
                    Kind::DebitReversal
                } else {
                    Kind::ReceivedDebit
                };
                self.member_id(&Object::Newest(kind), "transaction").await
            }
        }
    }

    async fn member_of_transfer(&mut self, member: &str) -> Result<String, Stop> {
        self.member_id(&Object::Newest(Kind::Transfer), member)
            .await
    }

    /// The id that a member of an object names.
    async fn member_id(&mut self, object: &Object, member: &str) -> Result<String, Stop> {
        let (path, account) = Box::pin(self.locate(object)).await?;
        let answer = self
            .arrange(&Request::get(path, account, Purpose::Footprint))
            .await?;
        let named = super::cell::member(&answer.body, member).and_then(Value::as_str);
        if let Some(id) = named {
            return Ok(id.to_owned());
        }
        let shown = super::cell::quoted(super::cell::member(&answer.body, member));
        let expected = format!("{object} names its {member}");
        Err(self.broken(
            &expected,
            format!("{member} is {shown}"),
            Some(answer.exchange),
        ))
    }
}
