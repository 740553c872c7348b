//! One run: a world from a seed, so many events, then healing, then everything is looked at.

use crate::book::{Fate, Violation};
use crate::checks;
use crate::director::direct;
use crate::documents::{self, Sums};
use crate::files::bytes::Sum;
use crate::inbox;
use crate::start::Company;
use crate::swarm::Struck;
use crate::tab::Wake;
use crate::world::World;
use shared::sync::Outcome;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A world that is not level after so many events of healing never will be.
const HEALING_EVENTS_MAX: u64 = 60_000;
/// A round when all is calm.
const QUIET_MS: u64 = 30_000;
/// Events between two looks at where the bytes of files are.
const FILES_EVERY: u64 = 16;
/// Between two looks whether it is level.
const LOOK_EVERY: u64 = 64;

#[derive(Debug, Clone, Default)]
pub struct Report {
    pub runs: u64,
    pub events: u64,
    pub healing_events: u64,
    pub struck: Struck,
    pub saved: u64,
    pub outcomes: BTreeMap<&'static str, u64>,
    /// Shown as saved, and destroyed with the only disk it was on.
    pub destroyed: u64,
    /// Kept by a disk although nobody saw it said so, and decided.
    pub unheard: u64,
    pub documents: Sums,
    /// How often a person put a transfer right.
    pub repaired: u64,
    pub stuck: u64,
    pub trace: u64,
    pub files: Sum,
    pub answers: inbox::Sum,
    pub violations: Vec<Violation>,
}

pub fn run(seed: u64, events: u64, tell: bool, company: &Company) -> Report {
    let (world, acted, stuck) = play(seed, events, tell, company);
    let report = report(&world, acted, stuck);
    world.end();
    report
}

/// Until everything was looked at; how many events there were before healing, and how many devices never got level.
pub fn play(seed: u64, events: u64, tell: bool, company: &Company) -> (Rc<World>, u64, u64) {
    let world = World::new(seed, company);
    if tell {
        world.clock.tell_all();
    }
    world.clock.spawn(&world.air, direct(Rc::clone(&world)));
    while world.clock.events() < events && world.clock.step() {
        world.book.nothing_is_lost(&world);
        documents::are_single(&world);
        if world.clock.events().is_multiple_of(FILES_EVERY) {
            world.files.look(&world);
        }
    }
    let acted = world.clock.events();
    heal(&world);
    let stuck = u64::from(!level_in_time(&world, acted));
    if stuck == 0 {
        nobody_compares_for_ever(&world);
    }
    finish(&world);
    (world, acted, stuck)
}

fn heal(world: &Rc<World>) {
    world.calm.set(true);
    world.office.heal();
    world.files.calm.set(true);
    for profile in world.profiles.borrow().iter() {
        let line = &profile.line;
        line.calm.set(true);
        line.up.set(true);
        line.portal.set(false);
        for tab in profile.tabs.borrow().iter() {
            world.clock.thaw(&tab.group);
        }
        // what a page was told cannot be sent, a person tries again by loading it anew
        if world.files.unsent(profile) > 0 {
            profile.kill_all(world);
        }
        if profile.tabs.borrow().is_empty() {
            profile.open_tab(world);
        }
        profile.wake(Wake::Now);
    }
}

/// I7, I15, I17: all queues drain, all devices arrive at the server's revision, all documents at the ERP, and nobody waits for what will not
/// be answered.
fn level_in_time(world: &Rc<World>, acted: u64) -> bool {
    loop {
        for _ in 0..LOOK_EVERY {
            if !world.clock.step() {
                break;
            }
            documents::are_single(world);
        }
        world.office.repair(true);
        world.book.nothing_is_lost(world);
        world.files.look(world);
        let (behind, unsettled) = (world.behind(), world.unsettled());
        let level = behind.is_empty() && unsettled.is_none();
        let left = level.then(|| world.left_behind()).flatten();
        if level && left.is_none() {
            return true;
        }
        if world.clock.events() - acted > HEALING_EVENTS_MAX {
            if let Some(what) = left {
                world.book.broken("I7", format!("after healing: {what}"));
            }
            if let Some(what) = unsettled {
                world.book.broken("I17", format!("after healing: {what}"));
            }
            if !behind.is_empty() {
                let what = format!("after healing: {}", behind.join("; "));
                world.book.broken("I15", what);
            }
            return false;
        }
    }
}

