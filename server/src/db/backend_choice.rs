//! Which database an address means. The only place that knows there are two.

use super::{Database, DbError, postgres, sqlite};
use std::path::Path;
use std::sync::Arc;

pub const FILE_NAME: &str = "sahada.db";

pub use sqlite::is_whole;

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
