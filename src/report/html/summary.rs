//! The head of the page: what the run comes to, in a word, a sentence and two bars.

use maud::{Markup, html};

use super::outline::Outline;
use super::text::{counted, in_line, number};
use crate::exit::Exit;
use crate::report::conclusion::{conclude, seconds};
use crate::run::judge::Gate;
use crate::run::result::{Counts, Run};
use crate::run::verdict::Verdict;
use crate::spec::Level;

/// The name of the page.
pub(super) fn title(run: &Run) -> String {
    in_line(&format!("{}: {}", conclude(run).word, target(run)))
}

/// What colors the head of the page.
pub(super) fn edge(run: &Run) -> &'static str {
    match run.exit() {
        Exit::Conformant => "good",
        Exit::Broken | Exit::Unreachable => "bad",
        Exit::Usage | Exit::Incomplete | Exit::Empty | Exit::Internal | Exit::Interrupted => {
            "doubt"
        }
    }
}

/// The target as it calls itself, or its address.
fn target(run: &Run) -> String {
    run.implementation_name().unwrap_or_else(|| run.url.clone())
}

/// The summary of a run.
pub(super) fn tell(run: &Run) -> Markup {
    let conclusion = conclude(run);
    html! {
        section.summary #summary aria-labelledby="h-summary" {
            p.target { (in_line(&target(run))) }
            h1 #h-summary { span class={ "word " (edge(run)) } { (conclusion.word) } }
            p.sentence { (in_line(&conclusion.sentence)) }
            div.bars {
                (bar("Rules", run.selected_rule_counts(), run.rules.len()))
                (bar("Scenarios", run.selected_scenario_counts(), run.scenarios.len()))
            }
            (facts(run))
        }
    }
}

fn facts(run: &Run) -> Markup {
    html! {
        dl.run {
            div { dt { "Target" } dd { (in_line(&run.url)) } }
            div { dt { "Started" } dd { (run.started.format("%Y-%m-%d %H:%M:%S UTC")) } }
            div { dt { "Took" } dd { (seconds(run.duration)) } }
            div { dt { "Exit code" } dd { (run.exit().code()) } }
            div { dt { "Gate" } dd { (gate(run.gate)) } }
            @if let Some(shard) = run.shard { div { dt { "Shard" } dd { (shard.index()) " of " (shard.count()) } } }
            div { dt { "Made by" } dd { "recoup " (in_line(&run.recoup)) } }
        }
    }
}

fn gate(gate: Gate) -> &'static str {
    match gate {
        Gate::Documented => "documented rules decide",
        Gate::All => "all rules decide",
    }
}

/// Counts as a bar and in words.
fn bar(title: &str, counts: Counts, all: usize) -> Markup {
    let mut at = 0;
    let parts: Vec<(Verdict, usize, usize)> = Verdict::ALL
        .into_iter()
        .map(|verdict| (verdict, counts.get(verdict)))
        .filter(|(_, count)| *count > 0)
        .map(|(verdict, count)| {
            at += count;
            (verdict, at - count, count)
        })
        .collect();
    let others = all - counts.total();
    html! {
        div.bar {
            h2 { (title) " " span.total { (number(counts.total())) } }
            svg viewBox={ "0 0 " (counts.total().max(1)) " 1" } preserveAspectRatio="none" aria-hidden="true" {
                @for (verdict, from, count) in &parts {
                    rect class={ "f-" (verdict.key()) } x=(from) y="0" width=(count) height="1" {}
                }
            }
            ul {
                @for (verdict, _, count) in &parts {
                    li { span class={ "v " (verdict.key()) } { (number(*count)) " " (verdict.phrase()) } }
                }
                @if others > 0 { li.small { (number(others)) " not selected" } }
            }
        }
    }
}

/// What the specification is, for a page without a run.
pub(super) fn about(outline: &Outline<'_>) -> Markup {
    let rules = outline.rules().count();
    let scenarios = outline.scenarios().count();
    let of = |level: Level| outline.rules().filter(|rule| rule.level == level).count();
    html! {
        section.summary #summary aria-labelledby="h-summary" {
            p.target { "recoup " (env!("CARGO_PKG_VERSION")) }
            h1 #h-summary { "The specification" }
            p.sentence {
                "Payouts, transfers and debits, and how each is taken back: "
                (counted(rules, "rule", "rules")) " with their sources, shown by " (counted(scenarios, "scenario", "scenarios"))
                ". Every scenario below is run as it is written."
            }
            dl.levels {
                @for level in Level::ALL {
                    dt { span class={ "level " (level.word()) } { (level.word()) } }
                    dd { (counted(of(level), "rule", "rules")) ": " (founded(level)) }
                }
            }
        }
    }
}

fn founded(level: Level) -> &'static str {
    match level {
        Level::Documented => "stated by the documents or the published schema; these decide",
        Level::Recorded => "seen on the real API and published by others",
        Level::Inferred => "follows from the rest",
    }
}
