//! The forms in which a secret may be said: as it is, in Basic authentication, escaped in a URL, a form or JSON, cut short.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use memchr::memchr3;
use memchr::memmem::Finder;

/// The least of a secret that is one still: a shorter piece may be any word.
const LEAST: usize = 6;

/// What stands where a text was cut.
const CUT: char = '…';

/// Every form of some secrets.
#[derive(Clone, Default)]
pub(super) struct Forms {
    secrets: Vec<String>,
    /// The secrets and what they are in base64, longest first, so that none is taken apart by a shorter one.
    plain: Vec<String>,
    /// What stands in every text that says a secret without escapes.
    needles: Vec<Finder<'static>>,
    /// How long the shortest of all is; most texts of an answer are shorter, and need not be searched.
    shortest: usize,
}

impl Forms {
    /// Adds the forms of one more secret.
    pub(super) fn add(&mut self, secret: &str) {
        // What of the code says nothing of what follows: with any password it begins so.
        let whole = secret.len() / 3 * 4;
        for code in [STANDARD, URL_SAFE] {
            let said = [code.encode(secret), code.encode(format!("{secret}:"))];
            let begun = said[0].get(..whole).unwrap_or_default().to_owned();
            if begun.len() >= LEAST {
                // Most secrets are the same in both.
                if !self.plain.contains(&begun) {
                    self.needles.push(needle(&begun));
                }
                self.plain.extend(said);
                self.plain.push(begun);
            }
        }
        self.needles.push(needle(secret));
        self.plain.push(secret.to_owned());
        self.secrets.push(secret.to_owned());
        for list in [&mut self.plain, &mut self.secrets] {
            list.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
            list.dedup();
        }
        let ends = [self.plain.last(), self.secrets.last()];
        let lengths = ends.into_iter().flatten().map(String::len);
        self.shortest = lengths.min().unwrap_or(0);
    }

    /// Whether a text is too short to say a secret: in no form is one shorter than it is plainly.
    fn is_short(&self, text: &str) -> bool {
        self.secrets.is_empty() || text.len() < self.shortest
    }

    /// Whether no text in here says a secret, in whatever form; it may be said that one does where none does.
    pub(super) fn rule_out(&self, text: &[u8]) -> bool {
        memchr3(b'%', b'+', b'\\', text).is_none()
            && !self
                .needles
                .iter()
                .any(|needle| needle.find(text).is_some())
    }

    /// Whether a text says a secret.
    pub(super) fn are_in(&self, text: &str) -> bool {
        if self.is_short(text) {
            return false;
        }
        self.plain.iter().any(|form| text.contains(form))
            || Escapes::in_text(text).any(|escapes| {
                let (bytes, _) = escapes.undone(text);
                let mut secrets = self.secrets.iter();
                secrets.any(|secret| find(&bytes, secret.as_bytes(), 0).is_some())
            })
    }

    /// The text with something else in place of every secret, those too that were cut short.
    pub(super) fn replace(&self, mut text: String, with: &str) -> String {
        // What is left of a secret that was cut short may be shorter.
        let says_none = self.is_short(&text) || self.rule_out(text.as_bytes());
        if says_none && !is_cut(&text) {
            return text;
        }
        for form in &self.plain {
            if text.contains(form) {
                text = beside(&text, with, |part| part.replace(form, with));
            }
        }
        for escapes in Escapes::in_text(&text).collect::<Vec<_>>() {
            let replaced = |part: &str| self.replace_escaped(part, escapes, with);
            text = beside(&text, with, replaced);
        }
        if !is_cut(&text) {
            return text;
        }
        let parts: Vec<_> = text.split(CUT).collect();
        let (last, before) = parts.split_last().unwrap_or((&"", &[]));
        let mut told = String::with_capacity(text.len());
        for part in before {
            let (kept, rest) = self.without_end(part);
            told.push_str(kept);
            if let Some(rest) = rest {
                told.push_str(with);
                told.push_str(rest);
            }
            told.push(CUT);
        }
        told + last
    }

    fn replace_escaped(&self, text: &str, escapes: Escapes, with: &str) -> String {
        let (bytes, places) = escapes.undone(text);
        let (mut told, mut from, mut at) = (String::new(), 0, 0);
        let next = |at| {
            let found = self.secrets.iter().filter_map(|secret| {
                let start = find(&bytes, secret.as_bytes(), at)?;
                Some((start, start + secret.len()))
            });
            // The first, and of those the longest.
            found.min_by_key(|(start, end)| (*start, usize::MAX - end))
        };
        while let Some((start, end)) = next(at) {
            told.push_str(&text[from..places[start]]);
            told.push_str(with);
            (from, at) = (places[end], end);
        }
        told + &text[from..]
    }

