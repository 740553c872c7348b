//! What all handles share: the contents of every workspace, whose turn it is to write, and how commits end. Knows no table.

use super::CommitFate;
use super::contents::Contents;
use crate::db::{Batch, DbError};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::OwnedMutexGuard;
use uuid::Uuid;

type Workspaces = BTreeMap<Uuid, Arc<Contents>>;
type AskFate = Box<dyn FnMut() -> CommitFate + Send>;

/// Held from before the first read of a writer until it commits or is dropped.
pub type Turn = OwnedMutexGuard<()>;

/// A copy of everything at one moment.
#[derive(Clone)]
pub struct Saved(Workspaces);

#[derive(Default)]
pub struct Shared {
    state: Mutex<State>,
    turns: Mutex<BTreeMap<Uuid, Arc<tokio::sync::Mutex<()>>>>,
    fate: Mutex<Option<AskFate>>,
}

#[derive(Default)]
struct State {
    workspaces: Workspaces,
    /// How often something was put back: who began to write before does not know what is there now.
    put_back: u64,
}

/// What a writer found when its turn came.
pub struct Found {
    pub contents: Arc<Contents>,
    put_back: u64,
}

impl Shared {
    /// Waits for the workspace's turn; in the order of asking.
    pub async fn turn(&self, workspace: Uuid) -> Turn {
        let turn = locked(&self.turns).entry(workspace).or_default().clone();
        turn.lock_owned().await
    }

    /// The workspace as it stands; one that nobody made is empty.
    pub fn found(&self, workspace: Uuid) -> Found {
        let state = locked(&self.state);
        Found {
            contents: state
                .workspaces
                .get(&workspace)
                .cloned()
                .unwrap_or_default(),
            put_back: state.put_back,
        }
    }

    /// In the order of the workspaces' ids.
    pub fn everywhere<T>(&self, ask: impl FnMut((&Uuid, &Arc<Contents>)) -> Option<T>) -> Vec<T> {
        let state = locked(&self.state);
        state.workspaces.iter().filter_map(ask).collect()
    }

    /// `work` changes nothing where it fails.
    pub async fn change<T>(
        &self,
        workspace: Uuid,
        work: impl FnOnce(&mut Contents) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        let _turn = self.turn(workspace).await;
        work(locked(&self.state).contents(workspace))
    }

    /// For what stands once in the whole store: `None` where some workspace knows it already.
    pub async fn change_if_new<T>(
        &self,
        workspace: Uuid,
        is_known: impl Fn(&Contents) -> bool,
        work: impl FnOnce(&mut Contents) -> T,
    ) -> Option<T> {
        let _turn = self.turn(workspace).await;
        let mut state = locked(&self.state);
        let mut everywhere = state.workspaces.values();
        let known = everywhere.any(|contents| is_known(contents));
        (!known).then(|| work(state.contents(workspace)))
    }

    /// Writes what was judged against `found`, unless fate has it otherwise.
    pub fn commit(
        &self,
        workspace: Uuid,
        found: Found,
        batches: Vec<Batch>,
    ) -> Result<(), DbError> {
        let fate = self.fate();
        if fate == CommitFate::NotDone {
            return Err(unheard());
        }
        let mut state = locked(&self.state);
        if state.put_back != found.put_back {
            return Err(DbError::Unavailable(
                "other data was put in its place".into(),
            ));
        }
        // nobody looks any more: what only this writer kept alive is changed in place
        drop(found);
        let contents = state.contents(workspace);
        batches.into_iter().for_each(|batch| contents.apply(batch));
        match fate {
            CommitFate::DoneUnheard => Err(unheard()),
            _ => Ok(()),
        }
    }

    fn fate(&self) -> CommitFate {
        let mut asked = locked(&self.fate);
        asked.as_mut().map_or(CommitFate::Done, |ask| ask())
    }

    pub fn on_commit(&self, ask: AskFate) {
        *locked(&self.fate) = Some(ask);
    }

    pub fn saved(&self) -> Saved {
        Saved(locked(&self.state).workspaces.clone())
    }

    pub fn put_back(&self, saved: &Saved) {
        let mut state = locked(&self.state);
        state.workspaces = saved.0.clone();
        state.put_back += 1;
    }
}

impl State {
    fn contents(&mut self, workspace: Uuid) -> &mut Contents {
        Arc::make_mut(self.workspaces.entry(workspace).or_default())
    }
}

/// The same words whether it was written or not: the caller cannot know.
fn unheard() -> DbError {
    DbError::Unavailable("nobody heard whether it was written".into())
}

/// No work under these locks leaves something half done behind.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
