//! A value of a field that was changed twice, as people say it: money in its currency, a day as a day, a category by its name. Never
//! a name of ours and never what a machine would write.

use crate::messages::{Language, numbers, pricing, products, shell, sync, tickets, users};
use crate::state::Device;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::calendar::Day;
use shared::desk::Conflict;
use shared::ids::{CategoryId, OfferId, PriceListId, ProductId, UserId};
use shared::money::{Currency, Decimal};
use shared::offers::{Line, Offer};
use shared::pricing::discounts::{Origin, Slot};
use shared::pricing::{ListPrice, PriceList};
use shared::products::{Category, Product, WarrantyTerms};
use shared::quantity::Quantity;
use shared::rate::Percent;
use shared::users::{Person, User};

/// How a field is worded and typed.
#[derive(Clone, PartialEq, Debug)]
pub enum Sort {
    Text,
    Paragraph,
    Percent,
    Money(Option<Currency>),
    Quantity,
    Day,
    YesNo,
    Category,
    PriceList,
    Language,
    Tracking,
    Product,
    Priority,
    Person,
    /// Made of parts: nobody types it in one line.
    Parts,
}

/// The last part of a field's path: `lines/<id>/price` is a price.
pub fn sort(device: Device, conflict: &Conflict) -> Sort {
    let parts: Vec<&str> = conflict.field.split('/').collect();
    match parts.as_slice() {
        ["lines", _] => Sort::Parts,
        [.., name] if name.starts_with("discount") => Sort::Percent,
        [.., name] => named(device, conflict, name),
        [] => Sort::Parts,
    }
}

fn named(device: Device, conflict: &Conflict, name: &str) -> Sort {
    match name {
        "vat" => Sort::Percent,
        "price" => Sort::Money(currency(device, conflict)),
        "quantity" => Sort::Quantity,
        "day" | "valid_until" | "recorded" | "reported" => Sort::Day,
        "category" | "parent" => Sort::Category,
        "price_list" => Sort::PriceList,
        "language" => Sort::Language,
        "tracking" => Sort::Tracking,
        "service" | "archived" | "active" | "gross" | "default" => Sort::YesNo,
        "product" => Sort::Product,
        "priority" => Sort::Priority,
        "assignee" => Sort::Person,
        "promised" | "dates" => Sort::Parts,
        "note" | "address" => Sort::Paragraph,
        "barcodes" | "attributes" | "prices" | "grants" | "cost" | "currency" | "unit"
        | "warranty" => Sort::Parts,
        _ if conflict.theirs.is_string() => Sort::Text,
        _ => Sort::Parts,
    }
}

/// The value in words; "empty" when there is none.
pub fn words(device: Device, language: Language, sort: &Sort, value: &Value) -> String {
    let said = match sort {
        Sort::Percent => value.as_str().map(|text| numbers::percent(language, text)),
        Sort::Money(Some(currency)) => {
            read::<Decimal>(value).map(|price| pricing::amount(language, price, *currency))
        }
        Sort::Money(None) => value.as_str().map(|text| numbers::decimal(language, text)),
        Sort::Quantity => read::<Quantity>(value).map(|quantity| amount(language, &quantity)),
        Sort::Day => read::<Day>(value).map(|day| pricing::day(language, day)),
        Sort::YesNo => value
            .as_bool()
            .map(|yes| sync::yes_no(language, yes).to_owned()),
        Sort::Category => read::<CategoryId>(value)
            .and_then(|id| device.get::<Category>(id))
            .map(|category| category.name),
        Sort::PriceList => read::<PriceListId>(value)
            .and_then(|id| device.get::<PriceList>(id))
            .map(|list| list.name),
        Sort::Product => read::<ProductId>(value)
            .and_then(|id| device.get::<Product>(id))
            .map(|product| product.name),
        Sort::Priority => read(value).map(|of| tickets::priority_name(language, of).to_owned()),
        Sort::Person => read::<UserId>(value)
            .and_then(|id| device.get::<Person>(id))
            .map(|person| person.name),
        Sort::Tracking => read(value).map(|of| products::tracked(language, of).to_owned()),
        Sort::Language => read(value).map(|of| shell::name_of_language(of).to_owned()),
        Sort::Text | Sort::Paragraph => value.as_str().map(str::to_owned),
        Sort::Parts => Some(parts(device, language, value)),
    };
    let said = said.filter(|said| !said.trim().is_empty());
    match (said, value) {
        (Some(said), _) => said,
        (None, Value::Null) => sync::nothing(language).to_owned(),
        (None, Value::String(text)) if text.is_empty() => sync::nothing(language).to_owned(),
        // a record that is not aboard, or a shape that a newer version writes
        (None, _) => sync::something(language).to_owned(),
    }
}

