//! What came into the scenario's boxes, and what has to be true of that.

use std::fmt;
use std::ops::RangeInclusive;
use std::rc::Rc;
use std::str::FromStr;

use cucumber::Parameter;
use serde_json::Value;

use crate::count::count;
use crate::scenario::cell::brief;
use crate::scenario::events::{JUDGED, Sent, TOLERATED};
use crate::scenario::notation::Span;
use crate::scenario::object::Object;
use crate::scenario::trouble::Stop;
use crate::scenario::world::World;
use crate::target::inbox::Delivery;
use crate::target::signature::Signature;

/// How far the time of a signature may be from the time at which it is received, in seconds.
const TOLERANCE: i64 = 300;

/// How often something is delivered: `2 times within 1 day`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Parameter)]
#[param(name = "tries", regex = r"\d+ times? within .+")]
pub struct Tries {
    times: usize,
    within: Span,
}

impl FromStr for Tries {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split_once(" within ");
        let times = parts.and_then(|(times, _)| times.split(' ').next()?.parse().ok());
        match (times, parts) {
            (Some(times), Some((_, within))) => Ok(Self {
                times,
                within: within.parse()?,
            }),
            _ => Err(format!(
                "`{text}` says not how often and how soon; write `2 times within 1 day`"
            )),
        }
    }
}

/// A delivery, read.
struct Letter {
    /// The box that it came into.
    slot: usize,
    event: Value,
    delivery: Delivery,
}

impl fmt::Display for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = |value: &Value| value.as_str().unwrap_or("nothing").to_owned();
        let object = &self.event["data"]["object"]["id"];
        write!(f, "{} of {}", word(&self.event["type"]), word(object))
    }
}

impl World {
    /// What has come since the act, read.
    async fn letters(&mut self) -> Result<Vec<Letter>, Stop> {
        let boxes = self.mailbox()?.boxes.iter();
        let boxes: Vec<_> = boxes.map(|slot| (slot.name.clone(), slot.before)).collect();
        let context = Rc::clone(&self.context);
        let Ok(inbox) = context.inbox().await else {
            return Ok(Vec::new());
        };
        let mut letters = Vec::new();
        for (slot, (name, before)) in boxes.into_iter().enumerate() {
            if inbox.overflows(&name) {
                // What was dropped may be the one that is missed.
                return Err(self.fault("more was delivered to one endpoint than the inbox keeps"));
            }
            for delivery in inbox.deliveries(&name).into_iter().skip(before) {
                let event = delivery.json();
                let is_event = event
                    .as_ref()
                    .is_some_and(|event| event["object"] == "event");
                let text = String::from_utf8_lossy(&delivery.body);
                let shown = brief(&text).into_owned();
                self.check(is_event, None, || {
                    ("the body of a delivery is the event".to_owned(), shown)
                })?;
                let how = delivery
                    .content_type
                    .as_deref()
                    .unwrap_or("no Content-Type");
                let how = format!("a {} of {}", delivery.method, brief(how));
                self.check(delivery.is_posted(), None, || {
                    ("a delivery is a POST of application/json".to_owned(), how)
                })?;
                letters.extend(event.map(|event| Letter {
                    slot,
                    event,
                    delivery,
                }));
            }
        }
        Ok(letters)
    }

    /// Checks that events of these objects were delivered since the act, and no others; order and number are free.
    ///
    /// # Errors
    /// When one is missing, or another has come.
    pub async fn check_delivered(&mut self, rows: &[Sent]) -> Result<(), Stop> {
        let owner = self.acted()?.owner;
        let account = self.on_behalf_of(&owner).await?;
        let mut due = Vec::new();
        for row in rows {
            due.push((row, self.object_id(&row.object).await?));
        }
        self.drain().await?;
        let letters = self.letters().await?;
        let ended: Vec<_> = self
            .mailbox()?
            .boxes
            .iter()
            .map(|slot| slot.ended)
            .collect();
        let is_of = |letter: &Letter, (row, id): &(&Sent, String)| {
            let object = &letter.event["data"]["object"];
            let status = row.status.as_ref();
            let of_account = letter.event["account"].as_str() == account.as_deref();
            letter.event["type"] == *row.kind
                && object["id"] == **id
                && of_account
                && !ended[letter.slot]
                && status.is_none_or(|status| object["status"] == **status)
        };
        let missing = due
            .iter()
            .find(|row| !letters.iter().any(|letter| is_of(letter, row)));
        let judged = |letter: &&Letter| {
            let kind = letter.event["type"].as_str().unwrap_or_default();
            JUDGED.iter().any(|prefix| kind.starts_with(prefix)) && !TOLERATED.contains(&kind)
        };
        let unlisted = letters
            .iter()
            .filter(judged)
            .find(|letter| !due.iter().any(|row| is_of(letter, row)));
        let told = |letter: &Letter| {
            let account = letter.event["account"].as_str();
            let account = account.map_or(String::new(), |account| format!(" for {account}"));
            let late = if ended[letter.slot] {
                ", to an endpoint that is no more"
            } else {
                ""
            };
            format!("{letter}{account}{late}")
        };
        let seen = listed(letters.iter().map(told));
        let of = account.map_or(String::new(), |account| format!(" for {account}"));
        let wanted = rows
            .iter()
            .map(|row| format!("{} of {}{of}", row.kind, row.object));
        let wanted = listed(wanted);
        self.check(missing.is_none() && unlisted.is_none(), None, || {
            (format!("delivered: {wanted}"), format!("delivered: {seen}"))
        })
    }

