//! Where does one row end and the next begin, and on which line?
//! A row that went wrong is blamed on its own line, and reading goes on with the next line.

use csv::{Reader, ReaderBuilder, StringRecord};
use serde::{Deserialize, Serialize};

use super::{Options, Row, Table};
use crate::problem::Problem;

/// What stands between two cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Separator {
    #[default]
    Semicolon,
    Tab,
    Bar,
    Comma,
}

impl Separator {
    /// In the order in which they are believed when two fit equally well: the comma last, because it also stands in numbers.
    pub const ALL: [Separator; 4] = [
        Separator::Semicolon,
        Separator::Tab,
        Separator::Bar,
        Separator::Comma,
    ];

    fn byte(self) -> u8 {
        match self {
            Separator::Semicolon => b';',
            Separator::Tab => b'\t',
            Separator::Bar => b'|',
            Separator::Comma => b',',
        }
    }
}

/// Rows looked at to find the separator.
const SAMPLE_ROWS: usize = 30;
/// Bytes that may be read again behind broken rows before reading stops: a file made to be slow must end too.
const REREAD_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Fills header, rows and problems of the table.
pub(super) fn read(text: &str, options: &Options, table: &mut Table) {
    if text.contains('\0') {
        table.problems.push(Problem::block("", "not-text"));
        return;
    }
    let (told, start) = told_separator(text);
    table.separator = options
        .separator
        .or(told)
        .unwrap_or_else(|| find_separator(&text[start..]));
    let mut records = Records::new(text, table.separator, start);
    match records.next_filled() {
        Some(record) if record.quotes_broken => {
            table
                .problems
                .push(Problem::block("", "quote-not-closed").with("line", record.line));
        }
        Some(record) if record.cells.len() <= options.columns_max => take_header(&record, table),
        Some(record) => {
            let problem = Problem::block("", "too-many-columns");
            table
                .problems
                .push(problem.with("count", record.cells.len()));
        }
        None => table.problems.push(Problem::block("", "file-empty")),
    }
    if !table.header.is_empty() {
        take_rows(&mut records, options, table);
    }
}

/// Spreadsheets write a first line `sep=;` when asked to; it is no header.
fn told_separator(text: &str) -> (Option<Separator>, usize) {
    let line_end = text.find('\n').map_or(text.len(), |end| end + 1);
    let sign = text[..line_end]
        .trim_end_matches(['\r', '\n'])
        .strip_prefix("sep=");
    let found = sign.and_then(|sign| {
        Separator::ALL
            .into_iter()
            .find(|separator| sign.as_bytes() == [separator.byte()])
    });
    (found, if found.is_some() { line_end } else { 0 })
}

/// The separator with which most of the first rows have as many cells as the header, and more than one.
fn find_separator(text: &str) -> Separator {
    let fits = |separator: &Separator| {
        let mut records = Records::new(text, *separator, 0);
        let width = records.next_filled().map_or(0, |header| header.cells.len());
        let sample = std::iter::from_fn(|| records.next_filled()).take(SAMPLE_ROWS);
        let alike = sample.filter(|record| record.cells.len() == width).count();
        if width > 1 {
            (alike + 1, width)
        } else {
            (0, 0)
        }
    };
    // the last of equals wins, so the most trusted one comes last
    Separator::ALL
        .into_iter()
        .rev()
        .max_by_key(fits)
        .unwrap_or_default()
}

fn take_header(record: &Record, table: &mut Table) {
    table.header = record
        .cells
        .iter()
        .map(|name| name.trim().to_owned())
        .collect();
    for (column, name) in table.header.iter().enumerate() {
        if name.is_empty() {
            table
                .problems
                .push(Problem::warn("", "column-unnamed").with("column", column));
        } else if table.header[..column].contains(name) {
            let problem = Problem::warn(name.as_str(), "column-twice");
            table.problems.push(problem.with("column", column));
        }
    }
}

fn take_rows(records: &mut Records<'_>, options: &Options, table: &mut Table) {
    let mut reread = 0;
    while let Some(record) = records.next_filled() {
        let Some(problem) = problem_of(&record, table.header.len(), options) else {
            if table.rows.len() >= options.rows_max {
                let problem =
                    Problem::block("", "too-many-rows").with("rows_max", options.rows_max);
                table.problems.push(problem);
                return;
            }
            table.rows.push(Row {
                line: record.line,
                cells: record.cells,
            });
            continue;
        };
        table.problems.push(problem.with("line", record.line));
        reread += records.step_back_behind_first_line(&record);
        if reread > REREAD_BYTES_MAX.max(records.text.len() * 2) {
            table
                .problems
                .push(Problem::block("", "too-many-broken-rows"));
            return;
        }
    }
}

