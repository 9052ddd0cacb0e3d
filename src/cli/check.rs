//! `recoup check`: hold an implementation to the rules.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use clap::Args;

use super::options::{Pair, gate, readings, seconds};
use super::{Refused, known, print, runtime, style};
use crate::exit::Exit;
use crate::reference::{self, Defect, Embedded};
use crate::report::progress::Progress as Bar;
use crate::report::{self, ReportRequest, terminal};
use crate::run::check::{Check, Progress};
use crate::run::judge::Gate;
use crate::run::known::{Known, Purpose};
use crate::run::result::Run;
use crate::run::select::Selection;
use crate::scenario::misfits;
use crate::spec::{Capability, Catalogue};
use crate::target::profile::{Profile, USUAL_TIMEOUT, base_url};
use crate::target::secret::Secret;

/// Scenarios at once against the embedded reference, which can bear it.
const REFERENCE_JOBS: usize = 16;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The URL of the API (without it: the embedded reference), then rule ids, groups, globs or feature files.
    #[arg(value_name = "URL | SELECTION")]
    words: Vec<String>,
    /// The secret key, for a target without worlds of its own.
    #[arg(long, env = "RECOUP_KEY", hide_env_values = true, value_name = "KEY")]
    key: Option<String>,
    /// The URL of the levers (usually the target's URL with /levers).
    #[arg(
        long,
        env = "RECOUP_LEVERS",
        hide_env_values = true,
        value_name = "URL"
    )]
    levers: Option<String>,
    /// Check the embedded reference.
    #[arg(long)]
    reference: bool,
    /// Plant a defect in the embedded reference.
    #[arg(long, value_name = "NAME")]
    defect: Option<Defect>,
    /// Only scenarios that need this capability.
    #[arg(long, value_name = "CAPABILITY")]
    needs: Vec<Capability>,
    /// How many scenarios run at once.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// How long an answer may take.
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    timeout: Option<Duration>,
    /// Which rules decide: documented, or all.
    #[arg(long, value_name = "LEVELS", value_parser = gate, default_value = "documented")]
    gate: Gate,
    /// Pin the reading that the target takes.
    #[arg(long, value_name = "CHOICE=VALUE")]
    reading: Vec<Pair>,
    /// Write a report: json=PATH or junit=PATH.
    #[arg(long, value_name = "FORMAT=PATH")]
    report: Vec<ReportRequest>,
    /// The list of known failures: what it lists must fail as it says, and does not gate.
    #[arg(long, value_name = "FILE")]
    known: Option<PathBuf>,
    /// Take the features below this folder in place of the embedded ones.
    #[arg(long, value_name = "DIR")]
    features: Option<PathBuf>,
    /// Show whole transcripts, and everything that did not apply.
    #[arg(long, short)]
    verbose: bool,
    /// Show only what is wrong, and the last sentence.
    #[arg(long, short, conflicts_with = "verbose")]
    quiet: bool,
}

impl Options {
    /// The known-failures file, where one is named.
    pub(super) fn known(&self) -> Option<PathBuf> {
        self.known.clone()
    }
}

pub(super) fn run(options: &Options) -> Result<Exit, Refused> {
    let run = conduct(options, Purpose::Gate, options.known.as_deref())?;
    tell(&run, options)
}

/// Runs what the options ask for.
pub(super) fn conduct(
    options: &Options,
    purpose: Purpose,
    known: Option<&Path>,
) -> Result<Run, Refused> {
    report::check_writable(&options.report).map_err(Refused::usage)?;
    let known = match known {
        Some(path) => known::read(path, purpose)?,
        None => Known::default(),
    };
    let catalogue = Rc::new(
        match &options.features {
            Some(folder) => Catalogue::from_dir(folder),
            None => Catalogue::embedded(),
        }
        .map_err(Refused::usage)?,
    );
    if options.features.is_some() {
        known_words(&catalogue)?;
    }
    let (target, patterns) = split(options)?;
    let selection = Selection {
        patterns,
        needs: options.needs.clone(),
    };
    let (chosen, unmatched) = selection.choose(&catalogue);
    if chosen.is_empty() {
        let why = unmatched
            .first()
            .map_or("no scenario needs that".to_owned(), ToString::to_string);
        return Err(Refused::with(Exit::Empty, format!("nothing to run: {why}")));
    }
    let embedded = match &target {
        Some(_) => own_target_only(options)?,
        None => Some(start_reference(options)?),
    };
    let profile = profile(options, target, embedded.as_ref());
    let jobs = options
        .jobs
        .map(usize::from)
        .or(embedded.is_some().then_some(REFERENCE_JOBS));
    let mut check = Check::of(profile)
        .only(selection)
        .gate(options.gate)
        .features(catalogue)
        .known(known)
        .keep_transcripts(!options.report.is_empty());
    if let Some(jobs) = jobs {
        check = check.jobs(jobs);
    }
    let run = execute(check);
    drop(embedded);
    run
}

