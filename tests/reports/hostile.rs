//! What a target, or whoever wrote a report, could put into any text of a run stays text in every format.

use recoup::report::compare::{Form, terminal as table};
use recoup::report::terminal::{self, Style};
use recoup::report::{Format, markdown};
use recoup::run::compare::{Comparison, Side};
use recoup::run::judge::Gate;
use recoup::run::known::{Entry, KnownResult, State, Subject};
use recoup::run::result::{Ending, ReadingResult, Run};
use recoup::run::verdict::Verdict;
use serde_json::{Value, json};

use super::sample;

/// What means something to one format or another.
const TEXTS: [&str; 22] = [
    "\u{1b}[2J\u{1b}]0;owned\u{7}",
    "\u{9b}31m\u{90}\u{7f}\0\u{8}",
    "a\r\nb\n\nc\tD",
    "\u{202e}gnp.exe\u{2066}\u{2028}\u{feff}\u{ffff}",
    "]]><x/>",
    "--><script>alert(1)</script><!--",
    "\"><img src=x onerror=alert(1)>' onload='x",
    "</style></title></textarea></pre></code><svg/onload=x>",
    "::error file=x::owned",
    "\n::add-mask::a\n  ::stop-commands::x",
    "##[error]owned ##vso[task.complete]",
    "%0A::error::%25%0D,line=1:x",
    ",title=x::y",
    "| a | b |\n|---|---|",
    "`code` **bold** [x](javascript:alert) ![x](http://x) $x$ @everyone",
    "# head\n- list\n> quote\n```\nfence\n```\n    code",
    "&lt;b&gt;&amp;&#60;script&#62;",
    "=cmd|' /C calc'!A0",
    "@SUM(1)\t+1-1",
    "\\u0000 \\ud800 \\x1b \\",
    "{\"a\": [\"}]",
    "${{ secrets.KEY }} $(id) `id`",
];

/// The run with this at the end of every text.
fn spoiled(text: &str) -> Run {
    let mut run = sample::of(&Verdict::ALL);
    let add = |to: &mut String| to.push_str(text);
    add(&mut run.recoup);
    add(&mut run.url);
    run.implementation = json!({ "name": text, "version": text, text: [text] });
    run.ending = Ending::Unreachable(text.to_owned());
    run.notes.push(text.to_owned());
    run.readings.push(ReadingResult {
        choice: text.to_owned(),
        value: Some(text.to_owned()),
        pinned: false,
    });
    run.known.push(KnownResult {
        entry: Entry {
            place: text.to_owned(),
            subject: Subject::Rule(text.to_owned()),
            fails_with: text.to_owned(),
            reason: text.to_owned(),
            issue: Some(text.to_owned()),
            until: None,
            flaky: false,
        },
        state: State::Holds,
        scenarios: vec![text.to_owned()],
    });
    for rule in &mut run.rules {
        let texts = [&mut rule.id, &mut rule.sentence, &mut rule.source];
        texts.into_iter().for_each(add);
        add(&mut rule.feature);
        rule.reason = Some(text.to_owned());
    }
    for scenario in &mut run.scenarios {
        add(&mut scenario.rule);
        scenario.id = format!("{}{text}", scenario.id).into();
        scenario.title = text.into();
        scenario.feature = format!("{}{text}", scenario.feature).into();
        scenario.reason = Some(text.to_owned());
        scenario.steps = [&*scenario.steps, &[text.to_owned()]].concat().into();
        for finding in &mut scenario.findings {
            let texts = [&mut finding.rule, &mut finding.step, &mut finding.expected];
            texts.into_iter().for_each(add);
            text.clone_into(&mut finding.observed);
            finding.diff = Some(format!("-{text}\n+{text}\n"));
        }
        for exchange in &mut scenario.exchanges {
            let texts = [&mut exchange.method, &mut exchange.path, &mut exchange.body];
            texts.into_iter().for_each(add);
            exchange.account = Some(text.to_owned());
            exchange.key = Some(text.to_owned());
            exchange.request_id = Some(text.to_owned());
            exchange.trouble = Some(text.to_owned());
            exchange.answer = json!({ text: text }).into();
        }
        if let Some(exchange) = scenario.exchanges.last_mut() {
            exchange.answer = json!(text).into();
        }
    }
    run
}

