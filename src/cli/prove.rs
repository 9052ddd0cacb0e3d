//! `recoup prove`: every planted defect of the reference is caught by its own rule.

use std::io::{IsTerminal as _, Write as _};
use std::rc::Rc;

use clap::Args;
use std::path::PathBuf;

use super::{Refused, print};
use crate::exit::Exit;
use crate::reference::{self, Defect, Embedded};
use crate::report::{proof, put};
use crate::run::check::{Check, CheckError};
use crate::run::judge::Gate;
use crate::run::proof::{Proof, Trial};
use crate::run::result::Run;
use crate::run::select::Selection;
use crate::spec::Catalogue;

/// Scenarios at once.
const JOBS: usize = 16;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// Only these defects.
    #[arg(value_name = "DEFECT")]
    defects: Vec<Defect>,
    /// Tell which defects there are, and prove nothing.
    #[arg(long, conflicts_with_all = ["json", "record"])]
    list: bool,
    /// As JSON.
    #[arg(long)]
    json: bool,
    /// Write what each defect breaks to a file (the repository's own is snapshots/defects.json).
    #[arg(long, value_name = "FILE", conflicts_with = "defects")]
    record: Option<PathBuf>,
}

pub(super) fn run(options: &Options) -> Result<Exit, Refused> {
    let chosen = if options.defects.is_empty() {
        Defect::ALL.to_vec()
    } else {
        options.defects.clone()
    };
    if options.list {
        print(&chosen.iter().copied().map(listed).collect::<String>());
        return Ok(Exit::Conformant);
    }
    let catalogue = Rc::new(Catalogue::embedded().map_err(Refused::usage)?);
    let proof = prove(&catalogue, (&chosen, Scope::Whole), |done, name| {
        let mut err = std::io::stderr();
        if err.is_terminal() {
            // A closed terminal is no reason to stop proving.
            let _ = write!(err, "\r\x1b[K{done}/{} {name}", chosen.len());
            let _ = if done == chosen.len() {
                write!(err, "\r\x1b[K")
            } else {
                Ok(())
            };
        }
    })
    .map_err(Refused::usage)?;
    print(&if options.json {
        proof::json(&proof)
    } else {
        proof::text(&proof)
    });
    if let Some(path) = &options.record {
        put(&proof::record(&proof), path)
            .map_err(|error| Refused::usage(format!("{}: {error}", path.display())))?;
    }
    Ok(proof.exit())
}

/// A defect in a line: its name, the rule that it breaks, and what is wrong.
fn listed(defect: Defect) -> String {
    format!("{defect}  {}  {}\n", defect.rule(), defect.summary())
}

/// How much of the suite a planted defect is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All of it, which also shows what else the defect breaks.
    Whole,
    /// The rule that the defect breaks, which is enough to see it caught.
    OwnRule,
}

/// Checks the sound reference against the whole suite, then one with each defect.
///
/// # Errors
/// When a check could not begin.
pub fn prove(
    catalogue: &Rc<Catalogue>,
    (defects, scope): (&[Defect], Scope),
    mut told: impl FnMut(usize, &str),
) -> Result<Proof, CheckError> {
    let baseline = trial_run(catalogue, None, Selection::default())?;
    let mut trials = Vec::new();
    for (place, defect) in defects.iter().enumerate() {
        told(place, defect.name());
        let selection = match scope {
            Scope::Whole => Selection::default(),
            Scope::OwnRule => Selection {
                patterns: vec![defect.rule().to_owned()],
                needs: Vec::new(),
            },
        };
        let run = trial_run(catalogue, Some(*defect), selection)?;
        trials.push(Trial::of(defect.name(), defect.rule(), &run));
    }
    told(defects.len(), "");
    Ok(Proof::new(&baseline, trials))
}

fn trial_run(
    catalogue: &Rc<Catalogue>,
    defect: Option<Defect>,
    selection: Selection,
) -> Result<Run, CheckError> {
    let options = reference::Options {
        defect,
        ..reference::Options::default()
    };
    let embedded =
        Embedded::start(options).map_err(|error| CheckError::Start(error.to_string()))?;
    Check::at(&embedded.url())
        .features(Rc::clone(catalogue))
        .only(selection)
        .gate(Gate::All)
        .jobs(JOBS)
        .run()
}
