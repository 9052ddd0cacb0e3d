//! The values in tables: what a cell says, and whether an answer shows it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::naming::{TIMES, dangling, missing_id};
use super::notation::{Money, Owner, Span};
use super::object::Object;
use super::trouble::Stop;
use super::world::World;
use crate::count::count;
use crate::shorten;

/// What a cell of a `field | value` table says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// `absent`: not there.
    Absent,
    /// `null`: there, and null.
    Null,
    /// `set`: there, and not null.
    Set,
    /// `another`: set, and not what the original payout shows.
    Another,
    /// `an id`: a text that says something.
    AnId,
    /// `[]`: an empty list.
    NoItems,
    /// `{}` or `{order_id: 6735}`: exactly this map of texts.
    Map(BTreeMap<String, String>),
    /// `50 keys`: a map of so many.
    Keys(usize),
    /// `true` or `false`.
    Bool(bool),
    /// `-11.00 USD`: minor units, in that currency.
    Money(Money),
    /// The id of something in the scenario: the cell's words and the id.
    Id(String, String),
    /// Anything else, as it is on the wire.
    Word(String),
}

/// How much of an answer is quoted in a message.
const QUOTED: usize = 200;

impl Cell {
    /// What a value must be, in words.
    #[must_use]
    pub fn expected(&self) -> String {
        match self {
            Self::Absent => "absent".to_owned(),
            Self::Null => "null".to_owned(),
            Self::Set => "set (not null)".to_owned(),
            Self::Another => "set, and another than the original payout's".to_owned(),
            Self::AnId => "an id (a text)".to_owned(),
            Self::NoItems => "[]".to_owned(),
            Self::Map(map) => serde_json::json!(map).to_string(),
            Self::Keys(keys) => format!("a map of {}", count(*keys, "key", "keys")),
            Self::Bool(value) => value.to_string(),
            Self::Money(money) => format!("{} ({money})", money.minor),
            Self::Id(words, id) => format!("\"{id}\" ({words})"),
            Self::Word(word) => format!("\"{word}\""),
        }
    }

    /// Whether a value is what the cell says; `original` is the same member of the original payout.
    #[must_use]
    pub fn holds(&self, value: Option<&Value>, original: Option<&Value>) -> bool {
        let Some(value) = value else {
            return *self == Self::Absent;
        };
        match self {
            Self::Absent => false,
            Self::Null => value.is_null(),
            Self::Set => !value.is_null(),
            Self::Another => !value.is_null() && Some(value) != original,
            Self::AnId => value.as_str().is_some_and(|id| !id.is_empty()),
            Self::NoItems => value.as_array().is_some_and(Vec::is_empty),
            Self::Map(map) => *value == serde_json::json!(map),
            Self::Keys(count) => value.as_object().is_some_and(|map| map.len() == *count),
            Self::Bool(expected) => value.as_bool() == Some(*expected),
            Self::Money(money) => value.as_i64() == Some(money.minor),
            Self::Id(_, id) => value.as_str().or_else(|| value["id"].as_str()) == Some(id),
            Self::Word(word) => match value {
                Value::String(text) => text == word,
                Value::Number(number) => number.to_string() == *word,
                Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => false,
            },
        }
    }
}

/// The member that a dotted path leads to; items of lists are counted from 0.
#[must_use]
pub fn member<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(value, |value, name| match value {
        Value::Array(items) => items.get(name.parse::<usize>().ok()?),
        other => other.get(name),
    })
}

/// A member of what is null itself is null where that is what is due: `request.id` of an event without a request.
fn of_nothing<'a>(value: &'a Value, path: &str, due: &Cell) -> Option<&'a Value> {
    let (above, _) = path.rsplit_once('.')?;
    member(value, above).filter(|above| above.is_null() && *due == Cell::Null)
}

/// A value, short enough for a message.
#[must_use]
pub fn quoted(value: Option<&Value>) -> String {
    let text = value.map_or_else(|| "absent".to_owned(), Value::to_string);
    brief(&text).into_owned()
}

