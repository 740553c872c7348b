//! Which of the open tabs speaks to the server? The one with the lock; and because a frozen tab keeps
//! its lock, a visible tab that hears nothing from the leader takes it, with a higher fencing number.

use super::line::Line;
use super::words::Words;
use crate::browser::locks::{self, Lock, Take};
use crate::browser::{clock, online, timer};
use crate::store::{Fence, LocalStore, StoreError, StoreName};
use futures::future::{Either, select};
use std::cell::Cell;
use std::pin::pin;
use std::rc::Rc;

pub const HEARTBEAT_MS: u32 = 4_000;
/// After this long without a word the leader counts as frozen.
const SILENCE_MS: f64 = 15_000.0;
const LOOK_MS: u32 = 3_000;

/// The lead, until it is dropped, stolen or refused by the store.
pub struct Lead {
    lock: Lock,
    pub fence: Fence,
}

impl Lead {
    pub fn is_lost(&self) -> bool {
        self.lock.is_lost()
    }
}

/// When the leader was last heard, on the clock that never jumps.
#[derive(Clone)]
pub struct Heartbeat(Rc<Cell<f64>>);

impl Heartbeat {
    pub fn new() -> Heartbeat {
        Heartbeat(Rc::new(Cell::new(clock::ticks_ms())))
    }

    pub fn heard(&self) {
        self.0.set(clock::ticks_ms());
    }

    fn is_silent(&self) -> bool {
        clock::ticks_ms() - self.0.get() > SILENCE_MS
    }
}

impl Default for Heartbeat {
    fn default() -> Self {
        Heartbeat::new()
    }
}

/// Waits until this tab leads.
pub async fn lead(
    name: &StoreName,
    store: &impl LocalStore,
    heartbeat: &Heartbeat,
) -> Result<Lead, StoreError> {
    let lock = take(&format!("{name}:leader"), heartbeat).await;
    let fence = store.take_fence().await?;
    Ok(Lead { lock, fence })
}

async fn take(name: &str, heartbeat: &Heartbeat) -> Lock {
    heartbeat.heard();
    loop {
        let given = match select(
            pin!(locks::take(name, Take::Wait)),
            pin!(silence(heartbeat)),
        )
        .await
        {
            Either::Left((given, _)) => given,
            Either::Right(_) => locks::take(name, Take::Steal).await,
        };
        match given {
            Some(lock) => return lock,
            // a browser without locks, or one that is just closing: the fence decides alone
            None => timer::sleep_ms(LOOK_MS).await,
        }
    }
}

/// Ends when nothing was heard for long, looked at by a visible tab: a hidden one would be no better.
async fn silence(heartbeat: &Heartbeat) {
    loop {
        timer::sleep_ms(LOOK_MS).await;
        if online::is_visible() && heartbeat.is_silent() {
            return;
        }
    }
}

/// Says "alive", and how it gets on, until dropped by `select`.
pub async fn beat(tell: impl Fn(&Words), line: &Line) {
    loop {
        tell(&line.alive());
        timer::sleep_ms(HEARTBEAT_MS).await;
    }
}
