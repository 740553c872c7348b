//! The one who may change records while its turn lasts: it gathers batches, and writes them when it commits.

use super::contents::Contents;
use super::shared::{Found, Shared, Turn};
use crate::db::*;
use futures::FutureExt;
use futures::future::ready;
use std::sync::Arc;
use uuid::Uuid;

pub struct Writing {
    shared: Arc<Shared>,
    turn: Turn,
    head: Head,
    found: Found,
    batches: Vec<Batch>,
    /// How many of the batches a look at `found` sees already.
    seen: usize,
}

impl Writing {
    pub async fn begin(shared: Arc<Shared>, workspace: Uuid) -> Result<Self, DbError> {
        let turn = shared.turn(workspace).await;
        let found = shared.found(workspace);
        Ok(Self {
            turn,
            head: found.contents.made()?.clone(),
            shared,
            found,
            batches: Vec::new(),
            seen: 0,
        })
    }

    /// A writer sees what it has stored. Hardly anybody looks after storing, so it is laid over only then.
    fn look(&mut self) -> &Contents {
        for batch in &self.batches[self.seen..] {
            Arc::make_mut(&mut self.found.contents).apply(batch.clone());
        }
        self.seen = self.batches.len();
        &self.found.contents
    }

    fn tell<'a, T: Send + 'a>(&'a mut self, look: impl FnOnce(&Contents) -> T) -> Answer<'a, T> {
        ready(Ok(look(self.look()))).boxed()
    }
}

impl Writer for Writing {
    fn head(&self) -> &Head {
        &self.head
    }

    fn load<'a>(&'a mut self, wanted: &'a Wanted) -> Answer<'a, Loaded> {
        self.tell(|contents| contents.load(wanted))
    }

    fn decided<'a>(&'a mut self, uids: &'a [Uuid]) -> Answer<'a, Vec<Decided>> {
        self.tell(|contents| contents.log.decided(uids))
    }

    fn authors<'a>(&'a mut self, revisions: &'a [i64]) -> Answer<'a, Vec<Author>> {
        self.tell(|contents| contents.log.authors(revisions))
    }

    fn clients<'a>(&'a mut self, ids: &'a [Uuid]) -> Answer<'a, Vec<Client>> {
        self.tell(|contents| contents.clients.some(ids))
    }

    fn numbers_used<'a>(
        &'a mut self,
        numbers: &'a [(Uuid, i64)],
    ) -> Answer<'a, Vec<(Uuid, i64, Uuid)>> {
        self.tell(|contents| contents.log.numbers_used(numbers))
    }

    fn client_count(&mut self) -> Answer<'_, i64> {
        self.tell(|contents| contents.clients.count())
    }

    fn shelf_sums<'a>(&'a mut self, shelves: &'a [String]) -> Answer<'a, Vec<ShelfSum>> {
        self.tell(|contents| contents.shelves.sums(shelves))
    }

    fn extent<'a>(
        &'a mut self,
        shelf: &'a str,
        kind: &'a str,
        text: &'a str,
    ) -> Answer<'a, Extent> {
        self.tell(|contents| contents.extent(shelf, kind, text))
    }

    fn store<'a>(&'a mut self, batch: &'a Batch) -> Answer<'a, ()> {
        async move {
            self.look().check(batch)?;
            self.batches.push(batch.clone());
            Ok(())
        }
        .boxed()
    }

    fn commit(self: Box<Self>) -> Answer<'static, ()> {
        async move {
            let written = *self;
            let done = (written.shared).commit(written.head.id, written.found, written.batches);
            // nobody's turn comes before it stands there
            drop(written.turn);
            done
        }
        .boxed()
    }
}
