//! Filling and repairing the cache by blocks: first fetch, resuming one, return after months and narrow
//! repair are the same act. Compares manifests, fetches what differs, stores it as it comes, and joins
//! it with the feed up to now in one transaction, so the cursor never goes back.

use super::opening::{CURSOR, HELD, cached};
use super::pulling::{json, row_for_disk, trim};
use super::server::{Failure, Server};
use super::session::{Host, News, Session, Trouble};
use super::words::Words;
use crate::store::{Block as StoredBlock, CacheWrite, LocalStore};
use futures::stream::{StreamExt, iter};
use hashbrown::HashMap;
use shared::shelf::Shelf;
use shared::sync::block::{Block, FORMAT};
use shared::sync::kinds::rank;
use shared::sync::wire::{
    BlockName, BlocksRequest, Manifest, ManifestRequest, PullAnswer, PullRequest, Pulled,
};

/// Lists can be looked at once these are here; kinds are fetched in the order in which work needs them.
const LISTED: &str = "product";
/// One request's worth of blocks.
const BATCH_BYTES: u64 = 1024 * 1024;
const REQUESTS_AT_ONCE: usize = 3;
/// Blocks change while they are fetched; a manifest that never holds still is tried later.
const MANIFESTS_MAX: u32 = 4;

/// Brings the cache to the server's present state, whatever it held.
pub async fn compare<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
) -> Result<(), Trouble> {
    for _ in 0..MANIFESTS_MAX {
        let client = session.host.replica().borrow().client;
        let asked = ManifestRequest {
            client,
            format: FORMAT,
        };
        let manifest = session.server.manifest(&asked).await?;
        let whole = fetch(session, &manifest).await?;
        if whole && join(session, &manifest).await? {
            session.host.told(News::Fetching(None));
            return trim(session).await;
        }
    }
    Err(Failure::NotOurs.into())
}

/// `false` when a block was gone before it could be fetched.
async fn fetch<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
    manifest: &Manifest,
) -> Result<bool, Trouble> {
    let heads = session.store.block_heads().await?.into_iter();
    let heads: HashMap<String, String> = heads.map(|head| (head.key, head.head)).collect();
    let held = |name: &&BlockName| heads.get(&name.key()) == Some(&head(name));
    let (held, wanted): (Vec<_>, Vec<_>) = manifest.blocks.iter().partition(held);
    let of: u64 = manifest
        .blocks
        .iter()
        .map(|name| u64::from(name.count))
        .sum();
    let mut done: u64 = held.iter().map(|name| u64::from(name.count)).sum();
    let first = session.host.replica().borrow().cursor().is_start();
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
    Ok(whole)
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
    let write = CacheWrite {
        blocks: stored.collect(),
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

/// The feed from the manifest's cursor up to now, and everything together in one strict transaction.
/// `false` when the server asks to compare once more.
async fn join<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
    manifest: &Manifest,
) -> Result<bool, Trouble> {
    let request = {
        let replica = session.host.replica().borrow();
        PullRequest {
            cursor: manifest.cursor.clone(),
            held: manifest.portion.clone(),
            ..replica.pull_request()
        }
    };
    let answer = match session.server.pull(&request).await? {
        PullAnswer::Rows(answer) if answer.from == manifest.cursor => answer,
        _ => return Ok(false),
    };
    session
        .write(joined(session, manifest, &answer).await?)
        .await?;
    show(session, manifest, answer).await?;
    Ok(true)
}

async fn joined<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
    manifest: &Manifest,
    answer: &Pulled,
) -> Result<CacheWrite, Trouble> {
    let named: hashbrown::HashSet<String> = manifest.blocks.iter().map(BlockName::key).collect();
    let heads = session.store.block_heads().await?.into_iter();
    let stale = heads
        .map(|head| head.key)
        .filter(|key| !named.contains(key));
    let held: Vec<&Shelf> = held(manifest, answer);
    let replica = session.host.replica().borrow();
    let waits = answer
        .settled
        .iter()
        .filter(|settled| replica.queue().get(settled.uid).is_some());
    Ok(CacheWrite {
        drop_blocks: stale.collect(),
        drop_rows_through: Some(u64::from(u32::MAX)),
        rows: answer.rows.iter().filter_map(row_for_disk).collect(),
        settled: waits.map(|settled| settled.uid.to_string()).collect(),
        meta: vec![
            (CURSOR.to_owned(), json(&answer.to)),
            (HELD.to_owned(), json(&held)),
        ],
        strict: true,
        ..CacheWrite::default()
    })
}

/// Reads back what the disk holds now and puts what waits on top, without a step in between.
async fn show<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
    manifest: &Manifest,
    answer: Pulled,
) -> Result<(), Trouble> {
    let first = {
        let replica = session.host.replica().borrow();
        replica.cursor().is_start() && replica.queue().is_empty()
    };
    let base = match first {
        true => None,
        false => Some(cached(&*session.store).await?.base),
    };
    let context = session.host.context();
    let portion: Vec<Shelf> = held(manifest, &answer).into_iter().cloned().collect();
    {
        let mut replica = session.host.replica().borrow_mut();
        match base {
            Some(base) => _ = replica.reset(base, manifest.cursor.clone(), portion, &context),
            None => replica.opened(manifest.cursor.clone(), portion),
        }
        // begins at the cursor just set, so it is always taken
        let _ = replica.pulled(answer, &context);
    }
    session.host.refilled();
    (session.tell)(&Words::Reload);
    Ok(())
}

fn held<'a>(manifest: &'a Manifest, answer: &Pulled) -> Vec<&'a Shelf> {
    let named = |shelf: &&Shelf| answer.portion.contains_key(*shelf);
    manifest.portion.iter().filter(named).collect()
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
