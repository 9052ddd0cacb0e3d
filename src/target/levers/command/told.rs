//! The last lines of a program that went wrong, as they may be told.
//!
//! They are replies to whoever pulled before, so the keys in them are those of other worlds, which the redactor of the
//! scenario that tells them does not know.

use std::collections::VecDeque;

use serde_json::Value;

use crate::shorten::brief;
use crate::target::secret::Redactor;

/// How many of the last lines are shown when a program goes wrong.
const SHOWN: usize = 5;

/// The most of a line that is shown.
const LINE: usize = 200;

/// The least of a word that may be a key.
const LEAST: usize = 8;

/// The last lines that a program gave.
#[derive(Debug, Default)]
pub(super) struct Last(VecDeque<String>);

impl Last {
    /// Keeps one more line, and forgets the first where there are enough.
    pub(super) fn keep(&mut self, line: String) {
        if self.0.len() == SHOWN {
            self.0.pop_front();
        }
        self.0.push_back(line);
    }

    /// The lines without secrets, to stand behind what went wrong.
    pub(super) fn told(&self) -> String {
        let read = |line: &String| serde_json::from_str::<Value>(line).ok();
        let lines: Vec<_> = self.0.iter().map(|line| (line, read(line))).collect();
        let mut redactor = Redactor::default();
        for value in lines.iter().filter_map(|(_, value)| value.as_ref()) {
            redactor.learn_from(value);
        }
        if redactor.is_full() {
            return String::new();
        }
        let told = lines.into_iter().map(|(line, value)| {
            // Cut only now: half a key is none that a redactor knows.
            let told = match value {
                Some(reply) if reply.get("seq").is_some() => redactor.json(reply).to_string(),
                Some(other) => worded(redactor.json(other)).to_string(),
                None => wordy(&redactor.text(line.clone())),
            };
            format!("\n{}", brief(&told, LINE))
        });
        let told: String = told.collect();
        match told.as_str() {
            "" => told,
            _ => format!("; its last lines:{told}"),
        }
    }
}

/// What a line of JSON says that is no reply: its texts may say anything, as lines that are not JSON do.
fn worded(value: Value) -> Value {
    match value {
        Value::String(text) => wordy(&text).into(),
        Value::Array(items) => items.into_iter().map(worded).collect(),
        Value::Object(members) => {
            let members = members.into_iter();
            members
                .map(|(name, it)| (wordy(&name), worded(it)))
                .collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
    }
}

/// What a line says that is not JSON, where nothing tells a key from another word: long words are told of letters only.
fn wordy(line: &str) -> String {
    if line.contains('"') {
        return "(no JSON, and quoted texts, which are not shown)".to_owned();
    }
    let words = line.split(' ').map(|word| {
        let bare = word.trim_matches(|c: char| c.is_ascii_punctuation());
        let is_plain = bare.chars().all(char::is_alphabetic);
        if is_plain || word.chars().count() < LEAST {
            word
        } else {
            "[redacted]"
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_line_tells_no_key_though_it_is_json() {
        let mut last = Last::default();
        last.keep(r#"{"level":"debug","msg":"made w_1 with sk_test_canary1"}"#.to_owned());
        last.keep(r#"["sk_test_canary2", {"sk_test_canary3": 1}]"#.to_owned());
        let told = last.told();
        assert!(!told.contains("canary"), "{told}");
        assert!(told.contains("made w_1 with [redacted]"), "{told}");
    }

    #[test]
    fn no_key_is_told_whole_or_cut_and_the_rest_is() {
        let mut last = Last::default();
        last.keep("forgotten".to_owned());
        let long = "x".repeat(LINE - 40);
        for line in [
            r#"{"seq":1,"status":200,"body":{"world":"w_1","api_key":"sk_test_canary1"}}"#,
            "debug: Authorization Bearer sk_live_canary2",
            r#"  "api_key": "sk_test_canary3","#,
            &format!(r#"{{"a":"{long}","api_key":"sk_test_canary4_canary_canary"}}"#),
            "oops, sk_test_canary1",
        ] {
            last.keep(line.to_owned());
        }
        let told = last.told();
        assert!(!told.contains("sk_"), "{told}");
        assert!(told.starts_with("; its last lines:\n"), "{told}");
        assert!(told.contains(r#""world":"w_1""#), "{told}");
        assert!(
            told.contains("debug: Authorization Bearer [redacted]"),
            "{told}"
        );
        assert!(told.ends_with("\noops, [redacted]"), "{told}");
        assert_eq!(told.lines().count(), SHOWN + 1);
    }
}
