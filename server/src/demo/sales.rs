//! A year of sale operations, with the serial numbers of what was sold.

use super::accounts::Customer;
use super::articles::Article;
use super::catalogue::{Seasons, price_today};
use super::dice::Dice;
use super::ids::id;
use super::scale::Scale;
use shared::calendar::Day;
use shared::documents::{self, Kind, Recorded, RecordedLine};
use shared::ids::{DocumentId, LineId};
use shared::pricing::Slots;
use shared::quantity::Quantity;
use shared::sync::AnyChange;

const ROWS_AT_ONCE: usize = 2_500;
const LINES_MAX: usize = 5;

pub fn changes(scale: Scale, today: Day) -> impl Iterator<Item = AnyChange> {
    (0..scale.documents).step_by(ROWS_AT_ONCE).map(move |from| {
        let page = from..scale.documents.min(from + ROWS_AT_ONCE);
        let rows = page.map(|index| {
            (
                id::<DocumentId>("document", index),
                document(index, scale, today),
            )
        });
        AnyChange::from(documents::Change::Recorded {
            rows: rows.collect(),
        })
    })
}

fn document(index: usize, scale: Scale, today: Day) -> Recorded {
    let mut dice = Dice::of("document", index);
    let customer = Customer::of(dice.below(scale.accounts));
    // the oldest come first, as they were written
    let days_ago = 365 - (index * 365 / scale.documents.max(1)) as i64;
    let day = today.plus_days(-days_ago);
    let kind = match dice.below(20) {
        0..=2 => Kind::SaleOrder,
        3..=7 => Kind::SaleDispatch,
        8 => Kind::SaleReturn,
        _ => Kind::SaleInvoice,
    };
    let count = dice.between(1, LINES_MAX);
    let lines = (0..count).map(|place| line(index, place, customer, day, scale, &mut dice));
    Recorded {
        number: number(kind, day, index),
        kind,
        account: customer.id(),
        place: customer.place(),
        day,
        currency: customer.list().currency(),
        lines: lines.collect(),
        warehouse: None,
        of: None,
        cancelled: None,
    }
}

/// As e-invoices are numbered in Türkiye: three letters, the year, nine digits.
fn number(kind: Kind, day: Day, index: usize) -> String {
    let letters = match kind {
        Kind::SaleOrder => "SIP",
        Kind::SaleDispatch => "IRS",
        Kind::SaleInvoice => "SHD",
        Kind::SaleReturn => "IAD",
        Kind::StockWriteOff => "SRF",
    };
    format!("{letters}{}{:09}", day.year(), index + 1)
}

/// The first line sells a machine with its serial numbers, the others whatever goes with it.
fn line(
    document: usize,
    place: usize,
    customer: Customer,
    day: Day,
    scale: Scale,
    dice: &mut Dice,
) -> RecordedLine {
    let start = dice.below(scale.products);
    let following = (start..start + 200).map(|index| Article::of(index % scale.products));
    let wanted = following
        .clone()
        .find(|article| article.family.serial == (place == 0));
    let article = wanted.unwrap_or_else(|| Article::of(start));
    let tracked = article.family.serial;
    let pieces = if tracked {
        dice.between(1, 3)
    } else {
        dice.between(1, 40)
    };
    let (price, _) = price_today(article, customer.list(), Seasons::before(day));
    let serials = (0..pieces).map(|piece| serial(article, day, document * 4 + piece));
    RecordedLine {
        id: id::<LineId>("document line", document * LINES_MAX + place),
        product: article.id(),
        quantity: Quantity::pieces(i64::try_from(pieces).unwrap_or(1)),
        price,
        serials: if tracked {
            serials.collect()
        } else {
            Vec::new()
        },
        slots: Slots::EMPTY,
    }
}

/// Family, year and a running number, as a type plate shows it.
fn serial(article: Article, day: Day, running: usize) -> String {
    format!(
        "{}{:02}-{:07}",
        article.family.code,
        day.year() % 100,
        running + 1
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_year_of_sales_carries_thousands_of_serials_once_each() {
        let today = Day::new(2026, 11, 21).expect("a day");
        let scale = Scale::default();
        let documents: Vec<Recorded> = (0..scale.documents)
            .map(|index| document(index, scale, today))
            .collect();
        let lines = documents.iter().flat_map(|document| &document.lines);
        let serials: Vec<&String> = lines.flat_map(|line| &line.serials).collect();
        let unique: BTreeSet<&&String> = serials.iter().collect();
        assert!((4_000..7_000).contains(&serials.len()), "{}", serials.len());
        assert_eq!(unique.len(), serials.len());
        assert!(documents.iter().all(|document| document.day <= today));
    }
}
