//! Are the tables what the replayed log says? Bodies, revisions, shelves, keys and sums, record by record.

use super::desk_rows::{signed, storable};
use super::replay::{Model, ROWS_AT_ONCE, Report};
use crate::db::{DbError, KeyMatch, Snapshot, StoredRecord};
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
    if !says(row, &ours.body.json()) {
        return Some(format!("{place}: the body is not what was decided"));
    }
    let shelves: Option<BTreeSet<Shelf>> = serde_json::from_str(&row.shelves).ok();
    let expected: BTreeSet<Shelf> = ours.body.shelves(ours.id).into_iter().collect();
    (shelves != Some(expected)).then(|| format!("{place}: stands on the wrong shelves"))
}

/// A body that was written before a field came lacks it; read, it says what that meant.
fn says(row: &StoredRecord, decided: &Value) -> bool {
    let Ok(stored) = serde_json::from_str::<Value>(&row.body) else {
        return false;
    };
    let read = || kinds::from_json(&row.kind, &stored);
    stored == *decided || read().is_ok_and(|body| body.json() == *decided)
}

/// Records are found by the keys they have, and by no others. Asked record by record: thousands may share one key.
async fn keys(
    snapshot: &mut dyn Snapshot,
    model: &Model,
    piece: &[StoredRecord],
    report: &mut Report,
) -> Result<(), DbError> {
    for rows in piece.chunk_by(|one, next| one.kind == next.kind) {
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let there = snapshot.keys_of(&rows[0].kind, &ids).await?;
        let there: BTreeSet<KeyMatch> = there.into_iter().collect();
        let expected: BTreeSet<KeyMatch> =
            rows.iter().flat_map(|row| carried(model, row)).collect();
        let missing = expected
            .difference(&there)
            .map(|key| (key, "not found by its"));
        let left = there
            .difference(&expected)
            .map(|key| (key, "found by a foreign"));
        report
            .differences
            .extend(missing.chain(left).map(|(found, what)| {
                let KeyMatch {
                    kind,
                    key,
                    value,
                    id,
                } = found;
                format!("{kind} {id}: {what} {key} {value}")
            }));
    }
    Ok(())
}

/// What a record must be found by, according to the log.
fn carried(model: &Model, row: &StoredRecord) -> Vec<KeyMatch> {
    let key = RecordKey {
        kind: kinds::kind(&row.kind),
        id: row.id,
    };
    let keys = model.records.get(&key).map(|row| row.body.keys());
    let carried = keys.into_iter().flatten().map(|key| KeyMatch {
        kind: row.kind.clone(),
        key: key.name.to_owned(),
        value: storable(&key.value),
        id: row.id,
    });
    carried.collect()
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