    /// Checks that every delivery since the act carries a signature by the endpoint's secret, of its time.
    ///
    /// # Errors
    /// When one does not, or none has come.
    pub async fn check_signed(&mut self) -> Result<(), Stop> {
        self.acted()?;
        self.drain().await?;
        let letters = self.letters().await?;
        let boxes = self.mailbox()?.boxes.iter().enumerate();
        let mut live = boxes.filter(|(_, slot)| !slot.ended && slot.secret.is_some());
        let forgotten = live.any(|(index, _)| letters.iter().all(|letter| letter.slot != index));
        self.check(!forgotten && !letters.is_empty(), None, || {
            let seen = listed(letters.iter().map(ToString::to_string));
            ("a delivery to each endpoint".to_owned(), seen)
        })?;
        let world = self.mailbox()?.since..=self.now().await?;
        for letter in &letters {
            self.check_signature(letter, &world)?;
        }
        Ok(())
    }

    /// Checks one signature; its time is the real one, or lies in this span of the world's.
    fn check_signature(
        &mut self,
        letter: &Letter,
        world: &RangeInclusive<i64>,
    ) -> Result<(), Stop> {
        let header = letter.delivery.signature.clone().unwrap_or_default();
        let signature = match Signature::parse(&header) {
            Ok(signature) => signature,
            Err(why) => {
                let expected = format!("{letter} carries a signature");
                return Err(self.broken(&expected, format!("Stripe-Signature: {why}"), None));
            }
        };
        let slot = self.mailbox()?.boxes.get(letter.slot);
        let secret = slot.and_then(|slot| slot.secret.clone());
        let body = &letter.delivery.body;
        let verified = secret.is_some_and(|secret| signature.verifies(&secret, body));
        self.check(verified, None, || {
            (
                format!("the signature of {letter} is that of its time and body by the endpoint's secret"),
                "no digest verifies".to_owned(),
            )
        })?;
        let (time, received) = (signature.time, letter.delivery.received);
        let real = (received - TOLERANCE..=received + TOLERANCE).contains(&time);
        self.check(real || world.contains(&time), None, || {
            (
                format!("the signature of {letter} is of the time of its delivery"),
                format!("t is {time}; it came at {received}, in the world's {world:?}"),
            )
        })
    }

    /// Lets time pass, and checks how often an event was delivered, each time signed anew.
    ///
    /// # Errors
    /// When it was more or less often, or a signature is an old one.
    pub async fn check_redelivered(
        &mut self,
        kind: &str,
        object: &Object,
        Tries { times, within }: Tries,
    ) -> Result<(), Stop> {
        self.acted()?;
        let id = self.object_id(object).await?;
        self.drain().await?;
        let first_by = self.now().await?;
        self.advance(within.seconds).await?;
        let until = self.now().await?;
        let mut letters = self.letters().await?;
        letters.retain(|letter| {
            letter.event["type"] == kind && letter.event["data"]["object"]["id"] == id
        });
        // One change may be logged twice; what counts is how often one of the events came.
        let first = letters.first().map(|letter| letter.event["id"].clone());
        letters.retain(|letter| Some(&letter.event["id"]) == first.as_ref());
        let seen = letters.len();
        let often = |times| count(times, "time", "times");
        self.check(seen == times, None, || {
            (
                format!("{kind} of {object} is delivered {}", often(times)),
                format!("it was delivered {}", often(seen)),
            )
        })?;
        let since = self.mailbox()?.since;
        for (index, letter) in letters.iter().enumerate() {
            // What was tried again was tried after the first time, and signed then.
            let world = if index == 0 {
                since..=first_by
            } else {
                first_by..=until
            };
            self.check_signature(letter, &world)?;
        }
        Ok(())
    }
}

fn listed(words: impl Iterator<Item = String>) -> String {
    let words: Vec<_> = words.collect();
    if words.is_empty() {
        "nothing".to_owned()
    } else {
        words.join(", ")
    }
}
