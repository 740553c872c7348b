//! A value of a field that was changed twice, as people say it: money in its currency, a day as a day, a category by its name. Never
//! a name of ours and never what a machine would write.

use super::conflict_parts::{amount, days, parts};
use crate::messages::{
    Language, integrations, numbers, offers, pricing, products, rma, shell, sync, tickets, users,
};
use crate::state::{Device, time};
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::calendar::Day;
use shared::desk::Conflict;
use shared::ids::{CategoryId, OfferId, PriceListId, ProductId, TicketId, UserId};
use shared::money::{Currency, Decimal};
use shared::offers::Offer;
use shared::pricing::PriceList;
use shared::products::{Category, Product};
use shared::quantity::Quantity;
use shared::tickets::Ticket;
use shared::users::{Person, Role};

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
    RequestKind,
    Channel,
    Person,
    People,
    Roles,
    Task,
    Ticket,
    Erp,
    /// The number of a state.
    Ordinal,
    Validity,
    Moment,
    /// From which a warranty is counted.
    Dates,
    /// A line, as long as it stands there.
    Line,
    /// Made of parts: nobody types it in one line.
    Parts,
}

/// The last part of a field's path: `lines/<id>/price` is a price.
pub fn sort(device: Device, conflict: &Conflict) -> Sort {
    let parts: Vec<&str> = conflict.field.split('/').collect();
    match parts.as_slice() {
        ["lines", _] => Sort::Line,
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
        "service"
        | "archived"
        | "active"
        | "gross"
        | "default"
        | "notify"
        | "listed"
        | "block_unread_checks" => Sort::YesNo,
        "product" => Sort::Product,
        "priority" => Sort::Priority,
        "request_kind" => Sort::RequestKind,
        "channel" => Sort::Channel,
        "assignee" => Sort::Person,
        "users" => Sort::People,
        "roles" => Sort::Roles,
        "task" => Sort::Task,
        "ticket" => Sort::Ticket,
        "erp" => Sort::Erp,
        "ordinal" => Sort::Ordinal,
        "validity" => Sort::Validity,
        "promised" => Sort::Moment,
        "dates" => Sort::Dates,
        "note" | "address" | "fault" | "diagnosis" | "work_done" | "resolution" => Sort::Paragraph,
        "barcodes" | "attributes" | "prices" | "grants" | "cost" | "currency" | "unit"
        | "warranty" => Sort::Parts,
        _ if conflict.theirs.is_string() => Sort::Text,
        _ => Sort::Parts,
    }
}

/// The value in words; "empty" when there is none.
pub fn words(device: Device, language: Language, sort: &Sort, value: &Value) -> String {
    let said = match sort {
        _ if value.is_null() => return none(language, sort).to_owned(),
        Sort::Line | Sort::Parts => parts(device, language, value),
        Sort::People => people(device, language, value),
        Sort::Category | Sort::PriceList | Sort::Product | Sort::Person | Sort::Ticket => {
            let record = record(device, sort, value);
            Some(record.unwrap_or_else(|| sync::not_aboard(language).to_owned()))
        }
        _ => plain(language, sort, value),
    };
    match said {
        Some(said) if said.trim().is_empty() => sync::nothing(language).to_owned(),
        Some(said) => said,
        // a shape that a newer version writes
        None => sync::something(language).to_owned(),
    }
}

fn none(language: Language, sort: &Sort) -> &'static str {
    match sort {
        Sort::Line => sync::removed(language),
        _ => sync::nothing(language),
    }
}

/// What says itself what it is.
fn plain(language: Language, sort: &Sort, value: &Value) -> Option<String> {
    let text = value.as_str();
    Some(match sort {
        Sort::Percent => numbers::percent(language, text?),
        Sort::Money(Some(currency)) => {
            pricing::amount(language, read::<Decimal>(value)?, *currency)
        }
        Sort::Money(None) => numbers::decimal(language, text?),
        Sort::Quantity => amount(language, &read::<Quantity>(value)?),
        Sort::Ordinal => numbers::count(language, value.as_u64()?),
        Sort::Day => pricing::day(language, read::<Day>(value)?),
        Sort::Moment => offers::day_and_time(language, read(value)?, time::offset_minutes()),
        Sort::Validity => pricing::list_valid(language, read(value)?),
        Sort::Dates => days(language, read(value)?),
        Sort::YesNo => sync::yes_no(language, value.as_bool()?).to_owned(),
        Sort::Tracking => products::tracked(language, read(value)?).to_owned(),
        Sort::Language => shell::name_of_language(read(value)?).to_owned(),
        Sort::Priority => tickets::priority_name(language, read(value)?).to_owned(),
        Sort::RequestKind => tickets::kind_name(language, read(value)?).to_owned(),
        Sort::Channel => tickets::channel_name(language, read(value)?).to_owned(),
        Sort::Task => rma::task(language, read(value)?).to_owned(),
        Sort::Erp => integrations::erp_name(language, read(value)?).to_owned(),
        Sort::Roles => joined(read::<Vec<Role>>(value)?, |role| {
            users::role(language, role)
        }),
        _ => text?.to_owned(),
    })
}

