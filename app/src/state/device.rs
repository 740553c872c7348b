//! Signals over the local replica: read a record, watch a list, commit a change.
//!
//! A page reads records through [`Device`]; each read subscribes to just that record, each list to its kind. A commit runs the
//! rules, puts the intention strictly on disk, and only then changes the view.

use crate::browser::{online, random};
use crate::state::code_index::CodeIndex;
use crate::state::listings::{Asked, Listings};
use crate::state::login;
use crate::store::{IndexedDbStore, LocalStore, NewEntry, StoreError};
use crate::sync;
use crate::sync::client::Http;
use crate::sync::driver::Driver;
use crate::sync::following::Following;
use crate::sync::straight::{self, Straight};
use hashbrown::HashMap;
use leptos::prelude::*;
use shared::ids::{ClientId, Id, Uid, UserId};
use shared::record::{Kind, Record, RecordKey, Stored};
use shared::sync::inbox::Deed;
use shared::sync::listing::Found;
use shared::sync::outcome::{LeftOut, Outcome, Reason};
use shared::sync::overlay::Ran;
use shared::sync::queue::Pending;
use shared::sync::replica::Prepared;
use shared::sync::wire::SignedIn;
use shared::sync::{AnyChange, Intention, Replica};
use shared::text::Language;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::time::Duration;
use uuid::Uuid;

/// A frame that is asked for is on the screen after this.
const PAINTED: Duration = Duration::from_millis(30);

/// Why a tap did not become saved work.
#[derive(Clone, Debug)]
pub enum NotSaved {
    /// A rule or a right says no; said at once, nothing was queued.
    Refused(Outcome, Reason),
    /// The device could not keep it: nothing is shown as saved.
    Storage(StoreError),
    /// The device could not keep it, and the server has it: it is shown here when a pull brings it.
    WithTheServer,
    /// The device could not keep it, and whether the server has it nobody knows.
    Unsure,
    /// Nobody is signed in.
    Closed,
}

impl NotSaved {
    /// Signing out closed the queue and was cut short before the records went.
    pub fn is_of_a_closed_queue(&self) -> bool {
        matches!(self, NotSaved::Storage(StoreError::Wiped))
    }
}

/// Hears of each write whether the disk took it.
type ToldStored = Rc<dyn Fn(Option<&StoreError>)>;

/// What belongs to the open replica of one person.
pub struct Open {
    /// With the rights heard of last.
    pub person: Rc<RefCell<SignedIn>>,
    pub replica: Rc<RefCell<Replica>>,
    pub store: Rc<IndexedDbStore>,
    /// Called after each commit, so that what waits is counted again.
    pub after: Rc<dyn Fn()>,
    /// Told whether the disk took what was saved.
    pub stored: ToldStored,
    /// The loop that pushes and pulls.
    pub driver: Option<Driver>,
    /// What follows unasked.
    pub following: Rc<Following>,
    /// The short label in provisional codes.
    pub label: String,
}

#[derive(Default)]
struct Inner {
    open: Option<Open>,
    listings: Listings,
    codes: CodeIndex,
    language: Language,
    records: HashMap<RecordKey, ArcTrigger>,
    kinds: HashMap<Kind, ArcTrigger>,
    provisional: u64,
}

#[derive(Clone, Copy)]
pub struct Device {
    inner: StoredValue<Rc<RefCell<Inner>>, LocalStorage>,
    /// Changes when a replica is opened, closed or filled anew: everything is read again.
    pub generation: RwSignal<u64>,
}

impl Device {
    pub fn new() -> Self {
        Self {
            inner: StoredValue::new_local(Rc::default()),
            generation: RwSignal::new(0),
        }
    }

    fn inner(&self) -> Rc<RefCell<Inner>> {
        self.inner.get_value()
    }

    pub fn open(&self, open: Open) {
        let inner = self.inner();
        *inner.borrow_mut() = Inner {
            open: Some(open),
            ..Inner::default()
        };
        self.generation.update(|generation| *generation += 1);
    }

    /// The loop runs from here on; closing the device stops it.
    pub fn drive(&self, driver: Driver) {
        if let Some(open) = &mut self.inner().borrow_mut().open {
            open.driver = Some(driver);
        }
    }

    /// Ask the server now.
    pub fn wake(&self) {
        let inner = self.inner();
        let inner = inner.borrow();
        if let Some(driver) = inner.open.as_ref().and_then(|open| open.driver.as_ref()) {
            driver.now();
        }
    }

    /// The base was filled anew: every list and record is read again.
    pub fn refilled(&self) {
        self.inner().borrow_mut().listings.clear();
        self.generation.update(|generation| *generation += 1);
    }

    pub fn close(&self) {
        *self.inner().borrow_mut() = Inner::default();
        self.generation.update(|generation| *generation += 1);
    }

