//! The reports for other people's programs: each read by what reads it there, or held to what is written down of it.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, Utc};
use recoup::report::compare::Form;
use recoup::report::read::read;
use recoup::report::{Format, json, markdown};
use recoup::run::compare::{Comparison, Side};
use recoup::run::judge::Gate;
use recoup::run::result::{Ending, Run};
use recoup::run::shard::Shard;
use recoup::run::verdict::Verdict::{self, Broken, Fixed, Known, NotTestable, Upheld};
use recoup::target::exchange::Began;
use serde_json::{Value, json};

use super::{runs, sample};

fn parsed(format: Format, run: &Run) -> Value {
    serde_json::from_str(&format.render(run)).unwrap()
}

fn holds(schema: &str, report: &Value) {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let complaints: Vec<String> = schema
        .iter_errors(report)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[test]
fn a_run_that_was_told_as_json_is_read_back_whole() {
    let mut all: Vec<Run> = runs();
    // A megabyte of hostile text takes its time, and is told again in one format as in all.
    let hostile = json::render(&sample::hostile());
    assert_eq!(json::render(&read(&hostile).unwrap()), hostile);
    all.pop();
    let mut sharded = sample::of(&[Upheld, Known]);
    sharded.shard = Shard::new(2, 5);
    sharded.recoup = "0.0.7".to_owned();
    all.push(sharded);
    for run in all {
        let text = json::render(&run);
        let again = read(&text).unwrap();
        assert_eq!(json::render(&again), text);
        for format in Format::ALL {
            assert_eq!(format.render(&again), format.render(&run), "{format}");
        }
    }
}

#[test]
fn what_is_no_report_is_said_to_be_none() {
    let text = json::render(&sample::red());
    for (from, to, said) in [
        ("recoup-run/1", "recoup-run/2", "recoup-run/2"),
        (
            "\"verdict\": \"broken\"",
            "\"verdict\": \"bad\"",
            "`bad` is no verdict",
        ),
        (
            "\"scenarios\": [",
            "\"scenes\": [",
            "missing field `scenarios`",
        ),
        (
            "\"seconds\": 0.804",
            "\"seconds\": -1",
            "`-1` is no duration",
        ),
        ("acme-payouts", "\\ud800", "hex escape"),
    ] {
        let spoiled = text.replace(from, to);
        assert_ne!(spoiled, text);
        let error = read(&spoiled).err().map(|error| error.to_string());
        assert!(
            error.as_ref().is_some_and(|it| it.contains(said)),
            "{error:?}"
        );
    }
    let mut stray: Value = serde_json::from_str(&text).unwrap();
    stray["rules"].as_array_mut().unwrap().remove(1);
    let error = read(&stray.to_string())
        .err()
        .map(|error| error.to_string());
    assert_eq!(
        error.as_deref(),
        Some("`PAY-CANCEL-02` is no rule of the run"),
        "a broken scenario without its rule would be none"
    );
    let newer = text
        .replace("\"verdict\": \"broken\"", "\"verdict\": \"bad\"")
        .replace(
            concat!("\"recoup\": \"", env!("CARGO_PKG_VERSION")),
            "\"recoup\": \"99.0.0",
        );
    let error = read(&newer).err().map(|error| error.to_string());
    assert!(
        error
            .as_ref()
            .is_some_and(|it| it.ends_with("recoup 99.0.0 made the report; use that one")),
        "{error:?}"
    );
    for spoiled in ["", "[]", "{}", "<html>", &text[..text.len() / 2]] {
        assert!(read(spoiled).is_err(), "{spoiled:.20}");
    }
}

/// Every place in a value that holds no other value.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                places(value, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                places(value, &format!("{at}/{index}"), found);
            }
        }
        _ => found.push(at.to_owned()),
    }
}

