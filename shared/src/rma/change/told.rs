//! What became of the word to the customer: out, not out and why, asked for again (NTF-01). Only the system knows what left.

use super::taken_in::known;
use super::{Change, Refusal};
use crate::desk::Desk;
use crate::ids::StepId;
use crate::rma::letters::ask;
use crate::rma::operation::Operation;
use crate::rma::state_log::{LogLine, NotSent, Told};
use crate::users::policy::system_only;
use crate::users::{Context, Right, may};

/// Mail servers can be long-winded.
const WORDS_MAX: usize = 200;

pub(super) fn told(change: &Change, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
    let id = change.operation().ok_or(Refusal::NoSuchOperation)?;
    let mut operation = known(desk, context, id)?;
    match change {
        Change::CustomerTold { step, at, .. } => {
            system_only(context)?;
            line(&mut operation, *step)?.told = Told::Sent { at: *at };
        }
        Change::CustomerNotTold { step, why, .. } => {
            system_only(context)?;
            let line = line(&mut operation, *step)?;
            // what is out stays out, whichever attempt speaks last
            if line.told.is_under_way() {
                line.told = Told::NotSent { why: short(why) };
            }
        }
        Change::TellAgain { step, .. } => {
            may(context, Right::TakeInReturns)?;
            let last = operation.log.last().map(|line| line.step);
            let to = line(&mut operation, *step)?;
            if last != Some(*step) || !to.told.can_be_asked_again() {
                return Err(Refusal::NothingToTell);
            }
            let state = to.to;
            let asked = ask(desk, &operation, (id, *step), state);
            line(&mut operation, *step)?.told = asked;
        }
        _ => {}
    }
    desk.put(id, operation);
    Ok(())
}

fn line(operation: &mut Operation, step: StepId) -> Result<&mut LogLine, Refusal> {
    let mut lines = operation.log.iter_mut();
    let line = lines.find(|line| line.step == step);
    line.ok_or(Refusal::NoSuchStep)
}

fn short(why: &NotSent) -> NotSent {
    let cut = |words: &str| words.chars().take(WORDS_MAX).collect();
    match why {
        NotSent::Refused { words } => NotSent::Refused { words: cut(words) },
        NotSent::Trying { words } => NotSent::Trying { words: cut(words) },
        NotSent::GivenUp { words } => NotSent::GivenUp { words: cut(words) },
        other => other.clone(),
    }
}
