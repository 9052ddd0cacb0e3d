//! Which findings are excused, and which entries are stale.

use chrono::NaiveDate;

use super::fingerprint::{fingerprint, said};
use super::{Entry, Known, Subject};
use crate::canon::is_object_rule;
use crate::run::result::{NOT_SELECTED, ScenarioResult};
use crate::run::verdict::Verdict;
use crate::scenario::finding::Finding;
use crate::scenario::monitor;

/// An entry of the known-failures file, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownResult {
    /// The entry.
    pub entry: Entry,
    /// What came of it.
    pub state: State,
    /// The scenarios that fail as it says.
    pub scenarios: Vec<String>,
}

/// What came of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It fails as the entry says.
    Holds,
    /// It fails as the entry says, but the entry has run out: it excuses nothing.
    RanOut,
    /// It does not fail as the entry says: the entry is stale.
    Stale,
    /// Not all that it covers was judged, or it fails by chance and did not this time.
    Open,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Holds, Self::RanOut, Self::Stale, Self::Open];

    /// The word used in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::RanOut => "ran-out",
            Self::Stale => "stale",
            Self::Open => "open",
        }
    }
}

impl Entry {
    pub(super) fn covers(&self, scenario: &ScenarioResult, finding: &Finding) -> bool {
        match &self.subject {
            Subject::Rule(id) => finding.rule == *id,
            Subject::Scenario(id) => *scenario.id == **id,
        }
    }

    fn spans(&self, scenario: &ScenarioResult) -> bool {
        match &self.subject {
            Subject::Rule(id) => scenario.rule == *id,
            Subject::Scenario(id) => *scenario.id == **id,
        }
    }

    fn has_run_out(&self, today: NaiveDate) -> bool {
        self.until.is_some_and(|until| today > until)
    }

    fn is_found_anywhere(&self, scenarios: &[ScenarioResult]) -> bool {
        let mut spanned = scenarios.iter().filter(|scenario| self.spans(scenario));
        spanned.any(|scenario| is_found_anywhere(&scenario.rule))
    }
}

/// Whether any scenario may show that a rule is broken, and not only its own.
pub(super) fn is_found_anywhere(rule: &str) -> bool {
    rule == monitor::RULE || is_object_rule(rule)
}

/// Marks what is known to fail, and what is listed as such and does not.
///
/// To be done when readings are settled, and before rules are: a scenario's verdict may become `known` or `fixed`.
pub fn excuse(
    known: &Known,
    today: NaiveDate,
    scenarios: &mut [ScenarioResult],
) -> Vec<KnownResult> {
    let mut results: Vec<KnownResult> = known
        .entries
        .iter()
        .map(|entry| KnownResult {
            entry: entry.clone(),
            state: State::Open,
            scenarios: Vec::new(),
        })
        .collect();
    let texts: Vec<String> = known
        .entries
        .iter()
        .map(|entry| fingerprint(&entry.fails_with))
        .collect();
    for scenario in scenarios.iter_mut() {
        mark(scenario, (&mut results, &texts), today);
    }
    for result in &mut results {
        result.state = if !result.scenarios.is_empty() {
            if result.entry.has_run_out(today) {
                State::RanOut
            } else {
                State::Holds
            }
        } else if !result.entry.flaky && is_judged(&result.entry, scenarios) {
            State::Stale
        } else {
            State::Open
        };
        if result.state == State::Stale {
            fixed(&result.entry, scenarios);
        }
    }
    results
}

