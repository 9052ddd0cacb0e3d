//! Known failures: what the owner of a target knows to be broken, in a TOML file of the target's own repository.
//!
//! ```toml
//! [[known]]
//! rule = "PAY-CANCEL-03"                      # or scenario = "payouts/cancel/canceling-a-paid-payout"
//! fails_with = "observed status 200"          # what the finding says, or a part of it
//! reason = "the bank file is sent too early"
//! issue = "https://example.com/issues/17"     # optional
//! until = 2026-12-31                          # optional: the last day on which it excuses anything
//! flaky = true                                # optional: where requests race each other, it fails by chance
//! ```
//!
//! They run like everything else. An entry excuses the findings that say what it says (see [`fingerprint`]): those of
//! its scenario, or those that name its rule, in whatever scenario. A scenario whose own findings are all excused is
//! `known` and does not gate. An entry that excuses nothing, though all that it covers was judged, is stale: what it
//! covers is `fixed`, which is red until the entry goes, as it would excuse the next regression. So there is one entry
//! for each way to fail. Only one that is `flaky`, which needs a day to end on, says nothing where it excuses nothing:
//! what fails by chance may go well in a run. An entry that has run out excuses nothing. Faults, and what could not be arranged, are never
//! excused.

mod excuse;
mod fingerprint;
mod update;

pub use excuse::{KnownResult, State, excuse};
pub use fingerprint::fingerprint;
pub use update::{Updated, update};

use chrono::NaiveDate;

use super::plan::is_race;
use crate::nearest::closest;
use crate::spec::Catalogue;
use crate::tables::{Section, Sheet, Wrong};

/// What stands for a reason that nobody has written yet.
pub const TODO: &str = "TODO";

/// The members of an entry.
const MEMBERS: [&str; 7] = [
    "rule",
    "scenario",
    "fails_with",
    "reason",
    "issue",
    "until",
    "flaky",
];

/// A known-failures file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// What it was read for.
    pub purpose: Purpose,
    /// Its entries, in order.
    pub entries: Vec<Entry>,
}

/// What is known to fail, how, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands, as `known.toml:12`.
    pub place: String,
    /// What fails.
    pub subject: Subject,
    /// What the finding says.
    pub fails_with: String,
    /// Why it is let be.
    pub reason: String,
    /// Where it is being worked on.
    pub issue: Option<String>,
    /// The last day on which it excuses anything.
    pub until: Option<NaiveDate>,
    /// Whether it fails by chance, so that going well says nothing.
    pub flaky: bool,
}

/// What an entry is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// Every finding that names this rule.
    Rule(String),
    /// Every finding of this scenario.
    Scenario(String),
}

impl Subject {
    /// The id.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Rule(id) | Self::Scenario(id) => id,
        }
    }

    /// The member of an entry that names it.
    #[must_use]
    pub fn member(&self) -> &'static str {
        match self {
            Self::Rule(_) => "rule",
            Self::Scenario(_) => "scenario",
        }
    }
}

/// What a known-failures file is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// To gate: every entry has its reason and is about something that there is.
    #[default]
    Gate,
    /// To be brought up to date, whatever state it is in.
    Update,
}

impl Known {
    /// Reads a file's text; `name` is what it is called in messages.
    ///
    /// # Errors
    /// The first line that is wrong.
    pub fn parse(name: &str, text: &str, purpose: Purpose) -> Result<Self, Wrong> {
        let sheet = Sheet::read(name, text)?;
        sheet.root().only(&["known"])?;
        let tables = sheet.root().sections("known")?;
        let entries = tables.iter().map(|table| entry(table, purpose));
        Ok(Self {
            purpose,
            entries: entries.collect::<Result<_, _>>()?,
        })
    }

    /// Whether every entry is about something that there is, where that matters.
    ///
    /// # Errors
    /// The first that is about nothing, with the nearest id.
    pub fn names_only(&self, catalogue: &Catalogue) -> Result<(), Wrong> {
        let gates = self.purpose == Purpose::Gate;
        let mut flaky = self.entries.iter().filter(|entry| entry.flaky && gates);
        if let Some(entry) = flaky.find(|entry| entry.exists(catalogue) && !entry.races(catalogue))
        {
            let what = format!(
                "`flaky` is for scenarios in which requests race each other, and {} has none: it ends in one way",
                entry.subject.id()
            );
            return Err(Wrong::with(&entry.place, what));
        }
        let is_about_nothing = |entry: &&Entry| gates && !entry.exists(catalogue);
        let mut nothing = self.entries.iter().filter(is_about_nothing);
        nothing.next().map_or(Ok(()), |entry| {
            let (kind, id) = (entry.subject.member(), entry.subject.id());
            let near = match entry.subject {
                Subject::Rule(_) => catalogue.nearest_rule(id),
                Subject::Scenario(_) => {
                    let ids = catalogue.scenarios.iter().map(|scenario| &*scenario.id);
                    closest(id, ids).map(|(near, _)| near)
                }
            };
            let near = near.map_or_else(String::new, |near| format!("; the nearest is {near}"));
            let what = format!("there is no {kind} `{id}`{near}");
            Err(Wrong::with(&entry.place, what))
        })
    }
}

