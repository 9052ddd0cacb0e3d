//! What levers can do: whatever it is, no rule is broken by it.

use recoup::run::verdict::Verdict::{Faulted, NotTestable, Upheld};
use serde_json::{Value, json};

use super::between::{Fate, Passing};
use super::wire;
use super::{Place, Row};

pub fn rows() -> Vec<Row> {
    pulled().into_iter().chain(worlds()).collect()
}

fn pulled() -> Vec<Row> {
    let funds = |name, fate: fn() -> Fate, why| {
        Row::new(name, Place::Lever("/funds"), move |_| fate()).ends(Faulted, why)
    };
    let said = |name, call, reply: Value, why| {
        Row::body(name, Place::Lever(call), reply.to_string()).ends(Faulted, why)
    };
    vec![
        funds(
            "a lever hangs",
            || Fate::By(wire::hang),
            "no whole answer within the time limit",
        ),
        funds(
            "a lever says 1 GB",
            || Fate::By(wire::gigabyte),
            "larger than 2 MiB",
        ),
        funds("a lever closes", || Fate::Closed, "/funds:"),
        Row::body("a lever says bad JSON", Place::Lever("/funds"), "{\"a\": ")
            .ends(Faulted, "/funds answered 200"),
        Row::body("a lever says no JSON", Place::Lever("/funds"), "<html>")
            .ends(Faulted, "<html>; "),
        Row::new(
            "a lever made something",
            Place::Lever("/funds"),
            |passing| {
                passing.status = 201;
                Fate::Whole
            },
        )
        .ends(Faulted, "answered 201: {}; a lever answers 200"),
        Row::new("a lever cannot", Place::Lever("/funds"), |passing| {
            passing.answer(501, &[b' '; 10]);
            Fate::Whole
        })
        .ends(NotTestable, "it gives no reason"),
        said(
            "balances leave everybody out",
            "/balances",
            json!({"accounts": {}}),
            "GET /balances leaves out",
        ),
        said(
            "balances are no object",
            "/balances",
            json!({"accounts": 7}),
            "without `accounts`",
        ),
        Row::new(
            "balances show that an account has null",
            Place::Lever("/balances"),
            |passing| {
                passing.edit(|reply| {
                    let accounts = reply["accounts"].as_object_mut().into_iter().flatten();
                    accounts.for_each(|(_, has)| *has = Value::Null);
                });
                Fate::Whole
            },
        )
        .ends(Faulted, "is no object by currency: null"),
        said(
            "an account has no id",
            "/accounts",
            json!({"account": 7}),
            "without `account`",
        ),
    ]
}

fn worlds() -> Vec<Row> {
    let opened = |name, change: fn(&mut Value), why| {
        Row::new(
            name,
            Place::Lever("/worlds"),
            move |passing: &mut Passing| {
                passing.edit(change);
                Fate::Whole
            },
        )
        .ends(Faulted, why)
    };
    vec![
        opened(
            "a world has no key",
            |reply| reply["api_key"] = Value::Null,
            "without world, api_key or account",
        ),
        opened(
            "a world's key cannot be sent",
            |reply| reply["api_key"] = "a\nb".into(),
            "no header can carry",
        ),
        // Where a clock begins is the world's affair, as long as it goes on.
        opened(
            "a world at the end of time",
            |reply| reply["now"] = i64::MAX.into(),
            "",
        )
        .but(Upheld),
        opened(
            "a world before time",
            |reply| reply["now"] = i64::MIN.into(),
            "",
        )
        .but(Upheld),
    ]
}
