//! The canonical transcript of a scenario.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::{self, Write};

use serde::de::IgnoredAny;
use serde_json::Value;

use super::alias::Aliases;
use super::answer::Rewriter;
use super::form;
use super::time::relative;
use crate::target::exchange::{Exchange, Plane, Purpose};

/// What was said in a scenario, in order, without what differs from run to run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Transcript {
    /// Requests and answers of the API plane that belong to the scenario.
    pub entries: Vec<Entry>,
    /// Members that were left out because no document names them, as `payout.color`, each once.
    pub unnamed: BTreeSet<String>,
}

/// A request and its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Which of the scenario's exchanges it is.
    pub exchange: usize,
    /// The world's time, where it has moved since the request before.
    pub clock: Option<String>,
    /// `GET`, `POST` or `DELETE`.
    pub method: String,
    /// Path and query, decoded.
    pub path: String,
    /// What the request said beside path and form, a header a line: the alias of the account that it named, its
    /// idempotency key, and who made it where that was not the key's holder in the usual way.
    pub headers: Vec<String>,
    /// The form as `name=value`, decoded.
    pub body: Vec<String>,
    /// The HTTP status, or none when no whole answer came.
    pub status: Option<u16>,
    /// Whether the answer says that it repeats an earlier one.
    pub replayed: bool,
    /// The JSON answer as snapshots show it; a string when it was not JSON.
    pub answer: String,
}

const CLOCK: &str = "clock: ";
const ACCOUNT: &str = "Stripe-Account: ";
const KEY: &str = "Idempotency-Key: ";
const CREDENTIALS: &str = "Authorization: ";
const REPLAYED: &str = " (replayed)";
const NO_ANSWER: &str = "no answer";

/// The canonical transcript of a scenario whose clock stood at `t0` when it began.
///
/// Levers and footprints are left out: how a state is arranged or looked at is not the target's doing. Of levers only
/// what the conversation refers to is kept: the ids of what they made, and how far they have moved the clock.
#[must_use]
pub fn canonical(exchanges: &[Exchange], t0: i64) -> Transcript {
    let rewriter = Rewriter {
        aliases: RefCell::new(learned(exchanges)),
        t0,
        unnamed: RefCell::default(),
        keys: exchanges
            .iter()
            .filter_map(|it| it.key.as_deref())
            .collect(),
    };
    let (mut now, mut told) = (t0, t0);
    let mut entries = Vec::new();
    for (index, exchange) in exchanges.iter().enumerate() {
        if arranges(exchange) {
            rewriter.aliases.borrow_mut().arrange(&exchange.answer);
            now = clock(exchange).unwrap_or(now);
        }
        if !is_spoken(exchange) {
            continue;
        }
        let clock = (now != told).then(|| relative(i128::from(now), t0));
        told = now;
        let entry = asked(exchange, &mut rewriter.aliases.borrow_mut(), t0);
        entries.push(Entry {
            exchange: index,
            clock,
            answer: rewriter.answer(&exchange.answer),
            ..entry
        });
    }
    Transcript {
        entries,
        unnamed: rewriter.unnamed.into_inner(),
    }
}

/// A request in words, its ids met before those of its answer.
fn asked(exchange: &Exchange, aliases: &mut Aliases, t0: i64) -> Entry {
    Entry {
        exchange: 0,
        clock: None,
        method: exchange.method.clone(),
        path: form::path(&exchange.path, aliases, t0),
        headers: headers(exchange, aliases),
        body: form::pairs(&exchange.body, aliases, t0),
        status: exchange.status,
        replayed: exchange.replayed,
        answer: String::new(),
    }
}

/// The headers of a request that say something of their own.
fn headers(exchange: &Exchange, aliases: &mut Aliases) -> Vec<String> {
    let account = exchange.account.as_ref();
    let account = account.map(|account| format!("{ACCOUNT}{}", aliases.account(account)));
    let key = exchange.key.as_ref();
    let key = key.map(|key| format!("{KEY}{key}"));
    let credentials = exchange.credentials.remark();
    let credentials = credentials.map(|credentials| format!("{CREDENTIALS}{credentials}"));
    account.into_iter().chain(key).chain(credentials).collect()
}

/// Whether an exchange is part of the conversation.
fn is_spoken(exchange: &Exchange) -> bool {
    exchange.plane == Plane::Api && exchange.purpose != Purpose::Footprint
}

/// Whether an exchange is a lever's of a world; making the world itself names the platform, which is nobody's first account.
fn arranges(exchange: &Exchange) -> bool {
    exchange.plane == Plane::Lever
        && exchange.purpose != Purpose::Footprint
        && exchange.path != "/worlds"
}

