//! Transfers: money that the platform passes on to its accounts (`TR-01` to `TR-12`).

use std::sync::Arc;

use super::booking::{Movement, Transaction, TransactionType};
use super::charges::{Charge, ChargeKind, ChargeState};
use super::connect::{ChargeNo, Inline, TransferNo, TransferReversalNo};
use super::events::{Cause, EventType, Subject};
use super::source::Source;
use super::transfer_reversals::more;
use super::{AccountNo, TransactionNo, World};
use crate::clock::Time;
use crate::ledger::{Book, EntryNo};
use crate::money::{Amount, Currency, SourceType};
use crate::reference::defect::Defect;
use crate::reference::error::ApiError;
use crate::reference::metadata::{Change, Metadata};
use crate::reversal::Refusal;
use crate::reversal::transfer::{Facts, Plan, Purpose, Recipient, check_create};

/// How many of its reversals a transfer shows (`TR-12`).
const SHOWN: usize = 10;
/// How long a defect keeps money pending, in business days.
pub(super) const LATER_DAYS: u32 = 2;

/// A transfer.
#[derive(Debug)]
pub struct Transfer {
    pub terms: TransferTerms,
    pub created: Time,
    /// The transaction by which it left the platform.
    pub booked: TransactionNo,
    /// What it is at its destination.
    pub payment: ChargeNo,
    /// Its reversals, oldest first.
    pub reversals: Vec<TransferReversalNo>,
    pub state: TransferState,
}

/// What of a transfer is settled when it is made.
#[derive(Debug)]
pub struct TransferTerms {
    pub destination: AccountNo,
    pub amount: Amount,
    pub currency: Currency,
    pub source_type: SourceType,
    pub group: Option<Arc<str>>,
    /// The charge that pays for it.
    pub charge: Option<ChargeNo>,
}

/// What of a transfer can change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TransferState {
    /// How much has been reversed.
    pub reversed: Amount,
    pub description: Option<Box<str>>,
    pub metadata: Metadata,
}

/// A transfer as it looks at one moment, with the reversals that it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferView {
    pub state: TransferState,
    pub reversals: Inline<TransferReversalNo>,
}

/// A transfer that a client asks for.
#[derive(Debug)]
pub struct NewTransfer {
    /// The id of an account.
    pub destination: String,
    pub amount: Amount,
    pub currency: Currency,
    pub source_type: SourceType,
    pub group: Option<Box<str>>,
    pub charge: Option<ChargeNo>,
    pub description: Option<Box<str>>,
    pub metadata: Change,
}

/// What an update of a transfer sets; an empty description unsets it.
#[derive(Debug, Default)]
pub struct TransferUpdate {
    pub description: Option<Box<str>>,
    pub metadata: Change,
}

impl World {
    /// Makes a transfer (`TR-01` to `TR-09`).
    pub fn create_transfer(
        &mut self,
        owner: AccountNo,
        new: NewTransfer,
        cause: &Cause,
    ) -> Result<TransferNo, ApiError> {
        let metadata = Metadata::default().changed(&new.metadata)?;
        let (found, recipient) = self.recipient(owner, &new.destination);
        check_create(&self.transfer_plan(&new, recipient), &self.policy)?;
        let terms = TransferTerms {
            destination: found.ok_or(Refusal::UnknownRecipient)?,
            amount: new.amount,
            currency: new.currency,
            source_type: new.source_type,
            group: new.group.map(Arc::from),
            charge: new.charge,
        };
        let state = TransferState {
            description: new.description,
            metadata,
            ..TransferState::default()
        };
        let entries = self.post(&[self.passing_on(&terms)])?;
        let no = self.record_transfer(terms, state, (entries[0], None));
        self.emit_transfer(no, EventType::TransferCreated, cause);
        Ok(no)
    }

    fn transfer_plan(&self, new: &NewTransfer, recipient: Recipient) -> Plan {
        let holder = AccountNo::PLATFORM.holder();
        let book = Book::Balance(holder, new.source_type);
        let (ledger, now) = (&self.ledger, self.now);
        let mut available = ledger.total(holder, new.currency, now).available;
        if self.has(Defect::TransferExactRefused) {
            available = more(available, Amount::new(-1));
        }
        Plan {
            recipient,
            amount: new.amount,
            available,
            available_in_source: ledger.balance(book, new.currency, now).available,
            left_of_charge: new
                .charge
                .map(|charge| self.charge(charge).left_to_pass_on()),
        }
    }

