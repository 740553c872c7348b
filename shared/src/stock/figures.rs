//! On hand and available by warehouse, and the run that read them.

use crate::calendar::Moment;
use crate::ids::{ProductId, RunId, StockFigureId, WarehouseId};
use crate::money::Decimal;
use crate::record::{Key, Record};
use crate::shelf::Shelf;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Warehouse {
    pub name: String,
}

impl Record for Warehouse {
    const KIND: &'static str = "warehouse";
    type Id = WarehouseId;
    fn keys(&self) -> Vec<Key> {
        Vec::new()
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        vec![Shelf::everyone()]
    }
}

/// One product in one warehouse. `on_hand` is what lies there ("fiili"), `available` what is left after reservations ("gerçek").
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StockFigure {
    pub product: ProductId,
    pub warehouse: WarehouseId,
    pub on_hand: Decimal,
    pub available: Decimal,
}

impl Record for StockFigure {
    const KIND: &'static str = "stock_figure";
    const FIGURE: bool = true;
    type Id = StockFigureId;
    fn keys(&self) -> Vec<Key> {
        Vec::new()
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        vec![Shelf::warehouse(self.warehouse)]
    }
}

/// When a warehouse's figures were read; its id is the warehouse's.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct StockRun {
    pub warehouse: WarehouseId,
    pub read_at: Moment,
}

impl Record for StockRun {
    const KIND: &'static str = "stock_run";
    const FIGURE: bool = true;
    type Id = RunId;
    fn keys(&self) -> Vec<Key> {
        Vec::new()
    }
    fn shelves(&self, _id: Uuid) -> Vec<Shelf> {
        vec![Shelf::warehouse(self.warehouse)]
    }
}

/// A figure's id follows from its product and warehouse, so a device finds it without an index.
pub fn figure_id(product: ProductId, warehouse: WarehouseId) -> StockFigureId {
    let mixed = product.0.as_u128()
        ^ warehouse
            .0
            .as_u128()
            .rotate_left(64)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    StockFigureId(Uuid::from_u128(mixed))
}
