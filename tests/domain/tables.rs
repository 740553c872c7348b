//! Tables that were written by a spreadsheet are read back whole, and no file makes the reader panic.

use proptest::prelude::*;
use shared::table::{Encoding, Options, Table};

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

fn written(rows: &[Vec<String>], separator: &str, line_break: &str) -> String {
    let line = |cells: &[String]| {
        cells
            .iter()
            .map(|cell| quoted(cell))
            .collect::<Vec<_>>()
            .join(separator)
    };
    rows.iter().map(|cells| line(cells) + line_break).collect()
}

proptest! {
    #[test]
    fn a_spreadsheets_rows_come_back(
        rows in prop::collection::vec(prop::collection::vec("[a-zğıİšž0-9;,|\" \n]{0,8}", 3), 0..8),
        separator in prop::sample::select(vec![";", ",", "\t", "|"]),
        line_break in prop::sample::select(vec!["\n", "\r\n", "\r"]),
    ) {
        let mut all = vec![vec!["Code".to_owned(), "Name".to_owned(), "Price".to_owned()]];
        all.extend(rows);
        let table = Table::read(written(&all, separator, line_break).as_bytes(), &Options::default());
        let filled = |row: &&Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
        let expected: Vec<&Vec<String>> = all[1..].iter().filter(filled).collect();
        prop_assert_eq!(table.rows.len(), expected.len());
        for (row, cells) in expected.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                prop_assert_eq!(table.cell(row, column).unwrap_or(""), cell.trim());
            }
        }
        prop_assert!(table.problems.iter().all(|problem| !problem.blocks()));
    }

    #[test]
    fn no_bytes_make_the_reader_panic(
        bytes in prop::collection::vec(prop_oneof![Just(b'"'), Just(b';'), Just(b'\n'), Just(b'\r'), Just(b'1'), Just(b','), any::<u8>()], 0..200),
        told in prop::option::of(prop::sample::select(&Encoding::ALL[..])),
    ) {
        let table = Table::read(&bytes, &Options { encoding: told, ..Options::default() });
        for row in 0..table.rows.len() {
            for column in 0..table.header.len() {
                let _ = (table.decimal(row, column), table.day(row, column));
            }
        }
    }

    #[test]
    fn numbers_come_back_with_either_mark(values in prop::collection::vec((-1_000_000_000..1_000_000_000i64, 0..6u32), 1..10), comma in any::<bool>()) {
        let values: Vec<_> = values.into_iter().map(|(mantissa, scale)| shared::money::Decimal::from_parts(mantissa.into(), scale).unwrap()).collect();
        let mark = if comma { "," } else { "." };
        // the last row proves the mark
        let lines = values.iter().map(|value| format!("x;{}\n", value.to_string().replace('.', mark)));
        let file = format!("Code;Price\n{}x;0{mark}5\n", lines.collect::<String>());
        let table = Table::read(file.as_bytes(), &Options::default());
        for (row, value) in values.iter().enumerate() {
            prop_assert_eq!(table.decimal(row, 1), Ok(Some(*value)));
        }
    }
}

#[test]
fn a_file_made_to_be_slow_ends_in_time() {
    // every line leaves a quote open that the next line closes and opens again, so each row reaches to the end
    let file = format!("Code;Name\n{}", "b\";\"y\n".repeat(100_000));
    let table = Table::read(file.as_bytes(), &Options::default());
    assert!(
        table
            .problems
            .iter()
            .any(|problem| problem.code == "too-many-broken-rows")
    );
}
