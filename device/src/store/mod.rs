//! What one device keeps for one user of one workspace, and what a store promises about it.
//! Knows bytes and names only: what an intention, a block or a cursor means is decided elsewhere.
//!
//! * **queue**: what the user did. Every write is strict: `append` answers after the disk has it, or
//!   answers with an error. Append-only; a settled entry stays, marked, until it is dropped by name.
//!   Nothing that happens to the cache touches it. Form drafts lie beside it.
//! * **cache**: what the server said: blocks, the changes since (journal), small named values (meta).
//!   It can always be fetched again. Only the leading tab writes it, and says so with its [`Fence`].
//! * **files**: photos and papers by hash, each cut into pieces, and a note beside each. Whatever happens to it, even a full disk,
//!   touches neither queue nor cache.
//!
//! Everything but names, numbers and `uid`s lies sealed. A stored value that cannot be opened is
//! answered as [`Stored::Damaged`], never left out and never guessed.

use std::future::Future;

mod conformance;
pub mod model;
mod rows;
pub mod segment;

pub use conformance::{Check, suite};
pub use model::{ModelDisk, ModelStore};
pub use rows::{
    Block, BlockHead, BlockRow, CacheWrite, FILE_PIECE, Fence, Fenced, FileHead, Journal,
    JournalRow, NewEntry, QueueRow, Settled, StoreError, StoreName, Stored,
};

type Answer<T> = Result<T, StoreError>;

/// One open store. Several tabs may hold the same one; each call stands for itself.
pub trait LocalStore {
    /// The id of this sender; made together with the queue, so that no number is ever used twice.
    fn client(&self) -> impl Future<Output = Answer<String>>;

    /// Adds entries in order, all or none, and answers their numbers once they are strictly on disk.
    /// Numbers count 1, 2, 3 … per client, whichever tab asks. An entry whose `uid` is already here
    /// keeps its number, so a caller who does not know how the last attempt ended may repeat it.
    fn append_all(&self, entries: &[NewEntry]) -> impl Future<Output = Answer<Vec<u64>>>;

    /// Every entry, those waiting first by number, then those settled and kept, by the number they were settled under.
    fn queue(&self) -> impl Future<Output = Answer<Vec<QueueRow>>>;

    /// Marks entries as settled; names that are not waiting here are passed over. Answers how many were.
    fn mark_settled(
        &self,
        fence: Fence,
        uids: &[String],
    ) -> impl Future<Output = Answer<Fenced<usize>>>;

    /// Forgets settled entries; one that still waits is never dropped.
    fn drop_settled(
        &self,
        fence: Fence,
        uids: &[String],
    ) -> impl Future<Output = Answer<Fenced<usize>>>;

    /// Forgets waiting entries that do not open, by number, once the server has what was left of them.
    /// One that opens is never dropped this way. Answers how many were.
    fn drop_unreadable(
        &self,
        fence: Fence,
        numbers: &[u64],
    ) -> impl Future<Output = Answer<Fenced<usize>>>;

    /// A fork was found: takes a new client id and numbers what waits anew from 1, in order.
    /// Entries already settled keep the client and number they were settled under.
    fn renew_client(&self, fence: Fence) -> impl Future<Output = Answer<Fenced<String>>>;

    /// The server forgot what it had: everything kept, settled or not, waits again under a new client id, numbered anew from 1, what
    /// was settled first and in the order in which it was settled.
    fn offer_again(&self, fence: Fence) -> impl Future<Output = Answer<Fenced<String>>>;

    /// From now on `append_all` answers `Wiped`, in every tab; `false`, and nothing changed, while an entry waits that
    /// `uids` does not name. The last step before `wipe`, so that nothing saved in between is lost with it.
    fn close_queue(
        &self,
        fence: Fence,
        uids: &[String],
    ) -> impl Future<Output = Answer<Fenced<bool>>>;

    fn put_draft(&self, key: &str, bytes: &[u8]) -> impl Future<Output = Answer<()>>;
    fn draft(&self, key: &str) -> impl Future<Output = Answer<Option<Stored>>>;
    fn draft_keys(&self) -> impl Future<Output = Answer<Vec<String>>>;
    fn drop_draft(&self, key: &str) -> impl Future<Output = Answer<()>>;

    /// The next fencing number: from now on every leader with a lower one is refused.
    fn take_fence(&self) -> impl Future<Output = Answer<Fence>>;

