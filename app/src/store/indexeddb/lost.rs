//! Writes to a queue in which one value is lost. Chromium takes back a transaction that asked for such a value, whatever else it did and
//! whoever heard the failure, so a write must know beforehand which it does not ask for. Their keys and names can be read: those lie elsewhere.

use super::handle::Handle;
use super::request::{Mode, Work, answer};
use super::schema::queue;
use super::spared::{Of, may_be_of_a_value, one_by_one};
use super::values::{count, fault, list, object, text};
use crate::store::StoreError;
use std::collections::{BTreeMap, BTreeSet};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbCursor, IdbDatabase, IdbObjectStore};

type Answer<T> = Result<T, StoreError>;

/// What cannot be read: of what waits by number, with its name, of what is settled by name.
#[derive(Default)]
pub struct Lost {
    waiting: BTreeMap<u64, String>,
    settled: BTreeSet<String>,
}

/// Does `work`. Where it fails and values are lost, once more without asking for these: whoever leads numbers nothing anew in between.
pub async fn beside_lost<T>(
    handle: &Handle,
    work: impl AsyncFn(&IdbDatabase, &Lost) -> Answer<T>,
) -> Answer<T> {
    let whole = Lost::default();
    let whole = async |database: &IdbDatabase| work(database, &whole).await;
    let why = match handle.attempt(whole).await {
        Err(why) if may_be_of_a_value(&why) => why,
        ended => return ended,
    };
    let lost = Lost::find(handle, &why).await?;
    if lost.is_empty() {
        return Err(why);
    }
    let spared = async |database: &IdbDatabase| work(database, &lost).await;
    handle.attempt(spared).await
}

impl Lost {
    async fn find(handle: &Handle, why: &StoreError) -> Answer<Lost> {
        let waiting = one_by_one(handle, Of::Queue, queue::WAITING, why.clone()).await?;
        let settled = one_by_one(handle, Of::Queue, queue::SETTLED, why.clone()).await?;
        let names = handle.attempt(names).await?;
        let named = |key| {
            let number = count(key);
            (number, names.get(&number).cloned().unwrap_or_default())
        };
        Ok(Lost {
            waiting: waiting.unreadable().map(named).collect(),
            settled: settled.unreadable().filter_map(text).collect(),
        })
    }

    fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.settled.is_empty()
    }

    pub fn waits(&self, uid: &str) -> bool {
        self.waiting.values().any(|name| name == uid)
    }

    pub fn is_settled(&self, uid: &str) -> bool {
        self.settled.contains(uid)
    }

    /// What waits in the order of its numbers; of what is lost, what is left.
    pub async fn all_waiting(&self, waiting: &IdbObjectStore) -> Answer<Vec<JsValue>> {
        let name = |key: &JsValue| self.waiting.get(&count(key)).cloned();
        self.rows(waiting, name).await
    }

    /// What is settled in the order of its names; of what is lost, what is left.
    pub async fn all_settled(&self, settled: &IdbObjectStore) -> Answer<Vec<JsValue>> {
        let name = |key: &JsValue| text(key).filter(|uid| self.is_settled(uid));
        self.rows(settled, name).await
    }

    async fn rows(
        &self,
        store: &IdbObjectStore,
        lost: impl Fn(&JsValue) -> Option<String>,
    ) -> Answer<Vec<JsValue>> {
        if self.is_empty() {
            let rows = store.get_all().map_err(fault)?;
            return Ok(list(&answer(&rows).await?));
        }
        let keys = store.get_all_keys().map_err(fault)?;
        let keys = list(&answer(&keys).await?);
        let mut rows = Vec::with_capacity(keys.len());
        for key in &keys {
            rows.push(match lost(key) {
                Some(uid) => remnant(&uid)?,
                None => answer(&store.get(key).map_err(fault)?).await?,
            });
        }
        Ok(rows)
    }
}

/// What is left of an entry whose value is lost. One without a name stands in no index, or two of them would be one.
pub fn remnant(uid: &str) -> Answer<JsValue> {
    let mut fields = vec![("sealed", JsValue::NULL)];
    if !uid.is_empty() {
        fields.push(("uid", uid.into()));
    }
    object(&fields)
}

/// The names of what waits by its number: read without a value.
pub async fn names(database: &IdbDatabase) -> Answer<BTreeMap<u64, String>> {
    let work = Work::begin(database, &[queue::WAITING], Mode::Read)?;
    names_in(&work.store(queue::WAITING)?).await
}

/// The same inside the caller's transaction.
pub async fn names_in(waiting: &IdbObjectStore) -> Answer<BTreeMap<u64, String>> {
    let by_uid = waiting.index(queue::BY_UID).map_err(fault)?;
    let request = by_uid.open_key_cursor().map_err(fault)?;
    let mut names = BTreeMap::new();
    while let Ok(cursor) = answer(&request).await?.dyn_into::<IdbCursor>() {
        let number = count(&cursor.primary_key().map_err(fault)?);
        if let Some(uid) = text(&cursor.key().map_err(fault)?) {
            names.insert(number, uid);
        }
        cursor.continue_().map_err(fault)?;
    }
    Ok(names)
}
