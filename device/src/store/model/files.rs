//! The files database: heads and pieces by name; put strictly, dropped without hurry.

use super::disk::OnDisk;
use super::door::{Contents, Lying};
use super::ids::ClientIds;
use super::sealed::{Key, Sealed};
use super::undo::{Durability, Logged, Tables, exchanged};
use super::weather::Database;
use crate::store::{FileHead, Stored};
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
    /// What was there of it goes, the new one comes, in one commit.
    pub fn put(&mut self, key: Key, hash: &str, note: &[u8], pieces: std::slice::Chunks<'_, u8>) {
        let bytes = pieces.clone().map(<[u8]>::len).sum();
        let mut steps: Vec<_> = self.names(hash).map(|name| (name, None)).collect();
        let head = FileHead::sealed(bytes, note);
        steps.push((hash.to_owned(), Some(Sealed::new(key, head))));
        for (number, piece) in (0..).zip(pieces) {
            let sealed = Sealed::new(key, piece.to_vec());
            steps.push((FileHead::piece_name(hash, number), Some(sealed)));
        }
        self.0.commit(steps, Durability::Strict);
    }

    pub fn note(&mut self, key: Key, hash: &str, note: &[u8]) -> bool {
        let Some(head) = self.head(key, hash) else {
            return false;
        };
        let bytes = usize::try_from(head.bytes).unwrap_or(0);
        let head = Sealed::new(key, FileHead::sealed(bytes, note));
        (self.0).commit(vec![(hash.to_owned(), Some(head))], Durability::Strict);
        true
    }

    fn head(&self, key: Key, hash: &str) -> Option<FileHead> {
        let head = self.0.tables().get(hash)?;
        Some(FileHead::opened(hash.to_owned(), head.open(key)))
    }

    pub fn heads(&self, key: Key) -> Vec<FileHead> {
        let names = self
            .0
            .tables()
            .keys()
            .filter(|name| FileHead::is_head(name));
        names.filter_map(|name| self.head(key, name)).collect()
    }

    pub fn piece(&self, key: Key, hash: &str, number: u32) -> Option<Stored> {
        let name = FileHead::piece_name(hash, number);
        let found = self.0.tables().get(&name);
        found.map(|sealed| sealed.open(key))
    }

    pub fn drop(&mut self, hash: &str) {
        let steps = self.names(hash).map(|name| (name, None)).collect();
        self.0.commit(steps, Durability::Relaxed);
    }

    /// The head's and its pieces'.
    fn names(&self, hash: &str) -> impl Iterator<Item = String> {
        let pieces = format!("{hash}/");
        let names = self.0.tables().keys();
        let of = names.filter(move |name| *name == hash || name.starts_with(&pieces));
        of.cloned().collect::<Vec<_>>().into_iter()
    }

    pub fn flip(&mut self, hash: &str, number: u32) -> Option<()> {
        let name = FileHead::piece_name(hash, number);
        self.0.damage().get_mut(&name)?.flip();
        Some(())
    }
}
