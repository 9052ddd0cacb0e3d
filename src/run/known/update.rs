//! Bringing a known-failures file up to date with a run.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

use super::excuse::{KnownResult, State, is_found_anywhere};
use super::fingerprint::{fingerprint, said};
use super::{Entry, Subject, TODO};
use crate::run::result::{RuleResult, Run, ScenarioResult};
use crate::run::verdict::Verdict;
use crate::scenario::finding::Finding;
use crate::tables::Wrong;

/// How much of what a finding says is written down; what is contained is enough.
const WRITTEN: usize = 300;

/// What a new file begins with.
const HEAD: &str = "# Known failures: what is broken, how it fails, and why that is let be. They run with everything else;\n\
                    # failing in another way, or no longer failing, is red. `recoup known update` adds what is broken now.\n";

/// A file brought up to date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Updated {
    /// Its new text.
    pub text: String,
    /// What is broken now and was not listed: what fails, and with what.
    pub added: Vec<(Subject, String)>,
    /// Entries that excuse nothing any more; taken out if that was asked for.
    pub stale: Vec<Entry>,
    /// Entries that hold but have run out.
    pub ran_out: Vec<Entry>,
}

/// Writes down what makes a run red and is not listed yet; takes out what is stale where `prune` says so.
///
/// Entries that hold stay as they are, with their comments.
///
/// # Errors
/// When the text is no TOML; a file that was read for the run is.
pub fn update(name: &str, text: &str, (run, prune): (&Run, bool)) -> Result<Updated, Wrong> {
    let start = if text.trim().is_empty() { HEAD } else { text };
    let mut document: DocumentMut = start
        .parse()
        .map_err(|error: toml_edit::TomlError| Wrong::with(name, error.message()))?;
    let (stale, kept): (Vec<_>, Vec<_>) =
        run.known.iter().partition(|result| is_stale(result, run));
    let added = additions(run);
    let mut tables = match document.remove("known") {
        Some(Item::ArrayOfTables(tables)) => tables,
        _ => ArrayOfTables::new(),
    };
    let mut head = head_of(&tables);
    if prune {
        let mut results = run.known.iter();
        tables.retain(|_| results.next().is_none_or(|result| !is_stale(result, run)));
    }
    if head.is_empty() && tables.is_empty() && !added.is_empty() {
        head = document.trailing().as_str().unwrap_or_default().to_owned();
        document.set_trailing("");
    }
    for (subject, fails_with) in &added {
        tables.push(table(subject, fails_with));
    }
    lead(&mut document, tables, &head);
    let entries =
        |results: Vec<&KnownResult>| results.into_iter().map(|r| r.entry.clone()).collect();
    Ok(Updated {
        text: document.to_string(),
        added,
        stale: entries(stale),
        ran_out: entries(
            kept.into_iter()
                .filter(|r| r.state == State::RanOut)
                .collect(),
        ),
    })
}

/// Stale, or about something that there no longer is.
fn is_stale(result: &KnownResult, run: &Run) -> bool {
    let exists = match &result.entry.subject {
        Subject::Rule(id) => run.rule(id).is_some(),
        Subject::Scenario(id) => run.scenarios.iter().any(|scenario| *scenario.id == **id),
    };
    result.state == State::Stale || !exists
}

/// What stands above the first entry and is not about it: all before the last empty line.
fn head_of(tables: &ArrayOfTables) -> String {
    let prefix = tables.get(0).and_then(|table| table.decor().prefix());
    let prefix = prefix
        .and_then(|prefix| prefix.as_str())
        .unwrap_or_default();
    let end = prefix.rfind("\n\n").map_or(0, |place| place + 1);
    prefix[..end].to_owned()
}

/// Puts the entries back, below what stood above them.
fn lead(document: &mut DocumentMut, mut tables: ArrayOfTables, head: &str) {
    let Some(first) = tables.get_mut(0) else {
        let trailing = document.trailing().as_str().unwrap_or_default();
        document.set_trailing(format!("{head}{trailing}"));
        return;
    };
    let prefix = first.decor().prefix().and_then(|prefix| prefix.as_str());
    let prefix = prefix.unwrap_or_default().to_owned();
    if !prefix.starts_with(head) {
        first.decor_mut().set_prefix(format!("{head}{prefix}"));
    }
    document.insert("known", Item::ArrayOfTables(tables));
}

