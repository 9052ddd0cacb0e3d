//! The runner's events, taken down: the only module that knows them.
//!
//! Scenarios are fed to cucumber's own runner from memory, at most `CHUNK` at a time, because its
//! cost per scenario grows with the number it has been given and not yet run.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::time::{Duration, Instant};

use cucumber::event::{self, Cucumber, Hook, RetryableScenario, Step, StepError};
use cucumber::{Runner as _, World as _, gherkin, runner};
use futures::StreamExt as _;
use futures::future::FutureExt as _;
use futures::stream;

use crate::scenario::context::{CONTEXT, Context};
use crate::scenario::world::{Remains, World};
use crate::spec::catalogue::Catalogue;

/// The most scenarios that the runner is given at once.
const CHUNK: usize = 500;

/// What happens to a scenario.
#[derive(Debug)]
pub enum Moment {
    /// It begins; its place in the catalogue.
    Begun(usize),
    /// It has ended.
    Ended(Box<Outcome>),
}

/// What became of a scenario that ran to its end.
#[derive(Debug)]
pub struct Outcome {
    /// The scenario in the catalogue.
    pub scenario: usize,
    /// How long it took.
    pub duration: Duration,
    /// What its world left; none when it could not even be made.
    pub remains: Option<Remains>,
    /// The step at which it stopped, and why by the runner's word.
    pub stopped: Option<(String, Halt)>,
}

/// Why the runner went no further in a scenario.
#[derive(Debug)]
pub enum Halt {
    /// No step form matches.
    Undefined,
    /// Several step forms match.
    Ambiguous(String),
    /// The step ended the scenario, or panicked with this text.
    Ended(String),
}

/// What hooks and events say of the scenarios that are under way.
#[derive(Default)]
struct Desk {
    begun: HashMap<usize, Instant>,
    remains: HashMap<usize, (Remains, Duration)>,
    stopped: HashMap<usize, (String, Halt)>,
}

/// Runs scenarios, several at a time, and tells when each begins and ends; stops early when the target is dead.
pub async fn record(
    catalogue: &Rc<Catalogue>,
    context: &Rc<Context>,
    (scenarios, jobs): (&[usize], usize),
    mut told: impl FnMut(Moment),
) {
    for chunk in scenarios.chunks(CHUNK) {
        if context.death().is_some() {
            return;
        }
        let features = catalogue.features_with(chunk);
        let work = run_chunk(catalogue, context, (features, jobs), &mut told);
        CONTEXT.scope(Rc::clone(context), work).await;
    }
}

async fn run_chunk(
    catalogue: &Rc<Catalogue>,
    context: &Rc<Context>,
    (features, jobs): (Vec<gherkin::Feature>, usize),
    told: &mut impl FnMut(Moment),
) {
    let desk = Rc::new(RefCell::new(Desk::default()));
    let (before, after) = (Rc::clone(&desk), Rc::clone(&desk));
    let (opening, closing) = (Rc::clone(catalogue), Rc::clone(catalogue));
    let runner = runner::Basic::default()
        .steps(World::collection())
        .max_concurrent_scenarios(jobs)
        .retry_options(|_, _, _, _| None)
        .which_scenario(|_, _, _| runner::basic::ScenarioType::Concurrent)
        .before(move |feature, _, scenario, world: &mut World| {
            open(&opening, &before, (feature, scenario), world);
            async {}.boxed_local()
        })
        .after(move |feature, _, scenario, _, world| {
            let index = closing.find(feature, scenario);
            let desk = Rc::clone(&after);
            async move { close(index, &desk, world).await }.boxed_local()
        });
    let features = stream::iter(features.into_iter().map(Ok));
    let mut events = runner.run(features, runner::basic::Cli::default());
    while let Some(event) = events.next().await {
        let Ok(Cucumber::Feature(
            feature,
            event::Feature::Rule(_, event::Rule::Scenario(scenario, event)),
        )) = event.map(event::Event::into_inner)
        else {
            continue;
        };
        let Some(index) = catalogue.find(&feature, &scenario) else {
            continue;
        };
        if matches!(event.event, event::Scenario::Started) {
            told(Moment::Begun(index));
        }
        if let Some(outcome) = take_down(index, event, &mut desk.borrow_mut()) {
            told(Moment::Ended(Box::new(outcome)));
        }
        if context.death().is_some() {
            return;
        }
    }
}

fn open(
    catalogue: &Catalogue,
    desk: &RefCell<Desk>,
    (feature, scenario): (&gherkin::Feature, &gherkin::Scenario),
    world: &mut World,
) {
    let Some(index) = catalogue.find(feature, scenario) else {
        return;
    };
    desk.borrow_mut().begun.insert(index, Instant::now());
    let ours = &catalogue.scenarios[index];
    let file = ours
        .feature
        .trim_start_matches("features/")
        .trim_end_matches(".feature");
    world.open(format!("{file}:{}", ours.line), &scenario.steps);
}

async fn close(index: Option<usize>, desk: &RefCell<Desk>, world: Option<&mut World>) {
    let (Some(index), Some(world)) = (index, world) else {
        return;
    };
    let remains = world.close().await;
    let mut desk = desk.borrow_mut();
    let duration = desk
        .begun
        .remove(&index)
        .map(|begun| begun.elapsed())
        .unwrap_or_default();
    desk.remains.insert(index, (remains, duration));
}

/// Notes an event; gives the outcome when it is the scenario's last.
fn take_down(index: usize, event: RetryableScenario<World>, desk: &mut Desk) -> Option<Outcome> {
    match event.event {
        event::Scenario::Step(step, Step::Skipped) => {
            desk.stopped.insert(index, (text(&step), Halt::Undefined));
        }
        event::Scenario::Step(step, Step::Failed(_, _, _, error)) => {
            let halt = match error {
                StepError::NotFound => Halt::Undefined,
                StepError::AmbiguousMatch(error) => Halt::Ambiguous(error.to_string()),
                StepError::Panic(payload) => Halt::Ended(panic_text(&payload)),
            };
            desk.stopped.insert(index, (text(&step), halt));
        }
        event::Scenario::Hook(_, Hook::Failed(_, payload)) => {
            desk.stopped
                .entry(index)
                .or_insert((String::new(), Halt::Ended(panic_text(&payload))));
        }
        event::Scenario::Finished => {
            let (remains, duration) = desk
                .remains
                .remove(&index)
                .map_or((None, Duration::ZERO), |(r, d)| (Some(r), d));
            let stopped = desk.stopped.remove(&index);
            return Some(Outcome {
                scenario: index,
                duration,
                remains,
                stopped,
            });
        }
        event::Scenario::Started
        | event::Scenario::Log(_)
        | event::Scenario::Background(_, _)
        | event::Scenario::Hook(_, Hook::Started | Hook::Passed)
        | event::Scenario::Step(_, Step::Started | Step::Passed(_, _)) => {}
    }
    None
}

fn text(step: &gherkin::Step) -> String {
    format!("{} {}", step.keyword.trim(), step.value)
}

fn panic_text(payload: &event::Info) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without words")
        .to_owned()
}
