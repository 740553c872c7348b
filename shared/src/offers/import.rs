//! Which offers would the order lines of a foreign company give?
//! Reads tables only. A line whose product is not ours is kept as a text line and said, never dropped.

mod columns;
mod lines;

use std::collections::BTreeMap;

use super::line::Line;
use crate::calendar::Day;
use crate::ids::{LineId, ProductId};
use crate::money::Decimal;
use crate::pricing::PriceSource;
use crate::pricing::discounts::{AmountTooLarge, Slots, net_exact};
use crate::problem::Problem;
use crate::products::Product;
use crate::quantity::{Quantity, Unit};
use crate::rate::Percent;
use crate::table::Table;

use lines::read_line;

pub use columns::{DiscountKind, LineColumns, OrderColumns};

/// Decimals to which a file's own line totals are compared.
const TOTAL_SCALE: u32 = 6;

/// One line as the file tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderLine {
    /// Line of the file.
    pub line: u64,
    /// Nothing when the product is not ours: a text line.
    pub product: Option<Found>,
    /// How the file calls the product: heading and value, as `ProductID 836`.
    pub called: String,
    pub quantity: Decimal,
    pub price: Decimal,
    pub slots: Slots,
    /// What the file says the line amounts to, unrounded.
    pub total: Option<Decimal>,
}

/// One order with its lines in the file's order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    /// The file's own number, by which lines name their order.
    pub reference: String,
    /// The number people know, when the table of orders has one.
    pub number: Option<String>,
    pub day: Option<Day>,
    pub customer: Option<String>,
    pub lines: Vec<OrderLine>,
}

/// A product of ours that a file names.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub id: ProductId,
    pub code: String,
    pub name: String,
    pub unit: Unit,
    pub vat: Percent,
}

/// Our products as the file calls them: by the attribute that the product import kept under the same heading, else by code.
#[derive(Clone, Debug, Default)]
pub struct Catalogue(BTreeMap<String, Found>);

impl Catalogue {
    pub fn new<'a>(
        products: impl IntoIterator<Item = (ProductId, &'a Product)>,
        heading: &str,
    ) -> Catalogue {
        let mut found = BTreeMap::new();
        for (id, product) in products {
            let attribute = product.attributes.iter().find(|(name, _)| name == heading);
            let key = attribute.map_or(&product.code, |(_, value)| value);
            found.insert(key.clone(), Found::of(id, product));
        }
        Catalogue(found)
    }
}

impl Found {
    fn of(id: ProductId, product: &Product) -> Found {
        let Product {
            code,
            name,
            unit,
            vat,
            ..
        } = product.clone();
        Found {
            id,
            code,
            name,
            unit,
            vat,
        }
    }
}

/// Reads the lines, and the orders they belong to when their table is there. Everything wrong is told at once.
pub fn orders(
    lines: (&Table, LineColumns),
    orders: Option<(&Table, OrderColumns)>,
    catalogue: &Catalogue,
) -> (Vec<Order>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut found: Vec<Order> = Vec::new();
    if let Some((table, columns)) = orders {
        problems.extend(
            table
                .problems
                .iter()
                .cloned()
                .map(|problem| problem.with("file", "orders")),
        );
        found.extend(read_orders(table, columns, &mut problems));
    }
    let mut places: BTreeMap<String, usize> = found
        .iter()
        .enumerate()
        .map(|(place, order)| (order.reference.clone(), place))
        .collect();
    let (table, columns) = lines;
    problems.extend(
        table
            .problems
            .iter()
            .cloned()
            .map(|problem| problem.with("file", "lines")),
    );
    for (index, row) in table.rows.iter().enumerate() {
        let read = read_line(table, &columns, index, catalogue);
        let say = |problem: Problem| problem.with("file", "lines").with("line", row.line);
        problems.extend(read.problems.into_iter().map(say));
        let Some((reference, line)) = read.line else {
            continue;
        };
        let place = *places.entry(reference).or_insert_with_key(|reference| {
            if orders.is_some() {
                problems.push(say(
                    Problem::warn("order", "order-missing").with("order", reference)
                ));
            }
            found.push(Order {
                reference: reference.clone(),
                ..Order::default()
            });
            found.len() - 1
        });
        found[place].lines.push(line);
    }
    (found, problems)
}

fn read_orders(table: &Table, columns: OrderColumns, problems: &mut Vec<Problem>) -> Vec<Order> {
    let mut orders = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        let say = |problem: Problem| problem.with("file", "orders").with("line", row.line);
        let cell = |column: Option<usize>| {
            column
                .and_then(|column| row.cell(column))
                .map(str::to_owned)
        };
        let Some(reference) = cell(Some(columns.reference)) else {
            problems.push(say(Problem::block("order", "order-number-missing")));
            continue;
        };
        let day = columns
            .day
            .map_or(Ok(None), |column| table.day(index, column));
        if day.is_err() {
            problems.push(say(Problem::warn("day", "day-invalid")));
        }
        let (number, customer) = (cell(columns.number), cell(columns.customer));
        let day = day.unwrap_or_default();
        orders.push(Order {
            reference,
            number,
            day,
            customer,
            lines: Vec::new(),
        });
    }
    orders
}

impl OrderLine {
    /// Quantity × exact net price to six decimals, before the one rounding of CND-12.
    pub fn exact_total(&self) -> Result<Decimal, AmountTooLarge> {
        let exact = net_exact(self.price, &self.slots).times(self.quantity);
        exact.rounded(TOTAL_SCALE).ok_or(AmountTooLarge)
    }

    /// The line of an offer; what a text line lacks comes from the caller.
    pub fn into_line(self, id: LineId, unit: Unit, vat: Percent) -> Line {
        let found = self.product;
        let unit = found.as_ref().map_or(unit, |product| product.unit.clone());
        Line {
            id,
            product: found.as_ref().map(|product| product.id),
            code: found
                .as_ref()
                .map_or_else(String::new, |product| product.code.clone()),
            text: found
                .as_ref()
                .map_or(self.called, |product| product.name.clone()),
            quantity: Quantity {
                value: self.quantity,
                unit,
            },
            price: Some(self.price),
            source: PriceSource::Manual,
            vat: found.map_or(vat, |product| product.vat),
            slots: self.slots,
            repriced: None,
        }
    }
}
