//! What was promised and what became of it: every uid that a screen called saved, every outcome the server gave, and whatever broke an
//! invariant on the way. Looks at disks and tables from outside; takes part in nothing.

use crate::audit;
use crate::checks;
use crate::clockwork::Clockwork;
use crate::files::Lost;
use crate::inbox;
use crate::office::{Office, at_once};
use crate::profile::Profile;
use crate::tab::Loop;
use crate::world::World;
use device::store::model::Held;
use server::db::{Database, StoredIntention};
use server::sync::auditor::{self, Broken, Truth};
use server::sync::feed;
use shared::ids::{ClientId, InboxId, Uid};
use shared::sync::inbox::{Answered, Change};
use shared::sync::replica::Prepared;
use shared::sync::wire::Decided;
use shared::sync::{AnyChange, Cursor, Outcome};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A broken promise, by its number in the protocol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    pub invariant: &'static str,
    pub what: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// On a device, without outcome.
    Waits,
    Decided(Outcome),
    /// Its only copy was destroyed by a fault that no software can mend.
    Destroyed,
}

#[derive(Debug, Clone, Copy)]
pub struct Entry {
    pub profile: usize,
    /// A screen called it saved.
    pub shown: bool,
    pub fate: Fate,
    pub revision: i64,
    /// The server had an outcome for it, and a backup from before was put back.
    pub forgotten: bool,
    /// When it was forgotten, it lay only on devices that were being emptied because the server had it.
    pub excused: bool,
    /// Its only copy was damaged; the server was given what is left of it.
    flipped: bool,
}

pub struct Book {
    clock: Clockwork,
    pub entries: RefCell<BTreeMap<Uid, Entry>>,
    pub violations: RefCell<Vec<Violation>>,
    waiting: RefCell<BTreeSet<Uid>>,
    /// Every outcome in the log, with its revision.
    log: RefCell<BTreeMap<Uid, (Outcome, i64)>>,
    truth: RefCell<Truth>,
    truth_at_backup: RefCell<Truth>,
    read_to: Cell<i64>,
    cursors: RefCell<BTreeMap<(usize, usize), Cursor>>,
    pub answers: RefCell<inbox::Sum>,
    /// By which intentions somebody wanted an entry taken up.
    takings: RefCell<BTreeMap<InboxId, BTreeSet<Uid>>>,
    /// Who asked for which offer to be converted, and was heard.
    pub requests: RefCell<BTreeMap<Uuid, BTreeSet<Uid>>>,
}

impl Book {
    pub fn new(clock: Clockwork) -> Self {
        Self {
            clock,
            entries: RefCell::default(),
            violations: RefCell::default(),
            waiting: RefCell::default(),
            log: RefCell::default(),
            truth: RefCell::default(),
            truth_at_backup: RefCell::default(),
            read_to: Cell::new(0),
            cursors: RefCell::default(),
            answers: RefCell::default(),
            takings: RefCell::default(),
            requests: RefCell::default(),
        }
    }

    pub fn broken(&self, invariant: &'static str, what: String) {
        self.clock.say(|| format!("BROKEN {invariant}: {what}"));
        self.violations
            .borrow_mut()
            .push(Violation { invariant, what });
    }

    /// Somebody tapped: from here on it may be on the disk.
    pub fn tried(&self, uid: Uid, profile: usize) {
        let entry = Entry {
            profile,
            shown: false,
            fate: Fate::Waits,
            revision: 0,
            forgotten: false,
            excused: false,
            flipped: false,
        };
        self.entries.borrow_mut().insert(uid, entry);
    }

    /// Answers that take entries up, saved together with the work.
    pub fn takes_up(&self, prepared: &[Prepared]) {
        for one in prepared {
            let change = AnyChange::decode(&one.intention.name, &one.intention.args);
            if let Ok(AnyChange::Inbox(Change::Answered {
                entry,
                answer: Answered::TakenUp { by },
            })) = change
            {
                let mut takings = self.takings.borrow_mut();
                takings.entry(entry).or_default().insert(by);
            }
        }
    }

    /// I2: of work that was taken up by several devices, one has it done.
    pub fn taken_up_once(&self) {
        let log = self.log.borrow();
        for (entry, takings) in self.takings.borrow().iter() {
            let applied = |by: &&Uid| log.get(by).is_some_and(|(outcome, _)| outcome.is_applied());
            let done: Vec<&Uid> = takings.iter().filter(applied).collect();
            if done.len() > 1 {
                self.broken(
                    "I2",
                    format!("{entry} was taken up and done by each of {done:?}"),
                );
            }
        }
    }

    /// The screen says "saved".
    pub fn shown(&self, uid: Uid) {
        if let Some(entry) = self.entries.borrow_mut().get_mut(&uid) {
            entry.shown = true;
            if entry.fate == Fate::Waits {
                self.waiting.borrow_mut().insert(uid);
            }
        }
    }

