//! How does a person say yes or no to something that takes effect later, with the form? A real label, a real box.

use leptos::prelude::*;

use super::Words;

/// A box to tick. For what takes effect at once there is [`Switch`](super::Switch).
#[component]
pub fn Checkbox(
    #[prop(into)] label: Words,
    #[prop(into)] checked: Signal<bool>,
    #[prop(into)] on_change: Callback<bool>,
    #[prop(optional, into)] hint: Option<Words>,
) -> impl IntoView {
    view! {
        <label class="checkbox">
            <input
                class="checkbox-input"
                type="checkbox"
                prop:checked=move || checked.get()
                on:change:target=move |event| on_change.run(event.target().checked())
            />
            <span class="checkbox-words">
                {move || label.get()}
                {hint.map(|hint| view! { <span class="checkbox-hint">{move || hint.get()}</span> })}
            </span>
        </label>
    }
}
