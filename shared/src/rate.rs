//! How many per cent, and what is one currency worth in another on which day?
//! Does not know where a rate comes from, nor which one a document must use.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::money::{Currency, Decimal, Money};

/// Decimals a percentage may have (PRC-08).
pub const PERCENT_SCALE_MAX: u32 = 4;

/// Per cent as people say it: `7.5` is 7.5 %. Any size and sign; the places that use it check their own range.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Percent(Decimal);

/// Why a percentage cannot stand where it was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPercent {
    #[error("a percentage may have at most {PERCENT_SCALE_MAX} decimals")]
    TooManyDecimals,
    #[error("the percentage may not be below 0")]
    Negative,
    #[error("the percentage may not be above 100")]
    AboveHundred,
}

impl Percent {
    pub const ZERO: Percent = Percent(Decimal::ZERO);

    pub fn new(value: Decimal) -> Result<Percent, InvalidPercent> {
        if !value.fits(PERCENT_SCALE_MAX) {
            return Err(InvalidPercent::TooManyDecimals);
        }
        Ok(Percent(value))
    }

    pub fn value(self) -> Decimal {
        self.0
    }

    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Checks the range of a discount or a tax: 0 to 100, both included, at most four decimals (CND-12).
    /// A percentage that was read from elsewhere is checked for its decimals here too.
    pub fn checked_share(self) -> Result<Percent, InvalidPercent> {
        if self.0.is_negative() {
            return Err(InvalidPercent::Negative);
        }
        if self.0 > Decimal::HUNDRED {
            return Err(InvalidPercent::AboveHundred);
        }
        Percent::new(self.0)
    }

    /// That share of an amount, rounded once, half away from zero, to `digits` decimals: a tax on a sum (PRC-10).
    pub fn of(self, amount: Decimal, digits: u32) -> Option<Decimal> {
        // the hundredth is taken by moving the dot, so that nothing is rounded twice
        let hundredth = Decimal::from_parts(self.0.mantissa(), self.0.scale() + 2)?;
        amount.mul_round(hundredth, digits)
    }
}

/// Which of a day's rates is meant; the company chooses one per document kind (PRC-09).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RateKind {
    Buying,
    Selling,
    BanknoteBuying,
    BanknoteSelling,
    Reference,
    Manual,
}

/// One `from` costs `rate` of `to` on that day. Stored on the document and not refreshed silently (PRC-09).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ExchangeRate {
    pub from: Currency,
    pub to: Currency,
    pub rate: Decimal,
    pub day: Day,
    pub kind: RateKind,
}

/// Why an amount cannot be converted with this rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExchangeError {
    #[error("the rate is not for {0}")]
    OtherCurrency(Currency),
    #[error("an exchange rate must be above zero")]
    NotPositive,
    #[error("the result has more digits than can be kept")]
    TooLarge,
}

impl ExchangeRate {
    /// Converts in either direction; the result is rounded once, half away from zero, to `digits` decimals
    /// (six for a unit price, the currency's own digits for an amount).
    pub fn convert(&self, money: Money, digits: u32) -> Result<Money, ExchangeError> {
        if self.rate.is_zero() || self.rate.is_negative() {
            return Err(ExchangeError::NotPositive);
        }
        let (amount, currency) = match money.currency {
            currency if currency == self.from => {
                (money.amount.mul_round(self.rate, digits), self.to)
            }
            currency if currency == self.to => {
                (money.amount.div_round(self.rate, digits), self.from)
            }
            currency => return Err(ExchangeError::OtherCurrency(currency)),
        };
        amount
            .map(|amount| Money::new(amount, currency))
            .ok_or(ExchangeError::TooLarge)
    }
}
