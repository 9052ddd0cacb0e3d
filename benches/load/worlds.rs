//! Many worlds: what they leave behind, and what one world's load does to another.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::client::{Client, load, request};
use crate::server::{Server, World};

/// How many payouts each world gets.
const PAYOUTS: usize = 3;
/// For how long others are served before memory is read again.
const AFTERWARDS: Duration = Duration::from_secs(2);
/// How many payouts of one world come due at once beside another.
const DUE: u64 = 200_000;

/// Prints memory before, with and after so many worlds, three times, and the latency of one world beside a busy one.
pub async fn table(count: u64) {
    let server = Server::start();
    let mut client = Client::connect(server.address).await;
    println!("{count} worlds at once, each with an account, money and {PAYOUTS} payouts");
    println!("            worlds/s    memory MB");
    println!("  before                {:>11.1}", server.memory() / 1e6);
    for _ in 0..3 {
        let start = Instant::now();
        let mut made = Vec::new();
        for _ in 0..count {
            let world = server.world(&mut client, 1).await;
            let create = request("POST", "/v1/payouts", (&world.key, "amount=1&currency=usd"));
            for _ in 0..PAYOUTS {
                client.send(&create).await;
            }
            made.push(world);
        }
        row("made", (count, start), &server);
        let start = Instant::now();
        for world in made {
            let path = format!("/levers/worlds/{}", world.id);
            client.send(&request("DELETE", &path, ("", ""))).await;
        }
        row("dropped", (count, start), &server);
        // An allocator gives memory back after a while, and only while it is asked for some.
        let ask = request("GET", "/levers", ("", ""));
        let next = move || Some(ask.clone());
        load(server.address, Some(AFTERWARDS), next, |_: &str| {}).await;
        println!("  and then              {:>11.1}", server.memory() / 1e6);
    }
    println!();
    neighbors(&server, &mut client).await;
}

fn row(what: &str, (count, start): (u64, Instant), server: &Server) {
    let seconds = start.elapsed().as_secs_f64();
    let rate = f64::from(u32::try_from(count).expect("a countable number")) / seconds;
    println!(
        "  {what:<8}  {rate:>8.0}    {:>11.1}",
        server.memory() / 1e6
    );
}

/// The latency of one quiet world: alone, beside one that is filled, and beside one where all of that comes due.
async fn neighbors(server: &Server, client: &mut Client) {
    let (busy, quiet) = (server.world(client, 1).await, server.world(client, 1).await);
    println!("one request after the other to a quiet world, in ms");
    println!("                             p50       p99   longest");
    let address = server.address;
    let alone = tokio::time::sleep(Duration::from_secs(2));
    report("alone", &times_during(alone, &quiet, server).await.1);
    let create = request(
        "POST",
        "/v1/payouts",
        (&busy.key, "amount=1100&currency=usd"),
    );
    let made = Arc::new(AtomicU64::new(0));
    let next = move || (made.fetch_add(1, Ordering::Relaxed) < DUE).then(|| create.clone());
    let fill = load(address, None, next, |_: &str| {});
    let (made, times) = times_during(fill, &quiet, server).await;
    report("beside creates in another", &times);
    let path = format!("/levers/worlds/{}/clock", busy.id);
    let advance = request("POST", &path, ("", r#"{"advance":432000}"#));
    let mut other = Client::connect(address).await;
    let start = Instant::now();
    let advance = async move { other.send(&advance).await.len() };
    let (_, times) = times_during(advance, &quiet, server).await;
    report("beside as many coming due", &times);
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "  the busy world took {:.0} creates a second, and {DUE} came due in {seconds:.1} s",
        made.rate()
    );
    println!();
}

/// How long single requests take while something else goes on, the shortest first.
async fn times_during<T: Send + 'static>(
    other: impl Future<Output = T> + Send + 'static,
    world: &World,
    server: &Server,
) -> (T, Vec<f64>) {
    let mut client = Client::connect(server.address).await;
    let ask = request("GET", "/v1/balance", (&world.key, ""));
    let other = tokio::spawn(other);
    let mut times = Vec::new();
    while !other.is_finished() {
        let sent = Instant::now();
        client.send(&ask).await;
        times.push(sent.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    (other.await.expect("it ends"), times)
}

fn report(name: &str, times: &[f64]) {
    let at = |thousandths: usize| times[(times.len() * thousandths / 1_000).min(times.len() - 1)];
    println!(
        "  {name:<26} {:>6.2}  {:>8.2}  {:>8.2}",
        at(500),
        at(990),
        at(1_000)
    );
}
