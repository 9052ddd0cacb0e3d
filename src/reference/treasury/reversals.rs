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
        let newest = own.filter_map(|no| world.financial_account(*no).debits.last());
        return required(newest.max().copied(), "received_debit");
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
        let reversal = world.debit_reversal(world.debit_reversal_named(desk.account, id)?);
        (reversal.account == account).then_some(reversal.place)
    })?;
    let filter = filter(&desk, params)?;
    let own = &world.financial_account(account).reversals;
    let page = paging.take(paging.window(own.len()), |place| {
        let reversal = world.debit_reversal(own[place]);
        filter.debit.is_none_or(|debit| debit == reversal.debit)
            && filter.status.is_none_or(|it| it == reversal.state.status)
            && !filter.resolved
    });
    let show = |place: usize| debit_reversal(world, own[place]);
    listing::answer(&desk, URL, &page, (&expand, show))
}

/// Which debit reversals are wanted.
struct Filter {
    debit: Option<DebitNo>,
    status: Option<Status>,
    /// Whether only those with a resolution are, which none has: it is of disputed cards.
    resolved: bool,
}

fn filter(desk: &Desk<'_>, params: &Params) -> Result<Filter, ApiError> {
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
    Ok(Filter {
        debit: debit.filter(|_| !world.has(Defect::ReversalDebitIgnored)),
        status: status.filter(|_| !world.has(Defect::ReversalStatusIgnored)),
        resolved: never || resolution.is_some() && !world.has(Defect::ReversalResolutionIgnored),
    })
}

/// A debit reversal as it is now.
fn debit_reversal(world: &World, no: DebitReversalNo) -> Value {
    wire::debit_reversal(world, no, &world.debit_reversal(no).state)
}
