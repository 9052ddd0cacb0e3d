//! Defects: deliberate faults of the reference, each of which breaks one rule and as little else as it can.
//!
//! They show that the rules find what they are for. A defect is asked for at the one place where
//! its rule is applied, with [`World::has`](super::world::World::has); a rule that forbids
//! something is left out of the policy instead.

#[macro_use]
mod conventions;
#[macro_use]
mod events;
#[macro_use]
mod money;
#[macro_use]
mod payouts;
#[macro_use]
mod transfers;
#[macro_use]
mod treasury;

use std::fmt;
use std::str::FromStr;

use crate::nearest::nearest;

/// Writes the enum and its table: a summary, a name and the rule for each defect.
macro_rules! defects {
    ($(#[doc = $summary:literal] $variant:ident = $name:literal breaks $rule:literal,)*) => {
        /// A deliberate fault of the reference.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Defect {
            $(#[doc = $summary] $variant,)*
        }

        impl Defect {
            /// All of them, in the order of the rules.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name on the command line.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The id of the rule that it breaks.
            #[must_use]
            pub const fn rule(self) -> &'static str {
                match self {
                    $(Self::$variant => $rule,)*
                }
            }

            /// What is wrong with the reference when it has this defect.
            #[must_use]
            pub const fn summary(self) -> &'static str {
                match self {
                    $(Self::$variant => $summary.trim_ascii(),)*
                }
            }
        }
    };
}

// A table a product or so, each handed on to the next; what comes out is the one list of them all.
payouts! { transfers! treasury! events! money! conventions! defects! }

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that no defect has, with the one that was probably meant, or how to see them all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownDefect {
    given: String,
    nearest: Option<&'static str>,
}

impl fmt::Display for UnknownDefect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { given, nearest } = self;
        write!(f, "there is no defect `{given}`; ")?;
        match nearest {
            Some(near) => write!(f, "did you mean `{near}`?"),
            None => f.write_str("`recoup prove --list` names them all"),
        }
    }
}

impl std::error::Error for UnknownDefect {}

impl FromStr for Defect {
    type Err = UnknownDefect;

    fn from_str(name: &str) -> Result<Self, UnknownDefect> {
        let known = Self::ALL.iter().find(|defect| defect.name() == name);
        known.copied().ok_or_else(|| UnknownDefect {
            given: name.to_owned(),
            nearest: nearest(name, Self::ALL.iter().map(|defect| defect.name())),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_defect_is_found_by_its_own_name() {
        for defect in Defect::ALL {
            assert_eq!(defect.name().parse(), Ok(*defect));
        }
        let names: BTreeSet<_> = Defect::ALL.iter().map(|defect| defect.name()).collect();
        assert_eq!(names.len(), Defect::ALL.len());
    }

    #[test]
    fn every_defect_says_what_is_wrong_and_which_rule_it_breaks() {
        for defect in Defect::ALL {
            let (group, number) = defect.rule().rsplit_once('-').unwrap_or_default();
            assert!(
                [
                    "PAY-OBJ",
                    "PAY-CREATE",
                    "PAY-LIST",
                    "PAY-UPD",
                    "PAY-CANCEL",
                    "PAY-LIFE",
                    "PAY-REV",
                    "TR",
                    "TRR",
                    "FEE",
                    "RD",
                    "DR",
                    "TRX",
                    "LED",
                    "CON",
                    "AUTH",
                    "HDR",
                    "ENC",
                    "ERR",
                    "META",
                    "EXP",
                    "IDEM",
                    "PAGE",
                    "EVT",
                    "WHK",
                    "ACC",
                    "TOP"
                ]
                .contains(&group)
            );
            assert_eq!(number.len(), 2);
            assert!(defect.summary().ends_with('.') && !defect.summary().starts_with(' '));
        }
    }

    #[test]
    fn a_wrong_name_gets_the_nearest_right_one() {
        let error = "reverse-twise".parse::<Defect>().err();
        let text = error.map(|error| error.to_string()).unwrap_or_default();
        assert!(text.contains("did you mean `reverse-twice`?"), "{text}");
    }

    #[test]
    fn a_name_like_none_gets_no_other_but_how_to_see_them_all() {
        let error = "nope".parse::<Defect>().err();
        let text = error.map(|error| error.to_string()).unwrap_or_default();
        let expected = "there is no defect `nope`; `recoup prove --list` names them all";
        assert_eq!(text, expected);
    }
}
