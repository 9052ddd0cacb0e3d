//! Payouts: made by request or by the schedule, updated, canceled.

use std::sync::Arc;

use super::booking::{Booking, TransactionType};
use super::events::{Cause, EventType};
use super::index::PayoutLane;
use super::source::Source;
use super::{AccountNo, Due, ExternalNo, PayoutNo, TransactionNo, World};
use crate::clock::Time;
use crate::ledger::{Book, PostError};
use crate::money::{Amount, Currency, SourceType};
use crate::reference::defect::Defect;
use crate::reference::error::ApiError;
use crate::reference::failure::FailureCode;
use crate::reference::metadata::{Change, Metadata};
use crate::reversal::Refusal;
use crate::reversal::payout::{Facts, Method, Plan, Status, Wanted, check_cancel, check_create};

/// A payout, or a reversing one, whose amount is negative.
#[derive(Debug)]
pub struct Payout {
    pub terms: Terms,
    pub created: Time,
    pub arrival: Time,
    /// Every balance transaction that it has caused, oldest first.
    pub transactions: Vec<TransactionNo>,
    /// How it is now; events share what it was.
    pub state: Arc<PayoutState>,
}

/// What of a payout is settled when it is made.
#[derive(Debug)]
pub struct Terms {
    pub owner: AccountNo,
    pub amount: Amount,
    pub currency: Currency,
    /// Whether the schedule made it.
    pub automatic: bool,
    pub method: Method,
    pub source_type: SourceType,
    pub destination: ExternalNo,
    /// The payout that it takes back.
    pub original: Option<PayoutNo>,
    pub statement_descriptor: Option<Box<str>>,
}

/// What of a payout can change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayoutState {
    pub status: Status,
    /// The transaction that it was made with.
    pub booked: TransactionNo,
    /// The transaction that undid it, when it was canceled or failed.
    pub undone: Option<TransactionNo>,
    pub failure: Option<FailureCode>,
    /// The payout that takes it back.
    pub reversed_by: Option<PayoutNo>,
    pub description: Option<Arc<str>>,
    pub metadata: Metadata,
}

/// A payout that a client asks for.
#[derive(Debug)]
pub struct NewPayout {
    pub amount: Amount,
    pub currency: Currency,
    pub method: Method,
    pub source_type: SourceType,
    /// The id of an external account; the default one where none is given.
    pub destination: Option<String>,
    pub automatic: bool,
    pub description: Option<Box<str>>,
    pub statement_descriptor: Option<Box<str>>,
    pub metadata: Change,
}

impl Payout {
    /// Whether it takes another payout back.
    pub const fn is_reversal(&self) -> bool {
        self.terms.original.is_some()
    }

    /// What it is listed by.
    fn lane(&self) -> PayoutLane {
        PayoutLane {
            status: self.state.status,
            destination: self.terms.destination,
            method: self.terms.method,
            is_reversal: self.is_reversal(),
        }
    }
}

/// When a payout that is made now is expected to arrive.
pub fn arrival(method: Method, now: Time) -> Time {
    match method {
        Method::Standard => now.next_business_midnight(),
        Method::Instant => now,
    }
}

impl World {
    /// Makes a payout (`PAY-CREATE-01` to `PAY-CREATE-15`).
    pub fn create_payout(
        &mut self,
        owner: AccountNo,
        mut new: NewPayout,
        cause: &Cause,
    ) -> Result<PayoutNo, ApiError> {
        let metadata = Metadata::default().changed(&new.metadata)?;
        if self.has(Defect::SourceTypeIgnored) {
            new.source_type = SourceType::Card;
        }
        let (found, wanted) = self.destination_for(owner, &new);
        let allowed = check_create(&self.plan(owner, &new, wanted), &self.policy);
        let left_behind = allowed == Err(Refusal::BalanceInsufficient)
            && self.has(Defect::RefusedCreateLeavesPayout);
        if !left_behind {
            allowed?;
        }
        let terms = Terms {
            owner,
            amount: new.amount,
            currency: new.currency,
            automatic: new.automatic,
            method: new.method,
            source_type: new.source_type,
            destination: found.ok_or(Refusal::NoDestination)?,
            original: None,
            statement_descriptor: new.statement_descriptor,
        };
        let no = self.open_payout(terms, new.description, metadata)?;
        if !self.has(Defect::CreatedNotSent) {
            self.emit_payout(no, EventType::PayoutCreated, cause);
        }
        allowed?;
        Ok(no)
    }

