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
    /// Lines without a price: the total is not the whole offer.
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
        let full = Line {
            slots: Default::default(),
            ..line.clone()
        }
        .amount(currency)?;
        totals.before = add(totals.before, full)?;
        totals.discount = add(
            totals.discount,
            full.checked_sub(amount).ok_or(AmountTooLarge)?,
        )?;
        totals.unpriced += usize::from(line.price.is_none());
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
