//! What a change of a return brings into being, cannot do without, and has to read. Decides nothing.

use super::{Change, Confirmation, Draft};
use crate::accounts::Account;
use crate::desk::Desk;
use crate::documents::units::moved;
use crate::documents::{Document, DocumentCost, booking};
use crate::ids::{DocumentId, OperationId, ProductId};
use crate::needs::{Look, Needs};
use crate::products::tracking::SERIAL_CODE_SETTING;
use crate::products::{Product, ProductCost};
use crate::rma::accessory::Accessory;
use crate::rma::effects::documents_of;
use crate::rma::operation::{OPEN_SERIAL, Operation, REPLACEMENT};
use crate::rma::state::{ALL_FAMILIES, FAMILY, Meaning, State, id as state_id};
use crate::serials::SerialNumber;
use crate::series::Counter;
use crate::setting::{Setting, id as setting_id};
use crate::stock::Warehouse;
use std::collections::BTreeMap;
use uuid::Uuid;

pub fn makes(change: &Change) -> Vec<Uuid> {
    match change {
        Change::TakenIn { operation, .. } => vec![operation.0],
        Change::Confirmed {
            operation,
            confirmation,
        } => documents_of(*operation, confirmation.step)
            .iter()
            .map(|document| document.0)
            .collect(),
        Change::StateDefined { state, .. } => vec![state.0],
        _ => Vec::new(),
    }
}

pub fn uses(change: &Change) -> Vec<Uuid> {
    match change {
        Change::TakenIn { draft, .. } => {
            let sale = draft.sale.iter().map(|sale| sale.0);
            let product = draft.product.iter().map(|product| product.0);
            let ticket = draft.ticket.iter().map(|ticket| ticket.0);
            sale.chain(product).chain(ticket).collect()
        }
        Change::Confirmed {
            operation,
            confirmation,
        } => std::iter::once(operation.0)
            .chain((confirmation.settled.iter()).map(|settled| settled.document.0))
            .collect(),
        Change::AccessoryListed { product, .. } => vec![product.0],
        Change::StateEdited { state, .. } => vec![state.0],
        Change::SetUp | Change::StateDefined { .. } => Vec::new(),
        other => other.operation().map(|id| id.0).into_iter().collect(),
    }
}

pub fn reads(change: &Change, desk: &Desk) -> Needs {
    let needs = match change.operation() {
        Some(id) => Needs::none().id::<Operation>(id),
        None => Needs::none(),
    };
    match change {
        Change::TakenIn { draft, .. } => taken_in(needs, desk, draft),
        Change::Confirmed {
            operation,
            confirmation,
        } => confirmed(needs, desk, *operation, confirmation),
        Change::ReplacementEntered { operation, serial } => {
            let needs = with_documents(needs, desk, *operation);
            let known = desk.get::<Operation>(*operation).here();
            let needs = match known.and_then(|known| known.product) {
                Some(product) => tracked(needs, product),
                None => needs,
            };
            replacement(needs, desk, &serial.now)
        }
        Change::ExchangeReversed { operation, .. } | Change::Undone { operation, .. } => {
            with_documents(needs, desk, *operation)
        }
        Change::SetUp => all_states(needs, desk),
        Change::StateDefined { state, .. } | Change::StateEdited { state, .. } => {
            needs.id::<State>(*state)
        }
        Change::AccessoryListed { product, .. } => {
            needs.id::<Accessory>(*product).id::<Product>(*product)
        }
        Change::TellAgain { operation, .. } => {
            let known = desk.get::<Operation>(*operation).here();
            needs.ids::<Account>(known.and_then(|known| known.account))
        }
        Change::Edited { .. }
        | Change::TaskChosen { .. }
        | Change::Dropped { .. }
        | Change::CustomerTold { .. }
        | Change::CustomerNotTold { .. } => needs,
    }
}

