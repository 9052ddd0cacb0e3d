//! The rules of top-ups: what becomes of them at the bank, and until when they can be canceled.

use super::{Policy, Refusal};

/// Where a top-up stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It is on its way.
    Pending,
    /// Its money is in the balance.
    Succeeded,
    /// The bank has refused it.
    Failed,
    /// It was called back in time.
    Canceled,
    /// The bank has taken its money back.
    Reversed,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Pending,
        Self::Succeeded,
        Self::Failed,
        Self::Canceled,
        Self::Reversed,
    ];

    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Canceled => "canceled",
            Self::Reversed => "reversed",
        }
    }
}

/// What the bank can do with a top-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BankAct {
    /// It pays.
    Pay,
    /// It refuses.
    Fail,
    /// It takes back what it has paid.
    Return,
}

/// Where a top-up stands after an act; none where the act comes too late or too early (`TOP-01`, `TOP-03`).
#[must_use]
pub const fn after(status: Status, act: BankAct) -> Option<Status> {
    match (status, act) {
        (Status::Pending, BankAct::Pay) => Some(Status::Succeeded),
        (Status::Pending, BankAct::Fail) => Some(Status::Failed),
        (Status::Succeeded, BankAct::Return) => Some(Status::Reversed),
        (Status::Pending, BankAct::Return)
        | (Status::Succeeded, BankAct::Pay | BankAct::Fail)
        | (
            Status::Failed | Status::Canceled | Status::Reversed,
            BankAct::Pay | BankAct::Fail | BankAct::Return,
        ) => None,
    }
}

/// Whether a top-up can be canceled (`TOP-02`).
///
/// # Errors
/// The refusal, where it applies.
pub fn check_cancel(status: Status, policy: &Policy) -> Result<(), Refusal> {
    policy.enforce([(status != Status::Pending, Refusal::TopUpNotPending)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reversal::STRICT;

    #[test]
    fn only_what_is_pending_can_be_canceled() {
        for status in Status::ALL {
            let allowed = check_cancel(status, &STRICT);
            let expected = if status == Status::Pending {
                Ok(())
            } else {
                Err(Refusal::TopUpNotPending)
            };
            assert_eq!(allowed, expected, "{status:?}");
        }
    }

    #[test]
    fn the_bank_returns_what_it_has_paid_and_nothing_else() {
        for status in Status::ALL {
            let returned = after(status, BankAct::Return);
            assert_eq!(returned.is_some(), status == Status::Succeeded);
            let paid = after(status, BankAct::Pay);
            assert_eq!(paid.is_some(), status == Status::Pending);
        }
    }
}
