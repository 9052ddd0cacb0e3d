//! Why a bank refuses a payout, and the documented test numbers that make it do so.

/// The published reasons of a failed payout (`PAY-LIFE-02`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FailureCode {
    AccountClosed,
    AccountFrozen,
    BankAccountRestricted,
    BankOwnershipChanged,
    CouldNotProcess,
    DebitNotAuthorized,
    Declined,
    IncorrectAccountHolderAddress,
    IncorrectAccountHolderName,
    IncorrectAccountHolderTaxId,
    InsufficientFunds,
    InvalidAccountNumber,
    InvalidCurrency,
    NoAccount,
    UnsupportedCard,
}

impl FailureCode {
    /// All of them, in alphabetical order.
    pub const ALL: [Self; 15] = [
        Self::AccountClosed,
        Self::AccountFrozen,
        Self::BankAccountRestricted,
        Self::BankOwnershipChanged,
        Self::CouldNotProcess,
        Self::DebitNotAuthorized,
        Self::Declined,
        Self::IncorrectAccountHolderAddress,
        Self::IncorrectAccountHolderName,
        Self::IncorrectAccountHolderTaxId,
        Self::InsufficientFunds,
        Self::InvalidAccountNumber,
        Self::InvalidCurrency,
        Self::NoAccount,
        Self::UnsupportedCard,
    ];

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AccountClosed => "account_closed",
            Self::AccountFrozen => "account_frozen",
            Self::BankAccountRestricted => "bank_account_restricted",
            Self::BankOwnershipChanged => "bank_ownership_changed",
            Self::CouldNotProcess => "could_not_process",
            Self::DebitNotAuthorized => "debit_not_authorized",
            Self::Declined => "declined",
            Self::IncorrectAccountHolderAddress => "incorrect_account_holder_address",
            Self::IncorrectAccountHolderName => "incorrect_account_holder_name",
            Self::IncorrectAccountHolderTaxId => "incorrect_account_holder_tax_id",
            Self::InsufficientFunds => "insufficient_funds",
            Self::InvalidAccountNumber => "invalid_account_number",
            Self::InvalidCurrency => "invalid_currency",
            Self::NoAccount => "no_account",
            Self::UnsupportedCard => "unsupported_card",
        }
    }

    /// The reason in a sentence.
    pub const fn message(self) -> &'static str {
        match self {
            Self::AccountClosed => "The bank account has been closed.",
            Self::AccountFrozen => "The bank account has been frozen.",
            Self::BankAccountRestricted => "The bank account does not allow this kind of payment.",
            Self::BankOwnershipChanged => "The bank has come under new ownership.",
            Self::CouldNotProcess => "The bank could not process this payment.",
            Self::DebitNotAuthorized => "Debits are not authorized on the bank account.",
            Self::Declined => "The bank has declined this payment.",
            Self::IncorrectAccountHolderAddress => "The account holder's address is wrong.",
            Self::IncorrectAccountHolderName => "The account holder's name is wrong.",
            Self::IncorrectAccountHolderTaxId => "The account holder's tax id is wrong.",
            Self::InsufficientFunds => "The account does not hold enough money.",
            Self::InvalidAccountNumber => "The account number is wrong.",
            Self::InvalidCurrency => "The bank account does not take this currency.",
            Self::NoAccount => "There is no such bank account.",
            Self::UnsupportedCard => "The bank does not support payments to this card.",
        }
    }

    /// Reads the name on the wire.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.name() == name)
    }
}

/// What becomes of payouts to a documented test number (`PAY-LIFE-06`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// They are paid.
    Pays,
    /// They are paid, but cannot be instant.
    PaysSlowly,
    /// The bank refuses them.
    Fails(FailureCode),
}

impl Fate {
    /// The fate of an account or card number; none where it is not a documented one.
    pub fn of(number: &str) -> Option<Self> {
        match number {
            "000123456789" | "4000056655665556" => Some(Self::Pays),
            "000888888883" | "4000056755665555" => Some(Self::PaysSlowly),
            "000111111116" => Some(Self::Fails(FailureCode::NoAccount)),
            "000111111113" => Some(Self::Fails(FailureCode::AccountClosed)),
            "000222222227" => Some(Self::Fails(FailureCode::InsufficientFunds)),
            "000333333335" => Some(Self::Fails(FailureCode::DebitNotAuthorized)),
            "000444444440" => Some(Self::Fails(FailureCode::InvalidCurrency)),
            "4000056655665572" => Some(Self::Fails(FailureCode::CouldNotProcess)),
            _ => None,
        }
    }
}
