//! Which sale does a unit come from (RMA-05, RMA-06, RMA-07)? By its serial, or by its product in a sale that a person chose.

use super::accessory::Accessory;
use super::change::Refusal;
use crate::desk::Desk;
use crate::documents::units::moved;
use crate::documents::{Document, Line};
use crate::ids::{AccountId, DocumentId, ProductId};
use crate::money::Decimal;
use crate::needs::Look;
use crate::products::Product;
use crate::products::tracking::{SERIAL_CODE_SETTING, Tracking, serial_code};
use crate::serials::{Movement, MovementKind, SerialNumber, Shipped, shipped_as};
use crate::setting;
use crate::text::serial_fold;
use crate::users::{Context, Rules};

/// A sale and what of it comes back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Origin {
    pub sale: DocumentId,
    pub product: ProductId,
}

/// The sale, or `None` on a device that has no row of it: then the server will say, and nothing is saved before (RMA-05).
pub type Found = Option<Origin>;

/// The last sale that was neither cancelled nor taken back (SER-13). Where the number is on units of several products that are all
/// out, `product` says which; one that is given and has no such unit blocks (SER-04). `seen`: the sale that the author's register
/// shows, for a device, which cannot look up what it did not write itself.
pub fn by_serial(
    desk: &Desk,
    context: &Context,
    serial: &SerialNumber,
    product: Option<ProductId>,
    seen: Option<DocumentId>,
) -> Result<Found, Refusal> {
    let ids = match desk.find::<Document>("serial", &serial.key()) {
        Look::Here(ids) => ids,
        Look::NotAboard if seen.is_none() => return Ok(None),
        Look::NotAboard => seen.into_iter().collect(),
        Look::None => Vec::new(),
    };
    let rows: Vec<(DocumentId, &Document)> = ids
        .into_iter()
        .filter_map(|id| desk.get::<Document>(id).here().map(|row| (id, row)))
        .collect();
    let tracking = |product| told_apart(desk, context, product);
    match among(&rows, serial, product, tracking) {
        Ok(origin) => Ok(Some(origin)),
        // nothing here moved it: elsewhere something may have
        Err(Refusal::SerialUnknown)
            if moved(rows.iter().map(|(_, row)| *row), serial).is_empty()
                && matches!(
                    desk.find::<Document>("serial", &serial.key()),
                    Look::NotAboard
                ) =>
        {
            Ok(None)
        }
        Err(refusal) => Err(refusal),
    }
}

/// The same among these documents, when they are all that carry the serial. `tracking`: how units of a product are told apart; of a
/// product whose units have serials, one that came back is back, however many were sold on its line.
pub fn among(
    rows: &[(DocumentId, &Document)],
    serial: &SerialNumber,
    product: Option<ProductId>,
    tracking: impl Fn(ProductId) -> Tracking,
) -> Result<Origin, Refusal> {
    let owners = moved(rows.iter().map(|(_, row)| *row), serial);
    if owners.is_empty() {
        return Err(Refusal::SerialUnknown);
    }
    if product.is_some_and(|product| !owners.contains_key(&product)) {
        return Err(Refusal::NotThisProduct);
    }
    let wanted = |owner: &ProductId| product.is_none_or(|product| product == *owner);
    let out = owners.iter().filter(|(owner, _)| wanted(owner));
    let still_out =
        |owner: &ProductId, movements: &[Movement]| match shipped_as(tracking(*owner), movements) {
            Shipped::Yes(sale) => Some((*owner, sale)),
            Shipped::No(_) => None,
        };
    let mut out = out.filter_map(|(owner, movements)| still_out(owner, movements));
    let Some((product, sale)) = out.next() else {
        return Err(not_out(owners.values().flatten()));
    };
    if out.next().is_some() {
        return Err(Refusal::SeveralProducts);
    }
    let sale = the_sale(rows, serial, product, &sale).ok_or(Refusal::SerialUnknown)?;
    Ok(Origin { sale, product })
}

/// Taken back, after an exchange for instance, it is nobody's to bring; never sold, it does not exist (MSG-12).
fn not_out<'a>(mut movements: impl Iterator<Item = &'a Movement>) -> Refusal {
    let returned = |moved: &Movement| moved.kind == MovementKind::Return && !moved.cancelled;
    match movements.any(returned) {
        true => Refusal::SerialReturned,
        false => Refusal::SerialUnknown,
    }
}

/// The document of a sale's number that sold the unit.
fn the_sale(
    rows: &[(DocumentId, &Document)],
    serial: &SerialNumber,
    product: ProductId,
    sale: &Movement,
) -> Option<DocumentId> {
    let sold = rows.iter().filter(|(_, row)| {
        row.kind.sells()
            && row.stands()
            && row.number == sale.document
            && row.line_of(product, Some(serial)).is_some()
    });
    sold.max_by_key(|(_, row)| row.day).map(|(id, _)| *id)
}

