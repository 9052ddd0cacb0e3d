//! The burn-down list: what is known to be broken. One line, unless everything is asked for.

use super::page::{Ink, NONE, Page};
use crate::count::count;
use crate::run::known::{KnownResult, State};
use crate::run::result::Run;
use crate::run::verdict::Verdict;

/// What the known-failures file lists.
pub(super) fn tell(page: &mut Page, run: &Run) {
    let scenarios = run.scenario_counts().get(Verdict::Known);
    if run.known.is_empty() && scenarios == 0 {
        return;
    }
    page.gap();
    page.prose(
        Ink::Faint.on("known"),
        Ink::Plain.on(&folded(run, scenarios)),
    );
    if page.style.verbose {
        for result in &run.known {
            page.item(NONE, Ink::Plain.on(&line(result)));
        }
    }
}

fn folded(run: &Run, scenarios: usize) -> String {
    let holding = || {
        run.known
            .iter()
            .filter(|result| result.state == State::Holds)
    };
    let with = |state| {
        run.known
            .iter()
            .filter(|result| result.state == state)
            .count()
    };
    let mut told = vec![format!(
        "{} in {}",
        count(holding().count(), "known failure", "known failures"),
        count(scenarios, "scenario", "scenarios")
    )];
    for (state, what) in [
        (State::Stale, "stale"),
        (State::RanOut, "past its day"),
        (State::Open, "not seen or not judged in this run"),
    ] {
        if with(state) > 0 {
            told.push(format!("{} {what}", with(state)));
        }
    }
    if let Some(next) = holding().filter_map(|result| result.entry.until).min() {
        told.push(format!("the next runs out after {next}"));
    }
    told.join("; ")
}

fn line(result: &KnownResult) -> String {
    let entry = &result.entry;
    let what = match result.state {
        State::Holds => String::new(),
        State::RanOut => ", past its day".to_owned(),
        State::Stale => ", stale".to_owned(),
        State::Open if entry.flaky => ", by chance, not seen in this run".to_owned(),
        State::Open => ", not judged in this run".to_owned(),
    };
    let until = entry
        .until
        .map_or_else(String::new, |until| format!(", until {until}"));
    format!(
        "{}  {}: {} [{} in {}{until}{what}]",
        entry.subject.id(),
        entry.because(),
        entry.fails_with,
        entry.place,
        count(result.scenarios.len(), "scenario", "scenarios"),
    )
}
