//! The words about settings: why one is not taken.

use super::Language::{En, Lt, Tr};
use super::{Language, kit::messages, policy};
use shared::settings::Refusal;

messages! {
    no_field_number { "Alan numarası 1 ile 99 arasında olmalıdır.", "Lauko numeris turi būti nuo 1 iki 99.", "The number of a field is from 1 to 99." }
    field_number_taken { "Bu numara aynı kaydın başka bir alanında kullanılıyor. Başka bir numara yazın.", "Šį numerį jau turi kitas tos pačios operacijos laukas. Įrašykite kitą numerį.", "Another field of the same operation has this number. Enter another one." }
}

/// Why a setting is not taken.
pub fn refusal(language: Language, why: &Refusal) -> String {
    match why {
        Refusal::Denied { why } => policy::denied(language, why),
        Refusal::NoFieldNumber => no_field_number(language).to_owned(),
        Refusal::FieldNumberTaken => field_number_taken(language).to_owned(),
    }
}
