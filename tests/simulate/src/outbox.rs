//! The work of the server's process beside its requests: the real jobs, looked for when something is due, run beside each other, dead
//! with their process. What they ask of the world is carried out here.

use crate::errands::{Errand, Errands};
use crate::office::{Office, at_once};
use futures::channel::oneshot;
use futures::future::{Either, select};
use server::connectors::Catalogue;
use server::db::{Database, Transfer, Wanted};
use server::jobs::raise_entries;
use server::jobs::runner::{AT_ONCE, GATHERS, LOOKS_EVERY};
use server::jobs::work::{self, Jobs};
use shared::calendar::Moment;
use shared::documents::Document;
use shared::integrations::{ErpKind, NeutralDocument};
use shared::record::Record;
use shared::sync::inbox::AUTHORS_ALONE_MILLISECONDS;
use std::cell::Cell;
use std::future::Future;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll};
use uuid::Uuid;

/// So long an entry is its author's alone here, and so often it is looked for.
const PATIENCE_MS: i64 = 5_000;

/// What one process works with; circuits and chance begin anew with it.
struct Process {
    office: Rc<Office>,
    world: server::jobs::World,
    jobs: Jobs,
    errands: Errands,
    /// When entries that stand open too long were looked for.
    looked: Cell<Option<Moment>>,
}

/// From the start of a process to its death.
pub async fn work(office: Rc<Office>) {
    let errands = Errands::default();
    let connectors = Catalogue::new().with(ErpKind::Simulator, Arc::new(errands.clone()));
    let world = server::jobs::World::new(
        Arc::new(office.database.clone()),
        Arc::new(errands.clone()),
        connectors,
        office.wall.clone(),
        office.chance.next(),
    );
    let process = Rc::new(Process {
        world: world.with_pauses(Arc::new(errands.clone())),
        jobs: Jobs::default(),
        office: Rc::clone(&office),
        errands,
        looked: Cell::new(None),
    });
    let running = Rc::new(Cell::new(0));
    loop {
        office.now();
        begin(&process, &running);
        let news = office.listen();
        match office.database.next_due(office.workspace) {
            None => _ = news.await,
            Some(due) => {
                let looks = pin!(office.clock.sleep(office.until_the_look_after(due)));
                if let Either::Left(_) = select(news, looks).await {
                    office.clock.sleep(GATHERS.as_millis() as u64).await;
                }
            }
        }
    }
}

/// As the served runner begins what is due.
fn begin(process: &Rc<Process>, running: &Rc<Cell<usize>>) {
    let (office, world) = (&process.office, &process.world);
    let free = || AT_ONCE.saturating_sub(running.get());
    if free() == 0 {
        return;
    }
    raise(process, running);
    let jobs = at_once(work::claim_jobs(world, office.workspace, free()));
    for row in jobs.expect("the database in memory answers") {
        let (own, workspace) = (Rc::clone(process), office.workspace);
        start(process, running, async move {
            own.jobs.one(&own.world, workspace, row).await;
        });
    }
    let transfers = at_once(work::claim_transfers(world, office.workspace, free()));
    for before in transfers.expect("the database in memory answers") {
        let (own, workspace) = (Rc::clone(process), office.workspace);
        start(process, running, async move {
            work::one_transfer(&own.world, workspace, before).await;
        });
    }
}

/// As the served runner, but only beside other work, because time alone wakes nobody here, and with little patience: few entries of a
/// run stand open for days.
fn raise(process: &Rc<Process>, running: &Rc<Cell<usize>>) {
    let now = process.office.now();
    let fresh = |looked: Moment| now.milliseconds_since(looked) < PATIENCE_MS;
    if process.looked.get().is_some_and(fresh) {
        return;
    }
    process.looked.set(Some(now));
    let then = now.plus_milliseconds(AUTHORS_ALONE_MILLISECONDS - PATIENCE_MS);
    let (own, workspace) = (Rc::clone(process), process.office.workspace);
    start(process, running, async move {
        if let Err(trouble) = raise_entries::run(&own.world, workspace, then).await {
            (own.office).say(|| format!("entries are looked at later: {trouble}"));
        }
    });
}

