//! Filling and repairing the cache by blocks: first fetch, resuming one, return after months and narrow
//! repair are the same act. Compares manifests, fetches what differs, stores it as it comes, and joins
//! it with the feed up to now in one transaction, so the cursor never goes back.

use super::fetching::fetch;
use super::opening::{ALL_JOINED, CURSOR, FETCHING, HELD, cached};
use super::pulling::{json, offer_again, row_for_disk, stands_on, trim};
use super::server::{Failure, Server};
use super::session::{Host, News, Session, Trouble};
use super::words::Words;
use crate::store::{CacheWrite, LocalStore};
use shared::shelf::Shelf;
use shared::sync::wire::{
    BlockName, DIFFERING_MAX, Manifest, ManifestRequest, PullAnswer, PullRequest, Pulled,
};

/// Blocks change while they are fetched; a manifest that never holds still is tried later.
const MANIFESTS_MAX: u32 = 4;

/// Brings the cache to the server's present state, whatever it held.
pub async fn compare<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
) -> Result<(), Trouble> {
    let mut offered = false;
    let mut differing = differing(session);
    for _ in 0..MANIFESTS_MAX {
        let client = session.host.replica().borrow().client;
        let asked = ManifestRequest {
            differing: std::mem::take(&mut differing),
            ..ManifestRequest::of(client)
        };
        let manifest = session.server.manifest(&asked).await?;
        let server_time = Some(manifest.server_time);
        session.told(News::Contact { server_time });
        let empty = session.host.replica().borrow().base().is_empty();
        let fetched = fetch(session, &manifest).await?;
        let all_shown = empty && fetched.all_shown;
        let joined = fetched.whole && join(session, &manifest, all_shown, &mut offered).await?;
        // a block may have been damaged since the disk was opened: what is missing is found when it is read back
        if joined && !session.host.replica().borrow().is_incomplete() {
            session.host.told(News::Fetching(None));
            session.host.told(News::Pulled);
            return trim(session).await;
        }
    }
    Err(Failure::NotOurs.into())
}

/// What is repaired is told the server as well: records that differ though nobody changed them are a fault of somebody's.
fn differing<S, N, H: Host>(session: &Session<S, N, H>) -> Vec<Shelf> {
    let portion = session.portion.borrow();
    let mut shelves = session.host.replica().borrow().mismatched(&portion);
    shelves.truncate(DIFFERING_MAX);
    shelves
}

/// The feed from the manifest's cursor up to now, and everything together in one strict transaction. `all_shown`: the base holds these
/// blocks and nothing else. `false` when the server asks to compare once more.
async fn join<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
    manifest: &Manifest,
    all_shown: bool,
    offered: &mut bool,
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
    // from here on nobody could tell any more: our old cursor is still there to ask by
    if !*offered && forgot_us(session).await? {
        *offered = true;
        offer_again(session).await?;
        return Ok(false);
    }
    let write = joined(session, manifest, &answer).await?;
    // until the view follows, nothing may be written that stands on what it shows
    session.disk_ahead.set(true);
    session.write(write).await?;
    session.portion.replace(answer.portion.clone());
    show(session, manifest, answer, all_shown).await?;
    session.disk_ahead.set(false);
    Ok(true)
}

/// Was a backup put back since our cursor? Asked as somebody who holds nothing, so that no rows are sent.
async fn forgot_us<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
) -> Result<bool, Trouble> {
    let request = session.host.replica().borrow().pull_request();
    if request.cursor.is_start() {
        return Ok(false);
    }
    let held = Vec::new();
    let answer = session
        .server
        .pull(&PullRequest { held, ..request })
        .await?;
    Ok(matches!(
        answer,
        PullAnswer::CompareBlocks { restored: true, .. }
    ))
}

async fn joined<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
    manifest: &Manifest,
    answer: &Pulled,
) -> Result<CacheWrite, Trouble> {
    let named: hashbrown::HashSet<String> = manifest.blocks.iter().map(BlockName::key).collect();
    let heads = session.store.block_heads().await?.into_iter();
    let held: Vec<&Shelf> = held(manifest, answer);
    // a right may have been taken back since the manifest was made
    let may = |key: &String| held.iter().any(|shelf| stands_on(key, shelf));
    let stale = heads
        .map(|head| head.key)
        .filter(|key| !named.contains(key) || !may(key));
    // those too that another tab saved and this one has not heard of: it may hear of them before the view follows
    let settled = answer.settled.iter();
    Ok(CacheWrite {
        drop_blocks: stale.collect(),
        drop_rows_through: Some(u64::from(u32::MAX)),
        rows: answer.rows.iter().filter_map(row_for_disk).collect(),
        settled: settled.map(|settled| settled.uid.to_string()).collect(),
        meta: vec![
            (CURSOR.to_owned(), json(&answer.to)),
            (HELD.to_owned(), json(&held)),
            (FETCHING.to_owned(), ALL_JOINED.to_vec()),
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
    all_shown: bool,
) -> Result<(), Trouble> {
    // blocks of this manifest alone stand in the view already, unless it was read anew from the disk while they came
    let first = {
        let replica = session.host.replica().borrow();
        let shown: u64 = replica.base().sums().values().map(|sum| sum.count).sum();
        let named: u64 = manifest
            .blocks
            .iter()
            .map(|name| u64::from(name.count))
            .sum();
        let untouched = replica.cursor().is_start() && replica.queue().is_empty();
        all_shown && untouched && shown == named
    };
    let cached = match first {
        true => None,
        false => Some(cached(&*session.store).await?),
    };
    let context = session.host.context();
    // what is no longer in the portion is dropped with the answer
    let portion = manifest.portion.clone();
    {
        let mut replica = session.host.replica().borrow_mut();
        let mut incomplete = false;
        match cached {
            Some(cached) => {
                incomplete = cached.incomplete;
                let cursor = manifest.cursor.clone();
                let _touched = replica.reset(cached.base, cursor, portion, &context);
            }
            None => replica.opened(manifest.cursor.clone(), portion),
        }
        // begins at the cursor just set, so it is always taken
        let _ = replica.pulled(answer, &context);
        replica.lacks_some(incomplete);
    }
    session.host.refilled();
    (session.tell)(&Words::Reload);
    Ok(())
}

fn held<'a>(manifest: &'a Manifest, answer: &Pulled) -> Vec<&'a Shelf> {
    let named = |shelf: &&Shelf| answer.portion.contains_key(*shelf);
    manifest.portion.iter().filter(named).collect()
}