#[test]
fn a_report_that_somebody_spoiled_is_refused_or_told_and_never_worse() {
    let mut run = sample::of(&[Upheld, Broken, Known]);
    run.shard = Shard::new(2, 5);
    let whole: Value = serde_json::from_str(&json::render(&run)).unwrap();
    let mut found = Vec::new();
    places(&whole, "", &mut found);
    let odd = [
        json!(null),
        json!(-1),
        json!(u64::MAX),
        json!(1e19),
        json!(1e308),
        json!(""),
        json!("-"),
        json!("+262142-12-31T23:59:59Z"),
        json!("\u{0}|<\u{1b}"),
        json!([[]]),
        json!({"": {}}),
    ];
    let (mut told, mut refused) = (0, 0);
    for place in found {
        for value in &odd {
            let mut spoiled = whole.clone();
            *spoiled.pointer_mut(&place).unwrap() = value.clone();
            let Ok(run) = read(&spoiled.to_string()) else {
                refused += 1;
                continue;
            };
            told += 1;
            for format in Format::ALL {
                assert!(!format.render(&run).is_empty(), "{place} {value}");
            }
            assert!(!run.to_string().is_empty());
            let sides = [run.clone(), run].map(|run| Side::of("x", run));
            let comparison = Comparison::of(sides.to_vec(), Gate::All);
            for form in Form::ALL {
                assert!(!form.render(&comparison).is_empty(), "{place} {value}");
            }
        }
    }
    assert!(
        told > 100 && refused > 100,
        "{told} told, {refused} refused"
    );
}

#[test]
fn ctrf_is_as_written_down_and_as_red_as_the_exit_code() {
    for run in runs() {
        let report = parsed(Format::Ctrf, &run);
        holds(include_str!("ctrf.schema.json"), &report);
        let (summary, tests) = (&report["results"]["summary"], &report["results"]["tests"]);
        let tests = tests.as_array().unwrap();
        for status in ["passed", "failed", "skipped", "pending", "other"] {
            let told = tests.iter().filter(|test| test["status"] == status).count();
            assert_eq!(summary[status], told, "{status}");
        }
        assert_eq!(summary["tests"], tests.len());
        assert_eq!(
            summary["failed"] != 0,
            run.exit().code() != 0,
            "red as the exit code is: {summary}"
        );
        let of_run = tests.iter().filter(|test| test["name"] == "run").count();
        assert_eq!(tests.len() - of_run, run.scenarios.len());
    }
    let report = parsed(Format::Ctrf, &sample::red());
    let tests = &report["results"]["tests"];
    assert_eq!(tests[1]["status"], "failed");
    assert_eq!(tests[1]["rawStatus"], "broken");
    assert!(tests[1]["trace"].as_str().unwrap().contains("repeat curl"));
    assert_eq!(tests[3]["status"], "passed", "an advisory");
    assert!(
        tests[3]["stdout"]
            .to_string()
            .contains("advisory PAY-CANCEL-03")
    );
}

/// A workflow command as GitHub reads it: kind, properties, message.
pub fn command(line: &str) -> (&str, Vec<(String, String)>, String) {
    let rest = line.strip_prefix("::").unwrap();
    let (head, message) = rest.split_once("::").unwrap();
    let (kind, properties) = head.split_once(' ').unwrap();
    let text = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n");
        let text = text.replace("%3A", ":").replace("%2C", ",");
        text.replace("%25", "%")
    };
    let properties = properties.split(',').map(|property| {
        let (name, value) = property.split_once('=').unwrap();
        (name.to_owned(), text(value))
    });
    (kind, properties.collect(), text(message))
}

#[test]
fn github_is_told_what_it_can_show_and_how_much_it_cannot() {
    for run in runs() {
        let told = Format::Github.render(&run);
        let commands: Vec<_> = told.lines().map(command).collect();
        for kind in ["error", "warning", "notice"] {
            assert!(commands.iter().filter(|it| it.0 == kind).count() <= 10);
        }
        let red = commands.iter().any(|it| it.0 == "error");
        assert_eq!(red, run.exit().code() != 0, "{told}");
        for (kind, properties, _) in &commands {
            assert!(["error", "warning", "notice"].contains(kind));
            let names: Vec<_> = properties.iter().map(|it| it.0.as_str()).collect();
            assert!(
                names == ["title"] || names == ["file", "line", "title"],
                "{names:?}"
            );
        }
    }
    let told = Format::Github.render(&sample::red());
    let first = command(told.lines().next().unwrap());
    let property = |name: &str| {
        let found = first.1.iter().find(|it| it.0 == name);
        found.unwrap().1.as_str()
    };
    assert_eq!(first.0, "error");
    assert_eq!(property("file"), "features/payouts/cancel.feature");
    assert_eq!(property("line"), "17");
    assert!(property("title").starts_with("PAY-CANCEL-02 A payout whose"));
    assert!(
        first
            .2
            .contains("\nobserved HTTP 200, and the payout is canceled")
    );
    assert!(told.contains("\n::warning file="), "an advisory: {told}");
}

