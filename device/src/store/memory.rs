//! The contract without a browser: what tests and simulations use as a device's disk.
//! Knows nothing of sealing; nothing is ever damaged here unless a test does it.

use super::segment::latest;
use super::{
    Block, BlockHead, BlockRow, CacheWrite, Fence, Fenced, Journal, JournalRow, LocalStore,
    NewEntry, QueueRow, Settled, StoreError, StoreName, Stored,
};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// A device: what is opened twice under one name is the same store, as with two tabs.
#[derive(Clone, Default)]
pub struct MemoryDisk {
    stores: Rc<RefCell<HashMap<StoreName, Rc<RefCell<Kept>>>>>,
    clients: Rc<RefCell<u64>>,
}

pub struct MemoryStore {
    name: StoreName,
    disk: MemoryDisk,
    kept: Rc<RefCell<Kept>>,
}

#[derive(Default)]
struct Kept {
    client: String,
    last_seq: u64,
    waiting: BTreeMap<u64, NewEntry>,
    settled: BTreeMap<String, QueueRow>,
    drafts: BTreeMap<String, Vec<u8>>,
    files: BTreeMap<String, Vec<u8>>,
    fence: u64,
    blocks: BTreeMap<String, Block>,
    journal: BTreeMap<u64, Vec<JournalRow>>,
    named: BTreeMap<u64, Vec<String>>,
    pieces: u64,
    meta: BTreeMap<String, Vec<u8>>,
    closed: bool,
    wiped: bool,
}

type Answer<T> = Result<T, StoreError>;

impl MemoryDisk {
    pub fn open(&self, name: StoreName) -> MemoryStore {
        let mut stores = self.stores.borrow_mut();
        let kept = stores.entry(name.clone()).or_insert_with(|| {
            let client = self.next_client();
            Rc::new(RefCell::new(Kept {
                client,
                ..Kept::default()
            }))
        });
        MemoryStore {
            name,
            disk: self.clone(),
            kept: Rc::clone(kept),
        }
    }

    fn next_client(&self) -> String {
        let mut clients = self.clients.borrow_mut();
        *clients += 1;
        format!("00000000-0000-4000-8000-{clients:012}")
    }
}

impl Kept {
    fn append(&mut self, entry: &NewEntry) -> u64 {
        if let Some(row) = self.settled.get(&entry.uid) {
            return row.seq;
        }
        let mut waiting = self.waiting.iter();
        if let Some((seq, _)) = waiting.find(|(_, known)| known.uid == entry.uid) {
            return *seq;
        }
        self.last_seq += 1;
        self.waiting.insert(self.last_seq, entry.clone());
        self.last_seq
    }

    fn row(&self, seq: u64, entry: &NewEntry, settled: bool) -> QueueRow {
        QueueRow {
            seq,
            uid: entry.uid.clone(),
            client: self.client.clone(),
            body: Stored::Whole(entry.bytes.clone()),
            settled,
        }
    }

    fn settle(&mut self, uid: &str) -> bool {
        let mut waiting = self.waiting.iter();
        let Some(seq) = waiting.find(|(_, e)| e.uid == uid).map(|(seq, _)| *seq) else {
            return false;
        };
        if let Some(entry) = self.waiting.remove(&seq) {
            let row = self.row(seq, &entry, true);
            self.settled.insert(entry.uid, row);
        }
        true
    }

    fn renew(&mut self, client: String) -> String {
        let waiting = std::mem::take(&mut self.waiting);
        self.last_seq = waiting.len() as u64;
        self.waiting = (1..).zip(waiting.into_values()).collect();
        self.client = client;
        self.client.clone()
    }

    fn write(&mut self, write: CacheWrite) {
        for key in write.drop_blocks {
            self.blocks.remove(&key);
        }
        for block in write.blocks {
            self.blocks.insert(block.key.clone(), block);
        }
        if let Some(through) = write.drop_rows_through {
            self.journal = self.journal.split_off(&(through + 1));
        }
        if let Some(through) = write.drop_settled_through {
            self.named = self.named.split_off(&(through + 1));
        }
        self.pieces += 1;
        if !write.rows.is_empty() {
            self.journal.insert(self.pieces, write.rows);
        }
        if !write.settled.is_empty() {
            self.named.insert(self.pieces, write.settled);
        }
        self.meta.extend(write.meta);
    }

    fn reset_cache(&mut self) {
        self.blocks.clear();
        self.journal.clear();
        self.named.clear();
        self.meta.clear();
    }
}

fn whole(bytes: Option<&Vec<u8>>) -> Option<Stored> {
    bytes.map(|bytes| Stored::Whole(bytes.clone()))
}

impl MemoryStore {
    fn with<T>(&self, work: impl FnOnce(&mut Kept) -> T) -> Answer<T> {
        let mut kept = self.kept.borrow_mut();
        match kept.wiped {
            true => Err(StoreError::Wiped),
            false => Ok(work(&mut kept)),
        }
    }

    fn led<T>(&self, fence: Fence, work: impl FnOnce(&mut Kept) -> T) -> Answer<Fenced<T>> {
        self.with(|kept| {
            if fence.0 < kept.fence {
                return Fenced::Refused;
            }
            kept.fence = fence.0;
            Fenced::Done(work(kept))
        })
    }
}

impl LocalStore for MemoryStore {
    async fn client(&self) -> Answer<String> {
        self.with(|kept| kept.client.clone())
    }

