//! Tickets in the auditor's model: what was typed into header and lines, which notes, times and parts must be there, and that nothing
//! but words reached one that had ended. What a check found, and how it settled a quantity, is not modelled.

use super::entry::Entry;
use super::truth::{Broken, Held, Truth};
use serde_json::Value;
use uuid::Uuid;

const KIND: &str = "ticket";

pub fn take(truth: &mut Truth, event: &str, entry: &Entry<'_>) -> Result<(), Broken> {
    let ticket = entry.id("ticket");
    let ended = closed(truth, event, ticket);
    filled(truth, event, entry, ticket).and(ended)
}

/// Header and lines belong to a ticket somebody works on.
fn closed(truth: &Truth, event: &str, ticket: Uuid) -> Result<(), Broken> {
    let edits = event == "edited" || event == "rechecked" || event.starts_with("line_");
    match truth.held(KIND, ticket, "status") {
        Held::Value(Value::String(status))
            if edits && ["resolved", "closed", "cancelled"].contains(&status.as_str()) =>
        {
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
        "work_started" => keep(truth, ticket, ("work", &args["id"], "started"), &args["at"]),
        "work_logged" => {
            for field in ["started", "ended"] {
                keep(truth, ticket, ("work", &args["id"], field), &args[field]);
            }
        }
        "work_removed" => gone(truth, ticket, "work", &args["id"], &["started", "ended"]),
        "part_used" => {
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
        "status_set" => truth.set(KIND, ticket, "status", &args["to"]),
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
