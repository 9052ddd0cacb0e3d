//! What every list call has in common: its parameters and its envelope.

use axum::response::Response;
use serde_json::Value;

use super::call::{Call, Desk};
use super::defect::Defect;
use super::distort;
use super::error::ApiError;
use super::expand::{Expand, Node, Root};
use super::page::{Cursor, Page, Paging};
use super::params::Params;
use super::wire;
use super::world::World;

/// How long a page is when nothing is said (`PAGE-02`).
const USUAL: usize = 10;
/// How long a page can be (`PAGE-02`, `PAGE-03`).
const LONGEST: usize = 100;

/// What turns the pages of every list (`PAGE-01`), and what it shows of each item.
const TURNING: [&str; 4] = ["ending_before", "expand", "limit", "starting_after"];

/// A list that is asked for by its path alone.
pub struct List {
    /// Where it is.
    pub url: &'static str,
    /// What each of its items is.
    pub node: Node,
    /// The same in a word, as errors say it.
    pub noun: &'static str,
    /// The parameters that it takes besides those of every list.
    pub filters: &'static [&'static str],
}

impl List {
    /// Answers a call: where the item with an id stands, which of them are on the page, and how one is shown.
    pub fn answer(
        &self,
        call: &Call,
        place_of: impl Fn(&Desk<'_>, &str) -> Option<usize>,
        page: impl FnOnce(&Desk<'_>, &Params, Paging) -> Result<Page, ApiError>,
        show: impl Fn(&World, usize) -> Value,
    ) -> Result<Response, ApiError> {
        let desk = call.desk()?;
        let params = &call.params;
        params.only_such(|name| TURNING.contains(&name) || self.filters.contains(&name))?;
        let expand = Expand::read(params, Root::List(self.node))?;
        let paging = paging(params, self.noun, |id| place_of(&desk, id))?;
        let page = page(&desk, params, paging)?;
        let show = |place| show(&desk.world, place);
        answer(&desk, self.url, &page, (&expand, show))
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::custom::Custom;

    fn page(query: &str, clamps_limits: bool) -> Result<(usize, Cursor), Value> {
        let custom = Custom {
            clamps_limits,
            ..Custom::default()
        };
        let params = Params::read(query.as_bytes(), b"", custom).map_err(|error| error.wire())?;
        let place_of = |id: &str| id.strip_prefix("po_")?.parse().ok();
        let paging = paging(&params, "payout", place_of).map_err(|error| error.wire())?;
        Ok((paging.limit, paging.cursor))
    }

    fn error(query: &str, member: &str) -> String {
        let error = page(query, false).err().unwrap_or_default();
        error["error"][member].as_str().unwrap_or_default().into()
    }

    #[test]
    fn a_limit_is_from_1_to_100_or_counts_as_the_nearest() {
        for (limit, clamped) in [("0", 1), ("-7", 1), ("101", 100), ("9000000000", 100)] {
            let query = format!("limit={limit}");
            assert_eq!(error(&query, "param"), "limit");
            assert_eq!(page(&query, true), Ok((clamped, Cursor::Newest)));
        }
        for (query, limit) in [("limit=1", 1), ("limit=100", 100), ("", 10)] {
            assert_eq!(page(query, false), Ok((limit, Cursor::Newest)));
        }
        for query in ["limit=ten", "limit=1.5"] {
            assert_eq!(error(query, "code"), "parameter_invalid_integer");
        }
    }

    #[test]
    fn an_unknown_cursor_is_told_before_two_at_once() {
        let both = error("starting_after=po_1&ending_before=po_2", "message");
        assert!(both.contains("only one"), "{both}");
        for name in ["starting_after", "ending_before"] {
            let other = if name == "starting_after" {
                "ending_before"
            } else {
                "starting_after"
            };
            let query = format!("{name}=po_no&{other}=po_1");
            assert_eq!(error(&query, "param"), name);
            assert_eq!(error(&query, "code"), "resource_missing");
        }
    }
}
