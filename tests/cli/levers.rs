//! Every way of levers, and targets that are started for the run.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
#[cfg(unix)]
use std::process::Stdio;

use assert_cmd::cargo::cargo_bin;

use super::{Running, ran, recoup, reference, refused};

/// What the routes of the reference's own levers can do, as a mapping.
const MAPPING: &str = r#"
[worlds]
path = "/levers/worlds"
json = { label = "{label}", now = "{now}" }
reply = { world = "/world", api_key = "/api_key", account = "/account", now = "/now" }
[accounts]
path = "/levers/worlds/{world}/accounts"
json = { country = "{country}", currency = "{currency}", schedule = "{schedule}", losses = "{losses}", payouts_enabled = "{payouts_enabled}", transfers = "{transfers}", external_account = { kind = "{external_account.kind}", country = "{external_account.country}", currency = "{external_account.currency}", instant = "{external_account.instant}" } }
reply = { account = "/account", external_account = "/external_account" }
[external_accounts]
path = "/levers/worlds/{world}/external_accounts"
json = { account = "{account}", kind = "{kind}", country = "{country}", currency = "{currency}", instant = "{instant}", default = "{default}" }
reply = { external_account = "/external_account" }
[funds]
path = "/levers/worlds/{world}/funds"
json = { account = "{account}", amount = "{amount}", currency = "{currency}", source_type = "{source_type}" }
[bank_pay]
path = "/levers/worlds/{world}/payouts/{payout}/bank"
json = { act = "pay" }
[bank_submit]
path = "/levers/worlds/{world}/payouts/{payout}/bank"
json = { act = "submit" }
[bank_fail]
path = "/levers/worlds/{world}/payouts/{payout}/bank"
json = { act = "fail", failure_code = "{failure_code}" }
"#;

fn written(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_mapping_pulls_levers_by_routes_of_the_target() {
    let (_running, url): (Running, String) = reference();
    let folder = tempfile::tempdir().unwrap();
    let levers = format!("mapping:{}", written(folder.path(), "m.toml", MAPPING));
    let declared = "payouts,payout-reversals,worlds,accounts,funds,bank";
    let check = |levers: &str, declared: &str| {
        let head = ["check", &url, "--levers", levers, "--declare", declared];
        ran(&[&head[..], &["PAY-CANCEL-0*", "PAY-REV-01"]].concat())
    };
    let (exit, out, err) = check(&levers, declared);
    assert_eq!(exit, 0, "{out}{err}");
    assert!(out.contains("upheld"), "{out}");
    let (exit, out, _) = check(&levers, &format!("{declared},schedule,clock"));
    assert_eq!(exit, 3, "{out}");
    assert!(out.contains("no public call does what the lever"), "{out}");
    let wrong = MAPPING.replace("/account\"", "/acount\"");
    let levers = format!("mapping:{}", written(folder.path(), "w.toml", &wrong));
    let (exit, out, _) = check(&levers, declared);
    assert_eq!(exit, 3, "{out}");
    assert!(out.contains("answered without /acount"), "{out}");
}

/// A clock that goes on by itself, and balances, below the world that everybody has.
const SHARED: &str = r#"
[clock_advance]
path = "/levers/worlds/default/clock"
json = { advance = "{advance}" }
reply = { now = "/now" }
[clock_read]
method = "GET"
path = "/levers/worlds/default/clock"
reply = { now = "/now" }
"#;

#[test]
fn what_others_leave_on_a_shared_platform_breaks_no_rule() {
    let (_running, url): (Running, String) = reference();
    let folder = tempfile::tempdir().unwrap();
    let (_, own) = MAPPING.split_once("[accounts]").unwrap();
    let shared = format!("[accounts]{own}{SHARED}").replace("{world}", "default");
    let levers = format!("mapping:{}", written(folder.path(), "m.toml", &shared));
    let declared = "payouts,transfers,transfer-reversals,idempotency,events,webhooks,accounts,funds,bank,clock";
    let key = recoup::reference::DEFAULT_KEY;
    let head = ["check", &url, "--key", key, "--levers", &levers];
    let rules = [
        "WHK-02", "WHK-08", "IDEM-01", "IDEM-03", "IDEM-06", "IDEM-11", "EVT-04", "HDR-02",
        "PAGE-09", "TR-03", "TR-11", "TRR-22",
    ];
    let check = [&head[..], &["--declare", declared], &rules].concat();
    // The second run meets everything that the first has left, its idempotency keys as well.
    for _ in 0..2 {
        let (exit, out, err) = ran(&check);
        assert_eq!(exit, 3, "{out}{err}");
        assert!(!out.contains("BROKEN"), "{out}");
        assert!(
            out.contains("WHK   2 rules  2 upheld") && out.contains("EVT   1 rule   1 upheld"),
            "{out}"
        );
        assert!(
            out.contains("only a world of its own can show this"),
            "{out}"
        );
    }
}

#[test]
fn what_public_calls_cannot_arrange_is_not_testable() {
    let (_running, url): (Running, String) = reference();
    let head = [
        "check",
        &url,
        "--key",
        recoup::reference::DEFAULT_KEY,
        "--levers",
        "public",
        "PAY-CANCEL-01",
    ];
    refused(&head, 2, &["--declare", "target.capabilities"]);
    let (exit, out, _) = ran(&[&head[..], &["--declare", "payouts,accounts,funds"]].concat());
    assert_eq!(exit, 3, "{out}");
    assert!(out.contains("a lever is not supported"), "{out}");
    assert!(out.contains("over-claimed funds is declared"), "{out}");
    assert!(!out.contains("BROKEN"), "{out}");
    // A step lets webhooks be delivered by the clock, which nobody declares.
    let others = ["--declare", "webhooks", "WHK-02"];
    let head: Vec<&str> = head
        .iter()
        .copied()
        .filter(|word| *word != "PAY-CANCEL-01")
        .collect();
    let (exit, out, _) = ran(&[&head[..], &others].concat());
    assert!(exit == 3 && out.contains("clock_advance"), "{out}");
    assert!(!out.contains("over-claimed"), "{out}");
    assert!(!out.contains("BROKEN"), "{out}");
}

#[cfg(unix)]
#[test]
fn a_program_that_goes_wrong_is_a_fault_with_its_last_lines() {
    let (_running, url): (Running, String) = reference();
    let manifest = r#"{"seq":1,"status":200,"body":{"protocol":"levers/1","capabilities":["payouts","worlds","accounts","funds"]}}"#;
    let line = format!(
        "command:read -r line; echo '{manifest}'; read -r line; echo out of order; cat >/dev/null"
    );
    let (exit, out, err) = ran(&["check", &url, "--levers", &line, "PAY-CANCEL-01"]);
    assert_eq!(exit, 3, "{out}{err}");
    assert!(
        out.contains("faulted") && out.contains("out of order"),
        "{out}"
    );
}

fn serves() -> String {
    format!("'{}' serve --port {{port}}", cargo_bin("recoup").display())
}

#[test]
fn a_target_is_started_for_the_run_and_ended_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let (exit, out, err) = ran(&["check", "--exec", &serves(), "PAY-CANCEL-01"]);
    assert_eq!(exit, 0, "{out}{err}");
    let address = out.split("http://").nth(1).unwrap();
    let address = address.split_whitespace().next().unwrap();
    assert!(address.starts_with("127.0.0.1:"), "{out}");
    assert!(
        TcpStream::connect(address).is_err(),
        "{address} still answers"
    );
    let text = format!(
        "[target]\nexec = \"\"\"{}\"\"\"\n[levers]\nurl = '/levers'\n",
        serves()
    );
    let file = written(folder.path(), "recoup.toml", &text);
    let (exit, out, err) = ran(&["check", "--config", &file, "PAY-CANCEL-01"]);
    assert_eq!(exit, 0, "{out}{err}");
}

