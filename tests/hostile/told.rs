//! Everything that can be told of a run, and what it costs to get there.

use std::fs;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use recoup::report::compare::{Form, terminal as table};
use recoup::report::{Format, terminal};
use recoup::run::compare::{Comparison, Side};
use recoup::run::judge::Gate;
use recoup::run::result::Run;
use recoup::run::verdict::Verdict;

/// Tests of this binary take turns, so that memory and time are those of one of them.
pub fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the terminal shows: as it is, verbose, and quiet.
pub fn shown(run: &Run) -> String {
    let styles = [(false, false), (true, false), (false, true)];
    let styles = styles.map(|(verbose, quiet)| terminal::Style {
        verbose,
        quiet,
        ..terminal::Style::default()
    });
    let all = styles.iter().map(|style| terminal::render(run, style));
    all.collect()
}

/// The run without the scenarios and rules that it was not asked for, of which there is nothing to tell.
pub fn narrowed(run: &Run) -> Run {
    let scenarios = run.scenarios.iter().filter(|it| it.is_selected());
    let rules = run.rules.iter().filter(|it| it.is_selected());
    Run {
        recoup: run.recoup.clone(),
        url: run.url.clone(),
        implementation: run.implementation.clone(),
        declared: run.declared.clone(),
        started: run.started,
        duration: run.duration,
        ending: run.ending.clone(),
        readings: run.readings.clone(),
        rules: rules.cloned().collect(),
        scenarios: scenarios.cloned().collect(),
        notes: run.notes.clone(),
        again: run.again.clone(),
        features: run.features.clone(),
        gate: run.gate,
        shard: run.shard,
        known: run.known.clone(),
    }
}

/// The run beside itself.
fn matrix(run: &Run) -> String {
    let sides = ["a", "b"].map(|file| Side::of(file, run.clone()));
    let comparison = Comparison::of(sides.to_vec(), Gate::All);
    let forms = Form::ALL.map(|form| form.render(&comparison));
    forms.concat() + &table::render(&comparison, &terminal::Style::default())
}

/// Everything that can be told of a run.
pub fn told(run: &Run) -> String {
    let run = &narrowed(run);
    let files = Format::ALL.iter().map(|format| format.render(run));
    let files: String = files.collect();
    shown(run) + &files + &matrix(run) + &format!("{run:?}")
}

/// Why scenarios were not judged.
pub fn reasons(run: &Run) -> Vec<&str> {
    let reasons = run
        .scenarios
        .iter()
        .filter(|s| s.verdict != Verdict::NotApplicable);
    reasons.filter_map(|s| s.reason.as_deref()).collect()
}

/// What something cost.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    pub time: Duration,
    /// By how much the most memory grew that the process has had, in KiB; 0 where nobody says.
    pub memory: u64,
    /// The most memory that the process had meanwhile, in KiB.
    pub peak: u64,
}

/// What the table says above its rows.
pub fn head() -> String {
    format!(
        "{:44} {:12} {:>8} {:>11} {:>11}",
        "row", "verdict", "time", "grew by", "peak"
    )
}

/// A row of the table, which `--nocapture` shows.
pub fn line(name: &str, verdict: Verdict, cost: Cost) -> String {
    format!(
        "{name:44} {:12} {:6.2} s {:7} KiB {:7} KiB",
        verdict.phrase(),
        cost.time.as_secs_f64(),
        cost.memory,
        cost.peak
    )
}

/// Measures it.
pub fn measured<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    // Forgets the most that there was before.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let (before, clock) = (memory("VmRSS"), Instant::now());
    let made = work();
    let time = clock.elapsed();
    let peak = memory("VmHWM");
    let memory = peak.saturating_sub(before);
    (made, Cost { time, memory, peak })
}

fn memory(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number
        .and_then(|number| number.parse().ok())
        .unwrap_or_default()
}
