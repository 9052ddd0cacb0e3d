//! `/v1/treasury`: financial accounts, received debits, debit reversals and the transactions of both.

pub mod accounts;
pub mod debits;
pub mod flows;
pub mod reversals;
pub mod wire;

use std::future::ready;

use axum::Router;
use axum::routing::{get, post};

use super::call::{Call, Desk, PathIds};
use super::defect::Defect;
use super::error::ApiError;
use super::params::{Params, required};
use super::sandbox::Sandboxes;
use super::world::treasury::FinancialNo;

type One = PathIds<String>;

/// The routes of treasury.
pub fn routes() -> Router<std::sync::Arc<Sandboxes>> {
    Router::new()
        .route(
            "/v1/treasury/financial_accounts",
            get(|call: Call| ready(accounts::list(&call))),
        )
        .route(
            "/v1/treasury/financial_accounts/{financial_account}",
            get(|id: One, call: Call| ready(accounts::retrieve(&id, &call))),
        )
        .route(
            debits::URL,
            get(|call: Call| ready(debits::list(&call)))
                .post(|call: Call| ready(debits::create_directly(&call))),
        )
        .route(
            "/v1/treasury/received_debits/{id}",
            get(|id: One, call: Call| ready(debits::retrieve(&id, &call))),
        )
        .route(
            reversals::URL,
            get(|call: Call| ready(reversals::list(&call))).post(reversals::create),
        )
        .route(
            "/v1/treasury/debit_reversals/{debit_reversal}",
            get(|id: One, call: Call| ready(reversals::retrieve(&id, &call)))
                .post(|id: One, call: Call| ready(reversals::update(&id, &call))),
        )
        .route(
            flows::TRANSACTIONS,
            get(|call: Call| ready(flows::transactions(&call))),
        )
        .route(
            "/v1/treasury/transactions/{id}",
            get(|id: One, call: Call| ready(flows::transaction(&id, &call))),
        )
        .route(
            flows::ENTRIES,
            get(|call: Call| ready(flows::entries(&call))),
        )
        .route(
            "/v1/treasury/transaction_entries/{id}",
            get(|id: One, call: Call| ready(flows::entry(&id, &call))),
        )
        .route(
            "/v1/test_helpers/treasury/received_debits",
            post(|call: Call| ready(debits::create(&call))),
        )
        .route(
            "/v1/test_helpers/treasury/received_credits",
            post(|call: Call| ready(debits::create_credit(&call))),
        )
}

/// The financial account that a list is of, which must be named (`RD-09`, `DR-13`).
fn account_of(
    desk: &Desk<'_>,
    params: &Params,
    optional: Option<Defect>,
) -> Result<FinancialNo, ApiError> {
    let world = &desk.world;
    let given = params.text("financial_account")?;
    if given.is_none() && optional.is_some_and(|defect| world.has(defect)) {
        let own = world.financial_accounts_of(desk.account).first();
        return required(own.copied(), "financial_account");
    }
    let id = required(given, "financial_account")?;
    let found = world.financial_named(desk.account, id);
    found.ok_or_else(|| ApiError::missing_reference("financial account", id, "financial_account"))
}
