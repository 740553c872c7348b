//! The one way to change the cache: a leader's transaction with everything in it, or nothing.

use super::blocks::{self, Heads, Lying, PAGE_BYTES, head_text};
use super::fence::{Led, led};
use super::handle::Handle;
use super::journal;
use super::request::{Mode, Work, answer};
use super::schema::cache;
use super::seal::Sealer;
use super::values::{count, fault, get, put, through};
use crate::store::segment::{pack, pages};
use crate::store::{CacheWrite, Fence, Fenced, StoreError};
use js_sys::{Array, Uint8Array};
use std::collections::BTreeSet;
use std::ops::Range;
use wasm_bindgen::JsValue;
use web_sys::IdbDatabase;

const ALL: [&str; 6] = [
    cache::PAGES,
    cache::HEADS,
    cache::JOURNAL,
    cache::SETTLED,
    cache::META,
    cache::STATE,
];

type Answer<T> = Result<T, StoreError>;

/// What `write` adds, sealed and ready to be put.
struct Sealed {
    /// Each with the places of its blocks in `CacheWrite::blocks`.
    pages: Vec<(Uint8Array, Range<usize>)>,
    rows: Option<Uint8Array>,
    meta: Vec<Uint8Array>,
}

pub async fn write(
    handle: &Handle,
    sealer: &Sealer,
    fence: Fence,
    write: &CacheWrite,
) -> Answer<Fenced<()>> {
    let sealed = seal(sealer, write).await?;
    let mode = match write.strict {
        true => Mode::Strict,
        false => Mode::Relaxed,
    };
    let change = async |database: &IdbDatabase| {
        let work = Work::begin(database, &ALL, mode)?;
        let state = work.store(cache::STATE)?;
        let last_page = get(&state, cache::LAST_PAGE)?;
        let heads = Heads::ask(&work.store(cache::HEADS)?, "")?;
        if led(&state, fence).await? == Led::ByAnother {
            return Ok(Fenced::Refused);
        }
        if !write.blocks.is_empty() || !write.drop_blocks.is_empty() {
            let last_page = count(&answer(&last_page).await?);
            let heads = heads.read().await?;
            take_out_blocks(&work, write, &heads)?;
            put_in_blocks(&work, write, &sealed, last_page)?;
        }
        take_out(&work, write)?;
        put_in(&work, write, &sealed)?;
        work.commit().await?;
        Ok(Fenced::Done(()))
    };
    handle.attempt(change).await
}

pub async fn reset(handle: &Handle, fence: Fence) -> Answer<Fenced<()>> {
    let change = async |database: &IdbDatabase| {
        let work = Work::begin(database, &ALL, Mode::Relaxed)?;
        if led(&work.store(cache::STATE)?, fence).await? == Led::ByAnother {
            return Ok(Fenced::Refused);
        }
        for store in ALL.iter().filter(|store| **store != cache::STATE) {
            work.store(store)?.clear().map_err(fault)?;
        }
        work.commit().await?;
        Ok(Fenced::Done(()))
    };
    handle.attempt(change).await
}

/// From here on a lower number is refused in the cache as well.
pub async fn raise(handle: &Handle, fence: Fence) -> Answer<Fenced<()>> {
    let change = async |database: &IdbDatabase| {
        let work = Work::begin(database, &[cache::STATE], Mode::Relaxed)?;
        if led(&work.store(cache::STATE)?, fence).await? == Led::ByAnother {
            return Ok(Fenced::Refused);
        }
        work.commit().await?;
        Ok(Fenced::Done(()))
    };
    handle.attempt(change).await
}

async fn seal(sealer: &Sealer, write: &CacheWrite) -> Answer<Sealed> {
    let pages = pages(&write.blocks, PAGE_BYTES);
    let packed = pack(&write.rows);
    let mut values: Vec<(String, &[u8])> = Vec::new();
    for (page, _) in &pages {
        values.push((blocks::PLACE.to_owned(), page));
    }
    for (name, bytes) in &write.meta {
        values.push((format!("meta|{name}"), bytes));
    }
    if !write.rows.is_empty() {
        values.push((journal::PLACE.to_owned(), &packed));
    }
    let mut sealed = sealer.seal_all(&values).await?;
    let mut meta = sealed.split_off(pages.len());
    let rows = meta.split_off(write.meta.len()).pop();
    let ranges = pages.into_iter().map(|(_, range)| range);
    let pages = sealed.into_iter().zip(ranges).collect();
    Ok(Sealed { pages, rows, meta })
}

/// Pages on which no block is left go with their last one.
fn take_out_blocks(work: &Work, write: &CacheWrite, heads: &[Lying]) -> Answer<()> {
    let dropped = write.drop_blocks.iter();
    let replaced = write.blocks.iter().map(|block| &block.key);
    let going: BTreeSet<&String> = dropped.chain(replaced).collect();
    let stays = |head: &&Lying| !going.contains(&head.key);
    let living: BTreeSet<u64> = heads.iter().filter(stays).map(|head| head.page).collect();
    let (pages, store) = (work.store(cache::PAGES)?, work.store(cache::HEADS)?);
    let known: BTreeSet<u64> = heads.iter().map(|head| head.page).collect();
    for page in known.difference(&living) {
        pages.delete(&(*page as f64).into()).map_err(fault)?;
    }
    for key in &write.drop_blocks {
        store.delete(&key.into()).map_err(fault)?;
    }
    Ok(())
}

fn put_in_blocks(work: &Work, write: &CacheWrite, sealed: &Sealed, last_page: u64) -> Answer<()> {
    let (pages, heads) = (work.store(cache::PAGES)?, work.store(cache::HEADS)?);
    let mut number = last_page;
    for (page, range) in &sealed.pages {
        number += 1;
        put(&pages, page, &(number as f64).into())?;
        for block in &write.blocks[range.clone()] {
            put(
                &heads,
                &head_text(number, &block.head),
                &block.key.as_str().into(),
            )?;
        }
    }
    let state = work.store(cache::STATE)?;
    put(&state, &(number as f64).into(), &cache::LAST_PAGE.into())
}

fn take_out(work: &Work, write: &CacheWrite) -> Answer<()> {
    for (store, last) in [
        (cache::JOURNAL, write.drop_rows_through),
        (cache::SETTLED, write.drop_settled_through),
    ] {
        if let Some(last) = last {
            work.store(store)?.delete(&through(last)?).map_err(fault)?;
        }
    }
    Ok(())
}

fn put_in(work: &Work, write: &CacheWrite, sealed: &Sealed) -> Answer<()> {
    if let Some(rows) = &sealed.rows {
        work.store(cache::JOURNAL)?.put(rows).map_err(fault)?;
    }
    if !write.settled.is_empty() {
        let uids: Array = write.settled.iter().map(JsValue::from).collect();
        work.store(cache::SETTLED)?.put(&uids).map_err(fault)?;
    }
    let meta = work.store(cache::META)?;
    for ((name, _), body) in write.meta.iter().zip(&sealed.meta) {
        put(&meta, body, &name.into())?;
    }
    Ok(())
}
