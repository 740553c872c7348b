//! Work that follows unasked: what waited for work that was taken up elsewhere or before, and what nobody needs to be asked about. Looked
//! for by the tab that leads, when it begins, after every pull, and when this person's rights change. What that is, and what is saved for it, is `shared::sync::inbox`'s to
//! say; when, and on which of a person's devices, is said here.

use super::session::News;
use crate::store::LocalStore;
use futures::lock::Mutex;
use shared::ids::{InboxId, Uid, UserId};
use shared::sync::inbox::{Aboard, Deed, Entry, Unasked, giving_way, letting_go, taking_up};
use shared::sync::{InboxEntry, Replica};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::future::Future;
use std::rc::Rc;
use uuid::Uuid;

/// Whoever took the parent up goes on with its dependants meanwhile.
const OWN_WAIT_MS: u32 = 3_000;
/// The device that sent a dependant comes first; the others help only where it is gone, and not all at the same time.
const OTHERS_WAIT_MS: f64 = 60_000.0;

/// What is done with one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    LetGo,
    GiveWay,
    TakeUp,
}

/// Where somebody works: what it shows, and its doors to time, chance and disk.
pub trait Page: Clone + 'static {
    type Seen<'a>: Aboard;
    type Store: LocalStore;

    /// Whoever works here now.
    fn person(&self) -> Option<UserId>;
    /// Looks at what is aboard at this moment.
    fn seeing<T>(&self, read: impl FnOnce(&Self::Seen<'_>) -> T) -> T;
    fn store(&self) -> Option<Rc<Self::Store>>;
    /// Held by whoever answers entries.
    fn turn(&self) -> Rc<Mutex<()>>;
    fn new_id(&self) -> Uuid;
    /// From 0 up to but not including 1.
    fn chance(&self) -> f64;
    fn sleep_ms(&self, milliseconds: u32) -> impl Future<Output = ()>;
    /// Ends with the page at the latest.
    fn spawn(&self, work: impl Future<Output = ()> + 'static);
    /// On the disk and in the view together, or not at all: what the disk does not take now is found at the next look.
    fn save(&self, step: Step, deeds: Vec<Deed>) -> impl Future<Output = ()>;
}

#[derive(Default)]
pub struct Following {
    /// What this device handed in: since the page began, and before as far as the disk keeps it.
    sent: RefCell<BTreeSet<Uid>>,
    disk_was_read: Cell<bool>,
    leads: Cell<bool>,
    /// This tab leads and was not in contact since.
    begins: Cell<bool>,
    /// What was taken up here in place of a device that is gone: what depends on it goes on from here.
    helped: RefCell<BTreeSet<Uid>>,
    /// A look is under way, and another one is wanted after it.
    looks: Cell<bool>,
    again: Cell<bool>,
    helps: Cell<bool>,
}

impl Following {
    /// Whoever holds the view hands on what it is told.
    pub fn hears(self: &Rc<Self>, page: &impl Page, replica: &RefCell<Replica>, news: &News) {
        match news {
            News::Leading(leads) => {
                self.leads.set(*leads);
                self.begins.set(*leads);
            }
            News::Contact { .. } if self.begins.take() => self.look(page),
            News::Pulled => self.look(page),
            News::Sending(true) => self.sends(replica),
            _ => {}
        }
    }

    /// What fitted nobody's rights may fit them now.
    pub fn rights_changed(self: &Rc<Self>, page: &impl Page) {
        if self.leads.get() {
            self.look(page);
        }
    }

    /// What goes out now, if it goes out at all.
    fn sends(&self, replica: &RefCell<Replica>) {
        if let Ok(replica) = replica.try_borrow() {
            let entries = replica.queue().entries().iter();
            let uids = entries.map(|pending| pending.intention.uid);
            self.sent.borrow_mut().extend(uids);
        }
    }

    fn look<P: Page>(self: &Rc<Self>, page: &P) {
        self.again.set(true);
        let Some(mine) = page.person() else {
            return;
        };
        if self.looks.replace(true) {
            return;
        }
        let (following, here) = (Rc::clone(self), page.clone());
        page.spawn(async move {
            while following.again.take() {
                following.own(&here, mine).await;
            }
            following.looks.set(false);
            following.help(&here, mine);
        });
    }

    /// What is found now and still stands so a while later. Another device may take it up all the same: the server has it done once.
    async fn own(&self, page: &impl Page, mine: UserId) {
        let found = unasked(page, mine);
        if found.is_nothing() {
            return;
        }
        page.sleep_ms(OWN_WAIT_MS).await;
        self.read_disk(page).await;
        let sent = self.sent.borrow().clone();
        let_go(page, mine, |entry| sent.contains(&entry.uid)).await;
        give_way(page, mine).await;
        let before = ids(&found.left_behind);
        let helped = self.helped.borrow().clone();
        let goes_on = |entry: &InboxEntry| {
            sent.contains(&entry.uid) || entry.depends_on.iter().any(|uid| helped.contains(uid))
        };
        let first = |(id, entry): &Entry| before.contains(id) && goes_on(entry);
        let taken_up = take_up(page, mine, first).await;
        self.helped.borrow_mut().extend(taken_up);
    }

    /// Where the device that sent it is gone.
    fn help<P: Page>(self: &Rc<Self>, page: &P, mine: UserId) {
        let found = ids(&unasked(page, mine).left_behind);
        if found.is_empty() || self.helps.replace(true) {
            return;
        }
        let (following, here) = (Rc::clone(self), page.clone());
        page.spawn(async move {
            let wait = OTHERS_WAIT_MS * (1.0 + here.chance());
            here.sleep_ms(wait as u32).await;
            let taken_up = take_up(&here, mine, |(id, _)| found.contains(id)).await;
            following.helped.borrow_mut().extend(taken_up);
            following.helps.set(false);
            // what was found meanwhile, or the disk did not take
            following.help(&here, mine);
        });
    }

    /// A disk that does not answer now is asked at the next look.
    async fn read_disk(&self, page: &impl Page) {
        let (Some(store), false) = (page.store(), self.disk_was_read.get()) else {
            return;
        };
        if let Ok(rows) = store.queue().await {
            let uids = rows.iter().filter_map(|row| row.uid.parse::<Uid>().ok());
            self.sent.borrow_mut().extend(uids);
            self.disk_was_read.set(true);
        }
    }
}

fn ids(entries: &[Entry]) -> BTreeSet<InboxId> {
    entries.iter().map(|(id, _)| *id).collect()
}

/// Nothing of somebody who does not work here any more.
fn unasked(page: &impl Page, mine: UserId) -> Unasked {
    match page.person() == Some(mine) {
        true => page.seeing(|seen| Unasked::of(seen, mine)),
        false => Unasked::default(),
    }
}

/// What waits for one of these follows after the next pull; one that still does not fit stays in the inbox.
async fn take_up(page: &impl Page, mine: UserId, fits: impl Fn(&Entry) -> bool) -> Vec<Uid> {
    let turn = page.turn();
    let _alone = turn.lock().await;
    let mut left_behind = unasked(page, mine).left_behind;
    left_behind.retain(|entry| fits(entry));
    for (id, entry) in &left_behind {
        let deeds = taking_up((*id, entry), &mut || page.new_id());
        page.save(Step::TakeUp, deeds).await;
    }
    left_behind.iter().map(|(_, entry)| entry.uid).collect()
}

async fn let_go(page: &impl Page, mine: UserId, own: impl Fn(&InboxEntry) -> bool) {
    let turn = page.turn();
    let _alone = turn.lock().await;
    let needless = unasked(page, mine).needless.into_iter();
    for (id, _) in needless.filter(|(_, entry)| own(entry)) {
        let deeds = letting_go(id, &mut || page.new_id());
        page.save(Step::LetGo, deeds).await;
    }
}

async fn give_way(page: &impl Page, mine: UserId) {
    let turn = page.turn();
    let _alone = turn.lock().await;
    for (id, entry) in unasked(page, mine).give_way {
        let deeds = page.seeing(|seen| giving_way(seen, (id, &entry), &mut || page.new_id()));
        if !deeds.is_empty() {
            page.save(Step::GiveWay, deeds).await;
        }
    }
}
