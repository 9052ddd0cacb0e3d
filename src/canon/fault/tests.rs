//! Every member of every table, wrong in every way that a schema can tell.
//!
//! What it cannot tell: a time in milliseconds is an integer like any other, and so is an amount in whole dollars.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by panicking"
)]

use std::sync::OnceLock;

use jsonschema::{Keyword, ValidationError, Validator};
use serde_json::{Map, Value, json};

use super::super::documented::{ANSWER, Inside, Member, Presence, is_deletable, table_named};
use super::super::kind::Kind;
use super::super::objects::{ANSWER_OF_ERROR, OBJECTS};
use super::super::schema::schema;
use super::{Differences, Judge};

/// The faults of an answer, as `object.member`; and that its schema says the same.
fn faults_of(answer: &Value) -> Vec<String> {
    let mut judge = Judge(Differences::default(), None);
    judge.answer(answer);
    let faults = judge.0.all.iter();
    let told: Vec<_> = faults
        .map(|fault| format!("{}.{}", fault.object, fault.member))
        .collect();
    let errors: Vec<_> = validator()
        .iter_errors(answer)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(
        told.is_empty(),
        errors.is_empty(),
        "{told:?} {errors:?} {answer:#}"
    );
    told
}

/// The schema of any answer, to which here `11.0` is no integer either.
fn validator() -> &'static Validator {
    static VALIDATOR: OnceLock<Validator> = OnceLock::new();
    VALIDATOR.get_or_init(|| {
        let options = jsonschema::options()
            .with_keyword("type", |_, types, _| Ok(Box::new(Types(types.clone()))));
        options.build(&schema(None).unwrap()).unwrap()
    })
}

/// The keyword `type`, by what stands in the text.
struct Types(Value);