#[test]
fn a_target_that_does_not_come_up_is_shown_with_its_words() {
    refused(
        &["check", "--exec", "echo out of memory; exit 3"],
        5,
        &["out of memory", "3", "--exec"],
    );
    refused(
        &["check", "http://127.0.0.1:{port}"],
        2,
        &["{port}", "--exec"],
    );
    // Said at once, and nothing is started.
    refused(
        &["check", "http://127.0.0.1:8080", "--exec", "exit 3 {port}"],
        2,
        &["http://127.0.0.1:8080 (command line (URL))", "{port}"],
    );
}

#[test]
fn what_answers_already_is_not_judged_in_place_of_what_is_started() {
    let (_running, url): (Running, String) = reference();
    refused(
        &["check", &url, "--exec", "sleep 1000"],
        5,
        &["answers at", "already", "{port}"],
    );
}

/// Sends a signal, and says whether there was somebody to get it.
#[cfg(unix)]
fn signal(kind: &str, id: &str) -> bool {
    let mut kill = std::process::Command::new("kill");
    let sent = kill.args([kind, id.trim()]).output().unwrap();
    sent.status.success()
}

/// A pipe with a name, in which a program says that it has come so far.
#[cfg(unix)]
fn pipe(folder: &Path, name: &str) -> String {
    let path = folder.join(name).to_str().unwrap().to_owned();
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(made.unwrap().success());
    path
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_what_was_started() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = pipe(folder.path(), "pipe");
    let line = format!("echo $$ > '{pipe}'; exec sleep 1000");
    let mut running = Running(recoup(&["check", "--exec", &line]).spawn().unwrap());
    let child = fs::read_to_string(pipe).unwrap();
    assert!(signal("-0", &child), "it runs");
    assert!(signal("-INT", &running.0.id().to_string()));
    assert_eq!(running.0.wait().unwrap().code(), Some(130));
    assert!(!signal("-0", &child), "it is gone");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_a_look_at_a_target_with_what_was_started() {
    let folder = tempfile::tempdir().unwrap();
    let [started, asked] = ["started", "asked"].map(|name| pipe(folder.path(), name));
    let target = format!("echo $$ > '{started}'; exec {}", serves());
    // Levers that are asked what they can do, and say nothing.
    let levers = format!("command:read -r line; echo > '{asked}'; cat > /dev/null");
    for command in ["doctor", "plan"] {
        let arguments = [command, "--exec", &target, "--levers", &levers];
        let mut running = Running(recoup(&arguments).stderr(Stdio::null()).spawn().unwrap());
        let child = fs::read_to_string(&started).unwrap();
        fs::read_to_string(&asked).unwrap();
        assert!(signal("-INT", &running.0.id().to_string()));
        assert_eq!(running.0.wait().unwrap().code(), Some(130), "{command}");
        assert!(!signal("-0", &child), "{command}: it is gone");
    }
}

#[cfg(unix)]
#[test]
fn a_server_ends_when_it_is_asked_to_whoever_is_connected() {
    use std::io::{Read as _, Write as _};
    for kind in ["-INT", "-TERM"] {
        let (mut running, url): (Running, String) = reference();
        let mut stream = TcpStream::connect(url.trim_start_matches("http://")).unwrap();
        // An answer shows that the connection is taken up; the second request never ends.
        let whole = b"GET /levers HTTP/1.1\r\nHost: localhost\r\n\r\n";
        stream.write_all(whole).unwrap();
        assert!(stream.read(&mut [0; 16]).unwrap() > 0);
        stream.write_all(b"GET /levers HTTP/1.1\r\n").unwrap();
        assert!(signal(kind, &running.0.id().to_string()));
        assert_eq!(running.0.wait().unwrap().code(), Some(0), "{kind}");
    }
}

#[test]
fn an_inbox_that_cannot_be_opened_is_said_before_the_run() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    refused(
        &["check", "WHK-03", "--inbox", &address],
        2,
        &["--inbox", &address, "in use"],
    );
    drop(taken);
    let (exit, out, err) = ran(&["check", "WHK-03", "--inbox", &address]);
    assert_eq!(exit, 0, "{out}{err}");
}

