//! Runs side by side: what became of each rule, what decides, and that all forms say the same.

use recoup::report::compare::{Form, terminal};
use recoup::report::terminal::Style;
use recoup::run::compare::{Change, Comparison, Side};
use recoup::run::judge::Gate;
use recoup::run::result::{Ending, NOT_SELECTED, Run};
use recoup::run::shard::Shard;
use recoup::run::verdict::Verdict::{
    self, Broken, Faulted, Fixed, Known, NotApplicable, NotTestable, Upheld,
};
use serde_json::json;

use super::sample;

fn compared(runs: &[Run]) -> Comparison {
    let sides = runs.iter().enumerate().map(|(index, run)| {
        let file = format!("{index}.json");
        Side::of(&file, run.clone())
    });
    Comparison::of(sides.collect(), Gate::Documented)
}

fn become_of(before: Verdict, after: Verdict) -> Comparison {
    compared(&[sample::of(&[before]), sample::of(&[after])])
}

#[test]
fn every_pair_of_verdicts_has_its_change() {
    // To upheld, broken, known, fixed, not applicable, not testable, faulted.
    for (before, changes) in [
        (Upheld, " rr uuu"),
        (Broken, "f  fuuu"),
        (Known, "f  fuuu"),
        (Fixed, " rr uuu"),
        (NotApplicable, "jjjj   "),
        (NotTestable, "jjjj   "),
        (Faulted, "jjjj   "),
    ] {
        for (after, letter) in Verdict::ALL.into_iter().zip(changes.chars()) {
            let change = match letter {
                'r' => Some(Change::Regressed),
                'f' => Some(Change::Fixed),
                'u' => Some(Change::Untestable),
                'j' => Some(Change::Judged),
                _ => None,
            };
            let comparison = become_of(before, after);
            let what = format!("{before:?} → {after:?}");
            assert_eq!(comparison.rows[0].change, change, "{what}");
            let decides = change == Some(Change::Regressed) && after == Broken;
            assert_eq!(comparison.exit().code(), u8::from(decides), "{what}");
        }
    }
}

#[test]
fn a_regression_of_an_advisory_decides_only_when_asked_to() {
    let mut after = sample::of(&[Broken]);
    after.rules[0].gates = false;
    let sides = [sample::of(&[Upheld]), after].map(|run| Side::of("x.json", run));
    let said = |gate| {
        let comparison = Comparison::of(sides.to_vec(), gate);
        let told = terminal::render(&comparison, &Style::default());
        (comparison.exit().code(), told.replace('\n', " "))
    };
    let (code, told) = said(Gate::Documented);
    assert_eq!(code, 0);
    assert!(
        told.contains("(an advisory)") && told.contains("no regression of gating rules"),
        "{told}"
    );
    let (code, told) = said(Gate::All);
    assert_eq!(code, 1);
    assert!(
        told.contains("exit code 1 (1 regression of all rules)"),
        "{told}"
    );
}

#[test]
fn rules_that_one_suite_lacks_are_new_or_went_away_and_keep_to_their_group() {
    let mut before = sample::of(&[Upheld, Upheld]);
    before.rules.push(sample::rule("PAY-REV-01", Upheld));
    let mut after = before.clone();
    after.rules.remove(1);
    after.rules.push(sample::rule("PAY-CANCEL-09", Broken));
    let comparison = compared(&[before, after]);
    let ids: Vec<_> = comparison
        .rows
        .iter()
        .map(|row| row.rule.id.as_str())
        .collect();
    assert_eq!(
        ids,
        [
            "PAY-CANCEL-01",
            "PAY-CANCEL-02",
            "PAY-CANCEL-09",
            "PAY-REV-01"
        ]
    );
    let changes: Vec<_> = comparison.rows.iter().map(|row| row.change).collect();
    assert_eq!(changes, [None, Some(Change::Gone), Some(Change::New), None]);
    assert_eq!(comparison.exit().code(), 0, "what is new cannot regress");
    let told = terminal::render(&comparison, &Style::default());
    assert!(
        told.contains("PAY-CANCEL-09: no such rule → broken"),
        "{told}"
    );
}

#[test]
fn what_a_run_was_not_asked_for_is_not_compared_and_that_is_said() {
    let before = sample::of(&[Upheld, Upheld]);
    let mut after = sample::of(&[Upheld, NotApplicable]);
    after.rules[1].reason = Some(NOT_SELECTED.to_owned());
    after.shard = Shard::new(2, 5);
    after.recoup = "0.0.7".to_owned();
    after.gate = Gate::All;
    let comparison = compared(&[before.clone(), after]);
    assert_eq!(comparison.rows[1].change, None);
    for said in [
        "Rules are compared by their ids.",
        "1.json is the part 2/5 of the suite.",
        "1 rule is not compared",
        "0.0.7, 0.1.0",
        "Not the same levels",
    ] {
        let told = terminal::render(&comparison, &Style::default());
        assert!(told.replace('\n', " ").contains(said), "{said}: {told}");
        let html = Form::Html.render(&comparison);
        assert!(html.contains(said), "{said}");
    }
    let mut broken_off = before.clone();
    broken_off.ending = Ending::Interrupted;
    let notes = compared(&[before, broken_off]).notes;
    assert!(
        notes.contains(&"1.json was interrupted.".to_owned()),
        "{notes:?}"
    );
}

