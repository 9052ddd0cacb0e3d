//! Targets that misbehave: each ends in a finding or a fault, in bounded time, and no key is ever told.
//!
//! Most are the reference with one thing spoiled on the way: a server in between passes everything on and lets each test
//! change what comes back.

#![allow(clippy::unwrap_used, reason = "a test that panics says what broke")]

use std::io::{BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use recoup::Check;
use recoup::reference::{Embedded, Options};
use recoup::report::{Format, terminal};
use recoup::run::result::{Ending, Run};
use recoup::run::select::Selection;
use recoup::run::verdict::{Conformance, Verdict};
use serde_json::{Value, json};

/// What passed: the request line's method and path, and the answer to be changed.
struct Passing {
    method: String,
    path: String,
    key: String,
    status: u16,
    body: Vec<u8>,
}

impl Passing {
    fn is_api(&self) -> bool {
        self.path.starts_with("/v1/")
    }

    fn is_api_post(&self) -> bool {
        self.is_api() && self.method == "POST"
    }

    fn edit(&mut self, change: impl FnOnce(&mut Value)) {
        if let Ok(mut value) = serde_json::from_slice(&self.body) {
            change(&mut value);
            self.body = value.to_string().into_bytes();
        }
    }

    fn answer(&mut self, status: u16, body: &[u8]) {
        (self.status, self.body) = (status, body.to_vec());
    }
}

type Spoil = dyn Fn(&mut Passing) -> bool + Send + Sync;

/// The reference behind a server that spoils what comes back; false closes the connection instead of answering.
struct Spoiled {
    url: String,
    _reference: Embedded,
}

impl Spoiled {
    fn by(spoil: impl Fn(&mut Passing) -> bool + Send + Sync + 'static) -> Self {
        let reference = Embedded::start(Options::default()).unwrap();
        let behind = reference.url().trim_start_matches("http://").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let spoil: Arc<Spoil> = Arc::new(spoil);
        // It ends with the test's process; nobody asks it anything after the test.
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (behind, spoil) = (behind.clone(), Arc::clone(&spoil));
                thread::spawn(move || pass(stream, &behind, &*spoil));
            }
        });
        Self {
            url,
            _reference: reference,
        }
    }

    fn check(&self) -> Check {
        Check::at(&self.url).key("sk_canary_profile")
    }

    fn run(&self, patterns: &[&str]) -> Run {
        self.check().only(selection(patterns)).run().unwrap()
    }
}

fn selection(patterns: &[&str]) -> Selection {
    Selection {
        patterns: patterns.iter().map(ToString::to_string).collect(),
        needs: Vec::new(),
    }
}

/// Serves one request of a connection: a client that goes away meanwhile is its own affair.
fn pass(stream: TcpStream, behind: &str, spoil: &Spoil) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let (head, body) = message(&mut reader)?;
    let mut words = head.split_whitespace().map(str::to_owned);
    let (method, path) = (words.next()?, words.next()?);
    let key = field(&head, "authorization").unwrap_or_default();
    let mut upstream = TcpStream::connect(behind).ok()?;
    let closing = head.replacen("\r\n", "\r\nConnection: close\r\n", 1);
    upstream.write_all(closing.as_bytes()).ok()?;
    upstream.write_all(&body).ok()?;
    let (answer, body) = message(&mut BufReader::new(upstream))?;
    let status = answer.split_whitespace().nth(1)?.parse().ok()?;
    let mut passing = Passing {
        method,
        path,
        key,
        status,
        body,
    };
    if spoil(&mut passing) {
        let length = passing.body.len();
        let status = passing.status;
        let head =
            format!("HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n");
        let whole = [head.as_bytes(), &passing.body].concat();
        reader.get_mut().write_all(&whole).ok()?;
    }
    Some(())
}

/// Reads head and body of a request or an answer.
fn message(reader: &mut impl std::io::BufRead) -> Option<(String, Vec<u8>)> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let length = field(&head, "content-length").and_then(|length| length.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    Some((head, body))
}

fn field(head: &str, name: &str) -> Option<String> {
    let fields = head.lines().filter_map(|line| line.split_once(':'));
    let mut own = fields.filter(|(field, _)| field.eq_ignore_ascii_case(name));
    own.next().map(|(_, value)| value.trim().to_owned())
}

