//! Short logs as people would write them, and what the auditor says of each entry.

use super::{Broken, Entry, Truth};
use serde_json::{Value, json};
use uuid::Uuid;

const ID: &str = "00000000-0000-0000-0000-000000000007";
const LINE: &str = "00000000-0000-0000-0000-000000000001";

fn take(truth: &mut Truth, name: &str, args: Value) -> Result<(), Broken> {
    truth.take(&Entry::new(name, &args, None))
}

fn offer() -> Truth {
    let mut truth = Truth::default();
    let line = json!({ "id": LINE, "quantity": { "value": "2", "unit": "C62" }, "price": "1.50", "text": "" });
    let draft = json!({ "note": "Hello", "lines": [line] });
    let made = take(
        &mut truth,
        "offers.created",
        json!({ "offer": ID, "draft": draft }),
    );
    assert_eq!(made, Ok(()));
    truth
}

#[track_caller]
fn check(truth: &mut Truth, name: &str, args: Value, fine: bool) {
    let taken = take(truth, name, args);
    assert_eq!(taken.is_ok(), fine, "{name}: {taken:?}");
}

fn priced(was: Value, now: Value) -> Value {
    json!({ "offer": ID, "line": LINE, "price": { "was": was, "now": now } })
}

#[test]
fn nobody_overwrites_what_they_have_not_seen() {
    let mut truth = offer();
    check(
        &mut truth,
        "offers.price_set",
        priced(json!("1.5"), json!("2")),
        true,
    );
    check(
        &mut truth,
        "offers.price_set",
        priced(json!("1.5"), json!("2.00")),
        true,
    );
    check(
        &mut truth,
        "offers.price_set",
        priced(json!("1.5"), json!("3")),
        false,
    );
}

#[test]
fn a_line_that_was_taken_out_is_not_edited() {
    let mut truth = offer();
    check(
        &mut truth,
        "offers.line_removed",
        json!({ "offer": ID, "line": LINE }),
        true,
    );
    check(
        &mut truth,
        "offers.price_set",
        priced(json!("1.50"), json!("2")),
        false,
    );
}

#[test]
fn an_offer_moves_only_along_its_states() {
    let event = |truth: &mut Truth, name: &str, fine: bool| {
        let name = format!("offers.{name}");
        check(truth, &name, json!({ "offer": ID, "reason": "" }), fine);
    };
    let mut truth = offer();
    event(&mut truth, "taken_back", false);
    event(&mut truth, "sent", true);
    event(&mut truth, "conversion_requested", true);
    event(&mut truth, "line_moved", false);
    event(&mut truth, "conversion_decided", true);
    event(&mut truth, "line_moved", true);
    event(&mut truth, "lost", true);
    event(&mut truth, "sent", false);
}

#[test]
fn a_record_is_held_against_the_log_field_by_field() {
    let mut truth = offer();
    let id: Uuid = ID.parse().expect("an id");
    let line = json!({ "id": LINE, "quantity": { "value": "2", "unit": "C62" }, "price": "1.5", "text": "Pump" });
    let whole = json!({ "note": "Hello", "status": "draft", "lines": [line], "net_total": "3.00" });
    assert_eq!(truth.differs("offer", id, &whole), None);
    let with = |field: &str, value: Value| {
        let mut body = whole.clone();
        body[field] = value;
        body
    };
    let said = |truth: &Truth, body: &Value| truth.differs("offer", id, body).unwrap_or_default();
    assert!(said(&truth, &with("note", json!("Bye"))).contains("note is"));
    assert!(
        said(&truth, &with("status", json!("won"))).contains("it is won; by the log it is draft")
    );
    assert!(said(&truth, &with("lines", json!([]))).contains("is missing"));
    check(
        &mut truth,
        "offers.line_removed",
        json!({ "offer": ID, "line": LINE }),
        true,
    );
    assert!(said(&truth, &whole).contains("was taken out"));
    let stranger = Uuid::from_u128(9);
    assert!(truth.differs("offer", stranger, &whole).is_some());
    assert_eq!(
        truth.differs("series", stranger, &whole),
        None,
        "not modelled"
    );
}

