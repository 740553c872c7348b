//! How often may somebody try a password? Counted per name and per address; the wait doubles.

use hashbrown::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

const FREE_PER_NAME: u32 = 5;
const FREE_PER_ADDRESS: u32 = 30;
const WAIT_SECONDS_MAX: i64 = 900;
/// Who has failed is forgotten after this time without another attempt.
const FORGET_MILLISECONDS: i64 = 3_600_000;
const ENTRIES_MAX: usize = 20_000;

#[derive(Clone, PartialEq, Eq, Hash)]
enum Who {
    Name(String),
    Address(IpAddr),
}

struct Failures {
    count: u32,
    last: i64,
    free_again: i64,
}

#[derive(Default)]
pub struct Attempts {
    failures: Mutex<HashMap<Who, Failures>>,
}

impl Attempts {
    /// How many seconds this name or address has to wait, if it has to.
    pub fn wait_seconds(&self, login: &str, address: Option<IpAddr>, now: i64) -> Option<u64> {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let until = who(login, address)
            .iter()
            .filter_map(|who| failures.get(who))
            .map(|failures| failures.free_again)
            .max()?;
        let left = until - now;
        (left > 0).then(|| left.unsigned_abs().div_ceil(1000))
    }

    pub fn failed(&self, login: &str, address: Option<IpAddr>, now: i64) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= ENTRIES_MAX {
            failures.retain(|_, entry| now - entry.last < FORGET_MILLISECONDS);
        }
        for who in who(login, address) {
            let free = match who {
                Who::Name(_) => FREE_PER_NAME,
                Who::Address(_) => FREE_PER_ADDRESS,
            };
            let entry = failures.entry(who).or_insert(Failures {
                count: 0,
                last: now,
                free_again: 0,
            });
            if now - entry.last > FORGET_MILLISECONDS {
                entry.count = 0;
            }
            entry.count += 1;
            entry.last = now;
            entry.free_again = now + 1000 * wait(entry.count, free);
        }
    }

    pub fn succeeded(&self, login: &str) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.remove(&Who::Name(login.to_owned()));
    }
}

fn who(login: &str, address: Option<IpAddr>) -> Vec<Who> {
    let name = Who::Name(login.to_owned());
    std::iter::once(name)
        .chain(address.map(Who::Address))
        .collect()
}

fn wait(count: u32, free: u32) -> i64 {
    match count.checked_sub(free) {
        None | Some(0) => 0,
        Some(over) => (1_i64 << over.min(20)).min(WAIT_SECONDS_MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_after_the_free_attempts() {
        let attempts = Attempts::default();
        for _ in 0..FREE_PER_NAME {
            attempts.failed("ayse", None, 0);
        }
        assert_eq!(attempts.wait_seconds("ayse", None, 0), None);
        attempts.failed("ayse", None, 0);
        assert_eq!(attempts.wait_seconds("ayse", None, 0), Some(2));
        attempts.failed("ayse", None, 0);
        assert_eq!(attempts.wait_seconds("ayse", None, 0), Some(4));
        assert_eq!(attempts.wait_seconds("ayse", None, 5_000), None);
        assert_eq!(attempts.wait_seconds("jonas", None, 0), None);
    }
}
