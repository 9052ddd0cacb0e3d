//! Creates and retrieves a second, at sixteen connections, on cores that the generator shares.

use std::time::Duration;

use crate::CONNECTIONS;
use crate::client::{Client, load, request};
use crate::server::Server;

/// What a create sends.
const NEW: &str = "amount=1100&currency=usd&metadata%5Border_id%5D=6735";

/// Prints the speed of both, three times each in turns.
pub async fn table(long: Duration) {
    println!("{CONNECTIONS} connections, {} s each", long.as_secs());
    println!("                  a second    p50 ms    p99 ms  p99.9 ms    memory MB");
    let server = Server::start();
    let mut client = Client::connect(server.address).await;
    let world = server.world(&mut client, 1).await;
    let create = request("POST", "/v1/payouts", (&world.key, NEW));
    let made = client.json(&create).await;
    let path = format!("/v1/payouts/{}", made["id"].as_str().expect("an id"));
    let retrieve = request("GET", &path, (&world.key, ""));
    for _ in 0..3 {
        for (name, asked) in [("creates", &create), ("retrieves", &retrieve)] {
            let asked = asked.clone();
            let next = move || Some(asked.clone());
            let done = load(server.address, Some(long), next, |_: &str| {}).await;
            println!(
                "  {name:<10}  {:>12.0}  {:>8.2}  {:>8.2}  {:>8.2}  {:>11.1}",
                done.rate(),
                done.thousandth(500),
                done.thousandth(990),
                done.thousandth(999),
                server.memory() / 1e6
            );
        }
    }
    println!();
}
