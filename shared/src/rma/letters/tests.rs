//! Logs as people make them, and what a customer ought to hear of each.

use super::*;
use crate::calendar::Moment;
use crate::ids::UserId;
use Meaning::{Approved, Preparing, Received, Repairing, Shipped};
use uuid::Uuid;

/// A log that grows; each confirmation says what became of its letter.
#[derive(Default)]
struct Log(Vec<LogLine>);

impl Log {
    fn line(mut self, deed: Deed, from: Meaning, to: Meaning, told: Told) -> Log {
        self.0.push(LogLine {
            step: step(self.0.len()),
            deed,
            from,
            to,
            task: Some(Task::Exchange),
            by: UserId(Uuid::nil()),
            made_at: Moment::EPOCH,
            accepted_at: Moment::EPOCH,
            note: String::new(),
            told,
        });
        self
    }

    fn confirmed(self, from: Meaning, to: Meaning, told: Told) -> Log {
        self.line(Deed::Confirmed, from, to, told)
    }

    fn back(self, from: Meaning, to: Meaning) -> Log {
        self.line(Deed::Undone, from, to, Told::No)
    }

    /// Exchanged, shipped, and each letter with this fate.
    fn shipped(told: Told) -> Log {
        let log = Log::default().confirmed(Approved, Received, Told::No);
        let log = log.confirmed(Received, Preparing, told.clone());
        log.confirmed(Preparing, Shipped, told)
    }

    /// Undone, and the exchange reversed.
    fn taken_back(self) -> Log {
        self.back(Shipped, Preparing).back(Preparing, Received)
    }

    fn knows(&self, to: Meaning) -> bool {
        is_known(&self.0, to, Some(Task::Exchange))
    }

    fn fate(&self, place: usize, every: bool) -> Letter {
        letter(&self.0, step(place), every)
    }
}

fn step(place: usize) -> StepId {
    StepId(Uuid::from_u128(place as u128 + 1))
}

fn sent() -> Told {
    let at = Moment::EPOCH;
    Told::Sent { at }
}

const UNDONE: Letter = Letter::Needless(NotSent::Undone);
const JOINED: Letter = Letter::Needless(NotSent::Joined);

#[test]
fn one_step_back_and_on_again_is_no_news() {
    let log = Log::shipped(sent()).back(Shipped, Preparing);
    assert!(log.knows(Shipped));
}

#[test]
fn who_heard_of_a_later_state_hears_where_the_good_stands_now() {
    let log = Log::shipped(sent()).taken_back();
    assert!(!log.knows(Preparing));
    let log = log.confirmed(Received, Preparing, sent());
    assert!(!log.knows(Shipped));
}

#[test]
fn a_state_that_is_reached_anew_is_told_anew_even_where_nothing_was_told_between() {
    let log = Log::shipped(sent()).taken_back();
    let log = log.confirmed(Received, Preparing, Told::No);
    assert!(!log.knows(Shipped));
}

#[test]
fn an_exchange_that_became_a_repair_is_news() {
    let log = Log::default().confirmed(Repairing, Preparing, sent());
    let log = log.back(Preparing, Repairing);
    assert!(log.knows(Preparing));
    assert!(!is_known(&log.0, Preparing, Some(Task::Repair)));
}

#[test]
fn what_was_taken_back_over_several_steps_is_not_told() {
    let log = Log::shipped(Told::Asked).taken_back();
    assert_eq!([log.fate(1, false), log.fate(2, false)], [UNDONE, UNDONE]);
    assert!(log.knows(Preparing), "its letter is about both");
}

#[test]
fn of_a_state_that_is_reached_again_one_letter_goes() {
    let asked = Log::shipped(Told::Asked).taken_back();
    let asked = asked.confirmed(Received, Preparing, Told::Asked);
    for every in [false, true] {
        assert_eq!(asked.fate(1, every), Letter::Waits);
        assert_eq!(asked.fate(2, every), UNDONE);
        assert_eq!(asked.fate(5, every), Letter::Goes);
    }
    let gone = Log::shipped(Told::Asked).taken_back();
    let gone = gone.confirmed(Received, Preparing, sent());
    assert_eq!(gone.fate(1, true), JOINED);
}

#[test]
fn of_several_the_last_goes_or_each() {
    let log = Log::shipped(Told::Asked);
    assert_eq!(log.fate(1, false), Letter::Waits);
    assert_eq!(log.fate(1, true), Letter::Goes);
    assert_eq!(log.fate(2, false), Letter::Goes);
}
