//! I18: what must hold of bytes. At every moment: the bytes of what a screen called saved lie whole somewhere, and what a device calls sent
//! lies on the server under a record. In the end: every attachment that stands is complete there, or counted as lost, exactly.

use super::{Content, Files, Lost};
use crate::book::Fate;
use crate::office::at_once;
use crate::profile::Profile;
use crate::world::World;
use device::store::model::LyingFile;
use server::files::named::named;
use shared::attachments::{Attachment, ContentHash};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Where every attachment ended that a screen called saved.
#[derive(Debug, Clone, Default)]
pub struct Sum {
    pub attached: u64,
    pub complete: u64,
    pub removed: u64,
    /// Their entry was not applied, and waits with its author.
    pub refused: u64,
    pub destroyed: u64,
    pub damaged: u64,
    pub struck: BTreeMap<&'static str, u64>,
}

impl Sum {
    pub fn add(&mut self, other: &Sum) {
        self.attached += other.attached;
        self.complete += other.complete;
        self.removed += other.removed;
        self.refused += other.refused;
        self.destroyed += other.destroyed;
        self.damaged += other.damaged;
        for (name, count) in &other.struck {
            *self.struck.entry(name).or_default() += count;
        }
    }

    pub fn adds_up(&self) -> bool {
        let counted = self.complete + self.removed + self.refused;
        self.attached == counted + self.destroyed + self.damaged
    }
}

impl Files {
    /// Now and then, because it reads all disks, and before fate strikes: whatever is missing then no fault took.
    pub fn look(&self, world: &World) {
        if !self.on {
            return;
        }
        for (invariant, what) in world.office.watch.wrongs.take() {
            world.book.broken(invariant, what);
        }
        self.nothing_is_called_sent_early(world);
        self.everything_lies_somewhere(world);
    }

    /// A fault struck: what is nowhere now is lost, and nobody could have helped it.
    pub fn faulted(&self, world: &World, lost: Lost) {
        if !self.on {
            return;
        }
        for (hash, content) in self.contents.borrow_mut().iter_mut() {
            if content.lost.is_none() && !is_anywhere(world, hash) {
                content.lost = Some(lost);
            }
        }
    }

    /// The server knows less than it told devices.
    pub fn restored(&self, world: &World) {
        if !self.on {
            return;
        }
        let share = self.faults.folder_put_back;
        if self.strikes("folder put back", share) {
            world.office.put_files_back();
        }
        for content in self.contents.borrow_mut().values_mut() {
            content.forgotten = true;
        }
    }

    fn everything_lies_somewhere(&self, world: &World) {
        let wanted = self.wanted(world);
        for (hash, content) in self.contents.borrow_mut().iter_mut() {
            if content.lost.is_some() || !wanted.contains(hash) || is_anywhere(world, hash) {
                continue;
            }
            if !content.forgotten {
                let what = format!("the bytes of {hash} lie nowhere, and no fault took them");
                world.book.broken("I18", what);
            }
            content.lost = Some(Lost::Destroyed);
        }
    }

    /// Named by an entry that a screen called saved and that waits or was applied.
    fn wanted(&self, world: &World) -> BTreeSet<ContentHash> {
        let (hung, entries) = (self.hung.borrow(), world.book.entries.borrow());
        let wanted = hung.iter().filter(|(uid, _)| {
            let entry = entries.get(uid).filter(|entry| entry.shown);
            entry.is_some_and(|entry| match entry.fate {
                Fate::Waits => true,
                Fate::Decided(outcome) => outcome.is_applied(),
                Fate::Destroyed => false,
            }) && !world.book.was_flipped(**uid)
        });
        wanted.map(|(_, hung)| hung.hash.clone()).collect()
    }

    /// By device, what its own applied entries name: what waits is to send whatever the note says.
    fn settled_on(&self, world: &World) -> BTreeSet<(usize, ContentHash)> {
        let (hung, entries) = (self.hung.borrow(), world.book.entries.borrow());
        let settled = hung.iter().filter_map(|(uid, hung)| {
            let entry = entries.get(uid).filter(|entry| entry.shown)?;
            let text = uid.to_string();
            let profile = world.profiles.borrow().get(entry.profile).cloned()?;
            let waits = profile.disk.waiting_uids(&profile.name).contains(&text);
            let applied = matches!(entry.fate, Fate::Decided(outcome) if outcome.is_applied());
            (applied && !waits).then(|| (entry.profile, hung.hash.clone()))
        });
        settled.collect()
    }

    /// What a device may drop is named on the server by a record, and complete there.
    fn nothing_is_called_sent_early(&self, world: &World) {
        let wanted = self.settled_on(world);
        for profile in world.profiles.borrow().iter() {
            for file in profile.disk.files(&profile.name) {
                let Ok(hash) = file.hash.parse::<ContentHash>() else {
                    continue;
                };
                let contents = self.contents.borrow();
                let own = |content: &&Content| {
                    content.added_on.contains(&profile.number) && !content.forgotten
                };
                let watched = contents.get(&hash).filter(own).is_some();
                if !watched
                    || to_send(&file) != Some(false)
                    || !wanted.contains(&(profile.number, hash.clone()))
                {
                    continue;
                }
                drop(contents);
                if !is_complete(world, &hash) || !is_named(world, &hash) {
                    let what = format!(
                        "device {} calls {hash} sent, and the server may not have it tomorrow",
                        profile.number
                    );
                    world.book.broken("I18", what);
                    if let Some(content) = self.contents.borrow_mut().get_mut(&hash) {
                        content.forgotten = true;
                    }
                }
            }
        }
    }

