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
//! into the answer; anything else is taken as it stands. `{key}` there is the key of the target. A lever without a path
//! has nothing to ask: its reply is what stands there. `only = { currency = "eur", kind = ["card", "bank_account"] }` says
//! of which requests this holds; to others the lever is missing.

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

/// What does what a lever does.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Route {
    /// What a request has to say to be served.
    pub(super) only: Map<String, Value>,
    /// What is asked of the target; nothing where the reply is known without asking.
    pub(super) ask: Option<Ask>,
    /// The reply, in which texts that begin with `/` point into the answer.
    pub(super) reply: Value,
}

/// A request to the target.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ask {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) account: Option<String>,
    pub(super) body: Body,
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

    /// The capabilities of which every lever is mapped that a target with these products needs.
    #[must_use]
    pub fn capabilities(&self, offered: &BTreeSet<Capability>) -> BTreeSet<Capability> {
        let is_needed = |lever: &Lever| {
            let product = lever.product();
            product.is_none_or(|product| offered.contains(&product))
        };
        let is_whole = |capability: &Capability| {
            let mut levers = Lever::ALL.iter().filter(|l| l.capability() == *capability);
            levers.all(|lever| self.routes.contains_key(lever) || !is_needed(lever))
        };
        let mapped = self.routes.keys().map(|lever| lever.capability());
        mapped.filter(is_whole).collect()
    }
}

fn route(lever: Lever, section: &Section<'_>) -> Result<Route, Wrong> {
    section.only(&["only", "method", "path", "account", "form", "json", "reply"])?;
    let only = only(lever, section)?;
    let reply = reply(lever, section)?;
    let ask = if section.item("path").is_some() {
        Some(ask(lever, section)?)
    } else {
        asks_nothing(section, &reply)?;
        None
    };
    Ok(Route { only, ask, reply })
}

/// Refuses a route without a path that is not just a reply.
fn asks_nothing(section: &Section<'_>, reply: &Value) -> Result<(), Wrong> {
    if section.item("reply").is_none() {
        let what = "`path` is missing; where there is nothing to ask, `reply` alone says so";
        return Err(section.wrong("path", what));
    }
    let mut asking = ["method", "account", "form", "json"].into_iter();
    if let Some(key) = asking.find(|key| section.item(key).is_some()) {
        let what = format!("`{key}` is sent nowhere without a `path`");
        return Err(section.wrong(key, what));
    }
    let mut texts = texts(reply).into_iter();
    match texts.find(|text| text.starts_with('/')) {
        None => Ok(()),
        Some(pointer) => {
            let what = format!("without a `path` there is no answer for `{pointer}` to point into");
            Err(section.wrong("reply", what))
        }
    }
}

/// What a request has to say, by names that it may say.
fn only(lever: Lever, section: &Section<'_>) -> Result<Map<String, Value>, Wrong> {
    let usual = lever.usual();
    let known: Vec<&str> = names(&usual).collect();
    let Some(Value::Object(only)) = table(section, "only")? else {
        return Ok(Map::new());
    };
    match only.keys().find(|name| !known.contains(&name.as_str())) {
        None => Ok(only),
        Some(name) => {
            let what = format!(
                "a request to `{}` says nothing called `{name}` (it says: {})",
                lever.name(),
                known.join(", ")
            );
            Err(section.wrong("only", what))
        }
    }
}

fn names(usual: &Value) -> impl Iterator<Item = &str> {
    let members = usual.as_object().into_iter().flatten();
    members.map(|(name, _)| name.as_str())
}

