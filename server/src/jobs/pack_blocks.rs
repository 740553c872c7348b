//! Packs stale blocks once nobody has written for a while, so that the next device finds them ready. Does not know what a
//! block looks like; a device that asks earlier has them packed for it.

use crate::db::{Database, DbError};
use crate::sync::blocks;
use shared::ids::UserId;
use shared::record::Record;
use shared::shelf::Shelf;
use shared::users::{User, portion};
use std::collections::BTreeSet;
use std::time::Duration;
use uuid::Uuid;

/// So long without a new revision counts as idle.
pub const IDLE: Duration = Duration::from_secs(3);
const USERS_AT_ONCE: i64 = 500;

/// Every shelf that somebody takes along.
pub async fn run(database: &dyn Database, workspace: Uuid) -> Result<(), DbError> {
    for shelf in shelves(database, workspace).await? {
        blocks::pack(database, workspace, shelf.name()).await?;
    }
    Ok(())
}

async fn shelves(database: &dyn Database, workspace: Uuid) -> Result<BTreeSet<Shelf>, DbError> {
    let mut snapshot = database.snapshot(workspace).await?;
    let (mut shelves, mut last) = (BTreeSet::new(), Uuid::nil());
    loop {
        let rows = snapshot
            .records_after(User::KIND, last, USERS_AT_ONCE)
            .await?;
        let count = rows.len();
        for row in rows
            .iter()
            .filter(|row| row.kind == User::KIND && !row.deleted)
        {
            last = row.id;
            let user: Option<User> = serde_json::from_str(&row.body).ok();
            shelves.extend(user.iter().flat_map(|user| portion(UserId(row.id), user)));
        }
        let more = i64::try_from(count).unwrap_or(0) == USERS_AT_ONCE;
        if !more || rows.last().is_none_or(|row| row.kind != User::KIND) {
            return Ok(shelves);
        }
    }
}
