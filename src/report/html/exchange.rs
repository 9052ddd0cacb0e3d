//! The conversation behind a finding: every request and its answer, folded.

use maud::{Markup, html};
use serde_json::Value;

use super::text::{counted, in_line, shown};
use crate::target::exchange::{Exchange, Plane, Purpose};

/// All of a scenario's, those that show a finding opened.
pub(super) fn transcript(exchanges: &[Exchange], pointed: &[usize]) -> Markup {
    html! {
        details.transcript {
            summary { "Conversation: " (counted(exchanges.len(), "exchange", "exchanges")) }
            @for (index, exchange) in exchanges.iter().enumerate() {
                (told(exchange, pointed.contains(&index)))
            }
        }
    }
}

/// One exchange.
pub(super) fn told(exchange: &Exchange, shows: bool) -> Markup {
    let parameters = parameters(exchange);
    let answer = answer(exchange);
    html! {
        details class={ "x " (exchange.purpose.word()) } open[shows] {
            summary {
                span class={ "status " (class(exchange.status)) } { (status(exchange.status)) }
                @match exchange.plane { Plane::Lever => { span.plane { "lever" } } Plane::Api => {} }
                b { (in_line(&exchange.method)) } " "
                span.path { (in_line(&exchange.path)) }
                @if let Some(account) = &exchange.account { span.as { "as " (in_line(account)) } }
                span.purpose { (purpose(exchange.purpose)) @if shows { ", shows it" } }
            }
            @if let Some(key) = &exchange.key { p.small { "Idempotency-Key: " code { (in_line(key)) } } }
            @if let Some(remark) = exchange.credentials.remark() { p.small { "credentials: " (remark) } }
            @if !parameters.is_empty() { p.label { "sent" } pre { (parameters) } }
            @if let Some(trouble) = &exchange.trouble { p.trouble { (in_line(trouble)) } }
            @if !answer.is_empty() { p.label { "answered" @if exchange.replayed { " (a replay)" } } pre { (answer) } }
            @if let Some(id) = &exchange.request_id { p.small { "Request-Id: " code { (in_line(id)) } } }
        }
    }
}

fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Arrange => "set-up",
        Purpose::Act => "the act",
        Purpose::Observe => "reading",
        Purpose::Footprint => "footprint",
    }
}

fn status(status: Option<u16>) -> String {
    status.map_or_else(|| "none".to_owned(), |status| status.to_string())
}

fn class(status: Option<u16>) -> &'static str {
    match status {
        Some(200..=299) => "ok",
        Some(400..=499) => "refused",
        Some(_) | None => "odd",
    }
}

/// The body a parameter a line, decoded; JSON of levers as it is.
fn parameters(exchange: &Exchange) -> String {
    match exchange.plane {
        Plane::Api => {
            let pairs = form_urlencoded::parse(exchange.body.as_bytes());
            let lines = pairs.map(|(name, value)| in_line(&format!("{name} = {value}")));
            shown(&lines.collect::<Vec<_>>().join("\n"))
        }
        Plane::Lever => shown(&exchange.body),
    }
}

fn answer(exchange: &Exchange) -> String {
    match &*exchange.answer {
        Value::Null => String::new(),
        Value::String(text) => shown(text),
        json => {
            let text = serde_json::to_string_pretty(json);
            shown(&text.unwrap_or_else(|_| json.to_string()))
        }
    }
}
