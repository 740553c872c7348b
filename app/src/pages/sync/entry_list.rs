//! Entries below each other, one's own or those of colleagues: what became of each, what it wanted, whose it is and why. A row is short
//! whatever was written: the rest is in the entry. A long list is shown piece by piece.

use super::fate::{heading, mark};
use super::others::{colleague, reason_of_other};
use super::pieces::{More, Pieces};
use super::told::told;
use crate::kit::{Item, List, Words};
use crate::messages::{days, language};
use crate::routes::Route;
use crate::state::{Device, app, opening, stand};
use leptos::prelude::*;
use shared::ids::InboxId;
use shared::sync::InboxEntry;
use shared::sync::inbox::Waits;
use shared::sync::outcome::Reason;

#[component]
pub fn EntryList(
    #[prop(into)] label: Words,
    entries: Memo<Vec<(InboxId, InboxEntry)>>,
    #[prop(optional, into)] selected: Signal<Option<InboxId>>,
) -> impl IntoView {
    let app = app();
    let pieces = Pieces::new(Signal::derive(move || entries.with(Vec::len)));
    let stands = Memo::new(move |_| match entries.with(Vec::is_empty) {
        true => Default::default(),
        false => stand::of_all(app),
    });
    let rows = move || {
        let shown = entries.with(|entries| entries[..pieces.shown()].to_vec());
        let row = |(id, entry): (InboxId, InboxEntry)| {
            let waits = stands.with(|stands| stands.get(&id).copied());
            let waits = waits.unwrap_or(Waits::ForNothing);
            view! { <EntryRow id=id entry=entry waits=waits selected=selected /> }
        };
        shown.into_iter().map(row).collect_view()
    };
    view! {
        <div class="entry-list"><List label=label>{rows}</List></div>
        <More pieces=pieces />
    }
}

#[component]
pub fn EntryRow(
    id: InboxId,
    entry: InboxEntry,
    waits: Waits,
    #[prop(optional, into)] selected: Signal<Option<InboxId>>,
) -> impl IntoView {
    let app = app();
    let made_at = entry.made_at;
    let whose = StoredValue::new(colleague(app, entry.author));
    let entry = StoredValue::new(entry);
    let href = Signal::stored(Route::InboxEntry(id.0).href());
    let current = Signal::derive(move || selected.get() == Some(id));
    let title = move || entry.with_value(|entry| heading(app.device, entry, waits));
    let value = move || entry.with_value(|entry| mark(entry, waits));
    let what = move || entry.with_value(|entry| told(app.device, entry));
    let about = move || {
        let ago = days::ago(language(), opening::minutes_since(made_at));
        let whose = whose.get_value();
        let why = entry.with_value(|entry| why(app.device, entry, waits, whose.is_some()));
        let said = [whose, Some(ago), why].into_iter().flatten();
        said.collect::<Vec<_>>().join(" · ")
    };
    let detail = move || {
        view! {
            <span class="entry-list-words">{what}</span>
            <span class="entry-list-words">{about}</span>
        }
    };
    view! { <Item title=title detail=detail value=value href=href current=current /> }
}

/// Why it was not applied, where the title does not say it.
fn why(device: Device, entry: &InboxEntry, waits: Waits, is_others: bool) -> Option<String> {
    match entry.reason()? {
        _ if waits != Waits::ForNothing => None,
        Reason::ChangedTwice { .. } | Reason::WaitingFor { .. } => None,
        reason if is_others => Some(reason_of_other(device, &reason)),
        reason => Some(super::why::reason(device, &reason)),
    }
}
