//! Numbers keep their value on every way they travel, and no operation loses a digit in silence.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use num_bigint::BigInt;
use proptest::prelude::*;
use shared::money::{Currency, Decimal, InvalidDecimal, Money, MoneyError};
use shared::quantity::{Conversion, Quantity, QuantityError, Unit};

const MANTISSA_MAX: i128 = 10i128.pow(28) - 1;

fn any_decimal() -> impl Strategy<Value = Decimal> {
    let mantissas = prop_oneof![-1_000_000..1_000_000i128, -MANTISSA_MAX..=MANTISSA_MAX];
    (mantissas, 0..=12u32).prop_map(|(mantissa, scale)| {
        Decimal::from_parts(mantissa, scale).expect("within the bounds")
    })
}

fn small_decimal() -> impl Strategy<Value = Decimal> {
    (-1_000_000_000_000..1_000_000_000_000i128, 0..=6u32)
        .prop_map(|(mantissa, scale)| Decimal::from_parts(mantissa, scale).expect("small"))
}

fn hash(value: Decimal) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// `value × 10^24` as a plain integer.
fn at_24(value: Decimal) -> BigInt {
    BigInt::from(value.mantissa()) * BigInt::from(10).pow(24 - value.scale())
}

proptest! {
    #[test]
    fn a_number_is_the_same_after_every_journey(value in any_decimal()) {
        prop_assert_eq!(Decimal::parse(&value.to_string()), Ok(value));
        let json = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(&json, &format!("\"{value}\""));
        prop_assert_eq!(serde_json::from_str::<Decimal>(&json).unwrap(), value);
        let packed = postcard::to_stdvec(&value).unwrap();
        prop_assert!(packed.len() <= 15);
        prop_assert_eq!(postcard::from_bytes::<Decimal>(&packed).unwrap(), value);
    }

    #[test]
    fn zeros_behind_the_dot_change_nothing(value in any_decimal(), zeros in 0..6usize) {
        let text = value.to_string();
        let dot = if text.contains('.') { "" } else { "." };
        let same: Decimal = format!("{text}{dot}0{}", "0".repeat(zeros)).parse().unwrap();
        prop_assert_eq!(same, value);
        prop_assert_eq!(hash(same), hash(value));
        prop_assert_eq!(same.scale(), value.scale());
    }

    #[test]
    fn adding_and_multiplying_are_exact_or_refused(left in any_decimal(), right in any_decimal()) {
        prop_assert_eq!(left.checked_add(right), right.checked_add(left));
        prop_assert_eq!(left.checked_mul(right), right.checked_mul(left));
        if let Some(sum) = left.checked_add(right) {
            prop_assert_eq!(at_24(sum), at_24(left) + at_24(right));
            prop_assert_eq!(sum.checked_sub(right), Some(left));
        }
        if let Some(product) = left.checked_mul(right) {
            prop_assert_eq!(at_24(product) * BigInt::from(10).pow(24), at_24(left) * at_24(right));
        }
    }

    #[test]
    fn a_price_times_a_quantity_is_never_refused(price in small_decimal(), quantity in small_decimal()) {
        prop_assert!(price.checked_mul(quantity).is_some());
    }

    #[test]
    fn the_order_is_the_order_of_the_values(left in any_decimal(), right in any_decimal()) {
        prop_assert_eq!(left.cmp(&right), at_24(left).cmp(&at_24(right)));
        prop_assert_eq!(left == right, at_24(left) == at_24(right));
    }

    #[test]
    fn rounding_takes_the_nearest_and_half_goes_away_from_zero(value in any_decimal(), digits in 0..8u32) {
        let rounded = value.round_half_away(digits);
        prop_assert!(rounded.fits(digits));
        let unit = BigInt::from(10).pow(24 - digits);
        let error: BigInt = (at_24(rounded.abs()) - at_24(value.abs())) * 2;
        prop_assert!(error <= unit && error > -unit);
        prop_assert_eq!((-value).round_half_away(digits), -rounded);
        prop_assert_eq!(value.mul_round(Decimal::ONE, digits), Some(rounded));
    }

    #[test]
    fn dividing_undoes_multiplying(value in small_decimal(), factor in small_decimal()) {
        prop_assume!(!factor.is_zero());
        let product = value.checked_mul(factor).unwrap();
        prop_assert_eq!(product.div_round(factor, 6), Some(value));
    }

    #[test]
    fn nothing_a_person_or_a_stranger_sends_makes_it_panic(text in ".{0,40}", bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let _ = Decimal::parse(&text);
        let _ = postcard::from_bytes::<(Decimal, Currency)>(&bytes);
        if let Ok(value) = postcard::from_bytes::<Decimal>(&bytes) {
            prop_assert_eq!(Decimal::parse(&value.to_string()), Ok(value));
        }
    }
}

