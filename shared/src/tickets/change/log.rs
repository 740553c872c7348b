//! Notes, time, parts, items to tick and the signature: added, or taken back by whoever wrote them.

use super::{Change, Refusal, checklist};
use crate::calendar::Moment;
use crate::desk::Desk;
use crate::ids::{LineId, ProductId, TicketId, UserId, WarehouseId};
use crate::money::Decimal;
use crate::needs::Look;
use crate::products::Product;
use crate::quantity::Quantity;
use crate::stock::Warehouse;
use crate::tickets::note::{NOTES_MAX, Note};
use crate::tickets::offering::Wanted;
use crate::tickets::signature::{self, Signature};
use crate::tickets::status::{Meaning, Status};
use crate::tickets::ticket::Ticket;
use crate::tickets::work_log::{ENTRIES_MAX, MILLISECONDS_MAX, Part, Work, WorkKind};
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
        id, note, public, ..
    } = change
    {
        return noted(context, ticket, *id, note, *public);
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
        Change::WorkStarted { id, kind, at, .. } => started(context, ticket, *id, *kind, *at),
        Change::WorkEnded { id, at, note, .. } => ended(context, ticket, *id, *at, note),
        Change::WorkLogged {
            id,
            kind,
            started,
            ended,
            note,
            ..
        } => {
            lasts(*started, *ended)?;
            let work = work(context, *id, *kind, (*started, Some(*ended)), note);
            push(&mut ticket.work, ENTRIES_MAX, work, |work| work.id)
        }
        Change::WorkRemoved { id, .. } => {
            remove(context, &mut ticket.work, *id, |work| (work.id, work.by))
        }
        Change::PartUsed {
            id,
            product,
            quantity,
            warehouse,
            ..
        } => used(desk, context, ticket, *id, (*product, quantity, *warehouse)),
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
        Change::Signed { name, strokes, .. } => signed(context, ticket, name, strokes),
        _ => Ok(()),
    }
}

/// A first signature may arrive from a device that did not know of the end.
fn stands_when_closed(change: &Change, ticket: &Ticket) -> bool {
    match change {
        Change::PartUsed { .. } => true,
        Change::Signed { .. } => ticket.signature.is_some(),
        _ => false,
    }
}

/// Once per name: what came twice is there already.
fn push<T>(
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
    note: &str,
    public: bool,
) -> Result<(), Refusal> {
    if note.trim().is_empty() {
        return Err(Refusal::NoteEmpty);
    }
    let note = Note {
        id,
        text: note.trim().to_owned(),
        public,
        by: context.user,
        at: context.moment,
    };
    push(&mut ticket.notes, NOTES_MAX, note, |note| note.id)
}

fn work(
    context: &Context,
    id: LineId,
    kind: WorkKind,
    (started, ended): (Moment, Option<Moment>),
    note: &str,
) -> Work {
    Work {
        id,
        kind,
        by: context.user,
        started,
        ended,
        note: note.trim().to_owned(),
    }
}

fn started(
    context: &Context,
    ticket: &mut Ticket,
    id: LineId,
    kind: WorkKind,
    at: Moment,
) -> Result<(), Refusal> {
    if ticket.running(context.user).is_some() {
        return Err(Refusal::ClockRuns);
    }
    let work = work(context, id, kind, (at, None), "");
    push(&mut ticket.work, ENTRIES_MAX, work, |work| work.id)
}

/// A clock that somebody stopped before stays as they stopped it.
fn ended(
    context: &Context,
    ticket: &mut Ticket,
    id: LineId,
    at: Moment,
    note: &str,
) -> Result<(), Refusal> {
    let found = ticket.work.iter_mut().find(|work| work.id == id);
    let work = found.ok_or(Refusal::NoSuchLine)?;
    if work.by != context.user && !context.has(Right::ManageTickets) {
        return Err(Refusal::NotYours);
    }
    if work.ended.is_none() {
        // a clock set back in between, or one nobody stopped: the nearest that can be meant
        let longest = work.started.plus_milliseconds(MILLISECONDS_MAX);
        work.ended = Some(at.clamp(work.started, longest));
        work.note = note.trim().to_owned();
    }
    Ok(())
}

fn lasts(started: Moment, ended: Moment) -> Result<(), Refusal> {
    match ended.milliseconds_since(started) {
        1..=MILLISECONDS_MAX => Ok(()),
        _ => Err(Refusal::TimeInvalid),
    }
}

fn used(
    desk: &Desk,
    context: &Context,
    ticket: &mut Ticket,
    id: LineId,
    (product, quantity, warehouse): (ProductId, &Quantity, Option<WarehouseId>),
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
        at: context.moment,
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
    let by = context.user;
    ticket.offer_wanted = match wanted {
        true => ticket.offer_wanted.or(Some(Wanted { by, at })),
        false => None,
    };
}

/// The last signature counts.
fn signed(
    context: &Context,
    ticket: &mut Ticket,
    name: &str,
    strokes: &[Vec<i16>],
) -> Result<(), Refusal> {
    if name.trim().is_empty() {
        return Err(Refusal::NameEmpty);
    }
    if !signature::fits(strokes) {
        return Err(Refusal::SignatureInvalid);
    }
    ticket.signature = Some(Signature {
        name: name.trim().to_owned(),
        strokes: strokes.to_vec(),
        taken_by: context.user,
        at: context.moment,
    });
    Ok(())
}
