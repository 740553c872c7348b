//! How the embedded database names its tables and keeps a value.

use super::{Connection, Db};
use crate::db::DbError;
use crate::db::carrying::{Cell, Column, Form, Row, Table};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, QueryBuilder, Row as _};

/// Ours, in the order of their names; the list of migrations belongs to the file itself, and so does the seal of a backup.
const NAMES: &str = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' \
     AND name NOT LIKE '\\_sqlx%' ESCAPE '\\' AND name <> 'backup_seal' ORDER BY name";

pub async fn tables(connection: &mut Connection) -> Result<Vec<Table>, DbError> {
    let names: Vec<String> = (sqlx::query_scalar(NAMES).persistent(false))
        .fetch_all(&mut *connection)
        .await?;
    let mut tables = Vec::with_capacity(names.len());
    for name in names {
        let text = format!("SELECT name, type, pk FROM pragma_table_info('{name}')");
        let columns: Vec<(String, String, i64)> = sqlx::query_as(AssertSqlSafe(text))
            .fetch_all(&mut *connection)
            .await?;
        tables.push(table(&name, columns)?);
    }
    Ok(tables)
}

/// Of each column the name, the type and its place in the key, 0 where it is none of it.
fn table(name: &str, mut columns: Vec<(String, String, i64)>) -> Result<Table, DbError> {
    columns.sort_by_key(|(.., place)| *place);
    let key = columns.iter().filter(|(.., place)| *place > 0);
    let key: Vec<String> = key.map(|(column, ..)| column.clone()).collect();
    let columns = columns.into_iter().map(|(column, kind, _)| {
        let form = match kind.as_str() {
            "BLOB" => Form::Bytes,
            "TEXT" => Form::Text,
            "INTEGER" => Form::Number,
            _ => {
                return Err(DbError::BadValue(format!(
                    "{name}.{column} is of type {kind}"
                )));
            }
        };
        Ok(Column { name: column, form })
    });
    Ok(Table::new(name, columns.collect::<Result<_, _>>()?, &key))
}

pub fn read(row: &SqliteRow, table: &Table) -> Result<Row, DbError> {
    let cells = table.columns.iter().enumerate();
    let cells = cells.map(|(at, column)| {
        let cell = match column.form {
            Form::Text => row.try_get::<Option<String>, _>(at)?.map(Cell::Text),
            Form::Number | Form::Truth => row.try_get::<Option<i64>, _>(at)?.map(Cell::Number),
            Form::Bytes | Form::Id => row.try_get::<Option<Vec<u8>>, _>(at)?.map(Cell::Bytes),
        };
        Ok(cell.unwrap_or(Cell::Nothing))
    });
    cells.collect()
}

pub fn bound(query: &mut QueryBuilder<Db>, _: &Column, cell: &Cell) -> Result<(), DbError> {
    match cell {
        Cell::Nothing => query.push_bind(None::<i64>),
        Cell::Number(number) => query.push_bind(*number),
        Cell::Text(text) => query.push_bind(text.clone()),
        Cell::Bytes(bytes) => query.push_bind(bytes.clone()),
    };
    Ok(())
}
