//! Transfers, destination charges and their reversals, as `Given` steps make them.

use std::str::FromStr;

use serde_json::{Value, json};

use super::notation::{Money, Owner};
use super::object::Kind;
use super::trouble::Stop;
use super::world::World;
use crate::target::client::{Request, segment};
use crate::target::exchange::Purpose;

/// What a destination charge is made with beside its amount.
#[derive(Debug, Clone, Default)]
pub struct ChargeTerms {
    /// What the platform keeps of it.
    pub application_fee: Option<Money>,
    /// What is transferred, when it is not the whole.
    pub transferred: Option<Money>,
}

impl FromStr for ChargeTerms {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut terms = Self::default();
        if let Some(fee) = text.strip_prefix(" with an application fee of ") {
            terms.application_fee = Some(fee.parse()?);
        } else if let Some(part) = text.strip_prefix(" transferring ") {
            terms.transferred = Some(part.parse()?);
        }
        Ok(terms)
    }
}

impl World {
    /// Makes a transfer, with just that much on the platform unless a step said what it holds.
    ///
    /// # Errors
    /// When it cannot be made.
    pub async fn make_transfer(
        &mut self,
        money: &Money,
        owner: &Owner,
        group: Option<&str>,
    ) -> Result<(), Stop> {
        let destination = self.account_id(owner).await?;
        self.fund_if_silent(&Owner::Platform, money).await?;
        let mut params = vec![
            ("amount".to_owned(), money.minor.to_string()),
            ("currency".to_owned(), money.currency.clone()),
            ("destination".to_owned(), destination),
        ];
        params.extend(group.map(|group| ("transfer_group".to_owned(), group.to_owned())));
        let request = Request::post("/v1/transfers", None, Purpose::Arrange).with(params);
        let answer = self.arrange(&request).await?;
        self.note_made_thing(Kind::Transfer, &answer.body, Owner::Platform)
    }

    /// A transfer that is not the scenario's own, made when needed.
    ///
    /// # Errors
    /// When it cannot be made.
    pub async fn another_transfer(&mut self) -> Result<String, Stop> {
        if let Some(id) = &self.stranger {
            return Ok(id.clone());
        }
        let own = self.thing(Kind::Transfer)?;
        let money = Money {
            minor: 100,
            currency: "usd".to_owned(),
        };
        self.make_transfer(&money, &Owner::Connected("globex".to_owned()), None)
            .await?;
        let id = self.thing(Kind::Transfer)?.id;
        // The scenario's own stays the one that its words refer to.
        self.note_thing(Kind::Transfer, &own.id, own.owner);
        self.stranger = Some(id.clone());
        Ok(id)
    }

    /// Makes a destination charge, with its transfer and its fee.
    ///
    /// # Errors
    /// When the lever is missing or broken.
    pub async fn make_charge(
        &mut self,
        money: &Money,
        owner: &Owner,
        terms: &ChargeTerms,
    ) -> Result<(), Stop> {
        let account = self.account_id(owner).await?;
        let minor = |money: &Option<Money>| money.as_ref().map(|money| money.minor);
        let body = json!({
            "account": account,
            "amount": money.minor,
            "currency": money.currency,
            "application_fee_amount": minor(&terms.application_fee),
            "transfer_amount": minor(&terms.transferred),
        });
        let reply = self.pull("/charges", body).await?;
        let members = [
            ("charge", Kind::Charge),
            ("transfer", Kind::Transfer),
            ("application_fee", Kind::ApplicationFee),
        ];
        for (member, kind) in members {
            match &reply[member] {
                Value::String(id) => self.note_thing(kind, id, Owner::Platform),
                Value::Null if kind == Kind::ApplicationFee => {}
                other => {
                    return Err(
                        self.lever_fault(format!("POST /charges answered {member}: {other}"))
                    );
                }
            }
        }
        Ok(())
    }

    /// Reverses a part of the transfer, or the whole.
    ///
    /// # Errors
    /// When it cannot be reversed.
    pub async fn reverse_transfer(
        &mut self,
        part: Option<&Money>,
        with_fee: bool,
    ) -> Result<(), Stop> {
        let request = self.reversal_of_transfer(part, with_fee, Purpose::Arrange)?;
        let answer = self.arrange(&request).await?;
        self.note_made_thing(Kind::TransferReversal, &answer.body, Owner::Platform)
    }

    /// The request that reverses a part of the transfer, or the whole.
    ///
    /// # Errors
    /// When the scenario has no transfer.
    pub fn reversal_of_transfer(
        &mut self,
        part: Option<&Money>,
        with_fee: bool,
        purpose: Purpose,
    ) -> Result<Request, Stop> {
        let transfer = self.thing(Kind::Transfer)?.id;
        let mut params = Vec::new();
        params.extend(part.map(|part| ("amount".to_owned(), part.minor.to_string())));
        params.extend(with_fee.then(|| ("refund_application_fee".to_owned(), "true".to_owned())));
        let path = format!("/v1/transfers/{}/reversals", segment(&transfer));
        Ok(Request::post(path, None, purpose).with(params))
    }

    /// Refunds the charge and takes the money back from the destination.
    ///
    /// # Errors
    /// When it cannot be refunded.
    pub async fn refund_charge(&mut self) -> Result<(), Stop> {
        let charge = self.thing(Kind::Charge)?.id;
        let params = vec![
            ("charge".to_owned(), charge),
            ("reverse_transfer".to_owned(), "true".to_owned()),
        ];
        let request = Request::post("/v1/refunds", None, Purpose::Arrange).with(params);
        let answer = self.arrange(&request).await?;
        self.note_refund(&answer.body);
        Ok(())
    }

    /// Notes a refund, and the transfer reversal that it made.
    pub fn note_refund(&mut self, refund: &Value) {
        let made = [
            ("id", Kind::Refund),
            ("transfer_reversal", Kind::TransferReversal),
        ];
        for (member, kind) in made {
            if let Some(id) = refund[member].as_str() {
                self.note_thing(kind, id, Owner::Platform);
            }
        }
    }
}
