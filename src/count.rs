//! A number with its noun, so that one of a thing is not told as several.

use std::fmt::Display;

/// `1 rule`, `2 rules`.
pub fn count<N: Copy + Display + PartialEq + From<u8>>(number: N, one: &str, many: &str) -> String {
    let noun = if number == N::from(1) { one } else { many };
    format!("{number} {noun}")
}
