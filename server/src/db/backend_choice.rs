//! Which database an address means. The only place that knows there are two.

use super::carrying::Tables;
use super::{Database, DbError, postgres, sqlite};
use std::path::Path;
use std::sync::Arc;

pub const FILE_NAME: &str = "sahada.db";

/// A PostgreSQL address, or else the file in the data folder.
pub async fn open(url: Option<&str>, data: &Path) -> Result<Arc<dyn Database>, DbError> {
    match url {
        Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
            Ok(Arc::new(postgres::Backend::open(url).await?))
        }
        Some(url) if url.starts_with("sqlite:") => {
            let file = url.trim_start_matches("sqlite:").trim_start_matches("//");
            Ok(Arc::new(sqlite::Backend::open(Path::new(file)).await?))
        }
        Some(_) => Err(DbError::Address(
            "the database address must begin with postgres:// or sqlite:".into(),
        )),
        None => Ok(Arc::new(
            sqlite::Backend::open(&data.join(FILE_NAME)).await?,
        )),
    }
}

/// The embedded database in this file.
pub async fn open_file(file: &Path) -> Result<Arc<dyn Database>, DbError> {
    Ok(Arc::new(sqlite::Backend::open(file).await?))
}

/// The same for reading alone: nothing comes into being beside the file.
pub async fn look(file: &Path) -> Result<Arc<dyn Database>, DbError> {
    Ok(Arc::new(sqlite::Backend::look(file).await?))
}

/// Everything a database server holds, to be replaced whole; `None` while one of our servers is connected to it.
pub async fn replace(url: &str) -> Result<Option<Box<dyn Tables>>, DbError> {
    let tables = postgres::Backend::replace(url).await?;
    Ok(tables.map(|tables| Box::new(tables) as Box<dyn Tables>))
}
