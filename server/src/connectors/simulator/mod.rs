//! The built-in ERP for demos and tests: it keeps its own books in a file of its own, gives slip numbers in sequence,
//! refuses what ERPs refuse, and goes wrong on demand.
//!
//! It does not protect anybody from sending twice: whoever repeats a request blindly sees two documents.

mod books;
mod cards;
mod erp;
mod faults;
mod journal;

pub use books::{Booked, Books};
pub use cards::{AccountCard, CardPrice, ProductCard};
pub use erp::Erp;
pub use faults::{Call, Fault, Planned};

use super::{Capabilities, Connector, Found, NotReached, Question, Told};
use crate::clock::Clock;
use futures::future::BoxFuture;
use journal::Event;
use shared::calendar::Moment;
use shared::ids::TransferId;
use shared::integrations::{Answer, LiveFigures, NeutralDocument};
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub const FILE_NAME: &str = "simulated_erp.jsonl";
const ANSWERS_WITHIN: Duration = Duration::from_secs(5);
const SETTLES_WITHIN: Duration = Duration::from_secs(10);

/// What the built-in ERP promises.
pub const CAPABILITIES: Capabilities = Capabilities {
    takes_quotes: true,
    looks_up_by_key: true,
    answers_within: ANSWERS_WITHIN,
    settles_within: SETTLES_WITHIN,
};

/// Cheap to clone; every clone is the same ERP.
#[derive(Clone)]
pub struct Simulator {
    erp: Arc<Mutex<Erp>>,
    file: Arc<Path>,
    clock: Clock,
}

impl Simulator {
    /// The ERP whose file lies in this folder; a new one when there is none.
    pub fn open(folder: &Path, clock: Clock) -> io::Result<Self> {
        let file: Arc<Path> = folder.join(FILE_NAME).into();
        let erp = Erp::open(&file)?;
        Ok(Self {
            erp: Arc::new(Mutex::new(erp)),
            file,
            clock,
        })
    }

    /// The ERP ends and starts again: what its file does not say is forgotten, planned faults stay. A call that is being worked on
    /// ends before or begins after, as two ERPs on one file would be none.
    pub fn restart(&self) -> io::Result<()> {
        let mut erp = self.lock();
        let mut next = Erp::open(&self.file)?;
        next.faults = std::mem::take(&mut erp.faults);
        *erp = next;
        Ok(())
    }

    /// Makes products and accounts known; a card that is known already is replaced.
    pub fn know(&self, products: Vec<ProductCard>, accounts: Vec<AccountCard>) -> io::Result<()> {
        let products = products.into_iter().map(|card| Event::Product { card });
        let accounts = accounts.into_iter().map(|card| Event::Account { card });
        let events: Vec<Event> = products.chain(accounts).collect();
        self.lock().happen(&events)
    }

    /// Everything in the books, in the order of the slip numbers.
    pub fn documents(&self) -> Vec<Booked> {
        let now = self.clock.now();
        let mut erp = self.lock();
        if let Err(error) = erp.land(now) {
            tracing::warn!("the simulated ERP cannot write its file: {error}");
        }
        erp.books.documents().to_vec()
    }

    pub fn plan(&self, fault: Planned) {
        self.lock().faults.plan(fault);
    }

    pub fn faults(&self) -> Vec<Planned> {
        self.lock().faults.waiting().to_vec()
    }

    pub fn clear_faults(&self) {
        self.lock().faults.clear();
    }

    /// A panic while the lock was held left the books as the file has them: they are written first.
    fn lock(&self) -> MutexGuard<'_, Erp> {
        self.erp.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs beside the asker: who gives up waiting does not undo what the ERP is doing.
    async fn work<T: Send + 'static>(
        &self,
        call: Call,
        work: impl FnOnce(&mut Erp, Option<Fault>, Moment) -> io::Result<T> + Send + 'static,
    ) -> Result<T, NotReached> {
        let (this, now) = (self.clone(), self.clock.now());
        let done = tokio::task::spawn_blocking(move || {
            let mut erp = this.lock();
            erp.land(now)?;
            let fault = erp.faults.next(call);
            let delay = fault.as_ref().and_then(Fault::delay);
            work(&mut erp, fault, now).map(|done| (done, delay))
        });
        let done = done
            .await
            .map_err(|error| NotReached::because(error.to_string()))?;
        let (done, delay) = done.map_err(|error| NotReached::because(error.to_string()))?;
        if let Some(delay) = delay {
            tokio::time::sleep(delay).await;
        }
        Ok(done)
    }

    async fn ask<T: Send + 'static>(
        &self,
        call: Call,
        read: impl FnOnce(&Books) -> T + Send + 'static,
    ) -> Result<T, NotReached> {
        let asked = self.work(call, move |erp, fault, _| Ok((read(&erp.books), fault)));
        match asked.await? {
            (_, Some(fault)) if fault.cuts_answers() => {
                Err(NotReached::because("the ERP does not answer"))
            }
            (answer, _) => Ok(answer),
        }
    }
}

impl Connector for Simulator {
    fn capabilities(&self) -> Capabilities {
        CAPABILITIES
    }

    fn figures<'a>(&'a self, question: &'a Question) -> Told<'a, LiveFigures> {
        let question = question.clone();
        Box::pin(self.ask(Call::Figures, move |books| books.figures(&question)))
    }

    fn send<'a>(&'a self, document: &'a NeutralDocument) -> BoxFuture<'a, Answer> {
        let document = document.clone();
        let sent = self.work(Call::Send, move |erp, fault, now| {
            erp.send(document, fault, now)
        });
        Box::pin(async move {
            sent.await.unwrap_or_else(|error| Answer::Unclear {
                reason: error.reason,
            })
        })
    }

    fn look_up(&self, key: TransferId) -> Told<'_, Vec<Found>> {
        Box::pin(self.ask(Call::LookUp, move |books| books.with_key(key)))
    }

    fn document<'a>(&'a self, reference: &'a str) -> Told<'a, Option<Found>> {
        let reference = reference.to_owned();
        Box::pin(self.ask(Call::LookUp, move |books| books.by_reference(&reference)))
    }
}