fn start(
    process: &Rc<Process>,
    running: &Rc<Cell<usize>>,
    piece: impl Future<Output = ()> + 'static,
) {
    running.set(running.get() + 1);
    let (office, running) = (Rc::clone(&process.office), Rc::clone(running));
    let carried = Carried {
        piece: Box::pin(piece),
        office: Rc::clone(&office),
        errands: process.errands.clone(),
    };
    let own = office.process();
    process.office.clock.spawn(&own, async move {
        carried.await;
        running.set(running.get() - 1);
        office.wake();
    });
}

/// A piece of work whose errands are carried out as soon as it leaves them.
struct Carried {
    piece: Pin<Box<dyn Future<Output = ()>>>,
    office: Rc<Office>,
    errands: Errands,
}

impl Future for Carried {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        self.office.now();
        let polled = self.piece.as_mut().poll(context);
        for errand in self.errands.take() {
            self.office.carry_out(errand);
        }
        polled
    }
}

impl Office {
    /// The next look of a served runner that finds something; those before it find nothing and are left out.
    fn until_the_look_after(&self, due: i64) -> u64 {
        let every = LOOKS_EVERY.as_millis() as u64;
        let left = due - self.now().milliseconds();
        u64::try_from(left)
            .unwrap_or(0)
            .max(1)
            .next_multiple_of(every)
    }

    fn carry_out(self: &Rc<Self>, errand: Errand) {
        match errand {
            Errand::Pause(time, mut over) => {
                let clock = self.clock.clone();
                self.clock.spawn(&self.process(), async move {
                    let ends = pin!(clock.sleep(time.as_millis() as u64));
                    // nobody may wait for it any more: then it never was
                    let ended = match select(ends, over.cancellation()).await {
                        Either::Left(_) => true,
                        Either::Right(_) => false,
                    };
                    if ended {
                        let _nobody = over.send(());
                    }
                });
            }
            Errand::Decide(intentions, answer) => self.decide(intentions, answer),
            Errand::Ask(asked) => {
                self.dies_while_sending(&asked);
                self.ledger.note(self, &asked);
                self.erp.ask(asked);
            }
        }
    }

    /// Woken when there may be something to do.
    fn listen(&self) -> oneshot::Receiver<()> {
        let (bell, news) = oneshot::channel();
        self.bell.replace(Some(bell));
        news
    }

    /// A look that finds nothing is left out.
    pub fn wake(&self) {
        if self.works()
            && let Some(bell) = self.bell.take()
        {
            let _dead = bell.send(());
        }
    }

    /// Is there a job or a transfer that nobody has ended?
    pub fn works(&self) -> bool {
        self.database.next_due(self.workspace).is_some()
    }

    pub fn transfers(&self) -> Vec<Transfer> {
        at_once(self.database.transfers(self.workspace, 100_000)).expect("the table")
    }

    /// What needs a human gets one: the document is put right in the ERP, or nobody looks, and it is tried again.
    pub fn repair(&self, tidies: bool) {
        let now = self.now().milliseconds();
        let rows = self.transfers().into_iter();
        for row in rows.filter(|row| row.state == "needs_human") {
            let sent: Option<NeutralDocument> = serde_json::from_str(&row.payload).ok();
            match sent {
                Some(sent) if tidies && self.was_taken_back(row.document) => {
                    self.erp.cancel(sent.key);
                }
                Some(sent) if tidies => self.erp.tidy_up(&sent),
                _ => {}
            }
            self.say(|| format!("transfer {} is tried again by hand", row.key));
            let taken = self
                .database
                .take_up_transfer(self.workspace, &row.key, now);
            if at_once(taken).expect("taken up") {
                self.ledger.repaired.set(self.ledger.repaired.get() + 1);
            }
        }
        self.wake();
    }

    /// A document of ours that does not stand any more; an offer never was one.
    fn was_taken_back(&self, id: Uuid) -> bool {
        let wanted = Wanted {
            records: vec![(Document::KIND.into(), id)],
            keys: Vec::new(),
        };
        let mut snapshot = at_once(self.database.snapshot(self.workspace)).expect("a moment");
        let loaded = at_once(snapshot.load(&wanted)).expect("loaded");
        let paper = loaded.records.first().filter(|row| !row.deleted);
        let paper = paper.and_then(|row| serde_json::from_str::<Document>(&row.body).ok());
        paper.is_some_and(|paper| !paper.stands())
    }
}