fn ask(lever: Lever, section: &Section<'_>) -> Result<Ask, Wrong> {
    let usual = lever.usual();
    let mut known: Vec<&str> = vec!["world"];
    known.extend(names(&usual));
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
        let value = table(section, key)?;
        let mut texts = value.iter().flat_map(texts);
        texts.try_for_each(|text| checked(key, text))?;
        Ok(value)
    };
    let body = match (filled("form")?, filled("json")?) {
        (Some(_), Some(_)) => {
            return Err(section.wrong("json", "a route takes a form or JSON, not both"));
        }
        (Some(form), None) => Body::Form(form),
        (None, Some(json)) => Body::Json(json),
        (None, None) => Body::None,
    };
    Ok(Ask {
        method: method.to_owned(),
        path: path.to_owned(),
        account: account.map(str::to_owned),
        body,
    })
}

/// Where the members of the reply are found; those that a lever must give must be there.
fn reply(lever: Lever, section: &Section<'_>) -> Result<Value, Wrong> {
    let reply = table(section, "reply")?.unwrap_or_else(|| Map::new().into());
    let texts = texts(&reply).into_iter();
    texts
        .filter(|text| !text.starts_with('/'))
        .try_for_each(|text| template::check(text, &["key", "world"]))
        .map_err(|why| section.wrong("reply", why))?;
    let mut needed = lever.reply().iter();
    match needed.find(|member| reply.get(**member).is_none()) {
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

/// The table of a key, as JSON.
fn table(section: &Section<'_>, key: &str) -> Result<Option<Value>, Wrong> {
    let Some(item) = section.item(key) else {
        return Ok(None);
    };
    let read = json(item).filter(Value::is_object);
    read.map(Some).ok_or_else(|| {
        let what = format!("`{key}` must be a table of texts, numbers, tables and lists");
        section.wrong(key, what)
    })
}

/// Every text inside a value.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(members) => members.values().flat_map(texts).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
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
        let ask = mapping.routes[&Lever::Funds].ask.as_ref();
        assert_eq!(ask.map(|ask| ask.method.as_str()), Some("POST"));
        let nothing_to_ask = Mapping::parse("m.toml", "[funds]\nreply = {}\n")?;
        assert_eq!(nothing_to_ask.routes[&Lever::Funds].ask, None);
        Ok(())
    }

    #[test]
    fn the_bank_is_mapped_whole_with_its_top_ups_where_there_are_any() -> Result<(), Wrong> {
        let payouts =
            "[bank_submit]\nreply = {}\n[bank_pay]\nreply = {}\n[bank_fail]\nreply = {}\n";
        let topups = "[topup_pay]\npath = '/t/{topup}'\n[topup_fail]\nreply = {}\n[topup_return]\nreply = {}\n";
        let offered = [BTreeSet::new(), BTreeSet::from([Capability::Topups])];
        let bank = BTreeSet::from([Capability::Bank]);
        let mapping = Mapping::parse("m.toml", payouts)?;
        assert_eq!(
            offered.each_ref().map(|it| mapping.capabilities(it)),
            [bank.clone(), BTreeSet::new()]
        );
        let mapping = Mapping::parse("m.toml", &format!("{payouts}{topups}"))?;
        assert_eq!(
            offered.each_ref().map(|it| mapping.capabilities(it)),
            [bank.clone(), bank]
        );
        let mapping = Mapping::parse("m.toml", topups)?;
        assert_eq!(mapping.capabilities(&offered[0]), BTreeSet::new());
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
            (
                "[funds]\nonly = { amuont = 1 }\nreply = {}\n",
                "m.toml:2: a request to `funds` says nothing called `amuont` (it says: account, amount,",
            ),
            ("[funds]\n", "m.toml:1: `path` is missing; where there is"),
            (
                "[funds]\nreply = {}\nform = {}\n",
                "m.toml:3: `form` is sent nowhere without a `path`",
            ),
            (
                "[balances]\nreply = { accounts = { a = '/a' } }\n",
                "m.toml:2: without a `path` there is no answer for `/a`",
            ),
            (
                "[worlds]\nreply = { world = 'w', api_key = '{kye}', account = 'a' }\n",
                "m.toml:2: nothing is called `{kye}` here; did you mean `key`?",
            ),
        ] {
            assert!(refused(text).starts_with(told), "{}", refused(text));
        }
    }
}
