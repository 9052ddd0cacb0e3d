//! The `curl` line that repeats a request, for people who want to see a finding with their own eyes.
//!
//! The key is never in it: it names the environment variable [`KEY`] instead. Ids and parameters come from the target
//! or from a feature file, and the line is made to be pasted into a shell, so every word is quoted for any content.

use std::borrow::Cow;

use form_urlencoded::{byte_serialize, parse};

use super::visible::acts;
use crate::run::result::{Run, ScenarioResult};
use crate::scenario::finding::Finding;
use crate::target::exchange::{Credentials, Exchange, Plane, Purpose};

/// The environment variable that the line takes the secret key from.
pub const KEY: &str = "RECOUP_KEY";

/// The line that repeats an exchange of the API plane against `base`; none for a lever, which is not the API.
#[must_use]
pub fn line(base: &str, exchange: &Exchange) -> Option<String> {
    words(base, exchange).map(|words| words.join(" "))
}

/// The line that repeats the judged request behind a finding, where there is one.
#[must_use]
pub fn of_finding(run: &Run, scenario: &ScenarioResult, finding: &Finding) -> Option<String> {
    line(&run.url, judged(scenario, finding)?)
}

/// The words of a line that is made to be pasted, its quoted ones whole.
pub(super) fn split(line: &str) -> Vec<String> {
    let (mut words, mut is_quoted, mut is_escaped) = (vec![String::new()], false, false);
    // In `$'…'` a backslash escapes, in `'…'` it does not.
    let (mut is_ansi, mut before) = (false, ' ');
    for char in line.chars() {
        if char == ' ' && !is_quoted && !is_escaped {
            words.push(String::new());
            continue;
        }
        if char == '\'' && !is_escaped {
            is_ansi = !is_quoted && before == '$';
            is_quoted = !is_quoted;
        }
        is_escaped = char == '\\' && !is_escaped && (!is_quoted || is_ansi);
        before = char;
        if let Some(word) = words.last_mut() {
            word.push(char);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The request that a reader would want to repeat: the act, unless the finding points to one of several acts.
///
/// Not simply the exchange that shows the finding: that is often the reading afterwards, and repeating a reading
/// without the act shows nothing.
pub(super) fn judged<'a>(scenario: &'a ScenarioResult, finding: &Finding) -> Option<&'a Exchange> {
    let is_act =
        |exchange: &&Exchange| exchange.plane == Plane::Api && exchange.purpose == Purpose::Act;
    let pointed = finding
        .exchange
        .and_then(|index| scenario.exchanges.get(index));
    pointed
        .filter(is_act)
        .or_else(|| scenario.exchanges.iter().rfind(is_act))
        .or_else(|| pointed.filter(|exchange| exchange.plane == Plane::Api))
}

/// The words of the line, an option with its value being one, so that a display can break between them.
pub(super) fn words(base: &str, exchange: &Exchange) -> Option<Vec<String>> {
    match exchange.plane {
        Plane::Lever => return None,
        Plane::Api => {}
    }
    let mut words = vec!["curl".to_owned()];
    if exchange.method != "GET" || !exchange.body.is_empty() {
        words.push(format!("-X {}", quote(&exchange.method)));
    }
    let url = url(base, &exchange.path);
    if url.contains(['[', ']', '{', '}']) {
        // curl would take brackets for a range of addresses.
        words.push("-g".to_owned());
    }
    words.push(quote(&url));
    match exchange.credentials {
        Credentials::Bearer | Credentials::Basic => words.push(format!("-u \"${KEY}:\"")),
        Credentials::Nothing => {}
        Credentials::UnknownKey => words.push("-u sk_test_unknown:".to_owned()),
    }
    if let Some(key) = &exchange.key {
        words.push(format!("-H {}", quote(&format!("Idempotency-Key: {key}"))));
    }
    if let Some(account) = &exchange.account {
        words.push(format!(
            "-H {}",
            quote(&format!("Stripe-Account: {account}"))
        ));
    }
    words.extend(
        exchange
            .body
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(parameter),
    );
    Some(words)
}

/// Base and path, with whatever no URL can hold percent-encoded, as every client sends it.
pub(super) fn url(base: &str, path: &str) -> String {
    let base = base.trim_end_matches('/');
    let escape = |c: char| {
        if c.is_ascii_graphic() {
            c.to_string()
        } else {
            bytes(c, |byte| format!("%{byte:02X}"))
        }
    };
    base.chars().chain(path.chars()).map(escape).collect()
}

/// The bytes of a character, each written its own way.
fn bytes(c: char, write: impl Fn(u8) -> String) -> String {
    let mut buffer = [0; 4];
    let written: Vec<String> = c.encode_utf8(&mut buffer).bytes().map(write).collect();
    written.concat()
}

/// One parameter of the form: readable where curl sends it unharmed, encoded where it would not be.
fn parameter(pair: &str) -> String {
    let (name, value) = parse(pair.as_bytes()).next().unwrap_or_default();
    if !is_plain(&name) || value.chars().any(acts) {
        let encode = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
        format!(
            "-d {}",
            quote(&format!("{}={}", encode(&name), encode(&value)))
        )
    } else if is_plain(&value) || value.is_empty() {
        format!("-d {}", quote(&format!("{name}={value}")))
    } else {
        format!("--data-urlencode {}", quote(&format!("{name}={value}")))
    }
}

/// Whether a form needs no encoding for this text; brackets are sent as they are, as the documents' own lines do.
fn is_plain(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~[]:/,".contains(&b);
    !text.is_empty() && text.bytes().all(plain)
}

/// A word that a shell reads as exactly this text.
///
/// Characters that would act on the terminal take `$'…'`, which bash, zsh and ksh read.
pub(crate) fn quote(text: &str) -> String {
    let bare = |b: u8| b.is_ascii_alphanumeric() || b"-._/:=,@%+".contains(&b);
    if text.chars().any(acts) {
        let mut word = String::from("$'");
        text.chars().for_each(|c| word.push_str(&ansi_c(c)));
        word.push('\'');
        word
    } else if !text.is_empty() && text.bytes().all(bare) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

fn ansi_c(c: char) -> Cow<'static, str> {
    match c {
        '\'' => Cow::Borrowed(r"\'"),
        '\\' => Cow::Borrowed(r"\\"),
        // Octal, always three digits: a hexadecimal escape would swallow a digit that follows it.
        c if acts(c) => Cow::Owned(bytes(c, |byte| format!("\\{byte:03o}"))),
        c => Cow::Owned(c.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::{line, quote, split};
    use crate::target::exchange::{Began, Credentials, Exchange, Plane, Purpose};
    use serde_json::Value;

    fn post(path: &str, body: &str) -> Exchange {
        Exchange {
            plane: Plane::Api,
            purpose: Purpose::Act,
            method: "POST".to_owned(),
            path: path.to_owned(),
            account: None,
            key: None,
            credentials: Credentials::default(),
            request_id: None,
            replayed: false,
            body: body.to_owned(),
            status: Some(200),
            answer: Value::Null.into(),
            trouble: None,
            text: Vec::new(),
            micros: 0,
            began: Began::Unknown,
        }
    }

    #[test]
    fn a_request_reads_as_the_documents_write_it() {
        let mut exchange = post("/v1/payouts", "amount=1100&metadata%5Border_id%5D=6735");
        exchange.account = Some("acct_1".to_owned());
        assert_eq!(
            line("http://127.0.0.1:4242/", &exchange).as_deref(),
            Some(
                "curl -X POST http://127.0.0.1:4242/v1/payouts -u \"$RECOUP_KEY:\" \
                 -H 'Stripe-Account: acct_1' -d amount=1100 -d 'metadata[order_id]=6735'"
            )
        );
    }

    #[test]
    fn a_reading_has_no_method_and_brackets_are_no_range() {
        let mut exchange = post("/v1/payouts?created[gte]=5&limit=3", "");
        exchange.method = "GET".to_owned();
        assert_eq!(
            line("http://x", &exchange).as_deref(),
            Some("curl -g 'http://x/v1/payouts?created[gte]=5&limit=3' -u \"$RECOUP_KEY:\"")
        );
    }

    #[test]
    fn a_lever_has_no_line() {
        let exchange = Exchange {
            plane: Plane::Lever,
            ..post("/worlds", "")
        };
        assert_eq!(line("http://x", &exchange), None);
    }

    #[test]
    fn values_that_a_form_must_encode_are_encoded_by_curl_or_before() {
        let told = |body: &str| line("http://x", &post("/v1/payouts", body)).unwrap_or_default();
        assert!(
            told("description=March+rent+%26+more")
                .ends_with(" --data-urlencode 'description=March rent & more'")
        );
        assert!(told("description=%40file").ends_with(" --data-urlencode description=@file"));
        assert!(told("description=a%0Ab%1B").ends_with(" -d description=a%0Ab%1B"));
        assert!(told("a%26b=1").ends_with(" -d a%26b=1"));
        assert!(told("metadata=").ends_with(" -d metadata="));
    }

    #[test]
    fn a_path_from_a_stranger_stays_one_word() {
        let told = line("http://x", &post("/v1/payouts/po_'; reboot #\n", "")).unwrap_or_default();
        assert_eq!(
            told,
            "curl -X POST 'http://x/v1/payouts/po_'\\'';%20reboot%20#%0A' -u \"$RECOUP_KEY:\""
        );
    }

    #[test]
    fn what_acts_on_a_terminal_is_quoted_in_octal() {
        assert_eq!(quote("a\u{1b}7'\\\u{202e}"), r"$'a\0337\'\\\342\200\256'");
    }

    /// The shell itself says what it reads.
    #[cfg(unix)]
    #[test]
    fn a_shell_reads_back_what_was_quoted() {
        for text in [
            "",
            "plain",
            "two words",
            "it's",
            "$HOME `id` \"q\" \\ !x",
            "*?[a]{b}~&|;<>()#",
            "größe",
            "-n",
            "''",
        ] {
            let script = format!("printf '%s' {}", quote(text));
            let output = std::process::Command::new("sh")
                .arg("-c")
                .arg(script)
                .output();
            let read = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
            assert_eq!(read.ok().as_deref(), Some(text));
        }
    }

    #[test]
    fn a_line_is_split_where_a_shell_would_split_it() {
        let line = "a --exec 'it'\\''s b' c\\ d  'e f'";
        assert_eq!(
            split(line),
            ["a", "--exec", "'it'\\''s b'", "c\\ d", "'e f'"]
        );
        for said in ["it's\nb c", "a\\'b\u{1b} c", "\\ \\", "$ 'x y'"] {
            let quoted = quote(said);
            assert_eq!(split(&format!("a {quoted} b")), ["a", &quoted, "b"]);
        }
    }
}
