//! What the server remembers, and the contract every database keeps. Nothing here knows HTTP, rules or rooms:
//! records are kinds, ids and JSON bodies; whoever calls knows what they mean.
//!
//! * A **snapshot** reads one moment: everything asked through one snapshot belongs to the same revision.
//! * A **writer** has the workspace to itself from before its first read until it commits or is dropped. Revisions
//!   are given under that lock, so their order is the order of commits, and what a writer read nobody else changed.
//! * `commit` returns only after the data is flushed; a writer that is dropped leaves no trace.
//! * Every call names the workspace; no answer ever mixes two.

#[cfg(feature = "serving")]
pub mod backend_choice;
#[cfg(feature = "serving")]
pub mod backup_file;
pub mod carrying;
#[cfg(feature = "conformance")]
pub mod conformance;
mod error;
#[cfg(feature = "serving")]
mod flushing;
pub mod memory;
#[cfg(feature = "serving")]
mod postgres;
mod rows;
#[cfg(feature = "serving")]
mod sql_errors;
#[cfg(feature = "serving")]
mod sqlite;
mod writes;

#[cfg(feature = "serving")]
pub use backend_choice::open;
pub use error::DbError;
pub use rows::*;
pub use writes::*;

use carrying::Tables;
use futures::future::BoxFuture;
use futures::stream::BoxStream;
use uuid::Uuid;

/// Every call crosses a thread or a network; boxed, so that all back ends stand behind one object.
pub type Answer<'a, T> = BoxFuture<'a, Result<T, DbError>>;

/// The whole store. Every back end passes `conformance`.
pub trait Database: Send + Sync {
    fn workspaces(&self) -> Answer<'_, Vec<Workspace>>;
    /// `false` if a workspace of that name exists already.
    fn create_workspace<'a>(&'a self, workspace: &'a Workspace) -> Answer<'a, bool>;
    /// Says that a verified backup holds everything up to `revision`.
    fn note_backup(&self, workspace: Uuid, revision: i64) -> Answer<'_, ()>;
    /// After a restore: cursors of the old epoch no longer count. What is in a backup is another question.
    fn start_epoch(&self, workspace: Uuid, epoch: Uuid) -> Answer<'_, ()>;
    /// Drops removal marks older than `revision` and remembers it; older cursors must compare manifests.
    fn forget_removals(&self, workspace: Uuid, revision: i64) -> Answer<'_, ()>;

    fn snapshot(&self, workspace: Uuid) -> Answer<'_, Box<dyn Snapshot>>;
    /// Waits for the workspace's lock, then reads.
    fn begin_writer(&self, workspace: Uuid) -> Answer<'_, Box<dyn Writer>>;
    /// Replaces the blocks of one shelf; `false`, and nothing stored, if another packer was there since `expected`.
    fn store_blocks<'a>(&'a self, workspace: Uuid, packed: &'a PackedShelf) -> Answer<'a, bool>;

