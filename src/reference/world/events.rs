//! Events: what happened, to whom, and how the object looked then (`EVT-01` to `EVT-07`).

use std::collections::VecDeque;

use super::accounts::ExternalState;
use super::charges::ChargeState;
use super::connect::{ChargeNo, FeeNo, TransferNo};
use super::fees::FeeView;
use super::payouts::PayoutState;
use super::topups::{TopUpNo, TopUpState};
use super::transfers::TransferView;
use super::treasury::reversals::DebitReversalState;
use super::treasury::{DebitNo, DebitReversalNo, FlowTransactionNo};
use super::{AccountNo, EventNo, ExternalNo, PayoutNo, World};
use crate::clock::Time;

/// How long events are kept, which is longer than they are listed.
pub const KEPT_SECONDS: i64 = 32 * 86_400;

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
        key: Option<Box<str>>,
    },
}

/// What an event is about: the object and how it looked, before too where it was updated.
///
/// What never changes of an object is not kept again, so that a snapshot is small.
#[derive(Debug)]
pub enum Subject {
    Payout {
        no: PayoutNo,
        state: PayoutState,
        before: Option<PayoutState>,
    },
    External {
        no: ExternalNo,
        state: ExternalState,
        before: Option<ExternalState>,
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
        state: TopUpState,
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
    /// Its place among the owner's.
    pub place: usize,
    /// How many endpoints have still to take it (`WHK-08`).
    pub pending: usize,
    /// Whether an endpoint has never taken it, and is not asked any more.
    pub undelivered: bool,
}

/// The events of a world; those that are listed no more are dropped, and the others keep their numbers (`EVT-07`).
#[derive(Debug, Default)]
pub struct EventLog {
    dropped: usize,
    kept: VecDeque<Event>,
}

impl EventLog {
    /// The number that the next event has.
    fn next(&self) -> EventNo {
        EventNo(self.dropped + self.kept.len())
    }

    fn add(&mut self, event: Event) {
        let oldest = event.created.unix() - KEPT_SECONDS;
        while self
            .kept
            .front()
            .is_some_and(|first| first.created.unix() < oldest)
        {
            self.kept.pop_front();
            self.dropped += 1;
        }
        self.kept.push_back(event);
    }

    /// An event, unless it is dropped.
    pub fn get(&self, no: EventNo) -> Option<&Event> {
        self.kept.get(no.0.checked_sub(self.dropped)?)
    }

    fn get_mut(&mut self, no: EventNo) -> Option<&mut Event> {
        self.kept.get_mut(no.0.checked_sub(self.dropped)?)
    }

    /// Notes how many endpoints an event goes to.
    pub fn promise(&mut self, no: EventNo, endpoints: usize) {
        if let Some(event) = self.get_mut(no) {
            event.pending = endpoints;
        }
    }

    /// Notes that an endpoint has taken an event, or never will.
    pub fn settle(&mut self, no: EventNo, taken: bool) {
        if let Some(event) = self.get_mut(no) {
            event.pending = event.pending.saturating_sub(1);
            event.undelivered |= !taken;
        }
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
        let no = self.events.next();
        let place = self.accounts[owner.0].events.add(no, kind, self.now);
        self.events.add(Event {
            owner,
            kind,
            created: self.now,
            cause: cause.clone(),
            subject,
            place,
            pending: 0,
            undelivered: false,
        });
        self.offer(no);
    }

    /// Notes what happened to a payout, as it is now.
    pub(super) fn emit_payout(&mut self, no: PayoutNo, kind: EventType, cause: &Cause) {
        let payout = self.payout(no);
        let (owner, state) = (payout.terms.owner, payout.state.clone());
        let before = None;
        self.emit(owner, kind, Subject::Payout { no, state, before }, cause);
    }

    /// Notes that a payout was updated, and how it was before.
    pub(super) fn emit_update(&mut self, no: PayoutNo, before: PayoutState, cause: &Cause) {
        let payout = self.payout(no);
        let (owner, state) = (payout.terms.owner, payout.state.clone());
        let before = Some(before);
        let subject = Subject::Payout { no, state, before };
        self.emit(owner, EventType::PayoutUpdated, subject, cause);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::readings::Readings;

    #[test]
    fn old_events_are_dropped_and_the_others_keep_their_numbers() {
        let start = Time::from_unix(1_700_000_000).unwrap_or(Time::LAST);
        let mut world = World::new("events", start, Readings::default(), None);
        for day in 0..100 {
            world.now = start.plus_seconds(day * 86_400);
            let subject = Subject::External {
                no: ExternalNo(0),
                state: ExternalState::default(),
                before: None,
            };
            world.emit(
                AccountNo::PLATFORM,
                EventType::ExternalCreated,
                subject,
                &Cause::Processor,
            );
        }
        assert_eq!(world.events.kept.len(), 33);
        assert!(world.event(EventNo(66)).is_none());
        let index = &world.account(AccountNo::PLATFORM).events;
        for number in 67..100 {
            let event = world.event(EventNo(number));
            assert_eq!(
                event.map(|event| index.at(event.place)),
                Some(EventNo(number))
            );
        }
    }
}
