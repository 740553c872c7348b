//! Which price, and why: CRM price lists with validity (PRC-02), successive discounts, and where a price came from.
//!
//! Invariants: decimals only; the one rounding is at the line amount (CND-12); a price always says its source (PRC-07).

pub mod change;
pub mod discounts;
pub mod price_list;
pub mod resolve;
pub mod source;

pub use change::{Change, ListField, PricesRow, Refusal};
pub use discounts::{Slot, Slots};
pub use price_list::{ListPrice, PriceList, ProductPrices};
pub use resolve::{Question, resolve};
pub use source::PriceSource;
