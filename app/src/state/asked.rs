//! What only the server knows: asked when a page shows it, kept nowhere. Without network there is no answer, and a page says so.

use crate::sync::client;
use crate::sync::server::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use shared::ids::{SetId, TransferId, UserId};
use shared::integrations::{SetHealth, TransferSeen};
use shared::serials::before::{AskedBefore, Before};
use shared::users::access::{Device, GivenPassword, PasswordSince};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use uuid::Uuid;

/// Why there is no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoAnswer {
    /// No network, or a server that is slow or broken: later it may work.
    NotReached,
    SignedOut,
    NotAllowed,
    /// It is not there, or not any more.
    Gone,
    /// Something that was told is not acceptable.
    NotTaken,
    /// This version and the server do not understand each other.
    NotUnderstood,
}

impl From<Failure> for NoAnswer {
    fn from(failure: Failure) -> NoAnswer {
        match failure {
            Failure::SignedOut | Failure::Withdrawn(_) | Failure::WrongPassword => {
                NoAnswer::SignedOut
            }
            Failure::Refused { status: 403, .. } => NoAnswer::NotAllowed,
            Failure::Refused { status: 404, .. } => NoAnswer::Gone,
            Failure::Refused { status: 422, .. } => NoAnswer::NotTaken,
            Failure::Refused { .. } | Failure::UpdateNeeded => NoAnswer::NotUnderstood,
            _ => NoAnswer::NotReached,
        }
    }
}

type Asking<T> = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<T, NoAnswer>>>>>;

/// A question a page asks when it opens and whenever somebody wants to know again; an answer stays until the next one.
pub struct Question<T: Send + Sync + 'static> {
    answer: RwSignal<Option<Result<T, NoAnswer>>>,
    /// Why asking again brought nothing, while the answer before still stands.
    stale: RwSignal<Option<NoAnswer>>,
    under_way: RwSignal<bool>,
    asking: StoredValue<Asking<T>, LocalStorage>,
}

impl<T: Send + Sync + 'static> Clone for Question<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Question<T> {}

impl<T: Clone + Send + Sync + 'static> Question<T> {
    /// Asks at once.
    pub fn new<F: Future<Output = Result<T, NoAnswer>> + 'static>(
        ask: impl Fn() -> F + 'static,
    ) -> Question<T> {
        let asking: Asking<T> = Rc::new(move || Box::pin(ask()));
        let question = Question {
            answer: RwSignal::new(None),
            stale: RwSignal::new(None),
            under_way: RwSignal::new(false),
            asking: StoredValue::new_local(asking),
        };
        question.again();
        question
    }

    pub fn again(self) {
        if self.under_way.get_untracked() {
            return;
        }
        self.under_way.set(true);
        let asked = self.asking.with_value(|ask| ask());
        spawn_local(async move {
            let answer = asked.await;
            // the page may be gone by now
            let Some(known) = self
                .answer
                .try_with_untracked(|answer| matches!(answer, Some(Ok(_))))
            else {
                return;
            };
            self.stale
                .set(answer.as_ref().err().copied().filter(|_| known));
            if answer.is_ok() || !known {
                self.answer.set(Some(answer));
            }
            self.under_way.set(false);
        });
    }

    /// `None` until the first answer is there.
    pub fn get(self) -> Option<Result<T, NoAnswer>> {
        self.answer.get()
    }

    pub fn stale(self) -> Option<NoAnswer> {
        self.stale.get()
    }

    pub fn under_way(self) -> bool {
        self.under_way.get()
    }
}

/// Somebody's devices, the newest first.
pub async fn devices(user: UserId) -> Result<Vec<Device>, NoAnswer> {
    look(&format!("/api/v1/devices?user={user}")).await
}

pub async fn withdraw(user: UserId, device: Uuid) -> Result<(), NoAnswer> {
    Ok(client::remove(&format!("/api/v1/devices/{device}?user={user}")).await?)
}

pub async fn password_since(user: UserId) -> Result<PasswordSince, NoAnswer> {
    look(&format!("/api/v1/users/{user}/password")).await
}

/// A direct request: a password stands in no queue.
pub async fn give_password(user: UserId, password: String) -> Result<(), NoAnswer> {
    tell(
        &format!("/api/v1/users/{user}/password"),
        &GivenPassword { new: password },
    )
    .await
}

pub async fn health(set: SetId) -> Result<SetHealth, NoAnswer> {
    look(&format!("/api/v1/integrations/sets/{set}/health")).await
}

pub async fn transfers(set: SetId) -> Result<Vec<TransferSeen>, NoAnswer> {
    look(&format!("/api/v1/integrations/sets/{set}/transfers")).await
}

pub async fn retry(set: SetId, transfer: TransferId) -> Result<(), NoAnswer> {
    tell(
        &format!("/api/v1/integrations/sets/{set}/transfers/{transfer}/retry"),
        &(),
    )
    .await
}

/// How many tickets there are of a serial, whoever reads them.
pub async fn before(serial: String) -> Result<Before, NoAnswer> {
    Ok(client::look_up("/api/v1/serials/before", &AskedBefore { serial }).await?)
}

async fn look<A: serde::de::DeserializeOwned>(path: &str) -> Result<A, NoAnswer> {
    Ok(client::look(path).await?)
}

async fn tell<Q: Serialize>(path: &str, told: &Q) -> Result<(), NoAnswer> {
    Ok(client::tell(path, told).await?)
}
