//! Every serial that ever left us, for devices without signal (SER-12): one filter in memory for each workspace, read from the sale
//! documents when it is first asked for and grown by what changed since. Nobody waits for it but those who ask.
//!
//! Who stands on a moment of this history gets what was shipped since; whoever does not, or was away for long, gets the whole filter.

mod reading;

use super::feed::{Read, chain_at, portion_at};
use crate::db::{Database, DbError};
use hashbrown::HashMap;
use reading::Reading;
use shared::calendar::Moment;
use shared::ids::UserId;
use shared::sync::Cursor;
use shared::sync::shipped::{Brings, Letter};
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// Of all workspaces of this process.
#[derive(Default)]
pub struct ShippedSerials {
    workspaces: Mutex<HashMap<Uuid, Arc<tokio::sync::Mutex<Reading>>>>,
}

impl ShippedSerials {
    /// What brings a device that stands at `from` to the present. `now` is the moment before anything is read.
    pub async fn since(
        &self,
        database: &dyn Database,
        workspace: Uuid,
        user: UserId,
        from: Cursor,
        now: Moment,
    ) -> Result<Read<Letter>, DbError> {
        let mut snapshot = database.snapshot(workspace).await?;
        if portion_at(&mut *snapshot, user).await?.is_none() {
            return Ok(Read::NotActive);
        }
        let revision = i64::try_from(from.revision).unwrap_or(i64::MAX);
        let ours = chain_at(&mut *snapshot, revision).await? == Some(from.chain.clone());
        drop(snapshot);
        let reading = self.of(workspace);
        let mut reading = reading.lock().await;
        let standing = reading.catch_up(database, workspace).await?;
        let brings = match ours.then(|| standing.after(&from)).flatten() {
            Some(marks) => Brings::Since { from, marks },
            None => Brings::Filter(standing.filter.clone()),
        };
        Ok(Read::Answer(Letter {
            to: standing.at.clone(),
            as_of: now,
            brings,
        }))
    }

    fn of(&self, workspace: Uuid) -> Arc<tokio::sync::Mutex<Reading>> {
        let workspaces = self.workspaces.lock();
        let mut workspaces = workspaces.unwrap_or_else(PoisonError::into_inner);
        workspaces.entry(workspace).or_default().clone()
    }
}
