//! What a target can bring to the inbox.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Mutex;
use std::time::Duration;

use recoup::run::verdict::Conformance;
use recoup::run::verdict::Verdict::{self, Broken, Faulted, Upheld};
use serde_json::json;

use super::between::{Passing, Spoiled, selection};
use super::told::{head, line, measured, turn};
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
    let fields = format!("{JSON}{fields}");
    bring_by("POST", address, &fields, body)
}

fn bring_by(method: &str, address: &str, fields: &str, body: &[u8]) -> Option<u16> {
    let (host, path) = address.strip_prefix("http://")?.split_once('/')?;
    let mut stream = TcpStream::connect(host).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    let length = body.len();
    let head = format!(
        "{method} /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{fields}Content-Length: {length}\r\n\r\n"
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

const JSON: &str = "Content-Type: application/json\r\n";
const NO_EVENT: &str = "the body of a delivery is the event";
/// An event that no rule speaks about.
const EVENT: &[u8] = br#"{"object": "event", "type": "x", "data": {"object": {}}}"#;

/// Brings something that is taken.
fn taken(at: &str, fields: &str, body: &[u8]) {
    assert_eq!(bring(at, fields, body), Some(200));
}

/// Brings something that is not.
fn refused(at: &str, fields: &str, body: &[u8]) {
    assert_ne!(bring(at, fields, body), Some(200));
}

fn rows() -> Vec<Row> {
    vec![
        Row("no JSON", |at| taken(at, "", b"<html>"), Broken, NO_EVENT),
        Row(
            "bad UTF-8",
            |at| taken(at, "", b"\"\xff\""),
            Broken,
            NO_EVENT,
        ),
        Row("no event", |at| taken(at, "", b"{}"), Broken, NO_EVENT),
        Row(
            "depth 10,000",
            |at| taken(at, "", &[b'['; 10_000]),
            Broken,
            NO_EVENT,
        ),
        Row(
            "an unsigned event",
            |at| taken(at, "", EVENT),
            Broken,
            "Stripe-Signature",
        ),
        Row(
            "a signature of 16 kB",
            |at| taken(at, &signature(16_000), EVENT),
            Broken,
            "characters more",
        ),
        Row(
            "a signature of 1 MB",
            |at| refused(at, &signature(1_000_000), EVENT),
            Upheld,
            "",
        ),
        Row(
            "10 MB",
            |at| refused(at, "", &vec![b' '; 10 * 1024 * 1024]),
            Upheld,
            "",
        ),
        Row("no HTTP", no_http, Upheld, ""),
        Row(
            "30 of 1 MB",
            |at| many(at, 30, &large()),
            Faulted,
            "more was delivered to one",
        ),
        // Whether the one that was due still found room is chance.
        Row(
            "2,000",
            |at| many(at, 2_000, EVENT),
            Faulted,
            "more was delivered to one",
        ),
    ]
}

fn not_posted() -> Vec<Row> {
    vec![
        Row(
            "an event that is put",
            |at| assert_eq!(bring_by("PUT", at, JSON, EVENT), Some(200)),
            Broken,
            "a PUT of application/json",
        ),
        Row(
            "an event as text",
            |at| {
                assert_eq!(
                    bring_by("POST", at, "Content-Type: text/plain\r\n", EVENT),
                    Some(200)
                );
            },
            Broken,
            "a POST of text/plain",
        ),
        Row(
            "an event as nothing",
            |at| assert_eq!(bring_by("POST", at, "", EVENT), Some(200)),
            Broken,
            "a POST of no Content-Type",
        ),
    ]
}

fn signature(length: usize) -> String {
    format!("Stripe-Signature: {}\r\n", "x".repeat(length))
}

fn many(at: &str, count: usize, body: &[u8]) {
    (0..count).for_each(|_| taken(at, "", body));
}

fn large() -> Vec<u8> {
    let event = json!({"object": "event", "type": "x", "x": "x".repeat(1_000_000)});
    event.to_string().into_bytes()
}

fn no_http(at: &str) {
    let host = at.trim_start_matches("http://").split('/').next().unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    stream.write_all(b"\0\0\0\0").unwrap();
}

#[test]
fn whatever_is_brought_to_the_inbox_ends_in_a_verdict() {
    let _turn = turn();
    println!("{}", head());
    for Row(name, brings, verdict, why) in rows().into_iter().chain(not_posted()) {
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
        let (run, cost) = measured(|| check.keep_transcripts(true).run().unwrap());
        let scenario = run.scenarios.iter().find(|it| &*it.id == SCENARIO).unwrap();
        println!("{}", line(name, scenario.verdict, cost));
        assert_eq!(scenario.verdict, verdict, "{name}: {run}");
        assert!(run.to_string().contains(why), "{name}: {run}");
        assert!(cost.time < TIME && cost.memory < MEMORY, "{name}: {cost:?}");
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
        // One scenario at a time: when the next world is made, those before are over.
        if passing.path == "/levers/worlds" {
            let statuses = places.drain(..).map(|place| bring(&place, "", b"late"));
            late.lock().unwrap().extend(statuses);
        }
        places.extend(address(passing));
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
