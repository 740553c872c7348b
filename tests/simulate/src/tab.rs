//! One page of one device: opens the disk, waits for the lead, pushes and pulls, hears the other tabs. It runs the steps of
//! `device::sync` as the app's driver does; it can be killed or frozen at every place where it waits.

use crate::checks;
use crate::clockwork::Group;
use crate::director::{freeze_midway, keep_tapping};
use crate::inbox::{Desk, Hands};
use crate::link::Link;
use crate::profile::Profile;
use crate::world::World;
use device::store::model::ModelStore;
use device::store::{Fence, LocalStore};
use device::sync::backoff::delay_ms;
use device::sync::hearing::{Next, hear};
use device::sync::leaving::hand_in;
use device::sync::opening::{self, reopen};
use device::sync::round::Rounds;
use device::sync::server::Failure;
use device::sync::session::{Host, News, Session, Trouble};
use device::sync::words::Words;
use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures::future::{Either, FutureExt, select};
use futures::lock::Mutex;
use server::sync::feed;
use shared::calendar::Moment;
use shared::record::RecordKey;
use shared::sync::Replica;
use shared::users::{Context, User};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::pin::pin;
use std::rc::{Rc, Weak};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wake {
    Work,
    Now,
}

/// The lead is asked for again when whoever had it falls silent.
pub const SILENCE_MS: u64 = 15_000;

pub struct Tab {
    pub number: usize,
    pub group: Rc<Group>,
    wakes: UnboundedSender<Wake>,
    ear: UnboundedSender<Words>,
    /// Words of other tabs that it did not come to yet.
    pub unheard: Cell<usize>,
    /// Once the disk was read.
    pub view: RefCell<Option<Rc<View>>>,
}

/// What the page shows.
pub struct View {
    pub replica: RefCell<Replica>,
    reading: Mutex<()>,
    pub store: Rc<ModelStore>,
    pub desk: Desk,
    tab: Weak<Tab>,
    profile: Rc<Profile>,
    world: Rc<World>,
}

pub type Loop = Session<ModelStore, Link, Rc<View>>;

enum Over {
    Deposed,
    Left,
}

impl Tab {
    pub fn start(world: &Rc<World>, profile: &Rc<Profile>, number: usize) -> Rc<Tab> {
        let (wakes, woken) = unbounded();
        let (ear, heard) = unbounded();
        let tab = Rc::new(Tab {
            number,
            group: Rc::default(),
            wakes,
            ear,
            unheard: Cell::new(0),
            view: RefCell::default(),
        });
        let life = live(Rc::clone(world), Rc::clone(profile), Rc::clone(&tab), woken);
        world.clock.spawn(&tab.group, life);
        let listening = listen(Rc::clone(world), Rc::clone(&tab), heard);
        world.clock.spawn(&tab.group, listening);
        tab
    }

    pub fn wake(&self, wake: Wake) {
        let _ended = self.wakes.unbounded_send(wake);
    }

    /// Another tab said something; a frozen one hears it when it thaws.
    pub fn hear(&self, words: Words) {
        self.unheard.set(self.unheard.get() + 1);
        let _ended = self.ear.unbounded_send(words);
    }
}

/// Words come in the order in which they were said, and nobody hears before the disk was read.
async fn listen(world: Rc<World>, tab: Rc<Tab>, mut heard: UnboundedReceiver<Words>) {
    while let Some(words) = heard.next().await {
        world.clock.sleep(world.chance.between(0, 3)).await;
        tab.unheard.set(tab.unheard.get() - 1);
        let Some(view) = tab.view.borrow().clone() else {
            continue;
        };
        world.clock.say(|| {
            let (said, at) = (
                format!("{words:?}"),
                view.replica.borrow().cursor().revision,
            );
            format!(
                "tab {} at {at} hears {}",
                tab.number,
                &said[..said.len().min(150)]
            )
        });
        match hear(&*view, words) {
            Next::Work => tab.wake(Wake::Work),
            Next::Now => tab.wake(Wake::Now),
            Next::Reopen => {
                let again = reread(Rc::clone(&world), Rc::clone(&tab), view);
                world.clock.spawn(&tab.group, again);
            }
            Next::Nothing | Next::Alive(_) | Next::Asked => {}
        }
    }
}

async fn reread(world: Rc<World>, tab: Rc<Tab>, view: Rc<View>) {
    let mut failures = 0;
    while reopen(&*view.store, &*view).await.is_err() {
        failures += 1;
        world.clock.sleep(u64::from(delay_ms(failures, 0.5))).await;
        view.store.revive().await;
    }
    if view.replica.borrow().is_incomplete() {
        view.profile.say(tab.number, &Words::Lacking);
    }
}

