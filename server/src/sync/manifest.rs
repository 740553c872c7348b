//! The blocks of a portion by name, and their bytes. The feed after the manifest's cursor completes them.

use super::blocks::{self, FORMAT};
use super::desk_rows::storable;
use super::feed::{Read, chain_at, names, portion_at};
use crate::db::{Database, DbError, Snapshot};
use hashbrown::HashMap;
use shared::calendar::Moment;
use shared::ids::UserId;
use shared::shelf::Shelf;
use shared::sync::Cursor;
use shared::sync::wire::{BlockName, Manifest};
use std::sync::Arc;
use std::sync::{LazyLock, Mutex, PoisonError};
use uuid::Uuid;

/// A thousand devices that start at once pack once.
static PACKING: LazyLock<Mutex<HashMap<Uuid, Arc<tokio::sync::Mutex<()>>>>> =
    LazyLock::new(Mutex::default);

fn packing(workspace: Uuid) -> Arc<tokio::sync::Mutex<()>> {
    let mut packing = PACKING.lock().unwrap_or_else(PoisonError::into_inner);
    packing.entry(workspace).or_default().clone()
}

/// Packs every shelf of the list that has stale blocks.
pub async fn pack_all(
    database: &dyn Database,
    workspace: Uuid,
    shelves: &[Shelf],
) -> Result<(), DbError> {
    let turn = packing(workspace);
    let _turn = turn.lock().await;
    for shelf in shelves {
        blocks::pack(database, workspace, shelf.name()).await?;
    }
    Ok(())
}

pub async fn manifest(
    database: &dyn Database,
    workspace: Uuid,
    user: UserId,
    now: Moment,
) -> Result<Read<Manifest>, DbError> {
    let mut snapshot = database.snapshot(workspace).await?;
    let Some(shelves) = portion_at(&mut *snapshot, user).await? else {
        return Ok(Read::NotActive);
    };
    drop(snapshot);
    pack_all(database, workspace, &shelves).await?;
    // the rights may have changed while packing: what is named is decided at the moment it is read
    let mut snapshot = database.snapshot(workspace).await?;
    let Some(shelves) = portion_at(&mut *snapshot, user).await? else {
        return Ok(Read::NotActive);
    };
    Ok(Read::Answer(Manifest {
        cursor: oldest(&mut *snapshot, &shelves).await?,
        blocks: named(&mut *snapshot, &shelves).await?,
        portion: shelves,
        server_time: now,
    }))
}

/// From where the feed completes the blocks: now, unless a shelf got something since it was packed.
async fn oldest(snapshot: &mut dyn Snapshot, shelves: &[Shelf]) -> Result<Cursor, DbError> {
    let mut revision = snapshot.head().revision;
    let packed = snapshot.packed_to(&names(shelves), FORMAT).await?;
    for shelf in shelves {
        let packed = packed.iter().find(|(name, _)| name == shelf.name());
        let packed = packed.map_or(0, |(_, revision)| *revision);
        if !snapshot.touched(shelf.name(), packed).await?.is_empty() {
            revision = revision.min(packed);
        }
    }
    Ok(Cursor {
        epoch: snapshot.head().epoch.to_string(),
        revision: revision.unsigned_abs(),
        chain: chain_at(snapshot, revision).await?.unwrap_or_default(),
    })
}

async fn named(snapshot: &mut dyn Snapshot, shelves: &[Shelf]) -> Result<Vec<BlockName>, DbError> {
    let rows = snapshot.manifest(&names(shelves), FORMAT).await?;
    let blocks = rows.into_iter().map(|row| BlockName {
        kind: row.kind,
        shelf: Shelf(row.shelf),
        from: row.from_id,
        hash: row.hash,
        count: u32::try_from(row.count).unwrap_or(u32::MAX),
        bytes: u32::try_from(row.size).unwrap_or(u32::MAX),
    });
    Ok(blocks.collect())
}

/// The bytes of these blocks, each with its length before it, in the order asked; length 0 for what is not there.
pub async fn bytes(
    database: &dyn Database,
    workspace: Uuid,
    user: UserId,
    hashes: &[String],
) -> Result<Read<Vec<u8>>, DbError> {
    let mut snapshot = database.snapshot(workspace).await?;
    let Some(shelves) = portion_at(&mut *snapshot, user).await? else {
        return Ok(Read::NotActive);
    };
    // one database cannot even look for a zero byte
    let asked: Vec<String> = hashes.iter().map(|hash| storable(hash)).collect();
    let found = snapshot.blocks(&names(&shelves), &asked).await?;
    let size: usize = found.iter().map(|block| block.bytes.len() + 4).sum();
    let found: HashMap<&str, &[u8]> = (found.iter())
        .map(|block| (block.hash.as_str(), block.bytes.as_slice()))
        .collect();
    let mut answer = Vec::with_capacity(size);
    for hash in hashes {
        let bytes = found.get(hash.as_str()).copied().unwrap_or_default();
        let length = u32::try_from(bytes.len()).unwrap_or(0);
        answer.extend_from_slice(&length.to_be_bytes());
        answer.extend_from_slice(bytes);
    }
    Ok(Read::Answer(answer))
}
