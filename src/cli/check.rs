//! `recoup check`: hold an implementation to the rules.

use std::io::{IsTerminal as _, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use clap::Args;

use super::again::again;
use super::exec::Started;
use super::options::{Pair, address, command_line, gate, jobs, readings, seconds};
use super::reports::offer;
use super::screen::Screen;
use super::settings::Settings;
use super::shard::{Asked, asked};
use super::{Refused, interrupted, known, runtime};
use crate::exit::Exit;
use crate::reference::{self, Defect, Embedded};
use crate::report::progress::{Manner, Progress as Bar};
use crate::report::terminal::Style;
use crate::report::{self, Format, Kind, ReportError, ReportRequest, Request, Written, terminal};
use crate::run::check::{Check, Progress};
use crate::run::judge::Gate;
use crate::run::known::{Known, Purpose};
use crate::run::result::Run;
use crate::run::select::Selection;
use crate::scenario::misfits;
use crate::spec::{Capability, Catalogue};
use crate::target::profile::base_url;

/// Scenarios at once against the embedded reference, which can bear it.
const REFERENCE_JOBS: usize = 16;

#[derive(Debug, Default, Args)]
#[group(skip)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(super) struct Options {
    /// The URL of the API (without it: the embedded reference), then rule ids, groups, globs or feature files.
    #[arg(value_name = "URL | SELECTION")]
    pub(super) words: Vec<String>,
    /// The secret key, for a target without worlds of its own (also `RECOUP_KEY`).
    #[arg(long, value_name = "KEY")]
    pub(super) key: Option<String>,
    /// The levers: a URL (usually the target's with /levers), command:LINE, mapping:FILE or public (also
    /// `RECOUP_LEVERS`).
    #[arg(long, value_name = "LEVERS")]
    pub(super) levers: Option<String>,
    /// What the target offers, for levers that are a mapping or public calls.
    #[arg(long, value_name = "CAPABILITY", value_delimiter = ',')]
    pub(super) declare: Vec<Capability>,
    /// Start the target with this command line for the run; {port} in it is a free port.
    #[arg(long, value_name = "COMMAND", value_parser = command_line)]
    pub(super) exec: Option<String>,
    /// The settings file; without it, recoup.toml in the working directory or above (also `RECOUP_CONFIG`).
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Check the embedded reference.
    #[arg(long)]
    pub(super) reference: bool,
    /// Plant a defect in the embedded reference (`recoup prove --list` names them all).
    #[arg(long, value_name = "NAME")]
    pub(super) defect: Option<Defect>,
    /// Only scenarios that need this capability.
    #[arg(long, value_name = "CAPABILITY")]
    pub(super) needs: Vec<Capability>,
    /// Only a part of the suite, as 2/5 for the second of five; auto takes it from the CI engine (also `RECOUP_SHARD`).
    #[arg(long, value_name = "PART", value_parser = asked)]
    pub(super) shard: Option<Asked>,
    /// How many scenarios run at once.
    #[arg(long, value_name = "N", value_parser = jobs)]
    pub(super) jobs: Option<u16>,
    /// How long an answer may take.
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(super) timeout: Option<Duration>,
    /// Where the inbox for webhooks listens (usually a free port of 127.0.0.1).
    #[arg(long, value_name = "ADDRESS:PORT", value_parser = address)]
    pub(super) inbox: Option<SocketAddr>,
    /// The URL by which the target reaches the inbox, where that is another.
    #[arg(long, value_name = "URL", value_parser = base_url, requires = "inbox")]
    pub(super) webhook_url: Option<String>,
    /// Which rules decide: documented (the default), or all.
    #[arg(long, value_name = "LEVELS", value_parser = gate)]
    pub(super) gate: Option<Gate>,
    /// Pin the reading that the target takes.
    #[arg(long, value_name = "CHOICE=VALUE")]
    pub(super) reading: Vec<Pair>,
    #[arg(long, value_name = "FORMAT=PATH", help = offer::<Format>())]
    pub(super) report: Vec<ReportRequest>,
    /// Keep what was said in every scenario, also with nothing wrong, as a JSON report does (a HAR shows what is kept).
    #[arg(long)]
    pub(super) keep_transcripts: bool,
    /// The list of known failures: what it lists must fail as it says, and does not gate.
    #[arg(long, value_name = "FILE")]
    pub(super) known: Option<PathBuf>,
    /// Take the features below this folder in place of the embedded ones.
    #[arg(long, value_name = "DIR")]
    pub(super) features: Option<PathBuf>,
    /// Only find out which way the target reads documents that disagree or are silent.
    #[arg(long)]
    pub(super) readings_only: bool,
    /// Show whole transcripts, and everything that did not apply.
    #[arg(long, short)]
    pub(super) verbose: bool,
    /// Show only what is wrong, and the last sentence.
    #[arg(long, short, conflicts_with = "verbose")]
    pub(super) quiet: bool,
}

