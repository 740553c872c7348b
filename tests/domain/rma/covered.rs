//! From which day the warranty of a good that came back is counted.

use super::shop::{ACCOUNT, named, place, product};
use shared::calendar::Day;
use shared::documents::{Document, Kind, Line};
use shared::ids::{AccountId, LineId};
use shared::money::{Currency, Decimal};
use shared::pricing::Slots;
use shared::products::{Tracking, WarrantyStart};
use shared::quantity::Quantity;
use shared::rma::covered::{sold, written};
use shared::serials::SerialNumber;
use shared::tickets::RelatedProduct;
use shared::warranty::Dates;
use support::cases::{self, Case};

/// `dispatch D-1 on 2025-04-10 with SN-1`, to another customer when it ends so.
fn paper(text: &str) -> Result<Document, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [kind, number, "on", day, "with", serial, rest @ ..] = words.as_slice() else {
        return Err(format!("no document: {text}"));
    };
    let kind = match *kind {
        "dispatch" => Kind::SaleDispatch,
        "invoice" => Kind::SaleInvoice,
        _ => Kind::SaleReturn,
    };
    let account = match rest {
        ["to", "another"] => AccountId(named("another")),
        _ => ACCOUNT,
    };
    let day = Day::parse(day).map_err(|_| "no day")?;
    let line = Line {
        id: LineId(named(number)),
        product: product("HK-40"),
        quantity: Quantity::pieces(1),
        price: Decimal::ZERO,
        serials: vec![(*serial).to_owned()],
        slots: Slots::EMPTY,
    };
    Ok(Document {
        number: (*number).to_owned(),
        lines: vec![line],
        ..Document::blank(kind, account, place(), day, Currency::EUR)
    })
}

/// `SN-1 installed 2025-05-01`.
fn line(text: &str) -> Result<RelatedProduct, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [serial, start, day] = words.as_slice() else {
        return Err(format!("no line: {text}"));
    };
    let day = Day::parse(day).ok();
    let mut dates = Dates::default();
    match *start {
        "installed" => dates.installed = day,
        "by-hand" => dates.by_hand = day,
        _ => dates.produced = day,
    }
    Ok(RelatedProduct {
        id: LineId(named(text)),
        product: product("HK-40"),
        name: "HK-40".into(),
        serial: (*serial).to_owned(),
        quantity: Quantity::pieces(1),
        dates,
        checked: None,
    })
}

fn counted_from(case: &Case) -> Result<String, String> {
    let papers = case
        .each("paper")
        .map(paper)
        .collect::<Result<Vec<_>, _>>()?;
    let lines = case
        .each("ticket")
        .map(line)
        .collect::<Result<Vec<_>, _>>()?;
    let number = case.given("sale")?;
    let sale = papers.iter().find(|paper| paper.number == number);
    let serial = SerialNumber::new(case.given_or("serial", "")).ok();
    let rows: Vec<&Document> = papers.iter().collect();
    let hk40 = product("HK-40");
    let sale = sale.ok_or("no such sale")?;
    let dates = sold(sale, (hk40, Tracking::Serial), serial.as_ref(), &rows);
    let dates = written(dates, hk40, serial.as_ref(), &lines);
    let each = WarrantyStart::ALL.into_iter().filter_map(|start| {
        let day = dates.start(start)?;
        Some(format!("{:<13}{day}", start.name()))
    });
    Ok(each.collect::<Vec<_>>().join("\n"))
}

#[test]
fn a_warranty_is_counted_from_the_day_that_the_product_says() {
    cases::check("rma/covered.txt", counted_from);
}
