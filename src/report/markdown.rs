//! The run as a page of Markdown, as GitHub shows it for a step: what it came to, what is broken and why, what was not judged.
//!
//! GitHub throws a summary away that is longer than 1 MiB, so a longer one ends earlier: at the end of a finding, and
//! saying how many are not told. Every text of a target or of a feature is written in character references, wherever a
//! character could mean something to Markdown or HTML; what a target said stands in `<code>` or `<pre>`, where nobody is
//! mentioned and nothing is linked.

use std::fmt::Write as _;

use super::broken::{BrokenRule, BrokenScenario, broken_rules};
use super::conclusion::conclude;
use super::curl;
use super::visible::{one_line, visible};
use crate::count::count;
use crate::run::result::{Counts, Run};
use crate::run::verdict::Verdict;
use crate::shorten::cut;

/// The most bytes of a page: the limit of GitHub, with room for what it adds itself.
pub const LIMIT: usize = 1_000_000;

/// What is kept for saying that something is not told.
const RESERVE: usize = 400;

/// How many characters of a text, and lines of a diff, are told.
const TEXT: usize = 600;
const DIFF: usize = 60;

/// The run as Markdown.
#[must_use]
pub fn render(run: &Run) -> String {
    beside(run, 0)
}

/// The run as Markdown that fits into one summary together with what is there already.
#[must_use]
pub fn beside(run: &Run, there: usize) -> String {
    let mut page = Page {
        text: String::new(),
        room: LIMIT.saturating_sub(there),
    };
    let conclusion = conclude(run);
    let heading = format!(
        "## recoup: {}\n\n{}\n\n",
        conclusion.word,
        text(&conclusion.sentence)
    );
    page.add(&heading);
    page.add(&counts(run));
    let broken = broken_rules(run);
    let (gating, advisory): (Vec<_>, Vec<_>) = broken
        .iter()
        .partition(|rule: &&BrokenRule<'_>| rule.gates());
    page.section("Broken", ("rule", "rules"), &rules(run, &gating));
    page.section("Advisories", ("rule", "rules"), &rules(run, &advisory));
    page.section("Not judged", ("scenario", "scenarios"), &unjudged(run));
    page.section("Readings", ("reading", "readings"), &readings(run));
    let notes = run.notes.iter().map(|note| format!("- {}\n", text(note)));
    page.section("Notes", ("note", "notes"), &notes.collect::<Vec<_>>());
    page.text
}

/// A page that does not grow beyond its bounds.
struct Page {
    text: String,
    room: usize,
}

impl Page {
    /// Adds a block if it fits whole.
    fn add(&mut self, block: &str) -> bool {
        let fits = block.len() <= self.room;
        if fits {
            self.text.push_str(block);
            self.room -= block.len();
        }
        fits
    }

    /// Adds as many blocks as fit, in their order, and says how many do not.
    fn section(&mut self, title: &str, (one, many): (&str, &str), blocks: &[String]) {
        if blocks.is_empty() {
            return;
        }
        let bound = self.room.saturating_sub(RESERVE);
        let mut told = 0;
        let mut size = title.len() + 8;
        for block in blocks {
            size += block.len();
            if size > bound {
                break;
            }
            told += 1;
        }
        let rest = blocks.len() - told;
        let mut section = format!("### {title}\n\n{}", blocks[..told].concat());
        if rest > 0 {
            let rest = count(rest, one, many);
            // Writing to memory does not fail.
            let _ = write!(
                section,
                "\n**{rest} more cannot be told: GitHub takes summaries of at most 1 MiB.** A JSON or HTML report has \
                 everything.\n"
            );
        }
        section.push('\n');
        self.add(&section);
    }
}

/// The verdicts of rules and scenarios that the run was asked for.
fn counts(run: &Run) -> String {
    let heads = Verdict::ALL.map(Verdict::phrase).join(" | ");
    let lines = "---:|".repeat(Verdict::ALL.len());
    let row = |name: &str, counts: Counts| {
        let cells = Verdict::ALL.map(|verdict| counts.get(verdict).to_string());
        format!("| {name} | {} |\n", cells.join(" | "))
    };
    format!(
        "| | {heads} |\n|---|{lines}\n{}{}\n",
        row("rules", run.selected_rule_counts()),
        row("scenarios", run.selected_scenario_counts())
    )
}

fn rules(run: &Run, broken: &[&BrokenRule<'_>]) -> Vec<String> {
    broken.iter().map(|broken| rule(run, broken)).collect()
}

fn rule(run: &Run, broken: &BrokenRule<'_>) -> String {
    let mut block = format!("#### {}", text(broken.id));
    // Writing to memory does not fail.
    if let Some(rule) = broken.rule {
        let sentence = text(&cut(&rule.sentence, TEXT));
        let source = text(&cut(&rule.source, TEXT));
        let level = rule.level.word();
        let _ = write!(block, " {sentence}\n\nSource: {source} ({level})\n\n");
        if let Some(reason) = &rule.reason {
            let _ = write!(block, "{}\n\n", text(&cut(reason, TEXT)));
        }
    } else {
        block.push_str("\n\n");
    }
    let Some((first, others)) = broken.scenarios.split_first() else {
        return block;
    };
    block.push_str(&scenario(run, first));
    for other in others {
        let place = format!("{}:{}", other.scenario.feature, other.scenario.line);
        let title = text(&cut(&other.scenario.title, TEXT));
        let _ = writeln!(block, "- also {} {title}", code(&place));
    }
    if !others.is_empty() {
        block.push('\n');
    }
    block
}

/// The scenario, what was expected and observed, and behind a fold its steps, the difference and the line to repeat it.
fn scenario(run: &Run, shown: &BrokenScenario<'_>) -> String {
    let scenario = shown.scenario;
    let place = format!("{}:{}", scenario.feature, scenario.line);
    let title = text(&cut(&scenario.title, TEXT));
    let mut block = format!("{} {title}\n\n", code(&place));
    let mut folded = scenario.steps.join("\n");
    // Writing to memory does not fail.
    for finding in &shown.findings {
        let _ = write!(
            block,
            "| | {} |\n|---|---|\n| expected | {} |\n| observed | {} |\n\n",
            code(&cut(&finding.step, TEXT)),
            code(&cut(&finding.expected, TEXT)),
            code(&cut(&finding.observed, TEXT)),
        );
        let diff = finding.diff.as_deref().unwrap_or_default();
        for line in diff.lines().take(DIFF) {
            let _ = write!(folded, "\n{}", cut(line, TEXT));
        }
        let rest = diff.lines().count().saturating_sub(DIFF);
        if rest > 0 {
            let _ = write!(folded, "\n… {} more", count(rest, "line", "lines"));
        }
    }
    let judged = shown.findings.first();
    if let Some(line) = judged.and_then(|finding| curl::of_finding(run, scenario, finding)) {
        let _ = write!(folded, "\n\n{}", cut(&line, 10 * TEXT));
    }
    let _ = write!(
        block,
        "<details><summary>Steps</summary>\n\n<pre>{}</pre>\n\n</details>\n\n",
        references(&visible(&folded))
    );
    block
}

fn unjudged(run: &Run) -> Vec<String> {
    let scenarios = run.scenarios.iter().filter(|it| match it.verdict {
        Verdict::NotTestable | Verdict::Faulted => true,
        Verdict::Upheld
        | Verdict::Broken
        | Verdict::Known
        | Verdict::Fixed
        | Verdict::NotApplicable => false,
    });
    let told = scenarios.map(|scenario| {
        let reason = scenario.reason.as_deref().unwrap_or("no reason is given");
        format!(
            "- {}: {}: {}\n",
            code(&scenario.id),
            scenario.verdict.phrase(),
            code(&cut(reason, TEXT))
        )
    });
    told.collect()
}

fn readings(run: &Run) -> Vec<String> {
    let told = run.readings.iter().map(|reading| {
        let value = reading.value.as_deref().unwrap_or("none holds");
        let pinned = if reading.pinned { " (pinned)" } else { "" };
        format!("- {}: {}{pinned}\n", text(&reading.choice), code(value))
    });
    told.collect()
}

/// Text in one line in which nothing means anything.
pub(super) fn text(said: &str) -> String {
    references(&one_line(said))
}

/// The same as code.
pub(super) fn code(said: &str) -> String {
    format!("<code>{}</code>", text(said))
}

/// The text with every character that means something to Markdown or HTML as a character reference, which is text in both.
fn references(said: &str) -> String {
    let mut safe = String::with_capacity(said.len() + 16);
    for c in said.chars() {
        if c.is_ascii_punctuation() && !",.;:-/=?'\"()".contains(c) {
            // Writing to memory does not fail.
            let _ = write!(safe, "&#{};", u32::from(c));
        } else {
            safe.push(c);
        }
    }
    safe.replace("::", ":&#58;")
}
