//! TOML that people write, strictly read: what is wrong is told with its line and the nearest valid name.

use std::fmt;

use toml_edit::{Document, Item, TableLike};

use crate::nearest::suggestion;

/// Why a file is refused: where, and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {what}")]
pub struct Wrong {
    place: String,
    what: String,
}

impl Wrong {
    /// Something wrong with a file as a whole.
    pub fn with(file: &str, what: impl fmt::Display) -> Self {
        Self::at(file.to_owned(), what)
    }

    fn at(place: String, what: impl fmt::Display) -> Self {
        Self {
            place,
            what: what.to_string(),
        }
    }
}

/// A TOML file, with the name by which it is told.
#[derive(Debug)]
pub struct Sheet {
    name: String,
    document: Document<String>,
}

impl Sheet {
    /// Reads a file's text.
    ///
    /// # Errors
    /// Where it is no TOML, and why.
    pub fn read(name: &str, text: &str) -> Result<Self, Wrong> {
        let document = Document::parse(text.to_owned()).map_err(|error| {
            let line = line_of(text, error.span().map_or(0, |span| span.start));
            let message = error.message().replace('\n', "; ");
            Wrong::at(format!("{name}:{line}"), format!("no TOML: {message}"))
        })?;
        Ok(Self {
            name: name.to_owned(),
            document,
        })
    }

    /// The table that the file is.
    #[must_use]
    pub fn root(&self) -> Section<'_> {
        Section {
            sheet: self,
            table: self.document.as_table(),
            start: 0,
        }
    }

    fn place(&self, offset: usize) -> String {
        format!("{}:{}", self.name, line_of(self.document.raw(), offset))
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    let before = text.bytes().take(offset);
    before.filter(|byte| *byte == b'\n').count() + 1
}

/// A table of a file.
#[derive(Clone, Copy)]
pub struct Section<'a> {
    sheet: &'a Sheet,
    table: &'a dyn TableLike,
    start: usize,
}

impl fmt::Debug for Section<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place())
    }
}

impl<'a> Section<'a> {
    /// Where it begins, as `known.toml:12`.
    #[must_use]
    pub fn place(&self) -> String {
        self.sheet.place(self.start)
    }

    /// Where a key stands, or the table where it does not.
    #[must_use]
    pub fn place_of(&self, key: &str) -> String {
        let stands = self.table.get_key_value(key);
        let span = stands.and_then(|(key, _)| key.span());
        self.sheet.place(span.map_or(self.start, |span| span.start))
    }

    /// Something wrong with a key, told with its line.
    pub fn wrong(&self, key: &str, what: impl fmt::Display) -> Wrong {
        Wrong::at(self.place_of(key), what)
    }

