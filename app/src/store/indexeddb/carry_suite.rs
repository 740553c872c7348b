//! A copy of unsent work in a real browser: it opens on another device with the same key, with no other key, and not after a change.

use super::request::{Mode, Work, answer};
use super::schema::keys;
use super::values::{fault, text};
use super::{IndexedDbStore, Opened};
use crate::store::{Check, LocalStore, StoreError, StoreName};
use js_sys::Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, IdbDatabase};

type Outcome = Result<(), StoreError>;

const KEY: [u8; 32] = [7; 32];
const OTHER: [u8; 32] = [8; 32];
const HEAD: &[u8] = b"sahada-unsent 2\n{}\n";
const WORK: &[u8] = b"a customer's price of 1234.56";

pub async fn carry_suite() -> Vec<Check> {
    let mut results = Vec::new();
    macro_rules! checks {
        ($($check:ident)*) => {$(
            let name = |device: &str| StoreName::new("carry", &format!("{}-{device}", stringify!($check)));
            let here = IndexedDbStore::open(name("here")).await;
            let there = IndexedDbStore::open(name("there")).await;
            let outcome = match (here, there) {
                (Ok(here), Ok(there)) => {
                    let outcome = $check(&here, &there).await;
                    outcome.and(here.wipe().await).and(there.wipe().await)
                }
                (Err(error), _) | (_, Err(error)) => Err(error),
            };
            let outcome = outcome.map_err(|error| error.to_string());
            results.push((stringify!($check).replace('_', " "), outcome));
        )*};
    }
    checks! {
        a_copy_opens_on_another_device_with_the_same_key
        a_copy_opens_with_no_other_key_and_not_after_a_change
        without_a_key_nothing_is_sealed_and_nothing_opened
        the_key_is_found_at_the_next_start_and_cannot_be_read
        a_wiped_store_takes_no_key_and_leaves_none
    }
    results
}

fn that(fact: bool, words: &str) -> Outcome {
    match fact {
        true => Ok(()),
        false => Err(StoreError::Unknown(words.to_owned())),
    }
}

async fn copy(store: &IndexedDbStore) -> Result<Vec<u8>, StoreError> {
    let sealed = store.seal_copy(HEAD, WORK).await?;
    sealed.ok_or(StoreError::Unknown("there is no key".to_owned()))
}

async fn a_copy_opens_on_another_device_with_the_same_key(
    here: &IndexedDbStore,
    there: &IndexedDbStore,
) -> Outcome {
    here.keep_carry_key(&KEY).await?;
    there.keep_carry_key(&KEY).await?;
    let copy = copy(here).await?;
    let lies_open = copy.windows(8).any(|part| part == &WORK[..8]);
    that(!lies_open, "the copy can be read")?;
    let opened = there.open_copy(HEAD, &copy).await?;
    that(opened == Opened::Whole(WORK.to_vec()), "it does not open")
}

async fn a_copy_opens_with_no_other_key_and_not_after_a_change(
    here: &IndexedDbStore,
    there: &IndexedDbStore,
) -> Outcome {
    here.keep_carry_key(&KEY).await?;
    there.keep_carry_key(&OTHER).await?;
    let copy = copy(here).await?;
    let closed = async |store: &IndexedDbStore, head: &[u8], copy: &[u8], words: &str| {
        let opened = store.open_copy(head, copy).await?;
        that(opened == Opened::Closed, words)
    };
    closed(there, HEAD, &copy, "another key opened it").await?;
    closed(here, b"sahada-unsent 2\n{ }\n", &copy, "another head").await?;
    closed(here, HEAD, &copy[..copy.len() - 1], "its end is gone").await?;
    closed(here, HEAD, &[], "there is nothing").await?;
    for at in [0, 12, copy.len() - 1] {
        let mut changed = copy.clone();
        changed[at] ^= 1;
        closed(here, HEAD, &changed, "a changed copy opened").await?;
    }
    there.keep_carry_key(&KEY).await?;
    let opened = there.open_copy(HEAD, &copy).await?;
    that(
        opened == Opened::Whole(WORK.to_vec()),
        "the new key is not used",
    )
}

async fn without_a_key_nothing_is_sealed_and_nothing_opened(
    here: &IndexedDbStore,
    there: &IndexedDbStore,
) -> Outcome {
    here.keep_carry_key(&KEY).await?;
    let copy = copy(here).await?;
    that(!there.has_carry_key().await?, "there is a key")?;
    that(there.seal_copy(HEAD, WORK).await?.is_none(), "it sealed")?;
    let opened = there.open_copy(HEAD, &copy).await?;
    that(opened == Opened::NoKey, "it opened")
}

async fn the_key_is_found_at_the_next_start_and_cannot_be_read(
    here: &IndexedDbStore,
    there: &IndexedDbStore,
) -> Outcome {
    here.keep_carry_key(&KEY).await?;
    let copy = copy(here).await?;
    let name = StoreName::new(
        "carry",
        "the_key_is_found_at_the_next_start_and_cannot_be_read-here",
    );
    let later = IndexedDbStore::open(name).await?;
    let opened = later.open_copy(HEAD, &copy).await?;
    that(opened == Opened::Whole(WORK.to_vec()), "it is not found")?;
    let key = here.inner.sealer.carry.borrow().clone();
    let key: CryptoKey = key.ok_or(StoreError::Quota)?;
    that(!key.extractable(), "it can be read out")?;
    let read = here.inner.sealer.subtle.export_key("raw", &key);
    let read = JsFuture::from(read.map_err(fault)?).await;
    that(read.is_err(), "it was read out")?;
    that(!there.has_carry_key().await?, "somebody else has it")
}

async fn a_wiped_store_takes_no_key_and_leaves_none(
    here: &IndexedDbStore,
    there: &IndexedDbStore,
) -> Outcome {
    here.keep_carry_key(&KEY).await?;
    here.wipe().await?;
    let late = here.keep_carry_key(&KEY).await;
    that(late == Err(StoreError::Wiped), "it took one")?;
    // another tab that does not know of the wiping: the key of the device is gone under it
    let gone = async |database: &IdbDatabase| {
        let work = Work::begin(database, &[keys::KEYS], Mode::Strict)?;
        work.store(keys::KEYS)?.clear().map_err(fault)?;
        work.commit().await
    };
    there.inner.sealer.handle.attempt(gone).await?;
    let late = there.keep_carry_key(&KEY).await;
    that(late == Err(StoreError::Wiped), "it took one without a key")?;
    let again = StoreName::new("carry", "a_wiped_store_takes_no_key_and_leaves_none-there");
    let again = IndexedDbStore::open(again).await?;
    let names = async |database: &IdbDatabase| {
        let work = Work::begin(database, &[keys::KEYS], Mode::Read)?;
        let names = work.store(keys::KEYS)?.get_all_keys().map_err(fault)?;
        answer(&names).await
    };
    let names = again.inner.sealer.handle.attempt(names).await?;
    let carried = Array::from(&names).iter().any(|name| text(&name).is_some());
    again.inner.sealer.handle.forget().await;
    that(!carried, "a key was left")
}
