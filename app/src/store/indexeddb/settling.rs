//! What the leading tab does to the queue once outcomes are known: mark, drop, start anew after a
//! fork. Every write is strict and refused when another tab leads.

use super::fence::{Led, led, raise};
use super::handle::Handle;
use super::lost::{Lost, beside_lost, names_in, remnant};
use super::request::{Mode, Work, answer, answered};
use super::schema::{FENCE, queue};
use super::upgrade::new_client;
use super::values::{count, fault, field, get, list, number, put, set};
use crate::store::{Fence, Fenced, StoreError};
use std::collections::HashMap;
use wasm_bindgen::JsValue;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest};

type Answer<T> = Result<T, StoreError>;

pub async fn mark_settled(handle: &Handle, fence: Fence, uids: &[String]) -> Answer<Fenced<usize>> {
    let stores = [queue::WAITING, queue::SETTLED, queue::STATE];
    let write = async |database: &IdbDatabase, lost: &Lost| {
        let work = Work::begin(database, &stores, Mode::Strict)?;
        let (waiting, settled) = (work.store(queue::WAITING)?, work.store(queue::SETTLED)?);
        let by_uid = waiting.index(queue::BY_UID).map_err(fault)?;
        let mut found = HashMap::with_capacity(uids.len());
        for uid in uids {
            let key = by_uid.get_key(&uid.into()).map_err(fault)?;
            let row = match lost.waits(uid) {
                true => None,
                false => Some(by_uid.get(&uid.into()).map_err(fault)?),
            };
            found.insert(uid, (key, row));
        }
        let state = work.store(queue::STATE)?;
        let client = get(&state, queue::CLIENT)?;
        let place = get(&state, queue::LAST_PLACE)?;
        if led(&state, fence).await? == Led::ByAnother {
            return Ok(Fenced::Refused);
        }
        let (mut moved, mut place) = (0, count(&answered(&place)?));
        for (uid, (key, row)) in &in_order(found)? {
            let key = answered(key)?;
            if number(&key).is_none() {
                continue;
            }
            let row = match row {
                Some(row) => answered(row)?,
                None => remnant(uid)?,
            };
            set(&row, "seq", &key)?;
            set(&row, "client", &answered(&client)?)?;
            place += 1;
            set(&row, "place", &(place as f64).into())?;
            put(&settled, &row, &uid.as_str().into())?;
            waiting.delete(&key).map_err(fault)?;
            moved += 1;
        }
        put(&state, &(place as f64).into(), &queue::LAST_PLACE.into())?;
        work.commit().await?;
        Ok(Fenced::Done(moved))
    };
    beside_lost(handle, write).await
}

pub async fn drop_settled(handle: &Handle, fence: Fence, uids: &[String]) -> Answer<Fenced<usize>> {
    let write = async |database: &IdbDatabase| {
        let work = Work::begin(database, &[queue::SETTLED, queue::STATE], Mode::Strict)?;
        let settled = work.store(queue::SETTLED)?;
        let mut found = HashMap::with_capacity(uids.len());
        for uid in uids {
            let key = settled.get_key(&uid.into()).map_err(fault)?;
            found.insert(uid, key);
        }
        if led(&work.store(queue::STATE)?, fence).await? == Led::ByAnother {
            return Ok(Fenced::Refused);
        }
        let mut dropped = 0;
        for (uid, key) in &found {
            dropped += usize::from(!answered(key)?.is_undefined());
            settled.delete(&uid.as_str().into()).map_err(fault)?;
        }
        work.commit().await?;
        Ok(Fenced::Done(dropped))
    };
    handle.attempt(write).await
}

/// Only for entries that were found not to open; no number is used again because of it.
pub async fn drop_waiting(handle: &Handle, fence: Fence, numbers: &[u64]) -> Answer<Fenced<usize>> {
    let write = async |database: &IdbDatabase| {
        let work = Work::begin(database, &[queue::WAITING, queue::STATE], Mode::Strict)?;
        if led(&work.store(queue::STATE)?, fence).await? == Led::ByAnother {
            return Ok(Fenced::Refused);
        }
        let waiting = work.store(queue::WAITING)?;
        for number in numbers {
            waiting.delete(&(*number as f64).into()).map_err(fault)?;
        }
        work.commit().await?;
        Ok(Fenced::Done(numbers.len()))
    };
    handle.attempt(write).await
}

