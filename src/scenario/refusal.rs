//! Refusals: their form, and that they leave no trace.

use std::collections::BTreeSet;

use serde_json::Value;

use super::trouble::Stop;
use super::words::Noun;
use super::world::{Answer, World, refusal_text};

/// Statuses by which an API says no to a request that it understood.
const REFUSALS: [u16; 4] = [400, 402, 403, 409];

impl World {
    /// Checks that the answer is a refusal of the documented form.
    ///
    /// # Errors
    /// When it is not.
    pub fn check_refused(&mut self, answer: &Answer) -> Result<(), Stop> {
        let seen = || format!("status {}{}", answer.status, refusal_text(&answer.body));
        let at = Some(answer.exchange);
        // What a creation refers to may be refused as missing; an object that is asked for may not.
        // Nor do the documents settle how treasury refuses what is referred to, or a route that is none.
        let creation = self.act.as_ref().is_some_and(|act| {
            let path = act.request.as_ref().map(|request| request.path.as_str());
            act.object.is_none() || path.is_some_and(|path| path.starts_with("/v1/treasury/"))
        });
        let refused = REFUSALS.contains(&answer.status) || (creation && answer.status == 404);
        self.check(refused, at, || {
            ("the request is refused (status 400)".into(), seen())
        })?;
        self.check_error(answer)
    }

    /// Checks that the answer says that there is no such object.
    ///
    /// # Errors
    /// When it does not.
    pub fn check_missing(&mut self, answer: &Answer, noun: Noun) -> Result<(), Stop> {
        let seen = || format!("status {}{}", answer.status, refusal_text(&answer.body));
        let missing = answer.status == 404 && answer.body["error"]["code"] == "resource_missing";
        let at = Some(answer.exchange);
        self.check(missing, at, || {
            (
                format!(
                    "no such {} is found (status 404, code resource_missing)",
                    noun.word()
                ),
                seen(),
            )
        })?;
        self.check_error(answer)
    }

    fn check_error(&mut self, answer: &Answer) -> Result<(), Stop> {
        let at = Some(answer.exchange);
        let kind = &answer.body["error"]["type"];
        self.check(kind == "invalid_request_error", at, || {
            (
                "error.type is invalid_request_error".into(),
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
