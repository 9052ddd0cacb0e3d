//! What a target did against a rule.

/// A rule that the target broke: what was expected, what was observed, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The id of the broken rule (`PAY-CANCEL-05`).
    pub rule: String,
    /// The step that noticed it, with its keyword (`Then the request is refused`).
    pub step: String,
    /// What the rule demands, in a few words.
    pub expected: String,
    /// What the target showed instead.
    pub observed: String,
    /// The exchange that shows it: an index into the scenario's exchanges.
    pub exchange: Option<usize>,
    /// A unified diff of canonical answers, where a diff says more than words.
    pub diff: Option<String>,
    /// Whether the known-failures file says so; then it does not gate.
    pub known: bool,
}