async fn live(
    world: Rc<World>,
    profile: Rc<Profile>,
    tab: Rc<Tab>,
    mut woken: UnboundedReceiver<Wake>,
) {
    let view = open(&world, &profile, &tab).await;
    tab.view.replace(Some(Rc::clone(&view)));
    let session = session(&profile, &tab, &view);
    if view.replica.borrow().is_incomplete() {
        profile.say(tab.number, &Words::Lacking);
    }
    loop {
        while !profile.take_lead(tab.number) {
            if woken.next().await.is_none() {
                return;
            }
        }
        match session.store.take_fence().await {
            Ok(fence) => {
                session.fence.set(fence);
                view.told(News::Leading(true));
            }
            Err(_) => {
                session.store.revive().await;
                profile.leave_lead(tab.number);
                world.clock.sleep(u64::from(delay_ms(2, 0.5))).await;
                continue;
            }
        }
        match lead(&world, &profile, &tab, &session, &mut woken).await {
            Over::Deposed => {
                profile.leave_lead(tab.number);
                // its rounds ended in the middle; the disk knows what became of them
                reread(Rc::clone(&world), Rc::clone(&tab), Rc::clone(&view)).await;
            }
            Over::Left => return profile.left(&world),
        }
    }
}

/// As often as it takes: a person reloads a page that does not open.
async fn open(world: &Rc<World>, profile: &Rc<Profile>, tab: &Rc<Tab>) -> Rc<View> {
    let store = Rc::new(profile.store());
    let mut failures = 0;
    loop {
        let context = profile.context(world);
        match opening::open(&*store, &context, &BTreeSet::new(), |_| ()).await {
            Ok(opened) => {
                return Rc::new(View {
                    replica: RefCell::new(opened.replica),
                    reading: Mutex::default(),
                    store,
                    desk: Desk::default(),
                    tab: Rc::downgrade(tab),
                    profile: Rc::clone(profile),
                    world: Rc::clone(world),
                });
            }
            Err(_) => {
                failures += 1;
                store.revive().await;
                world.clock.sleep(u64::from(delay_ms(failures, 0.5))).await;
            }
        }
    }
}

fn session(profile: &Rc<Profile>, tab: &Rc<Tab>, view: &Rc<View>) -> Loop {
    let (profile_told, number) = (Rc::clone(profile), tab.number);
    Session {
        store: Rc::clone(&view.store),
        server: Link {
            line: Rc::clone(&profile.line),
            visitor: Rc::clone(&profile.visitor),
        },
        host: Rc::clone(view),
        fence: Cell::new(Fence(0)),
        portion: RefCell::default(),
        backed_up: Cell::default(),
        disk_ahead: Cell::default(),
        push_bytes: Cell::new(view.world.swarm.carries),
        filing: RefCell::default(),
        line: Rc::default(),
        sender_withdrawn: Cell::default(),
        asks_again: Cell::default(),
        tell: Box::new(move |words| profile_told.say(number, words)),
    }
}

async fn lead(
    world: &Rc<World>,
    profile: &Rc<Profile>,
    tab: &Rc<Tab>,
    session: &Loop,
    woken: &mut UnboundedReceiver<Wake>,
) -> Over {
    // a run is shorter than a working day
    let rounds = Rounds::new(0, world.clock.now() as f64).tidying_every(world.swarm.tidies);
    let mut failures = 0;
    while profile.leads(tab.number) {
        let now = world.clock.now() as f64;
        let up = profile.line.up.get();
        freeze_midway(world, profile, tab);
        let ended = match up {
            true => rounds.round(session, now).await,
            false => Ok(()),
        };
        world.clock.say(|| {
            let (ended, cursor) = (
                format!("{ended:?}"),
                session.host.replica.borrow().cursor().revision,
            );
            format!(
                "device {} tab {} round {ended} at {cursor}",
                profile.number, tab.number
            )
        });
        let mut more = false;
        let wait = match ended {
            Ok(()) => {
                failures = 0;
                if up {
                    // as the app does: the next round at once
                    more = session.filing.borrow().has_more();
                    world.book.level(world, profile, tab.number, session);
                }
                if more { 1 } else { world.asks() }
            }
            Err(Trouble::Deposed) => return Over::Deposed,
            Err(Trouble::Server(Failure::Withdrawn(_))) => {
                match leave(world, profile, tab, session).await {
                    Ok(()) => return Over::Left,
                    Err(Trouble::Deposed) => return Over::Deposed,
                    Err(trouble) => {
                        world
                            .clock
                            .say(|| format!("device {} cannot leave: {trouble:?}", profile.number));
                        session.store.revive().await;
                        failed(world, &mut failures)
                    }
                }
            }
            Err(Trouble::Store(_)) => {
                session.store.revive().await;
                failed(world, &mut failures)
            }
            Err(Trouble::Server(_)) => failed(world, &mut failures),
        };
        next_wake(world, woken, wait, failures > 0).await;
    }
    Over::Deposed
}

