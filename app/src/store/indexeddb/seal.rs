//! The sealed envelope in which everything lies on the device, and the key it is sealed with.
//! Sealing takes time of its own, so it happens before a transaction, opening after it.
//!
//! `version 1 | key id 4 | nonce 12 | length 4 | AES-GCM ciphertext with its tag`, numbers little-endian.
//! The tag is the checksum; the place where a value belongs (its uid, key or name) is sealed in as
//! associated data, so a value copied to another place does not open.

use super::handle::Handle;
use super::key::{crypto, known_keys, new_key};
use super::request::reason;
use super::schema::keys;
use super::upgrade;
use crate::store::{StoreError, StoreName, Stored};
use js_sys::{Array, Promise, Uint8Array};
use std::cell::RefCell;
use std::collections::HashMap;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, Crypto, CryptoKey, SubtleCrypto};

const VERSION: u8 = 1;
const NONCE: usize = 12;
const HEADER: usize = 1 + 4 + NONCE + 4;
const TAG: u32 = 16;

pub struct Sealer {
    pub(super) crypto: Crypto,
    pub(super) subtle: SubtleCrypto,
    pub(super) handle: Handle,
    keys: HashMap<u32, CryptoKey>,
    pub(super) current: u32,
    /// Read from the disk when first needed.
    pub(super) carry: RefCell<Option<CryptoKey>>,
}

impl Sealer {
    /// Takes the keys of this device and user from their database, making the first one if needed.
    pub async fn open(name: &StoreName) -> Result<Sealer, StoreError> {
        let (crypto, subtle) = crypto()?;
        let handle = Handle::new(format!("{name}:{}", keys::DATABASE), upgrade::keys);
        let fresh = new_key(&subtle).await?;
        let keys = handle.attempt(async |database| known_keys(database, &fresh).await);
        let keys = keys.await?;
        // nothing holds this database open, so it can be deleted at once
        handle.forget().await;
        let current = keys.keys().max().copied();
        let current = current.ok_or_else(|| no_seal("no key"))?;
        Ok(Sealer {
            crypto,
            subtle,
            handle,
            keys,
            current,
            carry: RefCell::default(),
        })
    }

    /// Seals many values, each for its place; all are under way at once.
    pub async fn seal_all(
        &self,
        values: &[(String, &[u8])],
    ) -> Result<Vec<Uint8Array>, StoreError> {
        let key = self.keys.get(&self.current);
        let key = key.ok_or_else(|| no_seal("no key"))?;
        let mut headers = Vec::with_capacity(values.len());
        let under_way = Array::new();
        for (place, bytes) in values {
            let header = self.header(bytes.len())?;
            let rules = rules(&header, place);
            let sealing = self
                .subtle
                .encrypt_with_object_and_u8_array(&rules, key, bytes);
            under_way.push(&sealing.map_err(|error| reason(&error))?.into());
            headers.push(header);
        }
        let sealed = JsFuture::from(Promise::all(&under_way)).await;
        let sealed: Array = sealed.map_err(|error| reason(&error))?.unchecked_into();
        Ok(headers.iter().zip(sealed.iter()).map(envelope).collect())
    }

    pub async fn seal(&self, place: &str, bytes: &[u8]) -> Result<Uint8Array, StoreError> {
        let sealed = self.seal_all(&[(place.to_owned(), bytes)]).await?;
        sealed
            .into_iter()
            .next()
            .ok_or_else(|| no_seal("no answer"))
    }

    /// Opens many values; what does not open is answered as it lay there.
    pub async fn open_all(&self, values: &[(String, JsValue)]) -> Result<Vec<Stored>, StoreError> {
        let mut opened = Vec::with_capacity(values.len());
        let take = |_, stored| opened.push(stored);
        self.open_each(values, take).await?;
        Ok(opened)
    }

