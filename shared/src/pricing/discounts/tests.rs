//! The worked figures of the requirements, and what happens to slots when a line is recalculated.

use super::*;
use crate::rate::{InvalidPercent, Percent};

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a number in a test")
}

fn percent(text: &str) -> Percent {
    Percent::new(decimal(text)).expect("a percentage in a test")
}

fn slots(values: &[&str]) -> Slots {
    Slots::manual(values.iter().map(|value| decimal(value))).expect("at most ten in a test")
}

fn automatic(value: &str) -> Option<Slot> {
    Some(Slot {
        value: percent(value),
        origin: Origin::Condition,
    })
}

#[test]
fn four_discounts_cascade_and_are_not_added() {
    let net = net_exact(decimal("100"), &slots(&["20", "10", "10", "5"]));
    assert_eq!(net.to_string(), "61.56");
}

#[test]
fn ten_discounts_of_four_decimals_lose_no_digit() {
    let net = net_exact(decimal("0.000001"), &slots(&["0.0001"; 10]));
    assert_eq!(net.scale(), 66);
    assert!(net < ExactProduct::from(decimal("0.000001")));
    assert_eq!(net.rounded(6), Some(decimal("0.000001")));
    assert_eq!(net.rounded(11), Some(decimal("0.00000099999")));
}

#[test]
fn a_hundred_per_cent_gives_a_free_line() {
    let free = slots(&["100", "5"]);
    let amount = line_amount(
        decimal("3"),
        decimal("9.99"),
        &free,
        Currency::EUR,
        Rounding::Once,
    );
    assert_eq!(amount, Ok(Decimal::ZERO));
}

#[test]
fn the_stair_adds_up_to_the_net_price() {
    let discounts = slots(&["15", "7.5", "0", "5", "3.25", "2"]);
    let stair = stair(decimal("199.99"), &discounts, Currency::TRY, Rounding::Once).unwrap();
    let taken: Vec<String> = stair
        .steps
        .iter()
        .map(|step| step.taken.to_string())
        .collect();
    assert_eq!(taken, ["30", "12.75", "7.86", "4.85", "2.9"]);
    assert_eq!(stair.net, decimal("141.63"));
    assert_eq!(stair.steps[2].slot, 4);
}

#[test]
fn an_amount_nobody_means_is_refused_and_does_not_panic() {
    let most = decimal(&"9".repeat(28));
    let amount = line_amount(most, most, &Slots::EMPTY, Currency::EUR, Rounding::Once);
    assert_eq!(amount, Err(AmountTooLarge));
}

#[test]
fn recalculation_never_overwrites_a_manual_slot() {
    let mut line = Slots::EMPTY.with_condition(&[percent("10"), percent("5")]);
    line.set(
        2,
        Some(Slot {
            value: percent("7"),
            origin: Origin::Manual,
        }),
    )
    .unwrap();
    line.set(
        6,
        Some(Slot {
            value: percent("1"),
            origin: Origin::Manual,
        }),
    )
    .unwrap();
    let again = line.with_condition(&[percent("12"), percent("6"), percent("3")]);
    assert_eq!(again.get(1), automatic("12"));
    assert_eq!(again.get(2).map(|slot| slot.origin), Some(Origin::Manual));
    assert_eq!(again.get(3), automatic("3"));
    assert_eq!(again.with_condition(&[]).get(1), None);
    let back = again.back_to_condition(&[percent("12"), percent("6")]);
    assert_eq!(back.get(2), automatic("6"));
    assert_eq!(back.get(6).map(|slot| slot.value), Some(percent("1")));
}

#[test]
fn a_manual_zero_keeps_the_condition_out() {
    let mut line = Slots::EMPTY;
    line.set(
        1,
        Some(Slot {
            value: Percent::ZERO,
            origin: Origin::Manual,
        }),
    )
    .unwrap();
    let line = line.with_condition(&[percent("10")]);
    assert_eq!(line.percents().count(), 0);
}

#[test]
fn hidden_discounts_are_counted() {
    let line = slots(&["10", "0", "0", "0", "0", "1", "2"]);
    assert_eq!(line.hidden(|slot| slot <= 5), 2);
}

#[test]
fn every_slot_out_of_range_is_named() {
    let line = slots(&["-5", "100", "100.5"]);
    let found = |slot, reason| InvalidSlot::OutOfRange { slot, reason };
    let negative = found(1, InvalidPercent::Negative);
    let above = found(3, InvalidPercent::AboveHundred);
    assert_eq!(line.problems(false), [negative, above]);
    assert_eq!(line.problems(true), [above]);
    assert_eq!(
        { line }.set(11, None),
        Err(InvalidSlot::NoSuchSlot { slot: 11 })
    );
}

#[test]
fn slots_travel_as_a_short_list() {
    let mut line = Slots::EMPTY.with_condition(&[percent("10")]);
    line.set(
        3,
        Some(Slot {
            value: percent("2.5"),
            origin: Origin::Manual,
        }),
    )
    .unwrap();
    let text = serde_json::to_string(&line).unwrap();
    let expected =
        r#"[{"value":"10","origin":"condition"},null,{"value":"2.5","origin":"manual"}]"#;
    assert_eq!(text, expected);
    assert_eq!(serde_json::from_str::<Slots>(&text).unwrap(), line);
    let packed = postcard::to_stdvec(&line).unwrap();
    assert_eq!(postcard::from_bytes::<Slots>(&packed).unwrap(), line);
    let eleven = format!("[{}]", ["null"; 11].join(","));
    assert!(serde_json::from_str::<Slots>(&eleven).is_err());
}
