//! Entries below each other, one's own or those of colleagues: what became of each, what it wanted, and whose it is where that is somebody
//! else. A long list is shown piece by piece.

use super::fate::{heading, mark};
use super::others::colleague;
use super::pieces::{More, Pieces};
use super::told::told;
use crate::kit::{Item, List, Words};
use crate::messages::{days, language};
use crate::routes::Route;
use crate::state::{app, opening, stand};
use leptos::prelude::*;
use shared::ids::InboxId;
use shared::sync::InboxEntry;
use shared::sync::inbox::Waits;

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
        <List label=label>{rows}</List>
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
    let (whose, made_at) = (colleague(app, entry.author), entry.made_at);
    let entry = StoredValue::new(entry);
    let href = Signal::stored(Route::InboxEntry(id.0).href());
    let current = Signal::derive(move || selected.get() == Some(id));
    let title = move || entry.with_value(|entry| heading(app.device, entry, waits));
    let told = move || entry.with_value(|entry| told(app.device, entry));
    let value = move || entry.with_value(|entry| mark(entry, waits));
    let ago = move || days::ago(language(), opening::minutes_since(made_at));
    match whose {
        None => view! { <Item title=title detail=told value=value href=href current=current /> }
            .into_any(),
        Some(name) => {
            let detail = move || format!("{name} · {}", told());
            view! { <Item title=title detail=detail value=value note=ago href=href current=current /> }
                .into_any()
        }
    }
}
