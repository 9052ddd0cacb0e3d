//! The nearest valid name when a name is wrong.

use strsim::osa_distance;

/// The candidate that was most likely meant, if one is near enough to be worth naming.
///
/// Near enough is an edit distance of a third of the name, so that a short name needs a short slip.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (name.chars().count() / 3).max(1);
    closest(name, candidates)
        .filter(|(_, distance)| *distance <= limit)
        .map(|(candidate, _)| candidate)
}

/// The candidate with the least edit distance, however far, and that distance; the first of equals.
///
/// Case does not count, as `pay-cancel-03` means `PAY-CANCEL-03`.
pub fn closest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<(&'a str, usize)> {
    let name = name.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (candidate, osa_distance(&name, &candidate.to_lowercase())))
        .min_by_key(|(_, distance)| *distance)
}

/// What to say of a wrong name where the names are few: the nearest, or else what they are, all of them.
pub fn hint<'a>(name: &str, what: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    let all: Vec<&str> = candidates.into_iter().collect();
    match nearest(name, all.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("{what}: {}", all.join(", ")),
    }
}

/// The end of a sentence about a wrong name: ``; did you mean `x`?``, or nothing.
pub fn suggestion<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(name, candidates).map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}
