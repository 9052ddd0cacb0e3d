//! A request and its answer, kept for findings, transcripts and reports.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::json;
use super::secret::Redactor;

/// The surface that a request went to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Plane {
    /// The API under test (`/v1/…`).
    Api,
    /// The levers, which arrange states and are never judged.
    Lever,
}

impl Plane {
    /// The word used in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Lever => "lever",
        }
    }
}

/// Why a request was made, which decides whether its answer can break a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// History: it makes what the scenario's `Given` steps say.
    Arrange,
    /// The one act of the scenario's `When` step: the judged request.
    Act,
    /// A reading that a `Then` step compares.
    Observe,
    /// A reading of balances, objects and events before and after the act, to show what moved.
    Footprint,
}

impl Purpose {
    /// The word used in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Arrange => "arrange",
            Self::Act => "act",
            Self::Observe => "observe",
            Self::Footprint => "footprint",
        }
    }

    /// Whether a rule can be broken by the answer.
    #[must_use]
    pub fn is_judged(self) -> bool {
        match self {
            Self::Act | Self::Observe => true,
            Self::Arrange | Self::Footprint => false,
        }
    }
}

/// How a request says who makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Credentials {
    /// The key as a bearer token.
    #[default]
    Bearer,
    /// The key as the user name of Basic authentication, with an empty password.
    Basic,
    /// Nothing at all.
    Nothing,
    /// A key that nobody has.
    UnknownKey,
}

impl Credentials {
    /// Every way, the usual one first.
    const ALL: [Self; 4] = [Self::Bearer, Self::Basic, Self::Nothing, Self::UnknownKey];

    /// The way that transcripts say this of.
    #[must_use]
    pub fn from_remark(remark: Option<&str>) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.remark() == remark)
    }

    /// What transcripts say of it, where it is not the usual.
    #[must_use]
    pub fn remark(self) -> Option<&'static str> {
        match self {
            Self::Bearer => None,
            Self::Basic => Some("Basic"),
            Self::Nothing => Some("none"),
            Self::UnknownKey => Some("an unknown key"),
        }
    }
}

/// When an exchange began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Began {
    /// Nobody knows.
    #[default]
    Unknown,
    /// Then; a run that is over tells it by its own start.
    At(Instant),
    /// So long after the run had begun.
    After(Duration),
}

impl Began {
    /// The same, told by the start of the run.
    #[must_use]
    pub fn since(self, start: Instant) -> Self {
        match self {
            Self::At(instant) => Self::After(instant.saturating_duration_since(start)),
            Self::Unknown | Self::After(_) => self,
        }
    }

    /// The same, of a run that is now a part of one that began so much earlier.
    #[must_use]
    pub fn later(self, by: Duration) -> Self {
        match self {
            Self::After(start) => Self::After(start.saturating_add(by)),
            Self::Unknown | Self::At(_) => self,
        }
    }

    /// How long after the run had begun, where that is known.
    #[must_use]
    pub fn after(self) -> Option<Duration> {
        match self {
            Self::After(start) => Some(start),
            Self::Unknown | Self::At(_) => None,
        }
    }
}

/// A request and its answer.
///
/// Secrets are not in here: the key never is, and the redactor has gone over body and answer, or has ruled out that the
/// text of an unread answer holds any.
#[derive(Debug, Clone, PartialEq)]
pub struct Exchange {
    /// Where the request went.
    pub plane: Plane,
    /// Why it was made.
    pub purpose: Purpose,
    /// `GET`, `POST` or `DELETE`.
    pub method: String,
    /// Path and query, beginning with `/`; for levers relative to the levers URL.
    pub path: String,
    /// The connected account that the request named in `Stripe-Account`.
    pub account: Option<String>,
    /// The idempotency key that the request carried.
    pub key: Option<String>,
    /// How the request said who makes it.
    pub credentials: Credentials,
    /// The body as sent: a form on the API plane, JSON on the lever plane, else empty.
    pub body: String,
    /// The HTTP status, or none when no whole answer came.
    pub status: Option<u16>,
    /// What the answer's `Request-Id` says.
    pub request_id: Option<String>,
    /// Whether the answer says that it repeats an earlier one (`Idempotent-Replayed`).
    pub replayed: bool,
    /// The JSON answer; `null` when there was none or nobody has read it, a string when it was not JSON. Shared with
    /// whoever compares it.
    pub answer: Arc<Value>,
    /// The answer as it came, for as long as its scenario goes on; afterwards only where it is kept instead of what it
    /// says, which is `null` then, as it is where nobody has read it. Empty where there was none, where a secret was in it, and where the answer is not what
    /// came to the letter: of levers that are no HTTP routes.
    pub text: Vec<u8>,
    /// What went wrong on the way, when `status` is none or the answer is not JSON.
    pub trouble: Option<String>,
    /// How long it took until the answer was there or given up, in microseconds; 0 where nobody knows. Told, never judged.
    pub micros: u32,
    /// When it began. Told, never judged.
    pub began: Began,
}

/// The most of an answer that is kept once it has been judged, by weight: what its texts are long and what is in it.
const KEPT: usize = 32 * 1024;

/// How long the text of a short answer is at most.
const SHORT: usize = 8 * 1024;

/// What an object weighs beside its members: even one with a single member takes a node of a tree.
const OBJECT: usize = 100;

