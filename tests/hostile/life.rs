//! Targets that misbehave now and then, or as a whole.

use std::io::{self, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use recoup::report::Format;
use recoup::run::check::CheckError;
use recoup::run::result::Ending;
use recoup::run::verdict::{Conformance, Verdict};
use recoup::spec::Capability;
use serde_json::Value;

use super::between::{Fate, Passing, Spoiled, selection};
use super::harmless;
use super::told::{reasons, turn};

#[test]
fn a_redirect_to_another_host_is_not_followed_let_alone_with_the_key() {
    let _turn = turn();
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = format!(
        "http://localhost:{}",
        elsewhere.local_addr().unwrap().port()
    );
    let heard = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&heard);
    thread::spawn(move || {
        for mut stream in elsewhere.incoming().flatten() {
            counted.fetch_add(1, Ordering::Relaxed);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        }
    });
    for status in [301, 302, 303, 307, 308] {
        let place = place.clone();
        let target = Spoiled::whole(move |passing| {
            if passing.is_api() || passing.path.ends_with("/funds") {
                passing.fields = format!("Location: {place}{}\r\n", passing.path);
                passing.answer(status, b"");
            }
        });
        let run = target.run(&["PAY-CREATE-01", "PAY-CANCEL-01"]);
        assert_ne!(run.conformance(), Conformance::Conformant, "{run}");
        harmless(&run).unwrap();
    }
    assert_eq!(heard.load(Ordering::Relaxed), 0);
}

#[test]
fn a_target_that_dies_ends_the_run_with_a_whole_report() {
    let _turn = turn();
    let asked = AtomicUsize::new(0);
    let target = Spoiled::by(move |_| match asked.fetch_add(1, Ordering::Relaxed) {
        ..60 => Fate::Whole,
        _ => Fate::Closed,
    });
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
    harmless(&run).unwrap();
}

#[test]
fn a_target_that_is_away_for_a_while_costs_the_scenarios_of_that_while() {
    let _turn = turn();
    for away in [3..=4, 40..=42, 60..=63] {
        let asked = AtomicUsize::new(0);
        let target = Spoiled::by(move |_| {
            if away.contains(&asked.fetch_add(1, Ordering::Relaxed)) {
                return Fate::Closed;
            }
            Fate::Whole
        });
        let check = target.check().only(selection(&["PAY-CANCEL"])).jobs(1);
        let run = check.run().unwrap();
        assert_eq!(run.ending, Ending::Finished, "{run}");
        assert_eq!(run.conformance(), Conformance::Incomplete, "{run}");
        let counts = run.scenario_counts();
        assert_eq!(counts.get(Verdict::Broken), 0, "{run}");
        assert!(counts.get(Verdict::Upheld) > 10, "{run}");
        assert!((1..=4).contains(&counts.get(Verdict::Faulted)), "{run}");
    }
}

/// A port that nobody answers on, and one where somebody takes connections and says nothing.
#[test]
fn a_target_that_was_never_there_is_said_to_be_unreachable() {
    let _turn = turn();
    let closed = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let mute = silent.local_addr().unwrap();
    thread::spawn(move || {
        let hold =
            |mut stream: TcpStream| -> io::Result<usize> { stream.read_to_end(&mut Vec::new()) };
        for stream in silent.incoming().flatten() {
            thread::spawn(move || hold(stream));
        }
    });
    for address in [closed, mute] {
        let clock = Instant::now();
        let check = recoup::Check::at(&format!("http://{address}"));
        let run = check.timeout(Duration::from_secs(1)).run().unwrap();
        assert_eq!(run.conformance(), Conformance::Unreachable, "{run}");
        assert!(clock.elapsed() < Duration::from_secs(20));
    }
}

#[test]
fn a_long_answer_is_not_kept_whole() {
    let _turn = turn();
    let target = Spoiled::whole(|passing| {
        if passing.is_api_post() {
            passing.edit(|payout| payout["description"] = "x".repeat(200_000).into());
        }
    });
    let check = target.check().only(selection(&["PAY-CANCEL"]));
    let run = check.keep_transcripts(true).run().unwrap();
    let told: Value = serde_json::from_str(&Format::Json.render(&run)).unwrap();
    let scenarios = told["scenarios"].as_array().unwrap().iter();
    let exchanges = scenarios.flat_map(|scenario| scenario["exchanges"].as_array().unwrap());
    let answers: Vec<String> = exchanges.map(|it| it["answer"].to_string()).collect();
    assert!(answers.iter().any(|answer| answer.contains("bytes more")));
    assert!(answers.iter().all(|answer| answer.len() < 100_000));
}

