//! `recoup init`: the first look at a target, and the file that comes of it.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::thread;

use assert_cmd::cargo::cargo_bin;
use jsonschema::draft202012;
use tempfile::TempDir;
use toml_edit::DocumentMut;

use super::settings::json;
use super::{Running, recoup, reference, server};

/// A server of JSON that answers by the first of these prefixes that a path has.
pub(super) fn routes(table: &[(&'static str, u16, &'static str)]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let table = table.to_vec();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (Ok(mut stream), table) = (stream, table.clone()) else {
                return;
            };
            thread::spawn(move || {
                let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
                let first = lines.next().unwrap_or_default();
                let path = first.split(' ').nth(1).unwrap_or_default();
                lines.find(String::is_empty);
                let found = table.iter().find(|(start, ..)| path.starts_with(start));
                let (status, body) = found.map_or((500, ""), |(_, status, body)| (*status, *body));
                let length = body.len();
                let answer = format!(
                    "HTTP/1.1 {status} X\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
                );
                // A client that goes away meanwhile is its own affair.
                let _ = stream.write_all(answer.as_bytes());
            });
        }
    });
    url
}

/// A folder that is the root of a repository, so that no settings file above it counts.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    folder
}

/// Runs it in a folder and gives exit code, standard output and standard error.
fn ran_in(folder: &TempDir, arguments: &[&str]) -> (i32, String, String) {
    let mut command = recoup(arguments);
    let output = command.current_dir(folder.path()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap();
    (code, text(output.stdout), text(output.stderr))
}

fn written(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("recoup.toml")).unwrap()
}

/// Asserts that it refuses with this exit code and these words, and writes nothing.
fn refused(arguments: &[&str], code: i32, words: &[&str]) {
    let folder = folder();
    let (exit, out, err) = ran_in(&folder, arguments);
    assert_eq!(exit, code, "{arguments:?}: {out}{err}");
    for word in words {
        assert!(err.contains(word), "{arguments:?}: {word:?}: {err}");
    }
    let left = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 1, "nothing is written: {arguments:?}");
}

fn is_valid(text: &str) {
    let (_, schema, _) = ran_in(&folder(), &["config", "--schema"]);
    let schema = draft202012::new(&serde_json::from_str(&schema).unwrap()).unwrap();
    let value = json(text.parse::<DocumentMut>().unwrap().as_item());
    assert!(schema.is_valid(&value), "{text}");
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
}

#[test]
fn what_it_writes_is_all_that_a_check_needs() {
    let (_running, url): (Running, String) = reference();
    let folder = folder();
    let (exit, out, err) = ran_in(&folder, &["init", &url, "--key", "sk_test_canary"]);
    assert_eq!(exit, 0, "{out}{err}");
    for what in [
        "target",
        "levers",
        "worlds",
        "isolation",
        "key",
        "payouts",
        "expand",
    ] {
        let told = |line: &str| line.starts_with("ok") && line.contains(what);
        assert!(out.lines().any(told), "{what}: {out}");
    }
    for next in [
        "recoup doctor",
        "recoup plan",
        "recoup check",
        "recoup known update",
    ] {
        assert!(out.contains(next), "{next}: {out}");
    }
    let text = written(&folder);
    is_valid(&text);
    assert!(text.contains(&url) && text.contains("jobs = 8"), "{text}");
    assert!(
        !text.contains("canary") && !out.contains("canary"),
        "{text}{out}"
    );
    let (exit, out, err) = ran_in(&folder, &["check", "PAY-CANCEL", "TRR-01"]);
    assert_eq!(exit, 0, "{out}{err}");
}

#[test]
fn without_levers_the_api_shows_what_it_has() {
    let (_running, url) = reference();
    let (key, folder) = (recoup::reference::DEFAULT_KEY, folder());
    let arguments = ["init", &url, "--key", key, "--levers", "public"];
    let (exit, out, err) = ran_in(&folder, &arguments);
    assert_eq!(exit, 0, "{out}{err}");
    let text = written(&folder);
    is_valid(&text);
    for word in [
        "\"payout-reversals\"",
        "\"expand\"",
        "\"accounts\"",
        "way = \"public\"",
        "key_env = \"RECOUP_KEY\"",
        "jobs = 1",
    ] {
        assert!(text.contains(word), "{word}: {text}");
    }
    let listed = text
        .split("capabilities = [")
        .nth(1)
        .unwrap()
        .split("]\n")
        .next()
        .unwrap();
    for word in ["idempotency", "clock", "charges"] {
        assert!(!listed.contains(word), "{word}: {text}");
    }
    assert!(!text.contains(key), "{text}");
    let (exit, _, err) = ran_in(&folder, &["check", "PAY-CANCEL-01"]);
    assert!(exit == 2 && err.contains("RECOUP_KEY"), "{err}");
}