    /// Whether a payout could be made.
    pub fn check_payout(&self, owner: AccountNo, new: &NewPayout) -> Result<(), ApiError> {
        let (_, wanted) = self.destination_for(owner, new);
        Ok(check_create(&self.plan(owner, new, wanted), &self.policy)?)
    }

    /// Whether a payout could be canceled.
    pub fn check_cancellation(&self, no: PayoutNo) -> Result<(), ApiError> {
        Ok(check_cancel(&self.facts(no), &self.policy)?)
    }

    fn plan(&self, owner: AccountNo, new: &NewPayout, destination: Wanted) -> Plan {
        let book = Book::Balance(owner.holder(), new.source_type);
        let (ledger, now) = (&self.ledger, self.now);
        let kept_back = if self.has(Defect::ExactBalanceRefused) {
            Amount::new(-1)
        } else {
            Amount::ZERO
        };
        let total = ledger.total(owner.holder(), new.currency, now).available;
        Plan {
            payouts_enabled: self.account(owner).payouts_enabled,
            method: new.method,
            destination,
            amount: new.amount,
            available: total.checked_add(kept_back).unwrap_or(total),
            available_in_source: ledger.balance(book, new.currency, now).available,
        }
    }

    /// Where a new payout would go, and what the rules have to know of it (`PAY-CREATE-03` to `PAY-CREATE-06`).
    fn destination_for(&self, owner: AccountNo, new: &NewPayout) -> (Option<ExternalNo>, Wanted) {
        let given = new.destination.as_deref();
        let own = |no: &ExternalNo| {
            let external = self.external(*no);
            self.has_external(owner, *no) && external.currency == new.currency
        };
        let found = match given {
            Some(_) if self.has(Defect::DestinationIgnored) => {
                self.default_external(owner, new.currency)
            }
            Some(id) => self.external_named(id).filter(own),
            None if self.has(Defect::DefaultDestinationIgnored) => {
                let first = |default| {
                    self.first_external(owner, |lane| {
                        lane.currency == new.currency && lane.default == default
                    })
                };
                first(false).or_else(|| first(true))
            }
            None => self.default_external(owner, new.currency),
        };
        match (found, given) {
            (Some(no), _) => {
                let external = self.external(no);
                let (instant, errored) = (external.instant, external.state.errored);
                (found, Wanted::Found { instant, errored })
            }
            // What follows is only used where a defect lets the refusal pass.
            (None, Some(id)) => (self.external_named(id), Wanted::Unknown),
            (None, None) => (self.first_external(owner, |_| true), Wanted::NoneInCurrency),
        }
    }

    /// Cancels a payout and gives the money back (`PAY-CANCEL-01` to `PAY-CANCEL-12`).
    pub fn cancel_payout(&mut self, no: PayoutNo, cause: &Cause) -> Result<(), ApiError> {
        let allowed = check_cancel(&self.facts(no), &self.policy);
        if let Err(refusal) = allowed {
            if refusal == Refusal::AlreadyCanceled && self.has(Defect::SecondCancelBooks) {
                self.book_undoing(no, TransactionType::PayoutCancel)?;
            }
            let too_late = matches!(
                refusal,
                Refusal::CancelInTransit | Refusal::CancelPaid | Refusal::CancelFailed
            );
            if too_late && self.has(Defect::RefusedCancelLeavesEvent) {
                self.emit_payout(no, EventType::PayoutCanceled, cause);
            }
            return Err(refusal.into());
        }
        Ok(self.call_back(no, cause)?)
    }

