//! The exchanges of a run as an HTTP archive (HAR 1.2), for the viewers and clients that read those.
//!
//! A page is a scenario. Of scenarios with nothing wrong a run keeps the exchanges only where it is asked to
//! (`--keep-transcripts`, or a JSON report beside it), and only what is kept is here.
//!
//! - Keys are never in a run; where one was sent it says `[redacted]`.
//! - What was sent to levers goes by the scheme `levers:`, since a run does not know where they are.
//! - An exchange begins so long after the run as its clock says; one of an older report, which does not tell that, has the
//!   time of the run.

use std::fmt::Write as _;
use std::time::Duration;

use chrono::SecondsFormat;
use form_urlencoded::parse;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use super::curl::url;
use super::json::written;
use crate::run::result::{Run, ScenarioResult};
use crate::target::exchange::{Credentials, Exchange, Plane};

/// What stands for a key.
const REDACTED: &str = "[redacted]";

/// The exchanges that the run kept as a HAR, indented and with a newline at its end.
#[must_use]
pub fn render(run: &Run) -> String {
    let pages = kept(run).map(|scenario| page(run, scenario));
    written(&Archive {
        log: Log {
            version: "1.2",
            creator: json!({ "name": "recoup", "version": run.recoup }),
            pages: pages.collect(),
            entries: Entries(run),
            comment: "A page is a scenario.",
        },
    })
}

#[derive(Serialize)]
struct Archive<'a> {
    log: Log<'a>,
}

#[derive(Serialize)]
struct Log<'a> {
    version: &'static str,
    creator: Value,
    pages: Vec<Value>,
    entries: Entries<'a>,
    comment: &'static str,
}

/// Every exchange that was kept, made one at a time since there may be tens of thousands.
struct Entries<'a>(&'a Run);

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let run = self.0;
        let entries = kept(run).flat_map(|scenario| {
            let exchanges = scenario.exchanges.iter().enumerate();
            exchanges.map(move |(index, exchange)| (scenario, index, exchange))
        });
        serializer.collect_seq(entries.map(|(scenario, index, exchange)| {
            let lasted = f64::from(exchange.micros) / 1_000.0;
            json!({
                "pageref": &*scenario.id,
                "startedDateTime": time(run, exchange.began.after()),
                "time": lasted,
                "request": request(&run.url, exchange),
                "response": response(exchange),
                "cache": {},
                // What of it was sending and receiving nobody measured.
                "timings": { "send": 0, "wait": lasted, "receive": 0 },
                "comment": comment(scenario, index, exchange),
            })
        }))
    }
}

fn kept(run: &Run) -> impl Iterator<Item = &ScenarioResult> {
    let scenarios = run.scenarios.iter();
    scenarios.filter(|scenario| !scenario.exchanges.is_empty())
}

/// So long after the run had begun, in real time.
fn time(run: &Run, after: Option<Duration>) -> String {
    let after = chrono::Duration::from_std(after.unwrap_or_default()).unwrap_or_default();
    let time = run.started.checked_add_signed(after);
    let time = time.unwrap_or(run.started);
    time.to_rfc3339_opts(SecondsFormat::Micros, true)
}

fn page(run: &Run, scenario: &ScenarioResult) -> Value {
    let began = scenario
        .exchanges
        .iter()
        .filter_map(|one| one.began.after());
    json!({
        "startedDateTime": time(run, began.min()),
        "id": &*scenario.id,
        "title": format!("{} {}", scenario.rule, scenario.title),
        "pageTimings": { "onLoad": scenario.duration.as_secs_f64() * 1_000.0 },
        "comment": scenario.verdict.phrase(),
    })
}

/// Why a request was made, and what the findings say that point to it.
fn comment(scenario: &ScenarioResult, index: usize, exchange: &Exchange) -> String {
    let plane = exchange.plane.word();
    let mut said = vec![format!("{plane}, {}", exchange.purpose.word())];
    let findings = scenario.findings.iter();
    let pointing = findings.filter(|finding| finding.exchange == Some(index));
    said.extend(pointing.map(|finding| {
        format!(
            "{}: expected {}; observed {}",
            finding.rule, finding.expected, finding.observed
        )
    }));
    said.join("; ")
}

