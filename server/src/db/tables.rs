//! Every table of this database, whatever it means, read in one moment or written in one transaction; compiled once per back end.
//! How a value looks in this database is the back end's.

use super::cells::{bound, read};
use super::{Db, in_pieces};
use crate::db::carrying::{Row, Table, Tables};
use crate::db::{Answer, DbError};
use futures::FutureExt;
use sqlx::{AssertSqlSafe, QueryBuilder, Transaction};

pub struct AllTables {
    transaction: Transaction<'static, Db>,
    tables: Vec<Table>,
}

impl AllTables {
    pub async fn new(mut transaction: Transaction<'static, Db>) -> Result<Self, DbError> {
        let tables = super::cells::tables(&mut transaction).await?;
        Ok(Self {
            transaction,
            tables,
        })
    }

    async fn read_after(
        &mut self,
        table: &Table,
        after: Option<&Row>,
        limit: usize,
    ) -> Result<Vec<Row>, DbError> {
        let key = table.key_names();
        let mut query = QueryBuilder::<Db>::new(format!(
            "SELECT {} FROM {}",
            table.column_names(),
            table.name
        ));
        if let Some(last) = after {
            query.push(format!(" WHERE ({key}) > ("));
            for (number, place) in table.key.iter().enumerate() {
                query.push(if number == 0 { "" } else { ", " });
                bound(&mut query, &table.columns[*place], &last[*place])?;
            }
            query.push(")");
        }
        query.push(format!(" ORDER BY {key} LIMIT {limit}"));
        let rows = query.build().persistent(false);
        let rows = rows.fetch_all(&mut *self.transaction).await?;
        rows.iter().map(|row| read(row, table)).collect()
    }

    async fn write(&mut self, table: &Table, rows: &[Row]) -> Result<(), DbError> {
        for piece in in_pieces(rows, table.columns.len().max(1)) {
            let mut query = QueryBuilder::<Db>::new(format!(
                "INSERT INTO {} ({}) VALUES ",
                table.name,
                table.column_names()
            ));
            for (number, row) in piece.iter().enumerate() {
                query.push(if number == 0 { "(" } else { ", (" });
                for (place, (column, cell)) in table.columns.iter().zip(row).enumerate() {
                    query.push(if place == 0 { "" } else { ", " });
                    bound(&mut query, column, cell)?;
                }
                query.push(")");
            }
            let put = query.build().persistent(false);
            put.execute(&mut *self.transaction).await?;
        }
        Ok(())
    }
}

impl Tables for AllTables {
    fn tables(&self) -> &[Table] {
        &self.tables
    }

    fn count<'a>(&'a mut self, table: &'a Table) -> Answer<'a, i64> {
        async move {
            let text = format!("SELECT count(*) FROM {}", table.name);
            let count = sqlx::query_scalar(AssertSqlSafe(text));
            Ok(count.fetch_one(&mut *self.transaction).await?)
        }
        .boxed()
    }

    fn rows_after<'a>(
        &'a mut self,
        table: &'a Table,
        after: Option<&'a Row>,
        limit: usize,
    ) -> Answer<'a, Vec<Row>> {
        self.read_after(table, after, limit).boxed()
    }

    fn empty<'a>(&'a mut self, table: &'a Table) -> Answer<'a, ()> {
        async move {
            let delete = sqlx::query(AssertSqlSafe(format!("DELETE FROM {}", table.name)));
            delete.execute(&mut *self.transaction).await?;
            Ok(())
        }
        .boxed()
    }

    fn put<'a>(&'a mut self, table: &'a Table, rows: &'a [Row]) -> Answer<'a, ()> {
        self.write(table, rows).boxed()
    }

    fn commit(self: Box<Self>) -> Answer<'static, ()> {
        async move { Ok(self.transaction.commit().await?) }.boxed()
    }
}
