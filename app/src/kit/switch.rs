//! How does a person turn something on or off at once? Label at the right, effect without saving.

use leptos::prelude::*;

use super::Words;

/// On or off, in effect at once.
#[component]
pub fn Switch(
    #[prop(into)] label: Words,
    #[prop(into)] on: Signal<bool>,
    #[prop(into)] on_change: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class="switch">
            <input
                class="switch-input"
                type="checkbox"
                role="switch"
                prop:checked=move || on.get()
                on:change:target=move |event| on_change.run(event.target().checked())
            />
            <span class="switch-words">{move || label.get()}</span>
        </label>
    }
}
