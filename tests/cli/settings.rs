//! `recoup.toml`: where it is looked for, what wins over it, what it must not say.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use assert_cmd::cargo::cargo_bin;
use jsonschema::draft202012;
use recoup::spec::Capability;
use serde_json::{Map, Value};
use tempfile::TempDir;
use toml_edit::DocumentMut;

use super::init::routes;
use super::{Running, recoup, reference};

/// A settings file with everything in it.
const WHOLE: &str = "[target]\nurl = 'http://127.0.0.1:9'\nkey_env = 'ACME_KEY'\ncapabilities = ['payouts', 'bank']\n\
    [levers]\nurl = 'http://127.0.0.1:9/levers'\n\
    [readings]\nreversal-day-90 = 'refused'\n\
    [run]\nknown = 'k.toml'\ngate = 'all'\njobs = 3\ntimeout = 0.5\n\
    [reports]\njson = 'run.json'\njunit = 'run.xml'\n";

fn folder(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    fs::create_dir_all(folder.path().join("a/b")).unwrap();
    fs::write(folder.path().join("recoup.toml"), text).unwrap();
    folder
}

/// Runs it in a folder, with these variables, and gives exit code and all that was told.
fn ran_in(folder: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> (i32, String) {
    let mut command = recoup(arguments);
    command.current_dir(folder).env_remove("ACME_KEY");
    command.envs(variables.iter().copied());
    let output = command.output().unwrap();
    let told = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap(),
        String::from_utf8(told).unwrap(),
    )
}

/// What `recoup config` says of a setting: its value and where it came from, in words.
fn setting(told: &str, name: &str) -> Vec<String> {
    let line = told.lines().find(|line| line.starts_with(name));
    let words = line
        .unwrap_or_else(|| panic!("no {name}:\n{told}"))
        .split_whitespace();
    words.skip(1).map(str::to_owned).collect()
}

#[test]
fn a_flag_wins_over_the_environment_and_that_over_the_file() {
    let folder = folder(WHOLE);
    let below = folder.path().join("a/b");
    let (exit, told) = ran_in(&below, &[], &["config"]);
    assert_eq!(exit, 0, "{told}");
    let jobs = setting(&told, "run.jobs");
    assert!(
        jobs[0] == "3" && jobs[1].ends_with("recoup.toml:12"),
        "{told}"
    );
    let env = [
        ("RECOUP_JOBS", "4"),
        ("RECOUP_TARGET", "http://127.0.0.1:8"),
    ];
    let (_, told) = ran_in(&below, &env, &["config"]);
    assert_eq!(
        setting(&told, "run.jobs"),
        ["4", "environment", "(RECOUP_JOBS)"]
    );
    assert_eq!(setting(&told, "target.url")[0], "http://127.0.0.1:8");
    let (_, told) = ran_in(
        &below,
        &env,
        &["config", "http://127.0.0.1:7", "--jobs", "5"],
    );
    assert_eq!(
        setting(&told, "run.jobs"),
        ["5", "command", "line", "(--jobs)"]
    );
    assert_eq!(setting(&told, "target.url")[0], "http://127.0.0.1:7");
    assert_eq!(setting(&told, "run.timeout")[0], "0.5");
}

#[test]
fn known_failures_of_others_are_not_those_of_the_reference_and_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let list = "[[known]]\nrule = 'PAY-CANCEL-05'\nfails_with = 'observed'\nreason = 'old'\n";
    fs::write(folder.path().join("k.toml"), list).unwrap();
    let env = [("RECOUP_KNOWN", "k.toml")];
    let said = "RECOUP_KNOWN is not used";
    let check = ["check", "--reference", "PAY-CANCEL-05"];
    let (exit, told) = ran_in(folder.path(), &env, &check);
    assert!(exit == 0 && told.contains(said), "{told}");
    let (exit, told) = ran_in(folder.path(), &env, &["config"]);
    assert!(exit == 0 && told.contains(said), "{told}");
    assert_eq!(setting(&told, "run.known")[0], "none");
    // Where it is asked for, it counts, and is stale.
    let known = ["check", "--reference", "PAY-CANCEL-05", "--known", "k.toml"];
    let (exit, told) = ran_in(folder.path(), &env, &known);
    assert!(exit == 1 && !told.contains(said), "{told}");
    let own = ["config", "http://127.0.0.1:9"];
    let (_, told) = ran_in(folder.path(), &env, &own);
    assert!(!told.contains(said), "{told}");
    assert_eq!(setting(&told, "run.known")[0], "k.toml");
}