fn problem_of(record: &Record, width: usize, options: &Options) -> Option<Problem> {
    let found = record.cells.len();
    let surplus_empty = || {
        record
            .cells
            .iter()
            .skip(width)
            .all(|cell| cell.trim().is_empty())
    };
    if record.quotes_broken {
        return Some(Problem::block("", "quote-not-closed"));
    }
    if found < width || (found > width && !surplus_empty()) {
        let problem = Problem::block("", "wrong-number-of-cells");
        return Some(problem.with("found", found).with("expected", width));
    }
    // bytes first: counting characters of every cell would double the work
    let too_long = |cell: &str| {
        cell.len() > options.cell_length_max && cell.chars().count() > options.cell_length_max
    };
    let cell = record.cells.iter().position(too_long)?;
    Some(Problem::block("", "cell-too-long").with("column", cell))
}

/// One row as it was cut out of the file: the bytes from `start` to `end`.
struct Record {
    cells: StringRecord,
    line: u64,
    start: usize,
    end: usize,
    quotes_broken: bool,
}

/// Walks through the file. `line` is the line of the byte `counted`; the reader began at the byte `base`.
struct Records<'a> {
    text: &'a str,
    separator: Separator,
    reader: Reader<&'a [u8]>,
    base: usize,
    line: u64,
    counted: usize,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, separator: Separator, base: usize) -> Records<'a> {
        let reader = reader_of(&text[base..], separator);
        Records {
            text,
            separator,
            reader,
            base,
            line: 1,
            counted: 0,
        }
    }

    /// The next row in which anything stands.
    fn next_filled(&mut self) -> Option<Record> {
        loop {
            let record = self.next()?;
            if record.cells.iter().any(|cell| !cell.trim().is_empty()) {
                return Some(record);
            }
        }
    }

    fn next(&mut self) -> Option<Record> {
        let position = self.offset();
        let mut cells = StringRecord::new();
        // decoded text cannot offend the reader, and rows of any width are taken
        self.reader
            .read_record(&mut cells)
            .ok()
            .filter(|found| *found)?;
        let end = self.offset();
        // the reader leaves the second half of a line break, and empty lines, to the row behind them
        let cut = &self.text[position..end];
        let start = end - cut.trim_start_matches(['\r', '\n']).len();
        let line = self.line_at(start);
        let quotes_broken = quotes_broken(&self.text[start..end], self.separator);
        Some(Record {
            cells,
            line,
            start,
            end,
            quotes_broken,
        })
    }

    fn offset(&self) -> usize {
        self.base + self.reader.position().byte() as usize
    }

    fn line_at(&mut self, offset: usize) -> u64 {
        // stepping back never goes before the first line of the row that was read last
        self.line += line_breaks(&self.text[self.counted..offset]);
        self.counted = offset;
        self.line
    }

    /// After a broken row over several lines, reads on at its second line; answers how many bytes are read again.
    fn step_back_behind_first_line(&mut self, record: &Record) -> usize {
        let cut = &self.text[record.start..record.end];
        let Some(line_end) = cut.trim_end_matches(['\r', '\n']).find(['\r', '\n']) else {
            return 0;
        };
        self.base = record.start + line_end;
        self.reader = reader_of(&self.text[self.base..], self.separator);
        record.end - self.base
    }
}

fn reader_of(text: &str, separator: Separator) -> Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder
        .has_headers(false)
        .flexible(true)
        .delimiter(separator.byte());
    builder.from_reader(text.as_bytes())
}

/// Line breaks of any kind: CR LF counts once.
pub(super) fn line_breaks(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let breaks = bytes.iter().enumerate().filter(|(place, byte)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(place + 1) != Some(&b'\n'),
        _ => false,
    });
    breaks.count() as u64
}

/// Whether a quoted cell over several lines was never closed, or was "closed" by the opening quote of a later
/// cell, which shows in text right behind it. A quote within a bare cell is an inch, not a quote.
fn quotes_broken(row: &str, separator: Separator) -> bool {
    enum At {
        CellStart,
        Bare,
        Quoted,
        QuoteSeen,
    }
    if !row.contains('"') {
        return false;
    }
    let mut at = At::CellStart;
    let mut breaks_inside = false;
    for byte in row.bytes() {
        at = match (at, byte) {
            (At::CellStart | At::QuoteSeen, b'"') => At::Quoted,
            (At::Quoted, b'"') => At::QuoteSeen,
            (At::Quoted, _) => {
                breaks_inside |= matches!(byte, b'\n' | b'\r');
                At::Quoted
            }
            (_, b'\n' | b'\r') => At::CellStart,
            (_, byte) if byte == separator.byte() => At::CellStart,
            (At::QuoteSeen, _) if breaks_inside => return true,
            _ => At::Bare,
        };
    }
    matches!(at, At::Quoted)
}
