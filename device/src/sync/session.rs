//! What one signed-in device needs to speak with the server: its store, the server, and the host that
//! holds the view. Knows no browser, so the loop's steps run in tests.

use super::filing::{Filing, UnsentFiles};
use super::line::{Line, Report};
use super::server::{Failure, Server, Withdrawn};
use super::words::Words;
use crate::store::{CacheWrite, Fence, Fenced, LocalStore, StoreError};
use futures::lock::Mutex;
use shared::calendar::Moment;
use shared::ids::ClientId;
use shared::planted::{Bug, planted};
use shared::record::RecordKey;
use shared::shelf::Shelf;
use shared::sync::Replica;
use shared::sync::portion::ShelfSum;
use shared::users::Context;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use thiserror::Error;

/// Who holds the view. Implemented by `state`; the loop calls it and never looks behind it.
pub trait Host {
    fn replica(&self) -> &RefCell<Replica>;
    /// Held by whoever reads the disk to put it in the place of the view.
    fn reading(&self) -> &Mutex<()>;
    /// Who acts, with which rights, now.
    fn context(&self) -> Context;
    /// These records may look different.
    fn touched(&self, records: &BTreeSet<RecordKey>);
    /// Everything may look different.
    fn refilled(&self);
    fn told(&self, news: News);
}

/// The loop and what other tabs say ask the same one.
impl<H: Host> Host for std::rc::Rc<H> {
    fn replica(&self) -> &RefCell<Replica> {
        (**self).replica()
    }
    fn reading(&self) -> &Mutex<()> {
        (**self).reading()
    }
    fn context(&self) -> Context {
        (**self).context()
    }
    fn touched(&self, records: &BTreeSet<RecordKey>) {
        (**self).touched(records);
    }
    fn refilled(&self) {
        (**self).refilled();
    }
    fn told(&self, news: News) {
        (**self).told(news);
    }
}

/// What a person may want to see of it.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    Contact {
        server_time: Option<Moment>,
    },
    Sending(bool),
    /// A first or repairing fetch: records here of records there; `None` when it is over.
    Fetching(Option<(u64, u64)>),
    /// What of the files the server does not have yet.
    Files(UnsentFiles),
    /// Another filter of all serials lies on the disk.
    Shipped,
    /// A pull that brought something, or blocks that were fetched, stand on the disk and in the view.
    Pulled,
    /// This tab speaks to the server, or another does.
    Leading(bool),
    Offline,
    Failed(Failure),
    /// What a tab that does not lead hears of that.
    Line(Report),
    Storage(StoreError),
    /// The server has all there was: nobody works here any more, in any tab.
    Left(Withdrawn),
    /// The person's databases and key are about to be deleted (`false`: they are).
    Forgetting(bool),
}

/// Why a step did not end well.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Trouble {
    #[error(transparent)]
    Server(#[from] Failure),
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another tab leads since.
    #[error("another tab leads")]
    Deposed,
}

pub struct Session<S, N, H> {
    pub store: Rc<S>,
    pub server: N,
    pub host: H,
    pub fence: Cell<Fence>,
    /// What the last pull said of each shelf, to be counted against what is here when idle.
    pub portion: RefCell<BTreeMap<Shelf, ShelfSum>>,
    /// The number up to which the server has the work of that client in a backup, as the last pull said.
    pub backed_up: Cell<Option<(ClientId, u64)>>,
    /// The disk may be ahead of the view: it numbers what waits anew, or blocks were joined there.
    pub disk_ahead: Cell<bool>,
    /// How many bytes the next push may bring: less after one that did not get through.
    pub push_bytes: Cell<usize>,
    /// Our work goes into quarantine although the person may work: this sender was withdrawn, and whoever signed in again
    /// needs another one.
    pub sender_withdrawn: Cell<bool>,
    /// Turned away since the last pull, and everything is being asked about once more.
    pub asks_again: Cell<bool>,
    /// Which files this start of the page need not ask about again.
    pub filing: RefCell<Filing>,
    /// How this tab gets on with the server, or the one that leads.
    pub line: Rc<Line>,
    /// Tells the other tabs; nothing in tests.
    pub tell: Box<dyn Fn(&Words)>,
}

impl<S: LocalStore, N: Server, H: Host> Session<S, N, H> {
    /// A leader's write; `Deposed` when another tab leads.
    pub async fn write(&self, write: CacheWrite) -> Result<(), Trouble> {
        if planted(Bug::FenceIsIgnored) {
            // whoever was deposed helps itself to the newest number
            self.fence.set(self.store.take_fence().await?);
        }
        let written = self.store.write_cache(self.fence.get(), write).await;
        self.led(written)
    }

    /// News of the line, for this tab and the others.
    pub fn told(&self, news: News) {
        if self.line.notes(&news, self.host.context().moment) {
            (self.tell)(&self.line.alive());
        }
        self.host.told(news);
    }

    pub fn led<T>(&self, answer: Result<Fenced<T>, StoreError>) -> Result<T, Trouble> {
        match answer? {
            Fenced::Done(value) => Ok(value),
            Fenced::Refused => Err(Trouble::Deposed),
        }
    }
}
