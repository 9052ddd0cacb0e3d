//! What was not judged, and why: grouped by reason, so that one missing lever is one entry and not forty.

use super::finding::place;
use super::page::{Ink, NONE, Page};
use super::transcript;
use crate::report::conclusion::count;
use crate::run::result::{Run, ScenarioResult};
use crate::run::verdict::Verdict;

/// How many scenarios are named under a reason, unless verbose.
const NAMED: usize = 8;

/// A reason and the scenarios that share it.
struct Reason<'a> {
    text: &'a str,
    scenarios: Vec<&'a ScenarioResult>,
}

/// Everything that ended neither upheld nor broken.
pub(super) fn tell(page: &mut Page, run: &Run) {
    for reason in reasons(run, Verdict::Fixed) {
        named(page, "fixed", Ink::Bad, &reason);
    }
    for reason in reasons(run, Verdict::Faulted) {
        named(page, "faulted", Ink::Doubtful, &reason);
        last_exchange(page, &reason);
    }
    for reason in reasons(run, Verdict::NotTestable) {
        named(page, "not testable", Ink::Doubtful, &reason);
        last_exchange(page, &reason);
    }
    if page.style.quiet {
        return;
    }
    for reason in reasons(run, Verdict::Known) {
        named(page, "known", Ink::Faint, &reason);
    }
    let mut first = true;
    for reason in reasons(run, Verdict::NotApplicable) {
        if page.style.verbose {
            named(page, "not applicable", Ink::Faint, &reason);
            continue;
        }
        if first {
            page.gap();
        }
        let label = if first {
            Ink::Faint.on("not applicable")
        } else {
            NONE
        };
        let told = format!(
            "{} ({})",
            reason.text,
            count(reason.scenarios.len(), "scenario", "scenarios")
        );
        page.item(label, Ink::Plain.on(&told));
        first = false;
    }
}

fn named(page: &mut Page, label: &str, ink: Ink, reason: &Reason<'_>) {
    page.gap();
    page.prose(ink.on(label), Ink::Plain.on(reason.text));
    let shown = if page.style.verbose {
        reason.scenarios.len()
    } else {
        NAMED
    };
    for scenario in reason.scenarios.iter().take(shown) {
        page.item(
            NONE,
            Ink::Plain.on(&format!("  {}  {}", scenario.rule, place(scenario))),
        );
    }
    let more = reason.scenarios.len().saturating_sub(shown);
    if more > 0 {
        page.row(
            NONE,
            Ink::Faint.on(&format!(
                "  … and {}",
                count(more, "scenario more", "scenarios more")
            )),
        );
    }
}

/// The exchange at which the first of them ended: what the lever or the target said.
fn last_exchange(page: &mut Page, reason: &Reason<'_>) {
    let Some(exchange) = reason
        .scenarios
        .first()
        .and_then(|scenario| scenario.exchanges.last())
    else {
        return;
    };
    if page.style.quiet {
        transcript::folded(page, Ink::Faint.on("last"), exchange);
    } else {
        transcript::full(page, "last", exchange);
    }
}

fn reasons(run: &Run, verdict: Verdict) -> Vec<Reason<'_>> {
    let mut reasons: Vec<Reason<'_>> = Vec::new();
    for scenario in run
        .scenarios
        .iter()
        .filter(|scenario| scenario.verdict == verdict && scenario.is_selected())
    {
        let text = scenario.reason.as_deref().unwrap_or("no reason is given");
        match reasons.iter_mut().find(|reason| reason.text == text) {
            Some(reason) => reason.scenarios.push(scenario),
            None => reasons.push(Reason {
                text,
                scenarios: vec![scenario],
            }),
        }
    }
    reasons
}
