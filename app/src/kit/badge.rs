//! How many are there? A round count beside a word: neutral for work, in the vial colour for what needs this person.

use leptos::prelude::*;

use crate::messages::{language, numbers};

/// A count. Nothing is shown for zero.
#[component]
pub fn Badge(#[prop(into)] count: Signal<u64>, #[prop(optional)] attention: bool) -> impl IntoView {
    view! {
        <Show when=move || { count.get() > 0 }>
            <span class="badge" data-attention=attention>{move || numbers::count(language(), count.get())}</span>
        </Show>
    }
}
