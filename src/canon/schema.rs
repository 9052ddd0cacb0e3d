//! The documented objects as JSON Schemas, made from their tables.
//!
//! What a table promises of every object stands in them: members, kinds, closed words, and what may be `null`. Members
//! that no document names are allowed. What is promised of some objects only (`where_due`) no schema can say, and snapshots
//! do; that `11.0` is no amount and a time is not in milliseconds, JSON Schema cannot say at all.

use serde_json::{Map, Value, json};

use super::documented::{ANSWER, Inside, Member, Presence, is_deletable, table_named};
use super::kind::{Kind, Names};
use super::objects::{ANSWER_OF_ERROR, OBJECTS};

/// The dialect of the schemas.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The latest time that is taken for one in seconds; in milliseconds it would be early in 1973.
pub(super) const LATEST: i64 = 99_999_999_999;

/// What any object is called among the definitions.
const ANY: &str = "object";

/// What an answer that is an error is called among the definitions.
const ERROR: &str = "error";

/// The names of the documented objects; `error` is an answer that is one.
pub fn names() -> impl Iterator<Item = &'static str> {
    OBJECTS.iter().map(|(name, _)| *name).chain([ERROR])
}

/// The schema of one documented object, or of any answer where none is named.
///
/// None when no document describes an object of that name.
#[must_use]
pub fn schema(object: Option<&str>) -> Option<Value> {
    let root = match object {
        Some(name) => names().find(|known| *known == name)?,
        None => ANSWER,
    };
    Some(json!({
        "$schema": DIALECT,
        "$ref": place(root),
        "$defs": definitions(),
    }))
}

fn place(name: &str) -> String {
    format!("#/$defs/{name}")
}

fn definitions() -> Value {
    let objects = OBJECTS
        .iter()
        .map(|(kind, table)| ((*kind).to_owned(), documented(kind, table)));
    let others = [
        (ERROR.to_owned(), members(ANSWER_OF_ERROR)),
        (ANSWER.to_owned(), answer()),
        (ANY.to_owned(), any()),
    ];
    Value::Object(objects.chain(others).collect())
}

/// An object or an error; of any other answer nothing is documented.
fn answer() -> Value {
    json!({
        "if": {"required": ["object"]},
        "then": {"$ref": place(ANY)},
        "else": {"if": {"required": ["error"]}, "then": {"$ref": place(ERROR)}},
    })
}

/// An object of the kind that it tells, if a table describes that kind.
fn any() -> Value {
    let cases = OBJECTS.iter().map(|(kind, _)| {
        json!({
            "if": {"type": "object", "properties": {"object": {"const": kind}}, "required": ["object"]},
            "then": {"$ref": place(kind)},
        })
    });
    json!({ "allOf": cases.collect::<Vec<_>>() })
}

/// An object of one kind; of one that is deleted only its stub is promised.
fn documented(kind: &str, table: &[Member]) -> Value {
    let mut schema = members(table);
    schema["properties"]["object"] = json!({ "const": kind });
    if is_deletable(table) {
        let required = schema["required"].take();
        schema["required"] = json!(["id", "object"]);
        schema["if"] = json!({"properties": {"deleted": {"const": true}}, "required": ["deleted"]});
        schema["else"] = json!({ "required": required });
    }
    schema
}

fn members(table: &[Member]) -> Value {
    let required: Vec<_> = table
        .iter()
        .filter(|member| member.presence == Presence::Always)
        .map(|member| member.name)
        .collect();
    let properties: Map<_, _> = table
        .iter()
        .map(|member| (member.name.to_owned(), member_of(member)))
        .collect();
    json!({"type": "object", "properties": properties, "required": required})
}

fn member_of(member: &Member) -> Value {
    let mut schema = match member.kind {
        Kind::Integer if matches!(member.inside, Inside::Time) => {
            json!({"type": "integer", "minimum": 0, "maximum": LATEST})
        }
        Kind::Integer => json!({"type": "integer"}),
        Kind::Number => json!({"type": "number"}),
        Kind::Flag => json!({"type": "boolean"}),
        Kind::Text if matches!(member.inside, Inside::Prose) => {
            json!({"type": "string", "minLength": 1})
        }
        Kind::Text => json!({"type": "string"}),
        Kind::Word(words) => json!({"type": "string", "enum": words}),
        Kind::Reference(kinds) => telling(&["string", "object"], kinds),
        Kind::Object(kinds) => object(kinds, member.inside),
        Kind::Texts => json!({"type": "array", "items": {"type": "string"}}),
        Kind::Words(words) => json!({"type": "array", "items": {"enum": words}}),
        Kind::Objects => json!({"type": "array", "items": object(&[], member.inside)}),
    };
    if member.nullable {
        or_null(&mut schema);
    }
    schema
}

fn object(kinds: Names, inside: Inside) -> Value {
    let all = |values: &str| json!({"type": "object", "additionalProperties": {"type": values}});
    match inside {
        Inside::Part(table) => members(table),
        Inside::Amounts => all("integer"),
        Inside::Metadata => all("string"),
        Inside::Loose => json!({"type": "object", "$ref": place(ANY)}),
        Inside::Value
        | Inside::Amount
        | Inside::Time
        | Inside::Prose
        | Inside::Page
        | Inside::Masked(_) => telling(&["object"], kinds),
    }
}

/// A value of one of these types; if it is an object, it tells its kind: one of these, or any where none is named.
fn telling(types: &[&str], kinds: Names) -> Value {
    let object = match kinds {
        [] => json!({"required": ["object"], "$ref": place(ANY)}),
        [kind] if table_named(kind).is_some() => json!({"$ref": place(kind)}),
        _ => {
            json!({"properties": {"object": {"enum": kinds}}, "required": ["object"], "$ref": place(ANY)})
        }
    };
    json!({"type": types, "if": {"type": "object"}, "then": object})
}

/// Allows `null`, of which all conditions but the type and the words say nothing.
fn or_null(schema: &mut Value) {
    let Value::Object(map) = schema else { return };
    if let Some(kinds) = map.get_mut("type") {
        let mut all = match kinds.take() {
            Value::Array(all) => all,
            one => vec![one],
        };
        all.push(json!("null"));
        *kinds = Value::Array(all);
    }
    if let Some(Value::Array(words)) = map.get_mut("enum") {
        words.push(Value::Null);
    }
}
