//! Blocks as they lie in the cache: several in one sealed page, because few large values are read two
//! or three times as fast as many small ones. A head for each block says on which page it lies; a
//! block whose page does not open, or whose head was changed, is damaged and can be fetched again.

use super::handle::Handle;
use super::request::{Mode, Work, answer, answered};
use super::schema::cache;
use super::seal::Sealer;
use super::spared::{Of, Rows, one_by_one};
use super::values::{beginning, count, fault, list, text};
use crate::store::segment::unpack_page;
use crate::store::{BlockHead, BlockRow, StoreError, Stored};
use hashbrown::HashMap;
use std::collections::BTreeSet;
use wasm_bindgen::JsValue;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest};

/// About this much in one page; measured: 500 KB are read as fast as 1 MB, 65 KB take twice as long.
pub const PAGE_BYTES: usize = 480 * 1024;
/// Pages are counted by their transaction, so their place is all the same.
pub const PLACE: &str = "page";

type Answer<T> = Result<T, StoreError>;

/// One head as it lies there: page, then the manifest's words.
pub struct Lying {
    pub key: String,
    pub page: u64,
    pub head: String,
}

/// `page head`, so that both change together.
pub fn head_text(page: u64, head: &str) -> JsValue {
    format!("{page} {head}").into()
}

/// Keys and values of heads, asked for in the caller's transaction.
pub struct Heads(IdbRequest, IdbRequest);

impl Heads {
    pub fn ask(store: &IdbObjectStore, prefix: &str) -> Answer<Heads> {
        let range = beginning(prefix)?;
        let keys = store.get_all_keys_with_key(&range).map_err(fault)?;
        let values = store.get_all_with_key(&range).map_err(fault)?;
        Ok(Heads(keys, values))
    }

    pub async fn read(&self) -> Answer<Vec<Lying>> {
        let values = answer(&self.1).await?;
        Ok(lying(list(&answered(&self.0)?), list(&values)))
    }
}

fn lying(keys: Vec<JsValue>, values: Vec<JsValue>) -> Vec<Lying> {
    let lying = |(key, value): (JsValue, JsValue)| {
        let value = text(&value)?;
        let (page, head) = value.split_once(' ')?;
        Some(Lying {
            key: text(&key)?,
            page: page.parse().ok()?,
            head: head.to_owned(),
        })
    };
    keys.into_iter().zip(values).filter_map(lying).collect()
}

pub async fn heads(handle: &Handle) -> Answer<Vec<BlockHead>> {
    let read = async |database: &IdbDatabase| {
        let work = Work::begin(database, &[cache::HEADS], Mode::Read)?;
        Heads::ask(&work.store(cache::HEADS)?, "")?.read().await
    };
    let heads = handle.attempt(read).await?.into_iter();
    let head = |Lying { key, head, .. }| BlockHead { key, head };
    Ok(heads.map(head).collect())
}

/// Page by page, in the order in which their seals open.
pub async fn each(
    handle: &Handle,
    sealer: &Sealer,
    prefix: &str,
    mut take: impl FnMut(BlockRow),
) -> Answer<()> {
    let read = async |database: &IdbDatabase| read_all(database, prefix).await;
    let (heads, pages) = match handle.attempt(read).await {
        Err(why) => spared(handle, prefix, why).await?,
        read => read?,
    };
    let mut lying: HashMap<(u64, String), String> = heads
        .into_iter()
        .map(|Lying { key, page, head }| ((page, key), head))
        .collect();
    let sealed = pages
        .iter()
        .map(|(_, page)| (PLACE.to_owned(), page.clone()));
    let sealed: Vec<_> = sealed.collect();
    let unpacked = |at: usize, page: Stored| {
        for block in page.whole().and_then(unpack_page).unwrap_or_default() {
            let place = (pages[at].0, block.key);
            // a head that says something else stays, and is damaged
            if lying.get(&place) == Some(&block.head) {
                lying.remove(&place);
                take(BlockRow {
                    key: place.1,
                    head: block.head,
                    body: Stored::Whole(block.bytes),
                });
            }
        }
    };
    sealer.open_each(&sealed, unpacked).await?;
    for ((_, key), head) in lying {
        let body = Stored::Damaged(Vec::new());
        take(BlockRow { key, head, body });
    }
    Ok(())
}

type Pages = Vec<(u64, JsValue)>;

/// A page that cannot be read is one that does not open: its blocks are fetched again.
async fn spared(handle: &Handle, prefix: &str, why: StoreError) -> Answer<(Vec<Lying>, Pages)> {
    let heads = one_by_one(handle, Of::Cache, cache::HEADS, why.clone()).await?;
    let heads = lying(heads.keys, heads.values).into_iter();
    let heads = heads.filter(|head| head.key.starts_with(prefix)).collect();
    let Rows { keys, values } = one_by_one(handle, Of::Cache, cache::PAGES, why).await?;
    Ok((heads, keys.iter().map(count).zip(values).collect()))
}

/// This is the path a cold start waits for: everything in one round, or by page for a part.
async fn read_all(database: &IdbDatabase, prefix: &str) -> Answer<(Vec<Lying>, Pages)> {
    let work = Work::begin(database, &[cache::PAGES, cache::HEADS], Mode::Read)?;
    let asked = Heads::ask(&work.store(cache::HEADS)?, prefix)?;
    let pages = work.store(cache::PAGES)?;
    if prefix.is_empty() {
        let numbers = pages.get_all_keys().map_err(fault)?;
        let bodies = pages.get_all().map_err(fault)?;
        let heads = asked.read().await?;
        let bodies = list(&answer(&bodies).await?);
        let numbers = list(&answered(&numbers)?).into_iter();
        let numbers = numbers.map(|number| count(&number));
        return Ok((heads, numbers.zip(bodies).collect()));
    }
    let heads = asked.read().await?;
    let numbers: BTreeSet<u64> = heads.iter().map(|head| head.page).collect();
    let asked = numbers.iter().map(|number| {
        let page = pages.get(&(*number as f64).into());
        page.map(|page| (*number, page)).map_err(fault)
    });
    let asked: Vec<(u64, IdbRequest)> = asked.collect::<Answer<_>>()?;
    let mut bodies = Vec::with_capacity(asked.len());
    for (number, page) in &asked {
        bodies.push((*number, answer(page).await?));
    }
    Ok((heads, bodies))
}
