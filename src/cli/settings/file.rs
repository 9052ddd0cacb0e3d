//! `recoup.toml`: what the owner of a target writes down once. Paths in it are relative to it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Given, Origin};
use crate::cli::options::{gate, jobs, seconds};
use crate::report::{Format, ReportRequest};
use crate::run::judge::Gate;
use crate::tables::{Section, Sheet, Wrong};
use crate::target::profile::base_url;

/// The JSON Schema of the file, for editors.
pub(in crate::cli) const SCHEMA: &str = include_str!("recoup.schema.json");

/// The name of the environment variable that holds the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeyName(pub(super) String);

/// What a file says.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) url: Option<Given<String>>,
    pub(super) key: Option<Given<KeyName>>,
    pub(super) levers: Option<Given<String>>,
    pub(super) readings: BTreeMap<String, Given<String>>,
    pub(super) known: Option<Given<PathBuf>>,
    pub(super) gate: Option<Given<Gate>>,
    pub(super) jobs: Option<Given<u16>>,
    pub(super) timeout: Option<Given<Duration>>,
    pub(super) reports: Vec<Given<ReportRequest>>,
}

impl Written {
    /// Reads a file's text.
    ///
    /// # Errors
    /// The first line that is wrong.
    pub(super) fn parse(path: &Path, text: &str) -> Result<Self, Wrong> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let sheet = Sheet::read(&path.display().to_string(), text)?;
        let root = sheet.root();
        root.only(&["target", "levers", "readings", "run", "reports"])?;
        let mut written = Self::default();
        if let Some(section) = root.section("target")? {
            written.target(&section)?;
        }
        if let Some(section) = root.section("levers")? {
            section.only(&["url"])?;
            written.levers = read(&section, "url", base_url)?;
        }
        if let Some(section) = root.section("readings")? {
            for choice in section.keys() {
                let value = section.needed(choice)?.to_owned();
                let given = Given::new(value, Origin::File(section.place_of(choice)));
                written.readings.insert(choice.to_owned(), given);
            }
        }
        if let Some(section) = root.section("run")? {
            written.run(&section, folder)?;
        }
        if let Some(section) = root.section("reports")? {
            written.reports(&section, folder)?;
        }
        Ok(written)
    }

    fn target(&mut self, section: &Section<'_>) -> Result<(), Wrong> {
        if section.keys().any(|key| key == "key") {
            let what = "a key in a file is copied, committed and shown; name the environment variable that holds it \
                        instead: key_env = \"ACME_TEST_KEY\"";
            return Err(section.wrong("key", what));
        }
        section.only(&["url", "key_env"])?;
        self.url = read(section, "url", base_url)?;
        self.key = read(section, "key_env", key_name)?;
        Ok(())
    }

    fn run(&mut self, section: &Section<'_>, folder: &Path) -> Result<(), Wrong> {
        section.only(&["known", "gate", "jobs", "timeout"])?;
        self.known = read(section, "known", |path| Ok(folder.join(path)))?;
        self.gate = read(section, "gate", gate)?;
        self.jobs = measure(section, "jobs", jobs)?;
        self.timeout = measure(section, "timeout", seconds)?;
        Ok(())
    }

    fn reports(&mut self, section: &Section<'_>, folder: &Path) -> Result<(), Wrong> {
        section.only(&Format::ALL.map(Format::name))?;
        for format in Format::ALL {
            let request = |path: &str| {
                Ok(ReportRequest {
                    format,
                    path: folder.join(path),
                })
            };
            self.reports.extend(read(section, format.name(), request)?);
        }
        Ok(())
    }
}

fn read<T>(
    section: &Section<'_>,
    key: &str,
    read: impl FnOnce(&str) -> Result<T, String>,
) -> Result<Option<Given<T>>, Wrong> {
    if section.text(key)?.is_none() {
        return Ok(None);
    }
    let value = read(section.needed(key)?).map_err(|why| section.wrong(key, why))?;
    Ok(Some(Given::new(value, Origin::File(section.place_of(key)))))
}

fn measure<T>(
    section: &Section<'_>,
    key: &str,
    read: impl FnOnce(&str) -> Result<T, String>,
) -> Result<Option<Given<T>>, Wrong> {
    let Some(number) = section.number(key)? else {
        return Ok(None);
    };
    let value = read(&number).map_err(|why| section.wrong(key, why))?;
    Ok(Some(Given::new(value, Origin::File(section.place_of(key)))))
}

/// A name that an environment variable may have; a key has other characters, or none of its own.
fn key_name(text: &str) -> Result<KeyName, String> {
    let is_name = text
        .bytes()
        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    if is_name && !text.starts_with(|c: char| c.is_ascii_digit()) {
        Ok(KeyName(text.to_owned()))
    } else {
        Err("`key_env` is the name of an environment variable (capitals, digits and _), not the key itself".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        let written = Written::parse(Path::new("a/recoup.toml"), text);
        written
            .err()
            .map(|wrong| wrong.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn paths_are_relative_to_the_file() -> Result<(), Wrong> {
        let text =
            "[run]\nknown = 'k.toml'\n[reports]\njson = '/tmp/x.json'\njunit = 'out/j.xml'\n";
        let written = Written::parse(Path::new("a/recoup.toml"), text)?;
        let known = written
            .known
            .map(|given| (given.value, given.from.to_string()));
        assert_eq!(
            known,
            Some((PathBuf::from("a/k.toml"), "a/recoup.toml:2".to_owned()))
        );
        let paths: Vec<_> = written
            .reports
            .iter()
            .map(|given| given.value.path.display().to_string())
            .collect();
        assert_eq!(paths, ["/tmp/x.json", "a/out/j.xml"]);
        Ok(())
    }

    #[test]
    fn a_key_is_named_and_never_written() {
        let literal = refused("[target]\nkey = 'sk_canary'\n");
        assert!(
            literal.contains("recoup.toml:2: a key in a file") && literal.contains("key_env"),
            "{literal}"
        );
        let as_name = refused("[target]\nkey_env = 'sk_canary'\n");
        assert!(
            as_name.contains("the name of an environment variable"),
            "{as_name}"
        );
        assert!(!literal.contains("canary") && !as_name.contains("canary"));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, told) in [
            (
                "[trget]\n",
                "a/recoup.toml:1: unknown key `trget`; did you mean `target`?",
            ),
            (
                "\n[target]\nurll = 'x'",
                "a/recoup.toml:3: unknown key `urll`; did you mean `url`?",
            ),
            (
                "[target]\nurl = 'localhost'",
                "a/recoup.toml:2: `localhost` is no URL",
            ),
            ("[target]\nurl = ''", "a/recoup.toml:2: `url` is empty"),
            (
                "[run]\njobs = 0",
                "a/recoup.toml:2: `0` is no number of jobs",
            ),
            (
                "[run]\njobs = 'x'",
                "a/recoup.toml:2: `jobs` must be a number",
            ),
            (
                "[run]\ntimeout = -1.5",
                "a/recoup.toml:2: `-1.5` is no time limit",
            ),
            ("[run]\ngate = 'none'", "a/recoup.toml:2: `none` is no gate"),
            (
                "[reports]\nhtlm = 'x'",
                "a/recoup.toml:2: unknown key `htlm`",
            ),
            ("target = 1", "a/recoup.toml:1: `target` must be a table"),
        ] {
            assert!(refused(text).starts_with(told), "{text}: {}", refused(text));
        }
    }
}
