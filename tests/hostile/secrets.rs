//! No key is ever told, whatever a target does with it: a canary is searched for in everything that is told.

use std::process::Command;
use std::sync::Mutex;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use recoup::Check;
use recoup::report::Format;
use recoup::run::judge::enter;
use recoup::run::perform::{Halt, Outcome};
use recoup::run::result::{Ending, Run};
use recoup::run::verdict::{Conformance, Verdict};
use recoup::scenario::world::Remains;
use recoup::target::secret::{Redactor, Secret};
use serde_json::{Value, json};

use super::between::{CANARY, Fate, KEY, Passing, Spoiled, in_disguise, selection};
use super::told::{told, turn};
use super::webhooks::{address, bring};

/// What a canary leaves behind in any of its forms; the last is `sk canary` in base64.
const TRACES: [&str; 3] = ["canary", "CANARY", "c2sgY2FuYXJ5"];

/// Where scenarios are about many things: refusals, money, lists, webhooks, Basic authentication.
const SOME: [&str; 6] = [
    "PAY-CANCEL",
    "LED-08",
    "AUTH-01",
    "WHK-01",
    "WHK-05",
    "CON-01",
];

/// What calls a text a secret, and is no JSON for the comma at its end.
const UNSOUND: &[u8] =
    br#"{"id":"po_1","api_key":"sk_canary\/9","secret":"canary1","a":"canary1",}"#;

/// The key of the request in every form that a target might say it in.
fn forms(passing: &Passing) -> Vec<String> {
    let (how, said) = passing.key.split_once(' ').unwrap_or_default();
    let said = match how {
        "Basic" => String::from_utf8(STANDARD.decode(said).unwrap()).unwrap(),
        _ => said.to_owned(),
    };
    let key = format!("{CANARY}{}", said.trim_end_matches(':'));
    let json = Value::from(key.as_str()).to_string();
    let form: String = form_urlencoded::byte_serialize(key.as_bytes()).collect();
    let url = form.replace('+', "%20");
    vec![
        STANDARD.encode(format!("{key}:")),
        STANDARD.encode(&key),
        STANDARD.encode(format!("{key}:password")),
        json.trim_matches('"').to_owned(),
        json.trim_matches('"').replace('/', "\\/"),
        url,
        form,
        key,
        KEY.to_owned(),
    ]
}

/// A target that gives its worlds a canary for a key, and does what it likes with it.
fn faithless(spoil: impl Fn(&mut Passing) -> Fate + Send + Sync + 'static) -> Spoiled {
    Spoiled::by(move |passing| {
        if passing.path == "/levers/worlds" {
            passing.edit(in_disguise);
        }
        spoil(passing)
    })
}

fn check(target: &Spoiled) -> Check {
    target.check().only(selection(&SOME)).keep_transcripts(true)
}

fn assert_silent(run: &Run) {
    let all = told(run);
    for trace in TRACES {
        let place = all.find(trace).map(|at| {
            let start = all.floor_char_boundary(at.saturating_sub(300));
            &all[start..all.ceil_char_boundary(at + 60)]
        });
        assert_eq!(place, None, "{trace} is told");
    }
}

#[test]
fn a_sound_target_with_such_keys_is_conformant() {
    let _turn = turn();
    let run = check(&faithless(|_| Fate::Whole)).run().unwrap();
    assert_eq!(run.conformance(), Conformance::Conformant, "{run}");
    assert_silent(&run);
}

