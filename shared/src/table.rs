//! What stands in a delimited text file as Europe writes it, and what is wrong with it, line by line?
//! Finds encoding, separator and the decimal mark of each column; does not know what any column means.

mod cut;
mod encoding;
mod letters;
mod numbers;
mod records;
mod separator;

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::money::Decimal;
use crate::problem::Problem;

pub use encoding::Encoding;
pub use numbers::{ColumnMark, DecimalMark, InvalidNumber, decimal};
pub use separator::Separator;

/// What the reader is told beforehand; everything left open is found out from the file.
#[derive(Clone, Debug)]
pub struct Options {
    pub encoding: Option<Encoding>,
    pub separator: Option<Separator>,
    /// Decimal marks of columns (counted from 0) that somebody decided, because the file leaves them open.
    pub marks: BTreeMap<usize, DecimalMark>,
    pub bytes_max: usize,
    pub rows_max: usize,
    pub columns_max: usize,
    /// Characters of one cell; a hexadecimal picture has ten thousand.
    pub cell_length_max: usize,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            encoding: None,
            separator: None,
            marks: BTreeMap::new(),
            bytes_max: 64 * 1024 * 1024,
            rows_max: 200_000,
            columns_max: 500,
            cell_length_max: 100_000,
        }
    }
}

/// One row and the line of the file it begins on (the header is usually line 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub line: u64,
    cells: csv::StringRecord,
}

impl Row {
    /// The cell trimmed; nothing for an empty cell, `NULL` and `\N`.
    pub fn cell(&self, column: usize) -> Option<&str> {
        let cell = self.cells.get(column)?.trim();
        (!matches!(cell, "" | "NULL" | "\\N")).then_some(cell)
    }
}

/// What was understood of a file, and all that was not. A problem with a line concerns that row, which is left
/// out when the problem blocks; one without a line concerns the whole file.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub encoding: Encoding,
    pub separator: Separator,
    pub header: Vec<String>,
    pub rows: Vec<Row>,
    /// How numbers are written, per column.
    pub marks: Vec<ColumnMark>,
    pub problems: Vec<Problem>,
}

/// Why a cell is not a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a day is written 2026-11-21 or 21.11.2026")]
pub struct InvalidCellDay;

impl Table {
    /// Reads the whole file. Never fails: a file that is no table gives no rows and a problem that says so.
    ///
    /// ```
    /// use shared::table::{Options, Table};
    /// let file = "Kod;Fiyat;Ağırlık\r\nA-1;1.059,31;1016.04\r\nA-2;12,50;NULL\r\n";
    /// let table = Table::read(file.as_bytes(), &Options::default());
    /// assert_eq!(table.decimal(0, 1).unwrap().unwrap().to_string(), "1059.31");
    /// assert_eq!(table.decimal(0, 2).unwrap().unwrap().to_string(), "1016.04");
    /// assert_eq!(table.decimal(1, 2), Ok(None));
    /// ```
    pub fn read(bytes: &[u8], options: &Options) -> Table {
        let mut table = Table::default();
        if bytes.len() > options.bytes_max {
            let problem = Problem::block("", "file-too-large").with("bytes_max", options.bytes_max);
            table.problems.push(problem);
            return table;
        }
        let text = encoding::decode(bytes, options.encoding, &mut table);
        records::read(&text, options, &mut table);
        table.marks = (0..table.header.len())
            .map(|column| table.column_mark(column, options))
            .collect();
        table.report_marks();
        table
    }

    /// The cell trimmed; nothing for an empty cell, `NULL` and `\N`. Rows and columns count from 0.
    pub fn cell(&self, row: usize, column: usize) -> Option<&str> {
        self.rows.get(row)?.cell(column)
    }

    /// The cell as a number, read with the decimal mark of its column. A number that could be meant in two
    /// ways is refused, never guessed: `1.234` in a column that shows nothing else.
    pub fn decimal(&self, row: usize, column: usize) -> Result<Option<Decimal>, InvalidNumber> {
        let mark = self.marks.get(column).copied().unwrap_or_default();
        self.cell(row, column)
            .map(|cell| numbers::by_column(cell, mark))
            .transpose()
    }

    /// The cell as a day: `2026-11-21`, with or without a time behind it, or `21.11.2026`.
    pub fn day(&self, row: usize, column: usize) -> Result<Option<Day>, InvalidCellDay> {
        self.cell(row, column)
            .map(|cell| day(cell).ok_or(InvalidCellDay))
            .transpose()
    }

    /// The column with that heading, without regard to case, marks and blanks.
    pub fn column(&self, name: &str) -> Option<usize> {
        let wanted = crate::text::fold(name);
        self.header
            .iter()
            .position(|heading| crate::text::fold(heading) == wanted)
    }

    fn cells_of(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(move |row| row.cell(column))
    }

    fn column_mark(&self, column: usize, options: &Options) -> ColumnMark {
        match options.marks.get(&column) {
            Some(mark) => ColumnMark::Sure(*mark),
            None => numbers::column_mark(self.cells_of(column)),
        }
    }

    fn report_marks(&mut self) {
        for (column, mark) in self.marks.iter().enumerate() {
            let code = match mark {
                ColumnMark::Unsure => "decimal-mark-unsure",
                ColumnMark::Mixed => "decimal-marks-mixed",
                ColumnMark::Sure(_) | ColumnMark::None => continue,
            };
            // codes and names may look like numbers here and there: only a column of numbers has a mark to report
            if self.cells_of(column).all(numbers::looks_like_number) {
                self.problems
                    .push(Problem::warn(self.header[column].as_str(), code).with("column", column));
            }
        }
    }
}

fn day(cell: &str) -> Option<Day> {
    let date = cell.split([' ', 'T']).next()?;
    if let Ok(day) = Day::parse(date) {
        return Some(day);
    }
    let mut parts = date.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests;
