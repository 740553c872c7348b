//! The one way to change the cache: a leader's transaction with everything in it, or nothing.

use super::blocks::place;
use super::fence::{Led, led};
use super::handle::Handle;
use super::journal;
use super::request::{Mode, Work};
use super::schema::cache;
use super::seal::Sealer;
use super::values::{fault, put, through};
use crate::store::segment::pack;
use crate::store::{CacheWrite, Fence, Fenced, StoreError};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::IdbDatabase;

const ALL: [&str; 6] = [
    cache::BLOCKS,
    cache::HEADS,
    cache::JOURNAL,
    cache::SETTLED,
    cache::META,
    cache::STATE,
];

type Answer<T> = Result<T, StoreError>;

/// What `write` adds, sealed and ready to be put.
struct Sealed {
    blocks: Vec<Uint8Array>,
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
        if led(&work.store(cache::STATE)?, fence).await? == Led::ByAnother {
            return Ok(Fenced::Refused);
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
    let packed = pack(&write.rows);
    let mut values: Vec<(String, &[u8])> = Vec::new();
    for block in &write.blocks {
        values.push((place(&block.key, &block.head), &block.bytes));
    }
    for (name, bytes) in &write.meta {
        values.push((format!("meta|{name}"), bytes));
    }
    if !write.rows.is_empty() {
        values.push((journal::PLACE.to_owned(), &packed));
    }
    let mut blocks = sealer.seal_all(&values).await?;
    let mut meta = blocks.split_off(write.blocks.len());
    let rows = meta.split_off(write.meta.len()).pop();
    Ok(Sealed { blocks, rows, meta })
}

fn take_out(work: &Work, write: &CacheWrite) -> Answer<()> {
    let (blocks, heads) = (work.store(cache::BLOCKS)?, work.store(cache::HEADS)?);
    for key in &write.drop_blocks {
        blocks.delete(&key.into()).map_err(fault)?;
        heads.delete(&key.into()).map_err(fault)?;
    }
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
    let (blocks, heads) = (work.store(cache::BLOCKS)?, work.store(cache::HEADS)?);
    for (block, body) in write.blocks.iter().zip(&sealed.blocks) {
        let key = JsValue::from_str(&block.key);
        put(&blocks, body, &key)?;
        put(&heads, &block.head.as_str().into(), &key)?;
    }
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
