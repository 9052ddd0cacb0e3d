//! The step forms, grouped by the domain's nouns. No step calls another.

mod account;
mod event;
mod key;
mod list;
mod money;
mod object;
mod payout;
mod request;
mod table;
mod transfer;
mod treasury;
mod webhook;

use cucumber::World as _;
use cucumber::codegen::{StepConstructor, WorldInventory, inventory};
use cucumber::gherkin;

use super::naming::dangling;
use super::world::World;
use crate::nearest::closest;

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

/// What is wrong with steps that no form matches, or several, and with cells that refer to nothing, each told with the
/// place that it is given with.
///
/// Cucumber would skip an undefined step when it comes to it, which is too late to tell whoever wrote it.
#[must_use]
pub fn misfits<'a>(steps: impl IntoIterator<Item = (String, &'a gherkin::Step)>) -> Vec<String> {
    let forms = World::collection();
    let known = catalogue();
    let complaint = |place: &str, step: &gherkin::Step| match forms.find(step) {
        Ok(Some(_)) => None,
        Ok(None) => {
            let near = closest(&step.value, known.iter().map(|(_, form)| form.as_str()));
            let near = near.map(|(form, _)| form).unwrap_or_default();
            let text = &step.value;
            Some(format!(
                "{place}: no step form matches `{text}`; the nearest is {near}"
            ))
        }
        Err(error) => Some(format!(
            "{place}: several step forms match `{}`: {error}",
            step.value
        )),
    };
    let wrong = steps.into_iter().flat_map(|(place, step)| {
        let cells = values(step).filter_map(dangling);
        let cells: Vec<String> = cells.map(|why| format!("{place}: {why}")).collect();
        complaint(&place, step).into_iter().chain(cells)
    });
    wrong.collect()
}

/// The cells of a step that hold values: the second column of a table that has a name in the first.
fn values(step: &gherkin::Step) -> impl Iterator<Item = &str> {
    let rows = step.table.iter().flat_map(|table| &table.rows);
    let has_values = |row: &&Vec<String>| row.get(1).is_some_and(|cell| cell == "value");
    let has_values = rows.clone().next().as_ref().is_some_and(has_values);
    let rows = rows.skip(1).filter(move |_| has_values);
    rows.filter_map(|row| row.get(1).map(String::as_str))
}
