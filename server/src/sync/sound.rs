//! Does what a database holds fit together? The chain of the log link by link, and of every shelf count and sum. Nothing is decided
//! again: that is what `replay` does.

use super::replay::ROWS_AT_ONCE;
use crate::db::{DbError, Snapshot, StoredIntention, StoredRecord};
use shared::calendar::Moment;
use shared::shelf::Shelf;
use shared::sync::kinds;
use shared::sync::portion::{Link, ShelfSum, chain};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Clear sentences; none where all is well.
pub async fn check(snapshot: &mut dyn Snapshot) -> Result<Vec<String>, DbError> {
    let mut problems = Vec::new();
    links(snapshot, &mut problems).await?;
    sums(snapshot, &mut problems).await?;
    Ok(problems)
}

async fn links(snapshot: &mut dyn Snapshot, problems: &mut Vec<String>) -> Result<(), DbError> {
    let (mut revision, mut before) = (0, String::new());
    loop {
        let piece = snapshot.log(revision, ROWS_AT_ONCE).await?;
        for stored in &piece {
            let broken = broken(&before, revision, stored);
            let at = |what| format!("revision {}: {what}", stored.revision);
            problems.extend(broken.map(at));
            (revision, before) = (stored.revision, stored.chain.clone());
        }
        if i64::try_from(piece.len()).unwrap_or(0) < ROWS_AT_ONCE {
            break;
        }
    }
    let head = snapshot.head();
    if (head.revision, &head.chain) != (revision, &before) {
        let stands = head.revision;
        problems.push(format!(
            "{}: it stands at revision {stands}, its log at {revision}",
            head.name
        ));
    }
    Ok(())
}

/// What is wrong with one entry of the log that follows `before`.
pub fn broken(before: &str, after: i64, stored: &StoredIntention) -> Option<String> {
    let revision = stored.revision;
    if revision != after + 1 {
        return Some(format!("follows {after}"));
    }
    let link = Link {
        uid: stored.uid,
        hash: &stored.hash,
        outcome: &stored.outcome,
        revision: revision.unsigned_abs(),
        decided_at: Moment::from_milliseconds(stored.decided_at),
    };
    (chain(before, link) != stored.chain).then(|| "the chain is broken here".to_owned())
}

async fn sums(snapshot: &mut dyn Snapshot, problems: &mut Vec<String>) -> Result<(), DbError> {
    let expected = counted(snapshot, problems).await?;
    let names: Vec<String> = expected.keys().map(|shelf| shelf.0.clone()).collect();
    for stored in snapshot.shelf_sums(&names).await? {
        let (count, sum) = (stored.count.cast_unsigned(), stored.sum.cast_unsigned());
        let counted = expected.get(&Shelf(stored.shelf.clone()));
        if counted != Some(&ShelfSum { count, sum }) {
            problems.push(format!("shelf {}: count or sum is wrong", stored.shelf));
        }
    }
    Ok(())
}

async fn counted(
    snapshot: &mut dyn Snapshot,
    problems: &mut Vec<String>,
) -> Result<BTreeMap<Shelf, ShelfSum>, DbError> {
    let mut counted: BTreeMap<Shelf, ShelfSum> = BTreeMap::new();
    let (mut kind, mut id) = (String::new(), Uuid::nil());
    loop {
        let piece = snapshot.records_after(&kind, id, ROWS_AT_ONCE).await?;
        let Some(last) = piece.last() else {
            return Ok(counted);
        };
        (kind, id) = (last.kind.clone(), last.id);
        for row in piece.iter().filter(|row| !row.deleted) {
            match shelves(row) {
                Some(shelves) => shelves.into_iter().for_each(|shelf| {
                    let sum = counted.entry(shelf).or_default();
                    sum.add(&kinds::kind(&row.kind), row.id, row.revision.unsigned_abs());
                }),
                None => problems.push(format!(
                    "{} {}: its shelves cannot be read",
                    row.kind, row.id
                )),
            }
        }
    }
}

fn shelves(row: &StoredRecord) -> Option<BTreeSet<Shelf>> {
    serde_json::from_str(&row.shelves).ok()
}