    pub fn flipped(&self, uid: &str) {
        let mut entries = self.entries.borrow_mut();
        let uid = uid.parse().ok().map(Uid);
        if let Some(entry) = uid.and_then(|uid| entries.get_mut(&uid)) {
            entry.flipped = true;
        }
    }

    pub fn was_flipped(&self, uid: Uid) -> bool {
        let entries = self.entries.borrow();
        entries.get(&uid).is_some_and(|entry| entry.flipped)
    }

    // --- the server's log ---

    pub fn read_log(&self, office: &Office) {
        let mut snapshot = at_once(office.database.snapshot(office.workspace)).expect("a moment");
        let new = at_once(snapshot.log(self.read_to.get(), 10_000)).expect("the log");
        for stored in &new {
            self.decided(office, stored);
            self.read_to.set(stored.revision);
        }
    }

    fn decided(&self, office: &Office, stored: &StoredIntention) {
        office.say(|| {
            let why = stored.reason.as_deref().unwrap_or_default();
            format!(
                "decided {} {} {} at {} {why}",
                stored.name, stored.uid, stored.outcome, stored.revision
            )
        });
        let Some(outcome) = Outcome::from_word(&stored.outcome) else {
            return self.broken(
                "I2",
                format!("{} has the outcome {}", stored.uid, stored.outcome),
            );
        };
        let body: serde_json::Value = serde_json::from_str(&stored.body).unwrap_or_default();
        audit::entry(self, office, stored, outcome, &body);
        if outcome.is_applied()
            && let Err(broken) = self.take(stored, &body)
        {
            let invariant = match &broken {
                Broken::Overwritten(_) => "I6",
                Broken::Moved(_) => "I13",
            };
            self.broken(invariant, broken.what().to_owned());
        }
        if outcome.is_applied() && stored.name == "offers.conversion_requested" {
            let offer = body["args"]["offer"].as_str();
            let offer = offer.and_then(|id| id.parse().ok()).unwrap_or_default();
            let mut requests = self.requests.borrow_mut();
            requests.entry(offer).or_default().insert(Uid(stored.uid));
        }
        let known = (outcome, stored.revision);
        self.log.borrow_mut().insert(Uid(stored.uid), known);
        let uid = match stored.name.as_str() {
            // what was left of an entry that no longer opens begins with its uid
            "lost" => body["args"]
                .as_str()
                .and_then(|detail| detail.split(' ').next()?.parse().ok()),
            _ => Some(stored.uid),
        };
        if let Some(uid) = uid {
            self.settle(Uid(uid), outcome, stored.revision);
        }
    }

    fn settle(&self, uid: Uid, outcome: Outcome, revision: i64) {
        let mut entries = self.entries.borrow_mut();
        let Some(entry) = entries.get_mut(&uid) else {
            return;
        };
        if let Fate::Decided(before) = entry.fate {
            // a copy of a damaged entry may have arrived whole from another device, and the other way round
            let declared = before == Outcome::Quarantined || outcome == Outcome::Quarantined;
            if !declared {
                self.broken(
                    "I2",
                    format!("{uid} was {before:?} and is decided again: {outcome:?}"),
                );
            }
            return;
        }
        entry.fate = Fate::Decided(outcome);
        entry.revision = revision;
        self.waiting.borrow_mut().remove(&uid);
    }

    pub fn outcome(&self, uid: Uid) -> Option<Outcome> {
        self.log.borrow().get(&uid).map(|(outcome, _)| *outcome)
    }

    /// What was answered stands in the log, as it was answered.
    pub fn answered(&self, decided: &Decided) {
        let uid = decided.uid;
        match self.outcome(uid) {
            None => self.broken("I1", format!("{uid} was answered and is in no log")),
            Some(outcome) if outcome != decided.outcome => {
                let told = decided.outcome;
                self.broken(
                    "I2",
                    format!("{uid} is {outcome:?} and was answered as {told:?}"),
                );
            }
            Some(_) => {}
        }
    }

    /// Only what lies on no disk of its device, or no longer opens there, may be given up.
    pub fn declared(&self, world: &World, seat: Uuid, client: ClientId, numbers: &[u64]) {
        let profiles = world.profiles.borrow();
        let own = profiles.iter().find(|profile| profile.visitor.seat == seat);
        let Some(own) = own else { return };
        for uid in own.disk.whole(&own.name, &client.to_string(), numbers) {
            self.broken(
                "I2",
                format!("{uid} lies whole on its device and was declared as lost"),
            );
        }
    }

    pub fn backed_up(&self) {
        self.truth_at_backup.replace(self.truth.borrow().clone());
    }

