//! The reports, each read as somebody else's program or eye would read it.
#![allow(clippy::unwrap_used, reason = "a test that panics says what broke")]

#[path = "reports/compare.rs"]
mod compare;
#[path = "reports/hostile.rs"]
mod hostile;
#[path = "reports/html.rs"]
mod html;
#[path = "reports/machines.rs"]
mod machines;
#[path = "reports/sample.rs"]
mod sample;

use std::fs;

use recoup::report::terminal::{self, Style};
use recoup::report::{Format, ReportRequest, check_writable, json, junit, write};
use recoup::run::result::{Ending, Run};
use recoup::run::verdict::Conformance;
use recoup::run::verdict::Verdict::{
    self, Broken, Faulted, Fixed, Known, NotApplicable, NotTestable, Upheld,
};
use serde_json::{Value, json};

const NARROW: Style = Style {
    color: false,
    width: 80,
    verbose: false,
    quiet: false,
    again: None,
};

/// Every way to look at a run.
fn styles() -> Vec<Style> {
    let mut styles = Vec::new();
    for width in [0, 40, 80, 120] {
        for (verbose, quiet) in [(false, false), (true, false), (false, true)] {
            styles.push(Style {
                color: false,
                width,
                verbose,
                quiet,
                again: None,
            });
        }
    }
    styles
}

/// Runs that end in every way there is, with the conformance and the exit code that follow.
fn endings() -> Vec<(Run, Conformance, u8)> {
    use Conformance::{Conformant, Empty, Incomplete, Unreachable};
    let unreachable =
        || Ending::Unreachable("http://127.0.0.1:4242: connection refused".to_owned());
    let table: [(&[Verdict], Ending, Conformance, u8); 18] = [
        (&[Upheld], Ending::Finished, Conformant, 0),
        (&[Upheld, NotApplicable], Ending::Finished, Conformant, 0),
        (&[Upheld, Known], Ending::Finished, Conformant, 0),
        (&[Upheld, Broken], Ending::Finished, Conformance::Broken, 1),
        (&[Upheld, Fixed], Ending::Finished, Conformance::Broken, 1),
        (
            &[Broken, NotTestable],
            Ending::Finished,
            Conformance::Broken,
            1,
        ),
        (&[Broken, Faulted], Ending::Finished, Conformance::Broken, 1),
        (&Verdict::ALL, Ending::Finished, Conformance::Broken, 1),
        (&[Upheld, NotTestable], Ending::Finished, Incomplete, 3),
        (&[Upheld, Faulted], Ending::Finished, Incomplete, 3),
        (&[Known, NotTestable], Ending::Finished, Incomplete, 3),
        (&[NotApplicable, Faulted], Ending::Finished, Incomplete, 3),
        (&[], Ending::Finished, Empty, 4),
        (&[NotApplicable, NotApplicable], Ending::Finished, Empty, 4),
        (&[Upheld, Broken], unreachable(), Unreachable, 5),
        (&[NotApplicable], unreachable(), Unreachable, 5),
        (&[NotTestable, Upheld], unreachable(), Unreachable, 5),
        (&[Upheld, NotTestable], Ending::Interrupted, Incomplete, 130),
    ];
    let mut runs: Vec<(Run, Conformance, u8)> = table
        .into_iter()
        .map(|(verdicts, ending, conformance, code)| {
            let mut run = sample::of(verdicts);
            run.ending = ending;
            (run, conformance, code)
        })
        .collect();
    runs.push((advisory(&[Upheld, Broken]), Conformant, 0));
    runs.push((advisory(&[Upheld, Fixed]), Conformant, 0));
    runs.push((advisory(&[Broken, NotTestable]), Incomplete, 3));
    runs
}

/// A run none of whose rules gates.
fn advisory(verdicts: &[Verdict]) -> Run {
    let mut run = sample::of(verdicts);
    run.rules.iter_mut().for_each(|rule| rule.gates = false);
    run
}

/// Everything a run can look like.
fn runs() -> Vec<Run> {
    let mut runs: Vec<Run> = endings().into_iter().map(|(run, _, _)| run).collect();
    runs.extend([sample::red(), sample::hostile()]);
    runs
}

