//! The proof that the rules catch what they should: the matrix of defects and rules.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::count::count;
use crate::run::proof::{Proof, Trial};

/// The matrix for people: a line a defect with its rule and what else it broke, then what it all says.
#[must_use]
pub fn text(proof: &Proof) -> String {
    let mut page = String::new();
    // Writing to a string cannot fail.
    let _ = write_page(&mut page, proof);
    page
}

fn write_page(page: &mut String, proof: &Proof) -> std::fmt::Result {
    let width = |len: fn(&Trial) -> usize| proof.trials.iter().map(len).max().unwrap_or_default();
    let (defects, rules) = (
        width(|trial| trial.defect.len()),
        width(|trial| trial.rule.len()),
    );
    writeln!(
        page,
        "{:<defects$}  {:<rules$}  caught   also broken",
        "defect", "its rule"
    )?;
    for trial in &proof.trials {
        let word = match (trial.caught(), trial.broken.is_empty()) {
            (true, _) => "yes",
            (false, true) => "ESCAPED",
            (false, false) => "FOREIGN",
        };
        let also: Vec<&str> = trial
            .broken
            .iter()
            .filter(|id| **id != trial.rule)
            .map(String::as_str)
            .collect();
        let line = format!(
            "{:<defects$}  {:<rules$}  {word:<7}  {}",
            trial.defect,
            trial.rule,
            also.join(" ")
        );
        writeln!(page, "{}", line.trim_end())?;
    }
    writeln!(page)?;
    if !proof.baseline.is_empty() {
        writeln!(
            page,
            "The sound reference breaks rules: {}",
            proof.baseline.join(" ")
        )?;
    }
    if proof.unjudged > 0 {
        writeln!(
            page,
            "Against the sound reference {} could not be judged.",
            count(proof.unjudged, "scenario", "scenarios")
        )?;
    }
    for trial in proof.escaped() {
        writeln!(
            page,
            "{} should break {}: run `recoup check --defect {} {}`",
            trial.defect, trial.rule, trial.defect, trial.rule
        )?;
    }
    writeln!(page, "{}", conclusion(proof))
}

/// What the matrix comes to.
fn conclusion(proof: &Proof) -> String {
    let (all, escaped) = (proof.trials.len(), proof.escaped().count());
    match (proof.holds(), escaped) {
        (true, _) if all == 1 => {
            "Proved: the baseline is green, and the defect is caught by its own rule.".to_owned()
        }
        (true, _) => format!(
            "Proved: the baseline is green, and {all} of {all} defects are caught by their own rules."
        ),
        (false, 0) => "Not proved: the baseline is not green.".to_owned(),
        (false, _) => format!(
            "Not proved: of {all} defects {} not caught by the rule of its own.",
            count(escaped, "is", "are")
        ),
    }
}

/// The matrix for programs.
#[must_use]
pub fn json(proof: &Proof) -> String {
    let trials: Vec<Value> = proof
        .trials
        .iter()
        .map(|trial| {
            json!({"defect": trial.defect, "rule": trial.rule, "caught": trial.caught(), "broken": trial.broken})
        })
        .collect();
    let whole = json!({
        "schema": "recoup-proof/1",
        "proved": proof.holds(),
        "baseline": proof.baseline,
        "unjudged": proof.unjudged,
        "trials": trials,
    });
    format!("{whole:#}\n")
}

/// What each defect breaks, as `snapshots/defects.json` keeps it.
#[must_use]
pub fn record(proof: &Proof) -> String {
    format!("{:#}\n", json!(proof.record()))
}
