//! Puts inbox entries that stood open for too long on the administrators' shelf as well. When that is, the entry says. Looked for now
//! and then by the served process, because nobody writes anything when time passes; whoever looks twice raises once.

use super::world::Trouble;
use super::{World, cause};
use crate::db::StoredRecord;
use shared::calendar::Moment;
use shared::ids::{Id, InboxId};
use shared::record::Record;
use shared::sync::inbox::Change;
use shared::sync::{InboxEntry, Intention};
use std::time::Duration;
use uuid::Uuid;

/// An entry waits days: an hour more is nothing.
pub const LOOKS_EVERY: Duration = Duration::from_secs(3_600);
/// Read at one moment, and raised in one round of the writer at most. An entry may be as large as an intention, 16 MB.
const ENTRIES_AT_ONCE: i64 = 8;

/// All that are due at that moment.
pub async fn run(world: &World, workspace: Uuid, now: Moment) -> Result<(), Trouble> {
    let mut last = Uuid::nil();
    loop {
        let rows = entries_after(world, workspace, last).await?;
        let due: Vec<Intention> = rows.iter().filter_map(|row| raising(row, now)).collect();
        if !due.is_empty() {
            world.decides.submit(workspace, due).await?;
        }
        match rows.last() {
            Some(row) => last = row.id,
            None => return Ok(()),
        }
    }
}

async fn entries_after(
    world: &World,
    workspace: Uuid,
    last: Uuid,
) -> Result<Vec<StoredRecord>, Trouble> {
    let mut snapshot = world.database.snapshot(workspace).await?;
    let rows = snapshot.records_after(InboxEntry::KIND, last, ENTRIES_AT_ONCE);
    let mut rows = rows.await?;
    // after the last entry come records of the next kind
    rows.retain(|row| row.kind == InboxEntry::KIND);
    Ok(rows)
}

/// The `uid` follows from the entry: it is raised once, whoever repeats this.
fn raising(row: &StoredRecord, now: Moment) -> Option<Intention> {
    let entry: InboxEntry = serde_json::from_str(&row.body).ok()?;
    if row.deleted || !entry.is_due_to_be_raised(now) {
        return None;
    }
    let uid = cause::uid(&["raised", &row.id.to_string()]);
    let change = Change::Raised {
        entry: InboxId::from_uuid(row.id),
    };
    let revision = u64::try_from(row.revision).unwrap_or(0);
    Some(cause::intention(uid, change, revision, entry.decided_at))
}
