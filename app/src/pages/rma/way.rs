//! The way of one return: the states it went through, where it is, and those that come if nothing else is chosen. What comes is asked
//! of the rule of confirming, step after step.

use shared::calendar::Moment;
use shared::ids::{StepId, UserId};
use shared::rma::confirm::{Facts, confirm};
use shared::rma::{Deed, Meaning, Operation, Task};

use crate::kit::StepState;

/// One state of the way.
#[derive(Clone, PartialEq, Debug)]
pub struct Stop {
    pub meaning: Meaning,
    pub state: StepState,
    /// How it was reached.
    pub reached: Option<Reached>,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Reached {
    pub at: Moment,
    pub by: UserId,
    /// `None`: the return was taken in then.
    pub step: Option<StepId>,
}

pub fn way(operation: &Operation) -> Vec<Stop> {
    let mut stops = gone(operation);
    if let Some(last) = stops.last_mut() {
        last.state = match operation.state {
            Meaning::Cancelled => StepState::Stopped,
            Meaning::Shipped => StepState::Done,
            _ => StepState::Now,
        };
    }
    let to_come = to_come(operation).into_iter().map(|meaning| Stop {
        meaning,
        state: StepState::Next,
        reached: None,
    });
    stops.extend(to_come);
    stops
}

/// From the first to the present state; what was undone left no trace on the way.
fn gone(operation: &Operation) -> Vec<Stop> {
    let done = |meaning, at, by, step| Stop {
        meaning,
        state: StepState::Done,
        reached: Some(Reached { at, by, step }),
    };
    let mut stops = vec![done(
        Meaning::New,
        operation.made_at,
        operation.made_by,
        None,
    )];
    for line in &operation.log {
        match line.deed {
            Deed::Confirmed => stops.push(done(line.to, line.made_at, line.by, Some(line.step))),
            Deed::Undone => _ = stops.pop(),
        }
    }
    stops
}

/// As if everything that is asked for were given; while no task is chosen, as a repair.
fn to_come(operation: &Operation) -> Vec<Meaning> {
    let mut facts = Facts {
        task: operation.task.or(Some(Task::Repair)),
        department: true,
        exchanged: true,
        replacement: true,
        ..Facts::of(operation, false, false)
    };
    let mut stops = Vec::new();
    while let Ok(way) = confirm(&facts) {
        stops.push(way.to);
        facts.state = way.to;
    }
    stops
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use shared::code::Code;
    use shared::ids::Id;
    use shared::rma::{LogLine, Told};
    use shared::shelf::Place;
    use uuid::Uuid;

    pub fn operation(task: Option<Task>, steps: &[(Deed, Meaning, Meaning)]) -> Operation {
        let at = Moment::from_milliseconds(1_000);
        let by = UserId::from_uuid(Uuid::from_u128(1));
        let line = |(nth, (deed, from, to)): (usize, &(Deed, Meaning, Meaning))| LogLine {
            step: StepId::from_uuid(Uuid::from_u128(nth as u128)),
            deed: *deed,
            from: *from,
            to: *to,
            task,
            by,
            made_at: at,
            accepted_at: at,
            note: String::new(),
            told: Told::No,
        };
        Operation {
            code: Code::provisional("T-1"),
            account_name: String::new(),
            state: steps.last().map_or(Meaning::New, |(_, _, to)| *to),
            task,
            serial: None,
            product: None,
            sale: None,
            account: None,
            place: Place::default(),
            without_serial: String::new(),
            fault: String::new(),
            diagnosis: String::new(),
            work_done: String::new(),
            department: None,
            replacement: String::new(),
            documents: Vec::new(),
            ticket: None,
            log: steps.iter().enumerate().map(line).collect(),
            made_by: by,
            made_at: at,
        }
    }

    #[track_caller]
    fn check(task: Option<Task>, steps: &[(Deed, Meaning, Meaning)], expected: &str) {
        let sign = |state| match state {
            StepState::Done => "done",
            StepState::Now => "now",
            StepState::Next => "next",
            StepState::Stopped => "stopped",
        };
        let stops = way(&operation(task, steps));
        let said: Vec<String> = stops
            .iter()
            .map(|stop| format!("{} {}", stop.meaning.word(), sign(stop.state)))
            .collect();
        assert_eq!(said.join(", "), expected);
    }

    #[test]
    fn what_comes_follows_from_the_task() {
        use Deed::Confirmed;
        use Meaning::{Approved, New, Received};
        let received = [(Confirmed, New, Approved), (Confirmed, Approved, Received)];
        check(
            None,
            &[],
            "new now, approved next, received next, repairing next, preparing next, shipped next",
        );
        check(
            Some(Task::Exchange),
            &received,
            "new done, approved done, received now, preparing next, shipped next",
        );
        check(
            Some(Task::Cancel),
            &received,
            "new done, approved done, received now, cancelled next",
        );
    }

    #[test]
    fn what_was_undone_leaves_no_trace_and_a_cancelled_way_stops() {
        use Deed::{Confirmed, Undone};
        use Meaning::{Approved, Cancelled, New};
        check(
            Some(Task::Exchange),
            &[(Confirmed, New, Approved), (Undone, Approved, New)],
            "new now, approved next, received next, preparing next, shipped next",
        );
        check(
            Some(Task::Cancel),
            &[(Confirmed, New, Cancelled)],
            "new done, cancelled stopped",
        );
    }
}
