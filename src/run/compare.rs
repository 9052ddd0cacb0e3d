//! Several runs side by side, rule by rule: what implementations make of the same rules, or what became of one.
//!
//! Rules are known by their ids, which never change their meaning. So runs of different selections, of shards or of
//! different versions of the suite can be compared; what one of them was not asked for is not compared, and that is said.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};

use super::judge::Gate;
use super::result::{Counts, Ending, RuleResult, Run};
use super::verdict::{Conformance, Verdict};
use crate::exit::Exit;
use crate::shorten::brief;

/// The most characters of what an implementation calls itself, and of what its report is called.
const NAME: usize = 60;
const FILE: usize = 200;

/// A run as it stands beside others, without its transcripts.
#[derive(Debug, Clone)]
pub struct Side {
    /// What its report is called.
    pub file: String,
    /// The implementation, as it calls itself; else the report.
    pub name: String,
    /// The version of recoup that made it.
    pub recoup: String,
    /// When it started.
    pub started: DateTime<Utc>,
    /// What it said about its target.
    pub conformance: Conformance,
    /// The rules that decide, by verdict.
    pub gating: Counts,
    /// Why not everything in it was judged, if it was broken off or is a part.
    pub partial: Option<String>,
    gate: Gate,
    rules: Vec<(RuleResult, Option<String>)>,
}

impl Side {
    /// A run whose report is called so.
    #[must_use]
    pub fn of(file: &str, run: Run) -> Self {
        let own = run.implementation_name();
        let name = brief(own.as_deref().unwrap_or(file), NAME).into_owned();
        let partial = match (&run.ending, run.shard) {
            (Ending::Interrupted, _) => Some("was interrupted".to_owned()),
            (Ending::Unreachable(_), _) => Some("could not reach its target to the end".to_owned()),
            (Ending::Finished, Some(shard)) => Some(format!("is the part {shard} of the suite")),
            (Ending::Finished, None) => None,
        };
        let mut reasons = reasons(&run);
        Self {
            name,
            recoup: run.recoup.clone(),
            started: run.started,
            conformance: run.conformance(),
            gating: run.gating_counts(),
            partial,
            gate: run.gate,
            rules: run
                .rules
                .into_iter()
                .map(|rule| {
                    let reason = reasons.remove(&rule.id).or_else(|| rule.reason.clone());
                    (rule, reason)
                })
                .collect(),
            file: brief(file, FILE).into_owned(),
        }
    }
}

/// Why rules ended as they did, as far as a finding or a scenario says.
fn reasons(run: &Run) -> HashMap<String, String> {
    let mut reasons = HashMap::new();
    for (_, finding) in run.findings() {
        reasons.entry(finding.rule.clone()).or_insert_with(|| {
            format!(
                "expected {}; observed {}",
                finding.expected, finding.observed
            )
        });
    }
    for scenario in &run.scenarios {
        let is_its_rules = run
            .rule(&scenario.rule)
            .is_some_and(|rule| rule.verdict == scenario.verdict && rule.is_selected());
        if let Some(reason) = scenario.reason.as_ref().filter(|_| is_its_rules) {
            let reasons = reasons.entry(scenario.rule.clone());
            reasons.or_insert_with(|| reason.clone());
        }
    }
    reasons
}

/// How a rule ended in one run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// How it ended.
    pub verdict: Verdict,
    /// Whether the run was asked for it.
    pub selected: bool,
    /// Whether it decided.
    pub gates: bool,
    /// Why it ended so, where something says.
    pub reason: Option<String>,
}

/// A rule and how it ended in each run.
#[derive(Debug, Clone)]
pub struct Row {
    /// The rule as the last run has it that has it.
    pub rule: RuleResult,
    /// How it ended, a run each; none where the run knows no such rule.
    pub cells: Vec<Option<Cell>>,
    /// What became of it, where there are two runs and something did.
    pub change: Option<Change>,
}

impl Row {
    /// Whether the runs that were asked for it do not all say the same.
    #[must_use]
    pub fn differs(&self) -> bool {
        let asked = self.cells.iter().flatten().filter(|cell| cell.selected);
        let verdicts: BTreeSet<Verdict> = asked.map(|cell| cell.verdict).collect();
        verdicts.len() > 1 || self.cells.iter().any(Option::is_none)
    }

    /// Whether some run does not uphold it though it applies.
    #[must_use]
    pub fn is_troubled(&self) -> bool {
        let cells = self.cells.iter().flatten();
        cells
            .filter(|cell| cell.selected)
            .any(|cell| match cell.verdict {
                Verdict::Upheld | Verdict::NotApplicable => false,
                Verdict::Known
                | Verdict::NotTestable
                | Verdict::Faulted
                | Verdict::Fixed
                | Verdict::Broken => true,
            })
    }

    /// Whether it is a regression that decides: the rule gates, and nothing excuses it.
    #[must_use]
    pub fn decides(&self, gate: Gate) -> bool {
        let after = self.cells.last().and_then(Option::as_ref);
        self.change == Some(Change::Regressed)
            && after.is_some_and(|cell| {
                let gates = match gate {
                    Gate::Documented => cell.gates,
                    Gate::All => true,
                };
                gates && cell.verdict == Verdict::Broken
            })
    }
}

/// What became of a rule from one run to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Change {
    /// It was upheld and is broken.
    Regressed,
    /// It was broken and is upheld.
    Fixed,
    /// It was judged and is not: it can no longer be arranged, or is no longer offered.
    Untestable,
    /// It was not judged and is.
    Judged,
    /// Only the later suite has it.
    New,
    /// Only the earlier suite has it.
    Gone,
}

impl Change {
    /// Every change, the gravest first.
    pub const ALL: [Self; 6] = [
        Self::Regressed,
        Self::Fixed,
        Self::Untestable,
        Self::Judged,
        Self::New,
        Self::Gone,
    ];

