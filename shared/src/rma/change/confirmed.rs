//! A state is confirmed: next state, documents, log line and the word to the customer, all or nothing (RMA-20 … RMA-26).

use super::replaced::replacement_is_free;
use super::settled::settle;
use super::taken_in::known;
use super::{Confirmation, Refusal};
use crate::desk::Desk;
use crate::documents::Document;
use crate::ids::OperationId;
use crate::needs::Look;
use crate::products::Product;
use crate::rma::booking::{send_what_is_whole, take_no_more_parts};
use crate::rma::confirm::{Facts, Makes, confirm};
use crate::rma::effects::At;
use crate::rma::letters::tell;
use crate::rma::operation::Operation;
use crate::rma::origin::is_tracked;
use crate::rma::state::{Meaning, State, id as state_id};
use crate::rma::state_log::{Deed, LogLine};
use crate::rma::task::{Task, may_choose};
use crate::stock::Warehouse;
use crate::text::serial_fold;
use crate::users::{Context, Right, Rules, may};

/// A confirmation holds for the state, the task and the replacement its author saw. Confirmed twice is confirmed once.
pub(super) fn confirmed(
    desk: &mut Desk,
    context: &Context,
    id: OperationId,
    confirmation: &Confirmation,
) -> Result<(), Refusal> {
    let mut operation = known(desk, context, id)?;
    let step = confirmation.step;
    if operation.log.iter().any(|line| line.step == step) {
        return Ok(());
    }
    if !operation.is_verified() {
        return Err(Refusal::NotVerified);
    }
    as_seen(&operation, confirmation)?;
    may_confirm(desk, context, operation.state)?;
    if confirmation.cancels {
        cancel(context, &mut operation)?;
    }
    department(desk, &mut operation, confirmation)?;
    let way = confirm(&facts(desk, &operation))?;
    let goes_out = way.makes == Makes::Exchange || way.to == Meaning::Shipped;
    if goes_out {
        replacement_as_seen(&operation, confirmation)?;
    }
    if goes_out && context.decides_by(Rules::ENDS_STAND) {
        replacement_is_free(desk, context, id, &operation)?;
    }
    let from = operation.state;
    let mut at = At {
        id,
        step,
        operation: &mut operation,
    };
    match way.makes {
        Makes::Nothing => {}
        Makes::StockOperation => at.open_stock_operation(desk, context),
        Makes::Exchange => at.exchange(desk, context, confirmation.present_cost)?,
        Makes::Settlement => settle(desk, context, &mut operation, &confirmation.settled)?,
    }
    let told = tell(desk, context, &operation, (id, step), way.to);
    operation.state = way.to;
    send_what_is_whole(desk, &operation);
    let over = way.to == Meaning::Shipped && context.decides_by(Rules::ENDS_STAND);
    take_no_more_parts(desk, &operation, over);
    operation.log.push(LogLine {
        step,
        deed: Deed::Confirmed,
        from,
        to: way.to,
        task: operation.task,
        by: context.user,
        made_at: confirmation.made_at,
        accepted_at: context.moment,
        note: confirmation.note.trim().to_owned(),
        told,
    });
    desk.put(id, operation);
    Ok(())
}

/// What was cancelled or chosen otherwise meanwhile is nobody's to confirm unseen.
fn as_seen(operation: &Operation, confirmation: &Confirmation) -> Result<(), Refusal> {
    let saw = confirmation.saw;
    if operation.state != saw.state {
        return Err(Refusal::StateMoved {
            saw: saw.state,
            stands: operation.state,
        });
    }
    match operation.task == saw.task {
        true => Ok(()),
        false => Err(Refusal::TaskMoved {
            saw: saw.task,
            stands: operation.task,
        }),
    }
}

/// Another unit than the one somebody had in hand does not leave the house in their name.
fn replacement_as_seen(operation: &Operation, confirmation: &Confirmation) -> Result<(), Refusal> {
    let stands = operation.replacement.as_str();
    let saw = confirmation.replacement.as_deref().unwrap_or(stands).trim();
    if operation.task != Some(Task::Exchange) || serial_fold(saw) == serial_fold(stands) {
        return Ok(());
    }
    Err(Refusal::ReplacementMoved {
        saw: saw.to_owned(),
        stands: stands.to_owned(),
    })
}

/// As if Cancel had been chosen before.
fn cancel(context: &Context, operation: &mut Operation) -> Result<(), Refusal> {
    may(context, Right::TakeInReturns)?;
    let now = Some(Task::Cancel);
    if operation.task != now && !may_choose(operation, now) {
        return Err(Refusal::TaskFixed);
    }
    operation.task = now;
    Ok(())
}

/// The people named for the state it is in (RMA-27). A last state has nobody to ask.
fn may_confirm(desk: &Desk, context: &Context, state: Meaning) -> Result<(), Refusal> {
    if !state.is_open() {
        return Ok(());
    }
    match desk.get::<State>(state_id(state)) {
        Look::Here(row) if row.may_be_confirmed_by(context) => Ok(()),
        Look::Here(_) => Err(Refusal::MayNotConfirm { state }),
        Look::None => Err(Refusal::NotSetUp),
        Look::NotAboard => Ok(()),
    }
}

/// Given with the confirmation, it stays on the operation.
fn department(
    desk: &Desk,
    operation: &mut Operation,
    confirmation: &Confirmation,
) -> Result<(), Refusal> {
    let Some(department) = confirmation.department else {
        return Ok(());
    };
    if let Look::None = desk.get::<Warehouse>(department) {
        return Err(Refusal::NoSuchDepartment);
    }
    if operation.state == Meaning::Received {
        operation.department = Some(department);
    }
    Ok(())
}

fn facts(desk: &Desk, operation: &Operation) -> Facts {
    let product = operation
        .product
        .and_then(|id| desk.get::<Product>(id).here());
    let tracked = operation.serial.is_some() || product.is_some_and(|card| is_tracked(desk, card));
    let refused = |document: &Document| document.refused_by_erp() && document.stands();
    let mut documents = operation.unsettled();
    let refused = documents.any(|made| {
        desk.get::<Document>(made.document)
            .here()
            .is_some_and(refused)
    });
    Facts::of(operation, tracked, refused)
}
