//! From the disk into memory, without a network: blocks, the changes since, then what waits.
//! What cannot be read is said, so that it can be fetched again or declared.

use super::session::Host;
use crate::store::{BlockRow, LocalStore, QueueRow, StoreError, Stored};
use serde::de::DeserializeOwned;
use shared::ids::{ClientId, Uid};
use shared::planted::{Bug, planted};
use shared::shelf::Shelf;
use shared::sync::base::Base;
use shared::sync::block::Block;
use shared::sync::intention::hex;
use shared::sync::queue::Standing;
use shared::sync::wire::{Hole, Row};
use shared::sync::{Cursor, Intention, Replica};
use shared::users::Context;
use std::collections::BTreeSet;

pub const CURSOR: &str = "cursor";
pub const HELD: &str = "held";
/// Beside the cursor: blocks came that are not joined with the feed yet.
pub const FETCHING: &str = "fetching";
/// What stands there, and what stands there when all of them are joined.
pub const BLOCKS_CAME: &[u8] = b"blocks came";
pub const ALL_JOINED: &[u8] = b"all joined";
/// So often a disk is read before something older is taken, or before it is left to the next word.
const REREADS_MAX: u32 = 3;

/// A replica as the disk had it.
pub struct Opened {
    /// What could not be read it knows itself.
    pub replica: Replica,
    /// Rows beside the blocks; many of them are worth fetching blocks anew.
    pub journal_rows: usize,
}

/// What the cache holds, ready to stand under the waiting intentions.
pub struct Cached {
    pub base: Base,
    pub cursor: Cursor,
    pub held: Vec<Shelf>,
    pub incomplete: bool,
    pub journal_rows: usize,
}

/// Opens everything. `running` is told the `uid` before an intention runs and `None` after it: if the
/// page dies in between, the next start finds it there and hands it in among the `killers`, which do not run.
pub async fn open(
    store: &impl LocalStore,
    context: &Context,
    killers: &BTreeSet<Uid>,
    running: impl Fn(Option<Uid>),
) -> Result<Opened, StoreError> {
    let client = client(store).await?;
    let cached = cached(store).await?;
    let mut replica = Replica::new(client);
    let nothing_waits = replica.reset(cached.base, cached.cursor, cached.held, context);
    debug_assert!(nothing_waits.is_empty());
    // said before anything runs: what cannot be read is not missing
    replica.lacks_some(cached.incomplete);
    let settled: BTreeSet<String> = store.settled().await?.uids.into_iter().collect();
    let mut holes = Vec::new();
    for row in store.queue().await? {
        if row.settled || settled.contains(&row.uid) {
            if row.client == client.to_string() {
                replica.was_settled(row.seq);
            }
            continue;
        }
        match intention(&row, client) {
            Some(intention) => {
                let uid = intention.uid;
                running(Some(uid));
                replica.reopen(intention, killers.contains(&uid), context);
            }
            None => holes.push(hole(&row)),
        }
    }
    running(None);
    replica.damaged(holes, cached.incomplete);
    Ok(Opened {
        replica,
        journal_rows: cached.journal_rows,
    })
}

/// The cache alone, as it stood at its cursor. A server that was put back to just there would take rows of a later pull, read with an
/// earlier cursor, for its own.
pub async fn cached(store: &impl LocalStore) -> Result<Cached, StoreError> {
    for _ in 0..REREADS_MAX {
        let read = as_it_stands(store).await?;
        let cursor: Option<Cursor> = value(store, CURSOR).await?;
        if cursor.unwrap_or_default() == read.cursor {
            return Ok(read);
        }
    }
    // a leader that pulls faster than a disk is read: blocks are compared
    let read = as_it_stands(store).await?;
    Ok(Cached {
        incomplete: true,
        ..read
    })
}

/// Blocks of shelves that were dropped, and whatever does not open, are left out.
async fn as_it_stands(store: &impl LocalStore) -> Result<Cached, StoreError> {
    let cursor: Option<Cursor> = value(store, CURSOR).await?;
    let held: Option<Vec<Shelf>> = value(store, HELD).await?;
    let mut base = Base::default();
    let mut incomplete = false;
    let take = |row| match readable(row) {
        Some(block) if is_held(&held, block.shelf()) => base.add_block(block),
        Some(_) => {}
        None => incomplete = true,
    };
    store.each_block("", take).await?;
    let journal = store.journal().await?;
    incomplete |= journal.damaged > 0;
    for row in &journal.rows {
        match serde_json::from_slice::<Row>(&row.bytes) {
            // a kind that this version cannot read is kept on the disk and not shown
            Ok(row) => _ = base.put(&as_held(row, &held)),
            Err(_) => incomplete = true,
        }
    }
    let cursor = cursor.unwrap_or_default();
    incomplete |= !cursor.is_start() && blocks_came(store).await?;
    Ok(Cached {
        base,
        cursor,
        held: held.unwrap_or_default(),
        incomplete: incomplete && !planted(Bug::DamageIsIgnored),
        journal_rows: journal.rows.len(),
    })
}

/// Did blocks come, or go, that are not joined with the feed?
pub async fn blocks_came(store: &impl LocalStore) -> Result<bool, StoreError> {
    let fetching = store.meta(FETCHING).await?;
    Ok(matches!(fetching, Some(Stored::Whole(bytes)) if bytes == BLOCKS_CAME))
}