#[test]
fn times_at_the_end_of_time_panic_nobody() {
    let _turn = turn();
    for time in [i64::MAX, i64::MIN, -1] {
        let target = Spoiled::whole(move |passing| {
            if passing.is_api() {
                passing.edit(|object| {
                    for member in ["arrival_date", "created", "available_on"] {
                        if object.get(member).is_some() {
                            object[member] = time.into();
                        }
                    }
                    if object["reversal_details"]["deadline"].is_i64() {
                        object["reversal_details"]["deadline"] = time.into();
                    }
                });
            }
        });
        harmless(&target.run(&["PAY-REV-16", "LED-08", "DR-07", "RD-06", "CON-01"])).unwrap();
    }
}

#[test]
fn a_clock_that_lies_breaks_no_rule() {
    let _turn = turn();
    let says = |now: fn(i64) -> Value| {
        let target = Spoiled::whole(move |passing| {
            if passing.path.ends_with("/clock") {
                passing.edit(|reply| reply["now"] = now(reply["now"].as_i64().unwrap_or_default()));
            }
        });
        let run = target.run(&["PAY-REV-16", "DR-07", "WHK-03"]);
        harmless(&run).unwrap();
        run
    };
    for lie in [
        |_| Value::Null,
        |now: i64| (now - 100_000_000).into(),
        |_| "1767614400".into(),
        |_| Value::from(1_767_614_400.5),
        |_| i64::MIN.into(),
    ] {
        let run = says(lie);
        assert_eq!(run.scenario_counts().get(Verdict::Broken), 0, "{run}");
        assert!(run.scenario_counts().get(Verdict::Faulted) > 0, "{run}");
    }
    // One that runs ahead may be one that settles what is due on the way; nobody can tell.
    says(|_| i64::MAX.into());
    says(|now| (now + 1_000_000_000).into());
}

