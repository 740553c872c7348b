//! The server's side of a run: the real writer, feed and blocks over a database in memory; what arrives is decided in rounds, a process
//! can die, a backup can be put back. Who asks is known; how the question got here is the network's business.

use crate::chance::Chance;
use crate::clockwork::{Clockwork, Group};
use crate::documents::Ledger;
use crate::erp::Erp;
use crate::errands::{Asked, DecidedAnswer};
use crate::files::desk::Watch;
use crate::outbox;
use crate::swarm::{Struck, Swarm};
use device::sync::Failure;
use device::sync::server::Withdrawn;
use futures::FutureExt;
use futures::channel::oneshot;
use jiff::tz::TimeZone;
use serde_json::Value;
use server::clock::Clock;
use server::db::memory::{CommitFate, MemoryDatabase, Saved};
use server::db::{Database, Wanted};
use server::files::MemoryDepot;
use server::files::memory::SavedFiles;
use server::jobs::NotCommitted;
use server::sync::accept::Acceptor;
use server::sync::arrival::{Item, Push, items};
use server::sync::feed::{self, Read};
use server::sync::{Author, manifest};
use shared::calendar::Moment;
use shared::ids::{ClientId, UserId};
use shared::record::Record;
use shared::sync::wire::{
    BlocksRequest, Decided, Hole, Manifest, ManifestRequest, PullAnswer, PullRequest, PushAnswer,
    PushRequest,
};
use shared::sync::{InboxEntry, Intention};
use shared::users::User;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};
use uuid::Uuid;

/// 21 November 2026, nine in the morning.
pub const BEGIN: i64 = 1_795_251_600_000;
/// What gathers while a round is flushed.
const GATHERS_MS: u64 = 3;

/// Putting a backup back takes longer than an ERP may take for what is on its way; only then is anything sent again.
const RESTORING_MS: u64 = 60_000;
/// When a process dies that sends something, at most so long after; then most calls have ended.
const DIES_WITHIN_MS: u64 = 6_000;

/// Somebody with a session: a user on one device.
#[derive(Debug)]
pub struct Visitor {
    pub user: UserId,
    pub device: Uuid,
    /// Which of the devices; clones have one session and are two.
    pub seat: Uuid,
    pub withdrawn: Cell<bool>,
}

pub type Answered<T> = Result<T, Failure>;

struct Arrival {
    intentions: Vec<Intention>,
    holes: Vec<Hole>,
    from: From,
}

/// Whose it is, and who waits for the answer.
enum From {
    Device(Rc<Visitor>, ClientId, oneshot::Sender<Answered<PushAnswer>>),
    Job(DecidedAnswer),
}

pub struct Office {
    pub database: MemoryDatabase,
    pub workspace: Uuid,
    acceptor: Acceptor,
    pub erp: Rc<Erp>,
    pub ledger: Ledger,
    pub clock: Clockwork,
    pub wall: Clock,
    pub chance: Rc<Chance>,
    swarm: Rc<Swarm>,
    pub struck: Rc<RefCell<Struck>>,
    time: Arc<AtomicI64>,
    fate: Arc<AtomicU8>,
    process: RefCell<Rc<Group>>,
    up: Cell<bool>,
    calm: Cell<bool>,
    /// Rings in the ears of whoever works here.
    pub bell: RefCell<Option<oneshot::Sender<()>>>,
    arrived: RefCell<Vec<Arrival>>,
    backup: RefCell<Option<(i64, Saved)>>,
    files_in_backup: RefCell<SavedFiles>,
    pub depot: MemoryDepot,
    pub watch: Watch,
    /// The process died over its folder, and nobody has started it again.
    pub disk_is_dead: Cell<bool>,
    /// Until then a backup is being put back, however often the process dies meanwhile.
    restoring_until: Cell<u64>,
    /// What was answered since somebody looked.
    pub answers: RefCell<Vec<Decided>>,
    /// What was declared as lost since somebody looked: by whom, of which client, which numbers.
    pub declared: RefCell<Vec<(Uuid, ClientId, Vec<u64>)>>,
    /// How often each device asked for a manifest.
    pub manifests: RefCell<BTreeMap<Uuid, u32>>,
    /// Told after each round that may have moved the revision.
    pub news: RefCell<Vec<Box<dyn Fn()>>>,
}

/// What a future that never waits answers.
pub fn at_once<T>(future: impl Future<Output = T>) -> T {
    future
        .now_or_never()
        .expect("the database in memory never waits")
}

