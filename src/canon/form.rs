//! Requests in words: paths and forms, decoded.

use std::borrow::Cow;
use std::fmt::Write;

use form_urlencoded::parse;

use super::alias::Aliases;
use super::time::{is_time, relative};

/// A path and its query, decoded, ids and times told by alias and offset.
pub(super) fn path(path: &str, aliases: &mut Aliases, t0: i64) -> String {
    let Some((path, query)) = path.split_once('?') else {
        return line(path, aliases);
    };
    let path = line(path, aliases);
    format!("{path}?{}", pairs(query, aliases, t0).join("&"))
}

/// A form, decoded: one `name=value` a parameter, in the order in which it was sent.
pub(super) fn pairs(form: &str, aliases: &mut Aliases, t0: i64) -> Vec<String> {
    let pairs = parse(form.as_bytes()).map(|(name, value)| {
        let value = match value.parse::<i64>() {
            // Where a target delivers to differs from run to run.
            _ if name == "url" => "<url>".to_owned(),
            Ok(time) if names_time(&name) => relative(i128::from(time), t0),
            _ => aliases.text(&value).into_owned(),
        };
        format!("{}={}", plain(&name), plain(&value))
    });
    pairs.collect()
}

/// A text of its own line, ids told by alias.
pub(super) fn line(text: &str, aliases: &mut Aliases) -> String {
    plain(&aliases.text(text)).into_owned()
}

/// Whether a parameter such as `created[gte]` is a time; what metadata calls its keys says nothing.
fn names_time(name: &str) -> bool {
    !name.starts_with("metadata") && name.split(['[', ']']).any(is_time)
}

/// Text that stays on its line: the layout of a transcript must not depend on what was sent.
fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_control() {
            // Writing to a string cannot fail.
            let _ = write!(plain, "{}", char.escape_default());
        } else {
            plain.push(char);
        }
    }
    Cow::Owned(plain)
}
