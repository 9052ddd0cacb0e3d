//! Reports as a user asks for them: files, standard output, the summary of a step, and a run told again or compared.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;

use recoup::report::Format;
use serde_json::Value;

use super::{ran, recoup, refused};

/// A few rules, one of which the defect breaks.
const RED: [&str; 4] = ["--defect", "cancel-twice", "PAY-CANCEL-01", "PAY-CANCEL-05"];

fn at(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

/// Checks with a JSON report, and gives its path.
fn checked(folder: &Path, name: &str, arguments: &[&str]) -> (String, i32) {
    let path = at(folder, name);
    let report = format!("json={path}");
    let head = ["check", "--quiet", "--report", &report];
    let (exit, ..) = ran(&[&head[..], arguments].concat());
    (path, exit)
}

#[test]
fn a_run_is_told_again_as_it_was_told() {
    let folder = tempfile::tempdir().unwrap();
    let first = Format::ALL.map(|format| format!("{format}={}", at(folder.path(), format.name())));
    let mut arguments = vec!["check"];
    arguments.extend(RED);
    arguments.extend(first.iter().flat_map(|report| ["--report", report]));
    let (exit, shown, err) = ran(&arguments);
    assert_eq!(exit, 1, "{shown}{err}");
    let json = at(folder.path(), "json");
    for format in Format::ALL {
        let report = format!("{format}=-");
        let (exit, out, err) = ran(&["report", "--from", &json, "--report", &report]);
        assert_eq!(exit, 0, "told, whatever the run came to: {err}");
        let file = fs::read_to_string(at(folder.path(), format.name())).unwrap();
        assert!(out == file, "{format}");
        assert_eq!(err, format!("{format} report: standard output\n"));
    }
    let (exit, out, _) = ran(&["report", "--from", &json]);
    assert_eq!(exit, 0);
    assert!(out.contains("BROKEN PAY-CANCEL-05") && shown.contains("BROKEN PAY-CANCEL-05"));
    let into = at(folder.path(), "into");
    // Made where there is none.
    let (exit, out, err) = ran(&[
        "report",
        "--from",
        &json,
        "--to",
        "junit,ctrf,har",
        "--into",
        &into,
    ]);
    assert_eq!(exit, 0, "{err}");
    for (format, name) in [
        ("junit", "junit.xml"),
        ("ctrf", "ctrf.json"),
        ("har", "recoup.har"),
    ] {
        let file = fs::read_to_string(folder.path().join("into").join(name)).unwrap();
        assert_eq!(file, fs::read_to_string(at(folder.path(), format)).unwrap());
        assert!(out.contains(name), "{out}");
    }
    let piped = recoup(&["report", "--from", "-", "--report", "badge=-"])
        .stdin(Stdio::from(fs::File::open(&json).unwrap()))
        .output()
        .unwrap();
    let badge: Value = serde_json::from_slice(&piped.stdout).unwrap();
    assert_eq!(badge["message"], "1 of 2 rules");
}

#[test]
fn what_is_no_report_is_refused_with_what_it_is_instead() {
    let folder = tempfile::tempdir().unwrap();
    let path = at(folder.path(), "x.json");
    let wrong = [
        ("", "no report of recoup"),
        ("<testsuites/>", "no report of recoup"),
        ("{\"schema\":\"recoup-run/2\"}", "recoup-run/2"),
        ("{\"schema\":\"recoup-run/1\"}", "missing field"),
    ];
    for (text, said) in wrong {
        fs::write(&path, text).unwrap();
        refused(
            &["report", "--from", &path, "--to", "junit"],
            2,
            &["x.json", said],
        );
        refused(&["compare", &path, &path], 2, &["x.json", said]);
    }
    refused(
        &["report", "--from", "/nonexistent/x"],
        2,
        &["/nonexistent/x"],
    );
    refused(
        &["report", "--from", &path, "--to", "junti"],
        2,
        &["junti", "junit"],
    );
    refused(
        &["report", "--from", &path, "--report", "har"],
        2,
        &["FORMAT=PATH"],
    );
    refused(&["compare", &path], 2, &["2 values"]);
    refused(&["compare", &path, &path, "--to", "cvs"], 2, &["csv"]);
    let twice = [
        "report", "--from", &path, "--report", "har=-", "--report", "json=-",
    ];
    refused(&twice, 2, &["two reports", "standard output"]);
    let sub = at(folder.path(), "sub");
    fs::create_dir(&sub).unwrap();
    let (one, way) = (format!("har={sub}/x"), format!("html={sub}/../sub/x"));
    let twice = [
        "report", "--from", &path, "--report", &one, "--report", &way,
    ];
    refused(&twice, 2, &["two reports", "sub/x"]);
}

#[test]
fn no_report_takes_the_place_of_what_it_is_made_from() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = checked(folder.path(), "run.json", &["PAY-CANCEL-01"]);
    let before = fs::read_to_string(&path).unwrap();
    let roundabout = format!("{}/../run.json", at(folder.path(), "sub"));
    fs::create_dir(folder.path().join("sub")).unwrap();
    for place in [&path, &roundabout] {
        let [html, csv, json] = ["html", "csv", "json"].map(|format| format!("{format}={place}"));
        for arguments in [
            ["report", "--from", &path, "--report", &html].as_slice(),
            &["compare", &path, &path, "--report", &csv],
            &["merge", &path, "--report", &json],
        ] {
            refused(arguments, 2, &[place, "which it is made from", "elsewhere"]);
        }
    }
    assert!(
        fs::read_to_string(&path).unwrap() == before,
        "it is as it was"
    );
    let known = at(folder.path(), "known.toml");
    fs::write(&known, "# mine\n").unwrap();
    let report = format!("junit={known}");
    let check = [
        "check",
        "PAY-CANCEL-01",
        "--known",
        &known,
        "--report",
        &report,
    ];
    refused(&check, 2, &["known.toml", "elsewhere"]);
    assert_eq!(fs::read_to_string(&known).unwrap(), "# mine\n");
}

