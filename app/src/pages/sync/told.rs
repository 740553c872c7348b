//! What an entry wanted: in a line for lists, and field by field for whoever decides about it.

use super::belongs::belongs;
use super::subject;
use super::wanted::{Wanted, wanted};
use crate::messages::language;
use crate::state::{Device, app};
use leptos::prelude::*;
use shared::sync::outcome::Reason;
use shared::sync::{AnyChange, InboxEntry, inbox};

/// More letters of an edit than these are read in the entry.
const EDIT_LENGTH_MAX: usize = 48;

/// "Quantity · Q-2026-0391, Baltmeda · 2 pcs → 5 pcs"; of a long edit the name of its field,
/// unless the title says it.
pub fn told(device: Device, entry: &InboxEntry) -> String {
    let args = entry.args();
    let deed = subject::deed(device, &entry.change, &args);
    let rows = wanted(device, language(), &entry.change, &args);
    let is_titled = matches!(entry.reason(), Some(Reason::ChangedTwice { .. }));
    let edit = rows.into_iter().find(|row| row.is_edit);
    match edit.and_then(|edit| in_short(edit, is_titled)) {
        Some(edit) => format!("{deed} · {edit}"),
        None => deed,
    }
}

fn in_short(edit: Wanted, is_titled: bool) -> Option<String> {
    match edit.value.chars().count() > EDIT_LENGTH_MAX {
        true => (!is_titled).then_some(edit.label),
        false => Some(edit.value),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_names_the_field_of_a_long_edit_and_shows_a_short_one() {
        let said =
            |value: &str, is_titled| in_short(Wanted::new("Text", value.to_owned()), is_titled);
        let (short, long) = ("2 pcs → 5 pcs", "long ".repeat(20));
        assert_eq!(said(short, true).as_deref(), Some(short));
        assert_eq!(said(&long, false).as_deref(), Some("Text"));
        assert_eq!(said(&long, true), None);
    }
}