    /// Its keys, as they come.
    pub fn keys(&self) -> impl Iterator<Item = &'a str> {
        self.table.iter().map(|(key, _)| key)
    }

    /// What a key holds, whatever it is.
    #[must_use]
    pub fn item(&self, key: &str) -> Option<&'a Item> {
        self.table.get(key)
    }

    /// Refuses every key but these.
    ///
    /// # Errors
    /// The first other one, with the nearest of these.
    pub fn only(&self, known: &[&str]) -> Result<(), Wrong> {
        match self.keys().find(|key| !known.contains(key)) {
            None => Ok(()),
            Some(key) => {
                let near = suggestion(key, known.iter().copied());
                let what = if near.is_empty() {
                    format!("unknown key `{key}` (known: {})", known.join(", "))
                } else {
                    format!("unknown key `{key}`{near}")
                };
                Err(self.wrong(key, what))
            }
        }
    }

    /// The text of a key.
    ///
    /// # Errors
    /// When it is something else.
    pub fn text(&self, key: &str) -> Result<Option<&'a str>, Wrong> {
        self.typed(key, "a text", Item::as_str)
    }

    /// The text of a key that must be there.
    ///
    /// # Errors
    /// When it is absent, empty or something else.
    pub fn needed(&self, key: &str) -> Result<&'a str, Wrong> {
        match self.text(key)? {
            Some(text) if !text.trim().is_empty() => Ok(text),
            Some(_) => Err(self.wrong(key, format!("`{key}` is empty"))),
            None => Err(self.wrong(key, format!("`{key}` is missing"))),
        }
    }

    /// The truth of a key.
    ///
    /// # Errors
    /// When it is something else.
    pub fn truth(&self, key: &str) -> Result<Option<bool>, Wrong> {
        self.typed(key, "true or false", Item::as_bool)
    }

    /// The number of a key, as it is written.
    ///
    /// # Errors
    /// When it is something else.
    pub fn number(&self, key: &str) -> Result<Option<String>, Wrong> {
        self.typed(key, "a number", |item| {
            let whole = item.as_integer().map(|number| number.to_string());
            whole.or_else(|| item.as_float().map(|number| number.to_string()))
        })
    }

    /// The day of a key: a TOML date, or a text that is one.
    ///
    /// # Errors
    /// When it is something else.
    pub fn day(&self, key: &str) -> Result<Option<chrono::NaiveDate>, Wrong> {
        self.typed(key, "a date, as in 2026-12-31", |item| {
            let date = item.as_datetime().filter(|time| time.time.is_none());
            let text = date.map(ToString::to_string);
            let text = text.or_else(|| item.as_str().map(str::to_owned))?;
            text.parse().ok()
        })
    }

    /// The texts of a key that holds a list of them.
    ///
    /// # Errors
    /// When it is something else.
    pub fn texts(&self, key: &str) -> Result<Option<Vec<&'a str>>, Wrong> {
        self.typed(key, "a list of texts", |item| {
            let list = item.as_array()?;
            list.iter().map(toml_edit::Value::as_str).collect()
        })
    }

    /// The table of a key.
    ///
    /// # Errors
    /// When it is something else.
    pub fn section(&self, key: &str) -> Result<Option<Section<'a>>, Wrong> {
        let table = self.typed(key, "a table", Item::as_table_like)?;
        Ok(table.map(|table| self.inside(key, table)))
    }

    /// The tables of a key, as in `[[known]]`.
    ///
    /// # Errors
    /// When it is something else.
    pub fn sections(&self, key: &str) -> Result<Vec<Section<'a>>, Wrong> {
        let tables = self.typed(key, "a list of tables", |item| item.as_array_of_tables())?;
        let tables = tables.into_iter().flat_map(toml_edit::ArrayOfTables::iter);
        Ok(tables
            .map(|table| Section {
                sheet: self.sheet,
                table,
                start: table.span().map_or(self.start, |span| span.start),
            })
            .collect())
    }

    fn inside(&self, key: &str, table: &'a dyn TableLike) -> Section<'a> {
        let span = self.table.get_key_value(key).and_then(|(key, item)| {
            let header = item.as_table().and_then(toml_edit::Table::span);
            header.or_else(|| key.span())
        });
        Section {
            sheet: self.sheet,
            table,
            start: span.map_or(self.start, |span| span.start),
        }
    }

    fn typed<T>(
        &self,
        key: &str,
        must: &str,
        read: impl FnOnce(&'a Item) -> Option<T>,
    ) -> Result<Option<T>, Wrong> {
        let Some(item) = self.table.get(key) else {
            return Ok(None);
        };
        read(item).map(Some).ok_or_else(|| {
            let is = item.type_name();
            self.wrong(
                key,
                format!("`{key}` must be {must}; it is of the type {is}"),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told<T>(result: Result<T, Wrong>) -> String {
        result
            .err()
            .map(|wrong| wrong.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() -> Result<(), Wrong> {
        assert!(told(Sheet::read("a.toml", "x = 1\ny =\n")).starts_with("a.toml:2: no TOML: "));
        let sheet = Sheet::read("a.toml", "\njbos = 1\n[[t]]\n\n[[t]]\nn = 'x'\n")?;
        let root = sheet.root();
        let wrong = told(root.only(&["jobs", "t"]));
        assert_eq!(wrong, "a.toml:2: unknown key `jbos`; did you mean `jobs`?");
        let wrong = told(root.text("jbos"));
        assert_eq!(
            wrong,
            "a.toml:2: `jbos` must be a text; it is of the type integer"
        );
        let tables = root.sections("t")?;
        assert_eq!(told(tables[1].needed("m")), "a.toml:5: `m` is missing");
        let wrong = told(tables[1].number("n"));
        assert_eq!(
            wrong,
            "a.toml:6: `n` must be a number; it is of the type string"
        );
        Ok(())
    }
}
