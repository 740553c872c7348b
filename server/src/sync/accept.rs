//! load → decide (shared) → store, for everything that arrived, in one transaction under the workspace's lock.

use super::arrival::{Item, Push, PushResult, Stop};
use super::desk_rows::UnreadableRecord;
use super::round::Round;
use crate::clock::Clock;
use crate::db::{Batch, Database, DbError};
use hashbrown::HashMap;
use shared::ids::Uid;
use shared::planted::{Bug, planted};
use std::sync::Arc;
use thiserror::Error;
use uuid::Uuid;

#[derive(Debug, Error)]
pub enum NotAccepted {
    #[error(transparent)]
    Database(#[from] DbError),
    #[error(transparent)]
    Unreadable(#[from] UnreadableRecord),
}

impl NotAccepted {
    /// Would one intention less let the rest through?
    fn concerns_one(&self) -> bool {
        match self {
            Self::Database(error) => error.concerns_one_row(),
            Self::Unreadable(_) => true,
        }
    }
}

/// Intentions that get their outcome without being decided, and why.
pub type Bad = HashMap<Uid, String>;

/// Accepts for one workspace.
pub struct Acceptor {
    database: Arc<dyn Database>,
    pub clock: Clock,
    pub workspace: Uuid,
}

impl Acceptor {
    pub fn new(database: Arc<dyn Database>, clock: Clock, workspace: Uuid) -> Self {
        Self {
            database,
            clock,
            workspace,
        }
    }

    /// What each push is told, and the revision after it. Returns after the flush.
    pub async fn accept(
        &self,
        pushes: &[Push],
        items: &[Item],
    ) -> Result<(Vec<PushResult>, i64), NotAccepted> {
        let mut results = vec![PushResult::default(); pushes.len()];
        let done = (self.round(pushes, items, &mut results, &Bad::new())).await;
        match done {
            Err(error) if error.concerns_one() => {
                tracing::warn!("a round is repeated one by one: {error}");
                self.one_by_one(pushes, items).await
            }
            Err(_) if planted(Bug::AnsweredBeforeTheFlush) => Ok((results, 0)),
            done => Ok((results, done?)),
        }
    }

    /// The database refused a row that no rule had refused, or holds one that this version cannot read: find the intention that wrote or
    /// reads it and quarantine that one.
    async fn one_by_one(
        &self,
        pushes: &[Push],
        items: &[Item],
    ) -> Result<(Vec<PushResult>, i64), NotAccepted> {
        let mut results = vec![PushResult::default(); pushes.len()];
        let mut revision = 0;
        for item in items {
            let done = self.alone(pushes, item, &mut results).await?;
            revision = done.unwrap_or(revision);
        }
        Ok((results, revision))
    }

    /// As it is; else quarantined as it is; else quarantined in letters that every database keeps. Whatever fails even then is its sender's
    /// trouble and nobody else's. `None`: nothing of it was kept.
    async fn alone(
        &self,
        pushes: &[Push],
        item: &Item,
        results: &mut [PushResult],
    ) -> Result<Option<i64>, NotAccepted> {
        let before = results[item.push].clone();
        let (mut bad, mut why) = (Bad::new(), String::new());
        for attempt in 0..3 {
            let tried = match attempt {
                2 => item.in_digits(),
                _ => item.clone(),
            };
            match self.round(pushes, &[tried], results, &bad).await {
                Err(error) if error.concerns_one() => why = error.to_string(),
                done => return done.map(Some),
            }
            results[item.push] = before.clone();
            bad.insert(item.intention.uid, why.clone());
        }
        results[item.push].stop = Some(Stop::Failed(why));
        Ok(None)
    }

    /// For a bug planted on purpose alone: what is sent is written in a transaction of its own.
    async fn store_beside(&self, beside: Option<Batch>) -> Result<(), NotAccepted> {
        if let Some(batch) = beside {
            let mut writer = self.database.begin_writer(self.workspace).await?;
            writer.store(&batch).await?;
            writer.commit().await?;
        }
        Ok(())
    }

    async fn round(
        &self,
        pushes: &[Push],
        items: &[Item],
        results: &mut [PushResult],
        bad: &Bad,
    ) -> Result<i64, NotAccepted> {
        let writer = self.database.begin_writer(self.workspace).await?;
        let now = self.clock.now();
        let day = self.clock.day_of(now);
        let mut round = Round::open(writer, pushes, items, (now, day)).await?;
        round.preload(pushes, items, bad).await?;
        for item in items {
            let result = &mut results[item.push];
            if result.stop.is_none() {
                round.take(&pushes[item.push], item, result, bad).await?;
            }
        }
        let beside = round.transfers_beside();
        let revision = round.close().await?;
        self.store_beside(beside).await?;
        Ok(revision)
    }
}