/// The time that a lever says it is in its world.
fn clock(exchange: &Exchange) -> Option<i64> {
    let is_clock = exchange.path.ends_with("/clock");
    exchange.answer.get("now")?.as_i64().filter(|_| is_clock)
}

/// Aliases that know every id which an object, a header or a lever says is one.
fn learned(exchanges: &[Exchange]) -> Aliases {
    let mut aliases = Aliases::default();
    for exchange in exchanges.iter().filter(|exchange| is_spoken(exchange)) {
        aliases.learn(&exchange.answer, 0);
        if let Some(account) = &exchange.account {
            aliases.learn_account(account);
        }
    }
    let levers = exchanges.iter().filter(|exchange| arranges(exchange));
    levers.for_each(|lever| aliases.learn_arranged(&lever.answer));
    aliases
}

impl Transcript {
    /// The text that snapshots keep: for each exchange a block for the request and a block for the answer.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (index, entry) in self.entries.iter().enumerate() {
            if index > 0 {
                text.push('\n');
            }
            // Writing to a string cannot fail.
            let _ = entry.write(&mut text);
        }
        text
    }

    /// Reads a text back; none when it is no transcript.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.replace("\r\n", "\n");
        let blocks: Vec<_> = text
            .trim_end()
            .split("\n\n")
            .filter(|block| !block.is_empty())
            .collect();
        let entries = blocks
            .chunks(2)
            .enumerate()
            .map(|(exchange, pair)| Entry::parse(exchange, pair));
        Some(Self {
            entries: entries.collect::<Option<_>>()?,
            unnamed: BTreeSet::new(),
        })
    }

    /// What is worth a note: the members that were left out.
    pub fn notes(&self) -> impl Iterator<Item = String> + '_ {
        self.unnamed
            .iter()
            .map(|member| format!("`{member}` is named by no document; it was not judged"))
    }
}

impl Entry {
    /// The alias of the connected account that the request named.
    #[must_use]
    pub fn account(&self) -> Option<&str> {
        self.headers
            .iter()
            .find_map(|line| line.strip_prefix(ACCOUNT))
    }

    fn write(&self, text: &mut String) -> fmt::Result {
        if let Some(clock) = &self.clock {
            writeln!(text, "{CLOCK}{clock}")?;
        }
        writeln!(text, "{} {}", self.method, self.path)?;
        for line in self.headers.iter().chain(&self.body) {
            writeln!(text, "{line}")?;
        }
        text.push('\n');
        self.write_answer(text)
    }

    fn write_answer(&self, text: &mut String) -> fmt::Result {
        let replayed = if self.replayed { REPLAYED } else { "" };
        match self.status {
            None => writeln!(text, "{NO_ANSWER}"),
            Some(status) => writeln!(text, "{status}{replayed}\n{}", self.answer),
        }
    }

    /// The JSON answer.
    #[must_use]
    pub fn answer(&self) -> Value {
        // It was written, or found to be JSON when it was read.
        serde_json::from_str(&self.answer).unwrap_or_default()
    }

    /// The block of the answer: its status, and below that its JSON.
    #[must_use]
    pub fn answer_text(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.write_answer(&mut text);
        text
    }

    fn parse(exchange: usize, pair: &[&str]) -> Option<Self> {
        let [request, answer] = pair else { return None };
        let mut request = request.lines().peekable();
        let clock = request.peek().and_then(|line| line.strip_prefix(CLOCK));
        let clock = clock.map(str::to_owned);
        if clock.is_some() {
            request.next();
        }
        let (method, path) = request.next()?.split_once(' ')?;
        let is_header = |line: &String| {
            let known = [ACCOUNT, KEY, CREDENTIALS];
            known.iter().any(|name| line.starts_with(name))
        };
        let lines: Vec<_> = request.map(str::to_owned).collect();
        let (headers, body) = lines.into_iter().partition(is_header);
        let (status, replayed, answer) = match answer.split_once('\n') {
            None if *answer == NO_ANSWER => (None, false, "null".to_owned()),
            None => return None,
            Some((line, answer)) => {
                let status = line.strip_suffix(REPLAYED);
                let replayed = status.is_some();
                let status = status.unwrap_or(line).parse().ok()?;
                let _is_json: IgnoredAny = serde_json::from_str(answer).ok()?;
                (Some(status), replayed, answer.to_owned())
            }
        };
        Some(Self {
            exchange,
            clock,
            method: method.to_owned(),
            path: path.to_owned(),
            headers,
            body,
            status,
            replayed,
            answer,
        })
    }
}
