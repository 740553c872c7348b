//! What the rules of uploads ask of the place where bytes lie: little enough that a folder and a table in memory can both keep it.
//! Decides nothing. All of it may wait for a disk; [`Depot::aside`] is where that is fine.
//!
//! Contract: each call happens whole or not at all. What [`Depot::keep`] has named is flushed, and so is every mark, before the call ends.

use shared::attachments::ContentHash;
use shared::calendar::Moment;
use shared::ids::UserId;
use std::future::Future;
use std::io;
use uuid::Uuid;

/// Who brings a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Owner {
    pub workspace: Uuid,
    pub user: UserId,
}

/// Where a file, or the mark of one, lies.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Spot {
    Kept(Uuid),
    Unfinished(Owner),
    Brought(Owner),
    Proven(Owner),
}

/// One file of a listing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lying {
    pub hash: ContentHash,
    pub bytes: u64,
    /// When somebody last wrote to it.
    pub since: Moment,
}

/// Cheap to clone: every clone is the same depot.
pub trait Depot: Clone + Send + Sync + 'static {
    /// Held as long as it lives.
    type Lock: Send;

    /// Does work that may wait for the disk where it keeps nobody else waiting.
    fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> io::Result<T> + Send + 'static,
    ) -> impl Future<Output = io::Result<T>> + Send;

    /// One person's pieces are appended one after the other, in whichever process.
    fn turn(&self, owner: Owner) -> io::Result<Self::Lock>;
    /// While it is held nothing that is kept goes.
    fn stays(&self, workspace: Uuid) -> io::Result<Self::Lock>;
    /// While it is held nobody finishes a file or is told that one is complete.
    fn alone(&self, workspace: Uuid) -> io::Result<Self::Lock>;

    /// Whoever has sent something, is sending, or has proven something.
    fn owners(&self, workspace: Uuid) -> io::Result<Vec<Owner>>;
    /// What lies there, in no order.
    fn lying(&self, spot: Spot) -> io::Result<Vec<Lying>>;
    fn about(&self, spot: Spot, hash: &ContentHash) -> io::Result<Option<Lying>>;
    /// What is gone already is no failure.
    fn remove(&self, spot: Spot, hash: &ContentHash) -> io::Result<()>;

    /// Adds to an unfinished file that has so many bytes, or begins one. Nothing of a piece stays that could not be written whole.
    fn write(&self, owner: Owner, hash: &ContentHash, at: At<'_>, now: Moment) -> io::Result<()>;
    /// The hash of what an unfinished file holds.
    fn hashed(&self, owner: Owner, hash: &ContentHash) -> io::Result<ContentHash>;
    /// Notes that this person has sent all of it: as long as the file, without taking its space.
    fn mark(&self, owner: Owner, hash: &ContentHash, bytes: u64, now: Moment) -> io::Result<()>;
    /// Notes that this person has had all of it. Without a date: it lasts as long as the file.
    fn prove(&self, owner: Owner, hash: &ContentHash) -> io::Result<()>;
    /// Makes an unfinished file a kept one, also over one that is there already: the newest counts its age from now.
    fn keep(&self, owner: Owner, hash: &ContentHash) -> io::Result<()>;
}

/// Bytes, and where they begin.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    pub offset: u64,
    pub bytes: &'a [u8],
}
