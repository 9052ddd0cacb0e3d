//! Accounts and the bank accounts and cards that they pay out to.

use std::collections::BTreeMap;

use super::events::{Cause, EventType, Subject};
use super::index::{
    EventIndex, ExternalIndex, ExternalLane, PayoutIndex, TopUpIndex, TransactionIndex,
};
use super::{AccountNo, ExternalNo, World};
use crate::clock::Time;
use crate::money::Currency;
use crate::reference::defect::Defect;
use crate::reference::failure::Fate;
use crate::reference::ids::Kind;
use crate::reference::metadata::{Change, Metadata, TooManyKeys};
use crate::reversal::payout::{Country, Destination, Losses, Owner};

/// Who decides when an account pays out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Schedule {
    /// Its owner.
    Manual,
    /// The payout schedule, every day.
    Daily,
}

/// An account: the platform's own or a connected one.
#[derive(Debug)]
pub struct Account {
    /// The platform, or who bears the negative balances.
    pub owner: Owner,
    /// Where it is.
    pub country: Country,
    /// Its default currency.
    pub currency: Currency,
    /// Who decides when it pays out.
    pub schedule: Schedule,
    /// Whether it may pay out.
    pub payouts_enabled: bool,
    /// Whether it may receive transfers.
    pub transfers: bool,
    /// What its platform has noted on it.
    pub notes: AccountNotes,
    /// When it was made.
    pub created: Time,
    /// Its external accounts, oldest first.
    pub externals: ExternalIndex,
    /// Its payouts, oldest first.
    pub payouts: PayoutIndex,
    /// Its balance transactions, oldest first.
    pub transactions: TransactionIndex,
    /// Its balance transactions that no payout of the schedule has paid out.
    pub unpaid: BTreeMap<Currency, TransactionIndex>,
    /// Its events, oldest first.
    pub events: EventIndex,
    /// Its top-ups, oldest first.
    pub topups: TopUpIndex,
}

/// What a platform notes on an account.
#[derive(Debug, Default)]
pub struct AccountNotes {
    pub email: Option<Box<str>>,
    /// The type that it was made with, where it was made with one.
    pub kind: Option<&'static str>,
    pub metadata: Metadata,
}

impl AccountNotes {
    /// Notes on a new account.
    pub fn new(email: Option<Box<str>>, change: &Change) -> Result<Self, TooManyKeys> {
        let metadata = Metadata::default().changed(change)?;
        let kind = None;
        Ok(Self {
            email,
            kind,
            metadata,
        })
    }
}

/// An account to be made.
#[derive(Debug, Clone, Copy)]
pub struct NewAccount {
    pub country: Country,
    pub currency: Currency,
    pub losses: Losses,
    pub schedule: Schedule,
    pub payouts_enabled: bool,
    pub transfers: bool,
}

impl Default for NewAccount {
    fn default() -> Self {
        Self {
            country: Country::US,
            currency: Currency::USD,
            losses: Losses::Platform,
            schedule: Schedule::Manual,
            payouts_enabled: true,
            transfers: true,
        }
    }
}

impl Account {
    /// An account without anything in it.
    pub fn new(owner: Owner, new: NewAccount, created: Time) -> Self {
        Self {
            owner,
            country: new.country,
            currency: new.currency,
            schedule: new.schedule,
            payouts_enabled: new.payouts_enabled,
            transfers: new.transfers,
            notes: AccountNotes::default(),
            created,
            externals: ExternalIndex::default(),
            payouts: PayoutIndex::default(),
            transactions: TransactionIndex::default(),
            unpaid: BTreeMap::new(),
            events: EventIndex::default(),
            topups: TopUpIndex::default(),
        }
    }
}

/// What an external account is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExternalKind {
    /// A bank account.
    BankAccount,
    /// A debit card.
    Card,
}

impl ExternalKind {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BankAccount => "bank_account",
            Self::Card => "card",
        }
    }

    /// What its ids begin with.
    pub const fn id_kind(self) -> Kind {
        match self {
            Self::BankAccount => Kind::BankAccount,
            Self::Card => Kind::Card,
        }
    }
}

