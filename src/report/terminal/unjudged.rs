//! What was not judged, and why: grouped by reason, so that one missing lever is one entry and not forty.

use super::finding::place;
use super::page::{Ink, NONE, Page};
use super::{known, transcript};
use crate::count::count;
use crate::report::wants;
use crate::run::result::{ENDED_BEFORE, Run, ScenarioResult};
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
    known::tell(page, run);
    let reasons = reasons(run, Verdict::NotApplicable);
    if page.style.verbose {
        for reason in &reasons {
            named(page, "not applicable", Ink::Faint, reason);
        }
        return;
    }
    let mut label = Ink::Faint.on("not applicable");
    let each = reasons.iter().flat_map(|reason| {
        let scenarios = reason.scenarios.iter();
        scenarios.map(|scenario| (reason.text, scenario.rule.as_str(), 1))
    });
    for told in wants::folded(each) {
        if label != NONE {
            page.gap();
        }
        page.item(label, Ink::Plain.on(&told));
        label = NONE;
    }
}

fn named(page: &mut Page, label: &str, ink: Ink, reason: &Reason<'_>) {
    page.gap();
    let all = reason.scenarios.len();
    if reason.text == ENDED_BEFORE && !page.style.verbose {
        // Which ones says nothing: it is wherever the run happened to be.
        let scenarios = count(all, "scenario", "scenarios");
        let told = format!("the run ended before {scenarios}");
        return page.prose(ink.on(label), Ink::Plain.on(&told));
    }
    page.prose(ink.on(label), Ink::Plain.on(reason.text));
    let shown = if page.style.verbose { all } else { NAMED };
    for scenario in reason.scenarios.iter().take(shown) {
        page.item(
            NONE,
            Ink::Plain.on(&format!("  {}  {}", scenario.rule, place(scenario))),
        );
    }
    let more = all.saturating_sub(shown);
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
        let alike = |reason: &&mut Reason<'_>| same(reason.text, text);
        match reasons.iter_mut().find(alike) {
            Some(reason) => reason.scenarios.push(scenario),
            None => reasons.push(Reason {
                text,
                scenarios: vec![scenario],
            }),
        }
    }
    reasons
}

/// Whether two reasons are the same but for the ids in them: a lever that breaks is one thing, in however many worlds.
fn same(one: &str, other: &str) -> bool {
    let words = |text| str::split(text, |c: char| !c.is_ascii_alphanumeric() && c != '_');
    let is_id = |word: &str| word.contains('_') && word.contains(|c: char| c.is_ascii_digit());
    let alike = |(a, b): (&str, &str)| a == b || (is_id(a) && is_id(b));
    words(one).count() == words(other).count() && words(one).zip(words(other)).all(alike)
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn reasons_that_differ_in_ids_are_one() {
        let reason = |world: &str, status| {
            format!("And the payout is paid: POST /worlds/{world}/bank answered {status}: {{}}")
        };
        assert!(same(&reason("w_12", 500), &reason("w_7", 500)));
        assert!(!same(&reason("w_12", 500), &reason("w_12", 404)));
        assert!(!same("a b_1", "a b_1 c"));
    }
}