impl Office {
    pub fn new(
        database: MemoryDatabase,
        workspace: Uuid,
        clock: Clockwork,
        chance: Rc<Chance>,
        swarm: Rc<Swarm>,
        struck: Rc<RefCell<Struck>>,
    ) -> Self {
        let time = Arc::new(AtomicI64::new(BEGIN));
        let hand = Arc::clone(&time);
        let wall = Clock::by(TimeZone::UTC, move || {
            Moment::from_milliseconds(hand.load(Ordering::Relaxed))
        });
        let fate = Arc::new(AtomicU8::new(0));
        let told = Arc::clone(&fate);
        database.on_commit(move || match told.swap(0, Ordering::Relaxed) {
            1 => CommitFate::NotDone,
            2 => CommitFate::DoneUnheard,
            _ => CommitFate::Done,
        });
        let erp = Erp::new(
            clock.clone(),
            Rc::clone(&chance),
            Rc::clone(&swarm),
            Rc::clone(&struck),
        );
        Self {
            acceptor: Acceptor::new(Arc::new(database.clone()), wall.clone(), workspace),
            erp: Rc::new(erp),
            ledger: Ledger::default(),
            wall,
            bell: RefCell::default(),
            database,
            workspace,
            clock,
            chance,
            swarm,
            struck,
            time,
            fate,
            process: RefCell::default(),
            up: Cell::new(true),
            calm: Cell::new(false),
            arrived: RefCell::default(),
            backup: RefCell::default(),
            files_in_backup: RefCell::default(),
            depot: MemoryDepot::default(),
            watch: Watch::default(),
            disk_is_dead: Cell::new(false),
            restoring_until: Cell::new(0),
            answers: RefCell::default(),
            declared: RefCell::default(),
            manifests: RefCell::default(),
            news: RefCell::default(),
        }
    }

    pub fn now(&self) -> Moment {
        let now = BEGIN + self.clock.now() as i64;
        self.time.store(now, Ordering::Relaxed);
        Moment::from_milliseconds(now)
    }

    fn strikes(&self, share: u32) -> bool {
        !self.calm.get() && self.chance.per_mille(share)
    }

    // --- asked ---

    pub async fn push(
        self: &Rc<Self>,
        visitor: Rc<Visitor>,
        request: PushRequest,
    ) -> Answered<PushAnswer> {
        if !self.up.get() {
            return Err(Failure::Broken { status: 502 });
        }
        let refusal = self.refusal(&visitor);
        if let (Some(refusal), true) = (
            &refusal,
            request.intentions.is_empty() && request.holes.is_empty(),
        ) {
            return Err(refusal.clone());
        }
        if !request.holes.is_empty() {
            let numbers = request.holes.iter().map(|hole| hole.seq).collect();
            (self.declared.borrow_mut()).push((visitor.seat, request.client, numbers));
        }
        let (answer, answered) = oneshot::channel();
        self.arrive(Arrival {
            intentions: request.intentions,
            holes: request.holes,
            from: From::Device(visitor, request.client, answer),
        });
        answered.await.unwrap_or(Err(Failure::Unreachable))
    }

    /// What a job of this server wants decided.
    pub fn decide(self: &Rc<Self>, intentions: Vec<Intention>, answer: DecidedAnswer) {
        self.arrive(Arrival {
            intentions,
            holes: Vec::new(),
            from: From::Job(answer),
        });
    }

    fn arrive(self: &Rc<Self>, arrival: Arrival) {
        let first = self.arrived.borrow().is_empty();
        self.arrived.borrow_mut().push(arrival);
        if first {
            let office = Rc::clone(self);
            let gathers = self.chance.between(0, GATHERS_MS);
            self.clock.spawn(&self.process.borrow(), async move {
                office.clock.sleep(gathers).await;
                office.round();
            });
        }
    }

    pub fn pull(&self, visitor: &Visitor, request: PullRequest) -> Answered<PullAnswer> {
        self.admit(visitor)?;
        let now = self.now();
        let read = feed::pull(&self.database, self.workspace, visitor.user, request, now);
        told(at_once(read))
    }

    pub fn manifest(&self, visitor: &Visitor, request: &ManifestRequest) -> Answered<Manifest> {
        self.admit(visitor)?;
        *(self.manifests.borrow_mut())
            .entry(visitor.seat)
            .or_default() += 1;
        let read = shared::sync::block::FORMAT == request.format;
        if !read || request.body_format < shared::sync::kinds::BODY_FORMAT {
            return Err(Failure::UpdateNeeded);
        }
        let now = self.now();
        let read = manifest::manifest(&self.database, self.workspace, visitor.user, now);
        told(at_once(read))
    }

