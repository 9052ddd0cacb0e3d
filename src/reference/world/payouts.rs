//! Payouts: made by request, by the schedule, or to take another one back.

use super::booking::{Booking, TransactionType};
use super::events::{Cause, EventType};
use super::index::PayoutRow;
use super::{AccountNo, Due, ExternalNo, PayoutNo, TransactionNo, World};
use crate::clock::Time;
use crate::ledger::{Book, PostError};
use crate::money::{Amount, Currency, SourceType};
use crate::reference::defect::Defect;
use crate::reference::error::ApiError;
use crate::reference::failure::FailureCode;
use crate::reference::metadata::{Change, Metadata};
use crate::reversal::Refusal;
use crate::reversal::payout::{
    Facts, Method, Plan, Status, Wanted, check_cancel, check_create, check_reverse,
};

/// How long the money of a reversal is pending, in business days (`PAY-REV-35`).
const REVERSAL_DAYS: u32 = 5;

/// A payout, or a reversing one, whose amount is negative.
#[derive(Debug)]
pub struct Payout {
    pub owner: AccountNo,
    pub amount: Amount,
    pub currency: Currency,
    pub created: Time,
    pub arrival: Time,
    /// Whether the schedule made it.
    pub automatic: bool,
    pub method: Method,
    pub source_type: SourceType,
    pub destination: ExternalNo,
    /// The payout that it takes back.
    pub original: Option<PayoutNo>,
    pub statement_descriptor: Option<Box<str>>,
    /// Every balance transaction that it has caused, oldest first.
    pub transactions: Vec<TransactionNo>,
    /// Its place among the owner's.
    pub place: usize,
    pub state: PayoutState,
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
    pub description: Option<Box<str>>,
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

/// A payout that has passed every rule.
struct Opening {
    owner: AccountNo,
    amount: Amount,
    currency: Currency,
    automatic: bool,
    method: Method,
    source_type: SourceType,
    destination: ExternalNo,
    original: Option<PayoutNo>,
    description: Option<Box<str>>,
    statement_descriptor: Option<Box<str>>,
    metadata: Metadata,
}

impl Payout {
    /// Whether it takes another payout back.
    pub const fn is_reversal(&self) -> bool {
        self.original.is_some()
    }
}

impl World {
    /// Makes a payout (`PAY-CREATE-01` to `PAY-CREATE-15`).
    pub fn create_payout(
        &mut self,
        owner: AccountNo,
        new: NewPayout,
        cause: &Cause,
    ) -> Result<PayoutNo, ApiError> {
        let metadata = Metadata::default().changed(&new.metadata)?;
        let source_type = if self.has(Defect::SourceTypeIgnored) {
            SourceType::Card
        } else {
            new.source_type
        };
        let (found, wanted) = self.destination_for(owner, &new);
        let plan = self.plan(owner, &new, wanted, source_type);
        let allowed = check_create(&plan, &self.policy);
        let destination = found.ok_or(Refusal::NoDestination);
        if let Ok(destination) = destination {
            let leaves = self.has(Defect::RefusedCreateLeavesPayout);
            let opening = Opening {
                owner,
                amount: new.amount,
                currency: new.currency,
                automatic: new.automatic,
                method: new.method,
                source_type,
                destination,
                original: None,
                description: new.description,
                statement_descriptor: new.statement_descriptor,
                metadata,
            };
            if allowed.is_ok() || (leaves && allowed == Err(Refusal::BalanceInsufficient)) {
                let no = self.open_payout(opening)?;
                if !self.has(Defect::CreatedNotSent) {
                    self.emit_payout(no, EventType::PayoutCreated, cause);
                }
                allowed?;
                return Ok(no);
            }
        }
        allowed?;
        Err(Refusal::NoDestination.into())
    }

