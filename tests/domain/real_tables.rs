//! The AdventureWorks files, read whole, where they are present: marks per column, quotes, pictures, and every `LineTotal`.

use shared::money::{Currency, Decimal};
use shared::pricing::discounts::{Rounding, Slots, line_amount, net_exact};
use shared::table::{ColumnMark, DecimalMark, Options, Separator, Table};
use support::real_input::adventureworks;

fn read(file: &str) -> Option<Table> {
    adventureworks(file).map(|bytes| Table::read(&bytes, &Options::default()))
}

#[test]
fn every_product_is_read_with_its_own_decimal_marks() {
    let Some(table) = read("Product.csv") else {
        return;
    };
    assert_eq!(
        (table.separator, table.rows.len(), table.header.len()),
        (Separator::Semicolon, 100, 17)
    );
    assert!(table.problems.is_empty(), "{:?}", table.problems);
    let mark = |name: &str| table.marks[table.column(name).unwrap()];
    assert_eq!(mark("ListPrice"), ColumnMark::Sure(DecimalMark::Comma));
    assert_eq!(mark("Weight"), ColumnMark::Sure(DecimalMark::Dot));
    assert_eq!(table.cell(0, 1), Some("HL Road Frame - Black, 58"));
    assert_eq!(
        table.cell(0, table.column("DiscontinuedDate").unwrap()),
        None
    );
    let price = table.column("ListPrice").unwrap();
    assert!((0..100).all(|row| matches!(table.decimal(row, price), Ok(Some(_)))));
    assert_eq!(table.decimal(0, price), Ok(Some("1431.5".parse().unwrap())));
}

#[test]
fn every_line_total_is_met_to_its_sixth_decimal() {
    let Some(table) = read("SalesOrderDetail.csv") else {
        return;
    };
    assert_eq!(table.rows.len(), 100);
    assert!(table.problems.is_empty(), "{:?}", table.problems);
    let number = |row, name: &str| -> Decimal {
        table
            .decimal(row, table.column(name).unwrap())
            .unwrap()
            .unwrap()
    };
    for row in 0..table.rows.len() {
        let discount = number(row, "UnitPriceDiscount")
            .checked_mul(Decimal::HUNDRED)
            .unwrap();
        let slots = Slots::manual([discount]).unwrap();
        let (price, quantity) = (number(row, "UnitPrice"), number(row, "OrderQty"));
        let exact = net_exact(price, &slots).times(quantity);
        let expected = number(row, "LineTotal");
        assert_eq!(
            exact.to_string(),
            expected.to_string(),
            "line {}",
            table.rows[row].line
        );
        let amount = line_amount(quantity, price, &slots, Currency::USD, Rounding::Once);
        assert_eq!(amount, Ok(expected.round_half_away(2)));
    }
}

#[test]
fn order_sums_are_read_with_a_comma() {
    let Some(table) = read("SalesOrderHeader.csv") else {
        return;
    };
    assert_eq!(table.rows.len(), 32);
    let total = table.column("TotalDue").unwrap();
    assert_eq!(
        table.decimal(0, total),
        Ok(Some("972.785".parse().unwrap()))
    );
    assert_eq!(
        table
            .day(0, table.column("OrderDate").unwrap())
            .unwrap()
            .unwrap()
            .to_string(),
        "2008-06-01"
    );
}
