//! What follows unasked, and when: at a page whose time passes by hand.

use super::*;
use crate::store::ModelStore;
use crate::sync::following::{Following, Page, Step};
use crate::sync::session::News;
use futures::channel::oneshot;
use futures::executor::{LocalPool, LocalSpawner};
use futures::lock::Mutex;
use futures::task::LocalSpawnExt;
use shared::calendar::Moment;
use shared::ids::{InboxId, UserId};
use shared::record::RecordKey;
use shared::sync::inbox::{Aboard, Answered, Change, Deed, Entry};
use shared::sync::overlay::Ran;
use shared::sync::{AnyChange, InboxEntry};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use uuid::Uuid;

const AYSE: UserId = UserId(Uuid::from_u128(1));
const PARENT: u128 = 50;

struct Inbox(Vec<Entry>);

impl Aboard for Inbox {
    fn entries_of(&self, _: UserId) -> Vec<Entry> {
        self.0.clone()
    }
    fn would(&self, _: &AnyChange) -> Option<Ran> {
        None
    }
    fn has(&self, _: &RecordKey) -> bool {
        false
    }
    fn is_mine(&self, author: UserId) -> bool {
        author == AYSE
    }
}

/// Whoever waits hears a bell at the end, in milliseconds since the page began.
#[derive(Default)]
struct Bells {
    now: Cell<u32>,
    due: RefCell<BTreeMap<u32, oneshot::Sender<()>>>,
}

#[derive(Clone)]
struct Desk {
    person: Rc<Cell<UserId>>,
    inbox: Rc<RefCell<Vec<Entry>>>,
    taken_up: Rc<RefCell<Vec<u128>>>,
    store: Rc<ModelStore>,
    turn: Rc<Mutex<()>>,
    bells: Rc<Bells>,
    spawner: LocalSpawner,
}

impl Page for Desk {
    type Seen<'a> = Inbox;
    type Store = ModelStore;

    fn person(&self) -> Option<UserId> {
        Some(self.person.get())
    }
    fn seeing<T>(&self, read: impl FnOnce(&Inbox) -> T) -> T {
        read(&Inbox(self.inbox.borrow().clone()))
    }
    fn store(&self) -> Option<Rc<ModelStore>> {
        Some(Rc::clone(&self.store))
    }
    fn turn(&self) -> Rc<Mutex<()>> {
        Rc::clone(&self.turn)
    }
    fn new_id(&self) -> Uuid {
        id(999)
    }
    fn chance(&self) -> f64 {
        0.5
    }
    async fn sleep_ms(&self, milliseconds: u32) {
        let (bell, rings) = oneshot::channel();
        let at = self.bells.now.get() + milliseconds;
        self.bells.due.borrow_mut().insert(at, bell);
        let _rung = rings.await;
    }
    fn spawn(&self, work: impl Future<Output = ()> + 'static) {
        self.spawner.spawn_local(work).expect("the pool lives");
    }
    async fn save(&self, step: Step, deeds: Vec<Deed>) {
        assert_eq!(step, Step::TakeUp);
        for (_, change, _) in deeds {
            if let AnyChange::Inbox(Change::Answered { entry, answer }) = change {
                answered(&mut self.inbox.borrow_mut(), entry, &answer);
                self.taken_up.borrow_mut().push(entry.0.as_u128());
            }
        }
    }
}

fn answered(inbox: &mut [Entry], id: InboxId, answer: &Answered) {
    let found = inbox.iter_mut().find(|(other, _)| *other == id);
    found.expect("it lies there").1.answered = serde_json::to_string(answer).ok();
}

/// A device and its page.
struct At {
    device: Device,
    desk: Desk,
    following: Rc<Following>,
    pool: LocalPool,
}

impl At {
    /// Work that others wait for was taken up, and stands.
    fn work() -> At {
        let device = level(&ModelDisk::new(1), &[(1, 4)]);
        let pool = LocalPool::new();
        let desk = Desk {
            person: Rc::new(Cell::new(AYSE)),
            inbox: Rc::default(),
            taken_up: Rc::default(),
            store: Rc::clone(&device.store),
            turn: Rc::default(),
            bells: Rc::default(),
            spawner: pool.spawner(),
        };
        let at = At {
            device,
            desk,
            following: Rc::default(),
            pool,
        };
        at.lies(PARENT);
        let by = Uid(id(PARENT + 1));
        let parent = InboxId(id(PARENT));
        let mut inbox = at.desk.inbox.borrow_mut();
        answered(&mut inbox, parent, &Answered::TakenUp { by });
        drop(inbox);
        at
    }

    /// It waits for the work that was taken up.
    fn lies(&self, number: u128) {
        let prepared = prepared(&self.device, number, 0);
        let prepared = prepared.map_err(|refused| format!("{refused:?}"));
        let intention = prepared.expect("it applies").intention;
        let uid = Uid(id(PARENT));
        let reason = Reason::WaitingFor { uid };
        let (outcome, at) = (Outcome::Parked, Moment::EPOCH);
        let entry = InboxEntry::of(&intention, AYSE, outcome, &reason, at).remove(0);
        let entry = (InboxId(id(number)), entry);
        self.desk.inbox.borrow_mut().push(entry);
    }

