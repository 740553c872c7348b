//! The products a ticket is about: added, corrected, taken out, asked for anew.

use super::stood::open;
use super::{Change, LineField, Refusal};
use crate::calendar::Day;
use crate::desk::Desk;
use crate::edit::Edit;
use crate::ids::{LineId, ProductId, TicketId};
use crate::money::Decimal;
use crate::products::Product;
use crate::quantity::Quantity;
use crate::record::RecordKey;
use crate::serials::{Quantities, SerialNumber};
use crate::text::InvalidText;
use crate::tickets::checking;
use crate::tickets::draft::NewLine;
use crate::tickets::related_product::{LINES_MAX, RelatedProduct};
use crate::tickets::ticket::Ticket;
use crate::users::{Context, Rules};
use std::collections::BTreeSet;

pub fn change(
    change: &Change,
    desk: &mut Desk,
    context: &Context,
    id: TicketId,
    ticket: &mut Ticket,
) -> Result<(), Refusal> {
    open(ticket)?;
    let key = RecordKey::of::<Ticket>(id);
    match change {
        Change::LineAdded { line, .. } => added(desk, context, ticket, line),
        Change::LineEdited { line, field, .. } => edited(desk, context, &key, ticket, *line, field),
        Change::LineRemoved { line, was, .. } => {
            removed(desk, &key, ticket, *line, was);
            Ok(())
        }
        Change::Rechecked { line, shown, .. } => {
            let reported = ticket.reported;
            let line = ticket.line_mut(*line).ok_or(Refusal::NoSuchLine)?;
            checking::record(desk, context, reported, line, shown.as_ref());
            Ok(())
        }
        _ => Ok(()),
    }
}

fn added(
    desk: &Desk,
    context: &Context,
    ticket: &mut Ticket,
    line: &NewLine,
) -> Result<(), Refusal> {
    if ticket.line(line.id).is_some() {
        return Err(Refusal::LineExists);
    }
    if ticket.lines.len() >= LINES_MAX {
        let count_max = LINES_MAX;
        return Err(Refusal::TooMany { count_max });
    }
    let line = new_line(desk, context, ticket.reported, line)?;
    ticket.lines.push(line);
    each_once(context, &ticket.lines)
}

/// The same product with the same serial stands on one line (TCK-02); several units of it have several serials.
pub fn each_once(context: &Context, lines: &[RelatedProduct]) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    let once = (lines.iter().filter_map(RelatedProduct::unit)).all(|unit| seen.insert(unit));
    match once || !context.decides_by(Rules::ENDS_STAND) {
        true => Ok(()),
        false => Err(Refusal::SerialTwice),
    }
}

/// A line as it is recorded: named by its card, its serial checked.
pub fn new_line(
    desk: &Desk,
    context: &Context,
    reported: Day,
    new: &NewLine,
) -> Result<RelatedProduct, Refusal> {
    let serial = serial(&new.serial)?;
    quantity_fits(&new.quantity)?;
    let mut line = RelatedProduct {
        id: new.id,
        product: new.product,
        name: named(desk, new.product)?,
        serial,
        quantity: new.quantity.clone(),
        dates: new.dates,
        checked: None,
    };
    checking::record(desk, context, reported, &mut line, new.shown.as_ref());
    Ok(line)
}

/// Products that are archived stay where they are but are not added (PRD-16).
fn named(desk: &Desk, product: ProductId) -> Result<String, Refusal> {
    let card = desk.get::<Product>(product).here();
    match card.ok_or(Refusal::NoSuchProduct)? {
        card if card.archived => Err(Refusal::ProductArchived),
        card => Ok(card.name.clone()),
    }
}

/// Trimmed; empty is none.
fn serial(typed: &str) -> Result<String, Refusal> {
    match SerialNumber::new(typed) {
        Ok(serial) => Ok(serial.as_str().to_owned()),
        Err(InvalidText::Empty) => Ok(String::new()),
        Err(_) => Err(Refusal::SerialInvalid),
    }
}

fn quantity_fits(quantity: &Quantity) -> Result<(), Refusal> {
    let fits = quantity.value > Decimal::ZERO && crate::bounds::number_fits(quantity.value);
    fits.then_some(()).ok_or(Refusal::QuantityInvalid)
}

fn edited(
    desk: &mut Desk,
    context: &Context,
    key: &RecordKey,
    ticket: &mut Ticket,
    id: LineId,
    field: &LineField,
) -> Result<(), Refusal> {
    let reported = ticket.reported;
    let line = ticket.line_mut(id).ok_or(Refusal::NoSuchLine)?;
    let path = |name: &str| format!("lines/{id}/{name}");
    let shown = match field {
        LineField::Serial { edit, shown } => {
            let edit = Edit::new(serial(&edit.was)?, serial(&edit.now)?);
            desk.guard(key, &path("serial"), &mut line.serial, &edit);
            shown
        }
        LineField::Product { edit, shown } => {
            let name = named(desk, edit.now)?;
            desk.guard(key, &path("product"), &mut line.product, edit);
            line.name = name;
            shown
        }
        LineField::Dates { edit, shown } => {
            desk.guard(key, &path("dates"), &mut line.dates, edit);
            shown
        }
        LineField::Quantity { edit } => {
            quantity_fits(&edit.now)?;
            quantity_open(desk, context, line, &edit.now)?;
            desk.guard(key, &path("quantity"), &mut line.quantity, edit);
            return Ok(());
        }
    };
    checking::record(desk, context, reported, line, shown.as_ref());
    match field {
        LineField::Serial { .. } | LineField::Product { .. } => each_once(context, &ticket.lines),
        LineField::Dates { .. } | LineField::Quantity { .. } => Ok(()),
    }
}

/// SER-05.
fn quantity_open(
    desk: &Desk,
    context: &Context,
    line: &RelatedProduct,
    wanted: &Quantity,
) -> Result<(), Refusal> {
    match checking::quantity_max(desk, context, line) {
        Some(Quantities::One) if wanted.value != Decimal::from(1) => Err(Refusal::QuantityIsOne),
        Some(Quantities::UpTo(most)) if most.unit == wanted.unit && wanted.value > most.value => {
            let most = format!("{} {}", most.value, most.unit);
            Err(Refusal::MoreThanShipped { most })
        }
        _ => Ok(()),
    }
}

/// Whoever takes a line out has seen it whole; a line that is gone already is gone.
fn removed(
    desk: &mut Desk,
    key: &RecordKey,
    ticket: &mut Ticket,
    id: LineId,
    was: &RelatedProduct,
) {
    let Some(at) = ticket.lines.iter().position(|line| line.id == id) else {
        return;
    };
    // the server may have checked it meanwhile: nobody wrote that
    let seen = RelatedProduct {
        checked: ticket.lines[at].checked.clone(),
        quantity: ticket.lines[at].quantity.clone(),
        ..was.clone()
    };
    if ticket.lines[at] == seen {
        ticket.lines.remove(at);
        return;
    }
    let edit = Edit::new(Some(was.clone()), None);
    let mut present = Some(ticket.lines[at].clone());
    desk.guard(key, &format!("lines/{id}"), &mut present, &edit);
}
