//! The shape of the features: ours keep it, and the loader refuses all that would lose a check.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on says so by panicking"
)]

use std::path::Path;

use cucumber::feature::Ext as _;
use cucumber::gherkin;
use recoup::archive::FEATURES;
use recoup::scenario::misfits;
use recoup::spec::{Capability, Catalogue, Level, Reading, Scenario, Strictness};

fn one(source: &str) -> Vec<(String, String)> {
    vec![("payouts/cancel.feature".to_owned(), source.to_owned())]
}

/// The only complaint about a feature, without its path.
#[track_caller]
fn complaint(source: &str, strictness: Strictness) -> String {
    let errors =
        Catalogue::from_sources_with(one(source), strictness).expect_err("the source is malformed");
    let lines: Vec<_> = errors.0.iter().map(ToString::to_string).collect();
    lines
        .join("\n")
        .replace("features/payouts/cancel.feature:", "")
}

const WHOLE: &str = include_str!("features/whole.feature");

#[test]
fn our_features_keep_the_structure_and_the_house_style() {
    let sources = FEATURES.files();
    let sources = sources.map(|(path, text)| (path.to_owned(), text.to_owned()));
    // What travels in the binary is not asked for it again whenever it starts.
    let read = Catalogue::from_sources_with(sources, Strictness::HouseStyle);
    let read = read.unwrap_or_else(|errors| panic!("{errors}"));
    let embedded = Catalogue::embedded().unwrap();
    let all = |catalogue: &Catalogue| {
        let Catalogue {
            features,
            rules,
            scenarios,
            ..
        } = catalogue;
        format!("{features:#?} {rules:#?} {scenarios:#?}")
    };
    assert!(!embedded.scenarios.is_empty());
    assert!(
        all(&embedded) == all(&read),
        "read once they say something else"
    );
    let on_disk = Path::new(env!("CARGO_MANIFEST_DIR")).join("features");
    let on_disk = Catalogue::from_dir(&on_disk).unwrap();
    let ids = |catalogue: &Catalogue| -> Vec<_> {
        catalogue.scenarios.iter().map(|s| s.id.clone()).collect()
    };
    assert_eq!(
        ids(&embedded),
        ids(&on_disk),
        "the binary carries what the folder holds"
    );
}

