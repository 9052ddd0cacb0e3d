//! What was tried of a target, for people: a line a thing, and how to mend what does not work.

use super::lines::Lines;
use super::visible::one_line;
use crate::run::examine::{Tried, Went};

/// A line each, wrapped where there is a width.
#[must_use]
pub fn text(tried: &[Tried], width: Option<usize>) -> String {
    let mut lines = Lines::of(width);
    let names = tried.iter().map(|one| one.what.chars().count()).max();
    let names = names.unwrap_or_default();
    for one in tried {
        let (mark, told) = match &one.went {
            Went::Well(how) => ("ok", how.clone()),
            Went::Wrong(why, mend) => ("WRONG", format!("{why}; {mend}")),
            Went::Absent(why) => ("-", why.clone()),
            Went::Undeclared => ("-", "is not declared".to_owned()),
        };
        let head = format!("{mark:<5}  {:<names$}  ", one.what);
        lines.add(&head, &one_line(&told));
    }
    lines.finish()
}
