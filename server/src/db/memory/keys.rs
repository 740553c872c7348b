//! Which records carry a key, and which keys a record carries. A key that only one may carry is refused to a second.

use crate::db::{DbError, KeyMatch, KeyWanted, RecordKey, RecordKeys};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

#[derive(Clone, Default)]
pub struct Keys {
    /// who carries it, and whether it claims to be the only one
    carriers: BTreeMap<Arc<KeyWanted>, BTreeMap<Uuid, bool>>,
    of_record: BTreeMap<String, BTreeMap<Uuid, Vec<Arc<KeyWanted>>>>,
}

impl Keys {
    /// Each key once, in order; its carriers by id.
    pub fn matches(&self, wanted: &[KeyWanted]) -> Vec<KeyMatch> {
        let once: BTreeSet<&KeyWanted> = wanted.iter().collect();
        let found = once.into_iter().flat_map(|wanted| {
            let ids = self.carriers.get(wanted).into_iter();
            ids.flat_map(|ids| ids.keys())
                .map(|id| carried(wanted, *id))
        });
        found.collect()
    }

    /// What these records carry.
    pub fn of(&self, kind: &str, ids: &[Uuid]) -> Vec<KeyMatch> {
        let of_kind = self.of_record.get(kind);
        let keys = ids.iter().flat_map(|id| {
            let keys = of_kind.and_then(|of_kind| of_kind.get(id));
            keys.into_iter().flatten().map(|key| carried(key, *id))
        });
        keys.collect()
    }

    /// What the records of the batch carried before does not count: two of them may exchange a code.
    pub fn check(&self, records: &[RecordKeys]) -> Result<(), DbError> {
        let replaced: BTreeSet<(&str, Uuid)> = (records.iter())
            .map(|record| (record.kind.as_str(), record.id))
            .collect();
        let (mut carried, mut claimed) = (BTreeSet::new(), BTreeSet::new());
        for (record, key) in each(records) {
            let wanted = wanted(record, key);
            let claim_fails = key.only_one
                && (self.claimed_by_another(&wanted, &replaced) || !claimed.insert(wanted.clone()));
            if claim_fails || !carried.insert((wanted, record.id)) {
                let name = format!("{}.{} {}", record.kind, key.key, key.value);
                return Err(DbError::Duplicate(name));
            }
        }
        Ok(())
    }

    fn claimed_by_another(&self, key: &KeyWanted, replaced: &BTreeSet<(&str, Uuid)>) -> bool {
        let carriers = self.carriers.get(key).into_iter().flatten();
        let mut claims = carriers.filter(|(_, only_one)| **only_one);
        claims.any(|(id, _)| !replaced.contains(&(key.kind.as_str(), *id)))
    }

    /// All old keys go before a new one comes.
    pub fn replace(&mut self, records: Vec<RecordKeys>) {
        for record in &records {
            self.remove(record);
        }
        for (record, key) in each(&records) {
            let wanted = Arc::new(wanted(record, key));
            let ids = self.carriers.entry(wanted.clone()).or_default();
            ids.insert(record.id, key.only_one);
            let of_kind = self.of_record.entry(record.kind.clone()).or_default();
            of_kind.entry(record.id).or_default().push(wanted);
        }
    }

    fn remove(&mut self, record: &RecordKeys) {
        let of_kind = self.of_record.get_mut(&record.kind);
        let keys = of_kind.and_then(|of_kind| of_kind.remove(&record.id));
        for key in keys.into_iter().flatten() {
            if let Some(ids) = self.carriers.get_mut(&key) {
                ids.remove(&record.id);
                if ids.is_empty() {
                    self.carriers.remove(&key);
                }
            }
        }
    }
}

fn carried(key: &KeyWanted, id: Uuid) -> KeyMatch {
    KeyMatch {
        kind: key.kind.clone(),
        key: key.key.clone(),
        value: key.value.clone(),
        id,
    }
}

fn each(records: &[RecordKeys]) -> impl Iterator<Item = (&RecordKeys, &RecordKey)> {
    (records.iter()).flat_map(|record| record.keys.iter().map(move |key| (record, key)))
}

fn wanted(record: &RecordKeys, key: &RecordKey) -> KeyWanted {
    KeyWanted {
        kind: record.kind.clone(),
        key: key.key.clone(),
        value: key.value.clone(),
    }
}
