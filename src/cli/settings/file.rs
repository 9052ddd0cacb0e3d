//! `recoup.toml`: what the owner of a target writes down once. Paths in it are relative to it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Given, Origin};
use crate::cli::options::{AskedLevers, command_line, gate, jobs, levers_url, seconds, url};
use crate::report::{Format, ReportRequest, STANDARD_OUTPUT};
use crate::run::judge::Gate;
use crate::spec::Capability;
use crate::tables::{Section, Sheet, Wrong};
use crate::target::process::Program;

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
    pub(super) exec: Option<Given<Program>>,
    pub(super) capabilities: Option<Given<Vec<Capability>>>,
    pub(super) levers: Option<Given<AskedLevers>>,
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
            written.target(&section, folder)?;
        }
        if let Some(section) = root.section("levers")? {
            written.levers(&section, folder)?;
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

    fn target(&mut self, section: &Section<'_>, folder: &Path) -> Result<(), Wrong> {
        if section.keys().any(|key| key == "key") {
            let what = "a key in a file is copied, committed and shown; name the environment variable that holds it \
                        instead: key_env = \"ACME_TEST_KEY\"";
            return Err(section.wrong("key", what));
        }
        section.only(&["url", "key_env", "exec", "capabilities"])?;
        self.url = read(section, "url", url)?;
        self.exec = read(section, "exec", |line| {
            command_line(line).map(|line| program(&line, folder))
        })?;
        if let Some(names) = section.texts("capabilities")? {
            let read = names.iter().map(|name| name.parse::<Capability>());
            let read = read.collect::<Result<_, _>>();
            let value = read.map_err(|why| section.wrong("capabilities", why))?;
            let from = Origin::File(section.place_of("capabilities"));
            self.capabilities = Some(Given::new(value, from));
        }
        self.key = read(section, "key_env", key_name)?;
        Ok(())
    }

    fn levers(&mut self, section: &Section<'_>, folder: &Path) -> Result<(), Wrong> {
        section.only(&["way", "url", "command", "mapping"])?;
        let url = read(section, "url", |text| {
            levers_url(text).map(AskedLevers::Url)
        })?;
        let command = read(section, "command", |line| {
            Ok(AskedLevers::Command(program(line, folder)))
        })?;
        let mapping = read(section, "mapping", |path| {
            Ok(AskedLevers::Mapping(folder.join(path)))
        })?;
        let public = read(section, "way", |way| match way {
            "public" => Ok(AskedLevers::Public),
            "http" => Ok(AskedLevers::Url("/levers".to_owned())),
            "command" | "mapping" => Err(format!("the way {way} needs `{way}` to say which")),
            other => Err(format!(
                "`{other}` is no way; there are http, command, mapping, public"
            )),
        });
        let mut named = [("http", url), ("command", command), ("mapping", mapping)]
            .into_iter()
            .filter_map(|(way, given)| Some((way, given?)));
        let (first, second) = (named.next(), named.next());
        if let (Some((one, _)), Some((other, given))) = (&first, &second) {
            let what =
                format!("levers are offered in one way, and here are two: {one} and {other}");
            return Err(Wrong::with(&given.from.to_string(), what));
        }
        let said = section.text("way")?;
        match (first, said) {
            (Some((way, _)), Some(said)) if said != way => {
                let what = format!("the way is {said}, but what stands beside it is for {way}");
                return Err(section.wrong("way", what));
            }
            (Some((_, given)), _) => self.levers = Some(given),
            (None, _) => self.levers = public?,
        }
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
                    path: if path == STANDARD_OUTPUT {
                        PathBuf::from(path)
                    } else {
                        folder.join(path)
                    },
                })
            };
            self.reports.extend(read(section, format.name(), request)?);
        }
        Ok(())
    }
}

fn program(line: &str, folder: &Path) -> Program {
    Program {
        line: line.to_owned(),
        folder: folder.to_owned(),
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
            "[run]\nknown = 'k.toml'\n[reports]\njson = '/srv/x.json'\njunit = 'out/j.xml'\n";
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
        assert_eq!(paths, ["/srv/x.json", "a/out/j.xml"]);
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
            (
                "[target]\ncapabilities = ['payout']",
                "a/recoup.toml:2: unknown capability `payout`; did you mean `payouts`?",
            ),
            (
                "[levers]\nway = 'htpp'",
                "a/recoup.toml:2: `htpp` is no way",
            ),
            (
                "[levers]\nway = 'command'",
                "a/recoup.toml:2: the way command needs `command`",
            ),
            (
                "[levers]\nway = 'http'\ncommand = 'x'",
                "a/recoup.toml:2: the way is http, but",
            ),
            (
                "[levers]\nurl = '/l'\ncommand = 'x'",
                "a/recoup.toml:3: levers are offered in one way",
            ),
            ("target = 1", "a/recoup.toml:1: `target` must be a table"),
        ] {
            assert!(refused(text).starts_with(told), "{text}: {}", refused(text));
        }
    }
}
