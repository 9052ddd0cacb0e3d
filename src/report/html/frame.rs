//! What stands around the page: head, policy, table of contents, filters, script.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use super::outline::{Area, Ended, Feature, Outline};
use super::text::{fragment, in_line, number};
use crate::spec::Level;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What the head of the page says.
pub(super) struct Head {
    /// Its name.
    pub title: String,
    /// What colors it.
    pub edge: &'static str,
}

/// A line of the table of contents.
pub(super) struct Entry {
    id: &'static str,
    title: &'static str,
    count: Option<usize>,
}

impl Entry {
    /// A line that leads to a section.
    pub fn new(id: &'static str, title: &'static str, count: Option<usize>) -> Self {
        Self { id, title, count }
    }
}

/// The whole page.
pub(super) fn page(head: &Head, side: &Markup, main: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" class=(head.edge) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (head.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#specification" { "Skip to the specification" }
                (side)
                main { (main) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string()
}

/// Only this style and this script, and nothing from anywhere.
fn policy() -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

/// The table of contents.
pub(super) fn side(entries: &[Entry], outline: &Outline<'_>) -> Markup {
    html! {
        header.side {
            p.brand { "recoup" button #theme type="button" hidden { "Dark" } }
            nav aria-label="Contents" {
                details #contents open {
                    summary { "Contents" }
                    ul {
                        @for entry in entries {
                            li { a href={ "#" (entry.id) } { (entry.title) @if let Some(count) = entry.count { span.n { (number(count)) } } } }
                        }
                        li { a href="#specification" { "Specification" span.n { (number(outline.rules().count())) } } }
                    }
                    div.areas { @for area in &outline.areas { (self::area(area)) } }
                }
            }
        }
    }
}

fn area(area: &Area<'_>) -> Markup {
    let rules: usize = area
        .features
        .iter()
        .map(|feature| feature.rules.len())
        .sum();
    let ended = area.features.iter().filter_map(Feature::ended).max();
    html! {
        details {
            summary { span class={ "dot " (ended.map_or("none", Ended::key)) } {} (in_line(&area.title)) span.n { (number(rules)) } }
            ul {
                @for feature in &area.features {
                    li { a href={ "#" (fragment(feature.anchor())) } {
                        span class={ "dot " (feature.ended().map_or("none", Ended::key)) } {}
                        (in_line(feature.title))
                        span.n { (number(feature.rules.len())) }
                    } }
                }
            }
        }
    }
}

/// Search and filters, which need the script.
pub(super) fn toolbar(outline: &Outline<'_>) -> Markup {
    let endings = outline.endings();
    html! {
        search.tools #tools hidden {
            div.line {
                label.sr for="q" { "Search rules, scenarios and steps" }
                input #q type="search" placeholder="Search rules, scenarios, steps  (press /)" autocomplete="off" spellcheck="false";
                label.sr for="group" { "Group" }
                select #group {
                    option value="" { "All groups" }
                    @for (group, rules) in outline.groups() { option value=(in_line(group)) { (in_line(group)) " (" (number(rules)) ")" } }
                }
            }
            div.line {
                @if !endings.is_empty() {
                    div.set role="group" aria-label="Verdict" {
                        @for (ended, count) in &endings {
                            button type="button" aria-pressed="false" data-verdict=(ended.key()) class={ "v " (ended.key()) } { (ended.phrase()) " " span.n { (number(*count)) } }
                        }
                    }
                }
                div.set role="group" aria-label="Level" {
                    @for level in Level::ALL { button type="button" aria-pressed="false" data-level=(level.word()) { (level.word()) " " span.n { (number(outline.rules().filter(|rule| rule.level == level).count())) } } }
                }
            }
            div.line {
                p.count #count role="status" {}
                div.set {
                    button #clear type="button" data-clear hidden { "Clear the filters" }
                    button #steps type="button" aria-pressed="false" { "Show steps" }
                }
            }
        }
    }
}
