//! One tab's store: which transactions each call makes, on which database and in which order, as in the browser.

use super::cache::Cache;
use super::disk::ModelDisk;
use super::door::{Door, Tab};
use super::files::Files;
use super::queue::Queue;
use super::sealed::{Key, Sealed};
use super::weather::{Access, Weather};
use crate::store::{
    BlockHead, BlockRow, CacheWrite, Fence, Fenced, FileHead, Journal, LocalStore, NewEntry,
    QueueRow, Settled, StoreError, StoreName, Stored,
};
use std::collections::BTreeSet;
use std::rc::Rc;

type Answer<T> = Result<T, StoreError>;

pub struct ModelStore {
    tab: Tab,
    queue: Door<Queue>,
    cache: Door<Cache>,
    files: Door<Files>,
}

impl ModelStore {
    pub fn new(disk: ModelDisk, name: StoreName, key: Key, weather: Rc<dyn Weather>) -> ModelStore {
        let life = disk.0.life.get();
        ModelStore {
            tab: Tab {
                disk,
                name,
                key,
                life,
                weather,
            },
            queue: Door::new(),
            cache: Door::new(),
            files: Door::new(),
        }
    }

    /// The key first: whatever was sealed stays closed.
    pub async fn delete_all(&self) -> Answer<()> {
        self.tab.wait().await?;
        let Tab { disk, name, .. } = &self.tab;
        disk.on_disk(name, |on_disk| on_disk.key = None);
        self.tab.wait().await?;
        self.cache.delete(&self.tab).await?;
        self.files.delete(&self.tab).await?;
        self.queue.delete(&self.tab).await
    }

    async fn read_queue<T>(&self, work: impl FnOnce(&Queue) -> T) -> Answer<T> {
        let work = |queue: &mut Queue| Ok(work(queue));
        self.queue.transaction(&self.tab, Access::Read, work).await
    }

    async fn write_queue<T>(&self, work: impl FnOnce(&mut Queue) -> T) -> Answer<T> {
        let work = |queue: &mut Queue| Ok(work(queue));
        self.queue.transaction(&self.tab, Access::Write, work).await
    }

    async fn read_cache<T>(&self, work: impl FnOnce(&Cache) -> T) -> Answer<T> {
        let work = |cache: &mut Cache| Ok(work(cache));
        self.cache.transaction(&self.tab, Access::Read, work).await
    }

    async fn change_cache<T>(&self, work: impl FnOnce(&mut Cache) -> T) -> Answer<T> {
        let work = |cache: &mut Cache| Ok(work(cache));
        self.cache.transaction(&self.tab, Access::Write, work).await
    }

    async fn on_files<T>(&self, kind: Access, work: impl FnOnce(&mut Files) -> T) -> Answer<T> {
        let work = |files: &mut Files| Ok(work(files));
        self.files.transaction(&self.tab, kind, work).await
    }

    fn sealed(&self, bytes: &[u8]) -> Sealed {
        Sealed::new(self.tab.key, bytes.to_vec())
    }
}

impl LocalStore for ModelStore {
    async fn client(&self) -> Answer<String> {
        self.read_queue(|queue| queue.client.to_string()).await
    }

    async fn append_all(&self, entries: &[NewEntry]) -> Answer<Vec<u64>> {
        if entries.is_empty() {
            return Ok(Vec::new());
        }
        let append = |queue: &mut Queue| queue.append(self.tab.key, entries);
        self.queue
            .transaction(&self.tab, Access::Write, append)
            .await
    }

    async fn queue(&self) -> Answer<Vec<QueueRow>> {
        self.read_queue(|queue| queue.rows(self.tab.key)).await
    }

    async fn mark_settled(&self, fence: Fence, uids: &[String]) -> Answer<Fenced<usize>> {
        self.write_queue(|queue| queue.mark_settled(fence, uids))
            .await
    }

    async fn drop_settled(&self, fence: Fence, uids: &[String]) -> Answer<Fenced<usize>> {
        self.write_queue(|queue| queue.drop_settled(fence, uids))
            .await
    }

    async fn drop_unreadable(&self, fence: Fence, numbers: &[u64]) -> Answer<Fenced<usize>> {
        let mut closed: BTreeSet<u64> = self
            .read_queue(|queue| queue.unreadable(self.tab.key))
            .await?;
        closed.retain(|seq| numbers.contains(seq));
        self.write_queue(|queue| queue.drop_waiting(fence, &closed))
            .await
    }

    async fn renew_client(&self, fence: Fence) -> Answer<Fenced<String>> {
        let client = self.tab.disk.0.ids.next();
        self.write_queue(|queue| queue.renew(fence, client)).await
    }

