//! recoup holds any implementation of the documented payouts, transfers and treasury reversal API to every documented
//! rule, over HTTP, and shows the conversation behind each finding.
//!
//! ```no_run
//! let run = recoup::Check::at("http://127.0.0.1:4242").key("sk_test_x").run()?;
//! assert!(run.is_conformant(), "{run}");
//! # Ok::<(), recoup::run::check::CheckError>(())
//! ```
//!
//! # The map
//!
//! There are two halves that meet over HTTP only, so that every rule is written twice and the judge never
//! reads the defendant's notes.
//!
//! The half that judges, from the bottom up:
//! - [`spec`]: what the feature files say, strictly read into a [`spec::Catalogue`] of rules and scenarios;
//! - [`target`]: the API under test: where it is ([`target::profile`]), the client that keeps every exchange
//!   ([`target::client`]), the levers that arrange states ([`target::levers`]), the inbox that receives webhooks
//!   ([`target::inbox`]) and what their signatures have to be ([`target::signature`]), the one redactor
//!   ([`target::secret`]);
//! - [`scenario`]: what the words mean: parameter types ([`scenario::notation`], [`scenario::words`]), the
//!   world of a scenario ([`scenario::world`]) and its steps;
//! - [`canon`]: what every documented object is made of, and transcripts without what differs from run to run, with the
//!   snapshots that they are held against;
//! - [`run`]: what runs and what does not ([`run::plan`]), scenarios performed ([`run::perform`]),
//!   verdicts ([`run::judge`]), known failures ([`run::known`]), shards and their sum ([`run::merge`]), runs side by side
//!   ([`run::compare`]), and the outcome as plain data ([`run::result::Run`]);
//! - [`report`]: each format a pure function of the run.
//!
//! The reference implementation, from the bottom up:
//! - [`money`] and [`clock`]: values; time is only ever an argument;
//! - [`ledger`]: postings that sum to zero, and the balances that follow from them;
//! - [`reversal`]: the rules, pure: facts and a time in, a [`reversal::Refusal`] or nothing out;
//! - [`reference`](mod@reference): axum around both, one lock a world, with its idempotency keys, its deliveries, its
//!   levers and its planted [defects](reference::Defect).
//!
//! The two halves are brought together in [`cli`] and in the tests. `tests/tidy.rs` holds the layers.
//!
//! # Where a change goes
//!
//! - *A rule*: a `Rule` block with its contrast case in `features/`; a [`reversal::Refusal`] and one `if`; a
//!   [`reference::Defect`] that disables it.
//! - *A step form*: first a new value of a parameter, then a row of a table, and only then a function in
//!   `scenario/steps/`, in the file of its noun.
//! - *A resource*: a folder in `features/`, a file in [`reversal`] and in [`reference`](mod@reference), a step file.
//! - *A report*: one `render` and one variant of [`report::Format`].

pub mod archive;
pub mod canon;
pub mod cli;
pub mod clock;
pub mod count;
pub mod exit;
pub mod https;
pub mod ledger;
pub mod money;
pub mod nearest;
pub mod reference;
pub mod report;
pub mod reversal;
pub mod run;
pub mod scenario;
pub mod shorten;
pub mod spec;
pub mod tables;
pub mod target;

pub use run::check::Check;
