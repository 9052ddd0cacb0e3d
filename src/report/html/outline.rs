//! The specification as the page tells it: areas, features, rules and scenarios, with or without a run.

use std::collections::HashMap;

use crate::run::result::{NOT_SELECTED, RuleResult, Run, ScenarioResult};
use crate::run::verdict::Verdict;
use crate::spec::{Catalogue, Level, Reading, Rule};

/// The whole of it.
pub(super) struct Outline<'a> {
    /// Folders of features.
    pub areas: Vec<Area<'a>>,
}

/// How a rule or a scenario ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ended {
    /// The run was not asked for it.
    NotSelected,
    /// With a verdict.
    With(Verdict),
}

impl Ended {
    /// How a rule ended.
    pub fn of_rule(rule: &RuleResult) -> Self {
        Self::of(rule.is_selected(), rule.verdict)
    }

    /// How a scenario ended.
    pub fn of_scenario(scenario: &ScenarioResult) -> Self {
        Self::of(scenario.is_selected(), scenario.verdict)
    }

    fn of(selected: bool, verdict: Verdict) -> Self {
        if selected {
            Self::With(verdict)
        } else {
            Self::NotSelected
        }
    }

    /// Every way to end, in the order of the counts.
    pub fn all() -> impl Iterator<Item = Self> {
        let verdicts = Verdict::ALL.into_iter().map(Self::With);
        verdicts.chain([Self::NotSelected])
    }

    /// The word for style and script.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotSelected => "not_selected",
            Self::With(verdict) => verdict.key(),
        }
    }

    /// The word for people.
    pub fn phrase(self) -> &'static str {
        match self {
            Self::NotSelected => NOT_SELECTED,
            Self::With(verdict) => verdict.phrase(),
        }
    }
}

/// A folder of features.
pub(super) struct Area<'a> {
    /// Its name in words (`Payout reversals`).
    pub title: String,
    /// Where it is.
    pub name: String,
    /// Its features.
    pub features: Vec<Feature<'a>>,
}

/// A feature file.
pub(super) struct Feature<'a> {
    /// Where it is.
    pub path: &'a str,
    /// What it is about.
    pub title: &'a str,
    /// What it says of that.
    pub prose: Option<&'a str>,
    /// Its rules.
    pub rules: Vec<RuleEntry<'a>>,
}

/// A rule.
pub(super) struct RuleEntry<'a> {
    pub id: &'a str,
    pub group: &'a str,
    pub sentence: &'a str,
    pub level: Level,
    pub source: &'a str,
    pub explanation: Option<&'a str>,
    pub reading: Option<&'a Reading>,
    /// What a target must offer, where it is known.
    pub needs: Vec<&'static str>,
    /// How it ended, in a run.
    pub result: Option<&'a RuleResult>,
    pub scenarios: Vec<ScenarioEntry<'a>>,
}

/// A scenario.
pub(super) struct ScenarioEntry<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub line: usize,
    pub steps: &'a [String],
    /// How it ended, in a run.
    pub result: Option<&'a ScenarioResult>,
}

impl<'a> Outline<'a> {
    /// The specification with what came of it.
    pub fn of_run(run: &'a Run) -> Self {
        let mut scenarios: HashMap<&str, Vec<ScenarioEntry<'_>>> = HashMap::new();
        for scenario in &run.scenarios {
            let entry = ScenarioEntry {
                id: &scenario.id,
                title: &scenario.title,
                line: scenario.line,
                steps: &scenario.steps,
                result: Some(scenario),
            };
            scenarios.entry(&scenario.rule).or_default().push(entry);
        }
        let texts = run.features.iter();
        let texts: HashMap<&str, _> = texts.map(|text| (text.path.as_str(), text)).collect();
        let mut outline = Self { areas: Vec::new() };
        for rule in &run.rules {
            let text = texts.get(rule.feature.as_str());
            let feature = outline.feature(&rule.feature);
            feature.title = text.map_or(feature.title, |text| &text.title);
            feature.prose = text.and_then(|text| text.prose.as_deref());
            feature.rules.push(RuleEntry {
                id: &rule.id,
                group: rule.group(),
                sentence: &rule.sentence,
                level: rule.level,
                source: &rule.source,
                explanation: rule.explanation.as_deref(),
                reading: rule.reading.as_ref(),
                needs: Vec::new(),
                result: Some(rule),
                scenarios: scenarios.remove(rule.id.as_str()).unwrap_or_default(),
            });
        }
        outline
    }