    /// What this device has still to hand in.
    pub fn unsent(&self, profile: &Profile) -> usize {
        if !self.on {
            return 0;
        }
        let lying = profile.disk.files(&profile.name);
        let waits = |file: &&LyingFile| file.whole && to_send(file) == Some(true);
        lying.iter().filter(waits).count()
    }

    /// Once all is healed.
    pub fn finish(&self, world: &World) -> Sum {
        let mut sum = Sum {
            struck: self.struck.borrow().clone(),
            ..Sum::default()
        };
        if !self.on {
            return sum;
        }
        self.look(world);
        let standing: BTreeMap<Uuid, Attachment> = (world.office.attachments().into_iter())
            .map(|(id, (_, attachment))| (id, attachment))
            .collect();
        let live = standing.values().filter(|found| found.removed.is_none());
        for hash in live.map(|found| &found.hash).collect::<BTreeSet<_>>() {
            self.is_complete_or_lost(world, hash);
        }
        let (hung, entries) = (self.hung.borrow(), world.book.entries.borrow());
        for (uid, hung) in hung.iter() {
            let Some(entry) = entries.get(uid).filter(|entry| entry.shown) else {
                continue;
            };
            sum.attached += 1;
            match entry.fate {
                Fate::Destroyed => sum.destroyed += 1,
                Fate::Waits => {}
                Fate::Decided(outcome) if !outcome.is_applied() => sum.refused += 1,
                Fate::Decided(_) => match standing.get(&hung.attachment.0) {
                    None => {}
                    Some(found) if found.removed.is_some() => sum.removed += 1,
                    Some(_) => match self.end_of(world, &hung.hash) {
                        None => sum.complete += 1,
                        Some(Lost::Destroyed) => sum.destroyed += 1,
                        Some(Lost::Damaged) => sum.damaged += 1,
                    },
                },
            }
        }
        if !sum.adds_up() {
            world.book.broken("I19", format!("files: {sum:?}"));
        }
        sum
    }

    /// A file that somebody has and the server lacks is asked for in time.
    pub fn lacking(&self, world: &World) -> Option<String> {
        if !self.on {
            return None;
        }
        let standing = world.office.attachments().into_iter();
        let mut live = standing.filter(|(_, (_, found))| found.removed.is_none());
        let profiles = world.profiles.borrow();
        let wanted = live.find(|(_, (_, found))| {
            let lies = || profiles.iter().any(|profile| has(profile, &found.hash));
            !is_complete(world, &found.hash) && lies()
        })?;
        Some(format!("{} is wanted", wanted.1.1.hash))
    }

    fn end_of(&self, world: &World, hash: &ContentHash) -> Option<Lost> {
        match is_complete(world, hash) {
            true => None,
            false => self.contents.borrow().get(hash)?.lost,
        }
    }

    fn is_complete_or_lost(&self, world: &World, hash: &ContentHash) {
        if let Some(bytes) = world.office.depot.read(world.office.workspace, hash) {
            if ContentHash::of(&bytes) != *hash {
                let what = format!("{hash} is kept and is something else");
                world.book.broken("I18", what);
            }
            return;
        }
        let profiles = world.profiles.borrow();
        let mut holders = profiles.iter().filter(|profile| has(profile, hash));
        let contents = self.contents.borrow();
        let lost = contents.get(hash).and_then(|content| content.lost);
        match (holders.next(), lost) {
            (Some(profile), _) => {
                let number = profile.number;
                let what = format!("{hash} lies on device {number}, and the server lacks it");
                world.book.broken("I18", what);
            }
            (None, None) => {
                let what = format!("{hash} lies nowhere, and no fault took it");
                world.book.broken("I18", what);
            }
            (None, Some(_)) => {}
        }
    }
}

fn has(profile: &Profile, hash: &ContentHash) -> bool {
    let lying = profile.disk.files(&profile.name);
    (lying.iter()).any(|file| file.hash == hash.as_str() && file.whole)
}

fn is_complete(world: &World, hash: &ContentHash) -> bool {
    let bytes = world.office.depot.read(world.office.workspace, hash);
    bytes.is_some_and(|bytes| ContentHash::of(&bytes) == *hash)
}

fn is_named(world: &World, hash: &ContentHash) -> bool {
    let (office, hash) = (&world.office, std::slice::from_ref(hash));
    let named = named(&office.database, office.workspace, hash);
    !at_once(named).expect("read").is_empty()
}

/// On the server, or on a device whose person hung it there: a copy that a stranger to it holds may go any time.
fn is_anywhere(world: &World, hash: &ContentHash) -> bool {
    let (hung, entries) = (world.files.hung.borrow(), world.book.entries.borrow());
    let named = hung.iter().filter(|(_, hung)| hung.hash == *hash);
    let authors = named.filter_map(|(uid, _)| Some(entries.get(uid)?.profile));
    let authors: BTreeSet<usize> = authors.collect();
    let profiles = world.profiles.borrow();
    let holds = |author: &usize| {
        profiles
            .get(*author)
            .is_some_and(|profile| has(profile, hash))
    };
    is_complete(world, hash) || authors.iter().any(holds)
}

/// Nothing when its note does not open.
fn to_send(file: &LyingFile) -> Option<bool> {
    let note: serde_json::Value = serde_json::from_slice(file.note.as_ref()?).ok()?;
    note["to_send"].as_bool()
}
