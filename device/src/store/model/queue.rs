//! The queue database: what waits, what is settled and kept, drafts, and the counters beside them. Every commit is strict, so
//! nothing is taken back here. A fence that is refused changes nothing.

use super::disk::OnDisk;
use super::door::{Contents, Lying};
use super::files::Named;
use super::ids::ClientIds;
use super::sealed::{Key, Sealed};
use super::weather::Database;
use crate::store::{Fence, Fenced, NewEntry, QueueRow, StoreError};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

#[derive(Clone)]
pub struct Queue {
    pub client: Rc<str>,
    last_seq: u64,
    last_place: u64,
    fence: u64,
    closed: bool,
    pub waiting: BTreeMap<u64, Waiting>,
    /// Unique, and without those whose name cannot be read.
    by_uid: BTreeMap<Rc<str>, u64>,
    pub settled: BTreeMap<Rc<str>, Settled>,
    pub drafts: Named,
}

#[derive(Clone)]
pub struct Waiting {
    /// Empty when even the name cannot be read.
    pub uid: Rc<str>,
    pub body: Sealed,
}

#[derive(Clone)]
pub struct Settled {
    seq: u64,
    client: Rc<str>,
    /// Counts in the order of settling.
    place: u64,
    pub body: Sealed,
}

impl Contents for Queue {
    const DATABASE: Database = Database::Queue;

    fn fresh(ids: &ClientIds) -> Queue {
        Queue {
            client: ids.next().into(),
            last_seq: 0,
            last_place: 0,
            fence: 0,
            closed: false,
            waiting: BTreeMap::new(),
            by_uid: BTreeMap::new(),
            settled: BTreeMap::new(),
            drafts: Named::new(),
        }
    }

    fn place(disk: &mut OnDisk) -> &mut Option<Rc<Lying<Queue>>> {
        &mut disk.queue
    }

    fn copied(&self) -> Queue {
        self.clone()
    }

    fn unflushed(&self) -> usize {
        0
    }

    fn lose(&mut self, _: usize) {}
}

impl Queue {
    pub fn append(&mut self, key: Key, entries: &[NewEntry]) -> Result<Vec<u64>, StoreError> {
        match self.closed {
            true => Err(StoreError::Wiped),
            false => Ok(entries.iter().map(|entry| self.add(key, entry)).collect()),
        }
    }

    fn add(&mut self, key: Key, entry: &NewEntry) -> u64 {
        if let Some(seq) = self.number(&entry.uid) {
            return seq;
        }
        self.last_seq += 1;
        let uid: Rc<str> = entry.uid.as_str().into();
        let body = Sealed::new(key, entry.bytes.clone());
        self.by_uid.insert(Rc::clone(&uid), self.last_seq);
        self.waiting.insert(self.last_seq, Waiting { uid, body });
        self.last_seq
    }

    fn number(&self, uid: &str) -> Option<u64> {
        let waits = self.by_uid.get(uid).copied();
        waits.or_else(|| self.settled.get(uid).map(|settled| settled.seq))
    }

    pub fn waiting_of(&self, uid: &str) -> Option<&Waiting> {
        self.waiting.get(self.by_uid.get(uid)?)
    }

    pub fn rows(&self, key: Key) -> Vec<QueueRow> {
        let row = |seq, uid: &str, client: &str, body: &Sealed, settled| QueueRow {
            seq,
            uid: uid.to_owned(),
            client: client.to_owned(),
            body: body.open(key),
            settled,
        };
        let waiting = self.waiting.iter();
        let waiting = waiting.map(|(seq, it)| row(*seq, &it.uid, &self.client, &it.body, false));
        let mut settled: Vec<_> = self.settled.iter().collect();
        settled.sort_by_key(|(_, it)| it.seq);
        let settled = settled.into_iter();
        let settled = settled.map(|(uid, it)| row(it.seq, uid, &it.client, &it.body, true));
        waiting.chain(settled).collect()
    }

