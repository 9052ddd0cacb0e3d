//! Refusals: their form, and that they leave no trace.

use std::collections::BTreeSet;

use serde_json::Value;

use super::cell::quoted;
use super::trouble::Stop;
use super::words::{ErrorForm, Noun, Refused};
use super::world::{Answer, World, refusal_text};

/// Statuses by which an API says no to a request that it understood.
const REFUSALS: [u16; 4] = [400, 402, 403, 409];

/// Every type that an error can have.
const TYPES: [&str; 4] = [
    "api_error",
    "card_error",
    "idempotency_error",
    "invalid_request_error",
];

impl World {
    /// Checks that the answer is a refusal of the documented form.
    ///
    /// # Errors
    /// When it is not.
    pub fn check_refused(&mut self, answer: &Answer, refused: Refused) -> Result<(), Stop> {
        match refused {
            Refused::Request => {
                let statuses = self.refusals(answer);
                let expected = format!("the request is refused (status {})", either(&statuses));
                self.check_status(answer, &statuses, &expected)?;
                self.check_error(answer, "invalid_request_error")
            }
            Refused::Key => {
                self.check_status(answer, &[400], "the key is refused (status 400)")?;
                self.check_error(answer, "idempotency_error")
            }
            Refused::Account => {
                self.check_status(answer, &[403], "the account is refused (status 403)")?;
                self.check_member(answer, "code", &"account_invalid".into())?;
                self.check_error(answer, "invalid_request_error")
            }
            Refused::Visitor => {
                self.check_status(answer, &[401], "the visitor is turned away (status 401)")?;
                self.check_member(answer, "code", &Value::Null)?;
                self.check_member(answer, "param", &Value::Null)?;
                self.check_error(answer, "invalid_request_error")
            }
        }
    }

    /// The statuses by which the act may be refused.
    ///
    /// What a creation refers to may be refused as missing; an object that is asked for may not. Nor do the documents
    /// settle how treasury refuses what is referred to, or a route that is none. What a parameter lacks is said by 400:
    /// clients send a request once more after 409.
    fn refusals(&self, answer: &Answer) -> Vec<u16> {
        let code = answer.body["error"]["code"].as_str();
        if code.is_some_and(|code| code.starts_with("parameter")) {
            return vec![400];
        }
        let may_miss = self.act.as_ref().is_some_and(|act| {
            let path = act.request.as_ref().map(|request| request.path.as_str());
            act.object.is_none() || path.is_some_and(|path| path.starts_with("/v1/treasury/"))
        });
        let missing = may_miss.then_some(404);
        REFUSALS.into_iter().chain(missing).collect()
    }

    fn check_status(
        &mut self,
        answer: &Answer,
        statuses: &[u16],
        expected: &str,
    ) -> Result<(), Stop> {
        let refused = statuses.contains(&answer.status);
        self.check(refused, Some(answer.exchange), || {
            let seen = format!("status {}{}", answer.status, refusal_text(&answer.body));
            (expected.to_owned(), seen)
        })
    }

    /// Checks a member of an error; null is due where there must be none.
    ///
    /// # Errors
    /// When it is another.
    pub fn check_member(
        &mut self,
        answer: &Answer,
        member: &str,
        expected: &Value,
    ) -> Result<(), Stop> {
        let shown = answer.body["error"].get(member);
        let due = Some(expected).filter(|due| !due.is_null());
        self.check(shown == due, Some(answer.exchange), || {
            (
                format!("error.{member} is {}", quoted(due)),
                format!("error.{member} is {}", quoted(shown)),
            )
        })
    }

    /// Checks that the answer says that there is no such object.
    ///
    /// # Errors
    /// When it does not.
    pub fn check_missing(&mut self, answer: &Answer, noun: Noun) -> Result<(), Stop> {
        let seen = || format!("status {}{}", answer.status, refusal_text(&answer.body));
        // A path that is none has no object that could be missing.
        let (code, words) = match noun {
            Noun::Route => (None, ""),
            Noun::Payout
            | Noun::BalanceTransaction
            | Noun::Event
            | Noun::TransferReversal
            | Noun::Transfer
            | Noun::ReceivedDebit
            | Noun::DebitReversal
            | Noun::Topup
            | Noun::WebhookEndpoint => (Some("resource_missing"), ", code resource_missing"),
        };
        let named = code.is_none_or(|code| answer.body["error"]["code"] == code);
        let missing = answer.status == 404 && named;
        let at = Some(answer.exchange);
        self.check(missing, at, || {
            let noun = noun.word();
            (
                format!("no such {noun} is found (status 404{words})"),
                seen(),
            )
        })?;
        self.check_error(answer, "invalid_request_error")
    }