/// An entry as it is sent and run.
pub fn intention(row: &QueueRow, client: ClientId) -> Option<Intention> {
    let intention: Intention = serde_json::from_slice(row.body.whole()?).ok()?;
    (intention.uid.to_string() == row.uid).then(|| intention.sent_by(client, row.seq))
}

pub async fn client(store: &impl LocalStore) -> Result<ClientId, StoreError> {
    let client = store.client().await?.parse();
    client.map_err(|_| StoreError::Unknown("the client id is no id".to_owned()))
}

/// Reads everything again and puts it in the place of what the host holds: another tab changed more
/// on the disk than this one followed. One after the other, or what was read earlier would come last.
pub async fn reopen(store: &impl LocalStore, host: &impl Host) -> Result<(), StoreError> {
    let _alone = host.reading().lock().await;
    for attempt in 1.. {
        let before = host.replica().borrow().pulls();
        let left_out = left_out(&host.replica().borrow());
        let opened = open(store, &host.context(), &left_out, |_| ()).await?;
        let cursor: Option<Cursor> = value(store, CURSOR).await?;
        // the leader may have pulled while the disk was read
        let heard = host.replica().borrow().pulls() != before;
        let moved = cursor.unwrap_or_default() != *opened.replica.cursor();
        let behind = heard || moved;
        // who pulls faster than a disk is read is followed now and then, and caught up with when it rests
        if !behind || attempt % REREADS_MAX == 0 {
            let mut replica = opened.replica;
            replica.succeeds(&host.replica().borrow());
            host.replica().replace(replica);
        }
        if !behind {
            break;
        }
    }
    // what was appended while the disk was read
    take_missing(store, host).await?;
    host.refilled();
    Ok(())
}

/// What would end the page stays left out when it is read again.
fn left_out(replica: &Replica) -> BTreeSet<Uid> {
    let entries = replica.queue().entries().iter();
    let left_out = entries.filter(|pending| pending.standing == Standing::LeftOut);
    left_out.map(|pending| pending.intention.uid).collect()
}

/// Takes entries that another tab appended, or that this tab missed, into the running replica.
pub async fn take_missing(store: &impl LocalStore, host: &impl Host) -> Result<(), StoreError> {
    for _ in 0..REREADS_MAX {
        let before = host.replica().borrow().pulls();
        let entries = waiting(store).await?;
        // a word of the leader settled some of them while they were read
        if host.replica().borrow().pulls() != before {
            continue;
        }
        let context = host.context();
        let mut touched = BTreeSet::new();
        for entry in entries {
            touched.extend(take(&mut host.replica().borrow_mut(), entry, &context));
        }
        host.touched(&touched);
        break;
    }
    Ok(())
}

/// What waits and opens.
async fn waiting(store: &impl LocalStore) -> Result<Vec<Intention>, StoreError> {
    let client = client(store).await?;
    // asked first: what is named there is marked in the queue before its name is cleared
    let settled: BTreeSet<String> = store.settled().await?.uids.into_iter().collect();
    let rows = store.queue().await?.into_iter();
    let waiting = rows.filter(|row| !row.settled && !settled.contains(&row.uid));
    Ok(waiting.filter_map(|row| intention(&row, client)).collect())
}

/// Takes one entry of another tab; the records it changes.
pub fn take(
    replica: &mut Replica,
    entry: Intention,
    context: &Context,
) -> BTreeSet<shared::record::RecordKey> {
    let uid = entry.uid;
    let late = entry.client == Some(replica.client) && replica.queue().is_settled(entry.seq);
    if late || replica.queue().get(uid).is_some() {
        return BTreeSet::new();
    }
    replica.reopen(entry, false, context)
}

async fn value<T: DeserializeOwned>(
    store: &impl LocalStore,
    name: &str,
) -> Result<Option<T>, StoreError> {
    let stored = store.meta(name).await?;
    let bytes = stored.as_ref().and_then(Stored::whole);
    Ok(bytes.and_then(|bytes| serde_json::from_slice(bytes).ok()))
}

fn readable(row: BlockRow) -> Option<Block> {
    match row.body {
        Stored::Whole(bytes) => Block::read(bytes).ok(),
        Stored::Damaged(_) => None,
    }
}

/// Before the first fetch is complete nothing is held, and what is here already may be looked at.
fn is_held(held: &Option<Vec<Shelf>>, shelf: &Shelf) -> bool {
    held.as_ref().is_none_or(|held| held.contains(shelf))
}

/// A row that stood on a shelf which was dropped since is gone, whatever lies in the journal.
fn as_held(mut row: Row, held: &Option<Vec<Shelf>>) -> Row {
    if planted(Bug::RevokedRowsStayInTheJournal) {
        return row;
    }
    let stood = !row.on.is_empty();
    row.on.retain(|shelf| is_held(held, shelf));
    if stood && row.on.is_empty() {
        row.body = None;
    }
    row
}

/// What is left of an entry that does not open.
pub fn hole(row: &QueueRow) -> Hole {
    let left = match &row.body {
        Stored::Whole(bytes) | Stored::Damaged(bytes) => bytes,
    };
    Hole {
        seq: row.seq,
        detail: format!("{} {}", row.uid, hex(&left[..left.len().min(64 * 1024)])),
    }
}
