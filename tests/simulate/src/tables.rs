//! The server's tables as they stand now. Every row is fetched each time it is asked for; what says the same as when it was last
//! seen is not read from its text again.

use crate::office::{Office, at_once};
use hashbrown::HashMap;
use serde_json::Value;
use server::db::{Database, StoredRecord};
use shared::record::{RecordKey, Stored};
use shared::shelf::Shelf;
use shared::sync::kinds;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

pub struct Row {
    pub key: RecordKey,
    pub stored: StoredRecord,
    pub shelves: BTreeSet<Shelf>,
    pub json: Value,
    /// As this version packs it; `None` where something in the text would be lost.
    packed: Option<Vec<u8>>,
}

#[derive(Default)]
pub struct Tables {
    seen: RefCell<HashMap<RecordKey, Rc<Row>>>,
}

impl Tables {
    pub fn now(&self, office: &Office) -> Vec<Rc<Row>> {
        let mut snapshot = at_once(office.database.snapshot(office.workspace)).expect("a moment");
        let stored = at_once(snapshot.records_after("", uuid::Uuid::nil(), 100_000));
        let rows = stored.expect("records").into_iter();
        rows.map(|stored| self.read(stored)).collect()
    }

    fn read(&self, stored: StoredRecord) -> Rc<Row> {
        let kind = kinds::kind(&stored.kind);
        let key = RecordKey {
            kind,
            id: stored.id,
        };
        let mut seen = self.seen.borrow_mut();
        let known = seen.get(&key).filter(|row| row.stored == stored);
        if let Some(row) = known {
            return Rc::clone(row);
        }
        let row = Rc::new(Row::new(key.clone(), stored));
        seen.insert(key, Rc::clone(&row));
        row
    }
}

impl Row {
    fn new(key: RecordKey, stored: StoredRecord) -> Row {
        let json: Value = serde_json::from_str(&stored.body).unwrap_or_default();
        let body = kinds::from_json(&stored.kind, &json).ok();
        let whole = body.filter(|body| body.json() == json);
        Row {
            shelves: serde_json::from_str(&stored.shelves).unwrap_or_default(),
            packed: whole.map(|body| body.packed()),
            key,
            stored,
            json,
        }
    }

    /// Letter by letter: also how many digits an amount was written with.
    pub fn says(&self, ours: &Stored) -> bool {
        let bytes = self.packed.as_ref();
        bytes.is_some_and(|bytes| *bytes == ours.body.packed()) || ours.body.json() == self.json
    }
}
