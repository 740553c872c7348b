//! The queue on disk: strict in every write, append-only, numbers taken inside the transaction so
//! that two tabs never share one. Knows no meaning of an entry beyond its `uid`.

use super::handle::Handle;
use super::lost::{self, Lost, beside_lost};
use super::request::{Mode, Work, answer, answered};
use super::schema::queue;
use super::seal::Sealer;
use super::spared::{Of, Rows, one_by_one};
use super::values::{count, fault, field, get, list, number, object, put, text};
use crate::store::{NewEntry, QueueRow, StoreError};
use js_sys::Uint8Array;
use std::collections::{BTreeSet, HashMap};
use wasm_bindgen::JsValue;
use web_sys::IdbDatabase;

type Answer<T> = Result<T, StoreError>;

fn place(uid: &str) -> String {
    format!("entry|{uid}")
}

pub async fn client(handle: &Handle) -> Answer<String> {
    let read = async |database: &IdbDatabase| {
        let work = Work::begin(database, &[queue::STATE], Mode::Read)?;
        let found = get(&work.store(queue::STATE)?, queue::CLIENT)?;
        text(&answer(&found).await?).ok_or_else(no_client)
    };
    handle.attempt(read).await
}

pub async fn append(handle: &Handle, sealer: &Sealer, entries: &[NewEntry]) -> Answer<Vec<u64>> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let bodies: Vec<(String, &[u8])> = entries
        .iter()
        .map(|entry| (place(&entry.uid), entry.bytes.as_slice()))
        .collect();
    let sealed = sealer.seal_all(&bodies).await?;
    let rows: Vec<(&str, Uint8Array)> = entries
        .iter()
        .map(|entry| entry.uid.as_str())
        .zip(sealed)
        .collect();
    let write =
        async |database: &IdbDatabase, lost: &Lost| number_and_add(database, &rows, lost).await;
    beside_lost(handle, write).await
}

/// Where each `uid` already stands is asked together with the last number, in one round.
async fn number_and_add(
    database: &IdbDatabase,
    rows: &[(&str, Uint8Array)],
    lost: &Lost,
) -> Answer<Vec<u64>> {
    let stores = [queue::WAITING, queue::SETTLED, queue::STATE];
    let work = Work::begin(database, &stores, Mode::Strict)?;
    let (waiting, state) = (work.store(queue::WAITING)?, work.store(queue::STATE)?);
    let settled = work.store(queue::SETTLED)?;
    let by_uid = waiting.index(queue::BY_UID).map_err(fault)?;
    let mut known = Vec::with_capacity(rows.len());
    for (uid, _) in rows {
        let waits = by_uid.get_key(&(*uid).into()).map_err(fault)?;
        let settled = match lost.is_settled(uid) {
            true => None,
            false => Some(get(&settled, uid)?),
        };
        known.push((waits, settled));
    }
    let closed = get(&state, queue::CLOSED)?;
    let last = get(&state, queue::LAST_SEQ)?;
    let mut last = count(&answer(&last).await?);
    if answered(&closed)?.is_truthy() {
        return Err(StoreError::Wiped);
    }
    let mut numbers = HashMap::new();
    let mut answers = Vec::with_capacity(rows.len());
    for ((uid, sealed), (waits, settled)) in rows.iter().zip(&known) {
        let here = numbers.get(uid).copied();
        let here = here.or(number(&answered(waits)?));
        let settled = settled.as_ref().map(answered).transpose()?;
        let here = here.or(settled.and_then(|settled| number(&field(&settled, "seq"))));
        let seq = here.unwrap_or(last + 1);
        if here.is_none() {
            last = seq;
            put(
                &waiting,
                &object(&[("uid", (*uid).into()), ("sealed", sealed.into())])?,
                &(seq as f64).into(),
            )?;
        }
        numbers.insert(uid, seq);
        answers.push(seq);
    }
    put(&state, &(last as f64).into(), &queue::LAST_SEQ.into())?;
    work.commit().await?;
    Ok(answers)
}

