//! Ids: a prefix that says what it is, eight digits of the world, and a count.
//!
//! Counted ids make a world repeat itself byte for byte, and an id leads to its object without an index.

/// What an id can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An account, the platform's or a connected one.
    Account,
    /// An external account that is a bank account.
    BankAccount,
    /// An external account that is a debit card.
    Card,
    /// A payout, reversing ones included.
    Payout,
    /// A balance transaction.
    Transaction,
    /// An event.
    Event,
    /// A request.
    Request,
    /// A financial account of treasury.
    FinancialAccount,
    /// Money that came into a financial account.
    ReceivedCredit,
    /// Money that was taken out of a financial account.
    ReceivedDebit,
    /// A received debit that is taken back.
    DebitReversal,
    /// A transaction of treasury.
    TreasuryTransaction,
    /// An entry of a transaction of treasury.
    TreasuryEntry,
    /// A transfer.
    Transfer,
    /// The reversal of a transfer, or of a part of one.
    TransferReversal,
    /// A charge of the platform.
    Charge,
    /// What a transfer is at its destination.
    Payment,
    /// The refund of a charge.
    Refund,
    /// The refund of such a payment.
    PaymentRefund,
    /// An application fee.
    Fee,
    /// The refund of an application fee.
    FeeRefund,
    /// The platform, as the application that takes fees.
    Application,
    /// A webhook endpoint.
    WebhookEndpoint,
    /// A top-up.
    TopUp,
}

impl Kind {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Account => "acct_",
            Self::BankAccount => "ba_",
            Self::Card => "card_",
            Self::Payout => "po_",
            Self::Transaction => "txn_",
            Self::Event => "evt_",
            Self::Request => "req_",
            Self::FinancialAccount => "fa_",
            Self::ReceivedCredit => "rc_",
            Self::ReceivedDebit => "rd_",
            Self::DebitReversal => "debrev_",
            Self::TreasuryTransaction => "trxn_",
            Self::TreasuryEntry => "trxne_",
            Self::Transfer => "tr_",
            Self::TransferReversal => "trr_",
            Self::Charge => "ch_",
            Self::Payment => "py_",
            Self::Refund => "re_",
            Self::PaymentRefund => "pyr_",
            Self::Fee => "fee_",
            Self::FeeRefund => "fr_",
            Self::Application => "ca_",
            Self::WebhookEndpoint => "we_",
            Self::TopUp => "tu_",
        }
    }
}

/// The ids of one world.
#[derive(Debug)]
pub struct Ids {
    tag: String,
}

impl Ids {
    /// Ids that tell this label's world from others.
    pub fn of(label: &str) -> Self {
        // FNV-1a: short, and the same on every machine.
        let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        let hash = label.bytes().fold(0x811c_9dc5, mix);
        Self {
            tag: format!("{hash:08x}"),
        }
    }

    /// The id of the object with this number, counted from zero.
    pub fn name(&self, kind: Kind, number: usize) -> String {
        format!("{}{}{:06}", kind.prefix(), self.tag, number + 1)
    }

    /// Whether an id could be that of such an object in some world.
    pub fn is_of_any(kind: Kind, id: &str) -> bool {
        let rest = id.strip_prefix(kind.prefix()).unwrap_or_default();
        rest.len() >= 14 && rest.bytes().all(|byte| byte.is_ascii_hexdigit())
    }

    /// The number of the object with this id; the object need not exist.
    pub fn number(&self, kind: Kind, id: &str) -> Option<usize> {
        let digits = id.strip_prefix(kind.prefix())?.strip_prefix(&self.tag)?;
        let number = digits.parse::<usize>().ok()?.checked_sub(1)?;
        // One spelling an object: `+1` and leading zeros parse as well.
        (self.name(kind, number) == id).then_some(number)
    }

    /// The same of one of so many objects, counted from zero: none where it does not exist.
    pub fn number_below(&self, count: usize, kind: Kind, id: &str) -> Option<usize> {
        self.number(kind, id).filter(|number| *number < count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_leads_back_to_its_number() {
        let ids = Ids::of("payouts/cancel:14");
        for number in [0, 7, 999_999, 1_000_000] {
            let id = ids.name(Kind::Payout, number);
            assert_eq!(ids.number(Kind::Payout, &id), Some(number), "{id}");
            assert_eq!(ids.number(Kind::Transaction, &id), None);
        }
    }

    #[test]
    fn an_id_has_one_spelling() {
        let ids = Ids::of("");
        let id = ids.name(Kind::Payout, 0);
        for other in [
            id.replace("000001", "+00001"),
            id.replace("000001", "0000001"),
            id.replace("000001", "000000"),
            format!("{id} "),
            String::new(),
        ] {
            assert_eq!(ids.number(Kind::Payout, &other), None, "{other}");
        }
    }

    #[test]
    fn worlds_with_other_labels_have_other_ids() {
        let (one, other) = (Ids::of("a"), Ids::of("b"));
        assert_eq!(other.number(Kind::Payout, &one.name(Kind::Payout, 0)), None);
    }
}
