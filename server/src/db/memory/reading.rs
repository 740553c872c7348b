//! One moment of one workspace: the contents as they stood when it was asked for.

use super::contents::Contents;
use crate::db::*;
use futures::FutureExt;
use futures::future::ready;
use std::sync::Arc;
use uuid::Uuid;

pub struct Reading {
    head: Head,
    contents: Arc<Contents>,
}

impl Reading {
    pub fn new(contents: Arc<Contents>) -> Result<Self, DbError> {
        let head = contents.made()?.clone();
        Ok(Self { head, contents })
    }
}

/// Looking it up costs less than a future of its own would.
fn told<'a, T: Send + 'a>(answer: T) -> Answer<'a, T> {
    ready(Ok(answer)).boxed()
}

/// Below zero there is no limit.
pub fn limit(rows: i64) -> usize {
    usize::try_from(rows).unwrap_or(usize::MAX)
}

impl Snapshot for Reading {
    fn head(&self) -> &Head {
        &self.head
    }

    fn load<'a>(&'a mut self, wanted: &'a Wanted) -> Answer<'a, Loaded> {
        told(self.contents.load(wanted))
    }

    fn keys_of<'a>(&'a mut self, kind: &'a str, ids: &'a [Uuid]) -> Answer<'a, Vec<KeyMatch>> {
        told(self.contents.keys.of(kind, ids))
    }

    fn chain_at(&mut self, revision: i64) -> Answer<'_, Option<String>> {
        let found = self.contents.log.at(revision);
        told(found.map(|intention| intention.chain.clone()))
    }

    fn decided_at(&mut self, revision: i64) -> Answer<'_, Option<i64>> {
        let found = self.contents.log.at(revision);
        told(found.map(|intention| intention.decided_at))
    }

    fn feed<'a>(
        &'a mut self,
        shelves: &'a [String],
        after: i64,
        limit: FeedLimit,
    ) -> Answer<'a, Feed> {
        told(self.contents.feed(shelves, after, limit))
    }

    fn shelf_sums<'a>(&'a mut self, shelves: &'a [String]) -> Answer<'a, Vec<ShelfSum>> {
        told(self.contents.shelves.sums(shelves))
    }

    fn settled(&mut self, client: Uuid, from_seq: i64) -> Answer<'_, Vec<Settled>> {
        told(self.contents.log.settled(client, from_seq))
    }

    fn backed_up(&mut self, client: Uuid) -> Answer<'_, Option<i64>> {
        let through = self.head.backed_up;
        told(self.contents.log.backed_up(client, through))
    }

    fn decided<'a>(&'a mut self, uids: &'a [Uuid]) -> Answer<'a, Vec<Decided>> {
        told(self.contents.log.decided(uids))
    }

    fn log(&mut self, after: i64, rows: i64) -> Answer<'_, Vec<StoredIntention>> {
        told(self.contents.log.after(after, limit(rows)))
    }

    fn records_after<'a>(
        &'a mut self,
        kind: &'a str,
        id: Uuid,
        rows: i64,
    ) -> Answer<'a, Vec<StoredRecord>> {
        told(self.contents.records.after(kind, id, limit(rows)))
    }

    fn changed_after(
        &mut self,
        kind: &'static str,
        place: (i64, Uuid),
        rows: i64,
    ) -> Answer<'_, Vec<StoredRecord>> {
        told(
            self.contents
                .records
                .changed_after(kind, place, limit(rows)),
        )
    }

    fn manifest<'a>(
        &'a mut self,
        shelves: &'a [String],
        format: i64,
    ) -> Answer<'a, Vec<ManifestRow>> {
        told(self.contents.blocks.manifest(shelves, format))
    }

    fn blocks<'a>(
        &'a mut self,
        shelves: &'a [String],
        hashes: &'a [String],
    ) -> Answer<'a, Vec<BlockBytes>> {
        told(self.contents.blocks.bytes(shelves, hashes))
    }

    fn packed_to<'a>(
        &'a mut self,
        shelves: &'a [String],
        format: i64,
    ) -> Answer<'a, Vec<(String, i64)>> {
        told(self.contents.blocks.packed_to(shelves, format))
    }

    fn touched<'a>(&'a mut self, shelf: &'a str, after: i64) -> Answer<'a, Vec<(String, Uuid)>> {
        let places = self.contents.shelves.since(shelf, after);
        told(
            places
                .map(|(_, kind, id, _)| (kind.to_owned(), id))
                .collect(),
        )
    }

    fn standing<'a>(&'a mut self, range: &'a Range) -> Answer<'a, Vec<StoredRecord>> {
        told(self.contents.standing(range))
    }
}
