//! The clocks that run on one ticket: whose they are, and who may stop them. Holds no signal.

use shared::ids::UserId;
use shared::tickets::Work;

/// Who stops a clock, seen by somebody.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Stops {
    /// It is their own.
    Mine,
    /// A colleague's, and they manage tickets.
    Managed,
    /// A colleague's, and not theirs to stop.
    Others,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Clock {
    pub work: Work,
    pub stops: Stops,
}

/// Those that run: one's own first, then by their beginning.
pub fn running(log: &[Work], me: Option<UserId>, manages: bool) -> Vec<Clock> {
    let runs = log.iter().filter(|work| work.ended.is_none());
    let clock = |work: &Work| Clock {
        work: work.clone(),
        stops: stops(work, me, manages),
    };
    let mut clocks: Vec<Clock> = runs.map(clock).collect();
    clocks.sort_by_key(|clock| (clock.stops, clock.work.started));
    clocks
}

fn stops(work: &Work, me: Option<UserId>, manages: bool) -> Stops {
    match (me == Some(work.by), manages) {
        (true, _) => Stops::Mine,
        (false, true) => Stops::Managed,
        (false, false) => Stops::Others,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::calendar::Moment;
    use shared::ids::{Id, LineId};
    use shared::tickets::WorkKind;
    use uuid::Uuid;

    fn person(number: u128) -> UserId {
        UserId::from_uuid(Uuid::from_u128(number))
    }

    fn work(by: u128, ended: Option<i64>) -> Work {
        Work {
            id: LineId::from_uuid(Uuid::from_u128(by)),
            kind: WorkKind::Labour,
            by: person(by),
            started: Moment::from_milliseconds(i64::try_from(by).unwrap_or_default()),
            ended: ended.map(Moment::from_milliseconds),
            note: String::new(),
        }
    }

    #[track_caller]
    fn check(me: u128, manages: bool, expected: &[(u128, Stops)]) {
        let log = [work(3, None), work(2, None), work(1, Some(9))];
        let found = running(&log, Some(person(me)), manages).into_iter();
        let found = found.map(|clock| (clock.work.by, clock.stops));
        let expected = expected.iter().map(|(by, stops)| (person(*by), *stops));
        assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    }

    #[test]
    fn a_colleagues_clock_is_stopped_by_who_manages_and_named_to_everybody_else() {
        check(3, false, &[(3, Stops::Mine), (2, Stops::Others)]);
        check(3, true, &[(3, Stops::Mine), (2, Stops::Managed)]);
        check(7, true, &[(2, Stops::Managed), (3, Stops::Managed)]);
        check(7, false, &[(2, Stops::Others), (3, Stops::Others)]);
    }
}
