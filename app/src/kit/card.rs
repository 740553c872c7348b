//! What belongs together on a page? A surface with a heading. Cards are neither nested nor clickable as a whole.

use leptos::prelude::*;

use super::Words;

/// A card. `extra` stands at the end of the head (an age, a button, a tag); `count` after the title, soft. `flush`
/// lets lists and tables reach the edges.
#[component]
pub fn Card(
    #[prop(optional, into)] title: Option<Words>,
    #[prop(optional, into)] count: Option<Words>,
    #[prop(optional, into)] extra: Option<ViewFn>,
    #[prop(optional)] flush: bool,
    children: Children,
) -> impl IntoView {
    let head = title.map(|title| view! {
        <div class="card-head">
            <h2 class="card-title">
                {move || title.get()} {count.map(|count| view! { " " <span class="card-count">{move || count.get()}</span> })}
            </h2>
            {extra.map(|extra| view! { <div class="card-extra">{move || extra.run()}</div> })}
        </div>
    });
    view! {
        <section class="card" data-flush=flush>
            {head}
            {children()}
        </section>
    }
}
