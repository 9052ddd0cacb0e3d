//! Scripts: scenarios as they are performed, every step with its function.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io;
use std::panic;
use std::thread::{self, JoinHandle};

use cucumber::World as _;
use cucumber::codegen::LocalBoxFuture;
use cucumber::gherkin::{Step, StepType};
use cucumber::step::{CaptureName, Collection, Context as Matched};

use super::perform::Halt;
use crate::scenario::footprint::Wants;
use crate::scenario::solitude::needs_solitude;
use crate::scenario::world::World;
use crate::spec::catalogue::Scenario;

/// A scenario as it is performed.
#[derive(Debug)]
pub struct Script {
    /// What its steps will compare.
    pub wants: Wants,
    /// Whether only a platform that nobody else uses can judge it.
    pub solitude: bool,
    /// What is to be done, a step each.
    pub steps: Vec<Cue>,
}

/// What a step calls, or why it calls nothing.
pub type Cue = Result<(Function, Matched), Halt>;

/// What carries out a step.
pub type Function = for<'a> fn(&'a mut World, Matched) -> LocalBoxFuture<'a, ()>;

/// The forms of steps while a thread of its own reads their expressions, which takes as long as reading all features.
#[derive(Debug)]
pub struct Gathering(JoinHandle<Collection<World>>);

impl Gathering {
    /// Begins to read them.
    ///
    /// # Errors
    /// When there is no thread to be had.
    pub fn begin() -> io::Result<Self> {
        let thread = thread::Builder::new().name("recoup-forms".to_owned());
        thread.spawn(World::collection).map(Self)
    }
}

/// The forms of steps, and what those texts mean that were met before: most stand in many scenarios.
pub struct Forms {
    all: Collection<World>,
    met: RefCell<HashMap<StepType, HashMap<String, Meaning>>>,
}

impl From<Gathering> for Forms {
    fn from(Gathering(thread): Gathering) -> Self {
        match thread.join() {
            Ok(all) => Self {
                all,
                met: RefCell::default(),
            },
            Err(payload) => panic::resume_unwind(payload),
        }
    }
}

/// What a text of a step means: the function, and what the form's parameters stand for.
type Meaning = (Function, Vec<(CaptureName, String)>);

impl Forms {
    /// The script of a scenario.
    #[must_use]
    pub fn script(&self, scenario: &Scenario) -> Script {
        let steps = scenario.runnable().steps;
        Script {
            wants: Wants::of(&steps),
            solitude: needs_solitude(&steps),
            steps: steps.into_iter().map(|step| self.find(step)).collect(),
        }
    }

    fn find(&self, step: Step) -> Cue {
        let mut met = self.met.borrow_mut();
        let met = met.entry(step.ty).or_default();
        if let Some((function, matches)) = met.get(&step.value) {
            let matches = matches.clone();
            return Ok((*function, Matched { step, matches }));
        }
        match self.all.find(&step) {
            Ok(Some((function, _, _, matched))) => {
                met.insert(step.value, (*function, matched.matches.clone()));
                Ok((*function, matched))
            }
            Ok(None) => Err(Halt::Undefined),
            Err(several) => Err(Halt::Ambiguous(several.to_string())),
        }
    }
}
