//! Sums, discounts and taxes by rate, from line amounts that were each rounded once (CND-12, PRC-10).

use super::line::Line;
use crate::money::{Currency, Decimal};
use crate::pricing::discounts::AmountTooLarge;
use crate::rate::Percent;
use std::collections::BTreeMap;

/// One VAT rate's share.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct VatSum {
    pub rate: Percent,
    pub base: Decimal,
    pub vat: Decimal,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Totals {
    /// Before discounts, net or gross as the prices are.
    pub before: Decimal,
    /// What the discounts took off.
    pub discount: Decimal,
    pub net: Decimal,
    pub by_rate: Vec<VatSum>,
    pub vat: Decimal,
    pub gross: Decimal,
    /// Products without a price: the total is not the whole offer.
    pub unpriced: usize,
}

/// VAT is computed once per rate on the sum of its lines, half away from zero. With `prices_gross` the tax is taken out of the
/// amounts instead of added to them.
pub fn totals(
    lines: &[Line],
    currency: Currency,
    prices_gross: bool,
) -> Result<Totals, AmountTooLarge> {
    let mut sums: BTreeMap<Percent, Decimal> = BTreeMap::new();
    let mut totals = Totals::default();
    for line in lines {
        let amount = line.amount(currency)?;
        let full = line.amount_before(currency)?;
        totals.before = add(totals.before, full)?;
        totals.discount = add(
            totals.discount,
            full.checked_sub(amount).ok_or(AmountTooLarge)?,
        )?;
        totals.unpriced += usize::from(line.is_unpriced());
        if line.price.is_none() {
            continue;
        }
        let sum = sums.entry(line.vat).or_default();
        *sum = add(*sum, amount)?;
    }
    for (rate, sum) in sums {
        let share = share(rate, sum, currency, prices_gross)?;
        totals.net = add(totals.net, share.base)?;
        totals.vat = add(totals.vat, share.vat)?;
        totals.by_rate.push(share);
    }
    totals.gross = add(totals.net, totals.vat)?;
    Ok(totals)
}

fn add(left: Decimal, right: Decimal) -> Result<Decimal, AmountTooLarge> {
    left.checked_add(right).ok_or(AmountTooLarge)
}

fn share(
    rate: Percent,
    sum: Decimal,
    currency: Currency,
    prices_gross: bool,
) -> Result<VatSum, AmountTooLarge> {
    if !prices_gross {
        let vat = rate.of(sum, currency.digits()).ok_or(AmountTooLarge)?;
        return Ok(VatSum {
            rate,
            base: sum,
            vat,
        });
    }
    // gross × rate / (100 + rate), rounded once
    let whole = rate
        .value()
        .checked_add(Decimal::HUNDRED)
        .ok_or(AmountTooLarge)?;
    let part = sum.checked_mul(rate.value()).ok_or(AmountTooLarge)?;
    let vat = part
        .div_round(whole, currency.digits())
        .ok_or(AmountTooLarge)?;
    Ok(VatSum {
        rate,
        base: sum.checked_sub(vat).ok_or(AmountTooLarge)?,
        vat,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{LineId, ProductId};
    use crate::pricing::{PriceSource, Slots};
    use crate::quantity::Quantity;
    use uuid::Uuid;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a test writes decimals")
    }

    fn line(quantity: i64, price: &str, vat: &str, discounts: &[&str]) -> Line {
        Line {
            id: LineId(Uuid::from_u128(1)),
            product: Some(ProductId(Uuid::from_u128(2))),
            code: String::new(),
            text: String::new(),
            quantity: Quantity::pieces(quantity),
            price: (!price.is_empty()).then(|| decimal(price)),
            source: PriceSource::Standard,
            vat: Percent::new(decimal(vat)).expect("a rate"),
            slots: Slots::manual(discounts.iter().map(|text| decimal(text))).expect("discounts"),
            repriced: None,
        }
    }

    #[track_caller]
    fn check(lines: &[Line], gross: bool, expected: [&str; 5]) -> Totals {
        let totals = totals(lines, Currency::TRY, gross).expect("small amounts");
        let found = [
            totals.before,
            totals.discount,
            totals.net,
            totals.vat,
            totals.gross,
        ];
        assert_eq!(found, expected.map(decimal));
        totals
    }

    /// The offer of the pictures.
    #[test]
    fn an_offer_of_five_lines_adds_up_to_the_kurus() {
        let lines = [
            line(1, "486500", "20", &["15", "7.5", "5", "2"]),
            line(1, "112750", "20", &["15", "7.5", "5"]),
            line(4, "3860", "20", &["15", "7.5"]),
            line(1, "64200", "20", &["10"]),
            line(1, "18500", "20", &[]),
        ];
        let expected = ["697390", "168635.71", "528754.29", "105750.86", "634505.15"];
        check(&lines, false, expected);
    }

    #[test]
    fn vat_is_rounded_once_per_rate() {
        let lines = [
            line(1, "0.12", "21", &[]),
            line(1, "0.12", "21", &[]),
            line(1, "10", "9", &[]),
        ];
        let totals = check(&lines, false, ["10.24", "0", "10.24", "0.95", "11.19"]);
        let rates: Vec<_> = totals
            .by_rate
            .iter()
            .map(|sum| (sum.base, sum.vat))
            .collect();
        assert_eq!(
            rates,
            [
                (decimal("10"), decimal("0.9")),
                (decimal("0.24"), decimal("0.05"))
            ]
        );
    }

    #[test]
    fn prices_with_vat_have_it_taken_out() {
        let totals = check(
            &[line(1, "121", "21", &["10"])],
            true,
            ["121", "12.1", "90", "18.9", "108.9"],
        );
        assert_eq!(totals.by_rate.len(), 1);
    }

    #[test]
    fn a_line_without_price_is_counted_and_adds_nothing() {
        let totals = check(
            &[line(3, "", "20", &["5"]), line(1, "5", "20", &[])],
            false,
            ["5", "0", "5", "1", "6"],
        );
        assert_eq!(totals.unpriced, 1);
    }

    #[test]
    fn all_discounts_of_a_line_are_one_on_paper() {
        let combined = |discounts: &[&str]| line(1, "1", "0", discounts).combined_discount();
        assert_eq!(combined(&["15", "7.5", "5"]).value(), decimal("25.31"));
        assert_eq!(combined(&[]), Percent::ZERO);
        assert_eq!(combined(&["100"]).value(), decimal("100"));
    }
}
