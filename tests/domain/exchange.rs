//! Exchange rates and taxes, case by case.

use shared::calendar::Day;
use shared::money::Money;
use shared::rate::{ExchangeRate, Percent, RateKind};
use support::cases;

fn said(problem: impl ToString) -> String {
    problem.to_string()
}

fn money(text: &str) -> Result<Money, String> {
    let (amount, currency) = text.split_once(' ').ok_or("an amount needs a currency")?;
    Ok(Money::new(
        amount.parse().map_err(said)?,
        currency.parse().map_err(said)?,
    ))
}

#[test]
fn amounts_are_told_in_another_currency() {
    cases::check("pricing/exchange.txt", |case| {
        let amount = money(case.given("amount")?)?;
        let (one, price) = case
            .given("rate")?
            .split_once(" = ")
            .ok_or("a rate needs two sides")?;
        let (one, price) = (money(one)?, money(price)?);
        let rate = ExchangeRate {
            from: one.currency,
            to: price.currency,
            rate: price.amount,
            day: Day::FIRST,
            kind: RateKind::Selling,
        };
        let other = if amount.currency == rate.from {
            rate.to
        } else {
            rate.from
        };
        let found = rate.convert(amount, other.digits()).map_err(said)?;
        let shown = found.amount.with_decimals(found.currency.digits());
        Ok(format!("amount     {shown} {}", found.currency))
    });
}

#[test]
fn tax_is_rounded_once_per_rate() {
    cases::check("pricing/tax.txt", |case| {
        let sum = money(case.given("sum")?)?;
        let rate = case.given("rate")?.parse().map_err(said)?;
        let rate = Percent::new(rate)
            .and_then(Percent::checked_share)
            .map_err(said)?;
        let digits = sum.currency.digits();
        let tax = rate.of(sum.amount, digits).ok_or("too many digits")?;
        let gross = sum.amount.checked_add(tax).ok_or("too many digits")?;
        let shown = |amount: shared::money::Decimal| amount.with_decimals(digits);
        Ok(format!(
            "tax        {}\ngross      {}",
            shown(tax),
            shown(gross)
        ))
    });
}
