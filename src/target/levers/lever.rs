//! The levers by name, each with what a request to it says.

use serde_json::{Map, Value, json};

use crate::spec::capability::Capability;

/// A lever of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lever {
    /// `POST /worlds`
    Worlds,
    /// `POST /accounts`
    Accounts,
    /// `POST /external_accounts`
    ExternalAccounts,
    /// `POST /funds`
    Funds,
    /// `POST /payouts`, as the schedule would
    Payouts,
    /// `POST /payouts/{id}/bank` with the act `submit`
    BankSubmit,
    /// `POST /payouts/{id}/bank` with the act `pay`
    BankPay,
    /// `POST /payouts/{id}/bank` with the act `fail`
    BankFail,
    /// `POST /charges`
    Charges,
    /// `POST /financial_accounts`
    FinancialAccounts,
    /// `POST /received_debits`
    ReceivedDebits,
    /// `POST /debit_reversals/{id}/bank` with the act `complete`
    DebitComplete,
    /// `POST /debit_reversals/{id}/bank` with the act `cancel`
    DebitCancel,
    /// `POST /topups/{id}/bank` with the act `pay`
    TopupPay,
    /// `POST /topups/{id}/bank` with the act `fail`
    TopupFail,
    /// `POST /topups/{id}/bank` with the act `return`
    TopupReturn,
    /// `POST /clock`
    ClockAdvance,
    /// `GET /clock`
    ClockRead,
    /// `GET /balances`
    Balances,
}

impl Lever {
    /// Every lever.
    pub const ALL: [Self; 19] = [
        Self::Worlds,
        Self::Accounts,
        Self::ExternalAccounts,
        Self::Funds,
        Self::Payouts,
        Self::BankSubmit,
        Self::BankPay,
        Self::BankFail,
        Self::Charges,
        Self::FinancialAccounts,
        Self::ReceivedDebits,
        Self::DebitComplete,
        Self::DebitCancel,
        Self::TopupPay,
        Self::TopupFail,
        Self::TopupReturn,
        Self::ClockAdvance,
        Self::ClockRead,
        Self::Balances,
    ];

