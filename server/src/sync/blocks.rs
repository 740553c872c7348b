//! Keeps the packed blocks of a shelf right: what the shelf got since the last packing makes its block stale, and only that
//! one is packed again. A block splits when it has grown too large.

use crate::db::{Database, DbError, ManifestRow, PackedBlock, PackedShelf, Range, Snapshot};
use shared::record::AnyRecord;
use shared::shelf::Shelf;
use shared::sync::block::{self, Entry, RECORDS_MAX};
use shared::sync::kinds;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

/// Filled so far at first, a block has room for what comes before it must split.
const RECORDS_FIRST: usize = RECORDS_MAX * 3 / 4;
/// Others pack too; after so many meetings the next request will do.
const TRIES_MAX: usize = 5;

/// Both formats in one number: what was packed before either changed is packed again.
pub const FORMAT: i64 = (block::FORMAT as i64) << 8 | kinds::BODY_FORMAT as i64;

/// An id range of one kind, both ends included, and the block it replaces.
struct Stale {
    kind: String,
    from_id: Uuid,
    to_id: Uuid,
    replaces: bool,
}

/// Packs what is stale on this shelf.
pub async fn pack(database: &dyn Database, workspace: Uuid, shelf: &str) -> Result<(), DbError> {
    for _ in 0..TRIES_MAX {
        let mut snapshot = database.snapshot(workspace).await?;
        let Some(packed) = pack_at(&mut *snapshot, shelf).await? else {
            return Ok(());
        };
        // reading and packing are done: let go of the moment before asking for the lock
        drop(snapshot);
        if database.store_blocks(workspace, &packed).await? {
            return Ok(());
        }
    }
    Ok(())
}

async fn pack_at(snapshot: &mut dyn Snapshot, shelf: &str) -> Result<Option<PackedShelf>, DbError> {
    let names = [shelf.to_owned()];
    let expected = snapshot.packed_to(&names, FORMAT).await?;
    let expected = expected.first().map(|(_, revision)| *revision);
    let touched = snapshot.touched(shelf, expected.unwrap_or(0)).await?;
    if touched.is_empty() && expected.is_some() {
        return Ok(None);
    }
    let present = snapshot.manifest(&names, FORMAT).await?;
    let stale = stale(present, touched);
    let mut packed = PackedShelf {
        shelf: shelf.to_owned(),
        format: FORMAT,
        expected,
        revision: snapshot.head().revision,
        replaced: Vec::new(),
        blocks: Vec::new(),
    };
    for range in stale {
        if range.replaces {
            packed.replaced.push((range.kind.clone(), range.from_id));
        }
        packed.blocks.extend(blocks(snapshot, shelf, range).await?);
    }
    Ok(Some(packed))
}

/// Which ranges have to be packed: the blocks that were touched, or everything of a kind that has no block yet.
fn stale(present: Vec<ManifestRow>, touched: Vec<(String, Uuid)>) -> Vec<Stale> {
    let mut by_kind: BTreeMap<String, BTreeSet<Uuid>> = BTreeMap::new();
    for (kind, id) in touched {
        by_kind.entry(kind).or_default().insert(id);
    }
    let mut stale = Vec::new();
    for (kind, ids) in by_kind {
        let blocks: Vec<&ManifestRow> = present.iter().filter(|row| row.kind == kind).collect();
        if blocks.is_empty() {
            stale.extend(first_ranges(&kind, ids));
            continue;
        }
        let is_touched = |row: &&&ManifestRow| ids.range(row.from_id..=row.to_id).next().is_some();
        stale.extend(blocks.iter().filter(is_touched).map(|row| Stale {
            kind: kind.clone(),
            from_id: row.from_id,
            to_id: row.to_id,
            replaces: true,
        }));
    }
    stale
}

