//! Who does what next: people tap, fate strikes. One thing at a time, at random moments, as strong as this run has it.

use crate::checks;
use crate::files::taps as files;
use crate::people::Tapping;
use crate::profile::Profile;
use crate::tab::{SILENCE_MS, Tab, View, Wake};
use crate::world::World;
use device::store::{LocalStore, NewEntry};
use device::sync::opening;
use device::sync::words::Words;
use shared::ids::Uid;
use shared::sync::inbox::Deed;
use shared::sync::replica::Prepared;
use shared::sync::{AnyChange, Intention};
use std::rc::Rc;

/// How long a leader sleeps after another one took over, at most.
const ZOMBIE_MS: u64 = 200_000;
const TAPS_WHEN_LEAVING: u32 = 6;
/// One tap in so many is at the inbox, if anything lies there.
const ANSWERS_ONE_IN: usize = 5;

macro_rules! strikes {
    ($world:ident, $fault:ident) => {
        $world.chance.per_mille($world.swarm.$fault)
    };
}

macro_rules! struck {
    ($world:ident, $fault:ident) => {{
        $world.struck.borrow_mut().$fault += 1;
        $world.clock.say(|| stringify!($fault).to_uppercase());
    }};
}

/// Until the world is calm.
pub async fn direct(world: Rc<World>) {
    while !world.calm.get() {
        let pause = world.chance.between(1, world.swarm.pace);
        world.clock.sleep(pause).await;
        if world.calm.get() {
            return;
        }
        strike(&world);
        for _ in 0..=world.chance.below(3) {
            tap(&world);
        }
        files::tap(&world);
    }
}

fn tap(world: &Rc<World>) -> Option<()> {
    let profile = world.chance.pick(&world.profiles.borrow()).cloned()?;
    tap_on(world, &profile)
}

/// Whoever is told to leave does not stop at once.
pub fn keep_tapping(world: &Rc<World>, profile: &Rc<Profile>) {
    let (world, profile) = (Rc::clone(world), Rc::clone(profile));
    let clock = world.clock.clone();
    let pause = world.swarm.slow.min(40);
    clock.spawn(&Rc::clone(&world.air), async move {
        for _ in 0..TAPS_WHEN_LEAVING {
            world.clock.sleep(world.chance.between(0, pause)).await;
            if world.calm.get() || profile.gone.get() {
                return;
            }
            tap_on(&world, &profile);
        }
    });
}

fn tap_on(world: &Rc<World>, profile: &Rc<Profile>) -> Option<()> {
    if profile.leaving.get() {
        return None;
    }
    let tab = world.chance.pick(&profile.tabs.borrow()).cloned()?;
    let view = tab.view.borrow().clone()?;
    if tab.group.is_frozen() {
        return None;
    }
    if world.chance.below(ANSWERS_ONE_IN) == 0 && view.hands()?.answers() {
        return Some(());
    }
    let change = {
        let context = profile.context(world);
        let replica = view.replica.borrow();
        let tapping = Tapping {
            chance: &world.chance,
            replica: &replica,
            context: &context,
            made: &world.made,
        };
        tapping.change()?
    };
    commit(world, profile, &tab, &view, change);
    Some(())
}

/// As a page does: would it apply? Then strictly on disk, then shown, then the others are told.
pub fn commit(
    world: &Rc<World>,
    profile: &Rc<Profile>,
    tab: &Rc<Tab>,
    view: &Rc<View>,
    change: AnyChange,
) -> Option<Uid> {
    let uid = Uid(world.made.id(&world.chance));
    let context = profile.context(world);
    let prepared = view
        .replica
        .borrow()
        .prepare(change, uid, view.now(), &context);
    let prepared = prepared.ok()?;
    world.book.tried(uid, profile.number);
    world.clock.note(uid.0.as_u64_pair().1);
    let clock = world.clock.clone();
    let hands = (
        Rc::clone(world),
        Rc::clone(profile),
        Rc::clone(tab),
        Rc::clone(view),
    );
    if strikes!(world, newer_version) {
        struck!(world, newer_version);
        let (world, profile, tab, view) = hands;
        let future = from_the_future(world, profile, Rc::clone(&tab), view, prepared.intention);
        clock.spawn(&tab.group, future);
    } else {
        let (world, profile, tab, view) = hands;
        let save = save(world, profile, Rc::clone(&tab), view, prepared);
        clock.spawn(&tab.group, save);
    }
    Some(uid)
}

async fn save(
    world: Rc<World>,
    profile: Rc<Profile>,
    tab: Rc<Tab>,
    view: Rc<View>,
    prepared: Prepared,
) {
    let saving = Saving::begin(&profile);
    let uid = prepared.intention.uid.to_string();
    let appended = view.store.append(&uid, &prepared.bytes).await;
    let Ok(seq) = appended else {
        view.store.revive().await;
        return;
    };
    shown(&world, &profile, &tab, &view, prepared, seq);
    drop(saving);
    tab.wake(Wake::Work);
}

