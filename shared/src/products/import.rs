//! What would a foreign table change among our products and categories, and what is wrong with it?
//! Reads no file and saves nothing: the plan it makes is shown as a dry run or carried out as intentions.

mod categories;
mod category_columns;
mod cells;
mod compare;
mod depth;
mod mapping;
mod rows;
mod target;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::category::Category;
use super::change::{Change, ROWS_MAX, Row};
use super::product::{Product, ProductCost};
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
    /// New and changed categories, parents before children.
    pub category_rows: Vec<(CategoryId, Category)>,
    /// New and changed products.
    pub product_rows: Vec<Row>,
    pub categories: Counts,
    pub products: Counts,
    pub preview: Vec<Preview>,
    /// Everything that was found wrong, in the order of the files; `file` names the table, `line` the row.
    pub problems: Vec<Problem>,
}

impl Import<'_> {
    /// Compares the tables with what is there. `new_id` makes ids, because this crate has no randomness.
    pub fn plan(&self, existing: &dyn Existing, new_id: &mut dyn FnMut() -> Uuid) -> Plan {
        let mut plan = Plan::default();
        let mut tree = categories::Tree::new(existing.categories(), &self.settings.source);
        if let Some((table, columns)) = self.categories {
            tree.read(table, columns, new_id, &mut plan);
            name_file(&mut plan.problems, table, "categories");
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
            name_file(&mut plan.problems, table, "products");
            plan.problems.splice(..0, found_before);
        }
        plan.category_rows = tree.into_changes();
        plan
    }
}

/// Puts what the table itself found before what the import found in it, and names the table in each.
fn name_file(problems: &mut Vec<Problem>, table: &Table, file: &'static str) {
    problems.splice(..0, table.problems.iter().cloned());
    for problem in problems {
        *problem = problem.clone().with("file", file);
    }
}

impl Plan {
    /// The intentions that carry the plan out, categories first, none larger than one intention may be.
    pub fn changes(&self) -> Vec<Change> {
        let categories = self.category_rows.chunks(ROWS_MAX);
        let categories = categories.map(|rows| Change::CategoriesImported {
            rows: rows.to_vec(),
        });
        let products = self.product_rows.chunks(ROWS_MAX);
        let products = products.map(|rows| Change::Imported {
            rows: rows.to_vec(),
        });
        categories.chain(products).collect()
    }

    pub fn changes_nothing(&self) -> bool {
        self.category_rows.is_empty() && self.product_rows.is_empty()
    }

    /// Nothing is brought, and nothing of it was here before: no row could be read, and that is no "all is here already".
    pub fn reads_nothing(&self) -> bool {
        self.changes_nothing() && self.products.unchanged + self.categories.unchanged == 0
    }
}
