//! `/v1/balance` and `/v1/balance_transactions`: what the ledger says, per account.

use axum::response::Response;
use serde_json::{Map, Value, json};

use super::call::{Call, PathIds};
use super::defect::Defect;
use super::error::ApiError;
use super::expand::{Expand, Node, Root};
use super::listing::List;
use super::params::Params;
use super::wire;
use super::world::booking::TransactionType;
use super::world::index::{Among, TransactionFilter};
use super::world::{AccountNo, TransactionNo, World};
use crate::ledger::{Balance, Book};
use crate::money::{Amount, Currency, SourceType};

const URL: &str = "/v1/balance_transactions";

type Answer = Result<Response, ApiError>;

/// `GET /v1/balance` (`LED-07`, `LED-08`).
pub fn retrieve(call: &Call) -> Answer {
    let desk = call.desk()?;
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::Plain))?;
    desk.answer(balance(&desk.world, desk.account), &expand)
}

fn balance(world: &World, account: AccountNo) -> Value {
    let mut object = json!({
        "object": "balance",
        "available": amounts(world, account, |balance| {
            if world.has(Defect::BalanceCountsPending) {
                let both = balance.available.checked_add(balance.pending);
                both.unwrap_or(balance.available)
            } else {
                balance.available
            }
        }),
        "instant_available": amounts(world, account, |balance| balance.available),
        "livemode": false,
        "pending": amounts(world, account, |balance| balance.pending),
    });
    if account == AccountNo::PLATFORM
        && let Value::Object(members) = &mut object
    {
        let nothing = amounts(world, account, |_| Amount::ZERO);
        members.insert("connect_reserved".to_owned(), nothing);
    }
    object
}

/// One amount a currency, told apart by source type.
fn amounts(world: &World, account: AccountNo, part: impl Fn(Balance) -> Amount) -> Value {
    let holder = account.holder();
    let mut held = world.ledger().holdings(holder);
    let currency = world.account(account).currency;
    held.entry(currency)
        .or_insert_with(|| vec![SourceType::Card]);
    let amount = |(currency, sources): (Currency, Vec<SourceType>)| {
        let mut total = Amount::ZERO;
        let mut parts = Map::new();
        for source in sources {
            let book = Book::Balance(holder, source);
            let amount = part(world.ledger().balance(book, currency, world.now()));
            total = total.checked_add(amount).unwrap_or(total);
            parts.insert(source.name().to_owned(), amount.minor().into());
        }
        let mut object = json!({"amount": total.minor(), "currency": currency.code()});
        if !world.has(Defect::BalanceWithoutSources) {
            object["source_types"] = Value::Object(parts);
        }
        object
    };
    held.into_iter().map(amount).collect()
}

/// `GET /v1/balance_transactions/{id}` (`LED-01`, `LED-02`).
pub fn transaction(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let desk = call.desk()?;
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::Transaction))?;
    let found = if desk.world.has(Defect::ForeignTransactionShown) {
        desk.world.any_transaction_named(id)
    } else {
        desk.world.transaction_named(desk.account, id)
    };
    let no = found.ok_or_else(|| ApiError::not_found("balance transaction", id, "id"))?;
    let now = desk.world.now();
    desk.answer(wire::transaction(&desk.world, no, now), &expand)
}

const LIST: List = List {
    url: URL,
    node: Node::Transaction,
    noun: "balance transaction",
    filters: &["created", "currency", "payout", "source", "type"],
};

/// `GET /v1/balance_transactions` (`LED-03` to `LED-06`).
pub fn transactions(call: &Call) -> Answer {
    LIST.answer(
        call,
        |desk, id| {
            desk.world
                .transaction_named(desk.account, id)
                .map(|no| no.0)
        },
        |desk, params, paging| {
            let world = &desk.world;
            let currency = params.currency("currency")?;
            let created = params.range("created")?;
            let kind = kind(world, params)?;
            let filter = TransactionFilter {
                kind: match kind {
                    Kind::Any | Kind::None => None,
                    Kind::One(kind) => Some(kind),
                },
                currency,
                created,
                among: among(world, desk.account, params)?,
            };
            Ok(match kind {
                Kind::None => paging.nothing(),
                Kind::Any | Kind::One(_) => world.transactions_page(desk.account, &filter, &paging),
            })
        },
        |world, place| wire::transaction(world, TransactionNo(place), world.now()),
    )
}

/// Which types a list is of; an unknown one is of none (`LED-03`).
enum Kind {
    Any,
    One(TransactionType),
    None,
}

fn kind(world: &World, params: &Params) -> Result<Kind, ApiError> {
    let name = match params.text("type")? {
        Some(name) if !world.has(Defect::TypeFilterIgnored) => name,
        Some(_) | None => return Ok(Kind::Any),
    };
    let mut known = TransactionType::ALL.into_iter();
    match known.find(|kind| kind.name() == name) {
        Some(kind) => Ok(Kind::One(kind)),
        None if world.has(Defect::UnknownTypeRefused) => {
            Err(ApiError::invalid(format!("Invalid type: {name}")).param("type"))
        }
        None => Ok(Kind::None),
    }
}

/// The transactions with the source, and of the payout, that are asked for (`LED-04`, `LED-05`).
fn among(world: &World, account: AccountNo, params: &Params) -> Result<Among, ApiError> {
    let source = params.text("source")?;
    let payout = match params.text("payout")? {
        None => Among::All,
        Some(id) => match world.payout_named(account, id) {
            None if world.has(Defect::PayoutFilterUnchecked) => Among::These(Vec::new()),
            None => return Err(ApiError::missing_reference("payout", id, "payout")),
            Some(no) => world.paid_out_by(no).ok_or_else(|| {
                ApiError::invalid("Reconciliation on the payout is still in progress.")
                    .code("payout_reconciliation_not_ready")
                    .param("payout")
            })?,
        },
    };
    let Some(id) = source.filter(|_| !world.has(Defect::SourceFilterIgnored)) else {
        return Ok(payout);
    };
    let source = world.any_source_named(id);
    let mut booked = source.map_or_else(Vec::new, |source| world.booked_by(source, account));
    booked.retain(|no| world.is_among(*no, &payout));
    Ok(Among::These(booked))
}
