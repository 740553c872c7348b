//! A store of sealed values by name: the shape that drafts, files and meta share.

use super::handle::Handle;
use super::request::{Mode, Work, answer};
use super::seal::Sealer;
use super::values::{fault, get, put, text};
use crate::store::{StoreError, Stored};
use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::IdbDatabase;

type Answer<T> = Result<T, StoreError>;

/// One object store whose values are sealed for `area|key`.
pub struct Shelf<'a> {
    pub handle: &'a Handle,
    pub sealer: &'a Sealer,
    pub store: &'static str,
    pub area: &'static str,
}

impl Shelf<'_> {
    pub async fn put(&self, key: &str, bytes: &[u8], mode: Mode) -> Answer<()> {
        let sealed = self.sealer.seal(&self.place(key), bytes).await?;
        let write = async |database: &IdbDatabase| {
            let work = Work::begin(database, &[self.store], mode)?;
            put(&work.store(self.store)?, &sealed, &key.into())?;
            work.commit().await
        };
        self.handle.attempt(write).await
    }

    pub async fn get(&self, key: &str) -> Answer<Option<Stored>> {
        let read = async |database: &IdbDatabase| {
            let work = Work::begin(database, &[self.store], Mode::Read)?;
            let found = get(&work.store(self.store)?, key)?;
            answer(&found).await
        };
        let found: JsValue = match self.handle.attempt(read).await {
            Err(StoreError::Lost(_)) => return Ok(Some(Stored::Damaged(Vec::new()))),
            found => found?,
        };
        if found.is_undefined() {
            return Ok(None);
        }
        self.sealer.open_one(self.place(key), found).await.map(Some)
    }

    pub async fn keys(&self) -> Answer<Vec<String>> {
        let read = async |database: &IdbDatabase| {
            let work = Work::begin(database, &[self.store], Mode::Read)?;
            let keys = work.store(self.store)?.get_all_keys().map_err(fault)?;
            answer(&keys).await
        };
        let keys = Array::from(&self.handle.attempt(read).await?);
        Ok(keys.iter().filter_map(|key| text(&key)).collect())
    }

    pub async fn drop(&self, key: &str, mode: Mode) -> Answer<()> {
        let write = async |database: &IdbDatabase| {
            let work = Work::begin(database, &[self.store], mode)?;
            work.store(self.store)?.delete(&key.into()).map_err(fault)?;
            work.commit().await
        };
        self.handle.attempt(write).await
    }

    fn place(&self, key: &str) -> String {
        format!("{}|{key}", self.area)
    }
}
