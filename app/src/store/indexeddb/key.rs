//! The key of this device and user: made by the browser, kept by the browser, readable by nobody.

use super::request::{Mode, Work, answer, reason};
use super::schema::keys;
use super::seal::no_seal;
use super::values::list;
use crate::store::StoreError;
use js_sys::{Array, Object, Reflect, Uint8Array};
use std::collections::HashMap;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, IdbDatabase, SubtleCrypto};

/// Only a secure page (HTTPS or this machine itself) has a seal.
pub fn crypto() -> Result<(Crypto, SubtleCrypto), StoreError> {
    let window = web_sys::window().ok_or_else(|| no_seal("no window"))?;
    let crypto = window.crypto().map_err(|error| reason(&error))?;
    let subtle = Reflect::get(&crypto, &"subtle".into()).unwrap_or(JsValue::UNDEFINED);
    let subtle = subtle.dyn_into::<SubtleCrypto>();
    let subtle = subtle.map_err(|_| no_seal("the page is not secure"))?;
    Ok((crypto, subtle))
}

/// A key that no page can read out, not even ours.
pub async fn new_key(subtle: &SubtleCrypto) -> Result<CryptoKey, StoreError> {
    let rules = Object::new();
    let set = |name: &str, value: JsValue| Reflect::set(&rules, &name.into(), &value);
    set("name", "AES-GCM".into()).map_err(|error| reason(&error))?;
    set("length", 256.into()).map_err(|error| reason(&error))?;
    let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
    let key = subtle.generate_key_with_object(&rules, false, &uses);
    let key = JsFuture::from(key.map_err(|error| reason(&error))?).await;
    Ok(key.map_err(|error| reason(&error))?.unchecked_into())
}

/// A key that was told to us, and that no page can read out from here on.
pub async fn imported_key(subtle: &SubtleCrypto, bits: &[u8; 32]) -> Result<CryptoKey, StoreError> {
    let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
    let bits = Uint8Array::from(&bits[..]);
    let key = subtle.import_key_with_str("raw", &bits, "AES-GCM", false, &uses);
    let key = JsFuture::from(key.map_err(|error| reason(&error))?).await;
    Ok(key.map_err(|error| reason(&error))?.unchecked_into())
}

/// The keys that are there; `fresh` becomes the first in the same transaction that found none, so
/// two tabs starting together end up with one.
pub async fn known_keys(
    database: &IdbDatabase,
    fresh: &CryptoKey,
) -> Result<HashMap<u32, CryptoKey>, StoreError> {
    let work = Work::begin(database, &[keys::KEYS], Mode::Strict)?;
    let store = work.store(keys::KEYS)?;
    let ids = store.get_all_keys().map_err(|error| reason(&error))?;
    let found = store.get_all().map_err(|error| reason(&error))?;
    let (ids, found) = (answer(&ids).await?, answer(&found).await?);
    let pairs = list(&ids).into_iter().zip(list(&found));
    let mut keys: HashMap<u32, CryptoKey> = pairs
        .filter_map(|(id, key)| Some((id.as_f64()? as u32, key.dyn_into().ok()?)))
        .collect();
    if keys.is_empty() {
        let put = store.put_with_key(fresh, &1.into());
        put.map_err(|error| reason(&error))?;
        keys.insert(1, fresh.clone());
    }
    work.commit().await?;
    Ok(keys)
}
