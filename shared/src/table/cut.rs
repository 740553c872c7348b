//! Where does one row end and the next begin, and on which line?
//! Knows quotes and line breaks; not how many cells a row should have.

use csv::{Reader, ReaderBuilder, StringRecord};

use super::separator::Separator;

/// One row as it was cut out of the file: the bytes from `start` to `end`.
pub(super) struct Record {
    pub cells: StringRecord,
    pub line: u64,
    start: usize,
    end: usize,
    pub quotes_broken: bool,
}

/// Walks through the file. `line` is the line of the byte `counted`; the reader began at the byte `base`.
pub(super) struct Records<'a> {
    pub text: &'a str,
    separator: Separator,
    reader: Reader<&'a [u8]>,
    base: usize,
    line: u64,
    counted: usize,
}

impl<'a> Records<'a> {
    pub fn new(text: &'a str, separator: Separator, base: usize) -> Records<'a> {
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
    pub fn next_filled(&mut self) -> Option<Record> {
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
    pub fn step_back_behind_first_line(&mut self, record: &Record) -> usize {
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