fn compared(text: &str) -> Comparison {
    let mut other = spoiled(text);
    other.rules.rotate_left(1);
    let verdicts: Vec<Verdict> = Verdict::ALL.into_iter().rev().collect();
    for (rule, verdict) in other.rules.iter_mut().zip(verdicts) {
        rule.verdict = verdict;
    }
    let sides = [spoiled(text), other].map(|run| Side::of(&format!("{text}.json"), run));
    Comparison::of(sides.to_vec(), Gate::Documented)
}

/// Nothing moves a cursor, hides or reorders, and no line is a command to a CI log.
fn is_still(told: &str, what: &str) {
    let acts = |c: &char| {
        (c.is_control() && *c != '\n') || "\u{202e}\u{2066}\u{2028}\u{feff}\u{ffff}".contains(*c)
    };
    assert_eq!(told.chars().find(acts), None, "{what}");
    for line in told.lines() {
        assert!(!line.trim_start().starts_with("::"), "{what}: {line}");
        assert!(
            !line.contains("##[") && !line.contains("##vso["),
            "{what}: {line}"
        );
    }
}

/// The tags of a text, which may only be these.
fn tags<'a>(told: &'a str, allowed: &[&str]) -> Vec<&'a str> {
    let tags = told
        .split('<')
        .skip(1)
        .map(|rest| rest.split('>').next().unwrap());
    let tags: Vec<&str> = tags.collect();
    for tag in &tags {
        let name = tag
            .trim_start_matches('/')
            .split([' ', '\n'])
            .next()
            .unwrap();
        assert!(allowed.contains(&name), "<{tag}>");
    }
    tags
}

/// A page of Markdown has no tags but ours, and its tables have as many cells in each row.
fn is_plain_markdown(told: &str, what: &str) {
    is_still(told, what);
    tags(told, &["code", "details", "summary", "pre"]);
    for live in ["`", "**bold", "](", "$x", "![", "\n> ", "\n# "] {
        assert!(!told.contains(live), "{what}: {live:?} in\n{told}");
    }
    let mut columns = None;
    for line in told.lines() {
        if !line.starts_with('|') {
            columns = None;
            continue;
        }
        let cells = line.matches('|').count();
        assert_eq!(*columns.get_or_insert(cells), cells, "{what}: {line}");
    }
}

#[test]
fn what_programs_read_is_whole_and_says_exactly_this() {
    for text in TEXTS {
        let run = spoiled(text);
        for format in [Format::Json, Format::Ctrf, Format::Badge, Format::Har] {
            let told = format.render(&run);
            let lines = told.lines().filter(|line| !line.contains("##"));
            is_still(
                &lines.collect::<Vec<_>>().join("\n"),
                &format!("{format} {text:?}"),
            );
            assert!(
                serde_json::from_str::<Value>(&told).is_ok(),
                "{format} {text:?}"
            );
        }
        let report: Value = serde_json::from_str(&Format::Json.render(&run)).unwrap();
        assert_eq!(report["notes"][0], text);
        assert_eq!(report["target"]["implementation"]["name"], text);
        let archive: Value = serde_json::from_str(&Format::Har.render(&run)).unwrap();
        let last = &archive["log"]["entries"][6]["response"]["content"];
        assert_eq!(
            (&last["text"], &last["mimeType"]),
            (&json!(text), &json!("text/plain"))
        );

        let xml = Format::Junit.render(&run);
        is_still(&xml, &format!("junit {text:?}"));
        let read = junit_parser::from_reader(xml.as_bytes()).unwrap();
        let cases = read.suites.iter().flat_map(|suite| &suite.cases);
        assert_eq!(cases.count(), run.scenarios.len(), "{text:?}");
        let names = [
            "testsuites",
            "testsuite",
            "testcase",
            "properties",
            "property",
            "failure",
            "error",
            "skipped",
            "system-out",
            "?xml",
        ];
        tags(&xml, &names);
    }
}

