//! One round of the leading tab: hand in what waits, take what is new, repair what is missing, and now and then tidy up.

use super::backoff::delay_ms;
use super::bootstrap::compare;
use super::filing::{hand_in, hold, make_room};
use super::opening::take_missing;
use super::pulling::{Done, forget, keeps_settled, offer_again, pull, trim};
use super::pushing::{follow, push};
use super::server::{Failure, Server};
use super::session::{Host, Session, Trouble};
use crate::store::{LocalStore, StoreError};
use shared::planted::{Bug, planted};
use std::cell::Cell;

/// Counting every shelf costs time, so it is done when idle and seldom.
const COUNT_EVERY_MS: f64 = 600_000.0;
/// A journal longer than this is worth new blocks.
const JOURNAL_ROWS_MAX: usize = 5_000;
const TIDY_EVERY_ROUNDS: u32 = 50;
/// Beyond this a server that is restored does without them.
const KEEP_SETTLED_MAX: usize = 10_000;

/// What one round leaves for the next to know.
pub struct Rounds {
    /// Blocks are to be compared before the next pull counts as level.
    compare: Cell<bool>,
    counted_ms: Cell<f64>,
    since_tidy: Cell<u32>,
    tidy_every: u32,
    /// Entries that nobody told us of were looked for since this page leads.
    looked: Cell<bool>,
    /// How often in a row a file did not get through, and until when none is tried.
    files_rest: Cell<(u32, f64)>,
}

impl Rounds {
    /// `ticks_ms` is a clock that never jumps. `journal_rows` as the opening of the disk said.
    pub fn new(journal_rows: usize, ticks_ms: f64) -> Self {
        Self {
            compare: Cell::new(journal_rows > JOURNAL_ROWS_MAX),
            counted_ms: Cell::new(ticks_ms),
            since_tidy: Cell::new(0),
            tidy_every: TIDY_EVERY_ROUNDS,
            looked: Cell::new(false),
            files_rest: Cell::default(),
        }
    }

    /// Somebody asks for it now, or the network came back: what rests is tried at once.
    pub fn hurry(&self) {
        self.files_rest.set((0, 0.0));
    }

    /// For whoever has less time than a working day.
    pub fn tidying_every(self, rounds: u32) -> Self {
        Self {
            tidy_every: rounds,
            ..self
        }
    }

    pub async fn round<S: LocalStore, N: Server, H: Host>(
        &self,
        session: &Session<S, N, H>,
        ticks_ms: f64,
    ) -> Result<(), Trouble> {
        let full = Full::default();
        follow(session).await?;
        if !self.looked.get() {
            // who led before, or beside us, may have died between its entry's commit and its word to us
            take_missing(&*session.store, &session.host).await?;
            self.looked.set(true);
        }
        full.spares(trim(session).await)?;
        hold(session).await?;
        push(session).await?;
        full.spares(self.take(session, ticks_ms).await)?;
        full.spares(self.tidy(session).await)?;
        // last, and no failure of the round: a file that takes long, or is not taken, stands in nobody's way
        self.files(session, ticks_ms).await?;
        full.told()
    }

    /// What the server has for us.
    async fn take<S: LocalStore, N: Server, H: Host>(
        &self,
        session: &Session<S, N, H>,
        ticks_ms: f64,
    ) -> Result<(), Trouble> {
        let mut done = Done::NotTaken;
        for _ in 0..3 {
            if done == Done::NotTaken {
                done = pull(session).await?;
            }
        }
        session.asks_again.set(false);
        let anew = session.host.replica().borrow().cursor().is_start();
        if anew && keeps_settled(session).await? {
            offer_again(session).await?;
        }
        let incomplete = session.host.replica().borrow().is_incomplete();
        let compares = planted(Bug::ComparesForEver) || incomplete || done == Done::Compare;
        if compares || self.compare.get() || self.miscounted(session, ticks_ms) {
            compare(session).await?;
            self.compare.set(false);
            // what a restored server was offered again
            push(session).await?;
        }
        Ok(())
    }

    /// What does not get through rests for a while of its own.
    async fn files<S: LocalStore, N: Server, H: Host>(
        &self,
        session: &Session<S, N, H>,
        ticks_ms: f64,
    ) -> Result<(), Trouble> {
        let (failures, until_ms) = self.files_rest.get();
        if ticks_ms < until_ms {
            return Ok(());
        }
        match hand_in(session).await {
            Err(Trouble::Server(failure)) if is_of_a_file(&failure) => {
                let rest = f64::from(delay_ms(failures + 1, 0.5));
                self.files_rest.set((failures + 1, ticks_ms + rest));
                Ok(())
            }
            done => {
                self.files_rest.set((0, 0.0));
                done
            }
        }
    }

    /// Seldom, because counting costs time; what differs is repaired by blocks.
    fn miscounted<S, N, H: Host>(&self, session: &Session<S, N, H>, ticks_ms: f64) -> bool {
        let due = ticks_ms - self.counted_ms.get() > COUNT_EVERY_MS;
        if due {
            self.counted_ms.set(ticks_ms);
        }
        let portion = session.portion.borrow();
        let replica = session.host.replica().borrow();
        due && !replica.mismatched(&portion).is_empty()
    }

    /// Entries nobody told us of are taken up; many small pieces of journal become one; what is in a backup, or more than is kept, goes.
    async fn tidy<S: LocalStore, N: Server, H: Host>(
        &self,
        session: &Session<S, N, H>,
    ) -> Result<(), Trouble> {
        self.since_tidy.set(self.since_tidy.get() + 1);
        if self.since_tidy.get() < self.tidy_every {
            return Ok(());
        }
        self.since_tidy.set(0);
        // a tab may have died between its entry's commit and its word to us
        take_missing(&*session.store, &session.host).await?;
        forget(session, KEEP_SETTLED_MAX).await?;
        make_room(session).await?;
        let fence = session.fence.get();
        let compacted = session.store.compact_journal(fence).await;
        session.led(compacted)
    }
}

/// A disk that takes nothing more stands in the way of nothing that only leaves.
#[derive(Default)]
struct Full(Cell<bool>);

impl Full {
    fn spares(&self, done: Result<(), Trouble>) -> Result<(), Trouble> {
        match done {
            Err(Trouble::Store(StoreError::Quota)) => {
                self.0.set(true);
                Ok(())
            }
            done => done,
        }
    }

    fn told(&self) -> Result<(), Trouble> {
        match self.0.get() {
            true => Err(StoreError::Quota.into()),
            false => Ok(()),
        }
    }
}

/// Records came and went in the same round, so it is about this file or its size; who may not work here hears it with any request.
fn is_of_a_file(failure: &Failure) -> bool {
    !matches!(
        failure,
        Failure::SignedOut | Failure::Withdrawn(_) | Failure::UpdateNeeded
    )
}
