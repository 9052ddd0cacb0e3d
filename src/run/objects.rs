//! The object rules: every answer of every scenario is the documented object.
//!
//! Steps decide a scenario's own rule. What its answers are made of is held to the schemas and to its snapshot, and one
//! missing member is one finding of the object's rule, however many scenarios meet it. What no rule judges, or
//! whose rule did not run, is a note of the run: nothing that was seen is passed over in silence.

use std::collections::BTreeSet;

use super::result::ScenarioResult;
use super::verdict::Verdict;
use crate::canon::{
    Difference, MISSING, ObjectFinding, Shape, Store, Transcript, canonical, compare_shape,
    difference_at, faults, group,
};
use crate::count::count;
use crate::scenario::finding::Finding;
use crate::scenario::world::Remains;

/// How many scenarios a finding names before it only counts them.
const NAMED: usize = 5;

/// The most notes on members that no document names, and the longest of them: a target may make up any number.
const NOTES: usize = 500;
const LONGEST: usize = 300;

/// What the answers of a run are made of, compared as they come.
#[derive(Debug, Default)]
pub struct Objects {
    differences: Vec<(String, Vec<Difference>)>,
    unnamed: BTreeSet<String>,
    parted: Vec<String>,
}

/// A scenario's answers, compared.
#[derive(Debug)]
pub struct Compared {
    /// The transcript without what differs from run to run.
    pub transcript: Transcript,
    /// Whether an answer is not the documented object.
    pub differs: bool,
}

/// Shows at each finding how the answer that it is about differs from the approved one.
pub fn show_differences(result: &mut ScenarioResult, transcript: &Transcript) {
    if result.findings.is_empty() {
        return;
    }
    let Ok(Some(approved)) = Store::Embedded.read(&result.id) else {
        return;
    };
    for finding in &mut result.findings {
        let at = finding.exchange.filter(|_| finding.diff.is_none());
        finding.diff = at.and_then(|exchange| difference_at(&approved, transcript, exchange));
    }
}

impl Objects {
    /// Compares a scenario's answers with the documented objects, and with its snapshot.
    pub fn compare(&mut self, scenario: &str, remains: &Remains) -> Compared {
        let transcript = canonical(&remains.transcript, remains.start);
        for note in transcript.notes() {
            if self.unnamed.len() < NOTES {
                self.unnamed.insert(note.chars().take(LONGEST).collect());
            }
        }
        let mut differences = faults(&transcript, &remains.transcript);
        // An embedded snapshot can always be read; of a scenario without one nothing more is due.
        if let Ok(Some(approved)) = Store::Embedded.read(scenario) {
            let shape = shape(&approved, &transcript);
            if shape.parted {
                self.parted.push(scenario.to_owned());
            }
            differences.extend(shape.differences);
        }
        let differs = !differences.is_empty();
        if differs {
            self.differences.push((scenario.to_owned(), differences));
        }
        Compared {
            transcript,
            differs,
        }
    }

    /// Enters what was found at the rules of the objects, and gives what is worth a note: what no rule judges, too.
    pub fn enter(self, scenarios: &mut [ScenarioResult]) -> Vec<String> {
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
    let shown = found.shown.iter().find(|(id, _)| **id == *result.id);
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

/// What differs in shape; a transcript that is the approved one to the letter need not be taken apart.
fn shape(approved: &str, transcript: &Transcript) -> Shape {
    if transcript.text().trim_end() == approved {
        return Shape::default();
    }
    compare_shape(approved, transcript)
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
