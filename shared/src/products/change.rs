//! What can happen to a product: created, a field edited, imported with its category.

use super::category::Category;
use super::product::{Product, ProductCost};
use super::tracking::Tracking;
use super::warranty::{InvalidTerms, WarrantyTerms};
use crate::bounds::number_fits;
use crate::brought::{Brought, Edited, NotBrought};
use crate::calendar::Day;
use crate::desk::Desk;
use crate::edit::Edit;
use crate::fields;
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
use serde_json::Value;
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
    pub tracking: Tracking,
    pub service: bool,
    pub warranty: Option<WarrantyTerms>,
    pub logistics_code: String,
}

impl Draft {
    /// Nothing is filled in yet.
    pub fn blank(currency: Currency) -> Self {
        let of = Product::blank("", currency);
        Self {
            name: of.name,
            price: of.price,
            currency: of.currency,
            unit: of.unit,
            brand: of.brand,
            category: of.category,
            vat: of.vat,
            barcodes: of.barcodes,
            tracking: of.tracking,
            service: of.service,
            warranty: of.warranty,
            logistics_code: of.logistics_code,
        }
    }
}

fields! {
    /// One field, finished in the form or brought by a file.
    pub enum Field of Product {
        Name name: String,
        Price price: Option<Decimal>,
        Currency currency: Currency,
        Unit unit: Unit,
        Brand brand: String,
        Category category: Option<CategoryId>,
        Vat vat: Percent,
        Barcodes barcodes: Vec<String>,
        ProducerCode producer_code: String,
        Attributes attributes: Vec<(String, String)>,
        Tracking tracking: Tracking,
        Service service: bool,
        Recorded recorded: Option<Day>,
        Archived archived: bool,
        Warranty warranty: Option<WarrantyTerms>,
        LogisticsCode logistics_code: String,
    }
    stays { code, provisional, links }
}

fields! {
    /// One field of a category that a file brings.
    pub enum CategoryField of Category {
        Name name: String,
        Parent parent: Option<CategoryId>,
    }
    stays { reference }
}

/// One row of an import, with whatever it brought: at least one of the two.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Row {
    pub id: ProductId,
    /// The line of the file, for whoever is told that it was left out.
    #[serde(default)]
    pub line: Option<u64>,
    pub product: Option<Brought<Product>>,
    pub cost: Option<Edit<Option<ProductCost>>>,
}

/// One category that an import brings.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CategoryRow {
    pub id: CategoryId,
    #[serde(default)]
    pub line: Option<u64>,
    pub category: Brought<Category>,
}

impl Row {
    /// A product that is new, as one of our own files knows it.
    pub fn new(id: ProductId, product: Product, cost: Option<ProductCost>) -> Row {
        Row {
            id,
            line: None,
            product: Some(Brought::New { record: product }),
            cost: cost.map(|cost| Edit::new(None, Some(cost))),
        }
    }
}

impl CategoryRow {
    pub fn new(id: CategoryId, category: Category) -> CategoryRow {
        CategoryRow {
            id,
            line: None,
            category: Brought::New { record: category },
        }
    }
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
    /// Taken row by row, as the next one is.
    CategoriesImported {
        rows: Vec<CategoryRow>,
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
    #[error("there is no such category")]
    NoSuchCategory,
    #[error("the category exists already")]
    CategoryExists,
    #[error("the name is empty")]
    NameEmpty,
    #[error("the price is negative or has more than 6 decimals")]
    PriceInvalid,
    #[error("the VAT rate is not between 0 and 100 per cent")]
    VatInvalid,
    #[error("a warranty lasts a whole number of days, months or years")]
    WarrantyInvalid,
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
                Needs::none().ids::<Category>(rows.iter().map(|row| row.id))
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
                within(rows.len())
            }
            Change::Imported { rows } => {
                may(context, Right::ImportProducts)?;
                within(rows.len())
            }
        }
    }

    /// How many rows are taken one by one; `None`: the change is taken whole.
    pub fn rows(&self) -> Option<usize> {
        match self {
            Change::CategoriesImported { rows } => Some(rows.len()),
            Change::Imported { rows } => Some(rows.len()),
            Change::Created { .. } | Change::Edited { .. } => None,
        }
    }

    pub fn apply_row(&self, row: usize, desk: &mut Desk, context: &Context) -> Result<(), Refusal> {
        match self {
            Change::CategoriesImported { rows } => {
                rows.get(row).map_or(Ok(()), |row| category_row(desk, row))
            }
            Change::Imported { rows } => {
                let row = rows.get(row);
                row.map_or(Ok(()), |row| product_row(desk, context, row))
            }
            Change::Created { .. } | Change::Edited { .. } => Ok(()),
        }
    }

    pub fn row_args(&self, row: usize) -> Option<Value> {
        match self {
            Change::CategoriesImported { rows } => serde_json::to_value(rows.get(row)?).ok(),
            Change::Imported { rows } => serde_json::to_value(rows.get(row)?).ok(),
            Change::Created { .. } | Change::Edited { .. } => None,
        }
    }

    /// The line of the file that a row came from.
    pub fn line(&self, row: usize) -> Option<u64> {
        match self {
            Change::CategoriesImported { rows } => rows.get(row)?.line,
            Change::Imported { rows } => rows.get(row)?.line,
            Change::Created { .. } | Change::Edited { .. } => None,
        }
    }
}

