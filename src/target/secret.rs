//! Keys, and the one redactor that every sink is behind.

mod forms;

use std::fmt;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use reqwest::header::HeaderValue;
use serde_json::Value;

use forms::Forms;

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

    /// Whether a header can carry it; one with a line end, for instance, cannot be sent.
    #[must_use]
    pub fn can_be_sent(&self) -> bool {
        HeaderValue::from_str(&self.0).is_ok()
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

/// The least of a text that is learned as a secret from its name alone: a target may call anything a secret.
const LEAST: usize = 8;

/// The most secrets that are learned from their names: each costs something wherever something is told.
pub const MOST_NAMED: usize = 256;

/// What stands in place of an answer that may hold secrets which nobody has learned.
pub const NOT_SHOWN: &str = "(not shown: more is called a secret than can be looked for)";

/// Takes secrets out of everything that is kept: bodies, answers, causes of errors.
#[derive(Clone, Default)]
pub struct Redactor {
    secrets: Vec<Secret>,
    forms: Forms,
    /// How many of them were learned from their names.
    named: usize,
    /// Whether there were more of those.
    is_full: bool,
}

impl fmt::Debug for Redactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let secrets = &self.secrets;
        f.debug_struct("Redactor")
            .field("secrets", secrets)
            .finish_non_exhaustive()
    }
}

impl Redactor {
    /// A redactor that knows these secrets.
    #[must_use]
    pub fn new(secrets: impl IntoIterator<Item = Secret>) -> Self {
        let mut redactor = Self::default();
        secrets
            .into_iter()
            .for_each(|secret| redactor.learn(secret));
        redactor
    }

    /// Learns one more secret.
    pub fn learn(&mut self, secret: Secret) {
        if !secret.reveal().is_empty() && !self.secrets.contains(&secret) {
            self.forms.add(secret.reveal());
            self.secrets.push(secret);
        }
    }

