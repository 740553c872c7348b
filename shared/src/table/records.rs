//! Which rows of the file become rows of the table, and why not the others?
//! A row that went wrong is blamed on its own line, and reading goes on with the next line.

use super::cut::{Record, Records};
use super::separator::{find_separator, told_separator};
use super::{Options, Row, Table};
use crate::problem::Problem;

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
