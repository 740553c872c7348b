//! Is this set's ERP to be called at all right now? After failures in a row nobody calls it for a growing while, then one
//! call tries; "waiting for the ERP since …" is what people see meanwhile (INT-18). In memory: a new process tries afresh.

use super::backoff::Retry;
use hashbrown::HashMap;
use serde::Serialize;
use shared::calendar::Moment;
use std::sync::{Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// Failures in a row that open the circuit.
const OPENS_AT: u32 = 3;
const PAUSE: Retry = Retry {
    first: std::time::Duration::from_secs(5),
    longest: std::time::Duration::from_secs(300),
};

/// An ERP that does not answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Waiting {
    pub set: Uuid,
    pub since: Moment,
    /// When it is tried again.
    pub until: Moment,
    pub reason: String,
}

#[derive(Default)]
pub struct Circuits(Mutex<HashMap<Uuid, Broken>>);

struct Broken {
    failures: u32,
    waiting: Waiting,
}

impl Circuits {
    /// Everybody may call while the circuit is closed; when the pause is over the first caller tries and the others wait on.
    pub fn may_call(&self, set: Uuid, now: Moment) -> Result<(), Waiting> {
        let mut broken = self.lock();
        let Some(found) = broken.get_mut(&set) else {
            return Ok(());
        };
        if found.failures < OPENS_AT {
            return Ok(());
        }
        if now < found.waiting.until {
            return Err(found.waiting.clone());
        }
        found.waiting.until = now.plus_milliseconds(milliseconds(PAUSE.first));
        Ok(())
    }

    pub fn answered(&self, set: Uuid) {
        self.lock().remove(&set);
    }

    pub fn failed(&self, set: Uuid, now: Moment, reason: &str, chance: u64) {
        let mut broken = self.lock();
        let found = broken.entry(set).or_insert_with(|| Broken {
            failures: 0,
            waiting: Waiting {
                set,
                since: now,
                until: now,
                reason: String::new(),
            },
        });
        found.failures += 1;
        let beyond = (found.failures + 1).saturating_sub(OPENS_AT);
        found.waiting.until = now.plus_milliseconds(milliseconds(PAUSE.after(beyond, chance)));
        reason.clone_into(&mut found.waiting.reason);
    }

    /// Every set whose ERP is waited for, since its first failure.
    pub fn waiting(&self) -> Vec<Waiting> {
        let mut waiting: Vec<Waiting> = (self.lock().values())
            .map(|broken| broken.waiting.clone())
            .collect();
        waiting.sort_by_key(|waiting| (waiting.since, waiting.set));
        waiting
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Uuid, Broken>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub fn milliseconds(duration: std::time::Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_failures_open_it_and_one_call_tries() {
        let (circuits, set) = (Circuits::default(), Uuid::nil());
        let at = |seconds: i64| Moment::from_milliseconds(seconds * 1_000);
        for second in 0..3 {
            assert_eq!(circuits.may_call(set, at(second)), Ok(()));
            circuits.failed(set, at(second), "down", 500);
        }
        let waiting = circuits.may_call(set, at(3)).expect_err("open");
        assert_eq!((waiting.since, waiting.until), (at(0), at(7)));
        assert_eq!(circuits.may_call(set, at(7)), Ok(()), "one tries");
        assert!(circuits.may_call(set, at(7)).is_err(), "the others wait");
        circuits.answered(set);
        assert_eq!(circuits.may_call(set, at(8)), Ok(()));
        assert_eq!(circuits.waiting(), Vec::new());
    }
}
