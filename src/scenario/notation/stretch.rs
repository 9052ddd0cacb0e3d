//! Part of a list: which places, and whether more follow.

use std::str::FromStr;

use cucumber::Parameter;

/// A stretch of a list, counted from the newest, which is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Parameter)]
#[param(
    name = "stretch",
    regex = r"the newest \d+|the newest|the \d+(?:st|nd|rd|th) to the \d+(?:st|nd|rd|th) newest"
)]
pub struct Stretch {
    /// The place of the newest in it.
    pub first: usize,
    /// The place of the oldest in it.
    pub last: usize,
}

impl FromStr for Stretch {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || {
            format!(
                "`{text}` is no part of a list; write `the newest 10` or `the 2nd to the 5th newest`"
            )
        };
        let ends = match text.strip_prefix("the newest") {
            Some("") => Some((1, 1)),
            Some(count) => count.trim().parse().ok().map(|count| (1, count)),
            None => text
                .strip_prefix("the ")
                .and_then(|rest| rest.strip_suffix(" newest"))
                .and_then(|rest| rest.split_once(" to the "))
                .and_then(|(first, last)| Some((ordinal(first)?, ordinal(last)?))),
        };
        match ends {
            Some((first, last)) if 0 < first && first <= last => Ok(Self { first, last }),
            _ => Err(wrong()),
        }
    }
}

/// What a page says of further ones, where a step names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct More(pub Option<bool>);

impl FromStr for More {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "" => Ok(Self(None)),
            "more" => Ok(Self(Some(true))),
            "no more" => Ok(Self(Some(false))),
            other => Err(format!("`{other}` is neither `more` nor `no more`")),
        }
    }
}

/// The number of `1st`, `2nd`, `3rd`, `4th` …
#[must_use]
pub fn ordinal(text: &str) -> Option<usize> {
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &text[number.len()..];
    ["st", "nd", "rd", "th"]
        .contains(&ending)
        .then(|| number.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_counted_from_the_newest() {
        let read = |text: &str| text.parse::<Stretch>().ok().map(|s| (s.first, s.last));
        assert_eq!(read("the newest"), Some((1, 1)));
        assert_eq!(read("the newest 10"), Some((1, 10)));
        assert_eq!(read("the 2nd to the 11th newest"), Some((2, 11)));
        for wrong in [
            "the newest 0",
            "the 3rd to the 2nd newest",
            "the 0th to the 1st newest",
            "newest",
            "",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
