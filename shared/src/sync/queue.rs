//! Own intentions from the tap to the outcome: their order, what to push next, what a pull settles, forks and holes.
//! Whatever stands here is on disk already; nothing here decides.

use super::any_change::AnyChange;
use super::intention::Intention;
use super::outcome::{Outcome, Reason};
use super::wire::{Decided, Settled};
use crate::ids::{ClientId, Uid};
use crate::planted::{Bug, planted};
use crate::record::{Kind, RecordKey};
use hashbrown::HashMap;
use std::collections::BTreeSet;
use uuid::Uuid;

/// What this device thinks of an intention that the server has not settled.
#[derive(Clone, PartialEq, Debug)]
pub enum Standing {
    /// In the view.
    Fits,
    /// It no longer applies here: out of the view, still pushed, shown as likely to be refused.
    LikelyRefused(Outcome, Reason),
    /// It could not be read or killed the last start: out of the view, shown, still pushed.
    LeftOut,
}

#[derive(Clone, Debug)]
pub struct Pending {
    pub intention: Intention,
    /// `None` when it cannot be read here.
    pub change: Option<AnyChange>,
    pub standing: Standing,
    /// The push answer; it trims nothing, only the pull that names it does.
    pub answered: Option<Decided>,
    pub reads: BTreeSet<RecordKey>,
    /// The kinds it looked something up of by a key.
    pub asks: BTreeSet<Kind>,
    pub writes: BTreeSet<RecordKey>,
}

/// Intentions without outcome in the order of their numbers.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    entries: Vec<Pending>,
    /// The highest number that a pull named as settled.
    settled_to: u64,
    /// Which waiting intention made a record or element: asked at every commit, so it is kept and not searched for.
    makers: HashMap<Uuid, Uid>,
}

impl Queue {
    /// Takes an entry at the place of its number: another tab may have appended before us.
    pub fn add(&mut self, pending: Pending) {
        let seq = pending.intention.seq;
        let at = match planted(Bug::LateEntryComesLast) {
            true => self.entries.len(),
            false => (self.entries).partition_point(|other| other.intention.seq < seq),
        };
        if self
            .entries
            .get(at)
            .is_none_or(|other| other.intention.uid != pending.intention.uid)
        {
            self.makers.extend(made(&pending));
            self.entries.insert(at, pending);
        }
    }

    pub fn entries(&self) -> &[Pending] {
        &self.entries
    }

    pub fn entries_mut(&mut self) -> &mut [Pending] {
        &mut self.entries
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn get(&self, uid: Uid) -> Option<&Pending> {
        // the newest are asked for most
        self.entries
            .iter()
            .rfind(|pending| pending.intention.uid == uid)
    }

    /// Not answered yet, in order, at most `count`.
    pub fn to_push(&self, count: usize) -> Vec<Intention> {
        let open = self
            .entries
            .iter()
            .filter(|pending| pending.answered.is_none());
        let mut open: Vec<Intention> = open
            .take(count)
            .map(|pending| pending.intention.clone())
            .collect();
        if planted(Bug::PushedBackwards) {
            open.retain(|intention| intention.seq % 2 == 0 || intention.seq == 1);
        }
        open
    }

    /// The server asks for everything from this number on again.
    pub fn resend_from(&mut self, expected: u64) {
        if expected == 0 && planted(Bug::ForgottenIsNotPushedAgain) {
            return;
        }
        for pending in self
            .entries
            .iter_mut()
            .filter(|pending| pending.intention.seq >= expected)
        {
            pending.answered = None;
        }
    }

    /// The lowest number held; settled ones are named from there.
    pub fn lowest(&self) -> u64 {
        self.entries
            .first()
            .map_or(u64::MAX, |pending| pending.intention.seq)
    }

    /// Notes what a push answered.
    pub fn answered(&mut self, outcomes: &[Decided]) {
        for decided in outcomes {
            if let Some(pending) = self
                .entries
                .iter_mut()
                .find(|pending| pending.intention.uid == decided.uid)
            {
                pending.answered = Some(decided.clone());
            }
        }
    }

    /// Forgets all of it.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.makers.clear();
    }

    /// Takes out what a pull names as settled, by `uid`. The same number with another `uid` is a cloned profile: kept, to be
    /// offered again under a new client id.
    pub fn settle(&mut self, settled: &[Settled]) -> (Vec<Pending>, bool) {
        let uids: BTreeSet<Uid> = settled.iter().map(|settled| settled.uid).collect();
        let numbers: BTreeSet<u64> = settled.iter().map(|settled| settled.seq).collect();
        let is_settled = |pending: &Pending| match planted(Bug::TrimmedByNumber) {
            true => numbers.contains(&pending.intention.seq),
            false => uids.contains(&pending.intention.uid),
        };
        let forked = settled.iter().any(|settled| {
            let same_number = self
                .entries
                .iter()
                .find(|pending| pending.intention.seq == settled.seq);
            same_number.is_some_and(|pending| pending.intention.uid != settled.uid)
        });
        let (out, kept): (Vec<Pending>, Vec<Pending>) = std::mem::take(&mut self.entries)
            .into_iter()
            .partition(is_settled);
        for (id, _) in out.iter().flat_map(made) {
            self.makers.remove(&id);
        }
        self.entries = kept;
        out.iter()
            .for_each(|pending| self.was_settled(pending.intention.seq));
        (out, forked)
    }

    pub fn was_settled(&mut self, seq: u64) {
        self.settled_to = self.settled_to.max(seq);
    }

    /// Numbers are settled in their order, so a lower one cannot still wait.
    pub fn is_settled(&self, seq: u64) -> bool {
        seq <= self.settled_to
    }

    /// A new sender for everything that waits: numbers from 1 on, same `uid`s.
    pub fn renumber(&mut self, client: ClientId) {
        self.settled_to = 0;
        for (at, pending) in self.entries.iter_mut().enumerate() {
            pending.intention.client = Some(client);
            pending.intention.seq = at as u64 + 1;
            pending.answered = None;
        }
    }

    /// The intentions that made one of these records or elements.
    pub fn makers(&self, uses: &[Uuid]) -> Vec<Uid> {
        let makers: BTreeSet<Uid> = uses
            .iter()
            .filter_map(|used| self.makers.get(used))
            .copied()
            .collect();
        makers.into_iter().collect()
    }
}

fn made(pending: &Pending) -> impl Iterator<Item = (Uuid, Uid)> {
    let makes = pending.change.as_ref().map(AnyChange::makes);
    let uid = pending.intention.uid;
    makes
        .unwrap_or_default()
        .into_iter()
        .map(move |id| (id, uid))
}