#[test]
fn the_gravest_outcome_decides_conformance_and_exit_code() {
    for (run, conformance, code) in endings() {
        let verdicts: Vec<Verdict> = run.scenarios.iter().map(|s| s.verdict).collect();
        let ended = format!("{verdicts:?} {:?}", run.ending);
        assert_eq!(run.conformance(), conformance, "{ended}");
        assert_eq!(run.exit().code(), code, "{ended}");
        let last = terminal::render(
            &run,
            &Style {
                width: 1_000,
                ..NARROW
            },
        );
        let last = last.lines().last().unwrap_or_default();
        assert!(
            last.contains(&format!("exit code {code} (")),
            "{ended}: {last}"
        );
    }
}

#[test]
fn json_is_what_its_schema_says() {
    let schema: Value = serde_json::from_str(json::SCHEMA).unwrap();
    let open = jsonschema::draft202012::new(&schema).unwrap();
    let closed = jsonschema::draft202012::new(&closed(schema)).unwrap();
    for run in runs() {
        let report: Value = serde_json::from_str(&json::render(&run)).unwrap();
        let result = closed.validate(&report);
        assert!(result.is_ok(), "{:?}", result.err());
        let mut later = report.clone();
        later["rules"] = json!([]);
        later["added"] = json!("a member of a later version");
        assert!(open.is_valid(&later));
        later["conformance"] = json!("fine");
        assert!(!open.is_valid(&later));
    }
}

/// The schema without room for members that it does not describe.
fn closed(mut schema: Value) -> Value {
    fn close(schema: &mut Value) {
        if let Some(members) = schema.as_object_mut() {
            if members.contains_key("properties") {
                members.insert("additionalProperties".to_owned(), json!(false));
            }
            members.values_mut().for_each(close);
        }
    }
    schema["$id"] = json!("urn:closed");
    close(&mut schema);
    schema
}

#[test]
fn json_has_the_names_and_the_order_that_gates_read() {
    let run = sample::red();
    let text = json::render(&run);
    let order = [
        "\"schema\": \"recoup-run/1\"",
        "\"recoup\":",
        "\"target\":",
        "\"started\": \"2026-01-01T00:00:00Z\"",
        "\"seconds\": 0.804",
        "\"conformance\": \"broken\"",
        "\"exit_code\": 1",
        "\"counts\":",
        "\"readings\":",
        "\"rules\": [",
        "\"scenarios\": [",
    ];
    let places: Vec<usize> = order
        .iter()
        .map(|member| text.find(member).unwrap())
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    let report: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(report["counts"]["rules"]["not_applicable"], 1);
    assert_eq!(report["counts"]["scenarios"]["broken"], 3);
    assert_eq!(
        report["readings"][2],
        json!({"choice": "reverse-in-transit", "value": null, "pinned": false})
    );
    let scenario = &report["scenarios"][1];
    assert_eq!(scenario["exchanges"][4]["judged"], true);
    assert_eq!(scenario["exchanges"][4]["plane"], "api");
    assert_eq!(scenario["findings"][0]["exchange"], 4);
    let curl = scenario["findings"][0]["curl"].as_str().unwrap();
    assert!(curl.starts_with(
        "curl -X POST http://127.0.0.1:4242/v1/payouts/po_1/cancel -u \"$RECOUP_KEY:\""
    ));
}

#[test]
fn junit_is_read_by_others_with_the_same_counts() {
    for run in runs() {
        let xml = junit::render(&run);
        let read = junit_parser::from_reader(xml.as_bytes()).unwrap();
        let cases: Vec<_> = read
            .suites
            .iter()
            .filter(|s| s.name != "recoup")
            .flat_map(|s| &s.cases)
            .collect();
        let told: Vec<_> = cases
            .iter()
            .map(|case| case.original_name.as_str())
            .collect();
        let ran: Vec<_> = run.scenarios.iter().map(|scenario| &*scenario.id).collect();
        assert_eq!(told, ran);
        let count = |verdicts: &[Verdict]| {
            run.scenarios
                .iter()
                .filter(|s| verdicts.contains(&s.verdict))
                .count()
        };
        let skipped = cases.iter().filter(|case| case.status.is_skipped()).count();
        let errors = cases.iter().filter(|case| case.status.is_error()).count();
        assert_eq!(skipped, count(&[Known, NotApplicable, NotTestable]));
        assert_eq!(errors, count(&[Faulted]));
        assert_eq!(
            usize::try_from(read.tests).unwrap(),
            read.suites.iter().map(|s| s.cases.len()).sum::<usize>()
        );
        assert_eq!(
            read.failures + read.errors > 0,
            run.exit().code() != 0,
            "red as the exit code is: {xml}"
        );
        assert!(!xml.contains(|c: char| c.is_control() && c != '\n'));
    }
}

