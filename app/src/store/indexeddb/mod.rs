//! The store in a browser: four IndexedDB databases for each workspace and user, so that a failure or
//! a full disk in one does not touch another. Knows nothing of sync; the contract is `LocalStore`'s.

use super::{
    BlockHead, BlockRow, CacheWrite, Fence, Fenced, FileHead, Journal, LocalStore, NewEntry,
    QueueRow, Settled, StoreError, StoreName, Stored,
};
use handle::Handle;
use request::Mode;
use seal::Sealer;
use sealed::Shelf;
use std::rc::Rc;
use upgrade::Upgrade;

mod blocks;
mod broken_suite;
mod cache;
mod carry;
mod carry_suite;
mod drafts;
mod fence;
mod files;
mod handle;
mod journal;
mod key;
mod lost;
mod lost_suite;
mod queue;
mod request;
mod schema;
mod seal;
mod seal_suite;
mod sealed;
mod settling;
mod spared;
mod upgrade;
mod values;

pub use broken_suite::broken_suite;
pub use carry::Opened;
pub use carry_suite::carry_suite;
pub use lost_suite::lost_suite;
pub use seal_suite::seal_suite;

type Answer<T> = Result<T, StoreError>;

/// Cheap to clone: all clones share the same connections.
#[derive(Clone)]
pub struct IndexedDbStore {
    inner: Rc<Inner>,
}

struct Inner {
    sealer: Sealer,
    queue: Handle,
    cache: Handle,
    files: Handle,
}

impl IndexedDbStore {
    /// Opens or makes the store; only the key is fetched now, each database when first used.
    pub async fn open(name: StoreName) -> Answer<IndexedDbStore> {
        let handle = |database: &str, steps| Handle::new(format!("{name}:{database}"), steps);
        let inner = Inner {
            sealer: Sealer::open(&name).await?,
            queue: handle(schema::queue::DATABASE, upgrade::queue),
            cache: disposable(handle(schema::cache::DATABASE, upgrade::cache)).await,
            files: handle(schema::files::DATABASE, upgrade::files),
        };
        Ok(IndexedDbStore {
            inner: Rc::new(inner),
        })
    }

    /// Finishes a `wipe` that was cut short; what is gone already is no failure.
    pub async fn forget(name: &StoreName) -> Answer<()> {
        let databases = [
            (schema::keys::DATABASE, upgrade::keys as Upgrade),
            (schema::cache::DATABASE, upgrade::cache),
            (schema::files::DATABASE, upgrade::files),
            (schema::queue::DATABASE, upgrade::queue),
        ];
        for (database, steps) in databases {
            let handle = Handle::new(format!("{name}:{database}"), steps);
            handle.delete().await?;
        }
        Ok(())
    }

    /// What seals this person's unsent work in a file; the same on every device of theirs.
    pub async fn keep_carry_key(&self, bits: &[u8; 32]) -> Answer<()> {
        self.inner.sealer.keep_carry_key(bits).await
    }

    pub async fn has_carry_key(&self) -> Answer<bool> {
        self.inner.sealer.has_carry_key().await
    }

    /// `None`: this device has no key for it yet.
    pub async fn seal_copy(&self, clear: &[u8], inside: &[u8]) -> Answer<Option<Vec<u8>>> {
        self.inner.sealer.seal_copy(clear, inside).await
    }

    pub async fn open_copy(&self, clear: &[u8], copy: &[u8]) -> Answer<Opened> {
        self.inner.sealer.open_copy(clear, copy).await
    }

    fn drafts(&self) -> Shelf<'_> {
        drafts::drafts(&self.inner.queue, &self.inner.sealer)
    }

    fn meta_values(&self) -> Shelf<'_> {
        Shelf {
            handle: &self.inner.cache,
            sealer: &self.inner.sealer,
            store: schema::cache::META,
            area: "meta",
        }
    }
}

/// The cache can be fetched again, so that one which never opens is made anew: nothing of it may stand before unsent work.
async fn disposable(cache: Handle) -> Handle {
    let opened = cache.attempt(async |_| Ok(())).await;
    match opened {
        Err(StoreError::Unknown(_)) => {
            // if that fails as well, the store says so at its first work
            let _ = cache.delete().await;
            cache.renewed()
        }
        _ => cache,
    }
}

impl LocalStore for IndexedDbStore {
    async fn client(&self) -> Answer<String> {
        queue::client(&self.inner.queue).await
    }

    async fn append_all(&self, entries: &[NewEntry]) -> Answer<Vec<u64>> {
        queue::append(&self.inner.queue, &self.inner.sealer, entries).await
    }

    async fn queue(&self) -> Answer<Vec<QueueRow>> {
        queue::all(&self.inner.queue, &self.inner.sealer).await
    }