    /// It waits for that other entry instead.
    fn waits(&self, number: u128, other: u128) {
        let mut inbox = self.desk.inbox.borrow_mut();
        let found = inbox.iter_mut().find(|(id, _)| id.0.as_u128() == number);
        let (_, entry) = found.expect("it lies there");
        let uid = Uid(id(other));
        entry.depends_on = vec![uid];
        entry.reason = serde_json::to_string(&Reason::WaitingFor { uid }).expect("plain");
    }

    fn hears(&mut self, news: &News) {
        let replica = &self.device.host.replica;
        self.following.hears(&self.desk, replica, news);
        self.pool.run_until_stalled();
    }

    /// Until the next bell rings.
    fn time_passes(&mut self) {
        let next = self.desk.bells.due.borrow_mut().pop_first();
        let (at, bell) = next.expect("somebody waits");
        self.desk.bells.now.set(at);
        let _gone = bell.send(());
        self.pool.run_until_stalled();
    }

    fn nobody_waits(&self) -> bool {
        self.desk.bells.due.borrow().is_empty()
    }

    fn taken_up(&self) -> Vec<u128> {
        self.desk.taken_up.borrow().clone()
    }
}

#[test]
fn what_this_device_sent_follows_before_others_help() {
    let mut at = At::work();
    commit(&at.device, 70);
    at.lies(70);
    at.lies(71);
    at.hears(&News::Pulled);
    assert_eq!(at.taken_up(), [0; 0], "whoever took the parent up goes on");
    at.time_passes();
    assert_eq!(at.taken_up(), [70]);
    at.time_passes();
    assert_eq!(at.taken_up(), [70, 71]);
    assert!(at.nobody_waits());
}

#[test]
fn what_is_left_behind_while_another_entry_rests_is_helped_too() {
    let mut at = At::work();
    at.lies(70);
    at.hears(&News::Pulled);
    at.time_passes();
    at.lies(71);
    at.hears(&News::Pulled);
    at.time_passes();
    assert_eq!(at.taken_up(), [0; 0], "neither of them was sent from here");
    at.time_passes();
    assert_eq!(at.taken_up(), [70]);
    at.time_passes();
    assert_eq!(at.taken_up(), [70, 71]);
}

#[test]
fn a_pull_during_a_look_is_looked_through_as_well() {
    let mut at = At::work();
    for number in [70, 71] {
        commit(&at.device, number);
    }
    at.lies(70);
    at.hears(&News::Pulled);
    at.lies(71);
    at.hears(&News::Pulled);
    at.time_passes();
    assert_eq!(at.taken_up(), [70], "the other one has not stood so long");
    at.time_passes();
    assert_eq!(at.taken_up(), [70, 71]);
}

#[test]
fn nothing_follows_of_somebody_who_does_not_work_here_any_more() {
    let mut at = At::work();
    commit(&at.device, 70);
    at.lies(70);
    at.hears(&News::Pulled);
    at.desk.person.set(UserId(id(2)));
    at.time_passes();
    assert_eq!(at.taken_up(), [0; 0]);
    assert!(at.nobody_waits());
}

#[test]
fn a_new_leader_looks_at_its_first_contact() {
    let mut at = At::work();
    let contact = News::Contact { server_time: None };
    at.lies(70);
    at.hears(&contact);
    assert!(at.nobody_waits(), "it does not lead");
    at.hears(&News::Leading(true));
    at.hears(&contact);
    assert!(!at.nobody_waits());
}

#[test]
fn what_a_first_fetch_by_blocks_brings_is_looked_through() {
    let mut at = At::work();
    at.lies(70);
    let told = at.device.host.news.take();
    assert!(told.contains(&News::Fetching(None)));
    told.iter().for_each(|news| at.hears(news));
    at.time_passes();
    at.time_passes();
    assert_eq!(at.taken_up(), [70]);
}

#[test]
fn rights_that_were_given_are_looked_at_by_whoever_leads() {
    let mut at = At::work();
    at.lies(70);
    at.following.rights_changed(&at.desk);
    at.pool.run_until_stalled();
    assert!(at.nobody_waits(), "it does not lead");
    at.hears(&News::Leading(true));
    at.following.rights_changed(&at.desk);
    at.pool.run_until_stalled();
    at.time_passes();
    at.time_passes();
    assert_eq!(at.taken_up(), [70]);
}

#[test]
fn whoever_helped_goes_on_with_what_waits_for_that() {
    let mut at = At::work();
    at.lies(70);
    at.lies(71);
    at.waits(71, 70);
    at.hears(&News::Pulled);
    at.time_passes();
    at.time_passes();
    assert_eq!(at.taken_up(), [70]);
    at.hears(&News::Pulled);
    at.time_passes();
    assert_eq!(at.taken_up(), [70, 71], "not a minute or two later");
}
