//! One browser profile of one person: a disk, a line, some tabs, and the lock that says which of them speaks.

use crate::link::Line;
use crate::office::{BEGIN, Visitor};
use crate::tab::{SILENCE_MS, Tab, View, Wake};
use crate::weather::Storms;
use crate::world::World;
use device::store::StoreName;
use device::store::model::{ModelDisk, ModelStore, Weather};
use device::sync::words::Words;
use shared::calendar::Moment;
use shared::ids::UserId;
use shared::sync::Cursor;
use shared::users::{Context, Rules, User};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

pub struct Profile {
    pub number: usize,
    pub user: UserId,
    pub name: StoreName,
    pub disk: ModelDisk,
    pub visitor: Rc<Visitor>,
    pub line: Rc<Line>,
    pub tabs: RefCell<Vec<Rc<Tab>>>,
    /// What the person was last known to be allowed.
    pub grants: RefCell<User>,
    /// Milliseconds by which the device's clock is wrong.
    pub skew: Cell<i64>,
    /// The person's data was handed in and deleted.
    pub gone: Cell<bool>,
    /// In how many tabs everything of it is getting an answer, so that it may be emptied.
    pub hands_in: Cell<u32>,
    /// The server has all there was: it may be deleted.
    pub leaving: Cell<bool>,
    /// The clock or the person's rights changed: what runs again now may end otherwise.
    pub jumped: Cell<bool>,
    /// Taps between disk and screen.
    pub saving: Cell<usize>,
    /// Where the cache on the disk stood when somebody looked last.
    pub written_to: RefCell<Option<Cursor>>,
    leader: Cell<Option<usize>>,
    tabs_ever: Cell<usize>,
}

impl Profile {
    pub fn new(
        number: usize,
        disk: ModelDisk,
        name: StoreName,
        visitor: Visitor,
        line: Line,
        grants: User,
    ) -> Rc<Self> {
        Rc::new(Self {
            number,
            user: visitor.user,
            name,
            disk,
            visitor: Rc::new(visitor),
            line: Rc::new(line),
            tabs: RefCell::default(),
            grants: RefCell::new(grants),
            skew: Cell::new(0),
            gone: Cell::new(false),
            hands_in: Cell::new(0),
            leaving: Cell::new(false),
            jumped: Cell::new(false),
            saving: Cell::new(0),
            written_to: RefCell::default(),
            leader: Cell::new(None),
            tabs_ever: Cell::new(0),
        })
    }

    pub fn store(&self) -> ModelStore {
        self.disk.open(self.name.clone(), self.weather())
    }

    pub fn weather(&self) -> Rc<dyn Weather> {
        Rc::new(Storms(Rc::clone(&self.line)))
    }

    /// The server's time as this device believes to know it.
    pub fn now(&self, world: &World) -> Moment {
        Moment::from_milliseconds(BEGIN + world.clock.now() as i64 + self.skew.get())
    }

    pub fn context(&self, world: &World) -> Context {
        let grants = self.grants.borrow();
        let moment = self.now(world);
        Context {
            user: self.user,
            roles: grants.roles.clone(),
            territories: grants.territories.clone(),
            sets: grants.sets.clone(),
            warehouses: None,
            system: false,
            moment,
            today: moment.utc_day(),
            offset_minutes: 0,
            rules: Rules::NOW,
        }
    }

    // --- tabs ---

    pub fn open_tab(self: &Rc<Self>, world: &Rc<World>) {
        if self.gone.get() {
            return;
        }
        let number = self.tabs_ever.get() + 1;
        self.tabs_ever.set(number);
        let tab = Tab::start(world, self, number);
        self.tabs.borrow_mut().push(tab);
    }

    pub fn kill_tab(&self, world: &World, tab: &Tab) {
        world.clock.kill(&tab.group);
        self.tabs
            .borrow_mut()
            .retain(|other| other.number != tab.number);
        self.leave_lead(tab.number);
    }

    pub fn kill_all(&self, world: &World) {
        for tab in self.tabs.take() {
            world.clock.kill(&tab.group);
        }
        self.leader.set(None);
    }

    /// Whoever waits for the lead takes it from a frozen tab after its silence.
    pub fn freeze(self: &Rc<Self>, world: &Rc<World>, tab: &Tab) {
        world.clock.freeze(&tab.group);
        let (profile, clock) = (Rc::clone(self), world.clock.clone());
        world.clock.spawn(&self.line.air, async move {
            clock.sleep(SILENCE_MS).await;
            profile.wake(Wake::Work);
        });
    }

    pub fn say(&self, from: usize, words: &Words) {
        for tab in self.tabs.borrow().iter().filter(|tab| tab.number != from) {
            tab.hear(words.clone());
        }
    }

    pub fn wake(&self, wake: Wake) {
        self.tabs.borrow().iter().for_each(|tab| tab.wake(wake));
    }

    /// What each of its pages shows.
    pub fn views(&self) -> Vec<Rc<View>> {
        let tabs = self.tabs.borrow();
        tabs.iter()
            .filter_map(|tab| tab.view.borrow().clone())
            .collect()
    }

    // --- the lead ---

    /// Takes the lock, from a frozen tab by force.
    pub fn take_lead(&self, tab: usize) -> bool {
        let held = self.leader.get().and_then(|leader| self.tab(leader));
        let free = held.is_none_or(|held| held.number == tab || held.group.is_frozen());
        if free {
            self.leader.set(Some(tab));
        }
        free
    }

    pub fn leads(&self, tab: usize) -> bool {
        self.leader.get() == Some(tab)
    }

    pub fn leave_lead(&self, tab: usize) {
        if self.leads(tab) {
            self.leader.set(None);
            self.wake(Wake::Work);
        }
    }

    fn tab(&self, number: usize) -> Option<Rc<Tab>> {
        self.tabs
            .borrow()
            .iter()
            .find(|tab| tab.number == number)
            .cloned()
    }

    /// Nobody works here any more.
    pub fn left(&self, world: &Rc<World>) {
        self.gone.set(true);
        world.book.nothing_is_lost(world);
    }
}
