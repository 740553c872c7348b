//! An exchange is taken back while its return is open (RMA-29). *Preparing* of an exchange is entered with its documents and not without
//! them (F.2, RMA-24): reversed, the return stands again where the exchange was confirmed, and goes on from there as the table says. A
//! repair so begins with its department and its stock operation (RMA-21).

use super::settled::reverse_all;
use super::taken_in::known;
use super::{Change, Refusal};
use crate::desk::Desk;
use crate::ids::StepId;
use crate::rma::operation::{Made, Operation, Part};
use crate::rma::state_log::{Deed, LINES_BEFORE_LAST_UNDO, LogLine, Told};
use crate::users::{Context, Right, Rules, may};
use uuid::Uuid;

/// Both documents of the exchange its author saw; the reason is the note of the log. Reversed twice is reversed once.
pub(super) fn exchange_reversed(
    change: &Change,
    desk: &mut Desk,
    context: &Context,
) -> Result<(), Refusal> {
    let Change::ExchangeReversed {
        operation: id,
        reason,
        step,
        made_at,
        saw,
    } = change
    else {
        return Err(Refusal::NoExchange);
    };
    let mut operation = known(desk, context, *id)?;
    may(context, Right::TakeInReturns)?;
    if step.is_some_and(|step| operation.log.iter().any(|line| line.step == step)) {
        return Ok(());
    }
    if reason.trim().is_empty() {
        return Err(Refusal::ReasonMissing);
    }
    let exchange = operation.standing(Part::NewSale).map(|made| made.step);
    let exchange = exchange.filter(|_| operation.is_open());
    let exchange = exchange.ok_or(Refusal::NoExchange)?;
    if saw.is_some_and(|saw| saw != exchange) {
        return Err(Refusal::ExchangeMoved);
    }
    let of_exchange = |made: &Made| made.part != Part::StockOperation;
    reverse_all(desk, context, &mut operation, reason, of_exchange)?;
    operation.replacement = String::new();
    if context.decides_by(Rules::EXCHANGE_GOES_BACK) {
        let line = LogLine {
            step: step.unwrap_or_else(|| after(exchange)),
            made_at: made_at.unwrap_or(context.moment),
            note: reason.trim().to_owned(),
            ..back(context, &operation, exchange)?
        };
        operation.state = line.to;
        operation.log.push(line);
    }
    desk.put(*id, operation);
    Ok(())
}

/// From where it is to where the exchange was confirmed.
fn back(context: &Context, operation: &Operation, exchange: StepId) -> Result<LogLine, Refusal> {
    let mut log = operation.log.iter();
    let confirmed = log.rfind(|line| line.step == exchange && line.deed == Deed::Confirmed);
    let confirmed = confirmed.ok_or(Refusal::NoExchange)?;
    if operation.log.len() >= LINES_BEFORE_LAST_UNDO {
        return Err(Refusal::NothingToUndo);
    }
    Ok(LogLine {
        step: exchange,
        deed: Deed::Undone,
        from: operation.state,
        to: confirmed.from,
        task: operation.task,
        by: context.user,
        made_at: context.moment,
        accepted_at: context.moment,
        note: String::new(),
        told: Told::No,
    })
}

/// Where nobody named the step: one name for one exchange.
fn after(exchange: StepId) -> StepId {
    StepId(Uuid::from_u128(!exchange.0.as_u128()))
}
