//! What every list call has in common: its parameters and its envelope.

use axum::response::Response;
use serde_json::Value;

use super::call::Desk;
use super::error::ApiError;
use super::expand::Expand;
use super::page::{Cursor, Page, Paging};
use super::params::Params;
use super::wire;

/// How long a page is when nothing is said (`PAGE-02`).
const USUAL: usize = 10;
/// How long a page can be (`PAGE-02`, `PAGE-03`).
const LONGEST: i64 = 100;

/// Reads `limit`, `starting_after` and `ending_before`; a cursor is looked up by its id (`PAGE-05` to `PAGE-07`).
pub fn paging(
    params: &Params,
    noun: &str,
    place_of: impl Fn(&str) -> Option<usize>,
) -> Result<Paging, ApiError> {
    let limit = match params.integer("limit")? {
        None => USUAL,
        Some(limit) if (1..=LONGEST).contains(&limit) => usize::try_from(limit).unwrap_or(USUAL),
        Some(_) => {
            let message = format!("Invalid limit: must be between 1 and {LONGEST}");
            return Err(ApiError::invalid(message).param("limit"));
        }
    };
    let cursor = |name: &'static str| match params.text(name)? {
        None => Ok(None),
        Some(id) => {
            let unknown = || ApiError::missing_reference(noun, id, name);
            place_of(id).ok_or_else(unknown).map(Some)
        }
    };
    let cursor = match (cursor("starting_after")?, cursor("ending_before")?) {
        (None, None) => Cursor::Newest,
        (Some(place), None) => Cursor::OlderThan(place),
        (None, Some(place)) => Cursor::NewerThan(place),
        (Some(_), Some(_)) => {
            return Err(ApiError::invalid(
                "Received both starting_after and ending_before parameters. Please pass in only one.",
            ));
        }
    };
    Ok(Paging { limit, cursor })
}

/// A page as it is answered.
pub fn answer(
    desk: &Desk<'_>,
    url: &str,
    page: &Page,
    (expand, show): (&Expand, impl Fn(usize) -> Value),
) -> Result<Response, ApiError> {
    let items: Vec<Value> = page.places.iter().map(|place| show(*place)).collect();
    desk.answer(wire::list(url, &items, page.has_more), expand)
}
