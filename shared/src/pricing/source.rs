//! Where a price comes from; the line shows it ("list of 1 Nov", "standard", "manual", "ERP 09:14", PRC-07).

use crate::calendar::{Day, Moment};
use crate::ids::PriceListId;
use serde::{Deserialize, Serialize};

/// Externally tagged, so that packed blocks can hold it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceSource {
    /// The price of that list that began on that day.
    List { list: PriceListId, from: Day },
    /// The standard sale price on the product's card.
    Standard,
    /// Typed by a person.
    Manual,
    /// Told by an ERP.
    Erp { read_at: Moment },
    /// No price was found: the line's price is empty, not zero.
    Missing,
}