fn category_row(desk: &mut Desk, row: &CategoryRow) -> Result<(), Refusal> {
    match &row.category {
        Brought::New { record } => name_fits(&record.name)?,
        Brought::Edited { fields } => fields.iter().try_for_each(|field| match field {
            CategoryField::Name { edit } => name_fits(&edit.now),
            CategoryField::Parent { .. } => Ok(()),
        })?,
    }
    let taken = row.category.take(desk, row.id);
    taken.map_err(|why| match why {
        NotBrought::Exists => Refusal::CategoryExists,
        NotBrought::Missing => Refusal::NoSuchCategory,
    })
}

/// A cost is brought by those who may see costs: a conflict says what stands there (ASVS 8.2.2).
fn product_row(desk: &mut Desk, context: &Context, row: &Row) -> Result<(), Refusal> {
    if row.cost.is_some() {
        may(context, Right::SeeCost)?;
    }
    if let Some(product) = &row.product {
        match product {
            Brought::New { record } => {
                name_fits(&record.name)?;
                price_fits(record.price)?;
                vat_fits(record.vat)?;
                terms_fit(record.warranty)?;
            }
            Brought::Edited { fields } => fields.iter().try_for_each(field_fits)?,
        }
        let taken = product.take(desk, row.id);
        taken.map_err(|why| match why {
            NotBrought::Exists => Refusal::Exists,
            NotBrought::Missing => Refusal::NoSuchProduct,
        })?;
    }
    if let Some(edit) = &row.cost {
        let key = RecordKey::of::<ProductCost>(row.id);
        let mut cost = desk.get::<ProductCost>(row.id).here().cloned();
        desk.guard(&key, "cost", &mut cost, edit);
        if let Some(cost) = cost {
            price_fits(Some(cost.price))?;
            desk.put(row.id, cost);
        }
    }
    Ok(())
}

fn within(count: usize) -> Result<(), Refusal> {
    if count > ROWS_MAX {
        Err(Refusal::TooManyRows { count })
    } else {
        Ok(())
    }
}

fn name_fits(name: &str) -> Result<(), Refusal> {
    match name.trim().is_empty() {
        true => Err(Refusal::NameEmpty),
        false => Ok(()),
    }
}

fn price_fits(price: Option<Decimal>) -> Result<(), Refusal> {
    match price {
        Some(price) if price.is_negative() || !number_fits(price) => Err(Refusal::PriceInvalid),
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
    name_fits(&draft.name)?;
    price_fits(draft.price)?;
    vat_fits(draft.vat)?;
    terms_fit(draft.warranty)?;
    if desk.get::<Product>(id).here().is_some() {
        return Err(Refusal::Exists);
    }
    let code = Counter::Products
        .take(desk)
        .unwrap_or_else(|| provisional.to_owned());
    let d = draft.clone();
    let product = Product {
        name: d.name.trim().to_owned(),
        price: d.price,
        unit: d.unit,
        provisional: Some(provisional.to_owned()),
        brand: d.brand,
        category: d.category,
        vat: d.vat,
        barcodes: d.barcodes,
        tracking: d.tracking,
        service: d.service,
        recorded: Some(context.today),
        warranty: d.warranty,
        logistics_code: d.logistics_code,
        ..Product::blank(&code, d.currency)
    };
    desk.put(id, product);
    Ok(())
}

fn vat_fits(vat: Percent) -> Result<(), Refusal> {
    vat.checked_share()
        .map(drop)
        .map_err(|_| Refusal::VatInvalid)
}

fn terms_fit(terms: Option<WarrantyTerms>) -> Result<(), Refusal> {
    match terms.map(WarrantyTerms::checked) {
        Some(Err(InvalidTerms)) => Err(Refusal::WarrantyInvalid),
        Some(Ok(_)) | None => Ok(()),
    }
}

fn edited(desk: &mut Desk, context: &Context, id: ProductId, field: &Field) -> Result<(), Refusal> {
    may(context, Right::EditProducts)?;
    field_fits(field)?;
    let mut product = desk
        .get::<Product>(id)
        .here()
        .ok_or(Refusal::NoSuchProduct)?
        .clone();
    product.guard(desk, &RecordKey::of::<Product>(id), field);
    desk.put(id, product);
    Ok(())
}

fn field_fits(field: &Field) -> Result<(), Refusal> {
    match field {
        Field::Name { edit } => name_fits(&edit.now),
        Field::Price { edit } => price_fits(edit.now),
        Field::Vat { edit } => vat_fits(edit.now),
        Field::Warranty { edit } => terms_fit(edit.now),
        _ => Ok(()),
    }
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
