//! One file that holds everything, outside of any installation: written once, sealed, and then only read. The seal is a text whose
//! meaning is the caller's; a file without one was never finished.

use super::carrying::Tables;
use super::sqlite::{AllTables, MIGRATIONS};
use super::{DbError, sqlite};
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::path::Path;

const SEAL_TABLE: &str = "CREATE TABLE backup_seal (text TEXT NOT NULL) STRICT";

/// A new file, with the tables of this version and nothing in them.
pub struct Unsealed {
    pool: SqlitePool,
}

impl Unsealed {
    /// Without a journal: whoever is interrupted begins again with another file.
    pub async fn create(file: &Path) -> Result<Self, DbError> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Off)
            .synchronous(SqliteSynchronous::Off);
        let pool = one(options).await?;
        MIGRATIONS.run(&pool).await?;
        Ok(Self { pool })
    }

    pub async fn tables(&self) -> Result<Box<dyn Tables>, DbError> {
        let transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        Ok(Box::new(AllTables::new(transaction).await?))
    }

    pub async fn seal(self, text: &str) -> Result<(), DbError> {
        sqlx::query(SEAL_TABLE).execute(&self.pool).await?;
        let seal = sqlx::query("INSERT INTO backup_seal (text) VALUES ($1)");
        seal.bind(text).execute(&self.pool).await?;
        self.pool.close().await;
        Ok(())
    }
}

/// What is known of a file after it was sealed.
pub async fn seal_anew(file: &Path, text: &str) -> Result<(), DbError> {
    let pool = one(SqliteConnectOptions::new().filename(file)).await?;
    let seal = sqlx::query("UPDATE backup_seal SET text = $1");
    let sealed = seal.bind(text).execute(&pool).await;
    pool.close().await;
    sealed?;
    Ok(())
}

/// What there is to read of a file that somebody says is a backup.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// No database, or its pages do not fit together.
    Damaged,
    Unsealed,
    /// The schema is of a version of the program that came later.
    Newer,
    Sealed(String),
}

pub async fn look(file: &Path) -> Result<Found, DbError> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true);
    let Ok(pool) = one(options).await else {
        return Ok(Found::Damaged);
    };
    let found = look_into(&pool).await;
    pool.close().await;
    // whatever a broken page says, the file is what is wrong
    Ok(found.unwrap_or(Found::Damaged))
}

async fn look_into(pool: &SqlitePool) -> Result<Found, DbError> {
    if !sqlite::fits_together(pool).await? {
        return Ok(Found::Damaged);
    }
    let named =
        "SELECT count(*) FROM sqlite_master WHERE name IN ('backup_seal', '_sqlx_migrations')";
    let named: i64 = sqlx::query_scalar(named).fetch_one(pool).await?;
    if named < 2 {
        return Ok(Found::Unsealed);
    }
    let newest: Option<i64> = sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations")
        .fetch_one(pool)
        .await?;
    if newest > MIGRATIONS.iter().map(|migration| migration.version).max() {
        return Ok(Found::Newer);
    }
    let seal: Option<String> = sqlx::query_scalar("SELECT text FROM backup_seal")
        .fetch_optional(pool)
        .await?;
    Ok(seal.map_or(Found::Unsealed, Found::Sealed))
}

/// Everything in the file as rows; nothing beside the file comes into being.
pub async fn tables(file: &Path) -> Result<Box<dyn Tables>, DbError> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true);
    let transaction = one(options).await?.begin().await?;
    Ok(Box::new(AllTables::new(transaction).await?))
}

/// A copy of a backup becomes what an installation can open.
pub async fn unseal(file: &Path) -> Result<(), DbError> {
    let pool = one(SqliteConnectOptions::new().filename(file)).await?;
    let unsealed = sqlx::query("DROP TABLE backup_seal").execute(&pool).await;
    pool.close().await;
    unsealed?;
    Ok(())
}

async fn one(options: SqliteConnectOptions) -> Result<SqlitePool, DbError> {
    let pool = SqlitePoolOptions::new().max_connections(1);
    Ok(pool.connect_with(options).await?)
}
