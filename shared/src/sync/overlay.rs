//! View = base + own intentions without outcome. The overlay holds copies of only those records that pending intentions wrote;
//! reads look here first. It is never stored.

use super::base::Base;
use super::decide::{Run, run};
use super::outcome::LeftOut;
use super::queue::{Pending, Queue, Standing};
use crate::desk::Desk;
use crate::needs::{KeyAsked, Look, Needs};
use crate::planted::{Bug, planted};
use crate::record::{Kind, RecordKey, Stored};
use crate::users::Context;
use hashbrown::HashMap;
use std::collections::BTreeSet;
use uuid::Uuid;

#[derive(Debug, Default)]
pub struct Overlay {
    /// By kind, so that a look at one kind costs nothing for what waits of the others.
    rows: HashMap<Kind, HashMap<Uuid, Stored>>,
}

/// What a look at the replica needs to know beyond the records: which look-ups can be answered with "none".
pub trait Aboard {
    /// Is every record of this kind that exists also on this device? If not, absence means "not aboard".
    fn complete(&self, kind: &str) -> bool;
}

/// The view's two layers, borrowed for reading.
pub struct View<'a> {
    pub base: &'a Base,
    pub overlay: &'a Overlay,
    pub aboard: &'a dyn Aboard,
}

impl View<'_> {
    pub fn get(&self, key: &RecordKey) -> Option<Stored> {
        self.overlay
            .get(key)
            .cloned()
            .or_else(|| self.base.get(key))
    }

    fn look(&self, key: &RecordKey) -> Look<Stored> {
        match self.get(key) {
            Some(row) => Look::Here(row),
            None if self.aboard.complete(&key.kind) => Look::None,
            None => Look::NotAboard,
        }
    }

    /// A look-up by key. Only the records written here are searched through; for the rest the server's check is the judge, so an
    /// absent answer is "not aboard" and never refuses anybody.
    fn find(&self, asked: &KeyAsked) -> Look<Vec<uuid::Uuid>> {
        let fits = |row: &&Stored| {
            row.body
                .keys()
                .iter()
                .any(|key| key.name == asked.name && key.value == asked.value)
        };
        let rows = self.overlay.of_kind(&asked.kind);
        let ids: Vec<_> = rows.filter(fits).map(|row| row.id).collect();
        if ids.is_empty() {
            Look::NotAboard
        } else {
            Look::Here(ids)
        }
    }

    /// Lays on the desk what these needs ask for.
    pub fn lay(&self, desk: &mut Desk, needs: Needs) -> BTreeSet<RecordKey> {
        let read = needs.ids.clone();
        for key in needs.ids {
            let row = self.look(&key);
            desk.lay(key, row);
        }
        for asked in needs.keys {
            let found = self.find(&asked);
            desk.lay_key(asked, found);
        }
        read
    }
}

/// How one change ran against the view.
pub struct Ran {
    pub reads: BTreeSet<RecordKey>,
    /// The kinds it looked something up of by a key.
    pub asks: BTreeSet<Kind>,
    /// Empty when it was refused.
    pub writes: Vec<Stored>,
    /// Rows of it that cannot be taken here.
    pub left_out: Vec<LeftOut>,
    pub standing: Standing,
}

/// Runs a change against the view until it needs nothing more.
pub fn run_on(view: &View<'_>, change: &super::AnyChange, context: &Context) -> Ran {
    let mut desk = Desk::default();
    let (mut reads, mut asks) = (BTreeSet::new(), BTreeSet::new());
    loop {
        match run(change, &mut desk, context) {
            Run::Needs(needs) => {
                asks.extend(needs.keys.iter().map(|asked| asked.kind.clone()));
                reads.extend(view.lay(&mut desk, needs));
            }
            Run::Refused(outcome, reason) => {
                return Ran {
                    reads,
                    asks,
                    writes: Vec::new(),
                    left_out: Vec::new(),
                    standing: Standing::LikelyRefused(outcome, reason),
                };
            }
            Run::Fine(left_out) => {
                let (writes, _effects) = desk.settle(0);
                return Ran {
                    reads,
                    asks,
                    writes,
                    left_out,
                    standing: Standing::Fits,
                };
            }
        }
    }
}

impl Overlay {
    pub fn rows(&self) -> impl Iterator<Item = &Stored> {
        self.rows.values().flat_map(HashMap::values)
    }

    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Stored> {
        self.rows.get(kind).into_iter().flat_map(HashMap::values)
    }

