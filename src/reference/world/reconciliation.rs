//! Which balance transactions a payout of the schedule has paid out, and from when on they can be told.

use super::booking::TransactionType;
use super::events::{Cause, EventType};
use super::index::Among;
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

    /// What a payout has paid out, with what it has booked itself; none while that is not known yet.
    pub fn paid_out_by(&self, no: PayoutNo) -> Option<Among> {
        match self.reconciliation(no) {
            Reconciliation::InProgress => None,
            Reconciliation::NotApplicable => {
                let owner = self.payout(no).terms.owner;
                Some(Among::These(self.booked_by(Source::Payout(no), owner)))
            }
            Reconciliation::Completed => Some(Among::PaidOutBy(no)),
        }
    }

    /// Keeps a new transaction for the next payout of the schedule, unless a payout has made it.
    pub(super) fn leave_unpaid(&mut self, no: TransactionNo) {
        let lane = self.transaction_lane(no);
        if !is_payout(lane.kind) {
            let owner = self.transaction(no).owner;
            let unpaid = &mut self.accounts[owner.0].unpaid;
            unpaid.entry(lane.currency).or_default().add(lane, no.0);
        }
    }

    /// Gives a new payout of the schedule what none before it has paid out.
    ///
    /// All of that is available: only money that payouts have booked comes later than its transaction.
    pub(super) fn pay_out_unpaid(&mut self, no: PayoutNo) {
        if self.reconciliation(no) == Reconciliation::NotApplicable {
            return;
        }
        let payout = self.payout(no);
        let (owner, currency) = (payout.terms.owner, payout.terms.currency);
        let own = payout.transactions.clone();
        let unpaid = self.accounts[owner.0].unpaid.remove(&currency);
        self.paid_out.insert(no, unpaid.unwrap_or_default());
        for transaction in own {
            self.list_under(no, transaction);
        }
    }

    /// Lists a transaction under a payout, where that is of the schedule.
    pub(super) fn list_under(&mut self, payout: PayoutNo, no: TransactionNo) {
        let lane = self.transaction_lane(no);
        if let Some(paid_out) = self.paid_out.get_mut(&payout) {
            paid_out.add(lane, no.0);
        }
    }
}

/// Whether a transaction is of a payout: what left before is not paid out again.
const fn is_payout(kind: TransactionType) -> bool {
    matches!(
        kind,
        TransactionType::Payout | TransactionType::PayoutCancel | TransactionType::PayoutFailure
    )
}
