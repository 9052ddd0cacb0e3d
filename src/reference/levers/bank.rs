//! The levers of what the bank does with payouts, top-ups and debit reversals; an act that comes too late changes nothing.

use std::future::ready;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::routing::post;
use serde::{Deserialize, Deserializer};
use serde_json::json;

use super::{Answer, LeverError, Worlds, answer, named, read};
use crate::reference::defect::Defect;
use crate::reference::failure::FailureCode;
use crate::reference::gap;
use crate::reference::sandbox::Sandboxes;
use crate::reference::world::{PayoutNo, World};
use crate::reversal::payout::Status;
use crate::reversal::{debit, payout, topup};

/// The routes of these levers.
pub fn routes() -> Router<Arc<Sandboxes>> {
    type S = State<Arc<Sandboxes>>;
    type Ids = Path<(String, String)>;
    Router::new()
        .route(
            "/levers/worlds/{world}/payouts/{payout}/bank",
            post(pay_out),
        )
        .route(
            "/levers/worlds/{world}/topups/{topup}/bank",
            post(|s: S, ids: Ids, body: Bytes| ready(bank(&s, &ids, &body, top_up))),
        )
        .route(
            "/levers/worlds/{world}/debit_reversals/{reversal}/bank",
            post(|s: S, ids: Ids, body: Bytes| ready(bank(&s, &ids, &body, debit_reversal))),
        )
}

/// What the bank can do with one kind of object, in the words of the protocol.
trait Act: Sized {
    fn read<'de, D: Deserializer<'de>>(word: D) -> Result<Self, D::Error>;
}

#[derive(Deserialize)]
#[serde(remote = "payout::BankAct", rename_all = "lowercase")]
enum PayoutWord {
    Submit,
    Pay,
    Fail,
}

#[derive(Deserialize)]
#[serde(remote = "topup::BankAct", rename_all = "lowercase")]
enum TopUpWord {
    Pay,
    Fail,
    Return,
}

impl Act for topup::BankAct {
    fn read<'de, D: Deserializer<'de>>(word: D) -> Result<Self, D::Error> {
        TopUpWord::deserialize(word)
    }
}

#[derive(Deserialize)]
#[serde(remote = "debit::BankAct", rename_all = "lowercase")]
enum DebitReversalWord {
    Complete,
    Cancel,
}

impl Act for debit::BankAct {
    fn read<'de, D: Deserializer<'de>>(word: D) -> Result<Self, D::Error> {
        DebitReversalWord::deserialize(word)
    }
}

/// What is asked of the bank.
#[derive(Deserialize)]
#[serde(bound = "A: Act")]
struct BankRequest<A> {
    #[serde(deserialize_with = "Act::read")]
    act: A,
}

/// The same of a payout, which shows why the bank has refused it.
#[derive(Deserialize)]
#[serde(expecting = "struct BankRequest")]
struct PayoutRequest {
    #[serde(with = "PayoutWord")]
    act: payout::BankAct,
    failure_code: Option<String>,
}

/// `POST …/bank`, for an object of which nobody has to be let in between.
fn bank<A: Act>(
    worlds: &Worlds,
    Path((id, object)): &Path<(String, String)>,
    body: &Bytes,
    carry_out: impl FnOnce(&mut World, &str, A) -> Result<(), LeverError>,
) -> Answer {
    let sandbox = named(worlds, id)?;
    let wanted: BankRequest<A> = read(body)?;
    carry_out(&mut *sandbox.enter()?, object, wanted.act)?;
    Ok(answer(&json!({})))
}

fn top_up(world: &mut World, id: &str, act: topup::BankAct) -> Result<(), LeverError> {
    let found = world.any_top_up_named(id);
    let no = found.ok_or_else(|| LeverError::not_found("top-up", id))?;
    Ok(world.bank_top_up(no, act)?)
}

fn debit_reversal(world: &mut World, id: &str, act: debit::BankAct) -> Result<(), LeverError> {
    let found = world.any_debit_reversal_named(id);
    let no = found.ok_or_else(|| LeverError::not_found("debit reversal", id))?;
    Ok(world.settle_debit_reversal(no, act)?)
}

/// `POST …/payouts/{payout}/bank`; where a defect lets requests race with it, they are let in between.
async fn pay_out(
    worlds: Worlds,
    Path((id, payout)): Path<(String, String)>,
    body: Bytes,
) -> Answer {
    let sandbox = named(&worlds, &id)?;
    let wanted: PayoutRequest = read(&body)?;
    let act = wanted.act;
    let code = match wanted.failure_code.as_deref() {
        None => None,
        Some(name) => match FailureCode::parse(name) {
            Some(code) => Some(code),
            None => return Err(LeverError::invalid(format!("no such failure code: {name}"))),
        },
    };
    if act == payout::BankAct::Submit && sandbox.defect == Some(Defect::CancelRacesSubmission) {
        let seen = seen(&*sandbox.enter()?, &payout)?;
        gap::wait_for_others().await;
        sandbox.enter()?.bank_seeing(seen, (act, code))?;
    } else {
        let mut world = sandbox.enter()?;
        let (no, _) = seen(&world, &payout)?;
        world.bank(no, act, code)?;
    }
    Ok(answer(&json!({})))
}

/// A payout, and the status that it is seen to have.
fn seen(world: &World, payout: &str) -> Result<(PayoutNo, Status), LeverError> {
    let found = world.any_payout_named(payout);
    let no = found.ok_or_else(|| LeverError::not_found("payout", payout))?;
    Ok((no, world.payout(no).state.status))
}