fn request(base: &str, exchange: &Exchange) -> Value {
    let address = match exchange.plane {
        Plane::Api => url(base, &exchange.path),
        Plane::Lever => url("levers:", &exchange.path),
    };
    let query = exchange.path.split_once('?').map(|(_, query)| query);
    let mut request = json!({
        "method": exchange.method,
        "url": strict(&address),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": request_headers(exchange),
        "queryString": pairs(query.unwrap_or_default()),
        "headersSize": -1,
        "bodySize": exchange.body.len(),
    });
    if !exchange.body.is_empty() {
        request["postData"] = match exchange.plane {
            Plane::Api => {
                json!({ "mimeType": FORM, "params": pairs(&exchange.body) })
            }
            Plane::Lever => json!({ "mimeType": JSON, "text": exchange.body }),
        };
    }
    request
}

/// The address with whatever clients send and archives must not have percent-encoded, as brackets in a query.
fn strict(address: &str) -> String {
    let mut strict = String::with_capacity(address.len());
    for (at, c) in address.char_indices() {
        let is_encoded = || {
            let digits = address.as_bytes().get(at + 1..at + 3);
            digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        };
        // What is none of ASCII has been encoded before.
        if "\"<>[]\\^`{|}".contains(c) || (c == '%' && !is_encoded()) {
            // Writing to memory does not fail.
            let _ = write!(strict, "%{:02X}", u32::from(c));
        } else {
            strict.push(c);
        }
    }
    strict
}

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

fn request_headers(exchange: &Exchange) -> Vec<Value> {
    let authorization = match (exchange.plane, exchange.credentials) {
        (Plane::Lever, _) | (Plane::Api, Credentials::Nothing) => None,
        (Plane::Api, Credentials::Bearer | Credentials::UnknownKey) => {
            Some(format!("Bearer {REDACTED}"))
        }
        (Plane::Api, Credentials::Basic) => Some(format!("Basic {REDACTED}")),
    };
    let body = match exchange.plane {
        Plane::Api => FORM,
        Plane::Lever => JSON,
    };
    let body = (!exchange.body.is_empty()).then(|| body.to_owned());
    headers([
        ("Authorization", authorization),
        ("Stripe-Account", exchange.account.clone()),
        ("Idempotency-Key", exchange.key.clone()),
        ("Content-Type", body),
    ])
}

fn response(exchange: &Exchange) -> Value {
    let (kind, text) = match &*exchange.answer {
        Value::Null => ("x-unknown", String::new()),
        Value::String(text) => ("text/plain", text.clone()),
        answer => (JSON, answer.to_string()),
    };
    let replayed = exchange.replayed.then(|| "true".to_owned());
    let mut response = json!({
        // What no answer came to has the status 0 in archives.
        "status": exchange.status.unwrap_or_default(),
        "statusText": "",
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers([
            ("Request-Id", exchange.request_id.clone()),
            ("Idempotent-Replayed", replayed),
        ]),
        "content": { "size": text.len(), "mimeType": kind, "text": text },
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": -1,
    });
    if let Some(trouble) = &exchange.trouble {
        response["comment"] = trouble.as_str().into();
    }
    response
}

fn headers<const N: usize>(headers: [(&str, Option<String>); N]) -> Vec<Value> {
    let there = headers
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    there.map(|(name, value)| pair(name, &value)).collect()
}

fn pairs(encoded: &str) -> Vec<Value> {
    let pairs = parse(encoded.as_bytes());
    pairs.map(|(name, value)| pair(&name, &value)).collect()
}

fn pair(name: &str, value: &str) -> Value {
    let members = [("name", name), ("value", value)];
    let members = members.map(|(member, text)| (member.to_owned(), text.into()));
    Value::Object(Map::from_iter(members))
}
