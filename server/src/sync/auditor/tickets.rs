//! Tickets in the auditor's model: what was typed into header and lines, which notes, times, parts and items must be there, which items
//! are ticked, who signed, and that nothing but words reached one that had ended. What a check found, and how it settled a quantity, is not modelled.

use super::entry::{self, Entry};
use super::truth::{Broken, Held, Truth};
use serde_json::Value;
use uuid::Uuid;

const KIND: &str = "ticket";
const ITEMS: &str = "checklist";
const TICK: &str = "ticked/at";
const WANTED: &str = "offer_wanted/at";

pub fn take(truth: &mut Truth, event: &str, entry: &Entry<'_>) -> Result<(), Broken> {
    let ticket = entry.id("ticket");
    if event == "checklist_defined" {
        let checklist = entry.id("checklist");
        return entry::brought(truth, "checklist", checklist, &entry.args["brought"]);
    }
    let ended = closed(truth, event, entry, ticket);
    filled(truth, event, entry, ticket).and(ended)
}

/// Header and lines belong to a ticket somebody works on; what became of it to one that is not closed, items to one that was not
/// cancelled.
fn closed(truth: &Truth, event: &str, entry: &Entry<'_>, ticket: Uuid) -> Result<(), Broken> {
    let resolves = entry.args["field"].get("resolution").is_some();
    let edits = event == "edited" || event == "rechecked" || event.starts_with("line_");
    let over: &[&str] = match edits {
        true if resolves => &["closed", "cancelled"],
        true => &["resolved", "closed", "cancelled"],
        false if event.starts_with("item") => &["cancelled"],
        false => &[],
    };
    match truth.held(KIND, ticket, "status") {
        Held::Value(Value::String(status)) if over.contains(&status.as_str()) => {
            let what = format!("ticket {ticket} was {status}: {event}");
            Err(Broken::Moved(what))
        }
        _ => Ok(()),
    }
}

fn filled(truth: &mut Truth, event: &str, entry: &Entry<'_>, ticket: Uuid) -> Result<(), Broken> {
    let args = entry.args;
    match event {
        "created" => {
            let mut draft = args["draft"].clone();
            draft["title"] = trimmed(&draft["title"]);
            // a clock that runs ahead is not believed: by how much, is not modelled
            let opened = draft.as_object_mut();
            opened.and_then(|draft| draft.remove("opened_at"));
            truth.fill(KIND, ticket, &draft);
            for new in draft["lines"].as_array().into_iter().flatten() {
                line(truth, ticket, new);
            }
        }
        "edited" => return header(truth, ticket, &args["field"]),
        "line_added" => line(truth, ticket, &args["line"]),
        "line_edited" => return edited(truth, entry, ticket),
        "line_removed" => gone(
            truth,
            ticket,
            "lines",
            &args["line"],
            &["serial", "product"],
        ),
        "note_added" => {
            let note = trimmed(&args["note"]);
            keep(truth, ticket, ("notes", &args["id"], "text"), &note);
        }
        // how much of what a clock says is believed, is not modelled
        "work_started" => keep(truth, ticket, ("work", &args["id"], "kind"), &args["kind"]),
        "work_logged" => {
            for field in ["started", "ended"] {
                keep(truth, ticket, ("work", &args["id"], field), &args[field]);
            }
        }
        "work_removed" => gone(
            truth,
            ticket,
            "work",
            &args["id"],
            &["kind", "started", "ended"],
        ),
        "part_used" => {
            truth.parts.insert(entry.id("id"));
            for field in ["product", "quantity"] {
                keep(truth, ticket, ("parts", &args["id"], field), &args[field]);
            }
        }
        "part_removed" => gone(
            truth,
            ticket,
            "parts",
            &args["id"],
            &["product", "quantity"],
        ),
        "items_added" => {
            for item in args["items"].as_array().into_iter().flatten() {
                added(truth, ticket, item);
            }
        }
        "item_ticked" => return ticked(truth, ticket, args),
        "item_removed" => return removed(truth, ticket, &args["id"]),
        "offer_wanted" => truth.hold(KIND, ticket, WANTED, since(&args["wanted"])),
        "signed" => {
            let name = args["name"].as_str().unwrap_or_default().trim();
            keep(
                truth,
                ticket,
                ("signatures", &signature(args), "name"),
                &name.into(),
            );
        }
        "status_set" => return stands(truth, ticket, args),
        _ => {}
    }
    Ok(())
}

