//! Parameters of a request, read into the types that a call wants (`ENC-01` to `ENC-09`).

use std::collections::BTreeMap;

use super::custom::Custom;
use super::defect::Defect;
use super::error::ApiError;
use super::form::{Form, FormError, Param, decode};
use super::metadata::{Change, MOST_KEYS, TooManyKeys};
use crate::money::{Amount, Currency};

/// The longest key of metadata (`META-05`).
const LONGEST_KEY: usize = 40;
/// The longest value of metadata (`META-06`).
const LONGEST_VALUE: usize = 500;

/// The parameters of one request.
#[derive(Debug, Default)]
pub struct Params {
    form: Form,
    custom: Custom,
}

/// Whole numbers from one to another, both included (`PAGE-08`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    pub from: i64,
    pub to: i64,
}

impl Range {
    /// Everything.
    pub const ALL: Self = Self {
        from: i64::MIN,
        to: i64::MAX,
    };

    /// What lies in both.
    pub fn and(self, other: Self) -> Self {
        Self {
            from: self.from.max(other.from),
            to: self.to.min(other.to),
        }
    }
}

impl Params {
    /// Reads the query and the body of a request.
    pub fn read(query: &[u8], body: &[u8], custom: Custom) -> Result<Self, ApiError> {
        let mut form = Form::new();
        let mut add = |encoded| {
            decode(encoded, &mut form).map_err(|error| match error {
                FormError::TooMany => ApiError::invalid("Too many parameters."),
                FormError::NotText => ApiError::not_a_form("these are not UTF-8"),
                FormError::TooDeep(name) => {
                    ApiError::invalid("A parameter is nested too deeply.").param(name)
                }
                FormError::Clash(name) => {
                    ApiError::invalid(format!("Invalid parameter: {name} is given in two shapes"))
                        .param(name)
                }
            })
        };
        add(query)?;
        add(body)?;
        Ok(Self { form, custom })
    }

    /// How the world takes them.
    pub const fn custom(&self) -> Custom {
        self.custom
    }

    fn has(&self, defect: Defect) -> bool {
        self.custom.has(defect)
    }

    /// Refuses every parameter that is not one of these (`ENC-01`).
    pub fn only(&self, known: &[&str]) -> Result<(), ApiError> {
        self.only_such(|name| known.contains(&name))
    }

    /// The same, of those that are told by a question.
    pub fn only_such(&self, is_known: impl Fn(&str) -> bool) -> Result<(), ApiError> {
        if self.has(Defect::UnknownParameterAccepted) {
            return Ok(());
        }
        let unknown = self.form.keys().find(|name| !is_known(name));
        unknown.map_or(Ok(()), |name| Err(ApiError::unknown_parameter(name)))
    }

    /// A text; it cannot be empty.
    pub fn text(&self, name: &str) -> Result<Option<&str>, ApiError> {
        match self.form.get(name) {
            None => Ok(None),
            Some(Param::Text(text)) if text.is_empty() => Err(ApiError::invalid(format!(
                "You passed an empty string for '{name}', which cannot be unset."
            ))
            .code("parameter_invalid_empty")
            .param(name)),
            Some(Param::Text(text)) => Ok(Some(text)),
            Some(Param::List(_) | Param::Map(_)) => Err(ApiError::wrong_shape(name, "string")),
        }
    }

    /// A text of at most so many characters (`ENC-06`, `ENC-07`).
    pub fn short(&self, name: &str, most: usize) -> Result<Option<Box<str>>, ApiError> {
        let text = self.text(name)?;
        let length = text.map_or(0, |text| text.chars().count());
        let most = self.longest(name, most);
        if length > most && name == "statement_descriptor" && self.has(Defect::LongDescriptorCut) {
            let cut: Option<String> = text.map(|text| text.chars().take(most).collect());
            return Ok(cut.map(Box::from));
        }
        if length > most {
            return Err(ApiError::too_long(name, most));
        }
        Ok(text.map(Box::from))
    }

    /// How long a text can be, which a defect gets wrong by one.
    fn longest(&self, name: &str, most: usize) -> usize {
        let (more, less) = match name {
            "statement_descriptor" => (
                Defect::LongDescriptorAccepted,
                Defect::FullDescriptorRefused,
            ),
            "description" => (
                Defect::LongDescriptionAccepted,
                Defect::FullDescriptionRefused,
            ),
            _ => return most,
        };
        self.custom.about(most, more, less)
    }

    /// A text of at most so many characters that can be empty, to unset what was there.
    pub fn note(&self, name: &str, most: usize) -> Result<Option<Box<str>>, ApiError> {
        match self.form.get(name) {
            Some(Param::Text(text)) if text.is_empty() => Ok(Some(Box::default())),
            Some(_) | None => self.short(name, most),
        }
    }

    /// A whole number (`ENC-03`).
    pub fn integer(&self, name: &str) -> Result<Option<i64>, ApiError> {
        self.text(name)?.map(|text| integer(name, text)).transpose()
    }

