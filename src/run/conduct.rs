//! A run while it is under way: one at a time in a process, and ended by whatever comes first.

use std::cell::RefCell;
use std::panic::{self, PanicHookInfo};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::thread;

use super::aside::Aside;
use super::clerk::{Clerk, Examined};
use super::perform::{Moment, perform};
use super::result::Ending;
use super::script::{Forms, Gathering};
use crate::scenario::context::Context;
use crate::spec::Catalogue;

/// One run at a time in a process: the panic hook is silenced for as long as one goes on, and two that
/// overlap would leave it so. Tests of one binary that each check a target wait for each other.
static ONE_AT_A_TIME: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// What is to run, and how.
pub(super) struct Program {
    /// The scenarios by their places in the catalogue, in the order in which they begin; some are tried several times.
    pub(super) scenarios: Vec<usize>,
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
    (program, aside): (Program, &Aside),
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
        let jobs = if program.scenarios.len() > 1 {
            aside.look(context, program.jobs).await
        } else {
            program.jobs
        };
        let forms = Forms::from(program.forms);
        let work = (program.scenarios.as_slice(), jobs, &forms);
        perform(catalogue, context, work, &seen).await;
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

/// The panic hook as it was. On the thread of the run a step that returns an error panics, by what cucumber makes of it,
/// which is no news to anybody; a panic of any other thread is ours, and keeps its words.
struct Hook(Arc<PanicHook>);

type PanicHook = Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send>;

impl Hook {
    fn silence() -> Self {
        let kept = Arc::new(panic::take_hook());
        let (elsewhere, own) = (Arc::clone(&kept), thread::current().id());
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() != own {
                elsewhere(info);
            }
        }));
        Self(kept)
    }
}

impl Drop for Hook {
    fn drop(&mut self) {
        // Whoever panics cannot change the hook.
        if !thread::panicking() {
            let kept = Arc::clone(&self.0);
            panic::set_hook(Box::new(move |info| kept(info)));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn a_panic_is_silent_on_the_thread_of_the_run_only() {
        let heard: Arc<Mutex<Vec<String>>> = Arc::default();
        let (listening, before) = (Arc::clone(&heard), panic::take_hook());
        panic::set_hook(Box::new(move |info| {
            if let Ok(mut heard) = listening.lock() {
                heard.push(info.to_string());
            }
        }));
        let hook = Hook::silence();
        let of_a_step = panic::catch_unwind(|| panic!("a step has ended"));
        let of_ours = thread::spawn(|| panic!("a fault of ours")).join();
        drop(hook);
        let later = panic::catch_unwind(|| panic!("after the run"));
        panic::set_hook(before);
        assert!(of_a_step.is_err() && of_ours.is_err() && later.is_err());
        let heard = heard.lock().map(|heard| heard.join("\n"));
        let heard = heard.unwrap_or_default();
        let says = |words| heard.contains(words);
        assert!(says("a fault of ours") && says("after the run"), "{heard}");
        assert!(!says("a step has ended"), "{heard}");
    }
}
