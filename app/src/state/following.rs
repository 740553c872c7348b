//! Work that follows unasked: what waited for work that was taken up elsewhere or before, and what nobody needs to be asked about. Looked
//! for by the tab that leads, when it begins and after every pull. What was raised follows from administrators' devices as well: those of
//! whoever was withdrawn take nothing up.

use super::App;
use super::questions;
use super::repair::{as_it_was, closing, entries_of, raised_and_taken_up, taken_up, turn};
use crate::browser::{random, timer};
use crate::store::LocalStore;
use leptos::prelude::untrack;
use leptos::task::spawn_local;
use shared::ids::{InboxId, Uid, UserId};
use shared::sync::inbox::{Answered, Corrections, given_up, left_behind, taken_up_twice};
use shared::sync::{AnyChange, InboxEntry, Replica};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Whoever took the parent up goes on with its dependants meanwhile.
const OWN_WAIT_MS: u32 = 3_000;
/// The device that sent a dependant comes first, or took something of a withdrawn person up; the others help only where it is gone, and not
/// all at the same time.
const OTHERS_WAIT_MS: f64 = 60_000.0;

type Entry = (InboxId, InboxEntry);
type Entries = Vec<Entry>;

#[derive(Default)]
pub struct Following {
    /// What this device handed in: since the page began, and before as far as the disk keeps it.
    sent: RefCell<BTreeSet<Uid>>,
    disk_was_read: Cell<bool>,
    /// A look is under way, and another one is wanted after it.
    looks: Cell<bool>,
    again: Cell<bool>,
    helps: Cell<bool>,
}

impl Following {
    /// What goes out now, if it goes out at all.
    pub fn sends(&self, replica: &Replica) {
        let entries = replica.queue().entries().iter();
        let uids = entries.map(|pending| pending.intention.uid);
        self.sent.borrow_mut().extend(uids);
    }

    pub fn look(self: &Rc<Self>, app: App) {
        self.again.set(true);
        let Some((mine, _)) = app.device.whose() else {
            return;
        };
        if self.looks.replace(true) {
            return;
        }
        let following = Rc::clone(self);
        spawn_local(async move {
            while following.again.take() {
                following.own(app, mine).await;
            }
            following.looks.set(false);
            following.help(app, mine);
        });
    }

    /// What is found now and still stands so a while later. Another device may take it up all the same: the server has it done once.
    async fn own(&self, app: App, mine: UserId) {
        let all = entries(app, mine);
        let found = found(app, mine);
        if found.is_empty() && needless(app, &all).is_empty() && left_over(&all).is_empty() {
            return;
        }
        timer::sleep_ms(OWN_WAIT_MS).await;
        self.read_disk(app).await;
        let sent = self.sent.borrow().clone();
        let own = |entry: &InboxEntry| sent.contains(&entry.uid);
        let_go(app, mine, own).await;
        give_way(app, mine).await;
        let first = |all: &Entries, (id, entry): &Entry| {
            found.contains(id) && (own(entry) || entry.was_withdrawn() && took_up(&sent, all))
        };
        take_up(app, mine, first).await;
    }

    /// Where the device that sent it is gone.
    fn help(self: &Rc<Self>, app: App, mine: UserId) {
        let found = found(app, mine);
        if found.is_empty() || self.helps.replace(true) {
            return;
        }
        let following = Rc::clone(self);
        spawn_local(async move {
            let wait = OTHERS_WAIT_MS * (1.0 + random::chance());
            timer::sleep_ms(wait as u32).await;
            take_up(app, mine, |_, (id, _)| found.contains(id)).await;
            following.helps.set(false);
        });
    }

    /// A disk that does not answer now is asked at the next look.
    async fn read_disk(&self, app: App) {
        let (Some(store), false) = (app.device.store(), self.disk_was_read.get()) else {
            return;
        };
        if let Ok(rows) = store.queue().await {
            let uids = rows.iter().filter_map(|row| row.uid.parse::<Uid>().ok());
            self.sent.borrow_mut().extend(uids);
            self.disk_was_read.set(true);
        }
    }
}

/// None of somebody who does not work here any more.
fn entries(app: App, mine: UserId) -> Entries {
    match app.device.whose() {
        Some((user, _)) if user == mine => untrack(|| entries_of(app, mine)),
        _ => Entries::new(),
    }
}

/// One's own, and of each person of whose raised work something was taken up.
fn families(app: App, mine: UserId) -> Vec<Entries> {
    let others = match app.device.whose() {
        Some((user, _)) if user == mine => untrack(|| raised_and_taken_up(app)),
        _ => BTreeSet::new(),
    };
    let others = others.into_iter().filter(|author| *author != mine);
    let others = others.map(|author| untrack(|| entries_of(app, author)));
    [entries(app, mine)].into_iter().chain(others).collect()
}

fn found(app: App, mine: UserId) -> BTreeSet<InboxId> {
    let families = families(app, mine);
    families.iter().flat_map(|all| left_behind(all)).collect()
}

/// Did one of these take any of them up?
fn took_up(sent: &BTreeSet<Uid>, all: &Entries) -> bool {
    let by = |(_, entry): &Entry| match entry.answer() {
        Some(Answered::TakenUp { by }) => Some(by),
        _ => None,
    };
    all.iter().filter_map(by).any(|by| sent.contains(&by))
}

/// What waits for one of these follows after the next pull.
async fn take_up(app: App, mine: UserId, fits: impl Fn(&Entries, &Entry) -> bool) {
    let turn = turn();
    let _alone = turn.lock().await;
    for all in families(app, mine) {
        for id in left_behind(&all) {
            let found = all.iter().find(|(other, _)| *other == id);
            let fitting = found.filter(|entry| fits(&all, entry));
            if let Some(change) = fitting.and_then(|(_, entry)| as_it_was(entry).ok()) {
                // one that still does not fit stays in the inbox, and so does one that the disk does not take now
                let _ = taken_up(app, id, change).await;
            }
        }
    }
}

/// Drafts that were given up, and what two devices took up at once.
fn needless(app: App, entries: &Entries) -> Vec<InboxId> {
    let open = entries.iter().filter(|(_, entry)| entry.is_open());
    let given_up = given_up(&open.cloned().collect::<Entries>());
    let is_done = |change: &AnyChange| untrack(|| questions::is_done(app, change));
    let twice = taken_up_twice(entries, is_done);
    given_up.into_iter().chain(twice).collect()
}

async fn let_go(app: App, mine: UserId, own: impl Fn(&InboxEntry) -> bool) {
    let turn = turn();
    let _alone = turn.lock().await;
    let all = entries(app, mine);
    for id in needless(app, &all) {
        if all.iter().any(|(other, entry)| *other == id && own(entry)) {
            // one that the disk does not take now is let go of after the next pull
            let _ = app.device.commit(closing(id, Answered::KeptTheirs)).await;
        }
    }
}

/// What was corrected, and was not answered with its corrections: another device sent one of them, and this one or that answers both alike.
fn left_over(entries: &Entries) -> Vec<InboxId> {
    Corrections::among(entries).left_over()
}

async fn give_way(app: App, mine: UserId) {
    let turn = turn();
    let _alone = turn.lock().await;
    let all = entries(app, mine);
    for id in left_over(&all) {
        let found = all.iter().find(|(other, _)| *other == id);
        let deeds = found.map(|(id, entry)| untrack(|| questions::gives_way(app, *id, entry)));
        if let Some(deeds) = deeds.filter(|deeds| !deeds.is_empty()) {
            let _ = app.device.save(deeds).await;
        }
    }
}
