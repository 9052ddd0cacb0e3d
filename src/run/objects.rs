//! The object rules: every answer of every scenario is the documented object.
//!
//! Steps decide a scenario's own rule. What its answers are made of is held against its snapshot, and
//! one missing member is one finding of the object's rule, however many scenarios meet it.

use std::collections::BTreeSet;

use super::result::ScenarioResult;
use super::verdict::Verdict;
use crate::canon::{
    Difference, ObjectFinding, Store, Transcript, canonical, group, shape_differences,
};
use crate::scenario::finding::Finding;
use crate::scenario::world::Remains;

/// How many scenarios a finding names before it only counts them.
const NAMED: usize = 5;

/// What the answers of a run are made of, compared as they come.
#[derive(Debug, Default)]
pub struct Objects {
    differences: Vec<(String, Vec<Difference>)>,
    unnamed: BTreeSet<String>,
}

/// A scenario's answers, compared.
#[derive(Debug)]
pub struct Compared {
    /// The transcript without what differs from run to run.
    pub transcript: Transcript,
    /// Whether an answer is not the documented object.
    pub differs: bool,
}

impl Objects {
    /// Compares a scenario's answers with its snapshot.
    pub fn compare(&mut self, scenario: &str, remains: &Remains) -> Compared {
        let transcript = canonical(&remains.transcript, remains.start);
        self.unnamed.extend(transcript.notes());
        let mut differs = false;
        // An embedded snapshot can always be read; a scenario without one has nothing to be held against.
        if let Ok(Some(approved)) = Store::Embedded.read(scenario) {
            let differences = differences(&approved, &transcript);
            differs = !differences.is_empty();
            if differs {
                self.differences.push((scenario.to_owned(), differences));
            }
        }
        Compared {
            transcript,
            differs,
        }
    }

    /// Enters what was found at the rules of the objects, and gives what is worth a note.
    pub fn enter(self, scenarios: &mut [ScenarioResult]) -> Vec<String> {
        for found in group(self.differences) {
            let Some(rule) = found.rule else { continue };
            let ran = |result: &&mut ScenarioResult| {
                result.rule == rule && matches!(result.verdict, Verdict::Upheld | Verdict::Broken)
            };
            let own =
                |result: &ScenarioResult| found.shown.iter().find(|(id, _)| **id == *result.id);
            let mut candidates: Vec<_> = scenarios.iter_mut().filter(ran).collect();
            let place = candidates
                .iter()
                .position(|result| own(result).is_some())
                .unwrap_or_default();
            let Some(result) = candidates.get_mut(place) else {
                continue;
            };
            let exchange = own(result).map(|(_, exchange)| *exchange);
            result.verdict = Verdict::Broken;
            result.findings.push(Finding {
                rule: rule.to_owned(),
                step: "every answer is the documented object".to_owned(),
                expected: format!("{}.{} is {}", found.object, found.member, found.expected),
                observed: format!("{}, in {}", found.observed, scenarios_in_words(&found)),
                exchange: exchange.filter(|index| *index < result.exchanges.len()),
                diff: None,
            });
        }
        self.unnamed.into_iter().collect()
    }
}

/// What differs in shape; a transcript that is the approved one to the letter need not be taken apart.
fn differences(approved: &str, transcript: &Transcript) -> Vec<Difference> {
    if transcript.text().trim_end() == approved {
        return Vec::new();
    }
    shape_differences(approved, transcript)
}

fn scenarios_in_words(found: &ObjectFinding) -> String {
    let names: Vec<&str> = found
        .shown
        .iter()
        .take(NAMED)
        .map(|(id, _)| id.as_str())
        .collect();
    let more = found.shown.len().saturating_sub(NAMED);
    let rest = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    format!(
        "{} scenarios: {}{rest}",
        found.shown.len(),
        names.join(", ")
    )
}