    pub fn is_open(&self) -> bool {
        self.generation.track();
        self.inner().borrow().open.is_some()
    }

    /// Whose work it is: id and name. Nobody's from the moment of signing out on.
    pub(super) fn whose(&self) -> Option<(UserId, String)> {
        let inner = self.inner();
        let inner = inner.borrow();
        let person = inner.open.as_ref()?.person.borrow();
        Some((person.user, person.name.clone()))
    }

    /// What was heard of the person who works here.
    pub(super) fn acts_as(&self, heard: &SignedIn) {
        if let Some(person) = self.person()
            && person.borrow().user == heard.user
        {
            person.replace(heard.clone());
        }
    }

    pub(super) fn following(&self) -> Option<Rc<Following>> {
        let inner = self.inner();
        let inner = inner.borrow();
        inner.open.as_ref().map(|open| open.following.clone())
    }

    pub(super) fn person(&self) -> Option<Rc<RefCell<SignedIn>>> {
        let inner = self.inner();
        let inner = inner.borrow();
        inner.open.as_ref().map(|open| open.person.clone())
    }

    /// Runs something with the replica; `None` when nobody is signed in.
    pub fn with<T>(&self, read: impl FnOnce(&Replica) -> T) -> Option<T> {
        let inner = self.inner();
        let inner = inner.borrow();
        inner.open.as_ref().map(|open| read(&open.replica.borrow()))
    }

    /// The same, with the index of the products' codes.
    pub(super) fn with_codes<T>(
        &self,
        read: impl FnOnce(&Replica, &mut CodeIndex) -> T,
    ) -> Option<T> {
        let inner = self.inner();
        let mut inner = inner.borrow_mut();
        let Inner { open, codes, .. } = &mut *inner;
        let open = open.as_ref()?;
        Some(read(&open.replica.borrow(), codes))
    }

    /// The replica itself, for what only the loop does with it otherwise: taking a pull.
    pub fn replica(&self) -> Option<Rc<RefCell<Replica>>> {
        self.inner()
            .borrow()
            .open
            .as_ref()
            .map(|open| open.replica.clone())
    }

    /// Where this person's work lies; for what is no record.
    pub(super) fn store(&self) -> Option<Rc<IndexedDbStore>> {
        let inner = self.inner();
        let inner = inner.borrow();
        inner.open.as_ref().map(|open| open.store.clone())
    }

    // --- reading ---

    /// A record of the view; the caller is run again when it changes.
    pub fn get<R: Record>(&self, id: R::Id) -> Option<R> {
        self.row(&RecordKey::of::<R>(id))
            .and_then(|row| row.typed::<R>().cloned())
    }

    pub fn row(&self, key: &RecordKey) -> Option<Stored> {
        self.track(key);
        self.with(|replica| replica.get(key)).flatten()
    }

    /// A record as it stands, without watching it.
    pub fn peek<R: Record>(&self, id: R::Id) -> Option<R> {
        self.with(|replica| replica.get(&RecordKey::of::<R>(id)))
            .flatten()
            .and_then(|row| row.typed::<R>().cloned())
    }

    /// The revision of a record without what waits on top of it.
    pub(super) fn settled<R: Record>(&self, id: R::Id) -> Option<u64> {
        let row = self.with(|replica| replica.base().get(&RecordKey::of::<R>(id)));
        row.flatten().map(|row| row.revision)
    }

    /// Every record of a small kind (price lists, warehouses, sets, people …), watched as a whole.
    pub fn all<R: Record>(&self) -> Vec<(R::Id, R)> {
        let rows = self.rows::<R>().into_iter();
        let typed = |row: Stored| {
            let record = row.typed::<R>().cloned()?;
            Some((R::Id::from_uuid(row.id), record))
        };
        rows.filter_map(typed).collect()
    }

    /// The same with their revisions.
    pub fn rows<R: Record>(&self) -> Vec<Stored> {
        self.track_kind(R::KIND);
        let read = |replica: &Replica| {
            let mut ids: BTreeSet<Uuid> = BTreeSet::new();
            if let Some(table) = replica.base().table(R::KIND) {
                ids.extend(table.places().map(|(id, _)| id));
            }
            ids.extend(replica.overlay().of_kind(R::KIND).map(|row| row.id));
            let row = |id: Uuid| {
                replica.get(&RecordKey {
                    kind: R::KIND.into(),
                    id,
                })
            };
            ids.into_iter().filter_map(row).collect()
        };
        self.with(read).unwrap_or_default()
    }

    /// How many records of a kind are aboard.
    pub fn count(&self, kind: &str) -> usize {
        self.track_kind(kind);
        self.with(|replica| replica.count(kind)).unwrap_or(0)
    }

