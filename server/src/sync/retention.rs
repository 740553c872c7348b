//! How long removal marks live: a device that was away longer compares blocks instead of reading the feed.

use crate::db::{Database, DbError, Snapshot};
use shared::calendar::Moment;
use uuid::Uuid;

const REMOVALS_LIVE_MILLISECONDS: i64 = 90 * 86_400_000;
/// The floor moves in steps: moving it costs a pass over the marks.
const REVISIONS_AT_LEAST: i64 = 1_000;

/// Drops the marks of everything decided more than 90 days ago; the new floor, if it moved.
pub async fn forget_old_removals(
    database: &dyn Database,
    workspace: Uuid,
    now: Moment,
) -> Result<Option<i64>, DbError> {
    let before = now.milliseconds() - REMOVALS_LIVE_MILLISECONDS;
    let mut snapshot = database.snapshot(workspace).await?;
    let floor = snapshot.head().feed_floor;
    let last = last_decided_before(&mut *snapshot, before).await?;
    drop(snapshot);
    if last - floor < REVISIONS_AT_LEAST {
        return Ok(None);
    }
    database.forget_removals(workspace, last).await?;
    Ok(Some(last))
}

/// Revisions are decided in order, so the one is found in a few questions.
async fn last_decided_before(snapshot: &mut dyn Snapshot, moment: i64) -> Result<i64, DbError> {
    let (mut low, mut high) = (snapshot.head().feed_floor, snapshot.head().revision);
    while low < high {
        let middle = low + (high - low + 1) / 2;
        match snapshot.decided_at(middle).await? {
            Some(decided) if decided < moment => low = middle,
            _ => high = middle - 1,
        }
    }
    Ok(low)
}
