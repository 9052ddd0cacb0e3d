//! The step forms, grouped by the domain's nouns. No step calls another.

mod account;
mod event;
mod list;
mod money;
mod object;
mod payout;
mod request;
mod table;
mod transfer;
mod treasury;

use cucumber::codegen::{StepConstructor, WorldInventory, inventory};

use super::world::World;

/// Every step form: its keyword and the regular expression that it matches.
#[must_use]
pub fn catalogue() -> Vec<(&'static str, String)> {
    fn forms<S: StepConstructor<World> + inventory::Collect>(
        keyword: &'static str,
    ) -> Vec<(&'static str, String)> {
        inventory::iter::<S>
            .into_iter()
            .map(|step| (keyword, step.inner().1().to_string()))
            .collect()
    }
    let mut all = forms::<<World as WorldInventory>::Given>("Given");
    all.extend(forms::<<World as WorldInventory>::When>("When"));
    all.extend(forms::<<World as WorldInventory>::Then>("Then"));
    all.sort();
    all
}