#[test]
fn a_few_routes_are_told_from_all_the_others() {
    // Transfers, whose reversals know no such transfer; all other routes are unknown, in words of its own.
    let url = routes(&[
        (
            "/v1/transfers/",
            404,
            r#"{"error":{"type":"invalid_request_error","code":"resource_missing","message":"No"}}"#,
        ),
        ("/v1/transfers", 200, r#"{"object":"list","data":[]}"#),
        ("/v1/balance", 200, r#"{"object":"balance"}"#),
        ("", 404, r#"{"detail":"Not Found"}"#),
    ]);
    let folder = folder();
    let (exit, out, err) = ran_in(&folder, &["init", &url]);
    assert_eq!(exit, 0, "{out}{err}");
    assert!(out.contains("none at /levers"), "{out}");
    let value = json(written(&folder).parse::<DocumentMut>().unwrap().as_item());
    let declared = &value["target"]["capabilities"];
    assert_eq!(
        *declared,
        serde_json::json!(["transfers", "transfer-reversals"]),
        "{out}"
    );
}

#[test]
fn a_file_that_is_there_is_left_alone() {
    let (_running, url) = reference();
    let folder = folder();
    let path = folder.path().join("recoup.toml");
    fs::write(&path, "not TOML at [all").unwrap();
    let (exit, _, err) = ran_in(&folder, &["init", &url]);
    assert!(
        exit == 2 && err.contains("--force") && err.contains("--out"),
        "{err}"
    );
    assert_eq!(written(&folder), "not TOML at [all");
    let (exit, out, err) = ran_in(&folder, &["init", &url, "--force"]);
    assert_eq!(exit, 0, "{out}{err}");
    is_valid(&written(&folder));
    let (exit, out, err) = ran_in(&folder, &["init", &url, "--out", "other.toml"]);
    assert_eq!(exit, 0, "{out}{err}");
    assert!(out.contains("recoup check --config other.toml"), "{out}");
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    let (exit, _, err) = ran_in(&folder, &["init", &url, "--force"]);
    assert!(exit == 2 && err.contains("folder"), "{err}");
    let (exit, _, err) = ran_in(&folder, &["init", &url, "--out", "no/recoup.toml"]);
    assert!(exit == 2 && err.contains("no folder no"), "{err}");
}

#[test]
fn a_target_that_it_starts_is_written_down_with_its_command() {
    let folder = folder();
    let line = format!("'{}' serve --port {{port}}", cargo_bin("recoup").display());
    let (exit, out, err) = ran_in(&folder, &["init", "--exec", &line]);
    assert_eq!(exit, 0, "{out}{err}");
    let text = written(&folder);
    assert!(text.contains("url = \"http://127.0.0.1:{port}\""), "{text}");
    let (exit, out, err) = ran_in(&folder, &["check", "PAY-CANCEL-01"]);
    assert_eq!(exit, 0, "{out}{err}");
    let line = format!("{line} # sk_test_canary");
    let key = ["--key", "sk_test_canary", "--force", "--exec", &line];
    let (exit, _, err) = ran_in(&folder, &[&["init"], &key[..]].concat());
    assert!(
        exit == 2 && err.contains("RECOUP_KEY") && !err.contains("canary"),
        "{err}"
    );
    assert_eq!(written(&folder), text, "the key is never written");
}

#[test]
fn what_cannot_be_met_writes_nothing() {
    refused(
        &["init", "http://127.0.0.1:1"],
        5,
        &["127.0.0.1:1", "nothing is written"],
    );
    refused(&["init"], 2, &["URL", "recoup init http"]);
    refused(&["init", "127.0.0.1:9"], 2, &["http://127.0.0.1:9"]);
    refused(&["init", "payouts"], 2, &["`payouts`", "URL"]);
    refused(&["init", "http://u:canary@127.0.0.1:9"], 2, &["--key"]);
    let hangs = server(None);
    refused(
        &["init", &hangs, "--timeout", "0.1"],
        5,
        &[&hangs, "time limit"],
    );
    let page = server(Some(
        "HTTP/1.1 200 OK\r\nContent-Length: 17\r\nConnection: close\r\n\r\n<h1>It works</h1>",
    ));
    refused(&["init", &page], 3, &["base URL", "nothing is written"]);
    refused(&["init", &format!("{page}/v1")], 3, &["leave out /v1"]);
    let all = routes(&[("", 200, "{}")]);
    refused(&["init", &all], 3, &["whatever it is asked"]);
    let echo = routes(&[("", 400, r#"{"error":{"code":"Bearer sk_test_canary"}}"#)]);
    let (_, _, err) = ran_in(&folder(), &["init", &echo, "--key", "sk_test_canary"]);
    assert!(
        err.contains("answers 400") && !err.contains("canary"),
        "{err}"
    );
    let closed = routes(&[("", 401, r#"{"error":{"type":"invalid_request_error"}}"#)]);
    refused(&["init", &closed], 2, &["RECOUP_KEY", "asks for a key"]);
    refused(
        &["init", &closed, "--key", "sk_canary"],
        2,
        &["does not accept the key"],
    );
}

#[test]
fn a_manifest_that_is_nearly_one_is_not_passed_over() {
    for (manifest, words) in [
        (r#"{"protocol":"levers/2","capabilities":[]}"#, "levers/2"),
        (
            r#"{"protocol":"levers/1","capabilities":"all"}"#,
            "no capabilities",
        ),
        (r#"{"protocol":"levers/1","capabilities":[1]}"#, "no text"),
        (
            r#"{"protocol":"levers/1","capabilities":[],"readings":[]}"#,
            "no object",
        ),
    ] {
        let manifest: &'static str = Box::leak(manifest.to_owned().into_boxed_str());
        let url = routes(&[("/levers", 200, manifest), ("", 404, "{}")]);
        refused(&["init", &url], 3, &[words, "--levers public"]);
    }
    let url = routes(&[("", 404, "{}")]);
    let levers = format!("{url}/levers");
    refused(
        &["init", &url, "--levers", &levers],
        3,
        &["404", "--levers"],
    );
    refused(
        &["init", &url, "--levers", "http://127.0.0.1:1"],
        5,
        &["127.0.0.1:1"],
    );
}
