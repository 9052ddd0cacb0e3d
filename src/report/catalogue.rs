//! The rules themselves, for people and for programs.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::conclusion::count;
use crate::spec::{Capability, Catalogue, Rule};

/// The rules behind these scenarios: id and sentence, then source, level, needs and scenarios below.
#[must_use]
pub fn text(catalogue: &Catalogue, chosen: &BTreeSet<usize>) -> String {
    let mut page = String::new();
    let rules = rules_of(catalogue, chosen);
    for rule in &rules {
        // Writing to a string cannot fail.
        let _ = write_rule(&mut page, catalogue, rule);
    }
    let scenarios: usize = rules.iter().map(|rule| rule.scenarios.len()).sum();
    let _ = writeln!(
        page,
        "{}, {}",
        count(rules.len(), "rule", "rules"),
        count(scenarios, "scenario", "scenarios")
    );
    page
}

fn write_rule(page: &mut String, catalogue: &Catalogue, rule: &Rule) -> std::fmt::Result {
    writeln!(page, "{}  {}", rule.id, rule.sentence)?;
    writeln!(page, "    source     {}", rule.source)?;
    writeln!(page, "    level      {}", rule.level.word())?;
    if let Some(reading) = &rule.reading {
        writeln!(page, "    reading    {}={}", reading.choice, reading.value)?;
    }
    writeln!(page, "    needs      {}", names(&rule.needs).join(" "))?;
    writeln!(page, "    file       {}:{}", rule.feature, rule.line)?;
    for (place, index) in rule.scenarios.iter().enumerate() {
        let label = if place == 0 { "scenarios" } else { "" };
        writeln!(
            page,
            "    {label:<9}  {}",
            catalogue.scenarios[*index].title
        )?;
    }
    writeln!(page)
}

/// The same as JSON: a list of rules, each with its scenarios.
#[must_use]
pub fn json(catalogue: &Catalogue, chosen: &BTreeSet<usize>) -> String {
    let rules: Vec<Value> = rules_of(catalogue, chosen)
        .into_iter()
        .map(|rule| rule_json(catalogue, rule))
        .collect();
    format!(
        "{:#}\n",
        json!({"schema": "recoup-rules/1", "rules": rules})
    )
}

fn rule_json(catalogue: &Catalogue, rule: &Rule) -> Value {
    let scenarios: Vec<Value> = rule
        .scenarios
        .iter()
        .map(|index| &catalogue.scenarios[*index])
        .map(|scenario| {
            json!({
                "id": &*scenario.id,
                "title": &*scenario.title,
                "level": scenario.level.word(),
                "needs": names(&scenario.needs),
                "line": scenario.line,
            })
        })
        .collect();
    json!({
        "id": rule.id,
        "sentence": rule.sentence,
        "source": rule.source,
        "explanation": rule.explanation,
        "level": rule.level.word(),
        "reading": rule.reading.as_ref().map(|reading| json!({"choice": reading.choice, "value": reading.value})),
        "needs": names(&rule.needs),
        "feature": rule.feature,
        "line": rule.line,
        "scenarios": scenarios,
    })
}

fn rules_of<'a>(catalogue: &'a Catalogue, chosen: &BTreeSet<usize>) -> Vec<&'a Rule> {
    let rules: BTreeSet<usize> = chosen
        .iter()
        .map(|index| catalogue.scenarios[*index].rule)
        .collect();
    rules
        .into_iter()
        .map(|index| &catalogue.rules[index])
        .collect()
}

fn names(needs: &[Capability]) -> Vec<&'static str> {
    needs.iter().map(|need| need.name()).collect()
}
