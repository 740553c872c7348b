//! Photos and papers, waiting or fetched, by the hash of what they are: a head under the hash and the pieces under names of their own, each
//! sealed for its name. What the names look like is the contract's business.

use super::handle::Handle;
use super::request::{Mode, Work, answer, answered};
use super::schema::files;
use super::seal::Sealer;
use super::sealed::Shelf;
use super::values::{beginning, fault, get, list, put, text};
use crate::store::{FILE_PIECE, FileHead, StoreError, Stored};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use web_sys::{IdbDatabase, IdbObjectStore};

type Answer<T> = Result<T, StoreError>;

fn place(name: &str) -> String {
    format!("file|{name}")
}

/// What was there of it goes and the new one comes in one transaction; sealed before it.
pub async fn keep(
    handle: &Handle,
    sealer: &Sealer,
    hash: &str,
    note: &[u8],
    bytes: &[u8],
) -> Answer<()> {
    let head = FileHead::sealed(bytes.len(), note);
    let pieces = (0..).zip(bytes.chunks(FILE_PIECE));
    let pieces = pieces.map(|(number, piece)| (FileHead::piece_name(hash, number), piece));
    let named: Vec<(String, &[u8])> = [(hash.to_owned(), head.as_slice())]
        .into_iter()
        .chain(pieces)
        .collect();
    let values: Vec<(String, &[u8])> = (named.iter())
        .map(|(name, bytes)| (place(name), *bytes))
        .collect();
    let sealed = sealer.seal_all(&values).await?;
    let rows: Vec<(&str, Uint8Array)> = (named.iter())
        .map(|(name, _)| name.as_str())
        .zip(sealed)
        .collect();
    let write = async |database: &IdbDatabase| {
        let work = Work::begin(database, &[files::FILES], Mode::Strict)?;
        let store = work.store(files::FILES)?;
        remove(&store, hash)?;
        for (name, sealed) in &rows {
            put(&store, sealed, &(*name).into())?;
        }
        work.commit().await
    };
    handle.attempt(write).await
}

/// A file that another tab drops meanwhile does not come back as a head alone.
pub async fn note(handle: &Handle, sealer: &Sealer, hash: &str, note: &[u8]) -> Answer<bool> {
    let heads = all(handle, sealer).await?;
    let Some(head) = heads.into_iter().find(|head| head.hash == hash) else {
        return Ok(false);
    };
    let bytes = usize::try_from(head.bytes).unwrap_or(0);
    let head = FileHead::sealed(bytes, note);
    let sealed = sealer.seal(&place(hash), &head).await?;
    let write = async |database: &IdbDatabase| {
        let work = Work::begin(database, &[files::FILES], Mode::Strict)?;
        let store = work.store(files::FILES)?;
        let found = answer(&get(&store, hash)?).await?;
        let is_here = !found.is_undefined();
        if is_here {
            put(&store, &sealed, &hash.into())?;
        }
        work.commit().await?;
        Ok(is_here)
    };
    handle.attempt(write).await
}

/// The heads alone; the names of the pieces are passed over.
pub async fn all(handle: &Handle, sealer: &Sealer) -> Answer<Vec<FileHead>> {
    let (names, heads) = handle.attempt(read_heads).await?;
    let sealed: Vec<(String, JsValue)> = names.iter().map(|name| place(name)).zip(heads).collect();
    let opened = sealer.open_all(&sealed).await?;
    let heads = names.into_iter().zip(opened);
    Ok(heads
        .map(|(hash, head)| FileHead::opened(hash, head))
        .collect())
}

async fn read_heads(database: &IdbDatabase) -> Answer<(Vec<String>, Vec<JsValue>)> {
    let work = Work::begin(database, &[files::FILES], Mode::Read)?;
    let store = work.store(files::FILES)?;
    let keys = answer(&store.get_all_keys().map_err(fault)?).await?;
    let names = list(&keys).into_iter().filter_map(|key| text(&key));
    let names: Vec<String> = names.filter(|name| FileHead::is_head(name)).collect();
    let mut requests = Vec::with_capacity(names.len());
    for name in &names {
        requests.push(get(&store, name)?);
    }
    if let Some(last) = requests.last() {
        answer(last).await?;
    }
    let heads = requests.iter().map(answered).collect::<Answer<_>>()?;
    Ok((names, heads))
}

pub async fn piece(
    handle: &Handle,
    sealer: &Sealer,
    hash: &str,
    number: u32,
) -> Answer<Option<Stored>> {
    let shelf = Shelf {
        handle,
        sealer,
        store: files::FILES,
        area: "file",
    };
    shelf.get(&FileHead::piece_name(hash, number)).await
}

pub async fn forget(handle: &Handle, hash: &str) -> Answer<()> {
    let write = async |database: &IdbDatabase| {
        let work = Work::begin(database, &[files::FILES], Mode::Relaxed)?;
        remove(&work.store(files::FILES)?, hash)?;
        work.commit().await
    };
    handle.attempt(write).await
}

fn remove(store: &IdbObjectStore, hash: &str) -> Answer<()> {
    store.delete(&hash.into()).map_err(fault)?;
    let pieces = beginning(&format!("{hash}/"))?;
    store.delete(&pieces).map_err(fault)?;
    Ok(())
}
