//! Texts that are longer than there is room for, told by their beginning.

use std::borrow::Cow;

use crate::count::count;

/// The first `most` characters; the ellipsis after them tells the redactor that a secret may be cut in two.
#[must_use]
pub fn brief(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// The first `most` characters, and how many there are beyond them.
#[must_use]
pub fn cut(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => {
            let (kept, rest) = text.split_at(end);
            let more = count(rest.chars().count(), "character more", "characters more");
            Cow::Owned(format!("{kept} … and {more}"))
        }
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_told_whole_and_what_does_not_by_its_beginning() {
        assert_eq!(brief("short", 5), "short");
        assert_eq!(brief("größer", 3), "grö…");
        assert_eq!(cut("short", 5), "short");
        assert_eq!(cut("größer", 3), "grö … and 3 characters more");
        assert_eq!(cut("größer", 5), "größe … and 1 character more");
    }
}
