//! What a target can bring to the inbox.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Mutex;
use std::time::Duration;

use recoup::run::verdict::{Conformance, Verdict};
use serde_json::json;

use super::between::{Fate, Passing, Spoiled, selection};
use super::told::{Cost, measured, turn};
use super::{MEMORY, TIME, harmless};

const SCENARIO: &str =
    "conventions/deliveries/verifying-the-delivery-of-a-payout-that-was-canceled";

/// Where the endpoint that is being made wants deliveries.
pub fn address(passing: &Passing) -> Option<String> {
    let makes = passing.is_api_post() && passing.path == "/v1/webhook_endpoints";
    let mut pairs = form_urlencoded::parse(&passing.asked).filter(|_| makes);
    pairs.find_map(|(name, value)| (name == "url").then(|| value.into_owned()))
}

/// Brings something to the inbox; the status that it answers, if it does.
pub fn bring(address: &str, fields: &str, body: &[u8]) -> Option<u16> {
    let (host, path) = address.strip_prefix("http://")?.split_once('/')?;
    let mut stream = TcpStream::connect(host).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    let length = body.len();
    let head = format!(
        "POST /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{fields}Content-Length: {length}\r\n\r\n"
    );
    // What is too long may be refused before it is through.
    let _ = stream.write_all(&[head.as_bytes(), body].concat());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer);
    answer.split(' ').nth(1)?.parse().ok()
}

/// What is brought, what is to come of it, and what the report says.
struct Row(&'static str, fn(&str), Verdict, &'static str);

fn rows() -> Vec<Row> {
    let rows: [Row; 10] = [
        Row(
            "no JSON",
            |at| drop(bring(at, "", b"<html>")),
            Verdict::Broken,
            "the body of a delivery is the event",
        ),
        Row(
            "bad UTF-8",
            |at| drop(bring(at, "", b"\"\xff\"")),
            Verdict::Broken,
            "the body of a delivery is the event",
        ),
        Row(
            "no event",
            |at| drop(bring(at, "", b"{}")),
            Verdict::Broken,
            "the body of a delivery is the event",
        ),
        Row(
            "depth 10,000",
            |at| drop(bring(at, "", &[b'['; 10_000])),
            Verdict::Broken,
            "the body of a delivery is the event",
        ),
        Row(
            "a huge body",
            |at| assert_ne!(bring(at, "", &vec![b' '; 50 * 1024 * 1024]), Some(200)),
            Verdict::Upheld,
            "",
        ),
        Row(
            "a signature of 1 MB",
            |at| {
                let field = format!("Stripe-Signature: t=1,{}\r\n", "v1=00,".repeat(180_000));
                assert_ne!(bring(at, &field, b"{}"), Some(200));
            },
            Verdict::Upheld,
            "",
        ),
        Row(
            "no HTTP",
            |at| {
                let host = at.trim_start_matches("http://").split('/').next().unwrap();
                TcpStream::connect(host)
                    .unwrap()
                    .write_all(b"\0\0\0\0")
                    .unwrap();
            },
            Verdict::Upheld,
            "",
        ),
        Row(
            "a signature of 16 kB",
            |at| {
                let field = format!("Stripe-Signature: {}\r\n", "x".repeat(16_000));
                let event =
                    json!({"object": "event", "type": "payout.canceled", "data": {"object": {}}});
                bring(at, &field, event.to_string().as_bytes());
            },
            Verdict::Broken,
            "characters more",
        ),
        Row(
            "30 deliveries of 1 MB",
            |at| {
                let event =
                    json!({"object": "event", "type": "x", "x": "x".repeat(1_000_000)}).to_string();
                (0..30).for_each(|_| drop(bring(at, "", event.as_bytes())));
            },
            Verdict::Broken,
            "delivered:",
        ),
        Row(
            "2,000 deliveries",
            |at| {
                (0..2_000)
                    .for_each(|_| drop(bring(at, "", br#"{"object": "event", "type": "x"}"#)));
            },
            Verdict::Broken,
            "delivered:",
        ),
    ];
    rows.into()
}

#[test]
fn whatever_is_brought_to_the_inbox_ends_in_a_verdict() {
    let _turn = turn();
    for Row(name, brings, verdict, why) in rows() {
        let place = Mutex::new(None);
        let target = Spoiled::whole(move |passing| {
            let mut place = place.lock().unwrap();
            if let Some(address) = address(passing) {
                *place = Some(address);
            } else if passing.path.ends_with("/cancel") {
                brings(place.as_deref().unwrap());
            }
        });
        let check = target.check().only(selection(&[SCENARIO]));
        let (run, Cost { time, memory }) = measured(|| check.keep_transcripts(true).run().unwrap());
        let scenario = run.scenarios.iter().find(|it| &*it.id == SCENARIO).unwrap();
        println!(
            "{name:24} {:9} {:5.2} s {memory:7} KiB",
            scenario.verdict.phrase(),
            time.as_secs_f64()
        );
        assert_eq!(scenario.verdict, verdict, "{name}: {run}");
        assert!(run.to_string().contains(why), "{name}: {run}");
        assert!(
            time < TIME && memory < 2 * MEMORY,
            "{name}: {time:?}, {memory} KiB"
        );
        harmless(&run).unwrap();
    }
}

#[test]
fn what_comes_after_its_scenario_is_refused_and_counts_for_nothing() {
    let _turn = turn();
    let places: Mutex<Vec<String>> = Mutex::default();
    let late: &'static Mutex<Vec<Option<u16>>> = Box::leak(Box::default());
    let target = Spoiled::whole(move |passing| {
        let mut places = places.lock().unwrap();
        if let Some(address) = address(passing) {
            if places.last().is_some_and(|last| *last != address) {
                let before = places.iter().filter(|place| **place != address);
                let statuses = before.map(|place| bring(place, "", b"late"));
                late.lock().unwrap().extend(statuses);
            }
            places.push(address);
        }
    });
    let check = target
        .check()
        .only(selection(&["WHK-03", "WHK-05"]))
        .jobs(1);
    let run = check.run().unwrap();
    assert_eq!(run.conformance(), Conformance::Conformant, "{run}");
    let late = late.lock().unwrap();
    assert!(
        !late.is_empty() && late.iter().all(|status| *status == Some(404)),
        "{late:?}"
    );
}
