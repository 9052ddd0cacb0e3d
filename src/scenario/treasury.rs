//! Financial accounts, received debits and their reversals, as `Given` steps make them.

use serde_json::json;

use super::notation::{Money, Owner};
use super::object::{Kind, Object};
use super::trouble::Stop;
use super::words::{BankAct, PayoutState};
use super::world::World;
use crate::target::client::{Request, segment};
use crate::target::exchange::Purpose;

impl World {
    /// Gives an owner a financial account with cash in it.
    ///
    /// # Errors
    /// When the lever is missing or broken.
    pub async fn make_financial_account(
        &mut self,
        owner: &Owner,
        money: &Money,
    ) -> Result<(), Stop> {
        let account = self.account_id(owner).await?;
        let body = json!({"account": account, "amount": money.minor, "currency": money.currency});
        let reply = self.pull("/financial_accounts", body).await?;
        match reply["financial_account"].as_str() {
            Some(id) => {
                self.note_thing(Kind::FinancialAccount, id, owner.clone());
                Ok(())
            }
            None => Err(self.lacking("POST /financial_accounts", "`financial_account`", &reply)),
        }
    }

    /// Lets a financial account receive a debit; without one, "acme" gets one with just that much in it.
    ///
    /// # Errors
    /// When the lever is missing or broken.
    pub async fn receive_debit(
        &mut self,
        network: &str,
        money: &Money,
        restricted: bool,
    ) -> Result<(), Stop> {
        if self.known_thing(Kind::FinancialAccount).is_none() {
            let owner = Owner::Connected("acme".to_owned());
            self.make_financial_account(&owner, money).await?;
        }
        let cash = self.thing(Kind::FinancialAccount)?;
        let account = self.account_id(&cash.owner).await?;
        let body = json!({
            "account": account,
            "financial_account": cash.id,
            "amount": money.minor,
            "currency": money.currency,
            "network": network,
            "source_flow_restricted": restricted,
        });
        let reply = self.pull("/received_debits", body).await?;
        let Some(id) = reply["received_debit"].as_str().map(str::to_owned) else {
            return Err(self.lacking("POST /received_debits", "`received_debit`", &reply));
        };
        self.note_thing(Kind::ReceivedDebit, &id, cash.owner);
        self.read_deadline().await
    }

    /// Remembers the deadline that a debit shows at first; afterwards it may be gone.
    async fn read_deadline(&mut self) -> Result<(), Stop> {
        let (path, account) = self.locate(&Object::Newest(Kind::ReceivedDebit)).await?;
        let answer = self
            .arrange(&Request::get(path, account, Purpose::Footprint))
            .await?;
        self.deadline = answer.body["reversal_details"]["deadline"].as_i64();
        Ok(())
    }

    /// Lets time pass until so many seconds after the deadline (before it, when negative).
    ///
    /// # Errors
    /// When there is no deadline, or that time is over already.
    pub async fn go_to_deadline(&mut self, seconds: i64) -> Result<(), Stop> {
        let Some(deadline) = self.deadline else {
            return Err(self.untestable("the received debit shows no reversal_details.deadline"));
        };
        let until = deadline.saturating_add(seconds);
        let wait = until.saturating_sub(self.now().await?);
        if wait < 0 {
            return Err(self.untestable("the world's clock is past that time already"));
        }
        self.advance(wait).await
    }

    /// Brings something other than a payout into a state.
    ///
    /// # Errors
    /// When it cannot be arranged.
    pub async fn bring_thing(&mut self, kind: Kind, state: PayoutState) -> Result<(), Stop> {
        match (kind, state) {
            (Kind::ReceivedDebit, PayoutState::BeingReversed) => self.reverse_debit().await,
            (Kind::ReceivedDebit, PayoutState::Reversed) => {
                self.reverse_debit().await?;
                self.bank_debit_reversal(BankAct::Completes).await
            }
            (Kind::DebitReversal, PayoutState::Completed) => {
                self.bank_debit_reversal(BankAct::Completes).await
            }
            (Kind::DebitReversal, PayoutState::Canceled) => {
                self.bank_debit_reversal(BankAct::Cancels).await
            }
            (Kind::Topup, PayoutState::Pending) => self.thing(kind).map(drop),
            (Kind::Topup, PayoutState::Succeeded) => self.bank_topup(BankAct::Pays).await,
            (Kind::Topup, PayoutState::Failed) => self.bank_topup(BankAct::Fails).await,
            (Kind::Topup, PayoutState::Reversed) => {
                self.bank_topup(BankAct::Pays).await?;
                self.bank_topup(BankAct::Returns).await
            }
            (Kind::Topup, PayoutState::Canceled) => {
                let id = self.thing(kind)?.id;
                let path = format!("/v1/topups/{}/cancel", segment(&id));
                let request = Request::post(path, None, Purpose::Arrange);
                self.arrange(&request).await.map(drop)
            }
            (Kind::Charge, PayoutState::Refunded) => self.refund_charge().await,
            (Kind::Transfer, PayoutState::Reversed) => self.reverse_transfer(None, false).await,
            (kind, state) => {
                Err(self.fault(format!("a {} is never {}", kind.noun(), state.word())))
            }
        }
    }

    async fn reverse_debit(&mut self) -> Result<(), Stop> {
        let debit = self.thing(Kind::ReceivedDebit)?;
        let account = self.on_behalf_of(&debit.owner).await?;
        let request = reversal_of_debit(&debit.id, account, Purpose::Arrange);
        let answer = self.arrange(&request).await?;
        self.note_made_thing(Kind::DebitReversal, &answer.body, debit.owner)
    }

    /// Lets the bank act on the top-up.
    ///
    /// # Errors
    /// When the lever is missing or broken.
    pub async fn bank_topup(&mut self, act: BankAct) -> Result<(), Stop> {
        let id = self.thing(Kind::Topup)?.id;
        let lever = format!("/topups/{}/bank", segment(&id));
        self.pull(&lever, json!({"act": act.lever()}))
            .await
            .map(drop)
    }

    /// Lets the bank act on the debit reversal.
    ///
    /// # Errors
    /// When the lever is missing or broken.
    pub async fn bank_debit_reversal(&mut self, act: BankAct) -> Result<(), Stop> {
        let id = self.thing(Kind::DebitReversal)?.id;
        let lever = format!("/debit_reversals/{}/bank", segment(&id));
        self.pull(&lever, json!({"act": act.lever()}))
            .await
            .map(drop)
    }
}

/// The request that reverses a received debit.
#[must_use]
pub fn reversal_of_debit(id: &str, account: Option<String>, purpose: Purpose) -> Request {
    let params = vec![("received_debit".to_owned(), id.to_owned())];
    Request::post("/v1/treasury/debit_reversals", account, purpose).with(params)
}
