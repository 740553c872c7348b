//! Accessories that are never invoiced as lines of their own and yet covered (RMA-07, the table RMA_AKSESUAR). The id is the product's.

use crate::ids::ProductId;
use crate::record::{Key, Record};
use crate::shelf::Shelf;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Accessory {
    /// Off the list again, it counts as any product.
    pub listed: bool,
}

impl Record for Accessory {
    const KIND: &'static str = "rma_accessory";
    type Id = ProductId;
    fn keys(&self) -> Vec<Key> {
        Vec::new()
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        vec![Shelf::everyone()]
    }
}
