//! What comes to its end is forgotten: events that are listed no more, and idempotency keys that are known no more.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::client::{Client, load, request};
use crate::server::Server;

/// How often: what the first round leaves behind is there once, not once a round.
const ROUNDS: u64 = 5;

/// Prints the memory after each round of so many updates, each with a key and an event, a month apart.
pub async fn table(updates: u64) {
    let server = Server::start();
    let mut client = Client::connect(server.address).await;
    let world = server.world(&mut client, 1).await;
    let create = request("POST", "/v1/payouts", (&world.key, "amount=1&currency=usd"));
    let payout = client.json(&create).await;
    let path = format!("/v1/payouts/{}", payout["id"].as_str().expect("an id"));
    println!("{updates} updates of one payout, each with an idempotency key, a month apart");
    println!("     updates   memory MB");
    let count = Arc::new(AtomicU64::new(0));
    for round in 1..=ROUNDS {
        let (key, path, count) = (world.key.clone(), path.clone(), Arc::clone(&count));
        let next = move || {
            let more = |count: u64| (count < updates * round).then_some(count + 1);
            let number = count
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, more)
                .ok()?;
            let body = format!("metadata%5Bn%5D={number}");
            let key = format!("{key}\r\nIdempotency-Key: update-{number}");
            Some(request("POST", &path, (&key, &body)))
        };
        load(server.address, None, next, |_: &str| {}).await;
        println!("  {:>10}  {:>10.1}", updates * round, server.memory() / 1e6);
        let path = format!("/levers/worlds/{}/clock", world.id);
        let month = request("POST", &path, ("", r#"{"advance":2851200}"#));
        client.send(&month).await;
    }
    println!();
}
