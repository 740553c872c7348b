//! Records on their way between tables and desk: what was loaded, what a decision wrote, and what that means for fields,
//! keys, shelves and sums.

use crate::db::{Batch, KeyWanted, Loaded, RecordKeys, ShelfPlace, ShelfSum, StoredRecord, Wanted};
use hashbrown::{HashMap, HashSet};
use serde_json::{Map, Value};
use shared::desk::Desk;
use shared::needs::{KeyAsked, Look, Needs};
use shared::record::{AnyRecord, RecordKey, Stored};
use shared::shelf::Shelf;
use shared::sync::kinds;
use shared::sync::portion::ShelfSum as Sum;
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// One record as the round found it or left it.
#[derive(Clone)]
struct Row {
    revision: u64,
    body: Value,
    field_revisions: Map<String, Value>,
    shelves: BTreeSet<Shelf>,
}

/// Every record of the round beside the desk, with what the desk does not know.
#[derive(Default)]
pub struct DeskRows {
    rows: HashMap<RecordKey, Row>,
    written: HashMap<RecordKey, Arc<dyn AnyRecord>>,
    /// What the tables were asked for, found or not.
    asked: HashSet<RecordKey>,
    /// Shelves a written record has stood on, at the beginning or in between.
    left: HashMap<RecordKey, BTreeSet<Shelf>>,
    sums: HashMap<Shelf, Change>,
}

#[derive(Default, Clone, Copy)]
struct Change {
    plus: Sum,
    minus: Sum,
}

/// A body in the tables that this version cannot read: the round cannot go on without it.
#[derive(Debug, thiserror::Error)]
#[error("the stored {kind} {id} cannot be read: {detail}")]
pub struct UnreadableRecord {
    kind: String,
    id: Uuid,
    detail: String,
}

/// The question to the database for these needs.
pub fn wanted(needs: &Needs) -> Wanted {
    Wanted {
        records: (needs.ids.iter())
            .map(|key| (key.kind.to_string(), key.id))
            .collect(),
        keys: (needs.keys.iter())
            .map(|asked| KeyWanted {
                kind: asked.kind.to_string(),
                key: asked.name.to_owned(),
                value: storable(&asked.value),
            })
            .collect(),
    }
}

/// One database cannot keep a zero byte in text, so neither does.
fn storable(value: &str) -> String {
    value.replace('\0', "\u{fffd}")
}

impl DeskRows {
    /// Lays the answer on the desk. What was asked and not found is `None`: the server has everything aboard.
    pub fn lay(
        &mut self,
        desk: &mut Desk,
        needs: Needs,
        loaded: Loaded,
    ) -> Result<(), UnreadableRecord> {
        for record in loaded.records {
            let key = RecordKey {
                kind: kinds::kind(&record.kind),
                id: record.id,
            };
            // what this round wrote is newer than the tables
            if !self.rows.contains_key(&key) {
                let stored = self.take(&key, record)?;
                desk.lay(key, stored.map_or(Look::None, Look::Here));
            }
        }
        let mut found: HashMap<(String, String, String), Vec<Uuid>> = HashMap::new();
        for hit in loaded.matches {
            let ids = found.entry((hit.kind, hit.key, hit.value)).or_default();
            ids.push(hit.id);
        }
        for key in needs.ids {
            if !self.rows.contains_key(&key) {
                desk.lay(key.clone(), Look::None);
            }
            self.asked.insert(key);
        }
        for asked in needs.keys {
            let name = (
                asked.kind.to_string(),
                asked.name.to_owned(),
                storable(&asked.value),
            );
            let ids = self.with_own_writes(&asked, found.remove(&name).unwrap_or_default());
            desk.lay_key(asked, Look::Here(ids));
        }
        Ok(())
    }

    /// Records that were written without having been read: what they replace must be known all the same.
    pub fn unseen(&self, writes: &[Stored]) -> Needs {
        let keys = writes.iter().map(|row| RecordKey {
            kind: row.body.kind(),
            id: row.id,
        });
        Needs {
            ids: keys
                .filter(|key| !self.rows.contains_key(key) && !self.asked.contains(key))
                .collect(),
            keys: BTreeSet::new(),
        }
    }

