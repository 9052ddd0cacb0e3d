//! Titles as parts of ids and file names.

/// A title in small letters, digits and single dashes.
///
/// cargo-insta cuts names at `.` and `__`, so neither may come up.
pub(super) fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for char in title.chars().map(|char| char.to_ascii_lowercase()) {
        if char.is_ascii_alphanumeric() {
            slug.push(char);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}
