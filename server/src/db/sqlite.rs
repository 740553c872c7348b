//! The embedded default: one file, many readers, one writer connection. Everything but opening, locking and copying
//! is in the statement files, which are compiled for this back end and for the other one.
#![expect(
    clippy::duplicate_mod,
    reason = "one SQL text for two typed pools: the statement files are compiled once per back end"
)]

use super::{Answer, Copied, DbError, Hint, flushing};
use futures::stream::BoxStream;
use futures::{FutureExt, StreamExt};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, SqlitePool, Transaction};
use std::path::Path;
use std::time::Duration;
use uuid::Uuid;

pub(super) type Db = sqlx::Sqlite;
pub(super) type Connection = sqlx::SqliteConnection;

/// `BEGIN IMMEDIATE` has the whole file already.
pub(super) const FOR_UPDATE: &str = "";
pub(super) const SKIP_LOCKED: &str = "";
/// SQLite allows 32,766 bound values in a statement.
pub(super) const BINDS_MAX: usize = 32_000;

const READERS: u32 = 8;
const BUSY: Duration = Duration::from_secs(30);

#[path = "backend.rs"]
mod backend;
#[path = "blocks.rs"]
mod blocks;
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
#[path = "transfers.rs"]
mod transfers;
#[path = "workspaces.rs"]
mod workspaces;
#[path = "writing.rs"]
mod writing;

pub(super) use backend::in_pieces;

pub struct Backend {
    readers: SqlitePool,
    writer: SqlitePool,
}

impl Backend {
    pub async fn open(file: &Path) -> Result<Self, DbError> {
        let synchronous = match flushing::is_on() {
            true => SqliteSynchronous::Full,
            false => SqliteSynchronous::Off,
        };
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(synchronous)
            .busy_timeout(BUSY)
            .pragma("cache_size", "-65536")
            .pragma("mmap_size", "268435456")
            .pragma("temp_store", "memory");
        let writer = SqlitePoolOptions::new().max_connections(1);
        let writer = writer.connect_with(options.clone()).await?;
        sqlx::migrate!("migrations/sqlite").run(&writer).await?;
        let readers = SqlitePoolOptions::new().max_connections(READERS);
        let readers = readers.connect_with(options).await?;
        Ok(Self { readers, writer })
    }

    async fn begin_read(&self) -> Result<Transaction<'static, Db>, DbError> {
        Ok(self.readers.begin().await?)
    }

    async fn begin_write(&self) -> Result<Transaction<'static, Db>, DbError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// One process, one writer: there is nobody else to tell.
    async fn announce(_: &mut Connection, _: Uuid, _: i64) -> Result<(), DbError> {
        Ok(())
    }

    async fn listen(&self) -> Result<BoxStream<'static, Hint>, DbError> {
        Ok(futures::stream::pending().boxed())
    }

    fn copy<'a>(&'a self, file: &'a Path) -> Answer<'a, Copied> {
        async move {
            let Some(name) = file.to_str() else {
                return Err(DbError::Address("the name of the copy is not text".into()));
            };
            let text = format!("VACUUM INTO '{}'", name.replace('\'', "''"));
            let mut connection = self.readers.acquire().await?;
            sqlx::query(AssertSqlSafe(text))
                .execute(&mut *connection)
                .await?;
            Ok(Copied::Done)
        }
        .boxed()
    }

    async fn close_pools(&self) {
        self.writer.close().await;
        self.readers.close().await;
    }
}

/// Is this file a database whose pages all fit together?
pub async fn is_whole(file: &Path) -> Result<bool, DbError> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true);
    let pool = SqlitePoolOptions::new().max_connections(1);
    let pool = pool.connect_with(options).await?;
    let answer: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(&pool)
        .await?;
    pool.close().await;
    Ok(answer == "ok")
}
