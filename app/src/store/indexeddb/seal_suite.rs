//! What only a real disk can show: nothing readable lies on it, and what was changed there is said.

use super::request::{Mode, Work, answer};
use super::schema::{cache, queue};
use super::values::{fault, field, put, set};
use super::{Handle, IndexedDbStore};
use crate::store::Check;
use crate::store::{Block, CacheWrite, LocalStore, StoreError, StoreName, Stored};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbDatabase;

type Outcome = Result<(), StoreError>;

pub async fn seal_suite() -> Vec<Check> {
    let mut results = Vec::new();
    macro_rules! checks {
        ($($check:ident)*) => {$(
            let name = StoreName::new("seal", stringify!($check));
            let outcome = match IndexedDbStore::open(name).await {
                Ok(store) => $check(&store).await.and(store.wipe().await),
                Err(error) => Err(error),
            };
            let outcome = outcome.map_err(|error| error.to_string());
            results.push((stringify!($check).replace('_', " "), outcome));
        )*};
    }
    checks! {
        nothing_lies_readable_on_the_disk
        a_changed_queue_entry_is_damaged_and_keeps_its_bytes
        a_queue_row_of_foreign_shape_is_not_skipped
        a_changed_block_is_damaged
        a_block_on_another_page_does_not_open
        a_page_goes_with_its_last_block
        a_block_with_another_head_does_not_open
        a_lost_connection_is_opened_again
    }
    results
}

const SECRET: &[u8] = b"a customer's price of 1234.56";

fn that(fact: bool, words: &str) -> Outcome {
    match fact {
        true => Ok(()),
        false => Err(StoreError::Unknown(words.to_owned())),
    }
}

async fn raw(handle: &Handle, store: &str, key: &JsValue) -> Result<JsValue, StoreError> {
    let read = async |database: &IdbDatabase| {
        let work = Work::begin(database, &[store], Mode::Read)?;
        let found = work.store(store)?.get(key).map_err(fault)?;
        answer(&found).await
    };
    handle.attempt(read).await
}

async fn overwrite(handle: &Handle, store: &str, key: &JsValue, value: &JsValue) -> Outcome {
    let write = async |database: &IdbDatabase| {
        let work = Work::begin(database, &[store], Mode::Strict)?;
        put(&work.store(store)?, value, key)?;
        work.commit().await
    };
    handle.attempt(write).await
}

fn flip(sealed: &JsValue) -> Uint8Array {
    let copy = Uint8Array::new(sealed);
    let last = copy.length() - 20;
    copy.set_index(last, copy.get_index(last) ^ 1);
    copy
}

fn readable(sealed: &JsValue) -> bool {
    let bytes = Uint8Array::new(sealed).to_vec();
    bytes.windows(8).any(|part| part == &SECRET[..8])
}

async fn one_block(store: &IndexedDbStore) -> Outcome {
    let block = |key: &str| Block {
        key: key.to_owned(),
        head: "format 1".to_owned(),
        bytes: SECRET.to_vec(),
    };
    let write = CacheWrite {
        blocks: vec![block("everyone|product|0"), block("everyone|product|1")],
        ..CacheWrite::default()
    };
    let fence = store.take_fence().await?;
    let done = store.write_cache(fence, write).await?.done();
    that(done.is_some(), "the leader was refused")
}

async fn first_block(store: &IndexedDbStore) -> Result<Stored, StoreError> {
    let rows = store.blocks("everyone|product|0").await?;
    let row = rows.into_iter().next();
    row.map(|row| row.body).ok_or(StoreError::Quota)
}

async fn nothing_lies_readable_on_the_disk(store: &IndexedDbStore) -> Outcome {
    store.append("u1", SECRET).await?;
    store.put_draft("offer/1", SECRET).await?;
    one_block(store).await?;
    let row = raw(&store.inner.queue, queue::WAITING, &1.into()).await?;
    that(!readable(&field(&row, "sealed")), "the entry is readable")?;
    let draft = raw(&store.inner.queue, queue::DRAFTS, &"offer/1".into()).await?;
    that(!readable(&draft), "the draft is readable")?;
    let block = raw(&store.inner.cache, cache::PAGES, &1.into()).await?;
    that(
        block.is_instance_of::<Uint8Array>(),
        "the block is not bytes",
    )?;
    that(!readable(&block), "the block is readable")
}

