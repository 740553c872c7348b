//! The workspaces themselves: where each stands, its epoch and its chain.

use super::{Connection, FOR_UPDATE};
use crate::db::{Batch, DbError, Workspace};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

const COLUMNS: &str = "id, name, epoch, revision, chain, feed_floor, backed_up, created";

pub async fn all(connection: &mut Connection) -> Result<Vec<Workspace>, DbError> {
    let text = format!("SELECT {COLUMNS} FROM workspaces ORDER BY created, name");
    let found = sqlx::query_as(AssertSqlSafe(text)).fetch_all(connection);
    Ok(found.await?)
}

pub async fn head(connection: &mut Connection, workspace: Uuid) -> Result<Workspace, DbError> {
    let text = format!("SELECT {COLUMNS} FROM workspaces WHERE id = $1");
    let row = sqlx::query_as(AssertSqlSafe(text)).bind(workspace);
    row.fetch_optional(connection)
        .await?
        .ok_or(DbError::NoWorkspace)
}

/// The first statement of a writer: from here on it is alone.
pub async fn lock(connection: &mut Connection, workspace: Uuid) -> Result<Workspace, DbError> {
    let text = format!("SELECT {COLUMNS} FROM workspaces WHERE id = $1{FOR_UPDATE}");
    let row = sqlx::query_as(AssertSqlSafe(text)).bind(workspace);
    row.fetch_optional(connection)
        .await?
        .ok_or(DbError::NoWorkspace)
}

pub async fn create(connection: &mut Connection, new: &Workspace) -> Result<bool, DbError> {
    let done = sqlx::query(
        "INSERT INTO workspaces (id, name, epoch, revision, chain, feed_floor, backed_up, created) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
    )
    .bind(new.id)
    .bind(&new.name)
    .bind(new.epoch)
    .bind(new.revision)
    .bind(&new.chain)
    .bind(new.feed_floor)
    .bind(new.backed_up)
    .bind(new.created)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub async fn advance(
    connection: &mut Connection,
    workspace: Uuid,
    batch: &Batch,
) -> Result<(), DbError> {
    sqlx::query("UPDATE workspaces SET revision = $2, chain = $3 WHERE id = $1")
        .bind(workspace)
        .bind(batch.revision)
        .bind(&batch.chain)
        .execute(connection)
        .await?;
    Ok(())
}

pub async fn note_backup(
    connection: &mut Connection,
    workspace: Uuid,
    revision: i64,
) -> Result<(), DbError> {
    sqlx::query("UPDATE workspaces SET backed_up = $2 WHERE id = $1 AND backed_up < $2")
        .bind(workspace)
        .bind(revision)
        .execute(connection)
        .await?;
    Ok(())
}

pub async fn start_epoch(
    connection: &mut Connection,
    workspace: Uuid,
    epoch: Uuid,
) -> Result<(), DbError> {
    sqlx::query("UPDATE workspaces SET epoch = $2 WHERE id = $1")
        .bind(workspace)
        .bind(epoch)
        .execute(connection)
        .await?;
    Ok(())
}

pub async fn raise_feed_floor(
    connection: &mut Connection,
    workspace: Uuid,
    revision: i64,
) -> Result<(), DbError> {
    sqlx::query("UPDATE workspaces SET feed_floor = $2 WHERE id = $1 AND feed_floor < $2")
        .bind(workspace)
        .bind(revision)
        .execute(connection)
        .await?;
    Ok(())
}