pub(super) fn run(options: &Options) -> Result<Exit, Refused> {
    let settings = Settings::of(options)?;
    let known = settings.known.as_ref();
    let known = known.map_or(Ok(Known::default()), |path| {
        known::read(&path.value, Purpose::Gate)
    })?;
    let mut run = conduct(options, &settings, known)?;
    run.again = Some(again(options, &settings));
    let requests = settings.requests();
    let screen = Screen::beside(&requests);
    if options.readings_only {
        let catalogue = catalogue(options.features.as_deref())?;
        let choices = catalogue.readings();
        let choices: Vec<&str> = choices.iter().map(|(choice, _)| *choice).collect();
        screen.print(&report::readings::text(&run, &choices));
        return told(&run, &requests);
    }
    let style = Style {
        again: run.again.clone(),
        ..screen.style(options.verbose, options.quiet)
    };
    screen.print(&terminal::render(&run, &style));
    told(&run, &requests)
}

/// Writes the reports of a run, and ends as it did, or as they did where that weighs more.
pub(super) fn told(run: &Run, requests: &[ReportRequest]) -> Result<Exit, Refused> {
    let exit = run.exit();
    let written = write_reports(run, requests).map(|()| exit);
    written.map_err(|refused| refused.beside(exit))
}

/// Runs what the options and the settings ask for.
pub(super) fn conduct(
    options: &Options,
    settings: &Settings,
    known: Known,
) -> Result<Run, Refused> {
    let requests = settings.requests();
    let mut read = settings.read();
    read.extend(features(options.features.as_deref()));
    report::check_apart(&requests, &read)
        .and_then(|()| report::check_writable(&requests))
        .map_err(Refused::usage)?;
    let mut prepared = prepare(options, settings, known)?;
    let mut run = execute(prepared.check, options.quiet)?;
    run.notes.extend(settings.unused.map(str::to_owned));
    if let Some(words) = prepared.started.as_mut().and_then(Started::last_words) {
        // A closed standard error is no reason to say nothing else.
        let _ = writeln!(std::io::stderr(), "{words}");
    }
    Ok(run)
}

/// The files of a folder of features; one that is none is said where it is read.
fn features(folder: Option<&Path>) -> Vec<PathBuf> {
    let read = folder.and_then(|folder| Catalogue::from_dir(folder).ok());
    let files = read.iter().flat_map(|catalogue| &catalogue.features);
    files.map(|file| PathBuf::from(&file.path)).collect()
}

/// Refuses an address that nobody can listen on, before a run has gone as far as to need it.
fn is_free(address: SocketAddr) -> Result<(), Refused> {
    let tried = std::net::TcpListener::bind(address).map(drop);
    let wrong = |cause| Refused::usage(format!("--inbox: cannot listen on {address}: {cause}"));
    tried.map_err(wrong)
}

/// A check, with the servers that have to live as long as it.
pub(super) struct Prepared {
    pub(super) check: Check,
    started: Option<Started>,
    _embedded: Option<Embedded>,
}

/// Brings the target up and the check together.
pub(super) fn prepare(
    options: &Options,
    settings: &Settings,
    known: Known,
) -> Result<Prepared, Refused> {
    let catalogue = catalogue(options.features.as_deref())?;
    for (choice, given) in &settings.readings {
        if let Some(why) = catalogue.misread(choice, &given.value) {
            return Err(Refused::usage(format!("{}: {why}", given.from)));
        }
    }
    let mut selection = Selection {
        patterns: settings.patterns.clone(),
        needs: options.needs.clone(),
    };
    if options.readings_only {
        let rules = catalogue.rules.iter().filter(|rule| rule.reading.is_some());
        selection.patterns = rules.map(|rule| rule.id.clone()).collect();
    }
    let (chosen, unmatched) = selection.choose(&catalogue);
    if chosen.is_empty() {
        let why = unmatched
            .first()
            .map_or("no scenario needs that".to_owned(), ToString::to_string);
        return Err(Refused::with(Exit::Empty, format!("nothing to run: {why}")));
    }
    if let Some(address) = options.inbox {
        is_free(address)?;
    }
    let embedded = match &settings.target {
        Some(_) => None,
        None => Some(start_reference(options, settings)?),
    };
    let started = settings.start()?;
    let port = started.as_ref().map(|started| started.port);
    let mut profile = match &embedded {
        Some(embedded) => settings.profile(&embedded.url(), None)?,
        None => settings.profile("", port)?,
    };
    if let Some(address) = options.inbox {
        profile.inbox.address = address;
    }
    profile.inbox.url.clone_from(&options.webhook_url);
    let mut formats = settings.reports.iter().map(|given| given.value.format);
    let keep = options.keep_transcripts || formats.any(Format::tells_everything);
    let jobs = settings.jobs.as_ref().map(|jobs| usize::from(jobs.value));
    let jobs = jobs.or(embedded.is_some().then_some(REFERENCE_JOBS));
    let mut check = Check::of(profile)
        .only(selection)
        .gate(settings.gate.value)
        .features(catalogue)
        .known(known)
        .keep_transcripts(keep);
    if let Some(jobs) = jobs {
        check = check.jobs(jobs);
    }
    if let Some(shard) = settings.shard {
        check = check.shard(shard);
    }
    Ok(Prepared {
        check,
        started,
        _embedded: embedded,
    })
}

