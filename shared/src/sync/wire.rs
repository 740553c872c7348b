//! Bodies of requests and answers, JSON with named fields. Fields are only ever added. A word that a later server says costs an older
//! device that word alone, never the answer around it.

use super::block;
use super::cursor::Cursor;
use super::intention::Intention;
use super::kinds::BODY_FORMAT;
use super::outcome::{Outcome, Reason};
use super::portion::ShelfSum;
use crate::calendar::Moment;
use crate::ids::{ClientId, SetId, Uid, UserId, WorkspaceId};
use crate::planted::{Bug, planted};
use crate::shelf::Shelf;
use crate::text::Language;
use crate::users::Role;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Intentions one push may carry.
pub const PUSH_MAX: usize = 256;
/// Bytes one push may carry.
pub const PUSH_BYTES_MAX: usize = 24 * 1024 * 1024;
/// Bytes of one intention: a larger one is refused at the form, before it is saved. With it a push has room for the rest.
pub const INTENTION_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Rows one pull answers; beyond them the answer is "compare blocks".
pub const PULL_ROWS_MAX: usize = 20_000;
/// Bytes of the bodies in them; the same beyond it.
pub const PULL_BYTES_MAX: usize = 16 * 1024 * 1024;

/// `POST /api/v1/sync/push`
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PushRequest {
    pub client: ClientId,
    pub intentions: Vec<Intention>,
    /// Numbers whose entry cannot be read on the device any more, with what is left of it (base64 or text).
    #[serde(default)]
    pub holes: Vec<Hole>,
}

impl PushRequest {
    /// So many of each, and of the others only what comes before the first that is left out: the server takes numbers without gaps, and
    /// what comes behind one would be sent for nothing.
    pub fn cut_to(&mut self, intentions: usize, holes: usize) {
        let next = self.intentions.get(intentions).map(|sent| sent.seq);
        let hole = self.holes.get(holes).map(|hole| hole.seq);
        let mut left_out = next.into_iter().chain(hole).min().unwrap_or(u64::MAX);
        if planted(Bug::HolesAreSentOutOfTurn) {
            left_out = u64::MAX;
        }
        self.intentions.truncate(intentions);
        self.holes.truncate(holes);
        self.intentions.retain(|sent| sent.seq < left_out);
        self.holes.retain(|hole| hole.seq < left_out);
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Hole {
    pub seq: u64,
    pub detail: String,
}

/// The answer of a push; it trims nothing, only a pull does.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "push", rename_all = "snake_case")]
pub enum PushAnswer {
    Decided {
        outcomes: Vec<Decided>,
        revision: u64,
    },
    /// Something before these numbers is missing: send from here.
    Gap { expected: u64 },
    /// This client's number belongs to another intention (a cloned profile): take a new client id and offer again.
    Fork,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Decided {
    pub uid: Uid,
    #[serde(deserialize_with = "outcome")]
    pub outcome: Outcome,
    pub revision: u64,
    #[serde(default, deserialize_with = "known")]
    pub reason: Option<Reason>,
}

/// `POST /api/v1/sync/pull`
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PullRequest {
    pub client: ClientId,
    pub cursor: Cursor,
    /// The shelves held completely at the cursor.
    pub held: Vec<Shelf>,
    /// The lowest number the queue still holds: settled ones are named from there.
    pub queue_from: u64,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "pull", rename_all = "snake_case")]
pub enum PullAnswer {
    Rows(Pulled),
    /// Too much to send row by row, a shelf not held yet, an older cursor than the removal marks, or another epoch: compare blocks
    /// and come back with the manifest's cursor.
    CompareBlocks {
        portion: Vec<Shelf>,
        /// The reader stands at a moment that is none of our past: a backup was put back. What it still has of its settled work is to
        /// be offered again.
        #[serde(default)]
        restored: bool,
    },
}

/// Whole, read in one snapshot, complete up to `to`; applied whole or not at all, and only when `from` is the reader's cursor.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Pulled {
    pub from: Cursor,
    pub to: Cursor,
    /// Every shelf of the portion; what is not named must be dropped.
    pub portion: BTreeMap<Shelf, ShelfSum>,
    pub rows: Vec<Row>,
    pub settled: Vec<Settled>,
    pub server_time: Moment,
    /// This client's intentions up to this number are in a verified backup; absent while none is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backed_up: Option<u64>,
}

/// One record as it stands now. `body` is `None` when it left the portion or was deleted.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Row {
    pub kind: String,
    pub id: Uuid,
    pub rev: u64,
    pub body: Option<Value>,
    /// The shelves of the reader's portion it stands on at `rev`.
    pub on: Vec<Shelf>,
}

