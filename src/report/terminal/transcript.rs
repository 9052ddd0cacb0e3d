//! Exchanges on the page: the judged ones in full, the rest a line each.

use super::page::{Ink, Inked, NONE, Page};
use crate::report::curl;
use crate::report::visible::one_line;
use crate::shorten::cut;
use crate::target::exchange::{Exchange, Plane, Purpose};
use serde_json::{Map, Value};
use textwrap::core::display_width;

/// How many lines of an answer are shown, and how many when verbose.
const ANSWER: (usize, usize) = (48, 1_000);
/// How many characters a folded line has at most, before what was sent.
const LONGEST: usize = 240;
/// What was sent is shown in a folded line when there is room for so many columns of it.
const LEAST: usize = 12;

/// The transcript of a finding; `pointed` are the exchanges that findings point to, `told` those whose answers a diff
/// has shown already.
pub(super) fn tell(page: &mut Page, exchanges: &[Exchange], (pointed, told): (&[usize], &[usize])) {
    let mut above = None;
    let mut alike = Alike::default();
    for (index, exchange) in exchanges.iter().enumerate() {
        let label = purpose(exchange.purpose);
        let whole = page.style.verbose
            || !told.contains(&index)
                && (exchange.purpose == Purpose::Act || pointed.contains(&index));
        if whole {
            alike.flush(page);
            full(page, label, exchange);
            above = None;
        } else if exchange.purpose != Purpose::Footprint {
            // Folded lines of one purpose stand under one label.
            let shown = if above == Some(exchange.purpose) {
                ""
            } else {
                label
            };
            alike.add(page, shown, line(page, exchange));
            above = Some(exchange.purpose);
        }
    }
    alike.flush(page);
}

/// Lines that follow each other and say the same are one, with their number.
#[derive(Default)]
struct Alike {
    label: &'static str,
    line: String,
    times: usize,
}

impl Alike {
    fn add(&mut self, page: &mut Page, label: &'static str, line: String) {
        if self.times > 0 && label.is_empty() && line == self.line {
            self.times += 1;
            return;
        }
        self.flush(page);
        (self.label, self.line, self.times) = (label, line, 1);
    }

    fn flush(&mut self, page: &mut Page) {
        let times = match self.times {
            0 => return,
            1 => String::new(),
            more => format!("  ×{more}"),
        };
        let line = format!("{}{times}", self.line);
        page.row(Ink::Faint.on(self.label), Ink::Faint.on(&line));
        self.times = 0;
    }
}

/// An exchange in one line; what it sent is cut where the page ends.
pub(super) fn folded(page: &mut Page, label: Inked<'_>, exchange: &Exchange) {
    let line = line(page, exchange);
    page.row(label, Ink::Faint.on(&line));
}

fn line(page: &Page, exchange: &Exchange) -> String {
    let line = format!(
        "{} → {}{}",
        request_line(exchange),
        outcome(exchange),
        made(exchange)
    );
    let line = one_line(&cut(&line, LONGEST)).into_owned();
    let room = page.width().saturating_sub(display_width(&line) + 2);
    let sent = fitting(&one_line(&sent(exchange)), room);
    let gap = if sent.is_empty() { "" } else { "  " };
    format!("{line}{gap}{sent}")
}

/// The id of what was made, which later lines name it by; levers call it by what it is.
fn made(exchange: &Exchange) -> String {
    let own = match exchange.plane {
        Plane::Api => exchange.answer.get("id"),
        Plane::Lever => MADE.iter().find_map(|name| exchange.answer.get(name)),
    };
    let is_post = exchange.method == "POST";
    let id = own.and_then(Value::as_str).filter(|_| is_post);
    id.map(|id| format!(" {id}")).unwrap_or_default()
}

/// The members by which levers name what they made.
const MADE: [&str; 7] = [
    "world",
    "payout",
    "charge",
    "received_debit",
    "financial_account",
    "account",
    "external_account",
];

/// The members of a lever's request that say most.
const TELLING: [&str; 6] = ["act", "advance", "amount", "currency", "kind", "account"];

/// What was sent, in one line: of levers what says most first, and not what says nothing.
fn sent(exchange: &Exchange) -> String {
    let parameters = parameters(exchange).join(" ");
    match (exchange.plane, serde_json::from_str(&parameters)) {
        (Plane::Lever, Ok(Value::Object(members))) => {
            let mut told = Vec::new();
            told_members(&members, "", &mut told);
            told.sort_by_key(|(name, _)| {
                let rank = TELLING.iter().position(|telling| telling == name);
                rank.unwrap_or(TELLING.len())
            });
            let told = told.iter().map(|(name, value)| format!("{name}={value}"));
            told.collect::<Vec<_>>().join(" ")
        }
        (Plane::Lever | Plane::Api, _) => parameters,
    }
}

