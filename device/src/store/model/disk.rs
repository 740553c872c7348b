//! What one browser profile has on disk: for each name a key and the databases that were ever used.

use super::cache::Cache;
use super::door::{Contents, Lying};
use super::files::Files;
use super::ids::ClientIds;
use super::queue::Queue;
use super::sealed::Key;
use super::tab::ModelStore;
use super::weather::Weather;
use crate::store::{FILE_PIECE, StoreError, StoreName};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Cheap to clone: every clone is the same disk. Another disk with the same on it is made by [`ModelDisk::cloned`].
#[derive(Clone)]
pub struct ModelDisk(pub(super) Rc<Profile>);

pub struct Profile {
    pub ids: Rc<ClientIds>,
    /// Counts the power cuts: tabs of an earlier life are dead.
    pub life: Cell<u64>,
    /// Bytes of one piece of a file.
    pub piece_bytes: Cell<usize>,
    pub stores: RefCell<BTreeMap<StoreName, OnDisk>>,
}

#[derive(Default)]
pub struct OnDisk {
    pub key: Option<Key>,
    keys_made: u32,
    pub queue: Option<Rc<Lying<Queue>>>,
    pub cache: Option<Rc<Lying<Cache>>>,
    pub files: Option<Rc<Lying<Files>>>,
}

impl ModelDisk {
    /// Disks of different seeds never make the same client id.
    pub fn new(seed: u64) -> ModelDisk {
        ModelDisk::with(Rc::new(ClientIds::new(seed)), BTreeMap::new())
    }

    fn with(ids: Rc<ClientIds>, stores: BTreeMap<StoreName, OnDisk>) -> ModelDisk {
        ModelDisk(Rc::new(Profile {
            ids,
            life: Cell::new(0),
            piece_bytes: Cell::new(FILE_PIECE),
            stores: RefCell::new(stores),
        }))
    }

    /// Files of some hundred bytes take many pieces, too. Before the first is put.
    pub fn cut_files_into(&self, piece_bytes: usize) {
        self.0.piece_bytes.set(piece_bytes.max(1));
    }

    /// One more tab. The key is fetched now, or made; each database when first used.
    pub fn open(&self, name: StoreName, weather: Rc<dyn Weather>) -> ModelStore {
        let key = self.on_disk(&name, OnDisk::known_key);
        ModelStore::new(self.clone(), name, key, weather)
    }

    /// Finishes a `wipe` that was cut short; what is gone already is no failure.
    pub async fn forget(
        &self,
        name: StoreName,
        weather: Rc<dyn Weather>,
    ) -> Result<(), StoreError> {
        let nobodys = Key(0);
        let tab = ModelStore::new(self.clone(), name, nobodys, weather);
        tab.delete_all().await
    }

    /// As when a profile or a tablet's image is copied to a second device: the same clients, the same queues, no tab.
    pub fn cloned(&self) -> ModelDisk {
        let stores = self.0.stores.borrow();
        let stores = stores
            .iter()
            .map(|(name, on_disk)| (name.clone(), on_disk.copied()));
        let copy = ModelDisk::with(Rc::clone(&self.0.ids), stores.collect());
        copy.cut_files_into(self.0.piece_bytes.get());
        copy
    }

    pub fn on_disk<T>(&self, name: &StoreName, look: impl FnOnce(&mut OnDisk) -> T) -> T {
        let mut stores = self.0.stores.borrow_mut();
        if let Some(on_disk) = stores.get_mut(name) {
            return look(on_disk);
        }
        look(stores.entry(name.clone()).or_default())
    }
}

impl OnDisk {
    fn known_key(&mut self) -> Key {
        if let Some(key) = self.key {
            return key;
        }
        self.keys_made += 1;
        *self.key.insert(Key(self.keys_made))
    }

    fn copied(&self) -> OnDisk {
        OnDisk {
            key: self.key,
            keys_made: self.keys_made,
            queue: copied(&self.queue),
            cache: copied(&self.cache),
            files: copied(&self.files),
        }
    }
}

fn copied<D: Contents>(lying: &Option<Rc<Lying<D>>>) -> Option<Rc<Lying<D>>> {
    let contents = lying.as_ref()?.contents.borrow().copied();
    Some(Rc::new(Lying::new(contents)))
}