    pub fn note(&mut self, needs: Needs, loaded: Loaded) -> Result<(), UnreadableRecord> {
        for record in loaded.records {
            let key = RecordKey {
                kind: kinds::kind(&record.kind),
                id: record.id,
            };
            self.take(&key, record)?;
        }
        self.asked.extend(needs.ids);
        Ok(())
    }

    fn take(
        &mut self,
        key: &RecordKey,
        record: StoredRecord,
    ) -> Result<Option<Stored>, UnreadableRecord> {
        let bad = |detail: serde_json::Error| UnreadableRecord {
            kind: record.kind.clone(),
            id: record.id,
            detail: detail.to_string(),
        };
        if record.deleted {
            return Ok(None);
        }
        let value: Value = serde_json::from_str(&record.body).map_err(bad)?;
        let body = kinds::from_json(&record.kind, &value).map_err(bad)?;
        let revision = u64::try_from(record.revision).unwrap_or(0);
        let row = Row {
            revision,
            body: value,
            field_revisions: serde_json::from_str(&record.field_revisions).map_err(bad)?,
            shelves: serde_json::from_str(&record.shelves).map_err(bad)?,
        };
        self.rows.insert(key.clone(), row);
        Ok(Some(Stored {
            id: key.id,
            revision,
            body,
        }))
    }

    /// The tables do not know yet what earlier intentions of the round wrote.
    fn with_own_writes(&self, asked: &KeyAsked, found: Vec<Uuid>) -> Vec<Uuid> {
        let carries = |body: &Arc<dyn AnyRecord>| {
            let keys = body.keys();
            keys.iter()
                .any(|key| key.name == asked.name && key.value == asked.value)
        };
        let ours: HashMap<Uuid, bool> = (self.written.iter())
            .filter(|(key, _)| key.kind == asked.kind)
            .map(|(key, body)| (key.id, carries(body)))
            .collect();
        let kept = found.into_iter().filter(|id| !ours.contains_key(id));
        let own = ours.iter().filter(|(_, carries)| **carries);
        kept.chain(own.map(|(id, _)| *id)).collect()
    }

    /// Takes what one decision wrote.
    pub fn write(&mut self, stored: &Stored) {
        let key = RecordKey {
            kind: stored.body.kind(),
            id: stored.id,
        };
        let body = stored.body.json();
        let shelves: BTreeSet<Shelf> = stored.body.shelves(stored.id).into_iter().collect();
        let before = self.rows.remove(&key);
        let mut row = Row {
            revision: stored.revision,
            field_revisions: Map::new(),
            shelves,
            body,
        };
        if !stored.body.is_figure() {
            row.field_revisions = field_revisions(before.as_ref(), &row.body, stored.revision);
        }
        self.count(&key, before.as_ref(), &row);
        let been = self.left.entry(key.clone()).or_default();
        been.extend(before.into_iter().flat_map(|before| before.shelves));
        self.rows.insert(key.clone(), row);
        self.written.insert(key, stored.body.clone());
    }

    fn count(&mut self, key: &RecordKey, before: Option<&Row>, after: &Row) {
        for shelf in before.iter().flat_map(|before| &before.shelves) {
            let revision = before.map_or(0, |before| before.revision);
            let change = self.sums.entry(shelf.clone()).or_default();
            change.minus.add(&key.kind, key.id, revision);
        }
        for shelf in &after.shelves {
            let change = self.sums.entry(shelf.clone()).or_default();
            change.plus.add(&key.kind, key.id, after.revision);
        }
    }

    pub fn shelves_touched(&self) -> Vec<String> {
        self.sums.keys().map(|shelf| shelf.0.clone()).collect()
    }

