//! Are two values the same to a person? Numbers are text in the log, and 1.50 is 1.5; what is absent is nothing.

use serde_json::Value;

pub fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::String(one), Value::String(other)) => {
            one == other || amount(one).is_some_and(|one| Some(one) == amount(other))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let mut keys = one.keys().chain(other.keys());
            let of = |map: &serde_json::Map<String, Value>, key: &str| map.get(key).cloned();
            keys.all(|key| {
                let (one, other) = (of(one, key), of(other, key));
                same(&one.unwrap_or_default(), &other.unwrap_or_default())
            })
        }
        (one, other) => one == other,
    }
}

/// A decimal without the zeros at the end of its places.
fn amount(text: &str) -> Option<(&str, &str)> {
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
    let fits = !whole.is_empty() && digits(whole.trim_start_matches('-')) && digits(places);
    fits.then(|| (whole, places.trim_end_matches('0')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(one: Value, other: Value, expected: bool) {
        assert_eq!(same(&one, &other), expected, "{one} {other}");
    }

    #[test]
    fn zeros_at_the_end_and_absent_fields_say_nothing() {
        check(json!("1.50"), json!("1.5"), true);
        check(json!("1.50"), json!("1.05"), false);
        check(json!("2"), json!("2.00"), true);
        check(json!("-2"), json!("2"), false);
        check(json!("007"), json!("7"), false);
        check(json!({ "a": 1, "b": null }), json!({ "a": 1 }), true);
        check(json!({ "a": 1 }), json!({ "a": 2 }), false);
        check(json!(["a"]), json!(["a", "b"]), false);
    }
}
