//! `/v1/treasury/financial_accounts`: the accounts that money is kept in.

use axum::response::Response;

use super::wire;
use crate::reference::call::{Call, PathIds};
use crate::reference::error::ApiError;
use crate::reference::expand::{Expand, Node, Root};
use crate::reference::listing;

const URL: &str = "/v1/treasury/financial_accounts";

type Answer = Result<Response, ApiError>;

/// `GET /v1/treasury/financial_accounts/{financial_account}`.
pub fn retrieve(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let desk = call.desk()?;
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::Plain))?;
    let found = desk.world.financial_named(desk.account, id);
    let no =
        found.ok_or_else(|| ApiError::not_found("financial account", id, "financial_account"))?;
    desk.answer(wire::financial_account(&desk.world, no), &expand)
}

/// `GET /v1/treasury/financial_accounts`.
pub fn list(call: &Call) -> Answer {
    let desk = call.desk()?;
    let params = &call.params;
    params.only(&[
        "created",
        "ending_before",
        "expand",
        "limit",
        "starting_after",
        "status",
    ])?;
    let expand = Expand::read(params, Root::List(Node::Plain))?;
    let world = &*desk.world;
    let own = world.financial_accounts_of(desk.account);
    let paging = listing::paging(params, "financial account", |id| {
        own.binary_search(&world.financial_named(desk.account, id)?)
            .ok()
    })?;
    let created = params.range("created")?;
    // None is ever closed.
    let open = params.one_of("status", &[("closed", false), ("open", true)])?;
    let page = if open == Some(false) {
        paging.nothing()
    } else {
        world.financial_page(desk.account, created, &paging)
    };
    let show = |place: usize| wire::financial_account(world, own[place]);
    listing::answer(&desk, URL, &page, (&expand, show))
}
