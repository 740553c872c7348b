//! Settings of returns: the numbers under which additional fields stand in the ERP the goods were sold with (RMA-12, RMA-42), and what
//! customers are written (NTF-01).

use super::state::Meaning;
use crate::text::Language;

/// Serials on a sale operation (SER-13).
pub const SALE_SERIALS: &str = "rma.field.sale_serials";
/// The product code on an RMA operation.
pub const PRODUCT: &str = "rma.field.product";
/// The department on an RMA operation.
pub const DEPARTMENT: &str = "rma.field.department";
/// Which mails go when several states were accepted together: `last` unless set to `all` (NTF-01).
pub const MAIL: &str = "rma.mail";
/// The value of [`MAIL`] that has every confirmed state told.
pub const MAIL_ALL: &str = "all";

/// The setting with the company's own words for a state in a language: the subject on the first line, an empty one, and the text.
pub fn words_of_mail(state: Meaning, language: Language) -> String {
    format!("{MAIL}.{}.{}", state.word(), language.code())
}

/// Why a number cannot stand in such a setting.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unfit {
    /// From 1 to 99.
    NoNumber,
    /// The operation's other field has it.
    Taken,
}

/// The number that holds when none is set; `None`: no such field.
pub fn default_number(key: &str) -> Option<u8> {
    match key {
        SALE_SERIALS | PRODUCT => Some(1),
        DEPARTMENT => Some(2),
        _ => None,
    }
}

/// The number that holds: the one that was set, else the usual one; `None`: no such field.
///
/// ```
/// use shared::rma::fields::{DEPARTMENT, number};
/// assert_eq!((number(DEPARTMENT, None), number(DEPARTMENT, Some("5"))), (Some(2), Some(5)));
/// ```
pub fn number(key: &str, set: Option<&str>) -> Option<u8> {
    let usual = default_number(key)?;
    Some(set.and_then(read).unwrap_or(usual))
}

/// The other field of the same operation, which must have another number.
pub fn other(key: &str) -> Option<&'static str> {
    match key {
        PRODUCT => Some(DEPARTMENT),
        DEPARTMENT => Some(PRODUCT),
        _ => None,
    }
}

/// May this text stand in the setting? `other`: what stands in the other field's. Keys of other settings are not judged.
pub fn fits(key: &str, value: &str, other_value: Option<&str>) -> Result<(), Unfit> {
    if default_number(key).is_none() {
        return Ok(());
    }
    let number = read(value).ok_or(Unfit::NoNumber)?;
    let Some(other) = other(key) else {
        return Ok(());
    };
    let taken = other_value.and_then(read).or_else(|| default_number(other));
    match taken == Some(number) {
        true => Err(Unfit::Taken),
        false => Ok(()),
    }
}

fn read(value: &str) -> Option<u8> {
    let number = value.trim().parse().ok();
    number.filter(|number| (1..=99).contains(number))
}
