//! One round of the leading tab: hand in what waits, take what is new, repair what is missing, and now and then tidy up.

use super::bootstrap::compare;
use super::pulling::{Done, forget, pull, trim};
use super::pushing::push;
use super::server::Server;
use super::session::{Host, Session, Trouble};
use crate::store::LocalStore;
use shared::calendar::Moment;
use std::cell::Cell;

/// Counting every shelf costs time, so it is done when idle and seldom.
const COUNT_EVERY_MS: f64 = 600_000.0;
/// A journal longer than this is worth new blocks.
const JOURNAL_ROWS_MAX: usize = 5_000;
const TIDY_EVERY_ROUNDS: u32 = 50;
/// Beyond this a server that is restored does without them.
const KEEP_SETTLED_MS: i64 = 30 * 86_400_000;

/// What one round leaves for the next to know.
pub struct Rounds {
    /// Blocks are to be compared before the next pull counts as level.
    compare: Cell<bool>,
    counted_ms: Cell<f64>,
    since_tidy: Cell<u32>,
}

/// What time it is: a clock that never jumps, for waiting; and the server's time as this device knows it, for ages.
#[derive(Clone, Copy, Debug)]
pub struct Now {
    pub ticks_ms: f64,
    pub server: Moment,
}

impl Rounds {
    /// `incomplete` and `journal_rows` as the opening of the disk said.
    pub fn new(incomplete: bool, journal_rows: usize, ticks_ms: f64) -> Self {
        Self {
            compare: Cell::new(incomplete || journal_rows > JOURNAL_ROWS_MAX),
            counted_ms: Cell::new(ticks_ms),
            since_tidy: Cell::new(0),
        }
    }

    pub async fn round<S: LocalStore, N: Server, H: Host>(
        &self,
        session: &Session<S, N, H>,
        now: Now,
    ) -> Result<(), Trouble> {
        trim(session).await?;
        push(session).await?;
        let mut done = Done::NotTaken;
        for _ in 0..3 {
            if done == Done::NotTaken {
                done = pull(session).await?;
            }
        }
        if done == Done::Compare || self.compare.get() || self.miscounted(session, now) {
            compare(session).await?;
            self.compare.set(false);
        }
        self.tidy(session, now).await
    }

    /// Seldom, because counting costs time; what differs is repaired by blocks.
    fn miscounted<S, N, H: Host>(&self, session: &Session<S, N, H>, now: Now) -> bool {
        let due = now.ticks_ms - self.counted_ms.get() > COUNT_EVERY_MS;
        if due {
            self.counted_ms.set(now.ticks_ms);
        }
        let portion = session.portion.borrow();
        let replica = session.host.replica().borrow();
        due && !replica.mismatched(&portion).is_empty()
    }

    /// Many small pieces of journal become one; what is in a backup or was settled long ago goes.
    async fn tidy<S: LocalStore, N: Server, H: Host>(
        &self,
        session: &Session<S, N, H>,
        now: Now,
    ) -> Result<(), Trouble> {
        self.since_tidy.set(self.since_tidy.get() + 1);
        if self.since_tidy.get() < TIDY_EVERY_ROUNDS {
            return Ok(());
        }
        self.since_tidy.set(0);
        let kept_from = now.server.milliseconds() - KEEP_SETTLED_MS;
        forget(session, Moment::from_milliseconds(kept_from)).await?;
        let fence = session.fence.get();
        let compacted = session.store.compact_journal(fence).await;
        session.led(compacted)
    }
}
