//! What somebody fills in about a product, as a plain value: read field by field, compared with the record field by field.
//! Knows no screen; the rules themselves are asked in `shared`.

use shared::edit::Edit;
use shared::ids::CategoryId;
use shared::money::{Currency, Decimal};
use shared::products::{Draft, Field, Product};
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
    SerialTracked(bool),
    Service(bool),
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
            "serial_tracked" => Part::SerialTracked(typed == YES),
            "service" => Part::Service(typed == YES),
            _ => return None,
        })
    }

    /// What was typed, chosen or ticked.
    pub fn typed(&self) -> &str {
        match self {
            Part::Name(typed) | Part::Price(typed) | Part::Currency(typed) => typed,
            Part::Unit(typed) | Part::Brand(typed) | Part::Category(typed) => typed,
            Part::Vat(typed) | Part::Barcodes(typed) => typed,
            Part::SerialTracked(true) | Part::Service(true) => YES,
            Part::SerialTracked(false) | Part::Service(false) => "",
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
            Part::SerialTracked(_) => "serial_tracked",
            Part::Service(_) => "service",
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
            Part::SerialTracked(yes) => draft.serial_tracked = yes,
            Part::Service(yes) => draft.service = yes,
        }
        Ok(())
    }

    /// A tax rate as typed; nothing typed is zero.
    pub fn rate(typed: &str) -> Option<Percent> {
        let value = decimal(typed)?.unwrap_or(Decimal::ZERO);
        Percent::new(value).ok()?.checked_share().ok()
    }
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
        serial_tracked: product.serial_tracked,
        service: product.service,
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
        edit(&was.serial_tracked, &now.serial_tracked).map(|edit| Field::SerialTracked { edit }),
    ];
    fields.into_iter().flatten().collect()
}

fn edit<T: Clone + PartialEq>(was: &T, now: &T) -> Option<Edit<T>> {
    (was != now).then(|| Edit::new(was.clone(), now.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        Draft {
            name: "Vidalı kompresör".into(),
            price: None,
            currency: Currency::TRY,
            unit: Unit::piece(),
            brand: String::new(),
            category: None,
            vat: Percent::ZERO,
            barcodes: Vec::new(),
            serial_tracked: false,
            service: false,
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
            Part::SerialTracked(false),
        ] {
            let again = Part::named(part.field(), part.typed().to_owned());
            assert_eq!(again, Some(part));
        }
        assert_eq!(Part::named("colour", "red".into()), None);
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
