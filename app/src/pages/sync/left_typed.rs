//! Entries that were answered elsewhere while something was typed into them: whoever closed the page meanwhile finds the letters again.

use super::told::told;
use super::typed::form_of;
use crate::kit::{Item, List, Mark, Standing};
use crate::messages::{say, sync};
use crate::routes::Route;
use crate::state::{App, app, repair};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::InboxId;
use shared::sync::InboxEntry;

/// The newest answered ones whose drafts are looked for; older letters are found in their entries.
const LOOKED_AT_MAX: usize = 50;

#[component]
pub fn LeftTyped(selected: Signal<Option<InboxId>>) -> impl IntoView {
    let app = app();
    let left = RwSignal::new(Vec::<(InboxId, InboxEntry)>::new());
    let answered = Memo::new(move |_| repair::answered_entries(app, LOOKED_AT_MAX));
    Effect::new(move |_| {
        // who comes back from an entry may have thrown them away
        selected.track();
        let answered = answered.get();
        spawn_local(async move { _ = left.try_set(with_letters(app, answered).await) });
    });
    let row = move |(id, entry): (InboxId, InboxEntry)| {
        let href = Signal::stored(Route::InboxEntry(id.0).href());
        let current = Signal::derive(move || selected.get() == Some(id));
        let entry = StoredValue::new(entry);
        let told = move || entry.with_value(|entry| told(app.device, entry));
        let detail = move || view! { <span class="entry-list-words">{told}</span> };
        let to_read = move || view! { <Mark standing=Standing::You words=say(sync::read_it) /> };
        view! { <Item title=say(sync::typed_not_sent) detail=detail value=to_read href=href current=current /> }
    };
    view! {
        <Show when=move || left.with(|left| !left.is_empty())>
            <div class="entry-list">
                <List label=say(sync::typed_not_sent)>
                    {move || left.get().into_iter().map(row).collect_view()}
                </List>
            </div>
        </Show>
    }
}

async fn with_letters(
    app: App,
    answered: Vec<(InboxId, InboxEntry)>,
) -> Vec<(InboxId, InboxEntry)> {
    let mut left = Vec::new();
    for (id, entry) in answered {
        if !app.drafts.found(&form_of(id)).await.is_empty() {
            left.push((id, entry));
        }
    }
    left
}