    /// The words for people.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Regressed => "regressed",
            Self::Fixed => "fixed",
            Self::Untestable => "no longer judged",
            Self::Judged => "newly judged",
            Self::New => "new",
            Self::Gone => "went away",
        }
    }

    fn between(before: Option<&Cell>, after: Option<&Cell>) -> Option<Self> {
        match (before, after) {
            (None, Some(after)) => after.selected.then_some(Self::New),
            (Some(before), None) => before.selected.then_some(Self::Gone),
            (Some(before), Some(after)) if before.selected && after.selected => {
                match (is_upheld(before.verdict), is_upheld(after.verdict)) {
                    (Some(true), Some(false)) => Some(Self::Regressed),
                    (Some(false), Some(true)) => Some(Self::Fixed),
                    (Some(_), None) => Some(Self::Untestable),
                    (None, Some(_)) => Some(Self::Judged),
                    (Some(true), Some(true)) | (Some(false), Some(false)) | (None, None) => None,
                }
            }
            (None, None) | (Some(_), Some(_)) => None,
        }
    }
}

/// What the target does, whatever a list of known failures makes of it; none where it was not judged.
fn is_upheld(verdict: Verdict) -> Option<bool> {
    match verdict {
        Verdict::Upheld | Verdict::Fixed => Some(true),
        Verdict::Broken | Verdict::Known => Some(false),
        Verdict::NotApplicable | Verdict::NotTestable | Verdict::Faulted => None,
    }
}

/// Runs side by side.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The runs, in the order given.
    pub sides: Vec<Side>,
    /// Every rule that one of them has; those of a group together.
    pub rows: Vec<Row>,
    /// What must be known to read it.
    pub notes: Vec<String>,
    /// The levels of rules whose regressions decide.
    pub gate: Gate,
}

impl Comparison {
    /// Puts runs side by side; two of them are an earlier and a later one.
    #[must_use]
    pub fn of(mut sides: Vec<Side>, gate: Gate) -> Self {
        tell_apart(&mut sides);
        let mut rows = rows(&sides);
        if sides.len() == 2 {
            for row in &mut rows {
                let [before, after] = [0, 1].map(|side| row.cells[side].as_ref());
                row.change = Change::between(before, after);
            }
        }
        let notes = notes(&sides, &rows);
        Self {
            sides,
            rows,
            notes,
            gate,
        }
    }

    /// Whether it has an earlier and a later run.
    #[must_use]
    pub fn is_of_two(&self) -> bool {
        self.sides.len() == 2
    }

    /// The rules with this change.
    pub fn changed(&self, change: Change) -> impl Iterator<Item = &Row> {
        let rows = self.rows.iter();
        rows.filter(move |row| row.change == Some(change))
    }

    /// How many regressions decide.
    #[must_use]
    pub fn deciding(&self) -> usize {
        let rows = self.rows.iter();
        rows.filter(|row| row.decides(self.gate)).count()
    }

    /// The exit code that it asks for: 1 on a regression that decides, and on nothing else.
    #[must_use]
    pub fn exit(&self) -> Exit {
        if self.deciding() > 0 {
            Exit::Broken
        } else {
            Exit::Conformant
        }
    }
}

/// Gives runs that are called the same the names of their files besides.
fn tell_apart(sides: &mut [Side]) {
    let names: Vec<String> = sides.iter().map(|side| side.name.clone()).collect();
    for side in sides {
        let same = names.iter().filter(|name| **name == side.name).count();
        if same > 1 && side.name != side.file {
            side.name = format!("{} ({})", side.name, side.file);
        }
    }
}

fn rows(sides: &[Side]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut groups: HashMap<String, usize> = HashMap::new();
    for (column, side) in sides.iter().enumerate() {
        for (rule, reason) in &side.rules {
            let place = *places.entry(&rule.id).or_insert(rows.len());
            if place == rows.len() {
                let group = groups.len();
                groups.entry(rule.group().to_owned()).or_insert(group);
                rows.push(Row {
                    rule: rule.clone(),
                    cells: vec![None; sides.len()],
                    change: None,
                });
            }
            rows[place].rule.clone_from(rule);
            rows[place].cells[column] = Some(Cell {
                verdict: rule.verdict,
                selected: rule.is_selected(),
                gates: rule.gates,
                reason: reason.clone(),
            });
        }
    }
    rows.sort_by_key(|row| groups.get(row.rule.group()).copied());
    rows
}

fn notes(sides: &[Side], rows: &[Row]) -> Vec<String> {
    let mut notes = vec!["Rules are compared by their ids.".to_owned()];
    for side in sides {
        if let Some(partial) = &side.partial {
            notes.push(format!("{} {partial}.", side.file));
        }
    }
    let asked = |row: &&Row| {
        let cells = row.cells.iter().flatten();
        cells.clone().any(|cell| cell.selected) && cells.clone().any(|cell| !cell.selected)
    };
    match rows.iter().filter(asked).count() {
        0 => {}
        1 => notes.push("1 rule is not compared: not every run was asked for it.".to_owned()),
        some => notes.push(format!(
            "{some} rules are not compared: not every run was asked for them."
        )),
    }
    let versions: BTreeSet<&str> = sides.iter().map(|side| side.recoup.as_str()).collect();
    if versions.len() > 1 {
        let versions: Vec<&str> = versions.into_iter().collect();
        notes.push(format!(
            "The runs were made by different versions of recoup ({}), which may have looked at a rule differently.",
            versions.join(", ")
        ));
    }
    if sides.iter().any(|side| side.gate != sides[0].gate) {
        notes.push("Not the same levels of rules decided in all runs.".to_owned());
    }
    notes
}
