//! What can happen to a product: created, a field edited, imported with its category.

use super::category::Category;
use super::product::{Product, ProductCost};
use crate::desk::Desk;
use crate::edit::Edit;
use crate::ids::{CategoryId, ProductId};
use crate::money::{Currency, Decimal};
use crate::needs::Needs;
use crate::quantity::Unit;
use crate::rate::Percent;
use crate::record::RecordKey;
use crate::series::Counter;
use crate::users::policy::may;
use crate::users::{Context, Denied, Right};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Rows one intention may write.
pub const ROWS_MAX: usize = 5_000;

/// What a person types for a new product.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Draft {
    pub name: String,
    pub price: Option<Decimal>,
    pub currency: Currency,
    pub unit: Unit,
    pub brand: String,
    pub category: Option<CategoryId>,
    pub vat: Percent,
    pub barcodes: Vec<String>,
    pub serial_tracked: bool,
    pub service: bool,
}

/// One finished field of the form.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Name { edit: Edit<String> },
    Price { edit: Edit<Option<Decimal>> },
    Currency { edit: Edit<Currency> },
    Unit { edit: Edit<Unit> },
    Brand { edit: Edit<String> },
    Category { edit: Edit<Option<CategoryId>> },
    Vat { edit: Edit<Percent> },
    Barcodes { edit: Edit<Vec<String>> },
    SerialTracked { edit: Edit<bool> },
    Archived { edit: Edit<bool> },
}

/// One row of an import, with whatever it brought.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Row {
    pub id: ProductId,
    pub product: Product,
    pub cost: Option<ProductCost>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    Created {
        product: ProductId,
        draft: Draft,
        provisional: String,
    },
    Edited {
        product: ProductId,
        field: Field,
    },
    CategoriesImported {
        rows: Vec<(CategoryId, Category)>,
    },
    Imported {
        rows: Vec<Row>,
    },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    #[error(transparent)]
    Denied { why: Denied },
    #[error("there is no such product")]
    NoSuchProduct,
    #[error("the product exists already")]
    Exists,
    #[error("the name is empty")]
    NameEmpty,
    #[error("the price is negative or has more than 6 decimals")]
    PriceInvalid,
    #[error("the VAT rate is not between 0 and 100 per cent")]
    VatInvalid,
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
            Change::Created { product, .. } => vec![product.0],
            _ => Vec::new(),
        }
    }

    pub fn uses(&self) -> Vec<Uuid> {
        match self {
            Change::Edited { product, .. } => vec![product.0],
            _ => Vec::new(),
        }
    }

    pub fn reads(&self, _desk: &Desk) -> Needs {
        match self {
            Change::Created { product, .. } => Needs::none()
                .id::<Product>(*product)
                .and(Counter::Products.needs()),
            Change::Edited { product, .. } => Needs::none().id::<Product>(*product),
            Change::CategoriesImported { rows } => {
                Needs::none().ids::<Category>(rows.iter().map(|(id, _)| *id))
            }
            Change::Imported { rows } => {
                let ids = || rows.iter().map(|row| row.id);
                Needs::none()
                    .ids::<Product>(ids())
                    .ids::<ProductCost>(ids())
            }
        }
    }

    pub fn apply(&self, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
        match self {
            Change::Created {
                product,
                draft,
                provisional,
            } => created(desk, context, *product, draft, provisional),
            Change::Edited { product, field } => edited(desk, context, *product, field),
            Change::CategoriesImported { rows } => {
                may(context, Right::ImportProducts)?;
                within(rows.len())?;
                rows.iter().for_each(|(id, row)| desk.put(*id, row.clone()));
                Ok(())
            }
            Change::Imported { rows } => {
                may(context, Right::ImportProducts)?;
                within(rows.len())?;
                for row in rows {
                    price_fits(row.product.price)?;
                    desk.put(row.id, row.product.clone());
                    if let Some(cost) = &row.cost {
                        desk.put(row.id, cost.clone());
                    }
                }
                Ok(())
            }
        }
    }
}

fn within(count: usize) -> Result<(), Refusal> {
    if count > ROWS_MAX {
        Err(Refusal::TooManyRows { count })
    } else {
        Ok(())
    }
}

fn price_fits(price: Option<Decimal>) -> Result<(), Refusal> {
    match price {
        Some(price) if price.is_negative() || !price.fits(6) => Err(Refusal::PriceInvalid),
        _ => Ok(()),
    }
}

fn created(
    desk: &mut Desk,
    context: &Context,
    id: ProductId,
    draft: &Draft,
    provisional: &str,
) -> Result<(), Refusal> {
    may(context, Right::EditProducts)?;
    if draft.name.trim().is_empty() {
        return Err(Refusal::NameEmpty);
    }
    price_fits(draft.price)?;
    vat_fits(draft.vat)?;
    if desk.get::<Product>(id).here().is_some() {
        return Err(Refusal::Exists);
    }
    let code = Counter::Products
        .take(desk)
        .unwrap_or_else(|| provisional.to_owned());
    let d = draft.clone();
    let product = Product {
        code,
        name: d.name.trim().to_owned(),
        price: d.price,
        currency: d.currency,
        unit: d.unit,
        provisional: Some(provisional.to_owned()),
        brand: d.brand,
        category: d.category,
        vat: d.vat,
        barcodes: d.barcodes,
        producer_code: String::new(),
        attributes: Vec::new(),
        serial_tracked: d.serial_tracked,
        service: d.service,
        recorded: Some(context.today),
        links: Vec::new(),
        archived: false,
    };
    desk.put(id, product);
    Ok(())
}

fn vat_fits(vat: Percent) -> Result<(), Refusal> {
    vat.checked_share()
        .map(drop)
        .map_err(|_| Refusal::VatInvalid)
}

fn edited(desk: &mut Desk, context: &Context, id: ProductId, field: &Field) -> Result<(), Refusal> {
    may(context, Right::EditProducts)?;
    let mut p = desk
        .get::<Product>(id)
        .here()
        .ok_or(Refusal::NoSuchProduct)?
        .clone();
    let key = RecordKey::of::<Product>(id);
    match field {
        Field::Name { edit } if edit.now.trim().is_empty() => return Err(Refusal::NameEmpty),
        Field::Name { edit } => desk.guard(&key, "name", &mut p.name, edit),
        Field::Price { edit } => {
            price_fits(edit.now)?;
            desk.guard(&key, "price", &mut p.price, edit);
        }
        Field::Currency { edit } => desk.guard(&key, "currency", &mut p.currency, edit),
        Field::Unit { edit } => desk.guard(&key, "unit", &mut p.unit, edit),
        Field::Brand { edit } => desk.guard(&key, "brand", &mut p.brand, edit),
        Field::Category { edit } => desk.guard(&key, "category", &mut p.category, edit),
        Field::Vat { edit } => {
            vat_fits(edit.now)?;
            desk.guard(&key, "vat", &mut p.vat, edit);
        }
        Field::Barcodes { edit } => desk.guard(&key, "barcodes", &mut p.barcodes, edit),
        Field::SerialTracked { edit } => {
            desk.guard(&key, "serial_tracked", &mut p.serial_tracked, edit)
        }
        Field::Archived { edit } => desk.guard(&key, "archived", &mut p.archived, edit),
    }
    desk.put(id, p);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vat_rate_is_between_nothing_and_all() {
        let fits =
            |rate: &str| vat_fits(Percent::new(rate.parse().expect("a number")).expect("a rate"));
        assert_eq!((fits("0"), fits("20")), (Ok(()), Ok(())));
        assert_eq!(fits("100.5"), Err(Refusal::VatInvalid));
    }
}
