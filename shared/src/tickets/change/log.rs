//! Notes, time, parts, items to tick and the signature: added, or taken back by whoever wrote them. What is said of time is in `worked`.

use super::{Change, Refusal, checklist, worked};
use crate::calendar::Moment;
use crate::desk::Desk;
use crate::ids::{LineId, ProductId, TicketId, UserId, WarehouseId};
use crate::money::Decimal;
use crate::needs::Look;
use crate::products::Product;
use crate::quantity::Quantity;
use crate::stock::Warehouse;
use crate::tickets::believed::{believed, tapped};
use crate::tickets::note::{NOTES_MAX, Note};
use crate::tickets::offering::Wanted;
use crate::tickets::signature::{self, SIGNATURES_MAX, Signature};
use crate::tickets::status::{Meaning, Status};
use crate::tickets::ticket::Ticket;
use crate::tickets::work_log::{ENTRIES_MAX, Part};
use crate::tickets::write_off::is_written_off;
use crate::users::{Context, Right, Rules};

/// Words may be added to a ticket whatever became of it; work only to one that was not cancelled, because what was done before it was
/// resolved may be written down after. What was built in and signed stands once it is closed: its write-offs are made.
pub fn add(
    change: &Change,
    desk: &Desk,
    context: &Context,
    ticket_id: TicketId,
    ticket: &mut Ticket,
) -> Result<(), Refusal> {
    if let Change::NoteAdded {
        id,
        note,
        public,
        at,
        ..
    } = change
    {
        return noted(context, ticket, *id, (note, *public), *at);
    }
    if ticket.status.meaning() == Meaning::Cancelled {
        let status = ticket.status;
        return Err(Refusal::Closed { status });
    }
    let closed = ticket.status == Status::Closed && context.decides_by(Rules::ENDS_STAND);
    if stands_when_closed(change, ticket) && closed {
        let status = ticket.status;
        return Err(Refusal::Closed { status });
    }
    match change {
        Change::WorkStarted { .. } | Change::WorkEnded { .. } | Change::WorkLogged { .. } => {
            worked::add(change, context, ticket)
        }
        Change::WorkRemoved { id, .. } => {
            remove(context, &mut ticket.work, *id, |work| (work.id, work.by))
        }
        Change::PartUsed {
            id,
            product,
            quantity,
            warehouse,
            at,
            ..
        } => {
            let taken = (*product, quantity, *warehouse);
            used(desk, context, ticket, *id, taken, *at)
        }
        Change::PartRemoved { id, .. } => {
            let mut parts = ticket.parts.iter();
            let part = parts.find(|part| part.id == *id);
            if part.is_some_and(|part| is_written_off(desk, ticket_id, part)) {
                return Err(Refusal::PartWrittenOff);
            }
            if closed {
                let status = ticket.status;
                return Err(Refusal::Closed { status });
            }
            remove(context, &mut ticket.parts, *id, |part| (part.id, part.by))
        }
        Change::ItemsAdded { items, .. } => checklist::added(context, ticket, items),
        Change::ItemTicked { id, done, at, .. } => {
            checklist::ticked(context, ticket, *id, *done, *at)
        }
        Change::ItemRemoved { id, .. } => checklist::removed(context, ticket, *id),
        Change::OfferWanted { wanted, at, .. } => {
            asked(context, ticket, *wanted, *at);
            Ok(())
        }
        Change::Signed {
            name,
            strokes,
            at,
            id,
            over,
            ..
        } => signed(context, ticket, (name, strokes), (*at, *id, over)),
        _ => Ok(()),
    }
}

/// A signature in whose place none is taken may arrive from a device that did not know of the end.
fn stands_when_closed(change: &Change, ticket: &Ticket) -> bool {
    match change {
        Change::PartUsed { .. } => true,
        Change::Signed { id: None, .. } => !ticket.signatures.is_empty(),
        Change::Signed { over, .. } => !over.is_empty(),
        _ => false,
    }
}

/// Once per name: what came twice is there already.
pub(super) fn push<T>(
    list: &mut Vec<T>,
    count_max: usize,
    entry: T,
    id: impl Fn(&T) -> LineId,
) -> Result<(), Refusal> {
    if list.iter().any(|other| id(other) == id(&entry)) {
        return Err(Refusal::LineExists);
    }
    if list.len() >= count_max {
        return Err(Refusal::TooMany { count_max });
    }
    list.push(entry);
    Ok(())
}

