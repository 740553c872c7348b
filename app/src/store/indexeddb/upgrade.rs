//! Numbered steps that bring a database from an older version to the present one. No step ever
//! drops what has not been sent.

use super::request::{answered, reason};
use super::schema::{cache, files, keys, queue};
use crate::store::StoreError;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    IdbDatabase, IdbIndexParameters, IdbObjectStoreParameters, IdbOpenDbRequest, IdbTransaction,
};

/// What makes or upgrades one database inside its version change.
pub type Upgrade = fn(&IdbDatabase, &IdbTransaction, from: u32) -> Result<(), JsValue>;

/// The queue's client id is made together with it: a new queue is a new client.
pub fn queue(database: &IdbDatabase, change: &IdbTransaction, from: u32) -> Result<(), JsValue> {
    if from < 1 {
        let waiting = database.create_object_store(queue::WAITING)?;
        let unique = IdbIndexParameters::new();
        unique.set_unique(true);
        waiting.create_index_with_str_and_optional_parameters(queue::BY_UID, "uid", &unique)?;
        database.create_object_store(queue::SETTLED)?;
        database.create_object_store(queue::DRAFTS)?;
        database.create_object_store(queue::STATE)?;
        let state = change.object_store(queue::STATE)?;
        state.put_with_key(&new_client()?.into(), &queue::CLIENT.into())?;
        state.put_with_key(&0.into(), &queue::LAST_SEQ.into())?;
    }
    Ok(())
}

pub fn cache(database: &IdbDatabase, _: &IdbTransaction, from: u32) -> Result<(), JsValue> {
    if from < 1 {
        for name in [cache::PAGES, cache::HEADS, cache::META, cache::STATE] {
            database.create_object_store(name)?;
        }
        let counted = IdbObjectStoreParameters::new();
        counted.set_auto_increment(true);
        for name in [cache::JOURNAL, cache::SETTLED] {
            database.create_object_store_with_optional_parameters(name, &counted)?;
        }
    }
    Ok(())
}

pub fn files(database: &IdbDatabase, _: &IdbTransaction, from: u32) -> Result<(), JsValue> {
    if from < 1 {
        database.create_object_store(files::FILES)?;
    }
    Ok(())
}

pub fn keys(database: &IdbDatabase, _: &IdbTransaction, from: u32) -> Result<(), JsValue> {
    if from < 1 {
        database.create_object_store(keys::KEYS)?;
    }
    Ok(())
}

/// A random id for one sender.
pub fn new_client() -> Result<String, JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    Ok(window.crypto()?.random_uuid())
}

/// Runs `steps` for the open request it was called for; a failing step takes the whole change back.
pub fn run(request: &IdbOpenDbRequest, from: u32, steps: Upgrade) -> Result<(), StoreError> {
    let database: IdbDatabase = answered(request)?.unchecked_into();
    let change = request.transaction();
    let change = change.ok_or(StoreError::Unknown("no version change".to_owned()))?;
    steps(&database, &change, from).map_err(|error| {
        // already lost when this fails as well: the open request reports it
        let _ = change.abort();
        reason(&error)
    })
}