impl<'i> Keyword<'i> for Types {
    fn validate(&self, instance: &'i Value) -> Result<(), ValidationError<'i>> {
        let is_right = Keyword::is_valid(self, instance);
        is_right
            .then_some(())
            .ok_or_else(|| ValidationError::custom("of another type"))
    }

    fn is_valid(&self, instance: &'i Value) -> bool {
        let names: &[&str] = match instance {
            Value::Null => &["null"],
            Value::Bool(_) => &["boolean"],
            Value::Number(number) if number.is_f64() => &["number"],
            Value::Number(_) => &["number", "integer"],
            Value::String(_) => &["string"],
            Value::Array(_) => &["array"],
            Value::Object(_) => &["object"],
        };
        let is = |known: &Value| names.iter().any(|name| known == name);
        is(&self.0) || self.0.as_array().is_some_and(|all| all.iter().any(is))
    }
}

/// An object with every member of a table, each as its kind wants it.
fn sound(kind: &str, table: &[Member]) -> Value {
    let mut object = sound_part(table);
    if kind != ANSWER {
        object["object"] = json!(kind);
    }
    object
}

fn sound_part(table: &[Member]) -> Value {
    let members = table
        .iter()
        .map(|member| (member.name.to_owned(), sound_value(member)));
    Value::Object(members.collect::<Map<_, _>>())
}

fn sound_value(member: &Member) -> Value {
    let object = match member.inside {
        Inside::Part(table) => sound_part(table),
        Inside::Amounts => json!({"usd": 1}),
        Inside::Metadata => json!({"key": "value"}),
        Inside::Loose => json!({}),
        _ => json!({"object": "list", "data": [], "has_more": false, "url": "/v1/x"}),
    };
    match member.kind {
        Kind::Integer => json!(1_700_000_000),
        Kind::Number => json!(1.25),
        Kind::Flag => json!(member.name != "deleted"),
        Kind::Text | Kind::Reference(_) => json!("text"),
        Kind::Word(words) => json!(words.last()),
        Kind::Texts => json!(["text"]),
        Kind::Words(words) => json!(words),
        Kind::Object(_) => object,
        Kind::Objects => json!([object]),
    }
}

/// Values that a member must not have.
fn wrong_values(member: &Member) -> Vec<Value> {
    let kind = member.kind;
    let is_list = matches!(kind, Kind::Objects | Kind::Texts | Kind::Words(_));
    let unless = |is_right: bool, value: Value| (!is_right).then_some(value);
    let by_type = [
        unless(member.nullable, Value::Null),
        unless(kind == Kind::Flag, json!(false)),
        unless(matches!(kind, Kind::Integer | Kind::Number), json!(1)),
        unless(kind == Kind::Number, json!(11.0)),
        unless(kind == Kind::Number, json!(0.5)),
        unless(
            matches!(kind, Kind::Text | Kind::Reference(_)),
            json!("1100"),
        ),
        unless(matches!(kind, Kind::Object(_)), json!({})),
        unless(is_list, json!([])),
    ];
    let inside = match (kind, member.inside) {
        (Kind::Text, Inside::Prose) => json!([""]),
        (Kind::Reference([_, ..]) | Kind::Object([_, ..]), _) => json!([{"object": "person"}]),
        (Kind::Object(_), Inside::Amounts) => json!([{"usd": 1.0}, {"usd": "1"}]),
        (Kind::Object(_), Inside::Metadata) => json!([{"key": 1}, {"key": null}]),
        (Kind::Texts, _) => json!([[null], ["text", 1]]),
        (Kind::Words(_) | Kind::Objects, _) => json!([[null], ["text"]]),
        _ => json!([]),
    };
    let inside = inside.as_array().cloned().unwrap_or_default();
    by_type.into_iter().flatten().chain(inside).collect()
}

/// Where a member stands in a sound object: its JSON pointer, and its name in findings.
struct Place {
    above: String,
    named: String,
    member: &'static Member,
}

/// Every member of a table, those of its parts too.
fn places(table: &'static [Member], above: &str, named: &str) -> Vec<Place> {
    let mut all = Vec::new();
    for member in table {
        let named = format!("{named}.{}", member.name);
        if let Inside::Part(table) = member.inside {
            let item = if member.kind == Kind::Objects {
                "/0"
            } else {
                ""
            };
            all.extend(places(
                table,
                &format!("{above}/{}{item}", member.name),
                &named,
            ));
        }
        all.push(Place {
            above: above.to_owned(),
            named,
            member,
        });
    }
    all
}

/// Every table by the name of what it describes.
fn tables() -> impl Iterator<Item = (&'static str, &'static [Member])> {
    OBJECTS.iter().copied().chain([(ANSWER, ANSWER_OF_ERROR)])
}

/// The kinds of objects, and the answer that is an error, tell themselves apart by these.
fn tells(place: &Place) -> bool {
    place.above.is_empty() && ["object", "error"].contains(&place.member.name)
}

fn changed(sound: &Value, place: &Place, value: Option<Value>) -> Value {
    let mut object = sound.clone();
    let above = object
        .pointer_mut(&place.above)
        .and_then(Value::as_object_mut)
        .unwrap();
    assert!(above.contains_key(place.member.name), "{}", place.named);
    match value {
        Some(value) => drop(above.insert(place.member.name.to_owned(), value)),
        None => drop(above.remove(place.member.name)),
    }
    object
}

#[test]
fn what_every_table_describes_is_sound() {
    for (kind, table) in tables() {
        let sound = sound(kind, table);
        assert_eq!(faults_of(&sound), [""; 0], "{sound:#}");
        let list = json!({"object": "list", "data": [sound], "has_more": false, "url": "/v1/x"});
        let told = if kind == ANSWER {
            vec!["list.data.object".to_owned()]
        } else {
            vec![]
        };
        assert_eq!(faults_of(&list), told);
    }
}

#[test]
fn a_member_may_be_missing_only_where_it_is_not_promised_of_every_object() {
    let mut missed = 0;
    for (kind, table) in tables() {
        let sound = sound(kind, table);
        for place in places(table, "", kind).iter().filter(|place| !tells(place)) {
            let is_promised = place.member.presence == Presence::Always;
            let told = is_promised.then(|| place.named.clone());
            assert_eq!(
                faults_of(&changed(&sound, place, None)),
                told.into_iter().collect::<Vec<_>>()
            );
            missed += usize::from(is_promised);
        }
    }
    assert!(missed > 200, "{missed}");
}

#[test]
fn a_member_is_refused_as_anything_that_it_is_not() {
    for (kind, table) in tables() {
        let sound = sound(kind, table);
        for place in places(table, "", kind).iter().filter(|place| !tells(place)) {
            let wrong = wrong_values(place.member);
            assert!(wrong.len() >= 4, "{}", place.named);
            for value in wrong {
                let told = faults_of(&changed(&sound, place, Some(value.clone())));
                let is_it = |told: &String| {
                    *told == place.named || *told == format!("{}.object", place.named)
                };
                assert!(
                    told.len() == 1 && told.iter().all(is_it),
                    "{}: {value}: {told:?}",
                    place.named
                );
            }
        }
    }
}

#[test]
fn a_member_may_be_null_only_where_the_documents_say_so() {
    let mut nullable = 0;
    for (kind, table) in tables() {
        let sound = sound(kind, table);
        let all = places(table, "", kind);
        for place in all.iter().filter(|place| place.member.nullable) {
            assert_eq!(
                faults_of(&changed(&sound, place, Some(Value::Null))),
                [""; 0],
                "{}",
                place.named
            );
            nullable += 1;
        }
    }
    assert!(nullable > 100, "{nullable}");
}

/// All that may stand anywhere, right in some places and wrong in most.
fn anything() -> Vec<Value> {
    let payout = json!({"object": "payout", "id": "po_1A"});
    let stub = json!({"object": "card", "id": "card_1A", "deleted": true});
    let text = |text: &str| json!(text);
    let values = [
        text(""),
        text("card"),
        text("ach"),
        json!(-1),
        json!(11.0),
        json!(1e30),
        json!(0.5),
        json!(u64::MAX),
    ];
    let lists = [
        json!([]),
        json!([1]),
        json!([{}]),
        json!(["standard"]),
        json!([payout]),
        json!([stub, null]),
    ];
    let objects = [
        json!({}),
        json!({"usd": 1}),
        json!({"a": "b"}),
        json!({"object": 7}),
        payout,
        stub,
    ];
    let plain = [Value::Null, json!(true), json!(false)];
    values
        .into_iter()
        .chain(lists)
        .chain(objects)
        .chain(plain)
        .collect()
}

#[test]
fn the_schemas_say_what_the_tables_say_of_anything() {
    let mut refused = 0;
    for (kind, table) in tables() {
        let sound = sound(kind, table);
        for place in places(table, "", kind) {
            for value in anything() {
                refused +=
                    usize::from(!faults_of(&changed(&sound, &place, Some(value))).is_empty());
            }
        }
    }
    assert!(refused > 5_000, "{refused}");
}

#[test]
fn of_closed_words_each_is_right_and_no_other() {
    let mut closed = 0;
    for (kind, table) in tables() {
        let sound = sound(kind, table);
        for place in &places(table, "", kind) {
            let Kind::Word(words) = place.member.kind else {
                continue;
            };
            for word in words {
                let told = faults_of(&changed(&sound, place, Some(json!(word))));
                assert_eq!(told, [""; 0], "{}: {word}", place.named);
                for other in [word.to_uppercase(), format!("{word} ")] {
                    let told = faults_of(&changed(&sound, place, Some(json!(other))));
                    assert_eq!(told, [place.named.as_str()], "{other}");
                }
            }
            closed += 1;
        }
    }
    assert!(closed > 20, "{closed}");
}

#[test]
fn of_what_is_deleted_only_the_stub_is_promised() {
    for (kind, table) in tables().filter(|(kind, _)| *kind != ANSWER) {
        let stub = json!({"id": "x_1A", "object": kind, "deleted": true});
        let promised = places(table, "", kind)
            .iter()
            .filter(|place| place.above.is_empty() && place.member.presence == Presence::Always)
            .count();
        // `object` is there, and so is `id` where the object has one.
        let stubborn = faults_of(&stub).len();
        if is_deletable(table) {
            assert_eq!(stubborn, 0, "{kind}");
            assert_eq!(
                faults_of(&json!({"object": kind, "deleted": true})),
                [format!("{kind}.id")]
            );
        } else {
            assert!(stubborn > 0 && stubborn + 2 >= promised, "{kind}");
        }
    }
}

#[test]
fn an_expanded_object_is_judged_by_its_own_kind() {
    for (kind, table) in tables().filter(|(kind, _)| *kind != ANSWER) {
        let (name, transaction) = table_named("balance_transaction").unwrap();
        let mut transaction = sound(name, transaction);
        transaction["source"] = sound(kind, table);
        assert_eq!(faults_of(&transaction), [""; 0], "{kind}");
        transaction["source"]["livemode"] = json!("no");
        let told = table
            .iter()
            .any(|member| member.name == "livemode")
            .then(|| format!("{kind}.livemode"));
        assert_eq!(
            faults_of(&transaction),
            told.into_iter().collect::<Vec<_>>()
        );
    }
}

#[test]
fn what_no_document_describes_is_not_judged() {
    for answer in [
        json!({"object": "person", "amount": "1"}),
        json!({}),
        json!({"object": 7}),
        json!("text"),
        json!([1]),
    ] {
        assert_eq!(faults_of(&answer), [""; 0], "{answer}");
    }
}

#[test]
fn each_item_of_a_list_would_say_the_same() {
    let list = |items: usize| json!({"object": "list", "data": vec![json!({"object": "payout"}); items], "has_more": false});
    assert_eq!(faults_of(&list(1)), faults_of(&list(1_000)));
}

#[test]
fn an_answer_that_is_very_deep_is_judged() {
    let mut deep = json!({"object": "payout"});
    for _ in 0..125 {
        deep = json!({"object": "payout", "original_payout": deep});
    }
    assert!(faults_of(&deep).len() > 10);
}
