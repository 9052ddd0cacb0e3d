//! The features of this binary as the parser would read them, made from our own reading: the parser takes half of a start.
//!
//! That both say the same of them is held by a test; a stranger's features are always read by the parser, too.

use cucumber::gherkin::{self, LineCol, Span, StepType};

use super::keyword::BlockKind;
use super::runnable;
use super::sheet::{Block, Row, StepLine};

/// A file with its rules, its outlines not yet expanded.
pub(super) fn feature(path: &str, blocks: &[Block]) -> gherkin::Feature {
    let mut feature = runnable::feature(path);
    for block in blocks {
        match block.kind {
            BlockKind::Feature => {}
            BlockKind::Rule => feature.rules.push(rule(block)),
            BlockKind::Scenario | BlockKind::Outline => {
                if let Some(rule) = feature.rules.last_mut() {
                    rule.scenarios.push(scenario(block));
                }
            }
            BlockKind::Examples => {
                let rule = feature.rules.last_mut();
                if let Some(scenario) = rule.and_then(|rule| rule.scenarios.last_mut()) {
                    scenario.examples.push(examples(block));
                }
            }
        }
    }
    feature
}

fn rule(block: &Block) -> gherkin::Rule {
    gherkin::Rule {
        keyword: block.kind.word().to_owned(),
        name: block.title.clone(),
        description: None,
        background: None,
        scenarios: Vec::new(),
        tags: Vec::new(),
        span: Span::default(),
        position: at(block),
    }
}

fn scenario(block: &Block) -> gherkin::Scenario {
    let mut part = StepType::Given;
    let step = |step: &StepLine| {
        let said = (step.word.word(), step.text.as_str());
        runnable::step(said, rows(&step.rows), &mut part)
    };
    gherkin::Scenario {
        keyword: block.kind.word().to_owned(),
        name: block.title.clone(),
        description: None,
        steps: block.steps.iter().map(step).collect(),
        examples: Vec::new(),
        tags: Vec::new(),
        span: Span::default(),
        position: at(block),
    }
}

fn examples(block: &Block) -> gherkin::Examples {
    gherkin::Examples {
        keyword: block.kind.word().to_owned(),
        name: None,
        description: None,
        table: runnable::table(rows(&block.rows)),
        tags: Vec::new(),
        span: Span::default(),
        position: at(block),
    }
}

fn rows(rows: &[Row]) -> Vec<Vec<String>> {
    let cells = rows.iter().map(|row| row.cells.iter());
    cells
        .map(|cells| cells.map(|cell| runnable::unescaped(cell)).collect())
        .collect()
}

const fn at(block: &Block) -> LineCol {
    LineCol {
        line: block.line,
        col: 1,
    }
}