/// The URL, if the first word is one, and the selection.
fn split(options: &Options) -> Result<(Option<String>, Vec<String>), Refused> {
    let words = &options.words;
    if let Some(host) = words.iter().find(|word| is_host(word)) {
        return Err(Refused::usage(format!(
            "`{host}` is no URL; did you mean http://{host}?"
        )));
    }
    let is_url = |word: &String| word.contains("://");
    match words.split_first() {
        Some((first, rest)) if is_url(first) => match rest.iter().find(|word| is_url(word)) {
            Some(_) => Err(Refused::usage("one URL at a time")),
            None => Ok((
                Some(base_url(first).map_err(Refused::usage)?),
                rest.to_vec(),
            )),
        },
        _ if words.iter().any(is_url) => Err(Refused::usage(
            "the URL stands first: recoup check URL SELECTION…",
        )),
        _ if is_given("RECOUP_LEVERS", options.levers.as_deref()) => Err(Refused::usage(
            "--levers is for a target of your own; its URL is missing: recoup check URL --levers …",
        )),
        _ if is_given("RECOUP_KEY", options.key.as_deref()) => Err(Refused::usage(
            "--key is for a target of your own; its URL is missing: recoup check URL --key …",
        )),
        _ => Ok((None, words.clone())),
    }
}

/// Whether a word is a host with a port, which no rule or file is called.
fn is_host(word: &str) -> bool {
    let host = word.split('/').next().unwrap_or_default();
    let port = host.rsplit_once(':').map(|(_, port)| port);
    port.is_some_and(|port| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a value stands on the command line, and not only in the environment, where it may serve other runs.
fn is_given(variable: &str, value: Option<&str>) -> bool {
    value.is_some_and(|value| std::env::var(variable).as_deref() != Ok(value))
}

/// Refuses features with steps that mean nothing; those that travel in the binary are tested for it.
fn known_words(catalogue: &Catalogue) -> Result<(), Refused> {
    let all: Vec<usize> = (0..catalogue.scenarios.len()).collect();
    let features = catalogue.features_with(&all);
    let steps = features.iter().flat_map(|feature| {
        let path = feature.path.as_ref().map(|path| path.display().to_string());
        let path = path.unwrap_or_default();
        let scenarios = feature.rules.iter().flat_map(|rule| &rule.scenarios);
        scenarios.flat_map(move |scenario| {
            let place = format!("{path}:{}", scenario.position.line);
            scenario.steps.iter().map(move |step| (place.clone(), step))
        })
    });
    let mut complaints = misfits(steps);
    complaints.dedup();
    if complaints.is_empty() {
        return Ok(());
    }
    Err(Refused::usage(complaints.join("\n")))
}

fn own_target_only(options: &Options) -> Result<Option<Embedded>, Refused> {
    if options.reference || options.defect.is_some() {
        return Err(Refused::usage(
            "--reference and --defect are for the embedded reference; leave out the URL",
        ));
    }
    Ok(None)
}

fn start_reference(options: &Options) -> Result<Embedded, Refused> {
    let setting = reference::Options {
        defect: options.defect,
        readings: readings(&options.reading)?,
        ..reference::Options::default()
    };
    Embedded::start(setting).map_err(|error| {
        Refused::with(
            Exit::Unreachable,
            format!("the reference cannot be started: {error}"),
        )
    })
}

fn profile(options: &Options, target: Option<String>, embedded: Option<&Embedded>) -> Profile {
    let url = target
        .or_else(|| embedded.map(Embedded::url))
        .unwrap_or_default();
    let mut profile = Profile::at(&url);
    if let Some(levers) = options.levers.as_ref().filter(|_| embedded.is_none()) {
        levers.trim_end_matches('/').clone_into(&mut profile.levers);
    }
    profile.key = Secret::new(
        options
            .key
            .clone()
            .filter(|_| embedded.is_none())
            .unwrap_or_default(),
    );
    profile.timeout = options.timeout.unwrap_or(USUAL_TIMEOUT);
    profile.readings = options
        .reading
        .iter()
        .map(|p| (p.choice.clone(), p.value.clone()))
        .collect();
    profile
}

fn execute(check: Check) -> Result<Run, Refused> {
    let bar = Bar::new(std::io::stderr().is_terminal());
    let told = |progress: Progress<'_>| match progress {
        Progress::Planned(total) => bar.started(total),
        Progress::Ended(result) => bar.finished(result),
    };
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let run = runtime()?
        .block_on(check.execute(told, interrupted))
        .map_err(Refused::usage);
    bar.done();
    run
}

fn tell(run: &Run, options: &Options) -> Result<Exit, Refused> {
    print(&terminal::render(
        run,
        &style(options.verbose, options.quiet),
    ));
    let mut failed = None;
    for request in &options.report {
        match report::write(run, request) {
            Ok(()) => print(&format!(
                "{} report: {}\n",
                request.format,
                request.path.display()
            )),
            Err(error) => failed = Some(error),
        }
    }
    match failed {
        Some(error) => Err(Refused::usage(error)),
        None => Ok(run.exit()),
    }
}
