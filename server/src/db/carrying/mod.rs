//! Everything a database holds, carried row by row into another one, whichever two kinds they are. Nothing here knows what a
//! table means: tables and columns are those the database names itself, so that a new table is carried without anybody
//! remembering it.
//!
//! | Term | Meaning |
//! |---|---|
//! | cell | one value in the form of the embedded database: nothing, a number, text or bytes |
//! | sum | how many rows a table has and the wrapping sum of their hashes: equal in whatever order the rows are read |
//!
//! * What is read belongs to one moment. * What is written is there whole, or not at all.

mod cell;
mod sum;

pub use cell::{Cell, Column, Form, Row, Table};
pub use sum::TableSum;

use super::{Answer, DbError};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use thiserror::Error;

/// Rows of the first piece of a table; the next ones follow from how large these were.
const ROWS_FIRST: usize = 8;
const ROWS_MAX: usize = 2_000;
/// What one piece should hold in memory.
const PIECE_BYTES: usize = 4 << 20;

/// One database in one transaction: all reading sees the same moment, and nothing that was put stays without `commit`.
pub trait Tables: Send {
    fn tables(&self) -> &[Table];
    fn count<'a>(&'a mut self, table: &'a Table) -> Answer<'a, i64>;
    /// In the order of the key, after this row of the table.
    fn rows_after<'a>(
        &'a mut self,
        table: &'a Table,
        after: Option<&'a Row>,
        limit: usize,
    ) -> Answer<'a, Vec<Row>>;
    /// Takes every row out of the table.
    fn empty<'a>(&'a mut self, table: &'a Table) -> Answer<'a, ()>;
    fn put<'a>(&'a mut self, table: &'a Table, rows: &'a [Row]) -> Answer<'a, ()>;
    fn commit(self: Box<Self>) -> Answer<'static, ()>;
}

/// How far it is: for people, and a place to stop.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress<'a> {
    pub table: &'a str,
    pub rows: i64,
    pub of: i64,
}

pub type Watch<'a> = &'a mut (dyn FnMut(Progress<'_>) -> ControlFlow<()> + Send);

#[derive(Debug, Error)]
pub enum NotCarried {
    #[error(transparent)]
    Database(#[from] DbError),
    #[error("it was stopped")]
    Stopped,
    #[error("the two databases do not have the same tables: {0} differs")]
    Differs(String),
}

/// Puts all rows of `from` into `to` in the place of what is there. The sums are those of the rows that were read.
pub async fn carry(
    from: &mut dyn Tables,
    to: &mut dyn Tables,
    watch: Watch<'_>,
) -> Result<Vec<TableSum>, NotCarried> {
    let tables = from.tables().to_vec();
    same(&tables, to.tables())?;
    let mut sums = Vec::with_capacity(tables.len());
    for table in &tables {
        let into = to.tables().iter().find(|other| other.name == table.name);
        let into = into.cloned().unwrap_or_else(|| table.clone());
        to.empty(&into).await?;
        sums.push(each_piece(from, table, Some((&mut *to, &into)), watch).await?);
    }
    Ok(sums)
}

/// Only reads.
pub async fn sums(from: &mut dyn Tables, watch: Watch<'_>) -> Result<Vec<TableSum>, NotCarried> {
    let mut sums = Vec::new();
    for table in from.tables().to_vec() {
        sums.push(each_piece(from, &table, None, watch).await?);
    }
    Ok(sums)
}

async fn each_piece(
    from: &mut dyn Tables,
    table: &Table,
    mut to: Option<(&mut dyn Tables, &Table)>,
    watch: Watch<'_>,
) -> Result<TableSum, NotCarried> {
    let (of, mut limit) = (from.count(table).await?, ROWS_FIRST);
    let (mut sum, mut last) = (TableSum::of(&table.name), None);
    loop {
        let rows = from.rows_after(table, last.as_ref(), limit).await?;
        if let Some((to, into)) = &mut to {
            to.put(into, &rows).await?;
        }
        rows.iter().for_each(|row| sum.add(row));
        let progress = Progress {
            table: &table.name,
            rows: sum.rows,
            of,
        };
        if watch(progress).is_break() {
            return Err(NotCarried::Stopped);
        }
        if rows.len() < limit {
            return Ok(sum);
        }
        limit = next_limit(&rows);
        last = rows.into_iter().next_back();
    }
}

/// Large rows come few at a time.
fn next_limit(rows: &[Row]) -> usize {
    let bytes: usize = rows.iter().flatten().map(Cell::size).sum();
    let fitting = PIECE_BYTES * rows.len() / bytes.max(1);
    fitting.clamp(1, ROWS_MAX)
}

/// The same names; a value's form is each database's own.
fn same(from: &[Table], to: &[Table]) -> Result<(), NotCarried> {
    let (from, to) = (named(from), named(to));
    let mut names = from.keys().chain(to.keys());
    let differs = names.find(|name| from.get(*name) != to.get(*name));
    differs.map_or(Ok(()), |name| Err(NotCarried::Differs(name.to_string())))
}

fn named(tables: &[Table]) -> BTreeMap<&str, String> {
    let named = tables.iter();
    let named = named.map(|table| (table.name.as_str(), table.column_names()));
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: usize) -> Row {
        vec![Cell::Number(1), Cell::Text("a".repeat(text))]
    }

    #[test]
    fn large_rows_come_few_at_a_time() {
        assert_eq!(next_limit(&[row(10), row(10)]), ROWS_MAX);
        assert_eq!(next_limit(&[row(3 << 20), row(3 << 20)]), 1);
        assert_eq!(next_limit(&[row(1 << 20)]), 3);
    }

    #[test]
    fn other_columns_are_another_table() {
        let table = |column: &str| Table {
            name: "things".into(),
            columns: vec![Column {
                name: column.into(),
                form: Form::Text,
            }],
            key: vec![0],
        };
        assert!(same(&[table("a")], &[table("a")]).is_ok());
        let differs = same(&[table("a")], &[table("b")]);
        assert!(matches!(differs, Err(NotCarried::Differs(name)) if name == "things"));
        assert!(same(&[table("a")], &[]).is_err());
    }
}