    pub fn blocks(
        &self,
        visitor: &Visitor,
        request: &BlocksRequest,
    ) -> Answered<Vec<Option<Vec<u8>>>> {
        self.admit(visitor)?;
        let read = manifest::bytes(
            &self.database,
            self.workspace,
            visitor.user,
            &request.hashes,
        );
        told(at_once(read)).map(|bytes| pieces(&bytes))
    }

    pub fn admit(&self, visitor: &Visitor) -> Answered<()> {
        match self.up.get() {
            false => Err(Failure::Broken { status: 502 }),
            true => self.refusal(visitor).map_or(Ok(()), Err),
        }
    }

    /// Why this visitor may only hand in what is left.
    pub fn refusal(&self, visitor: &Visitor) -> Option<Failure> {
        if visitor.withdrawn.get() {
            return Some(Failure::Withdrawn(Withdrawn::Device));
        }
        let active = self.grants(visitor.user).is_some_and(|user| user.active);
        (!active).then_some(Failure::Withdrawn(Withdrawn::Access))
    }

    pub fn grants(&self, user: UserId) -> Option<User> {
        let wanted = Wanted {
            records: vec![(User::KIND.into(), user.0)],
            keys: Vec::new(),
        };
        let mut snapshot = at_once(self.database.snapshot(self.workspace)).ok()?;
        let loaded = at_once(snapshot.load(&wanted)).ok()?;
        serde_json::from_str(&loaded.records.first()?.body).ok()
    }

    /// As it stands now; null where there is none.
    pub fn inbox_entry(&self, id: Uuid) -> Value {
        let wanted = Wanted {
            records: vec![(InboxEntry::KIND.into(), id)],
            keys: Vec::new(),
        };
        let mut snapshot = at_once(self.database.snapshot(self.workspace)).expect("a moment");
        let loaded = at_once(snapshot.load(&wanted)).expect("loaded");
        let body = loaded.records.first().map(|row| row.body.as_str());
        serde_json::from_str(body.unwrap_or("null")).unwrap_or_default()
    }

    /// Everything that arrived is decided in one transaction.
    fn round(&self) {
        self.now();
        let arrived = self.arrived.take();
        let (mut pushes, mut all, mut answers): (Vec<Push>, Vec<Item>, Vec<_>) = Default::default();
        for (number, arrival) in arrived.into_iter().enumerate() {
            let Arrival {
                intentions,
                holes,
                from,
            } = arrival;
            let push = self.push_of(&from);
            all.extend(items(number, push.client, intentions, holes, self.now()));
            pushes.push(push);
            answers.push(from);
        }
        self.choose_fate();
        match at_once(self.acceptor.accept(&pushes, &all)) {
            Ok((results, revision)) => {
                for (answer, result) in answers.into_iter().zip(results) {
                    self.answers.borrow_mut().extend(result.decided.clone());
                    match answer {
                        From::Device(_, _, answer) => {
                            let said = result
                                .answer(revision.unsigned_abs())
                                .map_err(|_| foreign_client());
                            let _hung_up = answer.send(said);
                        }
                        From::Job(answer) => _ = answer.send(Ok(result.decided)),
                    }
                }
            }
            Err(error) => {
                for answer in answers {
                    match answer {
                        From::Device(_, _, answer) => {
                            let _hung_up = answer.send(Err(Failure::Broken { status: 500 }));
                        }
                        From::Job(answer) => {
                            _ = answer.send(Err(NotCommitted(error.to_string())));
                        }
                    }
                }
            }
        }
        self.fate.store(0, Ordering::Relaxed);
        self.tell();
    }

    fn push_of(&self, from: &From) -> Push {
        match from {
            From::Device(visitor, client, _) => Push {
                author: Author::Person {
                    user: visitor.user,
                    device: visitor.device,
                    device_name: String::new(),
                    withdrawn: self.refusal(visitor).is_some(),
                },
                client: Some(*client),
            },
            From::Job(_) => Push {
                author: Author::System,
                client: None,
            },
        }
    }

    fn choose_fate(&self) {
        if self.strikes(self.swarm.commit_failed) {
            self.fate.store(1, Ordering::Relaxed);
            self.struck.borrow_mut().commit_failed += 1;
        } else if self.strikes(self.swarm.commit_unheard) {
            self.fate.store(2, Ordering::Relaxed);
            self.struck.borrow_mut().commit_unheard += 1;
        }
    }

    pub fn say(&self, words: impl FnOnce() -> String) {
        self.clock.say(words);
    }

    pub fn tell(&self) {
        self.news.borrow().iter().for_each(|news| news());
        self.wake();
    }

    // --- fate ---

    /// No more faults of its own from here on.
    pub fn heal(self: &Rc<Self>) {
        self.calm.set(true);
        self.erp.calm.set(true);
        self.start();
    }

