//! How much of something, in which unit, and how is it told in another unit?
//! Does not know which units a product has; that is `products/unit`.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use crate::money::Decimal;
use crate::text::deserialize_text;

/// Decimals a quantity may have (PRC-08).
pub const QUANTITY_SCALE_MAX: u32 = 6;

/// A unit of measure by its short code as the company writes it: `pcs`, `kg`, `m`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Unit(String);

/// Why a text is not the code of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the code of a unit has one to {} characters", Unit::LENGTH_MAX)]
pub struct InvalidUnit;

impl Unit {
    /// Characters, not bytes.
    pub const LENGTH_MAX: usize = 16;

    /// Trims the code and keeps its case: `m` and `M` may be two units.
    pub fn new(code: &str) -> Result<Unit, InvalidUnit> {
        let code = code.trim();
        let length = code.chars().count();
        if length == 0 || length > Unit::LENGTH_MAX || code.chars().any(char::is_control) {
            return Err(InvalidUnit);
        }
        Ok(Unit(code.to_owned()))
    }

    /// The unit of things that are counted, where nothing else was said.
    pub fn piece() -> Unit {
        Unit("pcs".to_owned())
    }

    /// The unit of time that is offered.
    pub fn hour() -> Unit {
        Unit("h".to_owned())
    }

    pub fn code(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Unit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Unit, D::Error> {
        deserialize_text(deserializer, Unit::new)
    }
}

/// An exact amount of something, at most six decimals when made through [`Quantity::new`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quantity {
    pub value: Decimal,
    pub unit: Unit,
}

/// Why a quantity cannot be made or told in another unit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    #[error("a quantity may have at most {QUANTITY_SCALE_MAX} decimals")]
    TooManyDecimals,
    #[error("the quantity is too large to be kept exactly")]
    TooLarge,
    #[error("{left} and {right} are different units")]
    UnitDiffers { left: Unit, right: Unit },
    #[error("the quantity cannot be told exactly in {unit}")]
    NotExact { unit: Unit },
}

impl Quantity {
    pub fn new(value: Decimal, unit: Unit) -> Result<Quantity, QuantityError> {
        if !value.fits(QUANTITY_SCALE_MAX) {
            return Err(QuantityError::TooManyDecimals);
        }
        Ok(Quantity { value, unit })
    }

    /// That many pieces.
    pub fn pieces(count: i64) -> Quantity {
        Quantity {
            value: Decimal::from(count),
            unit: Unit::piece(),
        }
    }

    /// Adds quantities of one unit exactly.
    pub fn checked_add(&self, other: &Quantity) -> Result<Quantity, QuantityError> {
        if self.unit != other.unit {
            let (left, right) = (self.unit.clone(), other.unit.clone());
            return Err(QuantityError::UnitDiffers { left, right });
        }
        let value = self
            .value
            .checked_add(other.value)
            .ok_or(QuantityError::TooLarge)?;
        Quantity::new(value, self.unit.clone())
    }
}

/// One `from` holds exactly `factor` of `to`: one box holds 12 pieces (PRD-14).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Conversion {
    pub from: Unit,
    pub to: Unit,
    pub factor: Decimal,
}

impl Conversion {
    /// Tells the quantity in the other unit of this conversion, exactly to six decimals or not at all:
    /// three boxes are 36 pieces, 30 pieces are 2.5 boxes, 10 pieces are no exact number of boxes.
    pub fn convert(&self, quantity: &Quantity) -> Result<Quantity, QuantityError> {
        if quantity.unit == self.from {
            let product = quantity.value.checked_mul(self.factor);
            return Quantity::new(product.ok_or(QuantityError::TooLarge)?, self.to.clone());
        }
        if quantity.unit != self.to {
            let (left, right) = (quantity.unit.clone(), self.to.clone());
            return Err(QuantityError::UnitDiffers { left, right });
        }
        let not_exact = || QuantityError::NotExact {
            unit: self.from.clone(),
        };
        let quotient = quantity.value.div_round(self.factor, QUANTITY_SCALE_MAX);
        let quotient = quotient.ok_or_else(not_exact)?;
        if quotient.checked_mul(self.factor) != Some(quantity.value) {
            return Err(not_exact());
        }
        Quantity::new(quotient, self.from.clone())
    }
}
