//! What the parts of a run cost, each by itself: loading features, canonical forms, comparing them, starting the program.
//!
//! `cargo bench --bench parts` prints a table of times; what is done for many transcripts at once says how many a second.

#![allow(clippy::expect_used, reason = "a bench that panics says what broke")]

use std::hint::black_box;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::ItemsCount;
use recoup::Check;
use recoup::canon::{Store, Transcript, canonical, compare_shape};
use recoup::reference::{Embedded, Options};
use recoup::spec::Catalogue;
use recoup::target::exchange::Exchange;

/// The allocator of the program, so that what is measured is what runs.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// A scenario that was recorded: its id, and all that was said.
type Recorded = (String, Vec<Exchange>);

/// The whole suite on the reference, once.
static RECORDED: LazyLock<Vec<Recorded>> = LazyLock::new(|| {
    let reference = Embedded::start(Options::default()).expect("the reference starts");
    let check = Check::at(&reference.url()).keep_transcripts(true);
    let run = check.run().expect("the check runs");
    let ran = run.scenarios.into_iter();
    ran.filter(|scenario| !scenario.exchanges.is_empty())
        .map(|scenario| (scenario.id.to_string(), scenario.exchanges))
        .collect()
});

#[divan::bench]
fn load_of_all_features() -> Catalogue {
    Catalogue::embedded().expect("the features load")
}

#[divan::bench(sample_count = 20)]
fn canonical_texts(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(RECORDED.len())).bench(|| {
        for (_, exchanges) in &*RECORDED {
            black_box(canonical(exchanges, 0).text());
        }
    });
}

#[divan::bench(sample_count = 20)]
fn comparisons_with_snapshots(bencher: Bencher<'_, '_>) {
    let approved: Vec<(String, Transcript)> = RECORDED
        .iter()
        .filter_map(|(id, exchanges)| {
            let approved = Store::Embedded.read(id).ok()??;
            Some((approved, canonical(exchanges, 0)))
        })
        .collect();
    bencher.counter(ItemsCount::new(approved.len())).bench(|| {
        for (approved, transcript) in &approved {
            black_box(compare_shape(approved, transcript));
        }
    });
}

/// The starts of the program that are measured.
#[divan::bench(args = ["--version", "rules", "check -q PAY-CANCEL-01"])]
fn program(words: &str) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_recoup"));
    let quiet = program
        .args(words.split(' '))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    assert!(quiet.status().expect("recoup starts").success());
}