    /// The server knows nothing after this revision any more; what it forgot must be on a device.
    pub fn restored(&self, world: &World, to: i64) {
        self.truth.replace(self.truth_at_backup.borrow().clone());
        self.read_to.set(to);
        (self.log.borrow_mut()).retain(|_, (_, revision)| *revision <= to);
        let mut waiting = self.waiting.borrow_mut();
        for (uid, entry) in self.entries.borrow_mut().iter_mut() {
            if matches!(entry.fate, Fate::Decided(_)) && entry.revision > to {
                entry.fate = Fate::Waits;
                entry.revision = 0;
                entry.forgotten = true;
                // an answer that was true is no longer, and nobody who was told it can know
                entry.excused = !stays_on_a_disk(world, *uid);
                if entry.shown {
                    waiting.insert(*uid);
                }
            }
        }
    }

    // --- I1 ---

    /// Everything shown as saved and without outcome lies on a disk.
    pub fn nothing_is_lost(&self, world: &World) {
        // a device is emptied because the server has everything; a backup that is put back in between forgets some of it for ever
        let forgotten = |uid: &Uid| {
            let entry = self.entries.borrow().get(uid).copied();
            entry.is_some_and(|entry| entry.forgotten && (entry.flipped || entry.excused))
        };
        self.gone(world, forgotten);
        let lost: Vec<Uid> = (self.waiting.borrow().iter().copied())
            .filter(|uid| !on_a_disk(world, *uid))
            .collect();
        for uid in lost {
            self.waiting.borrow_mut().remove(&uid);
            let entry = self.entries.borrow().get(&uid).copied();
            self.broken(
                "I1",
                format!("{uid} was shown as saved, has no outcome and lies nowhere: {entry:?}"),
            );
        }
    }

    /// A fault took a disk: whatever lay only there is gone, and nobody could have helped it.
    pub fn destroyed(&self, world: &World) {
        world.files.faulted(world, Lost::Destroyed);
        self.gone(world, |_| true);
    }

    fn gone(&self, world: &World, which: impl Fn(&Uid) -> bool) {
        let gone: Vec<Uid> = (self.waiting.borrow().iter().copied())
            .filter(|uid| which(uid) && !on_a_disk(world, *uid))
            .collect();
        for uid in gone {
            self.waiting.borrow_mut().remove(&uid);
            if let Some(entry) = self.entries.borrow_mut().get_mut(&uid) {
                entry.fate = Fate::Destroyed;
            }
        }
    }

    // --- after a round that ended well ---

    pub fn level(&self, world: &World, profile: &Profile, tab: usize, session: &Loop) {
        let replica = session.host.replica.borrow();
        let cursor = replica.cursor().clone();
        let before = self
            .cursors
            .borrow_mut()
            .insert((profile.number, tab), cursor.clone());
        let back = before
            .filter(|before| before.epoch == cursor.epoch && cursor.revision < before.revision);
        if let Some(before) = back.filter(|_| !world.was_restored()) {
            let (number, from, to) = (profile.number, before.revision, cursor.revision);
            self.broken(
                "I5",
                format!("device {number} went from {from} back to {to}"),
            );
        }
        checks::disk_goes_forward(world, profile);
        if world.chance.below(4) == 0 && cursor == feed::cursor(&world.office.head()) {
            checks::cache_is_the_servers(world, profile, &replica, "view");
        }
    }

    fn take(&self, stored: &StoredIntention, body: &serde_json::Value) -> Result<(), Broken> {
        let reason = stored.reason.as_deref();
        let reason = reason.and_then(|reason| serde_json::from_str(reason).ok());
        let entry = auditor::Entry::new(&stored.name, &body["args"], reason.as_ref());
        self.truth.borrow_mut().take(&entry)
    }

    pub fn truth(&self) -> std::cell::Ref<'_, Truth> {
        self.truth.borrow()
    }
}

fn on_a_disk(world: &World, uid: Uid) -> bool {
    let text = uid.to_string();
    let forgotten = || {
        let entries = world.book.entries.borrow();
        entries.get(&uid).is_some_and(|entry| entry.forgotten)
    };
    let profiles = world.profiles.borrow();
    (profiles.iter()).any(|profile| match profile.disk.holds(&profile.name, &text) {
        Held::No => false,
        // without an outcome it would never be sent again, unless a server forgot it
        Held::Settled => forgotten(),
        Held::Waiting | Held::Damaged => true,
    })
}

/// On one that nobody is emptying just now.
fn stays_on_a_disk(world: &World, uid: Uid) -> bool {
    let text = uid.to_string();
    let profiles = world.profiles.borrow();
    let stays =
        |profile: &&std::rc::Rc<Profile>| profile.hands_in.get() == 0 && !profile.leaving.get();
    (profiles.iter().filter(stays))
        .any(|profile| profile.disk.holds(&profile.name, &text) != Held::No)
}
