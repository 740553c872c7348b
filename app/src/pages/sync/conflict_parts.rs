//! A value that is made of parts, as people say it: a line, prices of lists, terms of a warranty, somebody's rights, days, a list of
//! words.

use crate::messages::{Language, numbers, pricing, products, sync, users};
use crate::state::Device;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::documents;
use shared::offers::Line;
use shared::pricing::{ListPrice, PriceList};
use shared::products::{Product, ProductCost, WarrantyStart, WarrantyTerms};
use shared::quantity::Quantity;
use shared::tickets::RelatedProduct;
use shared::users::User;
use shared::warranty::Dates;

/// In words; `None`: a shape that a newer version writes.
pub fn parts(device: Device, language: Language, value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => list(device, language, value, items),
        Value::Object(fields) => made_of(device, language, value).or_else(|| {
            let price = fields.get("value").or_else(|| fields.get("price"))?;
            Some(numbers::decimal(language, price.as_str()?))
        }),
        _ => None,
    }
}

fn list(device: Device, language: Language, value: &Value, items: &[Value]) -> Option<String> {
    if let Some(prices) = read::<Vec<ListPrice>>(value) {
        let prices = prices.iter().map(|price| listed(device, language, price));
        return Some(prices.collect::<Vec<_>>().join(", "));
    }
    if let Some(pairs) = read::<Vec<(String, String)>>(value) {
        let pairs = pairs.iter().map(|(name, of)| format!("{name}: {of}"));
        return Some(pairs.collect::<Vec<_>>().join(", "));
    }
    let words: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
    words.map(|words| words.join(", "))
}

fn made_of(device: Device, language: Language, value: &Value) -> Option<String> {
    if let Some(line) = read::<Line>(value) {
        let quantity = amount(language, &line.quantity);
        return Some(format!("{quantity} × {}", line.text));
    }
    if let Some(line) = read::<RelatedProduct>(value) {
        let named = [line.name, line.serial];
        return Some(named.join(" ").trim_end().to_owned());
    }
    if let Some(line) = read::<documents::Line>(value) {
        let product = device.get::<Product>(line.product);
        let name = product.map(|product| product.name);
        let name = name.unwrap_or_else(|| sync::not_aboard(language).to_owned());
        let quantity = amount(language, &line.quantity);
        return Some(format!("{quantity} × {name}"));
    }
    if let Some(cost) = read::<ProductCost>(value) {
        let price = numbers::decimal(language, &cost.price.to_string());
        return Some(format!("{price}\u{a0}{}", cost.currency.code()));
    }
    if let Some(terms) = read::<WarrantyTerms>(value) {
        return Some(products::warranty_line(language, &terms));
    }
    let user = read::<User>(value)?;
    let roles = user.roles.iter().map(|role| users::role(language, *role));
    let places = user.territories.iter().map(String::as_str);
    Some(roles.chain(places).collect::<Vec<_>>().join(", "))
}

/// The days that are known, each with what happened on it.
pub fn days(language: Language, dates: Dates) -> String {
    let days = [
        (dates.dispatched, WarrantyStart::Dispatch),
        (dates.invoiced, WarrantyStart::Invoice),
        (dates.installed, WarrantyStart::Installation),
        (dates.by_hand, WarrantyStart::ByHand),
        (dates.produced, WarrantyStart::Production),
    ];
    let known = days.into_iter().filter_map(|(day, start)| {
        let day = pricing::day(language, day?);
        Some(format!("{}: {day}", products::starts_on(language, start)))
    });
    known.collect::<Vec<_>>().join(", ")
}

/// One list has several prices of a product, for different days.
fn listed(device: Device, language: Language, price: &ListPrice) -> String {
    let amount = numbers::decimal(language, &price.price.to_string());
    let valid = pricing::valid(language, Some(price.from), price.until);
    match device.get::<PriceList>(price.list) {
        Some(list) => format!("{} {amount} ({valid})", list.name),
        None => format!("{amount} ({valid})"),
    }
}

pub fn amount(language: Language, quantity: &Quantity) -> String {
    let value = numbers::decimal(language, &quantity.value.to_string());
    format!("{value}\u{a0}{}", quantity.unit)
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}
