//! Webhook endpoints, and what is still to be delivered to them (`WHK-01` to `WHK-08`).
//!
//! The world decides what goes where and when; sending it is the business of [`deliveries`](crate::reference::deliveries).

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::Notify;

use super::choices::{self, Choices};
use super::events::Event;
use super::{AccountNo, EventNo, World};
use crate::clock::Time;
use crate::reference::defect::Defect;
use crate::reference::ids::Kind;
use crate::reference::metadata::{Change, Metadata, TooManyKeys};
use crate::reference::page::{Page, Paging};

const HOUR: u64 = 3_600;
/// When an event is tried, in seconds since it was made: five times within three days (`WHK-06`).
const ATTEMPTS: [u64; 5] = [0, HOUR, 4 * HOUR, 24 * HOUR, 72 * HOUR];
/// How many deliveries are under way to one endpoint at the same time.
const TO_ONE: usize = 4;
/// How many are under way to all endpoints.
const TO_ALL: usize = 64;
/// How many deliveries can wait in a world; the oldest is given up for one more.
const MOST_WAITING: usize = 10_000;

/// The number of a webhook endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EndpointNo(pub usize);

/// Where an account wants its events to be sent.
#[derive(Debug)]
pub struct Endpoint {
    pub owner: AccountNo,
    /// Whether it gets the events of connected accounts instead of the owner's.
    pub connect: bool,
    pub api_version: Option<Box<str>>,
    pub created: Time,
    pub state: EndpointState,
    deleted: bool,
    /// What is to be sent there, by the time when it is due.
    waiting: BTreeMap<(Time, usize), Delivery>,
    under_way: usize,
}

/// What of an endpoint can change.
#[derive(Debug, Clone, Default)]
pub struct EndpointState {
    pub url: Box<str>,
    /// The types that are sent there; `*` stands for all.
    pub enabled_events: Vec<Box<str>>,
    pub description: Option<Box<str>>,
    pub metadata: Metadata,
    pub disabled: bool,
}

/// An endpoint to be made.
#[derive(Debug)]
pub struct NewEndpoint {
    pub connect: bool,
    pub api_version: Option<Box<str>>,
    pub update: EndpointUpdate,
}

/// What a request sets of an endpoint.
#[derive(Debug, Default)]
pub struct EndpointUpdate {
    pub url: Option<Box<str>>,
    pub enabled_events: Option<Vec<Box<str>>>,
    /// An empty one unsets it.
    pub description: Option<Box<str>>,
    pub metadata: Change,
    pub disabled: Option<bool>,
}

/// An event on its way to an endpoint.
#[derive(Debug, Clone, Copy)]
pub struct Delivery {
    pub endpoint: EndpointNo,
    pub event: EventNo,
    /// When the event was made.
    since: Time,
    /// How often it was tried before.
    tried: usize,
}

impl Delivery {
    /// Whether it was tried before.
    pub const fn is_retry(&self) -> bool {
        self.tried > 0
    }
}

/// The endpoints of a world.
#[derive(Debug, Default)]
pub struct Webhooks {
    endpoints: Vec<Endpoint>,
    /// Those that are not deleted.
    by_owner: Choices<AccountNo>,
    waiting: usize,
    under_way: usize,
    /// How many were ever put off: those of one second stay in order.
    count: usize,
    /// Rings when there is something to deliver.
    bell: Arc<Notify>,
}

impl World {
    /// Makes a webhook endpoint.
    pub fn create_endpoint(
        &mut self,
        owner: AccountNo,
        new: NewEndpoint,
    ) -> Result<EndpointNo, TooManyKeys> {
        let no = EndpointNo(self.webhooks.endpoints.len());
        let mut state = EndpointState::default();
        state.change(new.update)?;
        self.webhooks.endpoints.push(Endpoint {
            owner,
            connect: new.connect,
            api_version: new.api_version,
            created: self.now,
            state,
            deleted: false,
            waiting: BTreeMap::new(),
            under_way: 0,
        });
        self.webhooks.by_owner.add(owner, no.0);
        Ok(no)
    }

