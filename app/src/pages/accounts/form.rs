//! What somebody fills in about an account, as a plain value: read field by field, compared with the record field by field.
//! Knows no screen; the rules themselves are asked in `shared`.

use shared::accounts::{Account, Change, Draft, Field};
use shared::bounds;
use shared::edit::Edit;
use shared::ids::{AccountId, PriceListId};
use shared::money::Currency;
use shared::text::{InvalidText, Language, Text};

/// One finished field, as it was typed or chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    Name(String),
    Territory(String),
    Address(String),
    City(String),
    Country(String),
    Phone(String),
    Email(String),
    /// Two letters.
    Language(String),
    Currency(String),
    /// The id of a list, or nothing.
    PriceList(String),
    PaymentMethod(String),
    Note(String),
}

/// Why a field cannot be taken as it was typed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wrong {
    Text(InvalidText),
    Choice,
}

impl Part {
    /// A field by its name, as it was typed.
    pub fn named(field: &str, typed: String) -> Option<Part> {
        Some(match field {
            "name" => Part::Name(typed),
            "territory" => Part::Territory(typed),
            "address" => Part::Address(typed),
            "city" => Part::City(typed),
            "country" => Part::Country(typed),
            "phone" => Part::Phone(typed),
            "email" => Part::Email(typed),
            "language" => Part::Language(typed),
            "currency" => Part::Currency(typed),
            "price_list" => Part::PriceList(typed),
            "payment_method" => Part::PaymentMethod(typed),
            "note" => Part::Note(typed),
            _ => return None,
        })
    }

    /// What was typed or chosen.
    pub fn typed(&self) -> &str {
        match self {
            Part::Name(typed) | Part::Territory(typed) | Part::Address(typed) => typed,
            Part::City(typed) | Part::Country(typed) | Part::Phone(typed) => typed,
            Part::Email(typed) | Part::Language(typed) | Part::Currency(typed) => typed,
            Part::PriceList(typed) | Part::PaymentMethod(typed) | Part::Note(typed) => typed,
        }
    }

    /// The field its problem stands under.
    pub fn field(&self) -> &'static str {
        match self {
            Part::Name(_) => "name",
            Part::Territory(_) => "territory",
            Part::Address(_) => "address",
            Part::City(_) => "city",
            Part::Country(_) => "country",
            Part::Phone(_) => "phone",
            Part::Email(_) => "email",
            Part::Language(_) => "language",
            Part::Currency(_) => "currency",
            Part::PriceList(_) => "price_list",
            Part::PaymentMethod(_) => "payment_method",
            Part::Note(_) => "note",
        }
    }

    /// Puts the field into the draft, when it can be read.
    pub fn read_into(self, draft: &mut Draft) -> Result<(), Wrong> {
        match self {
            Part::Name(typed) => draft.name = Text::new(&typed).map_err(Wrong::Text)?.to_string(),
            Part::Territory(chosen) => draft.territory = chosen,
            Part::Address(typed) => draft.address = may_be_empty(&typed, bounds::PARAGRAPH)?,
            Part::City(typed) => draft.city = line(&typed)?,
            Part::Country(typed) => draft.country = line(&typed)?,
            Part::Phone(typed) => draft.phone = line(&typed)?,
            Part::Email(typed) => draft.email = line(&typed)?,
            Part::Language(code) => {
                draft.language = Language::from_code(&code).ok_or(Wrong::Choice)?
            }
            Part::Currency(code) => {
                draft.currency = Currency::parse(&code).map_err(|_| Wrong::Choice)?
            }
            Part::PriceList(id) => draft.price_list = price_list(&id)?,
            Part::PaymentMethod(typed) => draft.payment_method = line(&typed)?,
            Part::Note(typed) => draft.note = may_be_empty(&typed, Text::LENGTH_MAX)?,
        }
        Ok(())
    }
}

fn line(typed: &str) -> Result<String, Wrong> {
    may_be_empty(typed, Text::NAME_LENGTH_MAX)
}

fn may_be_empty(typed: &str, length_max: usize) -> Result<String, Wrong> {
    match Text::bounded(typed, length_max) {
        Ok(text) => Ok(text.to_string()),
        Err(InvalidText::Empty) => Ok(String::new()),
        Err(why) => Err(Wrong::Text(why)),
    }
}

fn price_list(id: &str) -> Result<Option<PriceListId>, Wrong> {
    match id {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| Wrong::Choice),
    }
}

/// The record as a draft.
pub fn draft_of(account: &Account) -> Draft {
    let a = account.clone();
    Draft {
        name: a.name,
        territory: a.place.territory,
        city: a.city,
        country: a.country,
        address: a.address,
        phone: a.phone,
        email: a.email,
        language: a.language,
        currency: a.currency,
        price_list: a.price_list,
        payment_method: a.payment_method,
        note: a.note,
    }
}

/// What changed against the record: one intention for each.
pub fn difference(account: AccountId, was: &Account, now: &Draft) -> Vec<Change> {
    let territory = edit(&was.place.territory, &now.territory);
    let moved = territory.map(|territory| Change::Moved { account, territory });
    let fields = fields(was, now).into_iter();
    let edited = fields.map(|field| Change::Edited { account, field });
    moved.into_iter().chain(edited).collect()
}

fn fields(was: &Account, now: &Draft) -> Vec<Field> {
    let fields = [
        edit(&was.name, &now.name).map(|edit| Field::Name { edit }),
        edit(&was.city, &now.city).map(|edit| Field::City { edit }),
        edit(&was.country, &now.country).map(|edit| Field::Country { edit }),
        edit(&was.address, &now.address).map(|edit| Field::Address { edit }),
        edit(&was.phone, &now.phone).map(|edit| Field::Phone { edit }),
        edit(&was.email, &now.email).map(|edit| Field::Email { edit }),
        edit(&was.language, &now.language).map(|edit| Field::Language { edit }),
        edit(&was.currency, &now.currency).map(|edit| Field::Currency { edit }),
        edit(&was.price_list, &now.price_list).map(|edit| Field::PriceList { edit }),
        edit(&was.payment_method, &now.payment_method).map(|edit| Field::PaymentMethod { edit }),
        edit(&was.note, &now.note).map(|edit| Field::Note { edit }),
    ];
    fields.into_iter().flatten().collect()
}

fn edit<T: Clone + PartialEq>(was: &T, now: &T) -> Option<Edit<T>> {
    (was != now).then(|| Edit::new(was.clone(), now.clone()))
}
