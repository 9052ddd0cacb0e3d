//! Events: what happened, to whom, and how the object looked then (`EVT-01` to `EVT-07`).

use std::ops::Range;
use std::sync::Arc;

use super::accounts::ExternalState;
use super::charges::ChargeState;
use super::connect::{ChargeNo, FeeNo, TransferNo};
use super::fees::FeeView;
use super::index::EventLane;
use super::lanes::made_in;
use super::payouts::PayoutState;
use super::pieces::Pieces;
use super::topups::{TopUpNo, TopUpState};
use super::transfers::TransferView;
use super::treasury::reversals::DebitReversalState;
use super::treasury::{DebitNo, DebitReversalNo, FlowTransactionNo};
use super::{AccountNo, EventNo, ExternalNo, PayoutNo, World};
use crate::clock::Time;
use crate::reference::defect::Defect;
use crate::reference::params;

/// For how many days events are listed (`EVT-07`).
const LISTED_DAYS: i64 = 30;

/// The types of event that are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventType {
    ApplicationFeeCreated,
    ApplicationFeeRefunded,
    ChargeRefunded,
    ExternalCreated,
    ExternalDeleted,
    ExternalUpdated,
    PayoutCanceled,
    PayoutCreated,
    PayoutFailed,
    PayoutPaid,
    PayoutReconciliationCompleted,
    PayoutUpdated,
    DebitReversalCompleted,
    DebitReversalCreated,
    ReceivedDebitCreated,
    /// A type that no document has and only a defect sends (`TRX-05`).
    TreasuryTransactionCreated,
    TopUpCanceled,
    TopUpCreated,
    TopUpFailed,
    TopUpReversed,
    TopUpSucceeded,
    TransferCreated,
    TransferReversed,
    TransferUpdated,
}

impl EventType {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ApplicationFeeCreated => "application_fee.created",
            Self::ApplicationFeeRefunded => "application_fee.refunded",
            Self::ChargeRefunded => "charge.refunded",
            Self::ExternalCreated => "account.external_account.created",
            Self::ExternalDeleted => "account.external_account.deleted",
            Self::ExternalUpdated => "account.external_account.updated",
            Self::PayoutCanceled => "payout.canceled",
            Self::PayoutCreated => "payout.created",
            Self::PayoutFailed => "payout.failed",
            Self::PayoutPaid => "payout.paid",
            Self::PayoutReconciliationCompleted => "payout.reconciliation_completed",
            Self::PayoutUpdated => "payout.updated",
            Self::DebitReversalCompleted => "treasury.debit_reversal.completed",
            Self::DebitReversalCreated => "treasury.debit_reversal.created",
            Self::ReceivedDebitCreated => "treasury.received_debit.created",
            Self::TreasuryTransactionCreated => "treasury.transaction.created",
            Self::TopUpCanceled => "topup.canceled",
            Self::TopUpCreated => "topup.created",
            Self::TopUpFailed => "topup.failed",
            Self::TopUpReversed => "topup.reversed",
            Self::TopUpSucceeded => "topup.succeeded",
            Self::TransferCreated => "transfer.created",
            Self::TransferReversed => "transfer.reversed",
            Self::TransferUpdated => "transfer.updated",
        }
    }
}

/// Who made something happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The bank, the schedule or the processor: no request of a client.
    Processor,
    /// A request, by its number in the world, with its idempotency key.
    Request {
        number: usize,
        key: Option<Arc<str>>,
    },
}

/// What an event is about: the object and how it looked, before too where it was updated.
///
/// What never changes of an object is not kept again, so that a snapshot is small.
#[derive(Debug)]
pub enum Subject {
    Payout {
        no: PayoutNo,
        state: Arc<PayoutState>,
        before: Option<Arc<PayoutState>>,
    },
    External {
        no: ExternalNo,
        state: Box<ExternalState>,
        before: Option<Box<ExternalState>>,
    },
    /// As it was when the event was made: not reversed yet.
    ReceivedDebit(DebitNo),
    DebitReversal {
        no: DebitReversalNo,
        state: DebitReversalState,
    },
    FlowTransaction(FlowTransactionNo),
    Transfer {
        no: TransferNo,
        view: Box<TransferView>,
        before: Option<Box<TransferView>>,
    },
    Charge {
        no: ChargeNo,
        state: ChargeState,
    },
    Fee {
        no: FeeNo,
        view: Box<FeeView>,
    },
    TopUp {
        no: TopUpNo,
        state: Box<TopUpState>,
    },
}

/// Something that happened.
#[derive(Debug)]
pub struct Event {
    /// Whose event it is.
    pub owner: AccountNo,
    pub kind: EventType,
    pub created: Time,
    pub cause: Cause,
    pub subject: Subject,
    /// How many endpoints have still to take it (`WHK-08`).
    pub pending: u32,
    /// Whether an endpoint has never taken it, and is not asked any more.
    pub undelivered: bool,
}

impl Event {
    /// What it is listed by.
    const fn lane(&self) -> EventLane {
        EventLane {
            kind: self.kind,
            delivered: self.pending == 0 && !self.undelivered,
        }
    }
}

