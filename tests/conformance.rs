//! The features, each scenario a test: against a fresh reference, or the target that `RECOUP_TARGET` names.
//!
//! It speaks libtest's language, so that `cargo test some_filter`, `-- --list`, nextest and IDEs work.
//! Against the reference every answer must also be, to the letter, what its snapshot keeps.

#[path = "conformance/snapshots.rs"]
mod snapshots;

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::rc::Rc;
use std::time::Duration;

use libtest_mimic::Arguments;
use recoup::Check;
use recoup::reference::{Embedded, Options};
use recoup::report::visible::visible;
use recoup::run::judge::Gate;
use recoup::run::result::{Ending, NOT_TAKEN, OTHER_READING, Run, ScenarioResult};
use recoup::run::select::Selection;
use recoup::run::verdict::Verdict;
use recoup::spec::Catalogue;

/// What libtest ends with when a test fails.
const FAILED: u8 = 101;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let catalogue = match Catalogue::embedded() {
        Ok(catalogue) => Rc::new(catalogue),
        Err(errors) => {
            eprintln!("{errors}");
            return FAILED.into();
        }
    };
    // Under nextest every test is a process of its own: one a feature file is enough.
    let by_file = std::env::var_os("NEXTEST").is_some();
    let tests = Tests::matching(&catalogue, &arguments, by_file);
    if arguments.list {
        tests.list(&arguments);
        return ExitCode::SUCCESS;
    }
    match judge(&catalogue, &tests) {
        Ok(run) => tests.report(&run, catalogue.scenarios.len()),
        Err(error) => {
            eprintln!("{error}");
            FAILED.into()
        }
    }
}

/// The tests that the arguments ask for: a name and the scenarios behind it.
struct Tests {
    chosen: Vec<(String, Vec<String>)>,
    by_file: bool,
}

impl Tests {
    fn matching(catalogue: &Catalogue, arguments: &Arguments, by_file: bool) -> Self {
        let mut all: Vec<(String, Vec<String>)> = Vec::new();
        for scenario in &catalogue.scenarios {
            let mut name = scenario.id.replace('/', "::");
            if by_file {
                name.truncate(name.rfind("::").unwrap_or(name.len()));
            }
            match all.last_mut() {
                Some((last, ids)) if *last == name => ids.push(scenario.id.to_string()),
                _ => all.push((name, vec![scenario.id.to_string()])),
            }
        }
        // Nothing is marked ignored, so `--ignored` asks for nothing.
        all.retain(|(name, _)| !arguments.ignored && wanted(arguments, name));
        Self {
            chosen: all,
            by_file,
        }
    }

    fn list(&self, arguments: &Arguments) {
        for (name, _) in &self.chosen {
            println!("{name}: test");
        }
        if !matches!(arguments.format, Some(libtest_mimic::FormatSetting::Terse)) {
            println!("\n{} tests, 0 benchmarks", self.chosen.len());
        }
    }

    fn ids(&self) -> Vec<String> {
        self.chosen
            .iter()
            .flat_map(|(_, ids)| ids.clone())
            .collect()
    }

    fn report(&self, run: &Run, known: usize) -> ExitCode {
        println!("\nrunning {} tests", self.chosen.len());
        if let Ending::Unreachable(cause) = &run.ending {
            println!("the target cannot be judged: {}", visible(cause));
        }
        let (mut passed, mut ignored, mut failures) = (0, 0, Vec::new());
        for (name, ids) in &self.chosen {
            let results: Vec<_> = run
                .scenarios
                .iter()
                .filter(|result| ids.iter().any(|id| **id == *result.id))
                .collect();
            let wrong: Vec<String> = results
                .iter()
                .filter_map(|result| complaint(run, result))
                .collect();
            if !wrong.is_empty() {
                println!("test {name} ... FAILED");
                failures.push((name, wrong));
            } else if results
                .iter()
                .all(|result| result.verdict == Verdict::NotApplicable)
            {
                let why = results
                    .iter()
                    .find_map(|result| result.reason.as_deref())
                    .unwrap_or_default();
                println!("test {name} ... ignored, {why}");
                ignored += 1;
            } else {
                println!("test {name} ... ok");
                passed += 1;
            }
        }
        self.conclude(run.duration, (passed, ignored, known), &failures)
    }

    fn conclude(
        &self,
        duration: Duration,
        (passed, ignored, known): (usize, usize, usize),
        failures: &[(&String, Vec<String>)],
    ) -> ExitCode {
        if !failures.is_empty() {
            println!("\nfailures:\n");
            for (name, wrong) in failures {
                // Targets are quoted here.
                println!("---- {name} ----\n{}\n", visible(&wrong.join("\n")));
            }
            println!("\nfailures:");
            for (name, _) in failures {
                println!("    {name}");
            }
        }
        let word = if failures.is_empty() { "ok" } else { "FAILED" };
        let out = if self.by_file {
            0
        } else {
            known - self.chosen.len()
        };
        println!(
            "\ntest result: {word}. {passed} passed; {} failed; {ignored} ignored; 0 measured; {out} filtered out; \
             finished in {:.2}s\n",
            failures.len(),
            duration.as_secs_f64()
        );
        if failures.is_empty() {
            ExitCode::SUCCESS
        } else {
            FAILED.into()
        }
    }
}

