//! Whose client it is, its last number, and its label in provisional codes.

use super::{Connection, Db, in_pieces};
use crate::db::{Batch, Client, DbError};
use sqlx::QueryBuilder;
use uuid::Uuid;

const COLUMNS: &str = "id, user_id, device, last_seq, label, name, created, withdrawn";

pub async fn by_id(
    connection: &mut Connection,
    workspace: Uuid,
    ids: &[Uuid],
) -> Result<Vec<Client>, DbError> {
    let mut found = Vec::new();
    for piece in in_pieces(ids, 1) {
        let mut query =
            QueryBuilder::<Db>::new(format!("SELECT {COLUMNS} FROM clients WHERE workspace = "));
        query.push_bind(workspace).push(" AND id IN (");
        let mut list = query.separated(", ");
        for id in piece {
            list.push_bind(*id);
        }
        query.push(")");
        let rows = query.build_query_as().persistent(false);
        found.extend(rows.fetch_all(&mut *connection).await?);
    }
    Ok(found)
}

pub async fn count(connection: &mut Connection, workspace: Uuid) -> Result<i64, DbError> {
    let count = sqlx::query_scalar("SELECT count(*) FROM clients WHERE workspace = $1")
        .bind(workspace)
        .fetch_one(connection)
        .await?;
    Ok(count)
}

/// A new client is bound for good; of a known one only its last number moves.
pub async fn store(
    connection: &mut Connection,
    workspace: Uuid,
    batch: &Batch,
) -> Result<(), DbError> {
    for piece in in_pieces(&batch.clients, 9) {
        let mut query =
            QueryBuilder::<Db>::new(format!("INSERT INTO clients (workspace, {COLUMNS}) "));
        query.push_values(piece, |mut row, client| {
            row.push_bind(workspace)
                .push_bind(client.id)
                .push_bind(client.user_id)
                .push_bind(client.device)
                .push_bind(client.last_seq)
                .push_bind(&client.label)
                .push_bind(&client.name)
                .push_bind(client.created)
                .push_bind(client.withdrawn);
        });
        query.push(" ON CONFLICT (workspace, id) DO UPDATE SET last_seq = excluded.last_seq");
        query
            .build()
            .persistent(false)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

pub async fn withdraw(
    connection: &mut Connection,
    workspace: Uuid,
    user: Uuid,
    device: Uuid,
    now: i64,
) -> Result<(), DbError> {
    sqlx::query(
        "UPDATE clients SET withdrawn = $4 WHERE workspace = $1 AND user_id = $2 AND device = $3 \
         AND withdrawn IS NULL",
    )
    .bind(workspace)
    .bind(user)
    .bind(device)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}
