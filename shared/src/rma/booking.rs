//! What of a return goes to an ERP, and when (RMA-47): the return of an exchange at once, its new sale as soon as the unit is known,
//! the parts of a repair when it is over. An empty stock operation stays here (RMA-22).

use super::operation::{Made, Operation, Part, Standing};
use super::origin::is_tracked;
use super::state::Meaning;
use crate::desk::Desk;
use crate::documents::Document;
use crate::documents::booking::ask;
use crate::products::Product;

/// Sends what is whole and was not sent yet.
pub(super) fn send_what_is_whole(desk: &mut Desk, operation: &Operation) {
    for made in &operation.documents {
        let document = desk.get::<Document>(made.document).here();
        let due = |document: &Document| {
            document.stands()
                && document.booked.is_none()
                && is_whole(desk, operation, made, document)
        };
        if made.standing != Standing::Reversed && document.is_some_and(due) {
            ask(desk, made.document);
        }
    }
}

/// The parts of a return that is over left with its end: what came after would be on no books (RMA-22).
pub(super) fn take_no_more_parts(desk: &mut Desk, operation: &Operation, over: bool) {
    let parts = operation
        .unsettled()
        .filter(|made| made.part == Part::StockOperation);
    for made in parts {
        let Some(mut document) = desk.get::<Document>(made.document).here().cloned() else {
            continue;
        };
        document.over = over;
        desk.put(made.document, document);
    }
}

fn is_whole(desk: &Desk, operation: &Operation, made: &Made, document: &Document) -> bool {
    let unit_is_known = || document.lines.iter().any(|line| !line.serials.is_empty());
    match made.part {
        Part::SaleReturn => true,
        Part::NewSale => unit_is_known() || has_no_serials(desk, operation),
        Part::StockOperation => operation.state != Meaning::Repairing && !document.lines.is_empty(),
    }
}

/// A product that is not known here may have some.
fn has_no_serials(desk: &Desk, operation: &Operation) -> bool {
    let product = operation.product;
    let product = product.and_then(|id| desk.get::<Product>(id).here());
    operation.serial.is_none() && product.is_some_and(|card| !is_tracked(desk, card))
}
