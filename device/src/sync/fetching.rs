//! Fetching blocks that are not here yet, in the order in which work needs them, and storing them as
//! they come, so that a fetch that was cut goes on where it was.

use super::opening::{BLOCKS_CAME, FETCHING};
use super::server::{Failure, Server};
use super::session::{Host, News, Session, Trouble};
use crate::store::{Block as StoredBlock, BlockRow, CacheWrite, LocalStore, Stored};
use futures::stream::{StreamExt, iter};
use hashbrown::HashMap;
use shared::planted::{Bug, planted};
use shared::sync::block::{Block, FORMAT};
use shared::sync::kinds::rank;
use shared::sync::wire::{BlockName, BlocksRequest, Manifest};

/// Lists can be looked at once these are here; kinds are fetched in the order in which work needs them.
const LISTED: &str = "product";
/// One request's worth of blocks.
const BATCH_BYTES: u64 = 1024 * 1024;
const REQUESTS_AT_ONCE: usize = 3;

/// What a fetch led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fetched {
    /// No block was gone before it could be fetched.
    pub whole: bool,
    /// Every block was fetched and put into the view; none lay on the disk already.
    pub all_shown: bool,
}

pub async fn fetch<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
    manifest: &Manifest,
) -> Result<Fetched, Trouble> {
    let heads = session.store.block_heads().await?.into_iter();
    let mut heads: HashMap<String, String> = heads.map(|head| (head.key, head.head)).collect();
    for key in damaged(session).await? {
        heads.remove(&key);
    }
    let held = |name: &&BlockName| heads.get(&name.key()) == Some(&head(name));
    let (held, wanted): (Vec<_>, Vec<_>) = manifest.blocks.iter().partition(held);
    let of: u64 = manifest
        .blocks
        .iter()
        .map(|name| u64::from(name.count))
        .sum();
    let mut done: u64 = held.iter().map(|name| u64::from(name.count)).sum();
    let first = session.host.replica().borrow().cursor().is_start();
    let all_shown = first && held.is_empty();
    let batches = batches(wanted);
    let listed = |batch: &&Batch| batch.iter().any(|name| rank(&name.kind) <= rank(LISTED));
    let listed = batches.iter().filter(listed).count();
    let answers = iter(batches).map(|batch| ask(session, batch));
    let mut answers = answers.buffered(REQUESTS_AT_ONCE);
    let (mut whole, mut came) = (true, 0);
    while let Some(answer) = answers.next().await {
        let (batch, blocks) = answer?;
        whole &= blocks.len() == batch.len();
        done += batch.iter().map(|name| u64::from(name.count)).sum::<u64>();
        keep(session, blocks, first).await?;
        came += 1;
        session.host.told(News::Fetching(Some((done, of))));
        if first && (came == 1 || came == listed) {
            session.host.refilled();
        }
    }
    Ok(Fetched { whole, all_shown })
}

/// Blocks that no longer open, whatever stands beside them. They stay until they are overwritten, so that a page that dies in between
/// leaves them to be found once more.
async fn damaged<S: LocalStore, N, H: Host>(
    session: &Session<S, N, H>,
) -> Result<Vec<String>, Trouble> {
    let mut keys = Vec::new();
    if session.host.replica().borrow().is_incomplete() && !planted(Bug::DamagedBlockCounts) {
        let take = |row: BlockRow| match &row.body {
            Stored::Whole(bytes) if Block::read(bytes.clone()).is_ok() => {}
            _ => keys.push(row.key),
        };
        session.store.each_block("", take).await?;
    }
    Ok(keys)
}

/// Stores blocks and, during the first fetch, shows them at once.
async fn keep<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
    blocks: Vec<(BlockName, Vec<u8>)>,
    show: bool,
) -> Result<(), Trouble> {
    let stored = blocks.iter().map(|(name, bytes)| StoredBlock {
        key: name.key(),
        head: head(name),
        bytes: bytes.clone(),
    });
    let came = (FETCHING.to_owned(), BLOCKS_CAME.to_vec());
    let write = CacheWrite {
        blocks: stored.collect(),
        meta: vec![came],
        ..CacheWrite::default()
    };
    session.write(write).await?;
    if show {
        let mut replica = session.host.replica().borrow_mut();
        for (_, bytes) in blocks {
            // read once already when it came
            let _ = replica.add_block(bytes);
        }
    }
    Ok(())
}

type Batch = Vec<BlockName>;
type Came = Vec<(BlockName, Vec<u8>)>;

/// One batch; a block that is gone or not what it was said to be is left out.
async fn ask<S, N: Server, H>(
    session: &Session<S, N, H>,
    batch: Batch,
) -> Result<(Batch, Came), Failure> {
    let hashes = batch.iter().map(|name| name.hash.clone()).collect();
    let answer = session.server.blocks(&BlocksRequest { hashes }).await?;
    let came = batch.iter().cloned().zip(answer);
    let came = came.filter_map(|(name, bytes)| {
        let bytes = bytes?;
        let block = Block::read(bytes.clone()).ok()?;
        let same = block.kind() == name.kind && *block.shelf() == name.shelf;
        same.then_some((name, bytes))
    });
    let came = came.collect();
    Ok((batch, came))
}

/// What stands beside a block on the disk: the manifest's own words.
fn head(name: &BlockName) -> String {
    format!("{FORMAT} {} {}", name.hash, name.count)
}

/// What work needs first comes first, about a megabyte together.
fn batches(mut wanted: Vec<&BlockName>) -> Vec<Batch> {
    wanted.sort_by_key(|name| {
        (
            rank(&name.kind),
            name.kind.clone(),
            name.shelf.clone(),
            name.from,
        )
    });
    let mut batches: Vec<Batch> = Vec::new();
    let mut room = 0;
    for name in wanted {
        let bytes = u64::from(name.bytes);
        match batches.last_mut() {
            Some(batch) if bytes <= room => batch.push(name.clone()),
            _ => {
                batches.push(vec![name.clone()]);
                room = BATCH_BYTES;
            }
        }
        room = room.saturating_sub(bytes);
    }
    batches
}
