//! What somebody fills in about a product, as a plain value: read field by field, compared with the record field by field.
//! Knows no screen; the rules themselves are asked in `shared`.

use shared::calendar::PeriodUnit;
use shared::edit::Edit;
use shared::ids::CategoryId;
use shared::money::{Currency, Decimal};
use shared::products::{Draft, Field, Product, Tracking, WarrantyStart, WarrantyTerms};
use shared::quantity::Unit;
use shared::rate::Percent;
use shared::text::{InvalidText, Text};

/// One finished field, as it was typed or chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    Name(String),
    /// A plain decimal, or nothing.
    Price(String),
    Currency(String),
    Unit(String),
    Brand(String),
    /// The id of a category, or nothing.
    Category(String),
    Vat(String),
    /// One a line.
    Barcodes(String),
    /// The name of a way of telling units apart.
    Tracking(String),
    LogisticsCode(String),
    Service(bool),
    /// Under warranty or not.
    Covered(bool),
    /// How many days, months or years.
    WarrantyCount(String),
    WarrantyUnit(String),
    /// The name of the day it starts on.
    WarrantyStart(String),
}

/// How a ticked box is written down.
const YES: &str = "yes";

/// Why a field cannot be taken as it was typed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wrong {
    Text(InvalidText),
    Price,
    Vat,
    Unit,
    Warranty,
    Choice,
}

impl Part {
    /// A field by its name, as it was typed.
    pub fn named(field: &str, typed: String) -> Option<Part> {
        Some(match field {
            "name" => Part::Name(typed),
            "price" => Part::Price(typed),
            "currency" => Part::Currency(typed),
            "unit" => Part::Unit(typed),
            "brand" => Part::Brand(typed),
            "category" => Part::Category(typed),
            "vat" => Part::Vat(typed),
            "barcodes" => Part::Barcodes(typed),
            "tracking" => Part::Tracking(typed),
            "logistics_code" => Part::LogisticsCode(typed),
            "service" => Part::Service(typed == YES),
            "covered" => Part::Covered(typed == YES),
            "warranty_count" => Part::WarrantyCount(typed),
            "warranty_unit" => Part::WarrantyUnit(typed),
            "warranty_start" => Part::WarrantyStart(typed),
            _ => return None,
        })
    }

    /// What was typed, chosen or ticked.
    pub fn typed(&self) -> &str {
        match self {
            Part::Name(typed) | Part::Price(typed) | Part::Currency(typed) => typed,
            Part::Unit(typed) | Part::Brand(typed) | Part::Category(typed) => typed,
            Part::Vat(typed) | Part::Barcodes(typed) => typed,
            Part::Tracking(typed) | Part::LogisticsCode(typed) => typed,
            Part::WarrantyCount(typed) | Part::WarrantyUnit(typed) => typed,
            Part::WarrantyStart(typed) => typed,
            Part::Covered(true) | Part::Service(true) => YES,
            Part::Covered(false) | Part::Service(false) => "",
        }
    }

