//! Is this number a tax number, of which kind, and is its check digit right?
//! Does not know who may see it (a record of its own on the administrators' shelf, ACC-12), nor whether it exists.

use std::fmt;

/// What kind of tax number a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaxKeyKind {
    /// A company in Türkiye, ten digits (Vergi Kimlik Numarası).
    Vkn,
    /// A person in Türkiye, eleven digits (T.C. Kimlik Numarası).
    Tckn,
    /// A company in Lithuania, nine digits (juridinio asmens kodas).
    LithuanianCompany,
    /// A VAT payer in Lithuania: `LT` with nine or twelve digits (PVM mokėtojo kodas).
    LithuanianVat,
}

/// Why a text is not a tax number. Only [`InvalidTaxKey::CheckDigit`] may be overridden: as a warning on import,
/// by an administrator on entry (ACC-12; the tax authority's own sample invoice carries one that fails).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTaxKey {
    #[error("a tax number is expected, nothing was given")]
    Empty,
    #[error("a tax number consists of digits")]
    NotDigits,
    #[error(
        "{digits} digits make no tax number: 10 and 11 in Türkiye, 9 in Lithuania, LT with 9 or 12 for VAT"
    )]
    Length { digits: usize },
    #[error("a personal number does not start with 0")]
    LeadingZero,
    #[error("the check digit is wrong")]
    CheckDigit(TaxKeyKind),
}

/// Tells the kind of a tax number and checks it (ACC-12). Blanks, dots and hyphens between the digits are skipped.
///
/// ```
/// use shared::accounts::tax_key::{TaxKeyKind, check};
/// assert_eq!(check("454 053 6920"), Ok(TaxKeyKind::Vkn));
/// assert_eq!(check("LT119511515"), Ok(TaxKeyKind::LithuanianVat));
/// ```
pub fn check(text: &str) -> Result<TaxKeyKind, InvalidTaxKey> {
    let key = normalised(text);
    let (lithuanian, number) = match key.strip_prefix("LT") {
        Some(number) => (true, number),
        None => (false, key.as_str()),
    };
    if number.is_empty() {
        return Err(InvalidTaxKey::Empty);
    }
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(InvalidTaxKey::NotDigits);
    }
    let digits: Vec<u32> = number.bytes().map(|byte| u32::from(byte - b'0')).collect();
    let (kind, right) = match (digits.len(), lithuanian) {
        (9 | 12, true) => (TaxKeyKind::LithuanianVat, is_lithuanian_vat(&digits)),
        (9, false) => (
            TaxKeyKind::LithuanianCompany,
            has_lithuanian_check_digit(&digits),
        ),
        (10, false) => (TaxKeyKind::Vkn, is_vkn(&digits)),
        (11, false) if digits[0] == 0 => return Err(InvalidTaxKey::LeadingZero),
        (11, false) => (TaxKeyKind::Tckn, is_tckn(&digits)),
        (digits, _) => return Err(InvalidTaxKey::Length { digits }),
    };
    if right {
        Ok(kind)
    } else {
        Err(InvalidTaxKey::CheckDigit(kind))
    }
}

/// The form that is stored and compared: no blanks, dots or hyphens, capital letters.
pub fn normalised(text: &str) -> String {
    let between = |letter: &char| letter.is_whitespace() || matches!(letter, '.' | '-');
    let kept = text.chars().filter(|letter| !between(letter));
    kept.map(|letter| letter.to_ascii_uppercase()).collect()
}

/// A tax number for those who entered it but may not read it: only its last two characters (ACC-12).
pub struct Masked<'a>(pub &'a str);

impl fmt::Display for Masked<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.0.chars().count();
        for (place, letter) in self.0.chars().enumerate() {
            let shown = if place + 2 < length || length <= 4 {
                '•'
            } else {
                letter
            };
            write!(formatter, "{shown}")?;
        }
        Ok(())
    }
}

