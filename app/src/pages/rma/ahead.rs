//! What confirming would do now, as this device sees it: where it leads, what holds it back, what has to be asked first. The rules are
//! asked with what is aboard.

use leptos::prelude::*;
use shared::documents::Document;
use shared::products::{Product, Tracking};
use shared::rma::confirm::{Facts, Makes, Way};
use shared::rma::state::{Meaning, State, id as state_id};
use shared::rma::{Made, Operation, Refusal, Stop, Task, confirm};

use super::replacement::sold_meanwhile;
use super::sheet::Sheet;
use crate::pages::tickets::checked::tracked;

/// What has to be answered before a confirmation can be given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asks {
    Nothing,
    /// Nothing has to be; a note goes with it.
    Note,
    Department,
    /// An accessory that is not on the sale (RMA-23).
    PresentCost,
    Settlement,
    /// The last confirmation is to be undone.
    Undo,
    ReverseExchange,
}

/// The unit that replaces it becomes the customer's with this step, or leaves the house.
fn goes_out(operation: &Operation, way: Way) -> bool {
    let exchanged = operation.task == Some(Task::Exchange);
    exchanged && (way.makes == Makes::Exchange || way.to == Meaning::Shipped)
}

/// Where confirming leads, and what holds it back; `None`: nothing is left to confirm.
pub fn ahead(sheet: Sheet) -> Option<(Way, Option<Refusal>)> {
    let operation = sheet.operation.get()?;
    let facts = Facts {
        // asked for when it is confirmed
        department: true,
        ..facts(sheet, &operation)
    };
    let given = Facts {
        task: operation.task.or(Some(Task::Repair)),
        exchanged: true,
        replacement: true,
        refused_by_erp: false,
        ..facts
    };
    let way = confirm(&given).ok()?;
    let held = match confirm(&facts) {
        _ if !operation.is_verified() => Some(Refusal::NotVerified),
        Err(stop) => Some(stop.into()),
        Ok(way) => may_confirm(sheet, operation.state)
            .err()
            .or_else(|| goes_out(&operation, way).then(|| sold_meanwhile(sheet))?),
    };
    Some((way, held))
}

/// The state that confirming leads to; nothing while that hangs on a task nobody has chosen.
pub fn leads_to(sheet: Sheet) -> Option<Meaning> {
    let (way, held) = ahead(sheet)?;
    let stop = Refusal::from(Stop::TaskMissing);
    (held != Some(stop)).then_some(way.to)
}

fn facts(sheet: Sheet, operation: &Operation) -> Facts {
    let device = sheet.app.device;
    let card = operation.product.and_then(|id| device.get::<Product>(id));
    let has_serials =
        operation.serial.is_some() || tracked(device, card.as_ref()) == Tracking::Serial;
    let refused = |document: Document| document.refused_by_erp() && document.stands();
    let refused = operation.unsettled().any(|made| {
        let document = device.get::<Document>(made.document);
        document.is_some_and(refused)
    });
    Facts::of(operation, has_serials, refused)
}

/// The people named for the state it is in (RMA-27).
pub fn may_confirm(sheet: Sheet, state: Meaning) -> Result<(), Refusal> {
    let row = sheet.app.device.get::<State>(state_id(state));
    let row = row.ok_or(Refusal::NotSetUp)?;
    let context = sheet.app.login.context();
    match context.is_some_and(|context| row.may_be_confirmed_by(&context)) {
        true => Ok(()),
        false => Err(Refusal::MayNotConfirm { state }),
    }
}

/// Why the documents that are meant cannot be taken back: an ERP has one, or is asked to take it.
pub fn held_by_erp(sheet: Sheet, meant: impl Fn(&Made) -> bool) -> Option<Refusal> {
    let device = sheet.app.device;
    let made = sheet.part(|operation| operation.unsettled().cloned().collect::<Vec<_>>());
    let meant = made.into_iter().filter(meant);
    meant
        .filter_map(|made| device.get::<Document>(made.document))
        .find_map(|document| match document {
            _ if document.is_in_erp() => Some(Refusal::InErp),
            _ if document.is_on_its_way() => Some(Refusal::OnItsWay),
            _ => None,
        })
}

pub fn question(sheet: Sheet, way: Way) -> Asks {
    match way.makes {
        Makes::Nothing => Asks::Nothing,
        Makes::StockOperation => Asks::Department,
        Makes::Exchange if untrack(|| off_the_sale(sheet)) => Asks::PresentCost,
        Makes::Exchange => Asks::Nothing,
        Makes::Settlement => Asks::Settlement,
    }
}

/// An accessory has no line there, and so no cost.
fn off_the_sale(sheet: Sheet) -> bool {
    let found = sheet.part(|operation| Some((operation.sale?, operation.product?)));
    let Some((sale, product)) = found else {
        return false;
    };
    let by_serial = sheet.part(|operation| operation.serial.is_some());
    let sale = sheet.app.device.peek::<Document>(sale);
    !by_serial && sale.is_some_and(|sale| sale.line_of(product, None).is_none())
}
