//! `recoup init`: a first look at a target, and a `recoup.toml` that says what was found.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;

use super::options::{AskedLevers, command_line, seconds};
use super::screen::Screen;
use super::settings::{Draft, Given, NAME, Origin, Settings};
use super::{Refused, check, print, until_interrupted};
use crate::exit::Exit;
use crate::report::{examined, put};
use crate::run::check::Check;
use crate::run::meet::{Met, Unmet};
use crate::spec::Capability;
use crate::tables::Wrong;

/// How long a key is at least that is looked for in what is written; a shorter one may be any word.
const A_KEY: usize = 6;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The URL of the API (also `RECOUP_TARGET`); one that --exec starts needs none.
    #[arg(value_name = "URL")]
    url: Option<String>,
    /// The secret test key, which is not written down (also `RECOUP_KEY`).
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    /// The levers: a URL, command:LINE, mapping:FILE or public; without it, /levers below the URL is tried.
    #[arg(long, value_name = "LEVERS")]
    levers: Option<String>,
    /// Start the target with this command line; {port} in it is a free port.
    #[arg(long, value_name = "COMMAND", value_parser = command_line)]
    exec: Option<String>,
    /// How long an answer may take.
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    timeout: Option<Duration>,
    /// The file to write.
    #[arg(long, value_name = "FILE", default_value = NAME)]
    out: PathBuf,
    /// Write it anew where there is one.
    #[arg(long)]
    force: bool,
}

pub(super) fn run(options: &Options) -> Result<Exit, Refused> {
    free(&options.out, options.force)?;
    let settings = settings_of(options)?;
    let started = settings.start()?;
    let port = started.as_ref().map(|started| started.port);
    let profile = settings.profile("", port)?;
    let (check, given) = (Check::of(profile), settings.levers.is_some());
    let met = until_interrupted(check.meet(given))?.map_err(|why| refused(&why))?;
    drop(started);
    print(&examined::text(&met.lines, Screen::Output.width()));
    let next = next(&options.out);
    let text = draft(&settings, &met, &next);
    let key = settings.secret();
    let key = key.reveal();
    if key.len() >= A_KEY && text.contains(key) {
        let what = "the key stands in the URL or in a command line, and is not written down; let the program read it from \
                    the environment variable RECOUP_KEY";
        return Err(Refused::usage(what));
    }
    put(&text, &options.out).map_err(|error| unwritable(&options.out, error))?;
    print(&told(&options.out, &next));
    Ok(Exit::Conformant)
}

/// Refuses a place where something stands already, or where nothing can be put.
fn free(path: &Path, force: bool) -> Result<(), Refused> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        return Err(unwritable(
            path,
            format!("there is no folder {}; make it first", folder.display()),
        ));
    }
    if path.is_dir() {
        return Err(unwritable(path, "it is a folder; name a file with --out"));
    }
    // A link that leads nowhere is somebody's, too.
    if !force && path.symlink_metadata().is_ok() {
        let what = "there is one already, and it is left as it is; edit it, write another with --out FILE, or write it \
                    anew with --force";
        return Err(unwritable(path, what));
    }
    Ok(())
}

fn unwritable(path: &Path, why: impl std::fmt::Display) -> Refused {
    Refused::usage(Wrong::with(&path.display().to_string(), why))
}

/// The settings of the command line and the environment; no file is read, as one is to be written.
fn settings_of(options: &Options) -> Result<Settings, Refused> {
    let asked = check::Options {
        words: options.url.iter().cloned().collect(),
        key: options.key.clone(),
        levers: options.levers.clone(),
        exec: options.exec.clone(),
        timeout: options.timeout,
        ..check::Options::default()
    };
    let mut settings = Settings::without_file(&asked)?;
    if settings.target.is_none() || !settings.patterns.is_empty() {
        let given = settings.patterns.first();
        let given = given.map_or_else(String::new, |word| format!(", and `{word}` is none"));
        let what =
            format!("the URL of the API is missing{given}: recoup init http://127.0.0.1:8080");
        return Err(Refused::usage(what));
    }
    // Nobody has said yet what there is; everything is looked for.
    let everything = Capability::ALL.to_vec();
    settings.capabilities = Some(Given::new(everything, Origin::Default));
    let folder = options.out.parent().map(Path::to_owned).unwrap_or_default();
    let levers = settings.levers.as_mut().map(|given| &mut given.value);
    // Programs are started where they will be once the file is there; a path is what it is from here.
    match levers {
        Some(AskedLevers::Command(program)) => program.folder.clone_from(&folder),
        Some(AskedLevers::Mapping(path)) if !folder.as_os_str().is_empty() => {
            if let Ok(whole) = std::path::absolute(&*path) {
                *path = whole;
            }
        }
        Some(AskedLevers::Mapping(_) | AskedLevers::Url(_) | AskedLevers::Public) | None => {}
    }
    if let Some(exec) = &mut settings.exec {
        exec.value.folder = folder;
    }
    Ok(settings)
}

fn refused(why: &Unmet) -> Refused {
    let exit = match why {
        Unmet::Check(_) | Unmet::Key(_) => Exit::Usage,
        Unmet::Unreachable(_) => Exit::Unreachable,
        Unmet::Strange(_) => Exit::Incomplete,
    };
    Refused::with(exit, format!("{why}; nothing is written"))
}

fn draft(settings: &Settings, met: &Met, next: &[(String, &'static str)]) -> String {
    let url = settings.target.as_ref();
    Draft {
        url: url.map_or("", |given| given.value.as_str()),
        exec: settings
            .exec
            .as_ref()
            .map(|given| given.value.line.as_str()),
        levers: settings.levers.as_ref().map(|given| &given.value),
        met,
        next,
    }
    .text()
}

/// The commands to go on with, which find the file by themselves where it has its usual name.
fn next(out: &Path) -> Vec<(String, &'static str)> {
    let is_usual = out.file_name().is_some_and(|name| name == NAME);
    let is_here = out
        .parent()
        .is_none_or(|folder| folder.as_os_str().is_empty());
    let config = if is_usual && is_here {
        String::new()
    } else {
        format!(" --config {}", out.display())
    };
    [
        (
            "doctor",
            "tries each lever once, and says how to mend what does not work",
        ),
        ("plan", "what would run, what would not, and why"),
        ("check", "the verdict"),
        (
            "known update",
            "lists what is broken now, so that only what breaks next is red",
        ),
    ]
    .map(|(command, why)| (format!("recoup {command}{config}"), why))
    .to_vec()
}

fn told(out: &Path, next: &[(String, &'static str)]) -> String {
    let mut lines = vec![
        String::new(),
        format!("{} is written. Next:", out.display()),
    ];
    let width = next.iter().map(|(line, _)| line.chars().count()).max();
    let width = width.unwrap_or_default();
    lines.extend(
        next.iter()
            .map(|(line, why)| format!("  {line:<width$}  {why}")),
    );
    lines.push(String::new());
    lines.join("\n")
}