#[test]
fn junit_tells_why_in_child_elements() {
    let read = junit_parser::from_reader(junit::render(&sample::red()).as_bytes()).unwrap();
    let suite = &read.suites[0];
    assert_eq!(suite.name, "features/payouts/cancel.feature");
    let broken = &suite.cases[1];
    assert_eq!(broken.classname.as_deref(), Some("PAY-CANCEL-02"));
    let failure = broken.status.failure_as_ref();
    assert_eq!(failure.failure_type, "broken");
    assert!(
        failure.message.contains("expected a refusal: HTTP 400")
            && failure.message.contains("observed HTTP 200")
    );
    assert!(
        failure
            .text
            .contains("POST /v1/payouts/po_1/cancel as acct_1")
            && failure.text.contains("repeat curl")
    );
    assert_eq!(broken.properties.hashmap["level"], "documented");
    assert!(broken.properties.hashmap["source"].contains("Cancel a payout"));
    let advisory = &suite.cases[3];
    assert!(advisory.status.is_success());
    assert!(
        advisory
            .system_out
            .as_ref()
            .unwrap()
            .contains("advisory PAY-CANCEL-03")
    );
    let skipped = suite.cases[4].status.skipped_as_ref();
    assert_eq!(
        skipped.message,
        "not applicable: the reason of what is not applicable"
    );
    assert_eq!(
        suite.cases[6].status.error_as_ref().message,
        "the reason of what is faulted"
    );
}

#[test]
fn nothing_acts_on_the_terminal() {
    for run in runs() {
        for style in styles() {
            let text = terminal::render(&run, &style);
            let acting = text
                .chars()
                .find(|c| (c.is_control() && *c != '\n') || "\u{202e}\u{2028}".contains(*c));
            assert_eq!(acting, None, "{style:?}");
            assert!(
                text.ends_with('\n') && !text.contains("\n\n\n") && !text.contains(" \n"),
                "{style:?}"
            );
            assert!(
                text.len() < 200_000 || style.verbose,
                "a megabyte from the target is cut"
            );
        }
    }
}

#[test]
fn color_adds_nothing_but_color() {
    for run in runs() {
        for style in styles() {
            let colored = terminal::render(
                &run,
                &Style {
                    color: true,
                    ..style.clone()
                },
            );
            let mut plain = String::new();
            for (index, part) in colored.split("\u{1b}[").enumerate() {
                let (code, text) = if index == 0 {
                    ("", part)
                } else {
                    part.split_once('m').unwrap()
                };
                assert!(
                    code.bytes().all(|b| b.is_ascii_digit() || b == b';'),
                    "{code:?}"
                );
                plain.push_str(text);
            }
            assert_eq!(plain, terminal::render(&run, &style));
        }
    }
}

#[test]
fn prose_keeps_to_the_width() {
    for width in [80, 100, 120] {
        let run = sample::red();
        let text = terminal::render(&run, &Style { width, ..NARROW });
        // The id of a scenario is there to be copied: a word that is never broken.
        let copied = |line: &&str| run.scenarios.iter().any(|s| line.trim() == &*s.id);
        let lines = text.lines().filter(|line| !copied(line));
        let widest = lines.map(|line| line.chars().count()).max();
        assert!(widest <= Some(width), "{widest:?} of {width}\n{text}");
    }
}

#[test]
fn nobody_meets_the_key() {
    for run in runs() {
        let mut told = Format::ALL.map(|format| format.render(&run)).to_vec();
        told.extend(styles().iter().map(|style| terminal::render(&run, style)));
        for text in told.iter().filter(|text| text.contains("curl -X")) {
            let named = ["$RECOUP_KEY:", "&#36;RECOUP&#95;KEY:"];
            assert!(named.iter().any(|name| text.contains(name)));
            assert!(!text.contains("sk_") && !text.contains("Authorization"));
        }
    }
}

