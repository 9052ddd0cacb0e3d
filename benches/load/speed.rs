//! Creates and retrieves a second, at sixteen connections, on cores that the generator shares.
//!
//! Where others use the machine too, the work is what compares: the server's processor time for one answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::CONNECTIONS;
use crate::client::{Client, Load, load, request};
use crate::server::Server;

/// What a create sends.
const NEW: &str = "amount=1100&currency=usd&metadata%5Border_id%5D=6735";

/// Prints the speed of both, three times each in turns.
pub async fn table(long: Duration) {
    println!("{CONNECTIONS} connections, {} s each", long.as_secs());
    println!("                  a second    p50 ms    p99 ms  p99.9 ms   work µs   memory MB");
    let server = Server::start();
    let mut client = Client::connect(server.address).await;
    let world = server.world(&mut client, 1).await;
    let create = request("POST", "/v1/payouts", (&world.key, NEW));
    let made = client.json(&create).await;
    let first = made["id"].as_str().expect("an id").to_owned();
    for _ in 0..3 {
        let asked = create.clone();
        let next = move || Some(asked.clone());
        let before = server.work();
        let done = load(server.address, Some(long), next, |_: &str| {}).await;
        row("creates", &done, (&server, before));
        let (key, ids) = (world.key.clone(), Ids::from(&first, done.count()));
        let next = move || {
            let path = format!("/v1/payouts/{}", ids.next());
            Some(request("GET", &path, (&key, "")))
        };
        let before = server.work();
        let done = load(server.address, Some(long), next, |_: &str| {}).await;
        row("retrieves", &done, (&server, before));
    }
    println!();
}

fn row(name: &str, done: &Load, (server, before): (&Server, f64)) {
    let count = u32::try_from(done.count()).expect("a countable load");
    println!(
        "  {name:<10}  {:>12.0}  {:>8.2}  {:>8.2}  {:>8.2}  {:>8.1}  {:>10.1}",
        done.rate(),
        done.thousandth(500),
        done.thousandth(990),
        done.thousandth(999),
        (server.work() - before) / f64::from(count),
        server.memory() / 1e6
    );
}

/// Ids of payouts, here and there among so many: they are counted.
#[derive(Clone)]
struct Ids {
    head: String,
    count: u64,
    asked: Arc<AtomicU64>,
}

impl Ids {
    fn from(first: &str, count: u64) -> Self {
        Self {
            head: first[..first.len() - 6].to_owned(),
            count,
            asked: Arc::default(),
        }
    }

    fn next(&self) -> String {
        let number = self.asked.fetch_add(7_919, Ordering::Relaxed) % self.count;
        format!("{}{:06}", self.head, number + 1)
    }
}
