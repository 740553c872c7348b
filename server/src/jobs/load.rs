//! One record of a known kind, as the database has it now. Read at one moment and under no lock.

use crate::db::{Database, DbError, Wanted};
use shared::ids::Id;
use shared::record::Record;
use thiserror::Error;
use uuid::Uuid;

#[derive(Debug, Error)]
pub enum NotLoaded {
    #[error(transparent)]
    Database(#[from] DbError),
    #[error("a stored {kind} cannot be read: {detail}")]
    Unreadable { kind: &'static str, detail: String },
}

/// The record and its revision; `None` when there is none or it was deleted.
pub async fn record<R: Record>(
    database: &dyn Database,
    workspace: Uuid,
    id: R::Id,
) -> Result<Option<(R, u64)>, NotLoaded> {
    let mut snapshot = database.snapshot(workspace).await?;
    let wanted = Wanted {
        records: vec![(R::KIND.to_owned(), id.uuid())],
        keys: Vec::new(),
    };
    let loaded = snapshot.load(&wanted).await?;
    let Some(stored) = loaded.records.into_iter().find(|row| !row.deleted) else {
        return Ok(None);
    };
    let body = serde_json::from_str(&stored.body).map_err(|error| NotLoaded::Unreadable {
        kind: R::KIND,
        detail: error.to_string(),
    })?;
    Ok(Some((body, u64::try_from(stored.revision).unwrap_or(0))))
}