/// Ranges that cover all ids there can be, cut so that each holds a block's worth of those that are.
fn first_ranges(kind: &str, ids: BTreeSet<Uuid>) -> Vec<Stale> {
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let starts: Vec<Uuid> = (ids.chunks(RECORDS_FIRST).enumerate())
        .map(|(number, chunk)| if number == 0 { Uuid::nil() } else { chunk[0] })
        .collect();
    let ends = starts.iter().skip(1).map(|start| before(*start));
    let ends = ends.chain([Uuid::max()]);
    (starts.iter().copied())
        .zip(ends)
        .map(|(from_id, to_id)| Stale {
            kind: kind.to_owned(),
            from_id,
            to_id,
            replaces: false,
        })
        .collect()
}

fn before(id: Uuid) -> Uuid {
    Uuid::from_u128(id.as_u128().saturating_sub(1))
}

struct Standing {
    id: Uuid,
    revision: u64,
    body: Arc<dyn AnyRecord>,
}

async fn blocks(
    snapshot: &mut dyn Snapshot,
    shelf: &str,
    stale: Stale,
) -> Result<Vec<PackedBlock>, DbError> {
    let range = Range {
        shelf: shelf.to_owned(),
        kind: stale.kind.clone(),
        from_id: stale.from_id,
        to_id: stale.to_id,
    };
    let standing = snapshot.standing(&range).await?;
    let records: Vec<Standing> = (standing.into_iter())
        .filter_map(|record| {
            let body = serde_json::from_str(&record.body).ok();
            let body = body.and_then(|body| kinds::from_json(&record.kind, &body).ok());
            if body.is_none() {
                tracing::error!(kind = record.kind, id = %record.id, "a stored record cannot be read");
            }
            Some(Standing {
                id: record.id,
                revision: record.revision.unsigned_abs(),
                body: body?,
            })
        })
        .collect();
    Ok(split(shelf, &stale, &records))
}

fn split(shelf: &str, stale: &Stale, records: &[Standing]) -> Vec<PackedBlock> {
    let pieces = records.len().div_ceil(RECORDS_MAX).max(1);
    let size = records.len().div_ceil(pieces).max(1);
    let starts: Vec<usize> = (0..records.len().max(1)).step_by(size).collect();
    let mut blocks = Vec::with_capacity(starts.len());
    for (number, start) in starts.iter().enumerate() {
        let next = starts.get(number + 1).copied();
        let piece = &records[*start..next.unwrap_or(records.len())];
        let from_id = match number {
            0 => stale.from_id,
            _ => records[*start].id,
        };
        let to_id = next.map_or(stale.to_id, |next| before(records[next].id));
        blocks.push(packed(shelf, &stale.kind, (from_id, to_id), piece));
    }
    blocks
}

fn packed(shelf: &str, kind: &str, ids: (Uuid, Uuid), records: &[Standing]) -> PackedBlock {
    let entries: Vec<Entry<'_>> = (records.iter())
        .map(|record| Entry {
            id: record.id,
            revision: record.revision,
            body: &*record.body,
        })
        .collect();
    let bytes = block::pack(kind, &Shelf(shelf.to_owned()), &entries);
    let revision = records.iter().map(|record| record.revision).max();
    PackedBlock {
        kind: kind.to_owned(),
        from_id: ids.0,
        to_id: ids.1,
        revision: super::desk_rows::signed(revision.unwrap_or(0)),
        hash: block::hash(&bytes),
        count: i64::try_from(records.len()).unwrap_or(i64::MAX),
        bytes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_ranges_cover_every_id_without_a_gap() {
        let ids: BTreeSet<Uuid> = (1..=1_000).map(|n| Uuid::from_u128(n * 7)).collect();
        let ranges = first_ranges("thing", ids);
        assert_eq!(ranges.len(), 3);
        assert_eq!(
            (ranges[0].from_id, ranges[2].to_id),
            (Uuid::nil(), Uuid::max())
        );
        for pair in ranges.windows(2) {
            assert_eq!(pair[0].to_id.as_u128() + 1, pair[1].from_id.as_u128());
        }
    }
}
