//! The desk: the records a change has in front of it, what it writes there, and where it met somebody else's value.
//! Nothing leaves the desk until the decision is taken: a refused change is cleared away whole.

use crate::calendar::Moment;
use crate::edit::Edit;
use crate::ids::{Id, UserId};
use crate::needs::{KeyAsked, Look, Needs};
use crate::planted::{Bug, planted};
use crate::record::{Record, RecordKey, Stored};
use crate::text::Language;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// A field that holds neither what the author saw nor what the author wants.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Conflict {
    pub kind: String,
    pub id: Uuid,
    /// `name` or `collection/element id/name`.
    pub field: String,
    pub base: Value,
    pub mine: Value,
    pub theirs: Value,
    /// Who wrote theirs and when it was accepted, where the server knows and the author may see it.
    #[serde(default)]
    pub by: Option<UserId>,
    #[serde(default)]
    pub at: Option<Moment>,
}

impl Conflict {
    /// The same field of the same record.
    pub fn is_about_the_same(&self, other: &Conflict) -> bool {
        self.kind == other.kind && self.id == other.id && self.field == other.field
    }
}

/// Work that leaves our tables, written in the transaction that decides it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    /// Ask the ERP for live figures about a requested conversion, outside every lock.
    DecideConversion { offer: Uuid },
    /// One document on its way to an ERP; the key is the transfer's own id. Asked for again, it goes as it stands then, if it waits for a
    /// person; it never goes twice.
    Transfer {
        transfer: Uuid,
        /// The record it is made of.
        record: Uuid,
        set: Uuid,
        document: Value,
    },
    /// The customer may be told of a confirmed state of a warranty return (NTF-01): once per step, never from a device. The sender may
    /// tell only the last of several that came together.
    TellCustomer {
        operation: Uuid,
        step: Uuid,
        /// The state's meaning key.
        state: String,
        language: Language,
    },
}

/// How far a change was when it began one of its rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    layer: usize,
    replaced: usize,
    conflicts: usize,
    effects: usize,
}

/// See the module. `rows` and `keys` hold what was loaded, `layer` what the change at hand has written.
#[derive(Debug, Default)]
pub struct Desk {
    rows: HashMap<RecordKey, Look<Stored>>,
    keys: HashMap<KeyAsked, Look<Vec<Uuid>>>,
    layer: Vec<Stored>,
    /// Where in the layer a record stands.
    places: HashMap<RecordKey, usize>,
    /// What a later write of the same change replaced, so that one row of it can be taken back.
    replaced: Vec<(usize, Stored)>,
    conflicts: Vec<Conflict>,
    effects: Vec<Effect>,
}

impl Desk {
    /// Puts a loaded record (or its absence) on the desk.
    pub fn lay(&mut self, key: RecordKey, row: Look<Stored>) {
        self.rows.insert(key, row);
    }

    /// Puts the answer of a look-up on the desk.
    pub fn lay_key(&mut self, asked: KeyAsked, ids: Look<Vec<Uuid>>) {
        self.keys.insert(asked, ids);
    }

    /// What of these needs is not on the desk yet.
    pub fn missing(&self, needs: Needs) -> Needs {
        Needs {
            ids: needs
                .ids
                .into_iter()
                .filter(|key| !self.rows.contains_key(key))
                .collect(),
            keys: needs
                .keys
                .into_iter()
                .filter(|key| !self.keys.contains_key(key))
                .collect(),
        }
    }

    /// A record as the change at hand sees it, its own writes included.
    pub fn get<R: Record>(&self, id: R::Id) -> Look<&R> {
        let key = RecordKey::of::<R>(id);
        let written = self.places.get(&key).map(|place| &self.layer[*place]);
        if let Some(body) = written.and_then(Stored::typed::<R>) {
            return Look::Here(body);
        }
        match self.rows.get(&key) {
            Some(Look::Here(row)) => row.typed::<R>().map_or(Look::None, Look::Here),
            Some(Look::NotAboard) => Look::NotAboard,
            Some(Look::None) | None => Look::None,
        }
    }

    /// A record of whatever kind, as the change at hand sees it.
    pub fn get_any(&self, key: &RecordKey) -> Option<&Stored> {
        match (self.places.get(key), self.rows.get(key)) {
            (Some(place), _) => Some(&self.layer[*place]),
            (None, Some(Look::Here(row))) => Some(row),
            _ => None,
        }
    }

    /// The ids found under a key; writes of this batch are already counted in.
    pub fn find<R: Record>(&self, name: &'static str, value: &str) -> Look<Vec<R::Id>> {
        match self.keys.get(&KeyAsked::of::<R>(name, value)) {
            Some(Look::Here(ids)) => {
                Look::Here(ids.iter().copied().map(R::Id::from_uuid).collect())
            }
            Some(Look::NotAboard) => Look::NotAboard,
            Some(Look::None) | None => Look::None,
        }
    }

