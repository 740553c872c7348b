//! Which lines want more than there is? One product on several lines is summed in their order (STK-02). Knows no figures:
//! whoever asks says what is available, or nothing where nobody knows.

use super::line::Line;
use crate::ids::LineId;
use crate::money::Decimal;
use std::collections::BTreeMap;

/// A line at which the sum of its product goes beyond what is available.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Shortage {
    pub line: LineId,
    pub wanted: Decimal,
    pub available: Decimal,
}

pub fn shortages(lines: &[Line], available: impl Fn(&Line) -> Option<Decimal>) -> Vec<Shortage> {
    let mut wanted: BTreeMap<&str, Decimal> = BTreeMap::new();
    let mut found = Vec::new();
    for line in lines.iter().filter(|line| line.product.is_some()) {
        let sum = wanted.entry(line.code.as_str()).or_default();
        *sum = sum.checked_add(line.quantity.value).unwrap_or(*sum);
        if let Some(available) = available(line).filter(|available| available < sum) {
            found.push(Shortage {
                line: line.id,
                wanted: *sum,
                available,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ProductId;
    use crate::pricing::{PriceSource, Slots};
    use crate::quantity::Quantity;
    use crate::rate::Percent;
    use uuid::Uuid;

    fn line(number: u128, code: &str, pieces: i64) -> Line {
        Line {
            id: LineId(Uuid::from_u128(number)),
            product: Some(ProductId(Uuid::from_u128(9))),
            code: code.into(),
            text: String::new(),
            quantity: Quantity::pieces(pieces),
            price: None,
            source: PriceSource::Missing,
            vat: Percent::ZERO,
            slots: Slots::EMPTY,
            repriced: None,
        }
    }

    #[test]
    fn one_product_on_two_lines_is_summed_and_the_unknown_is_not_short() {
        let lines = [line(1, "A", 2), line(2, "B", 99), line(3, "A", 2)];
        let stock = |line: &Line| (line.code == "A").then(|| Decimal::from(3));
        let found = shortages(&lines, stock);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].line, found[0].wanted), (lines[2].id, 4.into()));
    }
}
