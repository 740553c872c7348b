//! What the server's jobs ask of the world outside them: time, the writer, an ERP. Jobs may not know virtual time, so they leave an
//! errand and wait for its answer; whoever polled them carries it out. Decides nothing.

use futures::channel::oneshot::{self, Canceled, Receiver, Sender};
use futures::future::BoxFuture;
use server::connectors::simulator::CAPABILITIES;
use server::connectors::{Capabilities, Connector, Found, NotReached, Question, Told};
use server::jobs::{Decides, NotCommitted, Pauses};
use shared::ids::TransferId;
use shared::integrations::{Answer, LiveFigures, NeutralDocument};
use shared::sync::Intention;
use shared::sync::wire::Decided;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use uuid::Uuid;

pub type DecidedAnswer = Sender<Result<Vec<Decided>, NotCommitted>>;

pub enum Errand {
    Pause(Duration, Sender<()>),
    Decide(Vec<Intention>, DecidedAnswer),
    Ask(Asked),
}

/// A call to the ERP, and where its answer goes.
pub enum Asked {
    Figures(Question, Sender<Result<LiveFigures, NotReached>>),
    LookUp(TransferId, Sender<Result<Vec<Found>, NotReached>>),
    Send(Box<NeutralDocument>, Sender<Answer>),
}

/// Of one server process; a clone is the same.
#[derive(Clone, Default)]
pub struct Errands(Arc<Mutex<Vec<Errand>>>);

impl Errands {
    /// What was left since somebody looked.
    pub fn take(&self) -> Vec<Errand> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn leave<T>(&self, errand: impl FnOnce(Sender<T>) -> Errand) -> Receiver<T> {
        let (answer, answered) = oneshot::channel();
        let mut errands = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        errands.push(errand(answer));
        answered
    }

    fn ask<T: Send + 'static>(
        &self,
        asked: impl FnOnce(Sender<Result<T, NotReached>>) -> Asked,
    ) -> Told<'static, T> {
        let answered = self.leave(|answer| Errand::Ask(asked(answer)));
        Box::pin(async move {
            let hung_up = |Canceled| Err(NotReached::because("the ERP hung up"));
            answered.await.unwrap_or_else(hung_up)
        })
    }
}

impl Pauses for Errands {
    fn pause(&self, time: Duration) -> BoxFuture<'static, ()> {
        let over = self.leave(|over| Errand::Pause(time, over));
        Box::pin(async move {
            let _ended = over.await;
        })
    }
}

impl Decides for Errands {
    fn submit(
        &self,
        _: Uuid,
        intentions: Vec<Intention>,
    ) -> BoxFuture<'_, Result<Vec<Decided>, NotCommitted>> {
        let answered = self.leave(|answer| Errand::Decide(intentions, answer));
        Box::pin(async move {
            let gone = |Canceled| Err(NotCommitted("the writer is gone".to_owned()));
            answered.await.unwrap_or_else(gone)
        })
    }
}

impl Connector for Errands {
    fn capabilities(&self) -> Capabilities {
        CAPABILITIES
    }

    fn figures<'a>(&'a self, question: &'a Question) -> Told<'a, LiveFigures> {
        self.ask(|answer| Asked::Figures(question.clone(), answer))
    }

    fn send<'a>(&'a self, document: &'a NeutralDocument) -> BoxFuture<'a, Answer> {
        let document = Box::new(document.clone());
        let answered = self.leave(|answer| Errand::Ask(Asked::Send(document, answer)));
        Box::pin(async move {
            let hung_up = |Canceled| Answer::Unclear {
                reason: "the ERP hung up".to_owned(),
            };
            answered.await.unwrap_or_else(hung_up)
        })
    }

    fn look_up(&self, key: TransferId) -> Told<'_, Vec<Found>> {
        self.ask(|answer| Asked::LookUp(key, answer))
    }

    /// No job asks for one by its reference.
    fn document<'a>(&'a self, _: &'a str) -> Told<'a, Option<Found>> {
        Box::pin(async { Err(NotReached::because("nobody asks that here")) })
    }
}
