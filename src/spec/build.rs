//! Puts files into the catalogue, and gives every scenario its id.

use std::collections::HashMap;
use std::sync::Arc;

use cucumber::gherkin;

use super::assemble::{Expanded, expand};
use super::capability::Capability;
use super::catalogue::{Catalogue, FeatureFile, Rule, Scenario};
use super::draft::{Draft, RuleDraft};
use super::error::SpecError;
use super::runnable::written;
use super::slug::slug;

/// A catalogue in the making.
#[derive(Default)]
pub(super) struct Builder {
    pub(super) catalogue: Catalogue,
    pub(super) errors: Vec<SpecError>,
    /// Where each rule id and scenario id was first given.
    seen: HashMap<String, String>,
}

impl Builder {
    /// Adds a file: its path and name, the parser's reading, and ours.
    pub(super) fn file(
        &mut self,
        (path, name): (&str, &str),
        feature: &gherkin::Feature,
        draft: &Draft,
    ) {
        let shared = Arc::from(path);
        let (rules, scenarios) = (self.catalogue.rules.len(), self.catalogue.scenarios.len());
        let name = name.strip_suffix(".feature").unwrap_or(name);
        for (rule, parsed) in draft.rules.iter().zip(&feature.rules) {
            self.rule((path, name), rule, &draft.needs);
            self.scenarios((&shared, name), rule, parsed);
        }
        let (rules, scenarios) = (
            rules..self.catalogue.rules.len(),
            scenarios..self.catalogue.scenarios.len(),
        );
        let (path, name) = (path.to_owned(), name.to_owned());
        self.catalogue.features.push(FeatureFile {
            path,
            name,
            title: draft.title.clone(),
            prose: draft.prose.clone(),
            rules,
            scenarios,
        });
    }

    fn rule(&mut self, (path, _): (&str, &str), draft: &RuleDraft, feature_needs: &[Capability]) {
        self.claim(&draft.id, (path, draft.line), "rule id");
        self.catalogue.rules.push(Rule {
            id: draft.id.clone(),
            sentence: draft.sentence.clone(),
            level: draft.level,
            source: draft.source.clone(),
            explanation: draft.explanation.clone(),
            reading: draft.reading.clone(),
            needs: merged(feature_needs, &draft.needs),
            feature: path.to_owned(),
            line: draft.line,
            scenarios: Vec::new(),
        });
    }

    /// Adds the scenarios of the rule that was added last.
    fn scenarios(
        &mut self,
        (path, name): (&Arc<str>, &str),
        draft: &RuleDraft,
        parsed: &gherkin::Rule,
    ) {
        let expanded: Vec<_> = expand(draft).collect();
        let slugs = slugs(&expanded, &parsed.scenarios);
        for ((expanded, parsed), slug) in expanded.iter().zip(&parsed.scenarios).zip(slugs) {
            if slug.is_empty() {
                let message =
                    "a title without letters or digits; expected some, as the id is made of them";
                self.error((path, expanded.line()), message.to_owned());
                continue;
            }
            let id = format!("{name}/{slug}");
            self.claim(&id, (path, expanded.line()), "scenario id");
            self.scenario((path, id), expanded, parsed);
        }
    }

    fn scenario(
        &mut self,
        (path, id): (&Arc<str>, String),
        expanded: &Expanded<'_>,
        parsed: &gherkin::Scenario,
    ) {
        let index = self.catalogue.scenarios.len();
        let rule = self.catalogue.rules.len() - 1;
        let owner = &mut self.catalogue.rules[rule];
        owner.scenarios.push(index);
        let own = expanded.draft;
        let table_level = expanded
            .row
            .as_ref()
            .and_then(|row| own.examples[row.table].level);
        let scenario = Scenario {
            id: id.into(),
            title: parsed.name.as_str().into(),
            rule,
            level: table_level.or(own.level).unwrap_or(owner.level),
            needs: merged(&owner.needs, &own.needs),
            feature: Arc::clone(path),
            line: expanded.line(),
            steps: parsed.steps.iter().map(written).collect(),
        };
        self.catalogue.scenarios.push(scenario);
    }

    /// Notes where an id is given; a second place is an error, as reports and known failures go by id.
    fn claim(&mut self, id: &str, (path, line): (&str, usize), what: &str) {
        if let Some(first) = self.seen.get(id) {
            self.error(
                (path, line),
                format!("{what} `{id}` again, after {first}; expected one of its own"),
            );
        } else {
            self.seen.insert(id.to_owned(), format!("{path}:{line}"));
        }
    }

    fn error(&mut self, (path, line): (&str, usize), message: String) {
        self.errors.push(SpecError {
            path: path.to_owned(),
            line,
            message,
        });
    }
}

/// The slugs of a rule's scenarios; rows that share a title are told apart by their values.
fn slugs(expanded: &[Expanded<'_>], parsed: &[gherkin::Scenario]) -> Vec<String> {
    let is_shared = |name: &str| parsed.iter().filter(|other| other.name == name).count() > 1;
    let slugs = expanded
        .iter()
        .zip(parsed)
        .map(|(expanded, parsed)| match &expanded.row {
            Some(row) if is_shared(&parsed.name) => {
                slug(&format!("{} {}", parsed.name, row.cells.join(" ")))
            }
            _ => slug(&parsed.name),
        });
    slugs.collect()
}

/// Both lists in their order, each capability once.
fn merged(outer: &[Capability], inner: &[Capability]) -> Vec<Capability> {
    let mut all = outer.to_vec();
    all.extend(
        inner
            .iter()
            .filter(|capability| !outer.contains(capability)),
    );
    all
}