#[test]
fn a_document_comes_from_the_log_or_from_a_return_in_it() {
    let mut truth = Truth::default();
    let of = |operation: Value| json!({ "number": "R-00001", "operation": operation });
    let document = Uuid::from_u128(3);
    assert!(
        truth
            .differs("document", document, &of(json!(ID)))
            .is_some()
    );
    let taken_in = json!({ "operation": ID, "draft": { "task": null } });
    check(&mut truth, "rma.taken_in", taken_in, true);
    assert_eq!(truth.differs("document", document, &of(json!(ID))), None);
    assert!(
        truth
            .differs("document", document, &of(Value::Null))
            .is_some()
    );
    let task = |was: &str| json!({ "operation": ID, "task": { "was": was, "now": "repair" } });
    check(&mut truth, "rma.task_chosen", task("exchange"), false);
}

#[test]
fn a_draft_that_was_dropped_is_cancelled_until_that_is_undone() {
    let mut truth = Truth::default();
    let state = |state: &str| json!({ "state": state, "task": null });
    let taken_in = json!({ "operation": ID, "draft": { "task": null } });
    check(&mut truth, "rma.taken_in", taken_in, true);
    check(&mut truth, "rma.dropped", json!({ "operation": ID }), true);
    let operation: Uuid = ID.parse().expect("an id");
    let differs =
        |truth: &Truth, word: &str| truth.differs("rma_operation", operation, &state(word));
    assert_eq!(differs(&truth, "cancelled"), None);
    assert!(differs(&truth, "new").is_some());
    check(&mut truth, "rma.undone", json!({ "operation": ID }), true);
    assert_eq!(differs(&truth, "new"), None);
}

#[test]
fn a_row_that_was_left_out_changes_nothing() {
    let row = |id: u128, name: &str| json!([Uuid::from_u128(id), { "name": name }]);
    let args = json!({ "rows": [row(1, "A"), row(2, "B")] });
    let reason = json!({ "reason": "left_out", "rows": [{ "row": 0 }] });
    let mut truth = Truth::default();
    let taken = truth.take(&Entry::new("accounts.imported", &args, Some(&reason)));
    assert_eq!(taken, Ok(()));
    let made: Vec<_> = truth.made().collect();
    assert_eq!(made, [("account", Uuid::from_u128(2))]);
}

#[test]
fn an_item_is_ticked_and_taken_out_only_while_nobody_did_it() {
    let mut truth = Truth::default();
    let draft = json!({ "title": "Stops", "lines": [] });
    let args = json!({ "ticket": ID, "draft": draft });
    check(&mut truth, "tickets.created", args, true);
    let added = json!({ "ticket": ID, "items": [{ "id": LINE, "text": " Filter " }] });
    check(&mut truth, "tickets.items_added", added.clone(), true);
    let tick = |done: bool, at: u64| json!({ "ticket": ID, "id": LINE, "done": done, "at": at.to_string() });
    check(&mut truth, "tickets.item_ticked", tick(true, 5), true);
    check(&mut truth, "tickets.item_ticked", tick(true, 6), true);
    check(&mut truth, "tickets.items_added", added, true);

    let id: Uuid = ID.parse().expect("an id");
    let body = |ticked: Value| {
        let items = json!([{ "id": LINE, "text": "Filter", "ticked": ticked }]);
        json!({ "title": "Stops", "checklist": items })
    };
    let by = |at: u64| json!({ "by": ID, "at": at.to_string() });
    assert_eq!(truth.differs("ticket", id, &body(by(5))), None);
    for wrong in [body(Value::Null), json!({ "checklist": [] })] {
        assert!(truth.differs("ticket", id, &wrong).is_some(), "{wrong}");
    }

    let item = json!({ "ticket": ID, "id": LINE });
    check(
        &mut truth.clone(),
        "tickets.item_removed",
        item.clone(),
        false,
    );
    check(&mut truth, "tickets.item_ticked", tick(false, 7), true);
    assert_eq!(truth.differs("ticket", id, &body(Value::Null)), None);
    assert!(truth.differs("ticket", id, &body(by(5))).is_some());
    check(&mut truth, "tickets.item_removed", item, true);
    let none = json!({ "title": "Stops", "checklist": [] });
    assert_eq!(truth.differs("ticket", id, &none), None);
    check(&mut truth, "tickets.item_ticked", tick(true, 8), false);
}

