//! Files as European spreadsheets write them, and files that went wrong.

use super::*;

fn read(file: &str) -> Table {
    Table::read(file.as_bytes(), &Options::default())
}

/// Each problem as `line code`, or `code` alone where it concerns the whole file.
fn findings(table: &Table) -> Vec<String> {
    let said = |problem: &Problem| match problem.value("line") {
        Some(line) => format!("{line} {}", problem.code),
        None => problem.code.to_string(),
    };
    table.problems.iter().map(said).collect()
}

#[track_caller]
fn check_marks(column: &[&str], expected: &[&str]) {
    let table = read(&format!(
        "Code;Number\n{}",
        column
            .iter()
            .map(|cell| format!("a;{cell}\n"))
            .collect::<String>()
    ));
    let numbers = (0..column.len()).map(|row| match table.decimal(row, 1) {
        Ok(number) => number.map_or("-".to_owned(), |number| number.to_string()),
        Err(problem) => format!("{problem:?}"),
    });
    assert_eq!(numbers.collect::<Vec<_>>(), expected);
}

#[test]
fn each_column_has_its_own_decimal_mark() {
    check_marks(
        &["1059,31", "12", "NULL", "1.234"],
        &["1059.31", "12", "-", "1234"],
    );
    check_marks(&["1016.04", "1,234", "-0.5"], &["1016.04", "1234", "-0.5"]);
    check_marks(
        &["1.234.567,89", "1 234,5", "1'000"],
        &["1234567.89", "1234.5", "1000"],
    );
    check_marks(
        &["0,125", "1234,567", "7.000"],
        &["0.125", "1234.567", "7000"],
    );
}

#[test]
fn what_could_be_meant_in_two_ways_is_not_guessed() {
    check_marks(&["1.234", "12"], &["Unsure", "12"]);
    check_marks(&["1,5", "2.5", "1.234"], &["1.5", "2.5", "Unsure"]);
    let table = read("Code;Number\na;1.234\n");
    assert_eq!(findings(&table), ["decimal-mark-unsure"]);
    let mut options = Options::default();
    options.marks.insert(1, DecimalMark::Comma);
    let told = Table::read(b"Code;Number\na;1.234\n", &options);
    assert_eq!(told.decimal(0, 1), Ok(Some(Decimal::from(1234))));
    assert!(told.problems.is_empty());
}

#[test]
fn what_is_no_number_says_so() {
    check_marks(&["1,5", "1.5"], &["1.5", "1.5"]);
    check_marks(
        &["1,5", "1.23.456", "12a", "1,2,3"],
        &["1.5", "Groups", "NotANumber", "NotANumber"],
    );
    check_marks(
        &["2002-06-01", "58", "M"],
        &["NotANumber", "58", "NotANumber"],
    );
}

#[test]
fn every_encoding_gives_the_same_rows() {
    let file = "Kod;Ad\r\n1;Isı kalkanı ş\r\n";
    let expected = read(file);
    assert_eq!(expected.cell(0, 1), Some("Isı kalkanı ş"));
    let little: Vec<u8> = "\u{feff}"
        .chars()
        .chain(file.chars())
        .flat_map(|letter| (letter as u16).to_le_bytes())
        .collect();
    let big: Vec<u8> = "\u{feff}"
        .chars()
        .chain(file.chars())
        .flat_map(|letter| (letter as u16).to_be_bytes())
        .collect();
    let (windows, _, _) = encoding_rs::WINDOWS_1254.encode(file);
    for bytes in [
        format!("\u{feff}{file}").as_bytes(),
        &little,
        &big,
        &windows,
    ] {
        assert_eq!(Table::read(bytes, &Options::default()).rows, expected.rows);
    }
}

#[test]
fn turkish_and_lithuanian_bytes_are_told_apart() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1257.encode("Kodas;Pavadinimas\n1;Žąsų šėtra\n");
    let table = Table::read(&bytes, &Options::default());
    assert_eq!(table.encoding, Encoding::Windows1257);
    assert_eq!(table.cell(0, 1), Some("Žąsų šėtra"));
    assert_eq!(findings(&table), ["encoding-guessed"]);
    let told = Options {
        encoding: Some(Encoding::Windows1254),
        ..Options::default()
    };
    assert!(Table::read(&bytes, &told).problems.is_empty());
}

