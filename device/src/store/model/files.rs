//! The files database: put strictly, dropped without hurry.

use super::disk::OnDisk;
use super::door::{Contents, Lying};
use super::ids::ClientIds;
use super::sealed::{Key, Sealed};
use super::undo::{Durability, Logged, Tables, exchanged};
use super::weather::Database;
use crate::store::Stored;
use std::collections::BTreeMap;
use std::rc::Rc;

pub type Named = BTreeMap<String, Sealed>;

#[derive(Default)]
pub struct Files(Logged<Named>);

impl Tables for Named {
    type Step = (String, Option<Sealed>);

    fn turn(&mut self, (name, value): Self::Step) -> Self::Step {
        let before = exchanged(self, name.clone(), value);
        (name, before)
    }
}

impl Contents for Files {
    const DATABASE: Database = Database::Files;

    fn fresh(_: &ClientIds) -> Files {
        Files::default()
    }

    fn place(disk: &mut OnDisk) -> &mut Option<Rc<Lying<Files>>> {
        &mut disk.files
    }

    fn copied(&self) -> Files {
        Files(self.0.copied())
    }

    fn unflushed(&self) -> usize {
        self.0.unflushed()
    }

    fn lose(&mut self, keep: usize) {
        self.0.lose(keep);
    }
}

impl Files {
    pub fn put(&mut self, hash: &str, sealed: Sealed) {
        let step = (hash.to_owned(), Some(sealed));
        self.0.commit(vec![step], Durability::Strict);
    }

    pub fn get(&self, key: Key, hash: &str) -> Option<Stored> {
        let found = self.0.tables().get(hash);
        found.map(|sealed| sealed.open(key))
    }

    pub fn drop(&mut self, hash: &str) {
        if self.0.tables().contains_key(hash) {
            let step = (hash.to_owned(), None);
            self.0.commit(vec![step], Durability::Relaxed);
        }
    }
}
