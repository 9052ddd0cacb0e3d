//! Whatever a stranger writes is read or refused, never a panic: signatures, features, and what is told of secrets.
//!
//! The same holds of forms (`reference/form.rs`), of JSON (`target/json.rs`) and of transcripts (`tests/canon`).

#![allow(clippy::unwrap_used, reason = "a test that panics says what broke")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use recoup::report::visible::{one_line, visible};
use recoup::run::plan::Plan;
use recoup::scenario::misfits;
use recoup::spec::{Capability, Catalogue, Strictness};
use recoup::target::secret::{Redactor, Secret};
use recoup::target::signature::Signature;

/// A failing case is shown in full, so none is kept in a file.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases)
    }
}

const WHOLE: &str = include_str!("features/whole.feature");
const OURS: &str = include_str!("../features/payouts/cancel.feature");

/// Words that mean something in a feature, where they stand and where they do not.
const PIECES: [&str; 24] = [
    "Feature: x",
    "  Rule: y",
    "  @PAY-CANCEL-01 @documented",
    "  @PAY-X-99 @reading:a=b",
    "@needs:moon",
    "@",
    "    Source: z",
    "    Scenario: s",
    "    Scenario Outline: <a> of <b>",
    "      Examples:",
    "        | a | b |",
    "        | \\| | ",
    "|",
    "      Given",
    "      When the platform cancels the payout",
    "      Then the request is refused",
    "      And no money has moved",
    "      \"\"\"",
    "# language: de",
    "Funktionalität: x",
    "    Background:",
    "\u{feff}",
    "\t",
    "      * a",
];

/// A change of a text.
#[derive(Debug, Clone)]
enum Change {
    Drop(Index),
    Double(Index),
    Swap(Index, Index),
    Insert(Index, &'static str),
    Say(Index, String),
    Break(Index),
    Replace(Index, char),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        at().prop_map(Change::Drop),
        at().prop_map(Change::Double),
        (at(), at()).prop_map(|(one, other)| Change::Swap(one, other)),
        (at(), select(PIECES.to_vec())).prop_map(|(at, piece)| Change::Insert(at, piece)),
        (at(), "\\PC{0,40}").prop_map(|(at, line)| Change::Say(at, line)),
        at().prop_map(Change::Break),
        (at(), any::<char>()).prop_map(|(at, char)| Change::Replace(at, char)),
    ]
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for change in changes.iter().filter(|_| !text.is_empty()) {
        let count = lines.len();
        match change {
            _ if count == 0 => {}
            Change::Drop(at) => drop(lines.remove(at.index(count))),
            Change::Double(at) => lines.insert(at.index(count), lines[at.index(count)].clone()),
            Change::Swap(one, other) => lines.swap(one.index(count), other.index(count)),
            Change::Insert(at, piece) => lines.insert(at.index(count), (*piece).to_owned()),
            Change::Say(at, line) => lines[at.index(count)].clone_from(line),
            Change::Break(at) => lines.truncate(at.index(count)),
            Change::Replace(at, char) => {
                let line = &mut lines[at.index(count)];
                let place = line
                    .char_indices()
                    .map(|(place, _)| place)
                    .nth(at.index(count) % 20);
                if let Some(place) = place {
                    let old = line[place..].chars().next().unwrap();
                    line.replace_range(place..place + old.len_utf8(), &char.to_string());
                }
            }
        }
    }
    lines.iter().fold(String::new(), |mut all, line| {
        let _ = writeln!(all, "{line}");
        all
    })
}

/// Reads a feature; one that can be read is also planned and handed to the runner.
fn load(source: &str) {
    for strictness in [Strictness::Structure, Strictness::HouseStyle] {
        let sources = [("payouts/cancel.feature".to_owned(), source.to_owned())];
        match Catalogue::from_sources_with(sources, strictness) {
            Ok(catalogue) => plan(&catalogue),
            Err(errors) => assert!(!errors.to_string().is_empty()),
        }
    }
}

fn plan(catalogue: &Catalogue) {
    let all: Vec<usize> = (0..catalogue.scenarios.len()).collect();
    let chosen: BTreeSet<usize> = all.iter().copied().collect();
    let offered: BTreeSet<Capability> = Capability::ALL.into_iter().collect();
    let plan = Plan::new(catalogue, &chosen, &offered, BTreeMap::new());
    assert_eq!(plan.fates.len(), all.len());
    for scenario in &catalogue.scenarios {
        let runnable = scenario.runnable();
        let _ = misfits(runnable.steps.iter().map(|step| (String::new(), step)));
    }
}