fn parts(device: Device, language: Language, value: &Value) -> String {
    if let Some(line) = read::<Line>(value) {
        return format!("{} × {}", amount(language, &line.quantity), line.text);
    }
    if let Some(prices) = read::<Vec<ListPrice>>(value) {
        let prices = prices.iter().map(|price| listed(device, language, price));
        return prices.collect::<Vec<_>>().join(", ");
    }
    if let Some(terms) = read::<WarrantyTerms>(value) {
        return products::warranty_line(language, &terms);
    }
    if let Some(user) = read::<User>(value) {
        let roles = user.roles.iter().map(|role| users::role(language, *role));
        let places = user.territories.iter().map(String::as_str);
        return roles.chain(places).collect::<Vec<_>>().join(", ");
    }
    if let Some(pairs) = read::<Vec<(String, String)>>(value) {
        let pairs = pairs.iter().map(|(name, of)| format!("{name}: {of}"));
        return pairs.collect::<Vec<_>>().join(", ");
    }
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            items.join(", ")
        }
        Value::Object(fields) => {
            let price = fields.get("value").or_else(|| fields.get("price"));
            let price = price.and_then(Value::as_str);
            price.map_or_else(String::new, |text| numbers::decimal(language, text))
        }
        _ => String::new(),
    }
}

fn listed(device: Device, language: Language, price: &ListPrice) -> String {
    let amount = numbers::decimal(language, &price.price.to_string());
    match device.get::<PriceList>(price.list) {
        Some(list) => format!("{} {amount}", list.name),
        None => amount,
    }
}

fn amount(language: Language, quantity: &Quantity) -> String {
    let value = numbers::decimal(language, &quantity.value.to_string());
    format!("{value}\u{a0}{}", quantity.unit)
}

/// In which currency a price of this record stands.
fn currency(device: Device, conflict: &Conflict) -> Option<Currency> {
    match conflict.kind.as_str() {
        "offer" => device
            .get::<Offer>(OfferId(conflict.id))
            .map(|offer| offer.currency),
        "product" => device
            .get::<Product>(ProductId(conflict.id))
            .map(|product| product.currency),
        _ => None,
    }
}

/// The line of an offer that a field belongs to, with its place counted from one.
pub fn line(device: Device, conflict: &Conflict) -> Option<(usize, Line, Currency)> {
    if conflict.kind != "offer" {
        return None;
    }
    let id = conflict.field.strip_prefix("lines/")?.split('/').next()?;
    let offer = device.get::<Offer>(OfferId(conflict.id))?;
    let at = offer
        .lines
        .iter()
        .position(|line| line.id.to_string() == id)?;
    Some((at + 1, offer.lines[at].clone(), offer.currency))
}

/// What the line would cost with this value.
pub fn line_total(
    device: Device,
    language: Language,
    conflict: &Conflict,
    value: &Value,
) -> Option<String> {
    let (_, mut line, currency) = line(device, conflict)?;
    match conflict.field.rsplit('/').next()? {
        "price" => line.price = serde_json::from_value(value.clone()).ok()?,
        "quantity" => line.quantity = read(value)?,
        slot => {
            let slot = slot.strip_prefix("discount")?.parse().ok()?;
            let percent: Option<Percent> = serde_json::from_value(value.clone()).ok()?;
            let filled = percent.map(|value| Slot {
                value,
                origin: Origin::Manual,
            });
            line.slots.set(slot, filled).ok()?;
        }
    }
    let total = line.amount(currency).ok()?;
    Some(sync::line_total(
        language,
        &pricing::amount(language, total, currency),
    ))
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}
