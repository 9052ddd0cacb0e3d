//! recoup as a library: another project's test starts its own server and holds it to the rules.

#![allow(clippy::unwrap_used, reason = "a test that panics says what broke")]

use recoup::Check;
use recoup::reference::{Defect, Embedded, Options};
use recoup::run::select::Selection;

fn only(pattern: &str) -> Selection {
    Selection {
        patterns: vec![pattern.to_owned()],
        needs: Vec::new(),
    }
}

#[test]
fn three_lines_hold_a_server_to_the_rules() {
    let server = Embedded::start(Options::default()).unwrap();
    let run = Check::at(&server.url())
        .key("sk_test_x")
        .only(only("PAY-CANCEL"))
        .run()
        .unwrap();
    assert!(run.is_conformant(), "{run}");
}

#[test]
fn a_faulty_server_is_told_so_in_words() {
    let server = Embedded::start(Options {
        defect: Some(Defect::CancelTwice),
        ..Options::default()
    })
    .unwrap();
    let run = Check::at(&server.url())
        .only(only("PAY-CANCEL-05"))
        .run()
        .unwrap();
    assert!(!run.is_conformant());
    assert!(run.to_string().contains("PAY-CANCEL-05"), "{run}");
}

#[test]
fn a_server_that_is_not_there_is_a_run_that_says_so() {
    let server = Embedded::start(Options::default()).unwrap();
    let url = server.url();
    drop(server);
    let run = Check::at(&url).only(only("PAY-CANCEL-05")).run().unwrap();
    assert_eq!(run.exit().code(), 5, "{run}");
}
