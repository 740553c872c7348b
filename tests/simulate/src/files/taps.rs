//! What people do with files, as the pages do it: hang one on an account or an offer, take one away, open one; and what somebody does who
//! only knows a hash. What fate does to files stands here as well.

use super::{Hung, Lost};
use crate::director::commit;
use crate::link::Link;
use crate::office::at_once;
use crate::profile::Profile;
use crate::tab::{Tab, View};
use crate::world::World;
use device::store::LocalStore;
use device::sync::filing;
use device::sync::server::Server;
use device::sync::session::Trouble;
use server::files::sweep::sweep;
use shared::accounts::Account;
use shared::attachments::{Attachment, Change, ContentHash, Draft, Media, Parent};
use shared::ids::AttachmentId;
use shared::offers::Offer;
use shared::record::RecordKey;
use shared::sync::AnyChange;
use std::rc::Rc;

/// Files of the same content, hung by different people.
const COMMON: usize = 3;
/// The process is started again after so long, at most.
const DOWN_MS: u64 = 60_000;

pub fn tap(world: &Rc<World>) -> Option<()> {
    let (files, chance) = (&world.files, &world.files.chance);
    if !files.on {
        return None;
    }
    let profile = chance.pick(&world.profiles.borrow()).cloned()?;
    let tab = chance.pick(&profile.tabs.borrow()).cloned()?;
    let view = tab.view.borrow().clone()?;
    if profile.leaving.get() || tab.group.is_frozen() {
        return None;
    }
    match chance.below(8) {
        0..=2 => attach(world, &profile, &tab, &view),
        3 => remove(world, &profile, &tab, &view),
        4..=5 => open(world, &profile, &tab, &view),
        6 => guess(world, &profile),
        _ => None,
    }
}

fn attach(world: &Rc<World>, profile: &Rc<Profile>, tab: &Rc<Tab>, view: &Rc<View>) -> Option<()> {
    let on = parent(world, view)?;
    let bytes = content(world);
    let (world, profile) = (Rc::clone(world), Rc::clone(profile));
    let (clock, tab, view) = (world.clock.clone(), Rc::clone(tab), Rc::clone(view));
    let group = Rc::clone(&tab.group);
    clock.spawn(&group, async move {
        let hash = ContentHash::of(&bytes);
        {
            let mut contents = world.files.contents.borrow_mut();
            let content = contents.entry(hash.clone()).or_default();
            content.bytes = bytes.clone();
            content.added_on.insert(profile.number);
        }
        if filing::add(&*view.store, &bytes, view.now()).await.is_err() {
            return view.store.revive().await;
        }
        let attachment = AttachmentId(world.made.id(&world.files.chance));
        let draft = Draft {
            on,
            name: "plate.pdf".into(),
            hash: hash.clone(),
            size_bytes: bytes.len() as u64,
            media: Media::Pdf,
        };
        let change = AnyChange::Attachments(Change::Added { attachment, draft });
        if let Some(uid) = commit(&world, &profile, &tab, &view, change) {
            let hung = Hung { attachment, hash };
            world.files.hung.borrow_mut().insert(uid, hung);
        }
    });
    Some(())
}

/// Mostly one that nobody else has.
fn content(world: &World) -> Vec<u8> {
    let chance = &world.files.chance;
    let (number, seed) = match chance.below(4) {
        0 => (0, chance.below(COMMON) as u64),
        _ => (1, chance.next()),
    };
    let most = 4 * world.files.piece_bytes as u64;
    let length = match number {
        0 => most / (seed + 1),
        _ => chance.between(30, most.max(31)),
    };
    let head = format!("%PDF-{number}{seed:020}");
    let filler = (0..length).map(|at| (at as u8).wrapping_mul(31));
    head.bytes().chain(filler).collect()
}