    /// The same, each as soon as it and those before it are open: all of them are under way meanwhile.
    pub async fn open_each(
        &self,
        values: &[(String, JsValue)],
        mut take: impl FnMut(usize, Stored),
    ) -> Result<(), StoreError> {
        // each is listened to from the beginning: a refusal that nobody hears is an error of the page
        let opening = |(place, value): &(String, JsValue)| {
            let opening = self.opening(place, value);
            opening.map(JsFuture::from)
        };
        let under_way: Vec<Option<JsFuture>> = values.iter().map(opening).collect();
        for (at, opening) in under_way.into_iter().enumerate() {
            let opened = match opening {
                Some(opening) => opening.await.ok(),
                None => None,
            };
            take(at, stored(&values[at].1, opened.as_ref()));
        }
        Ok(())
    }

    pub async fn open_one(&self, place: String, value: JsValue) -> Result<Stored, StoreError> {
        let stored = self.open_all(&[(place, value)]).await?;
        stored
            .into_iter()
            .next()
            .ok_or_else(|| no_seal("no answer"))
    }

    /// Forgets the keys for ever: whatever was sealed stays closed.
    pub async fn destroy(&self) -> Result<(), StoreError> {
        self.handle.delete().await
    }

    fn opening(&self, place: &str, value: &JsValue) -> Option<Promise> {
        let sealed: &Uint8Array = value.dyn_ref()?;
        let inside = sealed.length().checked_sub(HEADER as u32 + TAG)?;
        let mut header = [0; HEADER];
        sealed.subarray(0, HEADER as u32).copy_to(&mut header);
        let (id, length) = (number(&header[1..5])?, number(&header[HEADER - 4..])?);
        if header[0] != VERSION || length != inside {
            return None;
        }
        let body = sealed.subarray(HEADER as u32, sealed.length());
        let rules = rules(&header, place);
        let opening =
            self.subtle
                .decrypt_with_object_and_js_u8_array(&rules, self.keys.get(&id)?, &body);
        opening.ok()
    }

    fn header(&self, length: usize) -> Result<[u8; HEADER], StoreError> {
        let length = u32::try_from(length).map_err(|_| no_seal("the value is too long"))?;
        let mut header = [0; HEADER];
        header[0] = VERSION;
        header[1..5].copy_from_slice(&self.current.to_le_bytes());
        header[HEADER - 4..].copy_from_slice(&length.to_le_bytes());
        let nonce = &mut header[5..5 + NONCE];
        let filled = self.crypto.get_random_values_with_u8_array(nonce);
        filled.map_err(|error| reason(&error))?;
        Ok(header)
    }
}

fn rules(header: &[u8; HEADER], place: &str) -> AesGcmParams {
    let nonce = Uint8Array::from(&header[5..5 + NONCE]);
    let rules = AesGcmParams::new_with_u8_array("AES-GCM", &nonce);
    rules.set_additional_data_u8_array(&Uint8Array::from(place.as_bytes()));
    rules
}

fn envelope((header, sealed): (&[u8; HEADER], JsValue)) -> Uint8Array {
    let sealed = Uint8Array::new(&sealed);
    let whole = Uint8Array::new_with_length(HEADER as u32 + sealed.length());
    whole.subarray(0, HEADER as u32).copy_from(header);
    whole.set(&sealed, HEADER as u32);
    whole
}

fn stored(value: &JsValue, opened: Option<&JsValue>) -> Stored {
    match opened {
        Some(opened) => Stored::Whole(Uint8Array::new(opened).to_vec()),
        None => Stored::Damaged(raw(value)),
    }
}

/// Whatever lies there, as bytes for a report.
pub fn raw(value: &JsValue) -> Vec<u8> {
    match value.dyn_ref::<Uint8Array>() {
        Some(bytes) => bytes.to_vec(),
        None if value.is_null() || value.is_undefined() => Vec::new(),
        None => format!("{value:?}").into_bytes(),
    }
}

fn number(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

pub fn no_seal(words: &str) -> StoreError {
    StoreError::NoSeal(words.to_owned())
}
