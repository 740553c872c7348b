//! The embedded default: one file, many readers, one writer connection. Everything but opening, locking and copying
//! is in the statement files, which are compiled for this back end and for the other one.
#![expect(
    clippy::duplicate_mod,
    reason = "one SQL text for two typed pools: the statement files are compiled once per back end"
)]

use super::{DbError, Hint, flushing};
use futures::StreamExt;
use futures::stream::BoxStream;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{SqlitePool, Transaction};
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

pub(super) static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

const READERS: u32 = 8;
const BUSY: Duration = Duration::from_secs(30);

#[path = "backend.rs"]
mod backend;
#[path = "blocks.rs"]
mod blocks;
#[path = "sqlite_cells.rs"]
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
        MIGRATIONS.run(&writer).await?;
        let readers = SqlitePoolOptions::new().max_connections(READERS);
        let readers = readers.connect_with(options).await?;
        Ok(Self { readers, writer })
    }

    /// For reading alone: nothing comes into being, and an older schema stays as it is.
    pub async fn look(file: &Path) -> Result<Self, DbError> {
        let options = SqliteConnectOptions::new().filename(file).read_only(true);
        let pool = SqlitePoolOptions::new().max_connections(READERS);
        let readers = pool.connect_with(options).await?;
        let writer = readers.clone();
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

    async fn close_pools(&self) {
        self.writer.close().await;
        self.readers.close().await;
    }
}

/// Do the pages of this database fit together?
pub(super) async fn fits_together(pool: &SqlitePool) -> Result<bool, DbError> {
    let answer = sqlx::query_scalar("PRAGMA integrity_check");
    let answer: String = answer.fetch_one(pool).await?;
    Ok(answer == "ok")
}
