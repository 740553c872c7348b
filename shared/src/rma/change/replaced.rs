//! The unit that the customer gets (RMA-23): it is nobody's, of the same product, and stands on the new sale once there is one. That is
//! asked when it is entered, when its sale is made and when it is shipped: in between somebody may have sold it.

use super::Refusal;
use crate::desk::Desk;
use crate::documents::Document;
use crate::documents::units::moved;
use crate::edit::Edit;
use crate::ids::{DocumentId, OperationId, ProductId};
use crate::needs::Look;
use crate::products::Tracking;
use crate::record::RecordKey;
use crate::rma::booking::send_what_is_whole;
use crate::rma::effects::free;
use crate::rma::operation::{Operation, REPLACEMENT};
use crate::rma::origin::told_apart;
use crate::rma::task::Task;
use crate::serials::{SerialNumber, Shipped, shipped_as};
use crate::text::serial_fold;
use crate::users::Context;

/// Entered by hand. It also stands on the new sale, once there is one.
pub(super) fn replacement(
    desk: &mut Desk,
    context: &Context,
    (id, key): (OperationId, &RecordKey),
    operation: &mut Operation,
    edit: &Edit<String>,
) -> Result<(), Refusal> {
    let new_sale = operation.fourth_field();
    if !operation.is_open() || operation.task != Some(Task::Exchange) {
        return Err(Refusal::NoReplacementNow);
    }
    let now = match edit.now.trim() {
        "" => String::new(),
        typed => free_unit(desk, context, (id, operation), typed, new_sale)?,
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

/// What was promised when its number was entered may be sold by now. What the ERP took as ours is.
pub(super) fn replacement_is_free(
    desk: &Desk,
    context: &Context,
    id: OperationId,
    operation: &Operation,
) -> Result<(), Refusal> {
    let serial = operation.replacement.as_str();
    let new_sale = operation.fourth_field();
    let sold = new_sale.and_then(|id| desk.get::<Document>(id).here());
    let settled = sold.is_some_and(Document::is_in_erp);
    if serial.is_empty() || operation.task != Some(Task::Exchange) || settled {
        return Ok(());
    }
    free_unit(desk, context, (id, operation), serial, new_sale).map(drop)
}

/// A repair promises no other unit. Of a return that is to be cancelled it stays, for as long as its documents stand.
pub(super) fn freed(operation: &mut Operation) {
    let promises = matches!(operation.task, Some(Task::Exchange | Task::Cancel));
    if !promises && operation.fourth_field().is_none() {
        operation.replacement.clear();
    }
}

fn free_unit(
    desk: &Desk,
    context: &Context,
    (id, operation): (OperationId, &Operation),
    typed: &str,
    new_sale: Option<DocumentId>,
) -> Result<String, Refusal> {
    let serial = SerialNumber::new(typed).map_err(|_| Refusal::SerialInvalid)?;
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
    let product = operation.product.ok_or(Refusal::NotVerified)?;
    let goes = (product, told_apart(desk, context, product));
    replaces(operation.serial.as_deref(), goes, &serial, rows)?;
    Ok(serial.as_str().to_owned())
}

/// Whether a unit may go out for one of that product, by the documents that carry its number: not sold already, unless it came back
/// since; of the same product; and not the one that came in.
pub fn replaces<'a>(
    comes_back: Option<&str>,
    (product, tracking): (ProductId, Tracking),
    serial: &SerialNumber,
    documents: impl IntoIterator<Item = &'a Document>,
) -> Result<(), Refusal> {
    if comes_back.map(serial_fold) == Some(serial.key()) {
        return Err(Refusal::ReplacementIsItself);
    }
    let owners = moved(documents, serial);
    match owners
        .get(&product)
        .map(|movements| shipped_as(tracking, movements))
    {
        Some(Shipped::Yes(_)) => Err(Refusal::ReplacementSold),
        Some(Shipped::No(_)) => Ok(()),
        None if owners.is_empty() => Ok(()),
        None => Err(Refusal::NotThisProduct),
    }
}
