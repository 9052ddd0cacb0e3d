//! From exec to the first answer.

use std::time::Instant;

use crate::client::{Client, request};
use crate::server::Server;

/// Prints the median and the longest of so many starts.
pub async fn table(times: u64) {
    let mut taken = Vec::new();
    for _ in 0..times {
        let start = Instant::now();
        let server = Server::start();
        let mut client = Client::connect(server.address).await;
        client.send(&request("GET", "/levers", ("", ""))).await;
        taken.push(start.elapsed().as_secs_f64() * 1e3);
    }
    taken.sort_by(f64::total_cmp);
    let longest = taken.last().expect("a start at least");
    println!("from exec to the first answer, {times} times");
    println!(
        "  median {:.1} ms, longest {longest:.1} ms",
        taken[taken.len() / 2]
    );
    println!();
}
