//! What does each discount take off in money? The steps the price panel shows (PRC-12).
//! Rounded for the eye only, so that the column adds up; the line amount comes from `line_amount`.

use super::{AmountTooLarge, ExactProduct, Origin, Rounding, Slots};
use crate::money::{Currency, Decimal};
use crate::rate::Percent;

/// One discount of the stair, per unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// 1 to 10.
    pub slot: usize,
    pub value: Percent,
    pub origin: Origin,
    /// What this discount takes off; negative for a surcharge.
    pub taken: Decimal,
    /// What is left after it.
    pub left: Decimal,
}

/// The way from the price to the net price, per unit. `price − all taken = net`, to the last digit shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stair {
    pub price: Decimal,
    pub steps: Vec<Step>,
    pub net: Decimal,
}

/// The price stair. Each step is rounded from the exact product to the currency's digits (or the price's own
/// decimals, when it has more), half away from zero; with [`Rounding::PerStep`] from the step before.
pub fn stair(
    price: Decimal,
    slots: &Slots,
    currency: Currency,
    rounding: Rounding,
) -> Result<Stair, AmountTooLarge> {
    let digits = match rounding {
        Rounding::Once => currency.digits().max(price.scale()),
        Rounding::PerStep => currency.digits(),
    };
    let mut exact = ExactProduct::from(price);
    let mut net = price;
    let mut steps = Vec::new();
    for (slot, filled) in slots.filled().filter(|(_, filled)| !filled.value.is_zero()) {
        exact = exact.less(filled.value);
        let left = exact.rounded(digits).ok_or(AmountTooLarge)?;
        if rounding == Rounding::PerStep {
            exact = left.into();
        }
        let taken = net.checked_sub(left).ok_or(AmountTooLarge)?;
        steps.push(Step {
            slot,
            value: filled.value,
            origin: filled.origin,
            taken,
            left,
        });
        net = left;
    }
    Ok(Stair { price, steps, net })
}
