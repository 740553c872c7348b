//! Goods come in: what was typed becomes a return with its sale and its customer, or the reason why not (RMA-04 … RMA-09).

use super::{Draft, Refusal};
use crate::accounts::Account;
use crate::code::Code;
use crate::desk::Desk;
use crate::documents::Document;
use crate::ids::OperationId;
use crate::needs::Look;
use crate::rma::operation::{OPEN_SERIAL, Operation};
use crate::rma::origin::{Found, Origin, by_product, by_serial, tracking_by_card};
use crate::rma::state::Meaning;
use crate::serials::SerialNumber;
use crate::series::Counter;
use crate::shelf::Place;
use crate::users::policy::may_in;
use crate::users::{Context, Right, Rules, may};

pub(super) fn taken_in(
    desk: &mut Desk,
    context: &Context,
    id: OperationId,
    draft: &Draft,
    provisional: &str,
) -> Result<(), Refusal> {
    may(context, Right::TakeInReturns)?;
    if desk.get::<Operation>(id).here().is_some() {
        return Err(Refusal::Exists);
    }
    let serial = serial(draft)?;
    chosen_is_in_reach(desk, context, draft)?;
    let origin = origin(desk, context, draft)?;
    if let (Some(serial), Some(origin)) = (&serial, &origin) {
        one_unit(desk, context, serial, origin)?;
    }
    if let Some(serial) = &serial {
        one_open(desk, id, serial)?;
    }
    let mut operation = blank(context, draft, provisional);
    operation.serial = serial.map(|serial| serial.as_str().to_owned());
    let Some(origin) = origin else {
        // its author's draft, until the server knows the sale
        desk.put(id, operation);
        return Ok(());
    };
    let sale = desk.get::<Document>(origin.sale).here();
    let sale = sale.ok_or(Refusal::NoSuchSale)?;
    operation.sale = Some(origin.sale);
    operation.product = Some(origin.product);
    operation.account = Some(sale.account);
    operation.place = sale.place.clone();
    if let Some(account) = desk.get::<Account>(sale.account).here() {
        operation.account_name = account.name.clone();
        operation.place = account.place.clone();
    }
    may_in(context, Right::TakeInReturns, &operation.place.territory)?;
    operation.code.number = Counter::Operations.take(desk);
    desk.put(id, operation);
    Ok(())
}

fn serial(draft: &Draft) -> Result<Option<SerialNumber>, Refusal> {
    let typed = draft.serial.as_deref().map(SerialNumber::new);
    typed.transpose().map_err(|_| Refusal::SerialInvalid)
}

/// The sale behind a draft.
fn origin(desk: &Desk, context: &Context, draft: &Draft) -> Result<Found, Refusal> {
    match (serial(draft)?, draft.product) {
        (Some(serial), product) => by_serial(desk, context, &serial, product, draft.sale),
        (None, Some(product)) => by_product(desk, product, draft.sale, &draft.without_serial),
        (None, None) => Err(Refusal::NothingNamed),
    }
}

/// A sale that stands out of reach is answered as one that is not there.
fn chosen_is_in_reach(desk: &Desk, context: &Context, draft: &Draft) -> Result<(), Refusal> {
    let sale = draft.sale.filter(|_| draft.serial.is_none());
    let sale = sale.and_then(|sale| desk.get::<Document>(sale).here());
    match sale {
        Some(sale) if !context.reaches(&sale.place.territory) => Err(Refusal::NoSuchSale),
        _ => Ok(()),
    }
}

fn one_unit(
    desk: &Desk,
    context: &Context,
    serial: &SerialNumber,
    origin: &Origin,
) -> Result<(), Refusal> {
    let sale = desk.get::<Document>(origin.sale).here();
    let tracking = tracking_by_card(desk, origin.product);
    let lot = sale.is_some_and(|sale| sale.sells_lot(origin.product, serial, tracking));
    match lot && context.decides_by(Rules::LOTS_BY_PRODUCT) {
        true => Err(Refusal::IsLot),
        false => Ok(()),
    }
}

fn one_open(desk: &Desk, id: OperationId, serial: &SerialNumber) -> Result<(), Refusal> {
    match desk.find::<Operation>(OPEN_SERIAL, &serial.key()) {
        Look::Here(open) if open.iter().any(|open| *open != id) => Err(Refusal::OpenAlready),
        _ => Ok(()),
    }
}

fn blank(context: &Context, draft: &Draft, provisional: &str) -> Operation {
    Operation {
        code: Code::provisional(provisional),
        account_name: String::new(),
        state: Meaning::New,
        task: draft.task,
        serial: None,
        product: draft.product,
        sale: None,
        account: None,
        place: Place::default(),
        without_serial: draft.without_serial.trim().to_owned(),
        fault: draft.fault.trim().to_owned(),
        diagnosis: String::new(),
        work_done: String::new(),
        department: None,
        replacement: String::new(),
        documents: Vec::new(),
        ticket: draft.ticket,
        log: Vec::new(),
        made_by: context.user,
        made_at: context.moment,
    }
}

/// The return to be changed; one out of reach is answered as one that is not there.
pub(super) fn known(desk: &Desk, context: &Context, id: OperationId) -> Result<Operation, Refusal> {
    let found = desk.get::<Operation>(id).here();
    let own = |operation: &Operation| !operation.is_verified() && operation.made_by == context.user;
    let found =
        found.filter(|operation| own(operation) || context.reaches(&operation.place.territory));
    found.cloned().ok_or(Refusal::NoSuchOperation)
}
