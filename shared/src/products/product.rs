//! The product record, and the separate record that holds its purchase price.

use super::tracking::Tracking;
use super::warranty::WarrantyTerms;
use crate::calendar::Day;
use crate::ids::{CategoryId, ProductId};
use crate::integrations::Link;
use crate::money::{Currency, Decimal};
use crate::quantity::Unit;
use crate::rate::Percent;
use crate::record::{FieldClass, Key, Record};
use crate::shelf::Shelf;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `code` and `name` lead, because lists and search read only the head of a packed record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Product {
    /// The final code, or the provisional label until the server has given one (PRD-03).
    pub code: String,
    pub name: String,
    /// Standard sale price per unit, net, up to 6 decimals (PRC-08).
    pub price: Option<Decimal>,
    pub currency: Currency,
    pub unit: Unit,
    /// Kept for search after the final code came; `None` when there never was one.
    pub provisional: Option<String>,
    pub brand: String,
    pub category: Option<CategoryId>,
    pub vat: Percent,
    pub barcodes: Vec<String>,
    pub producer_code: String,
    /// Colour, size, weight …: what a file says beyond our own fields, in its words.
    pub attributes: Vec<(String, String)>,
    /// What a person chose; [`Product::tracked`] says what holds.
    pub tracking: Tracking,
    /// Services are left out of stock checks (STK-02).
    pub service: bool,
    pub recorded: Option<Day>,
    pub links: Vec<Link>,
    pub archived: bool,
    /// `None`: not under warranty (PRD-09).
    #[serde(default)]
    pub warranty: Option<WarrantyTerms>,
    /// The ERP's first logistics code; the company's own means "tracked by serial" (PRD-10).
    #[serde(default)]
    pub logistics_code: String,
}

impl Product {
    /// A card on which nothing stands yet but its code and currency: pieces, no price, no tax.
    pub fn blank(code: &str, currency: Currency) -> Self {
        Self {
            code: code.to_owned(),
            name: String::new(),
            price: None,
            currency,
            unit: Unit::piece(),
            provisional: None,
            brand: String::new(),
            category: None,
            vat: Percent::ZERO,
            barcodes: Vec::new(),
            producer_code: String::new(),
            attributes: Vec::new(),
            tracking: Tracking::None,
            service: false,
            recorded: None,
            links: Vec::new(),
            archived: false,
            warranty: None,
            logistics_code: String::new(),
        }
    }

    pub fn is_provisional(&self) -> bool {
        self.provisional.as_deref() == Some(self.code.as_str())
    }
}

impl Record for Product {
    const KIND: &'static str = "product";
    type Id = ProductId;
    fn keys(&self) -> Vec<Key> {
        let code = (!self.is_provisional()).then(|| Key::only_one("code", self.code.as_str()));
        let provisional = self
            .provisional
            .iter()
            .map(|code| Key::many("provisional", code.as_str()));
        let barcodes = self
            .barcodes
            .iter()
            .map(|code| Key::many("barcode", code.as_str()));
        let links = self
            .links
            .iter()
            .map(|link| Key::only_one("link", link.key_value()));
        code.into_iter()
            .chain(provisional)
            .chain(barcodes)
            .chain(links)
            .collect()
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        vec![Shelf::everyone()]
    }
    fn class(field: &str) -> FieldClass {
        if field == "attributes" {
            FieldClass::LowValue
        } else {
            FieldClass::Guarded
        }
    }
}

/// What we pay. Its id is the product's; it never reaches a device whose user may not see cost.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ProductCost {
    pub price: Decimal,
    pub currency: Currency,
}

impl Record for ProductCost {
    const KIND: &'static str = "product_cost";
    type Id = ProductId;
    fn keys(&self) -> Vec<Key> {
        Vec::new()
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        vec![Shelf::cost()]
    }
}
