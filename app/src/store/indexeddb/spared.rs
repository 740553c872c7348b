//! A store in which one value cannot be read any more: browsers keep large values in files of their own, and a power cut can take one
//! of them. Reading everything at once fails then, for ever; one by one, the others are still there.

use super::handle::Handle;
use super::lost::remnant;
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
#[derive(Default)]
pub struct Rows {
    pub keys: Vec<JsValue>,
    /// `undefined` stands for what cannot be read, and opens as nothing.
    pub values: Vec<JsValue>,
}

impl Rows {
    fn push(&mut self, key: JsValue, value: JsValue) {
        self.keys.push(key);
        self.values.push(value);
    }

    pub fn unreadable(&self) -> impl Iterator<Item = &JsValue> {
        let rows = self.keys.iter().zip(&self.values);
        rows.filter(|(_, value)| value.is_undefined())
            .map(|(key, _)| key)
    }

    /// What cannot be read has at least the name that `name` knows.
    pub fn with_names(mut self, name: impl Fn(&JsValue) -> String) -> Answer<Rows> {
        for (key, value) in self.keys.iter().zip(&mut self.values) {
            if value.is_undefined() {
                *value = remnant(&name(key))?;
            }
        }
        Ok(self)
    }
}

/// May it be one value that made a read fail, and everything that was asked for with it?
pub fn may_be_of_a_value(why: &StoreError) -> bool {
    matches!(
        why,
        StoreError::Unknown(_) | StoreError::Aborted(_) | StoreError::Lost(_)
    )
}

/// Asked after a read of the whole `store` failed with `why`, however often it was tried: each value for itself. Where none of several can
/// be read, they are not to be had elsewhere and the browser calls none of them lost, it is rather the disk that fails, and another start may
/// read them.
pub async fn one_by_one(
    handle: &Handle,
    database: Of,
    store: &'static str,
    why: StoreError,
) -> Answer<Rows> {
    if !may_be_of_a_value(&why) {
        return Err(why);
    }
    let keys = async |database: &IdbDatabase| {
        let work = Work::begin(database, &[store], Mode::Read)?;
        let keys = work.store(store)?.get_all_keys().map_err(fault)?;
        Ok(list(&answer(&keys).await?))
    };
    let (mut rows, mut failures) = (Rows::default(), Vec::new());
    for key in handle.attempt(keys).await? {
        let read = async |database: &IdbDatabase| value(database, store, &key).await;
        match handle.attempt(read).await {
            // another tab took it away meanwhile
            Ok(value) if value.is_undefined() => {}
            Ok(value) => rows.push(key, value),
            Err(error) if may_be_of_a_value(&error) => {
                failures.push(error);
                rows.push(key, JsValue::UNDEFINED);
            }
            Err(error) => return Err(error),
        }
    }
    let several = failures.len() > 1 && failures.len() == rows.keys.len();
    let certain = (failures.iter()).any(|error| matches!(error, StoreError::Lost(_)));
    match several && !certain && database == Of::Queue {
        true => Err(why),
        false => Ok(rows),
    }
}

async fn value(database: &IdbDatabase, store: &str, key: &JsValue) -> Answer<JsValue> {
    let work = Work::begin(database, &[store], Mode::Read)?;
    let value = work.store(store)?.get(key).map_err(fault)?;
    answer(&value).await
}