fn table(subject: &Subject, fails_with: &str) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table.insert(subject.member(), value(subject.id()));
    table.insert("fails_with", value(fails_with));
    table.insert("reason", value(TODO));
    table
}

/// One addition for each way in which a red rule fails: of the rule where all of it fails like that, else of scenarios.
fn additions(run: &Run) -> Vec<(Subject, String)> {
    let mut added = Vec::new();
    for rule in run.rules.iter().filter(|rule| rule.is_red()) {
        for (text, scenarios) in ways(rule, run) {
            let shows = |own: &ScenarioResult| scenarios.iter().any(|shown| shown.id == own.id);
            let is_judged = |own: &&ScenarioResult| {
                !matches!(
                    own.verdict,
                    Verdict::NotApplicable | Verdict::NotTestable | Verdict::Faulted
                )
            };
            let mut own = run
                .scenarios
                .iter()
                .filter(|scenario| scenario.rule == rule.id);
            let foreign = scenarios.iter().any(|scenario| scenario.rule != rule.id);
            if foreign || is_found_anywhere(&rule.id) || own.by_ref().filter(is_judged).all(shows) {
                added.push((Subject::Rule(rule.id.clone()), text));
            } else {
                let each = scenarios
                    .iter()
                    .map(|scenario| Subject::Scenario(scenario.id.to_string()));
                added.extend(each.map(|subject| (subject, text.clone())));
            }
        }
    }
    added
}

/// The ways in which a rule fails that nothing excuses, each with the scenarios that show it.
fn ways<'a>(rule: &RuleResult, run: &'a Run) -> Vec<(String, Vec<&'a ScenarioResult>)> {
    let mut ways: Vec<(String, Vec<&ScenarioResult>)> = Vec::new();
    for (scenario, finding) in run.findings() {
        if finding.rule != rule.id || finding.known || is_listed(run, scenario, finding) {
            continue;
        }
        let text = beginning(&said(finding));
        match ways.iter_mut().find(|(known, _)| *known == text) {
            Some((_, shown)) if shown.iter().any(|earlier| earlier.id == scenario.id) => {}
            Some((_, shown)) => shown.push(scenario),
            None => ways.push((text, vec![scenario])),
        }
    }
    ways
}

/// Whether an entry says it that has run out: it is for people to say whether it holds on.
fn is_listed(run: &Run, scenario: &ScenarioResult, finding: &Finding) -> bool {
    let mut ran_out = run
        .known
        .iter()
        .filter(|result| result.state == State::RanOut);
    ran_out.any(|result| {
        let entry = &result.entry;
        entry.covers(scenario, finding) && said(finding).contains(&fingerprint(&entry.fails_with))
    })
}

/// The beginning of a text, in whole words.
fn beginning(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(WRITTEN) else {
        return text.to_owned();
    };
    let cut = &text[..end];
    cut.rsplit_once(' ')
        .map_or(cut, |(words, _)| words)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file as it is after its first entry was pruned and another was added.
    fn pruned(text: &str) -> Result<String, toml_edit::TomlError> {
        let mut document: DocumentMut = text.parse()?;
        let mut tables = match document.remove("known") {
            Some(Item::ArrayOfTables(tables)) => tables,
            _ => ArrayOfTables::new(),
        };
        let head = head_of(&tables);
        tables.remove(0);
        tables.push(table(&Subject::Rule("N".to_owned()), "x"));
        lead(&mut document, tables, &head);
        Ok(document.to_string())
    }

    #[test]
    fn comments_stay_with_what_they_are_about() -> Result<(), toml_edit::TomlError> {
        let added = "\n[[known]]\nrule = \"N\"\nfails_with = \"x\"\nreason = \"TODO\"\n";
        let one = "# of the file\n\n# of one\n[[known]]\nrule = 'A'\n";
        let two = "\n# of two\n[[known]]\nrule = 'B' # why\n# end\n";
        assert_eq!(
            pruned(&format!("{one}{two}"))?,
            format!("# of the file\n\n# of two\n[[known]]\nrule = 'B' # why\n{added}# end\n")
        );
        assert_eq!(pruned(one)?, format!("# of the file\n{added}"));
        Ok(())
    }

    #[test]
    fn a_beginning_ends_with_a_whole_word() {
        assert_eq!(beginning("a b"), "a b");
        let long = beginning(&"é12 ".repeat(200));
        assert!(long.len() < 400 && long.ends_with("é12"), "{long}");
    }
}