/// Each world of the reference is mapped, and nothing else.
const WORLDS: &str = r#"
[worlds]
path = "/levers/worlds"
reply = { world = "/world", api_key = "/api_key", account = "/account", now = "/now" }
"#;

/// Runs a rule with a mapping that makes worlds and this.
fn mapped(more: &str, rule: &str) -> (i32, String) {
    let (_running, url): (Running, String) = reference();
    let folder = tempfile::tempdir().unwrap();
    let text = format!("{WORLDS}{more}");
    let levers = format!("mapping:{}", written(folder.path(), "m.toml", &text));
    let declared = "payouts,worlds,accounts,funds";
    let head = ["check", &url, "--levers", &levers, "--declare", declared];
    let (exit, out, err) = ran(&[&head[..], &["-v", rule]].concat());
    (exit, format!("{out}{err}"))
}

#[test]
fn what_a_mapping_does_not_serve_is_not_testable() {
    let only = "[accounts]\nonly = { currency = 'eur' }\nreply = { account = 'acct_1' }\n";
    let (exit, out) = mapped(only, "PAY-CANCEL-01");
    assert_eq!(exit, 3, "{out}");
    assert!(
        out.contains(r#"the mapping serves accounts only where currency is "eur""#),
        "{out}"
    );
    assert!(!out.contains("BROKEN"), "{out}");
}

#[test]
fn one_account_for_two_names_is_no_second_account() {
    let constant = "reply = { account = 'acct_1', external_account = 'ba_1' }";
    // Asked or not: what is asked is opened by the key of the mapped world, as there is no other.
    for asked in ["", "method = 'GET'\npath = '/v1/balance'\n"] {
        let (exit, out) = mapped(
            &format!("[accounts]\n{asked}{constant}\n[funds]\nreply = {{}}\n"),
            "HDR-02",
        );
        assert_eq!(exit, 3, "{out}");
        assert!(
            out.contains("the levers give one account, acct_1,"),
            "{out}"
        );
        assert!(!out.contains("BROKEN"), "{out}");
    }
}

#[test]
fn the_command_that_runs_a_scenario_again_is_whole() {
    let (_running, url): (Running, String) = reference();
    let folder = tempfile::tempdir().unwrap();
    let (head, _) = MAPPING.split_once("[funds]").unwrap();
    let over_claimed = format!("{head}[funds]\nreply = {{}}\n");
    let file = written(folder.path(), "over claimed.toml", &over_claimed);
    let levers = format!("mapping:{file}");
    let rest = [
        "--declare",
        "payouts,worlds,accounts,funds",
        "--levers",
        &levers,
    ];
    let reading = ["--reading", "reversal-day-90=refused", "PAY-CREATE-08"];
    let (exit, out, _) = ran(&[&["check", &url][..], &rest, &reading].concat());
    assert_eq!(exit, 1, "{out}");
    let told = out.split_once("again ").unwrap().1;
    let told = told.split_once("also").map_or(told, |(told, _)| told);
    let told = told.replace(" \\\n", "\n");
    let words: Vec<&str> = told.split_whitespace().collect();
    let again = format!(
        "recoup check {url} --levers 'mapping:{file}' --declare payouts,worlds,accounts,funds \
         --reading reversal-day-90=refused payouts/"
    );
    assert!(words.join(" ").starts_with(&again), "{out}");
}
