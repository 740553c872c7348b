//! Looks at a disk from outside that make no transaction and take no time: what the checks of a simulation ask after every event.

use super::disk::{ModelDisk, OnDisk};
use super::queue::Queue;
use super::sealed::{Key, Sealed};
use crate::store::{FileHead, StoreName};

/// What the queue of a name has of one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    No,
    Waiting,
    Settled,
    /// Waiting or settled, and it does not open for whoever opens the store now.
    Damaged,
}

/// One file as it lies on a disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LyingFile {
    pub hash: String,
    /// Nothing when it does not open.
    pub note: Option<Vec<u8>>,
    /// Every piece opens.
    pub whole: bool,
    pub pieces: u32,
}

impl ModelDisk {
    /// In the order of their hashes.
    pub fn files(&self, name: &StoreName) -> Vec<LyingFile> {
        let stores = self.0.stores.borrow();
        let Some(OnDisk { files, key, .. }) = stores.get(name) else {
            return Vec::new();
        };
        let (Some(files), Some(key)) = (files, key) else {
            return Vec::new();
        };
        let (files, key) = (files.contents.borrow(), *key);
        let lying = |head: FileHead| {
            let pieces = head.pieces(self.0.piece_bytes.get());
            let opens = |number| {
                let piece = files.piece(key, &head.hash, number);
                piece.is_some_and(|piece| piece.whole().is_some())
            };
            LyingFile {
                whole: head.note.whole().is_some() && (0..pieces).all(opens),
                note: head.note.whole().map(<[u8]>::to_vec),
                pieces,
                hash: head.hash,
            }
        };
        files.heads(key).into_iter().map(lying).collect()
    }

    /// In the order of their numbers; empty for one whose name cannot be read.
    pub fn waiting_uids(&self, name: &StoreName) -> Vec<String> {
        let uids = |queue: &Queue, _| {
            let waiting = queue.waiting.values();
            waiting.map(|it| it.uid.to_string()).collect()
        };
        self.look(name, uids).unwrap_or_default()
    }

    pub fn holds(&self, name: &StoreName, uid: &str) -> Held {
        self.look(name, |queue, key| queue.holds(key, uid))
            .unwrap_or(Held::No)
    }

    /// The `uid`s of what waits under one of these numbers of that client, and opens.
    pub fn whole(&self, name: &StoreName, client: &str, numbers: &[u64]) -> Vec<String> {
        let opens = |queue: &Queue, key: Option<Key>| {
            let (true, Some(key)) = (*queue.client == *client, key) else {
                return Vec::new();
            };
            let waiting = (queue.waiting.iter())
                .filter(|(seq, it)| numbers.contains(seq) && it.body.opens(key));
            waiting.map(|(_, it)| it.uid.to_string()).collect()
        };
        self.look(name, opens).unwrap_or_default()
    }

    /// What would wait there after the worst power cut: all of it, because no commit of a queue is relaxed.
    pub fn durable_waiting(&self, name: &StoreName) -> Vec<String> {
        self.waiting_uids(name)
    }

    fn look<T>(&self, name: &StoreName, work: impl FnOnce(&Queue, Option<Key>) -> T) -> Option<T> {
        let stores = self.0.stores.borrow();
        let OnDisk { queue, key, .. } = stores.get(name)?;
        let queue = queue.as_ref()?.contents.borrow();
        Some(work(&queue, *key))
    }
}

impl Queue {
    fn holds(&self, key: Option<Key>, uid: &str) -> Held {
        let opens = |body: &Sealed| key.is_some_and(|key| body.opens(key));
        let as_held = |body: &Sealed, held| match opens(body) {
            true => held,
            false => Held::Damaged,
        };
        let waits = self
            .waiting_of(uid)
            .map(|it| as_held(&it.body, Held::Waiting));
        let settled = self.settled.get(uid);
        let settled = settled.map(|it| as_held(&it.body, Held::Settled));
        waits.or(settled).unwrap_or(Held::No)
    }
}
