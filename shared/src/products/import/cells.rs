//! What does a cell say: a text, a currency, yes or no, barcodes?
//! Each answers a value or a problem with its path; none knows the row it stands in.

use super::mapping::ATTRIBUTE_LENGTH_MAX;
use crate::bounds;
use crate::money::Currency;
use crate::problem::Problem;
use crate::products::barcode::{self, InvalidBarcode};
use crate::text::{InvalidText, Text, fold};

pub(super) fn text(cell: &str, path: &str) -> Result<String, Problem> {
    let text = Text::new(cell).map_err(|problem| match problem {
        InvalidText::Empty => Problem::block(path, "text-missing"),
        InvalidText::TooLong { length_max } => {
            Problem::block(path, "text-too-long").with("length_max", length_max)
        }
        InvalidText::ControlCharacter => Problem::block(path, "text-unreadable"),
    })?;
    Ok(text.to_string())
}

/// What would not be taken later (`bounds`) is said here, where it costs its own row alone.
pub(super) fn fits(cell: &str, path: &str) -> Result<(), Problem> {
    if cell.contains(bounds::is_hidden) {
        return Err(Problem::block(path, "text-unreadable"));
    }
    match cell.chars().nth(bounds::LINE) {
        Some(_) => Err(Problem::block(path, "text-too-long").with("length_max", bounds::LINE)),
        None => Ok(()),
    }
}

/// The ISO code, or the sign and the short form people write in spreadsheets.
pub(super) fn currency(cell: &str, path: &str) -> Result<Currency, Problem> {
    let upper = cell.to_ascii_uppercase();
    let code = match upper.as_str() {
        "TL" | "₺" | "YTL" => "TRY",
        "€" => "EUR",
        "$" => "USD",
        "£" => "GBP",
        code => code,
    };
    Currency::parse(code).map_err(|_| Problem::block(path, "currency-invalid").with("cell", cell))
}

/// Logistics code SN means tracked by serial (PRD-10).
pub(super) fn yes_or_no(cell: &str, path: &str) -> Result<bool, Problem> {
    match fold(cell).as_str() {
        "1" | "yes" | "y" | "true" | "x" | "evet" | "e" | "var" | "taip" | "t" | "sn" => Ok(true),
        "0" | "no" | "n" | "false" | "hayir" | "h" | "yok" | "ne" => Ok(false),
        _ => Err(Problem::warn(path, "yes-or-no-expected").with("cell", cell)),
    }
}

/// Several barcodes may share a cell. A house's own numbers are fine; a wrong check digit is worth a look.
pub(super) fn take_barcodes(cell: &str, path: &str, barcodes: &mut Vec<String>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for code in cell
        .split([',', ';', '|', ' ', '\n'])
        .map(str::trim)
        .filter(|code| !code.is_empty())
    {
        if let Err(problem) = fits(code, path) {
            problems.push(problem);
            continue;
        }
        if let Err(InvalidBarcode::CheckDigit { expected }) = barcode::check(code) {
            let problem = Problem::warn(path, "barcode-check-digit").with("barcode", code);
            problems.push(problem.with("expected", expected));
        }
        if !barcodes.iter().any(|had| had == code) {
            barcodes.push(code.to_owned());
        }
    }
    problems
}

pub(super) fn take_attribute(
    cell: &str,
    heading: &str,
    attributes: &mut Vec<(String, String)>,
) -> Result<(), Problem> {
    if cell.chars().nth(ATTRIBUTE_LENGTH_MAX).is_some() {
        let problem = Problem::warn(heading, "attribute-too-long");
        return Err(problem.with("length_max", ATTRIBUTE_LENGTH_MAX));
    }
    fits(heading, heading)?;
    fits(cell, heading)?;
    match attributes.iter_mut().find(|(name, _)| name == heading) {
        Some((_, value)) => *value = cell.to_owned(),
        None => attributes.push((heading.to_owned(), cell.to_owned())),
    }
    Ok(())
}