fn remove<T>(
    context: &Context,
    list: &mut Vec<T>,
    id: LineId,
    who: impl Fn(&T) -> (LineId, UserId),
) -> Result<(), Refusal> {
    let found = list.iter().position(|entry| who(entry).0 == id);
    let Some(at) = found else {
        return Ok(());
    };
    if who(&list[at]).1 != context.user && !context.has(Right::ManageTickets) {
        return Err(Refusal::NotYours);
    }
    list.remove(at);
    Ok(())
}

fn noted(
    context: &Context,
    ticket: &mut Ticket,
    id: LineId,
    (note, public): (&str, bool),
    at: Option<Moment>,
) -> Result<(), Refusal> {
    if note.trim().is_empty() {
        return Err(Refusal::NoteEmpty);
    }
    let note = Note {
        id,
        text: note.trim().to_owned(),
        public,
        by: context.user,
        at: believed(context, ticket, at),
    };
    push(&mut ticket.notes, NOTES_MAX, note, |note| note.id)
}

fn used(
    desk: &Desk,
    context: &Context,
    ticket: &mut Ticket,
    id: LineId,
    (product, quantity, warehouse): (ProductId, &Quantity, Option<WarehouseId>),
    at: Option<Moment>,
) -> Result<(), Refusal> {
    let card = desk.get::<Product>(product).here();
    let card = card.ok_or(Refusal::NoSuchProduct)?;
    let name = card.name.clone();
    if quantity.value <= Decimal::ZERO || !crate::bounds::number_fits(quantity.value) {
        return Err(Refusal::QuantityInvalid);
    }
    if context.decides_by(Rules::ENDS_STAND) {
        counted_in(card, quantity)?;
        warehouse.map_or(Ok(()), |from| may_take(desk, context, from))?;
    }
    let part = Part {
        id,
        product,
        name,
        quantity: quantity.clone(),
        warehouse,
        by: context.user,
        at: believed(context, ticket, at),
    };
    push(&mut ticket.parts, ENTRIES_MAX, part, |part| part.id)
}

fn counted_in(card: &Product, quantity: &Quantity) -> Result<(), Refusal> {
    let unit = card.unit.clone();
    match quantity.unit == unit {
        true => Ok(()),
        false => Err(Refusal::OtherUnit { unit }),
    }
}

fn may_take(desk: &Desk, context: &Context, from: WarehouseId) -> Result<(), Refusal> {
    match desk.get::<Warehouse>(from) {
        Look::None => Err(Refusal::NoSuchWarehouse),
        _ if !context.takes_from(from) => Err(Refusal::WarehouseNotGiven),
        Look::Here(_) | Look::NotAboard => Ok(()),
    }
}

/// Of two who ask, the first is named.
fn asked(context: &Context, ticket: &mut Ticket, wanted: bool, at: Moment) {
    let (by, at) = (context.user, tapped(context, ticket, at));
    ticket.offer_wanted = match wanted {
        true => ticket.offer_wanted.or(Some(Wanted { by, at })),
        false => None,
    };
}

/// Signatures add up: none that somebody else took is replaced (MOB-10). A version that knew of one only replaces its own kind.
fn signed(
    context: &Context,
    ticket: &mut Ticket,
    (name, strokes): (&str, &[Vec<i16>]),
    (at, id, over): (Option<Moment>, Option<LineId>, &[LineId]),
) -> Result<(), Refusal> {
    if name.trim().is_empty() {
        return Err(Refusal::NameEmpty);
    }
    if !signature::fits(strokes) || over.len() > SIGNATURES_MAX {
        return Err(Refusal::SignatureInvalid);
    }
    let signature = Signature {
        id: id.unwrap_or_else(signature::unnamed),
        name: name.trim().to_owned(),
        strokes: strokes.to_vec(),
        taken_by: context.user,
        at: believed(context, ticket, at),
        over: over.to_vec(),
    };
    if id.is_none() {
        ticket
            .signatures
            .retain(|other| other.id != signature::unnamed());
    }
    let all = &mut ticket.signatures;
    push(all, SIGNATURES_MAX, signature, |signature| signature.id)
}
