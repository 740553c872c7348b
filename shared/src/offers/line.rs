//! One offered line: a product or a text, a quantity, a price with its source, ten discount slots.

use crate::ids::{LineId, ProductId};
use crate::money::{Currency, Decimal};
use crate::pricing::discounts::{AmountTooLarge, Rounding, line_amount};
use crate::pricing::{PriceSource, Slots};
use crate::quantity::Quantity;
use crate::rate::Percent;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: LineId,
    /// `None` for a line of text.
    pub product: Option<ProductId>,
    /// Code and name as offered: an offer does not change when the card does.
    pub code: String,
    pub text: String,
    pub quantity: Quantity,
    /// Per unit, up to 6 decimals; empty (not zero) when no price was found.
    pub price: Option<Decimal>,
    pub source: PriceSource,
    pub vat: Percent,
    pub slots: Slots,
    /// What the server's own pricing says when it differs from the price the seller offered (PRC-11).
    pub repriced: Option<Decimal>,
}

impl Line {
    /// Quantity × net price after all discounts, rounded once to the currency (CND-12); nothing without a price.
    pub fn amount(&self, currency: Currency) -> Result<Decimal, AmountTooLarge> {
        match self.price {
            Some(price) => line_amount(
                self.quantity.value,
                price,
                &self.slots,
                currency,
                Rounding::Once,
            ),
            None => Ok(Decimal::ZERO),
        }
    }
}