/// I10: whoever is level and asks again has no reason to compare blocks. The first time late messages may still arrive, the second time
/// the end of a request that stood still, after which somebody finds a damaged block; again after that nobody has a reason.
fn nobody_compares_for_ever(world: &Rc<World>) {
    let compared = || {
        let before = world.office.manifests.borrow().clone();
        ask_again(world);
        *world.office.manifests.borrow() != before
    };
    ask_again(world);
    if compared() && compared() {
        let what = "a device that was level compared blocks again and again".to_owned();
        world.book.broken("I10", what);
    }
}

fn ask_again(world: &Rc<World>) {
    for profile in world.profiles.borrow().iter() {
        profile.wake(Wake::Now);
    }
    let until = world.clock.now() + QUIET_MS;
    while world.clock.now() < until && world.clock.step() {}
}

fn finish(world: &Rc<World>) {
    world.finished.set(true);
    for profile in world
        .profiles
        .borrow()
        .iter()
        .filter(|profile| !profile.gone.get())
    {
        for view in profile.views() {
            let replica = view.replica.borrow();
            checks::cache_is_the_servers(world, profile, &replica, "view");
            checks::view_is_the_disks(world, profile, &replica);
        }
    }
    checks::server_is_right(world);
    checks::sums_are_exact(world);
    world.book.taken_up_once();
    documents::are_settled(world);
}

fn report(world: &World, acted: u64, stuck: u64) -> Report {
    let mut report = Report {
        runs: 1,
        events: acted,
        healing_events: world.clock.events() - acted,
        struck: world.struck.borrow().clone(),
        stuck,
        documents: world.office.ledger.sums.borrow().clone(),
        repaired: world.office.ledger.repaired.get(),
        trace: world.clock.trace(),
        files: world.files.finish(world),
        answers: world.book.answers.borrow().clone(),
        violations: world.book.violations.borrow().clone(),
        ..Report::default()
    };
    for entry in world.book.entries.borrow().values() {
        report.saved += u64::from(entry.shown);
        match entry.fate {
            Fate::Decided(outcome) if entry.shown => {
                *report.outcomes.entry(outcome.word()).or_default() += 1;
            }
            Fate::Decided(_) => report.unheard += 1,
            Fate::Destroyed => report.destroyed += u64::from(entry.shown),
            Fate::Waits => {}
        }
    }
    report
}

impl Report {
    pub fn add(&mut self, other: Report) {
        self.runs += other.runs;
        self.events += other.events;
        self.healing_events += other.healing_events;
        self.struck.add(&other.struck);
        self.saved += other.saved;
        self.files.add(&other.files);
        self.answers.add(&other.answers);
        for (outcome, count) in other.outcomes {
            *self.outcomes.entry(outcome).or_default() += count;
        }
        self.destroyed += other.destroyed;
        self.unheard += other.unheard;
        self.documents.add(&other.documents);
        self.repaired += other.repaired;
        self.stuck += other.stuck;
        self.violations.extend(other.violations);
    }

    /// saved = applied + merged + parked + rejected + quarantined + destroyed; documents = transfers + forgotten by restores
    pub fn adds_up(&self) -> bool {
        let saved = self.outcomes.values().sum::<u64>() + self.destroyed;
        self.saved == saved && self.documents.add_up() && self.files.adds_up()
    }

    pub fn of(&self, outcome: Outcome) -> u64 {
        self.outcomes.get(outcome.word()).copied().unwrap_or(0)
    }
}
