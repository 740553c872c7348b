//! What goes into the database: questions for many rows at once and the one batch a writer stores.

use super::{Client, Job, StoredIntention, StoredRecord, Transfer};
use uuid::Uuid;

/// One round of reading: records by id, and whatever these keys lead to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wanted {
    pub records: Vec<(String, Uuid)>,
    pub keys: Vec<KeyWanted>,
}

impl Wanted {
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.keys.is_empty()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyWanted {
    pub kind: String,
    pub key: String,
    pub value: String,
}

/// All keys a record has now; what it had before is replaced.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordKeys {
    pub kind: String,
    pub id: Uuid,
    pub keys: Vec<RecordKey>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct RecordKey {
    pub key: String,
    pub value: String,
    pub only_one: bool,
}

/// Where a record stands since a revision; `present: false` is the mark that it left.
#[derive(Debug, Clone, PartialEq)]
pub struct ShelfPlace {
    pub shelf: String,
    pub kind: String,
    pub id: Uuid,
    pub revision: i64,
    pub present: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ClientNumber {
    pub client: Uuid,
    pub seq: i64,
    pub uid: Uuid,
}

/// Everything one round of deciding leaves behind. Each record, place and sum occurs once, in its last state.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Batch {
    pub records: Vec<StoredRecord>,
    pub keys: Vec<RecordKeys>,
    pub places: Vec<ShelfPlace>,
    pub sums: Vec<super::ShelfSum>,
    pub intentions: Vec<StoredIntention>,
    pub numbers: Vec<ClientNumber>,
    pub clients: Vec<Client>,
    pub transfers: Vec<Transfer>,
    pub jobs: Vec<Job>,
    pub revision: i64,
    pub chain: String,
}

/// Whose turn it is: what was due at `now`, until `until`, at most `limit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lease {
    pub now: i64,
    pub until: i64,
    pub limit: i64,
}

/// How one attempt at a transfer ended.
#[derive(Debug, Clone, PartialEq)]
pub struct TransferStep {
    pub key: String,
    pub state: String,
    pub answer: Option<String>,
    pub due: i64,
    pub now: i64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    pub shelf: String,
    pub kind: String,
    pub from_id: Uuid,
    pub to_id: Uuid,
}

#[derive(Debug, Clone, PartialEq)]
pub struct PackedBlock {
    pub kind: String,
    pub from_id: Uuid,
    pub to_id: Uuid,
    pub revision: i64,
    pub hash: String,
    pub count: i64,
    pub bytes: Vec<u8>,
}

/// The outcome of packing one shelf: the ranges whose blocks are replaced, and how far the shelf is packed now.
#[derive(Debug, Clone, PartialEq)]
pub struct PackedShelf {
    pub shelf: String,
    pub format: i64,
    pub expected: Option<i64>,
    pub revision: i64,
    /// kind and first id of the blocks that go
    pub replaced: Vec<(String, Uuid)>,
    pub blocks: Vec<PackedBlock>,
}
