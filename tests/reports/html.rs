//! The page for a browser: read as a browser would split it, tag by tag.

use std::collections::HashSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use recoup::report::{html, json, read};
use recoup::run::result::{FeatureText, Run};
use recoup::run::verdict::Verdict::{self, Broken, NotApplicable, Upheld};
use recoup::spec::{Catalogue, Reading};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::{runs, sample};

/// What a scenario adds to a page at most when nothing is wrong with it, in bytes, its share of rules and frame included.
const SHARE: usize = 1_200;

/// The elements that a page is made of.
const ELEMENTS: &str = "a b body button code dd del details div dl dt h1 h2 h3 h4 h5 head header html input \
                        ins label li main mark meta nav option p pre rect script search section select span style \
                        summary svg title ul";

/// A tag: its name and its attributes.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(given, _)| given == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// The tags of a page and the text between them; what stands in style and script is neither.
fn split(page: &str) -> (Vec<Tag>, String) {
    let (mut tags, mut text, mut rest) = (Vec::new(), String::new(), page);
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = tag(after);
        rest = match tag.name.as_str() {
            raw @ ("style" | "script") => after.split_once(&format!("</{raw}>")).unwrap().1,
            _ => after,
        };
        tags.push(tag);
    }
    text.push_str(rest);
    (tags, unescaped(&text))
}

fn tag(text: &str) -> (Tag, &str) {
    let end = text.find([' ', '>']).unwrap();
    let (name, mut rest) = text.split_at(end);
    let mut attributes = Vec::new();
    while let Some(more) = rest.strip_prefix(' ') {
        let end = more.find(['=', ' ', '>']).unwrap();
        let (name, after) = more.split_at(end);
        rest = after;
        let mut value = "";
        if let Some(quoted) = after.strip_prefix("=\"") {
            (value, rest) = quoted.split_once('"').unwrap();
        }
        attributes.push((name.to_owned(), unescaped(value)));
    }
    let name = name.to_owned();
    (Tag { name, attributes }, rest.strip_prefix('>').unwrap())
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&quot;", "\"").replace("&amp;", "&")
}

/// The place that a link leads to.
fn decoded(link: &str) -> String {
    let pair = format!("x={}", link.replace('+', "%2B"));
    let mut read = form_urlencoded::parse(pair.as_bytes());
    read.next().unwrap().1.into_owned()
}

/// Every rule and scenario of the features, each ended in one way.
fn whole(verdict: Verdict) -> Run {
    let catalogue = Catalogue::embedded().unwrap();
    let mut run = sample::empty();
    for file in &catalogue.features {
        run.features.push(FeatureText {
            path: file.path.clone(),
            title: file.title.clone(),
            prose: file.prose.clone(),
        });
    }
    for rule in &catalogue.rules {
        let mut told = sample::rule(&rule.id, verdict);
        told.sentence.clone_from(&rule.sentence);
        told.source.clone_from(&rule.source);
        told.feature.clone_from(&rule.feature);
        told.explanation.clone_from(&rule.explanation);
        for index in &rule.scenarios {
            let scenario = &catalogue.scenarios[*index];
            let mut ended = sample::scenario(&told, &scenario.title);
            ended.id = scenario.id.clone();
            ended.steps = scenario.steps.clone();
            run.scenarios.push(ended);
        }
        run.rules.push(told);
    }
    run
}

/// Every page that is looked at.
fn pages() -> Vec<String> {
    let mut pages: Vec<String> = runs().iter().map(html::render).collect();
    pages.push(html::render(&whole(Upheld)));
    pages.push(html::book(&Catalogue::embedded().unwrap()));
    pages
}

