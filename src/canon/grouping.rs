//! Differences of many scenarios as findings about objects.

use super::difference::{Difference, sort};
use super::shape::WHOLE;

/// A difference that several scenarios show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectFinding {
    /// The kind of the object (`payout`).
    pub object: String,
    /// The member, dotted where it is inside a part.
    pub member: String,
    /// What the documents promise.
    pub expected: String,
    /// What the first of the answers shows.
    pub observed: String,
    /// The rule that says so, where a rule does.
    pub rule: Option<&'static str>,
    /// Every scenario that shows it, with the first of its exchanges that does.
    pub shown: Vec<(String, usize)>,
}

/// The kinds of objects, each with the rule that says what it is made of.
const RULES: [(&str, &str); 18] = [
    ("payout", "PAY-OBJ-01"),
    ("balance", "LED-07"),
    ("balance_transaction", "LED-01"),
    ("event", "EVT-01"),
    ("list", "PAGE-01"),
    ("answer", "ERR-01"),
    ("account", "ACC-03"),
    ("bank_account", "ACC-03"),
    ("card", "ACC-03"),
    ("webhook_endpoint", "WHK-01"),
    ("topup", "TOP-01"),
    ("application_fee", "FEE-01"),
    ("fee_refund", "FEE-01"),
    ("transfer", "TR-02"),
    ("transfer_reversal", "TRR-08"),
    ("treasury.received_debit", "RD-01"),
    ("treasury.debit_reversal", "DR-03"),
    ("debit_reversal", "DR-03"),
];

/// The rule that says what an object is made of, if a rule does.
#[must_use]
pub fn object_rule(object: &str) -> Option<&'static str> {
    let known = RULES.iter().find(|(name, _)| *name == object);
    known.map(|(_, rule)| *rule)
}

/// Whether a rule says what an object is made of: then every scenario may show that it is broken.
#[must_use]
pub fn is_object_rule(rule: &str) -> bool {
    RULES.iter().any(|(_, known)| *known == rule)
}

impl ObjectFinding {
    /// What it is about: `payout.trace_id.status`, or an answer as a whole.
    #[must_use]
    pub fn place(&self) -> String {
        if self.member == WHOLE {
            return format!("the {}", self.object);
        }
        format!("{}.{}", self.object, self.member)
    }
}

/// One finding for each object, member and sort of fault, in order of first appearance: a missing member is one fault,
/// however many scenarios meet it.
pub fn group(
    differences: impl IntoIterator<Item = (String, Vec<Difference>)>,
) -> Vec<ObjectFinding> {
    let mut findings: Vec<ObjectFinding> = Vec::new();
    for (scenario, differences) in differences {
        for difference in differences {
            let same = |finding: &&mut ObjectFinding| {
                finding.object == difference.object
                    && finding.member == difference.member
                    && (finding.expected.as_str(), sort(&finding.observed)) == difference.sort()
            };
            let shown = (scenario.clone(), difference.exchange);
            match findings.iter_mut().find(same) {
                Some(finding)
                    if finding
                        .shown
                        .iter()
                        .any(|(already, _)| *already == scenario) => {}
                Some(finding) => finding.shown.push(shown),
                None => findings.push(ObjectFinding {
                    rule: object_rule(&difference.object),
                    object: difference.object,
                    member: difference.member,
                    expected: difference.expected,
                    observed: difference.observed,
                    shown: vec![shown],
                }),
            }
        }
    }
    findings
}
