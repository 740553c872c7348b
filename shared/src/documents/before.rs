//! How documents were packed before: read for as long as blocks of that format may lie on a device.

use super::document::{self, Kind};
use crate::calendar::Day;
use crate::ids::{AccountId, LineId, ProductId};
use crate::money::{Currency, Decimal};
use crate::pricing::Slots;
use crate::quantity::Quantity;
use crate::shelf::Place;
use serde::{Deserialize, Serialize};

/// Up to body format 3: only what an ERP recorded.
#[derive(Serialize, Deserialize)]
pub struct Document {
    pub number: String,
    pub kind: Kind,
    pub account: AccountId,
    pub place: Place,
    pub day: Day,
    pub currency: Currency,
    pub lines: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
pub struct Line {
    pub id: LineId,
    pub product: ProductId,
    pub quantity: Quantity,
    pub price: Decimal,
    pub serials: Vec<String>,
}

impl From<Document> for document::Document {
    fn from(old: Document) -> Self {
        let blank = Self::blank(old.kind, old.account, old.place, old.day, old.currency);
        Self {
            number: old.number,
            lines: old.lines.into_iter().map(document::Line::from).collect(),
            ..blank
        }
    }
}

impl From<Line> for document::Line {
    fn from(old: Line) -> Self {
        Self {
            id: old.id,
            product: old.product,
            quantity: old.quantity,
            price: old.price,
            serials: old.serials,
            slots: Slots::default(),
        }
    }
}
