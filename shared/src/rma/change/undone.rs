//! One confirmation is taken back (RMA-28): one step, by whoever has the right, while no ERP has a document of it.

use super::settled::reverse_all;
use super::taken_in::known;
use super::{Change, Refusal};
use crate::desk::Desk;
use crate::documents::Document;
use crate::ids::StepId;
use crate::rma::booking::take_no_more_parts;
use crate::rma::effects::free;
use crate::rma::operation::{Made, Operation, Part};
use crate::rma::state::Meaning;
use crate::rma::state_log::{Deed, LINES_BEFORE_LAST_UNDO, LogLine, Told};
use crate::users::{Context, Right, may};

/// It holds for the confirmation its author saw. What the step made is reversed with it. A cancellation that settled documents stays: what was reversed may be sold by now.
pub(super) fn undone(change: &Change, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
    let Change::Undone {
        operation: id,
        step,
        saw,
        made_at,
        note,
        confirmed,
    } = change
    else {
        return Err(Refusal::NothingToUndo);
    };
    let mut operation = known(desk, context, *id)?;
    may(context, Right::UndoConfirmation)?;
    if operation.log.iter().any(|line| line.step == *step) {
        return Ok(());
    }
    if operation.state != *saw {
        return Err(Refusal::StateMoved {
            saw: *saw,
            stands: operation.state,
        });
    }
    let last = operation.undoable().ok_or(Refusal::NothingToUndo)?.clone();
    if confirmed.is_some_and(|confirmed| confirmed != last.step) {
        return Err(Refusal::ConfirmationMoved);
    }
    let settled = last.to == Meaning::Cancelled && !operation.documents.is_empty();
    if settled || operation.log.len() >= LINES_BEFORE_LAST_UNDO {
        return Err(Refusal::NothingToUndo);
    }
    unused(desk, &operation, last.step)?;
    let of_step = |made: &Made| made.step == last.step;
    reverse_all(desk, context, &mut operation, note, of_step)?;
    take_no_more_parts(desk, &operation, false);
    operation.state = last.from;
    operation.log.push(LogLine {
        step: *step,
        deed: Deed::Undone,
        from: last.to,
        to: last.from,
        task: operation.task,
        by: context.user,
        made_at: *made_at,
        accepted_at: context.moment,
        note: note.trim().to_owned(),
        told: Told::No,
    });
    desk.put(*id, operation);
    Ok(())
}

/// Parts that were written off since have to come off the stock operation first; and nothing of the operation stands in an ERP since.
fn unused(desk: &Desk, operation: &Operation, step: StepId) -> Result<(), Refusal> {
    for made in operation.unsettled() {
        let Some(document) = desk.get::<Document>(made.document).here() else {
            continue;
        };
        free(document)?;
        let parts = made.part == Part::StockOperation && !document.lines.is_empty();
        if parts && made.step == step {
            return Err(Refusal::DocumentUsed);
        }
    }
    Ok(())
}
