//! What a person enters of a document that is kept here, and whether it fits.

use super::change::Refusal;
use super::document::{Kind, Line};
use super::serials::typed;
use crate::bounds;
use crate::calendar::Day;
use crate::desk::Desk;
use crate::ids::{AccountId, DocumentId, LineId, ProductId, WarehouseId};
use crate::money::{Currency, Decimal};
use crate::needs::Look;
use crate::pricing::Slots;
use crate::problem::any_blocks;
use crate::products::{Product, Tracking};
use crate::quantity::Quantity;
use crate::users::Context;
use serde::{Deserialize, Serialize};

/// Lines of one document.
pub const LINES_MAX: usize = 500;
/// A sale may be entered years later, for the warranty that still runs; one of the future is a slip of the keyboard.
pub const DAYS_BEFORE_MAX: i64 = 7_305;
pub const DAYS_AFTER_MAX: i64 = 31;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Draft {
    pub kind: Kind,
    pub account: AccountId,
    pub day: Day,
    pub currency: Currency,
    pub warehouse: Option<WarehouseId>,
    /// The sale that a return takes back.
    pub of: Option<DocumentId>,
    pub lines: Vec<NewLine>,
    pub note: String,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NewLine {
    pub id: LineId,
    pub product: ProductId,
    pub quantity: Quantity,
    pub price: Decimal,
    #[serde(default)]
    pub slots: Slots,
    /// The field of serials as it was typed (SER-13).
    #[serde(default)]
    pub typed: String,
}

/// Goods that are sold or taken back are named; what is written off may follow later (RMA-22).
pub(super) fn fits(draft: &Draft, context: &Context) -> Result<(), Refusal> {
    let count = draft.lines.len();
    match draft.kind {
        Kind::SaleOrder => return Err(Refusal::NotEnteredHere),
        Kind::SaleDispatch | Kind::SaleInvoice | Kind::SaleReturn if count == 0 => {
            return Err(Refusal::NoLines);
        }
        _ if count > LINES_MAX => return Err(Refusal::TooManyLines { max: LINES_MAX }),
        _ => {}
    }
    let first = context.today.plus_days(-DAYS_BEFORE_MAX);
    let last = context.today.plus_days(DAYS_AFTER_MAX);
    match (first..=last).contains(&draft.day) || context.system {
        true => Ok(()),
        false => Err(Refusal::DayFarAway),
    }
}

/// A line as it is stored; its problems that only warn were the author's to see.
pub(super) fn stored(desk: &Desk, line: &NewLine) -> Result<Line, Refusal> {
    if let Look::None = desk.get::<Product>(line.product) {
        return Err(Refusal::NoSuchProduct);
    }
    let quantity = &line.quantity;
    let nothing = quantity.value.is_negative() || quantity.value.is_zero();
    if nothing || !bounds::number_fits(quantity.value) {
        return Err(Refusal::QuantityInvalid);
    }
    if line.price.is_negative() || !bounds::number_fits(line.price) {
        return Err(Refusal::PriceInvalid);
    }
    Ok(Line {
        id: line.id,
        product: line.product,
        quantity: quantity.clone(),
        price: line.price,
        serials: serials(&line.typed, quantity)?,
        slots: line.slots,
    })
}

pub(super) fn serials(text: &str, quantity: &Quantity) -> Result<Vec<String>, Refusal> {
    // what only warns does not depend on who asks, so the tracking does not matter here
    let found = typed("typed", text, quantity, Tracking::None);
    match any_blocks(&found.problems) {
        true => Err(Refusal::SerialInvalid),
        false => Ok(found.serials),
    }
}