async fn a_changed_queue_entry_is_damaged_and_keeps_its_bytes(store: &IndexedDbStore) -> Outcome {
    store.append("u1", SECRET).await?;
    store.append("u2", SECRET).await?;
    let row = raw(&store.inner.queue, queue::WAITING, &1.into()).await?;
    let changed = flip(&field(&row, "sealed"));
    set(&row, "sealed", &changed)?;
    overwrite(&store.inner.queue, queue::WAITING, &1.into(), &row).await?;
    let rows = store.queue().await?;
    that(rows.len() == 2, "a row was skipped")?;
    let kept = Stored::Damaged(changed.to_vec());
    that(
        rows[0].body == kept && rows[0].uid == "u1",
        "not said to be damaged",
    )?;
    that(
        rows[1].body == Stored::Whole(SECRET.to_vec()),
        "the next one suffers",
    )
}

async fn a_queue_row_of_foreign_shape_is_not_skipped(store: &IndexedDbStore) -> Outcome {
    store.append("u1", SECRET).await?;
    overwrite(
        &store.inner.queue,
        queue::WAITING,
        &1.into(),
        &"nonsense".into(),
    )
    .await?;
    let rows = store.queue().await?;
    that(rows.len() == 1 && rows[0].seq == 1, "the row was skipped")?;
    that(rows[0].body.whole().is_none(), "not said to be damaged")?;
    store.append("u2", SECRET).await?;
    let fence = store.take_fence().await?;
    let dropped = store.drop_unreadable(fence, &[1, 2]).await?.done();
    that(dropped == Some(1), "it can be dropped once it was declared")?;
    that(store.queue().await?.len() == 1, "the other one stays")?;
    that(
        store.append("u3", SECRET).await? == 3,
        "its number is used again",
    )
}

async fn a_changed_block_is_damaged(store: &IndexedDbStore) -> Outcome {
    one_block(store).await?;
    let page = raw(&store.inner.cache, cache::PAGES, &1.into()).await?;
    overwrite(&store.inner.cache, cache::PAGES, &1.into(), &flip(&page)).await?;
    that(
        first_block(store).await?.whole().is_none(),
        "a changed page opened",
    )?;
    let short = Uint8Array::new(&page).slice(0, 30);
    overwrite(&store.inner.cache, cache::PAGES, &1.into(), &short).await?;
    that(
        first_block(store).await?.whole().is_none(),
        "half a page opened",
    )?;
    overwrite(&store.inner.cache, cache::PAGES, &1.into(), &page).await?;
    that(
        first_block(store).await?.whole() == Some(SECRET),
        "the page as it was does not open",
    )
}

/// Two pages exchanged on the disk: both open, and neither has what its heads promise.
async fn a_block_on_another_page_does_not_open(store: &IndexedDbStore) -> Outcome {
    one_block(store).await?;
    let fence = store.take_fence().await?;
    let other = Block {
        key: "everyone|product|2".to_owned(),
        head: "format 1".to_owned(),
        bytes: SECRET.to_vec(),
    };
    let write = CacheWrite {
        blocks: vec![other],
        ..CacheWrite::default()
    };
    let done = store.write_cache(fence, write).await?.done();
    that(done.is_some(), "the leader was refused")?;
    let other = raw(&store.inner.cache, cache::PAGES, &2.into()).await?;
    overwrite(&store.inner.cache, cache::PAGES, &1.into(), &other).await?;
    that(first_block(store).await?.whole().is_none(), "it opened")
}

async fn a_page_goes_with_its_last_block(store: &IndexedDbStore) -> Outcome {
    one_block(store).await?;
    let fence = store.take_fence().await?;
    for key in ["everyone|product|0", "everyone|product|1"] {
        let page = raw(&store.inner.cache, cache::PAGES, &1.into()).await?;
        that(!page.is_undefined(), "the page went too early")?;
        let write = CacheWrite {
            drop_blocks: vec![key.to_owned()],
            ..CacheWrite::default()
        };
        let done = store.write_cache(fence, write).await?.done();
        that(done.is_some(), "the leader was refused")?;
    }
    let page = raw(&store.inner.cache, cache::PAGES, &1.into()).await?;
    that(page.is_undefined(), "the page stayed")
}

async fn a_block_with_another_head_does_not_open(store: &IndexedDbStore) -> Outcome {
    one_block(store).await?;
    let key = JsValue::from("everyone|product|0");
    let head = JsValue::from("1 format 2");
    overwrite(&store.inner.cache, cache::HEADS, &key, &head).await?;
    that(first_block(store).await?.whole().is_none(), "it opened")
}

/// Closing under its feet is what a browser does to a page that slept too long.
async fn a_lost_connection_is_opened_again(store: &IndexedDbStore) -> Outcome {
    store.append("u1", SECRET).await?;
    let close = async |database: &IdbDatabase| {
        database.close();
        Ok(())
    };
    store.inner.queue.attempt(close).await?;
    that(
        store.append("u2", SECRET).await? == 2,
        "the number is wrong",
    )?;
    store.inner.queue.attempt(close).await?;
    store.revive().await;
    that(store.queue().await?.len() == 2, "something is missing")
}
