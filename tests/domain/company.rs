//! A company in memory for the import tests: what it has, and an import carried out on it.

use std::collections::BTreeMap;

use shared::ids::{CategoryId, ProductId};
use shared::money::Currency;
use shared::problem::Problem;
use shared::products::import::{CategoryColumns, Existing, Import, Mapping, Plan, Settings};
use shared::products::{Category, Product, ProductCost};
use shared::quantity::Unit;
use shared::rate::Percent;
use shared::table::{Options, Table};
use uuid::Uuid;

/// What a company has, in memory; an import is carried out by putting its rows here.
#[derive(Default)]
pub struct Company {
    pub products: BTreeMap<String, (ProductId, Product)>,
    pub costs: BTreeMap<ProductId, ProductCost>,
    pub categories: BTreeMap<CategoryId, Category>,
    pub costs_hidden: bool,
    pub ids: u128,
}

impl Existing for Company {
    fn product(&self, code: &str) -> Option<(ProductId, Product)> {
        self.products.get(code).cloned()
    }
    fn cost(&self, product: ProductId) -> Option<ProductCost> {
        self.costs.get(&product).cloned()
    }
    fn costs_visible(&self) -> bool {
        !self.costs_hidden
    }
    fn categories(&self) -> Vec<(CategoryId, Category)> {
        self.categories
            .iter()
            .map(|(id, category)| (*id, category.clone()))
            .collect()
    }
}

impl Company {
    pub fn plan(&mut self, products: &str, categories: &str) -> Plan {
        let tables =
            [products, categories].map(|file| Table::read(file.as_bytes(), &Options::default()));
        let mapping = Mapping::detect(&tables[0]);
        self.plan_tables(
            (!products.is_empty()).then_some((&tables[0], &mapping)),
            (!categories.is_empty()).then_some(&tables[1]),
        )
    }

    pub fn plan_tables(
        &mut self,
        products: Option<(&Table, &Mapping)>,
        categories: Option<&Table>,
    ) -> Plan {
        let settings = Settings {
            currency: Currency::USD,
            unit: Unit::piece(),
            vat: Percent::ZERO,
            source: String::new(),
        };
        let columns =
            |table| CategoryColumns::detect(table).expect("the headings name number and name");
        let categories = categories.map(|table| (table, columns(table)));
        let import = Import {
            products,
            categories,
            settings: &settings,
        };
        let mut next = self.ids;
        let plan = import.plan(self, &mut || {
            next += 1;
            Uuid::from_u128(next)
        });
        self.ids = next;
        plan
    }

    pub fn carry_out(&mut self, plan: &Plan) {
        self.categories.extend(plan.category_rows.iter().cloned());
        for row in &plan.product_rows {
            self.products
                .insert(row.product.code.clone(), (row.id, row.product.clone()));
            self.costs
                .extend(row.cost.clone().map(|cost| (row.id, cost)));
        }
    }

    pub fn category_of(&self, code: &str) -> &Category {
        &self.categories[&self.products[code]
            .1
            .category
            .expect("a category in a test")]
    }
}

pub fn findings(problems: &[Problem]) -> Vec<String> {
    let said =
        |problem: &Problem| format!("{} {}", problem.value("line").unwrap_or("-"), problem.code);
    problems.iter().map(said).collect()
}
