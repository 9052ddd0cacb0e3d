//! `/v1/events`: what happened, as it looked then (`EVT-01` to `EVT-07`).

use axum::response::Response;
use serde_json::{Map, Value, json};

use super::call::{Call, PathIds};
use super::defect::Defect;
use super::error::ApiError;
use super::expand::{Expand, Node, Root};
use super::listing::List;
use super::params::Params;
use super::world::events::{Cause, Event, EventType, Subject};
use super::world::{AccountNo, EventNo, World};
use super::{externals, topups, treasury, wire};

const URL: &str = "/v1/events";
/// The version of the API that events are rendered in.
const API_VERSION: &str = "2026-10-28.endive";
/// How many types a list can be filtered by.
const MOST_TYPES: usize = 20;

type Answer = Result<Response, ApiError>;

/// `GET /v1/events/{id}`.
pub fn retrieve(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let desk = call.desk()?;
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::Plain))?;
    let world = &desk.world;
    let found = world.event_named(desk.account, id);
    let found = found.and_then(|no| world.event(no).map(|event| (no, event)));
    let listed = found.filter(|(_, event)| event.created.unix() >= world.events_since());
    let (no, event) = listed.ok_or_else(|| ApiError::not_found("event", id, "id"))?;
    desk.answer(object(world, no, event), &expand)
}

const LIST: List = List {
    url: URL,
    node: Node::Plain,
    noun: "event",
    filters: &["created", "delivery_success", "type", "types"],
};

/// `GET /v1/events` (`EVT-06`).
pub fn list(call: &Call) -> Answer {
    LIST.answer(
        call,
        |desk, id| desk.world.event_named(desk.account, id).map(|no| no.0),
        |desk, params, paging| {
            let world = &desk.world;
            let success = params.flag("delivery_success")?;
            let types = types(world, params)?;
            let mut created = params.range("created")?;
            created.from = created.from.max(world.events_since());
            Ok(world.events_page(desk.account, (created, &paging), |lane| {
                let kind = lane.kind.name();
                let wanted = types.is_empty() || types.iter().any(|wanted| matches(wanted, kind));
                wanted && success.is_none_or(|success| success == lane.delivered)
            }))
        },
        |world, place| shown(world, EventNo(place)).unwrap_or_default(),
    )
}

/// The types that are asked for; all where none is.
fn types<'a>(world: &World, params: &'a Params) -> Result<Vec<&'a str>, ApiError> {
    let (one, mut many) = (params.text("type")?, params.list("types")?);
    if one.is_some() && !many.is_empty() && !world.has(Defect::EventTypeAndTypes) {
        let message = "You may only specify one of these parameters: type, types.";
        return Err(ApiError::invalid(message).code("parameters_exclusive"));
    }
    if many.len() > MOST_TYPES {
        let message = format!("Invalid types: at most {MOST_TYPES} can be given");
        return Err(ApiError::invalid(message).param("types"));
    }
    if world.has(Defect::EventTypesIgnored) {
        many.clear();
    }
    let one = one.map(|one| {
        if world.has(Defect::EventWildcardIgnored) && one.contains('*') {
            "none"
        } else {
            one
        }
    });
    Ok(one.map_or(many, |one| vec![one]))
}

/// Whether a type is one that is asked for, `*` standing for anything.
fn matches(wanted: &str, name: &str) -> bool {
    match wanted.split_once('*') {
        None => wanted == name,
        Some((head, tail)) => {
            name.len() >= head.len() + tail.len() && name.starts_with(head) && name.ends_with(tail)
        }
    }
}

/// An event on the wire, unless it is dropped.
pub fn shown(world: &World, no: EventNo) -> Option<Value> {
    Some(object(world, no, world.event(no)?))
}

/// An event on the wire (`EVT-01` to `EVT-05`).
fn object(world: &World, no: EventNo, event: &Event) -> Value {
    let mut object = json!({
        "id": world.event_id(no),
        "object": "event",
        "api_version": API_VERSION,
        "created": event.created.unix(),
        "data": data(world, event),
        "livemode": false,
        "pending_webhooks": event.pending,
        "request": request(world, &event.cause),
        "type": event.kind.name(),
    });
    if event.owner != AccountNo::PLATFORM {
        object["account"] = world.account_id(event.owner).into();
    }
    if let Some(defect) = world.defect()
        && let Value::Object(members) = &mut object
    {
        distort(members, world, event, defect);
    }
    object
}

