//! Top-ups: money that comes into a balance from a bank (`TOP-01` to `TOP-03`).

use super::booking::{Booking, TransactionType};
use super::events::{Cause, EventType, Subject};
use super::source::Source;
use super::{AccountNo, Due, TransactionNo, World};
use crate::clock::Time;
use crate::ledger::PostError;
use crate::money::{Amount, Currency, SourceType};
use crate::reference::defect::Defect;
use crate::reference::error::ApiError;
use crate::reference::failure::FailureCode;
use crate::reference::ids::Kind;
use crate::reference::metadata::{Change, Metadata};
use crate::reversal::topup::{BankAct, Status, after, check_cancel};

/// The number of a top-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopUpNo(pub usize);

/// A top-up.
#[derive(Debug)]
pub struct TopUp {
    pub owner: AccountNo,
    pub terms: TopUpTerms,
    pub created: Time,
    /// When its money is expected, which is when the bank pays by itself.
    pub expected: Time,
    /// Every balance transaction that it has caused, oldest first.
    pub transactions: Vec<TransactionNo>,
    pub state: TopUpState,
}

/// What of a top-up is settled when it is made.
#[derive(Debug)]
pub struct TopUpTerms {
    pub amount: Amount,
    pub currency: Currency,
    pub statement_descriptor: Option<Box<str>>,
    pub group: Option<Box<str>>,
}

/// What of a top-up can change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopUpState {
    pub status: Status,
    /// The transaction that brought its money.
    pub booked: Option<TransactionNo>,
    pub failure: Option<FailureCode>,
    pub description: Option<Box<str>>,
    pub metadata: Metadata,
}

/// What a client has noted on a top-up.
#[derive(Debug)]
pub struct TopUpNotes {
    pub description: Option<Box<str>>,
    pub metadata: Change,
}

impl World {
    /// Makes a top-up, which is pending at first (`TOP-01`).
    pub fn create_top_up(
        &mut self,
        owner: AccountNo,
        terms: TopUpTerms,
        notes: TopUpNotes,
        cause: &Cause,
    ) -> Result<TopUpNo, ApiError> {
        let no = TopUpNo(self.topups.len());
        let metadata = Metadata::default().changed(&notes.metadata)?;
        let expected = self.now.next_business_midnight();
        let early = self.has(Defect::TopUpCreditsEarly);
        let index = &mut self.accounts[owner.0].topups;
        for status in [None, Some(Status::Pending)] {
            index.add((status, terms.amount), no.0);
        }
        self.topups.push(TopUp {
            owner,
            terms,
            created: self.now,
            expected,
            transactions: Vec::new(),
            state: TopUpState {
                status: Status::Pending,
                booked: None,
                failure: None,
                description: notes.description,
                metadata,
            },
        });
        if early {
            self.book_top_up(no, TransactionType::TopUp)?;
        }
        self.put_off(expected, Due::TopUp(no));
        self.emit_top_up(no, EventType::TopUpCreated, cause);
        Ok(no)
    }

    /// Changes what is noted on a top-up; no type of event tells of it.
    pub fn update_top_up(&mut self, no: TopUpNo, notes: TopUpNotes) -> Result<(), ApiError> {
        let replaced = self.has(Defect::TopUpMetadataReplaced);
        let state = &mut self.topups[no.0].state;
        let none = Metadata::default();
        let before = if replaced { &none } else { &state.metadata };
        state.metadata = before.changed(&notes.metadata)?;
        if notes.description.is_some() {
            state.description = notes.description;
        }
        Ok(())
    }

    /// Cancels a top-up (`TOP-02`).
    pub fn cancel_top_up(&mut self, no: TopUpNo, cause: &Cause) -> Result<(), ApiError> {
        let status = self.top_up(no).state.status;
        let refused = self.has(Defect::TopUpNeverCanceled);
        check_cancel(if refused { Status::Failed } else { status }, &self.policy)?;
        self.set_top_up_status(no, Status::Canceled);
        self.emit_top_up(no, EventType::TopUpCanceled, cause);
        Ok(())
    }

