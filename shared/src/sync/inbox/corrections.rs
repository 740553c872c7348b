//! A field that its author corrected without signal, while a colleague wrote it too: every correction was parked for itself, and what
//! stood before it nobody else ever saw. Such entries are one question: the latest value, and what the author saw before the first.

use super::InboxEntry;
use crate::calendar::Moment;
use crate::desk::Conflict;
use crate::ids::{InboxId, UserId};
use crate::sync::choosing::{self, Choice};
use crate::sync::outcome::Reason;
use hashbrown::HashMap;
use serde_json::Value;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A conflict of one entry: the places of both.
type Place = (usize, usize);

/// One field of an entry to choose about.
#[derive(Clone, PartialEq, Debug)]
pub struct Question {
    /// As the entry's own change meets it.
    pub met: Conflict,
    /// As people are asked; `None`: a later entry asks about this field, and this one gives way.
    pub shown: Option<Conflict>,
}

/// The choice for each question, in whatever order they were answered; what a later entry asks about gives way. `None`: what was chosen
/// was asked before something changed.
pub fn choices(
    questions: &[Question],
    chosen: &[choosing::Answered],
) -> Option<Vec<choosing::Answered>> {
    let choice = |Question { met, shown }: &Question| {
        let Some(shown) = shown else {
            return Some((met.clone(), Choice::Theirs));
        };
        let (_, choice) = chosen.iter().find(|(asked, _)| asked == shown)?;
        Some((met.clone(), choice.clone()))
    };
    questions.iter().map(choice).collect()
}

/// See the module.
#[derive(Default)]
pub struct Corrections {
    entries: Vec<Parked>,
    by_id: HashMap<InboxId, usize>,
    /// Who wanted a value, the latest last.
    wanted: HashMap<Wanted, Vec<Place>>,
}

/// Whose it is, of which kind and which record, its path, and a value in it (JSON).
type Wanted = (UserId, String, Uuid, String, String);

struct Parked {
    id: InboxId,
    is_open: bool,
    decided_at: Moment,
    met: Vec<Met>,
}

struct Met {
    conflict: Conflict,
    corrects: Option<Place>,
    corrected_by: Option<usize>,
}

impl Corrections {
    /// `entries` stand in the order in which the server decided them, those that were answered among them.
    pub fn among(entries: &[(InboxId, InboxEntry)]) -> Corrections {
        let mut corrections = Corrections::default();
        for (id, entry) in entries {
            if let Some(Reason::ChangedTwice { conflicts }) = entry.reason() {
                corrections.add(*id, entry, conflicts);
            }
        }
        corrections
    }

    fn add(&mut self, id: InboxId, entry: &InboxEntry, conflicts: Vec<Conflict>) {
        let (at, is_open) = (self.entries.len(), entry.is_open());
        let mut parked = Parked {
            id,
            is_open,
            decided_at: entry.decided_at,
            met: Vec::new(),
        };
        for (place, conflict) in conflicts.into_iter().enumerate() {
            let value = |value: &Value| {
                let (kind, path) = (conflict.kind.clone(), conflict.field.clone());
                (entry.author, kind, conflict.id, path, value.to_string())
            };
            let mine = value(&conflict.mine);
            let corrects = self.corrected(&value(&conflict.base), &conflict);
            if let Some((earlier, place)) = corrects {
                self.entries[earlier].met[place].corrected_by = Some(at);
            }
            self.wanted.entry(mine).or_default().push((at, place));
            parked.met.push(Met {
                conflict,
                corrects,
                corrected_by: None,
            });
        }
        self.by_id.insert(id, at);
        self.entries.push(parked);
    }

    /// The latest that wanted what this one has seen. One that was answered, for another of its fields perhaps, comes after those that are open.
    fn corrected(&self, seen: &Wanted, conflict: &Conflict) -> Option<Place> {
        let wanted = self.wanted.get(seen)?;
        let latest = |fits: &dyn Fn(&Parked) -> bool| {
            let fitting = |(entry, place): &&Place| {
                // an entry that is still being added corrects nothing of its own
                let entry = self.entries.get(*entry);
                entry.is_some_and(|entry| fits(entry) && entry.met[*place].corrected_by.is_none())
            };
            wanted.iter().rev().find(fitting).copied()
        };
        let open = latest(&|entry| entry.is_open);
        open.or_else(|| latest(&|entry| entry.stood_for_nobody(conflict)))
    }

    fn at(&self, (entry, place): Place) -> &Met {
        &self.entries[entry].met[place]
    }

    fn find(&self, id: InboxId) -> Option<usize> {
        self.by_id.get(&id).copied()
    }

    /// Nobody is asked about it: later entries ask about all of its fields, as long as they are open.
    pub fn is_corrected(&self, id: InboxId) -> bool {
        let open = |later: usize| self.entries[later].is_open;
        self.find(id).is_some_and(|at| {
            let entry = &self.entries[at];
            entry.is_corrected() && entry.correctors().any(open)
        })
    }

    /// What an entry asks, of the conflicts that its change meets now.
    pub fn questions(&self, id: InboxId, present: Vec<Conflict>) -> Vec<Question> {
        let at = self.find(id);
        let question = |met: Conflict| {
            let own = at.into_iter().flat_map(|at| &self.entries[at].met);
            let own = own
                .into_iter()
                .find(|own| own.conflict.is_about_the_same(&met));
            let shown = match own {
                Some(own) if own.corrected_by.is_some() => None,
                Some(own) => Some(Conflict {
                    base: self.seen_first(own),
                    ..met.clone()
                }),
                None => Some(met.clone()),
            };
            Question { met, shown }
        };
        present.into_iter().map(question).collect()
    }

    fn seen_first(&self, met: &Met) -> Value {
        let mut first = met;
        while let Some(earlier) = first.corrects {
            first = self.at(earlier);
        }
        first.conflict.base.clone()
    }

    /// The open entries that an answer to this one answers too, the earliest first.
    pub fn closed_with(&self, id: InboxId) -> Vec<InboxId> {
        let Some(at) = self.find(id) else {
            return Vec::new();
        };
        let mut closed = BTreeSet::from([at]);
        for earlier in (0..at).rev() {
            let entry = &self.entries[earlier];
            let stays = |later: usize| self.entries[later].is_open && !closed.contains(&later);
            let concerned = entry.correctors().any(|later| closed.contains(&later));
            if entry.is_open && entry.is_corrected() && concerned && !entry.correctors().any(stays)
            {
                closed.insert(earlier);
            }
        }
        closed.remove(&at);
        closed.into_iter().map(|at| self.entries[at].id).collect()
    }

    /// The open entries whose corrections have all been answered: each was answered with them.
    pub fn left_over(&self) -> Vec<InboxId> {
        let open = |later: usize| self.entries[later].is_open;
        let left = |entry: &&Parked| {
            entry.is_open && entry.is_corrected() && !entry.correctors().any(open)
        };
        let left = self.entries.iter().filter(left);
        left.map(|entry| entry.id).collect()
    }
}

impl Parked {
    /// What the later conflict met had been accepted when this was decided: nobody wrote the field between the two, this one's answer neither.
    fn stood_for_nobody(&self, later: &Conflict) -> bool {
        later.at.is_some_and(|at| at <= self.decided_at)
    }

    fn is_corrected(&self) -> bool {
        !self.met.is_empty() && self.met.iter().all(|met| met.corrected_by.is_some())
    }

    fn correctors(&self) -> impl Iterator<Item = usize> {
        self.met.iter().filter_map(|met| met.corrected_by)
    }
}

#[cfg(test)]
mod tests;
