//! What several answers of a scenario have to do with each other.

use std::collections::BTreeSet;

use super::refusal::first_difference;
use super::trouble::Stop;
use super::words::Likeness;
use super::world::{Answer, World, refusal_text};
use crate::target::exchange::{Exchange, Plane};

/// The code of a request whose key is held by one that is under way (`IDEM-11`).
const KEY_IN_USE: &str = "idempotency_key_in_use";

impl World {
    /// Checks that the answers are to each other as they have to be.
    ///
    /// # Errors
    /// When they are not.
    pub fn check_likeness(&mut self, likeness: Likeness) -> Result<(), Stop> {
        match likeness {
            Likeness::Same => self.check_same(),
            Likeness::SameOrBusy => self.check_same_or_busy(),
            Likeness::RequestIds => self.check_request_ids(),
            Likeness::Replay => self.check_replay(),
        }
    }

    /// The answer to the request that the act repeats, and the act's own.
    fn both(&mut self) -> Result<(Answer, Answer), Stop> {
        let act = self.acted()?;
        match (act.first, self.answer()?) {
            (Some(first), second) => Ok((first, second)),
            (None, _) => Err(self.fault("the act of this scenario repeats no request")),
        }
    }

    fn check_same(&mut self) -> Result<(), Stop> {
        let (first, second) = self.both()?;
        let at = Some(second.exchange);
        self.check(first.status == second.status, at, || {
            (
                format!("status {}", first.status),
                format!("status {}", second.status),
            )
        })?;
        let difference = first_difference(&first.body, &second.body);
        self.check(difference.is_none(), at, || {
            let (member, was, now) = difference.unwrap_or_default();
            (format!("{member} is {was}"), format!("{member} is {now}"))
        })
    }

    fn check_same_or_busy(&mut self) -> Result<(), Stop> {
        let answers = self.acted()?.answers;
        let first = answers.iter().find(|answer| answer.status == 200).cloned();
        let at = answers.last().map(|answer| answer.exchange);
        let Some(first) = first else {
            let seen = answers.iter().map(|answer| answer.status.to_string());
            let seen = seen.collect::<Vec<_>>().join(", ");
            return Err(self.broken(
                "one of the requests succeeds",
                format!("statuses {seen}"),
                at,
            ));
        };
        for answer in &answers {
            let same = answer.status == 200 && answer.body == first.body;
            let busy = answer.status == 409 && answer.body["error"]["code"] == KEY_IN_USE;
            self.check(same || busy, Some(answer.exchange), || {
                let seen = match answer.status {
                    200 => format!("another {}", answer.body["id"]),
                    status => format!("status {status}{}", refusal_text(&answer.body)),
                };
                let id = &first.body["id"];
                (
                    format!("the answer that is {id}, or 409 {KEY_IN_USE}"),
                    seen,
                )
            })?;
        }
        Ok(())
    }

    fn check_request_ids(&mut self) -> Result<(), Stop> {
        // Whatever the act was answered, the answer has an id.
        self.answer()?;
        let is_answer =
            |exchange: &&Exchange| exchange.plane == Plane::Api && exchange.status.is_some();
        let answers = self.transcript().iter().enumerate();
        let answers: Vec<_> = answers
            .filter(|(_, exchange)| is_answer(exchange))
            .map(|(index, exchange)| (index, exchange.request_id.clone()))
            .collect();
        let mut seen = BTreeSet::new();
        for (index, id) in answers {
            let expected = || "a Request-Id of its own".to_owned();
            let found = id.is_some();
            self.check(found, Some(index), || (expected(), "none".to_owned()))?;
            let id = id.unwrap_or_default();
            let new = seen.insert(id.clone());
            let observed = || format!("{id}, which an answer before had");
            self.check(new, Some(index), || (expected(), observed()))?;
        }
        Ok(())
    }

    fn check_replay(&mut self) -> Result<(), Stop> {
        let (first, second) = self.both()?;
        for (answer, due) in [(first, false), (second, true)] {
            let words = |replayed: bool| {
                let not = if replayed { "" } else { "not " };
                format!("the answer is {not}marked as a replay (Idempotent-Replayed)")
            };
            let marked = self.transcript()[answer.exchange].replayed;
            self.check(marked == due, Some(answer.exchange), || {
                (words(due), words(marked))
            })?;
        }
        Ok(())
    }
}
