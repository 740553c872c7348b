//! Wherein two values of one field differ, when their names alone read alike: a line's price and discounts, somebody's warehouses and sets.

use super::conflict_parts::{amount, days};
use crate::messages::{Language, numbers, shell, sync, users};
use crate::state::Device;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::desk::Conflict;
use shared::documents;
use shared::integrations::IntegrationSet;
use shared::money::Decimal;
use shared::offers::Line;
use shared::pricing::Slots;
use shared::pricing::discounts::SLOTS;
use shared::rate::Percent;
use shared::stock::Warehouse;
use shared::tickets::RelatedProduct;
use shared::users::User;

/// One part of a value: what it is called, and what it is.
type Part = (String, String);

/// The parts of this value that are others in one of the other two, each with its name; nothing of a value that is gone.
pub fn details(
    device: Device,
    language: Language,
    conflict: &Conflict,
    value: &Value,
) -> Vec<String> {
    let of = |value: &Value| parts(device, language, value);
    let all = [&conflict.base, &conflict.mine, &conflict.theirs];
    let others: Vec<Vec<Part>> = all.into_iter().filter_map(of).collect();
    let differs = |part: &Part| others.iter().any(|other| !other.contains(part));
    let own = of(value).unwrap_or_default();
    let own = own.into_iter().filter(differs);
    own.map(|(name, said)| format!("{name}: {said}")).collect()
}

/// Everything that its words do not say; always the same parts in the same order.
fn parts(device: Device, language: Language, value: &Value) -> Option<Vec<Part>> {
    if let Some(line) = read::<Line>(value) {
        let mut parts = vec![price(language, line.price)];
        parts.push(part(language, "vat", percent(language, line.vat)));
        parts.extend(discounts(language, &line.slots));
        return Some(parts);
    }
    if let Some(line) = read::<documents::Line>(value) {
        let mut parts = vec![price(language, Some(line.price))];
        parts.push(part(language, "serials", line.serials.join(", ")));
        parts.extend(discounts(language, &line.slots));
        return Some(parts);
    }
    if let Some(line) = read::<RelatedProduct>(value) {
        let quantity = part(language, "quantity", amount(language, &line.quantity));
        return Some(vec![
            quantity,
            part(language, "dates", days(language, line.dates)),
        ]);
    }
    Some(granted(device, language, &read::<User>(value)?))
}

fn price(language: Language, price: Option<Decimal>) -> Part {
    let price = price.map(|price| numbers::decimal(language, &price.to_string()));
    part(language, "price", price.unwrap_or_default())
}

fn percent(language: Language, percent: Percent) -> String {
    numbers::percent(language, &percent.value().to_string())
}

fn discounts(language: Language, slots: &Slots) -> Vec<Part> {
    let discount = |slot: usize| {
        let filled = slots.get(slot).map(|slot| percent(language, slot.value));
        part(
            language,
            &format!("discount{slot}"),
            filled.unwrap_or_default(),
        )
    };
    (1..=SLOTS).map(discount).collect()
}

fn granted(device: Device, language: Language, user: &User) -> Vec<Part> {
    let unknown = || sync::not_aboard(language).to_owned();
    let set = |id| {
        device
            .get::<IntegrationSet>(id)
            .map_or_else(unknown, |set| set.name)
    };
    let warehouse = |id| {
        device
            .get::<Warehouse>(id)
            .map_or_else(unknown, |found| found.name)
    };
    let warehouses: Vec<String> = user.warehouses.iter().copied().map(warehouse).collect();
    let sets: Vec<String> = user.sets.iter().copied().map(set).collect();
    let default = user.default_set.map(set).unwrap_or_default();
    let named = |name: &str, said| (name.to_owned(), or_nothing(language, said));
    let active = sync::yes_no(language, user.active).to_owned();
    vec![
        named(users::login(language), user.login.clone()),
        named(users::warehouses(language), warehouses.join(", ")),
        named(users::sets(language), sets.join(", ")),
        named(users::default_set(language), default),
        part(
            language,
            "language",
            shell::name_of_language(user.language).to_owned(),
        ),
        part(language, "active", active),
    ]
}

fn part(language: Language, field: &str, said: String) -> Part {
    (sync::field(language, field), or_nothing(language, said))
}

fn or_nothing(language: Language, said: String) -> String {
    match said.is_empty() {
        true => sync::nothing(language).to_owned(),
        false => said,
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::prelude::Owner;
    use serde_json::json;
    use uuid::Uuid;

    /// What the card says beside each of the three values.
    #[track_caller]
    fn check(values: [Value; 3], expected: [&[&str]; 3]) {
        let [base, mine, theirs] = values.clone();
        let conflict = Conflict {
            kind: "any".into(),
            id: Uuid::nil(),
            field: "any".into(),
            base,
            mine,
            theirs,
            by: None,
            at: None,
        };
        let said = Owner::new().with(|| {
            let device = Device::new();
            values.map(|value| details(device, Language::En, &conflict, &value))
        });
        assert_eq!(said, expected.map(<[&str]>::to_vec));
    }

    fn line(price: &str, discounts: Value) -> Value {
        json!({
            "id": Uuid::nil(), "product": null, "code": "C-1", "text": "Pump",
            "quantity": { "value": "2", "unit": "pcs" }, "price": price, "source": "manual", "vat": "20",
            "slots": discounts, "repriced": null,
        })
    }

    fn discount(value: &str) -> Value {
        json!([{ "value": value, "origin": "manual" }])
    }

    #[test]
    fn of_a_line_that_was_removed_it_is_said_what_changed_meanwhile() {
        check(
            [
                line("10", discount("5")),
                Value::Null,
                line("10", discount("40")),
            ],
            [&["Discount 1: 5%"], &[], &["Discount 1: 40%"]],
        );
        check(
            [
                line("10", json!([])),
                Value::Null,
                line("12.5", discount("40")),
            ],
            [
                &["Price: 10", "Discount 1: empty"],
                &[],
                &["Price: 12.5", "Discount 1: 40%"],
            ],
        );
    }

    #[test]
    fn of_what_was_granted_it_is_said_wherein_it_differs() {
        let user = |warehouses: Value, language: &str| {
            json!({
                "login": "ayse", "roles": ["technician"], "territories": ["TR-34"], "warehouses": warehouses,
                "sets": [], "default_set": null, "language": language, "active": true,
            })
        };
        let one = json!([Uuid::from_u128(1)]);
        check(
            [
                user(json!([]), "tr"),
                user(one, "tr"),
                user(json!([]), "lt"),
            ],
            [
                &["Warehouses: empty", "Language: Türkçe"],
                &["Warehouses: not on this device", "Language: Türkçe"],
                &["Warehouses: empty", "Language: Lietuvių"],
            ],
        );
    }
}
