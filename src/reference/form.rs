//! Decoding of forms and query strings with nested brackets, whatever the bytes.

use std::collections::BTreeMap;

/// How many pairs are read; a request needs a few dozen.
const MOST_PAIRS: usize = 1_000;
/// How deep brackets can go; the API needs three levels.
const MOST_LEVELS: usize = 8;

/// A parameter as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Param {
    /// `a=x`
    Text(String),
    /// `a[]=x`
    List(Vec<String>),
    /// `a[b]=x`; also `a[0]=x`, which only its reader can tell from a list.
    Map(BTreeMap<String, Param>),
}

/// Why a form cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormError {
    /// More pairs than are read.
    TooMany,
    /// Deeper brackets than are read; the parameter's name.
    TooDeep(String),
    /// A parameter that is given in two shapes; its name.
    Clash(String),
    /// Bytes that are no text.
    NotText,
}

/// The parameters of a request by name.
pub type Form = BTreeMap<String, Param>;

/// Adds the pairs of an encoded form to those that are there.
pub fn decode(encoded: &[u8], form: &mut Form) -> Result<(), FormError> {
    if !is_text(encoded) {
        return Err(FormError::NotText);
    }
    for (count, (key, value)) in form_urlencoded::parse(encoded).enumerate() {
        if count == MOST_PAIRS {
            return Err(FormError::TooMany);
        }
        let path = path_of(&key);
        if path.len() > MOST_LEVELS {
            return Err(FormError::TooDeep(path[0].to_owned()));
        }
        insert(form, &path, value.into_owned())
            .map_err(|Clash| FormError::Clash(key.into_owned()))?;
    }
    Ok(())
}

/// Whether what is encoded is UTF-8; where it is split into pairs makes no difference to that.
fn is_text(encoded: &[u8]) -> bool {
    if encoded.is_ascii() && !encoded.contains(&b'%') {
        return true;
    }
    let digit = |byte: Option<&u8>| char::from(*byte?).to_digit(16);
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded;
    while let [first, after @ ..] = rest {
        let pair = digit(after.first()).zip(digit(after.get(1)));
        let byte = pair.and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        let byte = byte.filter(|_| *first == b'%');
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    str::from_utf8(&bytes).is_ok()
}

/// Splits `a[b][c]` into `a`, `b` and `c`; a name with broken brackets is taken as it stands.
fn path_of(key: &str) -> Vec<&str> {
    let Some((head, brackets)) = key.split_once('[') else {
        return vec![key];
    };
    let Some(inner) = brackets.strip_suffix(']') else {
        return vec![key];
    };
    let mut path = vec![head];
    path.extend(inner.split("]["));
    let broken = |part: &&str| part.contains(['[', ']']);
    if head.is_empty() || path.iter().any(broken) {
        return vec![key];
    }
    path
}

struct Clash;

fn insert(map: &mut Form, path: &[&str], text: String) -> Result<(), Clash> {
    let [name, rest @ ..] = path else {
        return Ok(());
    };
    let slot = map.entry((*name).to_owned());
    match rest {
        [] => match slot.or_insert_with(|| Param::Text(String::new())) {
            Param::Text(old) => *old = text,
            Param::List(_) | Param::Map(_) => return Err(Clash),
        },
        [""] => match slot.or_insert_with(|| Param::List(Vec::new())) {
            Param::List(list) => list.push(text),
            Param::Text(_) | Param::Map(_) => return Err(Clash),
        },
        rest => match slot.or_insert_with(|| Param::Map(Form::new())) {
            Param::Map(inner) => return insert(inner, rest, text),
            Param::Text(_) | Param::List(_) => return Err(Clash),
        },
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(encoded: &str) -> Result<Form, FormError> {
        let mut form = Form::new();
        decode(encoded.as_bytes(), &mut form).map(|()| form)
    }

    fn text(text: &str) -> Param {
        Param::Text(text.to_owned())
    }

    fn map(pairs: &[(&str, Param)]) -> Form {
        let own = |(key, param): &(&str, Param)| ((*key).to_owned(), param.clone());
        pairs.iter().map(own).collect()
    }

    #[test]
    fn brackets_nest_and_lists_grow() {
        let form =
            read("amount=1100&metadata[order_id]=6735&created%5Bgte%5D=5&expand[]=a&expand[]=b");
        let list = Param::List(vec!["a".into(), "b".into()]);
        let expected = map(&[
            ("amount", text("1100")),
            ("metadata", Param::Map(map(&[("order_id", text("6735"))]))),
            ("created", Param::Map(map(&[("gte", text("5"))]))),
            ("expand", list),
        ]);
        assert_eq!(form, Ok(expected));
    }

    #[test]
    fn the_last_of_two_texts_counts() {
        assert_eq!(read("a=1&a=2"), Ok(map(&[("a", text("2"))])));
    }

    #[test]
    fn broken_brackets_are_part_of_the_name() {
        for key in ["a[b", "[a]", "a]b[", "a[b]c", "a[b[c]]", "]"] {
            assert_eq!(
                read(&format!("{key}=1")),
                Ok(map(&[(key, text("1"))])),
                "{key}"
            );
        }
    }

    #[test]
    fn two_shapes_of_one_parameter_clash() {
        for clash in [
            "a=1&a[b]=2",
            "a[b]=1&a=2",
            "a[]=1&a[b]=2",
            "a[b]=1&a[]=2",
            "a[]=1&a=2",
        ] {
            assert!(matches!(read(clash), Err(FormError::Clash(_))), "{clash}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in ["a=%FF", "a=%C3", "%80=a", "a=%C3&b=%A9"] {
            assert_eq!(read(bytes), Err(FormError::NotText), "{bytes}");
        }
        assert_eq!(decode(b"a=\xff", &mut Form::new()), Err(FormError::NotText));
        for (encoded, decoded) in [("a=%C3%A9", "é"), ("a=é", "é"), ("a=50%", "50%")] {
            assert_eq!(read(encoded), Ok(map(&[("a", text(decoded))])), "{encoded}");
        }
    }

    #[test]
    fn there_is_an_end_to_pairs_and_levels() {
        assert_eq!(
            read(&"a=1&".repeat(MOST_PAIRS + 1)),
            Err(FormError::TooMany)
        );
        let deep = format!("a{}=1", "[b]".repeat(MOST_LEVELS));
        assert_eq!(read(&deep), Err(FormError::TooDeep("a".into())));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = decode(&bytes, &mut Form::new());
        }

        #[test]
        fn anything_like_a_form_is_read_or_refused(encoded in "([a-c%0-9]{0,3}(\\[[a-c0-9]{0,2}\\]?){0,4}=?[a-z%+]{0,3}&?){0,12}") {
            let _ = read(&encoded);
        }
    }
}
