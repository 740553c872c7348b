//! What documents say about the units of one serial number (SER-09): sold with which dispatch or invoice, taken back with which return.

use super::document::{Document, Kind};
use crate::ids::ProductId;
use crate::money::Decimal;
use crate::quantity::Quantity;
use crate::serials::{Movement, MovementKind, SerialNumber};
use crate::text::serial_fold;
use std::collections::BTreeMap;

/// The movements of that number, by product: one text may stand on units of several. An order moves nothing. Within one day they stand
/// as they were entered; what an ERP recorded comes first, because what is entered here rests on it.
pub fn moved<'a>(
    documents: impl IntoIterator<Item = &'a Document>,
    serial: &SerialNumber,
) -> BTreeMap<ProductId, Vec<Movement>> {
    let key = serial.key();
    let mut found: BTreeMap<ProductId, Vec<Movement>> = BTreeMap::new();
    let mut documents: Vec<&Document> = documents.into_iter().collect();
    documents.sort_by_key(|document| (document.day, document.entered_at));
    for document in documents {
        let carries = |serials: &[String]| serials.iter().any(|typed| serial_fold(typed) == key);
        for line in document.lines.iter().filter(|line| carries(&line.serials)) {
            let moved = movement(document, &line.quantity, line.serials.len());
            found.entry(line.product).or_default().extend(moved);
        }
    }
    found
}

/// The keys of the serials that left us with this document. One that comes back, or whose sale is cancelled, was shipped all the same.
pub fn sent_out(document: &Document) -> impl Iterator<Item = String> {
    let goes_out = matches!(document.kind, Kind::SaleDispatch | Kind::SaleInvoice);
    let lines = document.lines.iter().filter(move |_| goes_out);
    let serials = lines.flat_map(|line| &line.serials);
    serials.filter_map(|serial| Some(SerialNumber::new(serial).ok()?.key()))
}

/// A line with one number and more than one piece sells a lot.
fn movement(document: &Document, quantity: &Quantity, serials: usize) -> Option<Movement> {
    let (kind, dispatched, invoiced) = match document.kind {
        Kind::SaleDispatch => (MovementKind::Sale, Some(document.day), None),
        Kind::SaleInvoice => (MovementKind::Sale, None, Some(document.day)),
        Kind::SaleReturn => (MovementKind::Return, Some(document.day), None),
        Kind::SaleOrder | Kind::StockWriteOff => return None,
    };
    let is_lot = serials == 1 && quantity.value != Decimal::ONE;
    Some(Movement {
        kind,
        document: document.number.clone(),
        account: Some(document.account),
        dispatched,
        invoiced,
        cancelled: document.cancelled.is_some(),
        quantity: is_lot.then(|| quantity.clone()),
    })
}