    /// A page of a list: ordered in the person's language, narrowed by what was typed.
    pub fn find<R: Record>(&self, typed: &str, skip: usize, take: usize) -> Found {
        self.track_kind(R::KIND);
        let inner = self.inner();
        let mut inner = inner.borrow_mut();
        let Inner {
            open,
            listings,
            language,
            ..
        } = &mut *inner;
        let Some(open) = open else {
            return Found::default();
        };
        let answer = listings.find(
            &open.replica.borrow(),
            Asked {
                kind: R::KIND,
                language: *language,
                typed,
                skip,
                take,
            },
        );
        if answer.unbuilt {
            self.build_after_paint(R::KIND);
        }
        answer.found
    }

    /// The first rows are on the screen already; whoever watches the list then gets the others. A list measures itself in its first
    /// frame and makes its rows for the second.
    fn build_after_paint(&self, kind: &'static str) {
        let device = *self;
        let build = move || set_timeout(move || device.build(kind), PAINTED);
        request_animation_frame(move || request_animation_frame(build));
    }

    fn build(&self, kind: &'static str) {
        let inner = self.inner();
        let trigger = {
            let mut inner = inner.borrow_mut();
            let Inner {
                open,
                listings,
                language,
                kinds,
                ..
            } = &mut *inner;
            let Some(open) = open else { return };
            listings.build(&open.replica.borrow(), kind, *language);
            kinds.get(kind).cloned()
        };
        if let Some(trigger) = trigger {
            trigger.notify();
        }
    }

    /// Own work on a record that the server has not settled, oldest first.
    pub fn pending(&self, key: &RecordKey) -> Vec<Pending> {
        self.track(key);
        let of = |pending: &&Pending| pending.writes.contains(key);
        self.with(|replica| {
            replica
                .queue()
                .entries()
                .iter()
                .filter(of)
                .cloned()
                .collect()
        })
        .unwrap_or_default()
    }

    /// Everything that waits, oldest first.
    pub fn queue(&self) -> Vec<Pending> {
        self.track_kind("queue");
        self.with(|replica| replica.queue().entries().to_vec())
            .unwrap_or_default()
    }

    /// How a change would run here now; the caller is run again when a record changes that it reads.
    pub fn would(&self, change: &AnyChange) -> Option<Ran> {
        let person = self.person()?;
        let context = login::context(&person.borrow(), sync::now());
        let ran = self.with(|replica| replica.would(change, &context))?;
        ran.reads.iter().for_each(|key| self.track(key));
        Some(ran)
    }

    fn track(&self, key: &RecordKey) {
        self.generation.track();
        let inner = self.inner();
        let trigger = inner
            .borrow_mut()
            .records
            .entry(key.clone())
            .or_default()
            .clone();
        trigger.track();
    }

    fn track_kind(&self, kind: &str) {
        self.generation.track();
        let inner = self.inner();
        let trigger = inner
            .borrow_mut()
            .kinds
            .entry(shared::sync::kinds::kind(kind))
            .or_default()
            .clone();
        trigger.track();
    }

    // --- writing ---

    pub fn new_id<I: Id>(&self) -> I {
        I::from_uuid(random::new_id())
    }

    /// The next provisional code of this device (ACC-03).
    pub fn provisional(&self) -> String {
        let inner = self.inner();
        let mut inner = inner.borrow_mut();
        inner.provisional += 1;
        let count = inner.provisional;
        let label = inner
            .open
            .as_ref()
            .map(|open| open.label.clone())
            .unwrap_or_default();
        // the moment keeps labels of one device apart across restarts
        let minute = sync::now().milliseconds() / 60_000 % 1_000_000;
        shared::code::provisional_label(&label, minute as u64 * 100 + count)
    }

    /// Runs the rules, puts the intention strictly on disk, then shows it. `Ok` means: saved on this device.
    pub async fn commit(&self, change: impl Into<AnyChange>) -> Result<Uid, NotSaved> {
        let saved = self.commit_rows(change).await;
        saved.map(|(uid, _)| uid)
    }

    /// The same for a change that is taken row by row; names the rows that cannot be taken as things stand on this device.
    pub async fn commit_rows(
        &self,
        change: impl Into<AnyChange>,
    ) -> Result<(Uid, Vec<LeftOut>), NotSaved> {
        let uid = Uid(random::new_id());
        let left_out = self.save(vec![(uid, change.into(), None)]).await?;
        Ok((uid, left_out))
    }