/// Marks the findings of a scenario that are excused, and settles its verdict.
fn mark(
    scenario: &mut ScenarioResult,
    (results, texts): (&mut [KnownResult], &[String]),
    today: NaiveDate,
) {
    let mut findings = std::mem::take(&mut scenario.findings);
    let (mut because, mut although) = (None, None);
    for finding in &mut findings {
        let said = said(finding);
        let own = finding.rule == scenario.rule;
        for (result, text) in results.iter_mut().zip(texts) {
            let entry = &result.entry;
            if !entry.covers(scenario, finding) {
                continue;
            }
            if !said.contains(text.as_str()) {
                let why = format!(
                    "{} says that it fails otherwise: {}",
                    entry.place, entry.fails_with
                );
                although = although.or(own.then_some(why));
                continue;
            }
            let id = scenario.id.to_string();
            if !result.scenarios.contains(&id) {
                result.scenarios.push(id);
            }
            if entry.has_run_out(today) {
                let until = entry.until.unwrap_or_default();
                let why = format!("the known failure at {} ran out on {until}", entry.place);
                although = own.then_some(why).or(although);
            } else {
                finding.known = true;
                because = because.or(own.then(|| entry.because()));
            }
        }
    }
    scenario.findings = findings;
    if scenario.verdict != Verdict::Broken {
        return;
    }
    let mut own = scenario
        .findings
        .iter()
        .filter(|finding| finding.rule == scenario.rule);
    if because.is_some() && own.all(|finding| finding.known) {
        (scenario.verdict, scenario.reason) = (Verdict::Known, because);
    } else if although.is_some() {
        scenario.reason = although;
    }
}

/// Whether everything that an entry covers came to a judgement, and anything did.
fn is_judged(entry: &Entry, scenarios: &[ScenarioResult]) -> bool {
    let is_passed_over = |scenario: &ScenarioResult| match scenario.verdict {
        Verdict::NotApplicable => scenario.reason.as_deref() == Some(NOT_SELECTED),
        Verdict::NotTestable | Verdict::Faulted => true,
        Verdict::Upheld | Verdict::Broken | Verdict::Known | Verdict::Fixed => false,
    };
    let anywhere = entry.is_found_anywhere(scenarios);
    let mut covered = scenarios.iter().filter(|s| anywhere || entry.spans(s));
    let mut own = scenarios.iter().filter(|s| entry.spans(s));
    !covered.any(is_passed_over) && own.any(|s| s.verdict != Verdict::NotApplicable)
}