/// The features below a folder, or those that travel in the binary.
pub(super) fn catalogue(folder: Option<&Path>) -> Result<Rc<Catalogue>, Refused> {
    let Some(folder) = folder else {
        return Catalogue::embedded().map(Rc::new).map_err(Refused::usage);
    };
    let catalogue = Catalogue::from_dir(folder).map_err(Refused::usage)?;
    known_words(&catalogue)?;
    Ok(Rc::new(catalogue))
}

/// Refuses features with steps that mean nothing; those that travel in the binary are tested for it.
fn known_words(catalogue: &Catalogue) -> Result<(), Refused> {
    let runnable = catalogue.scenarios.iter().map(|scenario| {
        let place = format!("{}:{}", scenario.feature, scenario.line);
        (place, scenario.runnable())
    });
    let runnable: Vec<_> = runnable.collect();
    let steps = runnable.iter().flat_map(|(place, scenario)| {
        let steps = scenario.steps.iter();
        steps.map(move |step| (place.clone(), step))
    });
    let mut complaints = misfits(steps);
    complaints.dedup();
    if complaints.is_empty() {
        return Ok(());
    }
    Err(Refused::usage(complaints.join("\n")))
}

fn start_reference(options: &Options, settings: &Settings) -> Result<Embedded, Refused> {
    let pinned = settings.readings.iter();
    let setting = reference::Options {
        defect: options.defect,
        readings: readings(pinned.map(|(choice, given)| (choice, &given.value)))?,
        ..reference::Options::default()
    };
    Embedded::start(setting).map_err(|error| {
        Refused::with(
            Exit::Unreachable,
            format!("the reference cannot be started: {error}"),
        )
    })
}

fn execute(check: Check, quiet: bool) -> Result<Run, Refused> {
    let manner = match (std::io::stderr().is_terminal(), quiet) {
        (true, _) => Manner::Bar,
        (false, false) => Manner::Lines,
        (false, true) => Manner::Silent,
    };
    let bar = Bar::new(manner);
    let told = |progress: Progress<'_>| match progress {
        Progress::Planned(scenarios) => bar.planned(scenarios),
        Progress::Begun(scenario) => bar.begun(scenario),
        Progress::Ended { result, is_reading } => bar.finished(result, is_reading),
    };
    let run = runtime()?
        .block_on(check.execute(told, interrupted()))
        .map_err(Refused::usage);
    bar.done();
    run
}

/// Writes every report that is asked for, also where one of them cannot be.
pub(super) fn write_reports(run: &Run, requests: &[ReportRequest]) -> Result<(), Refused> {
    put_each(requests, |request| {
        report::write(run, request).map(|written| match written {
            Written::Whole => "",
            Written::NoRoom => ": nothing is added, as it is as long as GitHub takes it already",
        })
    })
}

/// Puts every report where it is asked for, and says where and what else there is to say of it, also where one of them
/// cannot be.
pub(super) fn put_each<K: Kind>(
    requests: &[Request<K>],
    put: impl Fn(&Request<K>) -> Result<&'static str, ReportError>,
) -> Result<(), Refused> {
    let screen = Screen::beside(requests);
    let mut failed = None;
    for request in requests {
        match put(request) {
            Ok(said) => {
                let place = request.place();
                screen.print(&format!("{} report: {place}{said}\n", request.format));
            }
            Err(error) => failed = Some(error),
        }
    }
    failed.map_or(Ok(()), |error| Err(Refused::usage(error)))
}
