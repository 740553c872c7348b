//! From which days is the warranty of a good that came back counted (RMA-48)? From the sale it was taken in with, where a dispatch and
//! its invoice are one, and from what tickets wrote down of the unit.

use crate::documents::units::moved;
use crate::documents::{Document, Kind};
use crate::ids::ProductId;
use crate::products::Tracking;
use crate::serials::{Movement, SerialNumber, Shipped, shipped_as};
use crate::text::serial_fold;
use crate::tickets::RelatedProduct;
use crate::warranty::Dates;

/// The days of the sale. The documents of a unit tell whether a dispatch and an invoice made it; what moved the unit after it came back
/// is of another sale. A good without a serial has the one day of the document that was chosen.
pub fn sold(
    sale: &Document,
    (product, tracking): (ProductId, Tracking),
    serial: Option<&SerialNumber>,
    papers: &[&Document],
) -> Dates {
    let alone = days(sale);
    let Some(serial) = serial else {
        return alone;
    };
    let at = |paper: &Document| (paper.day, paper.entered_at);
    let returns = papers.iter().filter(|paper| paper.kind == Kind::SaleReturn);
    let since = returns.filter(|paper| paper.stands() && at(paper) >= at(sale));
    let back = since.map(|paper| at(paper)).min();
    let before = |paper: &&&Document| back.is_none_or(|back| at(paper) < back);
    let mut units = moved(papers.iter().filter(before).copied(), serial);
    let movements = units.remove(&product).unwrap_or_default();
    match shipped_as(tracking, &movements) {
        Shipped::Yes(whole) if is_part(sale, &whole) => Dates::default().sold(Some(&whole)),
        _ => alone,
    }
}

/// With what the lines of tickets say of the unit, or of a product without a serial; the first day of each kind counts.
pub fn written<'a>(
    dates: Dates,
    product: ProductId,
    serial: Option<&SerialNumber>,
    lines: impl IntoIterator<Item = &'a RelatedProduct>,
) -> Dates {
    let key = serial.map(SerialNumber::key).unwrap_or_default();
    let is_it =
        |line: &&RelatedProduct| line.product == product && serial_fold(&line.serial) == key;
    let lines = lines.into_iter().filter(is_it);
    lines.fold(dates, |known, line| Dates {
        installed: known.installed.or(line.dates.installed),
        by_hand: known.by_hand.or(line.dates.by_hand),
        produced: known.produced.or(line.dates.produced),
        ..known
    })
}

fn days(sale: &Document) -> Dates {
    let (day, neither) = (Some(sale.day), Dates::default());
    match sale.kind {
        Kind::SaleInvoice => Dates {
            invoiced: day,
            ..neither
        },
        _ => Dates {
            dispatched: day,
            ..neither
        },
    }
}

fn is_part(sale: &Document, whole: &Movement) -> bool {
    let day = match sale.kind {
        Kind::SaleInvoice => whole.invoiced,
        _ => whole.dispatched,
    };
    whole.account == Some(sale.account) && day == Some(sale.day)
}
