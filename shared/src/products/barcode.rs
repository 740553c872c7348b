//! Is this text a trade item number, of which kind, and is its check digit right?
//! Does not know what else a scanned code may contain; that is `serials/scan`.

/// The kinds of GS1 trade item numbers (PRD-14), told by their length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarcodeKind {
    Ean8,
    /// Twelve digits, used in North America; as an EAN-13 it begins with a zero.
    Upc,
    Ean13,
    Gtin14,
}

/// Why a text is not a trade item number. A house's own barcodes are allowed, so this is a warning, not a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidBarcode {
    #[error("a trade item number consists of digits")]
    NotDigits,
    #[error("{digits} digits make no trade item number: it has 8, 12, 13 or 14")]
    Length { digits: usize },
    #[error("the check digit should be {expected}")]
    CheckDigit { expected: u8 },
}

/// Tells the kind of a trade item number and checks its last digit (GS1 General Specifications 7.9.1).
///
/// ```
/// use shared::products::barcode::{BarcodeKind, check};
/// assert_eq!(check("4006381333931"), Ok(BarcodeKind::Ean13));
/// ```
pub fn check(text: &str) -> Result<BarcodeKind, InvalidBarcode> {
    let digits = text.trim().as_bytes();
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(InvalidBarcode::NotDigits);
    }
    let kind = match digits.len() {
        8 => BarcodeKind::Ean8,
        12 => BarcodeKind::Upc,
        13 => BarcodeKind::Ean13,
        14 => BarcodeKind::Gtin14,
        digits => return Err(InvalidBarcode::Length { digits }),
    };
    let (last, body) = digits.split_last().expect("the length was checked");
    let expected = check_digit(body);
    if expected == last - b'0' {
        Ok(kind)
    } else {
        Err(InvalidBarcode::CheckDigit { expected })
    }
}

/// The key a barcode is compared by: the fourteen digits of a right trade item number, so that a UPC and the
/// same item's EAN-13 are one; any other barcode stays as typed, trimmed.
pub fn comparable(text: &str) -> String {
    let text = text.trim();
    match check(text) {
        Ok(_) => format!("{text:0>14}"),
        Err(_) => text.to_owned(),
    }
}

/// Weights three and one alternate, three for the digit beside the check digit.
fn check_digit(body: &[u8]) -> u8 {
    let weighted = body.iter().rev().enumerate();
    let sum: u32 = weighted
        .map(|(place, digit)| u32::from(digit - b'0') * if place % 2 == 0 { 3 } else { 1 })
        .sum();
    ((10 - sum % 10) % 10) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_is_told_and_checked() {
        assert_eq!(check("96385074"), Ok(BarcodeKind::Ean8));
        assert_eq!(check("036000291452"), Ok(BarcodeKind::Upc));
        assert_eq!(check(" 4006381333931 "), Ok(BarcodeKind::Ean13));
        assert_eq!(check("10614141000415"), Ok(BarcodeKind::Gtin14));
        assert_eq!(
            check("4006381333932"),
            Err(InvalidBarcode::CheckDigit { expected: 1 })
        );
        assert_eq!(
            check("400638133393"),
            Err(InvalidBarcode::CheckDigit { expected: 0 })
        );
        assert_eq!(check("123"), Err(InvalidBarcode::Length { digits: 3 }));
        assert_eq!(check("96385O74"), Err(InvalidBarcode::NotDigits));
    }

    #[test]
    fn a_upc_and_its_ean_are_one_item() {
        assert_eq!(comparable("036000291452"), comparable("0036000291452"));
        assert_eq!(comparable(" LT-7 "), "LT-7");
    }
}