    /// `true` or `false`.
    pub fn flag(&self, name: &str) -> Result<Option<bool>, ApiError> {
        self.one_of(name, &[("true", true), ("false", false)])
    }

    /// An amount of at least one minor unit (`ENC-04`).
    pub fn amount(&self, name: &str) -> Result<Option<Amount>, ApiError> {
        let in_words = || self.form.get(name).and_then(minor_units_in);
        let given = match self.integer(name) {
            Err(_) if self.has(Defect::AmountInWordsAccepted) => in_words(),
            Err(error) if self.has(Defect::AmountInWordsWithoutCode) => {
                return Err(error.without_code());
            }
            given => given?,
        };
        let Some(mut minor) = given else {
            return Ok(None);
        };
        if minor == 0 && self.has(Defect::ZeroAmountAccepted) {
            return Ok(Some(Amount::ZERO));
        }
        if self.has(Defect::NegativeAmountAccepted) {
            minor = minor.saturating_abs();
        }
        if minor < 1 {
            return Err(
                ApiError::invalid("This value must be greater than or equal to 1.")
                    .code("parameter_invalid_integer")
                    .param(name),
            );
        }
        if minor > Amount::MOST.minor() {
            let most = Amount::MOST;
            return Err(
                ApiError::invalid(format!("Amount must be no more than {most}."))
                    .code("amount_too_large")
                    .param(name),
            );
        }
        Ok(Some(Amount::new(minor)))
    }

    /// A currency (`ENC-09`).
    pub fn currency(&self, name: &str) -> Result<Option<Currency>, ApiError> {
        let Some(code) = self.text(name)? else {
            return Ok(None);
        };
        let unknown = || ApiError::invalid(format!("Invalid currency: {code}")).param(name);
        let usd = Some(Currency::USD).filter(|_| self.has(Defect::UnknownCurrencyAccepted));
        let known = Currency::parse(code).or(usd);
        known.ok_or_else(unknown).map(Some)
    }

    /// One of a closed list of words (`ENC-05`).
    pub fn one_of<T: Copy>(&self, name: &str, words: &[(&str, T)]) -> Result<Option<T>, ApiError> {
        let Some(text) = self.text(name)? else {
            return Ok(None);
        };
        match words.iter().find(|(word, _)| *word == text) {
            Some((_, value)) => Ok(Some(*value)),
            None if self.has(Defect::EnumUnchecked) => Ok(None),
            None if self.has(Defect::EnumRefusalUnnamed) => Err(not_one_of(name, words)),
            None => Err(not_one_of(name, words).param(name)),
        }
    }

    /// A number, or a range of `gt`, `gte`, `lt` and `lte` (`PAGE-08`).
    pub fn range(&self, name: &str) -> Result<Range, ApiError> {
        let made = name == "created";
        let off = |defect| i64::from(made && self.has(defect));
        let bounds = match self.form.get(name) {
            None => return Ok(Range::ALL),
            Some(Param::Map(bounds)) => bounds,
            Some(Param::List(_)) => return Err(ApiError::wrong_shape(name, "object")),
            Some(Param::Text(_)) if made && self.has(Defect::CreatedExactIgnored) => {
                return Ok(Range::ALL);
            }
            Some(Param::Text(_)) => {
                let exact = self.integer(name)?.unwrap_or_default();
                return Ok(Range {
                    from: exact,
                    to: exact,
                });
            }
        };
        let mut range = Range::ALL;
        for (bound, value) in bounds {
            let full = format!("{name}[{bound}]");
            let Param::Text(text) = value else {
                return Err(ApiError::wrong_shape(&full, "integer"));
            };
            // How far from the bound the first or last lies that is included.
            let (lower, step) = match bound.as_str() {
                "gt" => (true, 1 - off(Defect::CreatedGtInclusive)),
                "gte" => (true, off(Defect::CreatedGteExclusive)),
                "lt" => (false, 1 - off(Defect::CreatedLtInclusive)),
                "lte" => (false, off(Defect::CreatedLteExclusive)),
                _ => return Err(ApiError::unknown_parameter(full)),
            };
            let bound = integer(&full, text)?;
            if lower {
                range.from = range.from.max(bound.saturating_add(step));
            } else {
                range.to = range.to.min(bound.saturating_sub(step));
            }
        }
        Ok(range)
    }

    /// A list of texts, with or without indexes (`ENC-08`).
    pub fn list(&self, name: &str) -> Result<Vec<&str>, ApiError> {
        let invalid = || ApiError::wrong_shape(name, "array");
        match self.form.get(name) {
            None => Ok(Vec::new()),
            Some(Param::Map(_)) if self.has(Defect::IndexedExpandIgnored) => Ok(Vec::new()),
            Some(Param::Map(_)) if self.has(Defect::IndexedExpandRefused) => Err(invalid()),
            Some(Param::List(list)) => Ok(list.iter().map(String::as_str).collect()),
            Some(Param::Text(_)) => Err(invalid()),
            Some(Param::Map(map)) => {
                let mut indexed = BTreeMap::new();
                for (index, param) in map {
                    let index: usize = index.parse().map_err(|_| invalid())?;
                    let Param::Text(text) = param else {
                        return Err(invalid());
                    };
                    indexed.insert(index, text.as_str());
                }
                Ok(indexed.into_values().collect())
            }
        }
    }

