//! How does a number of any length become one that is kept?
//! The one place where a product or quotient is rounded (PRC-08, CND-12).

use num_bigint::BigInt;

use super::Decimal;

/// `10^exponent` for products whose digits no fixed width holds.
pub(crate) fn power_of_ten(exponent: u32) -> BigInt {
    BigInt::from(10).pow(exponent)
}

/// `dividend / divisor` rounded half away from zero to `digits` decimals; the only place where a big product becomes a [`Decimal`].
pub(crate) fn round_quotient(dividend: BigInt, divisor: BigInt, digits: u32) -> Option<Decimal> {
    if divisor == BigInt::ZERO {
        return None;
    }
    let negative = (dividend < BigInt::ZERO) != (divisor < BigInt::ZERO);
    let (dividend, divisor) = (dividend.magnitude(), divisor.magnitude());
    let doubled = dividend * 2u32 * power_of_ten(digits).magnitude() + divisor;
    let rounded = i128::try_from(doubled / (divisor * 2u32)).ok()?;
    Decimal::from_parts(if negative { -rounded } else { rounded }, digits)
}
