//! The object rules: every answer of every scenario is the documented object.
//!
//! Steps decide a scenario's own rule. What its answers are made of is held to the schemas and to its snapshot, and one
//! missing member is one finding of the object's rule, however many scenarios meet it. What no rule judges, or
//! whose rule did not run, is a note of the run: nothing that was seen is passed over in silence.

use std::collections::{BTreeSet, HashMap};

use super::result::ScenarioResult;
use super::verdict::Verdict;
use crate::canon::{
    Difference, MISSING, ObjectFinding, Store, Unlike, canonical, compare_shape, faults, group,
    unlike_at,
};
use crate::count::count;
use crate::scenario::finding::Finding;
use crate::scenario::trouble::Trouble;
use crate::scenario::world::Remains;

/// How many scenarios a finding names before it only counts them.
const NAMED: usize = 5;

/// The most notes on members that no document names, and the longest of them: a target may make up any number.
const NOTES: usize = 500;
const LONGEST: usize = 300;

/// The longest canonical text that is kept; no transcript of sound answers comes near.
const LONGEST_TEXT: usize = 1024 * 1024;

/// The exchange of what is shown by none that is kept.
const NOWHERE: usize = usize::MAX;

/// What the answers of a run are made of, compared as they come.
#[derive(Debug, Default)]
pub struct Objects {
    differences: Vec<(String, Vec<Difference>)>,
    unnamed: BTreeSet<String>,
    parted: Vec<String>,
}

/// A scenario's answers, compared.
#[derive(Debug, Default)]
pub struct Compared {
    /// The canonical text, where it is to be kept.
    pub text: Option<String>,
    /// The answer that broke the scenario's rule, beside the approved one.
    pub unlike: Option<Unlike>,
    notes: Vec<String>,
    differences: Vec<Difference>,
    parted: bool,
}

impl Compared {
    /// Whether an answer is not the documented object.
    #[must_use]
    pub fn differs(&self) -> bool {
        !self.differences.is_empty()
    }
}

/// Compares a scenario's answers with the documented objects, and with its snapshot.
#[must_use]
pub fn compare(scenario: &str, remains: &Remains, keep: bool) -> Compared {
    let transcript = canonical(&remains.transcript, remains.start);
    let mut compared = Compared {
        notes: transcript.notes().collect(),
        differences: faults(&transcript, &remains.transcript),
        ..Compared::default()
    };
    let text = transcript.text();
    // An embedded snapshot can always be read; of a scenario without one nothing more is due.
    if let Ok(Some(approved)) = Store::Embedded.read(scenario) {
        // A transcript that is the approved one to the letter need not be taken apart.
        if text.trim_end() != approved {
            let shape = compare_shape(&approved, &transcript);
            compared.parted = shape.parted;
            compared.differences.extend(shape.differences);
        }
        let broken = remains.trouble.as_ref().and_then(Trouble::exchange);
        compared.unlike = broken.and_then(|index| unlike_at(&approved, &transcript, index));
    }
    compared.text = keep
        .then_some(text)
        .filter(|text| text.len() <= LONGEST_TEXT);
    compared
}

impl Compared {
    /// Parts it from its exchanges, as those of another try stand in their place.
    pub fn part(&mut self) {
        (self.text, self.unlike) = (None, None);
        part(&mut self.differences);
    }
}

fn part(differences: &mut [Difference]) {
    for difference in differences {
        difference.exchange = NOWHERE;
    }
}

impl Objects {
    /// Takes what was found of a scenario's answers.
    pub fn take(&mut self, scenario: &str, compared: Compared) {
        for note in compared.notes {
            if self.unnamed.len() < NOTES {
                self.unnamed.insert(note.chars().take(LONGEST).collect());
            }
        }
        if compared.parted {
            self.parted.push(scenario.to_owned());
        }
        if !compared.differences.is_empty() {
            let found = (scenario.to_owned(), compared.differences);
            self.differences.push(found);
        }
    }

    /// Parts what was found of a scenario's answers from its exchanges, as those of another try take their place.
    pub fn part(&mut self, scenario: &str) {
        let own = self.differences.iter_mut().filter(|(id, _)| id == scenario);
        own.for_each(|(_, differences)| part(differences));
    }

    /// Puts everything in the order of the catalogue: which scenario ends first is chance, and the first is told.
    fn sort(&mut self, scenarios: &[ScenarioResult]) {
        let places = scenarios.iter().enumerate();
        let places: HashMap<&str, usize> = places.map(|(place, it)| (&*it.id, place)).collect();
        let place = |id: &str| places.get(id).copied();
        // Of one scenario, what an exchange shows comes first.
        let is_parted = |found: &[Difference]| found.iter().any(|it| it.exchange == NOWHERE);
        self.differences
            .sort_by_key(|(id, found)| (place(id), is_parted(found)));
        self.parted.sort_by_key(|id| place(id));
        // Each of several tries may have done so.
        self.parted.dedup();
    }

