//! Its author gives a draft up before anybody has gone on with it (RMA-05).

use super::Refusal;
use super::taken_in::known;
use crate::calendar::Moment;
use crate::desk::Desk;
use crate::ids::{OperationId, StepId};
use crate::rma::state::Meaning;
use crate::rma::state_log::{Deed, LogLine, Told};
use crate::users::{Context, Right, may};

/// The server may have confirmed the serial by the time it hears of this: then the return ends as new as it was, and keeps its number.
/// Dropped twice is dropped once.
pub(super) fn dropped(
    desk: &mut Desk,
    context: &Context,
    id: OperationId,
    step: StepId,
    made_at: Moment,
) -> Result<(), Refusal> {
    may(context, Right::TakeInReturns)?;
    let mut operation = known(desk, context, id)?;
    if operation.log.iter().any(|line| line.step == step) {
        return Ok(());
    }
    if operation.made_by != context.user || !operation.log.is_empty() {
        return Err(Refusal::NotADraft);
    }
    let from = operation.state;
    operation.state = Meaning::Cancelled;
    operation.log.push(LogLine {
        step,
        deed: Deed::Confirmed,
        from,
        to: Meaning::Cancelled,
        task: operation.task,
        by: context.user,
        made_at,
        accepted_at: context.moment,
        note: String::new(),
        told: Told::No,
    });
    desk.put(id, operation);
    Ok(())
}