#[test]
fn help_says_what_the_exit_code_says_and_offers_every_format() {
    for command in ["report", "compare"] {
        let (_, help, _) = ran(&[command, "--help"]);
        assert!(help.contains("The exit code is"), "{help}");
    }
    for command in ["check", "report", "merge"] {
        let (_, help, _) = ran(&[command, "-h"]);
        let offer = help.split_once("Write a report: ").unwrap().1;
        let offer = offer.split_once("=PATH").unwrap().0;
        for format in Format::ALL {
            assert!(offer.contains(format.name()), "{command}: {offer}");
        }
    }
}

#[test]
fn on_standard_output_a_report_is_alone() {
    let mut arguments = vec!["check", "--report", "github=-"];
    arguments.extend(RED);
    let (exit, out, err) = ran(&arguments);
    assert_eq!(exit, 1, "{err}");
    assert!(out.starts_with("::error file=features/payouts/"), "{out}");
    assert!(out.lines().all(|line| line.starts_with("::")), "{out}");
    assert!(
        err.contains("BROKEN PAY-CANCEL-05") && err.contains("github report"),
        "{err}"
    );
}

#[test]
fn the_summary_of_a_step_is_added_to_and_any_other_file_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let [summary, other] = ["summary", "other"].map(|name| at(folder.path(), name));
    let written = |path: &str| {
        fs::write(path, "of an earlier step\n").unwrap();
        let report = format!("markdown={path}");
        let mut command = recoup(&["check", "PAY-CANCEL-01", "--report", &report]);
        let output = command
            .env("GITHUB_STEP_SUMMARY", &summary)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        fs::read_to_string(path).unwrap()
    };
    assert!(written(&summary).starts_with("of an earlier step\n## recoup: conformant\n"));
    assert!(written(&other).starts_with("## recoup: conformant\n"));
}

#[test]
fn every_sort_of_run_is_what_the_printed_schema_says() {
    let (exit, schema, _) = ran(&["schema", "run"]);
    assert_eq!(exit, 0);
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let known = at(folder.path(), "known.toml");
    let entry = "[[known]]\nrule = 'PAY-CANCEL-05'\nfails_with = 'status 200'\nreason = 'old'\nuntil = 2999-12-31\n";
    fs::write(&known, entry).unwrap();
    let nobody = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let nobody = format!("http://{nobody}");
    let runs: [(&[&str], i32); 5] = [
        (&["PAY-CANCEL-01"], 0),
        (&RED, 1),
        (&[&RED[..], &["--known", &known]].concat(), 0),
        (&["PAY-CANCEL", "--shard", "1/2", "--gate", "all"], 0),
        (&[&nobody], 5),
    ];
    for (arguments, code) in runs {
        let (path, exit) = checked(folder.path(), "run.json", arguments);
        assert_eq!(exit, code, "{arguments:?}");
        let report: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        let complaints: Vec<_> = schema
            .iter_errors(&report)
            .map(|it| it.to_string())
            .collect();
        assert!(complaints.is_empty(), "{arguments:?}: {complaints:?}");
    }
    refused(&["schema", "rnu"], 2, &["did you mean `run`"]);
}

#[test]
fn an_archive_has_what_was_kept() {
    let entries = |flags: &[&str]| {
        let head = ["check", "PAY-CANCEL-01", "--report", "har=-"];
        let (_, out, err) = ran(&[&head[..], flags].concat());
        let archive: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{err}"));
        archive["log"]["entries"].as_array().unwrap().clone()
    };
    assert_eq!(entries(&[]), [Value::Null; 0], "nothing is wrong");
    let kept = entries(&["--keep-transcripts"]);
    assert!(kept.len() > 5);
    let lasted = |entry: &Value| entry["time"].as_f64().is_some_and(|time| time > 0.0);
    assert!(kept.iter().all(lasted), "each took its time: {kept:?}");
}

