//! A return is described: fault, diagnosis, work done; its task is chosen; the replacement gets its serial.

use super::replaced::{freed, replacement};
use super::taken_in::known;
use super::{Change, Field, Refusal};
use crate::desk::Desk;
use crate::record::RecordKey;
use crate::rma::operation::Operation;
use crate::rma::task::may_choose;
use crate::users::{Context, Right, may};

pub(super) fn described(
    change: &Change,
    desk: &mut Desk,
    context: &Context,
) -> Result<(), Refusal> {
    let id = change.operation().ok_or(Refusal::NoSuchOperation)?;
    let mut operation = known(desk, context, id)?;
    let key = RecordKey::of::<Operation>(id);
    may(context, Right::TakeInReturns)?;
    match change {
        Change::Edited { field, .. } => edit(desk, &key, &mut operation, field),
        Change::TaskChosen { task, .. } => {
            if operation.task != task.now && !may_choose(&operation, task.now) {
                return Err(Refusal::TaskFixed);
            }
            desk.guard(&key, "task", &mut operation.task, task);
            freed(&mut operation);
        }
        Change::ReplacementEntered { serial, .. } => {
            replacement(desk, context, (id, &key), &mut operation, serial)?
        }
        _ => {}
    }
    desk.put(id, operation);
    Ok(())
}

fn edit(desk: &mut Desk, key: &RecordKey, operation: &mut Operation, field: &Field) {
    match field {
        Field::Fault { edit } => desk.guard(key, "fault", &mut operation.fault, edit),
        Field::Diagnosis { edit } => desk.guard(key, "diagnosis", &mut operation.diagnosis, edit),
        Field::WorkDone { edit } => desk.guard(key, "work_done", &mut operation.work_done, edit),
        Field::Ticket { edit } => desk.guard(key, "ticket", &mut operation.ticket, edit),
    }
}
