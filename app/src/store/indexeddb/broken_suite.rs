//! One database that never opens stands in the way of no other: a real browser refuses one that a newer version wrote.

use super::handle::factory;
use super::request::{answer, reason};
use super::{IndexedDbStore, schema};
use crate::store::{Check, LocalStore, StoreError, StoreName};
use wasm_bindgen::JsCast;
use web_sys::IdbDatabase;

type Outcome = Result<(), StoreError>;

pub async fn broken_suite() -> Vec<Check> {
    let anew = a_cache_that_never_opens_is_made_anew().await;
    let named = [("a cache that never opens is made anew", anew)];
    let told = |(name, outcome): (&str, Outcome)| {
        (name.to_owned(), outcome.map_err(|error| error.to_string()))
    };
    named.map(told).to_vec()
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
