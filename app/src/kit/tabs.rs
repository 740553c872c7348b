//! Which view of one record is shown? A row of tabs and the panel below; arrows move between tabs.

use leptos::{ev::KeyboardEvent, prelude::*};

use super::{Badge, Choice, Words, fresh_id, move_focus};

/// Tabs; children are the panel, which reads `value` itself. Keep the chosen tab in the address, so that Back works.
#[component]
pub fn Tabs(
    #[prop(into)] label: Words,
    #[prop(into)] tabs: Signal<Vec<Choice>>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
    children: Children,
) -> impl IntoView {
    let id = fresh_id("tabs");
    let (panel_id, labelled_by, tab_id) = (format!("{id}-panel"), id.clone(), id.clone());
    let controls = panel_id.clone();
    let keys =
        |event: KeyboardEvent| move_focus(&event, "[role=tab]", "ArrowLeft", "ArrowRight", true);
    let tab = move |choice: Choice| {
        let (this, chosen) = (choice.value.clone(), choice.value.clone());
        let selected = Memo::new(move |_| value.with(|value| *value == this));
        view! {
            <button
                class="tabs-tab"
                type="button"
                role="tab"
                id=format!("{tab_id}-{}", choice.value)
                aria-controls=controls.clone()
                aria-selected=move || if selected.get() { "true" } else { "false" }
                tabindex=move || if selected.get() { "0" } else { "-1" }
                on:click=move |_| on_change.run(chosen.clone())
            >
                {choice.words}
                {choice.count.map(|count| view! { <Badge count=count attention=choice.attention /> })}
            </button>
        }
    };
    view! {
        <div class="tabs">
            <div class="tabs-list" role="tablist" aria-label=move || label.get() on:keydown=keys>
                {move || tabs.get().into_iter().map(tab.clone()).collect_view()}
            </div>
            <div class="tabs-panel" role="tabpanel" id=panel_id aria-labelledby=move || format!("{labelled_by}-{}", value.get())>
                {children()}
            </div>
        </div>
    }
}