    /// Whether more was called a secret than can be learned. What is said then may hold a secret that is not known.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.is_full
    }

    /// Learns what an answer calls a secret; gives whether there may be any in it. One that is a text was no JSON.
    pub fn learn_of(&mut self, answer: &Value) -> bool {
        match answer {
            Value::String(text) => {
                self.learn_spelled(text);
                true
            }
            read => self.learn_from(read),
        }
    }

    /// Learns what a text calls a secret that is spelled as JSON and cannot be read as such, however short it is: a
    /// comma too many hides no key.
    pub fn learn_spelled(&mut self, text: &str) {
        for name in SECRET_MEMBERS.map(|name| format!("\"{name}\"")) {
            for (at, _) in text.match_indices(&name) {
                if self.is_full {
                    return;
                }
                if let Some(raw) = spelled(&text[at + name.len()..]) {
                    // One that was cut in an escape is looked for as it stands.
                    let said = serde_json::from_str::<String>(&format!("\"{raw}\""));
                    self.learn_counted(said.as_deref().unwrap_or(raw));
                }
            }
        }
    }

    fn learn_named(&mut self, text: &str) {
        if text.len() >= LEAST {
            self.learn_counted(text);
        }
    }

    fn learn_counted(&mut self, text: &str) {
        let is_known = self.secrets.iter().any(|known| known.reveal() == text);
        if text.is_empty() || is_known {
            return;
        }
        if self.named == MOST_NAMED {
            self.is_full = true;
            return;
        }
        self.named += 1;
        self.learn(Secret::new(text));
    }

    /// Whether the text of a JSON value shows that [`learn_from`](Self::learn_from) would find nothing in it.
    #[must_use]
    pub fn rules_out(&self, json: &[u8]) -> bool {
        static NAMES: LazyLock<Vec<Finder<'static>>> = LazyLock::new(|| {
            // Where another name is in it, that one finds it.
            let is_in = |other: &str, name: &str| other != name && name.contains(other);
            let is_told = |name: &&str| SECRET_MEMBERS.iter().any(|other| is_in(other, name));
            let names = SECRET_MEMBERS.into_iter().filter(|name| !is_told(name));
            names.map(Finder::new).collect()
        });
        !self.is_full
            && self.forms.rule_out(json)
            && !NAMES.iter().any(|name| name.find(json).is_some())
    }

    /// Learns what a JSON value calls a secret, because it may be said again elsewhere; gives whether there is any secret
    /// in the value to be taken out, as hardly any has one.
    pub fn learn_from(&mut self, value: &Value) -> bool {
        if self.is_full {
            return true;
        }
        let mut finds = false;
        match value {
            Value::String(text) => finds = self.forms.are_in(text),
            Value::Array(items) => items.iter().for_each(|item| finds |= self.learn_from(item)),
            Value::Object(members) => {
                for (name, value) in members {
                    match value {
                        Value::String(text) if is_secret(name, value) => {
                            finds = true;
                            self.learn_named(text);
                        }
                        other => {
                            finds |= is_secret(name, other) | self.forms.are_in(name);
                            finds |= self.learn_from(other);
                        }
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
        finds
    }

    /// Takes secrets out of a text.
    #[must_use]
    pub fn text(&self, text: String) -> String {
        self.forms.replace(text, REDACTED)
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

/// The text that stands behind a member's name, up to its end or that of all.
fn spelled(text: &str) -> Option<&str> {
    let text = text.trim_start().strip_prefix(':')?.trim_start();
    let text = text.strip_prefix('"')?;
    let mut is_escaped = false;
    let end = text.bytes().position(|byte| {
        let ends = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        ends
    });
    Some(&text[..end.unwrap_or(text.len())])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_key_is_taken_out_wherever_it_stands() {
        let mut redactor = Redactor::new([Secret::new("sk_test_canary")]);
        let value = json!({"a": ["x sk_test_canary y"], "sk_test_canary": 1, "secret": "whsec_1"});
        for (name, member) in value.as_object().into_iter().flatten() {
            assert!(
                redactor.clone().learn_from(&json!({ name: member })),
                "{name}"
            );
        }
        let value = redactor.json(value);
        assert!(!redactor.learn_from(&json!({"a": "x", "secret": null})));
        assert_eq!(
            value,
            json!({"a": ["x [redacted] y"], "[redacted]": 1, "secret": "[redacted]"})
        );
        assert_eq!(
            format!("{redactor:?}"),
            "Redactor { secrets: [[redacted]], .. }"
        );
    }

    #[test]
    fn what_a_text_rules_out_is_not_in_the_value() {
        let redactor = Redactor::new(["sk_test_canary", "sk \"caña/+ry\""].map(Secret::new));
        let texts = [
            "x",
            "sk_test_canary",
            "c2tfdGVzdF9jYW5hcnk=",
            "sk \"caña/+ry\"",
            "é",
        ];
        let names = ["a", "secret", "client_secret", "api_key", "account_number"];
        for (text, name) in texts
            .iter()
            .flat_map(|text| names.map(|name| (*text, name)))
        {
            for value in [
                json!({ name: text }),
                json!([{ name: null }, text]),
                json!({ text: name }),
            ] {
                let plain = value.to_string();
                let escaped = plain.replace('s', "\\u0073");
                for said in [plain, escaped] {
                    let rules_out = redactor.rules_out(said.as_bytes());
                    let finds = redactor.clone().learn_from(&value);
                    assert!(!(rules_out && finds), "{said}");
                }
            }
        }
        assert!(redactor.rules_out(br#"{"id": "po_1", "object": "payout", "amount": 1100}"#));
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
    fn a_key_is_taken_out_in_whatever_form_it_stands() {
        let redactor = Redactor::new([Secret::new("sk \"caña/+ry\"")]);
        for text in [
            r#"sk "caña/+ry""#,
            r#"{"a": "sk \"caña/+ry\""}"#,
            r#"{"a": "sk \"caña\/+ry\""}"#,
            r#"{"a": "sk \"ca\u00f1a/+ry\""}"#,
            "a=sk+%22ca%C3%B1a%2F%2Bry%22&b",
            "a=sk+%22ca%c3%b1a%2f%2bry%22&b",
            "/v1/sk%20%22ca%C3%B1a%2F%2Bry%22/b",
            "Basic c2sgImNhw7FhLytyeSI6",
            "Basic c2sgImNhw7FhLytyeSI=",
            "Basic c2sgImNhw7FhLytyeSI6cGFzc3dvcmQ=",
            "it begins with sk \"caña…",
            "path is \"sk \"caña/+…\", and sk…",
        ] {
            let said = json!({"a": text}).to_string();
            let finds = redactor.clone().learn_from(&json!({"a": text}));
            assert!(!(finds && redactor.rules_out(said.as_bytes())), "{text}");
            let told = redactor.text(text.to_owned());
            let rest = told.replace(REDACTED, "");
            let left = ["ca", "Nh", "%22", "cGFz"]
                .iter()
                .find(|part| rest.contains(**part));
            assert!(told.contains(REDACTED), "{text}: {told}");
            assert!(left.is_none() || rest.contains("cGFz"), "{text}: {told}");
        }
    }

    #[test]
    fn one_key_that_begins_another_leaves_nothing_of_it() {
        let keys = ["sk_test_1", "sk_test_12"].map(Secret::new);
        let told = Redactor::new(keys).text("sk_test_12 and sk_test_1".to_owned());
        assert_eq!(told, "[redacted] and [redacted]");
    }

    #[test]
    fn what_is_called_a_secret_is_one_wherever_it_is_said() {
        let mut redactor = Redactor::default();
        redactor.learn_from(&json!({"data": [{"secret": "whsec_canary", "client_secret": "a"}]}));
        let told = redactor.text("a whsec_canary".to_owned());
        assert_eq!(told, "a [redacted]");
    }

    #[test]
    fn no_more_is_learned_than_can_be_looked_for_and_that_is_said() {
        let mut redactor = Redactor::new([Secret::new("sk_test_canary")]);
        let named = |n: usize| json!({"secret": format!("whsec_{n:04}")});
        let all: Vec<_> = (0..MOST_NAMED).map(named).collect();
        redactor.learn_from(&all.clone().into());
        redactor.learn_from(&all.into());
        assert!(!redactor.is_full());
        assert!(redactor.learn_from(&named(MOST_NAMED)));
        assert!(redactor.is_full());
        let told = redactor.text("sk_test_canary whsec_0000".to_owned());
        assert_eq!(told, "[redacted] [redacted]");
    }

    #[test]
    fn what_is_spelled_as_json_is_a_secret_though_it_cannot_be_read() {
        for (text, told) in [
            (
                r#"{"api_key":"sk_1","a":"sk_1",}"#,
                r#"{"api_key":"[redacted]","a":"[redacted]",}"#,
            ),
            ("{\"secret\" :\n \"a \\\" b", "{\"secret\" :\n \"[redacted]"),
            (
                r#"{"secret":"sk\/1","a":"sk/1","#,
                r#"{"secret":"[redacted]","a":"[redacted]","#,
            ),
            (r#"{"secret":"12\u00"#, r#"{"secret":"[redacted]"#),
            (
                r#"{"secret":"","client_secret":7,"secret""#,
                r#"{"secret":"","client_secret":7,"secret""#,
            ),
        ] {
            let mut redactor = Redactor::default();
            redactor.learn_spelled(text);
            assert_eq!(redactor.text(text.to_owned()), told);
        }
        let all = (0..=MOST_NAMED).map(|n| format!("\"secret\":\"{n}\","));
        let mut redactor = Redactor::default();
        redactor.learn_spelled(&all.collect::<String>());
        assert!(redactor.is_full());
    }

    #[test]
    fn what_stands_in_place_of_a_secret_is_not_looked_through_for_others() {
        let secrets = REDACTED.chars().map(|char| Secret::new(char.to_string()));
        let redactor = Redactor::new(secrets);
        assert_eq!(redactor.text("e%+\\".to_owned()), "[redacted]%+\\");
    }

    #[test]
    fn an_empty_key_redacts_nothing() {
        assert_eq!(
            Redactor::new([Secret::new("")]).text("abc".to_owned()),
            "abc"
        );
    }
}