    async fn mark_settled(&self, fence: Fence, uids: &[String]) -> Answer<Fenced<usize>> {
        settling::mark_settled(&self.inner.queue, fence, uids).await
    }

    async fn drop_settled(&self, fence: Fence, uids: &[String]) -> Answer<Fenced<usize>> {
        settling::drop_settled(&self.inner.queue, fence, uids).await
    }

    async fn drop_unreadable(&self, fence: Fence, numbers: &[u64]) -> Answer<Fenced<usize>> {
        let rows = self.queue().await?.into_iter();
        let closed = rows.filter(|row| !row.settled && row.body.whole().is_none());
        let mut closed: Vec<u64> = closed.map(|row| row.seq).collect();
        closed.retain(|seq| numbers.contains(seq));
        settling::drop_waiting(&self.inner.queue, fence, &closed).await
    }

    async fn renew_client(&self, fence: Fence) -> Answer<Fenced<String>> {
        settling::renew_client(&self.inner.queue, fence).await
    }

    async fn offer_again(&self, fence: Fence) -> Answer<Fenced<String>> {
        settling::offer_again(&self.inner.queue, fence).await
    }

    async fn close_queue(&self, fence: Fence, uids: &[String]) -> Answer<Fenced<bool>> {
        settling::close(&self.inner.queue, fence, uids).await
    }

    async fn put_draft(&self, key: &str, bytes: &[u8]) -> Answer<()> {
        self.drafts().put(key, bytes, Mode::Strict).await
    }

    async fn draft(&self, key: &str) -> Answer<Option<Stored>> {
        self.drafts().get(key).await
    }

    async fn draft_keys(&self) -> Answer<Vec<String>> {
        self.drafts().keys().await
    }

    async fn drop_draft(&self, key: &str) -> Answer<()> {
        self.drafts().drop(key, Mode::Strict).await
    }

    async fn take_fence(&self) -> Answer<Fence> {
        let fence = settling::take_fence(&self.inner.queue).await?;
        // refused only if yet another tab was quicker: then every later write is refused as well
        let _ = cache::raise(&self.inner.cache, fence).await?;
        Ok(fence)
    }

    async fn write_cache(&self, fence: Fence, write: CacheWrite) -> Answer<Fenced<()>> {
        cache::write(&self.inner.cache, &self.inner.sealer, fence, &write).await
    }

    async fn block_heads(&self) -> Answer<Vec<BlockHead>> {
        blocks::heads(&self.inner.cache).await
    }

    async fn each_block(&self, prefix: &str, take: impl FnMut(BlockRow)) -> Answer<()> {
        blocks::each(&self.inner.cache, &self.inner.sealer, prefix, take).await
    }

    async fn journal(&self) -> Answer<Journal> {
        journal::journal(&self.inner.cache, &self.inner.sealer).await
    }

    async fn compact_journal(&self, fence: Fence) -> Answer<Fenced<()>> {
        journal::compact(&self.inner.cache, &self.inner.sealer, fence).await
    }

    async fn settled(&self) -> Answer<Settled> {
        journal::settled(&self.inner.cache).await
    }

    async fn meta(&self, name: &str) -> Answer<Option<Stored>> {
        self.meta_values().get(name).await
    }

    async fn reset_cache(&self, fence: Fence) -> Answer<Fenced<()>> {
        cache::reset(&self.inner.cache, fence).await
    }

    async fn put_file(&self, hash: &str, note: &[u8], bytes: &[u8]) -> Answer<()> {
        files::keep(&self.inner.files, &self.inner.sealer, hash, note, bytes).await
    }

    async fn note_file(&self, hash: &str, note: &[u8]) -> Answer<bool> {
        files::note(&self.inner.files, &self.inner.sealer, hash, note).await
    }

    async fn files(&self) -> Answer<Vec<FileHead>> {
        files::all(&self.inner.files, &self.inner.sealer).await
    }

    async fn file_piece(&self, hash: &str, number: u32) -> Answer<Option<Stored>> {
        files::piece(&self.inner.files, &self.inner.sealer, hash, number).await
    }

    async fn drop_file(&self, hash: &str) -> Answer<()> {
        files::forget(&self.inner.files, hash).await
    }

    async fn revive(&self) {
        self.inner.queue.revive(schema::queue::STATE).await;
        self.inner.cache.revive(schema::cache::STATE).await;
        self.inner.files.revive(schema::files::FILES).await;
    }

    async fn wipe(&self) -> Answer<()> {
        self.inner.sealer.destroy().await?;
        self.inner.cache.delete().await?;
        self.inner.files.delete().await?;
        self.inner.queue.delete().await
    }
}
