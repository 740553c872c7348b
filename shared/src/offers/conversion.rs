//! Is everything as the seller saw it? Live figures against the offer: the differences, or none (OFR-15, STK-02, RSK-02).

use super::offer::{Difference, Offer};
use super::totals::totals;
use crate::integrations::LiveFigures;
use crate::money::Decimal;
use std::collections::BTreeMap;

/// Prices are compared line by line, stock by product (the same product on several lines is summed), the risk by the total
/// with VAT. A figure the ERP did not give makes no difference, except a product it does not know.
pub fn differences(offer: &Offer, figures: &LiveFigures) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut wanted: BTreeMap<&str, Decimal> = BTreeMap::new();
    for line in offer.lines.iter().filter(|line| line.product.is_some()) {
        let Some(product) = figures.product(&line.code) else {
            found.push(Difference::Unknown { line: line.id });
            continue;
        };
        if let Some(now) = product.price.filter(|now| Some(*now) != line.price) {
            found.push(Difference::Price {
                line: line.id,
                offered: line.price,
                now,
            });
        }
        let sum = wanted.entry(line.code.as_str()).or_default();
        *sum = sum.checked_add(line.quantity.value).unwrap_or(*sum);
        if let Some(available) = product.available.filter(|available| available < sum) {
            found.push(Difference::Stock {
                line: line.id,
                wanted: *sum,
                available,
            });
        }
    }
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
