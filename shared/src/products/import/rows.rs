//! Which product does a row describe, and what in it cannot be understood?
//! An empty cell says nothing: it leaves a known product as it is and a new one at its default.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::categories::Tree;
use super::cells::{currency, take_attribute, take_barcodes, text, tracking, warranty, yes_or_no};
use super::mapping::Mapping;
use super::target::Target;
use super::{Effect, Existing, Plan, Preview, Settings, placed};
use crate::bounds::number_fits;
use crate::brought::Brought;
use crate::edit::Edit;
use crate::ids::ProductId;
use crate::money::Decimal;
use crate::problem::{Problem, any_blocks};
use crate::products::change::Row;
use crate::products::product::{Product, ProductCost};
use crate::quantity::Unit;
use crate::rate::Percent;
use crate::table::{self, DecimalMark, InvalidNumber, Table};
use crate::text::Text;

/// Decimals of a unit price (PRC-08).
const PRICE_SCALE_MAX: u32 = 6;

pub(super) struct Rows<'a> {
    pub table: &'a Table,
    pub mapping: &'a Mapping,
    pub settings: &'a Settings,
    pub existing: &'a dyn Existing,
}

/// A product while its row is read.
struct Draft {
    product: Product,
    cost: Option<Decimal>,
    barcodes: Vec<String>,
    problems: Vec<Problem>,
}

