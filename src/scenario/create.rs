//! What the act creates, and what the history was refused.

use std::collections::BTreeSet;

use super::notation::{Money, Owner, Which};
use super::object::Kind;
use super::trouble::Stop;
use super::words::Creation;
use super::world::World;
use crate::target::client::{Request, segment};
use crate::target::exchange::Purpose;

impl World {
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

    /// Asks for something else that is new.
    ///
    /// # Errors
    /// When no answer comes.
    pub async fn create(
        &mut self,
        creation: Creation,
        params: Vec<(String, String)>,
    ) -> Result<(), Stop> {
        self.make_draft().await?;
        let (path, owner, kind) = self.place_of(creation).await?;
        let mut params = params;
        if creation == Creation::Refund {
            params.insert(0, ("charge".to_owned(), self.thing(Kind::Charge)?.id));
        }
        let behalf = self.on_behalf_of(&owner).await?;
        let request = Request::post(path, behalf, Purpose::Act).with(params);
        let owners = BTreeSet::from([owner.clone()]);
        self.perform(request, owner.clone(), &owners, None).await?;
        let answer = self.act.as_ref().and_then(|act| act.answer.clone());
        let Some(answer) = answer.filter(|answer| answer.status == 200) else {
            return Ok(());
        };
        match kind {
            Some(Kind::Refund) => self.note_refund(&answer.body),
            Some(kind) => self.note_answer(kind, &owner),
            None => self.note_external(&answer.body),
        }
        Ok(())
    }

    /// Where something is created, for whom, and what kind of thing it is; none for an external account.
    async fn place_of(
        &mut self,
        creation: Creation,
    ) -> Result<(String, Owner, Option<Kind>), Stop> {
        let treasurer = Owner::Connected("acme".to_owned());
        let (path, owner, kind) = match creation {
            Creation::Transfer => ("/v1/transfers", Owner::Platform, Kind::Transfer),
            Creation::Refund => ("/v1/refunds", Owner::Platform, Kind::Refund),
            Creation::DebitReversal => (
                "/v1/treasury/debit_reversals",
                treasurer,
                Kind::DebitReversal,
            ),
            Creation::TestDebit => (
                "/v1/test_helpers/treasury/received_debits",
                treasurer,
                Kind::ReceivedDebit,
            ),
            Creation::ReceivedDebit => (
                "/v1/treasury/received_debits",
                treasurer,
                Kind::ReceivedDebit,
            ),
            Creation::Topup => ("/v1/topups", Owner::Platform, Kind::Topup),
            Creation::WebhookEndpoint => (
                "/v1/webhook_endpoints",
                Owner::Platform,
                Kind::WebhookEndpoint,
            ),
            Creation::BankAccount => {
                let account = self.account_id(&treasurer).await?;
                let path = format!("/v1/accounts/{}/external_accounts", segment(&account));
                return Ok((path, Owner::Platform, None));
            }
        };
        Ok((path.to_owned(), owner, Some(kind)))
    }

    /// Sends a request of the scenario's history that the target has to refuse.
    ///
    /// # Errors
    /// When it does not: then the scenario is not testable.
    pub async fn be_refused(
        &mut self,
        creation: Option<Creation>,
        money: &Money,
        owner: &Owner,
    ) -> Result<(), Stop> {
        self.make_draft().await?;
        let account = self.account_id(owner).await?;
        let mut params = vec![
            ("amount".to_owned(), money.minor.to_string()),
            ("currency".to_owned(), money.currency.clone()),
        ];
        let request = if creation == Some(Creation::Transfer) {
            params.push(("destination".to_owned(), account));
            Request::post("/v1/transfers", None, Purpose::Arrange)
        } else {
            let behalf = self.on_behalf_of(owner).await?;
            Request::post("/v1/payouts", behalf, Purpose::Arrange)
        };
        let request = self.keyed(request.with(params));
        let answer = self.ask(&request).await?;
        if (400..500).contains(&answer.status) {
            self.last_request = Some((request, answer));
            return Ok(());
        }
        Err(self.untestable(format!(
            "{} {} answered {} where it had to refuse",
            request.method, request.path, answer.status
        )))
    }
}
