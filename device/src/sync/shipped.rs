//! All serials that were ever shipped, beside everything else (SER-12): a filter in the cache, asked for when there is none and renewed
//! now and then. Not a part of a round: however slow the line is, nothing that waits waits for it, and whatever fails here fails alone.
//!
//! What does not open is as good as nothing: it is fetched anew.

use super::server::{Failure, Server};
use super::session::{Host, News, Session, Trouble};
use super::words::Words;
use crate::store::{CacheWrite, LocalStore, StoreError, Stored};
use shared::sync::Shipped;
use shared::sync::shipped::{Letter, Written};
use std::cell::Cell;

const FILTER: &str = "shipped";
const SINCE: &str = "shipped_since";

/// What is older is asked for again.
const STALE_MS: f64 = 15.0 * 60_000.0;
/// For somebody who is about to leave.
const STALE_WHEN_ASKED_MS: f64 = 60_000.0;
/// After a failure, and so much more after each further one.
const AGAIN_MS: f64 = 60_000.0;

/// When this start of the page asked for it.
#[derive(Debug, Default)]
pub struct Following {
    asked_ms: Cell<Option<f64>>,
    failures: Cell<u32>,
    wanted: Cell<bool>,
}

impl Following {
    /// Somebody prepares to leave, or presses a button.
    pub fn want(&self) {
        self.wanted.set(true);
    }

    /// `ticks_ms` is a clock that never jumps.
    fn is_due(&self, ticks_ms: f64) -> bool {
        let wait = match (self.failures.get(), self.wanted.get()) {
            (0, false) => STALE_MS,
            (0, true) => STALE_WHEN_ASKED_MS,
            (failures, _) => (AGAIN_MS * f64::from(failures)).min(STALE_MS),
        };
        let asked = self.asked_ms.get();
        asked.is_none_or(|asked| ticks_ms - asked >= wait)
    }

    /// For the leading tab, when the server was reached; most of the time it does nothing.
    pub async fn follow<S: LocalStore, N: Server, H: Host>(
        &self,
        session: &Session<S, N, H>,
        ticks_ms: f64,
    ) -> Result<(), Trouble> {
        if !self.is_due(ticks_ms) {
            return Ok(());
        }
        self.asked_ms.set(Some(ticks_ms));
        let renewed = renew(session).await;
        match renewed {
            Ok(()) => {
                self.failures.set(0);
                self.wanted.set(false);
            }
            Err(_) => self.failures.set(self.failures.get().saturating_add(1)),
        }
        renewed
    }
}

/// What lies here; `None` if nothing does that opens.
pub async fn held(store: &impl LocalStore) -> Result<Option<Shipped>, StoreError> {
    let filter = store.meta(FILTER).await?;
    let Some(filter) = filter.as_ref().and_then(Stored::whole) else {
        return Ok(None);
    };
    let since = store.meta(SINCE).await?;
    let since = since.as_ref().and_then(Stored::whole).unwrap_or_default();
    Ok(Shipped::open(filter, since).ok())
}

async fn renew<S: LocalStore, N: Server, H: Host>(
    session: &Session<S, N, H>,
) -> Result<(), Trouble> {
    let held = held(&*session.store).await?;
    let from = Shipped::asks_from(held.as_ref());
    let bytes = session.server.shipped(&from).await?;
    let letter = Letter::read(&bytes).map_err(|_| Failure::NotOurs)?;
    let (_, written) = Shipped::take(held, letter).ok_or(Failure::NotOurs)?;
    let Written { filter, since } = written;
    let filter = filter.map(|bytes| (FILTER.to_owned(), bytes));
    let meta = filter.into_iter().chain([(SINCE.to_owned(), since)]);
    session
        .write(CacheWrite {
            meta: meta.collect(),
            ..CacheWrite::default()
        })
        .await?;
    session.host.told(News::Shipped);
    (session.tell)(&Words::Shipped);
    Ok(())
}