#[test]
fn no_key_is_told_by_a_target_that_repeats_it() {
    let _turn = turn();
    let spoils: [fn(&mut Passing); 7] = [
        // Where any text may stand.
        |passing| {
            let forms = forms(passing);
            passing.edit(|object| {
                object["description"] = json!(forms);
                object["metadata"] = json!({&forms[6]: [forms[7]], &forms[7]: 1});
                object["error"] = json!({"message": forms.join(" "), "code": forms[7]});
            });
        },
        // Where scenarios look.
        |passing| {
            let key = forms(passing).swap_remove(7);
            passing.edit(|object| everywhere(object, &key));
        },
        // In what is no JSON, and about to be cut short.
        |passing| {
            let forms = forms(passing);
            let text = format!("<p>{}</p>", forms.join("\n"));
            passing.answer(200, text.as_bytes());
        },
        |passing| {
            let (padding, key) = ("x".repeat(180), forms(passing).swap_remove(7));
            passing.edit(|object| {
                for member in ["status", "amount", "data", "error", "id", "secret"] {
                    object[member] = format!("{padding}{key}").into();
                }
            });
        },
        // In headers.
        |passing| {
            let key = forms(passing).swap_remove(7);
            passing.fields =
                format!("Request-Id: {key}\r\nIdempotent-Replayed: {key}\r\nLocation: /{key}\r\n");
        },
        |passing| {
            let (padding, key) = ("x".repeat(240), forms(passing).swap_remove(7));
            passing.fields = format!("Request-Id: {padding}{key}\r\n");
            passing.status = 404;
        },
        // In what is JSON but for a comma at its end.
        |passing| passing.answer(200, UNSOUND),
    ];
    for (index, spoil) in spoils.into_iter().enumerate() {
        let target = faithless(move |passing| {
            if passing.is_api() {
                spoil(passing);
            }
            Fate::Whole
        });
        let run = check(&target).run().unwrap();
        println!("{index}: {:?}", run.scenario_counts());
        assert!(
            index == 4 || run.conformance() == Conformance::Broken,
            "{index}: {run}"
        );
        assert!(told(&run).contains("[redacted]"));
        assert_silent(&run);
    }
}

fn everywhere(value: &mut Value, said: &str) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| everywhere(item, said)),
        Value::Object(members) => {
            for (name, value) in members {
                let kept = ["object", "available", "pending", "data"].contains(&name.as_str());
                if value.is_string() && !kept {
                    *value = said.into();
                }
                everywhere(value, said);
            }
        }
        _ => {}
    }
}