#[test]
fn work_stands_on_its_ticket_whatever_is_believed_of_its_clock() {
    let mut truth = Truth::default();
    let args = json!({ "ticket": ID, "draft": { "title": "Stops" } });
    check(&mut truth, "tickets.created", args, true);
    let started = json!({ "ticket": ID, "id": LINE, "kind": "labour", "at": "2036" });
    check(&mut truth, "tickets.work_started", started, true);
    let id: Uuid = ID.parse().expect("an id");
    let body = |kind: &str| json!({ "work": [{ "id": LINE, "kind": kind, "started": "2026" }] });
    assert_eq!(truth.differs("ticket", id, &body("labour")), None);
    for wrong in [body("travel"), json!({ "work": [] })] {
        assert!(truth.differs("ticket", id, &wrong).is_some(), "{wrong}");
    }
    let removed = json!({ "ticket": ID, "id": LINE });
    check(&mut truth, "tickets.work_removed", removed, true);
    assert!(truth.differs("ticket", id, &body("labour")).is_some());
}

#[test]
fn an_offer_is_wanted_until_it_is_answered() {
    let mut truth = Truth::default();
    let args = json!({ "ticket": ID, "draft": { "title": "Stops" } });
    check(&mut truth, "tickets.created", args, true);
    let ask = |wanted: bool, at: &str| json!({ "ticket": ID, "wanted": wanted, "at": at });
    check(&mut truth, "tickets.offer_wanted", ask(true, "5"), true);
    check(&mut truth, "tickets.offer_wanted", ask(true, "6"), true);
    let id: Uuid = ID.parse().expect("an id");
    let body = |wanted: Value| json!({ "title": "Stops", "offer_wanted": wanted });
    let since = |at: &str| body(json!({ "by": ID, "at": at }));
    assert_eq!(truth.differs("ticket", id, &since("5")), None);
    assert!(truth.differs("ticket", id, &body(Value::Null)).is_some());
    check(&mut truth, "tickets.offer_wanted", ask(false, "7"), true);
    assert_eq!(truth.differs("ticket", id, &body(Value::Null)), None);
    assert!(truth.differs("ticket", id, &since("5")).is_some());
}

#[test]
fn every_signature_stands_and_of_those_without_an_id_the_last() {
    let mut truth = Truth::default();
    let args = json!({ "ticket": ID, "draft": { "title": "Stops" } });
    check(&mut truth, "tickets.created", args, true);
    for name in ["Ayşe", " Ali "] {
        let signed = json!({ "ticket": ID, "name": name, "strokes": [[1, 1, 9, 9]] });
        check(&mut truth, "tickets.signed", signed, true);
    }
    let id: Uuid = ID.parse().expect("an id");
    let signed = json!({ "ticket": ID, "id": LINE, "name": "Veli", "strokes": [[1, 1, 9, 9]] });
    check(&mut truth, "tickets.signed", signed, true);
    let by = |first: &str, second: &str| {
        let first = json!({ "id": Uuid::nil(), "name": first });
        json!({ "title": "Stops", "signatures": [first, { "id": LINE, "name": second }] })
    };
    assert_eq!(truth.differs("ticket", id, &by("Ali", "Veli")), None);
    let none = json!({ "title": "Stops", "signatures": [] });
    for wrong in [by("Ayşe", "Veli"), by("Ali", "Ali"), none] {
        assert!(truth.differs("ticket", id, &wrong).is_some(), "{wrong}");
    }
}

#[test]
fn the_words_for_its_end_come_with_the_move_and_stand_once_it_is_closed() {
    let mut truth = Truth::default();
    let draft = json!({ "title": "Stops", "opened_at": "late", "request_kind": "repair" });
    let args = json!({ "ticket": ID, "draft": draft });
    check(&mut truth, "tickets.created", args, true);
    let ended = |was: &str, now: &str| json!({ "ticket": ID, "to": "resolved", "resolution": { "was": was, "now": now } });
    check(&mut truth, "tickets.status_set", ended("", "Filter"), true);
    check(&mut truth, "tickets.status_set", ended("", "Pump"), false);
    let mended = json!({ "ticket": ID, "field": { "resolution": { "edit": { "was": "Pump", "now": "Belt" } } } });
    check(&mut truth, "tickets.edited", mended.clone(), true);
    let id: Uuid = ID.parse().expect("an id");
    let body =
        |words: &str| json!({ "request_kind": "repair", "opened_at": "now", "resolution": words });
    assert_eq!(truth.differs("ticket", id, &body("Belt")), None);
    assert!(truth.differs("ticket", id, &body("Filter")).is_some());
    let closed = json!({ "ticket": ID, "to": "closed" });
    check(&mut truth, "tickets.status_set", closed, true);
    check(&mut truth, "tickets.edited", mended, false);
}