#[test]
fn a_reading_that_could_not_be_judged_leaves_the_choice_open() {
    let _turn = turn();
    let target = Spoiled::whole(|passing| {
        if passing.path.ends_with("/bank") {
            passing.answer(501, br#"{"unsupported": "no bank here"}"#);
        }
    });
    let run = target.run(&["PAY-REV"]);
    assert_eq!(run.conformance(), Conformance::Incomplete, "{run}");
    assert_eq!(run.scenario_counts().get(Verdict::Broken), 0, "{run}");
    assert!(run.readings.iter().all(|reading| reading.value.is_some()));
    let mut reasons = reasons(&run).into_iter();
    assert!(reasons.all(|why| why.contains("no bank here")));
    // Declared, and nothing of it works: said with what it holds up, and nothing else is blamed.
    let claims = run.over_claims();
    let [claim] = &claims[..] else {
        panic!("{claims:?}");
    };
    let held_up = run.scenario_counts().get(Verdict::NotTestable);
    assert_eq!(
        (claim.capability, claim.scenarios),
        (Capability::Bank, held_up)
    );
    assert!(claim.how.contains("/bank answered 501") && claim.how.contains("no bank here"));
    let json: Value = serde_json::from_str(&Format::Json.render(&run)).unwrap();
    assert_eq!(json["over_claims"][0]["capability"], "bank");
    let told = run.to_string();
    assert!(
        told.contains("over-claimed bank is declared") && told.contains("(over-claimed: bank)"),
        "{told}"
    );
}

#[test]
fn what_is_there_and_not_declared_is_noted() {
    let _turn = turn();
    let shy = Spoiled::whole(|passing| {
        if passing.path == "/levers" {
            passing.edit(|manifest| {
                let names = manifest["capabilities"].as_array_mut().unwrap();
                names.retain(|name| name != "transfers" && name != "clock" && name != "topups");
            });
        }
        if passing.path.starts_with("/v1/topups") {
            passing.answer(404, br#"{"error": {"message": "Unrecognized request URL", "type": "invalid_request_error"}}"#);
        }
    });
    let run = shy.run(&["PAY-CANCEL-01"]);
    let notes: Vec<&String> = run
        .notes
        .iter()
        .filter(|note| note.contains("not declared"))
        .collect();
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(
        notes[0].starts_with("transfers is not declared")
            && notes[0].contains("GET /v1/transfers answers 200")
    );
    assert!(run.over_claims().is_empty(), "{run}");
}

/// The reference without worlds, which does not have the key of the profile.
fn locked(spoil: impl Fn(&mut Passing) + Send + Sync + 'static) -> Spoiled {
    Spoiled::whole(move |passing| {
        if passing.path == "/levers" {
            passing.edit(|manifest| {
                let names = manifest["capabilities"].as_array_mut().unwrap();
                names.retain(|name| name != "worlds");
            });
        }
        spoil(passing);
    })
}

#[test]
fn a_wrong_key_is_refused_before_anything_runs() {
    let _turn = turn();
    let target = locked(|_| {});
    let check = target.check().only(selection(&["PAY-CANCEL-01"]));
    let why = check.run().unwrap_err();
    assert!(matches!(why, CheckError::Key(_)), "{why}");
    let why = why.to_string();
    assert!(why.contains("does not accept the key"), "{why}");
}

#[test]
fn a_key_that_is_taken_back_meanwhile_breaks_no_rule() {
    let _turn = turn();
    let asked = AtomicUsize::new(0);
    // What is asked first is whether it takes the key.
    let target = locked(move |passing| {
        if passing.is_api() && asked.fetch_add(1, Ordering::Relaxed) == 0 {
            passing.answer(200, b"{}");
        }
    });
    let run = target.run(&["PAY-CANCEL-01", "PAY-CREATE-01"]);
    assert_eq!(run.conformance(), Conformance::Incomplete, "{run}");
    let reasons = reasons(&run);
    let is_told = |why: &&str| why.contains("no longer accepts the key");
    assert!(!reasons.is_empty() && reasons.iter().all(is_told), "{run}");
}

#[test]
fn a_target_that_cannot_drop_worlds_is_not_asked_again_and_again() {
    let _turn = turn();
    let target = Spoiled::by(|passing| match passing.method.as_str() {
        "DELETE" => Fate::Closed,
        _ => Fate::Whole,
    });
    let run = target.run(&["PAY-CANCEL-01"]);
    assert_eq!(run.conformance(), Conformance::Conformant, "{run}");
}

#[test]
fn worlds_that_see_each_other_are_told_and_taken_one_at_a_time() {
    let _turn = turn();
    // Everybody is shown the balance of every account that there is.
    let shared = Spoiled::by(|passing| {
        let said = String::from_utf8_lossy(&passing.body);
        if passing.path == "/v1/balance" && passing.status >= 400 && !said.contains("nobody") {
            passing.status = 200;
        }
        Fate::Whole
    });
    // Balances are shown whoever is named, so that the accounts themselves tell.
    let deaf = |passing: &mut Passing| {
        if passing.path == "/v1/balance" {
            passing.status = 200;
        }
        Fate::Whole
    };
    let deaf_and_shared = Spoiled::by(move |passing| {
        if passing.path.starts_with("/v1/accounts/acct_") && passing.method == "GET" {
            passing.status = 200;
        }
        deaf(passing)
    });
    let sound = Spoiled::by(|_| Fate::Whole);
    for (name, target, is_told) in [
        ("shared", shared, true),
        ("deaf and shared", deaf_and_shared, true),
        ("deaf", Spoiled::by(deaf), false),
        ("sound", sound, false),
    ] {
        let run = target.run(&["PAY-CANCEL-01"]);
        assert!(run.is_conformant(), "{name}: {run}");
        let told = run.notes.iter().any(|note| note.contains("not isolated"));
        assert_eq!(told, is_told, "{name}: {run}");
    }
}

/// Whatever the manifest is, there is a report, and no rule is broken.
#[test]
fn a_manifest_that_is_none_breaks_no_rule() {
    let _turn = turn();
    let names = (0..25_000).map(|index| format!("\"magic-{index}\""));
    let many = names.collect::<Vec<_>>().join(",");
    let readings = (0..20_000).map(|index| format!("\"choice-{index}\": \"x\""));
    let readings = readings.collect::<Vec<_>>().join(",");
    let long = "x".repeat(1_000_000);
    for (manifest, verdict) in [
        ("{".to_owned(), Conformance::Incomplete),
        ("null".to_owned(), Conformance::Incomplete),
        ("[".repeat(100_000), Conformance::Incomplete),
        (" ".repeat(3 * 1024 * 1024), Conformance::Incomplete),
        (
            r#"{"protocol": "levers/2"}"#.to_owned(),
            Conformance::Incomplete,
        ),
        (
            r#"{"protocol": "levers/1", "capabilities": [7]}"#.to_owned(),
            Conformance::Incomplete,
        ),
        (
            format!(
                r#"{{"protocol": "levers/1", "capabilities": [{many}], "readings": {{{readings}}}, "implementation": {{"name": "{long}"}}}}"#
            ),
            Conformance::Empty,
        ),
    ] {
        let target = Spoiled::whole(move |passing| {
            if passing.path == "/levers" {
                passing.answer(200, manifest.as_bytes());
            }
        });
        let run = target.run(&["PAY-CANCEL-01"]);
        assert_eq!(run.conformance(), verdict, "{run}");
        assert!(Format::Json.render(&run).len() < 3_000_000);
        harmless(&run).unwrap();
    }
}
