//! Files without a disk, for simulations: each call is one moment, and the process can be made to die between two of them.

use super::depot::{At, Depot, Lying, Owner, Spot};
use shared::attachments::ContentHash;
use shared::calendar::Moment;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

#[derive(Clone, Debug)]
struct Content {
    bytes: Vec<u8>,
    /// A mark counts as many bytes as its file has.
    counts: u64,
    since: Moment,
}

#[derive(Debug, Default)]
struct Contents {
    files: BTreeMap<(Spot, ContentHash), Content>,
    /// Changes that still happen before the process dies.
    fuse: Option<u32>,
}

#[derive(Clone, Debug, Default)]
pub struct MemoryDepot(Arc<Mutex<Contents>>);

/// What a backup has: the files that were kept, and who has proven them.
#[derive(Clone, Debug, Default)]
pub struct SavedFiles(BTreeMap<(Spot, ContentHash), Content>);

impl MemoryDepot {
    fn contents(&self) -> MutexGuard<'_, Contents> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// After so many more changes nothing is done any more, until [`MemoryDepot::start`].
    pub fn die_after(&self, changes: u32) {
        self.contents().fuse = Some(changes);
    }

    pub fn start(&self) {
        self.contents().fuse = None;
    }

    /// The bytes that stand under this name.
    pub fn read(&self, workspace: Uuid, hash: &ContentHash) -> Option<Vec<u8>> {
        let contents = self.contents();
        let found = contents.files.get(&(Spot::Kept(workspace), hash.clone()));
        found.map(|content| content.bytes.clone())
    }

    pub fn saved(&self) -> SavedFiles {
        let mut saved = self.contents().files.clone();
        saved.retain(|(spot, _), _| matches!(spot, Spot::Kept(_) | Spot::Proven(_)));
        SavedFiles(saved)
    }

    /// As on another disk: what was saved, and nothing besides.
    pub fn put_back(&self, saved: &SavedFiles) {
        self.contents().files = saved.0.clone();
    }

    fn mark_at(
        &self,
        spot: Spot,
        hash: &ContentHash,
        (counts, since): (u64, Moment),
    ) -> io::Result<()> {
        let mark = Content {
            bytes: Vec::new(),
            counts,
            since,
        };
        self.change(|contents| {
            contents.files.insert((spot, hash.clone()), mark);
            Ok(())
        })
    }

    fn change<T>(&self, work: impl FnOnce(&mut Contents) -> io::Result<T>) -> io::Result<T> {
        let mut contents = self.contents();
        match &mut contents.fuse {
            Some(0) => return Err(io::Error::other("the process is dead")),
            Some(left) => *left -= 1,
            None => {}
        }
        work(&mut contents)
    }
}

impl Depot for MemoryDepot {
    type Lock = ();

    async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> io::Result<T> + Send + 'static,
    ) -> io::Result<T> {
        work(self)
    }

    fn turn(&self, _: Owner) -> io::Result<()> {
        Ok(())
    }

    fn stays(&self, _: Uuid) -> io::Result<()> {
        Ok(())
    }

    fn alone(&self, _: Uuid) -> io::Result<()> {
        Ok(())
    }

    fn owners(&self, workspace: Uuid) -> io::Result<Vec<Owner>> {
        let contents = self.contents();
        let spots = contents.files.keys().map(|(spot, _)| *spot);
        let owner = |spot| match spot {
            Spot::Unfinished(owner) | Spot::Brought(owner) | Spot::Proven(owner) => Some(owner),
            Spot::Kept(_) => None,
        };
        let mut owners: Vec<Owner> = spots.filter_map(owner).collect();
        owners.retain(|owner| owner.workspace == workspace);
        owners.sort();
        owners.dedup();
        Ok(owners)
    }

    fn lying(&self, spot: Spot) -> io::Result<Vec<Lying>> {
        let contents = self.contents();
        let there = contents.files.iter().filter(|((at, _), _)| *at == spot);
        Ok(there.map(|((_, hash), found)| lying(hash, found)).collect())
    }

    fn about(&self, spot: Spot, hash: &ContentHash) -> io::Result<Option<Lying>> {
        let contents = self.contents();
        let found = contents.files.get(&(spot, hash.clone()));
        Ok(found.map(|found| lying(hash, found)))
    }

    fn remove(&self, spot: Spot, hash: &ContentHash) -> io::Result<()> {
        self.change(|contents| {
            contents.files.remove(&(spot, hash.clone()));
            Ok(())
        })
    }

    fn write(&self, owner: Owner, hash: &ContentHash, at: At<'_>, now: Moment) -> io::Result<()> {
        self.change(|contents| {
            let name = (Spot::Unfinished(owner), hash.clone());
            let content = contents.files.entry(name).or_insert(Content {
                bytes: Vec::new(),
                counts: 0,
                since: now,
            });
            content.bytes.extend_from_slice(at.bytes);
            content.counts = content.bytes.len() as u64;
            content.since = now;
            Ok(())
        })
    }

    fn hashed(&self, owner: Owner, hash: &ContentHash) -> io::Result<ContentHash> {
        let contents = self.contents();
        let found = contents
            .files
            .get(&(Spot::Unfinished(owner), hash.clone()))
            .ok_or(io::ErrorKind::NotFound)?;
        Ok(ContentHash::of(&found.bytes))
    }

    fn mark(&self, owner: Owner, hash: &ContentHash, bytes: u64, now: Moment) -> io::Result<()> {
        self.mark_at(Spot::Brought(owner), hash, (bytes, now))
    }

    fn prove(&self, owner: Owner, hash: &ContentHash) -> io::Result<()> {
        self.mark_at(Spot::Proven(owner), hash, (0, Moment::EPOCH))
    }

    fn keep(&self, owner: Owner, hash: &ContentHash) -> io::Result<()> {
        self.change(|contents| {
            let unfinished = (Spot::Unfinished(owner), hash.clone());
            let content = contents.files.remove(&unfinished);
            let content = content.ok_or(io::ErrorKind::NotFound)?;
            let kept = (Spot::Kept(owner.workspace), hash.clone());
            contents.files.insert(kept, content);
            Ok(())
        })
    }
}

fn lying(hash: &ContentHash, found: &Content) -> Lying {
    Lying {
        hash: hash.clone(),
        bytes: found.counts,
        since: found.since,
    }
}