#[test]
fn runs_are_called_by_their_implementation_else_by_their_file() {
    let mut nameless = sample::of(&[Upheld]);
    nameless.implementation = json!({});
    let mut other = sample::of(&[Upheld]);
    other.implementation = json!({ "name": "other" });
    let named = |runs: &[Run]| -> Vec<String> {
        let sides = compared(runs).sides;
        sides.into_iter().map(|side| side.name).collect()
    };
    let acme = sample::of(&[Upheld]);
    assert_eq!(
        named(&[acme.clone(), other, nameless]),
        ["acme-payouts 2.3.1", "other", "2.json"]
    );
    assert_eq!(
        named(&[acme.clone(), acme]),
        ["acme-payouts 2.3.1 (0.json)", "acme-payouts 2.3.1 (1.json)"]
    );
}

#[test]
fn all_forms_say_the_same() {
    let runs = [
        sample::of(&Verdict::ALL),
        sample::red(),
        sample::of(&[Broken; 7]),
    ];
    let comparison = compared(&runs);
    assert!(
        comparison.rows.iter().all(|row| row.change.is_none()),
        "of two only"
    );
    assert_eq!(comparison.exit().code(), 0);
    let csv = Form::Csv.render(&comparison);
    let html = Form::Html.render(&comparison);
    let table = terminal::render(
        &comparison,
        &Style {
            verbose: true,
            width: 120,
            ..Style::default()
        },
    );
    let markdown = Form::Markdown.render(&comparison);
    for row in &comparison.rows {
        let words = row.cells.iter().map(|cell| match cell {
            None => "no such rule",
            Some(cell) => cell.verdict.phrase(),
        });
        let words: Vec<_> = words.collect();
        let id = &row.rule.id;
        let line = |text: &str| {
            let line = text
                .lines()
                .find(|line| line.replace("&#45;", "-").contains(id.as_str()));
            line.unwrap_or_default().to_owned()
        };
        assert!(
            line(&csv).ends_with(&words.join(",")),
            "{id} {}",
            line(&csv)
        );
        let (_, cells) = html.split_once(&format!(" id=\"{id}\">")).unwrap();
        let cells: Vec<_> = cells.split("<td class=\"").skip(1).take(3).collect();
        for (cell, word) in cells.iter().zip(&words) {
            assert!(
                cell.split('>').nth(1).unwrap().starts_with(word),
                "{id} {cell}"
            );
        }
        let told = line(&table);
        assert!(words.iter().all(|word| told.contains(word)), "{id} {told}");
        if row.differs() {
            let told = markdown
                .lines()
                .find(|line| line.starts_with(&format!("| **{id}**")));
            let end = format!("| {} |", words.join(" | "));
            assert!(
                told.is_some_and(|told| told.ends_with(&end)),
                "{id} {markdown}"
            );
        }
    }
}

#[test]
fn a_table_fits_its_width_with_marks_where_words_do_not() {
    let many: Vec<Run> = (0..12).map(|_| sample::red()).collect();
    for (runs, width) in [(2, 80), (2, 100), (3, 60), (12, 80), (12, 120), (30, 120)] {
        let runs: Vec<Run> = many.iter().cycle().take(runs).cloned().collect();
        let comparison = compared(&runs);
        let style = Style {
            width,
            ..Style::default()
        };
        let told = terminal::render(&comparison, &style);
        let widest = told.lines().map(|line| line.chars().count()).max();
        assert!(
            widest <= Some(width.max(14 + 4 * runs.len())),
            "{widest:?} of {width}\n{told}"
        );
        let colored = terminal::render(
            &comparison,
            &Style {
                color: true,
                ..style
            },
        );
        let plain: String = colored
            .split("\u{1b}[")
            .enumerate()
            .map(|(index, part)| {
                if index == 0 {
                    part
                } else {
                    part.split_once('m').unwrap().1
                }
            })
            .collect();
        assert_eq!(plain, told);
    }
}

#[test]
fn a_matrix_of_thousands_of_rules_is_whole_but_for_markdown_that_says_so() {
    let mut before = sample::empty();
    before.rules = (0..8_000)
        .map(|n| sample::rule(&format!("PAY-MANY-{n}"), Upheld))
        .collect();
    let mut after = before.clone();
    after
        .rules
        .iter_mut()
        .for_each(|rule| rule.verdict = Broken);
    let comparison = compared(&[before, after]);
    let page = Form::Markdown.render(&comparison);
    assert!(page.len() < 1_000_000 && page.contains("more cannot be told"));
    assert_eq!(
        Form::Html
            .render(&comparison)
            .matches("<th scope=\"row\">")
            .count(),
        8_000
    );
    assert_eq!(Form::Csv.render(&comparison).lines().count(), 8_001);
}
