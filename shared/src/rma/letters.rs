//! The word to the customer about a confirmed state (NTF-01): whether one is asked for, and what becomes of it while it is under way.
//! What the mail says and how it goes is the server's.

use super::operation::Operation;
use super::state::{Meaning, State, id as state_id};
use super::state_log::{Deed, LogLine, NotSent, Told};
use super::task::Task;
use crate::accounts::Account;
use crate::desk::{Desk, Effect};
use crate::ids::{Id, OperationId, StepId};
use crate::users::{Context, Rules};

/// Asks for a word to the customer where the state says so. One that was undone and confirmed again is told once; but who heard of a later
/// state, or of what was taken back over several steps, hears where the good stands now.
pub(super) fn tell(
    desk: &mut Desk,
    context: &Context,
    operation: &Operation,
    at: (OperationId, StepId),
    to: Meaning,
) -> Told {
    let state = desk.get::<State>(state_id(to)).here();
    let wanted = state.is_some_and(|state| state.notify);
    let known = match context.decides_by(Rules::LETTERS_FOLLOW_THE_WAY) {
        true => is_known(&operation.log, to, operation.task),
        false => (operation.log.iter()).any(|line| line.to == to && may_be_heard(&line.told)),
    };
    match wanted && !known {
        true => ask(desk, operation, at, to),
        false => Told::No,
    }
}

fn may_be_heard(told: &Told) -> bool {
    told.is_under_way() || matches!(told, Told::Sent { .. })
}

/// Is this the last that the customer heard or will hear? A letter about what was taken back does not go out, unless it is about this very
/// state. Who came here on another way since, step by step, is told anew.
fn is_known(log: &[LogLine], to: Meaning, task: Option<Task>) -> bool {
    let stand = standing(log);
    let heard = |(at, line): &(usize, &LogLine)| match &line.told {
        Told::Sent { .. } => true,
        told => told.is_under_way() && (line.to == to || stand.contains(at)),
    };
    let last = log.iter().enumerate().rfind(heard);
    last.is_some_and(|(at, line)| says(line, to, task) && standing(&log[..at]) == stand)
}

/// A letter names the state, and whether another unit comes in place of the customer's.
fn says(line: &LogLine, to: Meaning, task: Option<Task>) -> bool {
    let exchanged = |task| task == Some(Task::Exchange);
    line.to == to && exchanged(line.task) == exchanged(task)
}

/// Nobody is written to without an address. The effect leaves a decision of the server alone.
pub(super) fn ask(
    desk: &mut Desk,
    operation: &Operation,
    at: (OperationId, StepId),
    to: Meaning,
) -> Told {
    let account = operation
        .account
        .and_then(|id| desk.get::<Account>(id).here());
    let Some(account) = account.filter(|account| !account.email.trim().is_empty()) else {
        return Told::NoAddress;
    };
    let language = account.language;
    desk.effect(Effect::TellCustomer {
        operation: at.0.uuid(),
        step: at.1.uuid(),
        state: to.word().to_owned(),
        language,
    });
    Told::Asked
}

/// What becomes of a letter that is still under way (NTF-01).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Letter {
    Goes,
    /// A later state may be told instead of it; that is not known yet.
    Waits,
    Needless(NotSent),
}

/// A step that was taken back, by one step or by several, is not told, unless its state was confirmed again: one letter is about both. Of
/// several steps the last that stands is told, and the ones before it fare as it does; the company may want every state told (`every`).
pub fn letter(log: &[LogLine], step: StepId, every: bool) -> Letter {
    let Some(at) = log.iter().position(|line| line.step == step) else {
        return Letter::Needless(NotSent::Undone);
    };
    let stand = standing(log);
    let later = stand.iter().filter(|later| **later > at);
    let later: Vec<&LogLine> = later.map(|later| &log[*later]).collect();
    let again = |line: &&&LogLine| line.to == log[at].to;
    let stands = stand.contains(&at);
    if !stands && !later.iter().any(|line| again(&line)) {
        return Letter::Needless(NotSent::Undone);
    }
    let instead = later.iter().filter(|line| !every || !stands && again(line));
    let mut instead = instead.filter_map(|line| of_later(line));
    instead.next().unwrap_or(Letter::Goes)
}

/// What a later step means for the letters before it; nothing where it is not told itself.
fn of_later(line: &LogLine) -> Option<Letter> {
    match &line.told {
        Told::No | Told::NoAddress => None,
        Told::Sent { .. } => Some(Letter::Needless(NotSent::Joined)),
        Told::Asked
        | Told::NotSent {
            why: NotSent::Trying { .. },
        } => Some(Letter::Waits),
        Told::NotSent { why } => Some(Letter::Needless(why.clone())),
    }
}

/// The confirmations that were not taken back, by their places: a way back ends where the first that it takes back began.
fn standing(log: &[LogLine]) -> Vec<usize> {
    let mut stand: Vec<usize> = Vec::new();
    for (at, line) in log.iter().enumerate() {
        match line.deed {
            Deed::Confirmed => stand.push(at),
            Deed::Undone => {
                let began = |place: &usize| log[*place].from == line.to;
                let kept = stand.iter().rposition(began);
                stand.truncate(kept.unwrap_or(stand.len()));
            }
        }
    }
    stand
}

#[cfg(test)]
mod tests;
