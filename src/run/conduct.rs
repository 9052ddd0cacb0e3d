//! A run while it is under way: one at a time in a process, and ended by whatever comes first.

use std::panic::{self, PanicHookInfo};
use std::pin::Pin;
use std::rc::Rc;

use super::aside::Aside;
use super::perform::{Moment, perform};
use super::result::Ending;
use crate::scenario::context::Context;
use crate::spec::Catalogue;

/// One run at a time in a process: the panic hook is silenced for as long as one goes on, and two that
/// overlap would leave it so. Tests of one binary that each check a target wait for each other.
static ONE_AT_A_TIME: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// Runs what is planned and says how it came to its end.
pub(super) async fn conduct(
    catalogue: &Rc<Catalogue>,
    context: &Rc<Context>,
    (rounds, jobs, aside): (&[Vec<usize>], usize, &Aside),
    (mut told, interrupted): (impl FnMut(Moment), Pin<&mut impl Future<Output = ()>>),
) -> Ending {
    let _turn = ONE_AT_A_TIME.lock().await;
    let _hook = Hook::silence();
    let through = async {
        if let Err(why) = context.probe().await {
            return Ending::Unreachable(why);
        }
        let are_many = rounds.iter().map(Vec::len).sum::<usize>() > 1;
        let jobs = if are_many {
            aside.look(context, jobs).await
        } else {
            jobs
        };
        for round in rounds {
            perform(catalogue, context, (round, jobs), &mut told).await;
        }
        match context.death() {
            Some(why) => Ending::Unreachable(why.to_owned()),
            None => Ending::Finished,
        }
    };
    tokio::select! {
        biased;
        () = interrupted => Ending::Interrupted,
        ending = through => ending,
    }
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
