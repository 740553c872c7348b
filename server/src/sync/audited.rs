//! Gives the auditor the accepted log and holds its world against the tables: fields, and which records there are.

use super::auditor::{Entry, Truth};
use super::replay::ROWS_AT_ONCE;
use crate::db::{DbError, Snapshot, StoredIntention};
use serde_json::Value;
use shared::sync::Outcome;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Clear sentences; none where the tables are what the log led to.
pub async fn check(snapshot: &mut dyn Snapshot) -> Result<Vec<String>, DbError> {
    let (mut truth, mut differences) = (Truth::default(), Vec::new());
    // of people, what was not applied: it must have reached its author
    let mut refused = BTreeSet::new();
    let mut revision = 0;
    loop {
        let piece = snapshot.log(revision, ROWS_AT_ONCE).await?;
        for stored in &piece {
            revision = stored.revision;
            if is_applied(stored) {
                differences.extend(take(&mut truth, stored));
            } else if stored.client.is_some() {
                refused.insert(stored.uid);
            }
        }
        if i64::try_from(piece.len()).unwrap_or(0) < ROWS_AT_ONCE {
            break;
        }
    }
    compare(snapshot, &truth, refused, &mut differences).await?;
    Ok(differences)
}

fn is_applied(stored: &StoredIntention) -> bool {
    Outcome::from_word(&stored.outcome).is_some_and(Outcome::is_applied)
}

fn take(truth: &mut Truth, stored: &StoredIntention) -> Option<String> {
    let body: Value = serde_json::from_str(&stored.body).unwrap_or_default();
    let reason = stored.reason.as_deref();
    let reason: Option<Value> = reason.and_then(|reason| serde_json::from_str(reason).ok());
    let entry = Entry::new(&stored.name, &body["args"], reason.as_ref());
    let broken = truth.take(&entry).err()?;
    Some(format!("revision {}: {}", stored.revision, broken.what()))
}

async fn compare(
    snapshot: &mut dyn Snapshot,
    truth: &Truth,
    mut refused: BTreeSet<Uuid>,
    differences: &mut Vec<String>,
) -> Result<(), DbError> {
    let made = truth.made().map(|(kind, id)| (kind.to_owned(), id));
    let mut missing: BTreeSet<(String, Uuid)> = made.collect();
    let (mut kind, mut id) = (String::new(), Uuid::nil());
    loop {
        let piece = snapshot.records_after(&kind, id, ROWS_AT_ONCE).await?;
        let Some(last) = piece.last() else { break };
        for row in piece.iter().filter(|row| !row.deleted) {
            missing.remove(&(row.kind.clone(), row.id));
            let body: Value = serde_json::from_str(&row.body).unwrap_or_default();
            differences.extend(truth.differs(&row.kind, row.id, &body));
            if row.kind == "inbox" {
                let uid = body["uid"].as_str().and_then(|uid| uid.parse().ok());
                refused.remove(&uid.unwrap_or_default());
            }
        }
        (kind, id) = (last.kind.clone(), last.id);
    }
    let missing = missing.into_iter();
    differences.extend(
        missing.map(|(kind, id)| format!("{kind} {id}: by the log it is there; it is missing")),
    );
    let lost = refused.into_iter();
    differences.extend(
        lost.map(|uid| format!("inbox: {uid} was not applied and did not reach its author")),
    );
    Ok(())
}