/// The check digit of the Turkish revenue administration: each digit is shifted by its distance from the
/// end, doubled that many times, reduced modulo nine (nine standing for a zero that came from a non-zero).
fn is_vkn(digits: &[u32]) -> bool {
    let mut sum = 0;
    for (place, digit) in digits[..9].iter().enumerate() {
        let distance = 9 - place as u32;
        let shifted = (digit + distance) % 10;
        let reduced = shifted * 2u32.pow(distance) % 9;
        sum += if shifted != 0 && reduced == 0 {
            9
        } else {
            reduced
        };
    }
    (10 - sum % 10) % 10 == digits[9]
}

/// The two check digits of the Turkish population register: one over the odd and even places, one over all.
fn is_tckn(digits: &[u32]) -> bool {
    let odd: u32 = digits[..9].iter().step_by(2).sum();
    let even: u32 = digits[1..9].iter().step_by(2).sum();
    // 40 keeps the difference above zero and changes no remainder of ten
    let tenth = (odd * 7 + 40 - even) % 10;
    let eleventh = digits[..10].iter().sum::<u32>() % 10;
    digits[9] == tenth && digits[10] == eleventh
}

/// A Lithuanian VAT number has a 1 before its check digit: it marks the payer of the tax.
fn is_lithuanian_vat(digits: &[u32]) -> bool {
    digits[digits.len() - 2] == 1 && has_lithuanian_check_digit(digits)
}

/// The weights run 1 to 9 and begin again; a remainder of ten asks once more with weights from 3, and a second ten means 0.
fn has_lithuanian_check_digit(digits: &[u32]) -> bool {
    let (last, body) = digits.split_last().expect("the length was checked");
    let remainder = |first: usize| {
        let weighted = body.iter().enumerate();
        weighted
            .map(|(place, digit)| ((place + first) % 9 + 1) as u32 * digit)
            .sum::<u32>()
            % 11
    };
    let check = match remainder(0) {
        10 => remainder(2) % 10,
        remainder => remainder,
    };
    check == *last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_numbers_of_every_kind_are_told_apart() {
        assert_eq!(check("4540536920"), Ok(TaxKeyKind::Vkn));
        assert_eq!(check("17291716060"), Ok(TaxKeyKind::Tckn));
        assert_eq!(check("10000000146"), Ok(TaxKeyKind::Tckn));
        assert_eq!(check("300649187"), Ok(TaxKeyKind::LithuanianCompany));
        assert_eq!(check("LT 100001919017"), Ok(TaxKeyKind::LithuanianVat));
        assert_eq!(check("lt100004801610"), Ok(TaxKeyKind::LithuanianVat));
    }

    #[test]
    fn a_wrong_check_digit_names_the_kind() {
        assert_eq!(
            check("4540536921"),
            Err(InvalidTaxKey::CheckDigit(TaxKeyKind::Vkn))
        );
        assert_eq!(
            check("17291716050"),
            Err(InvalidTaxKey::CheckDigit(TaxKeyKind::Tckn))
        );
        assert_eq!(
            check("17291716061"),
            Err(InvalidTaxKey::CheckDigit(TaxKeyKind::Tckn))
        );
        assert_eq!(
            check("LT100001919018"),
            Err(InvalidTaxKey::CheckDigit(TaxKeyKind::LithuanianVat))
        );
    }

    #[test]
    fn what_cannot_be_a_tax_number_says_why() {
        assert_eq!(check("  "), Err(InvalidTaxKey::Empty));
        assert_eq!(check("07291716060"), Err(InvalidTaxKey::LeadingZero));
        assert_eq!(check("12345"), Err(InvalidTaxKey::Length { digits: 5 }));
        assert_eq!(check("45405369ı0"), Err(InvalidTaxKey::NotDigits));
    }

    #[test]
    fn a_masked_number_shows_its_last_two_digits() {
        assert_eq!(Masked("4540536920").to_string(), "••••••••20");
        assert_eq!(Masked("20").to_string(), "••");
    }
}
