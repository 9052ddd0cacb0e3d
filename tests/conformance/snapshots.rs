//! The reference's answers, to the letter: what differs from its snapshot fails, and is put up for review.

use std::path::Path;

use recoup::canon::approval::{Habits, Standing, settle};
use recoup::run::result::{Run, ScenarioResult};
use recoup::run::verdict::Verdict;
use recoup::scenario::finding::Finding;

/// Holds every transcript against its snapshot, as insta's variables say.
pub fn compare(run: &mut Run) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
    let habits = match Habits::from_env(|name| std::env::var(name).ok()) {
        Ok(habits) => habits,
        Err(error) => panic!("{error}"),
    };
    for result in run.scenarios.iter_mut().filter(|result| is_settled(result)) {
        let Some(text) = result.canonical.clone() else {
            continue;
        };
        match settle(&folder, (&result.id, &result.feature), &text, &habits) {
            Ok(settled) if settled.passes => {}
            Ok(settled) => fail(result, settled.standing),
            Err(error) => {
                (result.verdict, result.reason) =
                    (Verdict::Faulted, Some(format!("its snapshot: {error}")));
            }
        }
    }
}

/// Whether a scenario was upheld by one conversation only; of a race with two good ends none is approved.
fn is_settled(result: &ScenarioResult) -> bool {
    let says = |words: &str| result.steps.iter().any(|step| step.contains(words));
    let race = says(" while the platform cancels it")
        || (says(" clients at once ") && says(" carries the key "));
    result.verdict == Verdict::Upheld && !race
}

fn fail(result: &mut ScenarioResult, standing: Standing) {
    let (observed, diff) = match standing {
        Standing::Approved => return,
        Standing::Unseen => ("there is no snapshot yet".to_owned(), None),
        Standing::Changed(diff) => ("the transcript has changed".to_owned(), Some(diff)),
    };
    result.verdict = Verdict::Broken;
    result.findings.push(Finding {
        rule: result.rule.clone(),
        step: "the transcript is as approved".to_owned(),
        expected: "what the snapshot keeps (review with `cargo insta review`)".to_owned(),
        observed,
        exchange: None,
        diff,
        known: false,
    });
}
