//! Discounts, stairs and the one rounding, case by case, and against plain integers.

use proptest::prelude::*;
use shared::money::{Currency, Decimal};
use shared::pricing::discounts::{Rounding, Slots, line_amount, net_exact, net_per_step, stair};
use support::cases::{self, Case};

/// What a case gives: price with its currency, quantity, and the discounts that passed their check.
struct Line {
    price: Decimal,
    currency: Currency,
    quantity: Decimal,
    slots: Slots,
}

fn said(problem: impl ToString) -> String {
    problem.to_string()
}

fn line(case: &Case) -> Result<Line, String> {
    let (price, currency) = case
        .given("price")?
        .split_once(' ')
        .ok_or("a price needs a currency")?;
    let discounts = case.given_or("discounts", "0").split(" + ");
    let discounts: Vec<Decimal> = discounts
        .map(|text| text.parse().map_err(said))
        .collect::<Result<_, _>>()?;
    let slots = Slots::manual(discounts).map_err(said)?;
    let problems = slots.problems(case.given_or("right", "") == "surcharge");
    if !problems.is_empty() {
        return Err(problems
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("; "));
    }
    Ok(Line {
        price: price.parse().map_err(said)?,
        currency: currency.parse().map_err(said)?,
        quantity: case.given_or("quantity", "1").parse().map_err(said)?,
        slots,
    })
}

#[test]
fn discounts_follow_one_another_and_are_rounded_once() {
    cases::check("pricing/discounts.txt", |case| {
        let Line {
            price,
            currency,
            quantity,
            slots,
        } = line(case)?;
        let amount =
            |rounding| line_amount(quantity, price, &slots, currency, rounding).map_err(said);
        let digits = currency.digits();
        let once = amount(Rounding::Once)?.with_decimals(digits);
        let per_step = amount(Rounding::PerStep)?.with_decimals(digits);
        let net = net_exact(price, &slots);
        Ok(format!(
            "net price  {net}\namount     {once}\nper step   {per_step}"
        ))
    });
}

#[test]
fn every_step_of_a_stair_is_told_in_money() {
    cases::check("pricing/stairs.txt", |case| {
        let Line {
            price,
            currency,
            slots,
            ..
        } = line_with_any_discount(case)?;
        let rounding = match case.given_or("rounding", "once") {
            "per step" => Rounding::PerStep,
            _ => Rounding::Once,
        };
        let stair = stair(price, &slots, currency, rounding).map_err(said)?;
        let shown = |amount: Decimal| amount.with_decimals(currency.digits());
        let steps = stair.steps.iter().map(|step| {
            let (percent, taken, left) = (step.value.value(), shown(step.taken), shown(step.left));
            format!(
                "cell {:<5} {percent} % takes {taken}, leaves {left}\n",
                step.slot
            )
        });
        Ok(steps.collect::<String>() + &format!("net price  {}", shown(stair.net)))
    });
}

fn line_with_any_discount(case: &Case) -> Result<Line, String> {
    let (price, currency) = case
        .given("price")?
        .split_once(' ')
        .ok_or("a price needs a currency")?;
    let discounts = case.given("discounts")?.split(" + ");
    let discounts: Vec<Decimal> = discounts
        .map(|text| text.parse().map_err(said))
        .collect::<Result<_, _>>()?;
    Ok(Line {
        price: price.parse().map_err(said)?,
        currency: currency.parse().map_err(said)?,
        quantity: Decimal::ONE,
        slots: Slots::manual(discounts).map_err(said)?,
    })
}

fn numbers() -> impl Strategy<Value = (i64, i64, Vec<u32>)> {
    // a price of six decimals, a quantity of three, up to ten discounts of two
    (
        0..10_000_000_000i64,
        -1_000_000..1_000_000i64,
        prop::collection::vec(0..=10_000u32, 0..=10),
    )
}

fn slots_of(hundredths: &[u32]) -> Slots {
    let percents = hundredths
        .iter()
        .map(|value| Decimal::from_parts(i128::from(*value), 2).expect("small"));
    Slots::manual(percents).expect("at most ten")
}

proptest! {
    #[test]
    fn a_line_is_the_exact_product_rounded_once((price, quantity, hundredths) in numbers()) {
        use num_bigint::BigInt;
        let exact = hundredths.iter().fold(BigInt::from(price) * quantity, |left, value| left * (10_000 - value));
        let divisor = BigInt::from(10).pow(6 + 3 + 4 * hundredths.len() as u32 - 2);
        let (price, quantity) = (Decimal::from_parts(price.into(), 6).unwrap(), Decimal::from_parts(quantity.into(), 3).unwrap());
        let amount = line_amount(quantity, price, &slots_of(&hundredths), Currency::EUR, Rounding::Once).unwrap();
        let cents = amount.with_decimals(2).replace('.', "").parse::<BigInt>().unwrap();
        // nearest, and of two equally near ones the one further from zero
        let error = (&cents * &divisor - &exact) * 2;
        let away = if exact < BigInt::ZERO { -1 } else { 1 };
        let error = error * away;
        prop_assert!(error <= divisor && error > -divisor);
    }

    #[test]
    fn the_order_of_discounts_does_not_change_the_net_price((price, _, mut hundredths) in numbers()) {
        let price = Decimal::from_parts(price.into(), 6).unwrap();
        let forwards = net_exact(price, &slots_of(&hundredths));
        hundredths.reverse();
        prop_assert_eq!(forwards, net_exact(price, &slots_of(&hundredths)));
    }

    #[test]
    fn the_last_step_of_a_stair_is_the_net_price((price, _, hundredths) in numbers()) {
        let price = Decimal::from_parts(price.into(), 6).unwrap();
        let slots = slots_of(&hundredths);
        for rounding in [Rounding::Once, Rounding::PerStep] {
            let stair = stair(price, &slots, Currency::EUR, rounding).unwrap();
            let taken = Decimal::checked_sum(stair.steps.iter().map(|step| step.taken)).unwrap();
            prop_assert_eq!(price.checked_sub(taken), Some(stair.net));
        }
        let per_step = stair(price, &slots, Currency::EUR, Rounding::PerStep).unwrap();
        prop_assert_eq!(Ok(per_step.net), net_per_step(price, &slots, Currency::EUR));
    }
}
