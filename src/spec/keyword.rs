//! What a line of a feature file is, by the word that it begins with.

use strsim::osa_distance;

/// The blocks that a feature file is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    Feature,
    Rule,
    Outline,
    Scenario,
    Examples,
}

impl BlockKind {
    // `Scenario Outline` stands before `Scenario`, which it begins with.
    const ALL: [Self; 5] = [
        Self::Feature,
        Self::Rule,
        Self::Outline,
        Self::Scenario,
        Self::Examples,
    ];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Feature => "Feature",
            Self::Rule => "Rule",
            Self::Outline => "Scenario Outline",
            Self::Scenario => "Scenario",
            Self::Examples => "Examples",
        }
    }
}

/// The words that steps begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StepWord {
    Given,
    When,
    Then,
    And,
    But,
}

impl StepWord {
    const ALL: [Self; 5] = [Self::Given, Self::When, Self::Then, Self::And, Self::But];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Given => "Given",
            Self::When => "When",
            Self::Then => "Then",
            Self::And => "And",
            Self::But => "But",
        }
    }
}

/// A line, as far as it can be told without its neighbors.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    Blank,
    Comment,
    Tags(&'a str),
    Row(&'a str),
    Block(BlockKind, &'a str),
    Step(StepWord, &'a str),
    Text(&'a str),
    /// What Gherkin allows and these features do not, and why not.
    Refused(&'static str),
}

/// Words of Gherkin that say nothing the closed grammar cannot say.
const REFUSED: [(&str, &str); 8] = [
    (
        "Background:",
        "`Background:` is not used: each scenario tells its own history",
    ),
    ("Example:", "`Example:` is not used; expected `Scenario:`"),
    (
        "Scenarios:",
        "`Scenarios:` is not used; expected `Examples:`",
    ),
    (
        "Scenario Template:",
        "`Scenario Template:` is not used; expected `Scenario Outline:`",
    ),
    ("Ability:", "`Ability:` is not used; expected `Feature:`"),
    (
        "Business Need:",
        "`Business Need:` is not used; expected `Feature:`",
    ),
    ("\"\"\"", "doc strings are not used; expected a table"),
    ("```", "doc strings are not used; expected a table"),
];

/// What a trimmed line is.
pub(super) fn classify(line: &str) -> Line<'_> {
    if line.is_empty() {
        return Line::Blank;
    }
    if let Some(comment) = line.strip_prefix('#') {
        // The parser takes this comment as an order, and every keyword changes.
        let is_order = comment.trim_start().starts_with("language");
        return if is_order {
            Line::Refused("features are written in English; expected no `# language:`")
        } else {
            Line::Comment
        };
    }
    if let Some((_, reason)) = REFUSED.iter().find(|(word, _)| line.starts_with(word)) {
        return Line::Refused(reason);
    }
    if line.starts_with("* ") {
        return Line::Refused("`*` is not used; expected `Given`, `When`, `Then`, `And` or `But`");
    }
    if line.starts_with('@') {
        return Line::Tags(line);
    }
    if line.starts_with('|') {
        return Line::Row(line);
    }
    let after = |word: &str, end: char| {
        line.strip_prefix(word)
            .and_then(|rest| rest.strip_prefix(end))
            .map(str::trim)
    };
    let block = BlockKind::ALL
        .iter()
        .find_map(|kind| after(kind.word(), ':').map(|title| Line::Block(*kind, title)));
    let step = || {
        StepWord::ALL
            .iter()
            .find_map(|word| after(word.word(), ' ').map(|text| Line::Step(*word, text)))
    };
    block.or_else(step).unwrap_or(Line::Text(line))
}

/// English words that are one slip away from a step's keyword and begin many sentences.
const INNOCENT: [&str; 16] = [
    "The", "They", "Them", "Than", "An", "Any", "End", "Add", "By", "Buy", "Bit", "Cut", "Put",
    "Out", "Give", "Gives",
];

/// The keyword that a line of prose begins with or was probably meant to begin with.
///
/// Prose that the parser would take for structure, and structure that it would take for prose, are refused alike.
pub(super) fn begins_like(text: &str) -> Option<&'static str> {
    let blocks = || {
        BlockKind::ALL
            .iter()
            .map(|kind| kind.word())
            .chain(["Background", "Example"])
    };
    if let Some(word) = blocks().find(|word| text.starts_with(word)) {
        return Some(word);
    }
    let head = text
        .split_once(':')
        .map(|(head, _)| head.trim().to_lowercase());
    let first = text.split([' ', ':', ',']).next().unwrap_or_default();
    let slipped = |word: &&str| {
        let near = |head: &String| is_near(head, &word.to_lowercase(), word.len() / 4);
        head.as_ref().is_some_and(near) || (word.len() > 4 && is_near(first, word, 1))
    };
    blocks().find(slipped).or_else(|| nearest_step(first))
}

/// The step keyword that a word is or was probably meant to be.
pub(super) fn nearest_step(first: &str) -> Option<&'static str> {
    if INNOCENT.contains(&first) || !first.starts_with(char::is_uppercase) {
        return None;
    }
    StepWord::ALL
        .into_iter()
        .map(StepWord::word)
        .find(|word| is_near(first, word, 1))
}

/// Whether a word is at most so many slips away from another; what differs more in length is not even compared.
fn is_near(text: &str, word: &str, slips: usize) -> bool {
    let letters = [text, word].map(|text| text.chars().count());
    letters[0].abs_diff(letters[1]) <= slips && osa_distance(text, word) <= slips
}
