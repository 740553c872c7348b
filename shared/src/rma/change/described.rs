//! A return is described: fault, diagnosis, work done; its task is chosen; the replacement gets its serial.

use super::taken_in::known;
use super::{Change, Field, Refusal};
use crate::desk::Desk;
use crate::documents::Document;
use crate::documents::units::moved;
use crate::edit::Edit;
use crate::ids::{DocumentId, OperationId};
use crate::needs::Look;
use crate::record::RecordKey;
use crate::rma::booking::send_what_is_whole;
use crate::rma::effects::free;
use crate::rma::operation::{Operation, REPLACEMENT};
use crate::rma::task::{Task, may_choose};
use crate::serials::{SerialNumber, Shipped, shipped};
use crate::text::serial_fold;
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
        }
        Change::ReplacementEntered { serial, .. } => {
            replacement(desk, id, &key, &mut operation, serial)?
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

/// Not sold already, unless it came back since; of the same product; promised to nobody else (RMA-23). It also stands on the new sale,
/// once there is one.
fn replacement(
    desk: &mut Desk,
    id: OperationId,
    key: &RecordKey,
    operation: &mut Operation,
    edit: &Edit<String>,
) -> Result<(), Refusal> {
    let new_sale = operation.fourth_field();
    if !operation.is_open() || operation.task != Some(Task::Exchange) {
        return Err(Refusal::NoReplacementNow);
    }
    let now = match edit.now.trim() {
        "" => String::new(),
        typed => free_unit(desk, id, operation, typed, new_sale)?,
    };
    let edit = Edit::new(edit.was.clone(), now);
    desk.guard(key, "replacement", &mut operation.replacement, &edit);
    match new_sale {
        Some(sale) => stands_on(desk, sale, operation),
        None => Ok(()),
    }
}

/// The new sale says which unit it is, and goes to the ERP with it; once it went, that cannot be changed here alone.
fn stands_on(desk: &mut Desk, sale: DocumentId, operation: &Operation) -> Result<(), Refusal> {
    let Some(mut document) = desk.get::<Document>(sale).here().cloned() else {
        return Ok(());
    };
    let unit = Some(operation.replacement.clone()).filter(|serial| !serial.is_empty());
    let serials: Vec<String> = unit.into_iter().collect();
    if document.lines.iter().all(|line| line.serials == serials) {
        return Ok(());
    }
    free(&document)?;
    for line in &mut document.lines {
        line.serials.clone_from(&serials);
    }
    document.booked = None;
    desk.put(sale, document);
    send_what_is_whole(desk, operation);
    Ok(())
}

fn free_unit(
    desk: &Desk,
    id: OperationId,
    operation: &Operation,
    typed: &str,
    new_sale: Option<DocumentId>,
) -> Result<String, Refusal> {
    let serial = SerialNumber::new(typed).map_err(|_| Refusal::SerialInvalid)?;
    let itself = operation.serial.as_deref().map(serial_fold);
    if itself == Some(serial.key()) {
        return Err(Refusal::ReplacementIsItself);
    }
    if let Look::Here(others) = desk.find::<Operation>(REPLACEMENT, &serial.key())
        && others.iter().any(|other| *other != id)
    {
        return Err(Refusal::ReplacementPromised);
    }
    let ids = desk.find::<Document>("serial", &serial.key());
    let ids = ids.here().unwrap_or_default().into_iter();
    let others = ids.filter(|id| Some(*id) != new_sale);
    let rows: Vec<&Document> = others
        .filter_map(|id| desk.get::<Document>(id).here())
        .collect();
    let owners = moved(rows, &serial);
    let product = operation.product.ok_or(Refusal::NotVerified)?;
    match owners.get(&product) {
        Some(movements) => match shipped(movements) {
            Shipped::Yes(_) => Err(Refusal::ReplacementSold),
            Shipped::No(_) => Ok(serial.as_str().to_owned()),
        },
        None if owners.is_empty() => Ok(serial.as_str().to_owned()),
        None => Err(Refusal::NotThisProduct),
    }
}
