//! Reversals: payouts that take another payout back (`PAY-REV-01` to `PAY-REV-37`).

use std::sync::Arc;

use super::events::{Cause, EventType};
use super::payouts::{PayoutState, Terms};
use super::{PayoutNo, World};
use crate::clock::Time;
use crate::ledger::PostError;
use crate::money::Amount;
use crate::reference::defect::Defect;
use crate::reference::error::ApiError;
use crate::reference::metadata::{Change, Metadata};
use crate::reversal::payout::{Method, check_reverse};

/// How long the money of a reversal is pending, in business days (`PAY-REV-35`).
const REVERSAL_DAYS: u32 = 5;

impl World {
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
        let original = self.state_mut(no);
        original.reversed_by = Some(reversing);
        original.metadata = others;
        self.reversal_sent(no, reversing, before, cause);
        Ok(reversing)
    }

    /// Whether a payout could be reversed.
    pub fn check_reversal(&self, no: PayoutNo) -> Result<(), ApiError> {
        Ok(check_reverse(&self.facts(no), self.now, &self.policy)?)
    }

    /// The events of a reversal's request, in their order (`PAY-REV-26`, `PAY-REV-27`).
    fn reversal_sent(
        &mut self,
        original: PayoutNo,
        reversing: PayoutNo,
        mut before: Arc<PayoutState>,
        cause: &Cause,
    ) {
        let (swapped, now) = (self.has(Defect::ReversalEventsSwapped), self.now);
        if self.has(Defect::ReversalWithoutPrevious) {
            before = self.payout(original).state.clone();
        }
        if swapped {
            self.emit_payout(reversing, EventType::PayoutCreated, cause);
            // Within a second nobody could tell.
            self.now = now.plus_seconds(1);
        }
        if !self.has(Defect::OriginalUpdateNotSent) {
            self.emit_update(original, before, cause);
        }
        self.now = now;
        if !swapped {
            self.emit_payout(reversing, EventType::PayoutCreated, cause);
        }
    }

    /// Tries a failed reversal again, which no correct world ever does (`PAY-REV-31`).
    pub(super) fn retry(&mut self, original: PayoutNo) -> Result<(), PostError> {
        let reversing = self.open_reversal(original, None, Metadata::default())?;
        self.state_mut(original).reversed_by = Some(reversing);
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
        let taken_back = &self.payout(original).terms;
        let terms = Terms {
            amount: amount.unwrap_or(taken_back.amount).negated(),
            automatic: false,
            method: Method::Standard,
            original: Some(original),
            statement_descriptor: None,
            ..*taken_back
        };
        self.open_payout(terms, None, metadata)
    }

    /// When the money of a reversal becomes available (`PAY-REV-34`, `PAY-REV-35`).
    pub(super) fn reversal_funds_on(&self) -> Time {
        if self.has(Defect::ReversalFundsAtOnce) {
            return self.now;
        }
        let early = self.has(Defect::ReversalFundsEarly);
        let days = if early { 2 } else { REVERSAL_DAYS };
        self.now.plus_business_days(days)
    }
}
