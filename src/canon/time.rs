//! Times, told relative to the clock of the scenario.

use std::fmt::Write;

/// The members that are times by their name alone; those that end in `_at` are too.
const NAMES: [&str; 6] = [
    "arrival_date",
    "available_on",
    "created",
    "deadline",
    "expected_availability_date",
    "updated",
];

const MINUTE: u128 = 60;
const HOUR: u128 = 60 * MINUTE;
const DAY: u128 = 24 * HOUR;
/// Up to here hours read better than days and hours: 36 hours is a term of the documents.
const HOURS_ARE_CLEAR: u128 = 3 * DAY;

/// Whether a member or parameter of this name holds a time.
pub(super) fn is_time(name: &str) -> bool {
    NAMES.contains(&name) || name.ends_with("_at")
}

/// A time in words: `<t0>`, `<t0+36h>`, `<t0-90d>`, `<t0+1d2h3m4s>`.
pub(super) fn relative(time: i128, t0: i64) -> String {
    let offset = time.saturating_sub(i128::from(t0));
    let sign = match offset {
        0 => return "<t0>".to_owned(),
        1.. => '+',
        ..0 => '-',
    };
    let span = offset.unsigned_abs();
    let mut text = format!("<t0{sign}");
    if span < HOURS_ARE_CLEAR && !span.is_multiple_of(DAY) && span.is_multiple_of(HOUR) {
        push(&mut text, span / HOUR, 'h');
    } else {
        push(&mut text, span / DAY, 'd');
        push(&mut text, span % DAY / HOUR, 'h');
        push(&mut text, span % HOUR / MINUTE, 'm');
        push(&mut text, span % MINUTE, 's');
    }
    text.push('>');
    text
}

fn push(text: &mut String, count: u128, unit: char) {
    if count > 0 {
        // Writing to a string cannot fail.
        let _ = write!(text, "{count}{unit}");
    }
}