    /// Writes everything into the batch, each record once in its last state. `sums` are those of the touched shelves before.
    pub fn store(&self, batch: &mut Batch, sums: &[ShelfSum]) {
        for (key, body) in &self.written {
            let Some(row) = self.rows.get(key) else {
                continue;
            };
            batch.records.push(record(key, row));
            batch.keys.push(keys(key, &**body));
            let nowhere = BTreeSet::new();
            let been = self.left.get(key).unwrap_or(&nowhere);
            let places = (row.shelves.iter().map(|shelf| (shelf, true)))
                .chain(been.difference(&row.shelves).map(|shelf| (shelf, false)));
            batch
                .places
                .extend(places.map(|(shelf, present)| ShelfPlace {
                    shelf: shelf.0.clone(),
                    kind: key.kind.to_string(),
                    id: key.id,
                    revision: signed(row.revision),
                    present,
                }));
        }
        let before: HashMap<&str, &ShelfSum> =
            sums.iter().map(|sum| (sum.shelf.as_str(), sum)).collect();
        for (shelf, change) in &self.sums {
            let before = before.get(shelf.name()).copied();
            batch.sums.push(added(shelf, before, *change));
        }
    }
}

pub fn signed(revision: u64) -> i64 {
    i64::try_from(revision).unwrap_or(i64::MAX)
}

fn record(key: &RecordKey, row: &Row) -> StoredRecord {
    let text = |value: serde_json::Result<String>| value.unwrap_or_else(|_| "[]".into());
    StoredRecord {
        kind: key.kind.to_string(),
        id: key.id,
        revision: signed(row.revision),
        body: row.body.to_string(),
        field_revisions: Value::Object(row.field_revisions.clone()).to_string(),
        shelves: text(serde_json::to_string(&row.shelves)),
        deleted: false,
    }
}

fn keys(key: &RecordKey, body: &dyn AnyRecord) -> RecordKeys {
    // a record may name the same key twice, the tables do not
    let mut seen = HashSet::new();
    let keys = body.keys().into_iter().map(|key| crate::db::RecordKey {
        key: key.name.to_owned(),
        value: storable(&key.value),
        only_one: key.only_one,
    });
    RecordKeys {
        kind: key.kind.to_string(),
        id: key.id,
        keys: keys
            .filter(|key| seen.insert((key.key.clone(), key.value.clone())))
            .collect(),
    }
}

fn added(shelf: &Shelf, before: Option<&ShelfSum>, change: Change) -> ShelfSum {
    let (count, sum) = before.map_or((0, 0), |before| (before.count, before.sum));
    let count = (count.cast_unsigned())
        .wrapping_add(change.plus.count)
        .wrapping_sub(change.minus.count);
    let sum = (sum.cast_unsigned())
        .wrapping_add(change.plus.sum)
        .wrapping_sub(change.minus.sum);
    ShelfSum {
        shelf: shelf.0.clone(),
        count: count.cast_signed(),
        sum: sum.cast_signed(),
    }
}

/// Which revision wrote each field last: `name`, or `collection/element id/name` one level down.
fn field_revisions(before: Option<&Row>, after: &Value, revision: u64) -> Map<String, Value> {
    let mut known = before.map_or_else(Map::new, |before| before.field_revisions.clone());
    let none = Map::new();
    let old = before.and_then(|before| before.body.as_object());
    let old = old.unwrap_or(&none);
    for (name, now) in after.as_object().unwrap_or(&none) {
        let was = old.get(name);
        if was == Some(now) {
            continue;
        }
        known.insert(name.clone(), revision.into());
        for path in changed_elements(name, was, now) {
            known.insert(path, revision.into());
        }
    }
    known
}

fn changed_elements(name: &str, was: Option<&Value>, now: &Value) -> Vec<String> {
    let mut changed = Vec::new();
    let elements = |value: Option<&Value>| value.and_then(Value::as_array).cloned();
    let old = elements(was).unwrap_or_default();
    for element in now.as_array().into_iter().flatten() {
        let Some(id) = element.get("id").and_then(Value::as_str) else {
            return Vec::new();
        };
        let before = old.iter().find(|old| old.get("id") == element.get("id"));
        for (field, value) in element.as_object().into_iter().flatten() {
            if before.and_then(|before| before.get(field)) != Some(value) {
                changed.push(format!("{name}/{id}/{field}"));
            }
        }
    }
    changed
}
