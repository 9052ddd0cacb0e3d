//! The events that the act sent, as the target's own log shows them.

use std::collections::BTreeSet;

use serde_json::Value;

use super::footprint::Trace;
use super::object::Object;
use super::order::settled;
use super::trouble::Stop;
use super::world::World;
use crate::target::client::Request;
use crate::target::exchange::Purpose;

/// A row of a table of events.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The type (`payout.created`).
    pub kind: String,
    /// What it is about.
    pub object: Object,
    /// `data.object.status`, where the table says it.
    pub status: Option<String>,
}

/// Types that the rules speak about; others are nobody's business here.
pub(super) const JUDGED: [&str; 5] = [
    "payout.",
    "account.external_account.",
    "transfer.",
    "treasury.",
    "topup.",
];

/// Types that may come more often than the documents say: any change of a payout sends the first; when the second
/// comes, and what sends the third, no document explains.
pub(super) const TOLERATED: [&str; 3] = [
    "payout.updated",
    "payout.reconciliation_completed",
    "treasury.debit_reversal.initial_credit_granted",
];

impl World {
    /// The events since just before the act, oldest first, with the exchange that shows them.
    async fn events_since_act(&mut self) -> Result<(Vec<Value>, usize), Stop> {
        let act = self.acted()?;
        self.settle_deliveries().await?;
        let account = self.on_behalf_of(&act.owner).await?;
        let list = Trace::of_events(&act.owner, account.clone());
        let before = self.footprint.traces.as_ref();
        let known = before.and_then(|traces| traces.get(&list)).cloned();
        let known: BTreeSet<String> = known.unwrap_or_default();
        let query = vec![("limit".to_owned(), "100".to_owned())];
        let request = Request::get("/v1/events", account, Purpose::Observe).with(query);
        let answer = self.ask(&request).await?;
        let Some(listed) = answer.body["data"].as_array() else {
            let seen = format!("status {}: {}", answer.status, answer.body);
            return Err(self.broken("GET /v1/events lists events", seen, Some(answer.exchange)));
        };
        let mut events: Vec<&Value> = listed
            .iter()
            .filter(|event| event["id"].as_str().is_some_and(|id| !known.contains(id)))
            .collect();
        events.reverse();
        // One change may be logged twice; the documents allow it.
        let mut once: Vec<Value> = Vec::new();
        for event in events {
            let same = |a: &Value| a["type"] == event["type"] && a["data"] == event["data"];
            if !once.iter().any(same) {
                once.push(event.clone());
            }
        }
        Ok((once, answer.exchange))
    }

    /// Checks that these events were sent in this order, where their times tell one, and no others.
    ///
    /// # Errors
    /// When others were sent, or these in another order.
    pub async fn check_sent(&mut self, rows: &[Sent]) -> Result<(), Stop> {
        let mut expected = Vec::new();
        for row in rows {
            expected.push((row, self.object_id(&row.object).await?));
        }
        let (mut events, exchange) = self.events_since_act().await?;
        events.retain(|event| {
            let kind = event["type"].as_str().unwrap_or_default();
            JUDGED.iter().any(|judged| kind.starts_with(judged))
        });
        let matches = |event: &Value, (row, id): &(&Sent, String)| {
            event["type"] == *row.kind
                && event["data"]["object"]["id"] == **id
                && row
                    .status
                    .as_ref()
                    .is_none_or(|status| event["data"]["object"]["status"] == **status)
        };
        let events = settled(events, &expected, matches);
        let mut next = expected.iter().peekable();
        let mut wrong = None;
        for event in &events {
            match next.peek() {
                Some(row) if matches(event, row) => {
                    next.next();
                }
                _ if event["type"]
                    .as_str()
                    .is_some_and(|kind| TOLERATED.contains(&kind)) => {}
                _ => {
                    wrong = Some(event.clone());
                    break;
                }
            }
        }
        let missing = next
            .peek()
            .map(|(row, _)| format!("{} of {}", row.kind, row.object));
        let seen = events
            .iter()
            .map(|event| self.describe(event))
            .collect::<Vec<_>>()
            .join(", ");
        let listed = rows
            .iter()
            .map(|row| format!("{} of {}", row.kind, row.object))
            .collect::<Vec<_>>()
            .join(", ");
        self.check(missing.is_none() && wrong.is_none(), Some(exchange), || {
            let expected = if listed.is_empty() {
                "no events".to_owned()
            } else {
                format!("in this order, of one second in any: {listed}")
            };
            (
                expected,
                if seen.is_empty() {
                    "no events".to_owned()
                } else {
                    seen
                },
            )
        })
    }

    fn describe(&self, event: &Value) -> String {
        use super::notation::Which;
        let id = event["data"]["object"]["id"].as_str().unwrap_or("nothing");
        let known = [Which::Original, Which::Reversing, Which::New]
            .into_iter()
            .find(|which| self.known_payout(*which).is_some_and(|made| made.id == id));
        let kind = event["type"].as_str().unwrap_or("no type");
        let status = event["data"]["object"]["status"]
            .as_str()
            .unwrap_or("no status");
        format!(
            "{kind} of {} ({status})",
            known.map_or(id, |which| which.phrase())
        )
    }

    /// Checks members of the first event of a type about an object since the act.
    ///
    /// # Errors
    /// When there is none, or a member is another.
    pub async fn check_event(
        &mut self,
        kind: &str,
        object: &Object,
        rows: &[(String, String)],
    ) -> Result<(), Stop> {
        let id = self.object_id(object).await?;
        let (events, exchange) = self.events_since_act().await?;
        let event = events
            .iter()
            .find(|event| event["type"] == kind && event["data"]["object"]["id"] == id);
        let seen = events
            .iter()
            .map(|event| self.describe(event))
            .collect::<Vec<_>>()
            .join(", ");
        self.check(event.is_some(), Some(exchange), || {
            (format!("{kind} of {object}"), format!("events: {seen}"))
        })?;
        match event.cloned() {
            Some(event) => self.check_members(rows, &event, None, exchange).await,
            None => Ok(()),
        }
    }
}
