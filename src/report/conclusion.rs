//! The last sentence of a report: what the run says about its target, and the exit code that says the same.

use std::time::Duration;

use super::broken::broken_rules;
use crate::count::count;
use crate::exit::Exit;
use crate::run::claims::OverClaim;
use crate::run::result::{Ending, RuleResult, Run};
use crate::run::verdict::Verdict;

/// How many rules the sentence names before it only counts.
const NAMED: usize = 5;

/// What a run comes to.
pub(super) struct Conclusion {
    /// One word for it.
    pub word: &'static str,
    /// The whole of it.
    pub sentence: String,
}

/// The conclusion of a run.
pub(super) fn conclude(run: &Run) -> Conclusion {
    let exit = run.exit();
    let (word, said) = match exit {
        Exit::Conformant => ("conformant", conformant(run)),
        Exit::Broken => ("broken", broken(run)),
        Exit::Incomplete => ("incomplete", incomplete(run)),
        Exit::Empty => (
            "empty",
            format!("Nothing ran: no scenario applies to {}", target(run)),
        ),
        Exit::Unreachable => ("unreachable", unreachable(run)),
        Exit::Interrupted => ("interrupted", interrupted(run)),
        // No run asks for these two; the program does.
        Exit::Usage | Exit::Internal => ("undecided", "The run came to no conclusion".to_owned()),
    };
    let code = exit.code();
    let time = seconds(run.duration);
    Conclusion {
        word,
        sentence: format!("{said}. Took {time}; exit code {code} ({}).", meaning(exit)),
    }
}

/// What is declared and does not work, and what to do about it.
pub(super) fn over_claimed(claim: &OverClaim) -> String {
    format!(
        "{} is declared, but {}; {} could not be judged because of that. Make it work, or do not declare it",
        claim.capability,
        claim.how.trim_end_matches('.'),
        count(claim.scenarios, "scenario", "scenarios"),
    )
}

/// A duration as people say it.
pub(super) fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    if whole < 60 {
        format!("{:.2} s", duration.as_secs_f64())
    } else {
        format!("{} min {:02} s", whole / 60, whole % 60)
    }
}

fn meaning(exit: Exit) -> &'static str {
    match exit {
        Exit::Conformant => "every gating rule that ran is upheld",
        Exit::Broken => "a gating rule is broken, or a known failure is stale",
        Exit::Usage => "the command line or a file given on it is wrong",
        Exit::Incomplete => "nothing is broken, but not everything could be judged",
        Exit::Empty => "nothing ran",
        Exit::Unreachable => "the target or its levers cannot be reached, or died",
        Exit::Internal => "a fault of recoup itself",
        Exit::Interrupted => "the run was interrupted",
    }
}

fn conformant(run: &Run) -> String {
    let gating = run.gating_counts();
    let upheld = count(gating.get(Verdict::Upheld), "gating rule", "gating rules");
    let known = match gating.get(Verdict::Known) {
        0 => String::new(),
        known => format!(
            ", beside {}",
            count(known, "known failure", "known failures")
        ),
    };
    let advisories = match run.rule_counts().get(Verdict::Broken) {
        0 => String::new(),
        broken => format!(
            ", and breaks {}",
            count(broken, "advisory one", "advisory ones")
        ),
    };
    format!("{} upholds {upheld}{known}{advisories}", target(run))
}

fn broken(run: &Run) -> String {
    let red = |rule: &&RuleResult, verdict| rule.is_red() && rule.verdict == verdict;
    let mut parts = Vec::new();
    // Causes before what follows from them, as findings are told.
    let told = broken_rules(run);
    let told = told.iter().filter_map(|broken| broken.rule);
    let broken: Vec<_> = told.filter(|rule| red(rule, Verdict::Broken)).collect();
    if !broken.is_empty() {
        let rules = count(broken.len(), "gating rule", "gating rules");
        parts.push(format!("breaks {rules} ({})", names(&broken)));
    }
    let rules = run.rules.iter();
    let stale: Vec<_> = rules.filter(|rule| red(rule, Verdict::Fixed)).collect();
    if !stale.is_empty() {
        let rules = count(stale.len(), "known failure", "known failures");
        parts.push(format!("no longer shows {rules} ({})", names(&stale)));
    }
    format!("{} {}", target(run), parts.join(" and "))
}

fn incomplete(run: &Run) -> String {
    let scenarios = run.scenario_counts();
    let parts: Vec<String> = [
        (Verdict::NotTestable, "could not be arranged"),
        (Verdict::Faulted, "faulted"),
    ]
    .into_iter()
    .filter(|(verdict, _)| scenarios.get(*verdict) > 0)
    .map(|(verdict, what)| {
        format!(
            "{} {what}",
            count(scenarios.get(verdict), "scenario", "scenarios")
        )
    })
    .collect();
    let claims: Vec<&str> = run
        .over_claims()
        .iter()
        .map(|one| one.capability.name())
        .collect();
    let because = if claims.is_empty() {
        String::new()
    } else {
        format!(" (over-claimed: {})", claims.join(", "))
    };
    format!(
        "{} breaks no gating rule, but {}{because}",
        target(run),
        parts.join(" and ")
    )
}

fn unreachable(run: &Run) -> String {
    match &run.ending {
        Ending::Unreachable(cause) => {
            let counts = run.scenario_counts();
            let judged = counts.total()
                - counts.get(Verdict::NotApplicable)
                - counts.get(Verdict::NotTestable);
            let mend = match judged {
                0 => "; start it, or give the right URL",
                _ => "",
            };
            let cause = cause.trim_end_matches('.');
            format!("The target cannot be judged: {cause}{mend}")
        }
        Ending::Finished | Ending::Interrupted => "The target cannot be judged".to_owned(),
    }
}

fn interrupted(run: &Run) -> String {
    let scenarios = run.scenario_counts();
    let judged = scenarios.get(Verdict::Upheld) + scenarios.get(Verdict::Broken);
    let broken = run.rules.iter().filter(|rule| rule.is_red()).count();
    let rules = count(broken, "gating rule is", "gating rules are");
    format!(
        "Interrupted with {} judged; {rules} broken so far",
        count(judged, "scenario", "scenarios")
    )
}

/// The target as it is called: its URL, and what it says it is.
fn target(run: &Run) -> String {
    match run.implementation_name() {
        Some(name) => format!("{} ({name})", run.url),
        None => run.url.clone(),
    }
}

fn names(rules: &[&RuleResult]) -> String {
    let mut named: Vec<&str> = rules
        .iter()
        .take(NAMED)
        .map(|rule| rule.id.as_str())
        .collect();
    let more = rules.len().saturating_sub(NAMED);
    let rest = format!("{more} more");
    if more > 0 {
        named.push(&rest);
    }
    named.join(", ")
}
