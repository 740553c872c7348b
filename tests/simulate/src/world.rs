//! Everything of one run in one value: time, chance, the server, the devices, and the book in which promises are kept.

use crate::book::Book;
use crate::chance::Chance;
use crate::clockwork::{Clockwork, Group};
use crate::files::Files;
use crate::link::Line;
use crate::office::{Office, Visitor};
use crate::people::Made;
use crate::profile::Profile;
use crate::start::Company;
use crate::swarm::{Struck, Swarm};
use crate::tab::{View, Wake};
use crate::tables::Tables;
use device::store::StoreName;
use device::store::model::ModelDisk;
use server::sync::feed;
use shared::ids::UserId;
use shared::users::User;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

pub struct World {
    pub clock: Clockwork,
    pub chance: Rc<Chance>,
    pub swarm: Rc<Swarm>,
    pub struck: Rc<RefCell<Struck>>,
    pub office: Rc<Office>,
    pub tables: Tables,
    pub profiles: RefCell<Vec<Rc<Profile>>>,
    pub book: Book,
    pub made: Made,
    pub files: Rc<Files>,
    /// What is under way between devices and server.
    pub air: Rc<Group>,
    pub calm: Cell<bool>,
    /// Nothing is under way any more.
    pub finished: Cell<bool>,
    restored: Cell<bool>,
}

impl World {
    pub fn new(seed: u64, company: &Company) -> Rc<World> {
        let chance = Rc::new(Chance::new(seed));
        let swarm = Rc::new(Swarm::of(&chance));
        let (clock, struck) = (Clockwork::new(), Rc::<RefCell<Struck>>::default());
        let database = company.database();
        let office = Office::new(
            database,
            company.workspace,
            clock.clone(),
            Rc::clone(&chance),
            Rc::clone(&swarm),
            Rc::clone(&struck),
        );
        let made = company.made();
        let world = Rc::new(World {
            clock: clock.clone(),
            chance,
            swarm,
            struck,
            office: Rc::new(office),
            tables: Tables::default(),
            profiles: RefCell::default(),
            book: Book::new(clock.clone()),
            made,
            files: Rc::new(Files::of(seed)),
            air: Rc::default(),
            calm: Cell::new(false),
            finished: Cell::new(false),
            restored: Cell::new(false),
        });
        world.office.begin_work(0);
        world.book.read_log(&world.office);
        world.office.back_up();
        world.book.backed_up();
        world.hint();
        for (number, user) in company.seats(&world.chance).into_iter().enumerate() {
            world.seat(number, user, company.grants(user));
        }
        world
    }

    fn seat(self: &Rc<Self>, number: usize, user: UserId, grants: User) {
        let disk = ModelDisk::new(self.chance.next());
        disk.cut_files_into(self.files.piece_bytes);
        let name = StoreName::new("acme", &user.to_string());
        let device = self.made.id(&self.chance);
        let visitor = Visitor {
            user,
            device,
            seat: device,
            withdrawn: Cell::new(false),
        };
        let profile = Profile::new(number, disk, name, visitor, self.line(), grants);
        self.profiles.borrow_mut().push(Rc::clone(&profile));
        profile.open_tab(self);
    }

    pub fn line(&self) -> Line {
        Line {
            clock: self.clock.clone(),
            chance: Rc::clone(&self.chance),
            swarm: Rc::clone(&self.swarm),
            struck: Rc::clone(&self.struck),
            air: Rc::clone(&self.air),
            office: Rc::clone(&self.office),
            files: Rc::clone(&self.files),
            up: Cell::new(true),
            portal: Cell::new(false),
            calm: Cell::new(false),
        }
    }

    /// After each round the book reads the log, and devices are told that there is something new; hints can be lost.
    fn hint(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        let told = move || {
            let Some(world) = weak.upgrade() else { return };
            world.book.read_log(&world.office);
            for (seat, client, numbers) in world.office.declared.take() {
                world.book.declared(&world, seat, client, &numbers);
            }
            for decided in world.office.answers.take() {
                world.book.answered(&decided);
            }
            for profile in world.profiles.borrow().iter() {
                let lost = !world.calm.get() && world.chance.per_mille(world.swarm.pokes_lost);
                if lost {
                    world.struck.borrow_mut().pokes_lost += 1;
                } else if profile.line.up.get() {
                    let (profile, world_of) = (Rc::clone(profile), Rc::clone(&world));
                    world.clock.spawn(&world.air, async move {
                        world_of.clock.sleep(world_of.chance.between(1, 50)).await;
                        profile.wake(Wake::Work);
                    });
                }
            }
        };
        self.office.news.borrow_mut().push(Box::new(told));
    }

    /// How long a device waits that has nothing to do.
    pub fn asks(&self) -> u64 {
        if self.calm.get() {
            60_000
        } else {
            self.swarm.asks
        }
    }

    pub fn note_restored(&self) {
        self.restored.set(true);
    }

    pub fn was_restored(&self) -> bool {
        self.restored.get()
    }

    /// What is not yet level with the server, in words.
    pub fn behind(&self) -> Vec<String> {
        let head = feed::cursor(&self.office.head());
        let behind = |profile: &Rc<Profile>| {
            if profile.gone.get() {
                return None;
            }
            let waiting =
                profile.disk.waiting_uids(&profile.name).len() + self.files.unsent(profile);
            let views = profile.views();
            let level = |view: &Rc<View>| {
                let replica = view.replica.borrow();
                *replica.cursor() == head && !replica.is_incomplete() && replica.queue().is_empty()
            };
            let level = waiting == 0 && !views.is_empty() && views.iter().all(level);
            let stands: Vec<_> = (views.iter())
                .map(|view| {
                    let replica = view.replica.borrow();
                    let cursor = replica.cursor().revision;
                    let waits: Vec<_> = (replica.queue().entries().iter())
                        .map(|pending| (pending.intention.seq, pending.intention.uid))
                        .collect();
                    (cursor, waits, replica.is_incomplete())
                })
                .collect();
            let (number, there) = (profile.number, head.revision);
            (!level).then(|| {
                format!("device {number} has {waiting} waiting, its tabs stand at (revision, waiting, incomplete) {stands:?} of {there}")
            })
        };
        self.profiles.borrow().iter().filter_map(behind).collect()
    }

    /// What ought to follow unasked and did not, in words.
    pub fn left_behind(&self) -> Option<String> {
        let profiles = self.profiles.borrow();
        let there = profiles.iter().filter(|profile| !profile.gone.get());
        let hands = there
            .flat_map(|profile| profile.views())
            .filter_map(|view| view.hands());
        let mut left = hands.filter_map(|hands| {
            let found = hands.left_behind();
            let number = hands.profile.number;
            (!found.is_empty()).then(|| format!("device {number} leaves {found:?} behind"))
        });
        left.next()
    }

    /// What is not yet with the ERP, in words.
    pub fn unsettled(&self) -> Option<String> {
        let mut rows = self.office.transfers().into_iter();
        let open = rows.find(|row| !matches!(&*row.state, "confirmed" | "withdrawn"));
        let transfer = open.map(|row| format!("transfer {} is {}", row.key, row.state));
        let job = || self.office.works().then(|| "a job does not end".to_owned());
        let file = || self.files.lacking(self);
        transfer.or_else(job).or_else(file)
    }

    /// Lets go of everything: tasks hold the world, and the world holds the tasks.
    pub fn end(&self) {
        for profile in self.profiles.take() {
            profile.kill_all(self);
        }
        self.office.die();
        self.clock.kill(&self.air);
        self.clock.kill(&self.office.erp.street);
        self.office.news.borrow_mut().clear();
    }
}