    fn plan(
        &self,
        owner: AccountNo,
        new: &NewPayout,
        destination: Wanted,
        source_type: SourceType,
    ) -> Plan {
        let book = Book::Balance(owner.holder(), source_type);
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
            external.owner == owner && external.currency == new.currency
        };
        let found = match given {
            Some(_) if self.has(Defect::DestinationIgnored) => {
                self.default_external(owner, new.currency)
            }
            Some(id) => self.external_named(id).filter(own),
            None if self.has(Defect::DefaultDestinationIgnored) => {
                let own_all = self.account(owner).externals.iter().copied().filter(own);
                own_all.min_by_key(|no| self.external(*no).state.default)
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
            (None, None) => {
                let any = self.account(owner).externals.first().copied();
                (any, Wanted::NoneInCurrency)
            }
        }
    }

    /// Cancels a payout and gives the money back (`PAY-CANCEL-01` to `PAY-CANCEL-12`).
    pub fn cancel_payout(&mut self, no: PayoutNo, cause: &Cause) -> Result<(), ApiError> {
        let allowed = check_cancel(&self.facts(no), &self.policy);
        if let Err(refusal) = allowed {
            if refusal == Refusal::AlreadyCanceled && self.has(Defect::SecondCancelBooks) {
                self.book_undoing(no, TransactionType::PayoutCancel)?;
            }
            return Err(refusal.into());
        }
        Ok(self.call_back(no, cause)?)
    }

    /// Reverses a payout: makes the payout that takes it back (`PAY-REV-01` to `PAY-REV-37`).
    pub fn reverse_payout(
        &mut self,
        no: PayoutNo,
        change: &Change,
        amount: Option<Amount>,
        cause: &Cause,
    ) -> Result<PayoutNo, ApiError> {
        let metadata = Metadata::default().changed(change)?;
        if let Err(refusal) = check_reverse(&self.facts(no), self.now, &self.policy) {
            if self.has(Defect::RefusedReversalLeavesPayout) {
                self.open_reversal(no, None, Metadata::default())?;
            }
            if self.has(Defect::RefusedReversalLeavesEvent) {
                let before = self.payout(no).state.clone();
                self.emit_update(no, before, cause);
            }
            return Err(refusal.into());
        }
        let before = self.payout(no).state.clone();
        let misplaced = self.has(Defect::ReversalMetadataOnOriginal);
        let (own, others) = if misplaced {
            (Metadata::default(), before.metadata.changed(change)?)
        } else {
            (metadata, before.metadata.clone())
        };
        let reversing = self.open_reversal(no, amount, own)?;
        let original = &mut self.payouts[no.0].state;
        original.reversed_by = Some(reversing);
        original.metadata = others;
        self.reversal_sent(no, reversing, before, cause);
        Ok(reversing)
    }

    /// The events of a reversal's request, in their order (`PAY-REV-26`, `PAY-REV-27`).
    fn reversal_sent(
        &mut self,
        original: PayoutNo,
        reversing: PayoutNo,
        mut before: PayoutState,
        cause: &Cause,
    ) {
        let swapped = self.has(Defect::ReversalEventsSwapped);
        if self.has(Defect::ReversalWithoutPrevious) {
            before = self.payout(original).state.clone();
        }
        if swapped {
            self.emit_payout(reversing, EventType::PayoutCreated, cause);
        }
        if !self.has(Defect::OriginalUpdateNotSent) {
            self.emit_update(original, before, cause);
        }
        if !swapped {
            self.emit_payout(reversing, EventType::PayoutCreated, cause);
        }
    }

    /// Tries a failed reversal again, which no correct world ever does (`PAY-REV-31`).
    pub(super) fn retry(&mut self, original: PayoutNo) -> Result<(), PostError> {
        let reversing = self.open_reversal(original, None, Metadata::default())?;
        self.payouts[original.0].state.reversed_by = Some(reversing);
        self.emit_payout(reversing, EventType::PayoutCreated, &Cause::Processor);
        Ok(())
    }

