//! A file as the runner gets it: the parser's reading, outlines expanded, held against ours.

use std::path::PathBuf;

use cucumber::feature::Ext;
use cucumber::gherkin;

use super::draft::{Draft, RuleDraft, ScenarioDraft};
use super::error::{Problems, SpecError};

/// A scenario of the parser's reading and the draft that it comes from.
pub(super) struct Expanded<'a> {
    pub(super) draft: &'a ScenarioDraft,
    /// The row of `Examples:` that fills it: its line, its cells and its table's place among the tables.
    pub(super) row: Option<FilledRow<'a>>,
}

pub(super) struct FilledRow<'a> {
    pub(super) line: usize,
    pub(super) cells: &'a [String],
    pub(super) table: usize,
}

/// The parser's reading of a file, which has to be ours.
pub(super) fn parse(
    path: &str,
    source: &str,
    draft: &Draft,
) -> Result<gherkin::Feature, Vec<SpecError>> {
    let mut problems = Problems::of(path);
    let parsed = match gherkin::Feature::parse(source, gherkin::GherkinEnv::default()) {
        Ok(parsed) => parsed,
        Err(error) => {
            let (line, expected) = place(&error.to_string());
            problems.add(
                line,
                format!("the Gherkin parser does not accept this line{expected}"),
            );
            return Err(problems.found);
        }
    };
    agree(&parsed, draft, &mut problems);
    if !problems.found.is_empty() {
        return Err(problems.found);
    }
    Ok(parsed)
}

/// Expands the outlines of a file and puts every scenario on its own line.
///
/// The runner tells rows of an outline apart by their position, and we find our scenario by it.
pub(super) fn expanded(
    path: &str,
    parsed: gherkin::Feature,
    draft: &Draft,
) -> Result<gherkin::Feature, Vec<SpecError>> {
    let mut problems = Problems::of(path);
    let mut feature = parsed.expand_examples().map_err(|error| {
        problems.add(
            error.pos.line,
            format!("no column for the placeholder `<{}>`", error.name),
        );
        problems.found.clone()
    })?;
    feature.path = Some(PathBuf::from(path));
    for (rule, drafted) in feature.rules.iter_mut().zip(&draft.rules) {
        for (scenario, expanded) in rule.scenarios.iter_mut().zip(expand(drafted)) {
            scenario.position.line = expanded.line();
        }
    }
    Ok(feature)
}

/// The scenarios of a rule in the order in which the parser's outlines expand.
pub(super) fn expand(rule: &RuleDraft) -> impl Iterator<Item = Expanded<'_>> {
    rule.scenarios.iter().flat_map(|draft| {
        let rows = draft
            .examples
            .iter()
            .enumerate()
            .flat_map(|(table, examples)| {
                examples.rows.iter().skip(1).map(move |row| FilledRow {
                    line: row.line,
                    cells: &row.cells,
                    table,
                })
            });
        let mut expanded: Vec<_> = rows
            .map(|row| Expanded {
                draft,
                row: Some(row),
            })
            .collect();
        if expanded.is_empty() {
            expanded.push(Expanded { draft, row: None });
        }
        expanded
    })
}

impl Expanded<'_> {
    pub(super) fn line(&self) -> usize {
        self.row.as_ref().map_or(self.draft.line, |row| row.line)
    }
}

/// Checks that the parser saw what we saw: what it drops, it drops without a word.
fn agree(parsed: &gherkin::Feature, draft: &Draft, problems: &mut Problems<'_>) {
    let ours = draft
        .rules
        .iter()
        .map(|rule| (rule.line, rule.scenarios.len()));
    let theirs = parsed
        .rules
        .iter()
        .map(|rule| (rule.position.line, rule.scenarios.len()));
    if !parsed.scenarios.is_empty() || !ours.clone().eq(theirs.clone()) {
        let lost = ours
            .zip(theirs)
            .find(|(ours, theirs)| ours != theirs)
            .map_or(1, |(ours, _)| ours.0);
        problems.add(
            lost,
            "the Gherkin parser sees other rules and scenarios here than their lines say",
        );
    }
}

/// Line and expectation of a parse error, whose fields are private: `Error at 3:5: {"…", "…"}`.
fn place(error: &str) -> (usize, String) {
    let rest = error.strip_prefix("Error at ").unwrap_or(error);
    let line = rest
        .split(':')
        .next()
        .and_then(|line| line.parse().ok())
        .unwrap_or(1);
    let set = rest
        .split_once('{')
        .and_then(|(_, set)| set.rsplit_once('}'))
        .map_or("", |(set, _)| set);
    let mut expected: Vec<_> = set.split(", ").filter(|token| !token.is_empty()).collect();
    expected.sort_unstable();
    (
        line,
        if expected.is_empty() {
            String::new()
        } else {
            format!("; expected one of {}", expected.join(", "))
        },
    )
}
