//! Work that follows unasked: what waited for work that was taken up elsewhere or before, and what nobody needs to be asked about. Looked
//! for by the tab that leads, when it begins and after every pull.

use super::App;
use super::repair::{save, turn};
use crate::browser::{random, timer};
use crate::store::LocalStore;
use leptos::prelude::untrack;
use leptos::task::spawn_local;
use shared::ids::{InboxId, Uid, UserId};
use shared::sync::inbox::{Entry, Unasked, giving_way, letting_go, taking_up};
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
        let_go(app, mine, |entry| sent.contains(&entry.uid)).await;
        give_way(app, mine).await;
        let before: BTreeSet<InboxId> = found.left_behind.iter().map(|(id, _)| *id).collect();
        let first = |(id, entry): &Entry| before.contains(id) && sent.contains(&entry.uid);
        take_up(app, mine, first).await;
    }

    /// Where the device that sent it is gone.
    fn help(self: &Rc<Self>, app: App, mine: UserId) {
        let found = unasked(app, mine).left_behind;
        if found.is_empty() || self.helps.replace(true) {
            return;
        }
        let found: BTreeSet<InboxId> = found.iter().map(|(id, _)| *id).collect();
        let following = Rc::clone(self);
        spawn_local(async move {
            let wait = OTHERS_WAIT_MS * (1.0 + random::chance());
            timer::sleep_ms(wait as u32).await;
            take_up(app, mine, |(id, _)| found.contains(id)).await;
            following.helps.set(false);
            // what was found meanwhile, or the disk did not take
            following.help(app, mine);
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

/// Nothing of somebody who does not work here any more.
fn unasked(app: App, mine: UserId) -> Unasked {
    let whose = app.device.whose();
    match whose.is_some_and(|(user, _)| user == mine) {
        true => untrack(|| Unasked::of(&app, mine)),
        false => Unasked::default(),
    }
}

/// What waits for one of these follows after the next pull.
async fn take_up(app: App, mine: UserId, fits: impl Fn(&Entry) -> bool) {
    let turn = turn();
    let _alone = turn.lock().await;
    let mut found = unasked(app, mine).left_behind;
    found.retain(|entry| untrack(|| fits(entry)));
    for (id, entry) in found {
        // one that still does not fit stays in the inbox, and so does one that the disk does not take now
        let _ = save(app, taking_up((id, &entry), &mut random::new_id)).await;
    }
}

async fn let_go(app: App, mine: UserId, own: impl Fn(&InboxEntry) -> bool) {
    let turn = turn();
    let _alone = turn.lock().await;
    for (id, _) in (unasked(app, mine).needless.into_iter()).filter(|(_, entry)| own(entry)) {
        // one that the disk does not take now is let go of after the next pull
        let _ = save(app, letting_go(id, &mut random::new_id)).await;
    }
}

async fn give_way(app: App, mine: UserId) {
    let turn = turn();
    let _alone = turn.lock().await;
    for (id, entry) in unasked(app, mine).give_way {
        let deeds = untrack(|| giving_way(&app, (id, &entry), &mut random::new_id));
        if !deeds.is_empty() {
            let _ = save(app, deeds).await;
        }
    }
}
