//! Scenarios, performed: several at a time, each from its first step until its world is closed.
//!
//! Steps are told apart and read by cucumber's expressions (`script.rs`), and carried out in order. The loop is ours, as
//! cucumber's own runner clones each step several times, yields after it and tries every form on it, which took an eighth
//! of a run.

use std::panic::AssertUnwindSafe;
use std::rc::Rc;
use std::time::{Duration, Instant};

use cucumber::World as _;
use futures::future::FutureExt as _;
use futures::{StreamExt as _, stream};

use super::script::{Cue, Forms};
use crate::scenario::context::{CONTEXT, Context};
use crate::scenario::world::{Remains, World};
use crate::spec::catalogue::{Catalogue, Scenario};

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
    /// The step at which it stopped, and why.
    pub stopped: Option<(String, Halt)>,
}

impl Outcome {
    /// Whether the scenario compared something, and nothing went wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.stopped.is_none()
            && self.remains.as_ref().is_some_and(|remains| {
                remains.trouble.is_none() && remains.breach.is_none() && remains.checks > 0
            })
    }
}

/// Why a scenario went no further.
#[derive(Debug)]
pub enum Halt {
    /// No step form matches.
    Undefined,
    /// Several step forms match.
    Ambiguous(String),
    /// The step ended the scenario, or panicked with this text.
    Ended(String),
}

/// Performs scenarios, several at a time, and tells when each begins and ends; stops early when the target is dead.
pub async fn perform(
    catalogue: &Catalogue,
    context: &Rc<Context>,
    (scenarios, jobs, forms): (&[usize], usize, &Forms),
    told: &impl Fn(Moment),
) {
    let work = scenarios.iter().map(|&index| async move {
        told(Moment::Begun(index));
        let begun = Instant::now();
        let (remains, stopped) = play(&catalogue.scenarios[index], forms).await;
        Outcome {
            scenario: index,
            duration: begun.elapsed(),
            remains,
            stopped,
        }
    });
    let all = async {
        let mut ended = stream::iter(work).buffer_unordered(jobs);
        while let Some(outcome) = ended.next().await {
            told(Moment::Ended(Box::new(outcome)));
            if context.death().is_some() {
                return;
            }
        }
    };
    CONTEXT.scope(Rc::clone(context), all).await;
}

/// Takes a scenario's steps in order, as far as they go, and closes its world whatever happened.
async fn play(scenario: &Scenario, forms: &Forms) -> (Option<Remains>, Option<(String, Halt)>) {
    let mut world = match World::new().await {
        Ok(world) => world,
        Err(error) => return (None, Some((String::new(), Halt::Ended(error.to_string())))),
    };
    let script = forms.script(scenario);
    let file = scenario.feature.trim_start_matches("features/");
    let file = file.trim_end_matches(".feature");
    let label = format!("{file}:{}", scenario.line);
    world.open(label, (script.wants, script.solitude));
    let mut stopped = None;
    for (cue, written) in script.steps.into_iter().zip(&*scenario.steps) {
        if let Err(halt) = take(&mut world, cue).await {
            let line = written.lines().next().unwrap_or_default();
            stopped = Some((line.to_owned(), halt));
            break;
        }
    }
    match AssertUnwindSafe(world.close()).catch_unwind().await {
        Ok(remains) => (Some(remains), stopped),
        Err(payload) => {
            let halt = Halt::Ended(panic_text(&*payload));
            // What was found before our fault is found all the same.
            (
                Some(world.remains()),
                stopped.or(Some((String::new(), halt))),
            )
        }
    }
}

/// Takes one step. One that returns an error panics, by what cucumber makes of it.
async fn take(world: &mut World, cue: Cue) -> Result<(), Halt> {
    let (function, matched) = cue?;
    let taken = AssertUnwindSafe(async { function(world, matched).await });
    let caught = taken.catch_unwind().await;
    caught.map_err(|payload| Halt::Ended(panic_text(&*payload)))
}

fn panic_text(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without words")
        .to_owned()
}
