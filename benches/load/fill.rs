//! One world that grows: speed on the way, pages and memory at a hundredth of the way and at the end.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use crate::client::{Client, load, request};
use crate::pages;
use crate::server::{Server, World};

/// External accounts that payouts go to, in turns.
const DESTINATIONS: usize = 10;
/// A tenth of the way at a time; two days go by after each.
const STEPS: u64 = 10;
/// Every so many payouts are noted, to be canceled after the step.
const CANCELED: u64 = 10;

/// The most memory that a payout may take, in bytes.
const MOST: f64 = 1_500.0;

/// Fills a world with so many payouts and prints what that costs.
pub async fn table(payouts: u64) {
    let server = Server::start();
    let mut client = Client::connect(server.address).await;
    let world = server.world(&mut client, DESTINATIONS).await;
    let before = server.memory();
    let small = (payouts / 100).max(1);
    println!(
        "one world with {payouts} payouts to {DESTINATIONS} destinations, half of them paid, some canceled"
    );
    println!("     payouts   creates/s    p99 ms   longest ms   memory MB");
    let first = step(&server, &world, small).await;
    row(small, &first, &server);
    let at_first = pages::measure(&server, &mut client, &world).await;
    for number in 1..=STEPS {
        let from = if number == 1 {
            small
        } else {
            payouts / STEPS * (number - 1)
        };
        let to = payouts / STEPS * number;
        let done = step(&server, &world, to - from).await;
        row(to, &done, &server);
    }
    let each = (server.memory() - before) / f64::from(u32::try_from(payouts).expect("countable"));
    let last = pages::measure(&server, &mut client, &world).await;
    println!("  memory a payout: {each:.0} bytes, with its transactions and events");
    println!();
    pages::print((small, &at_first), (payouts, &last));
    println!();
    // What the server has at its start would count too much with less.
    if payouts >= 100_000 {
        assert!(
            each <= MOST,
            "a payout takes {each:.0} bytes; at most {MOST}"
        );
    }
}

fn row(payouts: u64, done: &crate::client::Load, server: &Server) {
    println!(
        "  {payouts:>10}  {:>10.0}  {:>8.2}  {:>11.2}  {:>10.1}",
        done.rate(),
        done.thousandth(990),
        done.thousandth(1_000),
        server.memory() / 1e6
    );
}

/// Makes so many payouts, cancels some of them, and lets two days go by.
async fn step(server: &Server, world: &World, count: u64) -> crate::client::Load {
    let externals = pages::destinations(server, world).await;
    let left = Arc::new(AtomicU64::new(count));
    let key = world.key.clone();
    let next = move || {
        let number = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
            left.checked_sub(1)
        });
        let number = usize::try_from(number.ok()?).expect("a count");
        let external = &externals[number % externals.len()];
        let method = if number % 3 == 0 {
            "instant"
        } else {
            "standard"
        };
        let body = format!(
            "amount=1100&currency=usd&destination={external}&method={method}&metadata%5Border_id%5D={number}"
        );
        Some(request("POST", "/v1/payouts", (&key, &body)))
    };
    let (noted, seen) = (
        Arc::new(Mutex::new(Vec::new())),
        Arc::new(AtomicU64::new(0)),
    );
    let note = {
        let noted = Arc::clone(&noted);
        move |answer: &str| {
            let id = answer
                .split("\"id\":\"")
                .nth(1)
                .and_then(|rest| rest.split('"').next());
            if let Some(id) = id
                && seen.fetch_add(1, Ordering::Relaxed) % CANCELED == 0
                && answer.contains("\"method\":\"standard\"")
            {
                noted.lock().expect("the ids").push(id.to_owned());
            }
        }
    };
    let done = load(server.address, None, next, note).await;
    let key = world.key.clone();
    let next = move || {
        let id = noted.lock().expect("the ids").pop()?;
        Some(request(
            "POST",
            &format!("/v1/payouts/{id}/cancel"),
            (&key, ""),
        ))
    };
    load(server.address, None, next, |_: &str| {}).await;
    let clock = format!("/levers/worlds/{}/clock", world.id);
    let mut client = Client::connect(server.address).await;
    let days = request("POST", &clock, ("", r#"{"advance":172800}"#));
    client.send(&days).await;
    done
}
