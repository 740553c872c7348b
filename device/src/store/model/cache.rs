//! The cache database: blocks, the changes since, what pulls named as settled, and small named values. Every change is a commit
//! of steps that can be taken back, because most of them are relaxed.

use super::disk::OnDisk;
use super::door::{Contents, Lying};
use super::files::Named;
use super::ids::ClientIds;
use super::sealed::{Key, Sealed};
use super::undo::{Logged, Tables, exchanged};
use super::weather::Database;
use crate::store::JournalRow;
use std::collections::BTreeMap;
use std::rc::Rc;

mod answers;
mod changes;

/// Numbers of pieces only count up, whatever else is taken back or emptied: one that was read never means another later.
#[derive(Default)]
pub struct Cache {
    kept: Logged<Kept>,
    last_rows: u64,
    last_named: u64,
}

#[derive(Default, Clone)]
pub struct Kept {
    fence: u64,
    pub said: Said,
}

/// What the server said; a reset empties it and leaves the fence.
#[derive(Default, Clone)]
pub struct Said {
    pub blocks: BTreeMap<String, Block>,
    pub journal: BTreeMap<u64, Piece>,
    named: BTreeMap<u64, Rc<Vec<String>>>,
    pub meta: Named,
}

#[derive(Clone)]
pub struct Block {
    head: String,
    pub body: Sealed,
}

/// The rows of one pull, or of several that became one.
#[derive(Clone)]
pub struct Piece {
    key: Key,
    pub flipped: bool,
    rows: Rc<Vec<JournalRow>>,
}

pub enum Step {
    Fence(u64),
    Block(String, Option<Block>),
    Rows(u64, Option<Piece>),
    Named(u64, Option<Rc<Vec<String>>>),
    Meta(String, Option<Sealed>),
    All(Box<Said>),
}

impl Tables for Kept {
    type Step = Step;

    fn turn(&mut self, step: Step) -> Step {
        let said = &mut self.said;
        match step {
            Step::Fence(fence) => Step::Fence(std::mem::replace(&mut self.fence, fence)),
            Step::Block(key, new) => {
                let old = exchanged(&mut said.blocks, key.clone(), new);
                Step::Block(key, old)
            }
            Step::Rows(at, new) => Step::Rows(at, exchanged(&mut said.journal, at, new)),
            Step::Named(at, new) => Step::Named(at, exchanged(&mut said.named, at, new)),
            Step::Meta(name, new) => {
                let old = exchanged(&mut said.meta, name.clone(), new);
                Step::Meta(name, old)
            }
            Step::All(mut other) => {
                std::mem::swap(said, &mut other);
                Step::All(other)
            }
        }
    }
}

impl Contents for Cache {
    const DATABASE: Database = Database::Cache;

    fn fresh(_: &ClientIds) -> Cache {
        Cache::default()
    }

    fn place(disk: &mut OnDisk) -> &mut Option<Rc<Lying<Cache>>> {
        &mut disk.cache
    }

    fn copied(&self) -> Cache {
        Cache {
            kept: self.kept.copied(),
            ..*self
        }
    }

    fn unflushed(&self) -> usize {
        self.kept.unflushed()
    }

    fn lose(&mut self, keep: usize) {
        self.kept.lose(keep);
    }
}

impl Cache {
    pub fn said(&self) -> &Said {
        &self.kept.tables().said
    }

    pub fn damage(&mut self) -> &mut Said {
        &mut self.kept.damage().said
    }
}
