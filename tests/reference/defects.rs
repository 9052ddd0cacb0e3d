//! Every defect changes something that can be seen, and nothing is different without one.

use std::collections::HashMap;

use recoup::reference::{Defect, Embedded, Options};
use reqwest::{Client, Method};
use serde_json::Value;

use crate::inbox::{Delivery, Inbox};
use crate::world::Answer;

/// Defects that take several requests at once to show; tests of their own show them.
const ONLY_TOGETHER: [&str; 1] = ["debit-reversal-race"];

const TOUR: &str = include_str!("tour.txt");

/// Who walks the tour, and what the answers so far have named.
struct Walker {
    server: Embedded,
    client: Client,
    levers: String,
    key: String,
    names: HashMap<String, String>,
    inbox: Inbox,
}

/// Walks the tour on a fresh server and writes down every answer.
async fn walk(client: &Client, defect: Option<Defect>) -> Vec<String> {
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
        inbox: Inbox::open().await,
    };
    let mut answers = Vec::new();
    let lines = TOUR.lines().filter(|line| !line.starts_with('#'));
    for line in lines.filter(|line| !line.is_empty()) {
        let answer = match line.strip_prefix("world ") {
            Some(label) => walker.enter(label).await,
            None => match line.strip_prefix("inbox") {
                Some(plan) => walker.look(plan.trim()),
                None => walker.step(line).await,
            },
        };
        let answer = answer.replace(&walker.inbox.url, "http://inbox");
        answers.push(format!("{line}\n{answer}"));
    }
    answers
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
        let inbox = self.inbox.url.clone();
        self.names.insert("inbox".to_owned(), inbox);
        String::new()
    }

    /// Plans what the inbox answers next, or tells what it has got.
    fn look(&mut self, plan: &str) -> String {
        if let Ok(status) = plan.parse() {
            self.inbox.plan(status);
            return String::new();
        }
        let came = self.inbox.all();
        let mut told: Vec<String> = came.iter().map(|one| self.told(one)).collect();
        told.sort();
        told.join("\n")
    }

    /// A delivery, by whose secret it is signed, and whether its time is that of today.
    fn told(&self, delivery: &Delivery) -> String {
        let secrets = self
            .names
            .iter()
            .filter(|(_, name)| name.starts_with("whsec_"));
        let mut signed = secrets.filter_map(|(who, secret)| Some((who, delivery.time(secret)?)));
        let signed = signed.next().map(|(who, time)| (who, time > 1_750_000_000));
        format!("{signed:?} {}", delivery.event())
    }

    async fn step(&mut self, line: &str) -> String {
        let (line, named) = line.split_once(" => ").unwrap_or((line, ""));
        let line = self.filled_in(line);
        let parts: Vec<&str> = line.splitn(4, ' ').collect();
        let (who, key) = parts[0].split_once('!').unwrap_or((parts[0], ""));
        let (method, path) = (parts[1], parts[2]);
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
        if who != "lever" {
            request = request.bearer_auth(&self.key);
        }
        if !key.is_empty() {
            request = request.header("Idempotency-Key", key);
        }
        if let Some(account) = self.names.get(who) {
            request = request.header("Stripe-Account", account);
        }
        let answer = Answer::of(request.send().await.unwrap()).await;
        for pair in named.split_ascii_whitespace() {
            let (name, member) = pair.split_once(':').unwrap();
            let value = answer.body.get(member).and_then(Value::as_str);
            self.names
                .insert(name.to_owned(), value.unwrap_or("none").to_owned());
        }
        format!("{} {} {}", answer.status, answer.request_id, answer.body)
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
    for defect in Defect::ALL.iter().filter(alone) {
        let walked = walk(&client, Some(*defect)).await;
        let differing = walked
            .iter()
            .zip(&sound)
            .filter(|(one, other)| one != other);
        let count = differing.count();
        println!(
            "{count:4} answers differ under {defect} ({})",
            defect.rule()
        );
        if count == 0 && !ONLY_TOGETHER.contains(&defect.name()) {
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