impl Entry {
    /// Whether it is about something that there is.
    #[must_use]
    pub fn exists(&self, catalogue: &Catalogue) -> bool {
        match &self.subject {
            Subject::Rule(id) => catalogue.rule(id).is_some(),
            Subject::Scenario(id) => catalogue.scenarios.iter().any(|s| *s.id == **id),
        }
    }

    /// Whether chance has a part in anything that it is about.
    fn races(&self, catalogue: &Catalogue) -> bool {
        let mut scenarios = catalogue.scenarios.iter();
        scenarios.any(|scenario| {
            let is_own = match &self.subject {
                Subject::Rule(id) => catalogue.rules[scenario.rule].id == *id,
                Subject::Scenario(id) => *scenario.id == **id,
            };
            is_own && is_race(&scenario.steps)
        })
    }

    /// Why it is let be, with where it is being worked on.
    #[must_use]
    pub fn because(&self) -> String {
        match &self.issue {
            Some(issue) => format!("{} ({issue})", self.reason),
            None => self.reason.clone(),
        }
    }
}

fn entry(table: &Section<'_>, purpose: Purpose) -> Result<Entry, Wrong> {
    table.only(&MEMBERS)?;
    let subject = match (table.text("rule")?, table.text("scenario")?) {
        (Some(_), Some(_)) => {
            let what = "an entry names a rule or a scenario, not both; make two of it";
            return Err(table.wrong("scenario", what));
        }
        (Some(_), None) => Subject::Rule(table.needed("rule")?.to_owned()),
        (None, Some(_)) => Subject::Scenario(table.needed("scenario")?.to_owned()),
        (None, None) => return Err(table.wrong("rule", "`rule` or `scenario` is missing")),
    };
    let fails_with = table.needed("fails_with")?;
    if !fingerprint(fails_with).contains(char::is_alphanumeric) {
        let what = "`fails_with` says only what differs from run to run, so that any finding would do; copy what one says";
        return Err(table.wrong("fails_with", what));
    }
    let reason = table.needed("reason")?.trim();
    if reason.eq_ignore_ascii_case(TODO) && purpose == Purpose::Gate {
        let (id, member) = (subject.id(), subject.member());
        return Err(table.wrong(
            "reason",
            format!(
                "`reason` of the {member} {id} is still {TODO}; write why its failure is let be"
            ),
        ));
    }
    let (until, flaky) = (table.day("until")?, table.truth("flaky")?.unwrap_or(false));
    if flaky && until.is_none() {
        let what = "what fails by chance is never seen to be mended, so `flaky` needs a day to end on: until = 2026-12-31";
        return Err(table.wrong("flaky", what));
    }
    Ok(Entry {
        place: table.place(),
        subject,
        fails_with: fails_with.to_owned(),
        reason: reason.to_owned(),
        issue: table.text("issue")?.map(str::to_owned),
        until,
        flaky,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: &str =
        "[[known]]\nrule = 'PAY-CANCEL-03'\nfails_with = 'status 200'\nreason = 'it is'\n";

    fn refused(text: &str) -> String {
        let known = Known::parse("k.toml", text, Purpose::Gate);
        known
            .err()
            .map(|wrong| wrong.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn an_entry_is_read() -> Result<(), Wrong> {
        let text = format!("# ours\n{SOUND}issue = 'X-1'\nuntil = 2026-12-31\n");
        let known = Known::parse("k.toml", &text, Purpose::Gate)?;
        let entry = &known.entries[0];
        assert_eq!(entry.place, "k.toml:2");
        assert_eq!(entry.subject, Subject::Rule("PAY-CANCEL-03".to_owned()));
        assert_eq!(entry.because(), "it is (X-1)");
        assert_eq!(entry.until, NaiveDate::from_ymd_opt(2026, 12, 31));
        Ok(())
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, told) in [
            (
                SOUND.replace("it is", "TODO"),
                "k.toml:4: `reason` of the rule PAY-CANCEL-03 is still TODO",
            ),
            (SOUND.replace("it is", " "), "k.toml:4: `reason` is empty"),
            (
                SOUND.replace("reason", "resaon"),
                "k.toml:4: unknown key `resaon`; did you mean `reason`?",
            ),
            (
                SOUND.replace("rule = ", "scenario = 'a'\nrule = "),
                "k.toml:2: an entry names a rule or a scenario",
            ),
            (
                SOUND.replace("rule = 'PAY-CANCEL-03'", ""),
                "k.toml:1: `rule` or `scenario` is missing",
            ),
            (
                SOUND.replace("fails_with", "#"),
                "k.toml:1: `fails_with` is missing",
            ),
            (
                SOUND.replace("status 200", "2026-01-05, in 2 scenarios: a/b"),
                "k.toml:3: `fails_with` says only what differs",
            ),
            (
                format!("{SOUND}flaky = true"),
                "k.toml:5: what fails by chance",
            ),
            (
                format!("{SOUND}flaky = 'yes'"),
                "k.toml:5: `flaky` must be true or false",
            ),
            (
                format!("{SOUND}until = 'soon'"),
                "k.toml:5: `until` must be a date",
            ),
            (
                SOUND.replace("[[known]]", "[[knwon]]"),
                "k.toml:1: unknown key `knwon`; did you mean `known`?",
            ),
        ] {
            assert!(refused(&text).starts_with(told), "{}", refused(&text));
        }
        let todo = SOUND.replace("it is", "TODO");
        assert!(Known::parse("k.toml", &todo, Purpose::Update).is_ok());
    }
}
