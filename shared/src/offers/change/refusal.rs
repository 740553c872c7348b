//! Why a change of an offer is not taken; worded in `messages`, with what to do.

use crate::offers::editing::Closed;
use crate::offers::status::Status;
use crate::users::Denied;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    #[error(transparent)]
    Denied { why: Denied },
    #[error("the offer is closed: {why}")]
    Closed { why: Closed },
    #[error("there is no such offer")]
    NoSuchOffer,
    #[error("the offer exists already")]
    Exists,
    #[error("there is no such account")]
    NoSuchAccount,
    #[error("there is no such product")]
    NoSuchProduct,
    #[error("the product is archived")]
    ProductArchived,
    #[error("there is no such line")]
    NoSuchLine,
    #[error("the line exists already")]
    LineExists,
    #[error("an offer has at most {max} lines")]
    TooManyLines { max: usize },
    #[error("the quantity must be more than nothing")]
    QuantityInvalid,
    #[error("the price is negative or has more than 6 decimals")]
    PriceInvalid,
    #[error("a discount is between 0 and 100 with at most 4 decimals")]
    DiscountInvalid,
    #[error("an offer cannot end before its own day")]
    EndsBeforeStart,
    #[error("the day is more than {days_max} days away")]
    DayFarAway { days_max: i64 },
    #[error("an offer holds at most {days_max} days")]
    ValidTooLong { days_max: i64 },
    /// What is accepted is not what the line was repriced to.
    #[error("the line has no such new price")]
    NotRepriced,
    /// What is accepted is not among the differences the offer came back with.
    #[error("the offer has no such difference")]
    NoSuchDifference,
    #[error("the offer cannot go from {from:?} to {to:?}")]
    MoveNotAllowed { from: Status, to: Status },
    #[error("an offer without lines cannot be converted")]
    NothingToConvert,
    #[error("{count} lines have no price")]
    LinesWithoutPrice { count: usize },
    #[error("this ERP does not take quotes")]
    NoQuotes,
    #[error("the amount has too many digits")]
    AmountTooLarge,
}

impl From<Denied> for Refusal {
    fn from(why: Denied) -> Self {
        Self::Denied { why }
    }
}

impl From<Closed> for Refusal {
    fn from(why: Closed) -> Self {
        match why {
            Closed::Denied { why } => Self::Denied { why },
            why => Self::Closed { why },
        }
    }
}
