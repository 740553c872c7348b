//! Filling and repairing the cache by blocks: first fetch, resuming one, return after months and narrow
//! repair are the same act. Compares manifests, fetches what differs, stores it as it comes, and joins
//! it with the feed up to now in one transaction, so the cursor never goes back.

use super::fetching::fetch;
use super::opening::{CURSOR, HELD, cached};
use super::pulling::{json, row_for_disk, trim};
use super::server::{Failure, Server};
use super::session::{Host, News, Session, Trouble};
use super::words::Words;
use crate::store::{CacheWrite, LocalStore};
use shared::shelf::Shelf;
use shared::sync::block::FORMAT;
use shared::sync::wire::{BlockName, Manifest, ManifestRequest, PullAnswer, PullRequest, Pulled};

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
        let server_time = Some(manifest.server_time);
        session.host.told(News::Contact { server_time });
        let whole = fetch(session, &manifest).await?;
        if whole && join(session, &manifest).await? {
            session.host.told(News::Fetching(None));
            return trim(session).await;
        }
    }
    Err(Failure::NotOurs.into())
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
