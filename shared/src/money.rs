//! What is an exact amount, in which currency, and how is it rounded?
//! Knows no price, no tax and no exchange rate; never a binary floating point number.

mod decimal;
mod rounding;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::text::deserialize_text;

pub use decimal::{Decimal, InvalidDecimal};
pub(crate) use rounding::{power_of_ten, round_quotient};

/// A currency by its ISO 4217 code: three capital letters, text in JSON, three bytes in a packed block.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// Why a text is not a currency code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a currency is three capital letters such as EUR")]
pub struct InvalidCurrency;

impl Currency {
    pub const EUR: Currency = Currency(*b"EUR");
    pub const GBP: Currency = Currency(*b"GBP");
    pub const TRY: Currency = Currency(*b"TRY");
    pub const USD: Currency = Currency(*b"USD");

    /// Reads a code exactly as written; small letters are refused, because a code is not prose.
    pub fn parse(code: &str) -> Result<Currency, InvalidCurrency> {
        match code.as_bytes() {
            &[a, b, c] if [a, b, c].iter().all(u8::is_ascii_uppercase) => Ok(Currency([a, b, c])),
            _ => Err(InvalidCurrency),
        }
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("only capital ASCII letters are ever stored")
    }

    /// How many decimals an amount of this currency is rounded to (ISO 4217 minor units; two for a code not listed).
    pub fn digits(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG"
            | b"RWF" | b"UGX" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    /// The one rounding of an amount: half away from zero to the currency's digits (PRC-08, CND-12).
    ///
    /// Both requirements are decisions of ours; the half-up rule is what Turkish invoices use, and
    /// "away from zero" makes a return the exact mirror of its sale.
    ///
    /// ```
    /// use shared::money::{Currency, Decimal};
    /// let half: Decimal = "-2.345".parse().unwrap();
    /// assert_eq!(Currency::EUR.round(half).to_string(), "-2.35");
    /// ```
    pub fn round(self, amount: Decimal) -> Decimal {
        amount.round_half_away(self.digits())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = InvalidCurrency;

    fn from_str(code: &str) -> Result<Currency, InvalidCurrency> {
        Currency::parse(code)
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(self.code())
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Currency, D::Error> {
        if deserializer.is_human_readable() {
            return deserialize_text(deserializer, Currency::parse);
        }
        let letters = <[u8; 3]>::deserialize(deserializer)?;
        let code = std::str::from_utf8(&letters).map_err(de::Error::custom)?;
        Currency::parse(code).map_err(de::Error::custom)
    }
}

/// An amount in a currency. The amount may carry more decimals than the currency shows (a unit price up to six, PRC-08).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    pub amount: Decimal,
    pub currency: Currency,
}

/// Why two amounts cannot be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    #[error("{left} and {right} cannot be added without an exchange rate")]
    CurrencyDiffers { left: Currency, right: Currency },
    #[error("the sum has more digits than can be kept exactly")]
    TooLarge,
}

impl Money {
    pub fn new(amount: Decimal, currency: Currency) -> Money {
        Money { amount, currency }
    }

    pub fn zero(currency: Currency) -> Money {
        Money::new(Decimal::ZERO, currency)
    }

    /// The amount rounded to the currency's digits; see [`Currency::round`].
    pub fn rounded(self) -> Money {
        Money::new(self.currency.round(self.amount), self.currency)
    }

    /// Adds amounts of one currency exactly.
    pub fn checked_add(self, other: Money) -> Result<Money, MoneyError> {
        if self.currency != other.currency {
            let (left, right) = (self.currency, other.currency);
            return Err(MoneyError::CurrencyDiffers { left, right });
        }
        let sum = self.amount.checked_add(other.amount);
        sum.map(|amount| Money::new(amount, self.currency))
            .ok_or(MoneyError::TooLarge)
    }

    /// Subtracts amounts of one currency exactly.
    pub fn checked_sub(self, other: Money) -> Result<Money, MoneyError> {
        self.checked_add(Money::new(-other.amount, other.currency))
    }
}

impl fmt::Display for Money {
    /// Plain, for logs and case files (`12.5 EUR`); screens format through `Intl`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.amount, self.currency)
    }
}
