//! The house rules that a compiler does not hold: sizes, names, and which layer may know which.

#![allow(clippy::unwrap_used, reason = "a test that panics says what broke")]

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::Span;
use syn::spanned::Spanned as _;
use syn::visit::Visit;

/// The most lines of a file.
const FILE: usize = 500;
/// The most lines of a function.
const FUNCTION: usize = 70;
/// The most parameters of a function, the receiver aside.
const PARAMETERS: usize = 4;
/// The most step forms of the vocabulary.
const STEP_FORMS: usize = 60;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path
                    .strip_prefix(root())
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned();
                files.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files.sort();
    assert!(!files.is_empty(), "{folder} has no Rust files");
    files
}

fn everything() -> Vec<(String, String)> {
    ["src", "tests", "benches"]
        .into_iter()
        .flat_map(sources)
        .collect()
}

/// Asserts that there are no complaints, and shows them all when there are.
fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

struct Functions<'a> {
    file: &'a str,
    complaints: Vec<String>,
}

impl Functions<'_> {
    fn look(&mut self, signature: &syn::Signature, whole: Span) {
        let name = &signature.ident;
        let (start, end) = (whole.start().line, whole.end().line);
        let lines = end - start + 1;
        if lines > FUNCTION {
            self.complaints.push(format!(
                "{}:{start} `{name}` has {lines} lines; at most {FUNCTION}",
                self.file
            ));
        }
        let count = signature
            .inputs
            .iter()
            .filter(|input| matches!(input, syn::FnArg::Typed(_)))
            .count();
        if count > PARAMETERS {
            self.complaints.push(format!(
                "{}:{start} `{name}` has {count} parameters; at most {PARAMETERS}",
                self.file
            ));
        }
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.look(&item.sig, item.span());
        syn::visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.look(&item.sig, item.span());
        syn::visit::visit_impl_item_fn(self, item);
    }
}

#[test]
fn files_and_functions_are_short() {
    let mut complaints = Vec::new();
    for (file, text) in everything() {
        let lines = text.lines().count();
        if lines > FILE {
            complaints.push(format!("{file} has {lines} lines; at most {FILE}"));
        }
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        let mut functions = Functions {
            file: &file,
            complaints: Vec::new(),
        };
        functions.visit_file(&parsed);
        complaints.extend(functions.complaints);
    }
    none(&complaints);
}

#[test]
fn no_module_is_a_drawer_for_everything() {
    let drawers = [
        "utils", "util", "helpers", "helper", "common", "manager", "misc",
    ];
    let named = everything()
        .into_iter()
        .map(|(file, _)| file)
        .filter(|file| {
            Path::new(file)
                .iter()
                .any(|part| drawers.contains(&part.to_str().unwrap().trim_end_matches(".rs")))
        });
    none(&named.collect::<Vec<_>>());
}

/// What the modules of a layer must not name.
const LAYERS: [(&[&str], &[&str]); 6] = [
    // The judge never reads the defendant's notes.
    (
        &["target", "scenario", "canon", "run", "report", "spec"],
        &["reversal", "ledger", "reference", "money", "clock", "cli"],
    ),
    (
        &["money", "clock"],
        &[
            "ledger",
            "reversal",
            "reference",
            "target",
            "scenario",
            "run",
            "report",
            "spec",
            "cli",
        ],
    ),
    (
        &["ledger", "reversal"],
        &[
            "reference",
            "target",
            "scenario",
            "canon",
            "run",
            "report",
            "spec",
            "cli",
        ],
    ),
    (
        &["reference"],
        &[
            "target", "scenario", "canon", "run", "report", "spec", "cli",
        ],
    ),
    (&["target"], &["scenario", "canon", "run", "report"]),
    (&["scenario", "canon"], &["run", "report"]),
];

#[test]
fn layers_know_only_what_lies_below() {
    let mut complaints = Vec::new();
    let sources = sources("src");
    for (layer, forbidden) in LAYERS {
        for (file, text) in &sources {
            let inside = file.trim_start_matches("src/");
            let module = inside.split(['/', '.']).next().unwrap_or_default();
            if !layer.contains(&module) {
                continue;
            }
            for name in forbidden {
                let named = [
                    format!("crate::{name}::"),
                    format!("crate::{name};"),
                    format!("recoup::{name}"),
                ];
                if named.iter().any(|words| text.contains(words.as_str())) {
                    complaints.push(format!("{file} names crate::{name}"));
                }
            }
        }
    }
    none(&complaints);
}

#[test]
fn rules_are_pure() {
    let impure = [
        "async ",
        "serde",
        "chrono::Utc",
        "SystemTime",
        "Instant::",
        "tokio",
        "axum",
    ];
    let mut complaints = Vec::new();
    for (file, text) in sources("src")
        .into_iter()
        .filter(|(file, _)| file.starts_with("src/reversal/"))
    {
        for word in impure.iter().filter(|word| text.contains(**word)) {
            complaints.push(format!("{file} has `{word}`"));
        }
    }
    none(&complaints);
}

#[test]
fn tests_neither_sleep_nor_are_ignored() {
    let mut complaints = Vec::new();
    for (file, text) in sources("tests") {
        for word in [
            concat!("sleep", "("),
            concat!("#[ig", "nore"),
            concat!("todo", "!("),
        ] {
            if text.contains(word) {
                complaints.push(format!("{file} has `{word}`"));
            }
        }
    }
    none(&complaints);
}

#[test]
fn the_vocabulary_is_small_and_whole() {
    let forms = recoup::scenario::step_forms();
    assert!(
        forms.len() <= STEP_FORMS,
        "{} step forms; at most {STEP_FORMS}",
        forms.len()
    );
    let written: usize = sources("src")
        .iter()
        .filter(|(file, _)| file.starts_with("src/scenario/steps/"))
        .map(|(_, text)| text.lines().filter(|line| is_step(line)).count())
        .sum();
    assert_eq!(
        forms.len(),
        written,
        "every step form that is written is also registered"
    );
}

fn is_step(line: &str) -> bool {
    ["#[given(", "#[when(", "#[then("]
        .iter()
        .any(|attribute| line.starts_with(attribute))
}

#[test]
fn every_direct_dependency_has_its_reason() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut complaints = Vec::new();
    let mut inside = false;
    let mut before = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.contains("dependencies]");
        } else if inside && line.contains('=') && !line.starts_with('#') && !before.starts_with('#')
        {
            complaints.push(format!("no reason stands above `{line}`"));
        }
        before = line;
    }
    none(&complaints);
}
