//! One world: a platform, its connected accounts, their money, a bank and a clock.
//!
//! A world is plain data behind one lock (see [`Sandbox`](super::sandbox::Sandbox)). Everything that
//! happens in it happens in a method here, at the world's own time, and either happens as a whole
//! or answers an error and has changed nothing.

pub mod accounts;
pub mod bank;
pub mod booking;
pub mod charges;
mod choices;
pub mod connect;
pub mod events;
pub mod fees;
pub mod index;
mod lanes;
pub mod payouts;
mod pieces;
pub mod reconciliation;
pub mod refunds;
pub mod reversals;
mod shelves;
pub mod source;
pub mod topups;
pub mod transfer_reversals;
pub mod transfers;
pub mod treasury;
pub mod webhooks;

use std::collections::BTreeMap;

use self::accounts::{Account, External, NewAccount};
use self::booking::Transaction;
use self::connect::Connect;
use self::events::{Event, EventLog};
use self::index::TransactionIndex;
use self::payouts::Payout;
use self::pieces::Pieces;
use self::topups::{TopUp, TopUpNo};
use self::treasury::Treasury;
use self::webhooks::Webhooks;
use super::defect::Defect;
use super::idempotency::Keys;
use super::ids::{Ids, Kind};
use super::policy::policy;
use super::readings::Readings;
use crate::clock::Time;
use crate::ledger::{Holder, Ledger, PostError};
use crate::reversal::payout::Owner;
use crate::reversal::topup::BankAct;
use crate::reversal::{Policy, transfer};

/// The number of an account; the platform's is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountNo(pub usize);

/// The number of an external account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExternalNo(pub usize);

/// The number of a payout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PayoutNo(pub usize);

/// The number of a balance transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TransactionNo(pub usize);

/// The number of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventNo(pub usize);

impl AccountNo {
    /// The platform's own account, which every world has.
    pub const PLATFORM: Self = Self(0);

    /// The same account in the ledger.
    pub const fn holder(self) -> Holder {
        Holder(self.0)
    }
}

/// How much is forgotten at once: more than a call makes.
const FORGOTTEN_AT_ONCE: usize = 512;
/// From how many things on a world is large.
const LARGE: usize = 10_000;

/// What the world has put off until a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// The bank settles a payout to a documented test number.
    Settle(PayoutNo),
    /// A failed reversal of this payout is tried again, where that is the defect.
    Retry(PayoutNo),
    /// The bank pays a top-up.
    TopUp(TopUpNo),
}

/// One world.
#[derive(Debug)]
pub struct World {
    defect: Option<Defect>,
    readings: Readings,
    policy: Policy,
    ids: Ids,
    now: Time,
    accounts: Vec<Account>,
    externals: Vec<External>,
    payouts: Pieces<Payout>,
    transactions: Pieces<Transaction>,
    /// What each payout of the schedule has paid out, with what it has booked itself.
    paid_out: BTreeMap<PayoutNo, TransactionIndex>,
    connect: Connect,
    events: EventLog,
    webhooks: Webhooks,
    topups: Vec<TopUp>,
    treasury: Treasury,
    ledger: Ledger,
    /// What requests with a key came to.
    pub keys: Keys,
    /// What is due when; the count keeps those of one second in the order in which they came.
    due: BTreeMap<(Time, usize), Due>,
    put_off: usize,
}

impl World {
    /// A world with nothing in it but the platform.
    pub fn new(label: &str, now: Time, readings: Readings, defect: Option<Defect>) -> Self {
        let platform = NewAccount::default();
        Self {
            defect,
            readings,
            policy: policy(readings, defect),
            ids: Ids::of(label),
            now,
            accounts: vec![Account::new(Owner::Platform, platform, now)],
            externals: Vec::new(),
            payouts: Pieces::default(),
            transactions: Pieces::default(),
            paid_out: BTreeMap::new(),
            connect: Connect::default(),
            events: EventLog::default(),
            webhooks: Webhooks::default(),
            topups: Vec::new(),
            treasury: Treasury::default(),
            ledger: Ledger::default(),
            keys: Keys::default(),
            due: BTreeMap::new(),
            put_off: 0,
        }
    }

    /// Whether the world has this defect.
    pub fn has(&self, defect: Defect) -> bool {
        self.defect == Some(defect)
    }

    /// The defect that the world has.
    pub const fn defect(&self) -> Option<Defect> {
        self.defect
    }

    /// How the world reads documents that disagree.
    pub const fn readings(&self) -> &Readings {
        &self.readings
    }

    /// Lets the one who has entered act without checks, as they have looked before; or no more (`CON-01` to `CON-03`, `TRR-22`).
    pub const fn waive(&mut self, waived: bool) {
        self.policy.waived = waived;
    }

    /// How the documents on transfers are read.
    pub const fn reading(&self) -> transfer::Reading {
        self.policy.transfers
    }

    /// The world's time.
    pub const fn now(&self) -> Time {
        self.now
    }

    /// Lets time go on to a moment; everything due by then has happened afterwards, in order.
    #[cfg(test)]
    pub fn advance_to(&mut self, then: Time) -> Result<(), PostError> {
        self.advance_towards(then, usize::MAX)
    }

    /// The same as far as so many things that are due: time goes no further where there are more.
    pub fn advance_towards(&mut self, then: Time, most: usize) -> Result<(), PostError> {
        for _ in 0..most {
            let first = self.due.first_entry();
            let Some(first) = first.filter(|first| first.key().0 <= then) else {
                break;
            };
            let ((time, _), due) = first.remove_entry();
            self.now = self.now.max(time);
            match due {
                Due::Settle(payout) => self.settle(payout)?,
                Due::Retry(original) => self.retry(original)?,
                Due::TopUp(topup) => self.bank_top_up(topup, BankAct::Pay)?,
            }
        }
        if !self.is_due_by(then) {
            self.now = self.now.max(then);
        }
        Ok(())
    }

