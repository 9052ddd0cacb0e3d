//! The levers of treasury: financial accounts with cash, and debits of them.

use std::future::ready;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::arrange::{account, currency};
use super::{LeverError, Worlds, answer, named, read};
use crate::money::{Amount, Currency};
use crate::reference::sandbox::Sandboxes;
use crate::reference::world::World;
use crate::reference::world::events::Cause;
use crate::reference::world::treasury::FinancialNo;
use crate::reference::world::treasury::debits::{Counterparty, DESCRIPTION, NewFlow};
use crate::reversal::debit::Network;

type Answer = Result<Response, LeverError>;

/// The routes of these levers.
pub fn routes() -> Router<std::sync::Arc<Sandboxes>> {
    type S = State<std::sync::Arc<Sandboxes>>;
    type W = Path<String>;
    Router::new()
        .route(
            "/levers/worlds/{world}/financial_accounts",
            post(|s: S, w: W, body: Bytes| ready(open(&s, &w, &body))),
        )
        .route(
            "/levers/worlds/{world}/received_debits",
            post(|s: S, w: W, body: Bytes| ready(debit(&s, &w, &body))),
        )
}

#[derive(Deserialize)]
struct AccountRequest {
    account: Option<String>,
    #[serde(default)]
    amount: i64,
    currency: Option<String>,
}

/// `POST …/financial_accounts`: its cash is a received credit.
fn open(worlds: &Worlds, Path(id): &Path<String>, body: &Bytes) -> Answer {
    let sandbox = named(worlds, id)?;
    let wanted: AccountRequest = read(body)?;
    let amount = within(wanted.amount, 0)?;
    let currency = currency(wanted.currency.as_deref())?;
    let mut world = sandbox.enter()?;
    let owner = account(&world, wanted.account.as_deref())?;
    let no = world.open_financial_account(owner, currency);
    if amount > Amount::ZERO {
        world.receive_credit(flow(no, amount, "ach"))?;
    }
    Ok(answer(
        &json!({"financial_account": world.financial_id(no)}),
    ))
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum NetworkWord {
    Ach,
    Card,
}

#[derive(Deserialize)]
struct DebitRequest {
    account: Option<String>,
    financial_account: Option<String>,
    amount: i64,
    currency: Option<String>,
    network: Option<NetworkWord>,
    #[serde(default)]
    source_flow_restricted: bool,
}

/// `POST …/received_debits`; a debit of more than the cash fails.
fn debit(worlds: &Worlds, Path(id): &Path<String>, body: &Bytes) -> Answer {
    let sandbox = named(worlds, id)?;
    let wanted: DebitRequest = read(body)?;
    let amount = within(wanted.amount, 1)?;
    let currency = currency(wanted.currency.as_deref())?;
    let network = match wanted.network {
        None | Some(NetworkWord::Ach) => Network::Ach,
        Some(NetworkWord::Card) => Network::Card,
    };
    let mut world = sandbox.enter()?;
    let no = debited(&world, &wanted, currency)?;
    let new = flow(no, amount, network);
    let debit = world.receive_debit(new, wanted.source_flow_restricted, &Cause::Processor)?;
    Ok(answer(&json!({"received_debit": world.debit_id(debit)})))
}

/// The financial account to be debited; the account's first where none is given.
fn debited(
    world: &World,
    wanted: &DebitRequest,
    currency: Currency,
) -> Result<FinancialNo, LeverError> {
    let owner = account(world, wanted.account.as_deref())?;
    let found = match &wanted.financial_account {
        Some(id) => world.financial_named(owner, id),
        None => world.financial_accounts_of(owner).first().copied(),
    };
    let given = wanted.financial_account.as_deref().unwrap_or("any");
    let no = found.ok_or_else(|| LeverError::not_found("financial account", given))?;
    if world.financial_account(no).currency == currency {
        Ok(no)
    } else {
        let message = "the financial account does not hold this currency";
        Err(LeverError::invalid(message))
    }
}

/// The cash of every financial account, straight from the ledger.
pub fn cash(world: &World) -> Map<String, Value> {
    let balance = |no| {
        let currency = world.financial_account(no).currency.code();
        let amounts = json!({currency: world.cash(no).minor()});
        (world.financial_id(no), amounts)
    };
    world.financial_numbers().map(balance).collect()
}

fn flow<N>(account: FinancialNo, amount: Amount, network: N) -> NewFlow<N> {
    NewFlow {
        account,
        amount,
        network,
        description: DESCRIPTION.into(),
        counterparty: Counterparty::default(),
    }
}

fn within(minor: i64, least: i64) -> Result<Amount, LeverError> {
    if (least..=Amount::MOST.minor()).contains(&minor) {
        Ok(Amount::new(minor))
    } else {
        Err(LeverError::invalid("amount is out of range"))
    }
}
