//! The key that seals a person's unsent work in a file for another device of theirs: the same on each of them, kept beside the key
//! of this device and gone with it. Once it is here no page can read it out. What a file says is decided elsewhere.
//!
//! `nonce 12 | AES-GCM ciphertext with its tag`; whatever stands before it in the file is bound in as associated data.

use super::key::imported_key;
use super::request::{Mode, Work, answer, reason};
use super::schema::keys;
use super::seal::Sealer;
use super::values::{get, put};
use crate::store::StoreError;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, CryptoKey, IdbDatabase};

const NONCE: usize = 12;

/// What became of a copy that was to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    Whole(Vec<u8>),
    /// Changed since, or sealed with another key.
    Closed,
    NoKey,
}

impl Sealer {
    /// Puts the key in the place of an older one. A store that was wiped meanwhile takes none.
    pub async fn keep_carry_key(&self, bits: &[u8; 32]) -> Result<(), StoreError> {
        let key = imported_key(&self.subtle, bits).await?;
        let beside = f64::from(self.current);
        let keep = async |database: &IdbDatabase| put_beside(database, beside, &key).await;
        let kept = self.handle.attempt(keep).await;
        self.handle.forget().await;
        match kept {
            Ok(()) => {
                self.carry.replace(Some(key));
                Ok(())
            }
            Err(StoreError::Wiped) => {
                // asking may have made the database anew
                self.handle.delete().await?;
                Err(StoreError::Wiped)
            }
            Err(error) => Err(error),
        }
    }

    /// Another tab may have fetched it, so the disk is asked as long as there is none.
    pub async fn has_carry_key(&self) -> Result<bool, StoreError> {
        Ok(self.carry_key().await?.is_some())
    }

    /// `None`: no key yet.
    pub async fn seal_copy(
        &self,
        clear: &[u8],
        inside: &[u8],
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(key) = self.carry_key().await? else {
            return Ok(None);
        };
        let mut copy = vec![0; NONCE];
        let filled = self.crypto.get_random_values_with_u8_array(&mut copy);
        filled.map_err(|error| reason(&error))?;
        let rules = rules(&copy, clear);
        let sealing = (self.subtle).encrypt_with_object_and_u8_array(&rules, &key, inside);
        let sealed = JsFuture::from(sealing.map_err(|error| reason(&error))?).await;
        let sealed = sealed.map_err(|error| reason(&error))?;
        let sealed = Uint8Array::new(&sealed);
        copy.resize(NONCE + sealed.length() as usize, 0);
        sealed.copy_to(&mut copy[NONCE..]);
        Ok(Some(copy))
    }

    pub async fn open_copy(&self, clear: &[u8], copy: &[u8]) -> Result<Opened, StoreError> {
        let Some(key) = self.carry_key().await? else {
            return Ok(Opened::NoKey);
        };
        let Some((nonce, sealed)) = copy.split_at_checked(NONCE) else {
            return Ok(Opened::Closed);
        };
        let rules = rules(nonce, clear);
        let opening = (self.subtle).decrypt_with_object_and_u8_array(&rules, &key, sealed);
        let opened = JsFuture::from(opening.map_err(|error| reason(&error))?).await;
        Ok(match opened {
            Ok(inside) => Opened::Whole(Uint8Array::new(&inside).to_vec()),
            Err(_) => Opened::Closed,
        })
    }

    async fn carry_key(&self) -> Result<Option<CryptoKey>, StoreError> {
        if let Some(key) = self.carry.borrow().clone() {
            return Ok(Some(key));
        }
        let found = self.handle.attempt(lying).await;
        self.handle.forget().await;
        let key = found?.dyn_into::<CryptoKey>().ok();
        self.carry.replace(key.clone());
        Ok(key)
    }
}

async fn lying(database: &IdbDatabase) -> Result<JsValue, StoreError> {
    let work = Work::begin(database, &[keys::KEYS], Mode::Read)?;
    let found = get(&work.store(keys::KEYS)?, keys::CARRY)?;
    answer(&found).await
}

/// Only beside the key of this device, in one transaction: without that one nobody works here any more.
async fn put_beside(
    database: &IdbDatabase,
    beside: f64,
    key: &CryptoKey,
) -> Result<(), StoreError> {
    let work = Work::begin(database, &[keys::KEYS], Mode::Strict)?;
    let store = work.store(keys::KEYS)?;
    let own = store.get(&beside.into()).map_err(|error| reason(&error))?;
    if answer(&own).await?.is_undefined() {
        return Err(StoreError::Wiped);
    }
    put(&store, key, &keys::CARRY.into())?;
    work.commit().await
}

fn rules(nonce: &[u8], clear: &[u8]) -> AesGcmParams {
    let rules = AesGcmParams::new_with_u8_array("AES-GCM", &Uint8Array::from(nonce));
    rules.set_additional_data_u8_array(&Uint8Array::from(clear));
    rules
}