    /// The field its problem stands under.
    pub fn field(&self) -> &'static str {
        match self {
            Part::Name(_) => "name",
            Part::Price(_) => "price",
            Part::Currency(_) => "currency",
            Part::Unit(_) => "unit",
            Part::Brand(_) => "brand",
            Part::Category(_) => "category",
            Part::Vat(_) => "vat",
            Part::Barcodes(_) => "barcodes",
            Part::Tracking(_) => "tracking",
            Part::LogisticsCode(_) => "logistics_code",
            Part::Service(_) => "service",
            Part::Covered(_) => "covered",
            Part::WarrantyCount(_) => "warranty_count",
            Part::WarrantyUnit(_) => "warranty_unit",
            Part::WarrantyStart(_) => "warranty_start",
        }
    }

    /// Puts the field into the draft, when it can be read.
    pub fn read_into(self, draft: &mut Draft) -> Result<(), Wrong> {
        match self {
            Part::Name(typed) => draft.name = Text::new(&typed).map_err(Wrong::Text)?.to_string(),
            Part::Price(typed) => draft.price = decimal(&typed).ok_or(Wrong::Price)?,
            Part::Currency(code) => {
                draft.currency = Currency::parse(&code).map_err(|_| Wrong::Choice)?
            }
            Part::Unit(typed) => draft.unit = Unit::new(&typed).map_err(|_| Wrong::Unit)?,
            Part::Brand(typed) => draft.brand = line(&typed)?,
            Part::Category(id) => draft.category = category(&id)?,
            Part::Vat(typed) => draft.vat = Part::rate(&typed).ok_or(Wrong::Vat)?,
            Part::Barcodes(typed) => draft.barcodes = barcodes(&typed),
            Part::Tracking(name) => {
                draft.tracking = Tracking::from_name(&name).ok_or(Wrong::Choice)?
            }
            Part::LogisticsCode(typed) => draft.logistics_code = line(&typed)?,
            Part::Service(yes) => draft.service = yes,
            Part::Covered(yes) => draft.warranty = yes.then_some(WarrantyTerms::USUAL),
            Part::WarrantyCount(typed) => {
                let count = typed.trim().parse().map_err(|_| Wrong::Warranty)?;
                return terms(draft, |terms| terms.term.count = count);
            }
            Part::WarrantyUnit(name) => {
                let unit = warranty_unit(&name).ok_or(Wrong::Choice)?;
                return terms(draft, |terms| terms.term.unit = unit);
            }
            Part::WarrantyStart(name) => {
                let start = WarrantyStart::from_name(&name).ok_or(Wrong::Choice)?;
                return terms(draft, |terms| terms.start = start);
            }
        }
        Ok(())
    }

    /// A tax rate as typed; nothing typed is zero.
    pub fn rate(typed: &str) -> Option<Percent> {
        let value = decimal(typed)?.unwrap_or(Decimal::ZERO);
        Percent::new(value).ok()?.checked_share().ok()
    }
}

/// One part of the terms, when the product is under warranty at all.
fn terms(draft: &mut Draft, set: impl FnOnce(&mut WarrantyTerms)) -> Result<(), Wrong> {
    let mut next = draft.warranty.unwrap_or(WarrantyTerms::USUAL);
    set(&mut next);
    draft.warranty = Some(next.checked().map_err(|_| Wrong::Warranty)?);
    Ok(())
}

/// The units a warranty is told in, by the name a form gives them.
pub const WARRANTY_UNITS: [(&str, PeriodUnit); 3] = [
    ("days", PeriodUnit::Days),
    ("months", PeriodUnit::Months),
    ("years", PeriodUnit::Years),
];

fn warranty_unit(name: &str) -> Option<PeriodUnit> {
    let found = WARRANTY_UNITS.into_iter().find(|(known, _)| *known == name);
    found.map(|(_, unit)| unit)
}

/// A line that may stay empty.
fn line(typed: &str) -> Result<String, Wrong> {
    match Text::new(typed) {
        Ok(text) => Ok(text.to_string()),
        Err(InvalidText::Empty) => Ok(String::new()),
        Err(why) => Err(Wrong::Text(why)),
    }
}

fn decimal(typed: &str) -> Option<Option<Decimal>> {
    match typed.trim() {
        "" => Some(None),
        typed => Decimal::parse(typed).ok().map(Some),
    }
}

fn category(id: &str) -> Result<Option<CategoryId>, Wrong> {
    match id {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| Wrong::Choice),
    }
}

/// Blanks and commas part codes as well as lines do: people paste them from anywhere.
fn barcodes(typed: &str) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for code in typed.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';')) {
        if !code.is_empty() && !codes.iter().any(|known| known == code) {
            codes.push(code.to_owned());
        }
    }
    codes
}

/// The record as a draft.
pub fn draft_of(product: &Product) -> Draft {
    Draft {
        name: product.name.clone(),
        price: product.price,
        currency: product.currency,
        unit: product.unit.clone(),
        brand: product.brand.clone(),
        category: product.category,
        vat: product.vat,
        barcodes: product.barcodes.clone(),
        tracking: product.tracking,
        service: product.service,
        warranty: product.warranty,
        logistics_code: product.logistics_code.clone(),
    }
}

