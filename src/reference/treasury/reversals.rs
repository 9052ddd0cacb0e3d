//! `/v1/treasury/debit_reversals`: taking a received debit back (`DR-01` to `DR-20`).

use axum::response::Response;
use serde_json::Value;

use super::{account_of, wire};
use crate::reference::call::{Call, Desk, PathIds};
use crate::reference::defect::Defect;
use crate::reference::error::ApiError;
use crate::reference::expand::{Expand, Node, Root};
use crate::reference::gap::others_first;
use crate::reference::listing;
use crate::reference::metadata::Metadata;
use crate::reference::params::{Params, required};
use crate::reference::readings::MoneyBack;
use crate::reference::world::World;
use crate::reference::world::treasury::{DebitNo, DebitReversalNo};
use crate::reversal::debit::Status;

/// Where debit reversals are.
pub const URL: &str = "/v1/treasury/debit_reversals";

type Answer = Result<Response, ApiError>;
type Choice = (Option<DebitNo>, Option<Status>);

/// `POST /v1/treasury/debit_reversals` (`DR-01` to `DR-12`).
pub async fn create(call: Call) -> Answer {
    if find_out(&call)? {
        others_first().await;
        return act(&call, Check::Done);
    }
    act(&call, Check::Due)
}

/// Whether a call looks before it acts in a step of its own, as only a defect has it (`DR-19`).
fn find_out(call: &Call) -> Result<bool, ApiError> {
    let desk = call.desk()?;
    if !desk.world.has(Defect::DebitReversalRace) {
        return Ok(false);
    }
    let no = wanted(&desk, &call.params)?;
    desk.world.check_debit_reversal(no)?;
    Ok(true)
}

/// Whether it has been found that the debit can be reversed.
#[derive(Clone, Copy)]
enum Check {
    Due,
    Done,
}

fn act(call: &Call, check: Check) -> Answer {
    let mut desk = call.desk()?;
    let params = &call.params;
    params.only(&["expand", "metadata", "received_debit"])?;
    let expand = Expand::read(params, Root::One(Node::DebitReversal))?;
    let change = params.metadata()?;
    let debit = wanted(&desk, params)?;
    let cause = desk.cause.clone();
    let no = match check {
        Check::Due => desk.world.reverse_debit(debit, &change, &cause)?,
        Check::Done => {
            let metadata = Metadata::default().changed(&change)?;
            desk.world.take_debit_back(debit, metadata, &cause)?
        }
    };
    let mut object = debit_reversal(&desk.world, no);
    if desk.world.has(Defect::DebitReversalAnswersCompleted)
        && let Some(status) = object.get_mut("status")
    {
        *status = wire::reversal_status(&desk.world, Status::Completed).into();
    }
    desk.answer(object, &expand)
}

/// The debit that is to be reversed, which must be the account's own (`DR-02`, `DR-12`).
fn wanted(desk: &Desk<'_>, params: &Params) -> Result<DebitNo, ApiError> {
    let world = &desk.world;
    let given = params.text("received_debit")?;
    if given.is_none() && world.has(Defect::ReversedDebitOptional) {
        let own = world.financial_accounts_of(desk.account).iter();
        let newest = own.filter_map(|no| world.newest_debit(*no)).max();
        return required(newest, "received_debit");
    }
    let id = required(given, "received_debit")?;
    let found = if world.has(Defect::ForeignDebitReversed) {
        world.any_debit_named(id)
    } else {
        world.debit_named(desk.account, id)
    };
    found.ok_or_else(|| ApiError::not_found("received debit", id, "received_debit"))
}

/// `GET /v1/treasury/debit_reversals/{debit_reversal}`.
pub fn retrieve(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let desk = call.desk()?;
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::DebitReversal))?;
    let no = named(&desk, id)?;
    desk.answer(debit_reversal(&desk.world, no), &expand)
}

/// `POST /v1/treasury/debit_reversals/{debit_reversal}`, which does not exist (`DR-05`).
pub fn update(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let mut desk = call.desk()?;
    if !desk.world.has(Defect::DebitReversalUpdatable) {
        return Err(ApiError::unrecognized("POST", &format!("{URL}/{id}")));
    }
    call.params.only(&["expand", "metadata"])?;
    let expand = Expand::read(&call.params, Root::One(Node::DebitReversal))?;
    let change = call.params.metadata()?;
    let no = named(&desk, id)?;
    desk.world.update_debit_reversal(no, &change)?;
    desk.answer(debit_reversal(&desk.world, no), &expand)
}

fn named(desk: &Desk<'_>, id: &str) -> Result<DebitReversalNo, ApiError> {
    let found = desk.world.debit_reversal_named(desk.account, id);
    found.ok_or_else(|| ApiError::not_found("debit reversal", id, "debit_reversal"))
}

/// `GET /v1/treasury/debit_reversals` (`DR-13`, `DR-14`).
pub fn list(call: &Call) -> Answer {
    let desk = call.desk()?;
    let params = &call.params;
    params.only(&[
        "ending_before",
        "expand",
        "financial_account",
        "limit",
        "received_debit",
        "resolution",
        "starting_after",
        "status",
    ])?;
    let expand = Expand::read(params, Root::List(Node::DebitReversal))?;
    let world = &*desk.world;
    let account = account_of(&desk, params, Some(Defect::ReversalsOfAnyAccount))?;
    let paging = listing::paging(params, "debit reversal", |id| {
        let no = world.debit_reversal_named(desk.account, id)?;
        (world.debit_reversal(no).account == account).then_some(no.0)
    })?;
    let page = match choice(&desk, params)? {
        Some(choice) => world.reversals_page(account, choice, &paging),
        None => paging.nothing(),
    };
    let show = |number| debit_reversal(world, DebitReversalNo(number));
    listing::answer(&desk, URL, &page, (&expand, show))
}

/// Which debit reversals are wanted, by their debit and their status; none where it can match nothing.
fn choice(desk: &Desk<'_>, params: &Params) -> Result<Option<Choice>, ApiError> {
    let world = &desk.world;
    let debit = match params.text("received_debit")? {
        None => None,
        Some(id) => {
            let found = world.debit_named(desk.account, id);
            let missing = || ApiError::missing_reference("received debit", id, "received_debit");
            Some(found.ok_or_else(missing)?)
        }
    };
    // The list says `completed` where the object says `succeeded`; either word is taken (`DR-14`).
    let words = [
        ("canceled", Status::Canceled),
        (MoneyBack::Completed.word(), Status::Completed),
        ("processing", Status::Processing),
        (MoneyBack::Succeeded.word(), Status::Completed),
    ];
    let status = params.one_of("status", &words)?;
    let never = status == Some(Status::Completed) && world.has(Defect::CompletedNeverListed);
    let resolution = params.one_of("resolution", &[("lost", ()), ("won", ())])?;
    let debit = debit.filter(|_| !world.has(Defect::ReversalDebitIgnored));
    let status = status.filter(|_| !world.has(Defect::ReversalStatusIgnored));
    // None has a resolution, which is of disputed cards.
    let resolved = resolution.is_some() && !world.has(Defect::ReversalResolutionIgnored);
    Ok((!never && !resolved).then_some((debit, status)))
}

/// A debit reversal as it is now.
fn debit_reversal(world: &World, no: DebitReversalNo) -> Value {
    wire::debit_reversal(world, no, &world.debit_reversal(no).state)
}
