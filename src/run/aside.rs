//! What a run finds out of its target beside the rules: whether its worlds are apart, and what it does not declare.

use std::cell::{Cell, RefCell};

use super::isolation::{Isolation, isolation};
use super::survey::{Seen, undeclared};
use crate::scenario::context::Context;

/// What is said of worlds that are none.
const NOT_ISOLATED: &str = "the worlds are not isolated: an account that was made in one is seen in another, so scenarios \
                            ran one at a time";

/// What is found out of a target beside its rules.
#[derive(Debug, Default)]
pub(super) struct Aside {
    /// Whether its worlds are none.
    lost: Cell<bool>,
    /// What it has and does not declare.
    undeclared: RefCell<Vec<Seen>>,
}

impl Aside {
    /// Looks, before many scenarios run; gives how many may at once.
    pub(super) async fn look(&self, context: &Context, jobs: usize) -> usize {
        let is_lost = jobs > 1 && isolation(context).await == Isolation::Lost;
        self.lost.set(is_lost);
        self.undeclared.replace(undeclared(context).await);
        if is_lost { 1 } else { jobs }
    }

    /// What is worth a note.
    pub(super) fn notes(self) -> Vec<String> {
        let lost = self.lost.get().then(|| NOT_ISOLATED.to_owned());
        let undeclared = self.undeclared.into_inner().into_iter().map(|seen| {
            format!(
                "{} is not declared, so that it is not judged, but {} {}: declare it",
                seen.capability,
                seen.asked,
                seen.sign.told()
            )
        });
        lost.into_iter().chain(undeclared).collect()
    }
}
