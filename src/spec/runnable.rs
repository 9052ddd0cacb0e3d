//! Scenarios as the runner gets them, made from their written steps: what a report shows is what ran.

use cucumber::gherkin::{self, LineCol, Span, StepType};

use super::catalogue::Scenario;
use super::sheet::cells;

/// A step with keyword, rows of its table on lines of their own (`| a | b |`).
pub(super) fn written(step: &gherkin::Step) -> String {
    let mut text = format!("{} {}", step.keyword.trim(), step.value);
    for row in step.table.iter().flat_map(|table| &table.rows) {
        let cells: Vec<_> = row.iter().map(|cell| escaped(cell)).collect();
        text.push_str("\n| ");
        text.push_str(&cells.join(" | "));
        text.push_str(" |");
    }
    text.shrink_to_fit();
    text
}

fn escaped(cell: &str) -> String {
    cell.replace('\\', "\\\\")
        .replace('|', "\\|")
        .replace('\n', "\\n")
}

pub(super) fn unescaped(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut chars = cell.chars();
    while let Some(char) = chars.next() {
        text.push(match char {
            '\\' => match chars.next() {
                Some('n') => '\n',
                other => other.unwrap_or(char),
            },
            plain => plain,
        });
    }
    text
}

/// A file without its rules.
pub(super) fn feature(path: &str) -> gherkin::Feature {
    gherkin::Feature {
        keyword: "Feature".to_owned(),
        name: path.to_owned(),
        description: None,
        background: None,
        scenarios: Vec::new(),
        rules: Vec::new(),
        tags: Vec::new(),
        span: Span::default(),
        position: at(1),
        path: Some(path.into()),
    }
}

/// A scenario with all its steps.
pub(super) fn scenario(scenario: &Scenario) -> gherkin::Scenario {
    let mut part = StepType::Given;
    gherkin::Scenario {
        keyword: "Scenario".to_owned(),
        name: scenario.title.to_string(),
        description: None,
        steps: scenario
            .steps
            .iter()
            .map(|text| step_of(text, &mut part))
            .collect(),
        examples: Vec::new(),
        tags: Vec::new(),
        span: Span::default(),
        position: at(scenario.line),
    }
}

/// Reads a written step.
fn step_of(text: &str, part: &mut StepType) -> gherkin::Step {
    let mut lines = text.lines();
    let (keyword, value) = lines
        .next()
        .and_then(|line| line.split_once(' '))
        .unwrap_or_default();
    let rows = lines
        .map(|row| {
            cells(row)
                .into_iter()
                .flatten()
                .map(|cell| unescaped(&cell))
                .collect()
        })
        .collect();
    step((keyword, value), rows, part)
}

/// A step of a keyword and what stands behind it; `And` and `But` play the part of the step before them.
pub(super) fn step(
    (keyword, value): (&str, &str),
    rows: Vec<Vec<String>>,
    part: &mut StepType,
) -> gherkin::Step {
    match keyword {
        "Given" => *part = StepType::Given,
        "When" => *part = StepType::When,
        "Then" => *part = StepType::Then,
        _ => {}
    }
    gherkin::Step {
        keyword: keyword.to_owned(),
        ty: *part,
        value: value.to_owned(),
        docstring: None,
        table: table(rows),
        span: Span::default(),
        position: LineCol::default(),
    }
}

/// The table of these rows, where there are any.
pub(super) fn table(rows: Vec<Vec<String>>) -> Option<gherkin::Table> {
    (!rows.is_empty()).then(|| gherkin::Table {
        rows,
        span: Span::default(),
        position: LineCol::default(),
    })
}

const fn at(line: usize) -> LineCol {
    LineCol { line, col: 1 }
}