    /// Changes an endpoint.
    pub fn update_endpoint(
        &mut self,
        no: EndpointNo,
        update: EndpointUpdate,
    ) -> Result<(), TooManyKeys> {
        self.webhooks.endpoints[no.0].state.change(update)
    }

    /// Deletes an endpoint, and gives up what was to be sent there (`WHK-07`).
    pub fn delete_endpoint(&mut self, no: EndpointNo) {
        let endpoint = &mut self.webhooks.endpoints[no.0];
        endpoint.deleted = true;
        self.webhooks.by_owner.remove(endpoint.owner, no.0);
        if self.has(Defect::DeletedGetsDeliveries) {
            return;
        }
        let waiting = std::mem::take(&mut self.webhooks.endpoints[no.0].waiting);
        self.webhooks.waiting -= waiting.len();
        for delivery in waiting.into_values() {
            self.give_up(delivery);
        }
    }

    /// The account's endpoint with this id.
    pub fn endpoint_named(&self, owner: AccountNo, id: &str) -> Option<EndpointNo> {
        let number = self.ids.number(Kind::WebhookEndpoint, id)?;
        let found = self.webhooks.endpoints.get(number)?;
        (found.owner == owner && !found.deleted).then_some(EndpointNo(number))
    }

    /// The page of an account's endpoints.
    pub fn endpoints_page(&self, owner: AccountNo, paging: &Paging) -> Page {
        self.webhooks.by_owner.page(owner, choices::ALL, paging)
    }

    /// An endpoint.
    pub fn endpoint(&self, no: EndpointNo) -> &Endpoint {
        &self.webhooks.endpoints[no.0]
    }

    /// The id of an endpoint.
    pub fn endpoint_id(&self, no: EndpointNo) -> String {
        self.ids.name(Kind::WebhookEndpoint, no.0)
    }

    /// What rings when there is something to deliver.
    pub fn bell(&self) -> Arc<Notify> {
        Arc::clone(&self.webhooks.bell)
    }

    /// Puts an event on its way to every endpoint that wants it now; without endpoints nothing is looked at.
    pub(super) fn offer(&mut self, no: EventNo) {
        if self.webhooks.endpoints.is_empty() {
            return;
        }
        let Some(event) = self.events.get(no) else {
            return;
        };
        let since = event.created;
        let numbered = self.webhooks.endpoints.iter().enumerate();
        let wanting = numbered.filter(|(_, endpoint)| self.wants(endpoint, event));
        let wanting: Vec<EndpointNo> = wanting.map(|(number, _)| EndpointNo(number)).collect();
        self.promise(no, wanting.len());
        for endpoint in wanting {
            let tried = 0;
            let delivery = Delivery {
                endpoint,
                event: no,
                since,
                tried,
            };
            self.send_later(delivery);
        }
    }

    /// Whether an event goes to an endpoint (`WHK-03`, `WHK-04`, `WHK-07`).
    fn wants(&self, endpoint: &Endpoint, event: &Event) -> bool {
        let own = endpoint.owner == event.owner;
        let connected = endpoint.owner == AccountNo::PLATFORM && !own;
        let in_scope = if endpoint.connect {
            connected || (own && self.has(Defect::ConnectGetsOwn))
        } else {
            own || (connected && self.has(Defect::PlainGetsConnected))
        };
        let name = event.kind.name();
        let mut types = endpoint.state.enabled_events.iter();
        let listed = types.any(|kind| matches!(kind.as_ref(), "*") || kind.as_ref() == name);
        in_scope && (listed || self.has(Defect::AnyTypeDelivered)) && self.takes(endpoint)
    }

    /// Whether anything is sent to an endpoint (`WHK-07`).
    fn takes(&self, endpoint: &Endpoint) -> bool {
        (!endpoint.deleted || self.has(Defect::DeletedGetsDeliveries))
            && (!endpoint.state.disabled || self.has(Defect::DisabledGetsDeliveries))
    }