    /// What is to happen to the metadata; nothing where it is not given (`META-01` to `META-07`).
    pub fn metadata(&self) -> Result<Change, ApiError> {
        let map = match self.form.get("metadata") {
            None => return Ok(Change::default()),
            Some(Param::Text(text)) if text.is_empty() => {
                let ignored = self.has(Defect::EmptyMetadataIgnored);
                return Ok(if ignored {
                    Change::default()
                } else {
                    Change::Clear
                });
            }
            Some(Param::Text(_) | Param::List(_)) => {
                return Err(ApiError::wrong_shape("metadata", "object"));
            }
            Some(Param::Map(map)) => map,
        };
        let custom = self.custom;
        let longest_key =
            custom.about(LONGEST_KEY, Defect::LongKeyAccepted, Defect::FullKeyRefused);
        let longest_value = custom.about(
            LONGEST_VALUE,
            Defect::LongValueAccepted,
            Defect::FullValueRefused,
        );
        let mut changes = BTreeMap::new();
        for (key, param) in map {
            let name = format!("metadata[{key}]");
            let Param::Text(value) = param else {
                return Err(ApiError::wrong_shape(&name, "string"));
            };
            for (what, text, most) in [("keys", key, longest_key), ("values", value, longest_value)]
            {
                if text.chars().count() > most {
                    return Err(ApiError::invalid(format!(
                        "Metadata {what} can have up to {most} characters, but you passed in one of {}.",
                        text.chars().count()
                    ))
                    .param(name));
                }
            }
            let kept = !value.is_empty() || self.has(Defect::EmptyValueStored);
            changes.insert(key.clone(), kept.then(|| value.clone()));
        }
        Ok(self.change(changes))
    }

    /// What keys and values come to, some of which are to go.
    fn change(&self, changes: BTreeMap<String, Option<String>>) -> Change {
        if self.has(Defect::EmptyValueClears) && changes.values().any(Option::is_none) {
            return Change::Clear;
        }
        if self.has(Defect::MetadataReplaced) {
            let set = changes.into_iter();
            return Change::Replace(set.filter_map(|(key, value)| Some((key, value?))).collect());
        }
        let (more, less) = (Defect::KeysAboveMost, Defect::MostKeysRefused);
        let uncounted = self.has(Defect::CarriedKeysUncounted) && changes.len() <= MOST_KEYS;
        let most = if uncounted {
            usize::MAX
        } else {
            self.custom.about(MOST_KEYS, more, less)
        };
        Change::Merge { changes, most }
    }

    /// A map below a parameter, as parameters of their own; empty where it is not given.
    pub fn below(&self, name: &str) -> Result<Option<Self>, ApiError> {
        match self.form.get(name) {
            None => Ok(None),
            Some(Param::Map(map)) => Ok(Some(Self {
                form: map.clone(),
                custom: self.custom,
            })),
            Some(Param::Text(_) | Param::List(_)) => Err(ApiError::wrong_shape(name, "object")),
        }
    }
}

impl From<TooManyKeys> for ApiError {
    fn from(TooManyKeys: TooManyKeys) -> Self {
        Self::invalid("You can have up to 50 metadata keys.").param("metadata")
    }
}

/// A value that must be given (`ENC-02`).
pub fn required<T>(value: Option<T>, name: &str) -> Result<T, ApiError> {
    value.ok_or_else(|| ApiError::missing_parameter(name))
}

fn integer(name: &str, text: &str) -> Result<i64, ApiError> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = plain.then(|| text.parse().ok()).flatten();
    number.ok_or_else(|| {
        ApiError::invalid(format!("Invalid integer: {text}"))
            .code("parameter_invalid_integer")
            .param(name)
    })
}

/// The number that words begin with, or a round one.
fn minor_units_in(param: &Param) -> Option<i64> {
    let Param::Text(text) = param else {
        return None;
    };
    let end = text.find(|letter: char| !letter.is_ascii_digit());
    Some(text[..end.unwrap_or(text.len())].parse().unwrap_or(100))
}

fn not_one_of<T>(name: &str, words: &[(&str, T)]) -> ApiError {
    let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let listed = match names.as_slice() {
        [only] => (*only).to_owned(),
        [first, last] => format!("{first} or {last}"),
        [head @ .., last] => format!("{}, or {last}", head.join(", ")),
        [] => String::new(),
    };
    ApiError::invalid(format!("Invalid {name}: must be one of {listed}"))
}

#[cfg(test)]
mod tests;