/// Several changes, on disk together or not at all; none looks at what another one leaves. Were they saved?
pub async fn save_all(
    world: &Rc<World>,
    profile: &Rc<Profile>,
    tab: &Rc<Tab>,
    view: &Rc<View>,
    deeds: Vec<Deed>,
) -> bool {
    if profile.leaving.get() {
        return false;
    }
    let context = profile.context(world);
    let prepare = |(uid, change, after): Deed| {
        let replica = view.replica.borrow();
        let prepared = replica.prepare(change, uid, view.now(), &context).ok()?;
        Some(match after {
            Some(before) => prepared.after(before),
            None => prepared,
        })
    };
    let prepared: Option<Vec<Prepared>> = deeds.into_iter().map(prepare).collect();
    let Some(prepared) = prepared else {
        return false;
    };
    for one in &prepared {
        world.book.tried(one.intention.uid, profile.number);
        world.clock.note(one.intention.uid.0.as_u64_pair().1);
    }
    world.book.takes_up(&prepared);
    let entry = |one: &Prepared| NewEntry {
        uid: one.intention.uid.to_string(),
        bytes: one.bytes.clone(),
    };
    let entries: Vec<NewEntry> = prepared.iter().map(entry).collect();
    let saving = Saving::begin(profile);
    let Ok(numbers) = view.store.append_all(&entries).await else {
        view.store.revive().await;
        return false;
    };
    for (one, seq) in prepared.into_iter().zip(numbers) {
        shown(world, profile, tab, view, one, seq);
    }
    drop(saving);
    tab.wake(Wake::Work);
    true
}

/// Saved: on the screen, in the book, and with the other tabs.
fn shown(world: &World, profile: &Profile, tab: &Tab, view: &View, prepared: Prepared, seq: u64) {
    let intention = prepared.intention.clone();
    view.replica.borrow_mut().committed(prepared, seq);
    world.book.shown(intention.uid);
    world.clock.say(|| {
        let (number, name, uid) = (profile.number, &intention.name, intention.uid);
        format!(
            "device {number} tab {} saved {name} {uid} as {seq}",
            tab.number
        )
    });
    let client = view.replica.borrow().client;
    let intention = Box::new(intention.sent_by(client, seq));
    profile.say(tab.number, &Words::Appended { intention });
}

/// Between disk and screen the two may differ; a tab that dies there does not count any more.
struct Saving(Rc<Profile>);

impl Saving {
    fn begin(profile: &Rc<Profile>) -> Self {
        profile.saving.set(profile.saving.get() + 1);
        Self(Rc::clone(profile))
    }
}

impl Drop for Saving {
    fn drop(&mut self) {
        self.0.saving.set(self.0.saving.get() - 1);
    }
}

/// Work of a version that is not out yet: kept and passed on, and quarantined by a server that does not know it.
async fn from_the_future(
    world: Rc<World>,
    profile: Rc<Profile>,
    tab: Rc<Tab>,
    view: Rc<View>,
    mut intention: Intention,
) {
    intention.version += 1;
    intention.hash = intention.digest();
    let bytes = serde_json::to_vec(&intention).expect("plain fields");
    let saving = Saving::begin(&profile);
    let Ok(seq) = view.store.append(&intention.uid.to_string(), &bytes).await else {
        return view.store.revive().await;
    };
    let context = profile.context(&world);
    let client = view.replica.borrow().client;
    let sent = intention.sent_by(client, seq);
    let _touched = opening::take(&mut view.replica.borrow_mut(), sent.clone(), &context);
    drop(saving);
    world.book.shown(sent.uid);
    let intention = Box::new(sent);
    profile.say(tab.number, &Words::Appended { intention });
    tab.wake(Wake::Work);
}

fn strike(world: &Rc<World>) {
    world.files.look(world);
    let Some(profile) = world.chance.pick(&world.profiles.borrow()).cloned() else {
        return;
    };
    world
        .clock
        .say(|| format!("fate looks at device {}", profile.number));
    on_the_line(world, &profile);
    on_the_tabs(world, &profile);
    on_the_disk(world, &profile);
    on_the_server(world);
    on_rights(world, &profile);
    files::strike(world, &profile);
}

fn on_the_line(world: &Rc<World>, profile: &Rc<Profile>) {
    let line = &profile.line;
    if !line.up.get() {
        if world.chance.below(4) == 0 {
            line.up.set(true);
            profile.wake(Wake::Now);
        }
    } else if strikes!(world, offline) {
        struck!(world, offline);
        line.up.set(false);
    }
    if line.portal.get() {
        if world.chance.below(3) == 0 {
            line.portal.set(false);
            profile.wake(Wake::Now);
        }
    } else if strikes!(world, captive_portal) {
        struck!(world, captive_portal);
        line.portal.set(true);
    }
    if strikes!(world, clock_jumped) {
        struck!(world, clock_jumped);
        profile.jumped.set(true);
        let years = world.chance.between(0, 4) as i64 - 2;
        profile
            .skew
            .set(years * 31_536_000_000 + world.chance.below(3_600_000) as i64);
    }
}