#[test]
fn our_steps_have_a_form_and_their_cells_refer_to_something() {
    let catalogue = Catalogue::embedded().unwrap();
    let scenarios = catalogue.scenarios.iter();
    let runnable: Vec<_> = scenarios
        .map(|scenario| (scenario.id.to_string(), scenario.runnable()))
        .collect();
    let steps = runnable.iter().flat_map(|(id, scenario)| {
        let steps = scenario.steps.iter();
        steps.map(move |step| (id.clone(), step))
    });
    let wrong = misfits(steps);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_stretch_of_a_series_needs_a_clock_that_tells_its_pieces_apart() {
    let catalogue = Catalogue::embedded().unwrap();
    let is_stretch =
        |step: &String| step.contains("the list holds the ") && step.contains("newest");
    let holds = |scenario: &&Scenario| scenario.steps.iter().any(is_stretch);
    let stretches: Vec<_> = catalogue.scenarios.iter().filter(holds).collect();
    assert!(stretches.len() > 30, "{}", stretches.len());
    for scenario in stretches {
        assert!(
            scenario.needs.contains(&Capability::Clock),
            "{}",
            scenario.id
        );
    }
}

#[test]
fn a_whole_feature_is_read_in_full() {
    let catalogue = Catalogue::from_sources_with(one(WHOLE), Strictness::HouseStyle).unwrap();
    let [cancel, yes, no] = catalogue.rules.as_slice() else {
        panic!("{:?}", catalogue.rules)
    };
    assert_eq!(
        (cancel.id.as_str(), cancel.line, cancel.level),
        ("PAY-CANCEL-11", 7, Level::Documented)
    );
    assert_eq!(
        cancel.sentence,
        "A payout whose reversal is under way cannot be canceled"
    );
    assert_eq!(
        cancel.source,
        r#"API reference, "Cancel a payout"; "Reverse a payout"."#
    );
    assert_eq!(
        cancel.explanation.as_deref(),
        Some(
            "A manual pending payout is canceled, not reversed, and an automatic one is never canceled."
        )
    );
    assert_eq!(
        cancel.needs,
        [Capability::Payouts, Capability::Funds, Capability::Bank]
    );
    assert_eq!(cancel.feature, "features/payouts/cancel.feature");
    assert_eq!(cancel.reading, None);
    assert_eq!(
        yes.reading,
        Some(Reading {
            choice: "day-90".into(),
            value: "refused".into()
        })
    );
    assert_eq!(no.id, "PAY-REV-14b");
    assert_eq!(catalogue.groups(), ["PAY-CANCEL", "PAY-REV"]);
    assert_eq!(
        catalogue.readings(),
        [("day-90", vec!["refused", "accepted"])]
    );
    assert_eq!(
        catalogue.nearest_rule("pay-cancel-12"),
        Some("PAY-CANCEL-11")
    );
}

#[test]
fn outlines_become_scenarios_with_ids_lines_and_steps_of_their_own() {
    let catalogue = Catalogue::from_sources(one(WHOLE)).unwrap();
    let shown: Vec<_> = catalogue
        .scenarios
        .iter()
        .map(|s| (&*s.id, s.line, s.level))
        .collect();
    let expected = [
        (
            "payouts/cancel/canceling-a-payout-that-is-manual-and-paid",
            23,
            Level::Documented,
        ),
        (
            "payouts/cancel/canceling-a-payout-that-is-automatic-and-paid",
            24,
            Level::Documented,
        ),
        (
            "payouts/cancel/canceling-a-payout-that-is-instant-and-paid",
            29,
            Level::Recorded,
        ),
        (
            "payouts/cancel/canceling-with-an-amount-11-00-usd",
            39,
            Level::Documented,
        ),
        (
            "payouts/cancel/canceling-with-an-amount-12-00-usd",
            40,
            Level::Documented,
        ),
        ("payouts/cancel/canceling-with-nothing", 43, Level::Inferred),
        ("payouts/cancel/on-the-90th-day", 51, Level::Inferred),
        (
            "payouts/cancel/on-the-90th-day-otherwise",
            58,
            Level::Inferred,
        ),
    ];
    assert_eq!(shown, expected);
    let filled = &catalogue.scenarios[3];
    let steps = [
        "Given a payout of 11.00 USD from \"acme\" to a US bank account",
        "When the platform cancels the payout with:\n| param | value |\n| amount | 11.00 USD |",
        "Then the request is refused",
    ];
    assert_eq!(
        (&*filled.title, filled.rule, &*filled.steps),
        (
            "Canceling with an amount",
            0,
            steps.map(String::from).as_slice()
        )
    );
    assert_eq!(
        catalogue.scenarios[5].needs,
        [
            Capability::Payouts,
            Capability::Funds,
            Capability::Bank,
            Capability::Events
        ]
    );
}

#[test]
fn a_feature_knows_its_rules_and_scenarios() {
    let catalogue = Catalogue::from_sources(one(WHOLE)).unwrap();
    let whole = &catalogue.features[0];
    assert_eq!(
        (
            whole.name.as_str(),
            whole.rules.clone(),
            whole.scenarios.clone()
        ),
        ("payouts/cancel", 0..3, 0..8)
    );
}

/// What is performed of scenarios: their steps, and of every step its part, its text and its table.
fn told(scenarios: impl Iterator<Item = gherkin::Scenario>) -> Vec<String> {
    let step = |step: &gherkin::Step| {
        let rows = step.table.as_ref().map(|table| &table.rows);
        format!(
            "{:?} {} {} {rows:?}",
            step.ty,
            step.keyword.trim(),
            step.value
        )
    };
    scenarios
        .flat_map(|scenario| {
            let steps: Vec<_> = scenario.steps.iter().map(step).collect();
            [scenario.name].into_iter().chain(steps)
        })
        .collect()
}

#[test]
fn what_is_performed_is_what_the_parser_reads() {
    let cells = WHOLE.replace("| amount | <amount> |", r"| a\\b\|c | \n\\d \| |");
    assert_ne!(cells, WHOLE);
    let read = |source: &str| {
        let parsed = gherkin::Feature::parse(source, gherkin::GherkinEnv::default()).unwrap();
        let rules = parsed.expand_examples().unwrap().rules.into_iter();
        told(rules.flat_map(|rule| rule.scenarios))
    };
    let ours = |catalogue: &Catalogue, path: &str| {
        let scenarios = catalogue.scenarios.iter();
        let own = scenarios.filter(|scenario| &*scenario.feature == path);
        told(own.map(Scenario::runnable))
    };
    for source in [WHOLE, &cells] {
        for strictness in [Strictness::Structure, Strictness::Proven] {
            let catalogue = Catalogue::from_sources_with(one(source), strictness).unwrap();
            let path = &catalogue.scenarios[0].feature;
            assert_eq!(ours(&catalogue, path), read(source));
        }
    }
    let catalogue = Catalogue::embedded().unwrap();
    for feature in &catalogue.features {
        let source = std::fs::read_to_string(&*feature.path).unwrap();
        assert_eq!(
            ours(&catalogue, &feature.path),
            read(&source),
            "{}",
            feature.path
        );
    }
}

/// What stands for its lines in the cases.
const HEAD: &str =
    "Feature: Canceling\n@PAY-01 @documented\nRule: It is so\nSource: API reference.";
const STEPS: &str = "When it acts\nThen it shows";

#[test]
fn what_would_lose_a_check_is_refused() {
    let cases: Vec<_> = include_str!("features/malformed.txt")
        .split("\n=== ")
        .skip(1)
        .collect();
    assert!(cases.len() > 40);
    let mut wrong = Vec::new();
    for case in cases {
        let (what, rest) = case.split_once('\n').unwrap();
        let (source, expected) = rest.split_once("---\n").unwrap();
        let source = source.replace("<<HEAD>>", HEAD).replace("<<STEPS>>", STEPS);
        let found = complaint(&source, Strictness::Structure);
        if found != expected.trim_end() {
            wrong.push(format!("=== {what}\n{found}\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn comments_blanks_and_line_ends_change_nothing() {
    let plain = Catalogue::from_sources(one(WHOLE)).unwrap();
    let spaced: String = WHOLE
        .lines()
        .map(|line| match line.trim() {
            "" => "\t\r\n  # said in passing\r\n\r\n".to_owned(),
            line if line.starts_with('@') => format!("{line} # said in passing\r\n\r\n# again\r\n"),
            line if line.starts_with('|') => format!("\t{line}  \r\n"),
            line => format!("{line}\r\n# {line}\r\n"),
        })
        .collect();
    let spaced = Catalogue::from_sources(one(spaced.trim_end())).unwrap();
    let told = |catalogue: &Catalogue| {
        let scenarios = catalogue
            .scenarios
            .iter()
            .map(|s| (s.id.clone(), s.level, s.needs.clone(), s.steps.clone()));
        let rules = catalogue
            .rules
            .iter()
            .map(|r| (r.id.clone(), r.source.clone(), r.explanation.clone()));
        (scenarios.collect::<Vec<_>>(), rules.collect::<Vec<_>>())
    };
    assert_eq!(told(&plain), told(&spaced));
}

#[test]
fn the_limits_of_our_pages_are_no_errors_in_others() {
    let rows = |count| -> Vec<_> {
        (0..count)
            .map(|row| format!("| {row} | b | c | d | e |"))
            .collect()
    };
    let source = |count| {
        let steps = "When it acts <a> <b> <c>\nThen it is <d> <then>\n";
        format!(
            "{HEAD}\nScenario Outline: A\n{steps}Examples:\n| a | b | c | d | then |\n{}",
            rows(count).join("\n")
        )
    };
    assert!(Catalogue::from_sources(one(&source(300))).is_ok());
    let expected = "1: 300 scenarios; expected at most 200 in a file\n\
                    8: 300 rows; expected at most 6 in `Examples:`\n\
                    9: 5 columns; expected at most 4 in `Examples:`\n\
                    9: a column `then`; expected different outcomes in different scenarios\n\
                    151: 309 lines; expected at most 150 in a file";
    assert_eq!(complaint(&source(300), Strictness::HouseStyle), expected);
}

#[test]
fn a_folder_is_read_with_all_below_it_and_its_faults_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().display().to_string();
    let nothing = Catalogue::from_dir(folder.path()).unwrap_err().to_string();
    assert_eq!(
        nothing,
        format!("{root}: no feature files; expected at least one `*.feature`")
    );
    std::fs::create_dir(folder.path().join("payouts")).unwrap();
    std::fs::write(folder.path().join("payouts/cancel.feature"), WHOLE).unwrap();
    std::fs::write(folder.path().join("README.md"), "Not a feature").unwrap();
    let catalogue = Catalogue::from_dir(folder.path()).unwrap();
    assert_eq!(
        catalogue.features[0].path,
        format!("{root}/payouts/cancel.feature")
    );
    assert_eq!(
        &*catalogue.scenarios[0].id,
        "payouts/cancel/canceling-a-payout-that-is-manual-and-paid"
    );
    std::fs::write(folder.path().join("broken.feature"), [0xff]).unwrap();
    let unreadable = Catalogue::from_dir(folder.path()).unwrap_err().to_string();
    assert!(
        unreadable.starts_with(&format!("{root}/broken.feature: cannot be read: ")),
        "{unreadable}"
    );
    let missing = Catalogue::from_dir(&folder.path().join("none"))
        .unwrap_err()
        .to_string();
    assert!(
        missing.starts_with(&format!("{root}/none: cannot be read: ")),
        "{missing}"
    );
}

#[test]
fn every_error_of_every_file_is_told() {
    let broken = |id: &str| {
        format!(
            "Feature: A\n@wip @{id} @documented\nRule: B\nSource: C.\nScenario: D\n{STEPS}\n@needs:bnak\nScenario: E\n{STEPS}"
        )
    };
    let sources = [
        ("b.feature", broken("PAY-02")),
        ("a.feature", broken("PAY-01")),
    ]
    .map(|(path, text)| (path.to_owned(), text));
    let errors = Catalogue::from_sources(sources).unwrap_err();
    let expected = "features/a.feature:2: `@wip` is forbidden: every scenario runs once and like every other\n\
                    features/a.feature:8: unknown capability `bnak`; did you mean `bank`?\n\
                    features/b.feature:2: `@wip` is forbidden: every scenario runs once and like every other\n\
                    features/b.feature:8: unknown capability `bnak`; did you mean `bank`?";
    assert_eq!(errors.to_string(), expected);
}

#[test]
fn every_capability_has_a_name_of_its_own_and_wrong_ones_have_a_neighbor() {
    for capability in Capability::ALL {
        assert_eq!(capability.name().parse(), Ok(capability));
    }
    let unknown = "payout-reversal".parse::<Capability>().unwrap_err();
    assert_eq!(unknown.nearest, Some(Capability::PayoutReversals));
    assert_eq!(
        unknown.to_string(),
        "unknown capability `payout-reversal`; did you mean `payout-reversals`?"
    );
    let told = "teleport".parse::<Capability>().unwrap_err().to_string();
    let all = Capability::ALL.map(Capability::name).join(", ");
    assert_eq!(
        told,
        format!("unknown capability `teleport`; capabilities: {all}")
    );
}