/// What a longer answer begins with, in characters.
const BEGINNING: usize = 4_000;

impl Exchange {
    /// A lever that is pulled, before anything has come back.
    #[must_use]
    pub fn of_lever(method: &str, path: &str, body: String) -> Self {
        Self {
            plane: Plane::Lever,
            purpose: Purpose::Arrange,
            method: method.to_owned(),
            path: path.to_owned(),
            account: None,
            key: None,
            credentials: Credentials::default(),
            body,
            status: None,
            request_id: None,
            replayed: false,
            answer: Arc::default(),
            text: Vec::new(),
            trouble: None,
            micros: 0,
            began: Began::Unknown,
        }
    }

    /// Notes that it began then and is over now.
    pub fn lasted_since(&mut self, then: Instant) {
        self.micros = u32::try_from(then.elapsed().as_micros()).unwrap_or(u32::MAX);
        self.began = Began::At(then);
    }

    /// Cuts an answer that is too long to be kept down to its beginning, so that a run stays bounded whatever it is told.
    pub fn shorten(&mut self) {
        if self.weight() > KEPT {
            self.cut();
        }
        // Ids come from the target, too, and may have any length.
        let optional = [&mut self.account, &mut self.key, &mut self.trouble];
        let texts = optional.into_iter().flatten();
        for text in texts.chain([&mut self.path, &mut self.body]) {
            if text.len() > KEPT {
                *text = beginning(text);
            }
        }
    }

    /// What the answer weighs in memory, roughly; a short one, which most are, and one that is not read by the length of
    /// its text.
    #[must_use]
    pub fn weight(&self) -> usize {
        match self.text.len() {
            short @ 1..=SHORT => short,
            long if self.is_unread() => long,
            _ => weight(&self.answer),
        }
    }

    /// Whether there is an answer that nobody has read.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        !self.text.is_empty() && self.answer.is_null()
    }

    /// Reads the answer; one that is no JSON is a text, and says why.
    pub fn read(&mut self) {
        match json::read(&self.text) {
            Ok(answer) => self.answer = Arc::new(answer),
            Err(trouble) => {
                let text = std::mem::take(&mut self.text);
                let text = String::from_utf8_lossy(&text).into_owned();
                self.answer = Arc::new(Value::String(text));
                self.trouble = Some(trouble);
            }
        }
    }

    /// Keeps the text of the answer instead of what it says, or the other way round.
    ///
    /// What it says takes several times the memory, and of what is only looked at nobody asks for it again.
    pub fn lay_aside(&mut self, is_laid_aside: bool) {
        if !is_laid_aside {
            self.text = Vec::new();
        } else if !self.text.is_empty() {
            self.answer = Arc::default();
        }
    }

    /// Reads the answer after it was kept: one that is no JSON holds what a redactor takes out of texts only.
    pub fn read_late(&mut self, redactor: &Redactor) {
        self.read();
        if let Value::String(text) = &*self.answer {
            self.answer = Arc::new(redactor.text(text.clone()).into());
        }
        self.trouble = self.trouble.take().map(|text| redactor.text(text));
    }

    /// Reads an answer that was laid aside.
    pub fn take_up(&mut self, redactor: &Redactor) {
        if self.is_unread() {
            self.read_late(redactor);
        }
        self.text = Vec::new();
    }

    /// Cuts an answer down to its beginning.
    pub fn cut(&mut self) {
        let text = match &*self.answer {
            Value::String(text) => Cow::Borrowed(text.as_str()),
            other => Cow::Owned(other.to_string()),
        };
        self.answer = Arc::new(Value::String(beginning(&text)));
        self.text = Vec::new();
    }
}

fn beginning(text: &str) -> String {
    let end = text.char_indices().nth(BEGINNING);
    let end = end.map_or(text.len(), |(end, _)| end);
    let more = text.len() - end;
    format!("{} … and {more} bytes more", &text[..end])
}

fn weight(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => 8,
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(|item| weight(item) + 8).sum(),
        Value::Object(members) => {
            let members = members.iter();
            OBJECT
                + members
                    .map(|(name, value)| name.len() + weight(value))
                    .sum::<usize>()
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn answered(answer: Value) -> Exchange {
        Exchange {
            plane: Plane::Api,
            purpose: Purpose::Act,
            method: "GET".to_owned(),
            path: "/v1/payouts".to_owned(),
            account: None,
            key: None,
            credentials: Credentials::default(),
            body: String::new(),
            status: Some(200),
            request_id: None,
            replayed: false,
            answer: Arc::new(answer),
            text: Vec::new(),
            trouble: None,
            micros: 0,
            began: Began::Unknown,
        }
    }

    #[test]
    fn a_long_answer_is_kept_by_its_beginning() {
        for long in [
            json!(["x".repeat(KEPT)]),
            json!("é".repeat(KEPT)),
            json!(vec![0; KEPT]),
        ] {
            let mut exchange = answered(long);
            exchange.shorten();
            let text = exchange.answer.as_str().unwrap_or_default();
            assert!(
                text.len() < 3 * BEGINNING && text.ends_with(" bytes more"),
                "{text}"
            );
        }
        let usual = json!({"data": [{"id": "po_1"}]});
        let mut exchange = answered(usual.clone());
        exchange.shorten();
        assert_eq!(*exchange.answer, usual);
    }
}
