//! The types of event that an endpoint can ask for: those that are published, sent here or not.

/// A family a line, its types without the family's name.
const PUBLISHED: &str = include_str!("event_types.txt");

/// Whether there is such a type.
pub fn is_known(name: &str) -> bool {
    let Some((family, rest)) = name.split_once('.') else {
        return false;
    };
    let mut families = PUBLISHED.lines().filter_map(|line| line.split_once(": "));
    let types = families.find(|(published, _)| *published == family);
    types.is_some_and(|(_, types)| types.split(' ').any(|published| published == rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_types_are_known_and_others_are_not() {
        for name in [
            "payout.created",
            "account.external_account.updated",
            "topup.reversed",
        ] {
            assert!(is_known(name), "{name}");
        }
        for name in ["payout.reversed", "payout", "payout.", "*", "payout.*", ""] {
            assert!(!is_known(name), "{name}");
        }
    }
}
