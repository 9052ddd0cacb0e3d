//! Canonical transcripts: what was said, without what differs from run to run.
//!
//! Two correct runs of a scenario differ in ids, in the clock and in the wording of messages; all else is the API's
//! contract. [`canonical`] rewrites a scenario's exchanges so that what remains can be compared as text: ids become
//! aliases (equal ids equal aliases, so who refers to whom is still compared), times are told relative to the
//! scenario's clock, and members that no document names are left out, so that an additive member breaks nobody. Of levers
//! a transcript shows only how far they have moved the clock, and ids are counted in the order in which they made them.
//!
//! The text is kept in insta's files ([`snapshot`]). The reference must match it exactly. Of any other target each answer
//! is held, as it came, to the table of what it says it is ([`mod@fault`]; as JSON Schemas, [`mod@schema`]), and to a snapshot
//! only in what no table can say: which object is due where ([`shape`]).

pub mod approval;
pub mod difference;
pub mod fault;
pub mod grouping;
pub mod schema;
pub mod shape;
pub mod snapshot;
pub mod transcript;

mod alias;
mod answer;
mod connect;
mod documented;
mod enums;
mod form;
mod kind;
mod objects;
mod span;
mod time;
mod treasury;

pub use difference::{Difference, MISSING};
pub use fault::faults;
pub use grouping::{ObjectFinding, group, is_object_rule, object_rule};
pub use schema::{names, schema};
pub use shape::{Shape, Unlike, compare_shape, unlike_at};
pub use snapshot::{Store, compare_exact};
pub use transcript::{Entry, Transcript, canonical};
