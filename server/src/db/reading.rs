//! One moment of one workspace, read in one transaction; compiled once per back end.

use super::{Db, blocks, feed, intentions, records};
use crate::db::*;
use futures::FutureExt;
use sqlx::Transaction;

pub struct Reading {
    transaction: Transaction<'static, Db>,
    head: Head,
}

impl Reading {
    pub fn new(transaction: Transaction<'static, Db>, head: Head) -> Self {
        Self { transaction, head }
    }
}

impl Snapshot for Reading {
    fn head(&self) -> &Head {
        &self.head
    }

    fn load<'a>(&'a mut self, wanted: &'a Wanted) -> Answer<'a, Loaded> {
        records::load(&mut self.transaction, self.head.id, wanted).boxed()
    }

    fn keys_of<'a>(&'a mut self, kind: &'a str, ids: &'a [Uuid]) -> Answer<'a, Vec<KeyMatch>> {
        records::keys_of(&mut self.transaction, self.head.id, kind, ids).boxed()
    }

    fn chain_at(&mut self, revision: i64) -> Answer<'_, Option<String>> {
        intentions::chain_at(&mut self.transaction, self.head.id, revision).boxed()
    }

    fn decided_at(&mut self, revision: i64) -> Answer<'_, Option<i64>> {
        intentions::decided_at(&mut self.transaction, self.head.id, revision).boxed()
    }

    fn feed<'a>(
        &'a mut self,
        shelves: &'a [String],
        after: i64,
        limit: FeedLimit,
    ) -> Answer<'a, Feed> {
        feed::changed(&mut self.transaction, self.head.id, shelves, after, limit).boxed()
    }

    fn shelf_sums<'a>(&'a mut self, shelves: &'a [String]) -> Answer<'a, Vec<ShelfSum>> {
        feed::sums(&mut self.transaction, self.head.id, shelves).boxed()
    }

    fn backed_up(&mut self, client: Uuid) -> Answer<'_, Option<i64>> {
        let (workspace, through) = (self.head.id, self.head.backed_up);
        intentions::backed_up(&mut self.transaction, workspace, client, through).boxed()
    }

    fn settled(&mut self, client: Uuid, from_seq: i64) -> Answer<'_, Vec<Settled>> {
        intentions::settled(&mut self.transaction, self.head.id, client, from_seq).boxed()
    }

    fn decided<'a>(&'a mut self, uids: &'a [Uuid]) -> Answer<'a, Vec<Decided>> {
        intentions::decided(&mut self.transaction, self.head.id, uids).boxed()
    }

    fn log(&mut self, after: i64, limit: i64) -> Answer<'_, Vec<StoredIntention>> {
        intentions::log(&mut self.transaction, self.head.id, after, limit).boxed()
    }

    fn records_after<'a>(
        &'a mut self,
        kind: &'a str,
        id: Uuid,
        limit: i64,
    ) -> Answer<'a, Vec<StoredRecord>> {
        records::after(&mut self.transaction, self.head.id, kind, id, limit).boxed()
    }

    fn changed_after(
        &mut self,
        kind: &'static str,
        place: (i64, Uuid),
        limit: i64,
    ) -> Answer<'_, Vec<StoredRecord>> {
        records::changed_after(&mut self.transaction, self.head.id, kind, place, limit).boxed()
    }

    fn manifest<'a>(
        &'a mut self,
        shelves: &'a [String],
        format: i64,
    ) -> Answer<'a, Vec<ManifestRow>> {
        blocks::manifest(&mut self.transaction, self.head.id, shelves, format).boxed()
    }

    fn blocks<'a>(
        &'a mut self,
        shelves: &'a [String],
        hashes: &'a [String],
    ) -> Answer<'a, Vec<BlockBytes>> {
        blocks::bytes(&mut self.transaction, self.head.id, shelves, hashes).boxed()
    }

    fn packed_to<'a>(
        &'a mut self,
        shelves: &'a [String],
        format: i64,
    ) -> Answer<'a, Vec<(String, i64)>> {
        blocks::packed_to(&mut self.transaction, self.head.id, shelves, format).boxed()
    }

    fn touched<'a>(&'a mut self, shelf: &'a str, after: i64) -> Answer<'a, Vec<(String, Uuid)>> {
        feed::touched(&mut self.transaction, self.head.id, shelf, after).boxed()
    }

    fn standing<'a>(&'a mut self, range: &'a Range) -> Answer<'a, Vec<StoredRecord>> {
        blocks::standing(&mut self.transaction, self.head.id, range).boxed()
    }
}
