//! What every list call has in common: its parameters and its envelope.

use axum::response::Response;
use serde_json::Value;

use super::call::Desk;
use super::defect::Defect;
use super::distort;
use super::error::ApiError;
use super::expand::Expand;
use super::page::{Cursor, Page, Paging};
use super::params::Params;
use super::wire;

/// How long a page is when nothing is said (`PAGE-02`).
const USUAL: usize = 10;
/// How long a page can be (`PAGE-02`, `PAGE-03`).
const LONGEST: usize = 100;

/// Reads `limit`, `starting_after` and `ending_before`; a cursor is looked up by its id (`PAGE-05` to `PAGE-07`).
pub fn paging(
    params: &Params,
    noun: &str,
    place_of: impl Fn(&str) -> Option<usize>,
) -> Result<Paging, ApiError> {
    let has = |defect| params.custom().has(defect);
    let cursor = |name: &'static str| match params.text(name)? {
        None => Ok(None),
        Some(id) => match place_of(id) {
            None if !has(Defect::UnknownCursorIgnored) => {
                Err(ApiError::missing_reference(noun, id, name))
            }
            place => Ok(place),
        },
    };
    let limit = limit(params)?;
    let cursor = match (cursor("starting_after")?, cursor("ending_before")?) {
        (None, None) => Cursor::Newest,
        (Some(_), Some(_)) if !has(Defect::BothCursorsAccepted) => {
            return Err(ApiError::invalid(
                "Received both starting_after and ending_before parameters. Please pass in only one.",
            ));
        }
        (Some(_), _) if has(Defect::StartingAfterIgnored) => Cursor::Newest,
        (Some(place), _) if has(Defect::StartingAfterInclusive) => Cursor::OlderThan(place + 1),
        (Some(place), _) => Cursor::OlderThan(place),
        (None, Some(place)) => Cursor::NewerThan(place),
    };
    Ok(Paging {
        limit,
        cursor,
        defect: params.custom().defect,
    })
}

/// Reads `limit`, which is from 1 to 100 (`PAGE-02`); whether others count as the nearest of these is a matter of
/// reading (`PAGE-03`).
fn limit(params: &Params) -> Result<usize, ApiError> {
    let custom = params.custom();
    let usual = if custom.has(Defect::UsualPageOf100) {
        LONGEST
    } else {
        USUAL
    };
    let Some(given) = params.integer("limit")? else {
        return Ok(usual);
    };
    let least = 1 + i64::from(custom.has(Defect::ShortestPageRefused));
    let most = 100 - i64::from(custom.has(Defect::LongestPageRefused));
    let wanted = match given {
        0 if custom.has(Defect::LimitUnchecked) => return Ok(usual),
        any if custom.has(Defect::LimitUnchecked) => any.saturating_abs(),
        any if custom.clamps_limits => any.clamp(least, most),
        fit if (least..=most).contains(&fit) => fit,
        _ => {
            let message = format!("Invalid limit: must be between {least} and {most}");
            return Err(ApiError::invalid(message).param("limit"));
        }
    };
    Ok(usize::try_from(wanted).unwrap_or(usual))
}

/// A page as it is answered.
pub fn answer(
    desk: &Desk<'_>,
    url: &str,
    page: &Page,
    (expand, show): (&Expand, impl Fn(usize) -> Value),
) -> Result<Response, ApiError> {
    let items: Vec<Value> = page.places.iter().map(|place| show(*place)).collect();
    let mut list = wire::list(url, &items, page.has_more);
    if let Some(defect) = desk.world.defect() {
        list = distort::list(defect, list)?;
    }
    desk.answer(list, expand)
}
