//! Keys, and the one redactor that every sink is behind.

use std::fmt;

use serde_json::Value;

/// A secret key: usable in a request, never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a key.
    #[must_use]
    pub fn new(key: impl Into<String>) -> Self {
        Self(key.into())
    }

    /// The key itself, for the `Authorization` header only.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// What stands in place of a secret.
const REDACTED: &str = "[redacted]";

/// Names of members whose value is a secret whatever it is.
const SECRET_MEMBERS: [&str; 4] = ["api_key", "secret", "client_secret", "account_number"];

/// Takes secrets out of everything that is kept: bodies, answers, causes of errors.
#[derive(Clone, Debug, Default)]
pub struct Redactor {
    secrets: Vec<Secret>,
}

impl Redactor {
    /// A redactor that knows these secrets.
    #[must_use]
    pub fn new(secrets: impl IntoIterator<Item = Secret>) -> Self {
        Self {
            secrets: secrets
                .into_iter()
                .filter(|secret| !secret.reveal().is_empty())
                .collect(),
        }
    }

    /// Learns one more secret.
    pub fn learn(&mut self, secret: Secret) {
        if !secret.reveal().is_empty() && !self.secrets.contains(&secret) {
            self.secrets.push(secret);
        }
    }

    /// Takes secrets out of a text.
    #[must_use]
    pub fn text(&self, mut text: String) -> String {
        for secret in &self.secrets {
            if text.contains(secret.reveal()) {
                text = text.replace(secret.reveal(), REDACTED);
            }
        }
        text
    }

    /// Whether there is any secret in a JSON value to be taken out; hardly any has one.
    #[must_use]
    pub fn finds_in(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.knows(text),
            Value::Array(items) => items.iter().any(|item| self.finds_in(item)),
            Value::Object(members) => members.iter().any(|(name, value)| {
                is_secret(name, value) || self.knows(name) || self.finds_in(value)
            }),
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }

    fn knows(&self, text: &str) -> bool {
        let mut secrets = self.secrets.iter();
        secrets.any(|secret| text.contains(secret.reveal()))
    }

    /// Takes secrets out of a JSON value, by what they are and by the names that always hold one.
    #[must_use]
    pub fn json(&self, value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.text(text)),
            Value::Array(items) => items.into_iter().map(|item| self.json(item)).collect(),
            Value::Object(members) => members
                .into_iter()
                .map(|(name, value)| {
                    let value = if is_secret(&name, &value) {
                        REDACTED.into()
                    } else {
                        self.json(value)
                    };
                    (self.text(name), value)
                })
                .collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) => value,
        }
    }
}

fn is_secret(name: &str, value: &Value) -> bool {
    !value.is_null() && SECRET_MEMBERS.contains(&name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_key_is_taken_out_wherever_it_stands() {
        let redactor = Redactor::new([Secret::new("sk_test_canary")]);
        let value = json!({"a": ["x sk_test_canary y"], "sk_test_canary": 1, "secret": "whsec_1"});
        for (name, member) in value.as_object().into_iter().flatten() {
            assert!(redactor.finds_in(&json!({ name: member })), "{name}");
        }
        let value = redactor.json(value);
        assert!(!redactor.finds_in(&json!({"a": "x", "secret": null})));
        assert_eq!(
            value,
            json!({"a": ["x [redacted] y"], "[redacted]": 1, "secret": "[redacted]"})
        );
        assert_eq!(
            format!("{redactor:?}"),
            "Redactor { secrets: [[redacted]] }"
        );
    }

    #[test]
    fn a_member_that_holds_a_secret_is_taken_out_whatever_its_type() {
        let value = json!({"api_key": ["sk_1"], "secret": {"a": 1}, "client_secret": null});
        assert_eq!(
            Redactor::default().json(value),
            json!({"api_key": "[redacted]", "secret": "[redacted]", "client_secret": null})
        );
    }

    #[test]
    fn an_empty_key_redacts_nothing() {
        assert_eq!(
            Redactor::new([Secret::new("")]).text("abc".to_owned()),
            "abc"
        );
    }
}
