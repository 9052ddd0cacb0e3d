//! Titles as parts of ids and file names.

/// A title in small letters, digits and single dashes.
///
/// cargo-insta cuts names at `.` and `__`, so neither may come up. The sign of a number is a word: `-1` and `1` are two
/// titles, and would be one name.
pub(super) fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    let mut chars = title.chars().peekable();
    let mut before = ' ';
    while let Some(char) = chars.next() {
        let signs = char == '-' && !before.is_ascii_alphanumeric();
        before = char;
        if char.is_ascii_alphanumeric() {
            slug.push(char.to_ascii_lowercase());
            continue;
        }
        if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if signs && chars.peek().is_some_and(char::is_ascii_digit) {
            slug.push_str("minus-");
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn names_have_single_dashes() {
        assert_eq!(slug(" A: b__c... (d)"), "a-b-c-d");
        assert_eq!(slug("11.00 USD, 22-23"), "11-00-usd-22-23");
    }

    #[test]
    fn a_sign_is_a_word() {
        assert_eq!(slug("Creating -0.01 USD"), "creating-minus-0-01-usd");
        assert_eq!(slug("-1"), "minus-1");
        assert_eq!(slug("limit=-1, day-90, - 1"), "limit-minus-1-day-90-1");
    }
}