    /// The process dies where it is: what it had not answered it never will.
    pub fn die(&self) {
        self.up.set(false);
        let ended = self.process.take();
        self.clock.kill(&ended);
        self.arrived.take();
    }

    pub fn start(self: &Rc<Self>) {
        self.depot.start();
        self.disk_is_dead.set(false);
        if !self.up.replace(true) {
            let rest = self.restoring_until.get();
            self.begin_work(rest.saturating_sub(self.clock.now()));
        }
    }

    /// Jobs run in the server's process, from so many milliseconds on.
    pub fn begin_work(self: &Rc<Self>, after: u64) {
        let office = Rc::clone(self);
        self.clock.spawn(&self.process(), async move {
            office.clock.sleep(after).await;
            outbox::work(office).await;
        });
    }

    /// What dies with the server's process.
    pub fn process(&self) -> Rc<Group> {
        Rc::clone(&self.process.borrow())
    }

    /// The process may die while a document is on its way.
    pub fn dies_while_sending(self: &Rc<Self>, asked: &Asked) {
        if !matches!(asked, Asked::Send(..)) || !self.strikes(self.swarm.killed_while_sending) {
            return;
        }
        self.struck.borrow_mut().killed_while_sending += 1;
        let office = Rc::clone(self);
        self.clock.spawn(&self.erp.street, async move {
            let (clock, chance) = (&office.clock, &office.chance);
            clock.sleep(chance.between(0, DIES_WITHIN_MS)).await;
            if !office.calm.get() {
                office.die();
                clock.sleep(chance.between(1, 120_000)).await;
                office.start();
            }
        });
    }

    pub fn is_up(&self) -> bool {
        self.up.get()
    }

    /// Between two changes to the folder.
    pub fn disk_failed(&self) {
        self.die();
        self.disk_is_dead.set(true);
    }

    /// The folder of the backup takes the place of the one that is lost.
    pub fn put_files_back(&self) {
        self.depot.put_back(&self.files_in_backup.borrow());
    }

    pub fn revision(&self) -> i64 {
        self.head().revision
    }

    pub fn head(&self) -> server::db::Head {
        let snapshot =
            at_once(self.database.snapshot(self.workspace)).expect("the workspace is there");
        snapshot.head().clone()
    }

    /// A verified backup: devices are told up to where their work is in it.
    pub fn back_up(&self) {
        let revision = self.revision();
        let saved = self.database.saved();
        at_once(self.database.note_backup(self.workspace, revision)).expect("noted");
        self.backup.replace(Some((revision, saved)));
        self.files_in_backup.replace(self.depot.saved());
    }

    /// Puts the last backup in the place of the data; the revision it stands at. `epoch`: as the command does it.
    pub fn restore(self: &Rc<Self>, epoch: Option<Uuid>) -> Option<i64> {
        let (revision, saved) = self.backup.borrow().clone()?;
        self.die();
        self.database.put_back(&saved);
        if let Some(epoch) = epoch {
            at_once(self.database.start_epoch(self.workspace, epoch)).expect("an epoch");
            at_once(self.database.note_backup(self.workspace, revision)).expect("noted");
        }
        self.ledger.restored(self);
        self.up.set(true);
        self.restoring_until.set(self.clock.now() + RESTORING_MS);
        self.begin_work(RESTORING_MS);
        Some(revision)
    }

    pub fn compact_feed(&self) {
        let floor = self
            .head()
            .revision
            .saturating_sub(self.chance.between(0, 20) as i64);
        if floor > self.head().feed_floor {
            at_once(self.database.forget_removals(self.workspace, floor)).expect("forgotten");
        }
    }

    pub fn acceptor(&self) -> &Acceptor {
        &self.acceptor
    }
}

fn told<T, E: std::fmt::Display>(read: Result<Read<T>, E>) -> Answered<T> {
    match read {
        Ok(Read::Answer(answer)) => Ok(answer),
        Ok(Read::NotActive) => Err(Failure::Withdrawn(Withdrawn::Access)),
        Ok(Read::ForeignClient) => Err(foreign_client()),
        Err(error) => panic!("the database in memory failed: {error}"),
    }
}

fn foreign_client() -> Failure {
    Failure::Refused {
        status: 403,
        code: "foreign_client".into(),
        field: None,
        detail: None,
    }
}

/// The blocks of one answer: each after its length; a missing one has none.
fn pieces(body: &[u8]) -> Vec<Option<Vec<u8>>> {
    let (mut rest, mut found) = (body, Vec::new());
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        found.push((length > 0).then(|| after[..length].to_vec()));
        rest = &after[length..];
    }
    found
}
