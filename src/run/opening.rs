//! How a run opens: what the target says that it offers, whether it lets us in, and how a run ends that does not begin.

use std::collections::{BTreeMap, BTreeSet};
use std::pin::Pin;

use super::check::{Check, CheckError};
use super::examine::mend;
use super::hearing::Hearing;
use super::plan::Plan;
use super::result::Ending;
use crate::spec::{Capability, Catalogue};
use crate::target::client::Client;
use crate::target::levers::{Levers, Manifest, Unusable};
use crate::target::secret::Redactor;

/// The most notes on what a manifest says that nobody knows.
const FOREIGN: usize = 20;

/// Why there is no manifest.
pub(super) enum Stopped {
    Interrupted,
    Unusable(Unusable),
}

/// Asks what the target offers, as long as nobody interrupts.
pub(super) async fn ask(
    levers: &Levers,
    interrupted: Pin<&mut impl Future<Output = ()>>,
) -> Result<Manifest, Stopped> {
    tokio::select! {
        biased;
        () = interrupted => Err(Stopped::Interrupted),
        asked = levers.manifest() => asked.map_err(Stopped::Unusable),
    }
}

/// The manifest to plan with, which is one of everything where none was heard, and what is declared, which is nothing then.
pub(super) fn heard(asked: &Result<Manifest, Stopped>) -> (Manifest, BTreeSet<Capability>) {
    match asked {
        Ok(manifest) => (manifest.clone(), manifest.capabilities.clone()),
        Err(_) => (Manifest::of_everything(), BTreeSet::new()),
    }
}

impl Check {
    /// The readings that are settled, the owner's before the manifest's, and notes on those nobody knows.
    pub(super) fn pins(
        &self,
        manifest: &Manifest,
        catalogue: &Catalogue,
    ) -> (BTreeMap<String, String>, Vec<String>) {
        let mut pinned = manifest.readings.clone();
        let notes = foreign(manifest, catalogue, &mut pinned);
        pinned.extend(self.profile.readings.clone());
        (pinned, notes)
    }

    /// Finds out whether there is a key and the target takes it, as long as nobody interrupts; none is asked for where
    /// nothing is to run.
    pub(super) async fn knock(
        &self,
        asked: Result<Manifest, Stopped>,
        (client, plan): (&Client, &Plan),
        interrupted: Pin<&mut impl Future<Output = ()>>,
    ) -> Result<Result<(), Stopped>, CheckError> {
        let manifest = match asked {
            Ok(manifest) => manifest,
            Err(why) => return Ok(Err(why)),
        };
        self.has_key(&manifest)?;
        if plan.running().is_empty() {
            return Ok(Ok(()));
        }
        tokio::select! {
            biased;
            () = interrupted => Ok(Err(Stopped::Interrupted)),
            let_in = self.is_let_in(client, &manifest) => let_in.map(Ok),
        }
    }

    /// How a run ends that does not begin.
    pub(super) fn unbegun(
        &self,
        why: Stopped,
        (hearing, redactor): (&mut Hearing, &Redactor),
    ) -> Ending {
        match why {
            Stopped::Interrupted => Ending::Interrupted,
            Stopped::Unusable(Unusable::Unreachable(why)) => Ending::Unreachable(why),
            Stopped::Unusable(why @ Unusable::NotTheProtocol(_)) => {
                hearing.refuse(&self.mended(&why, redactor));
                Ending::Finished
            }
        }
    }

    fn mended(&self, why: &Unusable, redactor: &Redactor) -> String {
        let mend = mend(why, &self.profile.url);
        format!("{}; {mend}", redactor.text(why.to_string()))
    }
}

/// Notes on what the manifest says that nobody knows; unknown readings are not used.
fn foreign(
    manifest: &Manifest,
    catalogue: &Catalogue,
    pinned: &mut BTreeMap<String, String>,
) -> Vec<String> {
    // A manifest may declare anything; nobody reads more than a few.
    let unknown = manifest.unknown.iter().take(FOREIGN);
    let mut notes: Vec<String> = unknown
        .map(|name| format!("the manifest declares an unknown capability: {name}"))
        .collect();
    let known = catalogue.readings();
    pinned.retain(|choice, value| {
        let is_known = known
            .iter()
            .any(|(name, values)| name == choice && values.contains(&value.as_str()));
        if !is_known && notes.len() < FOREIGN {
            notes.push(format!(
                "the manifest takes a reading that no rule here knows: {choice}={value}"
            ));
        }
        is_known
    });
    notes
}
