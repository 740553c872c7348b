//! What is done to a disk from outside: bits flip, the browser evicts, the power fails. Knows no plan; who calls decides when.

use super::cache::{Cache, Said};
use super::disk::{ModelDisk, OnDisk};
use super::door::{Contents, End, Lying, end};
use super::files::Files;
use super::queue::Queue;
use super::weather::Database;
use crate::store::StoreName;
use std::rc::Rc;

impl ModelDisk {
    /// The `nth` entry that waits no longer opens; its `uid`, or nothing if no such one waits.
    pub fn flip_queue_entry(&self, name: &StoreName, nth: usize) -> Option<String> {
        self.on_queue(name, |queue| {
            let waiting = queue.waiting.values_mut().nth(nth)?;
            waiting.body.flip();
            Some(waiting.uid.to_string())
        })
    }

    /// Of the `nth` entry that waits nothing but number and `uid` is left; the `uid`.
    pub fn lose_queue_entry(&self, name: &StoreName, nth: usize) -> Option<String> {
        self.on_queue(name, |queue| {
            let waiting = queue.waiting.values_mut().nth(nth)?;
            waiting.body.lose();
            Some(waiting.uid.to_string())
        })
    }

    /// The `nth` entry that waits no longer opens, and its `uid` cannot be read any more either.
    pub fn garble_queue_entry(&self, name: &StoreName, nth: usize) -> Option<String> {
        self.on_queue(name, |queue| {
            let (seq, waiting) = queue.waiting.iter().nth(nth)?;
            let (seq, uid) = (*seq, waiting.uid.to_string());
            queue.garble(seq);
            Some(uid)
        })
    }

    /// The `nth` block no longer opens; its key.
    pub fn flip_block(&self, name: &StoreName, nth: usize) -> Option<String> {
        self.on_cache(name, |said| {
            let (key, block) = said.blocks.iter_mut().nth(nth)?;
            block.body.flip();
            Some(key.clone())
        })
    }

    /// The `nth` piece of the journal no longer opens; its number.
    pub fn flip_journal(&self, name: &StoreName, nth: usize) -> Option<u64> {
        self.on_cache(name, |said| {
            let (number, piece) = said.journal.iter_mut().nth(nth)?;
            piece.flipped = true;
            Some(*number)
        })
    }

    /// The `nth` small value of the cache no longer opens; its name.
    pub fn flip_meta(&self, name: &StoreName, nth: usize) -> Option<String> {
        self.on_cache(name, |said| {
            let (key, sealed) = said.meta.iter_mut().nth(nth)?;
            sealed.flip();
            Some(key.clone())
        })
    }

    /// One piece of a file no longer opens; nothing if it is not here.
    pub fn flip_file_piece(&self, name: &StoreName, hash: &str, number: u32) -> Option<()> {
        self.on_disk(name, |on_disk| {
            let files = on_disk.files.as_ref()?;
            files.contents.borrow_mut().flip(hash, number)
        })
    }

    /// The cache is gone, its fence with it. Tabs that are open go on with an empty one.
    pub fn evict_cache(&self, name: &StoreName) {
        end::<Cache>(self, name, End::Evicted);
    }

    /// The files are gone. Tabs that are open go on without any.
    pub fn evict_files(&self, name: &StoreName) {
        end::<Files>(self, name, End::Evicted);
    }

    /// Everything of that name is gone, the key first. Tabs that are open go on with empty databases, a new client and the key
    /// that they remember; who opens later makes a new key.
    pub fn evict_all(&self, name: &StoreName) {
        self.on_disk(name, |on_disk| on_disk.key = None);
        end::<Queue>(self, name, End::Evicted);
        end::<Cache>(self, name, End::Evicted);
        end::<Files>(self, name, End::Evicted);
    }

    /// All tabs are dead for ever. Each database goes back to a state it once had: `keep` is asked, wherever anything can be lost,
    /// how many of the first so many commits survive; more than there are means all.
    pub fn power_cut(&self, mut keep: impl FnMut(Database, usize) -> usize) {
        self.0.life.set(self.0.life.get() + 1);
        for OnDisk { cache, files, .. } in self.0.stores.borrow_mut().values_mut() {
            lose(cache, &mut keep);
            lose(files, &mut keep);
        }
    }

    fn on_queue<T>(
        &self,
        name: &StoreName,
        work: impl FnOnce(&mut Queue) -> Option<T>,
    ) -> Option<T> {
        self.on_disk(name, |on_disk| {
            let queue = on_disk.queue.as_ref()?;
            work(&mut queue.contents.borrow_mut())
        })
    }

    fn on_cache<T>(
        &self,
        name: &StoreName,
        work: impl FnOnce(&mut Said) -> Option<T>,
    ) -> Option<T> {
        self.on_disk(name, |on_disk| {
            let cache = on_disk.cache.as_ref()?;
            work(cache.contents.borrow_mut().damage())
        })
    }
}

fn lose<D: Contents>(
    lying: &Option<Rc<Lying<D>>>,
    keep: &mut impl FnMut(Database, usize) -> usize,
) {
    let Some(lying) = lying else { return };
    let mut contents = lying.contents.borrow_mut();
    match contents.unflushed() {
        0 => {}
        unflushed => contents.lose(keep(D::DATABASE, unflushed)),
    }
}
