//! A mapping: which routes a target already has that do what a lever does.
//!
//! ```toml
//! [funds]
//! method = "POST"                                     # the usual one
//! path = "/test/accounts/{account}/credit"
//! json = { cents = "{amount}", currency = "{currency}" }   # or form = { … }
//!
//! [accounts]
//! path = "/v1/accounts"
//! form = { country = "{country}", external_account = { object = "{external_account.kind}" } }
//! reply = { account = "/id", external_account = "/external_accounts/data/0/id" }
//! ```
//!
//! `{name}` stands for what the lever's request says; a member that is only a name keeps its type, and is left out where
//! nothing was said. `account = "{account}"` sends `Stripe-Account`. What begins with `/` in a reply is a JSON pointer
//! into the answer; anything else is taken as it stands. `{key}` there is the key of the target.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};
use toml_edit::Item;

use super::lever::Lever;
use super::template;
use crate::spec::capability::Capability;
use crate::tables::{Section, Sheet, Wrong};

/// Which route does what a lever does.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mapping {
    pub(super) routes: BTreeMap<Lever, Route>,
}

/// A route of the target.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Route {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) account: Option<String>,
    pub(super) body: Body,
    pub(super) reply: BTreeMap<String, String>,
}

/// What is sent to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Body {
    None,
    Form(Value),
    Json(Value),
}

const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// The first line that is wrong.
    pub fn parse(name: &str, text: &str) -> Result<Self, Wrong> {
        let sheet = Sheet::read(name, text)?;
        let root = sheet.root();
        root.only(&Lever::ALL.map(Lever::name))?;
        let mut routes = BTreeMap::new();
        for lever in Lever::ALL {
            if let Some(section) = root.section(lever.name())? {
                routes.insert(lever, route(lever, &section)?);
            }
        }
        Ok(Self { routes })
    }

    /// The capabilities of which every lever is mapped.
    #[must_use]
    pub fn capabilities(&self) -> BTreeSet<Capability> {
        let is_whole = |capability: &Capability| {
            let mut levers = Lever::ALL.iter().filter(|l| l.capability() == *capability);
            levers.all(|lever| self.routes.contains_key(lever))
        };
        let mapped = self.routes.keys().map(|lever| lever.capability());
        mapped.filter(is_whole).collect()
    }
}

fn route(lever: Lever, section: &Section<'_>) -> Result<Route, Wrong> {
    section.only(&["method", "path", "account", "form", "json", "reply"])?;
    let usual = lever.usual();
    let mut known: Vec<&str> = vec!["world"];
    known.extend(
        usual
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, _)| name.as_str()),
    );
    let checked = |key: &str, text: &str| {
        template::check(text, &known).map_err(|why| section.wrong(key, why))
    };
    let method = section.text("method")?.unwrap_or("POST");
    if !METHODS.contains(&method) {
        let what = format!("`{method}` is no method; there are {}", METHODS.join(", "));
        return Err(section.wrong("method", what));
    }
    let path = section.needed("path")?;
    if !path.starts_with('/') {
        return Err(section.wrong(
            "path",
            "a path begins with /; it goes below the URL of the target",
        ));
    }
    checked("path", path)?;
    let account = section.text("account")?;
    checked("account", account.unwrap_or_default())?;
    let filled = |key: &str| -> Result<Option<Value>, Wrong> {
        let Some(item) = section.item(key) else {
            return Ok(None);
        };
        let read = json(item).filter(Value::is_object);
        let value = read.ok_or_else(|| {
            section.wrong(
                key,
                format!("`{key}` must be a table of texts, numbers, tables and lists"),
            )
        })?;
        texts(&value).try_for_each(|text| checked(key, &text))?;
        Ok(Some(value))
    };
    let body = match (filled("form")?, filled("json")?) {
        (Some(_), Some(_)) => {
            return Err(section.wrong("json", "a route takes a form or JSON, not both"));
        }
        (Some(form), None) => Body::Form(form),
        (None, Some(json)) => Body::Json(json),
        (None, None) => Body::None,
    };
    Ok(Route {
        method: method.to_owned(),
        path: path.to_owned(),
        account: account.map(str::to_owned),
        body,
        reply: reply(lever, section)?,
    })
}

