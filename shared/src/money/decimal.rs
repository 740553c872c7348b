//! Which numbers are exact here: a sign, at most 28 digits, at most 12 of them decimals.
//! Every operation either gives the exact result, rounds where its name says so, or answers `None`.

use std::fmt;
use std::ops::Neg;
use std::str::FromStr;

use num_bigint::BigInt;
use rust_decimal::{Decimal as Inner, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::rounding::{power_of_ten, round_quotient};
use crate::text::deserialize_text;

/// An exact decimal number, always kept without trailing zeros, so that `1.0` and `1.00` are one value.
///
/// JSON carries it as text (`"12.5"`), a packed block as scale and mantissa.
///
/// ```
/// use shared::money::Decimal;
/// let price: Decimal = "199.990".parse().unwrap();
/// assert_eq!(price.to_string(), "199.99");
/// assert_eq!(price.checked_mul(Decimal::from(3)).unwrap().to_string(), "599.97");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(Inner);

/// Why a text is not a number that can be kept exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDecimal {
    #[error("a number is expected, nothing was given")]
    Empty,
    #[error("only digits, one dot between them and a leading minus make a number")]
    NotANumber,
    #[error("a number may have at most {} digits", Decimal::DIGITS_MAX)]
    TooManyDigits,
    #[error("a number may have at most {} decimals", Decimal::SCALE_MAX)]
    TooManyDecimals,
}

impl Decimal {
    pub const ZERO: Decimal = Decimal(Inner::ZERO);
    pub const ONE: Decimal = Decimal(Inner::ONE);
    pub const HUNDRED: Decimal = Decimal(Inner::ONE_HUNDRED);
    /// Digits before and after the dot together.
    pub const DIGITS_MAX: u32 = 28;
    /// Decimals: six of a price and six of a quantity multiply without loss (PRC-08).
    pub const SCALE_MAX: u32 = 12;
    const MANTISSA_MAX: u128 = 10u128.pow(Self::DIGITS_MAX) - 1;

    /// `mantissa / 10^scale`, or nothing when that cannot be kept exactly.
    pub fn from_parts(mut mantissa: i128, mut scale: u32) -> Option<Decimal> {
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        let kept = scale <= Self::SCALE_MAX && mantissa.unsigned_abs() <= Self::MANTISSA_MAX;
        kept.then(|| Decimal(Inner::from_i128_with_scale(mantissa, scale)))
    }