/// Shows an event as a defect has it, where the defect is in what is shown.
fn distort(object: &mut Map<String, Value>, world: &World, event: &Event, defect: Defect) {
    let kind = event.kind.name();
    let mut show = |member: &str, value: Value| {
        object.insert(member.to_owned(), value);
    };
    match defect {
        Defect::EventMilliseconds => show("created", (event.created.unix() * 1_000).into()),
        Defect::EventMisnamed => show("object", "notification".into()),
        Defect::EventWithoutVersion => {
            object.remove("api_version");
        }
        Defect::EventObjectMisplaced => {
            let misplaced = object.remove("data").map(|mut data| data["object"].take());
            object.insert("data".to_owned(), json!({}));
            object.insert("resource".to_owned(), misplaced.unwrap_or_default());
        }
        Defect::PreviousOnCreated if kind.ends_with(".created") => {
            object["data"]["previous_attributes"] = json!({});
        }
        Defect::PreviousOnPaid if event.kind == EventType::PayoutPaid => {
            object["data"]["previous_attributes"] = json!({"status": "in_transit"});
        }
        Defect::EventWithoutAccount => {
            object.remove("account");
        }
        Defect::PlatformEventWithAccount if event.owner == AccountNo::PLATFORM => {
            show("account", world.account_id(event.owner).into());
        }
        Defect::EventWithoutRequest => object["request"]["id"] = Value::Null,
        Defect::EventWithoutKey => object["request"]["idempotency_key"] = Value::Null,
        Defect::BankEventWithRequest if event.cause == Cause::Processor => {
            object["request"]["id"] = world.request_id(0).into();
        }
        _ => {}
    }
}

fn request(world: &World, cause: &Cause) -> Value {
    match cause {
        Cause::Processor => json!({"id": null, "idempotency_key": null}),
        Cause::Request { number, key } => {
            json!({"id": world.request_id(*number), "idempotency_key": key.as_deref()})
        }
    }
}

/// The object as it was, and what of it was different before (`EVT-02`, `EVT-05`).
fn data(world: &World, event: &Event) -> Value {
    let (object, before) = match &event.subject {
        Subject::Payout { no, .. } if world.has(Defect::EventShowsLiveObject) => {
            (wire::payout(world, *no, &world.payout(*no).state), None)
        }
        Subject::Payout { no, state, before } => {
            let shown = |state| wire::payout(world, *no, state);
            (shown(state), before.as_deref().map(shown))
        }
        Subject::External { no, state, before } => {
            let shown = |state| externals::external_object(world, *no, state);
            (shown(state), before.as_deref().map(shown))
        }
        Subject::ReceivedDebit(no) => {
            let object = treasury::wire::received_debit(world, *no, (event.created, None));
            (object, None)
        }
        Subject::DebitReversal { no, state } => {
            (treasury::wire::debit_reversal(world, *no, state), None)
        }
        Subject::FlowTransaction(no) => (treasury::wire::transaction(world, *no), None),
        Subject::Transfer { view, .. }
            if event.kind == EventType::TransferReversed
                && world.has(Defect::TransferReversedCarriesReversal) =>
        {
            let newest = view.reversals.shown.first();
            let shown = newest.map(|(no, of)| wire::transfers::reversal(world, *no, of));
            (shown.unwrap_or_default(), None)
        }
        Subject::Transfer { no, view, before } => {
            let shown = |view| wire::transfers::transfer(world, *no, view);
            (shown(view), before.as_deref().map(shown))
        }
        Subject::Charge { no, state } => (wire::charges::charge(world, *no, *state), None),
        Subject::TopUp { no, state } => (topups::shown(world, *no, state), None),
        Subject::Fee { no, view } => (wire::charges::fee(world, *no, view), None),
    };
    match before {
        None => json!({ "object": object }),
        Some(before) => {
            let previous = previous(&before, &object);
            json!({ "object": object, "previous_attributes": previous })
        }
    }
}

/// The old values of what has changed, key by key within metadata.
fn previous(before: &Value, after: &Value) -> Value {
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else {
        return Value::Null;
    };
    let mut changed = Map::new();
    for (name, value) in after {
        let old = before.get(name).unwrap_or(&Value::Null);
        if old == value {
            continue;
        }
        let old = if name == "metadata" {
            previous(old, value)
        } else {
            old.clone()
        };
        changed.insert(name.clone(), old);
    }
    for (name, old) in before {
        if !after.contains_key(name) {
            changed.insert(name.clone(), old.clone());
        }
    }
    Value::Object(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn previous_attributes_are_the_old_values_of_what_changed() {
        let before = json!({"a": 1, "b": 2, "metadata": {"kept": "x", "set": "1", "gone": "g"}});
        let after = json!({"a": 1, "b": 3, "metadata": {"kept": "x", "set": "2", "new": "n"}});
        let expected = json!({"b": 2, "metadata": {"set": "1", "gone": "g", "new": null}});
        assert_eq!(previous(&before, &after), expected);
    }

    #[test]
    fn a_star_stands_for_anything() {
        assert!(matches("payout.*", "payout.created"));
        assert!(matches("*", "payout.created"));
        assert!(matches("*.created", "payout.created"));
        assert!(matches("payout.created", "payout.created"));
        assert!(!matches("payout.*", "account.external_account.updated"));
        assert!(!matches("payout.c*created", "payout.created"));
    }
}
