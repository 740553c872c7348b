//! Changes of header and lines while the offer is open: guarded fields meet what their author saw.

use super::made::{day_fits, price_fits, priced, quantity_fits, validity_fits};
use super::{AcceptedPrice, Change, Field, KeptPrice, LINES_MAX, NewLine, Refusal};
use crate::desk::Desk;
use crate::edit::Edit;
use crate::ids::{LineId, OfferId};
use crate::money::Decimal;
use crate::offers::editing::may_edit;
use crate::offers::line::Line;
use crate::offers::offer::Offer;
use crate::planted::{Bug, planted};
use crate::pricing::discounts::{Origin, Slot};
use crate::pricing::{PriceList, PriceSource, resolve};
use crate::rate::Percent;
use crate::record::RecordKey;
use crate::users::{Context, Right, may};

pub fn edit(
    change: &Change,
    desk: &mut Desk,
    context: &Context,
    id: OfferId,
    offer: &mut Offer,
) -> Result<(), Refusal> {
    may_edit(offer, context)?;
    let key = RecordKey::of::<Offer>(id);
    match change {
        Change::HeaderEdited { field, .. } => header(desk, context, &key, offer, field),
        Change::LineAdded { line, .. } => added(desk, context, offer, line),
        Change::LineRemoved { line, was, .. } => {
            removed(desk, &key, offer, *line, was);
            Ok(())
        }
        Change::LineMoved { line, after, .. } => moved(offer, *line, *after),
        Change::QuantitySet { line, quantity, .. } => {
            quantity_fits(&quantity.now)?;
            if planted(Bug::EditOfAGoneLineIsSwallowed) && found(offer, *line).is_err() {
                return Ok(());
            }
            let found = found(offer, *line)?;
            let path = path(*line, "quantity");
            desk.guard(&key, &path, &mut found.quantity, quantity);
            Ok(())
        }
        Change::PriceSet { line, price, .. } => {
            may(context, Right::OverridePrice)?;
            price_fits(price.now)?;
            set_price(desk, &key, found(offer, *line)?, price, PriceSource::Manual);
            Ok(())
        }
        Change::TextSet { line, text, .. } => {
            let found = found(offer, *line)?;
            desk.guard(&key, &path(*line, "text"), &mut found.text, text);
            Ok(())
        }
        Change::DiscountSet {
            line, slot, value, ..
        } => {
            may(context, Right::OverrideDiscount)?;
            discount(desk, &key, found(offer, *line)?, *slot, value)
        }
        Change::PricesAccepted { prices, .. } => prices
            .iter()
            .try_for_each(|accepted| accept(desk, &key, offer, accepted)),
        Change::PricesKept { prices, .. } => {
            may(context, Right::OverridePrice)?;
            prices.iter().try_for_each(|kept| keep(offer, kept))
        }
        _ => Ok(()),
    }
}

fn path(line: LineId, field: &str) -> String {
    format!("lines/{line}/{field}")
}

fn found(offer: &mut Offer, line: LineId) -> Result<&mut Line, Refusal> {
    offer.line_mut(line).ok_or(Refusal::NoSuchLine)
}

fn header(
    desk: &mut Desk,
    context: &Context,
    key: &RecordKey,
    offer: &mut Offer,
    field: &Field,
) -> Result<(), Refusal> {
    match field {
        Field::Day { edit } => {
            day_fits(context, edit.now)?;
            desk.guard(key, "day", &mut offer.day, edit);
            offer.reprice(desk);
        }
        Field::ValidUntil { edit } => desk.guard(key, "valid_until", &mut offer.valid_until, edit),
        Field::PriceList { edit } => {
            desk.guard(key, "price_list", &mut offer.price_list, edit);
            let list = offer.price_list.map(|list| desk.get::<PriceList>(list));
            offer.gross = list
                .and_then(|list| list.here())
                .is_some_and(|list| list.gross);
            offer.reprice(desk);
        }
        Field::PaymentMethod { edit } => {
            desk.guard(key, "payment_method", &mut offer.payment_method, edit)
        }
        Field::Note { edit } => desk.guard(key, "note", &mut offer.note, edit),
    }
    validity_fits(offer.day, offer.valid_until)
}

