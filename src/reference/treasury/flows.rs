//! `/v1/treasury/transactions` and `/v1/treasury/transaction_entries`: what has moved, and why (`TRX-01` to `TRX-04`).

use axum::response::Response;

use super::{account_of, wire};
use crate::reference::call::{Call, PathIds};
use crate::reference::defect::Defect;
use crate::reference::error::ApiError;
use crate::reference::expand::{Expand, Node, Root};
use crate::reference::listing;
use crate::reference::params::{Params, Range};
use crate::reference::world::World;
use crate::reference::world::treasury::FlowEntryNo;
use crate::reference::world::treasury::lists::FlowFilter;
use crate::reference::world::treasury::postings::{OrderBy, Standing};

/// Where treasury transactions are.
pub const TRANSACTIONS: &str = "/v1/treasury/transactions";
/// Where their entries are.
pub const ENTRIES: &str = "/v1/treasury/transaction_entries";

type Answer = Result<Response, ApiError>;

/// `GET /v1/treasury/transactions/{id}`.
pub fn transaction(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let desk = call.desk()?;
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::FlowTransaction))?;
    let found = desk.world.flow_transaction_named(desk.account, id);
    let no = found.ok_or_else(|| ApiError::not_found("transaction", id, "id"))?;
    desk.answer(wire::transaction(&desk.world, no), &expand)
}

/// `GET /v1/treasury/transactions` (`TRX-04`).
pub fn transactions(call: &Call) -> Answer {
    let desk = call.desk()?;
    let params = &call.params;
    params.only(&[
        "created",
        "ending_before",
        "expand",
        "financial_account",
        "flow",
        "limit",
        "order_by",
        "starting_after",
        "status",
        "status_transitions",
    ])?;
    let expand = Expand::read(params, Root::List(Node::FlowTransaction))?;
    let world = &*desk.world;
    let account = account_of(&desk, params, None)?;
    let orders = [
        ("created", OrderBy::Created),
        ("posted_at", OrderBy::PostedAt),
    ];
    let order = params.one_of("order_by", &orders)?;
    let standing = params.one_of("status", &Standing::NAMES.map(|name| (name, name)))?;
    let posted_at = posted_at(world, params, (standing, order))?;
    let order = if posted_at.is_some() {
        OrderBy::PostedAt
    } else {
        order.unwrap_or(OrderBy::Created)
    };
    let paging = listing::paging(params, "transaction", |id| {
        let no = world.flow_transaction_named(desk.account, id)?;
        let listed = world.flow_transaction(no).account == account;
        listed.then(|| world.flow_place(no, order))
    })?;
    let flow = params.text("flow")?;
    let only = flow.and_then(|id| world.flow_named(id));
    let filter = FlowFilter {
        order,
        standing,
        created: params.range("created")?,
        posted_at,
        only,
    };
    let page = if flow.is_some() && only.is_none() {
        paging.nothing()
    } else {
        world.flows_page(account, &filter, &paging)
    };
    let index = &world.financial_account(account).flows;
    let show = |place| wire::transaction(world, index.at(order, place));
    listing::answer(&desk, TRANSACTIONS, &page, (&expand, show))
}

/// The filter by time of posting, which only posted ones in the order of their posting can have (`TRX-04`).
fn posted_at(
    world: &World,
    params: &Params,
    (status, order): (Option<&str>, Option<OrderBy>),
) -> Result<Option<Range>, ApiError> {
    let Some(transitions) = params.below("status_transitions")? else {
        return Ok(None);
    };
    transitions.only(&["posted_at"])?;
    let range = transitions.range("posted_at")?;
    let of_posted = status == Some("posted") || world.has(Defect::PostedAtAnyStatus);
    let in_order = order == Some(OrderBy::PostedAt) || world.has(Defect::PostedAtAnyOrder);
    if of_posted && in_order {
        return Ok(Some(range));
    }
    let message = "To filter by posted_at, set status to posted and order_by to posted_at.";
    Err(ApiError::invalid(message).param("status_transitions[posted_at]"))
}

/// `GET /v1/treasury/transaction_entries/{id}`.
pub fn entry(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let desk = call.desk()?;
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::FlowEntry))?;
    let found = desk.world.flow_entry_named(desk.account, id);
    let no = found.ok_or_else(|| ApiError::not_found("transaction entry", id, "id"))?;
    desk.answer(wire::entry(&desk.world, no), &expand)
}

/// `GET /v1/treasury/transaction_entries`.
pub fn entries(call: &Call) -> Answer {
    let desk = call.desk()?;
    let params = &call.params;
    params.only(&[
        "created",
        "effective_at",
        "ending_before",
        "expand",
        "financial_account",
        "limit",
        "order_by",
        "starting_after",
        "transaction",
    ])?;
    let expand = Expand::read(params, Root::List(Node::FlowEntry))?;
    let world = &*desk.world;
    let account = account_of(&desk, params, None)?;
    let paging = listing::paging(params, "transaction entry", |id| {
        let no = world.flow_entry_named(desk.account, id)?;
        (world.flow_entry_account(no) == account).then_some(no.0)
    })?;
    // An entry takes effect when it is made, so that both orders are one.
    params.one_of("order_by", &[("created", ()), ("effective_at", ())])?;
    let made = params.range("created")?.and(params.range("effective_at")?);
    let of = match params.text("transaction")? {
        None => None,
        Some(id) => {
            let found = world.flow_transaction_named(desk.account, id);
            let missing = || ApiError::missing_reference("transaction", id, "transaction");
            Some(found.ok_or_else(missing)?)
        }
    };
    let page = world.entries_page(account, (of, made), &paging);
    let show = |number| wire::entry(world, FlowEntryNo(number));
    listing::answer(&desk, ENTRIES, &page, (&expand, show))
}