#[test]
fn two_runs_are_compared_and_only_a_regression_is_red() {
    let folder = tempfile::tempdir().unwrap();
    let (green, _) = checked(
        folder.path(),
        "green.json",
        &["PAY-CANCEL-01", "PAY-CANCEL-05"],
    );
    let (red, _) = checked(folder.path(), "red.json", &RED);
    let (exit, out, err) = ran(&["compare", &green, &red]);
    assert_eq!(exit, 1, "{out}{err}");
    for words in [
        "regressed",
        "PAY-CANCEL-05: upheld → broken",
        "exit code 1",
        "compared by their ids",
    ] {
        assert!(out.contains(words), "{words}:\n{out}");
    }
    let (exit, out, _) = ran(&["compare", &red, &green, "--quiet"]);
    assert_eq!(exit, 0, "{out}");
    assert!(
        out.contains("1 fixed") && out.contains("PAY-CANCEL-05: broken → upheld"),
        "{out}"
    );
    let (exit, ..) = ran(&["compare", &red, &red]);
    assert_eq!(exit, 0, "red all along");
    let into = folder.path().to_str().unwrap();
    let (exit, ..) = ran(&[
        "compare",
        &green,
        &red,
        &red,
        "--to",
        "html,markdown,csv",
        "--into",
        into,
    ]);
    assert_eq!(exit, 0, "of three nothing regresses");
    for name in ["matrix.html", "matrix.md", "matrix.csv"] {
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(
            text.contains("PAY-CANCEL-05") && text.contains("broken"),
            "{name}"
        );
    }
    let (exit, out, err) = ran(&["compare", &green, &red, "--report", "csv=-"]);
    assert_eq!(exit, 1);
    assert!(
        out.starts_with("rule,level,") && err.contains("regressed"),
        "{out}{err}"
    );
    let old = fs::read_to_string(&green).unwrap().replace(
        concat!("\"recoup\": \"", env!("CARGO_PKG_VERSION")),
        "\"recoup\": \"0.0.1",
    );
    fs::write(&green, old).unwrap();
    let (exit, out, err) = ran(&["compare", &green, &red]);
    assert_eq!(exit, 1, "of other versions, too: {err}");
    assert!(
        out.contains("different versions of recoup (0.0.1, "),
        "{out}"
    );
}

#[test]
fn a_settings_file_may_ask_for_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let reports = Format::ALL.map(|format| format!("{format} = 'out.{format}'\n"));
    fs::write(
        folder.path().join("recoup.toml"),
        format!(
            "[target]\nurl = 'http://127.0.0.1:9'\n[reports]\n{}",
            reports.concat()
        ),
    )
    .unwrap();
    let output = recoup(&["config"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    let (_, schema, _) = ran(&["config", "--schema"]);
    let schema: Value = serde_json::from_str(&schema).unwrap();
    for format in Format::ALL {
        assert!(out.contains(&format!("reports.{format}")), "{out}");
        let described = &schema["properties"]["reports"]["properties"][format.name()];
        assert!(described.is_object(), "{format}");
    }
    let (_, help, _) = ran(&["check", "--help"]);
    let help: String = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let named = Format::ALL
        .iter()
        .all(|format| help.contains(format.name()));
    assert!(named, "{help}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_to_standard_output_is_no_success() {
    // A device that is always full.
    let full = || {
        fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap()
    };
    for arguments in [
        &["rules"][..],
        &["check", "PAY-CANCEL-01"],
        &["check", "PAY-CANCEL-01", "--report", "json=-"],
    ] {
        let child = recoup(arguments)
            .stdout(full())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let ended = child.wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(ended.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(
            told.contains("cannot be written to") && told.contains("standard output"),
            "{arguments:?}: {told}"
        );
    }
    // A target that is not there weighs more, and is what a gate has to hear of.
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", nobody.local_addr().unwrap());
    drop(nobody);
    for more in [&[][..], &["--report", "json=/dev/full"]] {
        let arguments = [&["check", &url][..], more].concat();
        let ended = recoup(&arguments).stdout(full()).output().unwrap();
        let told = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(ended.status.code(), Some(5), "{arguments:?}: {told}");
        assert!(told.contains("cannot be written"), "{arguments:?}: {told}");
    }
}

#[test]
fn no_report_takes_the_place_of_a_file_that_the_run_is_made_from() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).unwrap();
    };
    put("recoup.toml", "[levers]\nmapping = \"map.toml\"\n");
    put("map.toml", "[funds]\nreply = {}\n");
    put(
        "x.feature",
        "Feature: x\n\n  @PAY-X-01 @documented\n  Rule: It holds\n    Source: the documents.\n\n    Scenario: Trying\n",
    );
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", nobody.local_addr().unwrap());
    drop(nobody);
    for name in ["recoup.toml", "map.toml", "x.feature"] {
        let before = fs::read(folder.path().join(name)).unwrap();
        let report = format!("json={name}");
        let ended = recoup(&[
            "check",
            &url,
            "--declare",
            "payouts",
            "--features",
            ".",
            "--report",
            &report,
        ])
        .current_dir(folder.path())
        .output()
        .unwrap();
        let told = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!(ended.status.code(), Some(2), "{name}: {told}");
        assert!(told.contains(name), "{name}: {told}");
        assert_eq!(
            fs::read(folder.path().join(name)).unwrap(),
            before,
            "{name}"
        );
    }
}