#[test]
fn github_is_told_one_of_each_rule_first_and_the_cause_before_what_breaks_with_it() {
    let mut run = sample::of(&[Broken; 14]);
    run.rules[0].feature = "features/conventions/errors.feature".to_owned();
    let again = run.scenarios[1].clone();
    run.scenarios.insert(2, again);
    let told = Format::Github.render(&run);
    let rules: Vec<_> = told
        .lines()
        .filter_map(|line| {
            let (_, properties, _) = command(line);
            let title = properties.into_iter().find(|it| it.0 == "title")?.1;
            title.starts_with("PAY-").then(|| title[..13].to_owned())
        })
        .collect();
    assert_eq!(rules.first().map(String::as_str), Some("PAY-CANCEL-02"));
    let distinct: BTreeSet<_> = rules.iter().collect();
    assert_eq!((rules.len(), distinct.len()), (10, 10), "{rules:?}");
    let notice = command(told.lines().last().unwrap());
    assert_eq!(notice.0, "notice");
    assert!(
        notice.2.contains("5 errors are not shown here, of 15"),
        "{}",
        notice.2
    );
    let stale = Format::Github.render(&sample::of(&[Fixed]));
    assert!(
        stale.contains("::error file=") && stale.contains("no longer broken"),
        "{stale}"
    );
}

