//! The reference: a stateful server of the documented payouts, transfers and treasury API, with a bank, a clock and levers.
//!
//! A request comes in by [`router`], is read into a call, enters its world by the one lock
//! that the world has, does one thing there and is answered. What may be done is decided by the
//! pure rules of [`crate::reversal`], money moves by [`crate::ledger`] alone, and the world's
//! time is an argument everywhere, so that the same requests have the same answers, byte for byte.

mod accounts;
mod balance;
mod call;
mod charges;
mod custom;
mod defect;
mod deliveries;
mod distort;
mod embedded;
mod error;
mod event_types;
mod events;
mod expand;
mod externals;
mod failure;
mod fees;
mod form;
mod gap;
mod idempotency;
mod ids;
mod levers;
mod listing;
mod metadata;
mod page;
mod params;
mod payouts;
mod policy;
mod readings;
mod refusal;
mod sandbox;
#[cfg(test)]
mod scale;
mod topups;
mod transfer_reversals;
mod transfers;
mod treasury;
mod webhooks;
mod wire;
mod world;

use std::future::ready;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{Method, Uri};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

pub use self::defect::{Defect, UnknownDefect};
pub use self::embedded::{Embedded, serve};
pub use self::readings::{Choice, Countries, Readings, UnknownReading};

use self::call::{Call, PathIds, doorman};
use self::error::ApiError;
use self::levers::{LeverError, arrange};
use self::sandbox::Sandboxes;

/// The key of the world that is always there; keys of other worlds begin with it.
pub const DEFAULT_KEY: &str = "sk_test_recoup";

/// How the time of the default world goes by; that of all others stands still between advances.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Clock {
    /// It stands still until a lever advances it.
    #[default]
    Manual,
    /// It is the real time, and further on by what levers have advanced it.
    Real,
}

/// What the reference is started with.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The deliberate fault that it has.
    pub defect: Option<Defect>,
    /// How it reads documents that disagree.
    pub readings: Readings,
    /// How the time of the default world goes by.
    pub clock: Clock,
    /// How long a webhook endpoint has for its answer; ten seconds where nothing is said.
    pub webhook_timeout: Option<Duration>,
}

type Worlds = Arc<Sandboxes>;
type One = PathIds<String>;
type Two = PathIds<(String, String)>;

/// The reference as a service, apart from any port.
pub fn router(options: &Options) -> Router {
    let worlds = Arc::new(Sandboxes::new(options));
    api()
        .merge(treasury::routes())
        .merge(topups::routes())
        .merge(webhooks::routes())
        .merge(transfer_routes())
        .merge(charge_routes())
        .merge(lever_routes())
        .merge(levers::treasury::routes())
        .merge(levers::bank::routes())
        .fallback(nowhere)
        .method_not_allowed_fallback(nowhere)
        .layer(DefaultBodyLimit::max(1 << 20))
        .layer(from_fn_with_state(Arc::clone(&worlds), doorman))
        .with_state(worlds)
}

/// The routes of the API.
fn api() -> Router<Worlds> {
    Router::new()
        .route(
            "/v1/payouts",
            get(|call: Call| ready(payouts::list(&call))).post(gap::create_payout),
        )
        .route(
            "/v1/payouts/{payout}",
            get(|id: One, call: Call| ready(payouts::retrieve(&id, &call)))
                .post(|id: One, call: Call| ready(payouts::update(&id, &call))),
        )
        .route("/v1/payouts/{payout}/cancel", post(gap::cancel_payout))
        .route("/v1/payouts/{payout}/reverse", post(gap::reverse_payout))
        .route(
            "/v1/balance",
            get(|call: Call| ready(balance::retrieve(&call))),
        )
        .route(
            "/v1/balance_transactions",
            get(|call: Call| ready(balance::transactions(&call))),
        )
        .route(
            "/v1/balance_transactions/{id}",
            get(|id: One, call: Call| ready(balance::transaction(&id, &call))),
        )
        .route("/v1/events", get(|call: Call| ready(events::list(&call))))
        .route(
            "/v1/events/{id}",
            get(|id: One, call: Call| ready(events::retrieve(&id, &call))),
        )
        .route(
            "/v1/account",
            get(|call: Call| ready(accounts::retrieve_own(&call))),
        )
        .route(
            "/v1/accounts",
            get(|call: Call| ready(accounts::list_all(&call)))
                .post(|call: Call| ready(accounts::create(&call))),
        )
        .route(
            "/v1/accounts/{account}",
            get(|id: One, call: Call| ready(accounts::retrieve(&id, &call))),
        )
        .route(
            "/v1/accounts/{account}/external_accounts",
            get(|id: One, call: Call| ready(externals::list(&id, &call)))
                .post(|id: One, call: Call| ready(externals::create(&id, &call))),
        )
        .route(
            "/v1/accounts/{account}/external_accounts/{id}",
            get(|ids: Two, call: Call| ready(externals::retrieve(&ids, &call)))
                .post(|ids: Two, call: Call| ready(externals::update(&ids, &call)))
                .delete(|ids: Two, call: Call| ready(externals::delete(&ids, &call))),
        )
}

