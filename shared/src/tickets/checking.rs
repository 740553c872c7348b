//! What the records say of a line's serial: the documents that carry it, the products they name, the sets that are active. The server
//! has them all; a device may look up only what it wrote itself, so there the answer of the page stands until the server's comes.

use super::linked::ActiveSets;
use super::related_product::{Checked, RelatedProduct};
use crate::calendar::Day;
use crate::desk::Desk;
use crate::documents::Document;
use crate::documents::units::moved;
use crate::ids::{DocumentId, ProductId};
use crate::integrations::IntegrationSet;
use crate::needs::{Look, Needs};
use crate::products::{Product, Tracking, tracking};
use crate::serials::{Finding, Lookup, Movement, Owner, Quantities, Question, SerialNumber, check};
use crate::setting::{self, Setting};
use crate::users::{Context, Rules};
use crate::warranty::coverage;
use std::collections::BTreeMap;

/// A serial on a line of that product.
pub struct Asked<'a> {
    pub serial: &'a str,
    pub product: ProductId,
}

/// Round by round: the product and the documents of the number, these, and whatever products stand on them.
pub fn reads(desk: &Desk, asked: &Asked) -> Needs {
    let needs = Needs::none()
        .id::<Product>(asked.product)
        .id::<Setting>(setting::id(tracking::SERIAL_CODE_SETTING));
    let Ok(serial) = SerialNumber::new(asked.serial) else {
        return needs;
    };
    let needs = needs
        .key::<Document>("serial", serial.key())
        .key::<IntegrationSet>("active", "yes");
    let ids = documents(desk, &serial).here().unwrap_or_default();
    let owners = units(desk, &serial, &ids).into_keys();
    needs.ids::<Document>(ids).ids::<Product>(owners)
}

fn documents(desk: &Desk, serial: &SerialNumber) -> Look<Vec<DocumentId>> {
    desk.find::<Document>("serial", &serial.key())
}

fn units(
    desk: &Desk,
    serial: &SerialNumber,
    ids: &[DocumentId],
) -> BTreeMap<ProductId, Vec<Movement>> {
    let found = ids.iter();
    let found = found.filter_map(|id| desk.get::<Document>(*id).here());
    moved(found, serial)
}

fn owners(desk: &Desk, context: &Context, serial: &SerialNumber, ids: &[DocumentId]) -> Vec<Owner> {
    let alone = context.decides_by(Rules::UNITS_OF_OTHERS_COME_BACK_ALONE);
    let owner = |(product, movements)| {
        let card = desk.get::<Product>(product).here();
        Owner {
            product: Some(product),
            code: card.map_or_else(String::new, |card| card.code.clone()),
            name: card.map_or_else(String::new, |card| card.name.clone()),
            tracking: tracked(desk, card.filter(|_| alone)),
            movements,
        }
    };
    units(desk, serial, ids).into_iter().map(owner).collect()
}

/// `None` without a serial, and where nobody here can tell.
pub fn found(desk: &Desk, context: &Context, asked: &Asked) -> Option<Finding> {
    let serial = SerialNumber::new(asked.serial).ok()?;
    let ids = match documents(desk, &serial) {
        Look::Here(ids) => ids,
        Look::None => Vec::new(),
        Look::NotAboard => return None,
    };
    let owners = owners(desk, context, &serial, &ids);
    let sets = match desk.find::<IntegrationSet>("active", "yes") {
        Look::Here(sets) => ActiveSets::All(sets),
        Look::None => ActiveSets::All(Vec::new()),
        // a device: what it knows of a number may be a part of it
        Look::NotAboard => return None,
    };
    let card = desk.get::<Product>(asked.product).here();
    // our documents mirror those of the sets: what they do not know was not shipped
    let lookup = match sets.mirror(card) {
        false => Lookup::OwnRegister { owners },
        true => Lookup::Aboard {
            owners,
            as_of: context.moment,
        },
    };
    Some(check(&Question {
        serial: Some(&serial),
        product: asked.product,
        linked: card.is_some_and(|card| sets.know(card)),
        tracking: tracked(desk, card),
        lookup: &lookup,
    }))
}

/// According to its card and the company's code.
pub fn tracked(desk: &Desk, card: Option<&Product>) -> Tracking {
    let code = tracking::serial_code(setting::value(desk, tracking::SERIAL_CODE_SETTING));
    card.map_or(Tracking::None, |card| card.tracked(code).0)
}

/// Writes down what is found for a line's serial, or what was shown where nobody here can tell; an accepted serial settles the
/// quantity (SER-05): one piece, of a lot at most what was shipped.
pub fn record(
    desk: &Desk,
    context: &Context,
    reported: Day,
    line: &mut RelatedProduct,
    shown: Option<&Checked>,
) {
    let asked = Asked {
        serial: &line.serial,
        product: line.product,
    };
    let card = desk.get::<Product>(line.product).here();
    if line.serial.is_empty() {
        line.checked = None;
        return;
    }
    let Some(finding) = found(desk, context, &asked) else {
        line.checked = shown.cloned().map(|shown| Checked {
            verified: false,
            ..shown
        });
        if tracked(desk, card) != Tracking::Lot {
            line.quantity.value = 1.into();
        }
        return;
    };
    let terms = card.and_then(|card| card.warranty);
    let dates = line.dates.sold(finding.sale.as_ref());
    let covered = coverage(terms.as_ref(), &dates, reported, false);
    line.checked = Checked::of(&finding, covered, context.moment);
    match finding.quantities {
        Quantities::Open => {}
        Quantities::One => line.quantity.value = 1.into(),
        Quantities::UpTo(most) if most.unit == line.quantity.unit => {
            line.quantity.value = line.quantity.value.min(most.value);
        }
        Quantities::UpTo(_) => {}
    }
}

/// The day that a warranty is asked for became another one: covered or not as of that day (SER-06). Where nobody can ask anew, the start
/// and the end that were shown still hold.
pub fn of_another_day(desk: &Desk, context: &Context, reported: Day, line: &mut RelatedProduct) {
    let shown = line.checked.clone().map(|checked| Checked {
        coverage: checked.coverage.as_of(reported),
        ..checked
    });
    record(desk, context, reported, line, shown.as_ref());
}

/// The most that may stand in a line's quantity; `None`: open.
pub fn quantity_max(desk: &Desk, context: &Context, line: &RelatedProduct) -> Option<Quantities> {
    let asked = Asked {
        serial: &line.serial,
        product: line.product,
    };
    if line.serial.is_empty() {
        return None;
    }
    let card = desk.get::<Product>(line.product).here();
    match found(desk, context, &asked) {
        Some(finding) => Some(finding.quantities),
        None if tracked(desk, card) == Tracking::Lot => None,
        None => Some(Quantities::One),
    }
}
