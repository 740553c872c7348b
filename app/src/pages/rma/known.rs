//! What this device says of a serial before it is taken in: whose unit it is, why it cannot be taken, or that nobody here can tell.
//! Asks the rule of the server, with every document aboard.

use leptos::prelude::*;
use shared::documents::Document;
use shared::ids::{DocumentId, OperationId, ProductId};
use shared::products::{Product, Tracking};
use shared::rma::origin::{Origin, among};
use shared::rma::{Operation, Refusal};
use shared::serials::SerialNumber;
use shared::text::serial_fold;

use crate::pages::tickets::checked::tracked;
use crate::state::register::Register;
use crate::state::{App, Device};

#[derive(Clone, PartialEq)]
pub enum Known {
    /// Nothing is typed.
    Nothing,
    Sold(Origin),
    /// A return of it is under way.
    Open(OperationId),
    /// Units of these products have the number.
    Several(Vec<ProductId>),
    /// The number of a lot: its pieces come in by product and sale.
    Lot(Origin),
    Refused(Refusal),
    /// No document aboard has it; `ever_sold` is what the list of all serials says, if it is aboard (RMA-05).
    Elsewhere {
        ever_sold: Option<bool>,
    },
}

impl Known {
    /// A unit of this number was sold at some time, whatever became of it.
    pub fn was_sold(&self) -> bool {
        match self {
            Known::Nothing => false,
            Known::Sold(_) | Known::Lot(_) | Known::Open(_) | Known::Several(_) => true,
            Known::Refused(why) => !matches!(why, Refusal::SerialInvalid | Refusal::SerialUnknown),
            Known::Elsewhere { ever_sold } => *ever_sold == Some(true),
        }
    }
}

pub fn known(app: App, register: &Register, typed: &str, product: Option<ProductId>) -> Known {
    if typed.trim().is_empty() {
        return Known::Nothing;
    }
    let Ok(serial) = SerialNumber::new(typed) else {
        return Known::Refused(Refusal::SerialInvalid);
    };
    if let Some(open) = open(app.device, &serial) {
        return Known::Open(open);
    }
    let Some(ids) = register.get(&serial.key()) else {
        let ever = app.shipped.ever(std::slice::from_ref(&serial));
        return Known::Elsewhere {
            ever_sold: ever.map(|(ever, _)| ever),
        };
    };
    let documents: Vec<(DocumentId, Document)> = ids
        .iter()
        .filter_map(|id| Some((*id, app.device.peek::<Document>(*id)?)))
        .collect();
    let rows: Vec<(DocumentId, &Document)> = documents.iter().map(|(id, row)| (*id, row)).collect();
    let tracking = |product| tracking(app.device, product);
    match among(&rows, &serial, product, tracking) {
        Ok(origin) if is_lot(app.device, &rows, &origin, &serial) => Known::Lot(origin),
        Ok(origin) => Known::Sold(origin),
        Err(Refusal::SeveralProducts) => {
            let moved = shared::documents::units::moved(rows.iter().map(|(_, row)| *row), &serial);
            Known::Several(moved.into_keys().collect())
        }
        Err(refusal) => Known::Refused(refusal),
    }
}

fn is_lot(
    device: Device,
    rows: &[(DocumentId, &Document)],
    origin: &Origin,
    number: &SerialNumber,
) -> bool {
    let tracking = tracking(device, origin.product);
    let mut sale = rows.iter().filter(|(id, _)| *id == origin.sale);
    sale.any(|(_, sale)| sale.sells_lot(origin.product, number, tracking))
}

/// How its units are told apart, by what is aboard.
pub fn tracking(device: Device, product: ProductId) -> Tracking {
    let card = device.peek::<Product>(product);
    untrack(|| tracked(device, card.as_ref()))
}

fn open(device: Device, serial: &SerialNumber) -> Option<OperationId> {
    let same = |operation: &Operation| {
        let typed = operation.serial.as_deref().map(serial_fold);
        operation.is_open() && typed == Some(serial.key())
    };
    let operations = untrack(|| device.all::<Operation>()).into_iter();
    operations
        .into_iter()
        .find(|(_, operation)| same(operation))
        .map(|(id, _)| id)
}
