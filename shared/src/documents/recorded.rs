//! A document as an ERP's history tells it. The first form is sent without what came later, and read for ever; it is never packed, so
//! what is empty is left out.

use super::cancelled::Cancellation;
use super::document::{Document, Kind, Line};
use crate::calendar::Day;
use crate::ids::{AccountId, DocumentId, LineId, ProductId, WarehouseId};
use crate::money::{Currency, Decimal};
use crate::pricing::Slots;
use crate::quantity::Quantity;
use crate::shelf::Place;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Recorded {
    pub number: String,
    pub kind: Kind,
    pub account: AccountId,
    pub place: Place,
    pub day: Day,
    pub currency: Currency,
    pub lines: Vec<RecordedLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warehouse: Option<WarehouseId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<DocumentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<Cancellation>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct RecordedLine {
    pub id: LineId,
    pub product: ProductId,
    pub quantity: Quantity,
    pub price: Decimal,
    pub serials: Vec<String>,
    #[serde(default, skip_serializing_if = "Slots::is_empty")]
    pub slots: Slots,
}

impl Recorded {
    /// As it is stored: only read here.
    pub fn document(&self) -> Document {
        let (account, place) = (self.account, self.place.clone());
        Document {
            number: self.number.clone(),
            lines: self.lines.iter().map(RecordedLine::line).collect(),
            warehouse: self.warehouse,
            of: self.of,
            cancelled: self.cancelled.clone(),
            ..Document::blank(self.kind, account, place, self.day, self.currency)
        }
    }
}

impl RecordedLine {
    fn line(&self) -> Line {
        Line {
            id: self.id,
            product: self.product,
            quantity: self.quantity.clone(),
            price: self.price,
            serials: self.serials.clone(),
            slots: self.slots,
        }
    }
}