    fn check_error(&mut self, answer: &Answer, expected: &str) -> Result<(), Stop> {
        let at = Some(answer.exchange);
        let kind = &answer.body["error"]["type"];
        self.check(kind == expected, at, || {
            (
                format!("error.type is {expected}"),
                format!("error.type is {kind}"),
            )
        })?;
        let message = &answer.body["error"]["message"];
        let spoken = message.as_str().is_some_and(|text| !text.trim().is_empty());
        self.check(spoken, at, || {
            (
                "error.message says something".into(),
                format!("error.message is {message}"),
            )
        })
    }

    /// Checks the form of an error, whatever it says.
    ///
    /// # Errors
    /// When it has another.
    pub fn check_error_form(&mut self, answer: &Answer, form: ErrorForm) -> Result<(), Stop> {
        let (body, at) = (&answer.body, Some(answer.exchange));
        self.check(answer.status >= 400, at, || {
            let seen = format!("status {}", answer.status);
            ("a refusal, whose form can be looked at".to_owned(), seen)
        })?;
        let error = &body["error"];
        match form {
            ErrorForm::Single => {
                let alone = body.as_object().is_some_and(|members| members.len() == 1);
                self.check(alone && error.is_object(), at, || {
                    (
                        "the body is one `error` object".to_owned(),
                        quoted(Some(body)),
                    )
                })?;
                let kind = &error["type"];
                let known = kind.as_str().is_some_and(|kind| TYPES.contains(&kind));
                self.check(known, at, || {
                    let types = TYPES.join(", ");
                    (
                        format!("error.type is one of {types}"),
                        format!("it is {kind}"),
                    )
                })
            }
            ErrorForm::NoNulls => {
                let members = error.as_object().into_iter().flatten();
                let empty: Vec<_> = members
                    .filter(|(_, value)| value.is_null())
                    .map(|(name, _)| name.as_str())
                    .collect();
                self.check(error.is_object() && empty.is_empty(), at, || {
                    let expected = "an error whose members all have values".to_owned();
                    (expected, format!("null: {}", empty.join(", ")))
                })
            }
            ErrorForm::Page => {
                let code = error["code"].as_str().unwrap_or_default().replace('_', "-");
                let page = error["doc_url"].as_str().unwrap_or_default();
                let named = !code.is_empty() && page.ends_with(&format!("/{code}"));
                self.check(named, at, || {
                    let seen = format!("code {}, doc_url {}", error["code"], error["doc_url"]);
                    (format!("error.doc_url ends with /{code}"), seen)
                })
            }
        }
    }

    /// Checks that a refused request left no trace: nothing made, nothing sent, nothing changed.
    ///
    /// # Errors
    /// When it left one.
    pub async fn check_no_trace(&mut self) -> Result<(), Stop> {
        let act = self.acted()?;
        let before = self.footprint.traces.clone().unwrap_or_default();
        for (trace, ids) in before {
            let after = self.trace(&trace).await?;
            let made: Vec<_> = after.difference(&ids).cloned().collect();
            let (noun, owner) = (trace.noun, &trace.owner);
            self.check(made.is_empty(), None, || {
                (
                    format!("a refused request makes no {noun}"),
                    format!("{owner} has a new {noun}: {}", made.join(", ")),
                )
            })?;
        }
        let (Some(was), Some((path, account))) = (self.footprint.object.clone(), act.object) else {
            return Ok(());
        };
        let answer = self.observe(path, account).await?;
        let changed = first_difference(&was, &answer.body);
        self.check(changed.is_none(), Some(answer.exchange), || {
            let (member, was, now) = changed.unwrap_or_default();
            (
                format!("a refused request changes nothing: {member} is {was}"),
                format!("{member} is {now}"),
            )
        })
    }
}

/// These statuses in words.
fn either(statuses: &[u16]) -> String {
    let words: Vec<String> = statuses.iter().map(u16::to_string).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some(_) | None => words.concat(),
    }
}

/// The first top-level member that differs: its name, what it was and what it is.
#[must_use]
pub fn first_difference(was: &Value, now: &Value) -> Option<(String, String, String)> {
    let (Some(before), Some(after)) = (was.as_object(), now.as_object()) else {
        return (was != now).then(|| ("the object".to_owned(), was.to_string(), now.to_string()));
    };
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let show = |value: Option<&Value>| value.map_or("absent".to_owned(), Value::to_string);
    names
        .into_iter()
        .find(|name| before.get(*name) != after.get(*name))
        .map(|name| (name.clone(), show(before.get(name)), show(after.get(name))))
}
