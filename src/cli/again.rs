//! The command that runs scenarios of the same target again, as a finding tells it.

use super::check::Options;
use super::settings::{Given, Origin, Settings};
use crate::report::curl::quote;
use crate::target::secret::Redactor;

/// The command, to which the id of a scenario is added; the key stays where it was, and so does what a file said.
pub(super) fn again(options: &Options, settings: &Settings) -> String {
    let mut words = vec!["recoup check".to_owned()];
    // A URL that follows from the command that starts the target is not one that anybody gave.
    let exec = settings.exec.as_ref();
    let url = settings.target.as_ref();
    let url = url.filter(|url| exec.is_none_or(|exec| exec.from != url.from));
    words.extend(said(url, |url| quote(url)));
    let mut add = |flag: &str, value: Option<String>| {
        words.extend(value.map(|value| format!("--{flag} {}", quote(&value))));
    };
    let path = |path: &std::path::PathBuf| path.display().to_string();
    add("config", options.config.as_ref().map(path));
    add(
        "levers",
        said(settings.levers.as_ref(), ToString::to_string),
    );
    let names = |list: &Vec<_>| {
        let names: Vec<String> = list.iter().map(ToString::to_string).collect();
        names.join(",")
    };
    add("declare", said(settings.capabilities.as_ref(), names));
    add("exec", options.exec.clone());
    add("defect", options.defect.map(|defect| defect.to_string()));
    add("features", options.features.as_ref().map(path));
    add("inbox", options.inbox.map(|inbox| inbox.to_string()));
    add("webhook-url", options.webhook_url.clone());
    for pair in &options.reading {
        add("reading", Some(format!("{}={}", pair.choice, pair.value)));
    }
    Redactor::new([settings.secret()]).text(words.join(" "))
}

/// What was said elsewhere than in a file, which will say it again.
fn said<T>(given: Option<&Given<T>>, text: impl Fn(&T) -> String) -> Option<String> {
    let given = given.filter(|given| match given.from {
        Origin::Flag(_) | Origin::Environment(_) => true,
        Origin::File(_) | Origin::Default => false,
    });
    given.map(|given| text(&given.value))
}
