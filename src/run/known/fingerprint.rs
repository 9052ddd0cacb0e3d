//! What a finding says, without what differs from run to run.

use crate::scenario::finding::Finding;

/// How many digits a Unix time has.
const TIME: usize = 10;

/// How long the last part of an id without digits is at least.
const UNCOUNTED: usize = 14;

/// What a finding says: `expected …; observed …`, in the form of [`fingerprint`].
pub(super) fn said(finding: &Finding) -> String {
    let (expected, observed) = (&finding.expected, &finding.observed);
    fingerprint(&format!("expected {expected}; observed {observed}"))
}

/// A text without what differs from run to run: ids become `po_…`, times and URLs `…`, and white space is one space.
///
/// What an entry says in `fails_with` is brought into the same form, so that a line of a report can be copied as it is;
/// it excuses a finding that contains it.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(masked).collect();
    without_scenarios(words.join(" "))
}

/// The finding of an object names the scenarios that show it, and those are not how it fails.
fn without_scenarios(mut text: String) -> String {
    let counted = text.rmatch_indices(", in ").find(|(place, found)| {
        let rest = text[place + found.len()..].trim_start_matches(|c: char| c.is_ascii_digit());
        rest.starts_with(" scenario")
    });
    if let Some((place, _)) = counted {
        text.truncate(place);
    }
    text
}

fn masked(word: &str) -> String {
    if let Some((scheme, rest)) = word.split_once("://") {
        let path = rest.find('/').map_or("", |slash| &rest[slash..]);
        return format!("{}…{}", masked(scheme), masked(path));
    }
    let mut shown = String::new();
    let mut rest = word;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let mask = mask(name);
        shown.push_str(mask.as_deref().unwrap_or(name));
        rest = after;
        if mask.is_some() && name.contains('T') {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || ":.+Z".contains(c));
        }
        let between = rest.find(is_name).unwrap_or(rest.len());
        let (other, after) = rest.split_at(between);
        shown.push_str(other);
        rest = after;
    }
    shown
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}

/// What stands in place of an id or a time; none for any other name.
fn mask(name: &str) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_unix = name.len() == TIME && name.starts_with('1') && digits(name);
    if is_unix || is_date(name) || is_uuid(name) {
        return Some("…".to_owned());
    }
    let (kind, own) = name.rsplit_once('_')?;
    let is_own = own.bytes().any(|byte| byte.is_ascii_digit()) || own.len() >= UNCOUNTED;
    is_own.then(|| format!("{kind}_…"))
}

fn is_date(name: &str) -> bool {
    let day: String = name.chars().take(TIME).collect();
    day.parse::<chrono::NaiveDate>().is_ok()
}

fn is_uuid(name: &str) -> bool {
    let lengths = name.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && name.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn what_differs_from_run_to_run_is_left_out() {
        for (text, shown) in [
            (
                "the payout po_49cf3711000001 is  paid",
                "the payout po_… is paid",
            ),
            ("(po_1, acct_x9).", "(po_…, acct_…)."),
            (
                "at 1767614400 or 2026-01-05T12:00:00Z, or on 2026-01-05",
                "at … or …, or on …",
            ),
            (
                "GET http://127.0.0.1:4242/v1/payouts/po_1",
                "GET http…/v1/payouts/po_…",
            ),
            ("0a1b2c3d-0000-4000-8000-00000000000f", "…"),
            ("missing, in 12 scenarios: a/b/c, d", "missing"),
            ("missing, in 1 scenario: a/b/c", "missing"),
            ("acme: pending +11.00 USD", "acme: pending +11.00 USD"),
            (
                "payout_reversal balance_insufficient us-ca",
                "payout_reversal balance_insufficient us-ca",
            ),
            ("1100 usd, in 3 accounts", "1100 usd, in 3 accounts"),
        ] {
            assert_eq!(fingerprint(text), shown);
            assert_eq!(fingerprint(shown), shown, "it is its own fingerprint");
        }
    }
}