/// Closes the queue if everything that waits is named.
pub async fn close(handle: &Handle, fence: Fence, uids: &[String]) -> Answer<Fenced<bool>> {
    let write = async |database: &IdbDatabase| {
        let work = Work::begin(database, &[queue::WAITING, queue::STATE], Mode::Strict)?;
        let (waiting, state) = (work.store(queue::WAITING)?, work.store(queue::STATE)?);
        let keys = waiting.get_all_keys().map_err(fault)?;
        if led(&state, fence).await? == Led::ByAnother {
            return Ok(Fenced::Refused);
        }
        // no value is read for it: one that is lost keeps nobody here
        let names = names_in(&waiting).await?;
        let name = |key: &JsValue| names.get(&count(key)).cloned().unwrap_or_default();
        let named = list(&answered(&keys)?)
            .iter()
            .all(|key| uids.contains(&name(key)));
        if named {
            put(&state, &true.into(), &queue::CLOSED.into())?;
        }
        work.commit().await?;
        Ok(Fenced::Done(named))
    };
    handle.attempt(write).await
}

/// By their numbers, whatever order they were named in.
fn in_order<U>(found: HashMap<U, (IdbRequest, Option<IdbRequest>)>) -> Answer<Vec<Found<U>>> {
    let mut numbered = Vec::with_capacity(found.len());
    for (uid, (key, row)) in found {
        numbered.push((number(&answered(&key)?).unwrap_or(0), (uid, (key, row))));
    }
    numbered.sort_by_key(|(seq, _)| *seq);
    Ok(numbered.into_iter().map(|(_, found)| found).collect())
}

type Found<U> = (U, (IdbRequest, Option<IdbRequest>));

pub async fn renew_client(handle: &Handle, fence: Fence) -> Answer<Fenced<String>> {
    let client = new_client().map_err(fault)?;
    let write = async |database: &IdbDatabase, lost: &Lost| {
        let work = Work::begin(database, &[queue::WAITING, queue::STATE], Mode::Strict)?;
        let (waiting, state) = (work.store(queue::WAITING)?, work.store(queue::STATE)?);
        if led(&state, fence).await? == Led::ByAnother {
            return Ok(Fenced::Refused);
        }
        let rows = lost.all_waiting(&waiting).await?;
        number_anew(&waiting, &state, &rows, &client)?;
        work.commit().await?;
        Ok(Fenced::Done(client.clone()))
    };
    beside_lost(handle, write).await
}

/// Everything kept waits again under a new client id: what was settled first, in the order in which it was.
pub async fn offer_again(handle: &Handle, fence: Fence) -> Answer<Fenced<String>> {
    let stores = [queue::WAITING, queue::SETTLED, queue::STATE];
    let client = new_client().map_err(fault)?;
    let write = async |database: &IdbDatabase, lost: &Lost| {
        let work = Work::begin(database, &stores, Mode::Strict)?;
        let (waiting, settled) = (work.store(queue::WAITING)?, work.store(queue::SETTLED)?);
        let state = work.store(queue::STATE)?;
        if led(&state, fence).await? == Led::ByAnother {
            return Ok(Fenced::Refused);
        }
        let mut kept = lost.all_settled(&settled).await?;
        let order = |row: &JsValue, name| number(&field(row, name)).unwrap_or(0);
        kept.sort_by_key(|row| (order(row, "place"), order(row, "seq")));
        let all = [kept, lost.all_waiting(&waiting).await?].concat();
        settled.clear().map_err(fault)?;
        number_anew(&waiting, &state, &all, &client)?;
        work.commit().await?;
        Ok(Fenced::Done(client.clone()))
    };
    beside_lost(handle, write).await
}

fn number_anew(
    waiting: &IdbObjectStore,
    state: &IdbObjectStore,
    rows: &[JsValue],
    client: &str,
) -> Answer<()> {
    waiting.clear().map_err(fault)?;
    for (seq, row) in (1..).zip(rows) {
        put(waiting, row, &seq.into())?;
    }
    put(state, &(rows.len() as f64).into(), &queue::LAST_SEQ.into())?;
    put(state, &client.into(), &queue::CLIENT.into())
}

/// The queue counts the fencing numbers, because it is never thrown away.
pub async fn take_fence(handle: &Handle) -> Answer<Fence> {
    let write = async |database: &IdbDatabase| {
        let work = Work::begin(database, &[queue::STATE], Mode::Strict)?;
        let state = work.store(queue::STATE)?;
        let fence = get(&state, FENCE)?;
        let fence = Fence(count(&answer(&fence).await?) + 1);
        raise(&state, fence)?;
        work.commit().await?;
        Ok(fence)
    };
    handle.attempt(write).await
}