fn parent(world: &World, view: &View) -> Option<Parent> {
    let (chance, replica) = (&world.files.chance, view.replica.borrow());
    if chance.below(4) == 0 {
        let offer = chance.pick(&world.made.offers.borrow()).copied()?;
        replica.get(&RecordKey::of::<Offer>(offer))?;
        return Some(Parent::Offer(offer));
    }
    let account = chance.pick(&world.made.accounts.borrow()).copied()?;
    replica.get(&RecordKey::of::<Account>(account))?;
    Some(Parent::Account(account))
}

fn seen(world: &World, view: &View) -> Option<(AttachmentId, Attachment)> {
    let ids: Vec<AttachmentId> = {
        let hung = world.files.hung.borrow();
        hung.values().map(|hung| hung.attachment).collect()
    };
    let attachment = *world.files.chance.pick(&ids)?;
    let replica = view.replica.borrow();
    let row = replica.get(&RecordKey::of::<Attachment>(attachment))?;
    Some((attachment, row.typed::<Attachment>()?.clone()))
}

fn remove(world: &Rc<World>, profile: &Rc<Profile>, tab: &Rc<Tab>, view: &Rc<View>) -> Option<()> {
    let (attachment, _) = seen(world, view)?;
    let change = AnyChange::Attachments(Change::Removed { attachment });
    commit(world, profile, tab, view, change).map(|_| ())
}

fn open(world: &Rc<World>, profile: &Rc<Profile>, tab: &Rc<Tab>, view: &Rc<View>) -> Option<()> {
    let (_, attachment) = seen(world, view)?;
    let link = link(profile);
    let (world_of, view) = (Rc::clone(world), Rc::clone(view));
    world.clock.spawn(&tab.group, async move {
        let (hash, length) = (attachment.hash, attachment.size_bytes);
        let opened = filing::open(&*view.store, &link, &hash, length, view.now()).await;
        match opened {
            Ok(bytes) if ContentHash::of(&bytes) != hash => {
                let what = format!("{hash} was opened and is something else");
                world_of.book.broken("I18", what);
            }
            Err(Trouble::Store(_)) => view.store.revive().await,
            _ => {}
        }
    });
    Some(())
}

/// Whoever knows a hash asks whether somebody has it, and for the bytes.
fn guess(world: &Rc<World>, profile: &Rc<Profile>) -> Option<()> {
    let hash = world.files.chance.pick(&world.files.known()).cloned()?;
    let link = link(profile);
    world.clock.spawn(&world.air, async move {
        let _told = link.upload_stands(&hash).await;
        let _served = link.file_part(&hash, 0).await;
    });
    Some(())
}

fn link(profile: &Profile) -> Link {
    Link {
        line: Rc::clone(&profile.line),
        visitor: Rc::clone(&profile.visitor),
    }
}

pub fn strike(world: &Rc<World>, profile: &Rc<Profile>) {
    let (files, faults) = (&world.files, &world.files.faults);
    if files.strikes("files evicted", faults.files_evicted) {
        profile.kill_all(world);
        profile.disk.evict_files(&profile.name);
        files.faulted(world, Lost::Destroyed);
    }
    if files.strikes("file flipped", faults.file_flipped) {
        flip(world, profile);
    }
    if files.strikes("server died between", faults.died_between) {
        world.office.depot.die_after(files.chance.below(4) as u32);
    }
    if files.strikes("files swept", faults.swept) && world.office.is_up() {
        let office = &world.office;
        let swept = sweep(
            &office.depot,
            &office.database,
            office.workspace,
            office.now(),
        );
        if at_once(swept).is_err() {
            office.disk_failed();
        }
    }
    if world.office.disk_is_dead.replace(false) {
        let back = Rc::clone(world);
        world.clock.spawn(&world.air, async move {
            let pause = back.files.chance.between(1, DOWN_MS);
            back.clock.sleep(pause).await;
            back.office.start();
        });
    }
}

fn flip(world: &World, profile: &Profile) {
    let lying = profile.disk.files(&profile.name);
    let Some(file) = world.files.chance.pick(&lying) else {
        return;
    };
    let number = world.files.chance.below(file.pieces as usize) as u32;
    profile
        .disk
        .flip_file_piece(&profile.name, &file.hash, number);
    world.files.faulted(world, Lost::Damaged);
}