fn taken_in(needs: Needs, desk: &Desk, draft: &Draft) -> Needs {
    let needs = needs.and(Counter::Operations.needs());
    let needs = needs.ids::<Document>(draft.sale);
    let needs = match draft.product {
        Some(product) => tracked(needs, product).id::<Accessory>(product),
        None => needs,
    };
    let serial = draft.serial.as_deref().map(SerialNumber::new);
    let Some(Ok(serial)) = serial else {
        return of_sales(needs, desk, draft.sale.into_iter().collect(), None);
    };
    let sales = desk.find::<Document>("serial", &serial.key());
    let sales = sales.here().unwrap_or_default().into_iter();
    let sales = sales.chain(draft.sale).collect();
    let needs = needs.key::<Operation>(OPEN_SERIAL, serial.key());
    of_sales(sold_as(needs, desk, &serial), desk, sales, Some(&serial))
}

/// Whose they are, and how the units are told apart that they sold with this serial.
fn of_sales(
    needs: Needs,
    desk: &Desk,
    sales: Vec<DocumentId>,
    serial: Option<&SerialNumber>,
) -> Needs {
    let sales = sales.into_iter();
    let sales: Vec<&Document> = sales.filter_map(|id| desk.get(id).here()).collect();
    let units = serial.map(|serial| moved(sales.iter().copied(), serial));
    let products = units.into_iter().flat_map(BTreeMap::into_keys);
    let needs = products.fold(needs, tracked);
    needs.ids::<Account>(sales.iter().map(|sale| sale.account))
}

/// The documents that carry a serial.
fn sold_as(needs: Needs, desk: &Desk, serial: &SerialNumber) -> Needs {
    let needs = needs.key::<Document>("serial", serial.key());
    match desk.find::<Document>("serial", &serial.key()) {
        Look::Here(ids) => needs.ids::<Document>(ids),
        Look::None | Look::NotAboard => needs,
    }
}

/// Who promises the unit that is to go out, and who sold it.
fn replacement(needs: Needs, desk: &Desk, typed: &str) -> Needs {
    match SerialNumber::new(typed) {
        Ok(serial) => {
            let needs = needs.key::<Operation>(REPLACEMENT, serial.key());
            sold_as(needs, desk, &serial)
        }
        Err(_) => needs,
    }
}

fn tracked(needs: Needs, product: ProductId) -> Needs {
    let needs = needs.id::<Product>(product);
    needs.id::<Setting>(setting_id(SERIAL_CODE_SETTING))
}

fn confirmed(needs: Needs, desk: &Desk, id: OperationId, confirmation: &Confirmation) -> Needs {
    let states = Meaning::ALL.map(state_id);
    let needs = needs.ids::<State>(states);
    let needs = needs.ids::<Document>(documents_of(id, confirmation.step));
    let needs = needs.ids::<Warehouse>(confirmation.department);
    let needs = with_documents(needs, desk, id);
    let Look::Here(operation) = desk.get::<Operation>(id) else {
        return needs;
    };
    let needs = match operation.account {
        Some(account) => booking::links(needs, desk, account),
        None => needs,
    };
    let needs = replacement(needs, desk, &operation.replacement);
    let needs = needs.ids::<Warehouse>(operation.department);
    let needs = needs.ids::<Document>(operation.sale);
    let needs = needs.ids::<DocumentCost>(operation.sale);
    let needs = match operation.product {
        Some(product) => tracked(needs, product).id::<ProductCost>(product),
        None => needs,
    };
    match operation.state {
        Meaning::Received | Meaning::Repairing => needs
            .and(Counter::Sales.needs())
            .and(Counter::SaleReturns.needs())
            .and(Counter::WriteOffs.needs()),
        _ => needs,
    }
}

fn with_documents(needs: Needs, desk: &Desk, id: OperationId) -> Needs {
    match desk.get::<Operation>(id) {
        Look::Here(operation) => {
            let made = operation.documents.iter();
            made.fold(needs, |needs, made| {
                booking::reads(needs, desk, made.document)
            })
        }
        Look::None | Look::NotAboard => needs,
    }
}

fn all_states(needs: Needs, desk: &Desk) -> Needs {
    let needs = needs.key::<State>(FAMILY, ALL_FAMILIES);
    let needs = needs.ids::<State>(Meaning::ALL.map(state_id));
    match desk.find::<State>(FAMILY, ALL_FAMILIES) {
        Look::Here(ids) => needs.ids::<State>(ids),
        Look::None | Look::NotAboard => needs,
    }
}