#[test]
fn a_page_is_made_of_its_own_elements_only() {
    let known: HashSet<&str> = ELEMENTS.split_whitespace().collect();
    for page in pages() {
        let body = page.strip_prefix("<!DOCTYPE html>").unwrap();
        let (tags, _) = split(body);
        let mut open: Vec<&str> = Vec::new();
        for tag in &tags {
            let name = tag.name.trim_start_matches('/');
            assert!(known.contains(name), "<{}>", tag.name);
            let is_void = matches!(name, "meta" | "input" | "style" | "script");
            if tag.name.starts_with('/') {
                assert_eq!(open.pop(), Some(name));
            } else if !is_void {
                open.push(name);
            }
            for (attribute, value) in &tag.attributes {
                let runs_or_loads = attribute.starts_with("on")
                    || ["style", "src", "srcset", "action", "xlink:href"].contains(&&**attribute);
                assert!(!runs_or_loads, "{attribute}={value}");
            }
            let link = tag.get("href").unwrap_or("#");
            assert!(link.starts_with('#'), "a link leads away: {link}");
        }
        assert_eq!(open, Vec::<&str>::new());
        let scripts = tags.iter().filter(|tag| tag.name == "script").count();
        assert_eq!(scripts, 1);
    }
}

#[test]
fn a_page_shows_what_acts_and_lets_it_stay_text() {
    for page in pages() {
        let acting = |c: &char| (c.is_control() && *c != '\n') || "\u{202e}\u{2028}".contains(*c);
        assert_eq!(page.chars().find(acting), None);
    }
    let (_, text) = split(&html::render(&sample::hostile()));
    let shown =
        "\\u{1b}]0;owned\\u{7}]]><script>alert(1)</script>\\u{0}\\r\\t\\u{9b}31m\\u{202e}gnp.exe";
    assert!(text.matches(shown).count() > 40);
}

#[test]
fn a_megabyte_from_the_target_is_cut() {
    let page = html::render(&sample::hostile());
    assert!(page.len() < 2_000_000, "{}", page.len());
    assert!(page.contains(" characters more"));
}

#[test]
fn only_what_the_page_brings_itself_may_run() {
    let page = html::render(&sample::red());
    let part = |name: &str| {
        let (_, rest) = page.split_once(&format!("<{name}>")).unwrap();
        rest.split_once(&format!("</{name}>")).unwrap().0
    };
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let (tags, _) = split(page.strip_prefix("<!DOCTYPE html>").unwrap());
    let policy = tags
        .iter()
        .find(|tag| tag.get("http-equiv") == Some("Content-Security-Policy"))
        .and_then(|tag| tag.get("content"))
        .unwrap();
    let expected = format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        hash(part("style")),
        hash(part("script"))
    );
    assert_eq!(policy, expected);
    for word in ["url(", "@import", "fetch(", "XMLHttp", "innerHTML", "eval("] {
        assert!(
            !part("style").contains(word) && !part("script").contains(word),
            "{word}"
        );
    }
}

#[test]
fn every_rule_and_scenario_has_one_place_and_every_link_leads_to_one() {
    let mut told = runs();
    told.push(whole(Upheld));
    for run in &told {
        let (tags, _) = split(html::render(run).strip_prefix("<!DOCTYPE html>").unwrap());
        let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
        let places: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(places.len(), ids.len(), "an id twice");
        for rule in &run.rules {
            assert!(places.contains(rule.id.as_str()), "{}", rule.id);
        }
        for scenario in &run.scenarios {
            assert!(places.contains(&*scenario.id), "{}", scenario.id);
        }
        for link in tags.iter().filter_map(|tag| tag.get("href")) {
            let place = decoded(link.trim_start_matches('#'));
            assert!(places.contains(place.as_str()), "{link} leads nowhere");
        }
    }
}

#[test]
fn a_page_counts_as_the_run_does() {
    let mut told = runs();
    told.push(whole(Upheld));
    for run in &told {
        let page = html::render(run);
        let counted = |class: &str| {
            page.matches(&format!("<details class=\"s {class}\""))
                .count()
        };
        let counts = run.selected_scenario_counts();
        for verdict in Verdict::ALL {
            assert_eq!(counted(verdict.key()), counts.get(verdict), "{verdict:?}");
        }
        assert_eq!(
            counted("not_selected"),
            run.scenarios.len() - counts.total()
        );
        let (_, text) = split(&page);
        let said = format!("exit code {} (", run.exit().code());
        assert!(text.contains(&said), "{said}");
    }
}

