//! Accepted and refused intentions in the order of their revisions, found by uid; and under which numbers they came.

use crate::db::{Author, ClientNumber, DbError, Decided, Settled, StoredIntention};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::{Excluded, Unbounded};
use std::sync::Arc;
use uuid::Uuid;

#[derive(Clone, Default)]
pub struct Log {
    by_revision: BTreeMap<i64, Arc<StoredIntention>>,
    revisions: BTreeMap<Uuid, i64>,
    /// uid by client and number
    numbers: BTreeMap<(Uuid, i64), Uuid>,
}

impl Log {
    pub fn at(&self, revision: i64) -> Option<&StoredIntention> {
        self.by_revision.get(&revision).map(|found| &**found)
    }

    fn of(&self, uid: Uuid) -> Option<&StoredIntention> {
        self.at(*self.revisions.get(&uid)?)
    }

    pub fn after(&self, revision: i64, limit: usize) -> Vec<StoredIntention> {
        let rows = self.by_revision.range((Excluded(revision), Unbounded));
        rows.take(limit).map(|(_, row)| (**row).clone()).collect()
    }

    /// By uid.
    pub fn decided(&self, uids: &[Uuid]) -> Vec<Decided> {
        let uids: BTreeSet<Uuid> = uids.iter().copied().collect();
        let found = uids.into_iter().filter_map(|uid| self.of(uid));
        let decided = found.map(|row| Decided {
            uid: row.uid,
            hash: row.hash.clone(),
            outcome: row.outcome.clone(),
            reason: row.reason.clone(),
            revision: row.revision,
        });
        decided.collect()
    }

    /// By revision.
    pub fn authors(&self, revisions: &[i64]) -> Vec<Author> {
        let revisions: BTreeSet<i64> = revisions.iter().copied().collect();
        let found = revisions
            .into_iter()
            .filter_map(|revision| self.at(revision));
        let authors = found.map(|row| Author {
            revision: row.revision,
            author: row.author,
            decided_at: row.decided_at,
        });
        authors.collect()
    }

    /// In the order asked.
    pub fn numbers_used(&self, numbers: &[(Uuid, i64)]) -> Vec<(Uuid, i64, Uuid)> {
        let used = numbers.iter().filter_map(|(client, seq)| {
            let uid = self.numbers.get(&(*client, *seq))?;
            Some((*client, *seq, *uid))
        });
        used.collect()
    }

    /// By number.
    pub fn settled(&self, client: Uuid, from_seq: i64) -> Vec<Settled> {
        let numbers = self.numbers.range((client, from_seq)..=(client, i64::MAX));
        let settled = numbers.filter_map(|((_, seq), uid)| {
            let row = self.of(*uid)?;
            Some(Settled {
                seq: *seq,
                uid: *uid,
                outcome: row.outcome.clone(),
                reason: row.reason.clone(),
                revision: row.revision,
            })
        });
        settled.collect()
    }

    /// The client's highest number whose intention was decided until then.
    pub fn backed_up(&self, client: Uuid, through: i64) -> Option<i64> {
        // without any such intention nobody's numbers are looked through
        self.by_revision.range(..=through).next_back()?;
        let numbers = self.numbers.range((client, i64::MIN)..=(client, i64::MAX));
        let within = |uid: &Uuid| {
            let revision = self.revisions.get(uid);
            revision.is_some_and(|revision| *revision <= through)
        };
        let mut newest_first = numbers.rev();
        let found = newest_first.find(|(_, uid)| within(uid));
        found.map(|((_, seq), _)| *seq)
    }

    /// Nothing is decided twice, and no revision or number is given twice.
    pub fn check(
        &self,
        intentions: &[StoredIntention],
        numbers: &[ClientNumber],
    ) -> Result<(), DbError> {
        let (mut uids, mut revisions, mut used) = Default::default();
        for row in intentions {
            let known = self.revisions.contains_key(&row.uid) || self.at(row.revision).is_some();
            let new = !known & once(&mut uids, row.uid) & once(&mut revisions, row.revision);
            refuse_unless(new, || format!("intention {} at {}", row.uid, row.revision))?;
        }
        for ClientNumber { client, seq, .. } in numbers {
            let known = self.numbers.contains_key(&(*client, *seq));
            let new = !known & once(&mut used, (*client, *seq));
            refuse_unless(new, || format!("number {seq} of {client}"))?;
        }
        Ok(())
    }

    pub fn add(&mut self, row: StoredIntention) {
        self.revisions.insert(row.uid, row.revision);
        self.by_revision.insert(row.revision, Arc::new(row));
    }

    pub fn add_number(&mut self, number: ClientNumber) {
        let place = (number.client, number.seq);
        self.numbers.insert(place, number.uid);
    }
}

fn once<T: Ord>(seen: &mut BTreeSet<T>, value: T) -> bool {
    seen.insert(value)
}

fn refuse_unless(new: bool, name: impl FnOnce() -> String) -> Result<(), DbError> {
    match new {
        true => Ok(()),
        false => Err(DbError::Duplicate(name())),
    }
}
