//! How much the reference carries: requests a second, a million payouts in one world, many worlds, its start.
//!
//! `cargo bench --bench load` runs everything at full size; a part and a size make it short:
//!
//! ```text
//! cargo bench --bench load -- speed 5        # creates and retrieves for 5 seconds each
//! cargo bench --bench load -- fill 10000     # one world with so many payouts: speed, pages, memory
//! cargo bench --bench load -- worlds 1000    # so many worlds, made and dropped, three times
//! cargo bench --bench load -- ends 10000     # memory, month after month, of so many keys and events
//! cargo bench --bench load -- start 20       # from exec to the first answer, so many times
//! ```
//!
//! The server is the `recoup serve` beside it, or the program that `RECOUP_BIN` names, so that two of them can be
//! measured in turns. Numbers are this machine's: what holds on any machine are the ratios printed beside them.

#![allow(clippy::expect_used, reason = "a bench that panics says what broke")]

mod client;
mod ends;
mod fill;
mod pages;
mod server;
mod speed;
mod start;
mod worlds;

use std::time::Duration;

/// Connections at once, as a load test has them.
pub(crate) const CONNECTIONS: usize = 16;

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let size = |usual: u64| {
        let given = arguments.get(1);
        given.map_or(usual, |text| text.parse().expect("a size is a number"))
    };
    let part = arguments.first().map(String::as_str);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let wanted = |name| part.is_none_or(|part| part == name);
        if wanted("start") {
            start::table(size(20)).await;
        }
        if wanted("speed") {
            speed::table(Duration::from_secs(size(5))).await;
        }
        if wanted("worlds") {
            worlds::table(size(10_000)).await;
        }
        if wanted("ends") {
            ends::table(size(100_000)).await;
        }
        if wanted("fill") {
            fill::table(size(1_000_000)).await;
        }
    });
}