impl Rows<'_> {
    pub fn read(&self, tree: &mut Tree, new_id: &mut dyn FnMut() -> Uuid, plan: &mut Plan) {
        let problems = self.mapping.problems();
        let Some(code_column) = self.mapping.column(Target::Code) else {
            plan.products.refused = self.table.rows.len();
            plan.problems.extend(problems);
            return;
        };
        if self.mapping.column(Target::Cost).is_some() && !self.existing.costs_visible() {
            plan.problems.push(Problem::warn("", "costs-left-out"));
        }
        let mut seen = BTreeMap::new();
        for (index, row) in self.table.rows.iter().enumerate() {
            match checked_code(row.cell(code_column), row.line, &mut seen) {
                Ok(code) => self.take(index, &code, tree, new_id, plan),
                Err(problem) => {
                    plan.products.refused += 1;
                    let problem =
                        placed(problem, self.table, Some(code_column), Target::Code.name());
                    plan.problems.push(problem.with("line", row.line));
                }
            }
        }
    }

    fn take(
        &self,
        index: usize,
        code: &str,
        tree: &mut Tree,
        new_id: &mut dyn FnMut() -> Uuid,
        plan: &mut Plan,
    ) {
        let line = self.table.rows[index].line;
        let known = self.existing.product(code);
        let product = known.as_ref().map(|(_, product)| product.clone());
        let product = product.unwrap_or_else(|| blank(code, self.settings));
        let mut draft = Draft {
            product,
            cost: None,
            barcodes: Vec::new(),
            problems: Vec::new(),
        };
        for (column, target) in self.mapping.targets().iter().enumerate() {
            if let Err(problem) = self.field(index, column, *target, &mut draft) {
                draft.problems.push(problem);
            }
        }
        let name = self.mapping.column(Target::Name);
        let name = name.and_then(|column| self.table.cell(index, column));
        if draft.product.name.is_empty() && name.is_none() {
            let problem = Problem::block("", "name-missing");
            draft.problems.push(self.of(Target::Name, problem));
        }
        let refused = any_blocks(&draft.problems);
        if !refused {
            self.category(index, &mut draft, tree, new_id, plan);
        }
        let said = draft
            .problems
            .drain(..)
            .map(|problem| problem.with("line", line));
        plan.problems.extend(said);
        if refused {
            plan.products.refused += 1;
        } else {
            self.compare(line, known, draft, new_id, plan);
        }
    }

    /// The field of one column; categories come later, because a refused row must not make one.
    fn field(
        &self,
        index: usize,
        column: usize,
        target: Target,
        draft: &mut Draft,
    ) -> Result<(), Problem> {
        let Some(cell) = self.table.cell(index, column) else {
            return Ok(());
        };
        let heading = self.table.header[column].as_str();
        let product = &mut draft.product;
        match target {
            Target::Name => product.name = text(cell, heading)?,
            Target::Brand => product.brand = text(cell, heading)?,
            Target::ProducerCode => product.producer_code = text(cell, heading)?,
            Target::Price => product.price = Some(self.price(index, column)?),
            Target::Cost => draft.cost = Some(self.price(index, column)?),
            Target::Currency => product.currency = currency(cell, heading)?,
            Target::Unit => {
                product.unit =
                    Unit::new(cell).map_err(|_| Problem::block(heading, "unit-invalid"))?;
            }
            Target::Vat => product.vat = self.vat(index, column)?,
            Target::Barcode => {
                draft
                    .problems
                    .extend(take_barcodes(cell, heading, &mut draft.barcodes))
            }
            Target::Tracking => product.tracking = tracking(cell, heading)?,
            Target::LogisticsCode => product.logistics_code = text(cell, heading)?,
            Target::Warranty => product.warranty = warranty(cell, heading, product.warranty)?,
            Target::Service => product.service = yes_or_no(cell, heading)?,
            Target::Recorded => {
                let day = self.table.day(index, column);
                product.recorded =
                    day.map_err(|_| Problem::warn(heading, "day-invalid").with("cell", cell))?;
            }
            Target::Attribute => take_attribute(cell, heading, &mut product.attributes)?,
            Target::Code | Target::CategoryReference | Target::CategoryName | Target::Ignore => {}
        }
        Ok(())
    }

    /// A problem of a field that one column has, or none.
    fn of(&self, target: Target, problem: Problem) -> Problem {
        placed(
            problem,
            self.table,
            self.mapping.column(target),
            target.name(),
        )
    }

    fn price(&self, index: usize, column: usize) -> Result<Decimal, Problem> {
        let heading = self.table.header[column].as_str();
        let cell = self.table.cell(index, column).unwrap_or_default();
        let block = |code: &'static str| Problem::block(heading, code).with("cell", cell);
        match self.table.decimal(index, column) {
            Ok(Some(price)) if price.is_negative() => Err(block("price-negative")),
            Ok(Some(price)) if !price.fits(PRICE_SCALE_MAX) => {
                Err(block("too-many-decimals").with("decimals_max", PRICE_SCALE_MAX))
            }
            Ok(Some(price)) if !number_fits(price) => Err(block("number-too-long")),
            Ok(Some(price)) => Ok(price),
            Ok(None) | Err(InvalidNumber::NotANumber) => Err(block("number-invalid")),
            Err(InvalidNumber::Unsure) => Err(block("number-unsure")),
            Err(InvalidNumber::Groups) => Err(block("number-groups-wrong")),
            Err(InvalidNumber::Unkept(_)) => Err(block("number-too-long")),
        }
    }

    /// A rate may carry its sign (`%20`, `20 %`) and no rate has thousands, so a lone mark stands for decimals.
    fn vat(&self, index: usize, column: usize) -> Result<Percent, Problem> {
        let cell = self.table.cell(index, column).unwrap_or_default();
        let bare = cell.trim_matches(['%', ' ']);
        let mark = if bare.contains(',') {
            DecimalMark::Comma
        } else {
            DecimalMark::Dot
        };
        let rate = table::decimal(bare, mark)
            .ok()
            .and_then(|rate| Percent::new(rate).ok());
        let rate = rate.and_then(|rate| rate.checked_share().ok());
        let heading = self.table.header[column].as_str();
        rate.ok_or_else(|| Problem::block(heading, "tax-rate-invalid").with("cell", cell))
    }

    fn category(
        &self,
        index: usize,
        draft: &mut Draft,
        tree: &mut Tree,
        new_id: &mut dyn FnMut() -> Uuid,
        plan: &mut Plan,
    ) {
        let cell = |target| {
            self.mapping
                .column(target)
                .and_then(|column| self.table.cell(index, column))
        };
        if let Some(reference) = cell(Target::CategoryReference) {
            match tree.by_reference(reference) {
                Some(found) => draft.product.category = Some(found),
                None => {
                    let problem = Problem::warn("", "category-missing").with("category", reference);
                    draft
                        .problems
                        .push(self.of(Target::CategoryReference, problem));
                }
            }
        } else if let Some(cell) = cell(Target::CategoryName) {
            match Text::new(cell) {
                Ok(name) => {
                    let found = tree.by_name(
                        &name,
                        self.table.rows[index].line,
                        new_id,
                        &mut plan.categories,
                    );
                    draft.product.category = Some(found);
                }
                Err(_) => {
                    let problem = Problem::warn("", "category-name-invalid");
                    draft.problems.push(self.of(Target::CategoryName, problem));
                }
            }
        }
    }

    fn compare(
        &self,
        line: u64,
        known: Option<(ProductId, Product)>,
        mut draft: Draft,
        new_id: &mut dyn FnMut() -> Uuid,
        plan: &mut Plan,
    ) {
        if !draft.barcodes.is_empty() {
            draft.product.barcodes = draft.barcodes;
        }
        let product = draft.product;
        let currency = product.currency;
        let cost = draft.cost.filter(|_| self.existing.costs_visible());
        let cost = cost.map(|price| ProductCost { price, currency });
        let id = known
            .as_ref()
            .map_or_else(|| ProductId(new_id()), |(id, _)| *id);
        let before = known.as_ref().map(|(_, before)| before);
        let (code, name) = (product.code.clone(), product.name.clone());
        let row = Row {
            id,
            line: Some(line),
            product: Brought::between(before, product),
            cost: cost.and_then(|cost| self.cost_edit(id, cost)),
        };
        let effect = effect(&row);
        match effect {
            Effect::New => plan.products.new += 1,
            Effect::Changed(_) => plan.products.changed += 1,
            Effect::Unchanged => plan.products.unchanged += 1,
        }
        if effect != Effect::Unchanged {
            plan.product_rows.push(row);
        }
        plan.preview.push(Preview {
            line,
            code,
            name,
            effect,
        });
    }

    fn cost_edit(&self, id: ProductId, cost: ProductCost) -> Option<Edit<Option<ProductCost>>> {
        let (was, now) = (self.existing.cost(id), Some(cost));
        (was != now).then(|| Edit::new(was, now))
    }
}

fn effect(row: &Row) -> Effect {
    let mut fields: Vec<String> = match &row.product {
        Some(Brought::New { .. }) => return Effect::New,
        Some(Brought::Edited { fields }) => {
            let names = fields.iter().map(|field| field.name().to_owned());
            names.collect()
        }
        None => Vec::new(),
    };
    fields.extend(row.cost.as_ref().map(|_| "cost".to_owned()));
    match fields.is_empty() {
        true => Effect::Unchanged,
        false => Effect::Changed(fields),
    }
}

fn checked_code(
    cell: Option<&str>,
    line: u64,
    seen: &mut BTreeMap<String, u64>,
) -> Result<String, Problem> {
    let code = cell.ok_or_else(|| Problem::block("", "code-missing"))?;
    let code = text(code, "")?;
    match seen.get(&code) {
        Some(first) => {
            let problem = Problem::block("", "code-twice").with("code", code);
            Err(problem.with("first_line", first))
        }
        None => {
            seen.insert(code.clone(), line);
            Ok(code)
        }
    }
}

fn blank(code: &str, settings: &Settings) -> Product {
    Product {
        unit: settings.unit.clone(),
        vat: settings.vat,
        ..Product::blank(code, settings.currency)
    }
}