    /// Lets a delivery wait for the time of its next attempt.
    fn send_later(&mut self, delivery: Delivery) {
        if self.webhooks.waiting == MOST_WAITING {
            self.give_up_oldest();
        }
        let due = delivery.since.plus_seconds(ATTEMPTS[delivery.tried]);
        let webhooks = &mut self.webhooks;
        let waiting = &mut webhooks.endpoints[delivery.endpoint.0].waiting;
        waiting.insert((due.max(self.now), webhooks.count), delivery);
        webhooks.count += 1;
        webhooks.waiting += 1;
        webhooks.bell.notify_one();
    }

    fn give_up_oldest(&mut self) {
        let endpoints = self.webhooks.endpoints.iter_mut();
        let first = endpoints.filter_map(|endpoint| endpoint.waiting.first_entry());
        let Some(oldest) = first.min_by_key(|entry| *entry.key()) else {
            return;
        };
        let delivery = oldest.remove();
        self.webhooks.waiting -= 1;
        self.give_up(delivery);
    }

    fn give_up(&mut self, delivery: Delivery) {
        self.settle_event(delivery.event, false);
    }

    /// Takes what is to be sent now, as much as may be under way.
    pub fn take_due(&mut self) -> Vec<Delivery> {
        let mut taken = Vec::new();
        for number in 0..self.webhooks.endpoints.len() {
            while self.webhooks.under_way < TO_ALL {
                let endpoint = &mut self.webhooks.endpoints[number];
                let Some(first) = endpoint.waiting.first_entry() else {
                    break;
                };
                if first.key().0 > self.now || endpoint.under_way == TO_ONE {
                    break;
                }
                let delivery = first.remove();
                self.webhooks.waiting -= 1;
                let endpoint = &self.webhooks.endpoints[number];
                if self.takes(endpoint) && self.events.get(delivery.event).is_some() {
                    self.webhooks.endpoints[number].under_way += 1;
                    self.webhooks.under_way += 1;
                    taken.push(delivery);
                } else {
                    self.give_up(delivery);
                }
            }
        }
        taken
    }

    /// Notes what became of a delivery; a failed one is tried again, as long as there are attempts left.
    pub fn delivered(&mut self, mut delivery: Delivery, taken: bool) {
        self.webhooks.endpoints[delivery.endpoint.0].under_way -= 1;
        self.webhooks.under_way -= 1;
        delivery.tried += 1;
        if taken {
            if !self.has(Defect::PendingWebhooksStay) {
                self.settle_event(delivery.event, true);
            }
        } else if delivery.tried < ATTEMPTS.len() && !self.has(Defect::NoRetry) {
            self.send_later(delivery);
        } else {
            self.give_up(delivery);
        }
    }

    /// Whether everything that was due has been sent, with whatever result.
    pub fn all_delivered(&self) -> bool {
        let mut first = self.waiting_first();
        self.webhooks.under_way == 0 && first.all(|due| due > self.now)
    }

    /// When the next delivery becomes due, or anything else that can make events for one.
    pub fn next_due(&self) -> Option<Time> {
        if self.webhooks.endpoints.is_empty() {
            return None;
        }
        let later = self.waiting_first().filter(|due| *due > self.now);
        let other = self.due.keys().next().map(|(due, _)| *due);
        later.chain(other).min()
    }

    fn waiting_first(&self) -> impl Iterator<Item = Time> {
        let endpoints = self.webhooks.endpoints.iter();
        endpoints.filter_map(|endpoint| endpoint.waiting.keys().next().map(|(due, _)| *due))
    }
}

impl EndpointState {
    fn change(&mut self, update: EndpointUpdate) -> Result<(), TooManyKeys> {
        self.metadata = self.metadata.changed(&update.metadata)?;
        if let Some(url) = update.url {
            self.url = url;
        }
        if let Some(types) = update.enabled_events {
            self.enabled_events = types;
        }
        if let Some(description) = update.description {
            self.description = Some(description).filter(|text| !text.is_empty());
        }
        self.disabled = update.disabled.unwrap_or(self.disabled);
        Ok(())
    }
}
