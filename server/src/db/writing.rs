//! The one transaction that changes records, holding the workspace's lock; compiled once per back end.

use super::{Backend, Db, clients, feed, intentions, jobs, records, transfers, workspaces};
use crate::db::*;
use futures::FutureExt;
use sqlx::Transaction;
use uuid::Uuid;

pub struct Writing {
    transaction: Transaction<'static, Db>,
    head: Head,
    stored: Option<i64>,
}

impl Writing {
    pub fn new(transaction: Transaction<'static, Db>, head: Head) -> Self {
        Self {
            transaction,
            head,
            stored: None,
        }
    }
}

impl Writer for Writing {
    fn head(&self) -> &Head {
        &self.head
    }

    fn load<'a>(&'a mut self, wanted: &'a Wanted) -> Answer<'a, Loaded> {
        records::load(&mut self.transaction, self.head.id, wanted).boxed()
    }

    fn decided<'a>(&'a mut self, uids: &'a [Uuid]) -> Answer<'a, Vec<Decided>> {
        intentions::decided(&mut self.transaction, self.head.id, uids).boxed()
    }

    fn authors<'a>(&'a mut self, revisions: &'a [i64]) -> Answer<'a, Vec<Author>> {
        intentions::authors(&mut self.transaction, self.head.id, revisions).boxed()
    }

    fn clients<'a>(&'a mut self, ids: &'a [Uuid]) -> Answer<'a, Vec<Client>> {
        clients::by_id(&mut self.transaction, self.head.id, ids).boxed()
    }

    fn numbers_used<'a>(
        &'a mut self,
        numbers: &'a [(Uuid, i64)],
    ) -> Answer<'a, Vec<(Uuid, i64, Uuid)>> {
        intentions::numbers_used(&mut self.transaction, self.head.id, numbers).boxed()
    }

    fn client_count(&mut self) -> Answer<'_, i64> {
        clients::count(&mut self.transaction, self.head.id).boxed()
    }

    fn shelf_sums<'a>(&'a mut self, shelves: &'a [String]) -> Answer<'a, Vec<ShelfSum>> {
        feed::sums(&mut self.transaction, self.head.id, shelves).boxed()
    }

    fn extent<'a>(
        &'a mut self,
        shelf: &'a str,
        kind: &'a str,
        text: &'a str,
    ) -> Answer<'a, Extent> {
        feed::extent(&mut self.transaction, self.head.id, (shelf, kind), text).boxed()
    }

    fn store<'a>(&'a mut self, batch: &'a Batch) -> Answer<'a, ()> {
        async move {
            let (c, workspace) = (&mut *self.transaction, self.head.id);
            records::store(c, workspace, batch).await?;
            feed::store(c, workspace, batch).await?;
            intentions::store(c, workspace, batch).await?;
            clients::store(c, workspace, batch).await?;
            transfers::store(c, workspace, batch).await?;
            jobs::store(c, workspace, &batch.jobs).await?;
            workspaces::advance(c, workspace, batch).await?;
            self.stored = Some(batch.revision);
            Ok(())
        }
        .boxed()
    }

    fn commit(mut self: Box<Self>) -> Answer<'static, ()> {
        async move {
            if let Some(revision) = self.stored {
                Backend::announce(&mut self.transaction, self.head.id, revision).await?;
            }
            Ok(self.transaction.commit().await?)
        }
        .boxed()
    }
}
