//! CRM price lists and their prices. A price is kept only with its list and validity, never special to an account (PRC-02).

use crate::calendar::{Day, Validity};
use crate::ids::{PriceListId, ProductId};
use crate::money::{Currency, Decimal};
use crate::record::{FieldClass, Key, Record};
use crate::shelf::Shelf;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PriceList {
    pub name: String,
    pub currency: Currency,
    /// Prices include VAT (PRC-10).
    pub gross: bool,
    pub validity: Validity,
    /// The list used when neither the document nor its account names one.
    pub default: bool,
}

impl Record for PriceList {
    const KIND: &'static str = "price_list";
    type Id = PriceListId;
    fn keys(&self) -> Vec<Key> {
        let mut keys = vec![Key::only_one("name", self.name.to_lowercase())];
        if self.default {
            keys.push(Key::many("default", "yes"));
        }
        keys
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        vec![Shelf::everyone()]
    }
}

/// One price per unit, up to 6 decimals, inclusive on both ends of its validity.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct ListPrice {
    pub list: PriceListId,
    pub price: Decimal,
    pub from: Day,
    pub until: Option<Day>,
}

/// All list prices of one product; its id is the product's.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ProductPrices {
    pub prices: Vec<ListPrice>,
}

impl ProductPrices {
    /// The price of `list` on `day`: the one that began last among those in force.
    pub fn on(&self, list: PriceListId, day: Day) -> Option<&ListPrice> {
        self.prices
            .iter()
            .filter(|price| {
                price.list == list
                    && price.from <= day
                    && price.until.is_none_or(|until| day <= until)
            })
            .max_by_key(|price| price.from)
    }
}

impl Record for ProductPrices {
    const KIND: &'static str = "product_prices";
    type Id = ProductId;
    fn keys(&self) -> Vec<Key> {
        Vec::new()
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        vec![Shelf::everyone()]
    }
    fn class(_field: &str) -> FieldClass {
        FieldClass::Guarded
    }
}