/// The beginning of a text, short enough for a message.
#[must_use]
pub fn brief(text: &str) -> Cow<'_, str> {
    shorten::brief(text, QUOTED)
}

/// `22 characters`: a text of so many.
#[must_use]
pub fn characters(text: &str) -> Option<String> {
    let count = text.strip_suffix(" characters")?;
    count.parse().ok().map(|count| "x".repeat(count))
}

/// `51 keys`: how many.
#[must_use]
pub fn keys(text: &str) -> Option<usize> {
    let count = text.strip_suffix(" keys").or(text.strip_suffix(" key"))?;
    count.parse().ok()
}

fn parse_map(text: &str) -> Option<BTreeMap<String, String>> {
    let inner = text.strip_prefix('{')?.strip_suffix('}')?.trim();
    if inner.is_empty() {
        return Some(BTreeMap::new());
    }
    inner
        .split(", ")
        .map(|pair| {
            let (key, value) = pair.split_once(": ")?;
            Some((key.to_owned(), value.to_owned()))
        })
        .collect()
}

impl World {
    /// What a cell says, with the ids that its words refer to.
    ///
    /// # Errors
    /// When it refers to something that the scenario does not have.
    pub async fn cell(&mut self, text: &str) -> Result<Cell, Stop> {
        if let Some(id) = self.referred_id(text).await? {
            return Ok(Cell::Id(text.to_owned(), id));
        }
        if let Some(time) = self.time_ago(text).await? {
            return Ok(Cell::Word(time.to_string()));
        }
        if let Some((_, own)) = self.marked_key.iter().find(|(said, _)| said == text) {
            return Ok(Cell::Word(own.clone()));
        }
        if let Some(long) = characters(text) {
            return Ok(Cell::Word(long));
        }
        if text == "the request" {
            return self.request_id().map(|id| Cell::Id(text.to_owned(), id));
        }
        self.refers(text)?;
        Ok(match text {
            "absent" => Cell::Absent,
            "null" => Cell::Null,
            "set" => Cell::Set,
            "another" => Cell::Another,
            "an id" => Cell::AnId,
            "[]" => Cell::NoItems,
            "true" => Cell::Bool(true),
            "false" => Cell::Bool(false),
            _ => match (keys(text), parse_map(text), text.parse()) {
                (Some(count), ..) => Cell::Keys(count),
                (None, Some(map), _) => Cell::Map(map),
                (None, None, Ok(money)) => Cell::Money(money),
                (None, None, Err(_)) => Cell::Word(text.to_owned()),
            },
        })
    }

    /// A cell of a table of parameters, as it goes on the wire.
    ///
    /// # Errors
    /// When it refers to something that the scenario does not have.
    pub async fn parameter(&mut self, text: &str) -> Result<String, Stop> {
        if let Some(id) = self.referred_id(text).await? {
            return Ok(id);
        }
        if let Some(time) = self.time_ago(text).await? {
            return Ok(time.to_string());
        }
        if let Some(id) = self.in_series(text)? {
            return Ok(id);
        }
        if let Some(long) = characters(text) {
            return Ok(long);
        }
        if let Some(id) = missing_id(text) {
            return Ok(id.to_owned());
        }
        self.refers(text)?;
        match text {
            "nothing" => return Ok(String::new()),
            "the inbox" => return self.inbox_url().await,
            _ => {}
        }
        for (words, member) in TIMES {
            if let Some(money) = text
                .strip_prefix(words)
                .and_then(|money| money.parse::<Money>().ok())
            {
                return match self.listed_member(&money, member).and_then(Value::as_i64) {
                    Some(time) => Ok(time.to_string()),
                    None => {
                        Err(self.untestable(format!("no payout of {money} shows its {member}")))
                    }
                };
            }
        }
        Ok(text
            .parse::<Money>()
            .map_or_else(|_| text.to_owned(), |money| money.minor.to_string()))
    }

    /// Sees to it that a cell which is written like a reference is one.
    fn refers(&mut self, text: &str) -> Result<(), Stop> {
        dangling(text).map_or(Ok(()), |why| Err(self.fault(why)))
    }

