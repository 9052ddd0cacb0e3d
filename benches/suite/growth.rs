//! How the cost of a scenario grows with their number: the features repeated in memory.

use std::path::Path;
use std::process::Command;
use std::rc::Rc;
use std::time::Instant;

use recoup::Check;
use recoup::reference::{Embedded, Options};
use recoup::spec::Catalogue;

use crate::{JOBS, millis};

/// The flag of a measured process: it has a peak of memory of its own.
pub const CHILD: &str = "--grow";

/// How often the features are run, and of how many files one: about 300, 3,000 and 30,000 scenarios of one mixture.
const SIZES: [(usize, usize); 3] = [(1, 4), (3, 1), (26, 1)];

/// Prints cost per scenario and peak memory of the harness; the reference runs in this process.
pub fn table() {
    let reference = Embedded::start(Options::default()).expect("the reference starts");
    println!("cost per scenario as the suite grows (features repeated in memory)");
    println!("  scenarios    wall ms   µs a scenario   ratio   peak MB");
    let mut first = None;
    for (copies, every) in SIZES {
        let this = std::env::current_exe().expect("our own path");
        let mut command = Command::new(this);
        let output = command
            .args([CHILD, &reference.url()])
            .args([copies.to_string(), every.to_string()])
            .output()
            .expect("a child");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let line = String::from_utf8(output.stdout).expect("text");
        let numbers: Vec<f64> = line
            .split_whitespace()
            .map(|word| word.parse().expect("a number"))
            .collect();
        let [count, wall, peak] = numbers[..] else {
            panic!("three numbers: {line}")
        };
        let cost = wall * 1e3 / count;
        let base = *first.get_or_insert(cost);
        println!(
            "  {count:>9}  {wall:>9.1}  {cost:>14.1}  {:>6.2}  {peak:>8.1}",
            cost / base
        );
    }
}

/// One measured process: scenarios, milliseconds, megabytes.
pub fn child(url: &str, (copies, every): (usize, usize)) {
    let catalogue = Rc::new(repeated(copies, every));
    let start = Instant::now();
    let run = Check::at(url)
        .features(Rc::clone(&catalogue))
        .jobs(JOBS)
        .run()
        .expect("the check runs");
    let wall = start.elapsed();
    assert!(run.is_conformant(), "{run}");
    println!(
        "{} {} {}",
        run.scenarios.len(),
        millis(wall),
        peak_megabytes()
    );
}

/// One of so many files of the features, so many times over, each copy with rule ids and paths of its own.
fn repeated(copies: usize, every: usize) -> Catalogue {
    let sources: Vec<_> = sources().into_iter().step_by(every).collect();
    let all = (0..copies).flat_map(|copy| {
        let letters: String = [copy / 26, copy % 26]
            .iter()
            .map(|n| char::from(b'A' + u8::try_from(*n).expect("at most 676 copies")))
            .collect();
        let renamed = move |(path, text): &(String, String)| {
            let lines: Vec<String> = text.lines().map(|line| rename(line, &letters)).collect();
            (format!("copy{copy}-{path}"), lines.join("\n"))
        };
        sources.iter().map(renamed).collect::<Vec<_>>()
    });
    Catalogue::from_sources(all).expect("the features load")
}

/// Gives the rule ids of a line of tags a prefix of their own.
fn rename(line: &str, letters: &str) -> String {
    let is_id = |word: &str| {
        word.strip_prefix('@')
            .is_some_and(|id| id.starts_with(|c: char| c.is_ascii_uppercase()))
    };
    let words = line.split(' ').map(|word| match word.strip_prefix('@') {
        Some(id) if is_id(word) => format!("@{letters}X{id}"),
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("features");
    let mut found = Vec::new();
    for folder in std::fs::read_dir(&root)
        .expect("features/")
        .flatten()
        .map(|entry| entry.path())
        .filter(|p| p.is_dir())
    {
        for file in std::fs::read_dir(folder)
            .expect("a folder")
            .flatten()
            .map(|entry| entry.path())
        {
            let name = file
                .strip_prefix(&root)
                .expect("below features/")
                .to_str()
                .expect("a plain name")
                .to_owned();
            found.push((name, std::fs::read_to_string(&file).expect("a feature")));
        }
    }
    found.sort();
    found
}

fn peak_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes: f64 = line
        .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .unwrap_or(f64::NAN);
    kilobytes / 1024.0
}