/// Members that say something, those of parts with the name of the part before theirs.
fn told_members(members: &Map<String, Value>, above: &str, told: &mut Vec<(String, String)>) {
    for (name, value) in members {
        let name = format!("{above}{name}");
        match value {
            Value::Null => {}
            Value::Object(part) => told_members(part, &format!("{name}."), told),
            Value::String(text) => told.push((name, text.clone())),
            Value::Bool(_) | Value::Number(_) | Value::Array(_) => {
                told.push((name, value.to_string()));
            }
        }
    }
}

/// An exchange in full: request, body, status, answer.
pub(super) fn full(page: &mut Page, label: &str, exchange: &Exchange) {
    page.row(
        Ink::Plain.on(label),
        Ink::Strong.on(&one_line(&request_line(exchange))),
    );
    let body = parameters(exchange);
    let most = if page.style.verbose {
        ANSWER.1
    } else {
        ANSWER.0
    };
    page.lines(NONE, body.iter().map(|line| Ink::Plain.on(line)), most);
    page.prose(Ink::Plain.on("answer"), Ink::Strong.on(&outcome(exchange)));
    let answer = match &*exchange.answer {
        Value::Null => return,
        Value::String(text) => text.clone(),
        json => serde_json::to_string_pretty(json).unwrap_or_else(|_| json.to_string()),
    };
    page.lines(NONE, answer.lines().map(|line| Ink::Plain.on(line)), most);
}

/// The curl line, broken between its words where the page ends.
pub(super) fn repeat(page: &mut Page, base: &str, exchange: &Exchange) {
    if let Some(words) = curl::words(base, exchange) {
        command(page, Ink::Plain.on("repeat"), words);
    }
}

/// A command, broken between its words where the page ends, so that it can be pasted as it stands.
pub(super) fn command(page: &mut Page, mut label: Inked<'_>, words: Vec<String>) {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        let room = page.width().saturating_sub(2);
        match lines.last_mut() {
            Some(line) if display_width(line) + word.len() < room => {
                line.push(' ');
                line.push_str(&word);
            }
            Some(line) => {
                line.push_str(" \\");
                lines.push(format!("  {word}"));
            }
            None => lines.push(word),
        }
    }
    for line in lines {
        // In full, however long: a line that is cut repeats nothing.
        page.row(label, Ink::Plain.on(&line));
        label = NONE;
    }
}

fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Arrange => "set-up",
        Purpose::Act => "act",
        Purpose::Observe => "reading",
        Purpose::Footprint => "footprint",
    }
}

fn request_line(exchange: &Exchange) -> String {
    let plane = match exchange.plane {
        Plane::Api => "",
        Plane::Lever => "lever ",
    };
    let account = exchange
        .account
        .as_ref()
        .map(|account| format!(" as {account}"))
        .unwrap_or_default();
    format!("{plane}{} {}{account}", exchange.method, exchange.path)
}

/// What came of it: the status, and what went wrong.
fn outcome(exchange: &Exchange) -> String {
    let status = exchange
        .status
        .map_or_else(|| "no answer".to_owned(), |status| status.to_string());
    match &exchange.trouble {
        Some(trouble) => format!("{status}: {trouble}"),
        None => status,
    }
}

/// The body a parameter a line, decoded; JSON of levers as it is.
fn parameters(exchange: &Exchange) -> Vec<String> {
    match exchange.plane {
        Plane::Api => form_urlencoded::parse(exchange.body.as_bytes())
            .map(|(name, value)| one_line(&format!("{name}={value}")).into_owned())
            .collect(),
        Plane::Lever => exchange.body.lines().map(str::to_owned).collect(),
    }
}

/// As much of a text as fits, or nothing where that would be too little to know it by.
fn fitting(text: &str, room: usize) -> String {
    if display_width(text) <= room {
        return text.to_owned();
    }
    if room < LEAST {
        return String::new();
    }
    let mut fits = String::new();
    for c in text.chars() {
        if display_width(&fits) + 2 > room {
            break;
        }
        fits.push(c);
    }
    fits + "…"
}