/// What changed against the record: one intention for each.
pub fn difference(was: &Product, now: &Draft) -> Vec<Field> {
    let fields = [
        edit(&was.name, &now.name).map(|edit| Field::Name { edit }),
        edit(&was.price, &now.price).map(|edit| Field::Price { edit }),
        edit(&was.currency, &now.currency).map(|edit| Field::Currency { edit }),
        edit(&was.unit, &now.unit).map(|edit| Field::Unit { edit }),
        edit(&was.brand, &now.brand).map(|edit| Field::Brand { edit }),
        edit(&was.category, &now.category).map(|edit| Field::Category { edit }),
        edit(&was.vat, &now.vat).map(|edit| Field::Vat { edit }),
        edit(&was.barcodes, &now.barcodes).map(|edit| Field::Barcodes { edit }),
        edit(&was.tracking, &now.tracking).map(|edit| Field::Tracking { edit }),
        edit(&was.warranty, &now.warranty).map(|edit| Field::Warranty { edit }),
        edit(&was.logistics_code, &now.logistics_code).map(|edit| Field::LogisticsCode { edit }),
    ];
    fields.into_iter().flatten().collect()
}

fn edit<T: Clone + PartialEq>(was: &T, now: &T) -> Option<Edit<T>> {
    (was != now).then(|| Edit::new(was.clone(), now.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::calendar::Period;

    fn draft() -> Draft {
        Draft {
            name: "Vidalı kompresör".into(),
            ..Draft::blank(Currency::TRY)
        }
    }

    #[track_caller]
    fn check(part: Part, expected: Result<(), Wrong>) {
        assert_eq!(part.read_into(&mut draft()), expected);
    }

    #[test]
    fn a_field_that_cannot_be_read_says_why() {
        check(
            Part::Name("  ".into()),
            Err(Wrong::Text(InvalidText::Empty)),
        );
        check(Part::Price("12.5".into()), Ok(()));
        check(Part::Price("".into()), Ok(()));
        check(Part::Vat("120".into()), Err(Wrong::Vat));
        check(Part::Unit("".into()), Err(Wrong::Unit));
        check(Part::Category("".into()), Ok(()));
        check(Part::Category("7".into()), Err(Wrong::Choice));
        check(Part::Brand("".into()), Ok(()));
    }

    #[test]
    fn a_field_is_found_again_by_its_name() {
        for part in [
            Part::Name("Vida".into()),
            Part::Barcodes("1\n2".into()),
            Part::Service(true),
            Part::Covered(false),
            Part::WarrantyCount("24".into()),
            Part::Tracking("lot".into()),
        ] {
            let again = Part::named(part.field(), part.typed().to_owned());
            assert_eq!(again, Some(part));
        }
        assert_eq!(Part::named("colour", "red".into()), None);
    }

    #[test]
    fn a_warranty_is_whole_or_refused() {
        let mut draft = draft();
        assert_eq!(Part::Covered(true).read_into(&mut draft), Ok(()));
        assert_eq!(
            Part::WarrantyCount("3".into()).read_into(&mut draft),
            Ok(())
        );
        assert_eq!(
            Part::WarrantyUnit("years".into()).read_into(&mut draft),
            Ok(())
        );
        let term = draft.warranty.map(|terms| terms.term);
        assert_eq!(term, Some(Period::new(3, PeriodUnit::Years)));
        for wrong in ["", "0", "1.5", "-2", "10000"] {
            let read = Part::WarrantyCount(wrong.into()).read_into(&mut draft);
            assert_eq!(read, Err(Wrong::Warranty), "{wrong}");
        }
        assert_eq!(draft.warranty.map(|terms| terms.term), term);
    }

    #[test]
    fn pasted_barcodes_are_parted_and_each_kept_once() {
        let mut draft = draft();
        assert_eq!(
            Part::Barcodes("4006381333931, 96385074\n4006381333931".into()).read_into(&mut draft),
            Ok(())
        );
        assert_eq!(draft.barcodes, ["4006381333931", "96385074"]);
    }
}