    pub fn get(&self, key: &RecordKey) -> Option<&Stored> {
        self.rows.get(&key.kind)?.get(&key.id)
    }

    pub fn len(&self) -> usize {
        self.rows.values().map(HashMap::len).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn remove(&mut self, key: &RecordKey) {
        if let Some(rows) = self.rows.get_mut(&key.kind) {
            rows.remove(&key.id);
        }
    }

    pub fn write(&mut self, writes: Vec<Stored>) -> BTreeSet<RecordKey> {
        let mut keys = BTreeSet::new();
        for mut row in writes {
            let key = RecordKey {
                kind: row.body.kind(),
                id: row.id,
            };
            // the overlay's rows keep the revision of the record they cover, 0 for a new one
            row.revision = 0;
            self.rows
                .entry(key.kind.clone())
                .or_default()
                .insert(key.id, row);
            keys.insert(key);
        }
        keys
    }

    /// Makes the view right again after the base changed: whatever read or wrote a dirty record, or wrote together with
    /// something that did, runs again in order. Returns every record whose view may have changed.
    pub fn rebase(
        &mut self,
        base: &Base,
        queue: &mut Queue,
        aboard: &dyn Aboard,
        context: &Context,
        mut dirty: BTreeSet<RecordKey>,
    ) -> BTreeSet<RecordKey> {
        let mut again = affected(self, queue, &mut dirty);
        if planted(Bug::OthersWorkRunsNothingAgain) {
            again.clear();
        }
        if !planted(Bug::OverlayOutlivesTheSettled) {
            dirty.iter().for_each(|key| self.remove(key));
        }
        for at in again {
            let pending = &queue.entries()[at];
            let (Some(change), false) = (&pending.change, pending.standing == Standing::LeftOut)
            else {
                continue;
            };
            // what it writes bears the moment at which it was done, however often it runs
            let context = context.at(pending.intention.made_at);
            let ran = run_on(
                &View {
                    base,
                    overlay: self,
                    aboard,
                },
                change,
                &context,
            );
            let writes = self.write(ran.writes);
            dirty.extend(writes.iter().cloned());
            let pending = &mut queue.entries_mut()[at];
            pending.reads = ran.reads;
            pending.asks = ran.asks;
            pending.writes = writes;
            pending.standing = ran.standing;
        }
        dirty
    }
}

/// The entries that must run again, in order; `dirty` grows by everything they wrote, and by what they read or looked up and a later
/// one wrote: whoever runs again must not see what came after it.
fn affected(overlay: &Overlay, queue: &Queue, dirty: &mut BTreeSet<RecordKey>) -> Vec<usize> {
    let entries = queue.entries();
    let last = last_writers(entries);
    let mut again = vec![false; queue.len()];
    // of these kinds everything that waits is dirty from that entry on
    let mut looked_up: HashMap<&Kind, usize> = HashMap::new();
    loop {
        let before = dirty.len();
        let own = |key: &&RecordKey| overlay.get(key).is_some() || last.contains_key(*key);
        let kinds: BTreeSet<Kind> = (dirty.iter().filter(own))
            .map(|key| key.kind.clone())
            .collect();
        for (at, pending) in entries.iter().enumerate() {
            let looked = !pending.asks.is_disjoint(&kinds);
            let stands = looked || stands_on(pending, dirty);
            if again[at] || !stands {
                continue;
            }
            again[at] = true;
            let written_later = (pending.reads.iter()).filter(|key| last.get(key) > Some(&at));
            dirty.extend(written_later.chain(&pending.writes).cloned());
            for kind in &pending.asks {
                if looked_up.get(kind).is_some_and(|from| *from <= at) {
                    continue;
                }
                looked_up.insert(kind, at);
                let later = last
                    .iter()
                    .filter(|(key, last)| **last > at && key.kind == *kind);
                dirty.extend(later.map(|(key, _)| (*key).clone()));
            }
        }
        if dirty.len() == before {
            break;
        }
    }
    (0..again.len()).filter(|at| again[*at]).collect()
}

fn stands_on(pending: &Pending, dirty: &BTreeSet<RecordKey>) -> bool {
    let mut keys = pending.reads.iter().chain(&pending.writes);
    keys.any(|key| dirty.contains(key))
}

/// Which entry wrote a record last.
fn last_writers(entries: &[Pending]) -> HashMap<&RecordKey, usize> {
    let written = entries.iter().enumerate();
    let written = written.flat_map(|(at, pending)| pending.writes.iter().map(move |key| (key, at)));
    written.collect()
}
