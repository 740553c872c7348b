//! A company in memory for the import tests: what it has, and an import carried out on it.

use std::collections::BTreeMap;

use shared::calendar::{Day, Moment};
use shared::desk::Desk;
use shared::ids::{CategoryId, ProductId};
use shared::money::Currency;
use shared::needs::{Look, Needs};
use shared::problem::Problem;
use shared::products::change::ROWS_MAX;
use shared::products::import::{CategoryColumns, Existing, Import, Mapping, Plan, Settings};
use shared::products::{Category, Product, ProductCost};
use shared::quantity::Unit;
use shared::rate::Percent;
use shared::record::{Record, RecordKey, Stored};
use shared::sync::AnyChange;
use shared::sync::decide::{Run, run};
use shared::sync::outcome::LeftOut;
use shared::table::{Options, Table};
use shared::users::Context;
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

    /// Decides the plan's changes by the real rules; answers the rows that were left out.
    pub fn carry_out(&mut self, plan: &Plan) -> Vec<LeftOut> {
        let mut left_out = Vec::new();
        for change in plan.changes(ROWS_MAX) {
            left_out.extend(self.happens(change.into()));
        }
        left_out
    }

    fn happens(&mut self, change: AnyChange) -> Vec<LeftOut> {
        let day = Day::parse("2026-11-21").expect("a day");
        let (mut desk, context) = (Desk::default(), Context::system(Moment::EPOCH, day));
        loop {
            match run(&change, &mut desk, &context) {
                Run::Needs(needs) => self.lay(&mut desk, needs),
                Run::Fine(left_out) => {
                    desk.settle(1).0.iter().for_each(|row| self.put(row));
                    return left_out;
                }
                Run::Refused(outcome, reason) => panic!("{outcome:?}: {reason:?}"),
            }
        }
    }

    fn lay(&self, desk: &mut Desk, needs: Needs) {
        for key in needs.ids {
            let row = self.row(&key);
            desk.lay(key, row.map_or(Look::None, Look::Here));
        }
        for asked in needs.keys {
            let found = self.products.get(&asked.value);
            let ids = found.map(|(id, _)| id.0).into_iter().collect();
            desk.lay_key(asked, Look::Here(ids));
        }
    }

    fn row(&self, key: &RecordKey) -> Option<Stored> {
        let (product, category) = (ProductId(key.id), CategoryId(key.id));
        match &*key.kind {
            Product::KIND => {
                let mut all = self.products.values();
                let (_, found) = all.find(|(id, _)| *id == product)?;
                Some(Stored::new::<Product>(product, 1, found.clone()))
            }
            ProductCost::KIND => {
                let found = self.costs.get(&product)?;
                Some(Stored::new::<ProductCost>(product, 1, found.clone()))
            }
            Category::KIND => {
                let found = self.categories.get(&category)?;
                Some(Stored::new::<Category>(category, 1, found.clone()))
            }
            _ => None,
        }
    }

    fn put(&mut self, row: &Stored) {
        let id = ProductId(row.id);
        if let Some(product) = row.typed::<Product>() {
            self.products
                .insert(product.code.clone(), (id, product.clone()));
        } else if let Some(cost) = row.typed::<ProductCost>() {
            self.costs.insert(id, cost.clone());
        } else if let Some(category) = row.typed::<Category>() {
            self.categories.insert(CategoryId(row.id), category.clone());
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
