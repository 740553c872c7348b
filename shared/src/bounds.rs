//! How much fits into a field, and which letters never do. Asked of everything a person sends, before any rule looks at it, on the
//! device and on the server alike; every figure stands here. Does not know rooms: a field is known by its name.
//!
//! What does not fit is refused, never shortened or cleaned: an intention is kept as its author made it (its hash says so). What the
//! system says is not asked: a document that stands in an ERP stands there, whatever its letters.

use crate::money::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Characters of a name, a code or anything else on one line.
pub const LINE: usize = 250;
/// Characters of an address, and of the text of an offer's line.
pub const PARAGRAPH: usize = 2_000;
/// Characters of a note, a reason, a setting, a list of serials, or what a service person writes.
pub const NOTE: usize = 20_000;
/// Elements of a list: rows of an import are the longest.
pub const LIST: usize = 5_000;
/// Bytes of a file: a photo of a good camera, or a long paper (25 MiB).
pub const FILE_BYTES: u64 = 25 * 1024 * 1024;
/// Files that hang on one record.
pub const FILES: usize = 500;
/// Earlier intentions that one names: no queue is longer (sync.md, offline length).
pub const PARENTS: usize = 10_000;
/// Letters shown of a text that is refused.
const SHOWN: usize = 30;
/// Amounts and quantities stay below 10^15: no company has more, and products of two stay exact.
const WHOLE_DIGITS: u32 = 15;
/// Decimals of prices and quantities (PRC-08).
const DECIMALS: u32 = 6;

/// Why something does not fit; worded in `messages`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Unfit {
    #[error("“{begins}…” has more than {length_max} characters")]
    TooLong { begins: String, length_max: usize },
    /// It would not be seen, or make other letters stand in another order than they are read.
    #[error("“{begins}” contains letters that cannot be seen")]
    Hidden { begins: String },
    #[error("a list has more than {count_max} elements")]
    TooMany { count_max: usize },
}

/// Control characters except line breaks and tabs, and what turns or isolates the direction of writing: with these a code or a file
/// name reads other than it is.
pub fn is_hidden(letter: char) -> bool {
    let control = letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    control || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Does everything in these arguments fit? What the author saw before (`was`) is only compared and may be whatever it is.
pub fn check(args: &Value) -> Result<(), Unfit> {
    walk("", args)
}

/// The same for a change whose rows are judged one by one: everything but the rows.
pub fn check_beside_rows(args: &Value) -> Result<(), Unfit> {
    let Value::Object(fields) = args else {
        return check(args);
    };
    let beside = fields.iter().filter(|(name, _)| *name != "rows");
    beside.into_iter().try_for_each(|(name, value)| {
        text_fits(name, LINE)?;
        walk(name, value)
    })
}

fn walk(field: &str, value: &Value) -> Result<(), Unfit> {
    match value {
        Value::String(text) => text_fits(text, length_max(field)),
        Value::Array(items) if items.len() > LIST => Err(Unfit::TooMany { count_max: LIST }),
        Value::Array(items) => items.iter().try_for_each(|item| walk(field, item)),
        Value::Object(fields) => fields.iter().try_for_each(|(name, value)| {
            text_fits(name, LINE)?;
            match name.as_str() {
                "was" => Ok(()),
                "edit" | "now" => walk(field, value),
                name => walk(name, value),
            }
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

fn length_max(field: &str) -> usize {
    match field {
        "note" | "reason" | "value" | "typed" | "fault" | "diagnosis" | "work_done"
        | "resolution" => NOTE,
        "address" | "text" => PARAGRAPH,
        _ => LINE,
    }
}

fn text_fits(text: &str, length_max: usize) -> Result<(), Unfit> {
    let visible = text.chars().filter(|letter| !is_hidden(*letter));
    let begins = || visible.take(SHOWN).collect();
    if text.len() > length_max && text.chars().count() > length_max {
        let begins = begins();
        return Err(Unfit::TooLong { begins, length_max });
    }
    match text.contains(is_hidden) {
        true => Err(Unfit::Hidden { begins: begins() }),
        false => Ok(()),
    }
}

/// An amount or a quantity that can be meant: below 10^15, at most six decimals, whatever its sign.
pub fn number_fits(number: Decimal) -> bool {
    let limit = 10i128.pow(WHOLE_DIGITS + number.scale().min(DECIMALS));
    number.fits(DECIMALS) && number.mantissa().abs() < limit
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn refused(args: Value, wanted: fn(&Unfit) -> bool) {
        let why = check(&args).expect_err("it does not fit");
        assert!(wanted(&why), "{why}");
    }

    fn too_long(why: &Unfit) -> bool {
        matches!(why, Unfit::TooLong { .. })
    }

    fn hidden(why: &Unfit) -> bool {
        matches!(why, Unfit::Hidden { .. })
    }

    #[test]
    fn a_field_has_its_length_wherever_it_stands() {
        let letters = |count: usize| "ž".repeat(count);
        assert_eq!(
            check(&json!({ "draft": { "name": letters(LINE) } })),
            Ok(())
        );
        refused(json!({ "draft": { "name": letters(LINE + 1) } }), too_long);
        let edited = |field: &str, length| json!({ "field": { field: { "edit": { "was": "", "now": letters(length) } } } });
        assert_eq!(check(&edited("note", NOTE)), Ok(()));
        refused(edited("note", NOTE + 1), too_long);
        refused(edited("email", LINE + 1), too_long);
        assert_eq!(check(&edited("address", PARAGRAPH)), Ok(()));
        refused(json!({ "barcodes": ["1", letters(LINE + 1)] }), too_long);
        refused(json!({ letters(LINE + 1): 1 }), too_long);
        refused(json!({ "rows": vec![0; LIST + 1] }), |why| {
            matches!(why, Unfit::TooMany { .. })
        });
    }

    #[test]
    fn what_was_there_before_is_only_compared() {
        let edit = json!({ "edit": { "was": "a\u{0}b", "now": "ab" } });
        assert_eq!(check(&edit), Ok(()));
    }

    #[test]
    fn letters_that_nobody_sees_are_refused() {
        for letter in [
            '\0', '\u{7}', '\u{1b}', '\u{7f}', '\u{85}', '\u{202e}', '\u{2066}',
        ] {
            refused(json!({ "name": format!("a{letter}b") }), hidden);
        }
        let kept = "Žąsis\n\tÇığ – “x” 👷🏽‍♀️ عربي";
        assert_eq!(check(&json!({ "name": kept })), Ok(()));
    }

    #[test]
    fn a_number_is_below_a_thousand_trillions_with_six_decimals() {
        let fits = |text: &str| number_fits(text.parse().expect("a number"));
        assert!(fits("999999999999999.999999") && fits("-1") && fits("0"));
        assert!(!fits("1000000000000000") && !fits("-1000000000000000"));
        assert!(!fits("0.0000001"));
    }
}
