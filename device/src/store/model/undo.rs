//! Tables with a memory of the commits that the power may still take back. Knows no table by name.

use std::collections::{BTreeMap, VecDeque};

/// A longer tail is written by every browser sooner or later: then the oldest is safe.
const UNFLUSHED_MAX: usize = 64;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// May be lost with the power.
    Relaxed,
    /// On disk, and every earlier commit with it.
    Strict,
}

pub trait Tables {
    type Step;

    /// Does one step and answers the one that takes it back.
    fn turn(&mut self, step: Self::Step) -> Self::Step;
}

pub struct Logged<T: Tables> {
    tables: T,
    /// For each relaxed commit the steps back, in the order in which they were made.
    unflushed: VecDeque<Vec<T::Step>>,
}

impl<T: Tables + Default> Default for Logged<T> {
    fn default() -> Logged<T> {
        Logged {
            tables: T::default(),
            unflushed: VecDeque::new(),
        }
    }
}

impl<T: Tables> Logged<T> {
    pub fn tables(&self) -> &T {
        &self.tables
    }

    /// For damage only: what is changed here belongs to no commit.
    pub fn damage(&mut self) -> &mut T {
        &mut self.tables
    }

    pub fn commit(&mut self, steps: Vec<T::Step>, durability: Durability) {
        let changed = !steps.is_empty();
        let tables = &mut self.tables;
        let back = steps.into_iter().map(|step| tables.turn(step));
        match durability {
            Durability::Strict => {
                back.for_each(drop);
                self.unflushed.clear();
            }
            Durability::Relaxed if changed => {
                self.unflushed.push_back(back.collect());
                if self.unflushed.len() > UNFLUSHED_MAX {
                    self.unflushed.pop_front();
                }
            }
            Durability::Relaxed => {}
        }
    }

    pub fn unflushed(&self) -> usize {
        self.unflushed.len()
    }

    /// The power is cut: the first `keep` of what was not flushed survive.
    pub fn lose(&mut self, keep: usize) {
        while self.unflushed.len() > keep {
            for step in self.unflushed.pop_back().into_iter().flatten().rev() {
                self.tables.turn(step);
            }
        }
        self.unflushed.clear();
    }
}

impl<T: Tables + Clone> Logged<T> {
    /// As it is seen, all of it on disk.
    pub fn copied(&self) -> Logged<T> {
        Logged {
            tables: self.tables.clone(),
            unflushed: VecDeque::new(),
        }
    }
}

/// Puts or removes; what was there before.
pub fn exchanged<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<V>) -> Option<V> {
    match value {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    }
}