/// Where the members of the reply are found; those that a lever must give must be there.
fn reply(lever: Lever, section: &Section<'_>) -> Result<BTreeMap<String, String>, Wrong> {
    let mut reply = BTreeMap::new();
    if let Some(table) = section.section("reply")? {
        for member in table.keys() {
            let found = table.needed(member)?;
            if !found.starts_with('/') {
                template::check(found, &["key", "world"])
                    .map_err(|why| table.wrong(member, why))?;
            }
            reply.insert(member.to_owned(), found.to_owned());
        }
    }
    let mut needed = lever.reply().iter();
    match needed.find(|member| !reply.contains_key(**member)) {
        None => Ok(reply),
        Some(member) => {
            let what = format!(
                "the reply of `{}` needs `{member}`: reply = {{ {member} = \"/…\" }} says where in the answer it is",
                lever.name()
            );
            Err(section.wrong("reply", what))
        }
    }
}

/// Every text inside a value.
fn texts(value: &Value) -> Box<dyn Iterator<Item = String> + '_> {
    match value {
        Value::String(text) => Box::new(std::iter::once(text.clone())),
        Value::Array(items) => Box::new(items.iter().flat_map(texts)),
        Value::Object(members) => Box::new(members.values().flat_map(texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => Box::new(std::iter::empty()),
    }
}

fn json(item: &Item) -> Option<Value> {
    if let Some(table) = item.as_table_like() {
        let members = table
            .iter()
            .map(|(name, item)| Some((name.to_owned(), json(item)?)));
        return members.collect::<Option<Map<_, _>>>().map(Value::Object);
    }
    if let Some(items) = item.as_array() {
        let items = items.iter().map(|value| json(&Item::Value(value.clone())));
        return items.collect::<Option<Vec<_>>>().map(Value::Array);
    }
    let text = item.as_str().map(Value::from);
    let whole = || item.as_integer().map(Value::from);
    text.or_else(whole)
        .or_else(|| item.as_bool().map(Value::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        let mapping = Mapping::parse("m.toml", text);
        mapping
            .err()
            .map(|wrong| wrong.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn a_mapping_is_read() -> Result<(), Wrong> {
        let text = "[funds]\npath = '/f/{account}'\njson = { cents = '{amount}', of = { c = '{currency}' } }\n\
                    [accounts]\npath = '/a'\nreply = { account = '/id' }\n";
        let mapping = Mapping::parse("m.toml", text)?;
        assert_eq!(mapping.routes.len(), 2);
        assert_eq!(mapping.routes[&Lever::Funds].method, "POST");
        Ok(())
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, told) in [
            (
                "[fund]\n",
                "m.toml:1: unknown key `fund`; did you mean `funds`?",
            ),
            ("[funds]\npath = 'x'\n", "m.toml:2: a path begins with /"),
            (
                "[funds]\npath = '/x/{payout}'\n",
                "m.toml:2: nothing is called `{payout}` here",
            ),
            (
                "[funds]\npath = '/x'\nform = { a = { b = '{amont}' } }\n",
                "m.toml:3: nothing is called `{amont}` here; did you mean `amount`?",
            ),
            (
                "[funds]\npath = '/x'\nmethod = 'SEND'\n",
                "m.toml:3: `SEND` is no method",
            ),
            (
                "[accounts]\npath = '/x'\n",
                "m.toml:1: the reply of `accounts` needs `account`",
            ),
            (
                "[funds]\npath = '/x'\nform = {}\njson = {}\n",
                "m.toml:4: a route takes a form or JSON",
            ),
        ] {
            assert!(refused(text).starts_with(told), "{}", refused(text));
        }
    }
}