fn added(desk: &Desk, context: &Context, offer: &mut Offer, line: &NewLine) -> Result<(), Refusal> {
    if offer.line(line.id).is_some() {
        return Err(Refusal::LineExists);
    }
    if offer.lines.len() >= LINES_MAX {
        return Err(Refusal::TooManyLines { max: LINES_MAX });
    }
    let line = priced(desk, context, line, offer)?;
    offer.lines.push(line);
    Ok(())
}

/// A line that is gone already fulfils the wish, whoever took it out.
fn removed(desk: &mut Desk, key: &RecordKey, offer: &mut Offer, line: LineId, was: &Line) {
    let Some(present) = offer.line(line) else {
        return;
    };
    let mut present = Some(present.clone());
    let edit = Edit::new(Some(was.clone()), None);
    desk.guard(key, &format!("lines/{line}"), &mut present, &edit);
    if present.is_none() {
        offer.lines.retain(|other| other.id != line);
    }
}

fn moved(offer: &mut Offer, line: LineId, after: Option<LineId>) -> Result<(), Refusal> {
    let place = |offer: &Offer, id: LineId| offer.lines.iter().position(|other| other.id == id);
    let at = place(offer, line).ok_or(Refusal::NoSuchLine)?;
    let taken = offer.lines.remove(at);
    // a neighbour that is gone meanwhile means the end, because order is a low-value field
    let to = match after {
        None => 0,
        Some(after) => place(offer, after).map_or(offer.lines.len(), |at| at + 1),
    };
    offer.lines.insert(to, taken);
    Ok(())
}

fn set_price(
    desk: &mut Desk,
    key: &RecordKey,
    line: &mut Line,
    price: &Edit<Option<Decimal>>,
    source: PriceSource,
) {
    desk.guard(key, &path(line.id, "price"), &mut line.price, price);
    if line.price == price.now {
        line.source = source;
        line.repriced = None;
    }
}

fn discount(
    desk: &mut Desk,
    key: &RecordKey,
    line: &mut Line,
    slot: u8,
    edit: &Edit<Option<Percent>>,
) -> Result<(), Refusal> {
    if edit.now.is_some_and(|value| value.checked_share().is_err()) {
        return Err(Refusal::DiscountInvalid);
    }
    let slot = usize::from(slot);
    let mut value = line.slots.get(slot).map(|slot| slot.value);
    let path = path(line.id, &format!("discount{slot}"));
    desk.guard(key, &path, &mut value, edit);
    let filled = value.map(|value| Slot {
        value,
        origin: Origin::Manual,
    });
    let set = line.slots.set(slot, filled);
    set.map_err(|_| Refusal::DiscountInvalid)
}

/// The price taken must be the one the line was repriced to: nobody sets any price this way.
fn accept(
    desk: &mut Desk,
    key: &RecordKey,
    offer: &mut Offer,
    accepted: &AcceptedPrice,
) -> Result<(), Refusal> {
    let line = offer.line(accepted.line).ok_or(Refusal::NoSuchLine)?;
    let price = &accepted.price;
    if line.repriced.is_none() && line.price == price.now {
        return Ok(());
    }
    let Some(product) = line.product.filter(|_| line.repriced == price.now) else {
        return Err(Refusal::NotRepriced);
    };
    let resolved = resolve(desk, &offer.question(product));
    let source = match resolved.price == price.now {
        true => resolved.source,
        false => line.source,
    };
    set_price(desk, key, found(offer, accepted.line)?, price, source);
    Ok(())
}

/// A newer new price than the one turned down stays in sight.
fn keep(offer: &mut Offer, kept: &KeptPrice) -> Result<(), Refusal> {
    let line = found(offer, kept.line)?;
    if line.repriced == Some(kept.instead_of) {
        line.repriced = None;
        line.source = PriceSource::Manual;
    }
    Ok(())
}