/// Whoever is sent somewhere moves it out of "new", and back.
fn header(truth: &mut Truth, ticket: Uuid, field: &Value) -> Result<(), Broken> {
    let mut fields = field.as_object().into_iter().flatten();
    fields.try_for_each(|(name, edit)| {
        if name == "assignee" {
            truth.hold(KIND, ticket, "status", Held::Anything);
        }
        truth.replace(KIND, ticket, name, &edit["edit"])
    })
}

/// The words for its end come with the move.
fn stands(truth: &mut Truth, ticket: Uuid, args: &Value) -> Result<(), Broken> {
    truth.set(KIND, ticket, "status", &args["to"]);
    match &args["resolution"] {
        Value::Null => Ok(()),
        edit => truth.replace(KIND, ticket, "resolution", edit),
    }
}

fn line(truth: &mut Truth, ticket: Uuid, new: &Value) {
    let serial = trimmed(&new["serial"]);
    keep(truth, ticket, ("lines", &new["id"], "serial"), &serial);
    keep(
        truth,
        ticket,
        ("lines", &new["id"], "product"),
        &new["product"],
    );
}

fn edited(truth: &mut Truth, entry: &Entry<'_>, ticket: Uuid) -> Result<(), Broken> {
    let mut fields = entry.args["field"].as_object().into_iter().flatten();
    fields.try_for_each(|(name, edited)| {
        let mut edit = edited["edit"].clone();
        if name == "serial" {
            edit =
                serde_json::json!({ "was": trimmed(&edit["was"]), "now": trimmed(&edit["now"]) });
        }
        // a serial settles the quantity by rules that are not modelled
        if name == "quantity" {
            return Ok(());
        }
        let place = place("lines", &entry.args["line"], name);
        truth.replace(KIND, ticket, &place, &edit)
    })
}

/// What somebody took before stays as it stands.
fn added(truth: &mut Truth, ticket: Uuid, item: &Value) {
    let text = place(ITEMS, &item["id"], "text");
    if !matches!(truth.held(KIND, ticket, &text), Held::Value(_)) {
        truth.set(KIND, ticket, &text, &trimmed(&item["text"]));
        truth.hold(KIND, ticket, &tick(&item["id"]), Held::Gone);
    }
}

/// A tick counts until somebody takes it back; how much of what a clock says is believed, is not modelled.
fn ticked(truth: &mut Truth, ticket: Uuid, args: &Value) -> Result<(), Broken> {
    let id = &args["id"];
    if *truth.held(KIND, ticket, &place(ITEMS, id, "text")) == Held::Gone {
        let what = format!("ticket {ticket}: item {id} was taken out and is ticked");
        return Err(Broken::Moved(what));
    }
    truth.hold(KIND, ticket, &tick(id), since(&args["done"]));
    Ok(())
}

/// Only what nobody did.
fn removed(truth: &mut Truth, ticket: Uuid, id: &Value) -> Result<(), Broken> {
    let done = *truth.held(KIND, ticket, &tick(id)) == Held::Something;
    gone(truth, ticket, ITEMS, id, &["text", TICK]);
    match done {
        true => {
            let what = format!("ticket {ticket}: item {id} was ticked and is taken out");
            Err(Broken::Moved(what))
        }
        false => Ok(()),
    }
}

/// Signatures that have no id are one.
fn signature(args: &Value) -> Value {
    match &args["id"] {
        Value::Null => Uuid::nil().to_string().into(),
        id => id.clone(),
    }
}

fn tick(item: &Value) -> String {
    place(ITEMS, item, TICK)
}

/// The moment of a tap, until it is taken back.
fn since(tapped: &Value) -> Held {
    match tapped.as_bool() {
        Some(true) => Held::Something,
        _ => Held::Gone,
    }
}

/// Scanners end with line breaks and separators nobody sees.
fn trimmed(typed: &Value) -> Value {
    let text = typed.as_str().unwrap_or_default();
    let text = text.trim_matches(|letter: char| letter.is_whitespace() || letter.is_control());
    text.into()
}

fn keep(truth: &mut Truth, ticket: Uuid, at: (&str, &Value, &str), value: &Value) {
    truth.set(KIND, ticket, &place(at.0, at.1, at.2), value);
}

fn gone(truth: &mut Truth, ticket: Uuid, list: &str, id: &Value, fields: &[&str]) {
    for field in fields {
        truth.hold(KIND, ticket, &place(list, id, field), Held::Gone);
    }
}

fn place(list: &str, id: &Value, field: &str) -> String {
    format!("{list}/{}/{field}", id.as_str().unwrap_or_default())
}
