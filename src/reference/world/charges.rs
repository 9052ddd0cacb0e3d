//! Destination charges, and the payments that transfers are at their destination.

use super::booking::{Movement, Transaction, TransactionType};
use super::connect::{ChargeNo, FeeNo, TransferNo};
use super::events::{Cause, EventType};
use super::source::Source;
use super::transfer_reversals::more;
use super::transfers::{TransferState, TransferTerms};
use super::{AccountNo, TransactionNo, World};
use crate::clock::Time;
use crate::ledger::{Book, EntryNo, PostError};
use crate::money::{Amount, Currency, SourceType};
use crate::reference::ids::Kind;
use crate::reversal::charge::Facts;

/// What a charge is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChargeKind {
    /// What a customer has paid to the platform.
    Charge,
    /// What an account has received by a transfer (`TR-06`).
    Payment,
}

impl ChargeKind {
    /// What its ids begin with.
    pub const fn id_kind(self) -> Kind {
        match self {
            Self::Charge => Kind::Charge,
            Self::Payment => Kind::Payment,
        }
    }
}

/// A charge, or the payment that a transfer is at its destination.
#[derive(Debug)]
pub struct Charge {
    pub owner: AccountNo,
    pub kind: ChargeKind,
    pub amount: Amount,
    pub currency: Currency,
    pub created: Time,
    pub booked: TransactionNo,
    /// The transfer that it was passed on by, or that it came by.
    pub transfer: Option<TransferNo>,
    /// The application fee that was taken from it.
    pub fee: Option<FeeNo>,
    /// How much of it pays for transfers.
    pub passed_on: Amount,
    pub state: ChargeState,
}

/// What of a charge can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ChargeState {
    /// How much has been refunded.
    pub refunded: Amount,
}

/// A destination charge to be made.
#[derive(Debug, Clone, Copy)]
pub struct NewCharge {
    pub destination: AccountNo,
    pub amount: Amount,
    pub currency: Currency,
    /// What the account pays to the platform for it.
    pub fee: Option<Amount>,
    /// How much is passed on to the account; all of it where it is not said.
    pub passed_on: Option<Amount>,
}

impl Charge {
    /// What of it does not pay for a transfer yet.
    pub fn left_to_pass_on(&self) -> Amount {
        more(self.amount, self.passed_on.negated())
    }

    /// Lets it pay for a transfer.
    pub(super) fn pass_on(&mut self, amount: Amount) {
        self.passed_on = more(self.passed_on, amount);
    }

    /// What the rules have to know of it.
    pub(super) const fn facts(&self) -> Facts {
        Facts {
            amount: self.amount,
            refunded: self.state.refunded,
        }
    }
}

impl World {
    /// Makes a destination charge, captured and available, and passes it on.
    pub fn charge_for(&mut self, new: &NewCharge, cause: &Cause) -> Result<ChargeNo, PostError> {
        let no = ChargeNo(self.connect.charges.len());
        let terms = TransferTerms {
            destination: new.destination,
            amount: new.passed_on.unwrap_or(new.amount),
            currency: new.currency,
            source_type: SourceType::Card,
            group: None,
            charge: Some(no),
        };
        let entries = self.post(&self.charging(new, &terms))?;
        let fee = entries.get(2).copied();
        self.record_charge(no, new, entries[0]);
        let state = TransferState::default();
        let transfer = self.record_transfer(terms, state, (entries[1], fee));
        self.connect.charges[no.0].transfer = Some(transfer);
        self.emit_transfer(transfer, EventType::TransferCreated, cause);
        if let Some((amount, entry)) = new.fee.zip(fee) {
            let fee = self.record_fee(no, amount, entry);
            self.emit_fee(fee, EventType::ApplicationFeeCreated, cause);
        }
        Ok(no)
    }

    /// What a destination charge moves: in, on to the account, and the fee back to the platform.
    fn charging(&self, new: &NewCharge, terms: &TransferTerms) -> Vec<Movement> {
        let sent = self.passing_on(terms);
        let earned = Movement {
            from: Book::Outside,
            to: sent.from,
            amount: new.amount,
            ..sent
        };
        let fee = new.fee.map(|amount| Movement {
            from: sent.to,
            to: sent.from,
            amount,
            ..sent
        });
        [earned, sent].into_iter().chain(fee).collect()
    }

    fn record_charge(&mut self, no: ChargeNo, new: &NewCharge, entry: EntryNo) {
        let booked = self.enter(Transaction {
            owner: AccountNo::PLATFORM,
            kind: TransactionType::Charge,
            source: Some(Source::Charge(no)),
            entry,
            fee: None,
        });
        self.connect.charges.push(Charge {
            owner: AccountNo::PLATFORM,
            kind: ChargeKind::Charge,
            amount: new.amount,
            currency: new.currency,
            created: self.now,
            booked,
            transfer: None,
            fee: None,
            passed_on: Amount::ZERO,
            state: ChargeState::default(),
        });
    }
}