/// The chosen sale has to contain the product, unless it is an accessory (RMA-07, MSG-14). A product tracked by serial comes without
/// one only for a reason (RMA-06).
pub fn by_product(
    desk: &Desk,
    product: ProductId,
    sale: Option<DocumentId>,
    without_serial: &str,
) -> Result<Found, Refusal> {
    let sale = sale.ok_or(Refusal::SaleMissing)?;
    let card = match desk.get::<Product>(product) {
        Look::Here(card) => Some(card),
        Look::None => return Err(Refusal::NoSuchProduct),
        Look::NotAboard => None,
    };
    let tracked = card.is_some_and(|card| is_tracked(desk, card));
    if tracked && without_serial.trim().is_empty() {
        return Err(Refusal::SerialWanted);
    }
    let document = match desk.get::<Document>(sale) {
        Look::Here(document) => document,
        Look::None => return Err(Refusal::NoSuchSale),
        Look::NotAboard => return Ok(None),
    };
    if !document.kind.sells() || !document.stands() {
        return Err(Refusal::NoSuchSale);
    }
    let contains = document.line_of(product, None).is_some();
    if !contains && !is_accessory(desk, product) {
        return Err(Refusal::NotInSale);
    }
    Ok(Some(Origin { sale, product }))
}

/// May this sale be chosen for a product without a serial? One that contains it, and of the customer where that one is known (RMA-06);
/// an accessory comes with any of them (RMA-07).
pub fn offered(
    sale: &Document,
    product: ProductId,
    account: Option<AccountId>,
    accessory: bool,
) -> bool {
    let theirs = account.is_none_or(|account| account == sale.account);
    let contains = accessory || sale.line_of(product, None).is_some();
    sale.kind.sells() && sale.stands() && theirs && contains
}

/// By the code of the company's serial-tracked products, or as a person chose on the card.
pub fn is_tracked(desk: &Desk, product: &Product) -> bool {
    tracking_of(desk, product) == Tracking::Serial
}

pub fn tracking_of(desk: &Desk, product: &Product) -> Tracking {
    let code = serial_code(setting::value(desk, SERIAL_CODE_SETTING));
    product.tracked(code).0
}

/// Of a product whose card may not be aboard.
pub fn tracking_by_card(desk: &Desk, product: ProductId) -> Tracking {
    let card = desk.get::<Product>(product).here();
    card.map_or(Tracking::None, |card| tracking_of(desk, card))
}

/// The same where it is asked whether a unit came back; the rules before took every one for a piece of a lot.
pub fn told_apart(desk: &Desk, context: &Context, product: ProductId) -> Tracking {
    match context.decides_by(Rules::UNITS_COME_BACK_ALONE) {
        true => tracking_by_card(desk, product),
        false => Tracking::None,
    }
}

pub fn is_accessory(desk: &Desk, product: ProductId) -> bool {
    let accessory = desk.get::<Accessory>(product).here();
    accessory.is_some_and(|accessory| accessory.listed)
}

impl Document {
    /// One number for more than one, in whatever unit. Of a product whose units have serials the others were only not typed (SER-13).
    pub fn sells_lot(&self, product: ProductId, number: &SerialNumber, tracking: Tracking) -> bool {
        let line = self.line_of(product, Some(number));
        let one_number = line.filter(|line| line.serials.len() == 1);
        let several = one_number.is_some_and(|line| line.quantity.value != Decimal::ONE);
        several && tracking != Tracking::Serial
    }

    /// The line that sold the product, and this unit of it where a serial says which.
    pub fn line_of(&self, product: ProductId, serial: Option<&SerialNumber>) -> Option<&Line> {
        let carries = |line: &&Line| match serial {
            Some(serial) => (line.serials.iter()).any(|typed| serial_fold(typed) == serial.key()),
            None => true,
        };
        let mut lines = self.lines.iter().filter(|line| line.product == product);
        lines.find(carries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::Kind;
    use crate::ids::LineId;
    use crate::money::Currency;
    use crate::pricing::Slots;
    use crate::quantity::{Quantity, Unit};
    use crate::shelf::Place;
    use uuid::Uuid;

    const PUMP: ProductId = ProductId(Uuid::from_u128(1));

    fn sold(pieces: i64, unit: &str) -> Document {
        let (account, day) = (
            AccountId(Uuid::nil()),
            crate::calendar::Day::from_days_since_1970(0),
        );
        let place = Place {
            territory: "north".into(),
        };
        let line = Line {
            id: LineId(Uuid::nil()),
            product: PUMP,
            quantity: Quantity {
                value: Decimal::from(pieces),
                unit: Unit::new(unit).expect("a unit"),
            },
            price: Decimal::ZERO,
            serials: vec!["SN-1".into()],
            slots: Slots::EMPTY,
        };
        Document {
            lines: vec![line],
            ..Document::blank(Kind::SaleDispatch, account, place, day, Currency::EUR)
        }
    }

    #[test]
    fn one_of_any_unit_is_no_lot_and_of_units_with_serials_the_others_were_not_typed() {
        let number = SerialNumber::new("SN-1").expect("a number");
        let is_lot = |sale: Document, tracking| sale.sells_lot(PUMP, &number, tracking);
        assert!(!is_lot(sold(1, "adet"), Tracking::None));
        assert!(is_lot(sold(10, "adet"), Tracking::None));
        assert!(is_lot(sold(10, "pcs"), Tracking::Lot));
        assert!(!is_lot(sold(2, "pcs"), Tracking::Serial));
    }
}