fn people(device: Device, language: Language, value: &Value) -> Option<String> {
    let named = |id| person(device, id).unwrap_or_else(|| sync::colleague(language).to_owned());
    Some(joined(read::<Vec<UserId>>(value)?, named))
}

fn joined<T, W: Into<String>>(of: Vec<T>, word: impl Fn(T) -> W) -> String {
    let words: Vec<String> = of.into_iter().map(|one| word(one).into()).collect();
    words.join(", ")
}

/// A record by its name or number; `None`: it is not aboard.
fn record(device: Device, sort: &Sort, id: &Value) -> Option<String> {
    match sort {
        Sort::Category => Some(device.get::<Category>(read::<CategoryId>(id)?)?.name),
        Sort::PriceList => Some(device.get::<PriceList>(read::<PriceListId>(id)?)?.name),
        Sort::Product => Some(device.get::<Product>(read::<ProductId>(id)?)?.name),
        Sort::Person => person(device, read(id)?),
        Sort::Ticket => {
            let ticket = device.get::<Ticket>(read::<TicketId>(id)?)?;
            Some(format!("{}, {}", ticket.code.shown(), ticket.title))
        }
        _ => None,
    }
}

fn person(device: Device, id: UserId) -> Option<String> {
    Some(device.get::<Person>(id)?.name)
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

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_value(value.clone()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::prelude::Owner;
    use serde_json::json;
    use uuid::Uuid;

    fn conflict(kind: &str, field: &str, theirs: Value) -> Conflict {
        Conflict {
            kind: kind.into(),
            id: Uuid::nil(),
            field: field.into(),
            base: Value::Null,
            mine: Value::Null,
            theirs,
            by: None,
            at: None,
        }
    }

    /// What stands for the value on a device that has no record of anybody.
    #[track_caller]
    fn check(kind: &str, field: &str, value: Value, expected: &str) {
        let said = Owner::new().with(|| {
            let device = Device::new();
            let sort = sort(device, &conflict(kind, field, value.clone()));
            words(device, Language::En, &sort, &value)
        });
        assert_eq!(said, expected, "{kind} {field} {value}");
    }

    #[test]
    fn nobody_reads_an_id_or_a_code() {
        let id = Uuid::from_u128(7).to_string();
        check(
            "rma_state",
            "users",
            json!([id, id]),
            "A colleague, A colleague",
        );
        check(
            "rma_state",
            "roles",
            json!(["sales_manager", "technician"]),
            "Sales manager, Technician",
        );
        check("rma_state", "ordinal", json!(40), "40");
        check("rma_state", "notify", json!(true), "yes");
        check("rma_operation", "task", json!("exchange"), "Exchange");
        check("rma_operation", "ticket", json!(id), "not on this device");
        check("product", "category", json!(id), "not on this device");
        check("integration_set", "erp", json!("tiger"), "Logo Tiger");
        check(
            "price_list",
            "validity",
            json!({ "from": "2026-01-31" }),
            "from 31 Jan 2026",
        );
        check("ticket", "assignee", json!(id), "not on this device");
        check("ticket", "request_kind", json!("repair"), "Repair");
        check("ticket", "channel", json!("visit"), "On the spot");
        let installed = json!({ "installed": "2026-01-31", "produced": null });
        let said = "Delivery or installation date: 31 Jan 2026";
        check("ticket", "lines/1/dates", installed, said);
    }

    #[test]
    fn what_costs_the_same_number_on_other_days_or_in_another_currency_does_not_read_alike() {
        let listed =
            json!([{ "list": Uuid::nil(), "price": "12", "from": "2026-01-31", "until": null }]);
        check("product_prices", "prices", listed, "12 (from 31 Jan 2026)");
        let cost = json!({ "price": "5", "currency": "EUR" });
        check("product_cost", "cost", cost, "5\u{a0}EUR");
    }

    #[test]
    fn what_is_empty_is_called_empty() {
        for field in [
            "users",
            "roles",
            "barcodes",
            "prices",
            "attributes",
            "serials",
        ] {
            check("any", field, json!([]), "empty");
        }
        for field in ["name", "fault", "task", "ticket", "category", "promised"] {
            check("any", field, Value::Null, "empty");
        }
        check("rma_operation", "diagnosis", json!(" "), "empty");
        check("offer", "lines/1", Value::Null, "removed");
        check("product", "barcodes", json!(["869", "870"]), "869, 870");
    }
}
