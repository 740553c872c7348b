//! What must hold of every entry of the log at the moment when it appears there: payload, author, parents, legal moves (I7, I13).

use crate::book::Book;
use crate::office::Office;
use serde_json::Value;
use server::db::StoredIntention;
use shared::ids::{Uid, UserId};
use shared::sync::Outcome;

pub fn entry(
    book: &Book,
    office: &Office,
    stored: &StoredIntention,
    outcome: Outcome,
    body: &Value,
) {
    if body["uid"].as_str() != Some(stored.uid.to_string().as_str()) {
        book.broken("I7", format!("the payload of {} is gone", stored.uid));
    }
    if stored.client.is_none() {
        return;
    }
    author(book, office, stored, outcome);
    if stored.name != "lost" {
        parents(book, stored, outcome, body);
    }
    if outcome.is_applied() {
        rights(book, stored);
        answers(book, office, stored, body);
    }
}

/// An entry is answered by its author, and by an administrator once it was raised.
fn answers(book: &Book, office: &Office, stored: &StoredIntention, body: &Value) {
    let entry = body["args"]["entry"].as_str();
    let Some(id) = entry.filter(|_| stored.name == "inbox.answered") else {
        return;
    };
    let entry = office.inbox_entry(id.parse().unwrap_or_default());
    let own = entry["author"] == stored.author.to_string();
    let supervised =
        entry["raised"] == Value::Bool(true) && stored.context.contains("\"administrator\"");
    if !own && !supervised {
        let what = format!("{} answered an entry of {}", stored.uid, entry["author"]);
        book.broken("I13", what);
    }
}

/// Whoever has no access any more changes nothing.
fn author(book: &Book, office: &Office, stored: &StoredIntention, outcome: Outcome) {
    let grants = office.grants(UserId(stored.author));
    let active = grants.is_some_and(|grants| grants.active);
    if !active && outcome != Outcome::Quarantined {
        book.broken(
            "I13",
            format!("{} of a disabled person was {outcome:?}", stored.uid),
        );
    }
}

/// What needs something that was not applied waits for it.
fn parents(book: &Book, stored: &StoredIntention, outcome: Outcome, body: &Value) {
    let parents = body["depends_on"].as_array().into_iter().flatten();
    let uids = parents.filter_map(|parent| parent.as_str()?.parse().ok().map(Uid));
    let missing = |uid: &Uid| {
        book.outcome(*uid)
            .is_none_or(|outcome| !outcome.is_applied())
    };
    let Some(parent) = uids.into_iter().find(missing) else {
        return;
    };
    let refused = stored
        .reason
        .as_deref()
        .is_some_and(|reason| reason.contains("\"reason\":\"refused\""));
    if outcome.is_applied() || refused {
        let what = format!(
            "{} needs {parent}, which was not applied, and was {outcome:?}",
            stored.uid
        );
        book.broken("I7", what);
    }
}

/// The least that roles may not: a second, simpler table.
fn rights(book: &Book, stored: &StoredIntention) {
    let context: Value = serde_json::from_str(&stored.context).unwrap_or_default();
    let roles = context["roles"].as_array().cloned().unwrap_or_default();
    let is = |role: &str| roles.iter().any(|other| other == role);
    let room = stored.name.split('.').next().unwrap_or_default();
    let may = match room {
        "inbox" => true,
        "users" => is("administrator") || stored.name == "users.language_chosen",
        "products" | "tickets" => !is("read_only"),
        "rma" => !is("read_only") && !is("salesperson"),
        _ => !is("read_only") && !is("technician"),
    };
    if !may {
        book.broken("I13", format!("{} was applied for {roles:?}", stored.name));
    }
}
