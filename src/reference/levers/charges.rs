//! The lever that makes destination charges.

use axum::body::Bytes;
use axum::extract::Path;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::arrange::{account, currency};
use super::{LeverError, Worlds, answer, named, read};
use crate::money::Amount;
use crate::reference::error::ApiError;
use crate::reference::world::AccountNo;
use crate::reference::world::charges::NewCharge;
use crate::reference::world::events::Cause;
use crate::reversal::Refusal;
use crate::reversal::transfer::Recipient;

#[derive(Deserialize)]
struct ChargeRequest {
    account: String,
    amount: i64,
    currency: Option<String>,
    application_fee_amount: Option<i64>,
    transfer_amount: Option<i64>,
}

/// `POST …/charges`: a destination charge, captured, its funds available.
pub fn charge(
    worlds: &Worlds,
    Path(id): &Path<String>,
    body: &Bytes,
) -> Result<Response, LeverError> {
    let sandbox = named(worlds, id)?;
    let wanted: ChargeRequest = read(body)?;
    if wanted.application_fee_amount.is_some() && wanted.transfer_amount.is_some() {
        let both = "application_fee_amount and transfer_amount exclude each other";
        return Err(LeverError::invalid(both));
    }
    let amount = part(wanted.amount, Amount::MOST)?;
    let within = |minor: Option<i64>| minor.map(|minor| part(minor, amount)).transpose();
    let mut world = sandbox.enter()?;
    let new = NewCharge {
        destination: account(&world, Some(&wanted.account))?,
        amount,
        currency: currency(wanted.currency.as_deref())?,
        fee: within(wanted.application_fee_amount)?,
        passed_on: within(wanted.transfer_amount)?,
    };
    match world.recipient(AccountNo::PLATFORM, &wanted.account).1 {
        Recipient::Able => {}
        Recipient::Incapable => return Err(ApiError::from(Refusal::RecipientIncapable).into()),
        Recipient::Unknown => return Err(ApiError::from(Refusal::UnknownRecipient).into()),
    }
    let no = world.charge_for(&new, &Cause::Processor)?;
    let charge = world.charge(no);
    Ok(answer(&json!({
        "charge": world.charge_id(no),
        "transfer": charge.transfer.map(|transfer| world.transfer_id(transfer)),
        "application_fee": charge.fee.map(|fee| world.fee_id(fee)),
    })))
}

/// An amount that is at least one minor unit and at most another.
fn part(minor: i64, most: Amount) -> Result<Amount, LeverError> {
    let amount = Amount::new(minor);
    if amount < Amount::new(1) || amount > most {
        return Err(LeverError::invalid(format!(
            "the amount {minor} is not between 1 and {most}"
        )));
    }
    Ok(amount)
}