#[test]
fn what_recurs_is_told_once() {
    let mut run = sample::of(&[Broken]);
    for (line, observed) in [
        (40, "HTTP 200, and the payout is canceled"),
        (50, "HTTP 500"),
    ] {
        let mut again = run.scenarios[0].clone();
        again.line = line;
        again.findings[0].observed = observed.to_owned();
        run.scenarios.push(again);
    }
    let text = terminal::render(&run, &NARROW);
    assert_eq!(text.matches("BROKEN PAY-CANCEL-01").count(), 1);
    assert!(
        text.contains("also features/payouts/cancel.feature:40"),
        "{text}"
    );
    assert!(
        text.contains("at features/payouts/cancel.feature:50"),
        "{text}"
    );
    assert_eq!(
        text.matches("> Then the request is refused").count(),
        1,
        "the first in full: {text}"
    );
}

#[test]
fn a_finding_counts_for_the_rule_that_it_names() {
    let mut run = sample::of(&[Upheld, Broken]);
    run.scenarios.swap(0, 1);
    run.scenarios[0].rule = "PAY-CANCEL-01".to_owned();
    run.scenarios[0].verdict = Upheld;
    assert!(terminal::render(&run, &NARROW).contains("BROKEN PAY-CANCEL-02"));
    let read = junit_parser::from_reader(junit::render(&run).as_bytes()).unwrap();
    assert_eq!((read.failures, read.errors), (1, 0));
}

#[test]
fn a_rule_broken_as_a_whole_says_why() {
    let mut run = sample::of(&[Upheld, Broken]);
    run.rules[0].verdict = Broken;
    run.rules[0].reason = Some("no reading of the choice holds".to_owned());
    let text = terminal::render(&run, &NARROW);
    assert!(
        text.contains("because no reading of the choice holds"),
        "{text}"
    );
    assert!(text.contains("(PAY-CANCEL-01, PAY-CANCEL-02)"), "{text}");
}

#[test]
fn a_red_report_reads_like_this() {
    let text = terminal::render(&sample::of(&[Upheld, Broken]), &NARROW);
    assert_eq!(text, include_str!("reports/red.txt"), "{text}");
}

#[test]
fn a_report_is_asked_for_by_format_and_path() {
    let asked: ReportRequest = "json=out/a=b.json".parse().unwrap();
    assert_eq!(
        (asked.format, asked.path.to_str()),
        (Format::Json, Some("out/a=b.json"))
    );
    for (wrong, said) in [
        (
            "jsn=x",
            "there is no report format \"jsn\"; did you mean `json`? (formats: json, junit, html, ctrf, github, markdown, badge, har)",
        ),
        (
            "JUnit=x",
            "there is no report format \"JUnit\"; did you mean `junit`? (formats: json, junit, html, ctrf, github, markdown, badge, har)",
        ),
        (
            "json",
            "\"json\" names no report: it is FORMAT=PATH, as in `json=recoup.json`",
        ),
        (
            "json=",
            "\"json=\" names no report: it is FORMAT=PATH, as in `json=recoup.json`",
        ),
    ] {
        assert_eq!(
            wrong.parse::<ReportRequest>().unwrap_err().to_string(),
            said
        );
    }
}

#[test]
fn a_report_is_put_in_place_whole_and_leaves_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let request = ReportRequest {
        format: Format::Json,
        path: folder.path().join("run.json"),
    };
    fs::write(&request.path, "the report of yesterday").unwrap();
    check_writable(std::slice::from_ref(&request)).unwrap();
    assert_eq!(
        fs::read_to_string(&request.path).unwrap(),
        "the report of yesterday"
    );
    write(&sample::red(), &request).unwrap();
    assert_eq!(
        fs::read_to_string(&request.path).unwrap(),
        json::render(&sample::red())
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_place_that_cannot_be_written_is_said_before_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| ReportRequest {
        format: Format::Junit,
        path: folder.path().join(path),
    };
    let said = |requests: &[ReportRequest]| check_writable(requests).unwrap_err().to_string();
    let missing = said(&[at("no/where/run.xml")]);
    assert!(
        missing.starts_with("the junit report cannot be written to ")
            && missing.contains("there is no folder")
    );
    assert!(missing.contains("no/where/run.xml"));
    fs::create_dir(folder.path().join("taken")).unwrap();
    assert!(said(&[at("taken")]).ends_with("it is a folder"));
    assert!(said(&[at("a.xml"), at("a.xml")]).starts_with("two reports are to be written to "));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