proptest! {
    #![proptest_config(config(120))]

    #[test]
    fn any_change_of_a_feature_is_read_or_refused(ours in any::<bool>(), changes in vec(change(), 1..6)) {
        load(&changed(if ours { OURS } else { WHOLE }, &changes));
    }

    #[test]
    fn any_pieces_of_features_are_read_or_refused(pieces in vec(select(PIECES.to_vec()), 0..25)) {
        load(&pieces.join("\n"));
    }
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn any_text_is_a_feature_or_none(text in "\\PC{0,200}") {
        load(&text);
    }

    #[test]
    fn any_header_is_a_signature_or_none(header in "(t=|v1=|v0=|,|=| |-?[0-9]{0,25}|[0-9a-fA-F]{0,66}|\\PC){0,14}", body in vec(any::<u8>(), 0..40)) {
        if let Ok(signature) = Signature::parse(&header) {
            prop_assert!(!signature.verifies(&Secret::new("whsec_x"), &body));
        }
    }

    #[test]
    fn any_bytes_are_a_signature_or_none(header in any::<String>()) {
        let _ = Signature::parse(&header);
    }

    #[test]
    fn nothing_that_is_shown_acts(text in any::<String>(), before in "[\u{0}-\u{1f}\u{7f}-\u{9f}\u{200b}-\u{202e}]{0,9}") {
        let text = before + &text;
        let acts = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c);
        prop_assert!(!one_line(&text).chars().any(acts));
        prop_assert!(!visible(&text).chars().any(|c| c != '\n' && acts(c)));
    }

    #[test]
    fn no_secret_survives_in_any_form(secret in "[ -~é]{8,40}", form in 0..7_usize, around in "[a-z é.]{0,20}", cut in 18..60_usize) {
        prop_assume!(!"[redacted]…".contains(&secret));
        let said = said(&secret, form);
        let redactor = Redactor::new([Secret::new(secret.as_str())]);
        for text in [format!("{around}{said}{around}"), format!("{said}{said}"), said.clone()] {
            let told = redactor.text(text);
            prop_assert!(!told.contains(&said), "{}", told);
            prop_assert!(told.contains("[redacted]"));
        }
        // A piece that was cut off ends in an ellipsis.
        let end = said.char_indices().map(|(place, _)| place).find(|place| *place >= cut);
        let piece = &said[..end.unwrap_or(said.len())];
        let told = redactor.text(format!("{around}{piece}…"));
        prop_assert!(!told.contains(&format!("{piece}…")), "{}", told);
    }

    #[test]
    fn what_is_no_secret_is_told_as_it_is(text in "[a-z …\"]{0,60}") {
        let redactor = Redactor::new([Secret::new("SK_TEST_1234567")]);
        prop_assert_eq!(redactor.text(text.clone()), text);
    }
}

/// A secret in one of the forms in which it may be said.
fn said(secret: &str, form: usize) -> String {
    let json = serde_json::Value::from(secret).to_string();
    let json = json[1..json.len() - 1].to_owned();
    let encoded: String = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    match form {
        0 => secret.to_owned(),
        1 => json,
        2 => json.replace('/', "\\/"),
        3 => encoded,
        4 => encoded.replace('+', "%20").replace('*', "%2A"),
        5 => STANDARD.encode(format!("{secret}:")),
        _ => STANDARD.encode(secret),
    }
}

/// Much of everything: what grows faster than its input would not come to an end here.
#[test]
fn long_inputs_come_to_an_end() {
    let header = format!("t=1,{}", "v1=00,".repeat(200_000));
    assert!(Signature::parse(&header).is_err());
    assert!(Signature::parse(&"v1=".repeat(300_000)).is_err());
    for piece in PIECES {
        load(&format!("{WHOLE}\n{}", format!("{piece}\n").repeat(2_000)));
    }
    let long = format!(
        "{}SK_TEST_1234567{}",
        "SK_TEST_…".repeat(50_000),
        "x".repeat(100_000)
    );
    let told = Redactor::new([Secret::new("SK_TEST_1234567")]).text(long);
    assert!(!told.contains("SK_TEST_"));
}
