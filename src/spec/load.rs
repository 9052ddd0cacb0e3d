//! From files to the catalogue.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

use super::build::Builder;
use super::catalogue::{Catalogue, Strictness};
use super::error::{Problems, SpecError, SpecErrors};
use super::{assemble, draft, plain, sheet, style};
use crate::archive::FEATURES;
use crate::nearest::suggestion;

/// Reads the embedded features.
pub(super) fn embedded() -> Result<Catalogue, SpecErrors> {
    let files = FEATURES.files();
    let sources = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    from_sources(sources.collect(), "features", Strictness::Proven)
}

/// Reads the features below a folder.
pub(super) fn from_dir(folder: &Path) -> Result<Catalogue, SpecErrors> {
    let root = folder.display().to_string();
    let root = root.trim_end_matches('/');
    let mut sources = Vec::new();
    collect(folder, "", &mut sources).map_err(|(path, error)| {
        SpecErrors(vec![SpecError {
            path,
            line: 0,
            message: format!("cannot be read: {error}"),
        }])
    })?;
    from_sources(sources, root, Strictness::Structure)
}

fn collect(
    folder: &Path,
    below: &str,
    sources: &mut Vec<(String, String)>,
) -> Result<(), (String, io::Error)> {
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |error| (path, error)
    };
    for entry in fs::read_dir(folder).map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        let name = format!(
            "{below}{}",
            path.file_name().unwrap_or_default().to_string_lossy()
        );
        if path.is_dir() {
            collect(&path, &format!("{name}/"), sources)?;
        } else if is_feature(&name) {
            sources.push((name, fs::read_to_string(&path).map_err(failed(&path))?));
        }
    }
    Ok(())
}

fn is_feature(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|ending| ending == "feature")
}

/// Reads features given as text; `root` stands before their paths in messages.
pub(super) fn from_sources(
    mut sources: Vec<(String, String)>,
    root: &str,
    strictness: Strictness,
) -> Result<Catalogue, SpecErrors> {
    sources.retain(|(path, _)| is_feature(path));
    sources.sort();
    if sources.is_empty() {
        let message = "no feature files; expected at least one `*.feature`".to_owned();
        return Err(SpecErrors(vec![SpecError {
            path: root.to_owned(),
            line: 0,
            message,
        }]));
    }
    let mut builder = Builder::default();
    for (name, source) in &sources {
        read(
            &format!("{root}/{name}"),
            (name, source),
            strictness,
            &mut builder,
        );
    }
    let Builder {
        catalogue,
        mut errors,
        ..
    } = builder;
    // A file that was left out may hold the other values of a choice.
    if errors.is_empty() {
        check_readings(&catalogue, &mut errors);
    }
    if errors.is_empty() {
        return Ok(catalogue);
    }
    errors.sort();
    errors.dedup();
    Err(SpecErrors(errors))
}

/// Reads one file: its lines first, and the parser's reading when nothing is wrong with them.
fn read(path: &str, (name, source): (&str, &str), strictness: Strictness, builder: &mut Builder) {
    let mut problems = Problems::of(path);
    let blocks = sheet::read(source, &mut problems);
    let draft = draft::read(&blocks, &mut problems);
    if strictness == Strictness::HouseStyle {
        style::check(source, &draft, &mut problems);
    }
    if !problems.found.is_empty() {
        return builder.errors.append(&mut problems.found);
    }
    let parsed = match strictness {
        Strictness::Proven => Ok(plain::feature(path, &blocks)),
        Strictness::Structure | Strictness::HouseStyle => assemble::parse(path, source, &draft),
    };
    match parsed.and_then(|parsed| assemble::expanded(path, parsed, &draft)) {
        Ok(feature) => builder.file((path, name), &feature, &draft),
        Err(mut found) => builder.errors.append(&mut found),
    }
}

/// Checks that every choice has at least two values: one alone is a slip, or a rule like any other.
fn check_readings(catalogue: &Catalogue, errors: &mut Vec<SpecError>) {
    let readings = catalogue.readings();
    let values: HashMap<_, _> = readings
        .iter()
        .map(|(choice, values)| (*choice, values.len()))
        .collect();
    for rule in &catalogue.rules {
        let Some(reading) = rule
            .reading
            .as_ref()
            .filter(|reading| values.get(reading.choice.as_str()) == Some(&1))
        else {
            continue;
        };
        let others = readings
            .iter()
            .map(|(choice, _)| *choice)
            .filter(|choice| *choice != reading.choice);
        let near = suggestion(&reading.choice, others);
        let message = format!(
            "the choice `{}` has one value; expected a rule for another value too{near}",
            reading.choice
        );
        errors.push(SpecError {
            path: rule.feature.clone(),
            line: rule.line,
            message,
        });
    }
}
