//! What all clients together saved and were told. Two answers about one intention must be one and the same.

use shared::ids::{ProductId, Uid};
use shared::sync::Outcome;
use shared::sync::wire::{Decided, Settled};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Products that several clients know, so that they meet.
const MET_MAX: usize = 12;

#[derive(Default)]
pub struct Book(Mutex<Pages>);

#[derive(Default)]
pub struct Pages {
    saved: BTreeSet<Uid>,
    answered: BTreeMap<Uid, (Outcome, u64)>,
    settled: BTreeMap<Uid, Outcome>,
    at_revision: BTreeMap<u64, Uid>,
    met: Vec<ProductId>,
    pub pushes: usize,
    pub pushes_unanswered: usize,
    pub pushes_repeated: usize,
    pub pulls: usize,
    pub settled_unanswered: usize,
}

impl Book {
    pub fn pages(&self) -> MutexGuard<'_, Pages> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pages {
    pub fn saved(&mut self, uid: Uid) {
        assert!(self.saved.insert(uid), "{uid} was saved twice");
    }

    /// The first answer counts for ever, and its revision is nobody else's.
    pub fn answered(&mut self, decided: &Decided) {
        let Decided {
            uid,
            outcome,
            revision,
            ..
        } = *decided;
        let told = *self.answered.entry(uid).or_insert((outcome, revision));
        assert_eq!(told, (outcome, revision), "{uid} was answered otherwise");
        let owner = *self.at_revision.entry(revision).or_insert(uid);
        assert_eq!(owner, uid, "two intentions have revision {revision}");
        let settled = *self.settled.get(&uid).unwrap_or(&outcome);
        assert_eq!(settled, outcome, "{uid} was settled otherwise");
    }

    /// A pull may be the first to say what became of a push that was cut off.
    pub fn settled(&mut self, settled: &Settled) {
        let (uid, outcome) = (settled.uid, settled.outcome);
        match self.answered.get(&uid) {
            Some((told, _)) => assert_eq!(*told, outcome, "{uid} was settled otherwise"),
            None if !self.settled.contains_key(&uid) => self.settled_unanswered += 1,
            None => {}
        }
        let before = *self.settled.entry(uid).or_insert(outcome);
        assert_eq!(before, outcome, "{uid} was settled in two ways");
    }

    pub fn meets(&mut self, product: ProductId) {
        if self.met.len() == MET_MAX {
            self.met.remove(0);
        }
        self.met.push(product);
    }

    pub fn met(&self) -> &[ProductId] {
        &self.met
    }

    pub fn saved_count(&self) -> usize {
        self.saved.len()
    }

    /// How many of each outcome, once everything was asked for again: all that was saved, and nothing else.
    pub fn outcomes(&self) -> BTreeMap<&'static str, usize> {
        let answered: BTreeSet<Uid> = self.answered.keys().copied().collect();
        assert_eq!(answered, self.saved, "saved and decided are the same");
        let settled: BTreeSet<Uid> = self.settled.keys().copied().collect();
        assert_eq!(settled, self.saved, "saved and settled are the same");
        let mut counted = BTreeMap::new();
        for (outcome, _) in self.answered.values() {
            *counted.entry(outcome.word()).or_default() += 1;
        }
        counted
    }
}
