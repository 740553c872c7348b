//! One writer per workspace: takes what has arrived, has it accepted in one transaction, answers after the flush, pokes.

use super::accept::Acceptor;
use super::arrival::{Author, Item, Push, PushResult, Refused, items};
use super::poke::Pokes;
use crate::clock::Clock;
use crate::db::Database;
use hashbrown::HashMap;
use serde_json::Value;
use shared::bounds;
use shared::ids::ClientId;
use shared::sync::Intention;
use shared::sync::wire::{Decided, Hole, PUSH_BYTES_MAX, PushAnswer, PushRequest};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

/// Intentions one round decides; the rest waits for the next flush.
const ROUND_MAX: usize = 256;
/// Bytes of texts in them, but for the last push: each is in memory several times until it is flushed.
const ROUND_BYTES: usize = PUSH_BYTES_MAX;
/// Earlier work named by them, but for the last push: each name is looked for.
const ROUND_PARENTS: usize = bounds::PARENTS;
/// Requests that wait; whoever comes later waits at the door.
const WAITING_MAX: usize = 1024;

struct Work {
    author: Author,
    client: Option<ClientId>,
    intentions: Vec<Intention>,
    holes: Vec<Hole>,
    answer: oneshot::Sender<Result<(PushResult, u64), Refused>>,
}

impl Work {
    fn bytes(&self) -> usize {
        let sent = self.intentions.iter().map(|sent| weight(&sent.args));
        let left = self.holes.iter().map(|hole| hole.detail.len());
        sent.chain(left).sum()
    }

    fn parents(&self) -> usize {
        let parents = self.intentions.iter().map(|sent| sent.depends_on.len());
        parents.sum()
    }
}

/// Bytes of the texts in it: nothing else in a value can be long.
fn weight(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(weight).sum(),
        Value::Object(fields) => (fields.iter())
            .map(|(name, value)| name.len() + weight(value))
            .sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

/// The door to all writers; a workspace's writer starts with its first work.
pub struct Writers {
    database: Arc<dyn Database>,
    clock: Clock,
    pokes: Pokes,
    running: Mutex<HashMap<Uuid, mpsc::Sender<Work>>>,
}

impl Writers {
    pub fn new(database: Arc<dyn Database>, clock: Clock, pokes: Pokes) -> Self {
        Self {
            database,
            clock,
            pokes,
            running: Mutex::default(),
        }
    }

    /// A device's push: every intention gets its outcome, or the device is told what to do first.
    pub async fn push(
        &self,
        workspace: Uuid,
        author: Author,
        request: PushRequest,
    ) -> Result<PushAnswer, Refused> {
        let client = Some(request.client);
        let (result, revision) = self
            .hand_in(workspace, author, client, request.intentions, request.holes)
            .await?;
        result.answer(revision)
    }

    /// Intentions of jobs, imports and ERP answers: rights of their own, no number, a `uid` derived from their cause.
    pub async fn system(
        &self,
        workspace: Uuid,
        intentions: Vec<Intention>,
    ) -> Result<Vec<Decided>, Refused> {
        let (result, _) = self
            .hand_in(workspace, Author::System, None, intentions, Vec::new())
            .await?;
        Ok(result.decided)
    }

    async fn hand_in(
        &self,
        workspace: Uuid,
        author: Author,
        client: Option<ClientId>,
        intentions: Vec<Intention>,
        holes: Vec<Hole>,
    ) -> Result<(PushResult, u64), Refused> {
        let (answer, answered) = oneshot::channel();
        let work = Work {
            author,
            client,
            intentions,
            holes,
            answer,
        };
        let gone = || Refused::Failed("the writer is gone".into());
        let writer = self.writer(workspace);
        writer.send(work).await.map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }

    fn writer(&self, workspace: Uuid) -> mpsc::Sender<Work> {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(writer) = running.get(&workspace).filter(|writer| !writer.is_closed()) {
            return writer.clone();
        }
        let (sender, receiver) = mpsc::channel(WAITING_MAX);
        let acceptor = Acceptor::new(self.database.clone(), self.clock.clone(), workspace);
        tokio::spawn(write(acceptor, self.pokes.clone(), receiver));
        running.insert(workspace, sender.clone());
        sender
    }
}

/// While one round is being flushed the next one gathers: that is the group commit.
async fn write(acceptor: Acceptor, pokes: Pokes, mut arrived: mpsc::Receiver<Work>) {
    while let Some(first) = arrived.recv().await {
        let (mut count, mut bytes) = (first.intentions.len(), first.bytes());
        let mut parents = first.parents();
        let mut works = vec![first];
        while count < ROUND_MAX
            && bytes < ROUND_BYTES
            && parents < ROUND_PARENTS
            && let Ok(next) = arrived.try_recv()
        {
            count += next.intentions.len();
            bytes += next.bytes();
            parents += next.parents();
            works.push(next);
        }
        round(&acceptor, &pokes, works).await;
    }
}

async fn round(acceptor: &Acceptor, pokes: &Pokes, works: Vec<Work>) {
    let now = acceptor.clock.now();
    let (mut pushes, mut all, mut answers): (Vec<Push>, Vec<Item>, Vec<_>) = Default::default();
    for (number, work) in works.into_iter().enumerate() {
        all.extend(items(number, work.client, work.intentions, work.holes, now));
        pushes.push(Push {
            author: work.author,
            client: work.client,
        });
        answers.push(work.answer);
    }
    match acceptor.accept(&pushes, &all).await {
        Ok((results, revision)) => {
            for (answer, result) in answers.into_iter().zip(results) {
                // a sender that hung up asks again and gets the stored outcome
                let _heard = answer.send(Ok((result, u64::try_from(revision).unwrap_or(0))));
            }
            pokes.tell(acceptor.workspace, revision);
        }
        Err(error) => {
            tracing::error!("a round of the writer failed: {error}");
            for answer in answers {
                let _heard = answer.send(Err(Refused::Failed(error.to_string())));
            }
        }
    }
}