#[test]
fn a_badge_counts_what_decides_and_is_never_greener_than_the_run() {
    for run in runs() {
        let badge = parsed(Format::Badge, &run);
        assert_eq!(badge["schemaVersion"], 1);
        assert_eq!(badge["label"], "recoup");
        let green = badge["color"].as_str().unwrap().contains("green");
        assert_eq!(green, run.exit().code() == 0, "{badge}");
        assert!(badge.as_object().unwrap().len() == 4);
    }
    let says = |run: &Run| {
        parsed(Format::Badge, run)["message"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(says(&sample::of(&[Upheld, Upheld])), "2 of 2 rules");
    assert_eq!(
        says(&sample::of(&[Upheld, Verdict::NotApplicable])),
        "1 of 1 rule"
    );
    assert_eq!(says(&sample::of(&[Upheld, Broken])), "1 of 2 rules");
    assert_eq!(says(&sample::of(&[])), "nothing ran");
    let mut broken_off = sample::of(&[Upheld]);
    broken_off.ending = Ending::Interrupted;
    assert_eq!(says(&broken_off), "interrupted");
}

#[test]
fn har_has_a_page_a_scenario_and_every_exchange_that_was_kept() {
    for run in runs() {
        let archive = parsed(Format::Har, &run);
        holds(include_str!("har.schema.json"), &archive);
        let pages = archive["log"]["pages"].as_array().unwrap();
        let entries = archive["log"]["entries"].as_array().unwrap();
        let kept: usize = run.scenarios.iter().map(|it| it.exchanges.len()).sum();
        assert_eq!(entries.len(), kept);
        let ids: BTreeSet<_> = pages.iter().map(|page| page["id"].as_str()).collect();
        let named: BTreeSet<_> = entries.iter().map(|it| it["pageref"].as_str()).collect();
        assert_eq!(ids, named);
    }
    let mut red = sample::red();
    for scenario in &mut red.scenarios {
        if let Some(act) = scenario.exchanges.get_mut(4) {
            act.micros = 1_250;
            act.began = Began::After(Duration::from_micros(250_125));
        }
    }
    let archive = parsed(Format::Har, &read(&json::render(&red)).unwrap());
    let entries = &archive["log"]["entries"];
    assert_eq!(entries[0]["time"], 0.0, "nobody knows");
    assert_eq!(entries[4]["time"], 1.25);
    let times = |entry: &Value| -> Option<DateTime<Utc>> {
        entry["startedDateTime"].as_str().unwrap().parse().ok()
    };
    assert_eq!(times(&entries[0]), Some(red.started), "nobody knows");
    let began = red.started + Duration::from_micros(250_125);
    assert_eq!(times(&entries[4]), Some(began));
    assert_eq!(times(&archive["log"]["pages"][0]), Some(began));
    assert_eq!(
        entries[4]["timings"],
        json!({"send": 0, "wait": 1.25, "receive": 0})
    );
    assert_eq!(entries[0]["request"]["url"], "levers:/worlds");
    let act = &entries[4];
    assert_eq!(
        act["request"]["url"],
        "http://127.0.0.1:4242/v1/payouts/po_1/cancel"
    );
    assert_eq!(
        act["request"]["headers"][0],
        json!({"name": "Authorization", "value": "Bearer [redacted]"})
    );
    assert_eq!(
        act["request"]["postData"]["params"][1],
        json!({"name": "note", "value": "it's late"})
    );
    let answer = act["response"]["content"]["text"].as_str().unwrap();
    assert_eq!(
        serde_json::from_str::<Value>(answer).unwrap()["status"],
        "canceled"
    );
    assert!(
        act["comment"]
            .as_str()
            .unwrap()
            .contains("PAY-CANCEL-02: expected")
    );
}

#[test]
fn markdown_says_what_is_broken_and_ends_whole_within_its_bounds() {
    let page = Format::Markdown.render(&sample::red());
    for said in [
        "## recoup: broken\n",
        "### Broken\n\n#### PAY-CANCEL-02 A payout whose reversal",
        "### Advisories\n\n#### PAY-CANCEL-03",
        "| observed | <code>HTTP 200, and the payout is canceled</code> |",
        "### Not judged\n",
        "not testable: <code>the reason of what is not testable</code>",
        "- reversal-day-90: <code>refused</code> (pinned)",
    ] {
        assert!(page.contains(said), "{said}:\n{page}");
    }
    let mut run = sample::of(&[Broken; 1]);
    run.rules = (0..2_000)
        .map(|index| sample::rule(&format!("PAY-MANY-{index}"), Broken))
        .collect();
    let scenario = run.scenarios.remove(0);
    run.scenarios = run
        .rules
        .iter()
        .map(|rule| {
            let mut scenario = scenario.clone();
            scenario.rule.clone_from(&rule.id);
            scenario.findings[0].rule.clone_from(&rule.id);
            scenario.findings[0].observed = "observed ".repeat(200);
            scenario
        })
        .collect();
    let whole = Format::Markdown.render(&run);
    assert!(whole.len() <= markdown::LIMIT && whole.len() > markdown::LIMIT * 9 / 10);
    let told = whole.matches("\n#### PAY-MANY-").count();
    let rest = format!("**{} rules more cannot be told", 2_000 - told);
    assert!(told > 100 && whole.contains(&rest), "{told}");
    for there in [
        0,
        1_000,
        500_000,
        markdown::LIMIT - 1_000,
        markdown::LIMIT,
        usize::MAX,
    ] {
        let page = markdown::beside(&run, there);
        assert!(page.len() <= markdown::LIMIT.saturating_sub(there));
        assert_eq!(
            page.matches("<details>").count(),
            page.matches("</details>").count()
        );
        assert_eq!(
            page.matches("<code>").count(),
            page.matches("</code>").count()
        );
    }
}

#[test]
fn nothing_that_could_not_be_judged_is_left_out_of_a_summary() {
    let page = Format::Markdown.render(&sample::of(&[NotTestable]));
    assert!(page.contains("## recoup: incomplete"), "{page}");
    assert!(!page.contains("### Broken"), "{page}");
}
