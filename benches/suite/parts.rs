//! What the parts of a run cost, each by itself: loading features, canonical forms, comparing them, starting the program.

use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::Duration;

use recoup::canon::{Store, canonical, compare_shape};
use recoup::run::result::Run;
use recoup::spec::Catalogue;

use crate::{median, millis, timed};

/// How often each is measured.
const ROUNDS: usize = 15;

/// The starts of the program that are measured.
const STARTS: [&[&str]; 3] = [
    &["--version"],
    &["rules"],
    &["check", "-q", "PAY-CANCEL-01"],
];

/// Prints what each part costs; the transcripts are those of a run that was recorded.
pub fn table(recorded: &Run) {
    println!("what the parts cost, medians of {ROUNDS}");
    let load = rounds(|| {
        black_box(Catalogue::embedded().expect("the features load"));
    });
    line("plan and load of all features", load, 1);
    let scenarios = &recorded.scenarios;
    let texts = rounds(|| {
        for scenario in scenarios {
            black_box(canonical(&scenario.exchanges, 0).text());
        }
    });
    line("canonical text of a transcript", texts, scenarios.len());
    let approved: Vec<_> = scenarios
        .iter()
        .filter_map(|scenario| {
            let approved = Store::Embedded.read(&scenario.id).ok()??;
            Some((approved, canonical(&scenario.exchanges, 0)))
        })
        .collect();
    let compared = rounds(|| {
        for (approved, transcript) in &approved {
            black_box(compare_shape(approved, transcript));
        }
    });
    line("comparing one with its snapshot", compared, approved.len());
    for words in STARTS {
        let took = rounds(|| start(words));
        line(&format!("recoup {}", words.join(" ")), took, 1);
    }
    println!();
}

fn rounds(mut work: impl FnMut()) -> Duration {
    median((0..ROUNDS).map(|_| timed(&mut work)).collect())
}

fn line(what: &str, all: Duration, count: usize) {
    let each = millis(all) * 1e3 / f64::from(u32::try_from(count).expect("a count"));
    println!("  {what:<34} {each:>10.1} µs");
}

fn start(words: &[&str]) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_recoup"));
    let quiet = program
        .args(words)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    assert!(quiet.status().expect("recoup starts").success());
}