    /// Books a payout and puts it among the owner's.
    pub(super) fn open_payout(
        &mut self,
        terms: Terms,
        description: Option<Box<str>>,
        metadata: Metadata,
    ) -> Result<PayoutNo, PostError> {
        let no = PayoutNo(self.payouts.next());
        let is_reversal = terms.original.is_some();
        let arrival = arrival(terms.method, self.now);
        let booked = self.book_payout(no, &terms, arrival)?;
        let status = if is_reversal && self.has(Defect::ReversalStartsInTransit) {
            Status::InTransit
        } else {
            Status::Pending
        };
        if self.external(terms.destination).fate.is_some() {
            self.put_off(arrival, Due::Settle(no));
        }
        let owner = terms.owner;
        self.payouts.add(Payout {
            terms,
            created: self.now,
            arrival,
            transactions: vec![booked],
            state: Arc::new(PayoutState {
                status,
                booked,
                undone: None,
                failure: None,
                reversed_by: None,
                description: description.map(Arc::from),
                metadata,
            }),
        });
        let lane = self.payout(no).lane();
        self.accounts[owner.0].payouts.add(lane, no.0);
        self.pay_out_unpaid(no);
        Ok(no)
    }

    /// Books what a payout moves: its amount out, or back in where it is a reversing one (`PAY-CREATE-09`, `PAY-REV-07`).
    fn book_payout(
        &mut self,
        no: PayoutNo,
        terms: &Terms,
        arrival: Time,
    ) -> Result<TransactionNo, PostError> {
        let is_reversal = terms.original.is_some();
        let kind = if is_reversal && self.has(Defect::ReversalBooksAdjustment) {
            TransactionType::Adjustment
        } else {
            TransactionType::Payout
        };
        let available_on = if is_reversal {
            self.reversal_funds_on()
        } else if self.has(Defect::DebitPending) {
            arrival
        } else {
            self.now
        };
        self.book(&Booking {
            owner: terms.owner,
            kind,
            source: Some(Source::Payout(no)),
            amount: terms.amount.negated(),
            currency: terms.currency,
            source_type: terms.source_type,
            available_on,
        })
    }

    /// Changes the metadata of a payout, and nothing else (`PAY-UPD-01` to `PAY-UPD-03`).
    pub fn update_payout(
        &mut self,
        no: PayoutNo,
        change: &Change,
        description: Option<Box<str>>,
        cause: &Cause,
    ) -> Result<(), ApiError> {
        let before = self.payout(no).state.clone();
        let metadata = before.metadata.changed(change)?;
        let state = self.state_mut(no);
        state.metadata = metadata;
        if description.is_some() {
            state.description = description.map(Arc::from);
        }
        if self.has(Defect::UpdateSubmits) && before.status == Status::Pending {
            self.set_status(no, Status::InTransit);
        }
        let after = self.payout(no).state.clone();
        if after != before && !self.has(Defect::UpdateNotSent) {
            let silent = self.has(Defect::UpdateWithoutPrevious);
            self.emit_update(no, if silent { after } else { before }, cause);
        }
        Ok(())
    }

    pub(super) fn set_status(&mut self, no: PayoutNo, status: Status) {
        let (owner, before) = (self.payout(no).terms.owner, self.payout(no).lane());
        self.state_mut(no).status = status;
        let after = self.payout(no).lane();
        let lanes = &mut self.accounts[owner.0].payouts;
        lanes.remove(&before, no.0);
        lanes.add(after, no.0);
    }

    /// A payout's state, to be changed; what events have of it stays as it was.
    pub(super) fn state_mut(&mut self, no: PayoutNo) -> &mut PayoutState {
        Arc::make_mut(&mut self.payouts[no.0].state)
    }

    /// What the rules have to know of a payout.
    pub(super) fn facts(&self, no: PayoutNo) -> Facts {
        let payout = self.payout(no);
        let reversal = payout.state.reversed_by;
        Facts {
            owner: self.account(payout.terms.owner).owner,
            automatic: payout.terms.automatic,
            is_reversal: payout.is_reversal(),
            method: payout.terms.method,
            destination: self.external(payout.terms.destination).destination(),
            arrival: payout.arrival,
            status: payout.state.status,
            reversal: reversal.map(|reversing| self.payout(reversing).state.status),
        }
    }
}
