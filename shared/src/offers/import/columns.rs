//! Which columns of foreign order tables are which?
//! Guesses from the headings in English, Turkish and Lithuanian; what it does not find, a person points out.

use serde::{Deserialize, Serialize};

use crate::table::Table;
use crate::text::fold;

/// How a file writes a discount of two per cent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiscountKind {
    /// `2`
    Percent,
    /// `0.02`
    Fraction,
}

/// The columns of a table of order lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineColumns {
    pub order: usize,
    pub product: usize,
    pub quantity: usize,
    pub price: usize,
    pub discount: Option<(usize, DiscountKind)>,
    pub total: Option<usize>,
}

/// The columns of a table of orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderColumns {
    pub reference: usize,
    pub number: Option<usize>,
    pub day: Option<usize>,
    pub customer: Option<usize>,
}

const ORDER: &[&str] = &[
    "salesorderid",
    "orderid",
    "orderno",
    "siparisid",
    "siparisno",
    "uzsakymoid",
    "uzsakymonr",
];
const PRODUCT: &[&str] = &[
    "productid",
    "productcode",
    "productnumber",
    "itemcode",
    "urunkodu",
    "stokkodu",
    "prekeskodas",
];
const QUANTITY: &[&str] = &["orderqty", "quantity", "qty", "miktar", "adet", "kiekis"];
const PRICE: &[&str] = &["unitprice", "price", "birimfiyat", "fiyat", "kaina"];
const FRACTION: &[&str] = &["unitpricediscount", "discountfraction"];
const PERCENT: &[&str] = &[
    "discount",
    "discountpercent",
    "iskonto",
    "indirim",
    "nuolaida",
];
const TOTAL: &[&str] = &["linetotal", "total", "amount", "tutar", "suma"];
const NUMBER: &[&str] = &[
    "salesordernumber",
    "ordernumber",
    "siparisnumarasi",
    "uzsakymonumeris",
];
const DAY: &[&str] = &[
    "orderdate",
    "date",
    "siparistarihi",
    "tarih",
    "data",
    "uzsakymodata",
];
const CUSTOMER: &[&str] = &[
    "customerid",
    "customercode",
    "customer",
    "carikodu",
    "musteri",
    "klientas",
    "pirkejas",
];

fn find(table: &Table, names: &[&str]) -> Option<usize> {
    let squeezed = |heading: &String| fold(heading).replace(' ', "");
    table
        .header
        .iter()
        .position(|heading| names.contains(&squeezed(heading).as_str()))
}

impl LineColumns {
    /// Nothing when order, product, quantity or price is not among the headings.
    pub fn detect(table: &Table) -> Option<LineColumns> {
        let fraction = find(table, FRACTION).map(|column| (column, DiscountKind::Fraction));
        let percent = || find(table, PERCENT).map(|column| (column, DiscountKind::Percent));
        Some(LineColumns {
            order: find(table, ORDER)?,
            product: find(table, PRODUCT)?,
            quantity: find(table, QUANTITY)?,
            price: find(table, PRICE)?,
            discount: fraction.or_else(percent),
            total: find(table, TOTAL),
        })
    }
}

impl OrderColumns {
    /// Nothing when no heading can be the order's number.
    pub fn detect(table: &Table) -> Option<OrderColumns> {
        Some(OrderColumns {
            reference: find(table, ORDER)?,
            number: find(table, NUMBER),
            day: find(table, DAY),
            customer: find(table, CUSTOMER),
        })
    }
}