    /// In the same transaction the person's sessions end, but for the one to `keep` and those of withdrawn devices: whoever
    /// knew the old password is out.
    fn set_sign_in<'a>(
        &'a self,
        workspace: Uuid,
        sign_in: &'a SignIn,
        keep: Option<&'a [u8]>,
    ) -> Answer<'a, SignInStored>;
    fn sign_in<'a>(&'a self, workspace: Uuid, login: &'a str) -> Answer<'a, Option<SignIn>>;
    fn sign_in_of(&self, workspace: Uuid, user: Uuid) -> Answer<'_, Option<SignIn>>;
    fn open_session<'a>(&'a self, workspace: Uuid, session: &'a Session) -> Answer<'a, ()>;
    /// The one question that comes without a workspace: the token says which.
    fn session<'a>(&'a self, token_hash: &'a [u8]) -> Answer<'a, Option<(Uuid, Session)>>;
    fn session_seen<'a>(
        &'a self,
        workspace: Uuid,
        token_hash: &'a [u8],
        now: i64,
    ) -> Answer<'a, ()>;
    fn sessions_of(&self, workspace: Uuid, user: Uuid) -> Answer<'_, Vec<Session>>;
    fn forget_session<'a>(&'a self, workspace: Uuid, token_hash: &'a [u8]) -> Answer<'a, ()>;
    /// Marks the device's sessions and clients; `false` if the user has no such device.
    fn withdraw_device(
        &self,
        workspace: Uuid,
        user: Uuid,
        device: Uuid,
        now: i64,
    ) -> Answer<'_, bool>;

    fn client(&self, workspace: Uuid, client: Uuid) -> Answer<'_, Option<Client>>;
    fn set_secret<'a>(
        &'a self,
        workspace: Uuid,
        name: &'a str,
        sealed: &'a [u8],
        now: i64,
    ) -> Answer<'a, ()>;
    fn secret<'a>(&'a self, workspace: Uuid, name: &'a str) -> Answer<'a, Option<Vec<u8>>>;
    /// What stands under this name: `fresh` if nothing stood there, however many ask at once.
    fn secret_or<'a>(
        &'a self,
        workspace: Uuid,
        name: &'a str,
        fresh: &'a [u8],
        now: i64,
    ) -> Answer<'a, Vec<u8>>;

    /// Leases what is due; a lease that ran out is due again, its row still says how far it came.
    fn claim_transfers(&self, workspace: Uuid, lease: Lease) -> Answer<'_, Vec<Transfer>>;
    fn finish_transfer<'a>(&'a self, workspace: Uuid, step: &'a TransferStep) -> Answer<'a, ()>;
    fn transfer<'a>(&'a self, workspace: Uuid, key: &'a str) -> Answer<'a, Option<Transfer>>;
    /// The newest first.
    fn transfers(&self, workspace: Uuid, limit: i64) -> Answer<'_, Vec<Transfer>>;
    fn transfers_of(&self, workspace: Uuid, document: Uuid) -> Answer<'_, Vec<Transfer>>;
    /// Of one set, the last changed first.
    fn transfers_of_set(&self, workspace: Uuid, set: Uuid, limit: i64)
    -> Answer<'_, Vec<Transfer>>;
    /// Counted by state; of the confirmed ones only those since that moment.
    fn transfer_sums(
        &self,
        workspace: Uuid,
        set: Uuid,
        confirmed_since: i64,
    ) -> Answer<'_, Vec<TransferSum>>;
    /// A person wants what needs a human to be tried again; `false` if it does not need one.
    fn take_up_transfer<'a>(&'a self, workspace: Uuid, key: &'a str, now: i64) -> Answer<'a, bool>;

    /// `false` if the same work already waits.
    fn queue_job<'a>(&'a self, workspace: Uuid, job: &'a Job) -> Answer<'a, bool>;
    fn claim_jobs(&self, workspace: Uuid, lease: Lease) -> Answer<'_, Vec<Job>>;
    fn finish_job(&self, workspace: Uuid, id: Uuid) -> Answer<'_, ()>;
    fn postpone_job<'a>(
        &'a self,
        workspace: Uuid,
        id: Uuid,
        due: i64,
        problem: &'a str,
    ) -> Answer<'a, ()>;

    /// Hints from other processes on the same database; an embedded database has none.
    fn hints(&self) -> Answer<'_, BoxStream<'static, Hint>>;
    /// All rows of all tables at one moment, while others write; a store in memory has none.
    fn tables(&self) -> Answer<'_, Box<dyn Tables>>;
    /// Can the database be read, and written?
    fn ready(&self) -> Answer<'_, ()>;
    /// Ends every connection, so that a file may be moved.
    fn close(&self) -> BoxFuture<'_, ()>;
}

