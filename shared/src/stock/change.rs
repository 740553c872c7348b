//! What can happen to stock figures: a warehouse is named, its figures are read again.

use super::figures::{StockFigure, StockRun, Warehouse, figure_id};
use crate::calendar::Moment;
use crate::desk::Desk;
use crate::ids::{ProductId, RunId, WarehouseId};
use crate::money::Decimal;
use crate::needs::Needs;
use crate::users::policy::system_only;
use crate::users::{Context, Denied};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One product's figures in a run.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Reading {
    pub product: ProductId,
    pub on_hand: Decimal,
    pub available: Decimal,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    WarehouseNamed {
        warehouse: WarehouseId,
        record: Warehouse,
    },
    Refreshed {
        warehouse: WarehouseId,
        read_at: Moment,
        readings: Vec<Reading>,
    },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    #[error(transparent)]
    Denied { why: Denied },
    #[error("{count} rows are more than one intention may write")]
    TooManyRows { count: usize },
}

impl From<Denied> for Refusal {
    fn from(why: Denied) -> Self {
        Self::Denied { why }
    }
}

impl Change {
    pub fn makes(&self) -> Vec<Uuid> {
        Vec::new()
    }

    pub fn uses(&self) -> Vec<Uuid> {
        Vec::new()
    }

    pub fn reads(&self, _desk: &Desk) -> Needs {
        match self {
            Change::WarehouseNamed { warehouse, .. } => Needs::none().id::<Warehouse>(*warehouse),
            Change::Refreshed {
                warehouse,
                readings,
                ..
            } => {
                let ids = readings
                    .iter()
                    .map(|reading| figure_id(reading.product, *warehouse));
                Needs::none()
                    .id::<StockRun>(RunId(warehouse.0))
                    .ids::<StockFigure>(ids)
            }
        }
    }

    pub fn apply(&self, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
        system_only(context)?;
        match self {
            Change::WarehouseNamed { warehouse, record } => desk.put(*warehouse, record.clone()),
            Change::Refreshed {
                warehouse,
                read_at,
                readings,
            } => {
                if readings.len() > 5_000 {
                    return Err(Refusal::TooManyRows {
                        count: readings.len(),
                    });
                }
                for Reading {
                    product,
                    on_hand,
                    available,
                } in readings
                {
                    let (product, warehouse) = (*product, *warehouse);
                    let figure = StockFigure {
                        product,
                        warehouse,
                        on_hand: *on_hand,
                        available: *available,
                    };
                    desk.put(figure_id(product, warehouse), figure);
                }
                desk.put(
                    RunId(warehouse.0),
                    StockRun {
                        warehouse: *warehouse,
                        read_at: *read_at,
                    },
                );
            }
        }
        Ok(())
    }
}
