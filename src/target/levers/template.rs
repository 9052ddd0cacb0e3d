//! Templates of a mapping: values in which `{name}` stands for what a lever's request says.

use serde_json::{Map, Value};

use crate::nearest::suggestion;

/// The names between braces in a text.
pub(super) fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('}')?.0))
}

/// Refuses a name that nothing stands behind.
///
/// # Errors
/// The name, with the nearest that there is.
pub(super) fn check(text: &str, known: &[&str]) -> Result<(), String> {
    match names(text).find(|name| !known.contains(name)) {
        None => Ok(()),
        Some(name) => {
            let near = suggestion(name, known.iter().copied());
            let near = if near.is_empty() {
                format!(" (there are: {})", known.join(", "))
            } else {
                near
            };
            Err(format!("nothing is called `{{{name}}}` here{near}"))
        }
    }
}

/// A text with every name replaced; `null` is nothing.
pub(super) fn text(template: &str, said: &Map<String, Value>) -> String {
    let mut parts = template.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let Some((name, rest)) = part.split_once('}') else {
            text.push('{');
            text.push_str(part);
            continue;
        };
        match said.get(name).unwrap_or(&Value::Null) {
            Value::Null => {}
            Value::String(value) => text.push_str(value),
            other => text.push_str(&other.to_string()),
        }
        text.push_str(rest);
    }
    text
}

/// A value with every name replaced: a text that is only a name becomes what it stands for, and what is null is left out.
pub(super) fn value(template: &Value, said: &Map<String, Value>) -> Value {
    match template {
        Value::String(whole) => match whole
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        {
            Some(name) if !name.contains(['{', '}']) => said.get(name).cloned().unwrap_or_default(),
            _ => text(whole, said).into(),
        },
        Value::Array(items) => items
            .iter()
            .map(|item| value(item, said))
            .filter(|item| !item.is_null())
            .collect(),
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(name, member)| (name.clone(), value(member, said)));
            Value::Object(members.filter(|(_, member)| !member.is_null()).collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => template.clone(),
    }
}

/// A reply: texts that begin with `/` point into the answer, all others have their names replaced.
///
/// # Errors
/// The first pointer behind which there is nothing.
pub(super) fn reply(
    template: &Value,
    answer: &Value,
    said: &Map<String, Value>,
) -> Result<Value, String> {
    match template {
        Value::String(pointer) if pointer.starts_with('/') => {
            let found = answer.pointer(pointer).filter(|found| !found.is_null());
            found.cloned().ok_or_else(|| pointer.clone())
        }
        Value::String(constant) => Ok(text(constant, said).into()),
        Value::Array(items) => items.iter().map(|item| reply(item, answer, said)).collect(),
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(name, member)| Ok((name.clone(), reply(member, answer, said)?)));
            members.collect::<Result<Map<_, _>, _>>().map(Value::Object)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(template.clone()),
    }
}

/// A value as a form: members of members as `a[b]`, items of lists as `a[0]`.
pub(super) fn form(value: &Value) -> Vec<(String, String)> {
    let mut form = Vec::new();
    for (name, member) in value.as_object().into_iter().flatten() {
        fields(name, member, &mut form);
    }
    form
}

fn fields(name: &str, value: &Value, form: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::String(text) => form.push((name.to_owned(), text.clone())),
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                fields(&format!("{name}[{place}]"), item, form);
            }
        }
        Value::Object(members) => {
            for (member, value) in members {
                fields(&format!("{name}[{member}]"), value, form);
            }
        }
        Value::Bool(_) | Value::Number(_) => form.push((name.to_owned(), value.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_are_replaced_by_what_they_stand_for() {
        let said = json!({"amount": 5, "account": "acct_1", "fee": null});
        let said = said.as_object().cloned().unwrap_or_default();
        let template = json!({"a": "{amount}", "b": "x-{amount}-{account}", "c": "{fee}", "d": {"e": ["{account}", 1]}});
        let filled = value(&template, &said);
        assert_eq!(
            filled,
            json!({"a": 5, "b": "x-5-acct_1", "d": {"e": ["acct_1", 1]}})
        );
        let fields: Vec<String> = form(&filled)
            .into_iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        assert_eq!(
            fields,
            ["a=5", "b=x-5-acct_1", "d[e][0]=acct_1", "d[e][1]=1"]
        );
    }

    #[test]
    fn a_reply_is_gathered_from_the_answer() {
        let said = json!({"world": "w_1"});
        let said = said.as_object().cloned().unwrap_or_default();
        let answer = json!({"available": {"amount": 2000}, "note": null});
        let template =
            json!({"a": {"eur": {"available": "/available/amount", "pending": 0}}, "w": "{world}"});
        let gathered = json!({"a": {"eur": {"available": 2000, "pending": 0}}, "w": "w_1"});
        assert_eq!(reply(&template, &answer, &said), Ok(gathered));
        for absent in ["/note", "/available/amounts"] {
            assert_eq!(
                reply(&json!([absent]), &answer, &said),
                Err(absent.to_owned())
            );
        }
    }

    #[test]
    fn a_name_that_is_none_is_told_the_nearest() {
        assert_eq!(check("/v1/{amount}/x", &["amount"]), Ok(()));
        let wrong = check("{amont}", &["amount", "currency"]);
        assert_eq!(
            wrong,
            Err("nothing is called `{amont}` here; did you mean `amount`?".to_owned())
        );
    }
}
