//! `/v1/topups`: made, read, updated, listed and canceled (`TOP-01` to `TOP-03`).

use std::future::ready;
use std::sync::Arc;

use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::{Value, json};

use super::call::{Call, Desk, PathIds};
use super::defect::Defect;
use super::error::ApiError;
use super::expand::{Expand, Node, Root};
use super::failure::FailureCode;
use super::listing::List;
use super::page::Cursor;
use super::params::{Params, required};
use super::sandbox::Sandboxes;
use super::world::World;
use super::world::index::TopUpFilter;
use super::world::topups::{TopUpNo, TopUpNotes, TopUpState, TopUpTerms};
use crate::reversal::topup::Status;

const URL: &str = "/v1/topups";
/// The longest description, source or group.
const LONGEST: usize = 5_000;
/// The longest statement descriptor.
const LONGEST_DESCRIPTOR: usize = 15;

type Answer = Result<Response, ApiError>;
type Id = PathIds<String>;

/// The routes of top-ups.
pub fn routes() -> Router<Arc<Sandboxes>> {
    Router::new()
        .route(
            URL,
            get(|call: Call| ready(list(&call))).post(|call: Call| ready(create(&call))),
        )
        .route(
            "/v1/topups/{topup}",
            get(|id: Id, call: Call| ready(retrieve(&id, &call)))
                .post(|id: Id, call: Call| ready(update(&id, &call))),
        )
        .route(
            "/v1/topups/{topup}/cancel",
            post(|id: Id, call: Call| ready(cancel(&id, &call))),
        )
}

/// `POST /v1/topups`; whatever source is named, it is the bank that the levers play.
fn create(call: &Call) -> Answer {
    let mut desk = call.desk()?;
    let params = &call.params;
    params.only(&[
        "amount",
        "currency",
        "description",
        "expand",
        "metadata",
        "source",
        "statement_descriptor",
        "transfer_group",
    ])?;
    let expand = Expand::read(params, Root::One(Node::TopUp))?;
    params.short("source", LONGEST)?;
    let terms = TopUpTerms {
        amount: required(params.amount("amount")?, "amount")?,
        currency: required(params.currency("currency")?, "currency")?,
        statement_descriptor: params.short("statement_descriptor", LONGEST_DESCRIPTOR)?,
        group: params.short("transfer_group", LONGEST)?,
    };
    let notes = notes(params)?;
    let (account, cause) = (desk.account, desk.cause.clone());
    let no = desk.world.create_top_up(account, terms, notes, &cause)?;
    desk.answer(now(&desk.world, no), &expand)
}

fn notes(params: &Params) -> Result<TopUpNotes, ApiError> {
    Ok(TopUpNotes {
        description: params.short("description", LONGEST)?,
        metadata: params.metadata()?,
    })
}

/// `GET /v1/topups/{topup}`.
fn retrieve(PathIds(id): &Id, call: &Call) -> Answer {
    let desk = call.desk()?;
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::TopUp))?;
    let no = named(&desk, id)?;
    desk.answer(now(&desk.world, no), &expand)
}

/// `POST /v1/topups/{topup}`: description and metadata, and nothing else.
fn update(PathIds(id): &Id, call: &Call) -> Answer {
    let mut desk = call.desk()?;
    let params = &call.params;
    params.only(&["description", "expand", "metadata"])?;
    let expand = Expand::read(params, Root::One(Node::TopUp))?;
    let notes = notes(params)?;
    let no = named(&desk, id)?;
    desk.world.update_top_up(no, notes)?;
    desk.answer(now(&desk.world, no), &expand)
}

/// `POST /v1/topups/{topup}/cancel` (`TOP-02`).
fn cancel(PathIds(id): &Id, call: &Call) -> Answer {
    let mut desk = call.desk()?;
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::TopUp))?;
    let no = named(&desk, id)?;
    let cause = desk.cause.clone();
    desk.world.cancel_top_up(no, &cause)?;
    desk.answer(now(&desk.world, no), &expand)
}

const LIST: List = List {
    url: URL,
    node: Node::TopUp,
    noun: "top-up",
    filters: &["amount", "created", "status"],
};

/// `GET /v1/topups`.
pub fn list(call: &Call) -> Answer {
    LIST.answer(
        call,
        |desk, id| desk.world.top_up_named(desk.account, id).map(|no| no.0),
        |desk, params, mut paging| {
            let world = &desk.world;
            if world.has(Defect::TopUpsCursorIgnored) {
                paging.cursor = Cursor::Newest;
            }
            if world.has(Defect::TopUpsOldestFirst) {
                paging.defect = Some(Defect::OldestFirst);
            }
            Ok(world.top_ups_page(desk.account, &filter(params)?, &paging))
        },
        |world, place| now(world, TopUpNo(place)),
    )
}

fn filter(params: &Params) -> Result<TopUpFilter, ApiError> {
    // The published filter does not have every status: those that are reversed are not asked for.
    let statuses = [
        Status::Canceled,
        Status::Failed,
        Status::Pending,
        Status::Succeeded,
    ];
    Ok(TopUpFilter {
        amount: params.range("amount")?,
        created: params.range("created")?,
        status: params.one_of("status", &statuses.map(|status| (status.name(), status)))?,
    })
}

fn named(desk: &Desk<'_>, id: &str) -> Result<TopUpNo, ApiError> {
    let found = desk.world.top_up_named(desk.account, id);
    found.ok_or_else(|| ApiError::not_found("top-up", id, "topup"))
}

/// A top-up as it is now.
pub fn now(world: &World, no: TopUpNo) -> Value {
    shown(world, no, &world.top_up(no).state)
}

/// A top-up in the state given, which is its own or an older one.
pub fn shown(world: &World, no: TopUpNo, state: &TopUpState) -> Value {
    let topup = world.top_up(no);
    let terms = &topup.terms;
    json!({
        "id": world.top_up_id(no),
        "object": "topup",
        "amount": terms.amount.minor(),
        "balance_transaction": state.booked.map(|no| world.transaction_id(no)),
        "created": topup.created.unix(),
        "currency": terms.currency.code(),
        "description": state.description,
        "expected_availability_date": topup.expected.unix(),
        "failure_code": state.failure.map(FailureCode::name),
        "failure_message": state.failure.map(FailureCode::message),
        "livemode": false,
        "metadata": state.metadata.wire(),
        "source": null,
        "statement_descriptor": terms.statement_descriptor,
        "status": state.status.name(),
        "transfer_group": terms.group,
    })
}
