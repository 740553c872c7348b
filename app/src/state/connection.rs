//! Where the work stands: online or not, what waits, what needs the person, when the server was last heard.

use crate::store::StoreError;
use crate::sync::filing::UnsentFiles;
use leptos::prelude::*;
use shared::calendar::Moment;

/// A first fetch under way: records stored of records announced.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Fetching {
    pub done: u64,
    pub of: u64,
}

/// Why the disk did not take something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StorageProblem {
    Full,
    Failed,
}

#[derive(Clone, Copy)]
pub struct Connection {
    pub online: RwSignal<bool>,
    pub sending: RwSignal<bool>,
    /// Work without outcome, also what can no longer be read here.
    pub waiting: RwSignal<usize>,
    /// When the oldest unsent work was done.
    pub oldest: RwSignal<Option<Moment>>,
    /// Files that the server does not have yet.
    pub files: RwSignal<UnsentFiles>,
    /// Open entries of the inbox.
    pub needs_you: RwSignal<usize>,
    pub last_contact: RwSignal<Option<Moment>>,
    pub fetching: RwSignal<Option<Fetching>>,
    /// The session ended on the server: work goes on, sending waits for a sign-in.
    pub signed_out: RwSignal<bool>,
    /// A new version is installed and waits for its moment.
    pub update_ready: RwSignal<bool>,
    /// The whole app is on the device: a start needs no network.
    pub shell_aboard: RwSignal<bool>,
    /// Why the device could not keep something; shown until it can.
    pub storage_problem: RwSignal<Option<StorageProblem>>,
}

impl Connection {
    pub fn new() -> Self {
        Self {
            online: RwSignal::new(true),
            sending: RwSignal::new(false),
            waiting: RwSignal::new(0),
            oldest: RwSignal::new(None),
            files: RwSignal::new(UnsentFiles::default()),
            needs_you: RwSignal::new(0),
            last_contact: RwSignal::new(None),
            fetching: RwSignal::new(None),
            signed_out: RwSignal::new(false),
            update_ready: RwSignal::new(false),
            shell_aboard: RwSignal::new(false),
            storage_problem: RwSignal::new(None),
        }
    }

    /// The device could not keep something, or can again. A store that was wiped has nobody to tell.
    pub fn stored(&self, error: Option<&StoreError>) {
        let problem = match error {
            Some(StoreError::Wiped) => return,
            Some(StoreError::Quota) => Some(StorageProblem::Full),
            Some(_) => Some(StorageProblem::Failed),
            None => None,
        };
        if self.storage_problem.get_untracked() != problem {
            self.storage_problem.set(problem);
        }
    }

    /// Changes and files that nobody but this device has.
    pub fn unsent(&self) -> u64 {
        self.waiting.get() as u64 + self.unsent_files()
    }

    pub fn unsent_files(&self) -> u64 {
        self.files.with(|unsent| unsent.files.len()) as u64
    }

    pub fn unsent_file_bytes(&self) -> u64 {
        let left = |(_, sent, of): &(String, u64, u64)| of.saturating_sub(*sent);
        self.files
            .with(|unsent| unsent.files.iter().map(left).sum())
    }
}

impl Default for Connection {
    fn default() -> Self {
        Self::new()
    }
}
