//! What would a foreign table change among our products and categories, and what is wrong with it?
//! Reads no file and saves nothing: the plan it makes is shown as a dry run or carried out as intentions.

mod categories;
mod category_columns;
mod cells;
mod depth;
mod mapping;
mod rows;
mod target;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::category::Category;
use super::change::{CategoryRow, Change, ROWS_MAX, Row};
use super::product::{Product, ProductCost};
use crate::brought::Brought;
use crate::ids::{CategoryId, ProductId};
use crate::money::Currency;
use crate::problem::Problem;
use crate::quantity::Unit;
use crate::rate::Percent;
use crate::table::Table;

pub use category_columns::CategoryColumns;
pub use mapping::Mapping;
pub use target::Target;

/// What is there already: the server answers from its database, a device from its replica.
pub trait Existing {
    /// The product with exactly that code.
    fn product(&self, code: &str) -> Option<(ProductId, Product)>;
    fn cost(&self, product: ProductId) -> Option<ProductCost>;
    /// Whether costs can be seen at all; where not, costs of the file are left out and the plan says so.
    fn costs_visible(&self) -> bool;
    fn categories(&self) -> Vec<(CategoryId, Category)>;
}

/// What a new product gets where the file is silent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    pub currency: Currency,
    pub unit: Unit,
    pub vat: Percent,
    /// Set before the file's category numbers, so that 18 of one file is not 18 of another; may be empty.
    #[serde(default)]
    pub source: String,
}

/// The tables and how they are to be read. Either table may be missing.
#[derive(Clone, Debug)]
pub struct Import<'a> {
    pub products: Option<(&'a Table, &'a Mapping)>,
    pub categories: Option<(&'a Table, CategoryColumns)>,
    pub settings: &'a Settings,
}

/// How many rows would do what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
    /// Rows left out, each with its reason among the problems.
    pub refused: usize,
}

/// What a row would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    New,
    /// The fields that would get another value.
    Changed(Vec<String>),
    Unchanged,
}

/// One understood row of the product table, for the preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Line of the file.
    pub line: u64,
    pub code: String,
    pub name: String,
    pub effect: Effect,
}

/// The result of a dry run, and all that is needed to carry it out. Carried out twice it changes nothing the second time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// New categories, and what changes of known ones; parents before children.
    pub category_rows: Vec<CategoryRow>,
    /// New products, and what changes of known ones.
    pub product_rows: Vec<Row>,
    pub categories: Counts,
    pub products: Counts,
    pub preview: Vec<Preview>,
    /// Everything that was found wrong, in the order of the files; `file` names the table, `line` the row, the path the column as the
    /// file calls it, `field` what the column becomes.
    pub problems: Vec<Problem>,
}

impl Import<'_> {
    /// Compares the tables with what is there. `new_id` makes ids, because this crate has no randomness.
    pub fn plan(&self, existing: &dyn Existing, new_id: &mut dyn FnMut() -> Uuid) -> Plan {
        let mut plan = Plan::default();
        let mut tree = categories::Tree::new(existing.categories(), &self.settings.source);
        if let Some((table, columns)) = self.categories {
            tree.read(table, columns, new_id, &mut plan);
            name_file(&mut plan.problems, table, "categories", &|column| {
                columns.field(column)
            });
        }
        if let Some((table, mapping)) = self.products {
            let found_before = std::mem::take(&mut plan.problems);
            let settings = self.settings;
            let rows = rows::Rows {
                table,
                mapping,
                settings,
                existing,
            };
            rows.read(&mut tree, new_id, &mut plan);
            name_file(&mut plan.problems, table, "products", &|column| {
                mapping.targets().get(column).map(|target| target.name())
            });
            plan.problems.splice(..0, found_before);
        }
        plan.category_rows = tree.into_rows();
        plan
    }
}

/// Puts what the table itself found before what the import found in it, and names in each the table and what its column becomes.
fn name_file(
    problems: &mut Vec<Problem>,
    table: &Table,
    file: &'static str,
    field: &dyn Fn(usize) -> Option<&'static str>,
) {
    problems.splice(..0, table.problems.iter().cloned());
    for problem in problems {
        *problem = problem.clone().with("file", file);
        let column = table
            .header
            .iter()
            .position(|heading| *heading == problem.path);
        let field = column.and_then(field);
        if let (Some(field), None) = (field, problem.value("field")) {
            *problem = problem.clone().with("field", field);
        }
    }
}

/// Says of what field a problem is, and in what column of the file it stands when there is one.
fn placed(
    mut problem: Problem,
    table: &Table,
    column: Option<usize>,
    field: &'static str,
) -> Problem {
    let heading = column.and_then(|column| table.header.get(column));
    problem.path = heading.cloned().unwrap_or_default();
    problem.with("field", field)
}

impl Plan {
    /// The intentions that carry the plan out, categories before the products that stand in them, of at most so many rows each.
    pub fn changes(&self, rows_max: usize) -> impl Iterator<Item = Change> {
        let rows_max = rows_max.clamp(1, ROWS_MAX);
        let categories = self.category_rows.chunks(rows_max);
        let categories = categories.map(|rows| Change::CategoriesImported {
            rows: rows.to_vec(),
        });
        let products = self.product_rows.chunks(rows_max);
        let products = products.map(|rows| Change::Imported {
            rows: rows.to_vec(),
        });
        categories.chain(products)
    }

    /// The names of the categories that it would make, parents first.
    pub fn new_categories(&self) -> impl Iterator<Item = &str> {
        self.category_rows
            .iter()
            .filter_map(|row| match &row.category {
                Brought::New { record } => Some(record.name.as_str()),
                Brought::Edited { .. } => None,
            })
    }

    pub fn changes_nothing(&self) -> bool {
        self.category_rows.is_empty() && self.product_rows.is_empty()
    }

    /// Nothing is brought, and nothing of it was here before: no row could be read, and that is no "all is here already".
    pub fn reads_nothing(&self) -> bool {
        self.changes_nothing() && self.products.unchanged + self.categories.unchanged == 0
    }
}
