//! What was built in leaves the books of its van when the ticket is closed (TCK-08): a write-off for each van, of whatever no earlier one
//! has. Bought on the way, a part was in no book.

use super::status::Status;
use super::ticket::Ticket;
use super::work_log::Part;
use crate::calendar::Moment;
use crate::desk::Desk;
use crate::documents::cost::present;
use crate::documents::entered::{number, put};
use crate::documents::{Document, DocumentCost, Kind, Line, booking};
use crate::ids::{DocumentId, LineId, TicketId, WarehouseId};
use crate::money::Decimal;
use crate::needs::{Look, Needs};
use crate::pricing::Slots;
use crate::products::{Product, ProductCost};
use crate::series::Counter;
use crate::users::Context;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Write-offs of one van that one ticket may have: closed, opened again, closed again.
pub const TIMES_MAX: u8 = 16;

/// Of the ticket, the van and how often it was closed before, so that device and server make the same one.
pub fn document_id(ticket: TicketId, van: WarehouseId, time: u8) -> DocumentId {
    let mut digest = Sha256::new();
    digest.update(ticket.0.as_bytes());
    digest.update(van.0.as_bytes());
    digest.update([time]);
    let mut bytes = [0u8; 16];
    bytes.copy_from_slice(&digest.finalize()[..16]);
    DocumentId(Uuid::from_bytes(bytes))
}

/// The vans whose parts are on the ticket.
pub fn vans(parts: &[Part]) -> BTreeSet<WarehouseId> {
    parts.iter().filter_map(|part| part.warehouse).collect()
}

/// The write-offs that are there, as far as is known by now, with the first that is not.
fn documents(
    desk: &Desk,
    ticket: TicketId,
    van: WarehouseId,
) -> (Vec<&Document>, Option<DocumentId>) {
    let mut found = Vec::new();
    for time in 0..TIMES_MAX {
        let id = document_id(ticket, van, time);
        match desk.get::<Document>(id) {
            Look::Here(document) => found.push(document),
            Look::None | Look::NotAboard => return (found, Some(id)),
        }
    }
    (found, None)
}

pub fn reads(needs: Needs, desk: &Desk, id: TicketId) -> Needs {
    let Look::Here(ticket) = desk.get::<Ticket>(id) else {
        return needs;
    };
    let products = || ticket.parts.iter().map(|part| part.product);
    let needs = needs.ids::<Product>(products());
    let needs = needs.ids::<ProductCost>(products());
    let needs = booking::links(needs, desk, ticket.account);
    let needs = needs.and(Counter::WriteOffs.needs());
    let needs = needs.ids::<crate::stock::Warehouse>(vans(&ticket.parts));
    vans(&ticket.parts).into_iter().fold(needs, |needs, van| {
        let (found, next) = documents(desk, id, van);
        let known = u8::try_from(found.len()).unwrap_or(TIMES_MAX);
        let known = (0..known).map(|time| document_id(id, van, time));
        needs.ids::<Document>(known).ids::<Document>(next)
    })
}

/// Is it in a write-off that counts?
pub fn is_written_off(desk: &Desk, ticket: TicketId, part: &Part) -> bool {
    let Some(van) = part.warehouse else {
        return false;
    };
    let (found, _) = documents(desk, ticket, van);
    has(&found, part.id)
}

/// Since when the books do without a part, by the write-offs of its ticket that are aboard; `None`: they count it still. Of a closed
/// ticket that has none aboard, since it ended.
pub fn written_off(ticket: &Ticket, documents: &[Document], part: &Part) -> Option<Moment> {
    if documents.is_empty() && ticket.status == Status::Closed {
        return Some(ticket.ended_at.map_or(part.at, |ended| ended.max(part.at)));
    }
    let mut standing = documents.iter().filter(|document| document.stands());
    let document = standing.find(|document| document.line(part.id).is_some())?;
    document.entered_at
}

fn has(documents: &[&Document], part: LineId) -> bool {
    let mut standing = documents.iter().filter(|document| document.stands());
    standing.any(|document| document.line(part).is_some())
}

/// One document for each van that something was taken from since.
pub(super) fn write_off(desk: &mut Desk, context: &Context, id: TicketId, ticket: &Ticket) {
    for van in vans(&ticket.parts) {
        let (found, next) = documents(desk, id, van);
        let taken = |part: &&Part| part.warehouse == Some(van) && !has(&found, part.id);
        let lines: Vec<Line> = ticket.parts.iter().filter(taken).map(line).collect();
        let (Some(document), false) = (next, lines.is_empty()) else {
            continue;
        };
        enter(desk, context, (document, van), ticket, lines);
    }
}

fn line(part: &Part) -> Line {
    Line {
        id: part.id,
        product: part.product,
        quantity: part.quantity.clone(),
        price: Decimal::ZERO,
        serials: Vec::new(),
        slots: Slots::EMPTY,
    }
}

/// Numbered, at what the parts cost now, and on its way to the ERP where the customer is linked with one.
fn enter(
    desk: &mut Desk,
    context: &Context,
    (id, van): (DocumentId, WarehouseId),
    ticket: &Ticket,
    lines: Vec<Line>,
) {
    let account = desk.get::<crate::accounts::Account>(ticket.account);
    let Some(currency) = account.here().map(|account| account.currency) else {
        return;
    };
    let label = ticket.code.shown().to_owned();
    let number = number(desk, Kind::StockWriteOff, &label);
    let costs = lines.iter();
    let costs = costs.filter_map(|line| present(desk, line.id, line.product));
    let cost = DocumentCost {
        lines: costs.collect(),
    };
    let (place, today) = (ticket.place.clone(), context.today);
    let document = Document {
        number,
        lines,
        provisional: Some(label.clone()),
        warehouse: Some(van),
        entered_at: Some(context.moment),
        note: label,
        ..Document::blank(Kind::StockWriteOff, ticket.account, place, today, currency)
    };
    put(desk, id, document, cost);
    booking::ask(desk, id);
}