#[test]
fn no_key_is_told_by_levers_that_repeat_it() {
    let _turn = turn();
    let key = || -> Value { format!("{CANARY}_of_the_lever").into() };
    let spoils: [fn(&mut Passing, Value) -> Option<()>; 8] = [
        // Whatever is not what the protocol says is quoted.
        |passing, key| {
            let lever = passing.path.strip_suffix("/funds")?;
            let text = format!("{lever}{}{}", "x".repeat(260 - lever.len()), key.as_str()?);
            passing.answer(500, text.as_bytes());
            Some(())
        },
        |passing, key| {
            passing.path.strip_suffix("/funds")?;
            passing.answer(501, json!({"unsupported": key}).to_string().as_bytes());
            Some(())
        },
        // A world that is called like its key, which is then in every path.
        |passing, key| {
            passing.path.strip_suffix("/worlds")?;
            passing.edit(|reply| reply["world"] = key);
            Some(())
        },
        |passing, key| {
            passing.path.strip_suffix("/worlds")?;
            passing.edit(|reply| reply["account"] = key);
            Some(())
        },
        |passing, key| {
            passing.path.strip_suffix("/accounts")?;
            passing.edit(|reply| reply["account"] = key);
            Some(())
        },
        |passing, key| {
            passing.path.strip_suffix("/worlds")?;
            passing.edit(|reply| *reply = json!({"world": 7, "api_key": [key]}));
            Some(())
        },
        // What is JSON but for a comma at its end, or for all that is missing there.
        |passing, _| {
            passing.path.strip_suffix("/worlds")?;
            passing.body.pop();
            passing.body.extend(b",}");
            Some(())
        },
        |passing, _| {
            passing.path.strip_suffix("/funds")?;
            passing.answer(200, br#"{"api_key" : "sk_canary \"1"#);
            Some(())
        },
    ];
    for spoil in spoils {
        let target = Spoiled::whole(move |passing| {
            if passing.path == "/levers/worlds" {
                passing.edit(|reply| reply["api_key"] = key());
            }
            if passing.path.starts_with("/levers") {
                spoil(passing, key());
            }
        });
        let run = check(&target).run().unwrap();
        assert_ne!(run.conformance(), Conformance::Conformant, "{run}");
        assert_silent(&run);
    }
}

#[test]
fn no_key_is_told_by_a_manifest_or_by_a_target_that_dies() {
    let _turn = turn();
    let target = Spoiled::whole(|passing| {
        if passing.path == "/levers" {
            passing.edit(|manifest| {
                manifest["implementation"] = json!({"name": KEY, KEY: 1});
                manifest["capabilities"]
                    .as_array_mut()
                    .unwrap()
                    .push(KEY.into());
                manifest["readings"] = json!({KEY: KEY});
            });
        }
    });
    let run = target.run(&["PAY-CANCEL-01"]);
    assert_eq!(run.conformance(), Conformance::Conformant, "{run}");
    assert!(
        run.notes.iter().any(|note| note.contains("[redacted]")),
        "{run}"
    );
    assert_silent(&run);

    let asked = Mutex::new(0);
    let target = faithless(move |passing| {
        if passing.path == "/levers/worlds" {
            passing.edit(|reply| reply["world"] = reply["api_key"].clone());
        }
        let mut asked = asked.lock().unwrap();
        *asked += 1;
        if *asked > 5 {
            Fate::Closed
        } else {
            Fate::Whole
        }
    });
    let run = check(&target)
        .timeout(Duration::from_secs(5))
        .run()
        .unwrap();
    assert!(matches!(run.ending, Ending::Unreachable(_)), "{run}");
    assert_silent(&run);
}

const SECRET: &str = "whsec_canary\"/+1";
const NUMBER: &str = "000canary123";

#[test]
fn no_secret_of_an_endpoint_and_no_bank_number_is_told() {
    let _turn = turn();
    let place = Mutex::new(None);
    let target = Spoiled::whole(move |passing| {
        if let Some(address) = address(passing) {
            *place.lock().unwrap() = Some(address);
            passing.edit(|endpoint| endpoint["secret"] = SECRET.into());
        } else if passing.path.ends_with("/cancel") {
            // A delivery that tells the secret, and is no event.
            if let Some(place) = place.lock().unwrap().as_deref() {
                let signature = format!("Stripe-Signature: {SECRET}\r\n");
                bring(place, &signature, format!("secret={SECRET}").as_bytes());
            }
        }
        if passing.is_api() {
            passing.edit(|object| {
                object["account_number"] = NUMBER.into();
                object["description"] = format!("{NUMBER}, {NUMBER}").into();
                object["status"] = NUMBER.into();
                if object["object"] == "webhook_endpoint" {
                    // Once more, when it ought not to be shown, and another one.
                    object["secret"] = SECRET.into();
                    object["client_secret"] = "another canary".into();
                    object["url"] = format!("{SECRET} another canary").into();
                }
            });
        }
    });
    let run = check(&target).run().unwrap();
    assert_eq!(run.conformance(), Conformance::Broken, "{run}");
    assert!(run.scenario_counts().get(Verdict::Broken) > 10, "{run}");
    assert_silent(&run);
}

#[test]
fn the_command_tells_no_key_in_any_of_its_outputs() {
    let _turn = turn();
    let target = faithless(|passing| {
        let forms = forms(passing);
        if passing.is_api() {
            passing.edit(|object| {
                object["status"] = forms[7].clone().into();
                object["description"] = json!(forms);
                object["error"] = json!({"message": forms.join(" "), "code": forms[7]});
            });
        }
        Fate::Whole
    });
    let folder = tempfile::tempdir().unwrap();
    let files = Format::ALL.map(|format| folder.path().join(format.name()));
    for loudness in [&["--verbose"][..], &["--quiet"], &[]] {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("recoup"));
        command.args(["check", &target.url, "PAY-CANCEL", "AUTH-01", "WHK-01"]);
        command
            .args(loudness)
            .env("RECOUP_KEY", KEY)
            .env("RUST_BACKTRACE", "1");
        for (format, file) in Format::ALL.iter().zip(&files) {
            let report = format!("{format}={}", file.display());
            command.arg("--report").arg(report);
        }
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let told = files.iter().map(|file| std::fs::read(file).unwrap());
        let mut told: Vec<Vec<u8>> = told.collect();
        assert!(String::from_utf8_lossy(&told[0]).contains("[redacted]"));
        told.extend([output.stdout, output.stderr]);
        for bytes in &told {
            let text = String::from_utf8_lossy(bytes);
            let found = TRACES.iter().find(|trace| text.contains(**trace));
            assert_eq!(found, None, "{text}");
        }
    }
}

