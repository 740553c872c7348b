//! What can happen to price lists: defined, prices set one by one or in bulk.

use super::price_list::{ListPrice, PriceList, ProductPrices};
use crate::bounds::number_fits;
use crate::brought::{Brought, NotBrought};
use crate::calendar::Validity;
use crate::desk::Desk;
use crate::edit::Edit;
use crate::fields;
use crate::ids::{PriceListId, ProductId};
use crate::money::Currency;
use crate::needs::Needs;
use crate::record::RecordKey;
use crate::users::{Context, Denied, Right, may};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

fields! {
    /// One field of a price list that a definition brings.
    pub enum ListField of PriceList {
        Name name: String,
        Currency currency: Currency,
        Gross gross: bool,
        Validity validity: Validity,
        Default default: bool,
    }
    stays {}
}

/// The prices of one product, with those that its author saw.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PricesRow {
    pub product: ProductId,
    pub prices: Edit<Vec<ListPrice>>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    ListDefined {
        list: PriceListId,
        brought: Brought<PriceList>,
    },
    ListRenamed {
        list: PriceListId,
        name: Edit<String>,
    },
    PricesSet {
        product: ProductId,
        prices: Edit<Vec<ListPrice>>,
    },
    /// The bulk path, taken row by row; at most 5,000 rows an intention.
    PricesImported { rows: Vec<PricesRow> },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    #[error(transparent)]
    Denied { why: Denied },
    #[error("there is no such price list")]
    NoSuchList,
    #[error("the price list exists already")]
    Exists,
    #[error("the name is empty")]
    NameEmpty,
    #[error("a price is negative or has more than 6 decimals")]
    PriceInvalid,
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
        match self {
            Change::ListDefined { list, .. } => vec![list.0],
            _ => Vec::new(),
        }
    }

    pub fn uses(&self) -> Vec<Uuid> {
        match self {
            Change::ListRenamed { list, .. } => vec![list.0],
            Change::PricesSet { product, .. } => vec![product.0],
            Change::ListDefined { .. } | Change::PricesImported { .. } => Vec::new(),
        }
    }

    pub fn reads(&self, _desk: &Desk) -> Needs {
        match self {
            Change::ListDefined { list, .. } | Change::ListRenamed { list, .. } => {
                Needs::none().id::<PriceList>(*list)
            }
            Change::PricesSet { product, .. } => Needs::none().id::<ProductPrices>(*product),
            Change::PricesImported { rows } => {
                Needs::none().ids::<ProductPrices>(rows.iter().map(|row| row.product))
            }
        }
    }

    pub fn apply(&self, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
        may(context, Right::EditPriceLists)?;
        match self {
            Change::ListDefined { list, brought } => {
                match brought {
                    Brought::New { record } => named(&record.name)?,
                    Brought::Edited { fields } => fields.iter().try_for_each(field_fits)?,
                }
                brought.take(desk, *list).map_err(|why| match why {
                    NotBrought::Exists => Refusal::Exists,
                    NotBrought::Missing => Refusal::NoSuchList,
                })?;
            }
            Change::ListRenamed { list, name } => {
                named(&name.now)?;
                let mut record = desk
                    .get::<PriceList>(*list)
                    .here()
                    .ok_or(Refusal::NoSuchList)?
                    .clone();
                desk.guard(
                    &RecordKey::of::<PriceList>(*list),
                    "name",
                    &mut record.name,
                    name,
                );
                desk.put(*list, record);
            }
            Change::PricesSet { product, prices } => set(desk, *product, prices)?,
            Change::PricesImported { rows } => {
                if rows.len() > crate::products::change::ROWS_MAX {
                    return Err(Refusal::TooManyRows { count: rows.len() });
                }
            }
        }
        Ok(())
    }

    /// How many rows are taken one by one; `None`: the change is taken whole.
    pub fn rows(&self) -> Option<usize> {
        match self {
            Change::PricesImported { rows } => Some(rows.len()),
            _ => None,
        }
    }

    pub fn row_args(&self, row: usize) -> Option<Value> {
        match self {
            Change::PricesImported { rows } => serde_json::to_value(rows.get(row)?).ok(),
            _ => None,
        }
    }

    pub fn apply_row(&self, row: usize, desk: &mut Desk, _: &Context) -> Result<(), Refusal> {
        match self {
            Change::PricesImported { rows } => rows
                .get(row)
                .map_or(Ok(()), |row| set(desk, row.product, &row.prices)),
            _ => Ok(()),
        }
    }
}

fn set(desk: &mut Desk, product: ProductId, prices: &Edit<Vec<ListPrice>>) -> Result<(), Refusal> {
    fits(&prices.now)?;
    let found = desk.get::<ProductPrices>(product).here().cloned();
    let mut record = found.unwrap_or(ProductPrices { prices: Vec::new() });
    let key = RecordKey::of::<ProductPrices>(product);
    desk.guard(&key, "prices", &mut record.prices, prices);
    desk.put(product, record);
    Ok(())
}

fn field_fits(field: &ListField) -> Result<(), Refusal> {
    match field {
        ListField::Name { edit } => named(&edit.now),
        _ => Ok(()),
    }
}

fn named(name: &str) -> Result<(), Refusal> {
    if name.trim().is_empty() {
        Err(Refusal::NameEmpty)
    } else {
        Ok(())
    }
}

fn fits(prices: &[ListPrice]) -> Result<(), Refusal> {
    let fine = prices
        .iter()
        .all(|price| !price.price.is_negative() && number_fits(price.price));
    if fine {
        Ok(())
    } else {
        Err(Refusal::PriceInvalid)
    }
}