/// A bank account or card that an account pays out to.
#[derive(Debug)]
pub struct External {
    pub owner: AccountNo,
    pub kind: ExternalKind,
    pub country: Country,
    pub currency: Currency,
    /// All that is ever shown of its number (`ACC-03`).
    pub last4: String,
    pub routing_number: Option<String>,
    /// Whether instant payouts can go to it.
    pub instant: bool,
    /// What the bank does by itself, where the number is a documented one.
    pub fate: Option<Fate>,
    /// Whether a payout to it has ever failed.
    pub failed_once: bool,
    pub state: ExternalState,
}

/// What of an external account can change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExternalState {
    /// Whether a payout to it has failed since it was last updated (`PAY-CREATE-13`).
    pub errored: bool,
    /// Whether payouts in its currency go to it by default (`ACC-01`, `ACC-02`).
    pub default: bool,
    pub holder_name: Option<String>,
    pub holder_type: Option<&'static str>,
    pub account_type: Option<&'static str>,
    pub metadata: Metadata,
}

/// An external account to be added.
#[derive(Debug)]
pub struct NewExternal {
    pub kind: ExternalKind,
    pub country: Country,
    pub currency: Currency,
    pub instant: bool,
    pub default: bool,
    /// Whether a request adds it, and not a lever.
    pub by_request: bool,
    pub number: Option<String>,
    pub routing_number: Option<String>,
    pub update: ExternalUpdate,
}

/// What an update of an external account sets.
#[derive(Debug, Default)]
pub struct ExternalUpdate {
    pub default: bool,
    pub holder_name: Option<String>,
    /// An empty one unsets it.
    pub holder_type: Option<&'static str>,
    pub account_type: Option<&'static str>,
    pub metadata: Change,
}

impl External {
    /// What it is listed by.
    const fn lane(&self) -> ExternalLane {
        ExternalLane {
            kind: self.kind,
            currency: self.currency,
            default: self.state.default,
        }
    }

    /// What the rules have to know of it as a destination.
    pub const fn destination(&self) -> Destination {
        match self.kind {
            ExternalKind::BankAccount => Destination::BankAccount(self.country),
            ExternalKind::Card => Destination::Card,
        }
    }
}

impl World {
    /// Opens a connected account.
    pub fn open_account(&mut self, new: NewAccount) -> AccountNo {
        let no = AccountNo(self.accounts.len());
        let owner = Owner::Connected(new.losses);
        self.accounts.push(Account::new(owner, new, self.now));
        no
    }

    /// Notes something on an account.
    pub fn note_account(&mut self, no: AccountNo, notes: AccountNotes) {
        self.accounts[no.0].notes = notes;
    }

    /// Adds an external account; the first of its currency becomes the default (`ACC-01`).
    pub fn add_external(
        &mut self,
        owner: AccountNo,
        new: NewExternal,
    ) -> Result<ExternalNo, TooManyKeys> {
        let no = ExternalNo(self.externals.len());
        let number = new.number.as_deref();
        let fate = number.and_then(Fate::of);
        let spoiled = |defect| new.by_request && self.has(defect);
        let first = self.default_external(owner, new.currency).is_none();
        let default = (first && !spoiled(Defect::FirstExternalNotDefault))
            || (new.default && !spoiled(Defect::DefaultNotMoved));
        let given = new.number.clone();
        let in_full = given.filter(|_| spoiled(Defect::NumberInFull));
        let state = ExternalState {
            holder_name: new.update.holder_name,
            holder_type: new.update.holder_type.filter(|kind| !kind.is_empty()),
            account_type: new.update.account_type,
            metadata: Metadata::default().changed(&new.update.metadata)?,
            ..ExternalState::default()
        };
        self.externals.push(External {
            owner,
            kind: new.kind,
            country: new.country,
            currency: new.currency,
            last4: in_full.unwrap_or_else(|| {
                last4(number.unwrap_or(match new.kind {
                    ExternalKind::BankAccount => "000123456789",
                    ExternalKind::Card => "4000056655665556",
                }))
            }),
            routing_number: new.routing_number,
            instant: new.instant && fate != Some(Fate::PaysSlowly),
            fate,
            failed_once: false,
            state,
        });
        let lane = self.external(no).lane();
        self.accounts[owner.0].externals.add(lane, no.0);
        if default {
            self.make_default(no, new.by_request);
        }
        Ok(no)
    }

