//! The plain values that go in and out of a store. Knows no browser and no meaning of the bytes.

use std::fmt;
use thiserror::Error;

/// Whose store: both ids are part of every database name, so two users never meet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoreName {
    pub workspace: String,
    pub user: String,
}

/// The number of a leading tab; the higher one is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fence(pub u64);

/// What became of a leader's transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Fenced<T> {
    Done(T),
    /// Another tab leads since; nothing was written.
    Refused,
}

/// A value as it came back from the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stored {
    Whole(Vec<u8>),
    /// What lay there instead, as it lay there; nothing for a block, which is fetched again.
    Damaged(Vec<u8>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    pub uid: String,
    pub bytes: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRow {
    pub seq: u64,
    /// Empty when even the name cannot be read.
    pub uid: String,
    /// Under which client id the number counts.
    pub client: String,
    pub body: Stored,
    pub settled: bool,
}

/// A block on its way in. `key` is `shelf|kind|from_id`; `head` is what the manifest says of it
/// (format, revision, hash), kept in the clear beside it and bound to it by the seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub key: String,
    pub head: String,
    pub bytes: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockHead {
    pub key: String,
    pub head: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockRow {
    pub key: String,
    pub head: String,
    pub body: Stored,
}

/// The latest state of one record since the blocks were fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalRow {
    pub kind: String,
    pub id: String,
    pub bytes: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Journal {
    pub rows: Vec<JournalRow>,
    /// Names this much of the journal in `CacheWrite::drop_rows_through`; 0 when it is empty.
    pub through: u64,
    /// How many pieces could not be opened: changes are missing, so compare manifests.
    pub damaged: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settled {
    pub uids: Vec<String>,
    pub through: u64,
}

/// Bytes of one piece of a file, but for the last: what is read, sealed and sent at once (1 MiB).
pub const FILE_PIECE: usize = 1024 * 1024;

/// A file that is here, without its bytes. The note is its keeper's business.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileHead {
    pub hash: String,
    pub bytes: u64,
    pub note: Stored,
}

/// Everything one leader transaction may change in the cache. Drops happen before additions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CacheWrite {
    pub drop_blocks: Vec<String>,
    pub blocks: Vec<Block>,
    pub drop_rows_through: Option<u64>,
    pub rows: Vec<JournalRow>,
    pub drop_settled_through: Option<u64>,
    pub settled: Vec<String>,
    pub meta: Vec<(String, Vec<u8>)>,
    /// Answer only once the disk has it: before the queue may be trimmed.
    pub strict: bool,
}

impl CacheWrite {
    /// A pull: rows, cursor and what it settled, in one.
    pub fn pull(rows: Vec<JournalRow>, cursor: Vec<u8>, settled: Vec<String>) -> CacheWrite {
        CacheWrite {
            rows,
            settled,
            meta: vec![("cursor".to_owned(), cursor)],
            ..CacheWrite::default()
        }
    }

    pub fn strictly(mut self) -> CacheWrite {
        self.strict = true;
        self
    }
}

/// Why a store could not do it. None of these ever means "done".
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    #[error("the device has no space left for this")]
    Quota,
    #[error("the browser took the write back: {0}")]
    Aborted(String),
    #[error("the browser closed the storage: {0}")]
    Closed(String),
    #[error("this store was wiped")]
    Wiped,
    #[error("this browser has no database for us")]
    NoDatabase,
    #[error("the storage cannot be sealed here: {0}")]
    NoSeal(String),
    /// Its place is there and its bytes are not: asking again finds no more of it.
    #[error("the browser lost this value: {0}")]
    Lost(String),
    #[error("the storage failed: {0}")]
    Unknown(String),
}

impl StoreError {
    /// May the same call succeed a little later without anybody doing anything?
    pub fn is_temporary(&self) -> bool {
        matches!(
            self,
            StoreError::Aborted(_) | StoreError::Closed(_) | StoreError::Unknown(_)
        )
    }
}

impl StoreName {
    pub fn new(workspace: &str, user: &str) -> StoreName {
        StoreName {
            workspace: workspace.to_owned(),
            user: user.to_owned(),
        }
    }
}

impl fmt::Display for StoreName {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "sahada:{}:{}", self.workspace, self.user)
    }
}

impl FileHead {
    /// What lies in the head's own seal: the length (64 bits, little-endian), then the note.
    pub fn sealed(bytes: usize, note: &[u8]) -> Vec<u8> {
        [&(bytes as u64).to_le_bytes()[..], note].concat()
    }

    /// A head that does not open has no length: its pieces are nobody's.
    pub fn opened(hash: String, head: Stored) -> FileHead {
        let Stored::Whole(head) = head else {
            let (bytes, note) = (0, head);
            return FileHead { hash, bytes, note };
        };
        match head.split_first_chunk::<8>() {
            Some((bytes, note)) => FileHead {
                hash,
                bytes: u64::from_le_bytes(*bytes),
                note: Stored::Whole(note.to_vec()),
            },
            None => FileHead {
                hash,
                bytes: 0,
                note: Stored::Damaged(head),
            },
        }
    }

    /// How many there are, of so many bytes each.
    pub fn pieces(&self, piece_bytes: usize) -> u32 {
        let pieces = self.bytes.div_ceil(piece_bytes as u64);
        u32::try_from(pieces).unwrap_or(u32::MAX)
    }

    /// The name a piece lies under; in the order of its number.
    pub fn piece_name(hash: &str, number: u32) -> String {
        format!("{hash}/{number:05}")
    }

    /// Of names that lie beside each other, those that are heads.
    pub fn is_head(name: &str) -> bool {
        !name.contains('/')
    }
}

impl<T> Fenced<T> {
    pub fn done(self) -> Option<T> {
        match self {
            Fenced::Done(value) => Some(value),
            Fenced::Refused => None,
        }
    }
}

impl Stored {
    pub fn whole(&self) -> Option<&[u8]> {
        match self {
            Stored::Whole(bytes) => Some(bytes),
            Stored::Damaged(_) => None,
        }
    }
}