    /// One transaction: all of it or nothing, or `Refused` because another tab leads.
    fn write_cache(
        &self,
        fence: Fence,
        write: CacheWrite,
    ) -> impl Future<Output = Answer<Fenced<()>>>;

    /// Which blocks are held and what the manifest said of each; reads no block.
    fn block_heads(&self) -> impl Future<Output = Answer<Vec<BlockHead>>>;

    /// Hands over the blocks whose key begins with `prefix`, all for an empty prefix, each as soon as it is read: what is done with
    /// one runs while others are still being opened.
    fn each_block(
        &self,
        prefix: &str,
        take: impl FnMut(BlockRow),
    ) -> impl Future<Output = Answer<()>>;

    /// The same, together and in order of their keys.
    fn blocks(&self, prefix: &str) -> impl Future<Output = Answer<Vec<BlockRow>>> {
        async move {
            let mut rows = Vec::new();
            self.each_block(prefix, |row| rows.push(row)).await?;
            rows.sort_by(|one: &BlockRow, other| one.key.cmp(&other.key));
            Ok(rows)
        }
    }

    /// The latest change of every record changed since the blocks, oldest first.
    fn journal(&self) -> impl Future<Output = Answer<Journal>>;

    /// Rewrites the journal as one piece, without what was overtaken; changes no answer.
    fn compact_journal(&self, fence: Fence) -> impl Future<Output = Answer<Fenced<()>>>;

    /// The `uid`s that pulls named as settled and nobody has cleared since.
    fn settled(&self) -> impl Future<Output = Answer<Settled>>;

    fn meta(&self, name: &str) -> impl Future<Output = Answer<Option<Stored>>>;

    /// Empties blocks, journal, settled and meta. The fence stays, the queue is not touched.
    fn reset_cache(&self, fence: Fence) -> impl Future<Output = Answer<Fenced<()>>>;

    /// Keeps a file and a note beside it, all of it strictly on disk or nothing; one that is here already is put anew.
    fn put_file(&self, hash: &str, note: &[u8], bytes: &[u8]) -> impl Future<Output = Answer<()>>;

    /// Another note beside the same file, strictly; `false`: there is no such file.
    fn note_file(&self, hash: &str, note: &[u8]) -> impl Future<Output = Answer<bool>>;

    /// Which files are here, by hash; reads none of them.
    fn files(&self) -> impl Future<Output = Answer<Vec<FileHead>>>;

    /// Bytes of one piece of a file.
    fn piece_bytes(&self) -> usize {
        FILE_PIECE
    }

    /// One piece of so many bytes, counted from 0; the last one may be shorter.
    fn file_piece(&self, hash: &str, number: u32) -> impl Future<Output = Answer<Option<Stored>>>;

    /// All pieces in order. One that is missing or does not open makes the whole damaged.
    fn file(&self, hash: &str) -> impl Future<Output = Answer<Option<Stored>>> {
        async move {
            let heads = self.files().await?;
            let Some(head) = heads.into_iter().find(|head| head.hash == hash) else {
                return Ok(None);
            };
            let mut whole = Vec::new();
            for number in 0..head.pieces(self.piece_bytes()) {
                match self.file_piece(hash, number).await? {
                    Some(Stored::Whole(piece)) => whole.extend(piece),
                    Some(Stored::Damaged(_)) | None => {
                        return Ok(Some(Stored::Damaged(Vec::new())));
                    }
                }
            }
            Ok(Some(Stored::Whole(whole)))
        }
    }

    fn drop_file(&self, hash: &str) -> impl Future<Output = Answer<()>>;

    /// Opens again whatever the browser closed behind our back; cheap when nothing was.
    fn revive(&self) -> impl Future<Output = ()>;

    /// Forgets everything of this user on this device, the key first. The store is dead afterwards.
    fn wipe(&self) -> impl Future<Output = Answer<()>>;

    /// One entry of `append_all`.
    fn append(&self, uid: &str, bytes: &[u8]) -> impl Future<Output = Answer<u64>> {
        async move {
            let entry = NewEntry {
                uid: uid.to_owned(),
                bytes: bytes.to_vec(),
            };
            let numbers = self.append_all(&[entry]).await?;
            numbers.first().copied().ok_or(StoreError::Unknown(
                "the store answered no number".to_owned(),
            ))
        }
    }
}