    /// Its name in a mapping.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Worlds => "worlds",
            Self::Accounts => "accounts",
            Self::ExternalAccounts => "external_accounts",
            Self::Funds => "funds",
            Self::Payouts => "payouts",
            Self::BankSubmit => "bank_submit",
            Self::BankPay => "bank_pay",
            Self::BankFail => "bank_fail",
            Self::Charges => "charges",
            Self::FinancialAccounts => "financial_accounts",
            Self::ReceivedDebits => "received_debits",
            Self::DebitComplete => "debit_complete",
            Self::DebitCancel => "debit_cancel",
            Self::TopupPay => "topup_pay",
            Self::TopupFail => "topup_fail",
            Self::TopupReturn => "topup_return",
            Self::ClockAdvance => "clock_advance",
            Self::ClockRead => "clock_read",
            Self::Balances => "balances",
        }
    }

    /// The capability that it is a part of.
    #[must_use]
    pub fn capability(self) -> Capability {
        match self {
            Self::Worlds => Capability::Worlds,
            Self::Accounts | Self::ExternalAccounts => Capability::Accounts,
            Self::Funds => Capability::Funds,
            Self::Payouts => Capability::Schedule,
            Self::BankSubmit
            | Self::BankPay
            | Self::BankFail
            | Self::TopupPay
            | Self::TopupFail
            | Self::TopupReturn => Capability::Bank,
            Self::Charges => Capability::Charges,
            Self::FinancialAccounts | Self::ReceivedDebits => Capability::Treasury,
            Self::DebitComplete | Self::DebitCancel => Capability::TreasuryBank,
            Self::ClockAdvance | Self::ClockRead => Capability::Clock,
            Self::Balances => Capability::Balance,
        }
    }

    /// The product without which nobody pulls it, though its capability is offered.
    #[must_use]
    pub fn product(self) -> Option<Capability> {
        match self {
            Self::TopupPay | Self::TopupFail | Self::TopupReturn => Some(Capability::Topups),
            Self::Worlds
            | Self::Accounts
            | Self::ExternalAccounts
            | Self::Funds
            | Self::Payouts
            | Self::BankSubmit
            | Self::BankPay
            | Self::BankFail
            | Self::Charges
            | Self::FinancialAccounts
            | Self::ReceivedDebits
            | Self::DebitComplete
            | Self::DebitCancel
            | Self::ClockAdvance
            | Self::ClockRead
            | Self::Balances => None,
        }
    }

    /// What a request says when it says everything, with what holds for members that are left out.
    pub(super) fn usual(self) -> Value {
        match self {
            Self::Worlds => json!({"label": "", "now": null}),
            Self::Accounts => json!({
                "country": "US", "currency": "usd", "losses": "platform", "schedule": "manual", "payouts_enabled": true,
                "transfers": true, "external_account.kind": null, "external_account.country": null,
                "external_account.currency": null, "external_account.instant": null,
            }),
            Self::ExternalAccounts => json!({
                "account": null, "kind": "bank_account", "country": "US", "currency": "usd", "instant": true,
                "default": false, "account_number": "000123456789",
            }),
            Self::Funds => {
                json!({"account": null, "amount": 0, "currency": "usd", "source_type": "card"})
            }
            Self::BankSubmit | Self::BankPay => json!({"payout": ""}),
            Self::BankFail => json!({"payout": "", "failure_code": "account_closed"}),
            Self::Charges => json!({
                "account": null, "amount": 0, "currency": "usd", "application_fee_amount": null, "transfer_amount": null,
            }),
            Self::Payouts | Self::FinancialAccounts => {
                json!({"account": null, "amount": 0, "currency": "usd"})
            }
            Self::ReceivedDebits => json!({
                "account": null, "financial_account": "", "amount": 0, "currency": "usd", "network": "ach",
                "source_flow_restricted": false,
            }),
            Self::DebitComplete | Self::DebitCancel => json!({"debit_reversal": ""}),
            Self::TopupPay | Self::TopupFail | Self::TopupReturn => json!({"topup": ""}),
            Self::ClockAdvance => json!({"advance": 0}),
            Self::ClockRead | Self::Balances => json!({}),
        }
    }

    /// The members that a reply to it needs.
    pub(super) fn reply(self) -> &'static [&'static str] {
        match self {
            Self::Worlds => &["world", "api_key", "account"],
            Self::Accounts => &["account"],
            Self::ExternalAccounts => &["external_account"],
            Self::Payouts => &["payout"],
            Self::Charges => &["charge", "transfer"],
            Self::FinancialAccounts => &["financial_account"],
            Self::ReceivedDebits => &["received_debit"],
            Self::ClockAdvance | Self::ClockRead => &["now"],
            Self::Balances => &["accounts"],
            Self::Funds
            | Self::BankSubmit
            | Self::BankPay
            | Self::BankFail
            | Self::DebitComplete
            | Self::DebitCancel
            | Self::TopupPay
            | Self::TopupFail
            | Self::TopupReturn => &[],
        }
    }
}

/// A request to a lever.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pull {
    pub(super) lever: Lever,
    /// What it says, every member by its name; those of a member of its own dotted.
    pub(super) said: Map<String, Value>,
}

