//! The header and its lines.

use crate::calendar::Day;
use crate::ids::{AccountId, LineId, ProductId};
use crate::money::{Currency, Decimal};
use crate::quantity::Quantity;
use crate::record::{Key, Record};
use crate::shelf::{Place, Shelf};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    SaleOrder,
    SaleDispatch,
    SaleInvoice,
    SaleReturn,
    StockWriteOff,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: LineId,
    pub product: ProductId,
    pub quantity: Quantity,
    pub price: Decimal,
    /// As stored; compared by `text::serial_fold` (SER-13).
    pub serials: Vec<String>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Document {
    pub number: String,
    pub kind: Kind,
    pub account: AccountId,
    pub place: Place,
    pub day: Day,
    pub currency: Currency,
    pub lines: Vec<Line>,
}

impl Record for Document {
    const KIND: &'static str = "document";
    type Id = crate::ids::DocumentId;
    fn keys(&self) -> Vec<Key> {
        let number = Key::many("number", self.number.as_str());
        let serials = self.lines.iter().flat_map(|line| &line.serials);
        std::iter::once(number)
            .chain(serials.map(|serial| Key::many("serial", crate::text::serial_fold(serial))))
            .collect()
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        self.place.shelves()
    }
}
