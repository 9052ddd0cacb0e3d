//! What a check would run, for people.

use std::fmt::Write as _;

use super::visible::visible;
use super::wants;
use crate::count::count;
use crate::run::foresee::Foreseen;

/// What would run, a line a rule, and what would not: a line for each thing that is lacking, or where it is to be verbose
/// a block for each reason with its rules.
#[must_use]
pub fn text(foreseen: &Foreseen, verbose: bool) -> String {
    let mut text = String::new();
    let runs: usize = foreseen.rules.iter().map(|rule| rule.runs).sum();
    let running = foreseen.rules.iter().filter(|rule| rule.runs > 0);
    let rules = count(running.clone().count(), "rule", "rules");
    // Writing to memory does not fail.
    let _ = writeln!(
        text,
        "{}: {} of {rules} would run, {} at once",
        foreseen.url,
        count(runs, "scenario", "scenarios"),
        foreseen.jobs
    );
    for rule in running {
        let _ = writeln!(
            text,
            "  {:>3}  {:<14} {}",
            rule.runs, rule.id, rule.sentence
        );
    }
    if verbose {
        stays(&mut text, foreseen);
    } else {
        let each = foreseen.rules.iter().flat_map(|rule| {
            let stays = rule.stays.iter();
            stays.map(|(why, scenarios)| (why.as_str(), rule.id.as_str(), *scenarios))
        });
        for told in wants::folded(each) {
            let _ = writeln!(text, "not run: {told}");
        }
    }
    for note in &foreseen.notes {
        let _ = writeln!(text, "note: {note}");
    }
    visible(&text).into_owned()
}

fn stays(text: &mut String, foreseen: &Foreseen) {
    let mut reasons: Vec<(&str, usize, Vec<&str>)> = Vec::new();
    for rule in &foreseen.rules {
        for (why, scenarios) in &rule.stays {
            match reasons.iter_mut().find(|(known, ..)| known == why) {
                Some((_, all, rules)) => {
                    *all += scenarios;
                    rules.push(&rule.id);
                }
                None => reasons.push((why, *scenarios, vec![&rule.id])),
            }
        }
    }
    for (why, scenarios, rules) in reasons {
        let scenarios = count(scenarios, "scenario", "scenarios");
        let _ = writeln!(text, "not run: {why} ({scenarios})");
        let _ = writeln!(text, "       {}", rules.join(", "));
    }
}
