//! What does the company usually sell in? New products and accounts begin with it; a person may choose otherwise.

use leptos::prelude::*;
use shared::money::Currency;
use shared::pricing::PriceList;

use crate::state::Device;

/// The currency of the default price list, else of the first one, else the euro.
pub fn currency(device: Device) -> Currency {
    let lists = untrack(|| device.all::<PriceList>());
    let usual = lists
        .iter()
        .find(|(_, list)| list.default)
        .or(lists.first());
    usual.map_or(Currency::EUR, |(_, list)| list.currency)
}
