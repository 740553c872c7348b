//! The same contract without a disk: for simulations that decide a million times in one thread. Nothing outlives the last
//! handle, and the same calls get the same answers in the same order in every process.
//!
//! | Term | File |
//! |---|---|
//! | what all handles share: the contents, whose turn it is, how a commit ends | [`shared`] |
//! | everything of one workspace, copied only where it differs | [`contents`] |
//! | the tables, each with the orders in which it is asked | [`records`], [`keys`], [`shelves`], [`blocks`], [`log`], [`clients`], [`transfers`], [`jobs`], [`access`] |
//! | the three halves of the contract | [`database`], [`reading`], [`writing`] |
//!
//! * A snapshot is the workspace as it stands, kept by a counted reference: a commit copies the tables it changes while
//!   somebody still looks at the old ones, and changes them in place otherwise.
//! * Whoever writes takes the workspace's turn first, as in a file that knows one writer.
//! * A batch is judged whole before anything of it is written, so writing it cannot fail.

mod access;
mod blocks;
mod clients;
mod contents;
mod database;
mod jobs;
mod keys;
mod log;
mod reading;
mod records;
mod shared;
mod shelves;
#[cfg(test)]
mod tests;
mod transfers;
mod writing;

pub use shared::Saved;

use shared::Shared;
use std::sync::Arc;
use uuid::Uuid;

/// A clone is a second handle on the same data.
#[derive(Clone, Default)]
pub struct MemoryDatabase {
    shared: Arc<Shared>,
}

/// How a commit ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CommitFate {
    #[default]
    Done,
    /// Nothing is written, and the writer is told that it failed.
    NotDone,
    /// Everything is written, and the writer is told that it failed: the answer was lost after the flush.
    DoneUnheard,
}

impl MemoryDatabase {
    pub fn new() -> Self {
        Self::default()
    }

    /// Everything as it is now, for `put_back`. Costs no copy of the data.
    pub fn saved(&self) -> Saved {
        self.shared.saved()
    }

    /// A backup put back by hand: everything is as it was then, epochs included. A writer that began before cannot commit.
    pub fn put_back(&self, saved: &Saved) {
        self.shared.put_back(saved);
    }

    /// When the first waiting job or transfer may be claimed: whoever drives virtual time need not look before. `None`: never.
    pub fn next_due(&self, workspace: Uuid) -> Option<i64> {
        let found = self.shared.found(workspace).contents;
        let both = [found.jobs.next_due(), found.transfers.next_due()];
        both.into_iter().flatten().min()
    }

    /// Asked at every `Writer::commit` of every handle from now on; before the first call every commit is done.
    pub fn on_commit(&self, fate: impl FnMut() -> CommitFate + Send + 'static) {
        self.shared.on_commit(Box::new(fate));
    }
}