    async fn offer_again(&self, fence: Fence) -> Answer<Fenced<String>> {
        let client = self.tab.disk.0.ids.next();
        self.write_queue(|queue| queue.offer_again(fence, client))
            .await
    }

    async fn close_queue(&self, fence: Fence, uids: &[String]) -> Answer<Fenced<bool>> {
        self.write_queue(|queue| queue.close(fence, uids)).await
    }

    async fn put_draft(&self, key: &str, bytes: &[u8]) -> Answer<()> {
        let sealed = self.sealed(bytes);
        let put = |queue: &mut Queue| _ = queue.drafts.insert(key.to_owned(), sealed);
        self.write_queue(put).await
    }

    async fn draft(&self, key: &str) -> Answer<Option<Stored>> {
        let open = |sealed: &Sealed| sealed.open(self.tab.key);
        self.read_queue(|queue| queue.drafts.get(key).map(open))
            .await
    }

    async fn draft_keys(&self) -> Answer<Vec<String>> {
        self.read_queue(|queue| queue.drafts.keys().cloned().collect())
            .await
    }

    async fn drop_draft(&self, key: &str) -> Answer<()> {
        self.write_queue(|queue| _ = queue.drafts.remove(key)).await
    }

    async fn take_fence(&self) -> Answer<Fence> {
        let fence = self.write_queue(Queue::take_fence).await?;
        // refused only if yet another tab was quicker: then every later write is refused as well
        let _ = self.change_cache(|cache| cache.raise(fence)).await?;
        Ok(fence)
    }

    async fn write_cache(&self, fence: Fence, write: CacheWrite) -> Answer<Fenced<()>> {
        self.change_cache(|cache| cache.write(self.tab.key, fence, write))
            .await
    }

    async fn block_heads(&self) -> Answer<Vec<BlockHead>> {
        self.read_cache(Cache::heads).await
    }

    async fn each_block(&self, prefix: &str, take: impl FnMut(BlockRow)) -> Answer<()> {
        let rows = self
            .read_cache(|cache| cache.blocks(self.tab.key, prefix))
            .await?;
        rows.into_iter().for_each(take);
        Ok(())
    }

    async fn journal(&self) -> Answer<Journal> {
        self.read_cache(|cache| cache.journal(self.tab.key)).await
    }

    async fn compact_journal(&self, fence: Fence) -> Answer<Fenced<()>> {
        let before = self.journal().await?;
        let read = self.read_cache(Cache::journal_numbers).await?;
        let key = self.tab.key;
        self.change_cache(|cache| cache.compact(key, fence, before, &read))
            .await
    }

    async fn settled(&self) -> Answer<Settled> {
        self.read_cache(Cache::settled).await
    }

    async fn meta(&self, name: &str) -> Answer<Option<Stored>> {
        let open = |sealed: &Sealed| sealed.open(self.tab.key);
        self.read_cache(|cache| cache.said().meta.get(name).map(open))
            .await
    }

    async fn reset_cache(&self, fence: Fence) -> Answer<Fenced<()>> {
        self.change_cache(|cache| cache.reset(fence)).await
    }

    async fn put_file(&self, hash: &str, note: &[u8], bytes: &[u8]) -> Answer<()> {
        let pieces = bytes.chunks(self.piece_bytes());
        let put = |files: &mut Files| files.put(self.tab.key, hash, note, pieces);
        self.on_files(Access::Write, put).await
    }

    fn piece_bytes(&self) -> usize {
        self.tab.disk.0.piece_bytes.get()
    }

    async fn note_file(&self, hash: &str, note: &[u8]) -> Answer<bool> {
        let put = |files: &mut Files| files.note(self.tab.key, hash, note);
        self.on_files(Access::Write, put).await
    }

    async fn files(&self) -> Answer<Vec<FileHead>> {
        self.on_files(Access::Read, |files| files.heads(self.tab.key))
            .await
    }

    async fn file_piece(&self, hash: &str, number: u32) -> Answer<Option<Stored>> {
        let read = |files: &mut Files| files.piece(self.tab.key, hash, number);
        self.on_files(Access::Read, read).await
    }

    async fn drop_file(&self, hash: &str) -> Answer<()> {
        self.on_files(Access::Write, |files| files.drop(hash)).await
    }

    async fn revive(&self) {
        self.queue.revive(&self.tab);
        self.cache.revive(&self.tab);
        self.files.revive(&self.tab);
    }

    async fn wipe(&self) -> Answer<()> {
        self.delete_all().await
    }
}
