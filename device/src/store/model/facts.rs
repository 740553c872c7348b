//! Facts about the faults: what each of them takes, and what it leaves.

use super::{Access, Calm, Database, Fate, Held, ModelDisk, ModelStore, Weather};
use crate::store::{
    Block, CacheWrite, Fence, Fenced, JournalRow, LocalStore, StoreError, StoreName, Stored,
};
use futures::FutureExt;
use futures::executor::block_on;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;

mod closing;
mod damaged;
mod power;
mod prefixes;
mod transactions;

/// As it was laid out; Calm when nothing is left. Remembers what was asked.
#[derive(Default)]
struct Told {
    fates: RefCell<VecDeque<Fate>>,
    asked: RefCell<Vec<(Database, Access)>>,
    /// Waits that end before one that does not, until this is laid out anew.
    waits: Rc<Cell<Option<usize>>>,
}

impl Weather for Told {
    fn wait(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        let waits = Rc::clone(&self.waits);
        Box::pin(poll_fn(move |_| match waits.get() {
            Some(0) => Poll::Pending,
            left => {
                waits.set(left.map(|left| left - 1));
                Poll::Ready(())
            }
        }))
    }

    fn fate(&self, database: Database, kind: Access) -> Fate {
        self.asked.borrow_mut().push((database, kind));
        self.fates.borrow_mut().pop_front().unwrap_or(Fate::Fine)
    }
}

fn name() -> StoreName {
    StoreName::new("acme", "ayşe")
}

/// A tab in good weather.
fn tab(disk: &ModelDisk) -> ModelStore {
    disk.open(name(), Rc::new(Calm))
}

/// A tab and its weather.
fn told(disk: &ModelDisk) -> (ModelStore, Rc<Told>) {
    let weather = Rc::new(Told::default());
    (disk.open(name(), weather.clone()), weather)
}

/// Lets `work` come as far as so many waits, and drops it there.
fn killed_after<T>(weather: &Told, waits: usize, work: impl Future<Output = T>) {
    weather.waits.set(Some(waits));
    assert!(work.now_or_never().is_none(), "it ended before");
    weather.waits.set(None);
}

fn append(store: &ModelStore, uid: &str) -> Result<u64, StoreError> {
    block_on(store.append(uid, uid.as_bytes()))
}

fn lead(store: &ModelStore) -> Fence {
    block_on(store.take_fence()).expect("it is calm")
}

/// A pull that says `word` in a row and a value.
fn pull(word: &str) -> CacheWrite {
    let row = JournalRow {
        kind: "product".to_owned(),
        id: word.to_owned(),
        bytes: word.as_bytes().to_vec(),
    };
    CacheWrite::pull(vec![row], word.as_bytes().to_vec(), vec![word.to_owned()])
}

fn block(key: &str) -> Block {
    Block {
        key: key.to_owned(),
        head: "format 1".to_owned(),
        bytes: key.as_bytes().to_vec(),
    }
}

fn write(store: &ModelStore, fence: Fence, write: CacheWrite) {
    let done = block_on(store.write_cache(fence, write));
    assert_eq!(done, Ok(Fenced::Done(())));
}

/// What the journal says, the cursor, and what is settled; all three change together.
fn seen(store: &ModelStore) -> Vec<String> {
    let rows = block_on(store.journal()).expect("it is calm").rows;
    let ids: Vec<String> = rows.into_iter().map(|row| row.id).collect();
    let cursor = block_on(store.meta("cursor")).expect("it is calm");
    let cursor = cursor.as_ref().and_then(Stored::whole);
    assert_eq!(cursor, ids.last().map(String::as_bytes));
    let settled = block_on(store.settled()).expect("it is calm");
    assert_eq!(settled.uids, ids);
    ids
}

fn closed<T>(answer: Result<T, StoreError>) -> bool {
    matches!(answer, Err(StoreError::Closed(_)))
}
