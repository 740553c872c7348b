//! Blocks as they lie in the cache: read in bulk, opened together, checked by their seal.
//! A block whose head and body do not belong together is damaged; it can be fetched again.

use super::handle::Handle;
use super::request::{Mode, Work, answer, answered};
use super::schema::cache;
use super::seal::Sealer;
use super::values::{beginning, fault, list, text};
use crate::store::{BlockHead, BlockRow, StoreError};
use hashbrown::HashMap;
use wasm_bindgen::JsValue;
use web_sys::IdbDatabase;

type Answer<T> = Result<T, StoreError>;

/// The head is part of the place, so it cannot be exchanged beside the body.
pub fn place(key: &str, head: &str) -> String {
    format!("block|{key}|{head}")
}

pub async fn heads(handle: &Handle) -> Answer<Vec<BlockHead>> {
    let read = async |database: &IdbDatabase| {
        let work = Work::begin(database, &[cache::HEADS], Mode::Read)?;
        let heads = work.store(cache::HEADS)?;
        let keys = heads.get_all_keys().map_err(fault)?;
        let values = heads.get_all().map_err(fault)?;
        let values = answer(&values).await?;
        Ok(paired(&answered(&keys)?, &values))
    };
    let heads = handle.attempt(read).await?;
    let head = |(key, head): (String, JsValue)| {
        let head = text(&head)?;
        Some(BlockHead { key, head })
    };
    Ok(heads.into_iter().filter_map(head).collect())
}

pub async fn blocks(handle: &Handle, sealer: &Sealer, prefix: &str) -> Answer<Vec<BlockRow>> {
    let read = async |database: &IdbDatabase| read_all(database, prefix).await;
    let (heads, bodies) = handle.attempt(read).await?;
    let heads: HashMap<String, JsValue> = heads.into_iter().collect();
    let known = bodies.iter().map(|(key, _)| heads.get(key).and_then(text));
    let known: Vec<String> = known.map(Option::unwrap_or_default).collect();
    let sealed = bodies.iter().zip(&known);
    let sealed: Vec<(String, JsValue)> = sealed
        .map(|((key, body), head)| (place(key, head), body.clone()))
        .collect();
    let opened = sealer.open_all(&sealed).await?;
    let rows = bodies.into_iter().zip(known).zip(opened);
    let row = |(((key, _), head), body)| BlockRow { key, head, body };
    Ok(rows.map(row).collect())
}

type Pairs = Vec<(String, JsValue)>;

/// Four requests in one round: this is the path a cold start waits for.
async fn read_all(database: &IdbDatabase, prefix: &str) -> Answer<(Pairs, Pairs)> {
    let work = Work::begin(database, &[cache::BLOCKS, cache::HEADS], Mode::Read)?;
    let (heads, blocks) = (work.store(cache::HEADS)?, work.store(cache::BLOCKS)?);
    let range = beginning(prefix)?;
    let head_keys = heads.get_all_keys_with_key(&range).map_err(fault)?;
    let head_values = heads.get_all_with_key(&range).map_err(fault)?;
    let keys = blocks.get_all_keys_with_key(&range).map_err(fault)?;
    let bodies = blocks.get_all_with_key(&range).map_err(fault)?;
    let bodies = answer(&bodies).await?;
    let heads = paired(&answered(&head_keys)?, &answered(&head_values)?);
    Ok((heads, paired(&answered(&keys)?, &bodies)))
}

fn paired(keys: &JsValue, values: &JsValue) -> Pairs {
    let pairs = list(keys).into_iter().zip(list(values));
    let pair = |(key, value): (JsValue, JsValue)| Some((text(&key)?, value));
    pairs.filter_map(pair).collect()
}
