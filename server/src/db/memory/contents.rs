//! Everything of one workspace, and what one batch does to it. Tables are shared between moments until one of them changes.

use super::access::Access;
use super::blocks::Blocks;
use super::clients::Clients;
use super::jobs::Jobs;
use super::keys::Keys;
use super::log::Log;
use super::records::Records;
use super::shelves::Shelves;
use super::transfers::Transfers;
use crate::db::{
    Batch, DbError, Extent, Feed, FeedLimit, FeedRow, Head, Loaded, Range, StoredRecord, Wanted,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

#[derive(Clone, Default)]
pub struct Contents {
    /// `None`: nobody made this workspace.
    pub head: Option<Head>,
    pub records: Arc<Records>,
    pub keys: Arc<Keys>,
    pub shelves: Arc<Shelves>,
    pub blocks: Arc<Blocks>,
    pub log: Arc<Log>,
    pub clients: Arc<Clients>,
    pub transfers: Arc<Transfers>,
    pub jobs: Arc<Jobs>,
    pub access: Arc<Access>,
}

impl Contents {
    pub fn made(&self) -> Result<&Head, DbError> {
        self.head.as_ref().ok_or(DbError::NoWorkspace)
    }

    /// Would every row of it find its place?
    pub fn check(&self, batch: &Batch) -> Result<(), DbError> {
        self.keys.check(&batch.keys)?;
        self.log.check(&batch.intentions, &batch.numbers)?;
        self.clients.check(&batch.clients)
    }

    /// Writes what was checked.
    pub fn apply(&mut self, batch: Batch) {
        into(&mut self.records, batch.records, Records::put);
        if !batch.keys.is_empty() {
            Arc::make_mut(&mut self.keys).replace(batch.keys);
        }
        into(&mut self.shelves, batch.places, Shelves::put);
        into(&mut self.shelves, batch.sums, Shelves::put_sum);
        into(&mut self.log, batch.intentions, Log::add);
        into(&mut self.log, batch.numbers, Log::add_number);
        into(&mut self.clients, batch.clients, Clients::put);
        into(&mut self.transfers, batch.transfers, Transfers::add);
        into(&mut self.jobs, batch.jobs, |jobs, job| {
            jobs.add(job);
        });
        if let Some(head) = &mut self.head {
            head.revision = batch.revision;
            head.chain = batch.chain;
        }
    }

    /// Records are named once, by kind and id; matches in the order of the keys asked for.
    pub fn load(&self, wanted: &Wanted) -> Loaded {
        let matches = self.keys.matches(&wanted.keys);
        let ids: BTreeSet<(&str, Uuid)> = (wanted.records.iter())
            .map(|(kind, id)| (kind.as_str(), *id))
            .chain(matches.iter().map(|found| (found.kind.as_str(), found.id)))
            .collect();
        let records = ids
            .into_iter()
            .filter_map(|(kind, id)| self.records.get(kind, id));
        let records = records.cloned().collect();
        Loaded { records, matches }
    }

    /// One row per record: a record on two of the shelves is named once, with both.
    pub fn feed(&self, shelves: &[String], after: i64, limit: FeedLimit) -> Feed {
        let mut rows: BTreeMap<(&str, Uuid), FeedRow> = BTreeMap::new();
        let (mut places, names) = (0, names(shelves));
        for shelf in names {
            for (revision, kind, id, present) in self.shelves.since(shelf, after) {
                places += 1;
                if places > limit.places {
                    return Feed::TooMany;
                }
                let row = rows.entry((kind, id)).or_insert_with(|| arrived(kind, id));
                row.revision = row.revision.max(revision);
                row.on.extend(present.then(|| shelf.to_owned()));
            }
        }
        let rows = self.with_bodies(rows);
        let bodies = rows.iter().filter_map(|row| row.body.as_ref());
        match bodies.map(String::len).sum::<usize>() > limit.bytes {
            true => Feed::TooMany,
            false => Feed::Rows(rows),
        }
    }

    fn with_bodies(&self, rows: BTreeMap<(&str, Uuid), FeedRow>) -> Vec<FeedRow> {
        let mut rows: Vec<FeedRow> = rows.into_values().collect();
        for row in rows.iter_mut().filter(|row| !row.on.is_empty()) {
            let record = self.records.get(&row.kind, row.id);
            row.body = record.map(|record| record.body.clone());
        }
        // a stable sort of what is in order already by kind and id
        rows.sort_by_key(|row| row.revision);
        rows
    }

    /// The records of one kind that stand on a shelf and have this text in their body.
    pub fn extent(&self, shelf: &str, kind: &str, text: &str) -> Extent {
        let mut standing = self.standing(&Range {
            shelf: shelf.to_owned(),
            kind: kind.to_owned(),
            from_id: Uuid::nil(),
            to_id: Uuid::max(),
        });
        standing.retain(|record| record.body.contains(text));
        let bytes: usize = standing.iter().map(|record| record.body.len()).sum();
        Extent {
            count: i64::try_from(standing.len()).unwrap_or(i64::MAX),
            bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
        }
    }

    /// By id, both ends of the range included.
    pub fn standing(&self, range: &Range) -> Vec<StoredRecord> {
        let ids = self.shelves.standing(range);
        let records = ids.filter_map(|id| self.records.get(&range.kind, id));
        records.cloned().collect()
    }
}

/// Each name once, in order.
pub fn names(shelves: &[String]) -> BTreeSet<&str> {
    shelves.iter().map(String::as_str).collect()
}

/// A table nobody writes to stays shared.
fn into<T: Clone, R>(table: &mut Arc<T>, rows: Vec<R>, put: impl Fn(&mut T, R)) {
    if !rows.is_empty() {
        let table = Arc::make_mut(table);
        rows.into_iter().for_each(|row| put(table, row));
    }
}

fn arrived(kind: &str, id: Uuid) -> FeedRow {
    FeedRow {
        kind: kind.to_owned(),
        id,
        revision: i64::MIN,
        body: None,
        on: Vec::new(),
    }
}