    /// The numbers of what waits and does not open.
    pub fn unreadable(&self, key: Key) -> BTreeSet<u64> {
        let waiting = self.waiting.iter();
        let closed = waiting.filter(|(_, it)| !it.body.opens(key));
        closed.map(|(seq, _)| *seq).collect()
    }

    pub fn mark_settled(&mut self, fence: Fence, uids: &[String]) -> Fenced<usize> {
        self.led(fence, |queue| {
            let mut numbers: Vec<u64> = uids
                .iter()
                .filter_map(|uid| queue.by_uid.get(uid.as_str()).copied())
                .collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers.iter().for_each(|seq| queue.settle(*seq));
            numbers.len()
        })
    }

    fn settle(&mut self, seq: u64) {
        let Some(Waiting { uid, body }) = self.waiting.remove(&seq) else {
            return;
        };
        self.by_uid.remove(&uid);
        self.last_place += 1;
        let settled = Settled {
            seq,
            client: Rc::clone(&self.client),
            place: self.last_place,
            body,
        };
        self.settled.insert(uid, settled);
    }

    pub fn drop_settled(&mut self, fence: Fence, uids: &[String]) -> Fenced<usize> {
        self.led(fence, |queue| {
            let dropped = uids.iter().map(|uid| queue.settled.remove(uid.as_str()));
            dropped.flatten().count()
        })
    }

    /// By number alone: that they do not open was found before.
    pub fn drop_waiting(&mut self, fence: Fence, numbers: &BTreeSet<u64>) -> Fenced<usize> {
        self.led(fence, |queue| {
            for waiting in numbers.iter().filter_map(|seq| queue.waiting.remove(seq)) {
                queue.by_uid.remove(&waiting.uid);
            }
            numbers.len()
        })
    }

    pub fn renew(&mut self, fence: Fence, client: String) -> Fenced<String> {
        self.led(fence, |queue| {
            let waiting = std::mem::take(&mut queue.waiting).into_values().collect();
            queue.number_anew(waiting, client)
        })
    }

    /// What was settled first, then what waits.
    pub fn offer_again(&mut self, fence: Fence, client: String) -> Fenced<String> {
        self.led(fence, |queue| {
            let mut settled: Vec<_> = std::mem::take(&mut queue.settled).into_iter().collect();
            settled.sort_by_key(|(_, it)| it.place);
            let kept = settled
                .into_iter()
                .map(|(uid, it)| Waiting { uid, body: it.body });
            let waiting = std::mem::take(&mut queue.waiting).into_values();
            queue.number_anew(kept.chain(waiting).collect(), client)
        })
    }

    fn number_anew(&mut self, waiting: Vec<Waiting>, client: String) -> String {
        self.last_seq = waiting.len() as u64;
        self.waiting = (1..).zip(waiting).collect();
        let named = self.waiting.iter().filter(|(_, it)| !it.uid.is_empty());
        self.by_uid = named.map(|(seq, it)| (Rc::clone(&it.uid), *seq)).collect();
        self.client = client.as_str().into();
        client
    }

    pub fn close(&mut self, fence: Fence, uids: &[String]) -> Fenced<bool> {
        let named: BTreeSet<&str> = uids.iter().map(String::as_str).collect();
        self.led(fence, |queue| {
            let mut waiting = queue.waiting.values();
            let all = waiting.all(|it| named.contains(&*it.uid));
            queue.closed |= all;
            all
        })
    }

    pub fn take_fence(&mut self) -> Fence {
        self.fence += 1;
        Fence(self.fence)
    }

    fn led<T>(&mut self, fence: Fence, work: impl FnOnce(&mut Queue) -> T) -> Fenced<T> {
        if fence.0 < self.fence {
            return Fenced::Refused;
        }
        self.fence = fence.0;
        Fenced::Done(work(self))
    }

    /// Damage that takes the name as well.
    pub fn garble(&mut self, seq: u64) {
        if let Some(waiting) = self.waiting.get_mut(&seq) {
            waiting.body.flip();
            self.by_uid.remove(&waiting.uid);
            waiting.uid = "".into();
        }
    }
}
