//! What comes out of the database: plain rows, as stored. They know nothing of what the bodies mean.

use uuid::Uuid;

#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serving", derive(sqlx::FromRow))]
pub struct Workspace {
    pub id: Uuid,
    pub name: String,
    pub epoch: Uuid,
    pub revision: i64,
    pub chain: String,
    pub feed_floor: i64,
    pub backed_up: i64,
    pub created: i64,
}

/// Where a workspace stands: the cursor of one moment, and from where the feed is whole.
pub type Head = Workspace;

#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serving", derive(sqlx::FromRow))]
pub struct StoredRecord {
    pub kind: String,
    pub id: Uuid,
    pub revision: i64,
    pub body: String,
    pub field_revisions: String,
    pub shelves: String,
    pub deleted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serving", derive(sqlx::FromRow))]
pub struct KeyMatch {
    pub kind: String,
    pub key: String,
    pub value: String,
    pub id: Uuid,
}

/// The answer to one round: the records asked for by id or found by key, and which key led where.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Loaded {
    pub records: Vec<StoredRecord>,
    pub matches: Vec<KeyMatch>,
}

/// A record that came, changed or left. `body` is `None` where it stands on none of the asked shelves any more.
#[derive(Debug, Clone, PartialEq)]
pub struct FeedRow {
    pub kind: String,
    pub id: Uuid,
    pub revision: i64,
    pub body: Option<String>,
    /// Those of the asked shelves it stands on.
    pub on: Vec<String>,
}

/// All that changed, or the news that it is more than was asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Feed {
    Rows(Vec<FeedRow>),
    TooMany,
}

/// How much one answer may say: places on shelves, and bytes of bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeedLimit {
    pub places: usize,
    pub bytes: usize,
}

/// How many records, and the bytes of their bodies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serving", derive(sqlx::FromRow))]
pub struct Extent {
    pub count: i64,
    pub bytes: i64,
}

#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serving", derive(sqlx::FromRow))]
pub struct ShelfSum {
    pub shelf: String,
    pub count: i64,
    /// the wrapping sum's 64 bits
    pub sum: i64,
}

#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serving", derive(sqlx::FromRow))]
pub struct Settled {
    pub seq: i64,
    pub uid: Uuid,
    pub outcome: String,
    pub reason: Option<String>,
    pub revision: i64,
}

#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serving", derive(sqlx::FromRow))]
pub struct Decided {
    pub uid: Uuid,
    pub hash: String,
    pub outcome: String,
    pub reason: Option<String>,
    pub revision: i64,
}

#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serving", derive(sqlx::FromRow))]
pub struct StoredIntention {
    pub uid: Uuid,
    pub client: Option<Uuid>,
    pub seq: Option<i64>,
    pub name: String,
    pub version: i64,
    pub body: String,
    pub hash: String,
    pub outcome: String,
    pub reason: Option<String>,
    pub context: String,
    pub author: Uuid,
    pub revision: i64,
    pub chain: String,
    pub made_at: i64,
    pub decided_at: i64,
}

/// Whose decision made a revision, and when.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "serving", derive(sqlx::FromRow))]
pub struct Author {
    pub revision: i64,
    pub author: Uuid,
    pub decided_at: i64,
}

#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serving", derive(sqlx::FromRow))]
pub struct Client {
    pub id: Uuid,
    pub user_id: Uuid,
    pub device: Uuid,
    pub last_seq: i64,
    pub label: String,
    pub name: String,
    pub created: i64,
    pub withdrawn: Option<i64>,
}

#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serving", derive(sqlx::FromRow))]
pub struct SignIn {
    pub user_id: Uuid,
    pub login: String,
    pub password_hash: String,
    pub changed: i64,
}

#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serving", derive(sqlx::FromRow))]
pub struct Session {
    pub token_hash: Vec<u8>,
    pub user_id: Uuid,
    pub device: Uuid,
    pub device_name: String,
    pub created: i64,
    pub last_seen: i64,
    pub revoked: Option<i64>,
}

/// `state` is pending, sending, confirmed or needs_human; a lease that ran out while sending means "look it up first".
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serving", derive(sqlx::FromRow))]
pub struct Transfer {
    pub key: String,
    pub set_id: Uuid,
    pub kind: String,
    pub document: Uuid,
    pub state: String,
    pub payload: String,
    pub attempts: i64,
    pub answer: Option<String>,
    pub due: i64,
    pub lease_until: Option<i64>,
    pub created: i64,
    pub changed: i64,
}

/// The transfers of one set that stand in one state.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serving", derive(sqlx::FromRow))]
pub struct TransferSum {
    pub state: String,
    pub count: i64,
    /// The oldest `created`.
    pub oldest: i64,
    /// The longest unchanged.
    pub unchanged_since: i64,
}

#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serving", derive(sqlx::FromRow))]
pub struct Job {
    pub id: Uuid,
    pub name: String,
    pub dedup: String,
    pub payload: String,
    pub due: i64,
    pub attempts: i64,
    pub problem: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serving", derive(sqlx::FromRow))]
pub struct ManifestRow {
    pub shelf: String,
    pub kind: String,
    pub from_id: Uuid,
    pub to_id: Uuid,
    pub revision: i64,
    pub hash: String,
    pub count: i64,
    pub size: i64,
}

#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serving", derive(sqlx::FromRow))]
pub struct BlockBytes {
    pub shelf: String,
    pub hash: String,
    pub bytes: Vec<u8>,
}

/// Somebody wrote: this workspace is at least at this revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint {
    pub workspace: Uuid,
    pub revision: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInStored {
    Stored,
    LoginTaken,
}