/// Ends with the page as well.
struct HandsIn(Rc<Profile>);

impl HandsIn {
    fn begin(profile: &Rc<Profile>) -> Self {
        profile.hands_in.set(profile.hands_in.get() + 1);
        Self(Rc::clone(profile))
    }
}

impl Drop for HandsIn {
    fn drop(&mut self) {
        self.0.hands_in.set(self.0.hands_in.get() - 1);
    }
}

/// All there is gets an answer, then everything goes.
async fn leave(
    world: &Rc<World>,
    profile: &Rc<Profile>,
    tab: &Rc<Tab>,
    session: &Loop,
) -> Result<(), Trouble> {
    keep_tapping(world, profile);
    let window = HandsIn::begin(profile);
    hand_in(session).await?;
    profile.leaving.set(true);
    drop(window);
    // the pages of the other tabs close before anything goes
    let others = profile.tabs.borrow().clone();
    for other in others.iter().filter(|other| other.number != tab.number) {
        profile.kill_tab(world, other);
    }
    if session.store.wipe().await.is_ok() {
        return Ok(());
    }
    // a deletion that was cut short is finished by the next start
    while profile
        .disk
        .forget(profile.name.clone(), profile.weather())
        .await
        .is_err()
    {}
    Ok(())
}

/// I10: the more failures, the longer the wait, up to five minutes.
fn failed(world: &World, failures: &mut u32) -> u64 {
    *failures += 1;
    let wait = u64::from(delay_ms(
        *failures,
        world.chance.below(1000) as f64 / 1000.0,
    ));
    let least = 500u64 << (*failures - 1).min(20);
    if wait < least.min(150_000) {
        world
            .book
            .broken("I10", format!("{wait} ms after {failures} failures"));
    }
    wait
}

/// After a failure work alone does not shorten the wait.
async fn next_wake(world: &World, woken: &mut UnboundedReceiver<Wake>, wait: u64, failing: bool) {
    let mut limit = pin!(world.clock.sleep(wait));
    loop {
        match select(woken.next(), &mut limit).await {
            Either::Left((Some(Wake::Work), _)) if failing => {}
            _ => break,
        }
    }
    while let Some(Some(_)) = woken.next().now_or_never() {}
}

impl Host for View {
    fn replica(&self) -> &RefCell<Replica> {
        &self.replica
    }

    fn reading(&self) -> &Mutex<()> {
        &self.reading
    }

    fn context(&self) -> Context {
        let key = RecordKey::of::<User>(self.profile.user);
        let grants = self
            .replica
            .try_borrow()
            .ok()
            .and_then(|replica| replica.base().get(&key));
        if let Some(grants) = grants.and_then(|row| row.typed::<User>().cloned()) {
            self.profile.grants.replace(grants);
        }
        self.profile.context(&self.world)
    }

    /// Somebody may look at this moment.
    fn touched(&self, _: &BTreeSet<RecordKey>) {
        let world = &self.world;
        let alone = match &self.profile.tabs.borrow()[..] {
            [tab] => tab.unheard.get() == 0 && self.profile.saving.get() == 0,
            _ => false,
        };
        let replica = self.replica.borrow();
        if alone && world.chance.below(4) == 0 {
            checks::view_is_the_disks(world, &self.profile, &replica);
        }
        let level =
            *replica.cursor() == feed::cursor(&world.office.head()) && !replica.is_incomplete();
        if level && world.chance.below(4) == 0 {
            checks::cache_is_the_servers(world, &self.profile, &replica, "view");
        }
    }

    fn refilled(&self) {}

    fn told(&self, news: News) {
        if let Some(hands) = self.hands() {
            let following = &self.desk.following;
            following.hears(&hands, &self.replica, &news);
            // whoever has other rights now is asked about with the next contact
            self.context();
            let grants = self.profile.grants.borrow().clone();
            if self.desk.grants.replace(Some(grants.clone())) != Some(grants) {
                following.rights_changed(&hands);
            }
        }
    }
}

impl View {
    /// Whoever sits at this page; nobody before it is open.
    pub fn hands(&self) -> Option<Hands> {
        let tab = self.tab.upgrade()?;
        let view = tab.view.borrow().clone()?;
        Some(Hands {
            world: Rc::clone(&self.world),
            profile: Rc::clone(&self.profile),
            tab,
            view,
        })
    }

    pub fn now(&self) -> Moment {
        self.profile.now(&self.world)
    }
}
