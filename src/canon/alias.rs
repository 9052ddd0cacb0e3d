//! Ids as aliases: `<po:1>` is the first payout that was spoken of.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::Value;

/// The prefixes of ids that the documents show, each the kind of its alias.
const PREFIXES: [&str; 25] = [
    "acct", "ba", "ca", "card", "ch", "debrev", "evt", "fa", "fee", "fr", "ic", "po", "py", "pyr",
    "rc", "rd", "re", "req", "tr", "trr", "trxn", "trxne", "tu", "txn", "we",
];

/// Kinds for ids of targets that use other prefixes or none, by the object that they name.
const KINDS: [(&str, &str); 17] = [
    ("account", "acct"),
    ("application_fee", "fee"),
    ("balance_transaction", "txn"),
    ("bank_account", "ba"),
    ("card", "card"),
    ("charge", "ch"),
    ("event", "evt"),
    ("fee_refund", "fr"),
    ("payout", "po"),
    ("topup", "tu"),
    ("transfer", "tr"),
    ("transfer_reversal", "trr"),
    ("treasury.debit_reversal", "debrev"),
    ("treasury.financial_account", "fa"),
    ("treasury.received_debit", "rd"),
    ("treasury.transaction", "trxn"),
    ("webhook_endpoint", "we"),
];

/// What the replies of levers call the ids of what they made, in the order in which it is made.
const ARRANGED: [(&str, &str); 8] = [
    ("account", "acct"),
    ("external_account", "ba"),
    ("financial_account", "fa"),
    ("received_debit", "rd"),
    ("payout", "po"),
    ("charge", "ch"),
    ("transfer", "tr"),
    ("application_fee", "fee"),
];

/// Nesting beyond this is nobody's API; it is neither searched nor shown.
pub(super) const DEEPEST: usize = 64;

/// The aliases of a transcript, given in order of first appearance.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    /// Ids that an object or a header said are ids, with their kinds.
    known: HashMap<String, &'static str>,
    given: HashMap<String, String>,
    counts: HashMap<&'static str, usize>,
}

impl Aliases {
    /// Learns the account of a `Stripe-Account` header.
    pub(super) fn learn_account(&mut self, id: &str) {
        self.known
            .entry(id.to_owned())
            .or_insert_with(|| prefix_of(id).unwrap_or("acct"));
    }

    /// The alias of an account that a header named, whatever it looks like.
    pub(super) fn account<'a>(&'a mut self, id: &'a str) -> Cow<'a, str> {
        match self.known.get(id).copied() {
            Some(kind) if !id.is_empty() && !id.starts_with('<') => self.alias(id, kind).into(),
            _ => self.text(id),
        }
    }

    /// Learns the ids in a lever's reply.
    pub(super) fn learn_arranged(&mut self, reply: &Value) {
        for (id, kind) in arranged(reply) {
            if !self.known.contains_key(id) {
                let kind = prefix_of(id).unwrap_or(kind);
                self.known.insert(id.to_owned(), kind);
            }
        }
    }

    /// Gives the ids in a lever's reply their aliases, so that `<ba:1>` is the first that was made, not the first that
    /// was spoken of.
    pub(super) fn arrange(&mut self, reply: &Value) {
        for (id, _) in arranged(reply) {
            if let Some(kind) = self.kind_of(id) {
                self.alias(id, kind);
            }
        }
    }

