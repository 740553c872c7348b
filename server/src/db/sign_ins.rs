//! Access: passwords, sessions, devices, and the sealed secrets of connectors. People themselves are records.

use super::Connection;
use crate::db::{DbError, Session, SignIn, SignInStored};
use sqlx::{AssertSqlSafe, FromRow};
use uuid::Uuid;

const SESSION: &str = "token_hash, user_id, device, device_name, created, last_seen, revoked";

pub async fn set(
    connection: &mut Connection,
    workspace: Uuid,
    sign_in: &SignIn,
) -> Result<SignInStored, DbError> {
    let stored = sqlx::query(
        "INSERT INTO sign_ins (workspace, user_id, login, password_hash, changed) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (workspace, user_id) DO UPDATE SET \
         login = excluded.login, password_hash = excluded.password_hash, changed = excluded.changed",
    )
    .bind(workspace)
    .bind(sign_in.user_id)
    .bind(&sign_in.login)
    .bind(&sign_in.password_hash)
    .bind(sign_in.changed)
    .execute(connection)
    .await;
    match stored.map_err(DbError::from) {
        Ok(_) => Ok(SignInStored::Stored),
        Err(DbError::Duplicate(_)) => Ok(SignInStored::LoginTaken),
        Err(error) => Err(error),
    }
}

pub async fn by_login(
    connection: &mut Connection,
    workspace: Uuid,
    login: &str,
) -> Result<Option<SignIn>, DbError> {
    let found = sqlx::query_as(
        "SELECT user_id, login, password_hash, changed FROM sign_ins WHERE workspace = $1 AND login = $2",
    )
    .bind(workspace)
    .bind(login)
    .fetch_optional(connection)
    .await?;
    Ok(found)
}

pub async fn by_user(
    connection: &mut Connection,
    workspace: Uuid,
    user: Uuid,
) -> Result<Option<SignIn>, DbError> {
    let found = sqlx::query_as(
        "SELECT user_id, login, password_hash, changed FROM sign_ins WHERE workspace = $1 AND user_id = $2",
    )
    .bind(workspace)
    .bind(user)
    .fetch_optional(connection)
    .await?;
    Ok(found)
}

pub async fn open_session(
    connection: &mut Connection,
    workspace: Uuid,
    session: &Session,
) -> Result<(), DbError> {
    sqlx::query(
        "INSERT INTO sessions (token_hash, workspace, user_id, device, device_name, created, last_seen, revoked) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(&session.token_hash)
    .bind(workspace)
    .bind(session.user_id)
    .bind(session.device)
    .bind(&session.device_name)
    .bind(session.created)
    .bind(session.last_seen)
    .bind(session.revoked)
    .execute(connection)
    .await?;
    Ok(())
}

#[derive(FromRow)]
struct SessionSomewhere {
    workspace: Uuid,
    #[sqlx(flatten)]
    session: Session,
}

pub async fn session(
    connection: &mut Connection,
    token_hash: &[u8],
) -> Result<Option<(Uuid, Session)>, DbError> {
    let text = format!("SELECT workspace, {SESSION} FROM sessions WHERE token_hash = $1");
    let found: Option<SessionSomewhere> = sqlx::query_as(AssertSqlSafe(text))
        .bind(token_hash)
        .fetch_optional(connection)
        .await?;
    Ok(found.map(|found| (found.workspace, found.session)))
}

pub async fn session_seen(
    connection: &mut Connection,
    workspace: Uuid,
    token_hash: &[u8],
    now: i64,
) -> Result<(), DbError> {
    sqlx::query("UPDATE sessions SET last_seen = $3 WHERE token_hash = $2 AND workspace = $1")
        .bind(workspace)
        .bind(token_hash)
        .bind(now)
        .execute(connection)
        .await?;
    Ok(())
}

pub async fn sessions_of(
    connection: &mut Connection,
    workspace: Uuid,
    user: Uuid,
) -> Result<Vec<Session>, DbError> {
    let text = format!(
        "SELECT {SESSION} FROM sessions WHERE workspace = $1 AND user_id = $2 ORDER BY last_seen DESC"
    );
    let found = sqlx::query_as(AssertSqlSafe(text))
        .bind(workspace)
        .bind(user)
        .fetch_all(connection)
        .await?;
    Ok(found)
}

pub async fn forget_session(
    connection: &mut Connection,
    workspace: Uuid,
    token_hash: &[u8],
) -> Result<(), DbError> {
    sqlx::query("DELETE FROM sessions WHERE token_hash = $2 AND workspace = $1")
        .bind(workspace)
        .bind(token_hash)
        .execute(connection)
        .await?;
    Ok(())
}

pub async fn end_sessions(
    connection: &mut Connection,
    workspace: Uuid,
    user: Uuid,
    keep: Option<&[u8]>,
) -> Result<(), DbError> {
    sqlx::query(
        "DELETE FROM sessions WHERE workspace = $1 AND user_id = $2 AND token_hash <> $3 AND revoked IS NULL",
    )
    .bind(workspace)
    .bind(user)
    // no hash is empty
    .bind(keep.unwrap_or_default())
    .execute(connection)
    .await?;
    Ok(())
}

pub async fn withdraw_sessions(
    connection: &mut Connection,
    workspace: Uuid,
    user: Uuid,
    device: Uuid,
    now: i64,
) -> Result<bool, DbError> {
    let done = sqlx::query(
        "UPDATE sessions SET revoked = $4 WHERE workspace = $1 AND user_id = $2 AND device = $3 \
         AND revoked IS NULL",
    )
    .bind(workspace)
    .bind(user)
    .bind(device)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

pub async fn set_secret(
    connection: &mut Connection,
    workspace: Uuid,
    name: &str,
    sealed: &[u8],
    now: i64,
) -> Result<(), DbError> {
    sqlx::query(
        "INSERT INTO secrets (workspace, name, sealed, changed) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (workspace, name) DO UPDATE SET sealed = excluded.sealed, changed = excluded.changed",
    )
    .bind(workspace)
    .bind(name)
    .bind(sealed)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}

pub async fn secret(
    connection: &mut Connection,
    workspace: Uuid,
    name: &str,
) -> Result<Option<Vec<u8>>, DbError> {
    let found = sqlx::query_scalar("SELECT sealed FROM secrets WHERE workspace = $1 AND name = $2")
        .bind(workspace)
        .bind(name)
        .fetch_optional(connection)
        .await?;
    Ok(found)
}

/// Whoever is second waits for the first and then reads what stands.
pub async fn secret_or(
    connection: &mut Connection,
    workspace: Uuid,
    name: &str,
    fresh: &[u8],
    now: i64,
) -> Result<Vec<u8>, DbError> {
    sqlx::query(
        "INSERT INTO secrets (workspace, name, sealed, changed) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (workspace, name) DO NOTHING",
    )
    .bind(workspace)
    .bind(name)
    .bind(fresh)
    .bind(now)
    .execute(&mut *connection)
    .await?;
    let found = secret(connection, workspace, name).await?;
    Ok(found.unwrap_or_else(|| fresh.to_owned()))
}