#[test]
fn neither_the_doctor_nor_a_target_that_was_started_tells_a_key() {
    let _turn = turn();
    let target = Spoiled::whole(|passing| {
        if passing.path == "/levers/worlds" {
            passing.edit(|reply| reply["api_key"] = format!("{CANARY}of a world").into());
        } else if passing.path == "/levers" {
            passing.edit(|manifest| {
                manifest["capabilities"]
                    .as_array_mut()
                    .unwrap()
                    .push(KEY.into());
            });
        } else if passing.path.ends_with("/funds") {
            passing.answer(500, format!("\u{1b}[2J{CANARY}of a world {KEY}").as_bytes());
        } else if passing.path.ends_with("/accounts") {
            passing.edit(|reply| reply["account"] = format!("\u{7}{KEY}").into());
        }
    });
    let dying = "printf '\\033[2J%s, %s' \"$RECOUP_KEY\" \"$RECOUP_KEY\"; exit 1";
    for arguments in [
        vec!["doctor", &target.url],
        vec!["check", "http://127.0.0.1:{port}", "--exec", dying],
    ] {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("recoup"));
        let output = command
            .args(&arguments)
            .env("RECOUP_KEY", KEY)
            .output()
            .unwrap();
        let all = [output.stdout, output.stderr].concat();
        let all = String::from_utf8_lossy(&all);
        assert!(all.contains("[redacted]"), "{all}");
        let acts = |c: char| c.is_control() && c != '\n';
        assert!(!all.contains("canary") && !all.contains(acts), "{all}");
    }
}

#[test]
fn the_doctor_tells_no_key_of_an_answer_that_is_no_json() {
    let _turn = turn();
    for place in ["/levers", "/levers/worlds"] {
        let target = Spoiled::whole(move |passing| {
            if passing.path == place {
                passing.answer(200, UNSOUND);
            }
        });
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("recoup"));
        let output = command.args(["doctor", &target.url]).output().unwrap();
        let all = [output.stdout, output.stderr].concat();
        let all = String::from_utf8_lossy(&all);
        assert!(all.contains("[redacted]"), "{place}: {all}");
        assert!(!all.contains("canary"), "{place}: {all}");
    }
}

#[test]
fn no_key_is_told_by_a_panic_of_ours() {
    let _turn = turn();
    let mut run = Spoiled::whole(|_| ()).run(&["PAY-CANCEL-01"]);
    let result = &mut run.scenarios[0];
    let outcome = Outcome {
        scenario: 0,
        duration: Duration::ZERO,
        remains: Some(Remains {
            transcript: Vec::new(),
            trouble: None,
            books: None,
            breach: None,
            checks: 1,
            start: 0,
            redactor: Redactor::new([Secret::new(KEY)]),
        }),
        stopped: Some((
            "When it panics".to_owned(),
            Halt::Ended(format!("called with {KEY}")),
        )),
    };
    enter(result, outcome);
    assert_eq!(
        result.reason.as_deref(),
        Some("When it panics: called with [redacted]")
    );
    assert_silent(&run);
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
