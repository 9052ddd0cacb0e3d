//! A run while it is under way: one at a time in a process, and ended by whatever comes first.

use std::cell::RefCell;
use std::panic::{self, PanicHookInfo};
use std::pin::Pin;
use std::rc::Rc;

use super::aside::Aside;
use super::clerk::{Clerk, Examined};
use super::perform::{Forms, Gathering, Moment, perform};
use super::result::Ending;
use crate::scenario::context::Context;
use crate::spec::Catalogue;

/// One run at a time in a process: the panic hook is silenced for as long as one goes on, and two that
/// overlap would leave it so. Tests of one binary that each check a target wait for each other.
static ONE_AT_A_TIME: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// What is to run, and how.
pub(super) struct Program<'a> {
    /// The scenarios by their places in the catalogue, round by round.
    pub(super) rounds: &'a [Vec<usize>],
    /// The most at once.
    pub(super) jobs: usize,
    /// Whether every transcript is kept.
    pub(super) keep: bool,
    /// The forms of their steps.
    pub(super) forms: Gathering,
}

/// What a run tells of a scenario.
#[derive(Debug)]
pub(super) enum Told {
    /// It begins; its place in the catalogue.
    Begun(usize),
    /// It has ended, and its answers have been compared.
    Ended(Box<Examined>),
}

/// Runs what is planned and says how it came to its end.
///
/// # Errors
/// When there is no thread to be had.
pub(super) async fn conduct(
    catalogue: &Catalogue,
    context: &Rc<Context>,
    (program, aside): (Program<'_>, &Aside),
    (told, interrupted): (impl FnMut(Told), Pin<&mut impl Future<Output = ()>>),
) -> std::io::Result<Ending> {
    let _turn = ONE_AT_A_TIME.lock().await;
    let _hook = Hook::silence();
    let (clerk, mut examined) = Clerk::start(program.keep)?;
    let told = RefCell::new(told);
    let seen = |moment| match moment {
        Moment::Begun(index) => told.borrow_mut()(Told::Begun(index)),
        Moment::Ended(outcome) => clerk.hand(&catalogue.scenarios[outcome.scenario].id, outcome),
    };
    let through = async {
        if let Err(why) = context.probe().await {
            return Ending::Unreachable(why);
        }
        let are_many = program.rounds.iter().map(Vec::len).sum::<usize>() > 1;
        let jobs = if are_many {
            aside.look(context, program.jobs).await
        } else {
            program.jobs
        };
        let forms = Forms::from(program.forms);
        for round in program.rounds {
            perform(catalogue, context, (round, jobs, &forms), &seen).await;
        }
        match context.death() {
            Some(why) => Ending::Unreachable(why.to_owned()),
            None => Ending::Finished,
        }
    };
    let listening = async {
        while let Some(examined) = examined.recv().await {
            told.borrow_mut()(Told::Ended(Box::new(examined)));
        }
        std::future::pending().await
    };
    let ending = tokio::select! {
        biased;
        () = interrupted => Ending::Interrupted,
        ending = through => ending,
        never = listening => never,
    };
    clerk.close();
    while let Ok(examined) = examined.try_recv() {
        told.borrow_mut()(Told::Ended(Box::new(examined)));
    }
    Ok(ending)
}

/// The panic hook as it was. A step that returns an error panics, by what cucumber makes of it, which is no news to
/// anybody; later panics of ours are.
struct Hook(Option<PanicHook>);

type PanicHook = Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send>;

impl Hook {
    fn silence() -> Self {
        let kept = panic::take_hook();
        panic::set_hook(Box::new(|_| {}));
        Self(Some(kept))
    }
}

impl Drop for Hook {
    fn drop(&mut self) {
        // Whoever panics cannot change the hook.
        if let Some(hook) = self.0.take().filter(|_| !std::thread::panicking()) {
            panic::set_hook(hook);
        }
    }
}
