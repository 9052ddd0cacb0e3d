//! Settings of a check: a flag wins over the environment, the environment over `recoup.toml`, that over the default.
//!
//! Every value knows where it came from, so that `recoup config` can say so.

mod draft;
mod file;
mod search;
mod target;

pub(super) use draft::Draft;
pub(super) use file::SCHEMA;
pub(super) use search::NAME;

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use super::Refused;
use super::check::Options;
use super::exec::PORT;
use super::options::{AskedLevers, gate, jobs, levers, seconds, url};
use super::shard::asked;
use crate::report::ReportRequest;
use crate::run::judge::Gate;
use crate::run::shard::Shard;
use crate::spec::Capability;
use crate::target::process::Program;
use crate::target::profile::USUAL_TIMEOUT;
use crate::target::secret::Secret;
use file::{KeyName, Written};

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// A flag, or the URL on the command line.
    Flag(&'static str),
    /// An environment variable.
    Environment(String),
    /// A line of the settings file.
    File(String),
    /// Nobody said anything.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(name) => write!(f, "command line ({name})"),
            Self::Environment(name) => write!(f, "environment ({name})"),
            Self::File(place) => f.write_str(place),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A value and where it came from.
#[derive(Debug, Clone)]
pub(super) struct Given<T> {
    pub(super) value: T,
    pub(super) from: Origin,
}

impl<T> Given<T> {
    pub(super) fn new(value: T, from: Origin) -> Self {
        Self { value, from }
    }

    fn usual(value: T) -> Self {
        Self::new(value, Origin::Default)
    }
}

/// The key of a target.
#[derive(Debug, Clone)]
pub(super) enum Key {
    /// None is needed, as far as anybody said.
    None,
    /// This one.
    Held(Secret),
    /// The environment variable that should hold it does not.
    Missing(String),
}

/// What to check, and how.
#[derive(Debug)]
pub(super) struct Settings {
    /// The settings file, where there is one.
    pub(super) file: Option<PathBuf>,
    /// The URL of the target; without it, the embedded reference.
    pub(super) target: Option<Given<String>>,
    /// What of it to check.
    pub(super) patterns: Vec<String>,
    pub(super) key: Given<Key>,
    /// What starts the target, where it is started here.
    pub(super) exec: Option<Given<Program>>,
    /// What the target offers, for levers without a manifest.
    pub(super) capabilities: Option<Given<Vec<Capability>>>,
    /// The way of the levers; none is the URL `/levers` below the target.
    pub(super) levers: Option<Given<AskedLevers>>,
    pub(super) readings: BTreeMap<String, Given<String>>,
    pub(super) known: Option<Given<PathBuf>>,
    pub(super) gate: Given<Gate>,
    /// None is what suits the target.
    pub(super) jobs: Option<Given<u16>>,
    pub(super) timeout: Given<Duration>,
    pub(super) reports: Vec<Given<ReportRequest>>,
    /// The part of the suite; none is all of it.
    pub(super) shard: Option<Shard>,
    /// What is said and cannot count, where somebody may think that it does.
    pub(super) unused: Option<&'static str>,
}

/// What is said of `RECOUP_KNOWN` where it does not count.
const UNUSED_KNOWN: &str = "RECOUP_KNOWN is not used: it lists the failures of a target of your own, and this is the \
                            embedded reference; --known gives it a list";

impl Settings {
    /// Brings together what is said in all places.
    ///
    /// # Errors
    /// What is wrong, and where it stands.
    pub(super) fn of(options: &Options) -> Result<Self, Refused> {
        if is_embedded(options) {
            own_target_only(options)?;
            return Self::without_file(options);
        }
        Self::with(options, search::read(options.config.as_deref())?)
    }

    /// Brings together what is said on the command line and in the environment.
    ///
    /// # Errors
    /// What is wrong, and where it stands.
    pub(super) fn without_file(options: &Options) -> Result<Self, Refused> {
        Self::with(options, (None, Written::default()))
    }

    fn with(
        options: &Options,
        (file, written): (Option<PathBuf>, Written),
    ) -> Result<Self, Refused> {
        let embedded = is_embedded(options);
        let (given, patterns) = split(&options.words)?;
        let (target, exec) = match given {
            Some(_) if embedded => {
                let what =
                    "--reference and --defect are for the embedded reference; leave out the URL";
                return Err(Refused::usage(what));
            }
            None if embedded => (None, None),
            given => aim(given, options.exec.as_ref(), (written.url, written.exec))?,
        };
        if target.is_none() {
            own_target_needed(options)?;
        }
        let own = target.is_some();
        let asked = options.levers.as_deref().map(levers).transpose();
        let levers = flag("--levers", asked.map_err(Refused::usage)?)
            .or(variable("RECOUP_LEVERS", levers)?)
            .or(written.levers);
        let declared = Some(options.declare.clone()).filter(|list| !list.is_empty());
        let known = flag("--known", options.known.clone())
            .or(variable("RECOUP_KNOWN", |path| Ok(PathBuf::from(path)))?);
        let is_for_others = |known: &Given<PathBuf>| !own && known.from != Origin::Flag("--known");
        let unused = known.as_ref().is_some_and(is_for_others);
        let key = own.then(|| key(options, written.key));
        let timeout = flag("--timeout", options.timeout)
            .or(variable("RECOUP_TIMEOUT", seconds)?)
            .or(written.timeout);
        Ok(Self {
            file,
            target,
            patterns,
            key: key.unwrap_or(Given::usual(Key::None)),
            exec,
            capabilities: flag("--declare", declared).or(written.capabilities),
            levers: levers.filter(|_| own),
            readings: readings(options, written.readings),
            known: known.filter(|_| !unused).or(written.known),
            gate: flag("--gate", options.gate)
                .or(variable("RECOUP_GATE", gate)?)
                .or(written.gate)
                .unwrap_or(Given::usual(Gate::default())),
            jobs: flag("--jobs", options.jobs)
                .or(variable("RECOUP_JOBS", jobs)?)
                .or(written.jobs),
            timeout: timeout.unwrap_or(Given::usual(USUAL_TIMEOUT)),
            reports: reports(options, written.reports),
            shard: shard(options)?,
            unused: unused.then_some(UNUSED_KNOWN),
        })
    }

    /// Every file that was read for them, or will be.
    pub(super) fn read(&self) -> Vec<PathBuf> {
        let known = self.known.as_ref().map(|given| &given.value);
        let mapping = match self.levers.as_ref().map(|given| &given.value) {
            Some(AskedLevers::Mapping(path)) => Some(path),
            Some(AskedLevers::Url(_) | AskedLevers::Command(_) | AskedLevers::Public) | None => {
                None
            }
        };
        let all = self.file.iter().chain(known).chain(mapping);
        all.cloned().collect()
    }

    /// The reports that are asked for.
    pub(super) fn requests(&self) -> Vec<ReportRequest> {
        self.reports
            .iter()
            .map(|given| given.value.clone())
            .collect()
    }

    /// The key to be used; an empty one where there is none.
    pub(super) fn secret(&self) -> Secret {
        match &self.key.value {
            Key::None | Key::Missing(_) => Secret::new(""),
            Key::Held(secret) => secret.clone(),
        }
    }

    /// Why there is no key, where there should be one.
    fn keyless(&self) -> Option<String> {
        match &self.key.value {
            Key::None | Key::Held(_) => None,
            Key::Missing(name) => Some(format!(
                "{}: the environment variable {name}, which is to hold the key, is not set",
                self.key.from
            )),
        }
    }
}

/// Whether the embedded reference is to be checked, whatever else is said.
fn is_embedded(options: &Options) -> bool {
    options.reference || options.defect.is_some()
}

/// The value of a flag.
fn flag<T>(name: &'static str, value: Option<T>) -> Option<Given<T>> {
    value.map(|value| Given::new(value, Origin::Flag(name)))
}

/// The value of an environment variable; an empty one is none.
fn variable<T>(
    name: &str,
    read: impl FnOnce(&str) -> Result<T, String>,
) -> Result<Option<Given<T>>, Refused> {
    let Ok(text) = std::env::var(name) else {
        return Ok(None);
    };
    if text.is_empty() {
        return Ok(None);
    }
    let value = read(&text).map_err(|why| Refused::usage(format!("{name}: {why}")))?;
    Ok(Some(Given::new(
        value,
        Origin::Environment(name.to_owned()),
    )))
}

/// A target and what starts it.
type Aim = (Option<Given<String>>, Option<Given<Program>>);

/// The URL of the target, and what starts it here; one that is started has a URL when nobody gave one.
fn aim(
    given: Option<String>,
    exec: Option<&String>,
    (written, usual): Aim,
) -> Result<Aim, Refused> {
    let given = flag("URL", given).or(variable("RECOUP_TARGET", url)?);
    let program = |line: &String| Program {
        line: line.clone(),
        folder: PathBuf::new(),
    };
    // What the file starts is left alone where something else names the target.
    let usual = usual.filter(|_| given.is_none());
    let exec = flag("--exec", exec.map(program)).or(usual);
    match (given.or(written), exec) {
        (Some(given), None) if given.value.contains(PORT) => Err(Refused::usage(format!(
            "{}: {PORT} is for a target that is started here; say how with --exec or target.exec",
            given.from
        ))),
        (None, Some(exec)) => {
            let url = format!("http://127.0.0.1:{PORT}");
            Ok((Some(Given::new(url, exec.from.clone())), Some(exec)))
        }
        (Some(given), Some(exec)) => {
            if given.value.contains(PORT) || !exec.value.line.contains(PORT) {
                return Ok((Some(given), Some(exec)));
            }
            let (fixed, place, line) = (&given.value, &given.from, &exec.value.line);
            Err(Refused::usage(format!(
                "{}: `{line}` starts the target on a port that is free, and {fixed} ({place}) names a fixed one; write \
                 http://127.0.0.1:{PORT} there, or put the fixed port in place of {PORT} in the command",
                exec.from
            )))
        }
        aim => Ok(aim),
    }
}

fn shard(options: &Options) -> Result<Option<Shard>, Refused> {
    let said = flag("--shard", options.shard).or(variable("RECOUP_SHARD", asked)?);
    let part = said.map(|given| given.value.part(|name| std::env::var(name).ok()));
    part.transpose().map_err(Refused::usage)
}

fn key(options: &Options, written: Option<Given<KeyName>>) -> Given<Key> {
    let held = |text: &str| Key::Held(Secret::new(text));
    if let Some(key) = &options.key {
        return Given::new(held(key), Origin::Flag("--key"));
    }
    if let Ok(key) = std::env::var("RECOUP_KEY")
        && !key.is_empty()
    {
        let from = Origin::Environment("RECOUP_KEY".to_owned());
        return Given::new(held(&key), from);
    }
    let Some(Given {
        value: KeyName(name),
        from,
    }) = written
    else {
        return Given::usual(Key::None);
    };
    match std::env::var(&name) {
        Ok(key) if !key.is_empty() => {
            let told = format!("{name}, as {from} says");
            Given::new(held(&key), Origin::Environment(told))
        }
        _ => Given::new(Key::Missing(name), from),
    }
}

fn readings(
    options: &Options,
    mut readings: BTreeMap<String, Given<String>>,
) -> BTreeMap<String, Given<String>> {
    for pair in &options.reading {
        let given = Given::new(pair.value.clone(), Origin::Flag("--reading"));
        readings.insert(pair.choice.clone(), given);
    }
    readings
}

/// Reports of the command line, and those of the file in other formats.
fn reports(options: &Options, written: Vec<Given<ReportRequest>>) -> Vec<Given<ReportRequest>> {
    let flags = options.report.iter().cloned();
    let mut reports: Vec<_> = flags
        .map(|request| Given::new(request, Origin::Flag("--report")))
        .collect();
    let formats: Vec<_> = options
        .report
        .iter()
        .map(|request| request.format)
        .collect();
    let others = written
        .into_iter()
        .filter(|given| !formats.contains(&given.value.format));
    reports.extend(others);
    reports
}

/// The URL, if the first word is one, and the selection.
fn split(words: &[String]) -> Result<(Option<String>, Vec<String>), Refused> {
    if let Some(host) = words.iter().find(|word| is_host(word)) {
        return Err(Refused::usage(format!(
            "`{host}` is no URL; did you mean http://{host}?"
        )));
    }
    let is_url = |word: &String| word.contains("://");
    match words.split_first() {
        Some((first, rest)) if is_url(first) => match rest.iter().find(|word| is_url(word)) {
            Some(_) => Err(Refused::usage("one URL at a time")),
            None => Ok((Some(url(first).map_err(Refused::usage)?), rest.to_vec())),
        },
        _ if words.iter().any(is_url) => Err(Refused::usage(
            "the URL stands first: recoup check URL SELECTION…",
        )),
        _ => Ok((None, words.to_vec())),
    }
}

/// Whether a word is a host with a port, which no rule or file is called.
fn is_host(word: &str) -> bool {
    let host = word.split('/').next().unwrap_or_default();
    let port = host.rsplit_once(':').map(|(_, port)| port);
    port.is_some_and(|port| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()))
}

fn own_target_only(options: &Options) -> Result<(), Refused> {
    let flags = [
        ("--config", options.config.is_some()),
        ("--exec", options.exec.is_some()),
    ];
    match flags.iter().find(|(_, is_given)| *is_given) {
        None => Ok(()),
        Some((flag, _)) => Err(Refused::usage(format!(
            "--reference and --defect are for the embedded reference; leave out {flag}"
        ))),
    }
}

/// Refuses flags that mean nothing for the embedded reference; in the environment they may serve other runs.
fn own_target_needed(options: &Options) -> Result<(), Refused> {
    let flags = [
        ("--levers", options.levers.is_some()),
        ("--key", options.key.is_some()),
        ("--declare", !options.declare.is_empty()),
    ];
    match flags.iter().find(|(_, is_given)| *is_given) {
        None => Ok(()),
        Some((flag, _)) => Err(Refused::usage(format!(
            "{flag} is for a target of your own; its URL is missing: recoup check URL {flag} …"
        ))),
    }
}