#[track_caller]
fn check(text: &str, expected: Result<&str, InvalidDecimal>) {
    assert_eq!(
        Decimal::parse(text).map(|value| value.to_string()),
        expected.map(str::to_owned),
        "{text}"
    );
}

#[test]
fn only_plain_notation_is_a_number() {
    check("12.50", Ok("12.5"));
    check("-0.00", Ok("0"));
    check("007", Ok("7"));
    check("0.000000000001", Ok("0.000000000001"));
    check(
        "9999999999999999999999999999",
        Ok("9999999999999999999999999999"),
    );
    check(
        "10000000000000000000000000000",
        Err(InvalidDecimal::TooManyDigits),
    );
    check("0.0000000000001", Err(InvalidDecimal::TooManyDecimals));
    check("", Err(InvalidDecimal::Empty));
    check("-", Err(InvalidDecimal::Empty));
    for text in [
        ".5", "5.", "+5", "1e3", "1 000", "1,5", "--5", "١", "NaN", "1.2.3",
    ] {
        check(text, Err(InvalidDecimal::NotANumber));
    }
    assert!(
        serde_json::from_str::<Decimal>("12.5").is_err(),
        "a JSON number is no exact number"
    );
}

#[test]
fn an_extreme_mantissa_from_a_block_is_refused() {
    for mantissa in [i128::MIN, i128::MAX, MANTISSA_MAX + 1] {
        let packed = postcard::to_stdvec(&(0u8, mantissa)).unwrap();
        assert!(postcard::from_bytes::<Decimal>(&packed).is_err());
    }
}

#[test]
fn amounts_of_two_currencies_are_not_added() {
    let lira = Money::new(Decimal::ONE, Currency::TRY);
    let error = MoneyError::CurrencyDiffers {
        left: Currency::TRY,
        right: Currency::EUR,
    };
    assert_eq!(
        lira.checked_add(Money::new(Decimal::ONE, Currency::EUR)),
        Err(error)
    );
    assert_eq!(
        serde_json::to_string(&lira).unwrap(),
        r#"{"amount":"1","currency":"TRY"}"#
    );
    assert!(serde_json::from_str::<Currency>("\"try\"").is_err());
}

#[test]
fn quantities_are_converted_exactly_or_not_at_all() {
    let unit = |code| Unit::new(code).unwrap();
    let boxes = Conversion {
        from: unit("box"),
        to: unit("pcs"),
        factor: Decimal::from(12),
    };
    let told =
        |value: i64, code| boxes.convert(&Quantity::new(Decimal::from(value), unit(code)).unwrap());
    assert_eq!(told(3, "box"), Ok(Quantity::pieces(36)));
    assert_eq!(told(30, "pcs").unwrap().value.to_string(), "2.5");
    assert_eq!(
        told(10, "pcs"),
        Err(QuantityError::NotExact { unit: unit("box") })
    );
    assert!(matches!(
        told(1, "kg"),
        Err(QuantityError::UnitDiffers { .. })
    ));
}