#[test]
fn a_write_off_is_known_by_the_parts_that_were_built_in() {
    let mut truth = Truth::default();
    let draft = json!({ "title": "Stops", "lines": [] });
    let args = json!({ "ticket": ID, "draft": draft });
    check(&mut truth, "tickets.created", args, true);
    let part = json!({ "ticket": ID, "id": LINE, "product": ID, "quantity": { "value": "1", "unit": "C62" } });
    check(&mut truth, "tickets.part_used", part, true);
    let document = |lines: Value| json!({ "operation": null, "lines": lines });
    let made = |body: &Value| truth.differs("document", Uuid::from_u128(77), body);
    assert_eq!(made(&document(json!([{ "id": LINE }]))), None);
    for stranger in [
        json!([]),
        json!([{ "id": ID }]),
        json!([{ "id": LINE }, { "id": ID }]),
    ] {
        assert!(made(&document(stranger.clone())).is_some(), "{stranger}");
    }
}

#[test]
fn a_checklist_is_what_was_brought() {
    let mut truth = Truth::default();
    let new = json!({ "new": { "record": { "name": "Yearly", "lines": ["Filter"] } } });
    let args = |brought: Value| json!({ "checklist": ID, "brought": brought });
    check(&mut truth, "tickets.checklist_defined", args(new), true);
    let lines = |was: Value, now: Value| {
        let edit = json!({ "lines": { "edit": { "was": was, "now": now } } });
        args(json!({ "edited": { "fields": [edit] } }))
    };
    let seen = lines(json!(["Filter"]), json!(["Oil"]));
    check(&mut truth, "tickets.checklist_defined", seen, true);
    let unseen = lines(json!(["Filter"]), json!(["Belt"]));
    check(
        &mut truth.clone(),
        "tickets.checklist_defined",
        unseen,
        false,
    );
    let id: Uuid = ID.parse().expect("an id");
    let body = |line: &str| json!({ "name": "Yearly", "lines": [line] });
    assert_eq!(truth.differs("checklist", id, &body("Oil")), None);
    assert!(truth.differs("checklist", id, &body("Filter")).is_some());
}

#[test]
fn a_ticket_keeps_every_word_and_ends_once() {
    let mut truth = Truth::default();
    let line = json!({ "id": LINE, "product": ID, "serial": " A-1\r" });
    let draft = json!({ "title": " Stops ", "text": "", "lines": [line] });
    let args = json!({ "ticket": ID, "draft": draft });
    check(&mut truth, "tickets.created", args, true);
    let note = json!({ "ticket": ID, "id": LINE, "note": "Cleaned " });
    check(&mut truth, "tickets.note_added", note, true);
    let serial = |was: &str, now: &str| {
        let field = json!({ "serial": { "edit": { "was": was, "now": now }, "shown": null } });
        json!({ "ticket": ID, "line": LINE, "field": field })
    };
    check(
        &mut truth,
        "tickets.line_edited",
        serial("A-1", "B-2"),
        true,
    );
    check(
        &mut truth,
        "tickets.line_edited",
        serial("A-1", "C-3"),
        false,
    );
    check(
        &mut truth,
        "tickets.line_edited",
        serial("C-3", "B-2"),
        true,
    );

    let id: Uuid = ID.parse().expect("an id");
    let body = |serial: &str, notes: Value| {
        let lines = json!([{ "id": LINE, "product": ID, "serial": serial }]);
        json!({ "title": "Stops", "text": "", "status": "new", "lines": lines, "notes": notes })
    };
    let notes = json!([{ "id": LINE, "text": "Cleaned" }]);
    assert_eq!(
        truth.differs("ticket", id, &body("B-2", notes.clone())),
        None
    );
    let other = truth.differs("ticket", id, &body("A-1", notes));
    assert!(other.is_some_and(|why| why.contains("serial")));
    let lost = truth.differs("ticket", id, &body("B-2", json!([])));
    assert!(
        lost.is_some_and(|why| why.contains("notes")),
        "a note is missing"
    );

    let set = |to: &str| json!({ "ticket": ID, "to": to });
    check(&mut truth, "tickets.status_set", set("resolved"), true);
    check(&mut truth, "tickets.line_edited", serial("B-2", ""), false);
}