/// An own intention whose outcome is part of the state at `to`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Settled {
    pub seq: u64,
    pub uid: Uid,
    #[serde(deserialize_with = "outcome")]
    pub outcome: Outcome,
}

/// `POST /api/v1/sync/manifest` with [`ManifestRequest`]
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ManifestRequest {
    pub client: ClientId,
    /// The block format the reader reads, and the newest of its bodies.
    pub format: u8,
    #[serde(default)]
    pub body_format: u8,
    /// Shelves whose count or sum is another here than the server's: something is wrong that nobody caused. At most [`DIFFERING_MAX`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differing: Vec<Shelf>,
}

/// Enough to see what has gone wrong.
pub const DIFFERING_MAX: usize = 16;

impl ManifestRequest {
    /// Of a reader that reads what is written today.
    pub fn of(client: ClientId) -> Self {
        Self {
            client,
            format: block::FORMAT,
            body_format: BODY_FORMAT,
            differing: Vec::new(),
        }
    }
}

/// The blocks of a portion; the feed starts at `cursor`, the oldest revision any block was packed at.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Manifest {
    pub cursor: Cursor,
    pub portion: Vec<Shelf>,
    pub blocks: Vec<BlockName>,
    pub server_time: Moment,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct BlockName {
    pub kind: String,
    pub shelf: Shelf,
    /// First id of the range; the range ends before the next block's.
    pub from: Uuid,
    pub hash: String,
    pub count: u32,
    pub bytes: u32,
}

impl BlockName {
    /// The key a device stores the block under.
    pub fn key(&self) -> String {
        format!("{}|{}|{}", self.shelf, self.kind, self.from)
    }
}

/// `POST /api/v1/sync/blocks`: answered by a stream of `u32 length (big endian)` and bytes for each hash, in the order asked;
/// length 0 for a block that is no longer there or not in the portion.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct BlocksRequest {
    pub hashes: Vec<String>,
}

/// `POST /api/v1/session`
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SignIn {
    pub login: String,
    pub password: String,
    pub device: String,
}

/// Who is signed in, and until when the device may work without another contact.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SignedIn {
    pub workspace: WorkspaceId,
    pub company: String,
    pub user: UserId,
    pub name: String,
    pub login: String,
    #[serde(deserialize_with = "known_ones")]
    pub roles: Vec<Role>,
    pub territories: Vec<String>,
    #[serde(default)]
    pub sets: Vec<SetId>,
    #[serde(deserialize_with = "known_or_usual")]
    pub language: Language,
    pub lease_until: Moment,
    pub server_time: Moment,
    /// The company zone's offset from UTC in minutes, today; days are judged in it.
    pub offset_minutes: i32,
}

/// The server-sent hint: something is new. Losing it costs latency only.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Poke {
    pub workspace: WorkspaceId,
    pub revision: u64,
}

/// An outcome that this version does not know was not applied as far as it can tell: the author finds it with what could not be read.
fn outcome<'de, D: Deserializer<'de>>(from: D) -> Result<Outcome, D::Error> {
    let word = String::deserialize(from)?;
    Ok(Outcome::from_word(&word).unwrap_or(Outcome::Quarantined))
}

fn known<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Option<T>, D::Error> {
    let value = Value::deserialize(from)?;
    Ok(serde_json::from_value(value).ok())
}

fn known_ones<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Vec<T>, D::Error> {
    let values = Vec::<Value>::deserialize(from)?;
    let read = |value| serde_json::from_value(value).ok();
    Ok(values.into_iter().filter_map(read).collect())
}

fn known_or_usual<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned + Default,
{
    Ok(known(from)?.unwrap_or_default())
}
