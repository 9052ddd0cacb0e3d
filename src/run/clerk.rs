//! The clerk: answers are compared on a thread of their own, while scenarios wait for the target and not for the clerk.

use std::panic;
use std::sync::Arc;
use std::sync::mpsc::{self, SyncSender};
use std::thread::{self, JoinHandle};

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::objects::{Compared, compare};
use super::perform::Outcome;
use crate::scenario::world::Remains;
use crate::target::exchange::Purpose;

/// The most outcomes that lie on the desk; then the run waits, so that a target with long answers does not fill the memory.
const DESK: usize = 4;

/// An outcome with what came of comparing its answers.
#[derive(Debug)]
pub struct Examined {
    /// The outcome; its transcript only where somebody will want to read it.
    pub outcome: Outcome,
    /// Its answers, compared; none where the scenario left nothing.
    pub compared: Option<Compared>,
}

/// Where outcomes are handed in.
#[derive(Debug)]
pub struct Clerk {
    desk: SyncSender<(Arc<str>, Box<Outcome>)>,
    thread: JoinHandle<()>,
}

impl Clerk {
    /// Starts to work; what is done is received in the order in which it was handed in. Every transcript is kept if asked.
    ///
    /// # Errors
    /// When there is no thread to be had.
    pub fn start(keep: bool) -> std::io::Result<(Self, UnboundedReceiver<Examined>)> {
        let (desk, work) = mpsc::sync_channel::<(Arc<str>, Box<Outcome>)>(DESK);
        let (done, results) = unbounded_channel();
        let thread = thread::Builder::new()
            .name("recoup-clerk".to_owned())
            .spawn(move || {
                for (scenario, outcome) in work {
                    // Nobody listens any more where the run has broken down, which then says why.
                    let _ = done.send(examine(&scenario, *outcome, keep));
                }
            })?;
        Ok((Self { desk, thread }, results))
    }

    /// Hands in what became of a scenario.
    pub fn hand(&self, scenario: &Arc<str>, outcome: Box<Outcome>) {
        // It has gone away only if it panicked, and that comes up when the run is closed.
        let _ = self.desk.send((Arc::clone(scenario), outcome));
    }

    /// Waits until all that was handed in is done.
    pub fn close(self) {
        drop(self.desk);
        if let Err(payload) = self.thread.join() {
            panic::resume_unwind(payload);
        }
    }
}

fn examine(scenario: &str, mut outcome: Outcome, keep: bool) -> Examined {
    outcome.remains.iter_mut().for_each(Remains::audit);
    for exchange in outcome
        .remains
        .iter_mut()
        .flat_map(|remains| &mut remains.transcript)
    {
        exchange.lay_aside(exchange.purpose == Purpose::Footprint);
    }
    let remains = outcome.remains.as_ref();
    let compared = remains.map(|remains| compare(scenario, remains, keep));
    let differs = compared.as_ref().is_some_and(Compared::differs);
    let is_sound = outcome.is_sound();
    if let Some(remains) = &mut outcome.remains {
        if is_sound && !differs && !keep {
            remains.transcript = Vec::new();
        }
        for exchange in &mut remains.transcript {
            exchange.take_up(&remains.redactor);
            exchange.shorten();
        }
    }
    Examined { outcome, compared }
}
