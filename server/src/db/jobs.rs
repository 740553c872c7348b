//! The job queue: what is to be done, when, and who has it on lease.

use super::{Connection, Db, SKIP_LOCKED, in_pieces};
use crate::db::{DbError, Job, Lease};
use sqlx::{AssertSqlSafe, QueryBuilder};
use uuid::Uuid;

const COLUMNS: &str = "id, name, dedup, payload, due, attempts, problem";

/// How many of them are new: the same name and key waits only once.
pub async fn store(
    connection: &mut Connection,
    workspace: Uuid,
    jobs: &[Job],
) -> Result<u64, DbError> {
    let mut stored = 0;
    for piece in in_pieces(jobs, 8) {
        let mut query =
            QueryBuilder::<Db>::new(format!("INSERT INTO jobs (workspace, {COLUMNS}) "));
        query.push_values(piece, |mut row, job| {
            row.push_bind(workspace)
                .push_bind(job.id)
                .push_bind(&job.name)
                .push_bind(&job.dedup)
                .push_bind(&job.payload)
                .push_bind(job.due)
                .push_bind(job.attempts)
                .push_bind(&job.problem);
        });
        query.push(" ON CONFLICT DO NOTHING");
        let insert = query.build().persistent(false);
        stored += insert.execute(&mut *connection).await?.rows_affected();
    }
    Ok(stored)
}

pub async fn claim(
    connection: &mut Connection,
    workspace: Uuid,
    lease: Lease,
) -> Result<Vec<Job>, DbError> {
    let text = format!(
        "SELECT {COLUMNS} FROM jobs WHERE workspace = $1 AND due <= $2 \
         AND (lease_until IS NULL OR lease_until <= $2) ORDER BY due LIMIT $3{SKIP_LOCKED}"
    );
    let found: Vec<Job> = sqlx::query_as(AssertSqlSafe(text))
        .bind(workspace)
        .bind(lease.now)
        .bind(lease.limit)
        .fetch_all(&mut *connection)
        .await?;
    for piece in in_pieces(&found, 1) {
        let mut query =
            QueryBuilder::<Db>::new("UPDATE jobs SET attempts = attempts + 1, lease_until = ");
        query.push_bind(lease.until);
        query
            .push(" WHERE workspace = ")
            .push_bind(workspace)
            .push(" AND id IN (");
        let mut ids = query.separated(", ");
        for job in piece {
            ids.push_bind(job.id);
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

pub async fn finish(connection: &mut Connection, workspace: Uuid, id: Uuid) -> Result<(), DbError> {
    sqlx::query("DELETE FROM jobs WHERE workspace = $1 AND id = $2")
        .bind(workspace)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

pub async fn postpone(
    connection: &mut Connection,
    workspace: Uuid,
    id: Uuid,
    due: i64,
    problem: &str,
) -> Result<(), DbError> {
    sqlx::query(
        "UPDATE jobs SET due = $3, problem = $4, lease_until = NULL WHERE workspace = $1 AND id = $2",
    )
    .bind(workspace)
    .bind(id)
    .bind(due)
    .bind(problem)
    .execute(connection)
    .await?;
    Ok(())
}
