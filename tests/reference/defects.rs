//! Every defect changes something that can be seen, and nothing is different without one.

use std::collections::HashMap;

use futures::stream::{self, StreamExt as _};
use recoup::reference::{Defect, Embedded, Options};
use reqwest::{Client, Method};
use serde_json::Value;

use crate::world::Answer;

/// Defects that take several requests at once to show; tests of their own show them.
const ONLY_TOGETHER: [&str; 1] = ["debit-reversal-race"];

/// How many walks are under way at once.
const AT_ONCE: usize = 4;

const TOUR: &str = include_str!("tour.txt");

/// Who walks the tour, and what the answers so far have named.
struct Walker {
    server: Embedded,
    client: Client,
    levers: String,
    key: String,
    names: HashMap<String, String>,
}

/// Walks the tour on a fresh server and writes down every answer.
async fn walk(client: &Client, defect: Option<Defect>) -> Vec<String> {
    walk_until(client, defect, |_, _| false).await
}

/// The same until an answer is what is looked for.
async fn walk_until(
    client: &Client,
    defect: Option<Defect>,
    found: impl Fn(usize, &str) -> bool,
) -> Vec<String> {
    let options = Options {
        defect,
        ..Options::default()
    };
    let mut walker = Walker {
        server: Embedded::start(options).unwrap(),
        client: client.clone(),
        levers: String::new(),
        key: String::new(),
        names: HashMap::new(),
    };
    let mut answers = Vec::new();
    let lines = TOUR.lines().filter(|line| !line.starts_with('#'));
    for line in lines.filter(|line| !line.is_empty()) {
        let answer = match line.strip_prefix("world ") {
            Some(label) => walker.enter(label).await,
            None => walker.step(line).await,
        };
        let answer = format!("{line}\n{answer}");
        let is_it = found(answers.len(), &answer);
        answers.push(answer);
        if is_it {
            break;
        }
    }
    answers
}

/// Writes out what a line has in short: `<x*3>` is `xxx`, `<keys*3>` are three pairs of metadata.
fn written_out(line: &str) -> String {
    let Some((before, rest)) = line.split_once('<') else {
        return line.to_owned();
    };
    let Some(((what, count), after)) = rest
        .split_once('>')
        .and_then(|(short, after)| Some((short.split_once('*')?, after)))
    else {
        return line.to_owned();
    };
    let count = count.parse().unwrap();
    let long = if what == "keys" {
        let pairs = (0..count).map(|n| format!("metadata[key{n}]=v"));
        pairs.collect::<Vec<_>>().join("&")
    } else {
        what.repeat(count)
    };
    format!("{before}{long}{}", written_out(after))
}

impl Walker {
    async fn enter(&mut self, label: &str) -> String {
        let url = format!("{}/worlds", self.server.levers_url());
        let body = format!(r#"{{"label":"{label}"}}"#);
        let opened = self.client.post(url).body(body).send().await.unwrap();
        let opened = Answer::of(opened).await.ok();
        let text = |name: &str| opened[name].as_str().unwrap_or_default().to_owned();
        self.key = text("api_key");
        self.levers = format!("{}/worlds/{}/", self.server.levers_url(), text("world"));
        self.names.clear();
        String::new()
    }

    async fn step(&mut self, line: &str) -> String {
        let (line, named) = line.split_once(" => ").unwrap_or((line, ""));
        let line = written_out(&self.filled_in(line));
        let parts: Vec<&str> = line.splitn(4, ' ').collect();
        let (who, method, path) = (parts[0], parts[1], parts[2]);
        let (who, key) = who.split_once('#').unwrap_or((who, ""));
        let body = parts.get(3).copied().unwrap_or_default().to_owned();
        let base = if who == "lever" {
            self.levers.clone()
        } else {
            self.server.url()
        };
        let method: Method = method.parse().unwrap();
        let mut request = self
            .client
            .request(method, format!("{base}{path}"))
            .body(body);
        request = match who {
            "lever" | "stranger" => request,
            "impostor" => request.bearer_auth("sk_test_unknown"),
            "basic" => request.basic_auth(&self.key, Some("")),
            _ => request.bearer_auth(&self.key),
        };
        let given = Some(who).filter(|who| who.starts_with("acct_"));
        if let Some(account) = self.names.get(who).map(String::as_str).or(given) {
            request = request.header("Stripe-Account", account);
        }
        if !key.is_empty() {
            request = request.header("Idempotency-Key", key);
        }
        let answer = Answer::of(request.send().await.unwrap()).await;
        for pair in named.split_ascii_whitespace() {
            let (name, member) = pair.split_once(':').unwrap();
            let value = answer.body.get(member).and_then(Value::as_str);
            self.names
                .insert(name.to_owned(), value.unwrap_or("none").to_owned());
        }
        let Answer {
            status,
            request_id,
            replayed,
            body,
        } = answer;
        let replayed = if replayed { " again" } else { "" };
        format!("{status} {request_id}{replayed} {body}")
    }

    fn filled_in(&self, line: &str) -> String {
        // Longer names first: one may begin with another.
        let mut names: Vec<_> = self.names.iter().collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        let fill =
            |line: String, (name, id): (&String, &String)| line.replace(&format!("${name}"), id);
        names.into_iter().fold(line.to_owned(), fill)
    }
}

#[tokio::test]
async fn every_defect_shows_and_a_world_without_one_repeats_itself() {
    let client = Client::new();
    let sound = walk(&client, None).await;
    assert_eq!(walk(&client, None).await, sound);
    let mut unseen = Vec::new();
    // Those that show only when requests come at the same time have tests of their own.
    let alone = |defect: &&Defect| !defect.name().contains("race");
    let (client, sound) = (&client, &sound);
    let walks = Defect::ALL.iter().filter(alone).map(|defect| async move {
        let differs = |place: usize, answer: &str| sound[place] != answer;
        (defect, walk_until(client, Some(*defect), differs).await)
    });
    let mut walks = stream::iter(walks).buffered(AT_ONCE);
    while let Some((defect, walked)) = walks.next().await {
        let shows = walked.last() != sound.get(walked.len() - 1);
        let first = walked.last().and_then(|answer| answer.lines().next());
        println!(
            "{defect} ({}): {}",
            defect.rule(),
            first.unwrap_or_default()
        );
        if !shows && !ONLY_TOGETHER.contains(&defect.name()) {
            unseen.push(defect.name());
        }
    }
    assert!(unseen.is_empty(), "defects that nothing shows: {unseen:?}");
}

#[tokio::test]
async fn the_tour_goes_where_it_says() {
    let names_nothing = |answer: &&String| answer.contains(" none");
    let client = Client::new();
    let sound = walk(&client, None).await;
    let lost: Vec<_> = sound.iter().filter(names_nothing).collect();
    assert!(lost.is_empty(), "{lost:#?}");
    let broken: Vec<_> = sound
        .iter()
        .filter(|answer| answer.contains("\n50"))
        .collect();
    assert!(broken.is_empty(), "{broken:#?}");
}
