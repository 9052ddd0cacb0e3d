//! `recoup known`: the list of known failures of a target.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::screen::Screen;
use super::settings::Settings;
use super::source::Source;
use super::{Refused, check};
use crate::exit::Exit;
use crate::report::{can_put, put};
use crate::run::known::{Entry, Known, Purpose, TODO, Updated, update};
use crate::run::result::{Ending, Run};
use crate::tables::Wrong;

/// Where known failures are kept when nothing else is said.
pub(super) const USUAL_FILE: &str = "known.toml";

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Run, and write down what is broken now, with reasons left to be filled in.
    Update(Box<Update>),
}

#[derive(Debug, Args)]
struct Update {
    #[command(flatten)]
    check: check::Options,
    /// Take out entries that are stale.
    #[arg(long)]
    prune: bool,
}

pub(super) fn run(options: &Options) -> Result<Exit, Refused> {
    match &options.action {
        Action::Update(options) => bring_up_to_date(options),
    }
}

/// Reads a known-failures file; one that is yet to be written lists nothing.
pub(super) fn read(path: &Path, purpose: Purpose) -> Result<Known, Refused> {
    let text = text_of(path, purpose)?;
    Known::parse(&path.display().to_string(), &text, purpose).map_err(Refused::usage)
}

fn text_of(path: &Path, purpose: Purpose) -> Result<String, Refused> {
    match (purpose, std::fs::metadata(path)) {
        (Purpose::Update, Err(error)) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        (Purpose::Update | Purpose::Gate, _) => Source::Known.read(path),
    }
}

/// How a run ended, whatever it found.
fn ended(ending: &Ending) -> Exit {
    match ending {
        Ending::Finished => Exit::Conformant,
        Ending::Interrupted => Exit::Interrupted,
        Ending::Unreachable(_) => Exit::Unreachable,
    }
}

fn bring_up_to_date(options: &Update) -> Result<Exit, Refused> {
    let settings = Settings::of(&options.check)?;
    let path = settings.known.as_ref().map(|given| given.value.clone());
    let path = path.unwrap_or_else(|| PathBuf::from(USUAL_FILE));
    let known = read(&path, Purpose::Update)?;
    let name = path.display().to_string();
    let unwritable = |error| Refused::usage(Wrong::with(&name, error));
    can_put(&path).map_err(unwritable)?;
    let run = check::conduct(&options.check, &settings, known)?;
    check::write_reports(&run, &settings.requests())
        .map_err(|refused| refused.beside(ended(&run.ending)))?;
    match &run.ending {
        Ending::Finished => {}
        Ending::Interrupted => {
            return Err(Refused::with(
                Exit::Interrupted,
                "interrupted; nothing is written",
            ));
        }
        Ending::Unreachable(why) => {
            let why = format!("{why}; nothing is written");
            return Err(Refused::with(Exit::Unreachable, why));
        }
    }
    let before = text_of(&path, Purpose::Update)?;
    let updated = update(&name, &before, (&run, options.prune)).map_err(Refused::usage)?;
    let changes = !updated.added.is_empty() || (options.prune && !updated.stale.is_empty());
    if changes {
        put(&updated.text, &path).map_err(unwritable)?;
    }
    let mut text = vec![told(&name, &updated, (&run, options.prune))];
    if settings.known.is_none() && !updated.added.is_empty() {
        text.push(format!(
            "recoup check takes it with --known {name}, or with known = \"{name}\" below [run] in recoup.toml.\n"
        ));
    }
    Screen::beside(&settings.requests()).print(&text.concat());
    Ok(Exit::Conformant)
}

fn told(name: &str, updated: &Updated, (run, prune): (&Run, bool)) -> String {
    let mut lines = Vec::new();
    for (subject, fails_with) in &updated.added {
        lines.push(format!("added    {}: {fails_with}", subject.id()));
    }
    let entry = |word: &str, entry: &Entry| {
        format!(
            "{word} {}: {} ({})",
            entry.place,
            entry.subject.id(),
            entry.reason
        )
    };
    let stale = if prune { "removed " } else { "stale   " };
    lines.extend(updated.stale.iter().map(|e| entry(stale, e)));
    lines.extend(updated.ran_out.iter().map(|e| entry("ran out ", e)));
    let kept = run.known.len() - updated.stale.len();
    lines.push(format!(
        "{name}: {kept} kept, {} added, {} {}",
        updated.added.len(),
        updated.stale.len(),
        if prune { "removed" } else { "stale" }
    ));
    if !updated.added.is_empty() {
        lines.push(format!(
            "Each added entry has the reason {TODO}, which the next check refuses: write why its failure is let be."
        ));
    }
    if !prune && !updated.stale.is_empty() {
        lines.push("Stale entries stay, and are red, until --prune takes them out.".to_owned());
    }
    if !updated.ran_out.is_empty() {
        lines.push(
            "What has run out stays red until somebody mends it or moves its day.".to_owned(),
        );
    }
    lines.push(String::new());
    lines.join("\n")
}