    /// What stands before the beginning of a secret at the end of a text that was cut, and the marks behind it.
    fn without_end<'a>(&self, text: &'a str) -> (&'a str, Option<&'a str>) {
        // A quotation mark that a cut text got does not belong to it, nor does half an escape.
        let bare = text.trim_end_matches(['"', ' ']);
        let whole = without_half(bare);
        let plain = self.plain.iter().filter_map(|form| {
            let begun = overlap(whole.as_bytes(), form.as_bytes())?;
            Some(whole.len() - begun)
        });
        let escaped = Escapes::in_text(whole).filter_map(|escapes| {
            let (bytes, places) = escapes.undone(whole);
            let mut secrets = self.secrets.iter();
            let begun = secrets.find_map(|secret| overlap(&bytes, secret.as_bytes()))?;
            Some(places[bytes.len() - begun])
        });
        match plain
            .chain(escaped)
            .min()
            .filter(|at| text.is_char_boundary(*at))
        {
            Some(at) => (&text[..at], Some(&text[bare.len()..])),
            None => (text, None),
        }
    }
}

/// The text with its parts changed between what stands in place of secrets: a short one may be a piece of that, and would
/// let it grow and grow.
fn beside(text: &str, mark: &str, change: impl Fn(&str) -> String) -> String {
    let parts: Vec<String> = text.split(mark).map(change).collect();
    parts.join(mark)
}

/// Whether a text was cut somewhere; few texts go beyond ASCII, which is told sooner.
fn is_cut(text: &str) -> bool {
    !text.is_ascii() && text.contains(CUT)
}

fn needle(text: &str) -> Finder<'static> {
    Finder::new(text).into_owned()
}

/// How much of the beginning of a secret stands at the end of a text, where it is enough to be told.
fn overlap(text: &[u8], secret: &[u8]) -> Option<usize> {
    let most = secret.len().min(text.len());
    (LEAST..=most)
        .rev()
        .find(|length| text.ends_with(&secret[..*length]))
}

fn find(bytes: &[u8], part: &[u8], from: usize) -> Option<usize> {
    let found = bytes[from..]
        .windows(part.len())
        .position(|window| window == part);
    found.map(|place| place + from)
}

/// The text without an escape at its end that was cut in two.
fn without_half(text: &str) -> &str {
    let at = text.len().saturating_sub(5);
    let at = (at..text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len());
    let place = text[at..].rfind(['%', '\\']).map(|place| place + at);
    match place.map(|place| (place, &text[place..])) {
        Some((place, rest)) if rest.starts_with('%') && rest.len() < 3 => &text[..place],
        Some((place, rest)) if rest == "\\" || (rest.starts_with("\\u") && rest.len() < 6) => {
            &text[..place]
        }
        _ => text,
    }
}

/// A way to write what a text cannot hold as it is.
#[derive(Clone, Copy)]
enum Escapes {
    /// `%2F`.
    Url,
    /// `%2F`, and `+` for a space.
    Form,
    /// `\/`, `\"`, `\u002f`.
    Json,
}

impl Escapes {
    /// Those that a text may hold.
    fn in_text(text: &str) -> impl Iterator<Item = Self> {
        let holds = |mark| text.contains(mark);
        let (url, form, json) = (holds('%'), holds('+'), holds('\\'));
        let all = [(url, Self::Url), (form, Self::Form), (json, Self::Json)];
        all.into_iter()
            .filter_map(|(holds, escapes)| holds.then_some(escapes))
    }

    /// What the text says, and where each byte of that begins in it, its end included.
    fn undone(self, text: &str) -> (Vec<u8>, Vec<usize>) {
        let (mut bytes, mut places) = (
            Vec::with_capacity(text.len()),
            Vec::with_capacity(text.len() + 1),
        );
        let mut at = 0;
        while let Some(char) = text[at..].chars().next() {
            let (said, length) = self.unit(&text[at..]).unwrap_or((char, char.len_utf8()));
            let before = bytes.len();
            match said {
                // A byte of some encoded text.
                '\u{80}'..='\u{ff}' if length == 3 => {
                    bytes.push(u8::try_from(u32::from(said)).unwrap_or_default());
                }
                said => bytes.extend_from_slice(said.encode_utf8(&mut [0; 4]).as_bytes()),
            }
            places.resize(places.len() + bytes.len() - before, at);
            at += length;
        }
        places.push(at);
        (bytes, places)
    }

    /// What the escape at the beginning of a text says, and how long it is.
    fn unit(self, text: &str) -> Option<(char, usize)> {
        let number = |digits: &str| u32::from_str_radix(digits, 16).ok();
        match self {
            Self::Url | Self::Form if text.starts_with('%') => {
                let byte = number(text.get(1..3)?)?;
                Some((char::from_u32(byte)?, 3))
            }
            Self::Form if text.starts_with('+') => Some((' ', 1)),
            Self::Json if text.starts_with("\\u") => {
                let (unit, next) = (number(text.get(2..6)?)?, text.get(8..12));
                let low = next
                    .filter(|_| text[6..].starts_with("\\u"))
                    .and_then(number);
                match (unit, low) {
                    (0xd800..=0xdbff, Some(low @ 0xdc00..=0xdfff)) => {
                        let char = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                        Some((char::from_u32(char)?, 12))
                    }
                    _ => Some((char::from_u32(unit)?, 6)),
                }
            }
            Self::Json => {
                let said = text.strip_prefix('\\')?.chars().next()?;
                let said = match said {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'b' => '\u{8}',
                    'f' => '\u{c}',
                    '"' | '\\' | '/' => said,
                    _ => return None,
                };
                Some((said, 2))
            }
            Self::Url | Self::Form => None,
        }
    }
}