/// Everything that can be told of a run.
fn told(run: &Run) -> String {
    let style = |verbose, color| terminal::Style {
        verbose,
        color,
        ..terminal::Style::default()
    };
    let mut all = terminal::render(run, &style(true, false));
    all += &terminal::render(run, &style(false, false));
    for format in Format::ALL {
        all += &format.render(run);
    }
    all + &format!("{run:?}")
}

fn reasons(run: &Run) -> Vec<&str> {
    let reasons = run
        .scenarios
        .iter()
        .filter(|s| s.verdict != Verdict::NotApplicable);
    reasons.filter_map(|s| s.reason.as_deref()).collect()
}

const SOME: [&str; 2] = ["PAY-CANCEL", "LED"];

#[test]
fn no_key_is_told_by_a_target_that_repeats_it() {
    let target = Spoiled::by(|passing| {
        let key = passing.key.clone();
        let repeat = |object: &mut Value| {
            object["description"] = json!(key.clone());
            object["metadata"] = json!({"sk": [key.clone()]});
            object["error"] = json!({"message": key.clone(), "code": key.clone()});
        };
        if passing.is_api() {
            passing.edit(repeat);
        }
        true
    });
    let check = target.check().only(selection(&SOME));
    let run = check.keep_transcripts(true).run().unwrap();
    assert_eq!(run.conformance(), Conformance::Broken);
    let all = told(&run);
    assert!(all.contains("[redacted]"));
    for secret in ["sk_canary_profile", "sk_test_"] {
        let place = all
            .find(secret)
            .map(|at| &all[at.saturating_sub(80)..at + 20]);
        assert_eq!(place, None, "{secret} is told");
    }
}

