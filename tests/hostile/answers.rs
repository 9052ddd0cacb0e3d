//! What a target can put into an answer.

use recoup::run::verdict::Verdict::{Broken, Faulted, Upheld};
use serde_json::{Value, json};

use super::between::{Fate, Passing};
use super::wire::bomb;
use super::{Place, Row};

/// Characters that would act on a terminal, and a name that reads another way than it is written.
const ACTING: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\r\u{8}\u{9b}31m\u{202e}txt\u{0}";
const SCRIPT: &str = "<script>alert(1)</script>]]><img src=x onerror=alert(1)>&amp;\"'";

pub fn rows() -> Vec<Row> {
    let mut rows = unreadable();
    rows.extend(numbers());
    rows.extend(texts());
    rows.extend(statuses());
    rows
}

fn unreadable() -> Vec<Row> {
    let act = |name, body: Vec<u8>, why| Row::body(name, Place::Act, body).ends(Broken, why);
    let packed = |passing: &mut Passing| {
        passing.say("Content-Encoding: gzip\r\nContent-Type: application/json\r\n");
        passing.answer(200, &bomb());
        Fate::Whole
    };
    vec![
        act(
            "bad UTF-8",
            b"{\"id\": \"po_\xff\xfe\"}".to_vec(),
            "not JSON",
        ),
        act("bad JSON", b"{\"id\": \"po_1\", ".to_vec(), "not JSON"),
        act("HTML", b"<!doctype html><h1>502</h1>".to_vec(), "not JSON"),
        act("nothing at all", Vec::new(), "names the payout by its id"),
        act("null", b"null".to_vec(), "names the payout by its id"),
        act(
            "a list",
            b"[{\"id\": \"po_1\"}]".to_vec(),
            "names the payout by its id",
        ),
        act(
            "duplicate keys",
            br#"{"id": "po_1", "amount": 1, "amount": 1100}"#.to_vec(),
            "stands twice",
        ),
        act(
            "depth 10,000",
            "[".repeat(10_000).into_bytes(),
            "recursion limit",
        ),
        act(
            "depth 10,000 of objects, closed",
            [
                r#"{"a":"#.repeat(10_000),
                "1".to_owned(),
                "}".repeat(10_000),
            ]
            .concat()
            .into_bytes(),
            "recursion limit",
        ),
        act(
            "a million zeros",
            format!("[{}0]", "0,".repeat(1_000_000)).into_bytes(),
            "more than 50000 values",
        ),
        act(
            "3 MB of spaces",
            b" ".repeat(3 * 1024 * 1024),
            "larger than 2 MiB",
        ),
        Row::new("gzip bomb", Place::Act, packed).ends(Broken, "not JSON"),
    ]
}

fn numbers() -> Vec<Row> {
    let amount = |name, written: &'static str, why| {
        Row::new(name, Place::Act, move |passing| {
            let text = String::from_utf8_lossy(&passing.body);
            let text = text.replacen("\"amount\":1100", &format!("\"amount\":{written}"), 1);
            passing.body = text.into_bytes();
            Fate::Whole
        })
        .ends(Broken, why)
    };
    vec![
        amount("1e400", "1e400", "number out of range"),
        amount("NaN", "NaN", "not JSON"),
        amount("Infinity", "Infinity", "not JSON"),
        amount("1100.0", "1100.0", "1100.0"),
        amount("\"1100\"", "\"1100\"", "\"1100\""),
        amount("1100 as 11e2", "11e2", "1100.0"),
        amount("negative zero", "-0", "-0"),
        amount("leading zeros", "0001100", "not JSON"),
        amount(
            "more than 64 bits",
            "18446744073709552716",
            "1.8446744073709552e+19",
        ),
        Row::new("every integer the greatest", Place::Api, |passing| {
            passing.edit(|answer| each(answer, &|value| greatest(value, i64::MAX)));
            Fate::Whole
        }),
        Row::new("every integer the least", Place::Api, |passing| {
            passing.edit(|answer| each(answer, &|value| greatest(value, i64::MIN)));
            Fate::Whole
        }),
    ]
}

