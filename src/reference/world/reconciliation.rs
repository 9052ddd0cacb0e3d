//! Which balance transactions a payout of the schedule has paid out, and from when on they can be told.

use super::booking::TransactionType;
use super::events::{Cause, EventType};
use super::payouts::Terms;
use super::source::Source;
use super::{PayoutNo, TransactionNo, World};
use crate::reversal::payout::{Method, Status};

/// How far what was paid out has been told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reconciliation {
    /// It never is: a payout that somebody asked for takes an amount, and no transactions.
    NotApplicable,
    /// The payout has not left yet.
    InProgress,
    /// It can be listed.
    Completed,
}

impl Reconciliation {
    /// That of a payout on these terms, while it has this status.
    ///
    /// No document says when it is completed. Here it is when the payout leaves: what it pays out cannot change then.
    pub const fn of(terms: &Terms, status: Status) -> Self {
        match (terms.automatic, terms.method, status) {
            (true, Method::Standard, Status::Pending) => Self::InProgress,
            (
                true,
                Method::Standard,
                Status::InTransit | Status::Paid | Status::Failed | Status::Canceled,
            ) => Self::Completed,
            (true, Method::Instant, _) | (false, ..) => Self::NotApplicable,
        }
    }
}

impl World {
    fn reconciliation(&self, no: PayoutNo) -> Reconciliation {
        let payout = self.payout(no);
        Reconciliation::of(&payout.terms, payout.state.status)
    }

    /// Says so when a payout that had this status has become one whose transactions can be listed.
    pub(super) fn reconcile(&mut self, no: PayoutNo, before: Status) {
        let before = Reconciliation::of(&self.payout(no).terms, before);
        let now = self.reconciliation(no);
        if before == Reconciliation::InProgress && now == Reconciliation::Completed {
            let kind = EventType::PayoutReconciliationCompleted;
            self.emit_payout(no, kind, &Cause::Processor);
        }
    }

    /// What a payout has paid out, with what it has booked itself, oldest first; none while that is not known yet.
    pub fn paid_out_by(&self, no: PayoutNo) -> Option<Vec<TransactionNo>> {
        let payout = self.payout(no);
        let owner = payout.terms.owner;
        let own = self.booked_by(Source::Payout(no), owner);
        match self.reconciliation(no) {
            Reconciliation::InProgress => return None,
            Reconciliation::NotApplicable => return Some(own),
            Reconciliation::Completed => {}
        }
        let booked = payout.transactions.first().map_or(0, |first| first.0);
        let pays_out = |number: &usize| {
            let transaction = self.transaction(TransactionNo(*number));
            let entry = self.ledger.entry(transaction.entry);
            transaction.owner == owner
                && entry.currency == payout.terms.currency
                && entry.available_on <= payout.created
                && !is_payout(transaction.kind)
        };
        let paid = (self.paid_out_before(no)..booked).filter(pays_out);
        Some(paid.map(TransactionNo).chain(own).collect())
    }

    /// Up to which transaction the payout of the schedule before this one has paid out all there was.
    fn paid_out_before(&self, no: PayoutNo) -> usize {
        let terms = &self.payout(no).terms;
        let before = (0..no.0).rev().map(|number| self.payout(PayoutNo(number)));
        let mut before = before.filter(|other| {
            let other = &other.terms;
            other.automatic && other.owner == terms.owner && other.currency == terms.currency
        });
        let booked = before.next().and_then(|other| other.transactions.first());
        booked.map_or(0, |first| first.0)
    }
}

/// Whether a transaction is of a payout: what left before is not paid out again.
const fn is_payout(kind: TransactionType) -> bool {
    matches!(
        kind,
        TransactionType::Payout | TransactionType::PayoutCancel | TransactionType::PayoutFailure
    )
}
