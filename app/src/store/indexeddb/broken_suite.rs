//! One database that never opens stands in the way of no other, and one value that cannot be read in the way of no other value: a real
//! browser refuses a database that a newer version wrote, and a whole store for one value.

use super::handle::factory;
use super::request::{answer, reason};
use super::values::fault;
use super::{IndexedDbStore, schema};
use crate::store::{Check, LocalStore, StoreError, StoreName};
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbDatabase;

type Outcome = Result<(), StoreError>;

pub async fn broken_suite() -> Vec<Check> {
    let anew = a_cache_that_never_opens_is_made_anew().await;
    let spared = where_not_all_can_be_read_each_is_read_alone().await;
    let named = [
        ("a cache that never opens is made anew", anew),
        ("where not all can be read, each is read alone", spared),
    ];
    let told = |(name, outcome): (&str, Outcome)| {
        (name.to_owned(), outcome.map_err(|error| error.to_string()))
    };
    named.map(told).to_vec()
}

async fn where_not_all_can_be_read_each_is_read_alone() -> Outcome {
    let store = IndexedDbStore::open(StoreName::new("broken", "values")).await?;
    for uid in ["first", "second"] {
        store.append(uid, b"unsent").await?;
    }
    let refused = AllAtOnceRefused::begin()?;
    let rows = store.queue().await;
    let journal = store.journal().await;
    let settled = store.settled().await;
    let blocks = store.each_block("", |_| ()).await;
    drop(refused);
    let uids: Vec<String> = rows?.into_iter().map(|row| row.uid).collect();
    journal?;
    settled?;
    blocks?;
    let outcome = match uids == ["first", "second"] {
        true => Ok(()),
        false => Err(StoreError::Unknown(format!("of the queue {uids:?}"))),
    };
    outcome.and(store.wipe().await)
}

/// As a browser that cannot read one of the values does it.
struct AllAtOnceRefused {
    stores: Object,
    before: JsValue,
    _refusing: Closure<dyn Fn() -> Result<JsValue, JsValue>>,
}

impl AllAtOnceRefused {
    fn begin() -> Result<Self, StoreError> {
        let stores = Reflect::get(&js_sys::global(), &"IDBObjectStore".into()).map_err(fault)?;
        let stores = Reflect::get(&stores, &"prototype".into()).map_err(fault)?;
        let stores: Object = stores.unchecked_into();
        let before = Reflect::get(&stores, &"getAll".into()).map_err(fault)?;
        let refusing = Closure::new(|| Err(js_sys::Error::new("a large value is lost").into()));
        Reflect::set(&stores, &"getAll".into(), refusing.as_ref()).map_err(fault)?;
        Ok(Self {
            stores,
            before,
            _refusing: refusing,
        })
    }
}

impl Drop for AllAtOnceRefused {
    fn drop(&mut self) {
        let _ = Reflect::set(&self.stores, &"getAll".into(), &self.before);
    }
}

async fn a_cache_that_never_opens_is_made_anew() -> Outcome {
    let name = StoreName::new("broken", "cache");
    let before = IndexedDbStore::open(name.clone()).await?;
    before.append("kept", b"unsent").await?;
    before.take_fence().await?;
    break_cache(&name).await?;
    let store = IndexedDbStore::open(name).await?;
    let rows = store.queue().await?;
    let outcome = match rows.iter().any(|row| row.uid == "kept") {
        true => store.take_fence().await.map(|_| ()),
        false => Err(StoreError::Unknown("what waits is gone".to_owned())),
    };
    outcome.and(store.wipe().await)
}

/// As a version that does not exist yet leaves it.
async fn break_cache(name: &StoreName) -> Outcome {
    let database = format!("{name}:{}", schema::cache::DATABASE);
    let request = factory()?.open_with_u32(&database, 1_000);
    let request = request.map_err(|error| reason(&error))?;
    let newer: IdbDatabase = answer(&request).await?.unchecked_into();
    newer.close();
    Ok(())
}
