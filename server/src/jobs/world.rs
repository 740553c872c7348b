//! What a job can reach: database, the writer's door, connectors, mail, the clock, waiting, chance. Decides nothing.

use super::circuit::Circuits;
use super::load::NotLoaded;
use crate::clock::Clock;
use crate::connectors::{Catalogue, Connector, NotReached};
use crate::db::{Database, DbError};
use crate::mail::Post;
use crate::sync::Writers;
use futures::future::{BoxFuture, Either, select};
use shared::sync::Intention;
use shared::sync::wire::Decided;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use thiserror::Error;
use uuid::Uuid;

/// The door to the writer, as jobs see it.
pub trait Decides: Send + Sync {
    /// Decides intentions of the system and returns after the flush. A `uid` decided before keeps its outcome, whatever it
    /// carries now; it may be missing from the answer.
    fn submit(
        &self,
        workspace: Uuid,
        intentions: Vec<Intention>,
    ) -> BoxFuture<'_, Result<Vec<Decided>, NotCommitted>>;
}

/// The writer did not commit: nothing was decided, the work stays to be done.
#[derive(Debug, Error)]
#[error("nothing was decided: {0}")]
pub struct NotCommitted(pub String);

impl Decides for Writers {
    fn submit(
        &self,
        workspace: Uuid,
        intentions: Vec<Intention>,
    ) -> BoxFuture<'_, Result<Vec<Decided>, NotCommitted>> {
        Box::pin(async move {
            let decided = self.system(workspace, intentions).await;
            decided.map_err(|refused| NotCommitted(refused.to_string()))
        })
    }
}

/// Waiting, as jobs see it: a served process waits by the runtime's timer, a simulation by a clock of its own.
pub trait Pauses: Send + Sync {
    fn pause(&self, time: Duration) -> BoxFuture<'static, ()>;
}

/// Needs a runtime around it.
struct ByTheRuntime;

impl Pauses for ByTheRuntime {
    fn pause(&self, time: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(time))
    }
}

pub struct World {
    pub database: Arc<dyn Database>,
    pub decides: Arc<dyn Decides>,
    pub connectors: Catalogue,
    pub clock: Clock,
    pub circuits: Arc<Circuits>,
    /// `None`: no mail server was named.
    pub post: Option<Post>,
    pauses: Arc<dyn Pauses>,
    chance: AtomicU64,
}

/// Something that is not the work's own fault: it is tried again.
#[derive(Debug, Error)]
pub enum Trouble {
    #[error(transparent)]
    Database(#[from] DbError),
    #[error(transparent)]
    Load(#[from] NotLoaded),
    #[error(transparent)]
    Writer(#[from] NotCommitted),
}

impl World {
    /// `seed` spreads the waiting times; tests give their own.
    pub fn new(
        database: Arc<dyn Database>,
        decides: Arc<dyn Decides>,
        connectors: Catalogue,
        clock: Clock,
        seed: u64,
    ) -> Self {
        Self {
            database,
            decides,
            connectors,
            clock,
            circuits: Arc::default(),
            post: None,
            pauses: Arc::new(ByTheRuntime),
            chance: AtomicU64::new(seed),
        }
    }

    /// With circuits that somebody else reads as well.
    pub fn with_circuits(self, circuits: Arc<Circuits>) -> Self {
        Self { circuits, ..self }
    }

    pub fn with_post(self, post: Option<Post>) -> Self {
        Self { post, ..self }
    }

    /// Where time is not the runtime's.
    pub fn with_pauses(self, pauses: Arc<dyn Pauses>) -> Self {
        Self { pauses, ..self }
    }

    /// A number nobody can guess the use of: good for spreading, for nothing else.
    pub fn chance(&self) -> u64 {
        let state = self
            .chance
            .fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed ^ (mixed >> 31)
    }

    /// `None`: it was not ready in time and is given up.
    pub async fn within<T>(&self, limit: Duration, work: impl Future<Output = T>) -> Option<T> {
        match select(pin!(work), self.pauses.pause(limit)).await {
            Either::Left((done, _)) => Some(done),
            Either::Right(_) => None,
        }
    }

    /// A question to an ERP, given up after its own time.
    pub async fn ask<T>(
        &self,
        connector: &dyn Connector,
        question: impl Future<Output = Result<T, NotReached>>,
    ) -> Result<T, NotReached> {
        let limit = connector.capabilities().answers_within;
        let answer = self.within(limit, question).await;
        answer.unwrap_or_else(|| Err(NotReached::because("no answer within the time")))
    }
}
