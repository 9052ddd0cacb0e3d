//! A feature file as blocks of lines, before it is asked what they mean.

use super::error::Problems;
use super::keyword::{BlockKind, Line, StepWord, begins_like, classify};
use crate::count::count;

/// A piece of text and the line that it stands on.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) line: usize,
    pub(super) text: String,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) cells: Vec<String>,
}

/// A step with its table.
#[derive(Debug, Clone)]
pub(super) struct StepLine {
    pub(super) line: usize,
    pub(super) word: StepWord,
    pub(super) text: String,
    pub(super) rows: Vec<Row>,
}

/// A block: its head and all that stands below it, up to the next head.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) kind: BlockKind,
    pub(super) line: usize,
    pub(super) title: String,
    pub(super) tags: Vec<Placed>,
    pub(super) text: Vec<Placed>,
    pub(super) steps: Vec<StepLine>,
    pub(super) rows: Vec<Row>,
}

/// Reads the lines of a file, and refuses those that do not belong where they stand.
pub(super) fn read(source: &str, problems: &mut Problems<'_>) -> Vec<Block> {
    let mut reader = Reader {
        blocks: Vec::new(),
        tags: Vec::new(),
        in_table: false,
        problems,
    };
    for (index, raw) in source.lines().enumerate() {
        reader.line(index + 1, &classify(raw.trim()));
    }
    reader.no_tags_wait();
    reader.blocks
}

struct Reader<'a, 'p> {
    blocks: Vec<Block>,
    /// Tags that wait for their block.
    tags: Vec<Placed>,
    /// Whether the line before was a row of a table.
    in_table: bool,
    problems: &'a mut Problems<'p>,
}

impl Reader<'_, '_> {
    fn line(&mut self, number: usize, line: &Line<'_>) {
        let was_in_table = std::mem::replace(&mut self.in_table, matches!(line, Line::Row(_)));
        if matches!(line, Line::Row(_) | Line::Step(..) | Line::Text(_)) {
            self.no_tags_wait();
        }
        match *line {
            Line::Blank | Line::Comment => {}
            Line::Refused(reason) => self.problems.add(number, reason),
            Line::Tags(text) => self
                .tags
                .extend(words(text).map(|text| Placed { line: number, text })),
            Line::Block(kind, title) => self.block(number, kind, title),
            Line::Step(word, text) => self.step(number, word, text),
            Line::Row(text) => self.row(number, text, was_in_table),
            Line::Text(text) => self.text(number, text),
        }
    }

    fn no_tags_wait(&mut self) {
        for tag in self.tags.drain(..) {
            self.problems.add(
                tag.line,
                format!(
                    "`{}` stands above no `Feature:`, `Rule:`, scenario or `Examples:`",
                    tag.text
                ),
            );
        }
    }

    fn block(&mut self, line: usize, kind: BlockKind, title: &str) {
        let tags = std::mem::take(&mut self.tags);
        let title = title.to_owned();
        self.blocks.push(Block {
            kind,
            line,
            title,
            tags,
            text: Vec::new(),
            steps: Vec::new(),
            rows: Vec::new(),
        });
    }

    fn step(&mut self, line: usize, word: StepWord, text: &str) {
        match self.blocks.last_mut() {
            Some(block) if matches!(block.kind, BlockKind::Scenario | BlockKind::Outline) => {
                block.steps.push(StepLine {
                    line,
                    word,
                    text: text.to_owned(),
                    rows: Vec::new(),
                });
            }
            _ => self.problems.add(
                line,
                "a step outside a scenario; expected `Scenario:` or `Scenario Outline:` before it",
            ),
        }
    }

    fn row(&mut self, line: usize, text: &str, goes_on: bool) {
        let rows = self.blocks.last_mut().and_then(|block| match block.kind {
            BlockKind::Examples => Some(&mut block.rows),
            BlockKind::Feature | BlockKind::Rule | BlockKind::Scenario | BlockKind::Outline => {
                block.steps.last_mut().map(|step| &mut step.rows)
            }
        });
        let Some(rows) = rows else {
            return self.problems.add(
                line,
                "a table row outside a table; expected a step or `Examples:` before it",
            );
        };
        let Some(cells) = cells(text) else {
            return self.problems.add(
                line,
                "a table row that does not end; expected `|` at its end",
            );
        };
        if let Some(first) = rows.first() {
            if !goes_on {
                self.problems.add(
                    line,
                    "a gap within a table; expected its rows on successive lines",
                );
            } else if first.cells.len() != cells.len() {
                let message = format!(
                    "a row of {}; expected {} as in the first row",
                    count(cells.len(), "cell", "cells"),
                    first.cells.len()
                );
                self.problems.add(line, message);
            }
        }
        rows.push(Row { line, cells });
    }

    fn text(&mut self, line: usize, text: &str) {
        let kind = self.blocks.last().map(|block| block.kind);
        let hint = begins_like(text)
            .map(|word| format!("; did you mean `{word}`?"))
            .unwrap_or_default();
        match (kind, self.blocks.last_mut()) {
            (Some(BlockKind::Feature | BlockKind::Rule), Some(block)) => {
                if hint.is_empty() {
                    block.text.push(Placed {
                        line,
                        text: text.to_owned(),
                    });
                } else {
                    self.problems.add(
                        line,
                        format!(
                            "a description that begins like a keyword: `{}`{hint}",
                            start(text)
                        ),
                    );
                }
            }
            (Some(BlockKind::Scenario | BlockKind::Outline), _) => {
                self.problems.add(
                    line,
                    format!("expected a step, found `{}`{hint}", start(text)),
                );
            }
            (Some(BlockKind::Examples), _) => {
                self.problems.add(
                    line,
                    format!("expected a table row, found `{}`{hint}", start(text)),
                );
            }
            _ => self.problems.add(
                line,
                format!("expected `Feature:`, found `{}`", start(text)),
            ),
        }
    }
}

/// The first words of a line, enough to recognize it.
fn start(text: &str) -> String {
    text.split_whitespace()
        .take(3)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The tags of a line, up to a comment.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split_whitespace()
        .take_while(|word| !word.starts_with('#'))
        .map(str::to_owned)
}

/// The cells of a row, or none when its last `|` is missing; `\|` is no border.
pub(super) fn cells(row: &str) -> Option<Vec<String>> {
    let row = row.get(1..).unwrap_or_default();
    let (mut cells, mut from, mut escaped) = (Vec::new(), 0, false);
    for (at, byte) in row.bytes().enumerate() {
        if byte == b'|' && !escaped {
            cells.push(row[from..at].trim().to_owned());
            from = at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    row[from..].trim().is_empty().then_some(cells)
}