/// Says of what an entry covers that it does not fail as the entry says; what is broken otherwise stays broken.
///
/// One scenario says it for an entry of a whole rule, so that one stale entry counts as one.
fn fixed(entry: &Entry, scenarios: &mut [ScenarioResult]) {
    let why = format!(
        "nothing fails as {} says ({}); take that entry out",
        entry.place, entry.fails_with
    );
    let upheld = |scenario: &&mut ScenarioResult| {
        matches!(scenario.verdict, Verdict::Upheld | Verdict::Known)
    };
    for scenario in scenarios
        .iter_mut()
        .filter(|scenario| entry.spans(scenario))
        .filter(upheld)
        .take(1)
    {
        (scenario.verdict, scenario.reason) = (Verdict::Fixed, Some(why.clone()));
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::Purpose;
    use super::*;
    use crate::tables::Wrong;

    fn scenario(rule: &str, verdict: Verdict, findings: &[(&str, &str)]) -> ScenarioResult {
        let finding = |(rule, observed): &(&str, &str)| Finding {
            rule: (*rule).to_owned(),
            step: String::new(),
            expected: "it".to_owned(),
            observed: (*observed).to_owned(),
            exchange: None,
            diff: None,
            known: false,
        };
        ScenarioResult {
            id: format!("a/b/{rule}").into(),
            rule: rule.to_owned(),
            title: "T".into(),
            feature: "F".into(),
            line: 1,
            steps: Vec::new().into(),
            verdict,
            reason: None,
            lever_fault: false,
            duration: Duration::ZERO,
            findings: findings.iter().map(finding).collect(),
            exchanges: Vec::new(),
            canonical: None,
        }
    }

    /// Excuses what fails with `bad` in rule A, and gives the entry's state and the verdicts.
    fn with_a_known(scenarios: &mut [ScenarioResult]) -> Result<(State, Vec<Verdict>), Wrong> {
        let text = "[[known]]\nrule = 'A'\nfails_with = 'bad  po_7'\nreason = 'r'\n";
        let known = Known::parse("k.toml", text, Purpose::Gate)?;
        let results = excuse(&known, NaiveDate::default(), scenarios);
        Ok((
            results[0].state,
            scenarios.iter().map(|s| s.verdict).collect(),
        ))
    }

    #[test]
    fn only_what_fails_as_said_is_known() -> Result<(), Wrong> {
        use Verdict::{Broken, Faulted, Fixed, NotApplicable, NotTestable, Upheld};
        let bad: &[(&str, &str)] = &[("A", "bad po_12")];
        let both: &[(&str, &str)] = &[("A", "bad po_12"), ("A", "worse")];
        let other: &[(&str, &str)] = &[("A", "bad po_1"), ("B", "bad po_1")];
        for (verdict, findings, becomes, state) in [
            (Broken, bad, Verdict::Known, State::Holds),
            (Broken, both, Broken, State::Holds),
            (Broken, other, Verdict::Known, State::Holds),
            (Broken, &both[1..], Broken, State::Stale),
            (Upheld, &[], Fixed, State::Stale),
            (Faulted, &[], Faulted, State::Open),
            (NotTestable, &[], NotTestable, State::Open),
            (NotApplicable, &[], NotApplicable, State::Open),
        ] {
            let mut scenarios = [scenario("A", verdict, findings), scenario("B", Upheld, &[])];
            let (is, verdicts) = with_a_known(&mut scenarios)?;
            assert_eq!(
                (is, &verdicts[..]),
                (state, &[becomes, Upheld][..]),
                "{verdict:?} {findings:?}"
            );
            let foreign = scenarios[0]
                .findings
                .iter()
                .filter(|finding| finding.rule == "B");
            assert!(
                foreign.into_iter().all(|finding| !finding.known),
                "another rule is not excused"
            );
        }
        Ok(())
    }

    #[test]
    fn a_finding_of_another_scenario_is_excused_where_it_names_the_rule() -> Result<(), Wrong> {
        let breach = &[("A", "bad po_1")];
        let mut scenarios = [
            scenario("A", Verdict::Upheld, &[]),
            scenario("B", Verdict::Upheld, breach),
        ];
        let (state, verdicts) = with_a_known(&mut scenarios)?;
        assert_eq!(
            (state, &verdicts[..]),
            (State::Holds, &[Verdict::Upheld, Verdict::Upheld][..])
        );
        assert!(scenarios[1].findings[0].known);
        Ok(())
    }

    #[test]
    fn a_stale_entry_of_a_rule_counts_once() -> Result<(), Wrong> {
        let mut scenarios = [
            scenario("A", Verdict::Upheld, &[]),
            scenario("A", Verdict::Upheld, &[]),
        ];
        let (state, verdicts) = with_a_known(&mut scenarios)?;
        assert_eq!(
            (state, &verdicts[..]),
            (State::Stale, &[Verdict::Fixed, Verdict::Upheld][..])
        );
        Ok(())
    }

    #[test]
    fn what_fails_by_chance_is_not_stale_where_it_does_not() -> Result<(), Wrong> {
        let text = "[[known]]\nrule = 'A'\nfails_with = 'bad'\nreason = 'r'\nflaky = true\nuntil = 2026-12-31\n";
        let known = Known::parse("k.toml", text, Purpose::Gate)?;
        let bad: &[(&str, &str)] = &[("A", "bad")];
        for (verdict, findings, becomes, state) in [
            (Verdict::Upheld, &[][..], Verdict::Upheld, State::Open),
            (Verdict::Broken, bad, Verdict::Known, State::Holds),
        ] {
            let mut scenarios = [scenario("A", verdict, findings)];
            let results = excuse(&known, NaiveDate::default(), &mut scenarios);
            assert_eq!((results[0].state, scenarios[0].verdict), (state, becomes));
        }
        Ok(())
    }

    #[test]
    fn what_was_left_out_says_nothing_of_an_entry() -> Result<(), Wrong> {
        let mut left_out = scenario("A", Verdict::NotApplicable, &[]);
        left_out.reason = Some(NOT_SELECTED.to_owned());
        let mut scenarios = [scenario("A", Verdict::Upheld, &[]), left_out];
        let (state, verdicts) = with_a_known(&mut scenarios)?;
        assert_eq!((state, verdicts[0]), (State::Open, Verdict::Upheld));
        Ok(())
    }
}