fn wanted(arguments: &Arguments, name: &str) -> bool {
    let is = |pattern: &String| {
        if arguments.exact {
            name == pattern
        } else {
            name.contains(pattern.as_str())
        }
    };
    arguments.filter.as_ref().is_none_or(is) && !arguments.skip.iter().any(is)
}

fn judge(catalogue: &Rc<Catalogue>, tests: &Tests) -> Result<Run, String> {
    let target = std::env::var("RECOUP_TARGET").ok();
    let embedded = match target {
        Some(_) => None,
        None => Some(Embedded::start(Options::default()).map_err(|error| error.to_string())?),
    };
    let url = target.or_else(|| embedded.as_ref().map(recoup::reference::Embedded::url));
    let mut check = Check::at(&url.unwrap_or_default());
    if let Ok(key) = std::env::var("RECOUP_KEY") {
        check = check.key(&key);
    }
    if let Ok(levers) = std::env::var("RECOUP_LEVERS") {
        check = check.levers(&levers);
    }
    // A filter that matches nothing runs nothing, as with libtest; an empty selection would run everything.
    let mut patterns = tests.ids();
    if patterns.is_empty() {
        patterns.push("nothing".to_owned());
    }
    let check = check.features(Rc::clone(catalogue)).only(Selection {
        patterns,
        needs: Vec::new(),
    });
    if embedded.is_none() {
        return check.run().map_err(|error| error.to_string());
    }
    let mut run = strictly(check)?;
    other_readings(catalogue, &mut run)?;
    snapshots::compare(&mut run);
    Ok(run)
}

fn strictly(check: Check) -> Result<Run, String> {
    check
        .jobs(16)
        .gate(Gate::All)
        .keep_transcripts(true)
        .run()
        .map_err(|error| error.to_string())
}

/// Runs the scenarios of each reading that the reference does not take against one that takes it.
///
/// Each alone: what two documents have is in neither when it is put together.
fn other_readings(catalogue: &Rc<Catalogue>, run: &mut Run) -> Result<(), String> {
    let mut others: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for rule in &catalogue.rules {
        let unheld = |result: &&ScenarioResult| {
            let reason = result.reason.as_deref().unwrap_or_default();
            result.verdict == Verdict::NotApplicable
                && [OTHER_READING, NOT_TAKEN]
                    .iter()
                    .any(|words| reason.starts_with(words))
        };
        let own = rule.scenarios.iter().map(|index| &run.scenarios[*index]);
        let unheld: Vec<_> = own.filter(unheld).map(|it| it.id.to_string()).collect();
        if let Some(reading) = rule.reading.as_ref().filter(|_| !unheld.is_empty()) {
            let reading = (&*reading.choice, &*reading.value);
            others.entry(reading).or_default().extend(unheld);
        }
    }
    for ((choice, value), patterns) in others {
        let mut options = Options::default();
        options
            .readings
            .set(choice, value)
            .map_err(|error| error.to_string())?;
        let embedded = Embedded::start(options).map_err(|error| error.to_string())?;
        let check = Check::at(&embedded.url()).features(Rc::clone(catalogue));
        let other = strictly(check.only(Selection {
            patterns: patterns.clone(),
            needs: Vec::new(),
        }))?;
        for (result, other) in run.scenarios.iter_mut().zip(other.scenarios) {
            if patterns.iter().any(|id| **id == *result.id) {
                *result = other;
            }
        }
    }
    Ok(())
}

/// What is wrong with a scenario, if anything is.
fn complaint(run: &Run, result: &ScenarioResult) -> Option<String> {
    let gates = run.rule(&result.rule).is_some_and(|rule| rule.gates);
    let place = format!("{}:{} ({})", result.feature, result.line, result.rule);
    match result.verdict {
        Verdict::Upheld | Verdict::NotApplicable | Verdict::Known => None,
        Verdict::Broken if !gates => None,
        Verdict::Broken => {
            let findings = result.findings.iter().map(|finding| {
                let diff = finding.diff.as_deref().unwrap_or_default();
                format!(
                    "  {}\n    expected  {}\n    observed  {}\n{diff}",
                    finding.step, finding.expected, finding.observed
                )
            });
            Some(format!(
                "{place}\n{}",
                findings.collect::<Vec<_>>().join("\n")
            ))
        }
        Verdict::Fixed | Verdict::NotTestable | Verdict::Faulted => Some(format!(
            "{place}\n  {}: {}",
            result.verdict.phrase(),
            result.reason.as_deref().unwrap_or_default()
        )),
    }
}