#[test]
fn the_separator_is_found_also_beside_quotes_and_commas() {
    let cases = [
        ("a;b\n\"1;1\";2,5\n", Separator::Semicolon),
        ("a,b\n\"1;1\",2\n", Separator::Comma),
        ("a\tb\n1,5\t2,5\n", Separator::Tab),
        ("a|b|c\n1,5|2;5|3\n", Separator::Bar),
        ("sep=,\na,b;c\n1,2;3\n", Separator::Comma),
        ("Name, long;Price\nFrame, 58;1,5\n", Separator::Semicolon),
    ];
    for (file, expected) in cases {
        assert_eq!(read(file).separator, expected, "{file}");
    }
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let table = read("a;b\r\n1;\"two\r\nlines\"\r\n\r\n3;4\r\n5\r\n6;7");
    let lines: Vec<u64> = table.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [2, 5, 7]);
    assert_eq!(table.cell(0, 1), Some("two\r\nlines"));
    assert_eq!(findings(&table), ["6 wrong-number-of-cells"]);
    let old = read("a;b\r1;2\r3\r4;5\r");
    assert_eq!(findings(&old), ["3 wrong-number-of-cells"]);
}

#[test]
fn a_broken_row_loses_nothing_else() {
    let table = read("a;b\n1;\"open\n2;3\n4;5\n");
    assert_eq!(findings(&table), ["2 quote-not-closed"]);
    assert_eq!(
        table.rows.iter().map(|row| row.line).collect::<Vec<_>>(),
        [3, 4]
    );
    let later = read("a;b\n1;\"open\n2;3\n4;\"closed\"\n5;6\n");
    assert_eq!(findings(&later), ["2 quote-not-closed"]);
    assert_eq!(
        later.rows.iter().map(|row| row.line).collect::<Vec<_>>(),
        [3, 4, 5]
    );
    let inches = read("a;b\n5\" pipe;1\n6\" pipe;2");
    assert_eq!(inches.rows.len(), 2);
    assert!(inches.problems.is_empty());
}

#[test]
fn a_file_that_is_no_table_says_so() {
    assert_eq!(findings(&read("")), ["file-empty"]);
    assert_eq!(findings(&read("\n\n;;\n")), ["file-empty"]);
    assert_eq!(
        findings(&Table::read(b"PK\x03\x04\0\0", &Options::default())),
        ["not-text"]
    );
    let options = Options {
        rows_max: 1,
        ..Options::default()
    };
    let table = Table::read(b"a;b\n1;2\n3;4\n", &options);
    assert_eq!(
        (table.rows.len(), findings(&table)),
        (1, vec!["too-many-rows".to_owned()])
    );
}

#[test]
fn surplus_cells_are_taken_when_they_are_empty() {
    let table = read("a;b;a;\n1;2;3;;;\n1;2;3;;4\n");
    assert_eq!(table.rows.len(), 1);
    assert_eq!(
        findings(&table),
        ["column-twice", "column-unnamed", "3 wrong-number-of-cells"]
    );
}

#[test]
fn days_are_read_with_and_without_a_time() {
    let table = read("a;b\n2002-06-01 00:00:00.000;21.11.2026\nNULL;6/1/2002\n");
    assert_eq!(table.day(0, 0).unwrap().unwrap().to_string(), "2002-06-01");
    assert_eq!(table.day(0, 1).unwrap().unwrap().to_string(), "2026-11-21");
    assert_eq!(table.day(1, 0), Ok(None));
    assert_eq!(table.day(1, 1), Err(InvalidCellDay));
}

#[test]
fn columns_are_found_by_heading() {
    let table = read("Ürün Kodu;LİSTE FİYATI\n1;2\n");
    assert_eq!(table.column("urun kodu"), Some(0));
    assert_eq!(table.column("Liste Fiyatı"), Some(1));
}