    /// Updates an external account, which makes an errored one usable again (`ACC-04`).
    pub fn update_external(
        &mut self,
        no: ExternalNo,
        update: &ExternalUpdate,
        cause: &Cause,
    ) -> Result<(), TooManyKeys> {
        let before = self.external(no).state.clone();
        let metadata = before.metadata.changed(&update.metadata)?;
        let stays = self.has(Defect::ErroredForever);
        let state = &mut self.externals[no.0].state;
        state.metadata = metadata;
        state.errored &= stays;
        if let Some(name) = &update.holder_name {
            state.holder_name = Some(name.clone());
        }
        if update.holder_type.is_some() {
            state.holder_type = update.holder_type.filter(|kind| !kind.is_empty());
        }
        state.account_type = update.account_type.or(state.account_type);
        if update.default && !self.has(Defect::DefaultNotMoved) {
            self.make_default(no, true);
        }
        if self.external(no).state != before {
            self.external_updated(no, before, cause);
        }
        Ok(())
    }

    /// Marks the destination of a failed payout (`PAY-LIFE-04`), unless it was deleted meanwhile.
    pub(super) fn mark_errored(&mut self, no: ExternalNo, cause: &Cause) {
        let before = self.external(no).state.clone();
        let is_there = self.has_external(self.external(no).owner, no);
        if !is_there || before.errored || self.has(Defect::DestinationNotErrored) {
            return;
        }
        self.externals[no.0].state.errored = true;
        self.externals[no.0].failed_once = true;
        if !self.has(Defect::ErroredNotSent) {
            self.external_updated(no, before, cause);
        }
    }

    /// The external account that payouts in a currency go to where none is given.
    pub fn default_external(&self, owner: AccountNo, currency: Currency) -> Option<ExternalNo> {
        self.first_external(owner, |lane| lane.currency == currency && lane.default)
    }

    /// The first external account of those that are wanted.
    pub fn first_external(
        &self,
        owner: AccountNo,
        wanted: impl Fn(&ExternalLane) -> bool,
    ) -> Option<ExternalNo> {
        self.account(owner).externals.first(wanted).map(ExternalNo)
    }

    /// Deletes an external account; the oldest that is left becomes the default where it was that.
    pub fn delete_external(&mut self, no: ExternalNo, cause: &Cause) {
        let external = self.external(no);
        let (owner, currency, state) = (external.owner, external.currency, external.state.clone());
        let lane = external.lane();
        self.accounts[owner.0].externals.remove(&lane, no.0);
        let heir = self.first_external(owner, |lane| lane.currency == currency);
        if let Some(heir) = heir.filter(|_| state.default) {
            self.make_default(heir, false);
        }
        let (state, before) = (Box::new(state), None);
        let subject = Subject::External { no, state, before };
        self.emit(owner, EventType::ExternalDeleted, subject, cause);
    }

    /// Whether an account pays out to an external account.
    pub fn has_external(&self, owner: AccountNo, no: ExternalNo) -> bool {
        let lane = self.external(no).lane();
        self.account(owner).externals.has(&lane, no.0)
    }

    fn make_default(&mut self, no: ExternalNo, by_request: bool) {
        let (owner, currency) = (self.external(no).owner, self.external(no).currency);
        let stays = by_request && self.has(Defect::OldDefaultStays);
        if let Some(old) = self.default_external(owner, currency).filter(|_| !stays) {
            self.set_default(old, false);
        }
        self.set_default(no, true);
    }

    fn set_default(&mut self, no: ExternalNo, default: bool) {
        let external = &mut self.externals[no.0];
        let index = &mut self.accounts[external.owner.0].externals;
        index.remove(&external.lane(), no.0);
        external.state.default = default;
        index.add(external.lane(), no.0);
    }

    fn external_updated(&mut self, no: ExternalNo, before: ExternalState, cause: &Cause) {
        let external = self.external(no);
        let (owner, state) = (external.owner, external.state.clone());
        let (state, before) = (Box::new(state), Some(Box::new(before)));
        let subject = Subject::External { no, state, before };
        self.emit(owner, EventType::ExternalUpdated, subject, cause);
    }

    /// Tells of an external account that a request has added.
    pub fn external_created(&mut self, no: ExternalNo, cause: &Cause) {
        let external = self.external(no);
        let (owner, state) = (external.owner, external.state.clone());
        let (state, before) = (Box::new(state), None);
        let subject = Subject::External { no, state, before };
        self.emit(owner, EventType::ExternalCreated, subject, cause);
    }
}

/// The last four characters of a number, all that is ever told of it.
pub fn last4(number: &str) -> String {
    let skipped = number.chars().count().saturating_sub(4);
    number.chars().skip(skipped).collect()
}
