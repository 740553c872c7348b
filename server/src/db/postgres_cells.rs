//! How the database server names its tables and keeps a value that the embedded database has in another form.

use super::{Connection, Db};
use crate::db::DbError;
use crate::db::carrying::{Cell, Column, Form, Row, Table};
use sqlx::postgres::PgRow;
use sqlx::{QueryBuilder, Row as _};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Ours; the list of migrations belongs to the database itself.
const COLUMNS: &str = "SELECT c.table_name::text, c.column_name::text, c.data_type::text \
     FROM information_schema.columns c JOIN information_schema.tables t \
     ON t.table_schema = c.table_schema AND t.table_name = c.table_name \
     WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' \
     AND left(c.table_name, 5) <> '_sqlx'";
const KEYS: &str = "SELECT k.table_name::text, k.column_name::text \
     FROM information_schema.key_column_usage k JOIN information_schema.table_constraints t \
     ON t.constraint_schema = k.constraint_schema AND t.constraint_name = k.constraint_name \
     AND t.table_name = k.table_name \
     WHERE k.table_schema = current_schema() AND t.constraint_type = 'PRIMARY KEY' \
     ORDER BY k.table_name, k.ordinal_position";

pub async fn tables(connection: &mut Connection) -> Result<Vec<Table>, DbError> {
    let columns: Vec<(String, String, String)> = (sqlx::query_as(COLUMNS).persistent(false))
        .fetch_all(&mut *connection)
        .await?;
    let keys: Vec<(String, String)> = (sqlx::query_as(KEYS).persistent(false))
        .fetch_all(&mut *connection)
        .await?;
    let mut of_table: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    for (table, column, kind) in columns {
        let form = form(&table, &column, &kind)?;
        let columns = of_table.entry(table).or_default();
        columns.push(Column { name: column, form });
    }
    let table = |(name, columns): (String, Vec<Column>)| {
        let key = keys.iter().filter(|(table, _)| *table == name);
        let key: Vec<String> = key.map(|(_, column)| column.clone()).collect();
        Table::new(&name, columns, &key)
    };
    Ok(of_table.into_iter().map(table).collect())
}

fn form(table: &str, column: &str, kind: &str) -> Result<Form, DbError> {
    match kind {
        "uuid" => Ok(Form::Id),
        "boolean" => Ok(Form::Truth),
        "bigint" => Ok(Form::Number),
        "text" => Ok(Form::Text),
        "bytea" => Ok(Form::Bytes),
        _ => Err(DbError::BadValue(format!(
            "{table}.{column} is of type {kind}"
        ))),
    }
}

pub fn read(row: &PgRow, table: &Table) -> Result<Row, DbError> {
    let cells = table.columns.iter().enumerate();
    let cells = cells.map(|(at, column)| {
        let cell = match column.form {
            Form::Id => {
                let id = row.try_get::<Option<Uuid>, _>(at)?;
                id.map(|id| Cell::Bytes(id.as_bytes().to_vec()))
            }
            Form::Truth => {
                let truth = row.try_get::<Option<bool>, _>(at)?;
                truth.map(|truth| Cell::Number(truth.into()))
            }
            Form::Number => row.try_get::<Option<i64>, _>(at)?.map(Cell::Number),
            Form::Text => row.try_get::<Option<String>, _>(at)?.map(Cell::Text),
            Form::Bytes => row.try_get::<Option<Vec<u8>>, _>(at)?.map(Cell::Bytes),
        };
        Ok(cell.unwrap_or(Cell::Nothing))
    });
    cells.collect()
}

pub fn bound(query: &mut QueryBuilder<Db>, column: &Column, cell: &Cell) -> Result<(), DbError> {
    match (column.form, cell) {
        (Form::Id, Cell::Nothing) => query.push_bind(None::<Uuid>),
        (Form::Truth, Cell::Nothing) => query.push_bind(None::<bool>),
        (Form::Number, Cell::Nothing) => query.push_bind(None::<i64>),
        (Form::Text, Cell::Nothing) => query.push_bind(None::<String>),
        (Form::Bytes, Cell::Nothing) => query.push_bind(None::<Vec<u8>>),
        (Form::Id, Cell::Bytes(bytes)) => {
            let id = Uuid::from_slice(bytes);
            query.push_bind(id.map_err(|_| strange(column))?)
        }
        (Form::Truth, Cell::Number(number)) => query.push_bind(*number != 0),
        (Form::Number, Cell::Number(number)) => query.push_bind(*number),
        (Form::Text, Cell::Text(text)) => query.push_bind(text.clone()),
        (Form::Bytes, Cell::Bytes(bytes)) => query.push_bind(bytes.clone()),
        _ => return Err(strange(column)),
    };
    Ok(())
}

fn strange(column: &Column) -> DbError {
    DbError::BadValue(format!(
        "a value in the column {} has another form",
        column.name
    ))
}