/// The routes of transfers and their reversals.
fn transfer_routes() -> Router<Worlds> {
    Router::new()
        .route(
            "/v1/transfers",
            get(|call: Call| ready(transfers::list(&call)))
                .post(|call: Call| ready(transfers::create(&call))),
        )
        .route(
            "/v1/transfers/{transfer}",
            get(|id: One, call: Call| ready(transfers::retrieve(&id, &call)))
                .post(|id: One, call: Call| ready(transfers::update(&id, &call))),
        )
        .route(
            "/v1/transfers/{transfer}/reversals",
            get(|id: One, call: Call| ready(transfer_reversals::list(&id, &call)))
                .post(gap::reverse_transfer),
        )
        .route(
            "/v1/transfers/{transfer}/reversals/{id}",
            get(|ids: Two, call: Call| ready(transfer_reversals::retrieve(&ids, &call)))
                .post(|ids: Two, call: Call| ready(transfer_reversals::update(&ids, &call))),
        )
}

/// The routes of charges, application fees and their refunds.
fn charge_routes() -> Router<Worlds> {
    Router::new()
        .route(
            "/v1/charges/{charge}",
            get(|id: One, call: Call| ready(charges::retrieve(&id, &call))),
        )
        .route(
            "/v1/refunds",
            post(|call: Call| ready(charges::refund(&call))),
        )
        .route(
            "/v1/refunds/{refund}",
            get(|id: One, call: Call| ready(charges::retrieve_refund(&id, &call))),
        )
        .route(
            "/v1/application_fees",
            get(|call: Call| ready(fees::list(&call))),
        )
        .route(
            "/v1/application_fees/{fee}",
            get(|id: One, call: Call| ready(fees::retrieve(&id, &call))),
        )
        .route(
            "/v1/application_fees/{fee}/refunds",
            get(|id: One, call: Call| ready(fees::refunds(&id, &call)))
                .post(|id: One, call: Call| ready(fees::refund(&id, &call))),
        )
        .route(
            "/v1/application_fees/{fee}/refunds/{id}",
            get(|ids: Two, call: Call| ready(fees::retrieve_refund(&ids, &call)))
                .post(|ids: Two, call: Call| ready(fees::update_refund(&ids, &call))),
        )
}

/// The routes of the levers.
fn lever_routes() -> Router<Worlds> {
    type S = State<Worlds>;
    type W = Path<String>;
    Router::new()
        .route("/levers", get(|s: S| ready(levers::manifest(&s))))
        .route(
            "/levers/worlds",
            post(|s: S, body: Bytes| ready(levers::open(&s, &body))),
        )
        .route(
            "/levers/worlds/{world}",
            axum::routing::delete(|s: S, w: W| ready(levers::close(&s, &w))),
        )
        .route(
            "/levers/worlds/{world}/accounts",
            post(|s: S, w: W, body: Bytes| ready(arrange::open_account(&s, &w, &body))),
        )
        .route(
            "/levers/worlds/{world}/external_accounts",
            post(|s: S, w: W, body: Bytes| ready(arrange::add_external(&s, &w, &body))),
        )
        .route(
            "/levers/worlds/{world}/funds",
            post(|s: S, w: W, body: Bytes| ready(arrange::fund(&s, &w, &body))),
        )
        .route(
            "/levers/worlds/{world}/payouts",
            post(|s: S, w: W, body: Bytes| ready(arrange::schedule(&s, &w, &body))),
        )
        .route(
            "/levers/worlds/{world}/charges",
            post(|s: S, w: W, body: Bytes| ready(levers::charges::charge(&s, &w, &body))),
        )
        .route(
            "/levers/worlds/{world}/clock",
            get(|s: S, w: W| ready(levers::clock(&s, &w))).post(levers::advance),
        )
        .route(
            "/levers/worlds/{world}/balances",
            get(|s: S, w: W| ready(levers::balances(&s, &w))),
        )
}

/// A path, or a method on it, that does not exist (`ERR-04`).
async fn nowhere(method: Method, uri: Uri) -> Response {
    let (method, path) = (method.as_str(), uri.path());
    if path
        .strip_prefix("/levers")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    {
        LeverError::unsupported(method, path).into_response()
    } else {
        ApiError::unrecognized(method, path).into_response()
    }
}
