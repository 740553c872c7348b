//! Is everything as the seller saw it? Live figures against the offer: the differences, or none (OFR-15, STK-02, RSK-02).

use super::line::Line;
use super::offer::{Difference, Offer};
use super::shortage::shortages;
use super::totals::totals;
use crate::integrations::LiveFigures;
use crate::pricing::PriceSource;

/// May the seller go on with it as it is? What the ERP did not answer or does not know cannot be accepted away.
pub fn acceptable(difference: &Difference) -> bool {
    match difference {
        Difference::Price { .. } | Difference::Stock { .. } | Difference::Risk { .. } => true,
        Difference::Unknown { .. } | Difference::NotRead { .. } => false,
        Difference::AccountNotLinked | Difference::NoSet => false,
    }
}

/// Was this taken already, and is it no worse than it was then (STK-02, last row but one)?
fn covered(difference: &Difference, accepted: &[Difference]) -> bool {
    use Difference::{Risk, Stock};
    accepted.iter().any(|before| match (before, difference) {
        (
            Stock {
                line,
                wanted,
                available,
            },
            Stock {
                line: now_line,
                wanted: now_wanted,
                available: now_available,
            },
        ) => line == now_line && now_wanted <= wanted && now_available >= available,
        (
            Risk { total, available },
            Risk {
                total: now_total,
                available: now_available,
            },
        ) => now_total <= total && now_available >= available,
        // a price that was taken stands on the line; if it differs again, it is another one
        _ => false,
    })
}

/// The differences that are left when what was accepted before is taken out.
pub fn open_differences(
    offer: &Offer,
    figures: &LiveFigures,
    accepted: &[Difference],
) -> Vec<Difference> {
    let mut found = differences(offer, figures);
    found.retain(|difference| !covered(difference, accepted));
    found
}

/// A price somebody set by hand was never the ERP's: whoever may set it has decided, and no other price makes it stale (PRC-11).
fn by_hand(line: &Line) -> bool {
    line.source == PriceSource::Manual
}

/// Prices are compared line by line, stock by product (the same product on several lines is summed), the risk by the total
/// with VAT. A figure the ERP did not give makes no difference, except a product it does not know.
pub fn differences(offer: &Offer, figures: &LiveFigures) -> Vec<Difference> {
    let mut found = Vec::new();
    for line in offer.lines.iter().filter(|line| line.product.is_some()) {
        match figures.product(&line.code) {
            None => found.push(Difference::Unknown { line: line.id }),
            Some(product) => found.extend(
                product
                    .price
                    .filter(|now| Some(*now) != line.price && !by_hand(line))
                    .map(|now| Difference::Price {
                        line: line.id,
                        offered: line.price,
                        now,
                    }),
            ),
        }
    }
    let available = |line: &Line| figures.product(&line.code)?.available;
    let short = shortages(&offer.lines, available).into_iter();
    found.extend(short.map(|short| Difference::Stock {
        line: short.line,
        wanted: short.wanted,
        available: short.available,
    }));
    if let (Some(available), Ok(totals)) = (
        figures.risk_available,
        totals(&offer.lines, offer.currency, offer.gross),
    ) && available < totals.gross
    {
        found.push(Difference::Risk {
            total: totals.gross,
            available,
        });
    }
    found
}