    /// The specification alone.
    pub fn of_catalogue(catalogue: &'a Catalogue) -> Self {
        let mut outline = Self { areas: Vec::new() };
        for file in &catalogue.features {
            let feature = outline.feature(&file.path);
            feature.title = &file.title;
            feature.prose = file.prose.as_deref();
            let rules = catalogue.rules[file.rules.clone()].iter();
            feature
                .rules
                .extend(rules.map(|rule| documented(catalogue, rule)));
        }
        outline
    }

    /// The feature at this path, which is made where it is new.
    fn feature(&mut self, path: &'a str) -> &mut Feature<'a> {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let area = place(
            &mut self.areas,
            |area| area.name == folder,
            || Area {
                title: words(folder),
                name: folder.to_owned(),
                features: Vec::new(),
            },
        );
        let title = file.strip_suffix(".feature").unwrap_or(file);
        place(
            &mut area.features,
            |feature| feature.path == path,
            || Feature {
                path,
                title,
                prose: None,
                rules: Vec::new(),
            },
        )
    }

    /// Every rule.
    pub fn rules(&self) -> impl Iterator<Item = &RuleEntry<'a>> {
        let features = self.areas.iter().flat_map(|area| &area.features);
        features.flat_map(|feature| &feature.rules)
    }

    /// Every scenario.
    pub fn scenarios(&self) -> impl Iterator<Item = &ScenarioEntry<'a>> {
        self.rules().flat_map(|rule| &rule.scenarios)
    }

    /// The groups of rules in order, each with the number of its rules.
    pub fn groups(&self) -> Vec<(&'a str, usize)> {
        let mut groups: Vec<(&str, usize)> = Vec::new();
        for rule in self.rules() {
            match groups.iter_mut().find(|(group, _)| *group == rule.group) {
                Some((_, count)) => *count += 1,
                None => groups.push((rule.group, 1)),
            }
        }
        groups
    }

    /// How the scenarios ended, in a run: each way that there is, and how many.
    pub fn endings(&self) -> Vec<(Ended, usize)> {
        let results = || self.scenarios().filter_map(|scenario| scenario.result);
        let count = |ended| {
            results()
                .filter(|result| Ended::of_scenario(result) == ended)
                .count()
        };
        let counted = Ended::all().map(|ended| (ended, count(ended)));
        counted.filter(|(_, count)| *count > 0).collect()
    }
}

impl Area<'_> {
    /// Where links to it lead.
    pub fn anchor(&self) -> String {
        format!("area-{}", self.name)
    }
}

impl Feature<'_> {
    /// Where links to it lead.
    pub fn anchor(&self) -> &str {
        self.path.strip_suffix(".feature").unwrap_or(self.path)
    }

    /// How the gravest of its rules ended, in a run.
    pub fn ended(&self) -> Option<Ended> {
        let results = self.rules.iter().filter_map(|rule| rule.result);
        results.map(Ended::of_rule).max()
    }
}

fn documented<'a>(catalogue: &'a Catalogue, rule: &'a Rule) -> RuleEntry<'a> {
    let scenarios = rule
        .scenarios
        .iter()
        .map(|index| &catalogue.scenarios[*index]);
    RuleEntry {
        id: &rule.id,
        group: rule.group(),
        sentence: &rule.sentence,
        level: rule.level,
        source: &rule.source,
        explanation: rule.explanation.as_deref(),
        reading: rule.reading.as_ref(),
        needs: rule.needs.iter().map(|need| need.name()).collect(),
        result: None,
        scenarios: scenarios
            .map(|scenario| ScenarioEntry {
                id: &scenario.id,
                title: &scenario.title,
                line: scenario.line,
                steps: &scenario.steps,
                result: None,
            })
            .collect(),
    }
}

/// The last that is meant, or a new one at the end.
fn place<T>(list: &mut Vec<T>, meant: impl Fn(&T) -> bool, new: impl FnOnce() -> T) -> &mut T {
    let at = list.iter().rposition(meant).unwrap_or_else(|| {
        list.push(new());
        list.len() - 1
    });
    &mut list[at]
}

/// The name of a folder in words, without those that it is in.
fn words(folder: &str) -> String {
    let name = folder.rsplit_once('/').map_or(folder, |(_, name)| name);
    let spaced = name.replace('_', " ");
    let mut letters = spaced.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Features".to_owned(),
    }
}