    /// Enters what was found at the rules of the objects, and gives what is worth a note: what no rule judges, too.
    pub fn enter(mut self, scenarios: &mut [ScenarioResult]) -> Vec<String> {
        self.sort(scenarios);
        let more = self.unnamed.len() >= NOTES;
        let mut notes: Vec<_> = self.unnamed.into_iter().collect();
        if more {
            notes.push("there may be more members that no document names".to_owned());
        }
        for found in group(self.differences) {
            match judge_of(&found, scenarios) {
                Ok(result) => charge(result, &found),
                Err(why) => notes.push(note(&found, &why)),
            }
        }
        // With levers that are public calls these are many, and one shows what is meant.
        if let Some(first) = self.parted.first() {
            let such = match self.parted.len() {
                1 => format!("({first})"),
                _ => format!("(such as {first})"),
            };
            notes.push(format!(
                "{} {such} made other requests than the approved ones; from there on the schemas alone said what an \
                 answer is to be",
                counted(self.parted.len())
            ));
        }
        notes
    }
}

/// The scenario of a finding's rule that answers for it, its own first; or why there is none.
fn judge_of<'a>(
    found: &ObjectFinding,
    scenarios: &'a mut [ScenarioResult],
) -> Result<&'a mut ScenarioResult, String> {
    let unjudged = || "no rule judges it yet".to_owned();
    let rule = found.rule.ok_or_else(unjudged)?;
    let (mut place, mut is_known) = (None, false);
    for (index, result) in scenarios.iter().enumerate() {
        if result.rule != rule {
            continue;
        }
        is_known = true;
        if !matches!(result.verdict, Verdict::Upheld | Verdict::Broken) {
            continue;
        }
        if own(found, result).is_some() {
            place = Some(index);
            break;
        }
        place = place.or(Some(index));
    }
    match place.and_then(|index| scenarios.get_mut(index)) {
        Some(result) => Ok(result),
        None if is_known => Err(format!("{rule} judges it, and did not run")),
        None => Err(unjudged()),
    }
}

/// The exchange of this scenario that shows it, if one does.
fn own(found: &ObjectFinding, result: &ScenarioResult) -> Option<usize> {
    let mut shown = found.shown.iter();
    let shown = shown.find(|(id, exchange)| **id == *result.id && *exchange != NOWHERE);
    shown.map(|(_, exchange)| *exchange)
}

fn charge(result: &mut ScenarioResult, found: &ObjectFinding) {
    let exchange = own(found, result).filter(|index| *index < result.exchanges.len());
    let shown = in_words(found.shown.iter().map(|(id, _)| id.as_str()));
    result.verdict = Verdict::Broken;
    result.findings.push(Finding {
        rule: result.rule.clone(),
        step: "every answer is the documented object".to_owned(),
        expected: format!("{} is {}", found.place(), found.expected),
        observed: format!("{}, in {shown}", found.observed),
        exchange,
        diff: None,
        known: false,
    });
}

/// `balance_transaction.reporting_category` is absent in 12 scenarios; no rule judges it yet.
fn note(found: &ObjectFinding, why: &str) -> String {
    let is = match found.observed.as_str() {
        MISSING => "absent".to_owned(),
        observed => format!("{observed} and not {}", found.expected),
    };
    let shown = counted(found.shown.len());
    format!("`{}` is {is} in {shown}; {why}", found.place())
}

fn in_words<'a>(scenarios: impl ExactSizeIterator<Item = &'a str>) -> String {
    let count = scenarios.len();
    let names: Vec<_> = scenarios.take(NAMED).collect();
    let rest = match count.saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}: {}{rest}", counted(count), names.join(", "))
}

fn counted(scenarios: usize) -> String {
    count(scenarios, "scenario", "scenarios")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::judge::docket;
    use crate::run::plan::Plan;
    use crate::spec::{Catalogue, SpecErrors};

    impl Compared {
        /// Answers whose first one has a payout with this status, which is no text.
        pub(in crate::run) fn of_a_payout(status: &str) -> Self {
            Self {
                parted: true,
                differences: vec![Difference {
                    exchange: 0,
                    object: "payout".to_owned(),
                    member: "status".to_owned(),
                    expected: "a string".to_owned(),
                    observed: status.to_owned(),
                }],
                ..Self::default()
            }
        }
    }

    #[test]
    fn the_first_scenario_of_the_catalogue_is_told_whichever_ends_first() -> Result<(), SpecErrors>
    {
        let catalogue = Catalogue::embedded()?;
        let plan = Plan::of_everything(&catalogue);
        let mut scenarios = docket(&catalogue, &plan);
        for result in &mut scenarios {
            result.verdict = Verdict::Upheld;
        }
        let ids: Vec<String> = scenarios.iter().map(|it| it.id.to_string()).collect();
        // One is tried twice.
        let told = [[1, 0, 0], [0, 1, 0]].map(|order| {
            let mut objects = Objects::default();
            for index in order {
                objects.take(&ids[index], Compared::of_a_payout(&index.to_string()));
            }
            let mut scenarios = scenarios.clone();
            let notes = objects.enter(&mut scenarios);
            let mut findings = scenarios.into_iter().flat_map(|it| it.findings);
            (findings.next(), notes)
        });
        assert_eq!(told[0], told[1]);
        let first = told[0].0.as_ref().map(|finding| finding.observed.as_str());
        assert!(
            first.is_some_and(|it| it.starts_with("0, in 2")),
            "{first:?}"
        );
        let note = &told[0].1[0];
        assert!(
            note.starts_with("2 scenarios ") && note.contains(&ids[0]),
            "{note}"
        );
        Ok(())
    }
}
