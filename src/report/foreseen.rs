//! What a check would run, for people.

use super::lines::Lines;
use super::wants;
use crate::count::count;
use crate::run::foresee::Foreseen;

/// What would run, a line a rule, and what would not: a line for each thing that is lacking, or where it is to be verbose
/// a block for each reason with its rules; wrapped where there is a width.
#[must_use]
pub fn text(foreseen: &Foreseen, verbose: bool, width: Option<usize>) -> String {
    let mut lines = Lines::of(width);
    let runs: usize = foreseen.rules.iter().map(|rule| rule.runs).sum();
    let running = foreseen.rules.iter().filter(|rule| rule.runs > 0);
    let rules = count(running.clone().count(), "rule", "rules");
    let scenarios = count(runs, "scenario", "scenarios");
    let would = format!(
        "{scenarios} of {rules} would run, {} at once",
        foreseen.jobs
    );
    lines.add("", &format!("{}: {would}", foreseen.url));
    for rule in running {
        lines.add(
            &format!("  {:>3}  {:<14} ", rule.runs, rule.id),
            &rule.sentence,
        );
    }
    if verbose {
        stays(&mut lines, foreseen);
    } else {
        let each = foreseen.rules.iter().flat_map(|rule| {
            let stays = rule.stays.iter();
            stays.map(|(why, scenarios)| (why.as_str(), rule.id.as_str(), *scenarios))
        });
        for told in wants::folded(each) {
            lines.add("not run: ", &told);
        }
    }
    for note in &foreseen.notes {
        lines.add("note: ", note);
    }
    lines.finish()
}

fn stays(lines: &mut Lines, foreseen: &Foreseen) {
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
        lines.add("not run: ", &format!("{why} ({scenarios})"));
        lines.add("       ", &rules.join(", "));
    }
}