fn texts() -> Vec<Row> {
    let every = |name, said: &'static str, why| {
        Row::new(name, Place::Api, move |passing| {
            passing.edit(|answer| each(answer, &|value| say(value, said)));
            Fate::Whole
        })
        .ends(Broken, why)
    };
    let id = |name, id: &'static str, why| {
        Row::new(name, Place::Act, move |passing| {
            passing.edit(|payout| payout["id"] = id.into());
            Fate::Whole
        })
        .ends(Broken, why)
    };
    let kind = |passing: &mut Passing| {
        passing.say("Content-Type: text/html; charset=utf-16\r\n");
        Fate::Whole
    };
    vec![
        every("controls and escapes in every text", ACTING, "\\u{1b}[2J"),
        every("HTML and script in every text", SCRIPT, "<script>"),
        // An id of that length fits into no URL, so that nothing can be asked of it.
        every("every text is 100 kB", long(), "characters more").but(Faulted),
        Row::new("every answer is 1.5 MB", Place::Api, |passing| {
            passing.edit(|answer| answer["x"] = "x".repeat(1_500_000).into());
            Fate::Whole
        })
        .ends(Faulted, "the answers of one scenario are longer than 8 MiB"),
        id(
            "an id with slashes",
            "../../levers?x#\u{1b}[31m",
            "/v1/payouts/..%2F..%2Flevers%3Fx%23%1B%5B31m",
        ),
        id(
            "an id with quotes",
            "po_\"'`$(reboot)\\",
            "/v1/payouts/po_%22%27%60%24%28reboot%29%5C",
        ),
        id("an empty id", "", "names the payout by its id"),
        // Nobody documents what an answer says of its type, and many a client does not look.
        Row::new("wrong content type", Place::Api, kind).ends(Upheld, ""),
        Row::new("members that nobody asked for", Place::Api, |passing| {
            passing.edit(pad);
            Fate::Whole
        })
        .ends(Upheld, "there may be more members that no document names"),
        Row::new("as many nothings as an answer holds", Place::Api, crowd()).ends(Upheld, ""),
    ]
}

fn statuses() -> Vec<Row> {
    let storm = |passing: &mut Passing| {
        passing.say("Retry-After: 3600\r\n");
        let busy = json!({"error": {"type": "invalid_request_error", "code": "lock_timeout", "message": "Busy."}});
        passing.answer(429, busy.to_string().as_bytes());
        Fate::Whole
    };
    let circle = |passing: &mut Passing| {
        passing.fields = format!("Location: {}\r\n", passing.path);
        passing.answer(302, b"");
        Fate::Whole
    };
    let down = |passing: &mut Passing| {
        passing.answer(503, b"<html>Service Unavailable</html>");
        Fate::Whole
    };
    let odd = |passing: &mut Passing| {
        passing.status = 299;
        Fate::Whole
    };
    vec![
        Row::new("429 storm with Retry-After, the act", Place::Act, storm)
            .ends(Broken, "status 429"),
        Row::new("429 storm with Retry-After, all", Place::Api, storm).ends(Broken, "status 429"),
        Row::new("503, the act", Place::Act, down).ends(Broken, "status 503"),
        Row::new("endless redirect, the act", Place::Act, circle).ends(Broken, "status 302"),
        Row::new("endless redirect, all", Place::Api, circle).ends(Broken, "status 302"),
        Row::new("an unheard-of success", Place::Act, odd).ends(Broken, "status 299"),
    ]
}

/// Lists with as many payouts as an answer has room for, made as text: as values they would take more memory here than
/// in the client that the row is about.
fn crowd() -> impl Fn(&mut Passing) -> Fate {
    let nothings = vec![r#"{"object":"payout"}"#; 24_000].join(",");
    move |passing| {
        let mut lists = false;
        passing.edit(|answer| {
            lists = answer["object"] == "list";
            if lists {
                answer["data"] = json!(["crowd"]);
            }
        });
        if lists {
            let text = String::from_utf8_lossy(&passing.body);
            passing.body = text.replacen(r#""crowd""#, &nothings, 1).into_bytes();
        }
        Fate::Whole
    }
}

/// A hundred thousand characters.
fn long() -> &'static str {
    Box::leak("long ".repeat(20_000).into_boxed_str())
}

/// Does something to every value in a value.
fn each(value: &mut Value, change: &dyn Fn(&mut Value)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| each(item, change)),
        Value::Object(members) => members.values_mut().for_each(|item| each(item, change)),
        other => change(other),
    }
}

fn greatest(value: &mut Value, number: i64) {
    if value.is_i64() {
        *value = number.into();
    }
}

fn say(value: &mut Value, said: &str) {
    if value.is_string() {
        *value = said.into();
    }
}

/// Thousands of members with names that no other answer has.
fn pad(answer: &mut Value) {
    let mark = answer.to_string().len();
    if answer.get("object").is_some() {
        for index in 0..5_000 {
            answer[format!("x{mark}_{index}")] = json!({"a": [index]});
        }
    }
}
