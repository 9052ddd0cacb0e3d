//! recoup holds any implementation of the documented payout and reversal API to every documented rule.

pub mod clock;
pub mod exit;
pub mod ledger;
pub mod money;
pub mod reference;
pub mod reversal;
pub mod run;
pub mod scenario;
pub mod spec;
pub mod target;