#[test]
fn only_what_is_a_setting_is_offered() {
    let (_, told) = ran_in(Path::new("."), &[], &["config", "--help"]);
    let flags = told
        .split_whitespace()
        .filter(|word| word.starts_with("--"));
    let flags: BTreeSet<&str> = flags.map(|flag| flag.trim_end_matches(',')).collect();
    let settings = [
        "--config",
        "--declare",
        "--exec",
        "--gate",
        "--help",
        "--jobs",
        "--key",
        "--known",
        "--levers",
        "--reading",
        "--reference",
        "--report",
        "--schema",
        "--timeout",
    ];
    assert!(flags.into_iter().eq(settings), "{told}");
}

#[test]
fn the_file_is_looked_for_up_to_the_root_of_the_repository() {
    let outer = folder("[run]\njobs = 3\n");
    let inner = outer.path().join("a");
    fs::create_dir(inner.join(".git")).unwrap();
    let (_, told) = ran_in(&inner.join("b"), &[], &["config"]);
    assert!(told.contains("none found"), "{told}");
    let named = outer.path().join("recoup.toml");
    let named = named.to_str().unwrap();
    let (_, told) = ran_in(&inner, &[], &["config", "--config", named]);
    assert_eq!(setting(&told, "run.jobs")[0], "3");
    let (exit, told) = ran_in(&inner, &[], &["config", "--config", "nowhere.toml"]);
    assert!(exit == 2 && told.contains("nowhere.toml"), "{told}");
}

#[test]
fn a_key_is_held_by_the_environment_and_never_told() {
    let folder = folder(WHOLE);
    let (_, told) = ran_in(folder.path(), &[("ACME_KEY", "sk_canary")], &["config"]);
    assert_eq!(
        setting(&told, "target.key")[..3],
        ["set", "environment", "(ACME_KEY,"]
    );
    assert!(!told.contains("canary"), "{told}");
    let (_, told) = ran_in(folder.path(), &[], &["config"]);
    assert!(
        told.contains("unset: ACME_KEY is not in the environment"),
        "{told}"
    );
    let literal = WHOLE.replace("key_env = 'ACME_KEY'", "key = 'sk_canary'");
    fs::write(folder.path().join("recoup.toml"), literal).unwrap();
    let (exit, told) = ran_in(folder.path(), &[], &["check"]);
    assert!(
        exit == 2 && told.contains("key_env") && !told.contains("canary"),
        "{told}"
    );
}

#[test]
fn a_key_is_missed_where_one_is_needed() {
    let one = r#"{"protocol":"levers/1","capabilities":["payouts","accounts","funds"]}"#;
    let (_running, many) = reference();
    let levers = routes(&[("/levers", 200, one), ("", 404, "{}")]);
    for (url, way, exit) in [
        (&many, "", 0),
        (&levers, "", 2),
        (&many, "[levers]\nway = 'public'\n", 2),
    ] {
        let text = format!(
            "[target]\nurl = '{url}'\nkey_env = 'ACME_KEY'\ncapabilities = ['payouts', 'accounts', 'funds']\n{way}"
        );
        let folder = folder(&text);
        let (ended, told) = ran_in(folder.path(), &[], &["check", "PAY-CANCEL-01"]);
        assert_eq!(ended, exit, "{text}{told}");
        let says = told.contains("recoup.toml:3") && told.contains("ACME_KEY");
        assert_eq!(says, exit == 2, "{told}");
        let (ended, told) = ran_in(folder.path(), &[], &["doctor"]);
        assert_eq!(ended, exit, "{text}{told}");
    }
}

