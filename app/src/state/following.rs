//! Work that follows unasked: what waited for work that was taken up elsewhere or before, and what nobody needs to be asked about. Looked
//! for by the tab that leads, when it begins and after every pull.

use super::App;
use super::repair::{save, turn};
use crate::browser::{random, timer};
use crate::store::LocalStore;
use leptos::prelude::untrack;
use leptos::task::spawn_local;
use shared::ids::{InboxId, Uid, UserId};
use shared::sync::inbox::{Aboard, Unasked, giving_way, letting_go, taking_up};
use shared::sync::{InboxEntry, Replica};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Whoever took the parent up goes on with its dependants meanwhile.
const OWN_WAIT_MS: u32 = 3_000;
/// The device that sent a dependant comes first; the others help only where it is gone, and not all at the same time.
const OTHERS_WAIT_MS: f64 = 60_000.0;

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
        let found = unasked(app, mine);
        if found.is_nothing() {
            return;
        }
        timer::sleep_ms(OWN_WAIT_MS).await;
        self.read_disk(app).await;
        let sent = self.sent.borrow().clone();
        let own = |entry: &InboxEntry| sent.contains(&entry.uid);
        let_go(app, mine, own).await;
        give_way(app, mine).await;
        let before = found.left_behind;
        take_up(app, mine, |id, entry| before.contains(&id) && own(entry)).await;
    }

    /// Where the device that sent it is gone.
    fn help(self: &Rc<Self>, app: App, mine: UserId) {
        let found = unasked(app, mine).left_behind;
        if found.is_empty() || self.helps.replace(true) {
            return;
        }
        let following = Rc::clone(self);
        spawn_local(async move {
            let wait = OTHERS_WAIT_MS * (1.0 + random::chance());
            timer::sleep_ms(wait as u32).await;
            take_up(app, mine, |id, _| found.contains(&id)).await;
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

fn is_here(app: App, mine: UserId) -> bool {
    app.device.whose().is_some_and(|(user, _)| user == mine)
}

/// Nothing of somebody who does not work here any more.
fn unasked(app: App, mine: UserId) -> Unasked {
    match is_here(app, mine) {
        true => untrack(|| Unasked::of(&app, mine)),
        false => Unasked::default(),
    }
}

/// Those of the author's entries that are named and fit.
fn entries(
    app: App,
    mine: UserId,
    named: &[InboxId],
    fits: impl Fn(InboxId, &InboxEntry) -> bool,
) -> Vec<(InboxId, InboxEntry)> {
    let mut all = untrack(|| app.entries_of(mine));
    all.retain(|(id, entry)| named.contains(id) && fits(*id, entry));
    all.sort_by_key(|(id, _)| named.iter().position(|other| other == id));
    all
}

/// What waits for one of these follows after the next pull.
async fn take_up(app: App, mine: UserId, fits: impl Fn(InboxId, &InboxEntry) -> bool) {
    let turn = turn();
    let _alone = turn.lock().await;
    let found = unasked(app, mine).left_behind;
    for (id, entry) in entries(app, mine, &found, fits) {
        // one that still does not fit stays in the inbox, and so does one that the disk does not take now
        let _ = save(app, taking_up((id, &entry), &mut random::new_id)).await;
    }
}

async fn let_go(app: App, mine: UserId, own: impl Fn(&InboxEntry) -> bool) {
    let turn = turn();
    let _alone = turn.lock().await;
    let found = unasked(app, mine).needless;
    for (id, _) in entries(app, mine, &found, |_, entry| own(entry)) {
        // one that the disk does not take now is let go of after the next pull
        let _ = save(app, letting_go(id, &mut random::new_id)).await;
    }
}

async fn give_way(app: App, mine: UserId) {
    let turn = turn();
    let _alone = turn.lock().await;
    let found = unasked(app, mine).give_way;
    for (id, entry) in entries(app, mine, &found, |_, _| true) {
        let deeds = untrack(|| giving_way(&app, (id, &entry), &mut random::new_id));
        if !deeds.is_empty() {
            let _ = save(app, deeds).await;
        }
    }
}