    /// What the answer to the act says is the id of its request.
    fn request_id(&mut self) -> Result<String, Stop> {
        let exchange = self.answer()?.exchange;
        match self.transcript()[exchange].request_id.clone() {
            Some(id) => Ok(id),
            None => Err(self.broken(
                "the answer has a Request-Id",
                "none".to_owned(),
                Some(exchange),
            )),
        }
    }

    /// The world's time so long ago: `36 hours ago`.
    async fn time_ago(&mut self, text: &str) -> Result<Option<i64>, Stop> {
        let span = text
            .strip_suffix(" ago")
            .and_then(|span| span.parse::<Span>().ok());
        match span {
            Some(span) => Ok(Some(self.now().await?.saturating_sub(span.seconds))),
            None => Ok(None),
        }
    }

    async fn referred_id(&mut self, text: &str) -> Result<Option<String>, Stop> {
        if let Ok(object) = text.parse::<Object>() {
            if let Object::Balance(_) = object {
                return Ok(None);
            }
            return self.object_id(&object).await.map(Some);
        }
        let named = text
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        match named {
            Some(name) => self
                .account_id(&Owner::Connected(name.to_owned()))
                .await
                .map(Some),
            None => Ok(None),
        }
    }

    /// Checks a table of members against a value.
    ///
    /// # Errors
    /// When a member is not what its cell says.
    pub async fn check_members(
        &mut self,
        rows: &[(String, String)],
        value: &Value,
        original: Option<&Value>,
        exchange: usize,
    ) -> Result<(), Stop> {
        for (path, text) in rows {
            let cell = self.cell(text).await?;
            let found = member(value, path).or_else(|| of_nothing(value, path, &cell));
            let holds = cell.holds(found, original.and_then(|original| member(original, path)));
            self.check(holds, Some(exchange), || {
                (
                    format!("{path} is {}", cell.expected()),
                    format!("{path} is {}", quoted(found)),
                )
            })?;
            let (Cell::Money(money), Some(currency)) = (&cell, value.get("currency")) else {
                continue;
            };
            self.check(
                currency.as_str() == Some(&money.currency),
                Some(exchange),
                || {
                    (
                        format!("currency is \"{}\"", money.currency),
                        format!("currency is {currency}"),
                    )
                },
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn absent_is_not_null() {
        assert!(Cell::Null.holds(Some(&Value::Null), None));
        assert!(!Cell::Null.holds(None, None));
        assert!(!Cell::Set.holds(None, None));
    }

    #[test]
    fn money_is_an_integer() {
        let money = Cell::Money(Money {
            minor: -1100,
            currency: "usd".to_owned(),
        });
        assert!(money.holds(Some(&json!(-1100)), None));
        for wrong in [json!(-1100.0), json!("-1100"), json!(1100), Value::Null] {
            assert!(!money.holds(Some(&wrong), None), "{wrong}");
        }
    }

    #[test]
    fn long_texts_and_many_keys_are_told_by_their_number() {
        assert_eq!(characters("3 characters").as_deref(), Some("xxx"));
        assert_eq!(characters("some characters"), None);
        assert!(Cell::Keys(2).holds(Some(&json!({"a": "1", "b": "2"})), None));
        assert!(!Cell::Keys(2).holds(Some(&json!({"a": "1"})), None));
    }

    #[test]
    fn an_id_is_a_text_and_no_object() {
        assert!(Cell::AnId.holds(Some(&json!("txn_1")), None));
        for wrong in [json!(""), json!({"id": "txn_1"}), Value::Null] {
            assert!(!Cell::AnId.holds(Some(&wrong), None), "{wrong}");
        }
    }

    #[test]
    fn a_map_is_exact() {
        assert_eq!(parse_map("{}"), Some(BTreeMap::new()));
        let map = parse_map("{order_id: 6735, ref: x}").map_or(Cell::Null, Cell::Map);
        assert!(map.holds(Some(&json!({"ref": "x", "order_id": "6735"})), None));
        assert!(!map.holds(
            Some(&json!({"ref": "x", "order_id": "6735", "more": ""})),
            None
        ));
    }
}