fn on_the_tabs(world: &Rc<World>, profile: &Rc<Profile>) {
    let tab = world.chance.pick(&profile.tabs.borrow()).cloned();
    match tab {
        None if world.chance.below(3) == 0 => profile.open_tab(world),
        None => {}
        Some(tab) if tab.group.is_frozen() => thaw(world, &tab),
        Some(tab) => {
            if strikes!(world, tab_killed) {
                struck!(world, tab_killed);
                profile.kill_tab(world, &tab);
            } else if strikes!(world, tab_frozen) {
                struck!(world, tab_frozen);
                profile.freeze(world, &tab);
            }
        }
    }
    if strikes!(world, second_tab) && profile.tabs.borrow().len() < 3 {
        struck!(world, second_tab);
        profile.open_tab(world);
    }
    if strikes!(world, power_cut) {
        struck!(world, power_cut);
        profile.kill_all(world);
        profile.written_to.take();
        profile
            .disk
            .power_cut(|_, commits| world.chance.below(commits + 1));
        world.book.nothing_is_lost(world);
        checks::settled_work_is_aboard(world, profile);
    }
}

fn thaw(world: &World, tab: &Tab) {
    if world.chance.below(3) == 0 {
        world.clock.thaw(&tab.group);
        tab.wake(Wake::Now);
    }
}

/// At the beginning of a round; where it stops is chance.
pub fn freeze_midway(world: &Rc<World>, profile: &Rc<Profile>, tab: &Rc<Tab>) {
    if world.calm.get() || !strikes!(world, zombie_leader) {
        return;
    }
    struck!(world, zombie_leader);
    let (world, profile, tab) = (Rc::clone(world), Rc::clone(profile), Rc::clone(tab));
    let clock = world.clock.clone();
    clock.spawn(&Rc::clone(&world.air), async move {
        let pause = world.chance.between(0, 2 * world.swarm.slow);
        world.clock.sleep(pause).await;
        if world.calm.get() || tab.group.is_frozen() {
            return;
        }
        profile.freeze(&world, &tab);
        if profile.tabs.borrow().len() == 1 {
            profile.open_tab(&world);
        }
        let pause = SILENCE_MS + world.chance.between(0, ZOMBIE_MS);
        world.clock.sleep(pause).await;
        world.clock.thaw(&tab.group);
    });
}

fn on_the_disk(world: &Rc<World>, profile: &Rc<Profile>) {
    let (disk, name) = (&profile.disk, &profile.name);
    let nth = world.chance.below(8);
    if strikes!(world, queue_entry_flipped) {
        struck!(world, queue_entry_flipped);
        if let Some(uid) = disk.flip_queue_entry(name, nth) {
            world.book.flipped(&uid);
        }
    }
    if strikes!(world, block_flipped) {
        struck!(world, block_flipped);
        disk.flip_block(name, nth);
    }
    if strikes!(world, journal_flipped) {
        struck!(world, journal_flipped);
        disk.flip_journal(name, nth);
    }
    // a browser takes storage from pages that are closed
    if strikes!(world, cache_evicted) {
        struck!(world, cache_evicted);
        profile.kill_all(world);
        profile.written_to.take();
        disk.evict_cache(name);
    }
    if strikes!(world, everything_evicted) {
        struck!(world, everything_evicted);
        profile.kill_all(world);
        profile.written_to.take();
        disk.evict_all(name);
        world.book.destroyed(world);
    }
    if strikes!(world, profile_cloned) && world.profiles.borrow().len() < 8 && !profile.gone.get() {
        struck!(world, profile_cloned);
        world.clone_profile(profile);
    }
}

fn on_the_server(world: &Rc<World>) {
    let office = &world.office;
    if strikes!(world, server_killed) {
        struck!(world, server_killed);
        office.die();
        let back = Rc::clone(world);
        world.clock.spawn(&world.air, async move {
            back.clock.sleep(back.chance.between(1, 120_000)).await;
            back.office.start();
        });
    }
    if world.chance.below(10) == 0 {
        office.repair(world.chance.below(2) == 0);
    }
    if world.chance.below(20) == 0 {
        office.back_up();
        world.book.backed_up();
    }
    if strikes!(world, restored_by_command) {
        struck!(world, restored_by_command);
        world.restore(true);
    }
    if strikes!(world, restored_by_hand) {
        struck!(world, restored_by_hand);
        world.restore(false);
    }
    if strikes!(world, feed_compacted) {
        struck!(world, feed_compacted);
        office.compact_feed();
    }
}

fn on_rights(world: &Rc<World>, profile: &Rc<Profile>) {
    if strikes!(world, granted) {
        struck!(world, granted);
        world.change_rights(profile.user);
    }
    if strikes!(world, disabled) {
        struck!(world, disabled);
        world.disable(profile.user);
    }
    if strikes!(world, device_withdrawn) {
        struck!(world, device_withdrawn);
        profile.visitor.withdrawn.set(true);
    }
}
