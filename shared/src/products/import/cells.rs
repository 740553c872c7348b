//! What does a cell say: a text, a currency, yes or no, barcodes?
//! Each answers a value or a problem with its path; none knows the row it stands in.

use super::mapping::ATTRIBUTE_LENGTH_MAX;
use crate::bounds;
use crate::calendar::{Period, PeriodUnit};
use crate::money::Currency;
use crate::problem::Problem;
use crate::products::barcode::{self, InvalidBarcode};
use crate::products::tracking::Tracking;
use crate::products::warranty::{WarrantyStart, WarrantyTerms};
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

/// Yes or no, or the word: serial, lot. "SN" is the logistics code that means serial (PRD-10).
pub(super) fn tracking(cell: &str, path: &str) -> Result<Tracking, Problem> {
    match fold(cell).as_str() {
        "sn" | "serial" | "seri" | "serijos nr" | "serija" => Ok(Tracking::Serial),
        "lot" | "parti" | "batch" | "partija" => Ok(Tracking::Lot),
        _ => yes_or_no(cell, path).map(|yes| match yes {
            true => Tracking::Serial,
            false => Tracking::None,
        }),
    }
}

/// A number is months; a word beside it says days, months or years. Nought is no warranty. The day it starts on stays as it was.
pub(super) fn warranty(
    cell: &str,
    path: &str,
    was: Option<WarrantyTerms>,
) -> Result<Option<WarrantyTerms>, Problem> {
    let wrong = || Problem::block(path, "warranty-invalid").with("cell", cell);
    let digits = cell.bytes().take_while(u8::is_ascii_digit).count();
    let (count, word) = cell.split_at(digits);
    let count: u32 = count.parse().map_err(|_| wrong())?;
    let unit = match fold(word).trim_matches([' ', '.']) {
        "" | "m" | "mo" | "month" | "months" | "ay" | "men" | "menuo" | "menesiai" | "menesiu" => {
            PeriodUnit::Months
        }
        "d" | "day" | "days" | "gun" | "diena" | "dienos" | "dienu" => PeriodUnit::Days,
        "y" | "year" | "years" | "yil" | "sene" | "metai" | "metu" => PeriodUnit::Years,
        _ => return Err(wrong()),
    };
    if count == 0 {
        return Ok(None);
    }
    let start = was.map_or(WarrantyStart::default(), |was| was.start);
    let term = Period { count, unit };
    let terms = WarrantyTerms { term, start }.checked();
    terms.map(Some).map_err(|_| wrong())
}

pub(super) fn yes_or_no(cell: &str, path: &str) -> Result<bool, Problem> {
    match fold(cell).as_str() {
        "1" | "yes" | "y" | "true" | "x" | "evet" | "e" | "var" | "taip" | "t" => Ok(true),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, expected: Option<(u32, PeriodUnit)>) {
        let terms = warranty(cell, "Garanti", None).expect("a warranty");
        let term = terms.map(|terms| (terms.term.count, terms.term.unit));
        assert_eq!(term, expected, "{cell}");
    }

    #[test]
    fn a_warranty_is_read_as_people_write_it() {
        check("24", Some((24, PeriodUnit::Months)));
        check("2 yıl", Some((2, PeriodUnit::Years)));
        check("24 mėn.", Some((24, PeriodUnit::Months)));
        check("2 metai", Some((2, PeriodUnit::Years)));
        check("90 gün", Some((90, PeriodUnit::Days)));
        check("12months", Some((12, PeriodUnit::Months)));
        check("0", None);
        for cell in [
            "two years",
            "-1",
            "2.5 yıl",
            "99999",
            "24 weeks",
            "24 ay 3 gün",
        ] {
            assert!(warranty(cell, "Garanti", None).is_err(), "{cell}");
        }
    }

    #[test]
    fn a_new_length_leaves_the_day_it_starts_on() {
        let was = WarrantyTerms {
            start: WarrantyStart::Production,
            ..WarrantyTerms::USUAL
        };
        let now = warranty("3 yıl", "Garanti", Some(was)).expect("a warranty");
        assert_eq!(
            now.map(|terms| terms.start),
            Some(WarrantyStart::Production)
        );
    }

    #[test]
    fn units_are_told_apart_by_a_word_or_yes() {
        let read = |cell| tracking(cell, "İzleme").ok();
        assert_eq!(read("SN"), Some(Tracking::Serial));
        assert_eq!(read("evet"), Some(Tracking::Serial));
        assert_eq!(read("Partija"), Some(Tracking::Lot));
        assert_eq!(read("ne"), Some(Tracking::None));
        assert_eq!(read("perhaps"), None);
    }
}
