//! What does one row of a table of order lines say?
//! A row without its number, quantity or price is refused; a product that is not ours only makes it a text line.

use super::columns::{DiscountKind, LineColumns};
use super::{Catalogue, OrderLine};
use crate::money::Decimal;
use crate::pricing::discounts::Slots;
use crate::problem::Problem;
use crate::quantity::QUANTITY_SCALE_MAX;
use crate::table::Table;

/// What one row gave: the line with its order's number, or nothing, and what is to be said about it.
pub(super) struct ReadLine {
    pub line: Option<(String, OrderLine)>,
    pub problems: Vec<Problem>,
}

pub(super) fn read_line(
    table: &Table,
    columns: &LineColumns,
    index: usize,
    catalogue: &Catalogue,
) -> ReadLine {
    let mut problems = Vec::new();
    let read = (|| {
        let order = required(table, index, columns.order)?;
        let reference = required(table, index, columns.product)?;
        let quantity = number(table, index, columns.quantity)?;
        let price = number(table, index, columns.price)?;
        let slots = discount(table, index, columns)?;
        let total = columns
            .total
            .map(|column| number(table, index, column))
            .transpose()?;
        let product = catalogue.0.get(reference).cloned();
        let called = format!("{} {reference}", table.header[columns.product]);
        let line = table.rows[index].line;
        Ok((
            order.to_owned(),
            OrderLine {
                line,
                product,
                called,
                quantity,
                price,
                slots,
                total,
            },
        ))
    })();
    match read {
        Ok((_, ref line)) => problems.extend(doubts(line)),
        Err(ref problem) => problems.push(Problem::clone(problem)),
    }
    ReadLine {
        line: read.ok(),
        problems,
    }
}

/// What is said about a line that is kept all the same.
fn doubts(line: &OrderLine) -> Vec<Problem> {
    let mut problems = Vec::new();
    if line.product.is_none() {
        let problem = Problem::warn("product", "product-missing");
        problems.push(problem.with("product", &line.called));
    }
    if let Some(total) = line.total
        && line.exact_total() != Ok(total)
    {
        problems.push(Problem::warn("total", "line-total-differs").with("total", total));
    }
    problems
}

fn required(table: &Table, index: usize, column: usize) -> Result<&str, Problem> {
    let cell = table.cell(index, column);
    cell.ok_or_else(|| Problem::block(table.header[column].as_str(), "text-missing"))
}

fn number(table: &Table, index: usize, column: usize) -> Result<Decimal, Problem> {
    let cell = required(table, index, column)?;
    let wrong =
        || Problem::block(table.header[column].as_str(), "number-invalid").with("cell", cell);
    let read = table
        .decimal(index, column)
        .ok()
        .flatten()
        .ok_or_else(wrong)?;
    if read.fits(QUANTITY_SCALE_MAX) {
        Ok(read)
    } else {
        Err(wrong())
    }
}

fn discount(table: &Table, index: usize, columns: &LineColumns) -> Result<Slots, Problem> {
    let Some((column, kind)) = columns
        .discount
        .filter(|(column, _)| table.cell(index, *column).is_some())
    else {
        return Ok(Slots::EMPTY);
    };
    let told = number(table, index, column)?;
    let percent = match kind {
        DiscountKind::Percent => Some(told),
        DiscountKind::Fraction => told.checked_mul(Decimal::HUNDRED),
    };
    let wrong =
        || Problem::block(table.header[column].as_str(), "discount-invalid").with("cell", told);
    let percent = percent.ok_or_else(wrong)?;
    let slots = Slots::manual((!percent.is_zero()).then_some(percent)).map_err(|_| wrong())?;
    if slots.problems(false).is_empty() {
        Ok(slots)
    } else {
        Err(wrong())
    }
}
