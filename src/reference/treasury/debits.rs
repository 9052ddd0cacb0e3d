//! `/v1/treasury/received_debits`, and the test helpers that make money come and go.

use axum::response::Response;
use serde_json::Value;

use super::{account_of, wire};
use crate::money::{Amount, Currency};
use crate::reference::call::{Call, Desk, PathIds};
use crate::reference::defect::Defect;
use crate::reference::error::ApiError;
use crate::reference::expand::{Expand, Node, Root};
use crate::reference::listing;
use crate::reference::params::{Params, required};
use crate::reference::world::World;
use crate::reference::world::accounts::last4;
use crate::reference::world::treasury::debits::{Counterparty, DESCRIPTION, NewFlow};
use crate::reference::world::treasury::{DebitNo, FinancialNo};
use crate::reversal::debit::{Network, Outcome};

/// Where received debits are.
pub const URL: &str = "/v1/treasury/received_debits";
/// The longest text.
const LONGEST: usize = 5_000;

type Answer = Result<Response, ApiError>;

/// `POST /v1/test_helpers/treasury/received_debits` (`RD-01` to `RD-04`).
pub fn create(call: &Call) -> Answer {
    let mut desk = call.desk()?;
    let params = &call.params;
    params.only(HELPER)?;
    let expand = Expand::read(params, Root::One(Node::ReceivedDebit))?;
    let networks = [(Network::Ach.name(), Network::Ach)];
    let network = if desk.world.has(Defect::DebitOverAnyNetwork) {
        params.text("network")?.map(|_| Network::Ach)
    } else {
        params.one_of("network", &networks)?
    };
    let new = new_flow(&desk, params, network)?;
    let cause = desk.cause.clone();
    let no = desk.world.receive_debit(new, false, &cause)?;
    desk.answer(received_debit(&desk.world, no), &expand)
}

/// `POST /v1/treasury/received_debits`, which does not exist (`RD-11`).
pub fn create_directly(call: &Call) -> Answer {
    if call.desk()?.world.has(Defect::DebitRoute) {
        return create(call);
    }
    Err(ApiError::unrecognized("POST", URL))
}

/// `POST /v1/test_helpers/treasury/received_credits`.
pub fn create_credit(call: &Call) -> Answer {
    let mut desk = call.desk()?;
    let params = &call.params;
    params.only(HELPER)?;
    let expand = Expand::read(params, Root::One(Node::ReceivedCredit))?;
    let networks = ["ach", "us_domestic_wire"].map(|name| (name, name));
    let network = params.one_of("network", &networks)?;
    let new = new_flow(&desk, params, network)?;
    let no = desk.world.receive_credit(new)?;
    desk.answer(wire::received_credit(&desk.world, no), &expand)
}

/// The parameters of both helpers.
const HELPER: &[&str] = &[
    "amount",
    "currency",
    "description",
    "expand",
    "financial_account",
    "initiating_payment_method_details",
    "network",
];

fn new_flow<N>(
    desk: &Desk<'_>,
    params: &Params,
    network: Option<N>,
) -> Result<NewFlow<N>, ApiError> {
    let account = helped_account(desk, params)?;
    let description = params.short("description", LONGEST)?;
    Ok(NewFlow {
        account,
        amount: amount(&desk.world, account, params)?,
        network: required(network, "network")?,
        description: description.unwrap_or_else(|| DESCRIPTION.into()),
        counterparty: counterparty(params)?,
    })
}

/// The financial account that a test helper is for, in the currency that is asked for (`RD-02`).
fn helped_account(desk: &Desk<'_>, params: &Params) -> Result<FinancialNo, ApiError> {
    let world = &desk.world;
    let id = required(params.text("financial_account")?, "financial_account")?;
    let given = params.currency("currency")?;
    let currency = if world.has(Defect::DebitCurrencyOptional) {
        given.unwrap_or(Currency::USD)
    } else {
        required(given, "currency")?
    };
    let found = world.financial_named(desk.account, id);
    let no =
        found.ok_or_else(|| ApiError::not_found("financial account", id, "financial_account"))?;
    if world.financial_account(no).currency != currency {
        let message = "The financial account does not hold this currency.";
        return Err(ApiError::invalid(message)
            .code("financial_account_balance_does_not_support_currency")
            .param("currency"));
    }
    Ok(no)
}

fn amount(world: &World, account: FinancialNo, params: &Params) -> Result<Amount, ApiError> {
    let given = params.amount("amount")?;
    if world.has(Defect::DebitAmountOptional) {
        return Ok(given.unwrap_or_else(|| world.cash(account)));
    }
    required(given, "amount")
}

/// The bank account at the other end, as far as it is told.
fn counterparty(params: &Params) -> Result<Counterparty, ApiError> {
    const DETAILS: &str = "initiating_payment_method_details";
    let Some(details) = params.below(DETAILS)? else {
        return Ok(Counterparty::default());
    };
    details.only(&["type", "us_bank_account"])?;
    let kind = details.one_of("type", &[("us_bank_account", ())])?;
    required(kind, "initiating_payment_method_details[type]")?;
    let Some(bank) = details.below("us_bank_account")? else {
        return Ok(Counterparty::default());
    };
    bank.only(&["account_holder_name", "account_number", "routing_number"])?;
    let usual = Counterparty::default();
    let number = bank.short("account_number", LONGEST)?;
    Ok(Counterparty {
        holder: bank.short("account_holder_name", LONGEST)?,
        last4: number.map_or(usual.last4, |number| last4(&number).into()),
        routing_number: bank
            .short("routing_number", LONGEST)?
            .unwrap_or(usual.routing_number),
    })
}

/// `GET /v1/treasury/received_debits/{id}` (`RD-05` to `RD-08`).
pub fn retrieve(PathIds(id): &PathIds<String>, call: &Call) -> Answer {
    let desk = call.desk()?;
    call.params.only(&["expand"])?;
    let expand = Expand::read(&call.params, Root::One(Node::ReceivedDebit))?;
    let found = if desk.world.has(Defect::ForeignDebitShown) {
        desk.world.any_debit_named(id)
    } else {
        desk.world.debit_named(desk.account, id)
    };
    let no = found.ok_or_else(|| ApiError::not_found("received debit", id, "id"))?;
    desk.answer(received_debit(&desk.world, no), &expand)
}

/// `GET /v1/treasury/received_debits` (`RD-09`).
pub fn list(call: &Call) -> Answer {
    let desk = call.desk()?;
    let params = &call.params;
    params.only(&[
        "ending_before",
        "expand",
        "financial_account",
        "limit",
        "starting_after",
        "status",
    ])?;
    let expand = Expand::read(params, Root::List(Node::ReceivedDebit))?;
    let world = &*desk.world;
    let account = account_of(&desk, params, Some(Defect::DebitsOfAnyAccount))?;
    let paging = listing::paging(params, "received debit", |id| {
        let no = world.debit_named(desk.account, id)?;
        (world.received_debit(no).account == account).then_some(no.0)
    })?;
    let outcomes = Outcome::ALL.map(|outcome| (outcome.name(), outcome));
    let wanted = params
        .one_of("status", &outcomes)?
        .filter(|_| !world.has(Defect::DebitStatusFilterIgnored));
    let page = world.debits_page(account, wanted, &paging);
    let show = |number| received_debit(world, DebitNo(number));
    listing::answer(&desk, URL, &page, (&expand, show))
}

/// A received debit as it is now.
fn received_debit(world: &World, no: DebitNo) -> Value {
    let reversal = world.received_debit(no).reversal;
    wire::received_debit(world, no, (world.now(), reversal))
}
