//! What the goods of a document cost us: a record of its own, because not everybody may see it. Its id is the document's.

use crate::desk::Desk;
use crate::ids::{DocumentId, LineId, ProductId};
use crate::money::{Currency, Decimal};
use crate::needs::Look;
use crate::products::ProductCost;
use crate::record::{Key, Record};
use crate::shelf::Shelf;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The cost of one unit on a line, as it was on the day of the document.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LineCost {
    pub line: LineId,
    pub price: Decimal,
    pub currency: Currency,
}

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct DocumentCost {
    pub lines: Vec<LineCost>,
}

impl Record for DocumentCost {
    const KIND: &'static str = "document_cost";
    type Id = DocumentId;
    fn keys(&self) -> Vec<Key> {
        Vec::new()
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        vec![Shelf::cost()]
    }
}

impl DocumentCost {
    pub fn of_line(&self, line: LineId) -> Option<&LineCost> {
        self.lines.iter().find(|cost| cost.line == line)
    }
}

/// What a unit of the product costs now; nothing on a device that may not know.
pub fn present(desk: &Desk, line: LineId, product: ProductId) -> Option<LineCost> {
    match desk.get::<ProductCost>(product) {
        Look::Here(cost) => Some(LineCost {
            line,
            price: cost.price,
            currency: cost.currency,
        }),
        Look::None | Look::NotAboard => None,
    }
}
