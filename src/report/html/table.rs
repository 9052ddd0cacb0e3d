//! Tables of steps, their columns in line.

/// The rows of a table as written (`| a | b |`), each column as wide as its widest cell.
pub(super) fn aligned(rows: &str) -> String {
    let rows: Vec<Vec<&str>> = rows.lines().map(cells).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widest = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    let line = |row: &Vec<&str>| {
        let cells = row.iter().zip(&widths);
        let cells: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        format!("| {} |\n", cells.join(" | "))
    };
    rows.iter().map(line).collect()
}

/// The cells of a row; `\|` is no border.
fn cells(row: &str) -> Vec<&str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').unwrap_or(row);
    let mut cells = Vec::new();
    let (mut from, mut escaped) = (0, false);
    for (at, c) in row.char_indices() {
        if c == '|' && !escaped {
            cells.push(row[from..at].trim());
            from = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    cells.push(row[from..].trim());
    cells
}

#[cfg(test)]
mod tests {
    use super::aligned;

    #[test]
    fn columns_stand_in_line() {
        assert_eq!(
            aligned("| a | bcd |\n| éé | x \\| y |\n|  |\nno row"),
            "| a      | bcd    |\n| éé     | x \\| y |\n|        |\n| no row |\n"
        );
    }
}