pub async fn all(handle: &Handle, sealer: &Sealer) -> Answer<Vec<QueueRow>> {
    let rows = match handle.attempt(read_all).await {
        Err(why) => spared(handle, why).await?,
        read => read?,
    };
    let sealed: Vec<(String, JsValue)> = rows
        .iter()
        .map(|row| (place(&row.uid), row.sealed.clone()))
        .collect();
    let bodies = sealer.open_all(&sealed).await?;
    let whole = rows.into_iter().zip(bodies).map(|(row, body)| QueueRow {
        seq: row.seq,
        uid: row.uid,
        client: row.client,
        body,
        settled: row.settled,
    });
    Ok(whole.collect())
}

struct Lying {
    seq: u64,
    uid: String,
    client: String,
    sealed: JsValue,
    settled: bool,
}

async fn read_all(database: &IdbDatabase) -> Answer<Vec<Lying>> {
    let stores = [queue::WAITING, queue::SETTLED, queue::STATE];
    let work = Work::begin(database, &stores, Mode::Read)?;
    let waiting = work.store(queue::WAITING)?;
    let keys = waiting.get_all_keys().map_err(fault)?;
    let rows = waiting.get_all().map_err(fault)?;
    let settled = work.store(queue::SETTLED)?.get_all().map_err(fault)?;
    let client = get(&work.store(queue::STATE)?, queue::CLIENT)?;
    // in their turn: what comes behind one that failed hears only that the transaction is over
    let waiting = Rows {
        keys: list(&answer(&keys).await?),
        values: list(&answer(&rows).await?),
    };
    let settled = list(&answer(&settled).await?);
    let client = text(&answer(&client).await?).ok_or_else(no_client)?;
    Ok(in_turn(&client, waiting, settled))
}

/// An entry that cannot be read is one that does not open, under its own number and name: the others still go out.
async fn spared(handle: &Handle, why: StoreError) -> Answer<Vec<Lying>> {
    loop {
        let before = client(handle).await?;
        let names = handle.attempt(lost::names).await?;
        let waiting = one_by_one(handle, Of::Queue, queue::WAITING, why.clone()).await?;
        let name = |key: &JsValue| names.get(&count(key)).cloned().unwrap_or_default();
        let waiting = waiting.with_names(name)?;
        let settled = one_by_one(handle, Of::Queue, queue::SETTLED, why.clone()).await?;
        let settled = settled.with_names(|key| text(key).unwrap_or_default())?;
        // another tab may number everything anew meanwhile
        if client(handle).await? == before {
            return Ok(once(in_turn(&before, waiting, settled.values)));
        }
    }
}

/// What another tab settled between the two reads is settled.
fn once(mut rows: Vec<Lying>) -> Vec<Lying> {
    let settled = rows.iter().filter(|row| row.settled);
    let settled: BTreeSet<String> = settled.map(|row| row.uid.clone()).collect();
    rows.retain(|row| row.settled || !settled.contains(&row.uid));
    rows
}

/// What waits by its number, then what is kept.
fn in_turn(client: &str, waiting: Rows, settled: Vec<JsValue>) -> Vec<Lying> {
    let waiting = waiting.keys.into_iter().zip(waiting.values);
    let waiting = waiting.map(|(key, row)| Lying {
        seq: number(&key).unwrap_or(0),
        client: client.to_owned(),
        settled: false,
        ..lying(row)
    });
    let mut settled: Vec<Lying> = settled.into_iter().map(lying).collect();
    settled.sort_by_key(|row| row.seq);
    waiting.chain(settled).collect()
}

/// A row of a foreign shape keeps itself as its body, which then does not open.
fn lying(row: JsValue) -> Lying {
    let sealed = field(&row, "sealed");
    Lying {
        seq: number(&field(&row, "seq")).unwrap_or(0),
        uid: text(&field(&row, "uid")).unwrap_or_default(),
        client: text(&field(&row, "client")).unwrap_or_default(),
        sealed: if sealed.is_undefined() { row } else { sealed },
        settled: true,
    }
}

fn no_client() -> StoreError {
    StoreError::Unknown("the queue has no client id".to_owned())
}
