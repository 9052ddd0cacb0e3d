//! The forms in which a secret may be said: as it is, in a URL, in a form, in JSON, in Basic authentication, cut short.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};

/// The least of a secret that is one still: a shorter piece may be any word.
const LEAST: usize = 6;

/// Every form of a secret.
#[derive(Clone, Default)]
pub(super) struct Forms {
    /// Longest first, so that none is taken apart by a shorter one.
    all: Vec<String>,
    /// Those of which every other has one in it.
    probes: Vec<String>,
}

impl Forms {
    /// Adds the forms of one more secret.
    pub(super) fn add(&mut self, secret: &str) {
        let plain = written(secret);
        let coded: BTreeSet<String> = [STANDARD, URL_SAFE]
            .iter()
            .flat_map(|code| [code.encode(secret), code.encode(format!("{secret}:"))])
            .collect();
        // What of the code says nothing of what follows: with any password it begins so.
        let whole = secret.len() / 3 * 4;
        let begun = coded.iter().filter_map(|code| code.get(..whole));
        let begun: BTreeSet<String> = begun
            .filter(|code| code.len() >= LEAST)
            .map(str::to_owned)
            .collect();
        self.probes.extend(plain.iter().chain(&begun).cloned());
        if !begun.is_empty() {
            self.all.extend(coded);
        }
        self.all.extend(plain.into_iter().chain(begun));
        self.all
            .sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        self.all.dedup();
    }

    /// Whether a text says a secret.
    pub(super) fn are_in(&self, text: &str) -> bool {
        self.probes.iter().any(|form| text.contains(form))
    }

    /// The text with something else in place of every secret, those too that were cut short (`…`).
    pub(super) fn replace(&self, mut text: String, with: &str) -> String {
        if self.are_in(&text) {
            for form in self.all.iter().filter(|form| !form.is_empty()) {
                if text.contains(form) {
                    text = text.replace(form, with);
                }
            }
        }
        if self.all.is_empty() || !text.contains('…') {
            return text;
        }
        let parts: Vec<String> = text
            .split('…')
            .map(|part| self.without_end(part, with))
            .collect();
        // What stands behind the last ellipsis is not cut short.
        let behind = text.rsplit('…').next().unwrap_or_default();
        let before = &parts[..parts.len() - 1];
        before
            .iter()
            .fold(String::new(), |all, part| all + part + "…")
            + behind
    }

    /// A text that was cut, without the beginning of a secret at its end.
    fn without_end(&self, text: &str, with: &str) -> String {
        // The quotation mark that a cut text may have got does not belong to it.
        let bare = text.trim_end_matches(['"', ' ']);
        let longest = self.all.iter().filter_map(|form| {
            let most = form.len().min(bare.len());
            (LEAST..=most).rev().find(|length| {
                form.get(..*length)
                    .is_some_and(|start| bare.ends_with(start))
            })
        });
        match longest.max() {
            Some(length) => {
                let (kept, tail) = (&text[..bare.len() - length], &text[bare.len()..]);
                format!("{kept}{with}{tail}")
            }
            None => text.to_owned(),
        }
    }
}

/// The forms that can be read: in texts, URLs, forms and JSON.
fn written(secret: &str) -> BTreeSet<String> {
    let json = serde_json::Value::from(secret).to_string();
    let json = json.trim_matches('"').to_owned();
    let form: String = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let url = super::super::client::segment(secret).into_owned();
    let lower = |text: &str| lower_escapes(text);
    let forms = [
        secret.to_owned(),
        json.replace('/', "\\/"),
        ascii(&json),
        json,
        lower(&form),
        form,
        lower(&url),
        url,
    ];
    forms.into_iter().collect()
}

/// JSON as those write it who keep to ASCII.
fn ascii(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for char in json.chars() {
        if char.is_ascii() {
            text.push(char);
        } else {
            for unit in char.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
    }
    text
}

/// Percent-encoding with small letters: `%2f`.
fn lower_escapes(text: &str) -> String {
    let mut parts = text.split('%');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| {
        let (code, rest) = part.split_at_checked(2).unwrap_or((part, ""));
        format!("{all}%{}{rest}", code.to_ascii_lowercase())
    })
}
