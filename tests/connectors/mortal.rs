//! A process that dies: the connector and the writer's door count their steps, and at the chosen one nothing moves any more.

use futures::future::BoxFuture;
use server::connectors::simulator::Simulator;
use server::connectors::{Capabilities, Connector, Found, Question, Told};
use server::jobs::{Decides, NotCommitted};
use server::sync::Writers;
use shared::ids::TransferId;
use shared::integrations::{Answer, LiveFigures, NeutralDocument};
use shared::sync::Intention;
use shared::sync::wire::Decided;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::sync::Notify;
use uuid::Uuid;

/// Before and after every call is a step; at step `dies_at` the process stands still until it is dropped.
#[derive(Clone)]
pub struct Life(Arc<Inner>);

struct Inner {
    dies_at: u32,
    steps: AtomicU32,
    died: Notify,
}

impl Life {
    pub fn until(dies_at: u32) -> Self {
        Self(Arc::new(Inner {
            dies_at,
            steps: AtomicU32::new(0),
            died: Notify::new(),
        }))
    }

    pub fn eternal() -> Self {
        Self::until(u32::MAX)
    }

    pub async fn died(&self) {
        self.0.died.notified().await;
    }

    /// Resolves when nothing of the process moves any more: a task that was cut off runs on to its next pause, and a new process
    /// beside a rest of the old one is a world that does not exist.
    pub async fn buried(&self) {
        while Arc::strong_count(&self.0) > 1 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    async fn step(&self) {
        if self.0.steps.fetch_add(1, Ordering::SeqCst) >= self.0.dies_at {
            self.0.died.notify_one();
            std::future::pending::<()>().await;
        }
    }

    async fn around<T>(&self, call: impl Future<Output = T>) -> T {
        self.step().await;
        let answer = call.await;
        self.step().await;
        answer
    }
}

pub struct MortalErp(pub Arc<Simulator>, pub Life);

impl Connector for MortalErp {
    fn capabilities(&self) -> Capabilities {
        self.0.capabilities()
    }
    fn figures<'a>(&'a self, question: &'a Question) -> Told<'a, LiveFigures> {
        Box::pin(self.1.around(self.0.figures(question)))
    }
    fn send<'a>(&'a self, document: &'a NeutralDocument) -> BoxFuture<'a, Answer> {
        Box::pin(self.1.around(self.0.send(document)))
    }
    fn look_up(&self, key: TransferId) -> Told<'_, Vec<Found>> {
        Box::pin(self.1.around(self.0.look_up(key)))
    }
    fn document<'a>(&'a self, reference: &'a str) -> Told<'a, Option<Found>> {
        Box::pin(self.1.around(self.0.document(reference)))
    }
}

pub struct MortalWriter(pub Arc<Writers>, pub Life);

impl Decides for MortalWriter {
    fn submit(
        &self,
        workspace: Uuid,
        intentions: Vec<Intention>,
    ) -> BoxFuture<'_, Result<Vec<Decided>, NotCommitted>> {
        Box::pin(self.1.around(self.0.submit(workspace, intentions)))
    }
}
