//! What the blocks of a file say: rules, where they come from, and their scenarios.

use std::collections::HashMap;

use super::capability::Capability;
use super::catalogue::Reading;
use super::error::Problems;
use super::keyword::BlockKind;
use super::level::Level;
use super::sheet::{Block, Placed, Row};
use super::{examples, steps, tags};
use crate::nearest::nearest;

/// A feature, as its blocks say.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) title: String,
    pub(super) prose: Option<String>,
    pub(super) needs: Vec<Capability>,
    pub(super) rules: Vec<RuleDraft>,
}

#[derive(Debug)]
pub(super) struct RuleDraft {
    pub(super) line: usize,
    pub(super) id: String,
    pub(super) sentence: String,
    pub(super) level: Level,
    pub(super) reading: Option<Reading>,
    pub(super) needs: Vec<Capability>,
    pub(super) source: String,
    pub(super) explanation: Option<String>,
    pub(super) scenarios: Vec<ScenarioDraft>,
}

#[derive(Debug)]
pub(super) struct ScenarioDraft {
    pub(super) line: usize,
    pub(super) title: String,
    pub(super) level: Option<Level>,
    pub(super) needs: Vec<Capability>,
    pub(super) examples: Vec<ExamplesDraft>,
}

#[derive(Debug)]
pub(super) struct ExamplesDraft {
    pub(super) line: usize,
    pub(super) level: Option<Level>,
    /// The header first.
    pub(super) rows: Vec<Row>,
}

/// Reads the blocks of a file, and says all that is wrong with them.
pub(super) fn read(blocks: &[Block], problems: &mut Problems<'_>) -> Draft {
    let mut draft = Draft::default();
    check_head(blocks, problems);
    let mut rest = blocks;
    while let [block, after @ ..] = rest {
        rest = after;
        match block.kind {
            BlockKind::Feature => {
                draft.title.clone_from(&block.title);
                draft.prose = prose(&block.text);
                draft.needs.extend(tags::read(block, problems).needs);
            }
            BlockKind::Rule => draft.rules.push(rule(block, problems)),
            BlockKind::Scenario | BlockKind::Outline => {
                let count = after
                    .iter()
                    .take_while(|next| next.kind == BlockKind::Examples)
                    .count();
                let (tables, after) = after.split_at(count);
                rest = after;
                let scenario = scenario(block, tables, problems);
                match draft.rules.last_mut() {
                    Some(rule) => rule.scenarios.push(scenario),
                    None => problems.add(
                        block.line,
                        "a scenario outside a rule; expected `Rule:` before it",
                    ),
                }
            }
            BlockKind::Examples => problems.add(
                block.line,
                "`Examples:` without a `Scenario Outline:` before it",
            ),
        }
    }
    check_scenarios(&draft, problems);
    draft
}

/// Checks that the file is one feature with rules in it.
fn check_head(blocks: &[Block], problems: &mut Problems<'_>) {
    if let Some(first) = blocks
        .first()
        .filter(|block| block.kind != BlockKind::Feature)
    {
        problems.add(
            first.line,
            format!("expected `Feature:` first, found `{}:`", first.kind.word()),
        );
    }
    let features = || {
        blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Feature)
    };
    for second in features().skip(1) {
        problems.add(second.line, "a second `Feature:`; expected one in a file");
    }
    if let Some(feature) = features().next() {
        if feature.title.is_empty() {
            problems.add(feature.line, "`Feature:` without a name");
        }
        if !blocks.iter().any(|block| block.kind == BlockKind::Rule) {
            problems.add(feature.line, "a feature without rules; expected `Rule:`");
        }
    } else if blocks.is_empty() {
        problems.add(1, "expected `Feature:`, found none");
    }
}

fn rule(block: &Block, problems: &mut Problems<'_>) -> RuleDraft {
    let tags = tags::read(block, problems);
    if block.title.is_empty() {
        problems.add(block.line, "`Rule:` without its sentence");
    }
    if tags.id.is_none() {
        problems.add(
            block.line,
            "a rule without an id; expected a tag such as `@PAY-CANCEL-03`",
        );
    }
    if tags.level.is_none() {
        problems.add(
            block.line,
            "a rule without a level; expected `@documented`, `@recorded` or `@inferred`",
        );
    }
    RuleDraft {
        line: block.line,
        id: tags.id.unwrap_or_default(),
        sentence: block.title.clone(),
        level: tags.level.unwrap_or(Level::Inferred),
        reading: tags.reading,
        needs: tags.needs,
        source: source(block, problems),
        explanation: explanation(block),
        scenarios: Vec::new(),
    }
}

/// The source of a rule, which stands on the first line below it.
fn source(block: &Block, problems: &mut Problems<'_>) -> String {
    let source = block
        .text
        .first()
        .and_then(|line| line.text.strip_prefix("Source:"))
        .map(str::trim);
    match source {
        Some("") => problems.add(
            block.line + 1,
            "`Source:` names nothing; expected a document and its section",
        ),
        Some(_) => {}
        None => {
            let heads = block
                .text
                .iter()
                .filter_map(|line| line.text.split_once(':'));
            let slip = heads
                .map(|(head, _)| head)
                .find(|head| nearest(head, ["Source"]).is_some());
            let found = slip.map_or_else(String::new, |head| format!("; found `{head}:`"));
            problems.add(block.line, format!("a rule without a source; expected `Source: <document and section>` on the line below it{found}"));
        }
    }
    source.unwrap_or_default().to_owned()
}

/// How we got to the rule, where its description says more than the source.
fn explanation(block: &Block) -> Option<String> {
    prose(block.text.get(1..).unwrap_or_default())
}

/// Lines of prose as one text.
fn prose(lines: &[Placed]) -> Option<String> {
    let lines: Vec<_> = lines.iter().map(|line| line.text.as_str()).collect();
    (!lines.is_empty()).then(|| lines.join(" "))
}

fn scenario(block: &Block, tables: &[Block], problems: &mut Problems<'_>) -> ScenarioDraft {
    let tags = tags::read(block, problems);
    if block.title.is_empty() {
        problems.add(
            block.line,
            format!("`{}:` without a title", block.kind.word()),
        );
    }
    steps::check(block, problems);
    examples::check(block, tables, problems);
    let examples = tables.iter().map(|table| ExamplesDraft {
        line: table.line,
        level: tags::read(table, problems).level,
        rows: table.rows.clone(),
    });
    ScenarioDraft {
        line: block.line,
        title: block.title.clone(),
        level: tags.level,
        needs: tags.needs,
        examples: examples.collect(),
    }
}

/// Checks that every rule has scenarios, and every scenario a title of its own.
fn check_scenarios(draft: &Draft, problems: &mut Problems<'_>) {
    let mut titles = HashMap::new();
    for rule in &draft.rules {
        if rule.scenarios.is_empty() {
            problems.add(
                rule.line,
                "a rule without scenarios; expected `Scenario:` below it",
            );
        }
        for scenario in rule
            .scenarios
            .iter()
            .filter(|scenario| !scenario.title.is_empty())
        {
            if let Some(line) = titles.insert(&scenario.title, scenario.line) {
                problems.add(
                    scenario.line,
                    format!(
                        "the title of line {line} again: `{}`; expected one of its own",
                        scenario.title
                    ),
                );
            }
        }
    }
}
