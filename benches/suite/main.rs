//! How fast the suite is: the whole as a ratio to a bare loop of the same requests, and its cost per scenario as it grows.
//!
//! `cargo bench --bench suite` prints two tables. A ratio is the median of those of neighbors, taken in turns in one process,
//! so that it holds on any machine, also while that is slow for a time; the milliseconds beside it are this machine's.

#![allow(clippy::expect_used, reason = "a bench that panics says what broke")]

mod floor;
mod growth;

use std::time::{Duration, Instant};

use recoup::Check;
use recoup::reference::{Embedded, Options};

/// Scenarios at once, in the suite and in the bare loop alike.
pub(crate) const JOBS: usize = 16;
/// How often each is measured.
const ROUNDS: usize = 11;

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
    let scripts = floor::scripts(&recorded);
    let requests: usize = scripts.iter().map(Vec::len).sum();
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
            floor::replay(&reference, &scripts, JOBS);
        }));
    }
    let ratios = suite.iter().zip(&bare);
    let ratio = median(ratios.map(|(suite, bare)| suite.as_secs_f64() / bare.as_secs_f64()));
    let (suite, bare) = (median(suite), median(bare));
    println!("the whole suite on the reference, {JOBS} scenarios at once, server start included");
    println!("  scenarios      {:>8}", floor::ran(&recorded).count());
    println!("  requests       {requests:>8}");
    println!("  suite          {:>8.1} ms", millis(suite));
    println!("  bare loop      {:>8.1} ms", millis(bare));
    println!("  ratio          {ratio:>8.2}");
    println!();
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median<T: PartialOrd>(numbers: impl IntoIterator<Item = T>) -> T {
    let mut numbers: Vec<T> = numbers.into_iter().collect();
    numbers.sort_by(|one, other| one.partial_cmp(other).expect("numbers"));
    numbers.swap_remove(numbers.len() / 2)
}

pub(crate) fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
