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
}