impl Pull {
    /// The request behind method, path and body; none when it is to no lever there is.
    pub(super) fn read(method: &str, path: &str, body: Option<&Value>) -> Option<Self> {
        let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        let act = body.and_then(|body| body["act"].as_str());
        let mut named = Vec::new();
        let lever = match (method, parts.as_slice()) {
            ("POST", ["worlds"]) => Lever::Worlds,
            (_, ["worlds", world, rest @ ..]) => {
                named.push(("world", *world));
                match (method, rest, act) {
                    ("POST", ["accounts"], _) => Lever::Accounts,
                    ("POST", ["external_accounts"], _) => Lever::ExternalAccounts,
                    ("POST", ["funds"], _) => Lever::Funds,
                    ("POST", ["payouts"], _) => Lever::Payouts,
                    ("POST", ["payouts", id, "bank"], Some(act)) => {
                        named.push(("payout", *id));
                        match act {
                            "submit" => Lever::BankSubmit,
                            "pay" => Lever::BankPay,
                            "fail" => Lever::BankFail,
                            _ => return None,
                        }
                    }
                    ("POST", ["charges"], _) => Lever::Charges,
                    ("POST", ["financial_accounts"], _) => Lever::FinancialAccounts,
                    ("POST", ["received_debits"], _) => Lever::ReceivedDebits,
                    ("POST", ["debit_reversals", id, "bank"], Some(act)) => {
                        named.push(("debit_reversal", *id));
                        match act {
                            "complete" => Lever::DebitComplete,
                            "cancel" => Lever::DebitCancel,
                            _ => return None,
                        }
                    }
                    ("POST", ["topups", id, "bank"], Some(act)) => {
                        named.push(("topup", *id));
                        match act {
                            "pay" => Lever::TopupPay,
                            "fail" => Lever::TopupFail,
                            "return" => Lever::TopupReturn,
                            _ => return None,
                        }
                    }
                    ("POST", ["clock"], _) => Lever::ClockAdvance,
                    ("GET", ["clock"], _) => Lever::ClockRead,
                    ("GET", ["balances"], _) => Lever::Balances,
                    _ => return None,
                }
            }
            _ => return None,
        };
        let mut said = match lever.usual() {
            Value::Object(said) => said,
            _ => Map::new(),
        };
        flatten("", body.unwrap_or(&Value::Null), &mut said);
        let decoded = |id: &str| {
            let mut pairs = form_urlencoded::parse(id.as_bytes());
            pairs.next().map(|(id, _)| id.into_owned())
        };
        let named = named.into_iter();
        said.extend(named.map(|(name, id)| (name.to_owned(), decoded(id).into())));
        Some(Self { lever, said })
    }

    /// A member, `null` where it is absent.
    pub(super) fn get(&self, name: &str) -> &Value {
        self.said.get(name).unwrap_or(&Value::Null)
    }

    /// A member that is a text.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.get(name).as_str()
    }
}

/// Enters what is said and not null, members of members dotted.
fn flatten(prefix: &str, value: &Value, said: &mut Map<String, Value>) {
    for (name, value) in value.as_object().into_iter().flatten() {
        let name = format!("{prefix}{name}");
        match value {
            Value::Null => {}
            Value::Object(_) => flatten(&format!("{name}."), value, said),
            other => {
                said.insert(name, other.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_known_by_path_and_act() {
        let body = json!({"act": "fail", "failure_code": null});
        let pull = Pull::read("POST", "/worlds/w_1/payouts/po_1/bank", Some(&body));
        assert!(pull.is_some_and(|pull| {
            pull.lever == Lever::BankFail
                && pull.text("payout") == Some("po_1")
                && pull.text("failure_code") == Some("account_closed")
                && pull.text("world") == Some("w_1")
        }));
        let body = json!({"external_account": {"kind": "card"}, "country": "CA"});
        let pull = Pull::read("POST", "/worlds/default/accounts", Some(&body));
        assert!(pull.is_some_and(|pull| {
            pull.text("external_account.kind") == Some("card") && pull.text("country") == Some("CA")
        }));
        for (act, lever) in [
            ("pay", Lever::TopupPay),
            ("fail", Lever::TopupFail),
            ("return", Lever::TopupReturn),
        ] {
            let body = json!({"act": act});
            let pull = Pull::read("POST", "/worlds/w_1/topups/tu_1/bank", Some(&body));
            assert!(
                pull.is_some_and(|pull| {
                    pull.lever == lever && pull.text("topup") == Some("tu_1")
                })
            );
        }
        assert_eq!(Pull::read("POST", "/worlds/w_1/nothing", None), None);
    }
}
