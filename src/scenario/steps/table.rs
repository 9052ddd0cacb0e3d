//! Tables of steps, read at the rim.

use std::str::FromStr;

use cucumber::gherkin::Step;

use crate::scenario::cell::{characters, keys};
use crate::scenario::trouble::Stop;
use crate::scenario::world::World;

/// A table with a header: rows of cells by column.
pub struct Table<'a> {
    header: Vec<&'a str>,
    rows: Vec<Vec<&'a str>>,
}

impl<'a> Table<'a> {
    /// The table of a step, whose columns must be among these.
    pub fn of(world: &mut World, step: &'a Step, columns: &[&str]) -> Result<Self, Stop> {
        let mut rows = step.table.iter().flat_map(|table| &table.rows);
        let header: Vec<&str> = rows
            .next()
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        if header.is_empty() {
            return Err(world.fault(format!(
                "`{}` needs a table with the columns {}",
                step.value,
                columns.join(", ")
            )));
        }
        if let Some(stranger) = header.iter().find(|name| !columns.contains(name)) {
            let known = columns.join(", ");
            return Err(world.fault(format!(
                "`{}`: no column `{stranger}`; there are {known}",
                step.value
            )));
        }
        let rows = rows
            .map(|row| row.iter().map(String::as_str).collect())
            .collect();
        Ok(Self { header, rows })
    }

    /// The rows, each with its cells by column.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_, 'a>> {
        self.rows.iter().map(|cells| Row {
            header: &self.header,
            cells,
        })
    }
}

/// A row of a table.
pub struct Row<'t, 'a> {
    header: &'t [&'a str],
    cells: &'t [&'a str],
}

impl<'a> Row<'_, 'a> {
    /// The cell of a column, when the table has it and it is not empty.
    pub fn get(&self, column: &str) -> Option<&'a str> {
        let place = self.header.iter().position(|name| *name == column)?;
        self.cells
            .get(place)
            .copied()
            .filter(|cell| !cell.is_empty())
    }

    /// The parsed cell of a column that the table may leave out.
    pub fn parse<T: FromStr<Err = String>>(
        &self,
        world: &mut World,
        column: &str,
    ) -> Result<Option<T>, Stop> {
        self.get(column)
            .map(str::parse)
            .transpose()
            .map_err(|why| world.fault(why))
    }

    /// The parsed cell of a column that must be there.
    pub fn require<T: FromStr<Err = String>>(
        &self,
        world: &mut World,
        column: &str,
    ) -> Result<T, Stop> {
        match self.parse(world, column)? {
            Some(value) => Ok(value),
            None => Err(world.fault(format!("a row says nothing in the column `{column}`"))),
        }
    }
}

/// The pairs of a two-column table, whose header names the columns (`field | value`).
pub fn pairs(world: &mut World, step: &Step) -> Result<Vec<(String, String)>, Stop> {
    let rows = step
        .table
        .iter()
        .flat_map(|table| table.rows.iter().skip(1));
    let mut pairs = Vec::new();
    for row in rows {
        match row.as_slice() {
            [name, value] => pairs.push((name.clone(), value.clone())),
            _ => return Err(world.fault(format!("`{}` needs a table of two columns", step.value))),
        }
    }
    if pairs.is_empty() {
        return Err(world.fault(format!(
            "`{}` needs a table of two columns with a header",
            step.value
        )));
    }
    Ok(pairs)
}

/// The pairs of a table of parameters, with the ids and minor units that go on the wire.
pub async fn parameters(world: &mut World, step: &Step) -> Result<Vec<(String, String)>, Stop> {
    let mut params = Vec::new();
    for (name, text) in pairs(world, step)? {
        match keys(&text) {
            Some(count) => params.extend((1..=count).map(|number| {
                let value = number.to_string();
                (format!("{name}[key{number}]"), value)
            })),
            None => params.push((parameter_name(&name), world.parameter(&text).await?)),
        }
    }
    Ok(params)
}

/// The parameters of a step that may have a table of them.
pub async fn optional_parameters(
    world: &mut World,
    step: &Step,
) -> Result<Vec<(String, String)>, Stop> {
    match step.table {
        Some(_) => parameters(world, step).await,
        None => Ok(Vec::new()),
    }
}

/// The name of a parameter; `metadata[40 characters]` has a key of that length.
fn parameter_name(name: &str) -> String {
    let inner = name.strip_suffix(']').and_then(|name| name.split_once('['));
    match inner.and_then(|(head, key)| Some((head, characters(key)?))) {
        Some((head, key)) => format!("{head}[{key}]"),
        None => name.to_owned(),
    }
}