    /// Whether anything is due by a moment.
    pub fn is_due_by(&self, then: Time) -> bool {
        let mut due = self.due.keys();
        due.next().is_some_and(|(time, _)| *time <= then)
    }

    /// How much is put off.
    #[cfg(test)]
    pub fn put_off_count(&self) -> usize {
        self.due.len()
    }

    /// Whether there is so much in it that dropping it takes long: what is neither booked nor owns anything has events.
    pub const fn is_large(&self) -> bool {
        let owners = self.accounts.len() + self.externals.len();
        self.transactions.next() + self.events.count() + owners > LARGE
    }

    /// Forgets what has come to its end, a little at a time so that nobody waits for it (`EVT-07`, `IDEM-09`).
    pub fn forget(&mut self) {
        for _ in 0..FORGOTTEN_AT_ONCE {
            let event = self.drop_old_event();
            let key = self.keys.drop_old(self.defect, self.now);
            if !event && !key {
                return;
            }
        }
    }

    fn put_off(&mut self, until: Time, due: Due) {
        self.due.insert((until, self.put_off), due);
        self.put_off += 1;
    }

    /// The id of an account.
    pub fn account_id(&self, no: AccountNo) -> String {
        self.ids.name(Kind::Account, no.0)
    }

    /// The id of an external account, which tells its kind.
    pub fn external_id(&self, no: ExternalNo) -> String {
        self.ids.name(self.external(no).kind.id_kind(), no.0)
    }

    /// The id of a payout.
    pub fn payout_id(&self, no: PayoutNo) -> String {
        self.ids.name(Kind::Payout, no.0)
    }

    /// The id of a balance transaction.
    pub fn transaction_id(&self, no: TransactionNo) -> String {
        self.ids.name(Kind::Transaction, no.0)
    }

    /// The id of an event.
    pub fn event_id(&self, no: EventNo) -> String {
        self.ids.name(Kind::Event, no.0)
    }

    /// The id of a request.
    pub fn request_id(&self, number: usize) -> String {
        self.ids.name(Kind::Request, number)
    }

    /// The account with this id, of whatever kind.
    pub fn account_named(&self, id: &str) -> Option<AccountNo> {
        let number = self
            .ids
            .number_below(self.accounts.len(), Kind::Account, id);
        number.map(AccountNo)
    }

    /// The external account with this id, whosever it is.
    pub fn external_named(&self, id: &str) -> Option<ExternalNo> {
        let kinds = [Kind::BankAccount, Kind::Card];
        let number = kinds.iter().find_map(|kind| self.ids.number(*kind, id))?;
        let external = self.externals.get(number)?;
        let same = self.ids.name(external.kind.id_kind(), number) == id;
        same.then_some(ExternalNo(number))
    }

    /// The payout with this id, whosever it is.
    pub fn any_payout_named(&self, id: &str) -> Option<PayoutNo> {
        let number = self.ids.number_below(self.payouts.next(), Kind::Payout, id);
        number.map(PayoutNo)
    }

    /// The account's payout with this id; another account's is as good as none (`HDR-03`).
    pub fn payout_named(&self, owner: AccountNo, id: &str) -> Option<PayoutNo> {
        let found = self.any_payout_named(id);
        found.filter(|no| self.payout(*no).terms.owner == owner)
    }

    /// The balance transaction with this id, in whosever balance it is.
    pub fn any_transaction_named(&self, id: &str) -> Option<TransactionNo> {
        let number = self
            .ids
            .number_below(self.transactions.next(), Kind::Transaction, id);
        number.map(TransactionNo)
    }

    /// The account's balance transaction with this id.
    pub fn transaction_named(&self, owner: AccountNo, id: &str) -> Option<TransactionNo> {
        let found = self.any_transaction_named(id);
        found.filter(|no| self.transaction(*no).owner == owner)
    }

    /// The account's event with this id.
    pub fn event_named(&self, owner: AccountNo, id: &str) -> Option<EventNo> {
        let number = self.ids.number(Kind::Event, id)?;
        let found = self.events.get(EventNo(number))?;
        (found.owner == owner).then_some(EventNo(number))
    }

    /// Every account, the platform first.
    pub fn account_numbers(&self) -> impl Iterator<Item = AccountNo> + use<> {
        (0..self.accounts.len()).map(AccountNo)
    }

    /// An account.
    pub fn account(&self, no: AccountNo) -> &Account {
        &self.accounts[no.0]
    }

    /// An external account.
    pub fn external(&self, no: ExternalNo) -> &External {
        &self.externals[no.0]
    }

    /// A payout.
    pub fn payout(&self, no: PayoutNo) -> &Payout {
        &self.payouts[no.0]
    }

    /// A balance transaction.
    pub fn transaction(&self, no: TransactionNo) -> &Transaction {
        &self.transactions[no.0]
    }

    /// An event, unless it was so long ago that it is dropped.
    pub fn event(&self, no: EventNo) -> Option<&Event> {
        self.events.get(no)
    }

    /// When the entry of a balance transaction was posted.
    fn created(&self, no: TransactionNo) -> Time {
        self.ledger.entry(self.transaction(no).entry).at
    }

    /// The ledger, to be asked.
    pub const fn ledger(&self) -> &Ledger {
        &self.ledger
    }
}

#[cfg(test)]
mod tests;