#[test]
fn a_world_key_of_the_wrong_type_is_no_less_secret() {
    let target = Spoiled::by(|passing| {
        if passing.path == "/levers/worlds" {
            passing.answer(200, br#"{"world": 7, "api_key": ["sk_canary_world"]}"#);
        }
        true
    });
    let run = target.run(&["PAY-CANCEL-01"]);
    assert_eq!(run.conformance(), Conformance::Incomplete);
    assert!(!told(&run).contains("canary"), "{run}");
}

#[test]
fn an_api_that_refuses_everything_upholds_no_rule() {
    let target = Spoiled::by(|passing| {
        if passing.is_api() {
            let refusal = br#"{"error": {"type": "invalid_request_error", "message": "no"}}"#;
            passing.answer(400, refusal);
        }
        true
    });
    let run = target.check().run().unwrap();
    assert_eq!(run.conformance(), Conformance::Broken);
    assert_eq!(run.rule_counts().get(Verdict::Upheld), 0, "{run}");
}

#[test]
fn answers_that_can_be_read_two_ways_or_not_at_all_are_findings() {
    for (answer, why) in [
        (
            r#"{"id": "po_1", "amount": 1, "amount": 1100}"#.to_owned(),
            "stands twice",
        ),
        (r#"{"id": "po_1", "amount": NaN}"#.to_owned(), "not JSON"),
        ("<html>".to_owned(), "not JSON"),
        ("[".repeat(50_000), "recursion limit"),
        (" ".repeat(3 * 1024 * 1024), "larger than 2 MiB"),
        ("null".to_owned(), "names the payout by its id"),
    ] {
        let target = Spoiled::by(move |passing| {
            if passing.is_api_post() {
                passing.answer(200, answer.as_bytes());
            }
            true
        });
        let run = target.run(&["PAY-CREATE-01"]);
        assert_eq!(run.conformance(), Conformance::Broken, "{why}: {run}");
        assert!(run.to_string().contains(why), "{why}: {run}");
    }
}

#[test]
fn a_long_answer_is_not_kept_whole() {
    let target = Spoiled::by(|passing| {
        if passing.is_api_post() {
            passing.edit(|payout| payout["description"] = "x".repeat(200_000).into());
        }
        true
    });
    let check = target.check().only(selection(&SOME)).keep_transcripts(true);
    let text = Format::Json.render(&check.run().unwrap());
    assert!(text.len() < 2_000_000, "{} bytes", text.len());
    assert!(text.contains("bytes more"));
}

#[test]
fn an_id_with_slashes_stays_one_id() {
    let target = Spoiled::by(|passing| {
        if passing.is_api_post() {
            passing.edit(|payout| payout["id"] = "../../levers?'\u{1b}[31m".into());
        }
        true
    });
    let run = target.run(&["PAY-CANCEL-01"]);
    let text = run.to_string();
    assert_eq!(run.conformance(), Conformance::Broken, "{text}");
    assert!(
        text.contains("/v1/payouts/..%2F..%2Flevers%3F%27%1B%5B31m/cancel"),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'));
}

#[test]
fn times_at_the_end_of_time_panic_nobody() {
    let target = Spoiled::by(|passing| {
        if passing.is_api() {
            passing.edit(|object| {
                if object.get("arrival_date").is_some() {
                    object["arrival_date"] = i64::MAX.into();
                }
            });
        }
        true
    });
    let run = target.run(&["PAY-REV-1*", "LED"]);
    assert!(!told(&run).contains("overflow"), "{run}");
}

#[test]
fn a_reading_that_could_not_be_judged_leaves_the_choice_open() {
    let target = Spoiled::by(|passing| {
        if passing.path.ends_with("/bank") {
            passing.answer(501, br#"{"unsupported": "no bank here"}"#);
        }
        true
    });
    let run = target.check().run().unwrap();
    assert_eq!(run.conformance(), Conformance::Incomplete, "{run}");
    assert_eq!(run.scenario_counts().get(Verdict::Broken), 0, "{run}");
    assert!(run.readings.iter().all(|reading| reading.value.is_some()));
    assert!(reasons(&run).iter().all(|why| why.contains("no bank here")));
}

#[test]
fn a_wrong_key_breaks_no_rule() {
    let target = Spoiled::by(|passing| {
        if passing.path == "/levers" {
            passing.edit(|manifest| {
                let names = manifest["capabilities"].as_array_mut().unwrap();
                names.retain(|name| name != "worlds");
            });
        }
        true
    });
    let run = target.run(&["PAY-CANCEL-01", "PAY-CREATE-01"]);
    assert_eq!(run.conformance(), Conformance::Incomplete, "{run}");
    assert!(
        reasons(&run)
            .iter()
            .all(|why| why.contains("does not accept the key")),
        "{run}"
    );
}

#[test]
fn a_target_that_cannot_drop_worlds_is_not_asked_again_and_again() {
    let target = Spoiled::by(|passing| passing.method != "DELETE");
    let run = target.run(&["PAY-CANCEL-01"]);
    assert_eq!(run.conformance(), Conformance::Conformant, "{run}");
}

#[test]
fn worlds_that_see_each_other_are_told_and_taken_one_at_a_time() {
    let shared = Spoiled::by(|passing| {
        if passing.path.starts_with("/v1/accounts/acct_") && passing.method == "GET" {
            passing.status = 200;
        }
        true
    });
    let sound = Spoiled::by(|_| true);
    for (target, is_told) in [(shared, true), (sound, false)] {
        let run = target.run(&["PAY-CANCEL-01"]);
        assert!(run.is_conformant(), "{run}");
        let told = run.notes.iter().any(|note| note.contains("not isolated"));
        assert_eq!(told, is_told, "{run}");
    }
}

#[test]
fn a_target_that_dies_ends_the_run_with_a_whole_report() {
    let dead = std::sync::atomic::AtomicUsize::new(0);
    let target = Spoiled::by(move |_| dead.fetch_add(1, std::sync::atomic::Ordering::Relaxed) < 60);
    let check = target.check().timeout(Duration::from_secs(5)).jobs(1);
    let run = check.run().unwrap();
    assert!(matches!(run.ending, Ending::Unreachable(_)), "{run}");
    let told: Value = serde_json::from_str(&Format::Json.render(&run)).unwrap();
    assert_eq!(told["exit_code"], 5);
    assert_eq!(
        told["scenarios"].as_array().unwrap().len(),
        run.scenarios.len()
    );
    assert!(run.scenario_counts().get(Verdict::Upheld) > 0, "{run}");
    assert!(
        run.scenario_counts().get(Verdict::NotTestable) > 100,
        "{run}"
    );
}

#[test]
fn a_key_or_a_url_that_cannot_be_sent_is_said_before_anything_is_asked() {
    for check in [
        Check::at("http://user:canary@127.0.0.1:9"),
        Check::at("http://127.0.0.1:9").levers("http://user:canary@127.0.0.1:9"),
        Check::at("http://127.0.0.1:9").key("canary\n"),
        Check::at("127.0.0.1:9"),
    ] {
        let error = check.run().err().map(|error| error.to_string());
        assert!(error.is_some_and(|error| !error.contains("canary")));
    }
}
