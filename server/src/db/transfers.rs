//! Every document on its way to an ERP: what, when, how often tried, how it ended.

use super::{Connection, Db, SKIP_LOCKED, in_pieces};
use crate::db::{Batch, DbError, Lease, Transfer, TransferStep, TransferSum};
use sqlx::{AssertSqlSafe, QueryBuilder};
use uuid::Uuid;

const COLUMNS: &str = "key, set_id, kind, document, state, payload, attempts, answer, due, lease_until, \
     created, changed";

/// Written in the transaction of the decision that caused them. A key that exists already is the same effect again: it says what it
/// says now, and if nobody is working on it any more, it is tried again.
pub async fn store(
    connection: &mut Connection,
    workspace: Uuid,
    batch: &Batch,
) -> Result<(), DbError> {
    for piece in in_pieces(&batch.transfers, 13) {
        let mut query =
            QueryBuilder::<Db>::new(format!("INSERT INTO transfers (workspace, {COLUMNS}) "));
        query.push_values(piece, |mut row, transfer| {
            row.push_bind(workspace)
                .push_bind(&transfer.key)
                .push_bind(transfer.set_id)
                .push_bind(&transfer.kind)
                .push_bind(transfer.document)
                .push_bind(&transfer.state)
                .push_bind(&transfer.payload)
                .push_bind(transfer.attempts)
                .push_bind(&transfer.answer)
                .push_bind(transfer.due)
                .push_bind(transfer.lease_until)
                .push_bind(transfer.created)
                .push_bind(transfer.changed);
        });
        query.push(" ON CONFLICT (workspace, key) DO UPDATE SET payload = excluded.payload, changed = excluded.changed, \
             due = CASE WHEN transfers.state IN ('needs_human', 'withdrawn') THEN excluded.due ELSE transfers.due END, \
             state = CASE WHEN transfers.state IN ('needs_human', 'withdrawn') THEN 'pending' ELSE transfers.state END \
             WHERE transfers.state IN ('needs_human', 'withdrawn') \
             OR transfers.state <> 'confirmed' AND transfers.payload <> excluded.payload");
        query
            .build()
            .persistent(false)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// The row comes back as it was before this attempt, so that the worker sees whether somebody may have sent it already.
pub async fn claim(
    connection: &mut Connection,
    workspace: Uuid,
    lease: Lease,
) -> Result<Vec<Transfer>, DbError> {
    let text = format!(
        "SELECT {COLUMNS} FROM transfers WHERE workspace = $1 AND state IN ('pending', 'sending') \
         AND due <= $2 AND (lease_until IS NULL OR lease_until <= $2) ORDER BY due LIMIT $3{SKIP_LOCKED}"
    );
    let found: Vec<Transfer> = sqlx::query_as(AssertSqlSafe(text))
        .bind(workspace)
        .bind(lease.now)
        .bind(lease.limit)
        .fetch_all(&mut *connection)
        .await?;
    for piece in in_pieces(&found, 1) {
        let mut query =
            QueryBuilder::<Db>::new("UPDATE transfers SET state = 'sending', lease_until = ");
        query.push_bind(lease.until);
        query
            .push(", attempts = attempts + 1, changed = ")
            .push_bind(lease.now);
        query
            .push(" WHERE workspace = ")
            .push_bind(workspace)
            .push(" AND key IN (");
        let mut keys = query.separated(", ");
        for transfer in piece {
            keys.push_bind(&transfer.key);
        }
        query.push(")");
        query
            .build()
            .persistent(false)
            .execute(&mut *connection)
            .await?;
    }
    Ok(found)
}

pub async fn finish(
    connection: &mut Connection,
    workspace: Uuid,
    step: &TransferStep,
) -> Result<(), DbError> {
    sqlx::query(
        "UPDATE transfers SET state = $3, answer = $4, due = $5, changed = $6, lease_until = NULL \
         WHERE workspace = $1 AND key = $2",
    )
    .bind(workspace)
    .bind(&step.key)
    .bind(&step.state)
    .bind(&step.answer)
    .bind(step.due)
    .bind(step.now)
    .execute(connection)
    .await?;
    Ok(())
}

pub async fn by_key(
    connection: &mut Connection,
    workspace: Uuid,
    key: &str,
) -> Result<Option<Transfer>, DbError> {
    let text = format!("SELECT {COLUMNS} FROM transfers WHERE workspace = $1 AND key = $2");
    let row = sqlx::query_as(AssertSqlSafe(text))
        .bind(workspace)
        .bind(key);
    Ok(row.fetch_optional(connection).await?)
}

pub async fn newest(
    connection: &mut Connection,
    workspace: Uuid,
    limit: i64,
) -> Result<Vec<Transfer>, DbError> {
    let text = format!(
        "SELECT {COLUMNS} FROM transfers WHERE workspace = $1 ORDER BY changed DESC, key LIMIT $2"
    );
    let rows = sqlx::query_as(AssertSqlSafe(text))
        .bind(workspace)
        .bind(limit);
    Ok(rows.fetch_all(connection).await?)
}

pub async fn of_document(
    connection: &mut Connection,
    workspace: Uuid,
    document: Uuid,
) -> Result<Vec<Transfer>, DbError> {
    let text = format!(
        "SELECT {COLUMNS} FROM transfers WHERE workspace = $1 AND document = $2 ORDER BY created, key"
    );
    let rows = sqlx::query_as(AssertSqlSafe(text))
        .bind(workspace)
        .bind(document);
    Ok(rows.fetch_all(connection).await?)
}

pub async fn of_set(
    connection: &mut Connection,
    workspace: Uuid,
    set: Uuid,
    limit: i64,
) -> Result<Vec<Transfer>, DbError> {
    let text = format!(
        "SELECT {COLUMNS} FROM transfers WHERE workspace = $1 AND set_id = $2 \
         ORDER BY changed DESC, key LIMIT $3"
    );
    let rows = sqlx::query_as(AssertSqlSafe(text))
        .bind(workspace)
        .bind(set)
        .bind(limit);
    Ok(rows.fetch_all(connection).await?)
}

/// Everything that is not confirmed, and what was confirmed since: a set's past may be long.
pub async fn sums(
    connection: &mut Connection,
    workspace: Uuid,
    set: Uuid,
    confirmed_since: i64,
) -> Result<Vec<TransferSum>, DbError> {
    let rows = sqlx::query_as(
        "SELECT state, count(*) AS count, min(created) AS oldest, min(changed) AS unchanged_since \
         FROM transfers WHERE workspace = $1 AND set_id = $2 \
         AND (state <> 'confirmed' OR changed >= $3) GROUP BY state ORDER BY state",
    )
    .bind(workspace)
    .bind(set)
    .bind(confirmed_since);
    Ok(rows.fetch_all(connection).await?)
}

/// Only what needs a human is taken up again; it is looked up at the ERP before anything is sent.
pub async fn take_up_again(
    connection: &mut Connection,
    workspace: Uuid,
    key: &str,
    now: i64,
) -> Result<bool, DbError> {
    let done = sqlx::query(
        "UPDATE transfers SET state = 'pending', due = $3, changed = $3, lease_until = NULL \
         WHERE workspace = $1 AND key = $2 AND state = 'needs_human'",
    )
    .bind(workspace)
    .bind(key)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}