/// One moment of one workspace.
pub trait Snapshot: Send {
    fn head(&self) -> &Head;
    /// However often a key is asked for, its records are named once.
    fn load<'a>(&'a mut self, wanted: &'a Wanted) -> Answer<'a, Loaded>;
    /// The keys that these records carry, without the records and without whoever else carries the same key.
    fn keys_of<'a>(&'a mut self, kind: &'a str, ids: &'a [Uuid]) -> Answer<'a, Vec<KeyMatch>>;
    /// The audit chain's hash at a revision, to notice a file that was put back by hand.
    fn chain_at(&mut self, revision: i64) -> Answer<'_, Option<String>>;
    /// When a revision was decided, by the server's clock.
    fn decided_at(&mut self, revision: i64) -> Answer<'_, Option<i64>>;
    /// The latest state of each record that came to, changed on or left these shelves after a revision, in order of
    /// revision: whole, or `TooMany` beyond the limit.
    fn feed<'a>(
        &'a mut self,
        shelves: &'a [String],
        after: i64,
        limit: FeedLimit,
    ) -> Answer<'a, Feed>;
    fn shelf_sums<'a>(&'a mut self, shelves: &'a [String]) -> Answer<'a, Vec<ShelfSum>>;
    /// What a client sent from this number on and has its outcome.
    fn settled(&mut self, client: Uuid, from_seq: i64) -> Answer<'_, Vec<Settled>>;
    /// The highest number of a client whose intention is in a verified backup.
    fn backed_up(&mut self, client: Uuid) -> Answer<'_, Option<i64>>;
    fn decided<'a>(&'a mut self, uids: &'a [Uuid]) -> Answer<'a, Vec<Decided>>;
    /// The log in the order of revisions, whole payloads, for replaying and for export.
    fn log(&mut self, after: i64, limit: i64) -> Answer<'_, Vec<StoredIntention>>;
    /// Every record, in pieces, in the order of kind and id.
    fn records_after<'a>(
        &'a mut self,
        kind: &'a str,
        id: Uuid,
        limit: i64,
    ) -> Answer<'a, Vec<StoredRecord>>;
    /// The records of one kind as they stand now, removed ones too, in pieces, in the order of their latest change: those after this
    /// revision and, within it, after this id. The kinds that are asked for have an index of their own.
    fn changed_after(
        &mut self,
        kind: &'static str,
        place: (i64, Uuid),
        limit: i64,
    ) -> Answer<'_, Vec<StoredRecord>>;
    fn manifest<'a>(
        &'a mut self,
        shelves: &'a [String],
        format: i64,
    ) -> Answer<'a, Vec<ManifestRow>>;
    /// The blocks with these hashes, as far as they stand on these shelves.
    fn blocks<'a>(
        &'a mut self,
        shelves: &'a [String],
        hashes: &'a [String],
    ) -> Answer<'a, Vec<BlockBytes>>;
    fn packed_to<'a>(
        &'a mut self,
        shelves: &'a [String],
        format: i64,
    ) -> Answer<'a, Vec<(String, i64)>>;
    /// Which records of a shelf came, changed or went after a revision.
    fn touched<'a>(&'a mut self, shelf: &'a str, after: i64) -> Answer<'a, Vec<(String, Uuid)>>;
    /// The records that stand on a shelf, of one kind, within an id range, both ends included.
    fn standing<'a>(&'a mut self, range: &'a Range) -> Answer<'a, Vec<StoredRecord>>;
}

/// The only way to change records: one per workspace at a time.
pub trait Writer: Send {
    fn head(&self) -> &Head;
    fn load<'a>(&'a mut self, wanted: &'a Wanted) -> Answer<'a, Loaded>;
    fn decided<'a>(&'a mut self, uids: &'a [Uuid]) -> Answer<'a, Vec<Decided>>;
    fn authors<'a>(&'a mut self, revisions: &'a [i64]) -> Answer<'a, Vec<Author>>;
    fn clients<'a>(&'a mut self, ids: &'a [Uuid]) -> Answer<'a, Vec<Client>>;
    fn numbers_used<'a>(
        &'a mut self,
        numbers: &'a [(Uuid, i64)],
    ) -> Answer<'a, Vec<(Uuid, i64, Uuid)>>;
    /// The label the next new client gets in its provisional codes.
    fn client_count(&mut self) -> Answer<'_, i64>;
    fn shelf_sums<'a>(&'a mut self, shelves: &'a [String]) -> Answer<'a, Vec<ShelfSum>>;
    /// The records of one kind that stand on a shelf and whose body has this text in it (without `%` and `_`), as the tables have them.
    fn extent<'a>(&'a mut self, shelf: &'a str, kind: &'a str, text: &'a str)
    -> Answer<'a, Extent>;
    fn store<'a>(&'a mut self, batch: &'a Batch) -> Answer<'a, ()>;
    /// Returns after the flush; tells other processes.
    fn commit(self: Box<Self>) -> Answer<'static, ()>;
}