    /// Lets the bank act on a top-up; nothing happens when the act comes too late (`TOP-01`, `TOP-03`).
    pub fn bank_top_up(&mut self, no: TopUpNo, act: BankAct) -> Result<(), PostError> {
        let Some(status) = after(self.top_up(no).state.status, act) else {
            return Ok(());
        };
        match status {
            Status::Succeeded => {
                if self.top_up(no).state.booked.is_none() && !self.has(Defect::TopUpNeverCredits) {
                    self.book_top_up(no, TransactionType::TopUp)?;
                }
                self.top_up_becomes(no, status, EventType::TopUpSucceeded);
            }
            Status::Failed => {
                self.topups[no.0].state.failure = Some(FailureCode::InsufficientFunds);
                self.top_up_becomes(no, status, EventType::TopUpFailed);
            }
            Status::Reversed => {
                if !self.has(Defect::ReturnedTopUpKept) {
                    self.book_top_up(no, TransactionType::TopUpReversal)?;
                }
                self.top_up_becomes(no, status, EventType::TopUpReversed);
            }
            // No act of the bank leads there.
            Status::Pending | Status::Canceled => {}
        }
        Ok(())
    }

    fn top_up_becomes(&mut self, no: TopUpNo, status: Status, kind: EventType) {
        let stays = status == Status::Reversed && self.has(Defect::ReturnedTopUpSucceeded);
        if !stays {
            self.set_top_up_status(no, status);
        }
        let unsaid = match status {
            Status::Succeeded => self.has(Defect::TopUpSuccessNotSent),
            Status::Reversed => self.has(Defect::TopUpReturnNotSent),
            Status::Pending | Status::Failed | Status::Canceled => false,
        };
        if !unsaid {
            self.emit_top_up(no, kind, &Cause::Processor);
        }
    }

    fn set_top_up_status(&mut self, no: TopUpNo, status: Status) {
        let topup = &mut self.topups[no.0];
        let before = std::mem::replace(&mut topup.state.status, status);
        let (amount, index) = (topup.terms.amount, &mut self.accounts[topup.owner.0].topups);
        index.remove((Some(before), amount), no.0);
        index.add((Some(status), amount), no.0);
    }

    fn book_top_up(&mut self, no: TopUpNo, kind: TransactionType) -> Result<(), PostError> {
        let (owner, terms) = (self.top_up(no).owner, &self.top_up(no).terms);
        let back = kind == TransactionType::TopUpReversal;
        let amount = if back {
            terms.amount.negated()
        } else {
            terms.amount
        };
        let misnamed = back && self.has(Defect::TopUpReturnBooksAdjustment);
        let booked = self.book(&Booking {
            owner,
            kind: if misnamed {
                TransactionType::Adjustment
            } else {
                kind
            },
            source: Some(Source::TopUp(no)),
            amount,
            currency: terms.currency,
            source_type: SourceType::Card,
            available_on: self.now,
        })?;
        let topup = &mut self.topups[no.0];
        topup.transactions.push(booked);
        if !back {
            topup.state.booked = Some(booked);
        }
        Ok(())
    }

    fn emit_top_up(&mut self, no: TopUpNo, kind: EventType, cause: &Cause) {
        let topup = self.top_up(no);
        let (owner, state) = (topup.owner, Box::new(topup.state.clone()));
        self.emit(owner, kind, Subject::TopUp { no, state }, cause);
    }

    /// A top-up.
    pub fn top_up(&self, no: TopUpNo) -> &TopUp {
        &self.topups[no.0]
    }

    /// The id of a top-up.
    pub fn top_up_id(&self, no: TopUpNo) -> String {
        self.ids.name(Kind::TopUp, no.0)
    }

    /// The top-up with this id, whosever it is.
    pub fn any_top_up_named(&self, id: &str) -> Option<TopUpNo> {
        let number = self.ids.number_below(self.topups.len(), Kind::TopUp, id);
        number.map(TopUpNo)
    }

    /// The account's top-up with this id.
    pub fn top_up_named(&self, owner: AccountNo, id: &str) -> Option<TopUpNo> {
        let found = self.any_top_up_named(id);
        found.filter(|no| self.top_up(*no).owner == owner)
    }
}
