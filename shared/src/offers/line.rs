//! One offered line: a product or a text, a quantity, a price with its source, ten discount slots.

use crate::ids::{LineId, ProductId};
use crate::money::{Currency, Decimal};
use crate::pricing::discounts::{AmountTooLarge, Rounding, Stair, line_amount, net_exact, stair};
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

    /// The same line without its discounts.
    pub fn amount_before(&self, currency: Currency) -> Result<Decimal, AmountTooLarge> {
        let undiscounted = Slots::EMPTY;
        match self.price {
            Some(price) => line_amount(
                self.quantity.value,
                price,
                &undiscounted,
                currency,
                Rounding::Once,
            ),
            None => Ok(Decimal::ZERO),
        }
    }

    /// A product whose price was not found; a line of words needs none.
    pub fn is_unpriced(&self) -> bool {
        self.product.is_some() && self.price.is_none()
    }

    /// What all discounts together take off, for paper: 15, 7.5 and 5 % are 25.31 %.
    pub fn combined_discount(&self) -> Percent {
        let left = net_exact(Decimal::HUNDRED, &self.slots).rounded(2);
        let taken = left.and_then(|left| Decimal::HUNDRED.checked_sub(left));
        taken
            .and_then(|taken| Percent::new(taken).ok())
            .unwrap_or(Percent::ZERO)
    }

    /// The steps from the price to the net price; nothing without a price.
    pub fn stair(&self, currency: Currency) -> Option<Stair> {
        stair(self.price?, &self.slots, currency, Rounding::Once).ok()
    }
}
