//! Nothing is here yet: what would be, and what can be done? Also for a filter that lets nothing through.

use leptos::prelude::*;

use super::Words;

/// The empty place: a scale with its bubble, a title, what will appear here, and one plain button as children.
#[component]
pub fn EmptyState(
    #[prop(into)] title: Words,
    #[prop(optional, into)] text: Option<Words>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty-state">
            <svg class="empty-state-drawing" viewBox="0 0 96 32" aria-hidden="true" focusable="false">
                <path class="empty-state-scale" d="M2 23h92M3 23v7M14 23v4M25 23v4M36 23v4M48 23v7M60 23v4M71 23v4M82 23v4M93 23v7"></path>
                <circle class="empty-state-bubble" cx="48" cy="13" r="9"></circle>
            </svg>
            <p class="empty-state-title">{move || title.get()}</p>
            {text.map(|text| view! { <p class="empty-state-text">{move || text.get()}</p> })}
            {children.map(|children| view! { <div class="row">{children()}</div> })}
        </div>
    }
}
