//! The same contract on a database server, where several server processes may decide: each takes the workspace's row
//! lock first. The statement files are shared with the embedded back end.
#![expect(
    clippy::duplicate_mod,
    reason = "one SQL text for two typed pools: the statement files are compiled once per back end"
)]

use super::{DbError, Hint, flushing};
use futures::StreamExt;
use futures::stream::BoxStream;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use sqlx::{PgPool, Transaction};
use std::str::FromStr;
use std::time::Duration;
use uuid::Uuid;

pub(super) type Db = sqlx::Postgres;
pub(super) type Connection = sqlx::PgConnection;

pub(super) const FOR_UPDATE: &str = " FOR UPDATE";
pub(super) const SKIP_LOCKED: &str = " FOR UPDATE SKIP LOCKED";
/// The protocol counts bound values in 16 bits.
pub(super) const BINDS_MAX: usize = 60_000;

const CONNECTIONS: u32 = 16;
const WAIT: Duration = Duration::from_secs(30);
const CHANNEL: &str = "sahada";
/// How a server calls itself in the list of connections, and a restore.
const SERVER_NAME: &str = "sahada";
const RESTORE_NAME: &str = "sahada restore";
const LOOKS: u32 = 20;
const LOOK_EVERY: Duration = Duration::from_millis(50);

#[path = "backend.rs"]
mod backend;
#[path = "blocks.rs"]
mod blocks;
#[path = "postgres_cells.rs"]
mod cells;
#[path = "clients.rs"]
mod clients;
#[path = "feed.rs"]
mod feed;
#[path = "intentions.rs"]
mod intentions;
#[path = "jobs.rs"]
mod jobs;
#[path = "reading.rs"]
mod reading;
#[path = "records.rs"]
mod records;
#[path = "sign_ins.rs"]
mod sign_ins;
#[path = "tables.rs"]
mod tables;
#[path = "transfers.rs"]
mod transfers;
#[path = "workspaces.rs"]
mod workspaces;
#[path = "writing.rs"]
mod writing;

pub(super) use backend::in_pieces;
pub(super) use tables::AllTables;

pub struct Backend {
    pool: PgPool,
}

impl Backend {
    pub async fn open(url: &str) -> Result<Self, DbError> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|error| DbError::Address(error.to_string()))?
            .application_name(SERVER_NAME);
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(WAIT)
            .after_connect(|connection, _| Box::pin(answer_after_flush(connection)))
            .connect_with(options)
            .await?;
        refuse_without_flush(&pool).await?;
        sqlx::migrate!("migrations/postgres").run(&pool).await?;
        Ok(Self { pool })
    }

    /// Everything, to be replaced in one transaction. `None` while a server is connected: it would not notice. One that connects
    /// later waits.
    pub async fn replace(url: &str) -> Result<Option<AllTables>, DbError> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|error| DbError::Address(error.to_string()))?
            .application_name(RESTORE_NAME);
        let pool = PgPoolOptions::new()
            .max_connections(1)
            .after_connect(|connection, _| Box::pin(answer_after_flush(connection)))
            .connect_with(options)
            .await?;
        refuse_without_flush(&pool).await?;
        sqlx::migrate!("migrations/postgres").run(&pool).await?;
        if !are_servers_gone(&pool).await? {
            return Ok(None);
        }
        let begin = "BEGIN ISOLATION LEVEL READ COMMITTED";
        let mut transaction = pool.begin_with(begin).await?;
        let lock = sqlx::query("LOCK TABLE workspaces IN ACCESS EXCLUSIVE MODE");
        lock.execute(&mut *transaction).await?;
        Ok(Some(AllTables::new(transaction).await?))
    }

    async fn begin_read(&self) -> Result<Transaction<'static, Db>, DbError> {
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        Ok(self.pool.begin_with(begin).await?)
    }

    async fn begin_write(&self) -> Result<Transaction<'static, Db>, DbError> {
        let begin = "BEGIN ISOLATION LEVEL READ COMMITTED";
        Ok(self.pool.begin_with(begin).await?)
    }

    /// Heard by the others when, and only if, this transaction commits.
    async fn announce(
        connection: &mut Connection,
        workspace: Uuid,
        revision: i64,
    ) -> Result<(), DbError> {
        sqlx::query("SELECT pg_notify($1, $2)")
            .bind(CHANNEL)
            .bind(format!("{workspace} {revision}"))
            .execute(connection)
            .await?;
        Ok(())
    }

    async fn listen(&self) -> Result<BoxStream<'static, Hint>, DbError> {
        let mut listener = PgListener::connect_with(&self.pool).await?;
        listener.listen(CHANNEL).await?;
        let hints = listener
            .into_stream()
            .filter_map(|heard| async move { heard.ok().and_then(|heard| hint(heard.payload())) });
        Ok(hints.boxed())
    }

    async fn close_pools(&self) {
        self.pool.close().await;
    }
}

/// A session's own word counts more than what role, database or a file read anew say: nobody turns it off under a running server.
async fn answer_after_flush(connection: &mut Connection) -> Result<(), sqlx::Error> {
    if flushing::is_on() {
        let on = sqlx::query("SET synchronous_commit TO on");
        on.execute(connection).await?;
    }
    Ok(())
}

/// Something between us and the database may have taken the word away.
async fn refuse_without_flush(pool: &PgPool) -> Result<(), DbError> {
    let asked = "SELECT current_setting('synchronous_commit'), current_setting('fsync')";
    let (commit, fsync): (String, String) = sqlx::query_as(asked).fetch_one(pool).await?;
    if commit == "off" {
        let why = "the database would answer before its flush: set synchronous_commit to on";
        return Err(DbError::Address(why.into()));
    }
    if fsync == "off" {
        tracing::warn!("fsync is off in the database: a power cut would lose what was answered");
    }
    Ok(())
}

/// A connection that was closed stays in the list for a moment.
async fn are_servers_gone(pool: &PgPool) -> Result<bool, DbError> {
    for _ in 0..LOOKS {
        let connected = sqlx::query_scalar(
            "SELECT count(*) FROM pg_stat_activity \
             WHERE application_name = $1 AND datname = current_database()",
        );
        let connected: i64 = connected.bind(SERVER_NAME).fetch_one(pool).await?;
        if connected == 0 {
            return Ok(true);
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    Ok(false)
}

fn hint(text: &str) -> Option<Hint> {
    let (workspace, revision) = text.split_once(' ')?;
    Some(Hint {
        workspace: workspace.parse().ok()?,
        revision: revision.parse().ok()?,
    })
}
