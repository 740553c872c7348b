//! What is the result so far, and what comes next? At the lower edge of an editor on phone and tablet, in the thumb's reach.

use leptos::prelude::*;

use super::Words;

/// The bar: `name` and `value` at the left (a total, or why it waits), the actions as children, main one last.
/// It takes the place of the phone's bottom bar. With `waits` the first says why it waits and the second what to do, in as many lines
/// as they need. `desktop` keeps it on wide screens, where totals stand beside the lines.
#[component]
pub fn ActionBar(
    #[prop(optional, into)] name: Option<Words>,
    #[prop(optional, into)] value: Option<Words>,
    #[prop(optional)] desktop: bool,
    #[prop(optional)] waits: bool,
    children: Children,
) -> impl IntoView {
    let words = (name.is_some() || value.is_some()).then(|| view! {
        <div class="action-bar-words" data-waits=waits>
            {name.map(|name| view! { <span class="action-bar-name">{move || name.get()}</span> })}
            {value.map(|value| view! { <span class="action-bar-value">{move || value.get()}</span> })}
        </div>
    });
    view! {
        <div class="action-bar" data-desktop=desktop>
            {words}
            <div class="action-bar-actions">{children()}</div>
        </div>
    }
}
