//! A store in which one value cannot be read any more: browsers keep large values in files of their own, and a power cut can take one
//! of them. Reading everything at once fails then, for ever; one by one, the others are still there.

use super::handle::Handle;
use super::request::{Mode, Work, answer};
use super::values::{fault, list};
use crate::store::StoreError;
use wasm_bindgen::JsValue;
use web_sys::IdbDatabase;

type Answer<T> = Result<T, StoreError>;

/// What lies in the cache can be fetched again.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Queue,
    Cache,
}

/// Keys and values of a whole store, in the order of the keys.
pub struct Rows {
    pub keys: Vec<JsValue>,
    /// `undefined` stands for what cannot be read, and opens as nothing.
    pub values: Vec<JsValue>,
}

/// Asked after a read of the whole `store` failed with `why`, however often it was tried: each value for itself. Where none of several can
/// be read, and they are not to be had elsewhere, it is rather the disk that fails, and another start may read them.
pub async fn one_by_one(
    handle: &Handle,
    database: Of,
    store: &'static str,
    why: StoreError,
) -> Answer<Rows> {
    if !matches!(why, StoreError::Unknown(_)) {
        return Err(why);
    }
    let keys = async |database: &IdbDatabase| {
        let work = Work::begin(database, &[store], Mode::Read)?;
        let keys = work.store(store)?.get_all_keys().map_err(fault)?;
        Ok(list(&answer(&keys).await?))
    };
    let keys = handle.attempt(keys).await?;
    let mut values = Vec::with_capacity(keys.len());
    for key in &keys {
        values.push(
            handle
                .once(async |database| value(database, store, key).await)
                .await,
        );
    }
    let irreplaceable = values.len() > 1 && database == Of::Queue;
    if irreplaceable && values.iter().all(Result::is_err) {
        return Err(why);
    }
    let values = values
        .into_iter()
        .map(|value| value.unwrap_or(JsValue::UNDEFINED));
    Ok(Rows {
        values: values.collect(),
        keys,
    })
}

async fn value(database: &IdbDatabase, store: &str, key: &JsValue) -> Answer<JsValue> {
    let work = Work::begin(database, &[store], Mode::Read)?;
    let value = work.store(store)?.get(key).map_err(fault)?;
    answer(&value).await
}