    /// Reads plain notation: optional minus, digits, optional dot with digits behind it. No blanks, no
    /// plus, no exponent, no grouping: what people and spreadsheets write is read by `table` and the number field.
    pub fn parse(text: &str) -> Result<Decimal, InvalidDecimal> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        if unsigned.is_empty() {
            return Err(InvalidDecimal::Empty);
        }
        let (whole, decimals) = match unsigned.split_once('.') {
            Some((whole, decimals)) if !decimals.is_empty() => (whole, decimals),
            Some(_) => return Err(InvalidDecimal::NotANumber),
            None => (unsigned, ""),
        };
        let digits_only = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits_only(whole) || !digits_only(decimals) {
            return Err(InvalidDecimal::NotANumber);
        }
        let magnitude = read_digits(whole, decimals.trim_end_matches('0'))?;
        let mantissa = if unsigned.len() < text.len() {
            -magnitude
        } else {
            magnitude
        };
        let scale = decimals.trim_end_matches('0').len() as u32;
        Decimal::from_parts(mantissa, scale).ok_or(InvalidDecimal::TooManyDigits)
    }

    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Below zero; zero itself is not negative.
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// Decimals really used: 2 for `12.50` is 1, because trailing zeros are not kept.
    pub fn scale(self) -> u32 {
        self.0.scale()
    }

    /// The digits as one integer; the value is `mantissa / 10^scale`.
    pub fn mantissa(self) -> i128 {
        self.0.mantissa()
    }

    /// Whether at most `scale_max` decimals are used.
    pub fn fits(self, scale_max: u32) -> bool {
        self.scale() <= scale_max
    }

    pub fn abs(self) -> Decimal {
        Decimal(self.0.abs())
    }

    /// Half away from zero to that many decimals: 2.345 gives 2.35, −2.345 gives −2.35 (PRC-08).
    pub fn round_half_away(self, digits: u32) -> Decimal {
        let rounded = self
            .0
            .round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
        if rounded.is_zero() {
            Decimal::ZERO
        } else {
            Decimal(rounded.normalize())
        }
    }

    /// The exact sum, or nothing when it needs more digits than are kept.
    pub fn checked_add(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale().max(other.scale());
        let sum = self
            .mantissa_at(scale)?
            .checked_add(other.mantissa_at(scale)?)?;
        Decimal::from_parts(sum, scale)
    }

    /// The exact difference, or nothing when it needs more digits than are kept.
    pub fn checked_sub(self, other: Decimal) -> Option<Decimal> {
        self.checked_add(-other)
    }

    /// The exact product, or nothing when it needs more digits than are kept. Never rounds in silence.
    pub fn checked_mul(self, other: Decimal) -> Option<Decimal> {
        let product = self.mantissa().checked_mul(other.mantissa())?;
        Decimal::from_parts(product, self.scale() + other.scale())
    }

    /// The exact product rounded once, half away from zero, to `digits` decimals (at most twelve).
    pub fn mul_round(self, other: Decimal, digits: u32) -> Option<Decimal> {
        let product = BigInt::from(self.mantissa()) * other.mantissa();
        round_quotient(product, power_of_ten(self.scale() + other.scale()), digits)
    }

    /// The quotient rounded once, half away from zero, to `digits` decimals; nothing when divided by zero.
    pub fn div_round(self, other: Decimal, digits: u32) -> Option<Decimal> {
        let dividend = BigInt::from(self.mantissa()) * power_of_ten(other.scale());
        round_quotient(
            dividend,
            power_of_ten(self.scale()) * other.mantissa(),
            digits,
        )
    }

    /// The exact sum of many, or nothing when it needs more digits than are kept.
    pub fn checked_sum(values: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
        values
            .into_iter()
            .try_fold(Decimal::ZERO, Decimal::checked_add)
    }

    /// With exactly that many decimals, zeros filled in (`12.50`); more decimals than that are kept, not cut.
    pub fn with_decimals(self, digits: u32) -> String {
        let mut padded = self.0;
        if digits > self.scale() && digits <= Self::SCALE_MAX {
            padded.rescale(digits);
        }
        padded.to_string()
    }

    fn mantissa_at(self, scale: u32) -> Option<i128> {
        self.mantissa()
            .checked_mul(10i128.pow(scale - self.scale()))
    }
}

fn read_digits(whole: &str, decimals: &str) -> Result<i128, InvalidDecimal> {
    let whole = whole.trim_start_matches('0');
    if decimals.len() as u32 > Decimal::SCALE_MAX {
        return Err(InvalidDecimal::TooManyDecimals);
    }
    if (whole.len() + decimals.len()) as u32 > Decimal::DIGITS_MAX {
        return Err(InvalidDecimal::TooManyDigits);
    }
    let digits = whole.bytes().chain(decimals.bytes());
    Ok(digits.fold(0, |value, digit| value * 10 + i128::from(digit - b'0')))
}

impl From<i64> for Decimal {
    fn from(whole: i64) -> Decimal {
        Decimal(Inner::from(whole))
    }
}

impl Neg for Decimal {
    type Output = Decimal;

    fn neg(self) -> Decimal {
        // minus zero would print its sign
        if self.is_zero() {
            self
        } else {
            Decimal(-self.0)
        }
    }
}

impl FromStr for Decimal {
    type Err = InvalidDecimal;

    fn from_str(text: &str) -> Result<Decimal, InvalidDecimal> {
        Decimal::parse(text)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            (self.scale() as u8, self.mantissa()).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        if deserializer.is_human_readable() {
            return deserialize_text(deserializer, Decimal::parse);
        }
        let (scale, mantissa) = <(u8, i128)>::deserialize(deserializer)?;
        Decimal::from_parts(mantissa, u32::from(scale))
            .ok_or_else(|| de::Error::custom(InvalidDecimal::TooManyDigits))
    }
}
