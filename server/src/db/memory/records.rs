//! Records by kind and id, as stored. Knows nothing of where they stand and how they are found by key.

use crate::db::StoredRecord;
use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Unbounded};
use std::sync::Arc;
use uuid::Uuid;

type OfKind = Arc<BTreeMap<Uuid, Arc<StoredRecord>>>;

#[derive(Clone, Default)]
pub struct Records {
    by_kind: BTreeMap<String, OfKind>,
}

impl Records {
    pub fn get(&self, kind: &str, id: Uuid) -> Option<&StoredRecord> {
        self.by_kind.get(kind)?.get(&id).map(|record| &**record)
    }

    pub fn put(&mut self, record: StoredRecord) {
        let rows = self.by_kind.entry(record.kind.clone()).or_default();
        Arc::make_mut(rows).insert(record.id, Arc::new(record));
    }

    /// In the order of kind and id, after this one.
    pub fn after(&self, kind: &str, id: Uuid, limit: usize) -> Vec<StoredRecord> {
        let rest_of_kind = self.by_kind.get(kind).into_iter();
        let rest_of_kind = rest_of_kind.flat_map(|rows| rows.range((Excluded(id), Unbounded)));
        let later_kinds = self.by_kind.range::<str, _>((Excluded(kind), Unbounded));
        let later = later_kinds.flat_map(|(_, rows)| rows.iter());
        let rows = rest_of_kind.chain(later).take(limit);
        rows.map(|(_, record)| (**record).clone()).collect()
    }

    /// In the order of their latest change, after this place.
    pub fn changed_after(&self, kind: &str, place: (i64, Uuid), limit: usize) -> Vec<StoredRecord> {
        let rows = self.by_kind.get(kind).into_iter();
        let changed = |record: &&Arc<StoredRecord>| (record.revision, record.id) > place;
        let mut later: Vec<&Arc<StoredRecord>> = rows
            .flat_map(|rows| rows.values())
            .filter(changed)
            .collect();
        later.sort_by_key(|record| (record.revision, record.id));
        let first = later.into_iter().take(limit);
        first.map(|record| (**record).clone()).collect()
    }
}
