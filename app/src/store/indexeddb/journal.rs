//! The changes since the blocks: one sealed piece for each pull, not a row for each record.

use super::fence::{Led, led};
use super::handle::Handle;
use super::request::{Mode, Work, answer, answered};
use super::schema::cache;
use super::seal::Sealer;
use super::spared::{Of, Rows, one_by_one};
use super::values::{count, fault, list, put, text, through};
use crate::store::segment::{latest, pack, unpack};
use crate::store::{Fence, Fenced, Journal, Settled, StoreError};
use wasm_bindgen::JsValue;
use web_sys::IdbDatabase;

type Answer<T> = Result<T, StoreError>;

/// Pieces carry no place of their own: their number is given by the transaction that adds them.
pub const PLACE: &str = "journal";

pub async fn journal(handle: &Handle, sealer: &Sealer) -> Answer<Journal> {
    let (numbers, pieces) = all_pieces(handle, cache::JOURNAL).await?;
    let sealed = pieces.into_iter().map(|piece| (PLACE.to_owned(), piece));
    let opened = sealer.open_all(&sealed.collect::<Vec<_>>()).await?;
    let pieces = opened.iter().map(|piece| piece.whole().and_then(unpack));
    let pieces: Vec<_> = pieces.collect();
    Ok(Journal {
        damaged: pieces.iter().filter(|piece| piece.is_none()).count(),
        rows: latest(pieces.into_iter().flatten().flatten().collect()),
        through: numbers.last().copied().unwrap_or(0),
    })
}

pub async fn settled(handle: &Handle) -> Answer<Settled> {
    let (numbers, pieces) = all_pieces(handle, cache::SETTLED).await?;
    let uids = pieces.iter().flat_map(list);
    Ok(Settled {
        uids: uids.filter_map(|uid| text(&uid)).collect(),
        through: numbers.last().copied().unwrap_or(0),
    })
}

/// Writes all pieces as one, in the place of the last; leaves it if another write came between.
pub async fn compact(handle: &Handle, sealer: &Sealer, fence: Fence) -> Answer<Fenced<()>> {
    let before = journal(handle, sealer).await?;
    let piece = sealer.seal(PLACE, &pack(&before.rows)).await?;
    let (read, _) = all_pieces(handle, cache::JOURNAL).await?;
    let write = async |database: &IdbDatabase| {
        let work = Work::begin(database, &[cache::JOURNAL, cache::STATE], Mode::Relaxed)?;
        let journal = work.store(cache::JOURNAL)?;
        let keys = journal.get_all_keys().map_err(fault)?;
        if led(&work.store(cache::STATE)?, fence).await? == Led::ByAnother {
            return Ok(Fenced::Refused);
        }
        let unchanged = numbers(&answered(&keys)?) == read;
        if unchanged && read.len() > 1 && before.damaged == 0 {
            journal.delete(&through(before.through)?).map_err(fault)?;
            put(&journal, &piece, &(before.through as f64).into())?;
        }
        work.commit().await?;
        Ok(Fenced::Done(()))
    };
    handle.attempt(write).await
}

/// What cannot be read is a piece that does not open.
async fn all_pieces(handle: &Handle, store: &'static str) -> Answer<(Vec<u64>, Vec<JsValue>)> {
    match handle.attempt(pieces(store)).await {
        Err(why) => {
            let Rows { keys, values } = one_by_one(handle, Of::Cache, store, why).await?;
            Ok((keys.iter().map(count).collect(), values))
        }
        read => read,
    }
}

/// Reads a counted store whole: numbers and values in one round.
fn pieces(store: &'static str) -> impl AsyncFn(&IdbDatabase) -> Answer<(Vec<u64>, Vec<JsValue>)> {
    async move |database: &IdbDatabase| {
        let work = Work::begin(database, &[store], Mode::Read)?;
        let pieces = work.store(store)?;
        let keys = pieces.get_all_keys().map_err(fault)?;
        let values = pieces.get_all().map_err(fault)?;
        let values = answer(&values).await?;
        Ok((numbers(&answered(&keys)?), list(&values)))
    }
}

fn numbers(keys: &JsValue) -> Vec<u64> {
    list(keys).iter().map(count).collect()
}
