//! How is a product of many factors kept without losing a digit?
//! Ten discounts of four decimals on a price of six need 66 decimals; no fixed width holds them.

use std::cmp::Ordering;
use std::fmt;

use num_bigint::BigInt;

use crate::money::{Decimal, power_of_ten, round_quotient};
use crate::rate::Percent;

/// An exact product: `mantissa / 10^scale`, without trailing zeros, of any length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExactProduct {
    mantissa: BigInt,
    scale: u32,
}

impl ExactProduct {
    fn new(mut mantissa: BigInt, mut scale: u32) -> ExactProduct {
        while scale > 0 && &mantissa % 10 == BigInt::ZERO {
            mantissa /= 10;
            scale -= 1;
        }
        ExactProduct { mantissa, scale }
    }

    /// What a discount leaves: this × (1 − d/100). A negative discount adds.
    pub fn less(self, percent: Percent) -> ExactProduct {
        let percent = percent.value();
        let whole = power_of_ten(percent.scale() + 2);
        let factor = whole - percent.mantissa();
        ExactProduct::new(self.mantissa * factor, self.scale + percent.scale() + 2)
    }

    /// This so many times.
    pub fn times(self, factor: Decimal) -> ExactProduct {
        ExactProduct::new(
            self.mantissa * factor.mantissa(),
            self.scale + factor.scale(),
        )
    }

    /// The one rounding: half away from zero to `digits` decimals (PRC-08); nothing when no [`Decimal`] holds it.
    pub fn rounded(&self, digits: u32) -> Option<Decimal> {
        round_quotient(self.mantissa.clone(), power_of_ten(self.scale), digits)
    }

    /// Decimals this product has.
    pub fn scale(&self) -> u32 {
        self.scale
    }
}

impl From<Decimal> for ExactProduct {
    fn from(value: Decimal) -> ExactProduct {
        ExactProduct {
            mantissa: BigInt::from(value.mantissa()),
            scale: value.scale(),
        }
    }
}

impl PartialOrd for ExactProduct {
    fn partial_cmp(&self, other: &ExactProduct) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ExactProduct {
    fn cmp(&self, other: &ExactProduct) -> Ordering {
        let scale = self.scale.max(other.scale);
        let at_scale = |value: &ExactProduct| &value.mantissa * power_of_ten(scale - value.scale);
        at_scale(self).cmp(&at_scale(other))
    }
}

impl fmt::Display for ExactProduct {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.mantissa.magnitude().to_string();
        let scale = self.scale as usize;
        let digits = format!("{digits:0>width$}", width = scale + 1);
        let (whole, decimals) = digits.split_at(digits.len() - scale);
        let sign = if self.mantissa < BigInt::ZERO {
            "-"
        } else {
            ""
        };
        let dot = if decimals.is_empty() { "" } else { "." };
        write!(formatter, "{sign}{whole}{dot}{decimals}")
    }
}