    /// The answer of a look-up, `None` when it was never asked.
    pub fn found(&self, asked: &KeyAsked) -> Option<&Look<Vec<Uuid>>> {
        self.keys.get(asked)
    }

    /// Writes a record; the last write of a change counts.
    pub fn put<R: Record>(&mut self, id: R::Id, body: R) {
        self.put_any(Stored::new::<R>(id, 0, body));
    }

    pub fn put_any(&mut self, row: Stored) {
        let key = RecordKey {
            kind: row.body.kind(),
            id: row.id,
        };
        match self.places.get(&key) {
            Some(place) => {
                let before = std::mem::replace(&mut self.layer[*place], row);
                self.replaced.push((*place, before));
            }
            None => {
                self.places.insert(key, self.layer.len());
                self.layer.push(row);
            }
        }
    }

    /// How far the change at hand is, to come back to.
    pub fn mark(&self) -> Mark {
        Mark {
            layer: self.layer.len(),
            replaced: self.replaced.len(),
            conflicts: self.conflicts.len(),
            effects: self.effects.len(),
        }
    }

    /// Takes back what was written since; answers the conflicts that were met since.
    pub fn back_to(&mut self, mark: Mark) -> Vec<Conflict> {
        for (place, before) in self.replaced.drain(mark.replaced..).rev() {
            self.layer[place] = before;
        }
        for row in self.layer.drain(mark.layer..) {
            let kind = row.body.kind();
            self.places.remove(&RecordKey { kind, id: row.id });
        }
        self.effects.truncate(mark.effects);
        self.conflicts.split_off(mark.conflicts)
    }

    pub fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// A guarded field: writes `now` into `field` when nobody else changed it, else notes the conflict.
    pub fn guard<T: Clone + PartialEq + Serialize>(
        &mut self,
        key: &RecordKey,
        path: &str,
        field: &mut T,
        edit: &Edit<T>,
    ) {
        if *field == edit.was || *field == edit.now || planted(Bug::LastWriterWins) {
            *field = edit.now.clone();
            return;
        }
        let value = |of: &T| serde_json::to_value(of).unwrap_or(Value::Null);
        self.conflicts.push(Conflict {
            kind: key.kind.to_string(),
            id: key.id,
            field: path.to_owned(),
            base: value(&edit.was),
            mine: value(&edit.now),
            theirs: value(field),
            by: None,
            at: None,
        });
    }

    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// The revision of a record before the change at hand, 0 when it did not exist.
    pub fn revision(&self, key: &RecordKey) -> u64 {
        match self.rows.get(key) {
            Some(Look::Here(row)) => row.revision,
            _ => 0,
        }
    }

    /// The loaded record before the change at hand.
    pub fn before(&self, key: &RecordKey) -> Option<&Stored> {
        match self.rows.get(key) {
            Some(Look::Here(row)) => Some(row),
            _ => None,
        }
    }

    pub fn written(&self) -> &[Stored] {
        &self.layer
    }

    /// Clears away what a refused change wrote.
    pub fn clear(&mut self) {
        self.layer.clear();
        self.places.clear();
        self.replaced.clear();
        self.conflicts.clear();
        self.effects.clear();
    }

    /// Takes what an accepted change wrote, leaving it on the desk at `revision` for the next change of the batch.
    /// Rows that equal what was there are not writes.
    pub fn settle(&mut self, revision: u64) -> (Vec<Stored>, Vec<Effect>) {
        let mut writes = Vec::new();
        self.places.clear();
        self.replaced.clear();
        for mut row in std::mem::take(&mut self.layer) {
            row.revision = revision;
            let key = RecordKey {
                kind: row.body.kind(),
                id: row.id,
            };
            let before = self.before(&key).cloned();
            if before
                .as_ref()
                .is_some_and(|before| before.body.same(&*row.body))
            {
                continue;
            }
            self.rekey(&key, before.as_ref(), &row);
            self.rows.insert(key, Look::Here(row.clone()));
            writes.push(row);
        }
        self.conflicts.clear();
        (writes, std::mem::take(&mut self.effects))
    }

    /// Keeps the answers of earlier look-ups true after a write.
    fn rekey(&mut self, key: &RecordKey, before: Option<&Stored>, after: &Stored) {
        for old in before.map(|row| row.body.keys()).unwrap_or_default() {
            let asked = KeyAsked {
                kind: key.kind.clone(),
                name: old.name,
                value: old.value,
            };
            if let Some(Look::Here(ids)) = self.keys.get_mut(&asked) {
                ids.retain(|id| *id != key.id);
            }
        }
        for new in after.body.keys() {
            let asked = KeyAsked {
                kind: key.kind.clone(),
                name: new.name,
                value: new.value,
            };
            match self.keys.get_mut(&asked) {
                Some(Look::Here(ids)) => ids.push(key.id),
                Some(answer) => *answer = Look::Here(vec![key.id]),
                None => {}
            }
        }
    }
}
