//! JSON of a stranger, read strictly: a member that stands twice is an error, and so is more than anybody needs.
//!
//! Two readers of `{"amount": 1, "amount": 2}` may see different amounts, so an answer like that is none; and two
//! megabytes of `[{"a":0},{"a":0},…` would take a hundred in memory, where a page of a hundred events has 15,000 values.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Value};

use super::secret::Redactor;

/// The most values that an answer may hold, parts of parts included.
const MOST: usize = 50_000;

/// How much of a body that is no JSON is told, and how much of it is looked at for that.
const SHOWN: usize = 60;
const SCANNED: usize = 400;

/// Reads an answer.
///
/// # Errors
/// What is wrong, and where.
pub(super) fn read(bytes: &[u8]) -> Result<Value, String> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let left = Cell::new(MOST);
    let read = Strict(&left).deserialize(&mut reader);
    let whole = read.and_then(|value| reader.end().map(|()| value));
    whole.map_err(|error| {
        let what = if error.is_data() {
            "sound JSON"
        } else {
            "JSON"
        };
        let error = format!("the answer is not {what}: {error}");
        match beginning(bytes) {
            Some(text) if what == "JSON" => format!("{error}; it begins `{text}`"),
            Some(_) | None => error,
        }
    })
}

/// What a body begins with, in one line, if it says anything.
///
/// It ends between words: half a secret would be one that the redactor does not know.
fn beginning(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(SCANNED)]);
    let mut redactor = Redactor::default();
    redactor.learn_spelled(&text);
    let text = redactor.text(text.into_owned());
    let (mut shown, mut cut) = (String::new(), bytes.len() > SCANNED);
    for word in text.split_whitespace() {
        cut |= shown.len() + word.len() > SHOWN;
        if cut {
            break;
        }
        shown.push_str(word);
        shown.push(' ');
    }
    let ellipsis = if cut { "…" } else { "" };
    let shown = shown + ellipsis;
    let shown = shown.trim_end();
    (!shown.is_empty() && shown != "…").then(|| shown.to_owned())
}

/// A reader of one value; the cell says how many more there may be.
struct Strict<'a>(&'a Cell<usize>);

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        match self.0.get().checked_sub(1) {
            Some(left) => self.0.set(left),
            None => return Err(D::Error::custom(format!("more than {MOST} values"))),
        }
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Strict(self.0))? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            match object.entry(name) {
                Entry::Vacant(place) => {
                    place.insert(members.next_value_seed(Strict(self.0))?);
                }
                Entry::Occupied(place) => {
                    let name = place.key();
                    return Err(A::Error::custom(format!(
                        "the member {name:?} stands twice"
                    )));
                }
            }
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sound_json_is_read_as_serde_reads_it() {
        for text in [
            "null",
            "{}",
            r#"{"a": [1, -1, 1.5, 18446744073709551615, "\u00e9", true, null], "b": {"c": {}}}"#,
            "1e30",
            " [] ",
        ] {
            assert_eq!(
                read(text.as_bytes()).ok(),
                serde_json::from_str(text).ok(),
                "{text}"
            );
        }
    }

    #[test]
    fn what_can_be_read_two_ways_is_not_read() {
        for (text, why) in [
            (
                r#"{"a": {"b": 1, "b": 1}}"#,
                "not sound JSON: the member \"b\" stands twice",
            ),
            ("NaN", "not JSON"),
            ("{} {}", "not JSON"),
            ("", "not JSON"),
        ] {
            let told = read(text.as_bytes()).err().unwrap_or_default();
            assert!(told.contains(why), "{text}: {told}");
        }
    }

    #[test]
    fn depth_and_number_are_bounded() {
        let deep = "[".repeat(100_000);
        assert!(read(deep.as_bytes()).is_err_and(|why| why.contains("recursion limit")));
        let long = format!("[{}0]", "0,".repeat(MOST));
        assert!(read(long.as_bytes()).is_err_and(|why| why.contains("more than 50000 values")));
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(5, 40, 5, |inner| {
            let members = prop::collection::btree_map(any::<String>(), inner.clone(), 0..5);
            prop_oneof![
                prop::collection::vec(inner, 0..5).prop_map(Value::from),
                members.prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes);
        }

        #[test]
        fn anything_like_json_is_read_as_serde_reads_it_or_refused(text in r#"([\[\]{},: \n]|"[ab\\\\u0-9]{0,6}"|-?[0-9]{0,3}([.eE][+-]?[0-9]{0,3})?|true|null){0,30}"#) {
            let told = read(text.as_bytes());
            let serde: Result<Value, _> = serde_json::from_str(&text);
            // What it refuses beyond serde is what stands twice.
            match told {
                Ok(value) => prop_assert_eq!(Some(value), serde.ok()),
                Err(why) => prop_assert!(serde.is_err() || why.contains("stands twice"), "{}", why),
            }
        }

        #[test]
        fn any_json_is_read(value in any_json()) {
            let told = read(value.to_string().as_bytes());
            prop_assert_eq!(told.as_ref(), Ok(&value));
        }

        #[test]
        fn what_stands_twice_is_refused_wherever_it_stands(value in any_json(), name in any::<String>(), depth in 0..20_usize) {
            let name = Value::from(name);
            let twice = format!("{{{name}: {value}, {name}: {value}}}");
            let deep = "[".repeat(depth) + &twice + &"]".repeat(depth);
            prop_assert!(read(deep.as_bytes()).is_err_and(|why| why.contains("stands twice")));
        }
    }
}
