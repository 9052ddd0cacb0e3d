//! The order of a scenario's steps: history, one act, what can be seen.

use super::error::Problems;
use super::keyword::StepWord;
use super::sheet::{Block, StepLine};

/// The part that a step plays, once `And` and `But` have taken over the part before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    History,
    Act,
    Sight,
}

impl Part {
    fn word(self) -> &'static str {
        match self {
            Self::History => "Given",
            Self::Act => "When",
            Self::Sight => "Then",
        }
    }
}

/// Checks that a scenario has exactly one act, and sees something after it.
pub(super) fn check(scenario: &Block, problems: &mut Problems<'_>) {
    if scenario.steps.is_empty() {
        return problems.add(
            scenario.line,
            "a scenario without steps; expected `Given`, `When` or `Then`",
        );
    }
    let mut before = None;
    let mut acts = 0;
    for step in &scenario.steps {
        let Some(part) = part(step.word, before) else {
            problems.add(
                step.line,
                "expected `Given`, `When` or `Then` as the first word of the first step",
            );
            return;
        };
        acts += usize::from(part == Part::Act);
        check_order(step, (before, part), problems);
        if part == Part::Act && acts > 1 {
            problems.add(
                step.line,
                "a second `When`; expected exactly one act in a scenario",
            );
        }
        before = before.max(Some(part));
    }
    if acts == 0 {
        problems.add(
            scenario.line,
            "a scenario without `When`; expected exactly one act",
        );
    }
    if before != Some(Part::Sight) {
        problems.add(
            scenario.line,
            "a scenario without `Then`; it would check nothing",
        );
    }
}

fn part(word: StepWord, before: Option<Part>) -> Option<Part> {
    match word {
        StepWord::Given => Some(Part::History),
        StepWord::When => Some(Part::Act),
        StepWord::Then => Some(Part::Sight),
        StepWord::And | StepWord::But => before,
    }
}

fn check_order(step: &StepLine, (before, part): (Option<Part>, Part), problems: &mut Problems<'_>) {
    if let Some(before) = before.filter(|before| part < *before) {
        problems.add(
            step.line,
            format!(
                "`{}` after `{}`; expected `Given`, then `When`, then `Then`",
                part.word(),
                before.word()
            ),
        );
    }
}
