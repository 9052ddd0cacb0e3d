//! recoup holds any implementation of the documented payout and reversal API to every documented rule.

pub mod canon;
pub mod exit;
pub mod nearest;
pub mod report;
pub mod run;
pub mod scenario;
pub mod spec;
pub mod target;

pub use run::check::Check;
