//! Values of flags, parsed at the rim.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use super::Refused;
use super::exec::PORT;
use crate::reference::Readings;
use crate::run::judge::Gate;
use crate::target::process::Program;
use crate::target::profile::base_url;

/// `choice=value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) choice: String,
    pub(super) value: String,
}

impl FromStr for Pair {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once('=') {
            Some((choice, value)) if !choice.is_empty() && !value.is_empty() => Ok(Self {
                choice: choice.to_owned(),
                value: value.to_owned(),
            }),
            _ => Err(format!(
                "`{text}` is no reading; write choice=value, as in reversal-day-90=accepted"
            )),
        }
    }
}

/// The readings that the reference is to take.
pub(super) fn readings<'a>(
    pinned: impl IntoIterator<Item = (&'a String, &'a String)>,
) -> Result<Readings, Refused> {
    let mut readings = Readings::default();
    for (choice, value) in pinned {
        readings.set(choice, value).map_err(Refused::usage)?;
    }
    Ok(readings)
}

/// Seconds, with decimals where wanted.
pub(super) fn seconds(text: &str) -> Result<Duration, String> {
    let wrong = || format!("`{text}` is no time limit; write seconds, as in 10 or 0.5");
    let seconds: f64 = text.parse().map_err(|_| wrong())?;
    Duration::try_from_secs_f64(seconds)
        .ok()
        .filter(|limit| !limit.is_zero())
        .ok_or_else(wrong)
}

/// How levers are offered, as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum AskedLevers {
    /// Below a URL; what begins with `/` is below the target.
    Url(String),
    /// By a program.
    Command(Program),
    /// By routes that a file names, and public calls for the rest.
    Mapping(PathBuf),
    /// By public calls only.
    Public,
}

impl fmt::Display for AskedLevers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url(url) => f.write_str(url),
            Self::Command(program) => write!(f, "command:{}", program.line),
            Self::Mapping(path) => write!(f, "mapping:{}", path.display()),
            Self::Public => f.write_str("public"),
        }
    }
}

/// A URL, `command:LINE`, `mapping:FILE` or `public`.
pub(super) fn levers(text: &str) -> Result<AskedLevers, String> {
    match text.split_once(':') {
        None if text == "public" => Ok(AskedLevers::Public),
        Some(("command", line)) if !line.trim().is_empty() => Ok(AskedLevers::Command(Program {
            line: line.trim().to_owned(),
            folder: PathBuf::new(),
        })),
        Some(("mapping", path)) if !path.is_empty() => {
            Ok(AskedLevers::Mapping(PathBuf::from(path)))
        }
        _ => levers_url(text).map(AskedLevers::Url).map_err(|why| {
            format!("{why} (levers are a URL, command:LINE, mapping:FILE or public)")
        }),
    }
}

/// The URL of levers, or a path below the target.
pub(super) fn levers_url(text: &str) -> Result<String, String> {
    if text.starts_with('/') {
        return Ok(text.trim_end_matches('/').to_owned());
    }
    url(text)
}

/// A base URL, in which `{port}` may stand for the port of a target that is started.
pub(super) fn url(text: &str) -> Result<String, String> {
    base_url(&text.replace(PORT, "1")).map(|_| text.trim_end_matches('/').to_owned())
}

/// A command line that starts something.
pub(super) fn command_line(text: &str) -> Result<String, String> {
    if text.trim().is_empty() {
        return Err(
            "the command is empty; write what starts the target, as in './server --port {port}'"
                .to_owned(),
        );
    }
    Ok(text.to_owned())
}

/// Where something listens.
pub(super) fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        format!("`{text}` is no address with a port; write 127.0.0.1:9000, or 0.0.0.0:9000 to be reached from elsewhere")
    })
}

/// How many scenarios run at once.
pub(super) fn jobs(text: &str) -> Result<u16, String> {
    let jobs = text.parse().ok().filter(|jobs| (1..=1024).contains(jobs));
    jobs.ok_or_else(|| format!("`{text}` is no number of jobs; write 1 to 1024"))
}

/// Which levels gate.
pub(super) fn gate(text: &str) -> Result<Gate, String> {
    let gate = Gate::ALL.into_iter().find(|gate| gate.word() == text);
    gate.ok_or_else(|| format!("`{text}` is no gate; write documented or all"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_limit_is_positive() {
        assert_eq!(seconds("0.5"), Ok(Duration::from_millis(500)));
        for wrong in ["0", "-1", "NaN", "inf", "1e300", "ten", ""] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }
}
