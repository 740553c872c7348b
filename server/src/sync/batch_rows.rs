//! What a round has written, as rows for the tables: each record once in its last state, with its keys, places and sums.

use super::desk_rows::{Change, DeskRows, Row, signed, storable};
use crate::db::{self, Batch, RecordKeys, ShelfPlace, ShelfSum, StoredRecord};
use hashbrown::{HashMap, HashSet};
use serde_json::Value;
use shared::planted::{Bug, planted};
use shared::record::{AnyRecord, RecordKey};
use shared::shelf::Shelf;
use std::collections::BTreeSet;

impl DeskRows {
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
            if !planted(Bug::KeysStayFree) {
                batch.keys.push(keys(key, &**body));
            }
            let nowhere = BTreeSet::new();
            let been = self.left.get(key).unwrap_or(&nowhere);
            let places = (row.shelves.iter().map(|shelf| (shelf, true)))
                .chain(been.difference(&row.shelves).map(|shelf| (shelf, false)))
                .filter(|(_, present)| *present || !planted(Bug::LeavingIsNotTold));
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
    let keys = body.keys().into_iter().map(|key| db::RecordKey {
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
    let minus = match planted(Bug::SumsForgetWhatWasThere) {
        true => 0,
        false => change.minus.count,
    };
    let count = (count.cast_unsigned())
        .wrapping_add(change.plus.count)
        .wrapping_sub(minus);
    let sum = (sum.cast_unsigned())
        .wrapping_add(change.plus.sum)
        .wrapping_sub(change.minus.sum);
    ShelfSum {
        shelf: shelf.0.clone(),
        count: count.cast_signed(),
        sum: sum.cast_signed(),
    }
}
