//! The lever of what the bank does with top-ups.

use std::future::ready;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use serde::Deserialize;
use serde_json::json;

use super::{LeverError, Worlds, answer, named, read};
use crate::reference::sandbox::Sandboxes;
use crate::reversal::topup::BankAct;

/// The route of the lever.
pub fn routes() -> Router<Arc<Sandboxes>> {
    type S = State<Arc<Sandboxes>>;
    Router::new().route(
        "/levers/worlds/{world}/topups/{topup}/bank",
        post(|s: S, ids: Path<(String, String)>, body: Bytes| ready(bank(&s, &ids, &body))),
    )
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum ActWord {
    Pay,
    Fail,
    Return,
}

#[derive(Deserialize)]
struct BankRequest {
    act: ActWord,
}

/// `POST …/topups/{topup}/bank`; an act that comes too late changes nothing.
fn bank(
    worlds: &Worlds,
    Path((id, topup)): &Path<(String, String)>,
    body: &Bytes,
) -> Result<Response, LeverError> {
    let sandbox = named(worlds, id)?;
    let wanted: BankRequest = read(body)?;
    let act = match wanted.act {
        ActWord::Pay => BankAct::Pay,
        ActWord::Fail => BankAct::Fail,
        ActWord::Return => BankAct::Return,
    };
    let mut world = sandbox.enter()?;
    let found = world.any_top_up_named(topup);
    let no = found.ok_or_else(|| LeverError::not_found("top-up", topup))?;
    world.bank_top_up(no, act)?;
    Ok(answer(&json!({})))
}
