//! What is left of a price after up to ten discounts, each on what the former left?
//! Knows the arithmetic and who filled a slot; which condition fills it is `precedence`, who may change it is a right.

mod exact;
mod slots;
mod stair;

use crate::money::{Currency, Decimal};

pub use exact::ExactProduct;
pub use slots::{CONDITION_SLOTS, InvalidSlot, Origin, SLOTS, Slot, Slots};
pub use stair::{Stair, Step, stair};

use serde::{Deserialize, Serialize};

/// When the money is rounded: once per line (CND-12), or after each discount as some ERPs do (SET-35).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    #[default]
    Once,
    /// The unit price is rounded to the currency's digits after every discount.
    PerStep,
}

/// The amount has more digits than can be kept; nobody means such a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the amount has more digits than can be kept")]
pub struct AmountTooLarge;

/// The unit price after all discounts, exactly: price × Π(1 − dᵢ/100) (CND-12). Nothing is rounded.
pub fn net_exact(price: Decimal, slots: &Slots) -> ExactProduct {
    let price = ExactProduct::from(price);
    slots
        .percents()
        .fold(price, |left, percent| left.less(percent))
}

/// The amount of a line: quantity × exact net price, rounded once, half away from zero, to the currency's
/// digits (CND-12); with [`Rounding::PerStep`] the net price was rounded after each discount already.
///
/// ```
/// use shared::money::{Currency, Decimal};
/// use shared::pricing::discounts::{Rounding, Slots, line_amount};
/// let price: Decimal = "199.99".parse().unwrap();
/// let percents = ["15", "7.5", "5", "3.25", "2"].map(|text| text.parse().unwrap());
/// let slots = Slots::manual(percents).unwrap();
/// let amount = |pieces: i64, rounding| {
///     line_amount(Decimal::from(pieces), price, &slots, Currency::TRY, rounding).unwrap().to_string()
/// };
/// assert_eq!(amount(1, Rounding::Once), "141.63");
/// assert_eq!(amount(37, Rounding::Once), "5240.48");
/// assert_eq!(amount(1, Rounding::PerStep), "141.64");
/// assert_eq!(amount(37, Rounding::PerStep), "5240.68");
/// ```
pub fn line_amount(
    quantity: Decimal,
    price: Decimal,
    slots: &Slots,
    currency: Currency,
    rounding: Rounding,
) -> Result<Decimal, AmountTooLarge> {
    let net = match rounding {
        Rounding::Once => net_exact(price, slots),
        Rounding::PerStep => net_per_step(price, slots, currency)?.into(),
    };
    net.times(quantity)
        .rounded(currency.digits())
        .ok_or(AmountTooLarge)
}

/// The unit price rounded to the currency's digits after every discount (SET-35). Without a discount it is not rounded.
pub fn net_per_step(
    price: Decimal,
    slots: &Slots,
    currency: Currency,
) -> Result<Decimal, AmountTooLarge> {
    slots.percents().try_fold(price, |left, percent| {
        let left = ExactProduct::from(left).less(percent);
        left.rounded(currency.digits()).ok_or(AmountTooLarge)
    })
}

#[cfg(test)]
mod tests;