    /// Who a transfer would go to: the platform knows its connected accounts, and they know none (`TR-07`, `TR-08`).
    pub fn recipient(&self, owner: AccountNo, destination: &str) -> (Option<AccountNo>, Recipient) {
        let connected = |no: &AccountNo| owner == AccountNo::PLATFORM && *no != owner;
        match self.account_named(destination).filter(connected) {
            Some(no) if self.account(no).transfers => (Some(no), Recipient::Able),
            Some(no) => (Some(no), Recipient::Incapable),
            // The first account is only used where a defect lets the refusal pass.
            None => {
                let first = (self.accounts.len() > 1).then_some(AccountNo(1));
                (first, Recipient::Unknown)
            }
        }
    }

    /// What a transfer moves (`TR-04`).
    pub(super) fn passing_on(&self, terms: &TransferTerms) -> Movement {
        let available_on = if self.has(Defect::TransferArrivesLater) {
            self.now.plus_business_days(LATER_DAYS)
        } else {
            self.now
        };
        Movement {
            from: Book::Balance(AccountNo::PLATFORM.holder(), terms.source_type),
            to: Book::Balance(terms.destination.holder(), terms.source_type),
            amount: terms.amount,
            currency: terms.currency,
            available_on,
        }
    }

    /// Writes down a transfer whose money has moved, and the payment that it is at its destination (`TR-05`, `TR-06`).
    pub(super) fn record_transfer(
        &mut self,
        terms: TransferTerms,
        state: TransferState,
        (entry, fee): (EntryNo, Option<EntryNo>),
    ) -> TransferNo {
        let no = TransferNo(self.connect.transfers.len());
        let payment = ChargeNo(self.connect.charges.len());
        let booked = self.enter(Transaction {
            owner: AccountNo::PLATFORM,
            kind: if self.has(Defect::TransferBooksAdjustment) {
                TransactionType::Adjustment
            } else {
                TransactionType::Transfer
            },
            source: Some(Source::Transfer(no)),
            entry,
            fee: None,
        });
        let received = self.enter(Transaction {
            owner: terms.destination,
            kind: TransactionType::Payment,
            source: Some(Source::Charge(payment)),
            entry,
            fee,
        });
        if let Some(charge) = terms.charge {
            self.connect.charges[charge.0].pass_on(terms.amount);
        }
        self.connect.charges.push(Charge {
            owner: terms.destination,
            kind: ChargeKind::Payment,
            amount: terms.amount,
            currency: terms.currency,
            created: self.now,
            booked: received,
            transfer: Some(no),
            fee: None,
            passed_on: Amount::ZERO,
            state: ChargeState::default(),
        });
        self.connect.transfers.push(Transfer {
            terms,
            created: self.now,
            booked,
            payment,
            reversals: Vec::new(),
            state,
        });
        self.list_transfer(no);
        no
    }

    /// Changes what the platform has noted on a transfer, and nothing else (`TR-10`).
    pub fn update_transfer(
        &mut self,
        no: TransferNo,
        update: TransferUpdate,
        cause: &Cause,
    ) -> Result<(), ApiError> {
        let before = self.transfer_view(no);
        let metadata = before.state.metadata.changed(&update.metadata)?;
        let fixed = self.has(Defect::TransferDescriptionFixed);
        let state = &mut self.connect.transfers[no.0].state;
        state.metadata = metadata;
        if let Some(description) = update.description.filter(|_| !fixed) {
            state.description = Some(description).filter(|text| !text.is_empty());
        }
        let changed = self.transfer(no).state != before.state;
        if changed && !self.has(Defect::TransferUpdateNotSent) {
            let view = Box::new(self.transfer_view(no));
            let silent = self.has(Defect::TransferUpdateWithoutPrevious);
            let before = Some(if silent {
                view.clone()
            } else {
                Box::new(before)
            });
            let subject = Subject::Transfer { no, view, before };
            self.emit(
                AccountNo::PLATFORM,
                EventType::TransferUpdated,
                subject,
                cause,
            );
        }
        Ok(())
    }

