//! The specification on the page: areas, features, rules, and scenarios with their steps folded away.

use maud::{Markup, html};

use super::outline::{Area, Ended, Feature, RuleEntry, ScenarioEntry};
use super::table::aligned;
use super::text::{chip, counted, fragment, in_line, shown};
use crate::run::verdict::Verdict;

/// A folder of features.
pub(super) fn area(area: &Area<'_>) -> Markup {
    html! {
        section.area id=(area.anchor()) {
            h3.area-title { (in_line(&area.title)) }
            @for feature in &area.features { (self::feature(feature)) }
        }
    }
}

fn feature(feature: &Feature<'_>) -> Markup {
    html! {
        section.feature id=(in_line(feature.anchor())) {
            h4 { a.quiet href={ "#" (fragment(feature.anchor())) } { (in_line(feature.title)) } " " span.file { (in_line(feature.path)) } }
            @if let Some(prose) = feature.prose { p.prose { (in_line(prose)) } }
            @for rule in &feature.rules { (self::rule(rule)) }
        }
    }
}

fn rule(rule: &RuleEntry<'_>) -> Markup {
    let ended = rule.result.map(Ended::of_rule);
    let class = ended.map_or("none", Ended::key);
    html! {
        div.rule id=(in_line(rule.id)) data-v=(class) data-level=(rule.level.word()) data-group=(in_line(rule.group)) {
            h5 {
                a.id href={ "#" (fragment(rule.id)) } { (in_line(rule.id)) }
                span.sentence { (in_line(rule.sentence)) }
                @if let Some(ended) = ended { (chip(ended)) }
            }
            p.facts { (facts(rule)) }
            @for scenario in &rule.scenarios { (self::scenario(scenario)) }
        }
    }
}

/// Where a rule comes from and how far it counts.
fn facts(rule: &RuleEntry<'_>) -> Markup {
    let selected = rule.result.filter(|result| result.is_selected());
    let reason = selected.and_then(|result| result.reason.as_deref());
    html! {
        span { (in_line(rule.source)) @if let Some(explanation) = rule.explanation { " " (in_line(explanation)) } }
        span class={ "level " (rule.level.word()) } {
            (rule.level.word())
            @if let Some(result) = rule.result { @if result.gates { ", gates" } @else { ", advisory" } }
        }
        @if let Some(reading) = rule.reading {
            span { "reading " b { (in_line(&reading.choice)) " = " (in_line(&reading.value)) } }
        }
        @if !rule.needs.is_empty() { span { "needs " (rule.needs.join(", ")) } }
        @if let Some(reason) = reason { span.reason { (in_line(reason)) } }
        @if rule.result.map(|result| result.verdict) == Some(Verdict::Broken) {
            span { a href={ "#finding-" (fragment(rule.id)) } { "its findings" } }
        }
    }
}

fn scenario(scenario: &ScenarioEntry<'_>) -> Markup {
    let ended = scenario.result.map(Ended::of_scenario);
    let class = ended.map_or("none", Ended::key);
    let selected = scenario.result.filter(|result| result.is_selected());
    let reason = selected.and_then(|result| result.reason.as_deref());
    let findings = scenario.result.map_or(0, |result| result.findings.len());
    html! {
        details class={ "s " (class) } id=(in_line(scenario.id)) {
            summary {
                @if let Some(ended) = ended { (chip(ended)) }
                (in_line(scenario.title))
            }
            @if let Some(reason) = reason { p.reason { (in_line(reason)) } }
            (steps(scenario.steps, &[]))
            p.place {
                a href={ "#" (fragment(scenario.id)) } { "link" }
                " · line " (scenario.line)
                @if findings > 0 { " · " a href={ "#case-" (fragment(scenario.id)) } { (counted(findings, "finding", "findings")) } }
            }
        }
    }
}

/// The steps as written, those that noticed something marked; `marked` are their first lines.
pub(super) fn steps(steps: &[String], marked: &[String]) -> Markup {
    html! {
        pre.g {
            @for step in steps {
                @let (keyword, rest) = keyword(step);
                @let (first, table) = rest.split_once('\n').unwrap_or((rest, ""));
                @if marked.contains(&head(step)) {
                    mark { b { (in_line(keyword)) } " " (in_line(first)) "\n" }
                } @else {
                    b { (in_line(keyword)) } " " (in_line(first)) "\n"
                }
                @if !table.is_empty() { span.t { (shown(&aligned(table))) } }
            }
        }
    }
}

/// The first line of a step.
pub(super) fn head(step: &str) -> String {
    step.lines().next().unwrap_or_default().trim().to_owned()
}

fn keyword(step: &str) -> (&str, &str) {
    step.split_once(' ').unwrap_or(("", step))
}
