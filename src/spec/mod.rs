//! The specification: what the feature files say, strictly read.
//!
//! The Gherkin parser drops what it does not understand: a mistyped `Scenari:` becomes prose and its checks are gone
//! without a word. So every file is read twice. Our own reading of its lines (`sheet`, `draft`) knows a closed
//! grammar and refuses the rest; the parser's reading is where steps come from; `assemble` holds both against each
//! other. Features that travel in the binary are proven so by a test, and read once (`plain`). What the runner gets is
//! made from the written steps of the catalogue (`runnable`).

pub mod capability;
pub mod catalogue;
pub mod error;
pub mod level;

mod assemble;
mod build;
mod draft;
mod examples;
mod keyword;
mod load;
mod plain;
mod runnable;
mod sheet;
mod slug;
mod steps;
mod style;
mod tags;

pub use capability::Capability;
pub use catalogue::{Catalogue, FeatureFile, Reading, Rule, Scenario, Strictness};
pub use error::{SpecError, SpecErrors};
pub use level::Level;