    /// Changes that are saved together or not at all; none looks at what another one leaves.
    pub(super) async fn save(&self, changes: Vec<Deed>) -> Result<Vec<LeftOut>, NotSaved> {
        let (replica, store, person, after, stored) = {
            let inner = self.inner();
            let inner = inner.borrow();
            let open = inner.open.as_ref().ok_or(NotSaved::Closed)?;
            (
                open.replica.clone(),
                open.store.clone(),
                open.person.clone(),
                open.after.clone(),
                open.stored.clone(),
            )
        };
        let now = sync::now();
        let context = login::context(&person.borrow(), now);
        let prepare = |(uid, change, after): Deed| {
            let prepared = replica.borrow().prepare(change, uid, now, &context)?;
            Ok(match after {
                Some(before) => prepared.after(before),
                None => prepared,
            })
        };
        let prepared: Result<Vec<Prepared>, _> = changes.into_iter().map(prepare).collect();
        let prepared = prepared.map_err(|(outcome, reason)| NotSaved::Refused(outcome, reason))?;
        let entries: Vec<NewEntry> = prepared.iter().map(entry).collect();
        let numbers = store.append_all(&entries).await;
        stored(numbers.as_ref().err());
        let numbers = match numbers {
            Ok(numbers) => numbers,
            Err(error) => return Err(self.straight(&replica, prepared, error).await),
        };
        let mut left_out = Vec::new();
        for (prepared, seq) in prepared.into_iter().zip(numbers) {
            let uid = prepared.intention.uid;
            left_out.extend(prepared.left_out.clone());
            let touched = replica.borrow_mut().committed(prepared, seq);
            self.notify(&touched);
            self.tell_appended(&replica, uid);
        }
        after();
        Ok(left_out)
    }

    /// What the disk does not take goes to the server from memory: a change for itself, that names no file, if nothing waits that it would
    /// overtake. What became of it.
    async fn straight(
        &self,
        replica: &Rc<RefCell<Replica>>,
        prepared: Vec<Prepared>,
        error: StoreError,
    ) -> NotSaved {
        let work: Vec<Intention> = (prepared.into_iter())
            .map(|prepared| prepared.intention)
            .collect();
        let alone = work.len() == 1 && work.iter().all(|one| one.files.is_empty());
        let free = alone && straight::is_free(&replica.borrow());
        if error == StoreError::Wiped || !free || !online::is_online() {
            return NotSaved::Storage(error);
        }
        let sender = ClientId(random::new_id());
        let sent = straight::send(&Http, sender, work).await;
        self.wake();
        match sent {
            // what was not applied lies in the inbox there
            Straight::Taken | Straight::NotApplied(_, None) => NotSaved::WithTheServer,
            Straight::NotApplied(outcome, Some(reason)) => NotSaved::Refused(outcome, reason),
            Straight::NotSent => NotSaved::Storage(error),
            Straight::Unsure => NotSaved::Unsure,
        }
    }

    /// These came onto the disk and into the view from elsewhere.
    pub(super) fn appended(&self, intentions: &[Intention]) {
        let inner = self.inner();
        let inner = inner.borrow();
        if let Some(driver) = inner.open.as_ref().and_then(|open| open.driver.as_ref()) {
            intentions.iter().for_each(|one| driver.appended(one));
        }
    }

    /// Tells the loop, and through it the other tabs.
    fn tell_appended(&self, replica: &Rc<RefCell<Replica>>, uid: Uid) {
        let inner = self.inner();
        let inner = inner.borrow();
        let Some(driver) = inner.open.as_ref().and_then(|open| open.driver.as_ref()) else {
            return;
        };
        if let Some(pending) = replica.borrow().queue().get(uid) {
            driver.appended(&pending.intention);
        }
    }

    /// Records changed: lists take the difference, whoever watches is run again.
    pub fn notify(&self, touched: &BTreeSet<RecordKey>) {
        let inner = self.inner();
        let mut triggers = Vec::new();
        {
            let mut inner = inner.borrow_mut();
            let Inner {
                open,
                listings,
                records,
                kinds,
                ..
            } = &mut *inner;
            let Some(open) = open else { return };
            let replica = open.replica.borrow();
            listings.follow(&replica, touched);
            triggers.extend(touched.iter().filter_map(|key| records.get(key).cloned()));
            let changed: BTreeSet<&str> = touched
                .iter()
                .map(|key| &*key.kind)
                .chain(["queue"])
                .collect();
            triggers.extend(
                changed
                    .into_iter()
                    .filter_map(|kind| kinds.get(kind).cloned()),
            );
        }
        triggers.iter().for_each(|trigger| trigger.notify());
    }

    /// Another language orders lists anew.
    pub fn speak(&self, language: Language) {
        let inner = self.inner();
        let changed = {
            let mut inner = inner.borrow_mut();
            let changed = inner.language != language;
            inner.language = language;
            if changed {
                inner.listings.clear();
            }
            changed
        };
        if changed {
            self.generation.update(|generation| *generation += 1);
        }
    }
}

fn entry(prepared: &Prepared) -> NewEntry {
    NewEntry {
        uid: prepared.intention.uid.to_string(),
        bytes: prepared.bytes.clone(),
    }
}

impl Default for Device {
    fn default() -> Self {
        Self::new()
    }
}
