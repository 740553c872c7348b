//! What can happen to stock figures: a warehouse is named, its figures are read again.

use super::figures::{StockFigure, StockRun, Warehouse, figure_id};
use crate::calendar::Moment;
use crate::desk::Desk;
use crate::edit::Edit;
use crate::ids::{ProductId, RunId, WarehouseId};
use crate::money::Decimal;
use crate::needs::Needs;
use crate::record::RecordKey;
use crate::users::policy::system_only;
use crate::users::{Context, Denied, Right, may};
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
    /// By hand, where no ERP names it. One whose name was empty before is new.
    Renamed {
        warehouse: WarehouseId,
        name: Edit<String>,
    },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    #[error(transparent)]
    Denied { why: Denied },
    #[error("{count} rows are more than one intention may write")]
    TooManyRows { count: usize },
    #[error("there is no such warehouse")]
    NoSuchWarehouse,
    #[error("the warehouse has no name")]
    NameEmpty,
}

impl From<Denied> for Refusal {
    fn from(why: Denied) -> Self {
        Self::Denied { why }
    }
}

impl Change {
    pub fn makes(&self) -> Vec<Uuid> {
        match self {
            Change::Renamed { warehouse, name } if name.was.is_empty() => vec![warehouse.0],
            _ => Vec::new(),
        }
    }

    pub fn uses(&self) -> Vec<Uuid> {
        match self {
            Change::Renamed { warehouse, name } if !name.was.is_empty() => vec![warehouse.0],
            _ => Vec::new(),
        }
    }

    pub fn reads(&self, _desk: &Desk) -> Needs {
        match self {
            Change::WarehouseNamed { warehouse, .. } | Change::Renamed { warehouse, .. } => {
                Needs::none().id::<Warehouse>(*warehouse)
            }
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
        if let Change::Renamed { warehouse, name } = self {
            return renamed(desk, context, *warehouse, name);
        }
        system_only(context)?;
        match self {
            Change::Renamed { .. } => {}
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

fn renamed(
    desk: &mut Desk,
    context: &Context,
    id: WarehouseId,
    name: &Edit<String>,
) -> Result<(), Refusal> {
    may(context, Right::ManageSettings)?;
    if name.now.trim().is_empty() {
        return Err(Refusal::NameEmpty);
    }
    let found = desk.get::<Warehouse>(id).here().cloned();
    let mut record = match found {
        Some(found) => found,
        None if name.was.is_empty() => Warehouse {
            name: String::new(),
        },
        None => return Err(Refusal::NoSuchWarehouse),
    };
    let key = RecordKey::of::<Warehouse>(id);
    desk.guard(&key, "name", &mut record.name, name);
    desk.put(id, record);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;
    use crate::needs::Look;
    use crate::record::Stored;
    use crate::users::Role;

    const VAN: WarehouseId = WarehouseId(Uuid::from_u128(7));

    fn desk(name: Option<&str>) -> Desk {
        let mut desk = Desk::default();
        let warehouse = |name: &str| Warehouse {
            name: name.to_owned(),
        };
        let look = match name {
            Some(name) => Look::Here(Stored::new::<Warehouse>(VAN, 1, warehouse(name))),
            None => Look::None,
        };
        desk.lay(RecordKey::of::<Warehouse>(VAN), look);
        desk
    }

    fn after(before: Option<&str>, was: &str, now: &str, role: Role) -> Result<String, Refusal> {
        let mut desk = desk(before);
        let context = Context {
            roles: [role].into(),
            system: false,
            ..Context::system(Moment::EPOCH, Day::from_days_since_1970(0))
        };
        let name = Edit::new(was.to_owned(), now.to_owned());
        let warehouse = VAN;
        Change::Renamed { warehouse, name }.apply(&mut desk, &context)?;
        let found = desk.get::<Warehouse>(VAN).here();
        Ok(found.expect("it is there").name.clone())
    }

    #[test]
    fn an_administrator_names_a_warehouse_and_names_it_anew() {
        let by = Role::Administrator;
        assert_eq!(after(None, "", "Van 7", by), Ok("Van 7".to_owned()));
        let renamed = after(Some("Van 7"), "Van 7", "Van of Murat", by);
        assert_eq!(renamed, Ok("Van of Murat".to_owned()));
        assert_eq!(after(None, "", " ", by), Err(Refusal::NameEmpty));
        assert_eq!(after(None, "Van", "x", by), Err(Refusal::NoSuchWarehouse));
    }

    #[test]
    fn nobody_else_does() {
        let why = Denied::MissingRight {
            right: Right::ManageSettings,
        };
        let by = after(None, "", "Van 7", Role::Technician);
        assert_eq!(by, Err(Refusal::Denied { why }));
    }

    #[test]
    fn two_names_for_one_warehouse_are_told_of_each_other() {
        let before = Some("Van of Ona");
        let kept = after(before, "Van 7", "Van of Murat", Role::Administrator);
        assert_eq!(kept, Ok("Van of Ona".to_owned()), "it is a conflict");
    }
}