    /// Opens the payout that takes another one back (`PAY-REV-02`, `PAY-REV-04`, `PAY-REV-05`).
    fn open_reversal(
        &mut self,
        original: PayoutNo,
        amount: Option<Amount>,
        metadata: Metadata,
    ) -> Result<PayoutNo, PostError> {
        let payout = self.payout(original);
        let opening = Opening {
            owner: payout.owner,
            amount: amount.unwrap_or(payout.amount).negated(),
            currency: payout.currency,
            automatic: false,
            method: Method::Standard,
            source_type: payout.source_type,
            destination: payout.destination,
            original: Some(original),
            description: None,
            statement_descriptor: None,
            metadata,
        };
        self.open_payout(opening)
    }

    /// Books a payout and puts it among the owner's.
    fn open_payout(&mut self, opening: Opening) -> Result<PayoutNo, PostError> {
        let no = PayoutNo(self.payouts.len());
        let is_reversal = opening.original.is_some();
        let arrival = match opening.method {
            Method::Standard => self.now.next_business_midnight(),
            Method::Instant => self.now,
        };
        let booked = self.book(&Booking {
            owner: opening.owner,
            kind: if is_reversal && self.has(Defect::ReversalBooksAdjustment) {
                TransactionType::Adjustment
            } else {
                TransactionType::Payout
            },
            source: Some(no),
            amount: opening.amount.negated(),
            currency: opening.currency,
            source_type: opening.source_type,
            available_on: self.funds_move_on(is_reversal, arrival),
        })?;
        let status = if is_reversal && self.has(Defect::ReversalStartsInTransit) {
            Status::InTransit
        } else {
            Status::Pending
        };
        let row = PayoutRow {
            no,
            destination: opening.destination,
            status,
            is_reversal,
        };
        let place = self.accounts[opening.owner.0]
            .payouts
            .add(row, self.now, arrival);
        self.payouts.push(Payout {
            owner: opening.owner,
            amount: opening.amount,
            currency: opening.currency,
            created: self.now,
            arrival,
            automatic: opening.automatic,
            method: opening.method,
            source_type: opening.source_type,
            destination: opening.destination,
            original: opening.original,
            statement_descriptor: opening.statement_descriptor,
            transactions: vec![booked],
            place,
            state: PayoutState {
                status,
                booked,
                undone: None,
                failure: None,
                reversed_by: None,
                description: opening.description,
                metadata: opening.metadata,
            },
        });
        if self.external(opening.destination).fate.is_some() {
            self.put_off(arrival, Due::Settle(no));
        }
        Ok(no)
    }

    /// When the money of a payout counts: out at once (`PAY-CREATE-09`), in after some days (`PAY-REV-34`, `PAY-REV-35`).
    fn funds_move_on(&self, is_reversal: bool, arrival: Time) -> Time {
        if !is_reversal {
            let late = self.has(Defect::DebitPending);
            return if late { arrival } else { self.now };
        }
        if self.has(Defect::ReversalFundsAtOnce) {
            return self.now;
        }
        let early = self.has(Defect::ReversalFundsEarly);
        let days = if early { 2 } else { REVERSAL_DAYS };
        self.now.plus_business_days(days)
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
        let state = &mut self.payouts[no.0].state;
        state.metadata = metadata;
        if description.is_some() {
            state.description = description;
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
        let payout = &mut self.payouts[no.0];
        payout.state.status = status;
        let (owner, place) = (payout.owner, payout.place);
        self.accounts[owner.0].payouts.set_status(place, status);
    }

    /// What the rules have to know of a payout.
    fn facts(&self, no: PayoutNo) -> Facts {
        let payout = self.payout(no);
        let reversal = payout.state.reversed_by;
        Facts {
            owner: self.account(payout.owner).owner,
            automatic: payout.automatic,
            is_reversal: payout.is_reversal(),
            method: payout.method,
            destination: self.external(payout.destination).destination(),
            arrival: payout.arrival,
            status: payout.state.status,
            reversal: reversal.map(|reversing| self.payout(reversing).state.status),
        }
    }
}
