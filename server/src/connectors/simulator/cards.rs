//! What the built-in ERP knows of products and accounts. Does not know documents.

use serde::{Deserialize, Serialize};
use shared::money::{Currency, Decimal};

/// One product: its prices by currency, with or without VAT, and what lies in its warehouses.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ProductCard {
    pub code: String,
    pub prices: Vec<CardPrice>,
    /// `None`: stock is not kept for it.
    pub stock: Option<Decimal>,
}

#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct CardPrice {
    pub currency: Currency,
    pub gross: bool,
    pub price: Decimal,
}

impl ProductCard {
    pub fn price(&self, currency: Currency, gross: bool) -> Option<Decimal> {
        let fits = |price: &&CardPrice| price.currency == currency && price.gross == gross;
        self.prices.iter().find(fits).map(|price| price.price)
    }
}

/// One account: blocked or not, and how much it may owe in each currency.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct AccountCard {
    pub reference: String,
    pub blocked: bool,
    pub credit: Vec<(Currency, Decimal)>,
}

impl AccountCard {
    pub fn credit_in(&self, currency: Currency) -> Option<Decimal> {
        let fits = |(of, _): &&(Currency, Decimal)| *of == currency;
        self.credit.iter().find(fits).map(|(_, credit)| *credit)
    }
}