    async fn append_all(&self, entries: &[NewEntry]) -> Answer<Vec<u64>> {
        self.with(|kept| match kept.closed {
            true => Err(StoreError::Wiped),
            false => Ok(entries.iter().map(|entry| kept.append(entry)).collect()),
        })?
    }

    async fn queue(&self) -> Answer<Vec<QueueRow>> {
        self.with(|kept| {
            let waiting = kept.waiting.iter();
            let waiting = waiting.map(|(seq, entry)| kept.row(*seq, entry, false));
            waiting.chain(kept.settled.values().cloned()).collect()
        })
    }

    async fn mark_settled(&self, fence: Fence, uids: &[String]) -> Answer<Fenced<usize>> {
        self.led(fence, |kept| {
            uids.iter().filter(|uid| kept.settle(uid)).count()
        })
    }

    async fn drop_settled(&self, fence: Fence, uids: &[String]) -> Answer<Fenced<usize>> {
        self.led(fence, |kept| {
            let dropped = uids
                .iter()
                .filter(|uid| kept.settled.remove(*uid).is_some());
            dropped.count()
        })
    }

    /// Everything opens here.
    async fn drop_unreadable(&self, fence: Fence, _: &[u64]) -> Answer<Fenced<usize>> {
        self.led(fence, |_| 0)
    }

    async fn renew_client(&self, fence: Fence) -> Answer<Fenced<String>> {
        let client = self.disk.next_client();
        self.led(fence, |kept| kept.renew(client))
    }

    async fn close_queue(&self, fence: Fence, uids: &[String]) -> Answer<Fenced<bool>> {
        self.led(fence, |kept| {
            kept.closed |= (kept.waiting.values()).all(|entry| uids.contains(&entry.uid));
            kept.closed
        })
    }

    async fn put_draft(&self, key: &str, bytes: &[u8]) -> Answer<()> {
        self.with(|kept| kept.drafts.insert(key.to_owned(), bytes.to_vec()))?;
        Ok(())
    }

    async fn draft(&self, key: &str) -> Answer<Option<Stored>> {
        self.with(|kept| whole(kept.drafts.get(key)))
    }

    async fn draft_keys(&self) -> Answer<Vec<String>> {
        self.with(|kept| kept.drafts.keys().cloned().collect())
    }

    async fn drop_draft(&self, key: &str) -> Answer<()> {
        self.with(|kept| kept.drafts.remove(key)).map(|_| ())
    }

    async fn take_fence(&self) -> Answer<Fence> {
        self.with(|kept| {
            kept.fence += 1;
            Fence(kept.fence)
        })
    }

    async fn write_cache(&self, fence: Fence, write: CacheWrite) -> Answer<Fenced<()>> {
        self.led(fence, |kept| kept.write(write))
    }

    async fn block_heads(&self) -> Answer<Vec<BlockHead>> {
        self.with(|kept| {
            let blocks = kept.blocks.values().cloned();
            blocks
                .map(|Block { key, head, .. }| BlockHead { key, head })
                .collect()
        })
    }

    async fn each_block(&self, prefix: &str, take: impl FnMut(BlockRow)) -> Answer<()> {
        self.with(|kept| {
            let blocks = kept.blocks.values().cloned();
            let blocks = blocks.filter(|block| block.key.starts_with(prefix));
            let row = |Block { key, head, bytes }| BlockRow {
                key,
                head,
                body: Stored::Whole(bytes),
            };
            blocks.map(row).for_each(take);
        })
    }

    async fn journal(&self) -> Answer<Journal> {
        self.with(|kept| Journal {
            rows: latest(kept.journal.values().flatten().cloned().collect()),
            through: kept.journal.keys().last().copied().unwrap_or(0),
            damaged: 0,
        })
    }

    async fn compact_journal(&self, fence: Fence) -> Answer<Fenced<()>> {
        self.led(fence, |kept| {
            let Some(last) = kept.journal.keys().last().copied() else {
                return;
            };
            let rows = std::mem::take(&mut kept.journal);
            let rows = latest(rows.into_values().flatten().collect());
            kept.journal.insert(last, rows);
        })
    }

    async fn settled(&self) -> Answer<Settled> {
        self.with(|kept| Settled {
            uids: kept.named.values().flatten().cloned().collect(),
            through: kept.named.keys().last().copied().unwrap_or(0),
        })
    }

    async fn meta(&self, name: &str) -> Answer<Option<Stored>> {
        self.with(|kept| whole(kept.meta.get(name)))
    }

    async fn reset_cache(&self, fence: Fence) -> Answer<Fenced<()>> {
        self.led(fence, Kept::reset_cache)
    }

    async fn put_file(&self, hash: &str, bytes: &[u8]) -> Answer<()> {
        self.with(|kept| kept.files.insert(hash.to_owned(), bytes.to_vec()))?;
        Ok(())
    }

    async fn file(&self, hash: &str) -> Answer<Option<Stored>> {
        self.with(|kept| whole(kept.files.get(hash)))
    }

    async fn drop_file(&self, hash: &str) -> Answer<()> {
        self.with(|kept| kept.files.remove(hash)).map(|_| ())
    }

    async fn revive(&self) {}

    async fn wipe(&self) -> Answer<()> {
        self.kept.borrow_mut().wiped = true;
        self.disk.stores.borrow_mut().remove(&self.name);
        Ok(())
    }
}
