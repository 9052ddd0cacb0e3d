//! The rules themselves, for people and for programs.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::lines::Lines;
use crate::count::count;
use crate::spec::{Capability, Catalogue, Rule};

/// The rules behind these scenarios: id and sentence, then source, level, needs and scenarios below; wrapped where there
/// is a width.
#[must_use]
pub fn text(catalogue: &Catalogue, chosen: &BTreeSet<usize>, width: Option<usize>) -> String {
    let mut lines = Lines::of(width);
    let rules = rules_of(catalogue, chosen);
    for rule in &rules {
        add_rule(&mut lines, catalogue, rule);
    }
    let scenarios: usize = rules.iter().map(|rule| rule.scenarios.len()).sum();
    let rules = count(rules.len(), "rule", "rules");
    let scenarios = count(scenarios, "scenario", "scenarios");
    lines.add("", &format!("{rules}, {scenarios}"));
    lines.finish()
}

fn add_rule(lines: &mut Lines, catalogue: &Catalogue, rule: &Rule) {
    lines.add(&format!("{}  ", rule.id), &rule.sentence);
    let mut row = |label: &str, text: &str| lines.add(&format!("    {label:<9}  "), text);
    row("source", &rule.source);
    row("level", rule.level.word());
    if let Some(reading) = &rule.reading {
        row("reading", &format!("{}={}", reading.choice, reading.value));
    }
    row("needs", &names(&rule.needs).join(" "));
    row("file", &format!("{}:{}", rule.feature, rule.line));
    for (place, index) in rule.scenarios.iter().enumerate() {
        let label = if place == 0 { "scenarios" } else { "" };
        row(label, &catalogue.scenarios[*index].title);
    }
    lines.gap();
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