    /// A transfer as it looks now (`TR-12`).
    pub fn transfer_view(&self, no: TransferNo) -> TransferView {
        let transfer = self.transfer(no);
        let all = &transfer.reversals;
        let most = if self.has(Defect::InlineEleven) {
            SHOWN + 1
        } else {
            SHOWN
        };
        let with_metadata = |no: &TransferReversalNo| {
            let metadata = self.transfer_reversal(*no).metadata.clone();
            (*no, metadata)
        };
        let shown = if self.has(Defect::InlineOldestFirst) {
            all.iter().take(most).map(with_metadata).collect()
        } else {
            all.iter().rev().take(most).map(with_metadata).collect()
        };
        TransferView {
            state: transfer.state.clone(),
            reversals: Inline {
                shown,
                more: all.len() > SHOWN,
            },
        }
    }

    /// Notes what happened to a transfer, as it is now.
    pub(super) fn emit_transfer(&mut self, no: TransferNo, kind: EventType, cause: &Cause) {
        if self.keeps_quiet(no, kind) {
            return;
        }
        let elsewhere =
            kind == EventType::TransferCreated && self.has(Defect::TransferCreatedElsewhere);
        let owner = if elsewhere {
            self.transfer(no).terms.destination
        } else {
            AccountNo::PLATFORM
        };
        let view = Box::new(self.transfer_view(no));
        let before = None;
        let subject = Subject::Transfer { no, view, before };
        self.emit(owner, kind, subject, cause);
    }

    /// Whether a defect keeps an event about a transfer from being sent.
    fn keeps_quiet(&self, no: TransferNo, kind: EventType) -> bool {
        let transfer = self.transfer(no);
        let in_part = transfer.state.reversed < transfer.terms.amount;
        match kind {
            EventType::TransferCreated => self.has(Defect::TransferCreatedNotSent),
            EventType::TransferReversed => {
                self.has(Defect::TransferReversedNotSent)
                    || (in_part && self.has(Defect::PartReversedNotSent))
            }
            EventType::ApplicationFeeCreated
            | EventType::ApplicationFeeRefunded
            | EventType::ChargeRefunded
            | EventType::ExternalCreated
            | EventType::ExternalDeleted
            | EventType::ExternalUpdated
            | EventType::PayoutCanceled
            | EventType::PayoutCreated
            | EventType::PayoutFailed
            | EventType::PayoutPaid
            | EventType::PayoutReconciliationCompleted
            | EventType::PayoutUpdated
            | EventType::DebitReversalCompleted
            | EventType::DebitReversalCreated
            | EventType::ReceivedDebitCreated
            | EventType::TreasuryTransactionCreated
            | EventType::TopUpCanceled
            | EventType::TopUpCreated
            | EventType::TopUpFailed
            | EventType::TopUpReversed
            | EventType::TopUpSucceeded
            | EventType::TransferUpdated => false,
        }
    }

    /// The destination charge that a transfer was made for.
    pub(super) fn charge_of(&self, no: TransferNo) -> Option<ChargeNo> {
        let charge = self.transfer(no).terms.charge?;
        (self.charge(charge).transfer == Some(no)).then_some(charge)
    }

    /// What the rules have to know of a transfer.
    pub(super) fn transfer_facts(&self, no: TransferNo) -> Facts {
        let transfer = self.transfer(no);
        let terms = &transfer.terms;
        let purpose = match self.charge_of(no) {
            Some(charge) => Purpose::Charge(self.charge(charge).amount),
            None if terms.group.is_some() => Purpose::Group,
            None => Purpose::Plain,
        };
        let holder = terms.destination.holder();
        let total = self.ledger.total(holder, terms.currency, self.now);
        let mut facts = Facts {
            amount: terms.amount,
            reversed: transfer.state.reversed,
            purpose,
            available: total.available,
        };
        let begun = facts.reversed > Amount::ZERO;
        if begun && self.has(Defect::TransferReversedOnce) {
            facts.reversed = facts.amount;
        }
        if purpose == Purpose::Group && self.has(Defect::GroupReversalExactRefused) {
            facts.available = more(facts.available, Amount::new(-1));
        }
        facts
    }
}