#[test]
fn what_people_read_is_text() {
    for text in TEXTS {
        let (run, what) = (spoiled(text), format!("{text:?}"));
        for (verbose, quiet) in [(false, false), (true, false), (false, true)] {
            let style = Style {
                verbose,
                quiet,
                ..Style::default()
            };
            is_still(&terminal::render(&run, &style), &format!("terminal {what}"));
            is_still(
                &table::render(&compared(text), &style),
                &format!("table {what}"),
            );
        }
        is_plain_markdown(&Format::Markdown.render(&run), &what);
        is_plain_markdown(&Form::Markdown.render(&compared(text)), &what);
    }
}

#[test]
fn workflow_commands_are_ours_alone() {
    for text in TEXTS {
        let run = spoiled(text);
        let told = Format::Github.render(&run);
        let expected = Format::Github.render(&spoiled("")).lines().count();
        assert_eq!(told.lines().count(), expected, "{told}");
        for line in told.lines() {
            let (kind, properties, message) = super::machines::command(line);
            assert!(["error", "warning", "notice"].contains(&kind), "{line}");
            let names: Vec<_> = properties.iter().map(|it| it.0.as_str()).collect();
            assert!(
                names == ["title"] || names == ["file", "line", "title"],
                "{line}"
            );
            let acts = |c: char| c.is_control() && c != '\n';
            assert!(!line.contains(acts) && !message.contains(acts), "{line}");
        }
    }
}

#[test]
fn the_page_of_a_matrix_has_no_tag_and_no_attribute_but_its_own() {
    for text in TEXTS {
        let page = Form::Html.render(&compared(text));
        is_still(&page, text);
        let allowed = [
            "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "header", "h1", "p",
            "main", "h2", "ul", "li", "a", "br", "code", "input", "label", "div", "table", "thead",
            "tr", "th", "tbody", "td", "small", "b", "footer",
        ];
        let (head, body) = page.split_once("</style>").unwrap();
        for tag in tags(body, &allowed) {
            let mut quotes = tag.split('"');
            let names: Vec<&str> = quotes.by_ref().step_by(2).collect();
            let known = |name: &&str| {
                name.trim_end_matches('=').split_whitespace().all(|name| {
                    let name = name.trim_start_matches('/');
                    allowed.contains(&name)
                        || [
                            "id",
                            "href",
                            "class",
                            "scope",
                            "colspan",
                            "role",
                            "aria-labelledby",
                            "tabindex",
                            "type",
                            "for",
                        ]
                        .contains(&name)
                })
            };
            assert!(names.iter().all(known), "<{tag}>");
        }
        assert!(head.contains("default-src 'none'"));
        assert_eq!(page.matches("<style>").count(), 1);
    }
}

/// Rows of cells, read as RFC 4180 says.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let (mut quoted, mut chars) = (false, text.chars().peekable());
    while let Some(c) = chars.next() {
        let row = rows.last_mut().unwrap();
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                row.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            c => row.last_mut().unwrap().push(c),
        }
    }
    assert!(!quoted);
    rows.pop();
    rows
}

#[test]
fn a_spreadsheet_has_its_cells_and_no_formula() {
    for text in TEXTS {
        let comparison = compared(text);
        let told = Form::Csv.render(&comparison);
        is_still(&told, text);
        let rows = read_csv(&told);
        assert_eq!(rows.len(), comparison.rows.len() + 1, "{told}");
        for row in &rows {
            assert_eq!(row.len(), 10, "{row:?}");
            for cell in row {
                assert!(
                    !cell.trim_start().starts_with(['=', '+', '-', '@']),
                    "{cell:?}"
                );
            }
        }
    }
}

#[test]
fn what_is_told_is_bounded_where_people_read_it() {
    let long = "x|<`".repeat(1 << 15);
    let run = spoiled(&long);
    assert!(Format::Github.render(&run).len() < 100_000);
    assert!(Format::Badge.render(&run).len() < 1_000);
    assert!(Format::Markdown.render(&run).len() <= markdown::LIMIT);
    let comparison = compared(&long);
    assert!(Form::Markdown.render(&comparison).len() <= markdown::LIMIT);
    assert!(Form::Html.render(&comparison).len() < 200_000);
    assert!(table::render(&comparison, &Style::default()).len() < 200_000);
}
