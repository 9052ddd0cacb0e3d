//! `recoup config`: each setting, and where it came from.

use clap::Args;

use super::settings::{Given, Key, SCHEMA, Settings};
use super::{Refused, check, print};
use crate::exit::Exit;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    check: Box<check::Options>,
    /// Print the JSON Schema of recoup.toml, for editors.
    #[arg(long)]
    schema: bool,
}

pub(super) fn run(options: &Options) -> Result<Exit, Refused> {
    if options.schema {
        print(SCHEMA);
        return Ok(Exit::Conformant);
    }
    let settings = Settings::of(&options.check)?;
    print(&table(&rows(&settings)));
    if let Some(unused) = settings.unused {
        print(&format!("note: {unused}\n"));
    }
    Ok(Exit::Conformant)
}

/// A name, a value and where it came from.
type Row = (String, String, String);

/// A name, a value with where it came from, and what holds without it.
type Named = (&'static str, Option<(String, String)>, &'static str);

fn rows(settings: &Settings) -> Vec<Row> {
    let file = settings.file.as_ref();
    let file = file.map_or("none found".to_owned(), |path| path.display().to_string());
    let mut rows = vec![("recoup.toml".to_owned(), file, String::new())];
    let mut row = |name: &str, value: Option<(String, String)>, usual: &str| {
        let (value, from) = value.unwrap_or_else(|| (usual.to_owned(), "default".to_owned()));
        rows.push((name.to_owned(), value, from));
    };
    row(
        "target.url",
        shown(settings.target.as_ref(), Clone::clone),
        "the embedded reference",
    );
    row(
        "target.exec",
        shown(settings.exec.as_ref(), |program| program.line.clone()),
        "none",
    );
    row(
        "target.capabilities",
        shown(settings.capabilities.as_ref(), |list| {
            let names = list.iter().map(|capability| capability.name());
            names.collect::<Vec<_>>().join(",")
        }),
        "what the manifest says",
    );
    row("target.key", shown(Some(&settings.key), key), "");
    row(
        "levers",
        shown(settings.levers.as_ref(), ToString::to_string),
        "/levers below the target",
    );
    for (choice, given) in &settings.readings {
        row(
            &format!("readings.{choice}"),
            shown(Some(given), Clone::clone),
            "",
        );
    }
    for (name, value, usual) in of_the_run(settings) {
        row(name, value, usual);
    }
    for given in &settings.reports {
        let name = format!("reports.{}", given.value.format);
        row(
            &name,
            shown(Some(given), |request| request.path.display().to_string()),
            "",
        );
    }
    rows
}

fn of_the_run(settings: &Settings) -> Vec<Named> {
    vec![
        (
            "run.known",
            shown(settings.known.as_ref(), |path| path.display().to_string()),
            "none",
        ),
        (
            "run.gate",
            shown(Some(&settings.gate), |gate| gate.word().to_owned()),
            "",
        ),
        (
            "run.jobs",
            shown(settings.jobs.as_ref(), ToString::to_string),
            "what suits the target",
        ),
        (
            "run.timeout",
            shown(Some(&settings.timeout), |limit| {
                format!("{} s", limit.as_secs_f64())
            }),
            "",
        ),
    ]
}

fn shown<T>(given: Option<&Given<T>>, show: impl FnOnce(&T) -> String) -> Option<(String, String)> {
    given.map(|given| (show(&given.value), given.from.to_string()))
}

/// Whether there is a key; never the key.
fn key(key: &Key) -> String {
    match key {
        Key::None => "unset".to_owned(),
        Key::Held(_) => "set".to_owned(),
        Key::Missing(name) => format!("unset: {name} is not in the environment"),
    }
}

fn table(rows: &[Row]) -> String {
    let width = |column: fn(&Row) -> &str| rows.iter().map(|row| column(row).chars().count()).max();
    let names = width(|row| &row.0).unwrap_or_default();
    let values = width(|row| &row.1).unwrap_or_default();
    let lines = rows.iter().map(|(name, value, from)| {
        let line = format!("{name:names$}  {value:values$}  {from}");
        format!("{}\n", line.trim_end())
    });
    lines.collect()
}
