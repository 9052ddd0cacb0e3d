//! How fast the suite is: the whole as a ratio to a bare loop of the same requests, and its cost per scenario as it grows.
//!
//! `cargo bench --bench suite` prints two tables. Ratios are of medians taken in turns in one process, so that they hold on any
//! machine; the milliseconds beside them are this machine's.

#![allow(clippy::expect_used, reason = "a bench that panics says what broke")]

mod floor;
mod growth;

use std::time::{Duration, Instant};

use recoup::Check;
use recoup::reference::{Embedded, Options};

/// Scenarios at once, in the suite and in the bare loop alike.
pub(crate) const JOBS: usize = 16;
/// How often each is measured.
const ROUNDS: usize = 7;

/// The allocator of the program, so that what is measured is what runs.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, url, copies, every] = arguments.as_slice()
        && flag == growth::CHILD
    {
        let number = |text: &String| text.parse().expect("a number");
        growth::child(url, (number(copies), number(every)));
        return;
    }
    against_the_floor();
    growth::table();
}

fn against_the_floor() {
    let recorded = {
        let reference = Embedded::start(Options::default()).expect("the reference starts");
        Check::at(&reference.url())
            .jobs(JOBS)
            .keep_transcripts(true)
            .run()
            .expect("the check runs")
    };
    let rounds = floor::rounds(&recorded);
    let requests: usize = rounds.iter().flatten().map(Vec::len).sum();
    let (mut suite, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        suite.push(timed(|| {
            let reference = Embedded::start(Options::default()).expect("the reference starts");
            let run = Check::at(&reference.url())
                .jobs(JOBS)
                .run()
                .expect("the check runs");
            assert!(run.is_conformant(), "{run}");
        }));
        bare.push(timed(|| {
            let reference = Embedded::start(Options::default()).expect("the reference starts");
            floor::replay(&reference, &rounds, JOBS);
        }));
    }
    let (suite, bare) = (median(suite), median(bare));
    println!("the whole suite on the reference, {JOBS} scenarios at once, server start included");
    println!("  scenarios      {:>8}", rounds[0].len());
    println!("  requests       {requests:>8}");
    println!("  suite          {:>8.1} ms", millis(suite));
    println!("  bare loop      {:>8.1} ms", millis(bare));
    println!(
        "  ratio          {:>8.2}",
        suite.as_secs_f64() / bare.as_secs_f64()
    );
    println!();
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

pub(crate) fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
