//! What people read of an entry on a device that has none of its records.

use super::*;
use leptos::prelude::Owner;
use serde_json::json;

const ID: &str = "00000000-0000-0000-0000-000000000007";

/// On a device that has none of the records.
#[track_caller]
fn check(change: &str, args: Value, expected: &[&str]) {
    let said = Owner::new().with(|| wanted(Device::new(), Language::En, change, &args));
    let said = said
        .iter()
        .map(|row| format!("{}: {}", row.label, row.value));
    let said: Vec<String> = said.collect();
    assert_eq!(said, expected, "{change}");
    let machine = |said: &String| said.contains(ID) || said.contains('{') || said.contains('_');
    assert!(!said.iter().any(machine), "{said:?}");
}

#[test]
fn an_edit_says_the_old_value_and_the_new_one() {
    let pieces = |value: &str| json!({ "value": value, "unit": "pcs" });
    let quantity =
        json!({ "offer": ID, "line": ID, "quantity": { "was": pieces("2"), "now": pieces("5") } });
    check(
        "offers.quantity_set",
        quantity,
        &["Quantity: 2\u{a0}pcs → 5\u{a0}pcs"],
    );
    let discount =
        json!({ "offer": ID, "line": ID, "slot": 2, "value": { "was": null, "now": "7.5" } });
    check(
        "offers.discount_set",
        discount,
        &["Discount 2: empty → 7.5%"],
    );
    let name = json!({ "product": ID, "field": { "name": { "edit": { "was": "Pump", "now": "Valve" } } } });
    check("products.edited", name, &["Name: Pump → Valve"]);
    let serial = json!({ "ticket": ID, "line": ID, "field": { "serial": { "edit": { "was": "", "now": "VK-7" }, "shown": null } } });
    check(
        "tickets.line_edited",
        serial,
        &["Serial number: empty → VK-7"],
    );
    let row = json!({ "id": ID, "line": 7, "product": { "edited": { "fields": [{ "brand": { "was": "A", "now": "B" } }] } }, "cost": null });
    check(
        "products.imported",
        json!({ "rows": [row] }),
        &["Brand: A → B"],
    );
    let prices =
        json!({ "offer": ID, "prices": [{ "line": ID, "price": { "was": "8", "now": "9" } }] });
    check("offers.prices_accepted", prices, &["Price: 8 → 9"]);
}

#[test]
fn new_work_says_what_was_filled_in_and_for_whom() {
    let line = json!({
        "id": ID,
        "product": ID,
        "text": "Pump",
        "quantity": { "value": "2", "unit": "pcs" },
        "price": "8.5",
        "source": "manual",
        "slots": [],
    });
    let added = json!({ "offer": ID, "line": line });
    let said = ["Product: Pump", "Quantity: 2\u{a0}pcs", "Price: 8.5"];
    check("offers.line_added", added, &said);
    let draft = json!({
        "account": ID,
        "day": "2026-01-31",
        "valid_until": null,
        "currency": "EUR",
        "price_list": ID,
        "payment_method": "",
        "set": ID,
        "note": "Call first",
        "lines": [line, line, line, line, line, line],
    });
    let created = json!({ "offer": ID, "draft": draft, "provisional": "T-1" });
    let lines = "2\u{a0}pcs × Pump, ".repeat(5);
    let products = format!("Products: {lines}and 1 more");
    let said = [
        "Customer: not on this device",
        &products,
        "Note: Call first",
        "Date: 31 Jan 2026",
        "Currency: EUR",
        "Price list: not on this device",
    ];
    check("offers.created", created, &said);
    let ticket = json!({ "ticket": ID, "draft": { "title": "It leaks", "text": "", "account": ID, "priority": "high", "assignee": null, "lines": [] }, "provisional": "T-2" });
    let said = [
        "Customer: not on this device",
        "Subject: It leaks",
        "Priority: High",
    ];
    check("tickets.created", ticket, &said);
}

#[test]
fn what_was_removed_or_written_down_is_named() {
    let was = json!({ "id": ID, "product": ID, "name": "Pump", "serial": "", "quantity": { "value": "1", "unit": "pcs" } });
    let removed = json!({ "ticket": ID, "line": ID, "was": was });
    check(
        "tickets.line_removed",
        removed,
        &["Line: 1\u{a0}pcs × Pump"],
    );
    let note = json!({ "ticket": ID, "id": ID, "note": "Came back", "public": false });
    check("tickets.note_added", note, &["Note: Came back"]);
    check("offers.sent", json!({ "offer": ID }), &[]);
    check("", Value::Null, &[]);
}