/// The events of a world; those that are listed no more are dropped, and the others keep their numbers (`EVT-07`).
#[derive(Debug, Default)]
pub struct EventLog(Pieces<Event>);

impl EventLog {
    /// An event, unless it is dropped.
    pub fn get(&self, no: EventNo) -> Option<&Event> {
        self.0.get(no.0)
    }

    /// How many are not dropped.
    pub const fn count(&self) -> usize {
        self.0.next() - self.0.first()
    }

    /// The numbers of those that were made in a range of time.
    pub fn made_in(&self, created: params::Range) -> Range<usize> {
        let time_of = |number: usize| self.0[number].created.unix();
        made_in(self.0.first()..self.0.next(), created, time_of)
    }
}

impl World {
    /// Notes that something happened, now.
    pub(super) fn emit(
        &mut self,
        owner: AccountNo,
        kind: EventType,
        subject: Subject,
        cause: &Cause,
    ) {
        let no = EventNo(self.events.0.next());
        let event = Event {
            owner,
            kind,
            created: self.now,
            cause: cause.clone(),
            subject,
            pending: 0,
            undelivered: false,
        };
        self.accounts[owner.0].events.add(event.lane(), no.0);
        self.events.0.add(event);
        self.offer(no);
    }

    /// When the oldest event that is listed was made (`EVT-07`).
    pub fn events_since(&self) -> i64 {
        let days = match self.defect {
            Some(Defect::EventsKeptLonger) => 32,
            Some(Defect::EventsLostEarly) => 7,
            _ => LISTED_DAYS,
        };
        self.now.unix() - days * 86_400
    }

    /// Drops the oldest event when it is listed no more; answers whether it did.
    pub(super) fn drop_old_event(&mut self) -> bool {
        let (number, since) = (self.events.0.first(), self.events_since());
        let oldest = self.events.0.get(number);
        let Some(event) = oldest.filter(|event| event.created.unix() < since) else {
            return false;
        };
        let lanes = &mut self.accounts[event.owner.0].events;
        lanes.remove(&event.lane(), number);
        self.events.0.drop_oldest().is_some()
    }

    /// Notes how many endpoints an event goes to.
    pub(super) fn promise(&mut self, no: EventNo, endpoints: usize) {
        let endpoints = u32::try_from(endpoints).unwrap_or(u32::MAX);
        self.change_event(no, |event| event.pending = endpoints);
    }

    /// Notes that an endpoint has taken an event, or never will.
    pub(super) fn settle_event(&mut self, no: EventNo, taken: bool) {
        self.change_event(no, |event| {
            event.pending = event.pending.saturating_sub(1);
            event.undelivered |= !taken;
        });
    }

    fn change_event(&mut self, no: EventNo, change: impl FnOnce(&mut Event)) {
        let Some(event) = self.events.0.get_mut(no.0) else {
            return;
        };
        let before = event.lane();
        change(event);
        let (owner, after) = (event.owner, event.lane());
        if before != after {
            let lanes = &mut self.accounts[owner.0].events;
            lanes.remove(&before, no.0);
            lanes.add(after, no.0);
        }
    }

    /// Notes what happened to a payout, as it is now.
    pub(super) fn emit_payout(&mut self, no: PayoutNo, kind: EventType, cause: &Cause) {
        let payout = self.payout(no);
        let (owner, state) = (payout.terms.owner, Arc::clone(&payout.state));
        let before = None;
        self.emit(owner, kind, Subject::Payout { no, state, before }, cause);
    }

    /// Notes that a payout was updated, and how it was before.
    pub(super) fn emit_update(&mut self, no: PayoutNo, before: Arc<PayoutState>, cause: &Cause) {
        let payout = self.payout(no);
        let (owner, state) = (payout.terms.owner, Arc::clone(&payout.state));
        let before = Some(before);
        let subject = Subject::Payout { no, state, before };
        self.emit(owner, EventType::PayoutUpdated, subject, cause);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::page::Paging;
    use crate::reference::readings::Readings;

    #[test]
    fn old_events_are_dropped_and_the_others_keep_their_numbers() {
        let start = Time::from_unix(1_700_000_000).unwrap_or(Time::LAST);
        let mut world = World::new("events", start, Readings::default(), None);
        for day in 0..100 {
            world.now = start.plus_seconds(day * 86_400);
            while world.drop_old_event() {}
            let subject = Subject::External {
                no: ExternalNo(0),
                state: Box::default(),
                before: None,
            };
            let kind = EventType::ExternalCreated;
            world.emit(AccountNo::PLATFORM, kind, subject, &Cause::Processor);
        }
        assert!(world.event(EventNo(68)).is_none());
        assert!(world.event(EventNo(69)).is_some());
        let paging = (params::Range::ALL, &Paging::newest(100));
        let page = world.events_page(AccountNo::PLATFORM, paging, |_| true);
        let kept: Vec<usize> = (69..100).rev().collect();
        assert_eq!(page.places, kept);
    }
}
