//! What an entry wanted: in a line for lists, and field by field for whoever decides about it.

use super::belongs::belongs;
use super::subject;
use super::wanted::{Wanted, wanted};
use crate::messages::language;
use crate::state::{Device, app};
use leptos::prelude::*;
use shared::sync::{AnyChange, InboxEntry, inbox};

/// "Quantity · Q-2026-0391, Baltmeda · 2 pcs → 5 pcs".
pub fn told(device: Device, entry: &InboxEntry) -> String {
    let args = entry.args();
    let deed = subject::deed(device, &entry.change, &args);
    let rows = wanted(device, language(), &entry.change, &args);
    match rows.into_iter().find(|row| row.is_edit) {
        Some(edit) => format!("{deed} · {}", edit.value),
        None => deed,
    }
}

#[component]
pub fn WantedFacts(entry: InboxEntry) -> impl IntoView {
    let device = app().device;
    let row = |row: Wanted| view! { <dt>{row.label}</dt> <dd>{row.value}</dd> };
    move || {
        let entry = decided_on(device, &entry).unwrap_or_else(|| entry.clone());
        let language = language();
        let mut rows = belongs(device, language, &entry);
        rows.extend(wanted(device, language, &entry.change, &entry.args()));
        let some = !rows.is_empty();
        some.then(|| view! { <dl class="facts">{rows.into_iter().map(row).collect_view()}</dl> })
    }
}

/// An answer to an entry wanted what that entry wanted.
fn decided_on(device: Device, entry: &InboxEntry) -> Option<InboxEntry> {
    match entry.carried()? {
        AnyChange::Inbox(inbox::Change::Answered { entry, .. }) => device.get::<InboxEntry>(entry),
        _ => None,
    }
}
