//! A suite that several machines share comes to the same as one that a single machine runs.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use super::{ran, recoup, refused, server};

/// What is checked, with readings and rules that any scenario may break in it.
const PART: [&str; 4] = ["PAY-CANCEL", "PAY-REV-0*", "PAY-OBJ", "LED"];

fn check(folder: &Path, name: &str, flags: &[&str]) -> (String, i32) {
    let path = folder.join(name).to_str().unwrap().to_owned();
    let report = format!("json={path}");
    let head = ["check", "--quiet", "--report", &report];
    let (exit, out, err) = ran(&[&head[..], flags, &PART].concat());
    assert!(exit <= 1, "{out}{err}");
    (path, exit)
}

fn report(path: &str) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// What a run comes to, without what differs from run to run.
fn outcome(path: &str) -> Value {
    let run = report(path);
    let each = |list: &str, members: &[&str]| -> Value {
        let items = run[list].as_array().unwrap().iter();
        let chosen = items.map(|item| members.iter().map(|member| item[*member].clone()).collect());
        chosen.collect::<Vec<Value>>().into()
    };
    serde_json::json!({
        "said": [run["conformance"], run["exit_code"], run["counts"], run["readings"], run["gate"], run["ended"]],
        "rules": each("rules", &["id", "verdict", "gates", "reason"]),
        "scenarios": each("scenarios", &["id", "verdict", "reason"]),
        "known": each("known", &["rule", "state", "scenarios"]),
    })
}

/// When the exchanges of a run began, in microseconds after it did, each of which is within the run.
fn starts(path: &str) -> Vec<u64> {
    let run = report(path);
    let scenarios = run["scenarios"].as_array().unwrap().iter();
    let exchanges = scenarios.flat_map(|one| one["exchanges"].as_array().unwrap());
    let starts = exchanges.map(|one| one["began_micros"].as_u64().unwrap());
    let starts: Vec<u64> = starts.collect();
    let lasted = Duration::from_secs_f64(run["seconds"].as_f64().unwrap());
    assert!(
        starts
            .iter()
            .all(|start| Duration::from_micros(*start) <= lasted)
    );
    starts
}

#[test]
fn the_whole_is_the_same_in_parts() {
    let folder = tempfile::tempdir().unwrap();
    let known = folder.path().join("known.toml");
    let entry =
        |rule| format!("[[known]]\nrule = '{rule}'\nfails_with = 'observed'\nreason = 'old'\n");
    fs::write(
        &known,
        ["PAY-CANCEL-05", "LED-08", "PAY-OBJ-01"]
            .map(entry)
            .concat(),
    )
    .unwrap();
    let known = known.to_str().unwrap();
    for (defect, flags) in [
        ("payout-nulls-omitted", &[][..]),
        ("cancel-twice", &["--known", known]),
        ("balance-counts-pending", &["--gate", "all"]),
    ] {
        let flags = [&["--defect", defect], flags].concat();
        let (whole, exit) = check(folder.path(), "whole.json", &flags);
        let parts = ["1/2", "2/2"].map(|part| {
            let flags = [&flags[..], &["--shard", part]].concat();
            check(folder.path(), &part.replace('/', "-"), &flags).0
        });
        let merged = folder.path().join("merged.json");
        let merged = merged.to_str().unwrap();
        let asked = format!("json={merged}");
        let (code, out, err) = ran(&["merge", &parts[1], &parts[0], "--quiet", "--report", &asked]);
        assert_eq!(code, exit, "{defect}: {out}{err}");
        assert_eq!(outcome(merged), outcome(&whole), "{defect}");
        // The second part ran after the first, and by one clock it did.
        let last = |path: &str| starts(path).into_iter().max();
        assert!(last(merged) > last(&parts[0]), "{defect}");
        let counts = |path: &str| {
            report(path)["counts"]["scenarios"]["upheld"]
                .as_u64()
                .unwrap()
        };
        assert!(
            parts.iter().all(|part| counts(part) < counts(&whole)),
            "{defect}: shared"
        );
    }
}

#[test]
fn what_is_no_whole_is_not_merged() {
    let folder = tempfile::tempdir().unwrap();
    let run = |name: &str, flags: &[&str]| {
        let path = folder.path().join(name).to_str().unwrap().to_owned();
        let report = format!("json={path}");
        let head = ["check", "--quiet", "--report", &report];
        ran(&[&head[..], flags, &["PAY-CANCEL-0*"]].concat());
        path
    };
    let (first, second) = (run("1", &["--shard", "1/2"]), run("2", &["--shard", "2/2"]));
    let page = server(Some("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"));
    let strange = run("6", &[&page, "--shard", "2/2"]);
    let why = format!("{strange} has nothing to merge: GET {page}/levers: ");
    let protocol = "names no protocol";
    let again = "check that part again";
    refused(&["merge", &first, &strange], 2, &[&why, protocol, again]);
    let all = run("3", &["--shard", "2/2", "--gate", "all"]);
    let whole = run("4", &[]);
    refused(&["merge", &first], 2, &["shard 2/2 is missing"]);
    refused(
        &["merge", &first, &second, &first],
        2,
        &["the same shard, 1/2"],
    );
    refused(&["merge", &first, &all], 2, &["the gate differs"]);
    refused(
        &["merge", &first, &whole],
        2,
        &["the number of shards differs"],
    );
    let mut less = report(&second);
    let declared = less["target"]["capabilities"].as_array_mut().unwrap();
    declared.retain(|capability| capability != "topups" && capability != "clock");
    let other = folder.path().join("5").to_str().unwrap().to_owned();
    fs::write(&other, less.to_string()).unwrap();
    let only = format!("only {first} declares");
    refused(&["merge", &first, &other], 2, &[&only, "clock", "topups"]);
    let mut never = report(&second);
    never["ended"] = "unreachable".into();
    never["cause"] = "nobody answers".into();
    never["target"]["implementation"] = serde_json::json!({});
    fs::write(&other, never.to_string()).unwrap();
    for order in [[&first, &other], [&other, &first]] {
        let merged = folder.path().join("6").to_str().unwrap().to_owned();
        let asked = format!("json={merged}");
        let (code, out, err) = ran(&["merge", order[0], order[1], "--report", &asked]);
        assert_eq!(code, 5, "{out}{err}");
        let known = report(&merged)["target"]["implementation"].clone();
        assert_eq!(known, less["target"]["implementation"]);
    }
    less["ended"] = "interrupted".into();
    fs::write(&other, less.to_string()).unwrap();
    let (code, out, err) = ran(&["merge", &first, &other]);
    assert_eq!(code, 130, "{out}{err}");
    let old = fs::read_to_string(&first).unwrap().replace(
        concat!("\"recoup\": \"", env!("CARGO_PKG_VERSION")),
        "\"recoup\": \"0.0.1",
    );
    fs::write(&first, old).unwrap();
    refused(&["merge", &first, &second], 2, &["made by recoup 0.0.1"]);
    fs::write(&first, "{}").unwrap();
    refused(&["merge", &first], 2, &["no report of recoup", "1"]);
    refused(
        &["merge", "/nonexistent/run.json"],
        2,
        &["/nonexistent/run.json"],
    );
}

#[test]
fn a_ci_engine_says_which_part() {
    let mut command = recoup(&["check", "PAY-CANCEL-0*", "--shard", "auto"]);
    let output = command
        .env("CI_NODE_INDEX", "2")
        .env("CI_NODE_TOTAL", "2")
        .output()
        .unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.contains("2 of 2"), "{out}");
    refused(&["check", "--shard", "3/2"], 2, &["3/2", "2/5"]);
}