#[test]
fn a_target_that_is_written_down_is_checked() {
    let (_running, url): (Running, String) = reference();
    let folder = folder(&format!(
        "[target]\nurl = '{url}'\n[reports]\njson = 'run.json'\n"
    ));
    let (exit, told) = ran_in(&folder.path().join("a"), &[], &["check", "PAY-CANCEL-01"]);
    assert_eq!(exit, 0, "{told}");
    assert!(told.contains(&url), "{told}");
    assert!(
        folder.path().join("run.json").is_file(),
        "beside the settings file"
    );
    let (exit, told) = ran_in(
        folder.path(),
        &[],
        &["check", "--reference", "PAY-CANCEL-01"],
    );
    assert!(exit == 0 && !told.contains(&url), "the flag wins: {told}");
}

#[test]
fn a_finding_is_repeated_by_a_command_that_finds_the_same_target() {
    let line = format!(
        "'{}' serve --port {{port}} --defect cancel-twice",
        cargo_bin("recoup").display()
    );
    let text = format!(
        "[target]\nurl = 'http://127.0.0.1:{{port}}'\nexec = \"\"\"{line}\"\"\"\n[levers]\nurl = '/levers'\n"
    );
    let folder = folder(&text);
    for (arguments, again) in [
        (&["check", "PAY-CANCEL-05"][..], "again recoup check\n"),
        (
            &["check", "PAY-CANCEL-05", "--config", "recoup.toml"],
            "again recoup check --config recoup.toml\n",
        ),
    ] {
        let (exit, told) = ran_in(folder.path(), &[("COLUMNS", "100")], arguments);
        let joined = told
            .replace(" \\\n                 payouts", " payouts")
            .replace(" payouts/cancel_refused", "\n");
        assert!(exit == 1 && joined.contains(again), "{again}: {told}");
    }
}

#[test]
fn the_schema_says_what_is_read() {
    let (exit, text) = ran_in(Path::new("."), &[], &["config", "--schema"]);
    assert_eq!(exit, 0);
    let schema = draft202012::new(&serde_json::from_str(&text).unwrap()).unwrap();
    let samples = [
        ("", true),
        (WHOLE, true),
        ("[target]\nurl = 'ftp://x'\n", false),
        ("[target]\nurl = 1\n", false),
        ("[target]\nkey = 'sk'\n", false),
        ("[target]\nkey_env = 'sk-1'\n", false),
        (
            "[target]\nexec = './server --port {port}'\n[levers]\nurl = '/levers'\n",
            true,
        ),
        ("[target]\ncapabilities = ['payout']\n", false),
        ("[levers]\ncommand = './levers'\n", true),
        ("[levers]\nway = 'mapping'\nmapping = 'm.toml'\n", true),
        ("[levers]\nway = 'public'\n", true),
        ("[levers]\nway = 'htpp'\n", false),
        ("[levers]\nurll = 'http://x'\n", false),
        ("[readings]\nreversal-day-90 = ''\n", false),
        ("[run]\ngate = 'none'\n", false),
        ("[run]\njobs = 0\n", false),
        ("[run]\njobs = 2000\n", false),
        ("[run]\ntimeout = 0\n", false),
        ("[reports]\nhtlm = 'x'\n", false),
        ("[reports]\njson = ''\n", false),
        ("jobs = 1\n", false),
    ];
    let names: Value = serde_json::from_str(&text).unwrap();
    let names = &names["properties"]["target"]["properties"]["capabilities"]["items"]["enum"];
    assert_eq!(
        *names,
        Value::from(Capability::ALL.map(Capability::name).to_vec())
    );
    for (text, sound) in samples {
        let value = json(text.parse::<DocumentMut>().unwrap().as_item());
        assert_eq!(schema.is_valid(&value), sound, "the schema: {text}");
        let (exit, told) = ran_in(folder(text).path(), &[], &["config"]);
        assert_eq!(exit == 0, sound, "the reader: {text}\n{told}");
    }
}

pub(super) fn json(item: &toml_edit::Item) -> Value {
    if let Some(table) = item.as_table_like() {
        let members = table.iter().map(|(key, item)| (key.to_owned(), json(item)));
        return Value::Object(members.collect::<Map<_, _>>());
    }
    if let Some(items) = item.as_array() {
        return items
            .iter()
            .map(|value| json(&toml_edit::Item::Value(value.clone())))
            .collect();
    }
    let whole = item.as_integer().map(Value::from);
    let text = item.as_str().map(Value::from);
    whole
        .or(text)
        .or_else(|| item.as_float().map(Value::from))
        .unwrap_or_default()
}
