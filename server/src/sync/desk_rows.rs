//! Records on their way between tables and desk: what was loaded, what a decision wrote, and what that means for fields,
//! keys, shelves and sums.

use super::field_revisions::field_revisions;
use crate::db::{KeyWanted, Loaded, StoredRecord, Wanted};
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
pub(super) struct Row {
    pub revision: u64,
    pub body: Value,
    pub field_revisions: Map<String, Value>,
    pub shelves: BTreeSet<Shelf>,
}

/// Every record of the round beside the desk, with what the desk does not know.
#[derive(Default)]
pub struct DeskRows {
    pub(super) rows: HashMap<RecordKey, Row>,
    pub(super) written: HashMap<RecordKey, Arc<dyn AnyRecord>>,
    /// What the tables were asked for, found or not.
    asked: HashSet<RecordKey>,
    /// Shelves a written record has stood on, at the beginning or in between.
    pub(super) left: HashMap<RecordKey, BTreeSet<Shelf>>,
    pub(super) sums: HashMap<Shelf, Change>,
}

#[derive(Default, Clone, Copy)]
pub(super) struct Change {
    pub plus: Sum,
    pub minus: Sum,
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
pub(super) fn storable(value: &str) -> String {
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
            let before = before
                .as_ref()
                .map(|before| (&before.body, &before.field_revisions));
            row.field_revisions = field_revisions(before, &row.body, stored.revision);
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
}

pub fn signed(revision: u64) -> i64 {
    i64::try_from(revision).unwrap_or(i64::MAX)
}
