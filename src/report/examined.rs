//! What was tried of a target, for people: a line a thing, and how to mend what does not work.

use std::fmt::Write as _;

use super::visible::one_line;
use crate::run::examine::{Tried, Went};

/// A line each.
#[must_use]
pub fn text(tried: &[Tried]) -> String {
    let mut text = String::new();
    let width = tried.iter().map(|one| one.what.chars().count()).max();
    let width = width.unwrap_or_default();
    for one in tried {
        let (mark, told) = match &one.went {
            Went::Well(how) => ("ok", how.clone()),
            Went::Wrong(why, mend) => ("WRONG", format!("{why}; {mend}")),
            Went::Absent(why) => ("-", why.clone()),
            Went::Undeclared => ("-", "is not declared".to_owned()),
        };
        // Writing to memory does not fail.
        let _ = writeln!(text, "{mark:<5}  {:<width$}  {}", one.what, one_line(&told));
    }
    text
}