    /// Learns the id of every object in an answer, so that ids without a known prefix are known too.
    pub(super) fn learn(&mut self, value: &Value, depth: usize) {
        match value {
            _ if depth > DEEPEST => {}
            Value::Object(map) => {
                if let (Some(Value::String(object)), Some(Value::String(id))) =
                    (map.get("object"), map.get("id"))
                {
                    let by_object = || {
                        KINDS
                            .iter()
                            .find(|(name, _)| name == object)
                            .map_or("id", |(_, kind)| kind)
                    };
                    if !self.known.contains_key(id) {
                        let kind = prefix_of(id).unwrap_or_else(by_object);
                        self.known.insert(id.clone(), kind);
                    }
                }
                map.values().for_each(|inner| self.learn(inner, depth + 1));
            }
            Value::Array(items) => items.iter().for_each(|inner| self.learn(inner, depth + 1)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// The text with every id in it replaced by its alias.
    pub(super) fn text<'a>(&'a mut self, text: &'a str) -> Cow<'a, str> {
        if !may_hold_id(text) {
            return text.into();
        }
        if let Some(kind) = self.known.get(text).copied().filter(|_| is_telling(text)) {
            return self.alias(text, kind).into();
        }
        let is_word = |char: char| char.is_ascii_alphanumeric() || char == '_' || char == '-';
        let mut aliased = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(is_word) {
            let (between, after) = rest.split_at(start);
            let end = after.find(|char| !is_word(char)).unwrap_or(after.len());
            let (word, after) = after.split_at(end);
            aliased.push_str(between);
            aliased.push_str(&self.word(word));
            rest = after;
        }
        aliased.push_str(rest);
        aliased.into()
    }

    /// A word, or its alias if it is an id; a dash may be part of an id or stand between two.
    fn word<'a>(&'a mut self, word: &'a str) -> Cow<'a, str> {
        if let Some(kind) = self.kind_of(word) {
            return self.alias(word, kind).into();
        }
        if !word.contains('-') {
            return word.into();
        }
        let mut parts = Vec::new();
        for part in word.split('-') {
            parts.push(match self.kind_of(part) {
                Some(kind) => self.alias(part, kind).to_owned(),
                None => part.to_owned(),
            });
        }
        parts.join("-").into()
    }

    fn kind_of(&self, word: &str) -> Option<&'static str> {
        let known = || self.known.get(word).copied().filter(|_| is_telling(word));
        prefix_of(word).filter(|_| is_random(word)).or_else(known)
    }

    fn alias(&mut self, id: &str, kind: &'static str) -> &str {
        // Asked twice, because what is found may not be lent while something else may have to be added.
        if !self.given.contains_key(id) {
            let count = self.counts.entry(kind).or_default();
            *count += 1;
            let alias = format!("<{kind}:{count}>");
            self.given.insert(id.to_owned(), alias);
        }
        &self.given[id]
    }
}

/// The ids that a lever's reply names, each with the kind that its name tells.
fn arranged(reply: &Value) -> impl Iterator<Item = (&str, &'static str)> {
    ARRANGED
        .into_iter()
        .filter_map(|(name, kind)| Some((reply.get(name)?.as_str()?, kind)))
}

/// The known prefix of an id, if what follows could be the rest of one.
fn prefix_of(word: &str) -> Option<&'static str> {
    let (prefix, rest) = word.split_once('_')?;
    let is_id = !rest.is_empty()
        && rest
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || char == '_');
    PREFIXES.into_iter().find(|known| is_id && *known == prefix)
}

/// Whether a word with a prefix was made by a machine: `po_1Mi7` was, `card_error` and `fee_refund` were not.
fn is_random(word: &str) -> bool {
    word.split_once('_').is_some_and(|(_, rest)| {
        rest.chars()
            .any(|char| char.is_ascii_digit() || char.is_ascii_uppercase())
    })
}

/// Whether any word of a text could be an id at all; most texts are plain words.
fn may_hold_id(text: &str) -> bool {
    text.contains('_') || (text.len() >= TELLING && text.bytes().any(|byte| byte.is_ascii_digit()))
}

/// How long an id without a known prefix is at least.
const TELLING: usize = 8;

/// Whether a known id can be told from a word that means something; `1` and `paid` cannot.
fn is_telling(id: &str) -> bool {
    let is_long = id.len() >= TELLING && id.chars().any(|char| char.is_ascii_digit());
    // An alias that stands where an id did is told already.
    prefix_of(id).is_some() || (is_long && !id.starts_with('<'))
}
