//! The closed list of tags, and what each says.

use super::capability::Capability;
use super::catalogue::Reading;
use super::error::Problems;
use super::keyword::BlockKind;
use super::level::Level;
use super::sheet::{Block, Placed};
use crate::nearest::suggestion;

/// What the tags of a block say.
#[derive(Debug, Default)]
pub(super) struct Tags {
    pub(super) id: Option<String>,
    pub(super) level: Option<Level>,
    pub(super) reading: Option<Reading>,
    pub(super) needs: Vec<Capability>,
}

/// One tag.
enum Tag {
    Id(String),
    Level(Level),
    Reading(Reading),
    Needs(Capability),
}

/// Orders to runners; none may make a scenario run otherwise than the others.
const FORBIDDEN: [&str; 6] = [
    "@serial",
    "@allow.skipped",
    "@wip",
    "@ignore",
    "@smoke",
    "@slow",
];

/// Reads the tags of a block.
pub(super) fn read(block: &Block, problems: &mut Problems<'_>) -> Tags {
    let mut tags = Tags::default();
    for tag in &block.tags {
        match parse(&tag.text) {
            Err(message) => problems.add(tag.line, message),
            Ok(parsed) if belongs(&parsed, block.kind) => {
                if !tags.take(parsed) {
                    problems.add(
                        tag.line,
                        format!(
                            "`{}` is one too many; expected one tag of its kind",
                            tag.text
                        ),
                    );
                }
            }
            Ok(_) => misplaced(tag, block.kind, problems),
        }
    }
    tags
}

impl Tags {
    /// Takes a tag up, unless there is one of its kind.
    fn take(&mut self, tag: Tag) -> bool {
        match tag {
            Tag::Id(id) => self.id.replace(id).is_none(),
            Tag::Level(level) => self.level.replace(level).is_none(),
            Tag::Reading(reading) => self.reading.replace(reading).is_none(),
            Tag::Needs(capability) => {
                let is_new = !self.needs.contains(&capability);
                self.needs.push(capability);
                is_new
            }
        }
    }
}

fn belongs(tag: &Tag, on: BlockKind) -> bool {
    match tag {
        Tag::Id(_) | Tag::Reading(_) => on == BlockKind::Rule,
        Tag::Level(_) => on != BlockKind::Feature,
        Tag::Needs(_) => on != BlockKind::Examples,
    }
}

fn misplaced(tag: &Placed, on: BlockKind, problems: &mut Problems<'_>) {
    problems.add(
        tag.line,
        format!("`{}` does not belong on `{}:`", tag.text, on.word()),
    );
}

fn parse(text: &str) -> Result<Tag, String> {
    let name = text.strip_prefix('@').unwrap_or(text);
    if FORBIDDEN.contains(&text) || text.starts_with("@retry") {
        return Err(format!(
            "`{text}` is forbidden: every scenario runs once and like every other"
        ));
    }
    if let Some(level) = Level::from_word(name) {
        return Ok(Tag::Level(level));
    }
    if let Some(capability) = name.strip_prefix("needs:") {
        return capability
            .parse()
            .map(Tag::Needs)
            .map_err(|unknown| unknown.to_string());
    }
    if let Some(reading) = name.strip_prefix("reading:") {
        return parse_reading(reading)
            .map(Tag::Reading)
            .ok_or_else(|| format!("expected `@reading:<choice>=<value>`, found `{text}`"));
    }
    if is_rule_id(name) {
        return Ok(Tag::Id(name.to_owned()));
    }
    if name.starts_with(|char: char| char.is_ascii_uppercase()) && name.contains('-') {
        return Err(format!(
            "expected a rule id such as `@PAY-CANCEL-03`, found `{text}`"
        ));
    }
    if name.parse::<Capability>().is_ok() {
        return Err(format!(
            "unknown tag `{text}`; did you mean `@needs:{name}`?"
        ));
    }
    let needs: Vec<_> = Capability::ALL
        .iter()
        .map(|capability| format!("@needs:{capability}"))
        .collect();
    let known = ["@documented", "@recorded", "@inferred"]
        .into_iter()
        .chain(needs.iter().map(String::as_str));
    Err(format!("unknown tag `{text}`{}", suggestion(text, known)))
}

fn parse_reading(text: &str) -> Option<Reading> {
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-._".contains(c))
    };
    let (choice, value) = text.split_once('=')?;
    (is_name(choice) && is_name(value)).then(|| Reading {
        choice: choice.to_owned(),
        value: value.to_owned(),
    })
}

/// Whether a name has the form of a rule id: words in capitals, a number of two digits, perhaps a letter.
pub(super) fn is_rule_id(name: &str) -> bool {
    let Some((group, number)) = name.rsplit_once('-') else {
        return false;
    };
    let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_uppercase());
    let number = number
        .strip_suffix(|c: char| c.is_ascii_lowercase())
        .unwrap_or(number);
    group.split('-').all(is_word) && number.len() == 2 && number.chars().all(|c| c.is_ascii_digit())
}
