//! Every planted defect of the reference is caught by its own rule, and the sound reference breaks none.
//!
//! One test runs them; the others hold the list of defects, and what is recorded of them, against the rules.

#![allow(clippy::unwrap_used, reason = "a test that panics says what broke")]

use std::collections::HashSet;
use std::rc::Rc;

use recoup::cli::prove::{Scope, prove};
use recoup::reference::Defect;
use recoup::report::proof;
use recoup::run::resemblance::recorded;
use recoup::spec::{Catalogue, Level};

#[test]
fn every_defect_is_caught_by_its_own_rule() {
    let catalogue = Rc::new(Catalogue::embedded().unwrap());
    let found = prove(&catalogue, (Defect::ALL, Scope::OwnRule), |_, _| {}).unwrap();
    assert!(found.holds(), "{}", proof::text(&found));
}

const RECORD: &str = "run `cargo run --release -- prove --record snapshots/defects.json`";

#[test]
fn the_record_is_of_what_there_is() {
    let catalogue = Catalogue::embedded().unwrap();
    let mut planted: Vec<&str> = Defect::ALL.iter().map(|defect| defect.name()).collect();
    planted.sort_unstable();
    let names: Vec<&str> = recorded().keys().map(String::as_str).collect();
    assert_eq!(names, planted, "{RECORD}");
    let known: HashSet<&str> = catalogue.scenarios.iter().map(|s| &*s.id).collect();
    for defect in Defect::ALL {
        let planted = &recorded()[defect.name()];
        assert_eq!(planted.rule, defect.rule(), "{}; {RECORD}", defect.name());
        let caught = planted.signs.contains_key(defect.rule());
        assert!(caught, "{}; {RECORD}", defect.name());
    }
    for (defect, planted) in recorded() {
        for (rule, scenarios) in &planted.signs {
            assert!(catalogue.rule(rule).is_some(), "{defect}: {rule}; {RECORD}");
            for id in scenarios {
                assert!(known.contains(&**id), "{defect}: {id}; {RECORD}");
            }
        }
    }
}

#[test]
fn every_documented_rule_has_a_defect() {
    let catalogue = Catalogue::embedded().unwrap();
    let planted: Vec<&str> = Defect::ALL.iter().map(|defect| defect.rule()).collect();
    let without: Vec<&str> = catalogue
        .rules
        .iter()
        .filter(|rule| rule.level == Level::Documented && rule.reading.is_none())
        .map(|rule| rule.id.as_str())
        .filter(|id| !planted.contains(id))
        .collect();
    assert!(
        without.is_empty(),
        "documented rules without a defect: {without:?}"
    );
}

#[test]
fn every_defect_breaks_a_rule_that_exists() {
    let catalogue = Catalogue::embedded().unwrap();
    for defect in Defect::ALL {
        assert!(
            catalogue.rule(defect.rule()).is_some(),
            "{} breaks no known rule",
            defect.name()
        );
    }
}