#[test]
fn a_finding_is_told_with_all_that_shows_it() {
    let mut run = sample::red();
    run.again = Some("recoup check http://127.0.0.1:4242".to_owned());
    run.scenarios[1].findings[0].diff = Some(" {\n-  \"a\": 1\n+  \"a\": 2\n }\n".to_owned());
    let page = html::render(&run);
    let (_, findings) = page.split_once("id=\"finding-PAY-CANCEL-02\"").unwrap();
    let (finding, _) = findings.split_once("id=\"advisories\"").unwrap();
    for told in [
        "A payout whose reversal is under way cannot be canceled",
        "API reference, &quot;Cancel a payout&quot;; &quot;Reverse a payout&quot;.",
        "<mark><b>Then</b> the request is refused\n</mark>",
        "a refusal: HTTP 400",
        "HTTP 200, and the payout is canceled",
        "<del>-  &quot;a&quot;: 1\n</del><ins>+  &quot;a&quot;: 2\n</ins>",
        "curl -X POST http://127.0.0.1:4242/v1/payouts/po_1/cancel -u &quot;$RECOUP_KEY:&quot;",
        "recoup check http://127.0.0.1:4242 payouts/cancel/canceling-payout-number-1",
        "Conversation: 7 exchanges",
        "HTTP 500",
    ] {
        assert!(finding.contains(told), "{told}\n{finding}");
    }
}

#[test]
fn a_page_of_nothing_wrong_stays_small() {
    for verdict in [Upheld, NotApplicable] {
        let run = whole(verdict);
        let share = html::render(&run).len() / run.scenarios.len();
        assert!(share <= SHARE, "{share} bytes a scenario");
    }
}

#[test]
fn conversations_have_a_room_and_what_is_left_out_is_said() {
    let mut run = whole(Broken);
    for scenario in &mut run.scenarios {
        scenario.findings = vec![sample::finding(&scenario.rule)];
        scenario.exchanges = [sample::transcript(), sample::transcript()].concat();
    }
    let page = html::render(&run);
    assert!(page.len() < 12_000_000, "{}", page.len());
    assert!(page.contains("Conversation: 14 exchanges"));
    assert!(page.contains("is in the JSON report"));
}

#[test]
fn the_book_is_the_specification_alone() {
    let catalogue = Catalogue::embedded().unwrap();
    let page = html::book(&catalogue);
    let (tags, text) = split(page.strip_prefix("<!DOCTYPE html>").unwrap());
    let places: HashSet<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
    for rule in &catalogue.rules {
        assert!(places.contains(rule.id.as_str()) && text.contains(&rule.sentence));
        assert!(
            text.contains(&rule.source) && text.contains(rule.explanation.as_deref().unwrap_or(""))
        );
    }
    for feature in &catalogue.features {
        assert!(text.contains(&feature.title), "{}", feature.title);
        assert!(text.contains(feature.prose.as_deref().unwrap_or("")));
    }
    assert!(
        catalogue
            .features
            .iter()
            .all(|feature| !feature.title.is_empty())
    );
    let judged = |tag: &Tag| tag.get("data-verdict").is_some();
    assert!(!text.contains("exit code") && !tags.iter().any(judged));
}

#[test]
fn a_run_read_back_makes_the_same_page_and_an_older_one_a_whole_one() {
    let mut run = sample::red();
    run.again = Some("recoup check".to_owned());
    run.rules[0].explanation = Some("It follows.".to_owned());
    run.rules[0].reading = Some(Reading {
        choice: "reversal-day-90".to_owned(),
        value: "refused".to_owned(),
    });
    run.features.push(FeatureText {
        path: "features/payouts/cancel.feature".to_owned(),
        title: "Canceling a payout".to_owned(),
        prose: Some("What has not left yet can be called back.".to_owned()),
    });
    let text = json::render(&run);
    assert_eq!(
        html::render(&read::read(&text).unwrap()),
        html::render(&run)
    );
    let mut older: Value = serde_json::from_str(&text).unwrap();
    for member in ["again", "features"] {
        older.as_object_mut().unwrap().remove(member).unwrap();
    }
    for rule in older["rules"].as_array_mut().unwrap() {
        for member in ["explanation", "reading"] {
            rule.as_object_mut().unwrap().remove(member).unwrap();
        }
    }
    let page = html::render(&read::read(&older.to_string()).unwrap());
    assert!(
        run.rules
            .iter()
            .all(|rule| page.contains(&format!("id=\"{}\"", rule.id)))
    );
}
