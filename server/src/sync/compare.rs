//! Are the tables what the replayed log says? Bodies, revisions, shelves, keys and sums, record by record.

use super::desk_rows::{signed, storable};
use super::replay::{Model, ROWS_AT_ONCE, Report};
use crate::db::{DbError, KeyWanted, Snapshot, StoredRecord, Wanted};
use serde_json::Value;
use shared::record::RecordKey;
use shared::shelf::Shelf;
use shared::sync::kinds;
use shared::sync::portion::ShelfSum;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

pub(super) async fn compare(
    snapshot: &mut dyn Snapshot,
    model: &Model,
    report: &mut Report,
) -> Result<(), DbError> {
    let (mut kind, mut id) = (String::new(), Uuid::nil());
    loop {
        let piece = snapshot.records_after(&kind, id, ROWS_AT_ONCE).await?;
        for row in &piece {
            report.records += 1;
            report.differences.extend(difference(model, row));
        }
        keys(snapshot, model, &piece, report).await?;
        let Some(last) = piece.last() else { break };
        (kind, id) = (last.kind.clone(), last.id);
    }
    if report.records != model.records.len() {
        let note = format!(
            "{} records, {} by the log",
            report.records,
            model.records.len()
        );
        report.differences.push(note);
    }
    sums(snapshot, model, report).await
}

fn difference(model: &Model, row: &StoredRecord) -> Option<String> {
    let key = RecordKey {
        kind: kinds::kind(&row.kind),
        id: row.id,
    };
    let place = format!("{} {}", row.kind, row.id);
    let Some(ours) = model.records.get(&key) else {
        return Some(format!("{place}: no intention made it"));
    };
    if signed(ours.revision) != row.revision {
        return Some(format!(
            "{place}: revision {}, by the log {}",
            row.revision, ours.revision
        ));
    }
    let body: Option<Value> = serde_json::from_str(&row.body).ok();
    if body != Some(ours.body.json()) {
        return Some(format!("{place}: the body is not what was decided"));
    }
    let shelves: Option<BTreeSet<Shelf>> = serde_json::from_str(&row.shelves).ok();
    let expected: BTreeSet<Shelf> = ours.body.shelves(ours.id).into_iter().collect();
    (shelves != Some(expected)).then(|| format!("{place}: stands on the wrong shelves"))
}

/// Every key the model's records have must lead to them.
async fn keys(
    snapshot: &mut dyn Snapshot,
    model: &Model,
    piece: &[StoredRecord],
    report: &mut Report,
) -> Result<(), DbError> {
    let mut expected: BTreeSet<(String, String, String, Uuid)> = BTreeSet::new();
    for row in piece {
        let key = RecordKey {
            kind: kinds::kind(&row.kind),
            id: row.id,
        };
        for found in model
            .records
            .get(&key)
            .iter()
            .flat_map(|row| row.body.keys())
        {
            let value = storable(&found.value);
            expected.insert((row.kind.clone(), found.name.to_owned(), value, row.id));
        }
    }
    let wanted = Wanted {
        records: Vec::new(),
        keys: (expected.iter())
            .map(|(kind, key, value, _)| KeyWanted {
                kind: kind.clone(),
                key: key.clone(),
                value: value.clone(),
            })
            .collect(),
    };
    let loaded = snapshot.load(&wanted).await?;
    let there: BTreeSet<(String, String, String, Uuid)> = (loaded.matches.into_iter())
        .map(|found| (found.kind, found.key, found.value, found.id))
        .collect();
    let missing = expected.difference(&there);
    report.differences.extend(
        missing
            .map(|(kind, key, value, id)| format!("{kind} {id}: not found by its {key} {value}")),
    );
    Ok(())
}

async fn sums(
    snapshot: &mut dyn Snapshot,
    model: &Model,
    report: &mut Report,
) -> Result<(), DbError> {
    let expected = model.sums();
    let names: Vec<String> = expected.keys().map(|shelf| shelf.0.clone()).collect();
    let stored: BTreeMap<String, ShelfSum> = (snapshot.shelf_sums(&names).await?.into_iter())
        .map(|sum| {
            let (count, total) = (sum.count.cast_unsigned(), sum.sum.cast_unsigned());
            (sum.shelf, ShelfSum { count, sum: total })
        })
        .collect();
    for (shelf, sum) in expected {
        if stored.get(shelf.name()) != Some(&sum) {
            report
                .differences
                .push(format!("shelf {shelf}: count or sum is wrong"));
        }
    }
    Ok(())
}
